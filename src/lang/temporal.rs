//! In: `temporal.toml` of a language. Out: the words of temporal expressions that are not in the lexicon (`temporal.txt`).
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `temporal.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Temporal {
    /// What hangs on figures and makes them an ordinal: "th".
    pub ordinal_endings: Vec<String>,
    /// The same behind a hyphen: "17-го".
    pub hyphened_ordinal_endings: Vec<String>,
    /// What hangs on figures and makes them a decade: "1940s".
    pub decade_endings: Vec<String>,
    /// The same behind a hyphen: "1940-х".
    pub hyphened_decade_endings: Vec<String>,
    /// Letters that stand behind an apostrophe as the possessive: "Thursday's".
    pub possessive_letters: String,
    /// What stands right behind a day that goes with a noun: "'s" of "Tuesday's earthquake".
    pub possessive_behind: Vec<String>,
    /// The word right before such a day: "vom" of "das Beben vom Dienstag".
    pub possessive_before: Vec<String>,
    /// Marks of the hours before noon that hold a full stop: "a.m.".
    pub before_noon: Vec<String>,
    /// Marks of the hours after noon that hold a full stop: "p.m.".
    pub after_noon: Vec<String>,
    /// Endings of the word for "hour" in the case in which it tells a time: "о п'ятій годині".
    pub hour_endings: Vec<String>,
    /// Endings of the word for "century" in the singular: "століття".
    pub century_endings: Vec<String>,
    /// What stands between the two ends of a range of days: "until".
    pub range_links: Vec<String>,
    /// The word behind a reference to a time that makes a conjunction of it: "як" of "тим часом як".
    pub makes_conjunction: Vec<String>,
    /// The word behind "ago" that makes "therefore" of it: "що" of "тому що".
    pub makes_therefore: Vec<String>,
    /// Endings of verbs that tell what is to come, before a length: "відбудеться за три дні".
    pub comes_endings: Vec<String>,
    /// Beginnings of words that tell so: "запланований".
    pub comes_beginnings: Vec<String>,
}
