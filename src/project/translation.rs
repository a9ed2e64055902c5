//! In: the `[[translation]]` sections of a project file. Out: the editor's translations of quotes.
//!
//! Invariant: each quote has one translation.

use std::collections::BTreeSet;

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 2] = ["quote", "text"];

/// The editor's translation of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Translation {
    /// The words of the quote.
    pub quote: String,
    /// The translation.
    pub text: String,
}

impl Translation {
    /// Whether it translates a quote: whether both have the same letters and figures.
    pub(crate) fn is_of(&self, quote: &str) -> bool {
        letters(&self.quote) == letters(quote)
    }
}

/// The letters and figures of a text. What is copied from a document may have other spaces and marks.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// The translations of a project file, in file order.
pub(crate) fn translations(top: &Section<'_>) -> Result<Vec<Translation>, ProjectError> {
    let mut known = BTreeSet::new();
    let mut translations = Vec::new();
    for section in top.sections("translation", &KEYS)? {
        let quote = section.required("quote", "quote = \"Der Damm ist dicht.\"")?;
        let text = section.required("text", "text = \"The dam is tight.\"")?;
        if !known.insert(letters(&quote)) {
            let (key, hint) = ("translation.quote".to_owned(), "leave one translation");
            return Err(section.on_line_of("quote", Problem::Twice { key, value: quote, hint }));
        }
        translations.push(Translation { quote, text });
    }
    Ok(translations)
}
