//! In: `product.toml` of each language that has one. Out: the product's own texts, and how a language counts and sorts.
//!
//! Invariant: each product language is one file, `src/lang/CODE/product.toml`, and no sentence of the product stands anywhere else.
//! A product language need not be one that pages are read in.

/// Dates and times in words.
pub mod dates;
/// The forms that nouns take after numbers.
pub mod plural;
/// The order of texts in an index.
pub(crate) mod sorting;

use std::collections::BTreeMap;
use std::fmt;
use std::str::FromStr;
use std::sync::LazyLock;

use icu_locale_core::Locale;
use schemars::JsonSchema;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::lang;
use plural::Noun;
use sorting::SortKey;

static LEXICONS: LazyLock<BTreeMap<&'static str, Lexicon>> =
    LazyLock::new(|| lang::files(lang::PRODUCT).map(parsed).collect());

/// A language that the product prints, by its code. Its folder in `src/lang` has a `product.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductLanguage(&'static str);

impl ProductLanguage {
    /// Ukrainian, `uk`.
    pub const UKRAINIAN: Self = Self("uk");
    /// English, `en`.
    pub const ENGLISH: Self = Self("en");

    /// Every language that the product prints, in the order of the codes.
    pub fn all() -> impl Iterator<Item = Self> {
        LEXICONS.keys().map(|&code| Self(code))
    }

    /// The code of the language: `uk`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// The texts of the language.
    pub fn lexicon(self) -> &'static Lexicon {
        &LEXICONS[self.0]
    }

    /// The form of a noun that follows a number.
    pub fn noun(self, number: usize, noun: &Noun) -> String {
        noun.behind(number, self).to_owned()
    }

    /// The key that sorts a text in an index. The language's own letters come first, each in its place.
    pub(crate) fn sort_key(self, text: &str) -> SortKey {
        SortKey::new(text, self)
    }

    fn locale(self) -> Locale {
        self.0.parse().expect("a folder of words is named for a language")
    }
}

/// The code of a language that the product does not print.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the product does not speak `{0}`")]
pub struct UnknownLanguage(pub String);

impl FromStr for ProductLanguage {
    type Err = UnknownLanguage;

    fn from_str(code: &str) -> Result<Self, UnknownLanguage> {
        Self::all().find(|language| language.code() == code).ok_or_else(|| UnknownLanguage(code.to_owned()))
    }
}

impl fmt::Display for ProductLanguage {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.0)
    }
}

impl Serialize for ProductLanguage {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.0)
    }
}

impl<'de> Deserialize<'de> for ProductLanguage {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(serde::de::Error::custom)
    }
}

impl JsonSchema for ProductLanguage {
    fn schema_name() -> std::borrow::Cow<'static, str> {
        "ProductLanguage".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        let codes: Vec<&str> = Self::all().map(Self::code).collect();
        schemars::json_schema!({ "type": "string", "enum": codes })
    }
}

/// The content of one `product.toml`.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// The language's name for itself.
    pub name: String,
    /// The lower-case letters, quotation marks and signs that plain English text does not have: "äöüß„“".
    pub letters: String,
    /// The citation style if the project sets none: "iso-690".
    pub citations: String,
    /// Labels that layouts print.
    pub labels: Words,
    /// Nouns that are counted.
    pub counts: CountWords,
    /// Words for what reports disagree on.
    pub matters: MatterWords,
    /// Sentences about the collection.
    pub(crate) control: ControlWords,
    /// An editor's judgement of an event.
    pub(crate) statuses: StatusWords,
    /// How reliable an editor considers a source.
    pub(crate) reliability: ReliabilityWords,
    /// Names of months and patterns for dates.
    pub dates: dates::DateWords,
    /// Sentences that explain how a date or a publisher was found.
    pub(crate) steps: StepWords,
    /// Sentences that describe the timeline.
    pub(crate) timeline: TimelineWords,
    /// Sentences that `explain` prints.
    pub(crate) explain: ExplainWords,
    /// Sentences that only exports print.
    pub exports: ExportWords,
    /// Sentences about the changes since an earlier edition.
    pub(crate) news: NewsWords,
    /// Labels of the site around the editions.
    pub(crate) site: SiteWords,
    /// What became of a capture, by the JSON name of its `Outcome`.
    pub outcomes: BTreeMap<String, String>,
    /// Words for the claims that did not verify.
    pub(crate) claims: ClaimWords,
    /// Why a line was dropped, by the JSON name of its `DropReason`.
    pub reasons: BTreeMap<String, String>,
}

