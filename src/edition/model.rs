//! In: nothing. Out: the types of an edition, the only thing that layouts see.
//!
//! Invariant: serializable data in a fixed order. Texts from captures are verbatim (`Quotation`), all other texts are the product's.

use schemars::JsonSchema;
use serde::Serialize;

use crate::capture::picture::{MediaType, Place as PicturePlace};
use crate::capture::{Form, UnreadReason};
use crate::cite::Run;
use crate::language::Language;
use crate::normalize::{BlockKind, DropReason, Figure};
use crate::project::{InFull, Paper, Prose, Reliability, Status};
use crate::time::{Evidence, EvidenceKind, How, Precision};
use crate::words::{ProductLanguage, Words};

use super::withheld::{ClaimKind, Reason};

/// One issue of the digest.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Edition {
    /// The version of this contract.
    pub schema: u32,
    /// The program and version that made the edition, such as `litopys 0.1.0`.
    pub producer: String,
    /// The title.
    pub title: String,
    /// The headline of the largest story, or its first clause, if that is the title.
    pub title_words: Option<Quotation>,
    /// The language of the edition.
    pub language: ProductLanguage,
    /// The number of the edition, if the project gives one.
    pub number: Option<u32>,
    /// A UUID (version 5) that is the same for the same title in the project file (or name of the folder), number and captures.
    pub identifier: String,
    /// The day up to which pages are covered.
    pub as_of: Option<DateText>,
    /// From the first to the last event.
    pub period: Option<DateText>,
    /// The layout of the briefing, by its name.
    pub layout: String,
    /// The paper of the briefing.
    pub paper: Paper,
    /// The project's settings for the look.
    pub design: Design,
    /// The lists that the project wants whole in the briefing, in order.
    pub in_full: Vec<InFull>,
    /// Totals.
    pub counts: Counts,
    /// Who made the edition, what it covers, and what its collection lacks.
    pub control: Control,
    /// What the editor writes at the beginning. It is not from a capture. Empty if there is nothing.
    pub introduction: Prose,
    /// The editor's notices of errors in earlier editions, which no edition before this one had.
    pub errata: Vec<Notice>,
    /// What changed since the last recorded edition; absent in the first edition, and if none is recorded.
    pub news: Option<News>,
    /// The sentences that sum up the edition.
    pub glance: Vec<KeySentence>,
    /// The days that matter most, in order: those that a timeline of these pages is likelier than not to have, and those of the sentences
    /// that sum up the edition.
    pub days: Vec<Day>,
    /// Events that sources announce for days after the edition's day, in order. None of them is reported.
    pub upcoming: Vec<Upcoming>,
    /// Absent if no event has a date.
    pub timeline: Option<Timeline>,
    /// Absent if fewer than two publishers have dated pages.
    pub coverage: Option<Coverage>,
    /// Events that sources mention but none reports, in order. Those of `upcoming` come last; a layout that prints `upcoming` skips them.
    pub mentioned: Vec<Mentioned>,
    /// In order. Undated events have a chapter of their own, the last, with `undated` set.
    pub chapters: Vec<Chapter>,
    /// Events that follow from each other, ordered by the first event of each story.
    pub stories: Vec<Story>,
    /// In alphabetical order.
    pub people: Vec<Person>,
    /// Named by two sources, or by a headline or sentence that is printed; in alphabetical order.
    pub organizations: Vec<Entity>,
    /// Named by two sources or by a headline or sentence that is printed, or the place of an event; in alphabetical order.
    pub places: Vec<Entity>,
    /// In alphabetical order.
    pub abbreviations: Vec<Abbreviation>,
    /// In the order of their numbers, 1 first.
    pub sources: Vec<SourceEntry>,
    /// What became of every capture.
    pub ledger: Ledger,
    /// The full text of the sources, in the order of their numbers; empty in an output that holds only the digest.
    pub articles: Vec<FullArticle>,
    /// The product's own words in the edition's language.
    pub words: Words,
}

impl Edition {
    /// The mentioned events that are not upcoming.
    pub(crate) fn only_mentioned(&self) -> &[Mentioned] {
        let end = self.mentioned.partition_point(|one| one.upcoming.is_none());
        &self.mentioned[..end]
    }
}

