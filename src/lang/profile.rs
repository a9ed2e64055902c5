//! In: `profile.toml` of a language. Out: by which names other programs and lists know it, and how figures are read in it.
//!
//! Invariant: a language without the file has no stemmer and no stop words, and its words stay as they are.

use serde::Deserialize;
use snowball_stemmers_rs::Algorithm;

/// What a language's `profile.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Profile {
    /// The Snowball algorithm that finds the stems of its words: "Ukrainian". Without one words stay as they are.
    pub stemmer: Option<Algorithm>,
    /// The list of its stop words in the crate stop-words: "uk". The words in it count as stop words in texts of all languages.
    pub stop_words: Option<String>,
    /// The name by which BibLaTeX knows it: "ukrainian".
    pub bibliography_name: Option<String>,
    /// Whether 3/4/2025 is a day in March. Where this is so, the pages of a site are asked, since not every country does so.
    pub month_first_in_figures: bool,
    /// Whether its words of time are looked for in a text whose language is not known.
    pub read_in_unknown_texts: bool,
}
