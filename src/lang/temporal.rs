//! In: `temporal.toml` of a language. Out: the words of temporal expressions that are not in the lexicon (`temporal.txt`).
//!
//! Invariant: only words. The rooms that use them have the rules.

use serde::Deserialize;

/// The content of a language's `temporal.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Temporal {
    /// Endings of ordinals in figures: "th".
    pub ordinal_endings: Vec<String>,
    /// The same after a hyphen: "17-го".
    pub hyphened_ordinal_endings: Vec<String>,
    /// Endings of decades in figures: "1940s".
    pub decade_endings: Vec<String>,
    /// The same after a hyphen: "1940-х".
    pub hyphened_decade_endings: Vec<String>,
    /// Letters that form the possessive after an apostrophe: "Thursday's".
    pub possessive_letters: String,
    /// Endings right after a day that belongs to a noun: "'s" of "Tuesday's earthquake".
    pub possessive_behind: Vec<String>,
    /// The word right before such a day: "vom" of "das Beben vom Dienstag".
    pub possessive_before: Vec<String>,
    /// Words with a full stop for the hours before noon: "a.m.".
    pub before_noon: Vec<String>,
    /// Words with a full stop for the hours after noon: "p.m.".
    pub after_noon: Vec<String>,
    /// Endings of the word for "hour" in the case for a time of day: "о п'ятій годині".
    pub hour_endings: Vec<String>,
    /// Endings of the word for "century" in the singular: "століття".
    pub century_endings: Vec<String>,
    /// Words between the two ends of a range of days: "until".
    pub range_links: Vec<String>,
    /// The word after a reference to a time that makes it a conjunction: "як" of "тим часом як".
    pub makes_conjunction: Vec<String>,
    /// The word after "ago" that makes it mean "therefore": "що" of "тому що".
    pub makes_therefore: Vec<String>,
    /// Endings of verbs about the future, before a length: "відбудеться за три дні".
    pub comes_endings: Vec<String>,
    /// Beginnings of words with the same meaning: "запланований".
    pub comes_beginnings: Vec<String>,
}