/// The project's settings for the look of the edition. The layout decides what is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Design {
    /// The one colour besides black and grey: `#8c2f1b`.
    pub accent: Option<String>,
    /// A line at the top and bottom of every page: `For official use only`.
    pub marking: Option<String>,
    /// Who receives the document.
    pub distribution: Option<String>,
    /// Whether every page is marked as a draft.
    pub draft: bool,
    /// A picture for the top of the cover: its file among those of the layout.
    pub logo: Option<String>,
    /// A picture across the cover: its file among those of the layout.
    pub cover: Option<String>,
    /// The font family of running text.
    pub text_font: Option<String>,
    /// The font family of labels, dates and captions.
    pub label_font: Option<String>,
}

/// Totals, each with its noun in the right grammatical number (`5 сторінок`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Counts {
    /// Pages.
    pub captures: Count,
    /// Publishers that the pages or the project name.
    pub sources: Count,
    /// Articles.
    pub articles: Count,
    /// Events.
    pub events: Count,
    /// People.
    pub people: Count,
}

/// Who made an edition, what it covers, when the next one is due, and what its collection lacks.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Control {
    /// Who made it, as the project says.
    pub editor: Option<String>,
    /// How to reach them, as the project says.
    pub contact: Option<String>,
    /// The hosts that `fetch` asks, and the folders and files with captures, as the project names them; each once.
    pub watched: Vec<String>,
    /// The words that `fetch` looks for in pages, as the project names them.
    pub keywords: Vec<String>,
    /// The newest publication among the sources, to the minute if it is known.
    pub until: Option<DateText>,
    /// How many pages were read, used and left out, in words.
    pub pages: String,
    /// The number of the edition that this one updates.
    pub updates: Option<u32>,
    /// When the next edition is due, if the project says how often there is one.
    pub next: Option<DateText>,
    /// How reliable the editor considers the publishers, the most reliable first. Empty if the project says it of none.
    pub rated: Vec<Rated>,
    /// What the collection lacks, a sentence each: events with one report, a publisher with a large share, articles without a publisher.
    pub lacks: Vec<String>,
}

/// Publishers that the editor considers equally reliable.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rated {
    /// The letter of the Admiralty system.
    pub letter: Reliability,
    /// What it means: `usually reliable`.
    pub text: String,
    /// The publishers, in the order of their first sources.
    pub publishers: Vec<String>,
}

/// The notice of an error in an earlier edition. It is the editor's.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Notice {
    /// The number of the edition with the error.
    pub edition: u32,
    /// The identifier of the event with the error, if the editor names a page of it and it is in this edition.
    pub event: Option<String>,
    /// What was wrong, and what is right.
    pub text: String,
}

/// A number and its noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    /// The number.
    pub number: usize,
    /// The noun alone: `сторінок`.
    pub noun: String,
}

/// A day, a minute or a range, for programs and for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateText {
    /// ISO 8601; `null` if only the latest day is known.
    pub earliest: Option<String>,
    /// ISO 8601; `null` if only the earliest day is known.
    pub latest: Option<String>,
    /// How exactly the date is known.
    pub precision: Precision,
    /// Whether a page states the date or the program inferred it.
    pub how: How,
    /// In full: `17 листопада 2023 р., 18:16`, `6–7 грудня 2023 р.`, `листопад 2023 р. — липень 2025 р.`.
    pub long: String,
    /// For margins and labels: `17 лист. 2023`.
    pub short: String,
    /// The day of an event's report, ISO 8601, if nothing else says when it happened. Then `earliest` and `latest` are that day and the
    /// one before it, and `long` and `short` give the day of the report. Absent for every other date.
    pub reported: Option<String>,
}

/// Exact words of a capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quotation {
    /// The words.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// The number of the source that contains them.
    pub source: usize,
    /// Their place in the capture.
    pub place: Place,
}

/// A part of a capture's extracted text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    /// The path of the file.
    pub path: String,
    /// The index of the capture in its file.
    pub record: u32,
    /// The first code point.
    pub start: usize,
    /// The code point after the last one.
    pub end: usize,
}

/// A sentence chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeySentence {
    /// The sentence.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The event that it describes: the identifier of an event or, at a glance, of an entry of `mentioned`.
    pub event: String,
    /// The date of that event.
    pub when: Option<DateText>,
}

