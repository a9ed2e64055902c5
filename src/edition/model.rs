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
use crate::when::{Evidence, EvidenceKind, How, Precision};
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
    /// What is not the same as in the last recorded edition; absent in the first, and where none is recorded.
    pub news: Option<News>,
    /// The few sentences that tell the edition.
    pub glance: Vec<KeySentence>,
    /// Absent where no event has a date.
    pub timeline: Option<Timeline>,
    /// Absent where fewer than two publishers have dated pages.
    pub coverage: Option<Coverage>,
    /// Events that the sources mention and that none of them reports, in order.
    pub mentioned: Vec<Mentioned>,
    /// In order; a chapter of undated events is the last and has `undated` set.
    pub chapters: Vec<Chapter>,
    /// Events that follow from each other, in the order of their first.
    pub stories: Vec<Story>,
    /// In the order of the alphabet.
    pub people: Vec<Person>,
    /// Those that two sources name, or a headline or a sentence that is printed; in the order of the alphabet.
    pub organizations: Vec<Entity>,
    /// Those that two sources name, a headline or a sentence that is printed, or where an event happened; in the order of the
    /// alphabet.
    pub places: Vec<Entity>,
    /// In alphabetical order.
    pub abbreviations: Vec<Abbreviation>,
    /// In the order of their numbers, 1 first.
    pub sources: Vec<SourceEntry>,
    pub ledger: Ledger,
    /// The sources in full, in the order of their numbers; empty where an output holds the digest alone.
    pub articles: Vec<FullArticle>,
    /// The product's own words in the edition's language.
    pub words: Words,
}

/// What the project says of how the edition is to look. What is absent is the layout's choice.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Design {
    /// The one colour beside black and grey: `#8c2f1b`.
    pub accent: Option<String>,
    /// What stands at the head and the foot of every page: `For official use only`.
    pub marking: Option<String>,
    /// Who gets the document.
    pub distribution: Option<String>,
    /// Whether every page says that it is a draft.
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

/// How many there are, each with its noun in the number that the language wants (`5 сторінок`).
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
    /// ISO 8601; `null` where only the latest is known.
    pub earliest: Option<String>,
    /// ISO 8601; `null` where only the earliest is known.
    pub latest: Option<String>,
    pub precision: Precision,
    pub how: How,
    /// In full: `17 листопада 2023 р., 18:16`, `6–7 грудня 2023 р.`, `листопад 2023 р. — липень 2025 р.`.
    pub long: String,
    /// For margins and labels: `17 лист. 2023`.
    pub short: String,
    /// The day on which an event was reported, ISO 8601, where nothing else says when it happened: `earliest` and `latest` are that
    /// day and the one before it, `long` and `short` say the day of the report. Absent of every other date.
    pub reported: Option<String>,
}

/// Words that stand in a capture, exactly.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quotation {
    pub text: String,
    pub language: Language,
    /// The number of the source that holds them.
    pub source: usize,
    pub place: Place,
}

/// Where words stand: a capture, and code points of its extracted text.
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
    /// The event that it tells of.
    pub event: String,
    /// When that event happened.
    pub when: Option<DateText>,
}

/// The figure of when events happened, to scale.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Timeline {
    /// The first day of the axis, ISO 8601: day 0.
    pub start: String,
    /// The length of the axis in days, at least 1.
    pub days: i64,
    /// One for each chapter that has dated events, in order.
    pub lanes: Vec<Lane>,
    /// The parts of the axis on which something stands; between two of them lie empty months, which a figure breaks.
    pub stretches: Vec<Stretch>,
    /// Where months, quarters or years begin, by the length of the axis.
    pub ticks: Vec<Tick>,
    /// The figure in parts that each fit a page with all their labels, every one to a scale of its own; one where there are few
    /// events.
    pub panels: Vec<Panel>,
    /// What the figure shows, in words, for those who do not see it.
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
    /// Days since the axis' start.
    pub from: i64,
    /// The first day behind it.
    pub until: i64,
}

