//! In: `product.toml` of each language that has one. Out: the product's own words, and how a language counts and sorts.
//!
//! Invariant: a language of the product is one file, `src/lang/CODE/product.toml`; no sentence of the product stands anywhere else. A language
//! of the product need not be one that pages are read in.

pub mod dates;
pub mod plural;
pub mod sorting;

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

/// A language that the product speaks, by its code: its folder in `src/lang` has a `product.toml`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ProductLanguage(&'static str);

impl ProductLanguage {
    pub const UKRAINIAN: Self = Self("uk");
    pub const ENGLISH: Self = Self("en");

    /// Every language that the product speaks, by code.
    pub fn all() -> impl Iterator<Item = Self> {
        LEXICONS.keys().map(|&code| Self(code))
    }

    /// Its code: `uk`.
    pub fn code(self) -> &'static str {
        self.0
    }

    /// Its words.
    pub fn lexicon(self) -> &'static Lexicon {
        &LEXICONS[self.0]
    }

    /// The form of a noun behind a number.
    pub fn noun(self, number: usize, noun: &Noun) -> String {
        noun.behind(number, self).to_owned()
    }

    /// What texts are sorted by in an index: the language's own letters first, each in its place.
    pub fn sort_key(self, text: &str) -> SortKey {
        SortKey::new(text, self)
    }

    fn locale(self) -> Locale {
        self.0.parse().expect("a folder of words is named for a language")
    }
}

/// A language that the product does not speak.
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

/// All that one `product.toml` holds.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Lexicon {
    /// What the language calls itself.
    pub name: String,
    /// Its small letters, quotation marks and signs besides those of plain English text: "äöüß„“".
    pub letters: String,
    /// How sources are cited where the project does not say it, by the name of the style: "iso-690".
    pub citations: String,
    pub labels: Words,
    pub counts: CountWords,
    pub matters: MatterWords,
    pub dates: dates::DateWords,
    pub steps: StepWords,
    pub timeline: TimelineWords,
    pub explain: ExplainWords,
    pub exports: ExportWords,
    pub news: NewsWords,
    pub site: SiteWords,
    /// By the name that `Outcome` has in JSON.
    pub outcomes: BTreeMap<String, String>,
    pub claims: ClaimWords,
    /// By the name that `DropReason` has in JSON.
    pub reasons: BTreeMap<String, String>,
}

/// What reports may say differently.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct MatterWords {
    pub number: String,
    pub day: String,
    /// How a count moved from one day to another.
    pub developed: String,
}

/// What did not verify, and why.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClaimWords {
    /// By the name that `ClaimKind` has in JSON.
    pub kinds: BTreeMap<String, String>,
    /// By the name that `Reason` has in JSON.
    pub reasons: BTreeMap<String, String>,
}

/// What is counted.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct CountWords {
    pub captures: Noun,
    pub sources: Noun,
    pub articles: Noun,
    pub events: Noun,
    pub people: Noun,
}

/// What says how an edition differs from an earlier one.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NewsWords {
    pub since: String,
    pub since_of: String,
    pub nothing: String,
    pub new: String,
    pub updated: String,
    pub days_before: String,
    pub undated_before: String,
    /// As how many events, `{number}`, its reports were told before.
    pub joined: String,
    /// That its reports were told with those of other events before.
    pub parted: String,
    pub relinked: String,
    pub redated: String,
    /// That reports are put together by other rules than in edition `{number}`.
    pub other_rules: String,
    pub new_events: Noun,
    pub updated_events: Noun,
    pub withdrawn_events: Noun,
    pub relinked_events: Noun,
    pub redated_events: Noun,
    pub new_reports: Noun,
    pub changed_reports: Noun,
    pub withdrawn_reports: Noun,
}

/// What stands on a site around its editions.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SiteWords {
    /// The list of editions, and the way to it.
    pub all: String,
    pub newest: String,
    pub pdf: String,
    pub epub: String,
    pub calendar: String,
    pub catalogue: String,
    pub feed: String,
    /// Above the feeds and the catalogue.
    pub follow: String,
    /// The link that leads past what stands above the text.
    pub skip: String,
    /// What the links to the pages before and behind are, to those who do not see them.
    pub turn: String,
    pub previous: String,
    pub next: String,
    /// How many events more there are; `{number}` of them.
    pub more: String,
}

/// Sentences that tell how a date or a publisher was found.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct StepWords {
    pub correction: String,
    pub metadata: String,
    pub address: String,
    pub dateline: String,
    pub partial: String,
    #[serde(rename = "partial_elsewhere")]
    pub partial_elsewhere: String,
    pub gives: String,
    pub linked: String,
    #[serde(rename = "linked_elsewhere")]
    pub linked_elsewhere: String,
    pub past: String,
    #[serde(rename = "past_elsewhere")]
    pub past_elsewhere: String,
    pub future: String,
    #[serde(rename = "future_elsewhere")]
    pub future_elsewhere: String,
    pub order: String,
    #[serde(rename = "order_elsewhere")]
    pub order_elsewhere: String,
    pub term: String,
    #[serde(rename = "term_elsewhere")]
    pub term_elsewhere: String,
    pub lag: String,
    pub capture: String,
    pub file_name: String,
    pub furniture: String,
    #[serde(rename = "event_dating")]
    pub event_dating: String,
    pub word: String,
    #[serde(rename = "word_elsewhere")]
    pub word_elsewhere: String,
    pub publisher: String,
    #[serde(rename = "publisher_list")]
    pub publisher_list: String,
    #[serde(rename = "publisher_project")]
    pub publisher_project: String,
}