/// A day and how much it matters.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Day {
    /// The day, ISO 8601.
    pub day: String,
    /// How likely a timeline that a journalist makes of these pages has the day, in percent. It grows with the number of pages that name
    /// the day, most of all later.
    pub percent: u8,
    /// The numbers of the sources that name the day, or that open with a report of it.
    pub sources: Vec<usize>,
    /// Number of these sources that are independent of each other. Those of one publisher count once, and so do those that print the same
    /// text. All without a known publisher count as one.
    pub independent: usize,
    /// The identifiers of the events that may have happened on the day, if they are known to a few days.
    pub events: Vec<String>,
}

/// The figure that shows when events happened, to scale.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Timeline {
    /// The first day of the axis, ISO 8601: day 0.
    pub start: String,
    /// The length of the axis in days, at least 1.
    pub days: i64,
    /// One for each chapter that has dated events, in order.
    pub lanes: Vec<Lane>,
    /// Whether the figure draws all lanes as one: the chapters are periods, which follow each other, or there are too many.
    pub joined: bool,
    /// How many events all lanes have over time.
    pub density: Density,
    /// What the bars of the density count, in words: `Bars: events per week, at most 9; …`. Absent if every event is a key event.
    pub scale: Option<String>,
    /// The parts of the axis that contain something. Between two of them are empty months, where a figure breaks the axis.
    pub stretches: Vec<Stretch>,
    /// The beginnings of months, quarters or years, depending on the length of the axis.
    pub ticks: Vec<Tick>,
    /// The alternative text of the figure: its key events in order.
    pub description: String,
}

/// How many events there are over time. Each event with a date is counted once, in a bin or in a span.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Density {
    /// The days, weeks, months or years that contain events, depending on the length of the axis; in order. An event is in the bin of its
    /// first day. If it goes beyond that bin, it has seven days at most.
    pub bins: Vec<Span>,
    /// The other events, by their days: those that take longer or have no exact day. If only one end of the date is known, the span is that
    /// day.
    pub spans: Vec<Span>,
}

/// Consecutive days with the number of their events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Span {
    /// Days since the start of the axis.
    pub from: i64,
    /// The first day after it.
    pub until: i64,
    /// The number of events.
    pub events: usize,
    /// The number of their reports.
    pub reports: usize,
}

/// A drawn part of the axis.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Stretch {
    /// Days since the start of the axis.
    pub from: i64,
    /// The first day after it.
    pub until: i64,
}

/// The number of pages of each publisher over time, for a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Weeks, months, quarters or years, depending on the length of the period, without gaps.
    pub bins: Vec<Bin>,
    /// Publishers with the most pages first; the last row may combine several publishers.
    pub rows: Vec<CoverageRow>,
    /// The alternative text of the chart.
    pub description: String,
}

/// One unit of time on the axis of the chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bin {
    /// The label.
    pub label: String,
    /// Whether a year begins here, or this is the first bin.
    pub major: bool,
}

/// A publisher's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRow {
    /// The name of the publisher.
    pub name: String,
    /// The number of pages in each bin.
    pub pages: Vec<usize>,
    /// The number of pages without a known day of publication.
    pub undated: usize,
}

/// An event that a source mentions without reporting it: it announces the event or looks back on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mentioned {
    /// `mentioned-1`, …, or `mentioned-` and the identifier of the entry of `upcoming`.
    pub id: String,
    /// The identifier of the entry of `upcoming` for the same event, if there is one.
    pub upcoming: Option<String>,
    /// The date of the event.
    pub when: DateText,
    /// Whether the event was in the future when its source was published.
    pub announced: bool,
    /// The sentence that mentions it.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that name the event's days.
    pub day: Place,
}

/// An event that sources announce for a day after the edition's day.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Upcoming {
    /// The identifier. It stays the same as long as the same page is the first to announce the event, for the same day.
    pub id: String,
    /// The date of the event: a day, or at most ten days.
    pub when: DateText,
    /// The weekday in the product's language: `четвер`. For several days the first and the last one.
    pub weekday: String,
    /// The sentence that announces it.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that name the event's days.
    pub day: Place,
    /// The numbers of the sources that announce it for these days, in order.
    pub sources: Vec<usize>,
    /// How many sources these are. Absent if there is only one.
    pub announced_by: Option<Count>,
}

