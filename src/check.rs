//! In: a corpus and the project. Out: findings for the user to look at, each with a correction for the project file.
//!
//! Invariant: what the project file already corrects is not a finding.

mod edit;
mod holes;
mod joins;

pub(crate) use edit::{Edit, Setting};
pub(crate) use edit::{given, settings};

use chrono::NaiveDate;
use serde::Serialize;

use crate::Corpus;
use crate::annotate::Annotated;
use crate::capture::{Unread, UnreadReason};
use crate::dating::Dated;
use crate::edition::{Outcome, SetAside};
use crate::inputs::unread_warning;
use crate::issue;
use crate::normalize::{Article, BlockKind};
use crate::project::{Correction, Project};
use crate::time::{EvidenceKind, Precision, When};

/// Minimum number of characters that running text normally has: about two sentences. Set by hand.
const SHORT: usize = 200;

/// A finding for the user to look at.
#[derive(Debug, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// The capture, followed by `#record` if its file holds several.
    pub path: String,
    /// The kind of finding.
    pub finding: Kind,
    /// The problem, in lower case without a full stop.
    pub problem: String,
    /// Lines for the project file. Absent if no setting solves the problem.
    pub correction: Option<String>,
    /// Events for the project file, if the finding is about a join.
    #[serde(skip)]
    pub events: Option<Events>,
}

/// The choices for a doubtful join.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Events {
    /// The captures of the proposed event.
    pub proposed: Vec<String>,
    /// The captures of the event if the proposal is wrong.
    pub otherwise: Vec<String>,
}

/// The kinds of findings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Kind {
    /// The day of publication is not known.
    Undated,
    /// The day of publication is only known as a range.
    DateRange,
    /// The day of publication is far from that of most pages.
    FarFromOthers,
    /// The day of publication follows from weak evidence only.
    WeakDate,
    /// Some evidence contradicts the day of publication.
    ContradictedDate,
    /// The publisher is not known.
    NoSource,
    /// No headline was found.
    NoHeadline,
    /// The running text is short.
    ShortBody,
    /// No article was found.
    NoArticle,
    /// The file could not be read as a capture.
    Unread,
    /// The content is that of another capture.
    Duplicate,
    /// Pages are joined, but only just.
    DoubtfulJoin,
    /// Pages are not joined, but almost.
    NearJoin,
    /// More joins are in doubt than are listed.
    MoreJoins,
    /// Several pages look back on a day, and no page of that day says what they say.
    NotReported,
    /// A setting of the project file has no effect.
    UnusedSetting,
}

/// All findings, by capture. Those about the project file itself come last.
pub(crate) fn findings(corpus: &Corpus, project: &Project) -> Vec<Finding> {
    let pages = corpus.articles.iter().zip(&corpus.dates);
    let mut findings: Vec<Finding> =
        pages.flat_map(|(page, dated)| of_article(&page.article, dated, project)).collect();
    findings.extend(far_from_others(corpus, project));
    findings.extend(holes::find(corpus));
    let name = |at: usize| corpus.articles[at].article.name();
    let (doubtful, more_doubtful) = joins::in_doubt(&corpus.links, &project.decisions, &name);
    findings.extend(doubtful);
    findings.extend(corpus.set_aside.iter().filter_map(of_set_aside));
    findings.sort_by(|one, other| one.path.cmp(&other.path));
    findings.extend((more_doubtful > 0).then(|| joins::not_listed(more_doubtful)));
    findings.extend(issue::unused(corpus, project).into_iter().map(|warning| Finding {
        path: warning.path.unwrap_or_default(),
        finding: Kind::UnusedSetting,
        problem: warning.problem,
        correction: None,
        events: None,
    }));
    findings
}

fn of_article(article: &Article, dated: &Dated, project: &Project) -> Vec<Finding> {
    let name = article.name();
    let correction = project.corrections.iter().find(|correction| correction.capture == name);
    let has = |has: fn(&Correction) -> bool| correction.is_some_and(has);
    let mut found = Vec::new();
    let mut add = |finding, problem, lines: &str| {
        let correction = Some(correction_text(&name, lines));
        found.push(Finding { path: name.clone(), finding, problem, correction, events: None });
    };
    if !has(|correction| correction.published.is_some()) {
        match &dated.published {
            None => add(Kind::Undated, "its day of publication is not known".to_owned(), UNKNOWN_DAY),
            Some(when) => of_date(when, dated, &mut add),
        }
    }
    if article.source.is_none() && !has(|correction| correction.source.is_some()) {
        add(Kind::NoSource, "its publisher is not known".to_owned(), "source = \"\"  # the publisher");
    }
    if article.headline.is_none() && !has(|correction| correction.title.is_some()) {
        add(Kind::NoHeadline, "no headline was found".to_owned(), "title = \"\"  # its headline");
    }
    let length = body_length(article);
    if length < SHORT {
        let problem = format!("its running text has only {length} characters");
        add(Kind::ShortBody, problem, "leave_out = true  # if it is not an article");
    }
    found
}

/// A page is reported if its day is further than this from that of most pages, in days: two years. Set by hand.
const FAR: i64 = 2 * 365;
/// Minimum number of dated pages for a meaningful median. Set by hand.
const FEWEST: usize = 5;

