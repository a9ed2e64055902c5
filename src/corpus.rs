//! In: captures and the project. Out: the corpus: every stage from the survey to the digest, run in order.
//!
//! Invariant: every capture is among the articles or set aside with its outcome; the order of the captures changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::annotate::{self, Annotated, names};
use crate::cache::Cache;
use crate::capture::{Capture, Unread};
use crate::chapters::{self, Chapter};
use crate::chronicle::{self, Chronicle, Event, Story};
use crate::dating::{self, Dated, Rules};
use crate::digest::{self, Digest};
use crate::edition::{self, Outcome, SetAside, Withheld};
use crate::history::{self, Held, HeldPage, News, Past, Since};
use crate::language::Language;
use crate::link::{self, Links};
use crate::normalize::publishers::Publishers;
use crate::normalize::{self, Article, Source};
use crate::project::{Correction, Project};
use crate::survey::{self, Survey};
use crate::time::{Evidence, EvidenceKind, How, When};
use crate::warned::Warning;

/// What is known of all captures together.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// By path, then record. Indices of articles are indices into this.
    pub articles: Vec<Annotated>,
    pub links: Links,
    /// For each article.
    pub dates: Vec<Dated>,
    pub chapters: Vec<Chapter>,
    /// Events that follow from each other.
    pub stories: Vec<Story>,
    pub digest: Digest,
    /// The captures and files that are not among the articles.
    pub set_aside: Vec<SetAside>,
    /// What an edition of it holds, whatever part of it is told.
    pub held: Held,
    /// What is not the same as in the edition that it is set beside.
    pub news: Option<News>,
    /// What its edition leaves out because it did not verify.
    pub withheld: Withheld,
}

impl Corpus {
    /// What was not compared with all that it may be the same as, as too much of the corpus is like it.
    pub fn not_compared(&self) -> Vec<Warning> {
        let names = names::not_compared(self.digest.people.iter().map(|named| named.name.as_str()));
        let most = names::MOST_ALIKE;
        let names = (names > 0).then(|| Warning {
            path: None,
            problem: format!(
                "{names} names were not compared with their like, since more than {most} share their words"
            ),
            hint: Some("one person may stand among the people under two spellings".to_owned()),
        });
        let (pages, most) = (self.links.not_compared, link::MOST_HOLDERS);
        let pages = (pages > 0).then(|| Warning {
            path: None,
            problem: format!(
                "{pages} pages have nothing that fewer than {most} others have, and were not compared with all of them"
            ),
            hint: Some("if they report one event, say so: `litopys init` writes how".to_owned()),
        });
        names.into_iter().chain(pages).collect()
    }
}

/// Articles that are linked and dated, and what is not among them.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// By path, then record.
    pub articles: Vec<Annotated>,
    pub links: Links,
    /// For each article.
    pub dates: Vec<Dated>,
    pub set_aside: Vec<SetAside>,
}

/// Runs the stages over all captures.
pub fn study(captures: Vec<Capture>, unread: Vec<Unread>, project: &Project) -> Corpus {
    study_since(captures, unread, project, Past::default(), &Cache::none())
}

/// Runs the stages over all captures, and sets what they tell beside an earlier edition; what a recorded edition told as one event stays
/// one. What a page of `cache` tells is not looked for again.
pub fn study_since(
    captures: Vec<Capture>,
    unread: Vec<Unread>,
    project: &Project,
    past: Past,
    cache: &Cache,
) -> Corpus {
    let pages = history::inventory(&captures, &unread);
    tell(pages, resolve_as(captures, unread, project, past.kept, cache), project, past.since)
}

/// Runs the stages behind the dates. `pages` are all that were handed in.
pub fn tell(pages: BTreeMap<String, HeldPage>, resolved: Resolved, project: &Project, since: Option<&Since>) -> Corpus {
    let Resolved { articles, links, dates, set_aside } = resolved;
    let mut chronicle = within(chronicle::arrange(&articles, &links, &dates, &project.decisions), project);
    let held = history::held(pages, &articles, &chronicle, project);
    let news = since.map(|since| News {
        number: since.number,
        as_of: since.as_of,
        other_rules: since.other_rules,
        only: since.new_only,
        difference: history::compare(&since.held, &held),
    });
    if let Some(news) = news.as_ref().filter(|news| news.only) {
        chronicle = chronicle.only(|event| news.difference.is_news(&event.id));
    }
    let stories = chronicle.stories.clone();
    let chapters = chapters::group(chronicle, &articles, &project.themes, project.division);
    let digest = digest::digest(&chapters, &articles, &dates, &project.abbreviations);
    Corpus { articles, links, dates, chapters, stories, digest, set_aside, held, news, withheld: Withheld::default() }
}

/// Runs the stages as far as the dates.
pub fn resolve(captures: Vec<Capture>, unread: Vec<Unread>, project: &Project, cache: &Cache) -> Resolved {
    resolve_as(captures, unread, project, None, cache)
}