/// The lane of one chapter.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// The identifier of the chapter.
    pub chapter: String,
    /// The title of the chapter.
    pub title: String,
    /// The chapter's events.
    pub marks: Vec<Mark>,
    /// How many of them there are over time.
    pub density: Density,
    /// Events that the chapter's pages mention but none reports.
    pub mentions: Vec<MentionMark>,
}

/// An event that pages only mention, on a lane.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MentionMark {
    /// The identifier of the mentioned event.
    pub mentioned: String,
    /// Days since the start of the axis; `last` equals `first` for a single day.
    pub first: i64,
    /// The last day.
    pub last: i64,
    /// A short date without the year.
    pub label: String,
    /// Whether the event was in the future when its source was published.
    pub announced: bool,
}

/// One event on its lane.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Mark {
    /// The identifier of the event.
    pub event: String,
    /// Whether it is one of the key events, which have labels: at most twelve, those of the summary first, then the heaviest.
    pub key: bool,
    /// Days since the start of the axis. `last` equals `first` for a single day, and if only one end is known (see the precision).
    pub first: i64,
    /// The last day.
    pub last: i64,
    /// How exactly the date is known.
    pub precision: Precision,
    /// `6–7 груд.`: a short date without the year.
    pub label: String,
    /// The number of the event's reports.
    pub reports: usize,
}

/// A mark on the axis.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tick {
    /// Days since the start of the axis.
    pub day: i64,
    /// The label.
    pub label: String,
    /// Whether a year begins here, or this is the first tick.
    pub major: bool,
}

/// Events under one theme or of one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Chapter {
    /// `chapter-1`, …; a valid identifier in XML and Typst.
    pub id: String,
    /// The title.
    pub title: String,
    /// The words of the title with their places, if the title comes from captures.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Quotation>,
    /// Whether its events have no date.
    pub undated: bool,
    /// From its first to its last event.
    pub period: Option<DateText>,
    /// Two sentences on what happened. Empty if the chapter is short.
    pub summary: Vec<KeySentence>,
    /// What the editor writes about the chapter. It is not from a capture. Empty if there is nothing.
    pub editors_summary: Prose,
    /// The events, in order.
    pub events: Vec<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Event {
    /// A valid identifier in XML and Typst.
    pub id: String,
    /// The date of the event.
    pub when: Option<DateText>,
    /// The place of the event, if a report names it.
    pub place: Option<EventPlace>,
    /// The headline.
    pub headline: Headline,
    /// The sentences that describe it.
    pub key: Vec<Quotation>,
    /// Direct speech.
    pub quotes: Vec<Quote>,
    /// Contradictions between its reports, side by side.
    pub disagreements: Vec<Disagreement>,
    /// Counts that changed over the days of its reports.
    pub developments: Vec<Development>,
    /// What later reports add, in order of publication.
    pub added: Vec<Added>,
    /// The numbers of its sources, in order of publication.
    pub sources: Vec<usize>,
    /// Groups of sources that print the same text. Sources of one group do not confirm each other.
    pub same_text: Vec<Vec<usize>>,
    /// Number of its sources that are independent of each other, counted as in `days`.
    pub independent: usize,
    /// Its picture, if it has one.
    pub picture: Option<EventPicture>,
    /// How its date was found, in one short line (`рік — зі сторінки 3 («на 2024», «наступний рік»)`); absent if the date is stated.
    pub dating: Option<String>,
    /// The evidence for its date, in the order of application; empty if it has no date.
    pub evidence: Vec<Evidence>,
    /// Its position in a story; absent if it belongs to none.
    pub story: Option<InStory>,
    /// The editor's note. It is not from a capture.
    pub note: Option<String>,
    /// The editor's judgement of it.
    pub status: Option<EventStatus>,
    /// What changed since the last recorded edition.
    pub change: Option<EventChange>,
}

/// The editor's judgement of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventStatus {
    /// What it is.
    pub kind: Status,
    /// The same in words, with whose opinion it is: `Editor: disputed`.
    pub label: String,
}