/// Words for what reports may disagree on.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MatterWords {
    /// The reports disagree on a number.
    pub number: String,
    /// The reports disagree on a day.
    pub day: String,
    /// How a count changed from `{first}` on `{first_day}` to `{last}` on `{last_day}`.
    pub developed: String,
}

/// Sentences about the collection of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ControlWords {
    /// How many pages were `{read}`, `{used}` and `{left_out}`.
    pub pages: String,
    /// The `{number}` of `{all}` events that only one article reports.
    pub single: String,
    /// A `{publisher}` with a large share of the articles, in `{percent}`.
    pub share: String,
    /// The `{number}` of articles without a publisher.
    pub unnamed: String,
}

/// Words for an editor's judgement of an event, with whose opinion it is.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct StatusWords {
    /// It is sure that it happened.
    pub confirmed: String,
    /// Somebody with reason says that it did not happen, or not so.
    pub disputed: String,
    /// It did not happen.
    pub denied: String,
}

/// Words for how reliable an editor considers a source, by the letters of the Admiralty system.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ReliabilityWords {
    /// Completely reliable.
    pub a: String,
    /// Usually reliable.
    pub b: String,
    /// Fairly reliable.
    pub c: String,
    /// Not usually reliable.
    pub d: String,
    /// Unreliable.
    pub e: String,
    /// Cannot be judged.
    pub f: String,
}

/// Words for the claims that did not verify, and for the reasons.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ClaimWords {
    /// Kinds of claim, by the JSON name of `ClaimKind`.
    pub kinds: BTreeMap<String, String>,
    /// Reasons, by the JSON name of `Reason`.
    pub reasons: BTreeMap<String, String>,
}

/// The nouns that an edition counts.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    /// Captures: "page", "pages".
    pub captures: Noun,
    /// Publishers.
    pub sources: Noun,
    /// Articles.
    pub articles: Noun,
    /// Events.
    pub events: Noun,
    /// People.
    pub people: Noun,
}

/// Sentences about how an edition differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct NewsWords {
    /// Heading with the number of the earlier edition, `{number}`.
    pub since: String,
    /// The same heading with the day of the earlier edition, `{day}`.
    pub since_of: String,
    /// Nothing has changed.
    pub nothing: String,
    /// Mark of a new event.
    pub new: String,
    /// Mark of an updated event.
    pub updated: String,
    /// The date of an event in the earlier edition, `{day}`.
    pub days_before: String,
    /// The event had no date in the earlier edition.
    pub undated_before: String,
    /// The reports of this event were `{number}` separate events before.
    pub joined: String,
    /// The reports of this event were in one event with other reports before.
    pub parted: String,
    /// Mark of an event whose reports are now grouped differently.
    pub relinked: String,
    /// Mark of an event with another date.
    pub redated: String,
    /// The program groups reports by other rules than in edition `{number}`.
    pub other_rules: String,
    /// New events.
    pub new_events: Noun,
    /// Updated events.
    pub updated_events: Noun,
    /// Withdrawn events.
    pub withdrawn_events: Noun,
    /// Events whose reports are now grouped differently.
    pub relinked_events: Noun,
    /// Events with another date.
    pub redated_events: Noun,
    /// New reports.
    pub new_reports: Noun,
    /// Reports whose text has changed.
    pub changed_reports: Noun,
    /// Withdrawn reports.
    pub withdrawn_reports: Noun,
}