/// Runs the stages as far as the dates, with the events that an edition had before.
fn resolve_as(
    captures: Vec<Capture>,
    unread: Vec<Unread>,
    project: &Project,
    recorded: Option<&Held>,
    cache: &Cache,
) -> Resolved {
    let mut set_aside: Vec<SetAside> = unread.into_iter().map(from_unread).collect();
    let captures = kept(captures, project, &mut set_aside);
    let survey = survey::survey(&captures);
    let pages: Vec<Annotated> = captures.par_iter().map(|capture| page(capture, &survey, project, cache)).collect();
    let mut articles = told(pages, &mut set_aside);
    name_publishers(&mut articles, project);
    let mut links = link::link(&articles);
    if let Some(places) = recorded.and_then(|held| history::as_told(held, &articles, &links.events)) {
        link::keep(&mut links, &places);
    }
    link::decide(&mut links, &articles, &project.decisions);
    let dates = dating::date(&articles, &links, &rules(project));
    set_aside.sort();
    Resolved { articles, links, dates, set_aside }
}

/// One page alone, without what other pages say of it.
pub fn read_page(capture: &Capture, project: &Project) -> (Annotated, Dated) {
    let mut pages = [page(capture, &Survey::default(), project, &Cache::none())];
    name_publishers(&mut pages, project);
    let links = link::link(&pages);
    let dated = dating::date(&pages, &links, &rules(project)).pop().unwrap_or_default();
    let [page] = pages;
    (page, dated)
}

/// The captures in order, without those that the project leaves out and those that repeat another.
fn kept(mut captures: Vec<Capture>, project: &Project, set_aside: &mut Vec<SetAside>) -> Vec<Capture> {
    captures.sort_by(|one, other| (&one.path, one.record).cmp(&(&other.path, other.record)));
    let mut seen = BTreeSet::new();
    captures.retain(|capture| {
        let left_out = is_left_out(project, &capture.name());
        let outcome = match (left_out, left_out || seen.insert(capture.digest.clone())) {
            (true, _) => Some(Outcome::LeftOut),
            (false, false) => Some(Outcome::Duplicate),
            (false, true) => None,
        };
        set_aside.extend(outcome.map(|outcome| SetAside {
            path: capture.path.clone(),
            record: capture.record,
            outcome,
            digest: Some(capture.digest.clone()),
        }));
        outcome.is_none()
    });
    captures
}

fn page(capture: &Capture, survey: &Survey, project: &Project, cache: &Cache) -> Annotated {
    let mut article = normalize::normalize(capture, survey);
    if let Some(name) = correction(project, &capture.name()).and_then(|correction| correction.source.clone()) {
        article.source = Some(corrected_source(&article, name));
    }
    annotate::annotate_kept(article, &project.names, cache)
}

fn corrected_source(article: &Article, name: String) -> Source {
    let evidence =
        Evidence { kind: EvidenceKind::Correction, text: name.clone(), path: article.name(), place: None, gives: None };
    Source { name, how: How::Stated, evidence: vec![evidence], listed: None }
}

/// The pages on which an article was found.
fn told(pages: Vec<Annotated>, set_aside: &mut Vec<SetAside>) -> Vec<Annotated> {
    let (told, empty): (Vec<_>, Vec<_>) = pages.into_iter().partition(|page| page.article.passages().next().is_some());
    set_aside.extend(empty.into_iter().map(|page| SetAside {
        path: page.article.path,
        record: page.article.record,
        outcome: Outcome::NoArticle,
        digest: Some(page.article.digest),
    }));
    told
}

/// Names each publisher that a list knows as it is called in the language of the edition, so that it has one name.
fn name_publishers(pages: &mut [Annotated], project: &Project) {
    let language = Language::from_tag(edition::language(project, pages).code());
    let publishers = Publishers::new(&project.publishers, language);
    for page in pages {
        page.article.source = publishers.source(&page.article);
    }
}

/// The events that may lie in the days that the project asks for, and those that it pins; all of them where it asks for none.
fn within(chronicle: Chronicle, project: &Project) -> Chronicle {
    if project.from.is_none() && project.to.is_none() {
        return chronicle;
    }
    let inside = |event: &Event| {
        event.pinned
            || event.when.as_ref().and_then(When::days).is_some_and(|days| {
                project.from.is_none_or(|from| days.latest >= from) && project.to.is_none_or(|to| days.earliest <= to)
            })
    };
    chronicle.only(inside)
}

fn rules(project: &Project) -> Rules<'_> {
    Rules { zone: project.zone, corrections: &project.corrections }
}

fn is_left_out(project: &Project, name: &str) -> bool {
    let decided = project.decisions.iter().filter(|decision| decision.leave_out);
    correction(project, name).is_some_and(|correction| correction.leave_out)
        || decided.flat_map(|decision| &decision.captures).any(|capture| capture == name)
}

fn correction<'a>(project: &'a Project, name: &str) -> Option<&'a Correction> {
    project.corrections.iter().find(|correction| correction.capture == name)
}

fn from_unread(unread: Unread) -> SetAside {
    let outcome = Outcome::Unread(unread.reason);
    SetAside { path: unread.path, record: unread.record, outcome, digest: None }
}
