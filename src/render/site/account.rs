//! In: an edition. Out: what the site says about it outside its own pages.
//!
//! Invariant: enough to write every list of editions without the edition itself, so a published edition is never needed again.

use serde::{Deserialize, Serialize};

use crate::capture::picture::MediaType;
use crate::characters::clean;
use crate::edition::{Chapter, Edition, Event, KeySentence, Notice, Upcoming};
use crate::project::Output;
use crate::render::epub::book::{Book, changed, dated};
use crate::render::epub::package;
use crate::render::figure::Figure;
use crate::words::ProductLanguage;

/// Maximum number of an edition's headlines in its announcement. Set by hand.
const MOST_LISTED: usize = 12;

/// What the site says about an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Account {
    /// The number.
    pub number: u32,
    /// The identifier, a UUID.
    pub identifier: String,
    /// The title.
    pub title: String,
    /// The language.
    pub language: ProductLanguage,
    /// The beginning of its day, in RFC 3339.
    pub updated: String,
    /// Its day in words. Absent if it has none.
    pub as_of: Option<String>,
    /// The period from its first to its last event, in words.
    pub period: Option<String>,
    /// Counts with their nouns: `5 events`.
    pub counts: Vec<String>,
    /// How it differs from the previous edition. Absent in the first.
    pub news: Option<String>,
    /// What is new in it. In the first edition, its newest events.
    pub told: Vec<Announced>,
    /// The page of the timeline, relative to the edition's folder.
    #[serde(default)]
    pub timeline: Option<String>,
    /// The errors of earlier editions that it announces, a sentence each: `Corrections (edition 2): …`.
    #[serde(default)]
    pub corrections: Vec<String>,
    /// The number of new events that are not listed.
    pub more: usize,
    /// The events that it announces for later days. Editions that were published before there were any have none.
    #[serde(default)]
    pub upcoming: Vec<Coming>,
    /// What matters at a glance. Editions that were published before this was kept have none, and neither have they what follows.
    #[serde(default)]
    pub glance: Vec<Glanced>,
    /// The figure of the timeline.
    #[serde(default)]
    pub figure: Option<Figure>,
    /// What the figure shows, in words.
    #[serde(default)]
    pub figure_said: Option<String>,
    /// The chapters.
    #[serde(default)]
    pub chapters: Vec<Opened>,
    /// Whether its folder has a search.
    #[serde(default)]
    pub has_search: bool,
    /// The file with its places for maps.
    #[serde(default)]
    pub map: Option<String>,
    /// The page with its map. Editions that were published before there was one have none.
    #[serde(default)]
    pub map_page: Option<String>,
    /// The picture of the cover.
    pub cover: PublishedFile,
    /// The outputs.
    pub files: Vec<PublishedFile>,
    /// The program and version that made it.
    pub producer: String,
}

/// An event in the announcement of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Announced {
    /// The date in words.
    pub when: Option<String>,
    /// Whether it is new or updated, in one word.
    pub label: Option<String>,
    /// The editor's judgement of it, in words. Editions that were published before this was kept have none.
    #[serde(default)]
    pub status: Option<String>,
    /// The headline.
    pub headline: String,
    /// The tag of the headline's language.
    pub language: String,
    /// The page and fragment, relative to the edition's folder.
    pub place: String,
}

/// An event that an edition announces for a later day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Coming {
    /// The date in words.
    pub when: String,
    /// The weekday.
    pub weekday: String,
    /// The sentence that announces it.
    pub text: String,
    /// The tag of the sentence's language.
    pub language: String,
    /// The page and fragment, relative to the edition's folder.
    pub place: String,
}

/// A sentence that sums up an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Glanced {
    /// The date in words.
    pub when: Option<String>,
    /// The sentence.
    pub text: String,
    /// The tag of its language.
    pub language: String,
    /// The editor's judgement of its event, in words.
    #[serde(default)]
    pub status: Option<String>,
    /// The page and fragment of its event, relative to the edition's folder. Absent if the edition does not tell it.
    pub place: Option<String>,
    /// The number of its source.
    pub source: usize,
    /// The page and fragment of its source.
    pub cited: Option<String>,
}

/// A chapter of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Opened {
    /// The title.
    pub title: String,
    /// The page, relative to the edition's folder.
    pub place: String,
}

/// A file in the edition's folder.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct PublishedFile {
    /// The name.
    pub name: String,
    /// The media type.
    pub media_type: String,
    /// The size in bytes.
    pub bytes: usize,
    /// Which output it is. Absent for a picture.
    pub output: Option<Output>,
}