/// How many pages each publisher gave over time, for a chart.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Coverage {
    /// Weeks, months, quarters or years, by the length of the time, without a gap.
    pub bins: Vec<Bin>,
    /// Those with most pages first; the last may stand for several publishers.
    pub rows: Vec<CoverageRow>,
    /// What the chart shows, in words, for those who do not see it.
    pub description: String,
}

/// A step of time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Bin {
    pub label: String,
    /// Whether a year begins here, or it is the first.
    pub major: bool,
}

/// A publisher's pages.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct CoverageRow {
    pub name: String,
    /// For each step of time.
    pub pages: Vec<usize>,
    /// Pages whose day of publication is not known.
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
    /// The words of the sentence that name its days.
    pub day: Place,
}

/// One chapter's lane.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Lane {
    /// The identifier of the chapter.
    pub chapter: String,
    pub title: String,
    pub marks: Vec<Mark>,
    /// Events that its pages mention and none reports.
    pub mentions: Vec<MentionMark>,
}

/// An event on a lane that pages only mention.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct MentionMark {
    /// The identifier of the mentioned event.
    pub mentioned: String,
    /// Days since the axis' start; `last` is `first` for a single day.
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
    /// Days since the axis' start; `last` is `first` for a single day, and where the precision says that one end alone is known.
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
    /// Days since the axis' start.
    pub day: i64,
    pub label: String,
    /// Whether a year begins here, or it is the first tick.
    pub major: bool,
}

/// Events under one theme or of one period.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Chapter {
    /// `chapter-1`, …; fit for an identifier in XML and Typst.
    pub id: String,
    pub title: String,
    /// The words of the title of a theme that was found, where they stand.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub words: Vec<Quotation>,
    pub undated: bool,
    /// From its first to its last event.
    pub period: Option<DateText>,
    /// What happened, in two sentences; empty where the chapter is short.
    pub summary: Vec<KeySentence>,
    pub events: Vec<Event>,
}

/// Something that happened.
#[derive(Debug, Clone, PartialEq, Serialize, JsonSchema)]
pub struct Event {
    /// Fit for an identifier in XML and Typst.
    pub id: String,
    pub when: Option<DateText>,
    /// Where it happened, if a report says so.
    pub place: Option<EventPlace>,
    pub headline: Headline,
    /// The sentences that tell it.
    pub key: Vec<Quotation>,
    pub quotes: Vec<Quote>,
    /// What its reports say differently, side by side.
    pub disagreements: Vec<Disagreement>,
    /// Which counts moved over the days of its reports.
    pub developments: Vec<Development>,
    /// What its later reports add, in order of publication.
    pub added: Vec<Added>,
    /// The numbers of its sources, in order of publication.
    pub sources: Vec<usize>,
    /// Groups of sources that print the same text: no source of a group bears out another.
    pub same_text: Vec<Vec<usize>>,
    /// The picture that stands with it, where one does.
    pub picture: Option<EventPicture>,
    /// How its date was found, one short line (`рік — зі сторінки 3 («на 2024», «наступний рік»)`); absent where it is stated.
    pub dating: Option<String>,
    /// What its date rests on, in the order in which it was applied; empty where it has none.
    pub evidence: Vec<Evidence>,
    /// Where it stands among events that follow from each other; absent where it does so alone.
    pub story: Option<InStory>,
    /// What the editor says of it; not from a capture.
    pub note: Option<String>,
    /// What is not the same as in the last recorded edition.
    pub change: Option<EventChange>,
}

/// Events that follow from each other, over weeks or years: an affair, a negotiation, a flood and its aftermath.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Story {
    /// The same while the story goes on.
    pub id: String,
    /// The identifier of the event that has most in common with the others: its headline tells the story.
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
    /// The identifier of the event before it; absent of the first, and where it has no date.
    pub before: Option<String>,
    /// The identifier of the event after it.
    pub after: Option<String>,
}

