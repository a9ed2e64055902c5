//! In: `letters.toml` of a language. Out: what is known of its letters.
//!
//! Invariant: letters only; what is done with them stands in the room that asks.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a language's `letters.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Letters {
    /// How often the small letters of a Cyrillic alphabet stand in texts, by which single-byte encodings are told apart.
    pub frequencies: Vec<Frequency>,
    /// Letters of top-level domains besides those of ASCII: Ukrainian "укр".
    pub domain: String,
    /// Letters that look like those of Roman numbers: Ukrainian "Х" = "X".
    pub roman: BTreeMap<char, char>,
}

/// Letters that are about equally frequent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// Twice the binary logarithm of how often each of them stands in texts against an even spread.
    pub weight: i64,
    pub letters: String,
}