/// Events that follow from each other, over weeks or years: an affair, a negotiation, a flood and its aftermath.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Story {
    /// The identifier. It stays the same while the story continues.
    pub id: String,
    /// The identifier of the event that has the most in common with the others; its headline names the story.
    pub central: String,
    /// From its first to its last event.
    pub period: Option<DateText>,
    /// The identifiers of its events in order, the undated last; at least two.
    pub events: Vec<String>,
}

/// The place of an event in its story.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct InStory {
    /// The story's identifier.
    pub id: String,
    /// The identifier of the event before it; absent for the first event and for an undated one.
    pub before: Option<String>,
    /// The identifier of the event after it.
    pub after: Option<String>,
}

/// What changed since an earlier edition. Every changed event has a `change`; the new and the updated ones are the news, in that
/// order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct News {
    /// The number of the earlier edition.
    pub since: u32,
    /// The earlier edition in words: `Після випуску 3 (14 липня 2025 р.)`.
    pub text: String,
    /// The numbers of new, updated and withdrawn events in words, and of events that changed although no page says anything new. Or the
    /// statement that nothing is new.
    pub summary: String,
    /// A statement that the program now joins reports by other rules than in the earlier edition. Absent unless that changed events.
    pub note: Option<String>,
    /// Events of the earlier edition that no page reports any more, with the headlines that they had there.
    pub withdrawn: Vec<Withdrawn>,
}

/// An event of an earlier edition that no page reports any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Withdrawn {
    /// The headline in the earlier edition.
    pub headline: String,
    /// The date in the earlier edition.
    pub when: Option<DateText>,
}

/// How an event differs from the earlier edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventChange {
    /// The kind of change.
    pub kind: ChangeKind,
    /// The kind in words: `Нове`.
    pub label: String,
    /// What changed, in words: `2 нові повідомлення; дата була 5 липня 2025 р.`. Empty if the event is new.
    pub text: String,
    /// The numbers of its sources that are new or changed their wording.
    pub sources: Vec<usize>,
}

/// The ways in which an event can differ from the earlier edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    /// The event is new.
    New,
    /// A report is new, has changed its wording, or was withdrawn.
    Updated,
    /// The same reports, joined in another way: no news.
    Relinked,
    /// The same reports, but another date: no news.
    Redated,
}

/// What a later report adds: a sentence that no earlier report contains.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Added {
    /// The sentence.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// When the report was published.
    pub published: Option<DateText>,
}

/// The place of an event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventPlace {
    /// The name in the nominative, as in the list of places.
    pub name: String,
    /// The words of a report that name it.
    pub said: Quotation,
}

/// The headline of an event: that of its best report, or the first words of the page if the page has no headline.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Headline {
    /// The words.
    pub text: String,
    /// Their language.
    pub language: Language,
    /// The number of the source.
    pub source: usize,
    /// Absent if the title comes from the project file.
    pub place: Option<Place>,
}

impl Headline {
    /// The headline as words of a capture, if it is that.
    pub(crate) fn into_quotation(self) -> Option<Quotation> {
        let Self { text, language, source, place } = self;
        Some(Quotation { text, language, source, place: place? })
    }
}

/// A contradiction between reports of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disagreement {
    /// What the reports disagree on.
    pub matter: Matter,
    /// The same in the product's language: `число`.
    pub text: String,
    /// At least two, in the order of the event's reports.
    pub sides: Vec<Side>,
}

/// What reports can disagree on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    /// A number.
    Number,
    /// The day of the event.
    Day,
}

/// One report's sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    /// The sentence.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that differ.
    pub said: String,
}

/// A count of the same thing that changed over the days of an event's reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Development {
    /// The change in the product's language: `from 84 (2 May) to 233 (9 May)`.
    pub text: String,
    /// The first and the last count, in order of publication.
    pub steps: Vec<CountStep>,
}

/// A report's sentence with the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountStep {
    /// The sentence.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The number, as the sentence gives it.
    pub said: String,
    /// When the report was published.
    pub published: DateText,
}

/// An abbreviation in the edition's texts, with its expansion.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Abbreviation {
    /// The abbreviation.
    pub short: String,
    /// The expansion.
    pub long: String,
    /// The language of the expansion.
    pub language: Language,
    /// The words of a capture that explain it; absent if the explanation comes from the project file or a list.
    pub found: Option<Quotation>,
}