/// What is not the same as in an earlier edition. The events that are not told as before have a `change`; those that are new or
/// updated are the news, in that order.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct News {
    /// The number of the earlier edition.
    pub since: u32,
    /// Which edition that was, in words: `Після випуску 3 (14 липня 2025 р.)`.
    pub text: String,
    /// How many events are new, updated and withdrawn, in words, and how many are told otherwise though no page says anything new;
    /// that nothing is new, where nothing is.
    pub summary: String,
    /// That the program puts reports together by other rules than in the earlier edition, where events are told otherwise for it.
    pub note: Option<String>,
    /// Events of the earlier edition that no page reports any more. Their headlines are those that the earlier edition had.
    pub withdrawn: Vec<Withdrawn>,
}

/// An event of an earlier edition that no page reports any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Withdrawn {
    pub headline: String,
    pub when: Option<DateText>,
}

/// How an event differs from what an earlier edition told of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventChange {
    pub kind: ChangeKind,
    /// The kind in words: `Нове`.
    pub label: String,
    /// What changed, in words: `2 нові повідомлення; дата була 5 липня 2025 р.`; empty where the event is new.
    pub text: String,
    /// The numbers of its sources that are new or worded in another way than before.
    pub sources: Vec<usize>,
}

/// How an event may differ from what an earlier edition told of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ChangeKind {
    New,
    /// A report of it is new, worded in another way, or withdrawn.
    Updated,
    /// Its reports are those of before, put together in another way: no news.
    Relinked,
    /// Its reports are those of before, its date is another: no news.
    Redated,
}

/// What a later report adds: a sentence that no report before it says.
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
    /// The words that name it in the report that says it.
    pub said: Quotation,
}

/// An event's headline: its best report's, or the first words of the page where the page has none.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Headline {
    pub text: String,
    pub language: Language,
    pub source: usize,
    /// Absent where the project file gives the title.
    pub place: Option<Place>,
}

/// What reports of one event say differently.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Disagreement {
    pub matter: Matter,
    /// In the product's language: `число`.
    pub text: String,
    /// At least two, in the order of the event's reports.
    pub sides: Vec<Side>,
}

/// What reports may say differently.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Matter {
    Number,
    Day,
}

/// The sentence in which one report says it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Side {
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The words of the sentence that differ.
    pub said: String,
}

/// A count that moved over the days of an event's reports: the same of the same, later with another number.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Development {
    /// In the product's language: `from 84 (2 May) to 233 (9 May)`.
    pub text: String,
    /// What was said first and last, in the order of publication.
    pub steps: Vec<CountStep>,
}

/// The sentence in which a report gives a count.
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
    /// The words of a capture that say so; absent where the project file or a list does.
    pub found: Option<Quotation>,
}

/// Direct speech.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Quote {
    /// The words between the marks, without them.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// In the nominative; absent where the text names nobody.
    pub speaker: Option<String>,
    /// As the article gives it.
    pub role: Option<String>,
    /// Where the role stands.
    pub role_place: Option<Place>,
    /// Where it was said, as the article gives it: `у вечірньому зверненні`.
    pub venue: Option<String>,
    /// Where the words for the venue stand.
    pub venue_place: Option<Place>,
    /// Where the words stand that say who speaks.
    pub cue: Option<Place>,
    /// The speaker as the page names them: in the cue, else nearest before the quote.
    pub named: Option<Quotation>,
    /// How other reports word it.
    pub wordings: Vec<Quotation>,
}

