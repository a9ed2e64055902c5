//! In: a word of a text. Out: whether it is a noun that may refer to a person: an office, an epithet.
//!
//! Invariant: decides what the word may be, never which person it means.

use super::small::{is_preposition, is_small};
use crate::annotate::names;
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::morphology::Gender;

/// The gender of a noun that refers to a person mentioned before, if one is at a token: "експерт".
pub(crate) fn epithet(text: &Text, at: usize) -> Option<Gender> {
    let is_of_woman = || at > 0 && matches!(names::speech(text.word(at - 1)), Some(names::Speech::Woman));
    match () {
        () if is_small(text, at, &WORDS.epithets_of_men) && is_of_woman() => Some(Gender::Feminine),
        () if is_small(text, at, &WORDS.epithets_of_men) => Some(Gender::Masculine),
        () if is_small(text, at, &WORDS.epithets_of_women) => Some(Gender::Feminine),
        () => None,
    }
}

/// Whether an office that is not a form of address is at a token as a subject.
pub(crate) fn is_office(text: &Text, at: usize) -> bool {
    matches!(text.shape(at), Shape::Lower | Shape::Capital)
        && (names::office_of_subject(text.word(at)).is_some() || epithet(text, at).is_some())
        && !(at > 0 && is_preposition(text.word(at - 1)))
}
