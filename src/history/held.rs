//! In: captures, articles and events. Out: a short record of an edition's pages and events.
//!
//! Invariant: each capture and each unread file is one page of it. Each event names its reports by the fingerprints of their articles.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::annotate::Annotated;
use crate::capture::{Capture, Unread};
use crate::chronicle::{Chronicle, Event};
use crate::project::Project;
use crate::time::When;

/// Number of hash bytes in the fingerprint of an article. With a million articles, the chance that two have the same is 1 in 30 millions.
const FINGERPRINT_BYTES: usize = 8;

/// The content of an edition.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Held {
    /// The pages, by name: the path, followed by `#record` if the file holds several captures.
    pub pages: BTreeMap<String, HeldPage>,
    /// The events, by identifier.
    pub events: BTreeMap<String, HeldEvent>,
}

/// A page or file of the input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldPage {
    /// SHA-256 of the capture. Absent if the file contains no capture.
    pub digest: Option<String>,
    /// The fingerprint of its article. Absent if it has no article.
    pub text: Option<String>,
    /// The address of the page.
    pub address: Option<String>,
}

/// An event of a recorded edition.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct HeldEvent {
    /// The first day.
    pub earliest: Option<NaiveDate>,
    /// The last day.
    pub latest: Option<NaiveDate>,
    /// The headline.
    pub headline: String,
    /// The fingerprints of the articles that report it, sorted.
    pub reports: Vec<String>,
}

/// The pages and files of the input, before any article is extracted.
pub(crate) fn inventory(captures: &[Capture], unread: &[Unread]) -> BTreeMap<String, HeldPage> {
    let pages = captures.iter().map(|capture| {
        let page = HeldPage { digest: Some(capture.digest.clone()), text: None, address: capture.address.clone() };
        (capture.name(), page)
    });
    let files = unread.iter().map(|unread| (unread.name(), HeldPage::default()));
    pages.chain(files).collect()
}

/// The content of an edition with these articles and events. `pages` are all pages of the input.
pub(crate) fn held(
    mut pages: BTreeMap<String, HeldPage>,
    articles: &[Annotated],
    chronicle: &Chronicle,
    project: &Project,
) -> Held {
    for article in articles {
        if let Some(page) = pages.get_mut(&article.article.name()) {
            page.text = Some(fingerprint(article));
        }
    }
    let events = chronicle.dated.iter().chain(&chronicle.undated);
    Held { pages, events: events.map(|event| (event.id.clone(), self::event(event, articles, project))).collect() }
}

fn event(event: &Event, articles: &[Annotated], project: &Project) -> HeldEvent {
    let days = event.when.as_ref().and_then(When::days);
    let mut reports: Vec<String> =
        event.reports.iter().filter_map(|&report| articles.get(report)).map(fingerprint).collect();
    reports.sort();
    reports.dedup();
    HeldEvent {
        earliest: days.map(|days| days.earliest),
        latest: days.map(|days| days.latest),
        headline: articles.get(event.lead).map_or_else(Default::default, |lead| headline(lead, project)),
        reports,
    }
}

/// For each article, the index of the event that reported it in an edition that is built again. An article that the edition did not contain
/// has no index. `None` if `events` are already those of the edition.
pub(crate) fn as_recorded(held: &Held, articles: &[Annotated], events: &[Vec<usize>]) -> Option<Vec<Option<usize>>> {
    let mut reporting: BTreeMap<&str, Vec<usize>> = BTreeMap::new();
    for (place, event) in held.events.values().enumerate() {
        event.reports.iter().for_each(|report| reporting.entry(report).or_default().push(place));
    }
    let text = |page: &Annotated| {
        held.pages.get(&page.article.name())?.text.as_deref().filter(|text| reporting.contains_key(text))
    };
    let texts: Vec<Option<&str>> = articles.iter().map(text).collect();
    let of_event = |event: &Vec<usize>| event.iter().filter_map(|&at| *texts.get(at)?).collect::<BTreeSet<&str>>();
    let recorded: BTreeSet<BTreeSet<&str>> =
        held.events.values().map(|event| event.reports.iter().map(String::as_str).collect()).collect();
    if events.iter().map(of_event).filter(|texts| !texts.is_empty()).all(|texts| recorded.contains(&texts)) {
        return None;
    }
    // If several pages have the same text, each stands for the next event that prints it.
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    let mut places = Vec::new();
    for text in texts {
        places.push(text.and_then(|text| {
            let (times, places) = (seen.entry(text).or_default(), reporting.get(text)?);
            let place = places.get(*times).or(places.last()).copied();
            *times = times.saturating_add(1);
            place
        }));
    }
    Some(places)
}

/// The project's headline, else the page's, else the page's name.
fn headline(page: &Annotated, project: &Project) -> String {
    let name = page.article.name();
    let corrected = project.corrections.iter().find(|correction| correction.capture == name);
    let given = corrected.and_then(|correction| correction.title.clone());
    let printed = || page.article.headline.as_ref().map(|headline| headline.text.clone());
    given.or_else(printed).filter(|headline| !headline.trim().is_empty()).unwrap_or(name)
}

/// The fingerprint of an article: the beginning of the SHA-256 of its headline and its passages. What surrounds the article does not affect
/// it.
pub(crate) fn fingerprint(page: &Annotated) -> String {
    let mut hash = Sha256::new();
    let headline = page.article.headline.iter().map(|headline| headline.text.as_str());
    for text in headline.chain(page.article.passages().map(|passage| passage.text.as_str())) {
        hash.update(text.as_bytes());
        hash.update([0]);
    }
    hash.finalize().iter().take(FINGERPRINT_BYTES).map(|byte| format!("{byte:02x}")).collect()
}
