//! In: nothing. Out: the types of an edition, the only thing that layouts see.
//!
//! Invariant: serializable data in a fixed order; texts from captures are verbatim (`Quotation`), the rest is the product's.

use schemars::JsonSchema;
use serde::Serialize;

use crate::capture::picture::{MediaType, Place as PicturePlace};
use crate::capture::{Form, UnreadReason};
use crate::cite::Run;
use crate::language::Language;
use crate::normalize::{BlockKind, DropReason, Figure};
use crate::project::Paper;
use crate::time::{Evidence, EvidenceKind, How, Precision};
use crate::words::{ProductLanguage, Words};

use super::withheld::{ClaimKind, Reason};

/// One issue of the digest.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Edition {
    /// The version of this contract.
    pub schema: u32,
    /// The program and version that made it, such as `litopys 0.1.0`.
    pub producer: String,
    pub title: String,
    pub language: ProductLanguage,
    /// The edition's number, where the project gives one.
    pub number: Option<u32>,
    /// The same for the same title and captures: a UUID (version 5).
    pub identifier: String,
    pub as_of: Option<DateText>,
    /// From the first to the last event.
    pub period: Option<DateText>,
    /// The layout of the briefing, by its name.
    pub layout: String,
    pub paper: Paper,
    pub design: Design,
    pub counts: Counts,
    /// What changed since the last recorded edition; absent in the first edition, and if none is recorded.
    pub news: Option<News>,
    /// The sentences that sum up the edition.
    pub glance: Vec<KeySentence>,
    /// Absent if no event has a date.
    pub timeline: Option<Timeline>,
    /// Absent if fewer than two publishers have dated pages.
    pub coverage: Option<Coverage>,
    /// Events that sources mention but none reports, in order.
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
    pub ledger: Ledger,
    /// The full text of the sources, in the order of their numbers; empty in an output that holds only the digest.
    pub articles: Vec<FullArticle>,
    /// The product's own words in the edition's language.
    pub words: Words,
}

/// The project's settings for the look of the edition. The layout decides what is absent.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Design {
    /// The one colour beside black and grey: `#8c2f1b`.
    pub accent: Option<String>,
    /// Printed at the head and the foot of every page: `For official use only`.
    pub marking: Option<String>,
    /// Who gets the document.
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
    pub captures: Count,
    /// Publishers.
    pub sources: Count,
    pub articles: Count,
    pub events: Count,
    pub people: Count,
}

/// A number and its noun.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Count {
    pub number: usize,
    /// The noun alone: `сторінок`.
    pub noun: String,
}

/// A day, a minute or a range, for machines and for readers.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DateText {
    /// ISO 8601; `null` if only the latest day is known.
    pub earliest: Option<String>,
    /// ISO 8601; `null` if only the earliest day is known.
    pub latest: Option<String>,
    pub precision: Precision,
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
    pub text: String,
    pub language: Language,
    /// The number of the source that contains them.
    pub source: usize,
    pub place: Place,
}

/// A stretch of a capture's extracted text, in code points.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Place {
    pub path: String,
    pub record: u32,
    pub start: usize,
    pub end: usize,
}

/// A sentence chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct KeySentence {
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The event that it describes.
    pub event: String,
    /// When that event happened.
    pub when: Option<DateText>,
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
    /// The parts of the axis that contain something. Between two of them lie empty months, where a figure breaks the axis.
    pub stretches: Vec<Stretch>,
    /// Where months, quarters or years begin, by the length of the axis.
    pub ticks: Vec<Tick>,
    /// The figure in parts that fit a page with all their labels, each to its own scale; a single part if there are few events.
    pub panels: Vec<Panel>,
    /// The alternative text of the figure.
    pub description: String,
}

/// A part of the figure, drawn to one scale.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Panel {
    /// Its days in words.
    pub title: String,
    pub stretches: Vec<Stretch>,
    /// Where days, weeks, months, quarters or years begin, by its length.
    pub ticks: Vec<Tick>,
}

/// Days of the axis that are drawn.
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

/// A step of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bin {
    pub label: String,
    /// Whether a year begins here, or this is the first.
    pub major: bool,
}

