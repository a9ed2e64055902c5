//! In: `encodings.toml` of a language. Out: the frequencies of letters, which show whether a text was decoded correctly.
//!
//! Invariant: only letters. The room that uses them has the rules. `tools/letters.py` counts them; see `tools/cards/letters.md`.

use serde::Deserialize;

/// The content of a language's `encodings.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Encodings {
    /// The frequencies of the lower-case letters of a Cyrillic alphabet, by which single-byte encodings are distinguished.
    pub frequencies: Vec<Frequency>,
}

/// Letters with about the same frequency.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Frequency {
    /// Twice the binary logarithm of each letter's frequency relative to an even distribution.
    pub weight: i64,
    /// The letters.
    pub letters: String,
}