/// The pages whose day is far from the median of all. None if that is true of half of the pages or more.
fn far_from_others(corpus: &Corpus, project: &Project) -> Vec<Finding> {
    let day = |dated: &Dated| {
        let when = dated.published.as_ref()?;
        when.earliest.or(when.latest).map(|moment| moment.day)
    };
    let mut days: Vec<_> = corpus.dates.iter().filter_map(day).collect();
    days.sort_unstable();
    let Some(&middle) = days.get(days.len() / 2).filter(|_| days.len() >= FEWEST) else { return Vec::new() };
    let is_far = |day: NaiveDate| (day - middle).num_days().abs() > FAR;
    if days.iter().filter(|&&day| is_far(day)).count() * 2 >= days.len() {
        return Vec::new();
    }
    let finding = |(page, dated): (&Annotated, &Dated)| {
        let name = page.article.name();
        let corrected = |one: &Correction| one.capture == name && one.published.is_some();
        let day = day(dated).filter(|&day| is_far(day) && !project.corrections.iter().any(corrected))?;
        let problem = format!("its day of publication, {day}, is more than two years from most pages, around {middle}");
        let correction = correction_text(&name, &format!("published = {day}  # or another day"));
        Some(Finding { path: name, finding: Kind::FarFromOthers, problem, correction: Some(correction), events: None })
    };
    corpus.articles.iter().zip(&corpus.dates).filter_map(finding).collect()
}

/// The placeholder for a day that the user must fill in. The project file rejects it if it is not replaced.
const DAY_PATTERN: &str = "YYYY-MM-DD";
const UNKNOWN_DAY: &str = "published = \"YYYY-MM-DD\"  # the day of publication";

fn of_date(when: &When, dated: &Dated, add: &mut impl FnMut(Kind, String, &str)) {
    let first = match when.earliest {
        Some(earliest) => format!("published = {}  # or another day", earliest.day),
        None => UNKNOWN_DAY.to_owned(),
    };
    let known = match (when.earliest, when.latest) {
        (Some(earliest), None) => Some(format!("to be no earlier than {}", earliest.day)),
        (None, Some(latest)) => Some(format!("to be no later than {}", latest.day)),
        _ if matches!(when.precision, Precision::Day | Precision::Minute) => None,
        _ => Some(format!("as {}", when.edtf())),
    };
    if let Some(known) = known {
        add(Kind::DateRange, format!("its day of publication is only known {known}"), &first);
    } else if let Some(strongest) = when.evidence.iter().map(|evidence| evidence.kind).min()
        && strongest >= EvidenceKind::Linked
    {
        let problem = format!("its day of publication, {}, follows from weak evidence only", when.edtf());
        add(Kind::WeakDate, problem, &first);
    }
    if let Some(against) = dated.against.first() {
        let (stands, text) = (when.edtf(), &against.text);
        let problem = format!("`{text}` in `{}` contradicts its day of publication, {stands}", against.path);
        add(Kind::ContradictedDate, problem, &first);
    }
}

fn of_set_aside(aside: &SetAside) -> Option<Finding> {
    let path = aside.id.to_string();
    let (finding, problem, leave_out) = match aside.outcome {
        Outcome::Duplicate => (Kind::Duplicate, "it has the same content as another capture".to_owned(), true),
        Outcome::NoArticle => (Kind::NoArticle, "no article was found in it".to_owned(), true),
        Outcome::Unread(UnreadReason::PartOfPage) => return None,
        Outcome::Unread(reason) => {
            let warning = unread_warning(&Unread { id: aside.id.clone(), reason });
            (Kind::Unread, warning.problem, false)
        }
        Outcome::Used | Outcome::LeftOut | Outcome::OutsidePeriod | Outcome::ToldBefore | Outcome::Unverified => {
            return None;
        }
    };
    let correction = leave_out.then(|| correction_text(&path, "leave_out = true"));
    Some(Finding { path, finding, problem, correction, events: None })
}

/// A correction for the project file: the section's head and these lines.
fn correction_text(name: &str, lines: &str) -> String {
    format!("[[capture]]\nfile = {}\n{lines}", toml::Value::from(name))
}

fn body_length(article: &Article) -> usize {
    let running = article.body.iter().filter(|block| block.kind != BlockKind::Subhead).map(|block| &block.passage);
    running.chain(&article.deck).map(|passage| passage.text.chars().count()).sum()
}

/// The lines of the corrections of one capture, without repetitions.
pub(crate) fn merged<'a>(findings: impl Iterator<Item = &'a Finding>) -> Vec<&'a str> {
    let mut lines: Vec<&str> = Vec::new();
    for line in findings.filter_map(|finding| finding.correction.as_deref()).flat_map(str::lines) {
        let key = line.split(" = ").next();
        if !lines.iter().any(|known| known.split(" = ").next() == key) {
            lines.push(line);
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn corrections_of_one_capture_become_one_table() {
        let finding = |lines| Finding {
            path: "a.txt".to_owned(),
            finding: Kind::Undated,
            problem: String::new(),
            correction: Some(correction_text("a.txt", lines)),
            events: None,
        };
        let findings = [finding("published = 2025-01-01"), finding("source = \"\""), finding("published = 2025-01-02")];
        let expected = ["[[capture]]", "file = \"a.txt\"", "published = 2025-01-01", "source = \"\""];
        assert_eq!(merged(findings.iter()), expected);
    }
}