/// A publisher's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRow {
    pub name: String,
    /// For each step of time.
    pub pages: Vec<usize>,
    /// The number of pages without a known day of publication.
    pub undated: usize,
}

/// An event that a source mentions: announced, or looked back on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Mentioned {
    /// `mentioned-1`, …
    pub id: String,
    pub when: DateText,
    /// Whether it lay ahead when its source was published.
    pub announced: bool,
    /// The sentence that mentions it.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that name the event's days.
    pub day: Place,
}

/// One chapter's lane.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// The identifier of the chapter.
    pub chapter: String,
    pub title: String,
    pub marks: Vec<Mark>,
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
    pub last: i64,
    pub label: String,
    /// Whether it lay ahead when its source was published.
    pub announced: bool,
}

/// One event on its lane.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Mark {
    pub event: String,
    /// Days since the start of the axis; `last` equals `first` for a single day, and if only one end is known (see the precision).
    pub first: i64,
    pub last: i64,
    pub precision: Precision,
    /// `6–7 груд.`: a short date without the year.
    pub label: String,
    /// How many reports the event has.
    pub reports: usize,
}

/// A mark on the axis.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Tick {
    /// Days since the start of the axis.
    pub day: i64,
    pub label: String,
    /// Whether a year begins here, or this is the first tick.
    pub major: bool,
}

/// Events under one theme or of one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Chapter {
    /// `chapter-1`, …; a valid identifier in XML and Typst.
    pub id: String,
    pub title: String,
    /// If the chapter is a theme that was found: the words of its title, with their places.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Quotation>,
    pub undated: bool,
    /// From its first to its last event.
    pub period: Option<DateText>,
    /// What happened, in two sentences; empty if the chapter is short.
    pub summary: Vec<KeySentence>,
    pub events: Vec<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Event {
    /// A valid identifier in XML and Typst.
    pub id: String,
    pub when: Option<DateText>,
    /// Where it happened, if a report says so.
    pub place: Option<EventPlace>,
    pub headline: Headline,
    /// The sentences that describe it.
    pub key: Vec<Quotation>,
    pub quotes: Vec<Quote>,
    /// Contradictions between its reports, side by side.
    pub disagreements: Vec<Disagreement>,
    /// Counts that changed over the days of its reports.
    pub developments: Vec<Development>,
    /// What later reports add, in order of publication.
    pub added: Vec<Added>,
    /// The numbers of its sources, in order of publication.
    pub sources: Vec<usize>,
    /// Groups of sources that print the same text: sources of one group do not confirm each other.
    pub same_text: Vec<Vec<usize>>,
    /// Its picture, if it has one.
    pub picture: Option<EventPicture>,
    /// How its date was found, in one short line (`рік — зі сторінки 3 («на 2024», «наступний рік»)`); absent if the date is stated.
    pub dating: Option<String>,
    /// The evidence for its date, in the order of application; empty if it has no date.
    pub evidence: Vec<Evidence>,
    /// Its position in a story; absent if it belongs to none.
    pub story: Option<InStory>,
    /// The editor's note; not from a capture.
    pub note: Option<String>,
    /// What changed since the last recorded edition.
    pub change: Option<EventChange>,
}

/// Events that follow from each other, over weeks or years: an affair, a negotiation, a flood and its aftermath.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Story {
    /// Stays the same while the story goes on.
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
    /// The number of new, updated and withdrawn events in words, and of those that changed although no page says anything new; or
    /// that nothing is new.
    pub summary: String,
    /// Present if events changed because the program now joins reports by other rules than in the earlier edition: says so.
    pub note: Option<String>,
    /// Events of the earlier edition that no page reports any more, with the headlines that they had there.
    pub withdrawn: Vec<Withdrawn>,
}

/// An event of an earlier edition that no page reports any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Withdrawn {
    pub headline: String,
    pub when: Option<DateText>,
}

/// How an event differs from the earlier edition.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventChange {
    pub kind: ChangeKind,
    /// The kind in words: `Нове`.
    pub label: String,
    /// What changed, in words: `2 нові повідомлення; дата була 5 липня 2025 р.`; empty where the event is new.
    pub text: String,
    /// The numbers of its sources that are new or changed their wording.
    pub sources: Vec<usize>,
}

