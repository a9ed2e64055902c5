//! In: `sentences.toml` of a language. Out: what ends a sentence and what does not.
//!
//! Invariant: only words. The rooms that use them have the rules.

use serde::Deserialize;

/// The content of a language's `sentences.toml`. If the languages disagree about a word, it may end a sentence.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Sentences {
    /// Words before a full stop that never ends a sentence, in lower case, without the stop: `mr`.
    pub abbreviations: Vec<String>,
    /// Words before a full stop that ends a sentence if a capital follows: `a.m`.
    pub closing_abbreviations: Vec<String>,
    /// Capitals with full stops that mostly stand inside a sentence, in lower case, without the last stop: `u.s`.
    pub initialisms: Vec<String>,
    /// Words behind such capitals that open a sentence, beside the stop words of the language: `after`.
    pub openers: Vec<String>,
    /// Names after a number with a full stop: `Mai` in "am 5. Mai".
    pub counted_by_ordinals: Vec<String>,
}