/// Direct speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// The words between the marks, without them.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The speaker's name in the nominative. Absent if the text does not name the speaker.
    pub speaker: Option<String>,
    /// The speaker's office, in the article's words.
    pub role: Option<String>,
    /// The place of these words.
    pub role_place: Option<Place>,
    /// The occasion, in the article's words: `у вечірньому зверненні`.
    pub venue: Option<String>,
    /// The place of these words.
    pub venue_place: Option<Place>,
    /// The place of the words that say who speaks.
    pub cue: Option<Place>,
    /// The speaker's name as the page prints it: in the cue, or the nearest one before the quote.
    pub named: Option<Quotation>,
    /// The wording in other reports.
    pub wordings: Vec<Quotation>,
    /// The editor's translation.
    pub translation: Option<String>,
}

/// A picture from an event's leading report. The file is stored next to the edition, under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventPicture {
    /// The name of its file in the outputs. Equal pictures share one file.
    pub name: String,
    /// The page's alternative text, or else the caption.
    pub alt: String,
    /// The caption on the page.
    pub caption: Option<String>,
    /// The creator of the picture, as the page names them.
    pub credit: Option<String>,
    /// The language of alternative text, caption and credit.
    pub language: Language,
    /// The number of the source whose page shows it.
    pub source: usize,
    /// Where the picture comes from.
    pub place: PicturePlace,
    /// The format of the picture.
    pub media_type: MediaType,
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// SHA-256 of its bytes.
    pub digest: String,
}

/// A person named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Person {
    /// `person-1`, …
    pub id: String,
    /// The name in the nominative.
    pub name: String,
    /// The sort form of the name: `Умєров Рустем`.
    pub sort: String,
    /// An office that an article gives with the name, verbatim.
    pub role: Option<Quotation>,
    /// The office in the project file. It is not from a capture, and it replaces `role`.
    pub declared_role: Option<String>,
    /// The events whose reports name them, in order.
    pub events: Vec<String>,
    /// Whether a briefing lists the person: one with an office or a quote, or named in two events; everybody if there are few, or if the
    /// project wants all.
    pub listed: bool,
    /// The fullest form of the name in each source that uses it, in the order of the sources.
    pub named: Vec<Quotation>,
}

/// An organization or a place named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entity {
    /// `organization-1`, `place-1`, …
    pub id: String,
    /// The name in the nominative.
    pub name: String,
    /// The sort form of the name: `Зоря, завод`.
    pub sort: String,
    /// The events whose reports name it, in order.
    pub events: Vec<String>,
    /// Whether a briefing lists it: if it is named in two events, if there are few, or if the project wants all.
    pub listed: bool,
    /// The fullest form of the name in each source that uses it, in the order of the sources.
    pub named: Vec<Quotation>,
}

/// An article that the edition uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceEntry {
    /// The number: from 1, in the order in which events cite the sources.
    pub number: usize,
    /// The publisher's name in the nominative. Absent if unknown.
    pub publisher: Option<String>,
    /// Whether the page states the publisher or the program inferred it.
    pub publisher_how: Option<How>,
    /// One sentence that explains an inferred publisher.
    pub publisher_evidence: Option<String>,
    /// The evidence for the publisher's name.
    pub publisher_grounds: Vec<Evidence>,
    /// The language of the publisher's name: the page's, unless a list of publishers gave the name.
    pub publisher_language: Language,
    /// How reliable the editor considers the publisher.
    pub reliability: Option<Reliability>,
    /// The headline.
    pub headline: Headline,
    /// The authors, as the page names them.
    pub byline: Vec<String>,
    /// The place of each author's name.
    pub byline_places: Vec<Place>,
    /// The citation in the project's style, as a list of text runs. Terms such as "no date" are in the edition's language.
    pub citation: Vec<Run>,
    /// The address of the page.
    pub address: Option<String>,
    /// The path of the capture's file.
    pub path: String,
    /// The index of the capture in its file.
    pub record: u32,
    /// The form of the capture.
    pub form: Form,
    /// SHA-256 of the capture.
    pub digest: String,
    /// The language of the article.
    pub language: Language,
    /// When the page was published.
    pub published: Option<DateText>,
    /// How the date of publication was found, in the product's language, one sentence per step.
    pub dating: Vec<Step>,
    /// All pictures of the page, in page order. Those without a `picture` have only an address or a caption.
    pub figures: Vec<Figure>,
    /// The identifier of the event that cites the source.
    pub event: String,
}

