//! In: an edition. Out: what the site says of it outside its own pages.
//!
//! Invariant: enough to write every list of editions without the edition itself, so that one that was published is never needed
//! again.

use serde::{Deserialize, Serialize};

use crate::capture::picture::MediaType;
use crate::characters::clean;
use crate::edition::{Edition, Event};
use crate::project::Output;
use crate::render::epub::book::{Book, changed, dated};
use crate::render::epub::package;
use crate::words::ProductLanguage;

/// So many headlines of an edition are named where it is announced.
const MOST_TOLD: usize = 12;

/// What is said of one edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Account {
    pub number: u32,
    /// A UUID.
    pub identifier: String,
    pub title: String,
    pub language: ProductLanguage,
    /// The beginning of its day, RFC 3339.
    pub updated: String,
    /// Its day in words; absent where it has none.
    pub as_of: Option<String>,
    /// From its first to its last event, in words.
    pub period: Option<String>,
    /// Each with its noun: `5 events`.
    pub counts: Vec<String>,
    /// How it differs from the one before; absent in the first.
    pub news: Option<String>,
    /// What is new in it; of the first, its newest events.
    pub told: Vec<Told>,
    /// How many more there are.
    pub more: usize,
    pub cover: PublishedFile,
    pub files: Vec<PublishedFile>,
    pub producer: String,
}

/// An event that is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
    pub when: Option<String>,
    /// Whether it is new or updated, in a word.
    pub label: Option<String>,
    pub headline: String,
    /// The tag of the headline's language.
    pub language: String,
    /// Its page and place below the edition's folder.
    pub place: String,
}

/// A file in the edition's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PublishedFile {
    pub name: String,
    pub media_type: String,
    /// Its size.
    pub bytes: usize,
    /// Which output it is; absent for a picture.
    pub output: Option<Output>,
}

impl Account {
    /// What is said of an edition whose texts are set.
    pub fn new(edition: &Edition, book: &Book, cover: PublishedFile, files: Vec<PublishedFile>) -> Self {
        let events = news(edition);
        let told = events.iter().take(MOST_TOLD).map(|event| told(event, book));
        let counts = &edition.counts;
        let counts = [&counts.events, &counts.articles, &counts.sources];
        Self {
            number: edition.number.unwrap_or_default(),
            identifier: edition.identifier.clone(),
            title: clean(&edition.title).trim().to_owned(),
            language: edition.language,
            updated: package::modified(edition).to_rfc3339_opts(chrono::SecondsFormat::Secs, true),
            as_of: edition.as_of.as_ref().map(|day| day.long.clone()),
            period: edition.period.as_ref().map(|period| period.long.clone()),
            counts: counts.iter().map(|count| format!("{} {}", count.number, count.noun)).collect(),
            news: edition.news.as_ref().map(|news| format!("{}: {}", news.text, news.summary)),
            told: told.collect(),
            more: events.len().saturating_sub(MOST_TOLD),
            cover,
            files,
            producer: edition.producer.clone(),
        }
    }
}

/// What is new in an edition; in the first, all events with a day, the newest first.
fn news(edition: &Edition) -> Vec<&Event> {
    if edition.news.is_some() {
        return changed(edition).collect();
    }
    dated(edition).into_iter().rev().map(|(_, event)| event).collect()
}

fn told(event: &Event, book: &Book) -> Told {
    Told {
        when: event.when.as_ref().map(|when| when.long.clone()),
        label: event.change.as_ref().map(|change| change.label.clone()),
        headline: clean(&event.headline.text).into_owned(),
        language: event.headline.language.tag().to_owned(),
        place: book.places.get(&event.id).cloned().unwrap_or_default(),
    }
}

impl PublishedFile {
    /// An output under its name.
    pub fn output(output: Output, bytes: &[u8]) -> Self {
        let (name, media_type) = (output.file_name().to_owned(), media_type(output).to_owned());
        Self { name, media_type, bytes: bytes.len(), output: Some(output) }
    }

    /// A picture.
    pub fn picture(name: &str, media_type: MediaType, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), media_type: media_type.name().to_owned(), bytes: bytes.len(), output: None }
    }
}

/// The registered types of media (IANA), with what feeds and servers call those that have none.
fn media_type(output: Output) -> &'static str {
    match output {
        Output::Pdf => "application/pdf",
        Output::Epub => "application/epub+zip",
        Output::Json | Output::Timelinejs => "application/json",
        Output::Markdown => "text/markdown",
        Output::CslJson => "application/vnd.citationstyles.csl+json",
        Output::Bibtex => "text/x-bibtex",
        Output::Ris => "application/x-research-info-systems",
        Output::Ical => "text/calendar",
    }
}
