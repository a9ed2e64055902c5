//! In: a pronoun next to a quote, in a language that does not decline names. Out: the one person it refers to.
//!
//! Invariant: there is no answer if the nearest sentence with names has two people of the pronoun's gender as subjects.

use std::ops::Range;

use super::grammar::{self, Phrase};
use super::holder::only_holder;
use super::noun::is_office;
use super::scene::{Scene, is_of, passage_before, places, sentences_before};
use super::small::is_small;
use crate::annotate::names::{self, Place};
use crate::annotate::text::Shape;
use crate::lang::speech::ALL as WORDS;
use crate::morphology::Gender;

/// Maximum number of words of a subject before its verb, and after the verb, in a clause of speech that ends a sentence. The same with 3
/// and 12 on `tests/speech`.
const CLOSING: usize = 6;
/// Number of earlier passages that are searched for the antecedent. The same with 2 and 6 on `tests/speech`.
const FARTHEST: usize = 3;
/// Maximum number of tokens that are read of a sentence. Of a longer one the end is read. The same with 100 and 400 on `tests/speech`.
const LONGEST_SENTENCE: usize = 200;

/// The answer of a sentence about the antecedent of a later pronoun.
enum Antecedent {
    One(usize),
    /// Several people, or somebody without a name.
    Unsure,
    Nobody,
}

/// The person that a pronoun at the token `at` refers to. After a quote, the pronoun's own sentence is what was said, and does not help.
pub(crate) fn of(scene: &Scene, gender: Gender, at: usize) -> Option<usize> {
    let text = scene.text();
    let opens = |at: usize| text.sentence_at(text.bytes(&(at..at + 1)).start).start;
    let behind = at > scene.open && scene.open < text.tokens.len();
    let start = if behind { opens(scene.open) } else { at };
    if let Some(told) =
        behind.then(|| speaking(scene, &end_of(&(start..scene.open)))).flatten().filter(|told| *told != Phrase::Nothing)
    {
        return match told {
            Phrase::Person(person) if is_of(scene.names, person, gender) => Some(person),
            _ => None,
        };
    }
    match if behind { opening(scene, gender, &end_of(&(start..scene.open))) } else { Antecedent::Nobody } {
        Antecedent::One(person) => return Some(person),
        Antecedent::Unsure => return None,
        Antecedent::Nobody => {}
    }
    match nearest(scene, gender, sentences_before(text, start)) {
        Antecedent::One(person) => return Some(person),
        Antecedent::Unsure => return None,
        Antecedent::Nobody => {}
    }
    above(scene, gender)
}

/// The person in the words before a quote in its sentence: the name at their beginning.
fn opening(scene: &Scene, gender: Gender, tokens: &Range<usize>) -> Antecedent {
    let outside = places(scene.names, scene.index, tokens).filter(|place| !scene.is_quoted(place.tokens.start));
    let mut fitting = outside.filter(|place| is_of(scene.names, place.person, gender));
    let Some(first) = fitting.next() else { return Antecedent::Nobody };
    match grammar::opens(scene, tokens.start, first) && grammar::may_be_subject(scene, tokens.start, first) {
        true => {
            let sure = grammar::person_at(scene, first).filter(|&one| is_of(scene.names, one, gender));
            sure.map_or(Antecedent::Unsure, Antecedent::One)
        }
        false => Antecedent::Unsure,
    }
}

/// The person in the passages before: in the nearest one, and in earlier ones while each continues with the same pronoun.
fn above(scene: &Scene, gender: Gender) -> Option<usize> {
    let mut scene = *scene;
    for _ in 0..FARTHEST {
        let previous = passage_before(&scene)?;
        scene = Scene { index: previous, marked: scene.heard.marked(previous), ..scene };
        let text = scene.text();
        match nearest(&scene, gender, sentences_before(text, text.tokens.len())) {
            Antecedent::One(person) => return Some(person),
            Antecedent::Unsure => return None,
            Antecedent::Nobody if goes_on(&scene, gender) => {}
            Antecedent::Nobody => return None,
        }
    }
    None
}

/// Whether a passage begins with the pronoun of a gender, or the pronoun is the subject of a verb of speech in it.
fn goes_on(scene: &Scene, gender: Gender) -> bool {
    let text = scene.text();
    let pronouns = if gender == Gender::Feminine { &WORDS.she } else { &WORDS.he };
    let first = (0..text.tokens.len()).find(|&at| text.shape(at) != Shape::Mark);
    let begins = first.is_some_and(|at| is_small(text, at, pronouns) && !scene.is_quoted(at));
    let mut sentences = sentences_before(text, text.tokens.len());
    begins || sentences.any(|tokens| speaking(scene, &end_of(&tokens)) == Some(Phrase::Pronoun(gender)))
}

/// The answer of the nearest of these sentences that has one.
fn nearest(scene: &Scene, gender: Gender, sentences: impl Iterator<Item = Range<usize>>) -> Antecedent {
    for tokens in sentences {
        match in_sentence(scene, gender, &end_of(&tokens)) {
            Antecedent::Nobody => {}
            told => return told,
        }
    }
    Antecedent::Nobody
}

/// The part of a sentence that is read, which limits the work for very long sentences.
fn end_of(tokens: &Range<usize>) -> Range<usize> {
    tokens.start.max(tokens.end.saturating_sub(LONGEST_SENTENCE))..tokens.end
}