/// The ways in which an event can differ from the earlier edition.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
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
    #[serde(flatten)]
    pub quotation: Quotation,
    /// When the report was published.
    pub published: Option<DateText>,
}

/// Where an event happened.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventPlace {
    /// In the nominative, as among the places of the edition.
    pub name: String,
    /// The words of a report that name it.
    pub said: Quotation,
}

/// An event's headline: that of its best report, or the first words of the page if the page has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Headline {
    pub text: String,
    pub language: Language,
    pub source: usize,
    /// Absent if the title comes from the project file.
    pub place: Option<Place>,
}

/// A contradiction between reports of one event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disagreement {
    pub matter: Matter,
    /// In the product's language: `число`.
    pub text: String,
    /// At least two, in the order of the event's reports.
    pub sides: Vec<Side>,
}

/// What reports may contradict each other about.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    Number,
    Day,
}

/// One report's sentence.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that differ.
    pub said: String,
}

/// A count of the same thing that changed over the days of an event's reports.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Development {
    /// In the product's language: `from 84 (2 May) to 233 (9 May)`.
    pub text: String,
    /// The first and the last count, in the order of publication.
    pub steps: Vec<CountStep>,
}

/// A report's sentence with the count.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CountStep {
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The number, as the sentence gives it.
    pub said: String,
    /// When the report was published.
    pub published: DateText,
}

/// An abbreviation in the edition's texts and what it stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Abbreviation {
    pub short: String,
    pub long: String,
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
    /// In the nominative; absent if the text names nobody.
    pub speaker: Option<String>,
    /// As the article gives it.
    pub role: Option<String>,
    /// Where the role stands.
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
}

/// A picture of an event's leading report. Its bytes are kept beside the edition, under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventPicture {
    /// The name of its file in the outputs; equal pictures have one.
    pub name: String,
    /// The page's alternative text, or else the caption.
    pub alt: String,
    /// As the page gives it.
    pub caption: Option<String>,
    /// Who made it, as the page says.
    pub credit: Option<String>,
    /// The language of alternative text, caption and credit.
    pub language: Language,
    /// The number of the source whose page shows it.
    pub source: usize,
    pub place: PicturePlace,
    pub media_type: MediaType,
    /// In pixels.
    pub width: u32,
    /// In pixels.
    pub height: u32,
    /// SHA-256 of its bytes.
    pub digest: String,
}

/// Somebody named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Person {
    /// `person-1`, …
    pub id: String,
    /// In the nominative.
    pub name: String,
    /// The name as it is sorted: `Умєров Рустем`.
    pub sort: String,
    /// An office that an article gives with the name, verbatim.
    pub role: Option<Quotation>,
    /// The office from the project file; not from a capture. It replaces `role`.
    pub declared_role: Option<String>,
    /// The events whose reports name them, in order.
    pub events: Vec<String>,
    /// The fullest form of the name in each source that uses it, in the order of the sources.
    pub named: Vec<Quotation>,
}

/// An organization or a place named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Entity {
    /// `organization-1`, `place-1`, …
    pub id: String,
    /// In the nominative.
    pub name: String,
    /// The name as it is sorted: `Зоря, завод`.
    pub sort: String,
    /// The events whose reports name it, in order.
    pub events: Vec<String>,
    /// The fullest form of the name in each source that uses it, in the order of the sources.
    pub named: Vec<Quotation>,
}