/// One step of the reasoning that leads to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// The step in the product's language: `На сторінці стоїть лише «17 листопада», без року`.
    pub text: String,
    /// The kind of evidence.
    pub kind: EvidenceKind,
    /// The evidence of this step: one piece, or several words that connect another page with this one.
    pub evidence: Vec<Evidence>,
}

/// An article as in its capture, without boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FullArticle {
    /// `article-1`, …, with the number of its source.
    pub id: String,
    /// The number of its source.
    pub source: usize,
    /// The headline.
    pub headline: Headline,
    /// The deck.
    pub deck: Option<Quotation>,
    /// The blocks of the body, in order.
    pub blocks: Vec<FullBlock>,
}

/// One block of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FullBlock {
    /// The kind of block.
    pub kind: BlockKind,
    /// The text of the block.
    #[serde(flatten)]
    pub quotation: Quotation,
}

/// What became of every capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ledger {
    /// By path, then record.
    pub entries: Vec<LedgerEntry>,
    /// The number of captures for each outcome that occurs. They add up to the number of entries.
    pub totals: Vec<LedgerTotal>,
    /// The claims that did not verify against the captures. The edition leaves them out.
    pub left_out: Vec<LeftOutClaim>,
    /// Events whose known reports are joined or dated differently than in the last recorded edition, in the order of their days.
    pub retold: Vec<Retold>,
    /// The number of upcoming events that the edition leaves out because the list has no room.
    pub upcoming_left_out: usize,
    /// The number of claims in the edition: sentences, quotes, headlines, names, dates and other statements about pages and events.
    pub claims: usize,
    /// The characters that the briefing's fonts lack and that are printed as `□`, as code points: `U+1F642`. They are known only after
    /// typesetting, so the list is empty in the attached edition and in the e-book.
    pub replaced: Vec<String>,
}

/// What became of one capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerEntry {
    /// The path of the file.
    pub path: String,
    /// The index of the capture in its file.
    pub record: u32,
    /// What became of the capture.
    pub outcome: Outcome,
    /// The outcome in the product's language.
    pub outcome_text: String,
    /// The number of its source, if it is in the edition.
    pub source: Option<usize>,
    /// SHA-256 of the capture. Absent if the file could not be read.
    pub digest: Option<String>,
    /// The number of dropped lines for each reason that occurs.
    pub dropped: Vec<DropCount>,
}

/// An event whose known reports are joined or dated differently than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Retold {
    /// The event's identifier. An edition that holds only its news may not contain the event.
    pub event: String,
    /// The headline.
    pub headline: String,
    /// The date.
    pub when: Option<DateText>,
    /// The difference in words: `дата була: 5 липня 2025 р.`.
    pub text: String,
}

/// A claim that did not verify. Nothing of it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutClaim {
    /// The kind of claim.
    pub claim: ClaimKind,
    /// The kind in the product's language.
    pub claim_text: String,
    /// The path of the capture, or of the first of several.
    pub path: String,
    /// The index of the capture in its file.
    pub record: u32,
    /// Why it was left out.
    pub reason: Reason,
    /// The reason in the product's language.
    pub reason_text: String,
    /// What the check found, in English.
    pub problem: String,
}

/// Lines dropped for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DropCount {
    /// The reason.
    pub reason: DropReason,
    /// The reason in the product's language.
    pub text: String,
    /// The number of lines.
    pub lines: usize,
}

/// What can become of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is in the edition.
    Used,
    /// The same page as another capture.
    Duplicate,
    /// The project file leaves it out.
    LeftOut,
    /// Its event is outside the requested period.
    OutsidePeriod,
    /// An earlier edition contains its event, and only news was requested.
    ToldBefore,
    /// It contains no article.
    NoArticle,
    /// Its claims did not verify.
    Unverified,
    /// It could not be read as a capture.
    #[serde(untagged)]
    Unread(UnreadReason),
}

/// The number of captures with one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerTotal {
    /// The outcome.
    pub outcome: Outcome,
    /// The outcome in the product's language.
    pub text: String,
    /// The number of captures.
    pub captures: usize,
}