/// Labels of the site around its editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteWords {
    /// The list of all editions, and the link to it.
    pub all: String,
    /// The newest edition.
    pub newest: String,
    /// The link to the PDF.
    pub pdf: String,
    /// The link to the e-book.
    pub epub: String,
    /// The link to the document for word processors.
    pub docx: String,
    /// The link to the edition as one page.
    pub html: String,
    /// A table for spreadsheets, before the name of its file.
    pub csv: String,
    /// The link to the calendar.
    pub calendar: String,
    /// The link to the catalogue for e-readers.
    pub catalogue: String,
    /// The link to the feed of editions.
    pub feed: String,
    /// Heading above the feeds and the catalogue.
    pub follow: String,
    /// The link that skips to the text.
    pub skip: String,
    /// The name that screen readers get for the links to the previous and the next page.
    pub turn: String,
    /// The link to the previous page.
    pub previous: String,
    /// The link to the next page.
    pub next: String,
    /// How many events are not listed, `{number}`.
    pub more: String,
    /// The page with the search, and its button.
    pub search: String,
    /// What to type.
    pub search_for: String,
    /// Stands in place of results.
    pub search_none: String,
    /// Stands in place of the search where scripts do not run.
    pub search_scripts: String,
    /// Heading of the events of a person or an organization.
    pub events: String,
    /// Heading of a person's quotes.
    pub quotes: String,
    /// The menu of an edition's pages.
    pub menu: String,
    /// The link to the places with coordinates.
    pub map: String,
    /// The page with the map.
    pub map_page: String,
    /// What the circles on the map mean, and where everything on it is said in words.
    pub map_note: String,
    /// Where coasts and borders are from.
    pub map_source: String,
    /// The unit of the measure on the map.
    pub kilometres: String,
}

/// Sentences that explain how a date or a publisher was found. In the pattern of a step, `{text}` is the exact text of the evidence,
/// `{words}` are such texts in quotation marks, `{number}` is the page's number in the edition, and `{gives}` is the day or range that
/// follows. The `_elsewhere` patterns are for evidence on another page.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct StepWords {
    /// The project file's correction.
    pub correction: String,
    /// The page's metadata.
    pub metadata: String,
    /// The page's address.
    pub address: String,
    /// A full date that the page prints.
    pub dateline: String,
    /// A partial date in the text.
    pub partial: String,
    /// A partial date in the text of another page.
    #[serde(rename = "partial_elsewhere")]
    pub partial_elsewhere: String,
    /// The days that follow from a step, `{days}`. It fills `{gives}`.
    pub gives: String,
    /// An expression on this page about the same event.
    pub linked: String,
    /// An expression on another page about the same event.
    #[serde(rename = "linked_elsewhere")]
    pub linked_elsewhere: String,
    /// The page reports a day as past, so the page is not older.
    pub past: String,
    /// Another page reports a day as past, so that page is not older.
    #[serde(rename = "past_elsewhere")]
    pub past_elsewhere: String,
    /// The page reports a day as future, so the page is not younger.
    pub future: String,
    /// Another page reports a day as future, so that page is not younger.
    #[serde(rename = "future_elsewhere")]
    pub future_elsewhere: String,
    /// A page looks back on the event.
    pub order: String,
    /// The page with this number looks back on the event.
    #[serde(rename = "order_elsewhere")]
    pub order_elsewhere: String,
    /// The page gives somebody an office.
    pub term: String,
    /// Another page states when that term of office began or ended.
    #[serde(rename = "term_elsewhere")]
    pub term_elsewhere: String,
    /// News is printed within about a day of the event.
    pub lag: String,
    /// The page is older than its copy.
    pub capture: String,
    /// The file's name.
    pub file_name: String,
    /// Another page has the same boilerplate.
    pub boilerplate: String,
    /// Introduces the words from which an event's date follows.
    #[serde(rename = "event_dating")]
    pub event_dating: String,
    /// One of these words, on a page without a number.
    pub word: String,
    /// One of these words, with the number of its source.
    #[serde(rename = "word_elsewhere")]
    pub word_elsewhere: String,
    /// The words from which the publisher follows.
    pub publisher: String,
    /// The publisher's name comes from the list of publishers.
    #[serde(rename = "publisher_list")]
    pub publisher_list: String,
    /// The publisher's name comes from the project file.
    #[serde(rename = "publisher_project")]
    pub publisher_project: String,
}

