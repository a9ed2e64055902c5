//! In: the JSON of an edition. Out: its claims, in types that hold only what is checked.
//!
//! These types are separate from those that the edition is made with, so a mistake there is not repeated here.
//!
//! Invariant: a missing value is empty or absent and fails its check. Unknown fields are ignored.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde::Deserialize;
use serde_json::Value;

use crate::capture::picture;
use crate::project::Prose;
use crate::time::Precision;

#[derive(Debug, Deserialize)]
pub(crate) struct Claims {
    pub schema: Option<u32>,
    #[serde(default)]
    pub language: String,
    #[serde(default)]
    // Only the check of a PDF uses it.
    #[cfg_attr(not(feature = "pdf"), expect(dead_code))]
    pub layout: String,
    #[serde(default)]
    pub title: String,
    pub title_words: Option<Sentence>,
    #[serde(default)]
    #[cfg_attr(not(feature = "pdf"), expect(dead_code))]
    pub in_full: Vec<String>,
    #[serde(default)]
    pub mentioned: Vec<Mentioned>,
    #[serde(default)]
    pub upcoming: Vec<Upcoming>,
    pub as_of: Option<Date>,
    pub period: Option<Date>,
    #[serde(default)]
    pub counts: BTreeMap<String, Count>,
    pub control: Option<Control>,
    pub coverage: Option<Coverage>,
    #[serde(default)]
    pub introduction: Prose,
    #[serde(default)]
    pub errata: Vec<Notice>,
    #[serde(default)]
    pub glance: Vec<Sentence>,
    #[serde(default)]
    pub days: Vec<Day>,
    pub timeline: Option<Timeline>,
    #[serde(default)]
    pub chapters: Vec<Chapter>,
    #[serde(default)]
    pub stories: Vec<Story>,
    #[serde(default)]
    pub people: Vec<Person>,
    #[serde(default)]
    pub organizations: Vec<Person>,
    #[serde(default)]
    pub places: Vec<Person>,
    #[serde(default)]
    pub sources: Vec<Source>,
    #[serde(default)]
    pub ledger: Ledger,
}

/// What an edition says of its collection.
#[derive(Debug, Default, Deserialize)]
pub(crate) struct Control {
    #[serde(default)]
    pub pages: String,
    #[serde(default)]
    pub lacks: Vec<String>,
    #[serde(default)]
    pub rated: Vec<Rated>,
}

/// The number of pages of each publisher.
#[derive(Debug, Deserialize)]
pub(crate) struct Coverage {
    #[serde(default)]
    pub rows: Vec<CoverageRow>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct CoverageRow {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub pages: Vec<usize>,
    #[serde(default)]
    pub undated: usize,
}

/// Publishers with one letter.
#[derive(Debug, Deserialize)]
pub(crate) struct Rated {
    #[serde(default)]
    pub letter: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub publishers: Vec<String>,
}

/// The notice of an error in an earlier edition.
#[derive(Debug, Deserialize)]
pub(crate) struct Notice {
    #[serde(default)]
    pub edition: u32,
    pub event: Option<String>,
    #[serde(default)]
    pub text: String,
}

/// The editor's judgement of an event.
#[derive(Debug, Deserialize)]
pub(crate) struct EventStatus {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub label: String,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Count {
    pub number: usize,
    #[serde(default)]
    pub noun: String,
}

#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub(crate) struct Date {
    pub earliest: Option<String>,
    pub latest: Option<String>,
    pub precision: Precision,
    /// `stated` or `resolved`.
    #[serde(default)]
    pub how: String,
    #[serde(default)]
    pub long: String,
    #[serde(default)]
    pub short: String,
    /// The day of the report, if nothing else dates the event.
    pub reported: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, Hash, Deserialize)]
pub(crate) struct Place {
    pub path: String,
    #[serde(default)]
    pub record: u32,
    pub start: usize,
    pub end: usize,
}

