//! In: `profile.toml` of a language. Out: its names in other programs and lists, and how numbers are read.
//!
//! Invariant: without the file a language has no stemmer and no stop words, and its words stay unchanged.

use serde::Deserialize;
use snowball_stemmers_rs::Algorithm;

/// The content of a language's `profile.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Profile {
    /// The Snowball algorithm for its stems: "Ukrainian". Without one, words stay unchanged.
    pub stemmer: Option<Algorithm>,
    /// The list of its stop words in the crate stop-words: "uk". The words count as stop words in texts of all languages.
    pub stop_words: Option<String>,
    /// Its name in BibLaTeX: "ukrainian".
    pub bibliography_name: Option<String>,
    /// Whether 3/4/2025 is a day in March. If so, the other pages of the site are also considered, because usage differs between countries.
    pub month_first_in_figures: bool,
    /// Whether its words of time are searched in a text of unknown language.
    pub read_in_unknown_texts: bool,
}