/// Sentences that say what the timeline shows.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct TimelineWords {
    pub description: String,
    pub event: String,
    pub coverage: String,
}

/// Sentences that stand in exports alone.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExportWords {
    pub calendar_without: String,
    pub timeline_without: String,
    pub days_possible: String,
}

/// Sentences in which `explain` tells what was found in a capture.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ExplainWords {
    pub headline: String,
    pub no_headline: String,
    pub deck: String,
    pub byline: String,
    pub source: String,
    pub no_source: String,
    pub language: String,
    pub body: String,
    pub published: String,
    pub no_published: String,
    pub against: String,
    pub happened: String,
    pub no_happened: String,
    pub event: String,
    pub people: String,
    pub organizations: String,
    pub places: String,
    /// A name with the names of the rules by which it was accepted.
    pub accepted: String,
    pub quote: String,
    pub quote_unknown: String,
    pub mentions: String,
    pub mention: String,
    pub dropped: String,
    /// A line with its reason and the name of the rule that dropped it.
    pub dropped_line: String,
    /// How many sentences of a page are not fit to be printed.
    pub unfit: String,
    /// One of them, with what it is and the name of the rule that says so.
    pub unfit_line: String,
    /// By the name of the rule (see `digest::fitness`).
    pub unfit_reasons: BTreeMap<String, String>,
    pub place: String,
    pub aside: String,
    /// That a page `{path}` reports the same event, how probable that is in hundredths, and why.
    pub one_event: String,
    /// The same of the most probable page that does not.
    pub other_event: String,
    /// Evidence with what it is worth, `{worth}`, a number with its sign.
    pub ground: String,
    /// What keeps two pages apart.
    pub clash: String,
    pub undated_pair: String,
    /// That the other pages of an event bear a join out, and that they do not.
    pub borne_out: String,
    pub not_borne_out: String,
    pub decided: String,
    /// By the name that `Ground` has in JSON.
    pub grounds: BTreeMap<String, GroundWords>,
    /// By the name that `Clash` has in JSON.
    pub clashes: BTreeMap<String, String>,
}

/// What two pages have in common, or lack.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct GroundWords {
    /// As it speaks for one event.
    pub r#for: String,
    pub against: String,
}

/// The labels that layouts print, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub briefing: String,
    pub edition_number: String,
    pub as_of: String,
    pub news: String,
    pub withdrawn: String,
    pub glance: String,
    pub timeline: String,
    pub timeline_note: String,
    /// The chart of pages by publisher over time.
    pub coverage: String,
    pub coverage_note: String,
    /// The publishers that have no row of their own; `{number}` of them.
    pub other_publishers: String,
    /// What stands on every page of a draft.
    pub draft: String,
    /// Before the names of those who get the document.
    pub distribution: String,
    /// Where only the digest's shortest form is printed: that the rest stands elsewhere.
    pub brief_note: String,
    pub contents: String,
    pub chapter: String,
    pub people: String,
    pub people_note: String,
    pub organizations: String,
    pub organizations_note: String,
    pub places: String,
    pub places_note: String,
    /// Before the place of an event.
    pub place: String,
    pub sources: String,
    pub sources_note: String,
    pub ledger: String,
    pub ledger_note: String,
    /// Events that are told otherwise than before, though no page says anything new.
    pub retold: String,
    pub retold_note: String,
    /// The full articles.
    pub articles: String,
    pub articles_note: String,
    pub undated: String,
    pub other_events: String,
    pub date: String,
    pub event: String,
    pub source: String,
    pub page: String,
    pub pages: String,
    pub capture_file: String,
    /// Before a source as the project's style cites it.
    pub citation: String,
    pub address: String,
    pub published: String,
    pub not_known: String,
    pub publisher_unknown: String,
    pub editors_note: String,
    pub mentioned: String,
    pub announced: String,
    pub looked_back: String,
    pub disagreement: String,
    /// Before how a count moved over the days.
    pub development: String,
    /// What later reports of an event add.
    pub added: String,
    /// Before the event of the same story that came before.
    pub earlier: String,
    /// Before the event of the same story that came after.
    pub later: String,
    /// Before the numbers of sources that print the same text.
    pub same_text: String,
    /// How other reports word a quote.
    pub wordings: String,
    pub abbreviations: String,
    pub abbreviations_note: String,
    pub publisher_resolved: String,
    pub how_dated: String,
    pub date_resolved: String,
    pub dropped_lines: String,
    /// The claims that did not verify.
    pub left_out: String,
    pub left_out_note: String,
    pub replaced: String,
    pub outcome: String,
    pub captures: String,
    pub total: String,
    pub cover: String,
    pub back: String,
    pub speaker_unknown: String,
    pub role: String,
    pub quote: String,
    pub made_with: String,
    /// Before the name of who made a picture.
    pub photo: String,
    /// What a reader who cannot see the e-book may expect of it.
    pub accessibility: String,
}

/// Fills `{name}` places of a pattern. A place that has no value stays as it is.
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