/// The speaker in a sentence, otherwise its only subject.
fn in_sentence(scene: &Scene, gender: Gender, tokens: &Range<usize>) -> Antecedent {
    let text = scene.text();
    let fits = |person: usize| is_of(scene.names, person, gender);
    if let Some(last) = scene.heard.speaker_in(scene.index, &text.bytes(tokens)).filter(|&last| fits(last)) {
        return Antecedent::One(last);
    }
    let unknown = grammar::opens_unknown(scene, tokens.start, tokens.end);
    let spoken = speaking(scene, tokens);
    match spoken {
        Some(Phrase::Person(person)) if fits(person) => return Antecedent::One(person),
        Some(Phrase::Office(_) | Phrase::Unnamed) => return Antecedent::Unsure,
        _ => {}
    }
    if unknown {
        return Antecedent::Unsure;
    }
    let outside = places(scene.names, scene.index, tokens).filter(|place| !scene.is_quoted(place.tokens.start));
    let fitting = outside.filter(|place| fits(place.person));
    if spoken == Some(Phrase::Pronoun(gender)) && !opens_with_only(scene, tokens, fitting.clone()) {
        return Antecedent::Nobody;
    }
    let held = tokens.clone().find(|&at| {
        is_office(text, at)
            && !scene.is_quoted(at)
            && !belongs_to_name(scene, at)
            && names::office_may_be(text.word(at), gender)
    });
    if let Some(office) = held {
        let opens =
            (tokens.start..office).all(|at| text.shape(at) == Shape::Mark || is_small(text, at, &WORDS.articles));
        let holder = only_holder(scene, office).filter(|&one| opens && fits(one) && fitting.clone().next().is_none());
        return holder.map_or(Antecedent::Unsure, Antecedent::One);
    }
    let Some(first) = fitting.clone().next() else { return Antecedent::Nobody };
    let alone = fitting.clone().all(|place| place.person == first.person);
    match alone && fitting.clone().any(|place| grammar::may_be_subject(scene, tokens.start, place)) {
        true => Antecedent::One(first.person),
        false => Antecedent::Unsure,
    }
}

/// Whether a sentence opens with the only person in it.
fn opens_with_only<'a>(
    scene: &Scene,
    tokens: &Range<usize>,
    mut fitting: impl Iterator<Item = &'a Place> + Clone,
) -> bool {
    let others = fitting.clone();
    fitting.next().is_some_and(|first| {
        grammar::opens(scene, tokens.start, first) && others.into_iter().all(|place| place.person == first.person)
    })
}

/// The subject of the first verb of speech of a sentence outside quotes, if there is one.
fn speaking(scene: &Scene, tokens: &Range<usize>) -> Option<Phrase> {
    let text = scene.text();
    let is_aside = |verb: usize| {
        let begun = (tokens.start..verb).rev().find(|&at| text.word(at) == ",").map_or(tokens.start, |at| at + 1);
        (begun + 1..verb)
            .any(|at| is_small(text, at, &WORDS.aside_openers) || is_small(text, at, &WORDS.relative_pronouns))
    };
    let spoken = tokens.clone().filter(|&at| grammar::is_speech(text, at) && !scene.is_quoted(at));
    let spoken = spoken.filter(|&at| !is_aside(at) && !grammar::is_passive(text, tokens.start, at));
    let from = |verb: usize| (tokens.start..verb).rev().find(|&at| scene.is_quoted(at) || grammar::is_quote(text, at));
    let subject = |verb: usize| {
        let start = from(verb).map_or(tokens.start, |at| at + 1);
        let start = (start..verb).find(|&at| text.shape(at) != Shape::Mark).unwrap_or(verb);
        grammar::subject(scene, &(start..tokens.end), verb)
    };
    let last = spoken.clone().next_back().filter(|&verb| closes(scene, tokens, verb)).map(subject);
    last.or_else(|| spoken.map(subject).find(|phrase| *phrase != Phrase::Nothing))
}

/// Whether a clause of speech ends a sentence: "…, Smith said on Monday."
fn closes(scene: &Scene, tokens: &Range<usize>, verb: usize) -> bool {
    let text = scene.text();
    let comma = (tokens.start..verb).rev().take(CLOSING).find(|&at| text.word(at) == ",");
    let ends = (verb + 1..tokens.end).filter(|&at| text.shape(at) != Shape::Mark).count() < CLOSING;
    let opens = |at: usize| {
        matches!(text.shape(at), Shape::Capital | Shape::Upper)
            || [&WORDS.he, &WORDS.she, &WORDS.articles].into_iter().any(|words| is_small(text, at, words))
    };
    ends && comma.is_some_and(|at| opens(at + 1))
}

/// Whether the noun for an office belongs to a name: right before it, or separated by a comma before or after it.
fn belongs_to_name(scene: &Scene, at: usize) -> bool {
    /// On `tests/speech` speaker F1 .967; .963 with 4; the same with 16.
    const NEAR: usize = 8;
    let text = scene.text();
    let behind = places(scene.names, scene.index, &(at + 1..at + 1 + NEAR)).next();
    let before = places(scene.names, scene.index, &(at.saturating_sub(NEAR)..at)).next_back();
    let start = |place: &Place| grammar::start_of(text, at, place);
    let near = at.saturating_sub(NEAR)..at + 1;
    places(scene.names, scene.index, &near).any(|place| place.tokens.contains(&at))
        || behind.is_some_and(|place| (at..start(place).saturating_sub(1)).all(|at| text.word(at) != ","))
        || before.is_some_and(|place| text.word(place.tokens.end) == ",")
}
