//! In: words that may name a person, and what was found about them. Out: what the rules on names see, and the form of a rule.
//!
//! Invariant: contains no rule of its own.

use std::ops::Range;

use super::mention::{Guess, Words};
use super::office::Office;
use crate::annotate::text::Text;
use crate::morphology::Declension;

/// A named rule on words that may name a person.
pub(crate) type Rule = crate::rule::Rule<fn(&Seen) -> bool>;

/// Words that may name a person, as the rules see them.
pub(crate) struct Seen<'a> {
    pub text: &'a Text<'a>,
    pub tokens: Range<usize>,
    pub office: Option<&'a Office>,
    pub declension: Declension,
    /// The role of each word, if there are several.
    pub words: Option<&'a Words>,
    /// The nominatives of a word that stands alone.
    pub guesses: &'a [Guess],
}

/// Whether a word consists of a beginning, an apostrophe and more letters.
pub(crate) fn elides(word: &str, beginning: &str) -> bool {
    word.strip_prefix(beginning).is_some_and(|rest| rest.starts_with(['\'', '’']))
}
