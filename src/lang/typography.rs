//! In: `typography.toml` of a language. Out: its typographic rules.
//!
//! Invariant: a language without the file has no rules, and its texts stay unchanged.

use std::collections::BTreeSet;

use serde::Deserialize;

/// The content of a language's `typography.toml`. Words are in lower case.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Typography {
    /// Quotation marks: outer opening, outer closing, nested opening, nested closing.
    pub quotes: [String; 4],
    /// The marks that these replace.
    pub rewritten: String,
    /// The dash between words.
    pub dash: String,
    /// Words that stay on the line of the next word: "at", "no.".
    pub with_next: BTreeSet<String>,
    /// Words that stay on the line of the previous word: Ukrainian "же".
    pub with_previous: BTreeSet<String>,
    /// Words that stay on the line of the number before them, without their full stop: "km", "May".
    pub units: BTreeSet<String>,
    /// Units that are followed by other units: "million".
    pub scales: BTreeSet<String>,
    /// Whether a number with a full stop is an ordinal and not the end of a sentence: German "17. November".
    #[serde(default)]
    pub ordinal_stop: bool,
}
