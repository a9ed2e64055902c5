//! In: `sentences.toml` of a language. Out: what ends a sentence and what does not.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `sentences.toml` holds. Where one says that a word goes on and another that it may end, it may end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {
    /// Words before a full stop that never ends a sentence, in lower case, without the stop: `mr`.
    pub abbreviations: Vec<String>,
    /// Words before a full stop that ends a sentence where a capital letter follows: `a.m`.
    pub closing_abbreviations: Vec<String>,
    /// Names that a number with a full stop stands before: `Mai` in "am 5. Mai".
    pub counted_by_ordinals: Vec<String>,
}
