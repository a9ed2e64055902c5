//! In: a position next to a quote, in a language that declines names. Out: the last speaker before it.
//!
//! Invariant: uses only earlier quotes and names that are subjects of verbs of speech. After the words of somebody without a name, the
//! answer is nobody.

use std::ops::Range;

use super::named::named_subject;
use super::scene::{Scene, office_start, passage_before, places, sentences_before};
use super::small::{is_preposition, is_small, shares_stem};
use crate::annotate::names::{self, Place};
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// Maximum number of words of a noun phrase between a source phrase and a name: "начальника отдела гражданской защиты города". The same
/// with 3 and 12 on `tests/speech-news` and `tests/speech`.
const LONGEST_NOUN: usize = 6;

/// The last speaker.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Voice {
    One(usize),
    /// Somebody without a name.
    Other,
    Nobody,
}

/// The last speaker before the token `at`, in this passage or the one before.
pub(crate) fn nearest(scene: &Scene, at: usize) -> Voice {
    let start = at.min(scene.open);
    match in_sentences(scene, sentences_before(scene.text(), start)) {
        Voice::Nobody => {}
        found => return found,
    }
    let Some(previous) = passage_before(scene) else { return Voice::Nobody };
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

/// The speaker in a sentence: of a quote, or of reported words.
pub(crate) fn in_sentence(scene: &Scene, tokens: &Range<usize>) -> Voice {
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

/// Whether a verb of speech, or a verb that names things in its subject's words, is at a token.
fn speaks(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    text.shape(at) == Shape::Lower && (names::speech(word).is_some() || names::names_things(word))
}

/// Whether the subject of a verb is a pronoun, which means that the last speaker continues.
fn goes_on(text: &Text, tokens: &Range<usize>, verb: usize) -> bool {
    /// The same with 2 and 6 on `tests/speech-news` and `tests/speech`.
    const NEAR: usize = 3;
    let mut near = tokens.start.max(verb.saturating_sub(NEAR))..tokens.end.min(verb + NEAR);
    near.any(|at| is_small(text, at, &WORDS.going_on_pronouns))
}

/// Whether a source phrase comes before a name: "за словами мера Сича".
pub(crate) fn is_source(text: &Text, place: &Place) -> bool {
    let start = office_start(place);
    let opened = (start.saturating_sub(LONGEST_NOUN)..start).rev().find(|&at| is_according(text, at));
    opened.is_some_and(|at| (at + 1..start).all(|at| is_of_noun(text, at)))
}

/// Whether a word may belong to a noun phrase in the genitive that describes a person: "главного архитектора города".
fn is_of_noun(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    let is_word = text.shape(at) == Shape::Lower && names::speech(&lower).is_none() && !is_preposition(&lower);
    is_word && !is_kin(&lower)
}

/// Whether a noun, in any case, makes a person a relative of the name after it: "сестры Сыча".
fn is_kin(lower: &str) -> bool {
    shares_stem(lower, &WORDS.relational_offices)
}

/// Whether the noun of a source phrase is at a token, after its preposition: "за словами", "на думку".
pub(crate) fn is_according(text: &Text, at: usize) -> bool {
    at > 0 && is_small(text, at, &WORDS.source_nouns) && is_small(text, at - 1, &WORDS.source_prepositions)
}