/// Words of a capture. `event` and `when` are set in the summary, and `when` for upcoming events.
#[derive(Debug, Deserialize)]
pub(crate) struct Sentence {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub source: usize,
    pub place: Option<Place>,
    pub event: Option<String>,
    pub when: Option<Date>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Quote {
    #[serde(flatten)]
    pub words: Sentence,
    pub speaker: Option<String>,
    pub role: Option<String>,
    pub role_place: Option<Place>,
    pub venue: Option<String>,
    pub venue_place: Option<Place>,
    pub cue: Option<Place>,
    #[serde(default)]
    pub wordings: Vec<Sentence>,
    pub translation: Option<String>,
    pub named: Option<Sentence>,
}

/// A day that matters.
#[derive(Debug, Deserialize)]
pub(crate) struct Day {
    #[serde(default)]
    pub day: String,
    #[serde(default)]
    pub percent: u8,
    #[serde(default)]
    pub sources: Vec<usize>,
    #[serde(default)]
    pub independent: usize,
    #[serde(default)]
    pub events: Vec<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Timeline {
    #[serde(default)]
    pub start: String,
    #[serde(default)]
    pub lanes: Vec<Lane>,
    #[serde(default)]
    pub joined: bool,
    /// Since version 3.
    pub density: Option<Density>,
    pub scale: Option<String>,
    #[serde(default)]
    pub stretches: Vec<Stretch>,
    #[serde(default)]
    pub description: String,
}

/// A drawn part of the axis.
#[derive(Debug, Deserialize)]
pub(crate) struct Stretch {
    pub from: i64,
    pub until: i64,
}

/// The number of events over time.
#[derive(Debug, PartialEq, Eq, Deserialize)]
pub(crate) struct Density {
    pub bins: Vec<Span>,
    pub spans: Vec<Span>,
}

/// Days with the number of their events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
pub(crate) struct Span {
    pub from: i64,
    pub until: i64,
    pub events: usize,
    pub reports: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Lane {
    #[serde(default)]
    pub chapter: String,
    #[serde(default)]
    pub title: String,
    #[serde(default)]
    pub marks: Vec<Mark>,
    /// Since version 3.
    pub density: Option<Density>,
    #[serde(default)]
    pub mentions: Vec<MentionMark>,
}

/// An event that pages mention but none reports.
#[derive(Debug, Deserialize)]
pub(crate) struct Mentioned {
    #[serde(default)]
    pub id: String,
    pub upcoming: Option<String>,
    #[serde(default)]
    pub announced: bool,
    #[serde(default)]
    pub language: String,
    /// The sentence, with the date of the event.
    #[serde(flatten)]
    pub words: Sentence,
    pub day: Option<Place>,
}

/// An event that sources announce for a day after the edition's.
#[derive(Debug, Deserialize)]
pub(crate) struct Upcoming {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub weekday: String,
    #[serde(default)]
    pub language: String,
    /// The sentence, with the date of the event.
    #[serde(flatten)]
    pub words: Sentence,
    pub day: Option<Place>,
    #[serde(default)]
    pub sources: Vec<usize>,
    pub announced_by: Option<Count>,
}

/// A mark of a mentioned event.
#[derive(Debug, Deserialize)]
pub(crate) struct MentionMark {
    #[serde(default)]
    pub mentioned: String,
    pub first: i64,
    pub last: i64,
    #[serde(default)]
    pub label: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Mark {
    #[serde(default)]
    pub event: String,
    /// Since version 3.
    pub key: Option<bool>,
    pub first: i64,
    pub last: i64,
    pub precision: Precision,
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub reports: usize,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Chapter {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub title: String,
    /// The words of a found title.
    #[serde(default)]
    pub words: Vec<Sentence>,
    pub period: Option<Date>,
    #[serde(default)]
    pub summary: Vec<Sentence>,
    #[serde(default)]
    pub editors_summary: Prose,
    #[serde(default)]
    pub events: Vec<Event>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Event {
    #[serde(default)]
    pub id: String,
    pub when: Option<Date>,
    pub place: Option<EventPlace>,
    pub headline: Sentence,
    #[serde(default)]
    pub key: Vec<Sentence>,
    #[serde(default)]
    pub quotes: Vec<Quote>,
    #[serde(default)]
    pub added: Vec<Sentence>,
    #[serde(default)]
    pub developments: Vec<Development>,
    #[serde(default)]
    pub sources: Vec<usize>,
    #[serde(default)]
    pub same_text: Vec<Vec<usize>>,
    pub independent: Option<usize>,
    pub picture: Option<Picture>,
    pub dating: Option<String>,
    pub note: Option<String>,
    pub status: Option<EventStatus>,
    pub story: Option<InStory>,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

/// Events that follow from each other.
#[derive(Debug, Deserialize)]
pub(crate) struct Story {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub central: String,
    #[serde(default)]
    pub events: Vec<String>,
}

/// The story of an event, and its neighbours there.
#[derive(Debug, Deserialize)]
pub(crate) struct InStory {
    #[serde(default)]
    pub id: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

/// How a count changed.
#[derive(Debug, Deserialize)]
pub(crate) struct Development {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub steps: Vec<CountStep>,
}

/// A sentence with a count.
#[derive(Debug, Deserialize)]
pub(crate) struct CountStep {
    #[serde(flatten)]
    pub words: Sentence,
    #[serde(default)]
    pub said: String,
    pub published: Option<Date>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct EventPlace {
    #[serde(default)]
    pub name: String,
    pub said: Sentence,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Picture {
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub alt: String,
    pub caption: Option<String>,
    pub credit: Option<String>,
    #[serde(default)]
    pub source: usize,
    #[serde(default)]
    pub digest: String,
    /// Where its bytes are.
    pub place: Option<picture::Place>,
    pub media_type: Option<picture::MediaType>,
    #[serde(default)]
    pub width: u32,
    #[serde(default)]
    pub height: u32,
}

/// A person, an organization or a place.
#[derive(Debug, Deserialize)]
pub(crate) struct Person {
    #[serde(default)]
    pub id: String,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub sort: String,
    pub declared_role: Option<String>,
    /// The office that a page gives.
    pub role: Option<Sentence>,
    #[serde(default)]
    pub events: Vec<String>,
    /// Whether a briefing lists it. Older editions list all.
    #[serde(default = "yes")]
    pub listed: bool,
    #[serde(default)]
    pub named: Vec<Sentence>,
}

fn yes() -> bool {
    true
}

#[derive(Debug, Deserialize)]
pub(crate) struct Source {
    #[serde(default)]
    pub number: usize,
    pub publisher: Option<String>,
    pub reliability: Option<String>,
    #[serde(default)]
    pub publisher_grounds: Vec<Evidence>,
    pub headline: Sentence,
    #[serde(default)]
    pub byline: Vec<String>,
    #[serde(default)]
    pub byline_places: Vec<Place>,
    #[serde(default)]
    pub citation: Vec<Run>,
    pub address: Option<String>,
    #[serde(default)]
    pub path: String,
    #[serde(default)]
    pub record: u32,
    #[serde(default)]
    pub digest: String,
    pub published: Option<Date>,
    #[serde(default)]
    pub dating: Vec<Step>,
    #[serde(default)]
    pub figures: Vec<Figure>,
    #[serde(default)]
    pub event: String,
}

/// A text run of a citation.
#[derive(Debug, Deserialize)]
pub(crate) struct Run {
    #[serde(default)]
    pub text: String,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Step {
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub evidence: Vec<Evidence>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Figure {
    pub caption: Option<String>,
    pub credit: Option<String>,
    pub alt: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Evidence {
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub path: String,
    pub gives: Option<Days>,
}

#[derive(Debug, Clone, Copy, Deserialize)]
pub(crate) struct Days {
    pub earliest: NaiveDate,
    pub latest: NaiveDate,
}

#[derive(Debug, Default, Deserialize)]
pub(crate) struct Ledger {
    #[serde(default)]
    pub entries: Vec<Entry>,
    #[serde(default)]
    pub totals: Vec<Total>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Entry {
    #[serde(default)]
    pub path: String,
    #[serde(default)]
    pub record: u32,
    #[serde(default)]
    pub outcome: String,
    #[serde(default)]
    pub outcome_text: String,
    pub source: Option<usize>,
    pub digest: Option<String>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Total {
    #[serde(default)]
    pub outcome: String,
    #[serde(default)]
    pub text: String,
    #[serde(default)]
    pub captures: usize,
}

impl Claims {
    /// Parses the claims from the data of an edition. Fails if a value has another type than in an edition.
    pub(crate) fn of(data: &Value) -> serde_json::Result<Self> {
        Self::deserialize(data)
    }

    /// The events of all chapters, each with its place.
    pub(crate) fn events(&self) -> impl Iterator<Item = (String, &Event)> {
        let chapters = self.chapters.iter().enumerate();
        chapters.flat_map(|(chapter, it)| {
            let events = it.events.iter().enumerate();
            events.map(move |(event, it)| (format!("chapters[{chapter}].events[{event}]"), it))
        })
    }

    /// The source with this number.
    pub(crate) fn source(&self, number: usize) -> Option<&Source> {
        let at = self.sources.get(number.checked_sub(1)?);
        at.filter(|source| source.number == number)
            .or_else(|| self.sources.iter().find(|source| source.number == number))
    }
}
