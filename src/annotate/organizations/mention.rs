//! In: nothing. Out: the type of a place in a text that names an organization, and the look at its surroundings.
//!
//! Invariant: holds data only.

use std::ops::Range;

use crate::annotate::text::{Shape, Text};
use crate::morphology::Declension;

/// Words that name an organization.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub text: usize,
    pub tokens: Range<usize>,
    pub key: String,
    /// In the nominative.
    pub name: String,
    /// Told by its capital letters alone where a capital letter says nothing: it counts if it is named elsewhere too.
    pub weak: bool,
    /// What may name it again by itself: the words inside quotation marks, the letters in brackets.
    pub short: Option<String>,
    /// The names of the rules by which it was accepted.
    pub rules: Vec<&'static str>,
}

/// A text, and what is known of it.
pub struct Page<'a> {
    pub index: usize,
    pub text: &'a Text<'a>,
    pub declension: Declension,
    /// The tokens of people's names.
    pub people: Vec<Range<usize>>,
    /// Whether nearly all words begin with a capital letter.
    pub titled: bool,
}

impl Page<'_> {
    /// Whether a token begins with a capital letter inside its sentence.
    pub fn is_capital(&self, at: usize) -> bool {
        matches!(self.text.shape(at), Shape::Capital | Shape::Upper)
    }

    /// Whether the capital letter of a token says nothing.
    pub fn opens(&self, at: usize) -> bool {
        self.text.tokens.get(at).is_some_and(|token| token.first)
    }

    /// Whether a token belongs to a person's name.
    pub fn is_person(&self, at: usize) -> bool {
        let next = self.people.partition_point(|person| person.end <= at);
        self.people.get(next).is_some_and(|person| person.start <= at)
    }

    /// The words of some tokens as they are printed.
    pub fn printed(&self, tokens: &Range<usize>) -> &str {
        &self.text.passage.text[self.text.bytes(tokens)]
    }
}