impl Account {
    /// The account of an edition whose texts are typeset.
    pub(crate) fn new(edition: &Edition, book: &Book, cover: PublishedFile, files: Vec<PublishedFile>) -> Self {
        let events = news(edition);
        let told = events.iter().take(MOST_LISTED).map(|event| announced(event, book));
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
            counts: counts
                .iter()
                .filter(|count| count.number > 0)
                .map(|count| format!("{} {}", count.number, count.noun))
                .collect(),
            news: edition.news.as_ref().map(|news| format!("{}: {}", news.text, news.summary)),
            told: told.collect(),
            timeline: book.places.get("timeline").cloned(),
            corrections: edition.errata.iter().map(|notice| correction(edition, notice)).collect(),
            more: events.len().saturating_sub(MOST_LISTED),
            upcoming: edition.upcoming.iter().map(|upcoming| coming(upcoming, book)).collect(),
            glance: edition.glance.iter().map(|sentence| glanced(sentence, edition, book)).collect(),
            figure: Figure::of(edition),
            figure_said: edition.timeline.as_ref().map(|timeline| clean(&timeline.description).into_owned()),
            chapters: edition.chapters.iter().filter_map(|chapter| opened(chapter, book)).collect(),
            has_search: true,
            map: None,
            map_page: None,
            cover,
            files,
            producer: edition.producer.clone(),
        }
    }
}

/// The notice of an error, with the edition that has it.
fn correction(edition: &Edition, notice: &Notice) -> String {
    let words = &edition.words;
    let text = clean(&notice.text);
    format!("{} ({} {}): {text}", words.corrections, words.edition_number, notice.edition)
}

/// What is new in an edition. In the first edition, all events with a day, the newest first.
fn news(edition: &Edition) -> Vec<&Event> {
    if edition.news.is_some() {
        return changed(edition).collect();
    }
    dated(edition).into_iter().rev().map(|(_, event)| event).collect()
}

fn announced(event: &Event, book: &Book) -> Announced {
    Announced {
        when: event.when.as_ref().map(|when| when.long.clone()),
        label: event.change.as_ref().map(|change| change.label.clone()),
        status: status(event),
        headline: clean(&event.headline.text).into_owned(),
        language: event.headline.language.tag().to_owned(),
        place: book.places.get(&event.id).cloned().unwrap_or_default(),
    }
}

/// The editor's judgement of an event, in words.
fn status(event: &Event) -> Option<String> {
    event.status.as_ref().map(|status| status.label.clone())
}

fn glanced(sentence: &KeySentence, edition: &Edition, book: &Book) -> Glanced {
    let words = &sentence.quotation;
    let mut events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
    Glanced {
        when: sentence.when.as_ref().map(|when| when.long.clone()),
        text: clean(&words.text).into_owned(),
        language: words.language.tag().to_owned(),
        status: events.find(|event| event.id == sentence.event).and_then(status),
        place: book.places.get(&sentence.event).cloned(),
        source: words.source,
        cited: book.places.get(&format!("source-{}", words.source)).cloned(),
    }
}

fn opened(chapter: &Chapter, book: &Book) -> Option<Opened> {
    let place = book.places.get(&chapter.id)?.split('#').next()?.to_owned();
    Some(Opened { title: clean(&chapter.title).into_owned(), place })
}

fn coming(upcoming: &Upcoming, book: &Book) -> Coming {
    Coming {
        when: upcoming.when.long.clone(),
        weekday: upcoming.weekday.clone(),
        text: clean(&upcoming.quotation.text).into_owned(),
        language: upcoming.quotation.language.tag().to_owned(),
        place: book.places.get(&upcoming.id).cloned().unwrap_or_default(),
    }
}

impl PublishedFile {
    /// A file of an output.
    pub(crate) fn output(output: Output, name: &str, bytes: &[u8]) -> Self {
        let media_type = media_type(output).to_owned();
        Self { name: name.to_owned(), media_type, bytes: bytes.len(), output: Some(output) }
    }

    /// A picture.
    pub(crate) fn picture(name: &str, media_type: MediaType, bytes: &[u8]) -> Self {
        Self { name: name.to_owned(), media_type: media_type.name().to_owned(), bytes: bytes.len(), output: None }
    }
}

/// The registered media types (IANA). For outputs without one, the type that feeds and servers commonly use.
fn media_type(output: Output) -> &'static str {
    match output {
        Output::Pdf => "application/pdf",
        Output::Epub => "application/epub+zip",
        Output::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        Output::Html => "text/html",
        Output::Csv => "text/csv",
        Output::Json | Output::Timelinejs => "application/json",
        Output::Markdown => "text/markdown",
        Output::CslJson => "application/vnd.citationstyles.csl+json",
        Output::Bibtex => "text/x-bibtex",
        Output::Ris => "application/x-research-info-systems",
        Output::Ical => "text/calendar",
    }
}