/// An article that the edition uses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceEntry {
    /// From 1, in the order in which events cite them.
    pub number: usize,
    /// In the nominative; absent if unknown.
    pub publisher: Option<String>,
    pub publisher_how: Option<How>,
    /// One sentence that explains an inferred publisher.
    pub publisher_evidence: Option<String>,
    /// The evidence for the publisher's name.
    pub publisher_grounds: Vec<Evidence>,
    /// The language of the publisher's name: the page's, unless a list of publishers gave the name.
    pub publisher_language: Language,
    pub headline: Headline,
    pub byline: Vec<String>,
    /// Where each name of the byline stands.
    pub byline_places: Vec<Place>,
    /// The source in the project's style of citation, run by run; terms such as "no date" are in the edition's language.
    pub citation: Vec<Run>,
    pub address: Option<String>,
    pub path: String,
    pub record: u32,
    pub form: Form,
    /// SHA-256 of the capture.
    pub digest: String,
    pub language: Language,
    pub published: Option<DateText>,
    /// How the publication date was found, one sentence for each step, in the product's language.
    pub dating: Vec<Step>,
    /// All pictures of the page in its order. Those without `picture` have only an address or a caption.
    pub figures: Vec<Figure>,
    pub event: String,
}

/// One step in the chain that leads to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// In the product's language: `На сторінці стоїть лише «17 листопада», без року`.
    pub text: String,
    pub kind: EvidenceKind,
    /// The evidence of this step: one piece, or several words that connect another page with this one.
    pub evidence: Vec<Evidence>,
}

/// An article as it stands in its capture, without boilerplate.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FullArticle {
    /// `article-1`, …, with the number of its source.
    pub id: String,
    pub source: usize,
    pub headline: Headline,
    pub deck: Option<Quotation>,
    pub blocks: Vec<FullBlock>,
}

/// One block of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct FullBlock {
    pub kind: BlockKind,
    #[serde(flatten)]
    pub quotation: Quotation,
}

/// What became of every capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Ledger {
    /// By path, then record.
    pub entries: Vec<LedgerEntry>,
    /// The number of captures for each outcome that occurs; they add up to the number of entries.
    pub totals: Vec<LedgerTotal>,
    /// The claims that did not verify against the captures; the edition leaves them out.
    pub left_out: Vec<LeftOutClaim>,
    /// Events whose known reports are joined or dated differently than in the last recorded edition, in the order of their days.
    pub retold: Vec<Retold>,
    /// The number of claims in the edition: sentences, quotes, headlines, names, dates and other statements about pages and events.
    pub claims: usize,
    /// The characters that the briefing's fonts lack and that it prints as `□`, as code points: `U+1F642`. Known only after
    /// typesetting, so empty in the attached edition and in the e-book.
    pub replaced: Vec<String>,
}

/// What became of one capture.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerEntry {
    pub path: String,
    pub record: u32,
    pub outcome: Outcome,
    /// In the product's language.
    pub outcome_text: String,
    /// The number of its source, if it is in the edition.
    pub source: Option<usize>,
    /// SHA-256 of the capture; absent if the file could not be read.
    pub digest: Option<String>,
    /// The number of dropped lines for each reason that occurs.
    pub dropped: Vec<DropCount>,
}

/// An event whose known reports are joined or dated differently than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Retold {
    /// The event's identifier. An edition that holds only its news may not contain the event.
    pub event: String,
    pub headline: String,
    pub when: Option<DateText>,
    /// The difference in words: `дата була: 5 липня 2025 р.`.
    pub text: String,
}

/// A claim that did not verify. Nothing of it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutClaim {
    pub claim: ClaimKind,
    /// The kind in the product's language.
    pub claim_text: String,
    /// Its capture, or the first of several.
    pub path: String,
    pub record: u32,
    pub reason: Reason,
    /// The reason in the product's language.
    pub reason_text: String,
    /// What the check found, in English.
    pub problem: String,
}

/// Lines dropped for one reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct DropCount {
    pub reason: DropReason,
    /// In the product's language.
    pub text: String,
    pub lines: usize,
}

/// What may become of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Outcome {
    /// It is in the edition.
    Used,
    /// The same page as another capture.
    Duplicate,
    /// The project file leaves it out.
    LeftOut,
    /// Its event lies outside the requested period.
    OutsidePeriod,
    /// An earlier edition contains its event, and only news was requested.
    ToldBefore,
    /// It contains no article.
    NoArticle,
    /// Its claims did not verify.
    Unverified,
    #[serde(untagged)]
    Unread(UnreadReason),
}

/// The number of captures with one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerTotal {
    pub outcome: Outcome,
    pub text: String,
    pub captures: usize,
}
