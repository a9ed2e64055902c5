//! In: `encodings.toml` of a language. Out: what tells a text in it that was decoded rightly from one that was not.
//!
//! Invariant: letters only; what is done with them stands in the room that asks.
//! `tools/letters.py` counts them; `tools/cards/letters.md`.

use serde::Deserialize;

/// What a language's `encodings.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Encodings {
    /// How often the small letters of a Cyrillic alphabet stand in texts, by which single-byte encodings are told apart.
    pub frequencies: Vec<Frequency>,
}

/// Letters that are about equally frequent.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frequency {
    /// Twice the binary logarithm of how often each of them stands in texts against an even spread.
    pub weight: i64,
    pub letters: String,
}
