//! In: captures, articles and the project. Out: the knowledge from all captures together, and which captures and articles belong to it.
//!
//! Invariant: every capture is among the articles or in `set_aside` with its outcome. The order of the captures does not matter.

use std::collections::BTreeSet;

use crate::annotate::{self, Annotated, names};
use crate::cache::Cache;
use crate::capture::{Capture, Unread};
use crate::chapters::Chapter;
use crate::chronicle::{Chronicle, Event, Story};
use crate::dating::{Dated, Rules};
use crate::digest::Digest;
use crate::edition::{self, Outcome, SetAside, Withheld};
use crate::history::{Held, News};
use crate::language::Language;
use crate::link::{self, Links};
use crate::normalize::publishers::Publishers;
use crate::normalize::{self, Article, Source};
use crate::project::{Correction, Project};
use crate::survey::Survey;
use crate::time::{Evidence, EvidenceKind, How, When};
use crate::warned::Warning;

/// The knowledge from all captures together.
#[derive(Debug, Clone, Default)]
pub struct Corpus {
    /// In order of path, then record. Article indices elsewhere are indices into this list.
    pub articles: Vec<Annotated>,
    /// Which articles belong to the same event.
    pub links: Links,
    /// The dates of each article, in the same order.
    pub dates: Vec<Dated>,
    /// The chapters with their events.
    pub chapters: Vec<Chapter>,
    /// Events that follow from each other.
    pub stories: Vec<Story>,
    /// The chosen sentences, quotes, people and places.
    pub digest: Digest,
    /// The captures and files that are not among the articles.
    pub set_aside: Vec<SetAside>,
    /// All events and pages, whether the edition shows them or not. Later editions are compared with it.
    pub held: Held,
    /// The differences from the earlier edition.
    pub news: Option<News>,
    /// The claims that the edition leaves out because they could not be verified.
    pub withheld: Withheld,
}

impl Corpus {
    /// Warnings about names and pages that were not compared with all similar ones, because too many are similar.
    pub(crate) fn not_compared(&self) -> Vec<Warning> {
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

/// Articles with links and dates, and the captures that are not among them.
#[derive(Debug, Clone, Default)]
pub struct Resolved {
    /// In order of path, then record.
    pub articles: Vec<Annotated>,
    /// Which articles belong to the same event.
    pub links: Links,
    /// The dates of each article, in the same order.
    pub dates: Vec<Dated>,
    /// The captures and files that are not among the articles.
    pub set_aside: Vec<SetAside>,
}

/// The captures in order, without those that the project excludes and without duplicates.
pub(crate) fn kept(mut captures: Vec<Capture>, project: &Project, set_aside: &mut Vec<SetAside>) -> Vec<Capture> {
    captures.sort_by(|one, other| one.id.cmp(&other.id));
    let mut seen = BTreeSet::new();
    captures.retain(|capture| {
        let left_out = is_left_out(project, &capture.name());
        let outcome = match (left_out, left_out || seen.insert(capture.digest.clone())) {
            (true, _) => Some(Outcome::LeftOut),
            (false, false) => Some(Outcome::Duplicate),
            (false, true) => None,
        };
        set_aside.extend(outcome.map(|outcome| SetAside {
            id: capture.id.clone(),
            outcome,
            digest: Some(capture.digest.clone()),
        }));
        outcome.is_none()
    });
    captures
}

pub(crate) fn page(capture: &Capture, survey: &Survey, project: &Project, cache: &Cache) -> Annotated {
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

/// The pages with an article.
pub(crate) fn with_article(pages: Vec<Annotated>, set_aside: &mut Vec<SetAside>) -> Vec<Annotated> {
    let (articles, empty): (Vec<_>, Vec<_>) =
        pages.into_iter().partition(|page| page.article.passages().next().is_some());
    set_aside.extend(empty.into_iter().map(|page| SetAside {
        id: page.article.id,
        outcome: Outcome::NoArticle,
        digest: Some(page.article.digest),
    }));
    articles
}

/// Sets the name of each known publisher to the name in the edition's language, so that each publisher has one name.
pub(crate) fn name_publishers(pages: &mut [Annotated], project: &Project) {
    let language = Language::from_tag(edition::language(project, pages).code());
    let publishers = Publishers::new(&project.publishers, language);
    for page in pages {
        page.article.source = publishers.source(&page.article);
    }
}

/// The events that may be in the project's period, and the pinned ones. All events if there is no period.
pub(crate) fn within(chronicle: Chronicle, project: &Project) -> Chronicle {
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

pub(crate) fn rules(project: &Project) -> Rules<'_> {
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

pub(crate) fn from_unread(unread: Unread) -> SetAside {
    let outcome = Outcome::Unread(unread.reason);
    SetAside { id: unread.id, outcome, digest: None }
}
