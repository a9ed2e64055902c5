//! In: nothing. Out: the type for a mention of an organization, and access to the words around it.
//!
//! Invariant: contains only data.

use std::ops::Range;

use crate::annotate::text::{Shape, Text};
use crate::morphology::Declension;

/// A mention of an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Mention {
    pub text: usize,
    pub tokens: Range<usize>,
    pub key: String,
    /// The name in the nominative.
    pub name: String,
    /// Whether a capital letter is the only evidence, in a position where it proves nothing. A weak mention counts only if the name also
    /// appears elsewhere.
    pub weak: bool,
    /// The short name that may refer to it later: the words inside quotation marks, or the abbreviation in brackets.
    pub short: Option<String>,
    /// The names of the rules that accepted it.
    pub rules: Vec<&'static str>,
}

/// A text and what is known about it.
pub(crate) struct Page<'a> {
    pub index: usize,
    pub text: &'a Text<'a>,
    pub declension: Declension,
    /// The tokens of people's names.
    pub people: Vec<Range<usize>>,
    /// Whether nearly all words begin with a capital letter.
    pub titled: bool,
}

impl Page<'_> {
    /// Whether a token begins with a capital letter.
    pub(crate) fn is_capital(&self, at: usize) -> bool {
        matches!(self.text.shape(at), Shape::Capital | Shape::Upper)
    }

    /// Whether a token opens a sentence, so that its capital letter is not evidence.
    pub(crate) fn opens(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|token| token.first)
    }

    /// Whether a token belongs to a person's name.
    pub(crate) fn is_person(&self, at: usize) -> bool {
        let next = self.people.partition_point(|person| person.end <= at);
        self.people.get(next).is_some_and(|person| person.start <= at)
    }

    /// The words of a token range as they are printed.
    pub(crate) fn printed(&self, tokens: &Range<usize>) -> &str {
        &self.text.passage.text[self.text.bytes(tokens)]
    }
}