/// Sentences that describe the timeline for readers who cannot see it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct TimelineWords {
    /// The timeline, with its `{period}` and `{events}`.
    pub description: String,
    /// One event, with its `{date}` and `{headline}`.
    pub event: String,
    /// What the bars of the figure count, with the `{number}` of events of the highest: events per day.
    pub bars_day: String,
    /// The same for events per week.
    pub bars_week: String,
    /// The same for events per month.
    pub bars_month: String,
    /// The same for events per year.
    pub bars_year: String,
    /// The chart of pages by publisher, with its `{period}` and `{rows}`.
    pub coverage: String,
}

/// Sentences that only exports print.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportWords {
    /// The `{events}` that the calendar leaves out because they have no day.
    pub calendar_without: String,
    /// The `{events}` that the timeline export leaves out because they have no start.
    pub timeline_without: String,
    /// The event happened on one or several of the days given.
    pub days_possible: String,
}

/// Sentences in which `explain` prints what was found in a capture.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct ExplainWords {
    /// A sentence of the page that stands at a glance, for the `{date}`, which a timeline has with a probability of `{percent}`.
    pub glance: String,
    /// With which probability a timeline has a day.
    pub day: String,
    /// No sentence is about the day.
    pub no_day: String,
    /// How many independent sources a day has.
    pub day_independent: String,
    /// The sentence at a glance for a day, and the `{path}` of its page.
    pub day_at_a_glance: String,
    /// A day is not at a glance because no sentence may be printed beside it.
    pub day_without_sentence: String,
    /// A day is not at a glance because others are.
    pub day_behind_others: String,
    /// Heading above the sentences about a day.
    pub day_sentences: String,
    /// One of these sentences and the `{path}` of its page.
    pub day_sentence: String,
    /// What each feature of a day counts, by the names in `salience::days`.
    pub day_features: BTreeMap<String, String>,
    /// The headline, `{text}`, and its `{place}` in the capture.
    pub headline: String,
    /// The page has no headline.
    pub no_headline: String,
    /// The deck.
    pub deck: String,
    /// The author.
    pub byline: String,
    /// The publisher.
    pub source: String,
    /// The publisher is not known.
    pub no_source: String,
    /// The language of the page.
    pub language: String,
    /// How many paragraphs, subheads, block quotations and list items the text has.
    pub body: String,
    /// The `{date}` of publication.
    pub published: String,
    /// The day of publication is not known.
    pub no_published: String,
    /// Weaker evidence, `{text}`, that contradicts the date.
    pub against: String,
    /// The `{date}` of the event.
    pub happened: String,
    /// The date of the event is not known.
    pub no_happened: String,
    /// The event of the page, its chapter and its sources.
    pub event: String,
    /// The people that the page names.
    pub people: String,
    /// The organizations that the page names.
    pub organizations: String,
    /// The places that the page names.
    pub places: String,
    /// A name with the names of the rules that accepted it.
    pub accepted: String,
    /// How many words of the page a rule refused as the name of a person.
    pub refused_people: String,
    /// The same for organizations.
    pub refused_organizations: String,
    /// The same for places.
    pub refused_places: String,
    /// How many more entries a list has, `{number}`.
    pub more: String,
    /// Direct speech with its speaker.
    pub quote: String,
    /// Direct speech without a known speaker.
    pub quote_unknown: String,
    /// Heading above the temporal expressions of the text.
    pub mentions: String,
    /// One temporal expression with its date.
    pub mention: String,
    /// How many lines were dropped.
    pub dropped: String,
    /// A dropped line with the reason and the name of the rule that dropped it.
    pub dropped_line: String,
    /// How many sentences of a page must not be printed.
    pub unfit: String,
    /// One of these sentences, with the reason and the name of the rule.
    pub unfit_line: String,
    /// How many of the other sentences cannot be read without their page.
    pub alone: String,
    /// Reasons, by the name of the rule (see `digest::fitness`). `recurring` is a sentence of several pages.
    pub unfit_reasons: BTreeMap<String, String>,
    /// A place in the capture, `{start}` to `{end}` in characters.
    pub place: String,
    /// The page is not in the edition, and why.
    pub aside: String,
    /// The page `{path}` reports the same event: the probability in hundredths. The evidence follows.
    pub one_event: String,
    /// The same for the most probable page that is not in the event.
    pub other_event: String,
    /// One piece of evidence with its weight, `{worth}`, a number with its sign.
    pub ground: String,
    /// Why two pages are kept apart.
    pub clash: String,
    /// One page of the pair has no day of publication, so the threshold is higher.
    pub undated_pair: String,
    /// The other pages of the event support the join.
    pub borne_out: String,
    /// The other pages do not support the join.
    pub not_borne_out: String,
    /// The project file decides the join.
    pub decided: String,
    /// Evidence for or against a join, by the JSON name of `Ground`.
    pub grounds: BTreeMap<String, GroundWords>,
    /// Why two pages are kept apart, by the JSON name of `Clash`.
    pub clashes: BTreeMap<String, String>,
}