/// A picture of an event's leading report. Its bytes travel beside the edition, under its name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct EventPicture {
    /// The name of its file in the outputs; equal pictures have one.
    pub name: String,
    /// What it shows, for those who do not see it: the page's alternative text, else the caption.
    pub alt: String,
    /// As the page gives it.
    pub caption: Option<String>,
    /// Who made it, as the page says.
    pub credit: Option<String>,
    /// What these words are in.
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
    /// The office that the editor gives them in the project file; not from a capture. It stands in the place of `role`.
    pub declared_role: Option<String>,
    /// The events whose reports name them, in order.
    pub events: Vec<String>,
    /// The name as it stands: the fullest form in each source that names them, in the order of the sources.
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
    /// The name as it stands: the fullest form in each source that names it, in the order of the sources.
    pub named: Vec<Quotation>,
}

/// One article that the edition draws on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct SourceEntry {
    /// From 1, in the order in which events cite them.
    pub number: usize,
    /// In the nominative; absent where it could not be told.
    pub publisher: Option<String>,
    pub publisher_how: Option<How>,
    /// One sentence for a publisher that is resolved.
    pub publisher_evidence: Option<String>,
    /// What the publisher's name rests on.
    pub publisher_grounds: Vec<Evidence>,
    /// What the publisher's name is in: as the page, but where a list of publishers gave the name.
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
    /// How the publication date was found, one sentence a step, in the product's language.
    pub dating: Vec<Step>,
    /// The pictures of the page, in its order, shown or not. Those without `picture` have an address or a caption alone.
    pub figures: Vec<Figure>,
    pub event: String,
}

/// One step in the chain that leads to a date.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Step {
    /// In the product's language: `На сторінці стоїть лише «17 листопада», без року`.
    pub text: String,
    pub kind: EvidenceKind,
    /// What it rests on: one piece, or several words that tie one page to this.
    pub evidence: Vec<Evidence>,
}

/// An article as it stands in its capture, without its site's furniture.
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
    /// For each outcome that occurs, how many; they add up to the number of entries.
    pub totals: Vec<LedgerTotal>,
    /// The claims that did not verify against the captures and that the edition leaves out.
    pub left_out: Vec<LeftOutClaim>,
    /// The events whose known reports are put together or dated in another way than in the last recorded edition, in the order of
    /// their days.
    pub retold: Vec<Retold>,
    /// How many claims the edition makes: sentences, quotes, headlines, names, dates and what else it says of pages and events.
    pub claims: usize,
    /// The characters that the fonts of the briefing lack and that it prints as `□`, by their code points: `U+1F642`. Known only
    /// when the briefing is typeset: what an edition carries and the e-book have none.
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
    /// The number of its source, where it is in the edition.
    pub source: Option<usize>,
    /// SHA-256 of the capture; absent where the file gave none.
    pub digest: Option<String>,
    /// How many lines were dropped, for each reason that occurs.
    pub dropped: Vec<DropCount>,
}

/// An event whose known reports are put together or dated in another way than before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Retold {
    /// The event's identifier. Where an edition holds its news alone, it may hold no event of it.
    pub event: String,
    pub headline: String,
    pub when: Option<DateText>,
    /// What is other, in words: `дата була: 5 липня 2025 р.`.
    pub text: String,
}

/// A claim that did not verify. Nothing of it is printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LeftOutClaim {
    pub claim: ClaimKind,
    /// The kind in the product's language.
    pub claim_text: String,
    /// The capture that it rested on, or the first of several.
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
    /// Stands in the edition.
    Used,
    /// The same page as another capture.
    Duplicate,
    /// The project file leaves it out.
    LeftOut,
    /// Its event lies outside the days asked for.
    OutsidePeriod,
    /// An earlier edition told its event, and what is new was asked for.
    ToldBefore,
    /// No article was found in it.
    NoArticle,
    /// What it tells did not verify.
    Unverified,
    #[serde(untagged)]
    Unread(UnreadReason),
}

/// How many captures had one outcome.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, JsonSchema)]
pub struct LedgerTotal {
    pub outcome: Outcome,
    pub text: String,
    pub captures: usize,
}
