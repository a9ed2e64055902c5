//! In: a place beside a quote in a language that declines names. Out: who spoke last before it.
//!
//! Invariant: told by the quotes before and by names that are subjects of verbs of speech; nobody behind words of somebody who is not
//! named.

use std::ops::Range;

use super::named::named_subject;
use super::scene::{Scene, office_start, places, sentences_before, told_before};
use super::small::{is_preposition, is_small, shares_stem};
use crate::annotate::names::{self, Place};
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// The most words of a noun between words of source and a name: "начальника отдела гражданской защиты города".
const LONGEST_NOUN: usize = 6;

/// Who spoke last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    One(usize),
    /// Somebody who is not named.
    Other,
    Nobody,
}

/// Who spoke last before the token `at`, in this passage or the one before.
pub fn nearest(scene: &Scene, at: usize) -> Voice {
    let start = at.min(scene.open);
    match in_sentences(scene, sentences_before(scene.text(), start)) {
        Voice::Nobody => {}
        found => return found,
    }
    let Some(previous) = told_before(scene) else { return Voice::Nobody };
    let text = &scene.names.texts[previous];
    let above = Scene { index: previous, marked: scene.heard.marked(previous), open: text.tokens.len(), ..*scene };
    in_sentences(&above, sentences_before(text, text.tokens.len()))
}

fn in_sentences(scene: &Scene, sentences: impl Iterator<Item = Range<usize>>) -> Voice {
    for tokens in sentences {
        match in_sentence(scene, &tokens) {
            Voice::Nobody => {}
            found => return found,
        }
    }
    Voice::Nobody
}

/// Who speaks in a sentence: in a quote, or in words that it reports.
pub fn in_sentence(scene: &Scene, tokens: &Range<usize>) -> Voice {
    let text = scene.text();
    if let Some(last) = tokens.clone().next().and_then(|_| scene.heard.speaker_in(scene.index, &text.bytes(tokens))) {
        return Voice::One(last);
    }
    let named = places(scene.names, scene.index, tokens).find(|place| is_source(text, place));
    if let Some(place) = named {
        return Voice::One(place.person);
    }
    let verb = tokens.clone().find(|&at| !scene.is_quoted(at) && speaks(text, at));
    match verb.map(|verb| (verb, named_subject(scene, tokens, verb))) {
        None => Voice::Nobody,
        Some((_, Some(place))) => Voice::One(place.person),
        Some((verb, None)) if goes_on(text, tokens, verb) => Voice::Nobody,
        Some((_, None)) => Voice::Other,
    }
}

/// Whether a verb of speech, or one that calls something by words of its subject, stands at a token.
fn speaks(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    text.shape(at) == Shape::Lower && (names::speech(word).is_some() || names::names_things(word))
}

/// Whether the subject of a verb is a pronoun: whoever spoke before goes on.
fn goes_on(text: &Text, tokens: &Range<usize>, verb: usize) -> bool {
    const NEAR: usize = 3;
    let mut near = tokens.start.max(verb.saturating_sub(NEAR))..tokens.end.min(verb + NEAR);
    near.any(|at| is_small(text, at, &WORDS.going_on_pronouns))
}

/// Whether words of source stand before a name: "за словами мера Сича".
pub fn is_source(text: &Text, place: &Place) -> bool {
    let start = office_start(place);
    let opened = (start.saturating_sub(LONGEST_NOUN)..start).rev().find(|&at| is_according(text, at));
    opened.is_some_and(|at| (at + 1..start).all(|at| is_of_noun(text, at)))
}

/// Whether a word may belong to the noun, in the genitive, that says what somebody is: "главного архитектора города".
fn is_of_noun(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    let is_word = text.shape(at) == Shape::Lower && names::speech(&lower).is_none() && !is_preposition(&lower);
    is_word && !is_kin(&lower)
}

/// Whether a noun, in whatever case, ties somebody to the name behind it: "сестры Сыча".
fn is_kin(lower: &str) -> bool {
    shares_stem(lower, &WORDS.relational_offices)
}

/// Whether a word of source stands at a token, behind its preposition: "за словами", "на думку".
pub fn is_according(text: &Text, at: usize) -> bool {
    at > 0 && is_small(text, at, &WORDS.source_nouns) && is_small(text, at - 1, &WORDS.source_prepositions)
}