/// What two pages share or do not share.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct GroundWords {
    /// Evidence that both pages report one event.
    pub r#for: String,
    /// Evidence that they do not.
    pub against: String,
}

/// The labels that layouts print, in one language. A label ending in `_note` is the line under the heading of that name.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    /// The title of an edition.
    pub briefing: String,
    /// Before the number of the edition.
    pub edition_number: String,
    /// Before the date up to which pages are covered.
    pub as_of: String,
    /// Heading of the changes since the last edition.
    pub news: String,
    /// Heading of the events that no page reports any more.
    pub withdrawn: String,
    /// Heading of the summary.
    pub glance: String,
    /// Heading of the events that are announced for days after the edition.
    pub upcoming: String,
    /// Heading of the timeline.
    pub timeline: String,
    /// The key to the timeline's signs.
    pub timeline_note: String,
    /// Heading of the timeline's key events, where a list of all events follows.
    pub timeline_key: String,
    /// Heading of that list.
    pub timeline_all: String,
    /// Heading of the chart of pages by publisher over time.
    pub coverage: String,
    /// The key to this chart.
    pub coverage_note: String,
    /// The publishers that have no row of their own, `{number}` in all.
    pub other_publishers: String,
    /// Mark on every page of a draft.
    pub draft: String,
    /// Before the names of those who receive the document.
    pub distribution: String,
    /// In the brief layout: the rest is in the full edition.
    pub brief_note: String,
    /// Heading of the table of contents.
    pub contents: String,
    /// Before the number of a chapter.
    pub chapter: String,
    /// Heading of the part behind the chapters: people, sources, ledger.
    pub reference: String,
    /// Heading of the block that says who made the edition and what it covers.
    pub control: String,
    /// Before who made it.
    pub made_by: String,
    /// Before the hosts and folders that were watched.
    pub watched: String,
    /// Before the words that pages must contain.
    pub keywords: String,
    /// Before the newest publication.
    pub until: String,
    /// Before the numbers of pages.
    pub pages_read: String,
    /// Before the number of the edition that this one updates.
    pub updates: String,
    /// Before the day of the next edition.
    pub next_edition: String,
    /// Before what the collection lacks.
    pub limits: String,
    /// Above a list that is printed short: `{listed}` of `{all}`, and where all are.
    pub listed: String,
    /// The same of organizations and places.
    pub listed_things: String,
    /// Where all of what a list leaves out stands.
    pub attached: String,
    /// Heading of the list of people.
    pub people: String,
    /// How this list gives names and offices.
    pub people_note: String,
    /// Heading of the list of organizations.
    pub organizations: String,
    /// Which organizations are listed.
    pub organizations_note: String,
    /// Heading of the list of places.
    pub places: String,
    /// Which places are listed.
    pub places_note: String,
    /// Before the place of an event.
    pub place: String,
    /// Heading of the list of sources.
    pub sources: String,
    /// What this list gives for each page.
    pub sources_note: String,
    /// The order of a list of names.
    pub most_named_first: String,
    /// Heading of the ledger.
    pub ledger: String,
    /// What the ledger holds.
    pub ledger_note: String,
    /// What a ledger holds that is printed short.
    pub ledger_short: String,
    /// Heading of the events that are presented differently although no page says anything new.
    pub retold: String,
    /// Which events these are.
    pub retold_note: String,
    /// Heading of the full articles.
    pub articles: String,
    /// Whose these texts are.
    pub articles_note: String,
    /// Chapter of the events without a date.
    pub undated: String,
    /// Chapter of the events that fit no other chapter.
    pub other_events: String,
    /// Column: date.
    pub date: String,
    /// Column: event.
    pub event: String,
    /// Column: source.
    pub source: String,
    /// Before the number of a printed page: "p."
    pub page: String,
    /// Before the numbers of several printed pages: "pp."
    pub pages: String,
    /// Before the file of a capture.
    pub capture_file: String,
    /// Before a source in the project's citation style.
    pub citation: String,
    /// Before the address of a page.
    pub address: String,
    /// Before the day of publication.
    pub published: String,
    /// Stands for a date that is not known.
    pub not_known: String,
    /// Stands for a publisher that the page does not name.
    pub publisher_unknown: String,
    /// Before a note of the editor.
    pub editors_note: String,
    /// Heading of what the editor writes at the beginning.
    pub introduction: String,
    /// Before what the editor writes about a chapter.
    pub editors_summary: String,
    /// Before the editor's translation of a quote.
    pub editors_translation: String,
    /// Heading of the notices of errors in earlier editions.
    pub corrections: String,
    /// Before the publishers by how reliable the editor considers them.
    pub reliability: String,
    /// Key to the marks of events that the editor calls disputed or denied.
    pub timeline_statuses: String,
    /// Heading of the days that pages mention without reporting them.
    pub mentioned: String,
    /// Mark of a day that a page announces.
    pub announced: String,
    /// Mark of a day that a page looks back on.
    pub looked_back: String,
    /// Before what the sources disagree on.
    pub disagreement: String,
    /// Before the account of how a count changed over the days.
    pub development: String,
    /// Before what later reports of an event add.
    pub added: String,
    /// Before the earlier events of the same story.
    pub earlier: String,
    /// Before the later events of the same story.
    pub later: String,
    /// Before the numbers of the sources that print the same text.
    pub same_text: String,
    /// Before the wordings that other reports give a quote.
    pub wordings: String,
    /// Heading of the list of abbreviations.
    pub abbreviations: String,
    /// Where the expansions come from.
    pub abbreviations_note: String,
    /// Mark of an inferred publisher.
    pub publisher_resolved: String,
    /// Before the evidence of a date.
    pub how_dated: String,
    /// Mark of an inferred date.
    pub date_resolved: String,
    /// Column: the number of lines that were dropped from a page.
    pub dropped_lines: String,
    /// Heading of the claims that did not verify.
    pub left_out: String,
    /// What these claims are.
    pub left_out_note: String,
    /// Before the number of announced events that are not listed.
    pub upcoming_left_out: String,
    /// Before the characters that the fonts lack.
    pub replaced: String,
    /// Stands for a text in a `{script}` that the fonts lack.
    pub unprintable: String,
    /// Stands for such a text in a script without a name here.
    pub unprintable_other: String,
    /// Names of scripts, by their codes (ISO 15924).
    pub scripts: BTreeMap<String, String>,
    /// Column: what became of a page.
    pub outcome: String,
    /// Column: the capture.
    pub captures: String,
    /// Row: the total.
    pub total: String,
    /// The cover, in an e-book's contents.
    pub cover: String,
    /// The link from a note back to the text.
    pub back: String,
    /// Stands for a speaker that the page does not name.
    pub speaker_unknown: String,
    /// A person's office.
    pub role: String,
    /// A quote.
    pub quote: String,
    /// Before the name of the program.
    pub made_with: String,
    /// Before the name of the photographer.
    pub photo: String,
    /// The accessibility summary of the e-book.
    pub accessibility: String,
}

/// Fills each `{name}` of a pattern with its value. A name without a value stays as it is.
pub fn fill(pattern: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some((before, behind)) = rest.split_once('{') {
        filled.push_str(before);
        let known = behind
            .split_once('}')
            .and_then(|(name, tail)| values.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value, tail)));
        let (text, tail) = known.unwrap_or(("{", behind));
        filled.push_str(text);
        rest = tail;
    }
    filled + rest
}

fn parsed((code, text): (&'static str, &str)) -> (&'static str, Lexicon) {
    let lexicon = toml::from_str(text).unwrap_or_else(|error| panic!("src/lang/{code}/product.toml: {error}"));
    (code, lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_filled_once() {
        assert_eq!(fill("{a}–{b} {c}", &[("a", "{b}"), ("b", "2")]), "{b}–2 {c}");
    }
}
