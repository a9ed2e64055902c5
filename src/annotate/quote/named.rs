//! In: a verb of speech. Out: the name that is its subject.
//!
//! Invariant: the name is in the sentence of the verb. A pronoun or an office alone is not a name.

use std::ops::Range;

use super::aside;
use super::noun::is_office;
use super::scene::{Scene, is_of, office_start, places};
use super::small::{is_preposition, is_small};
use crate::annotate::names::{self, Place, Speech};
use crate::annotate::text::{Shape, Text, is_latin};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;
use crate::morphology::Gender;

/// The gender that a verb of speech requires.
pub(crate) fn gender_of(verb: &str) -> Option<Gender> {
    let lower = verb.lower_case();
    match names::speech(verb) {
        Some(Speech::Woman) => Some(Gender::Feminine),
        Some(Speech::One) if WORDS.man_past_endings.ends(&lower) => Some(Gender::Masculine),
        _ => None,
    }
}

/// The name that is the subject of a verb of speech: in the nominative before it, or after it if no office comes before.
pub(crate) fn named_subject<'a>(scene: &Scene<'a>, tokens: &Range<usize>, verb: usize) -> Option<&'a Place> {
    let text = scene.text();
    let gender = gender_of(text.word(verb));
    let fits = |place: &&Place| {
        is_subject(text, place) && gender.is_none_or(|gender| is_of(scene.names, place.person, gender))
    };
    let reported = reported_from(text, tokens, verb);
    let is_main = |place: &&Place| fits(place) && !aside::holds(text, reported, place.tokens.start, verb);
    let before = places(scene.names, scene.index, &(reported..verb)).rev().find(is_main);
    if let Some(place) = before {
        return Some(place).filter(|place| !is_of_other_clause(scene, place.tokens.end, verb));
    }
    let end = aside::reach(text, verb, tokens.end);
    let addressed = names::is_addressing(&text.word(verb).lower_case());
    let behind = named_behind(scene, verb, &(verb + 1..end), fits).filter(|_| !addressed);
    behind.filter(|_| office_before(scene, reported, verb).is_none())
}

/// Whether a new clause that begins with an office comes between a name and a verb: "Сич мовчав, а міністр сказав".
fn is_of_other_clause(scene: &Scene, name_end: usize, verb: usize) -> bool {
    let text = scene.text();
    let opens =
        |at: &usize| text.word(*at) == "," && is_small(text, at + 1, &WORDS.clause_joiners) && !scene.is_quoted(*at);
    let clause = (name_end..verb).rev().find(opens);
    clause.is_some_and(|comma| (comma..verb).any(|at| is_office(text, at)))
}

/// The office before a verb that may be its subject.
pub(crate) fn office_before(scene: &Scene, reported: usize, verb: usize) -> Option<usize> {
    let text = scene.text();
    (reported..verb).find(|&at| is_office(text, at) && !aside::holds(text, reported, at, verb))
}

/// The first name after a verb, unless it only says whose deputy the name after the comma is. `None` if an unknown name comes between.
fn named_behind<'a>(
    scene: &Scene<'a>,
    verb: usize,
    clause: &Range<usize>,
    fits: impl Fn(&&'a Place) -> bool,
) -> Option<&'a Place> {
    let text = scene.text();
    let mut found = places(scene.names, scene.index, clause).filter(fits);
    let first = found.next()?;
    let is_comma = |at: usize| text.word(at) == ",";
    let is_unknown = matches!(text.shape(verb + 1), Shape::Capital | Shape::Upper);
    if is_unknown && (verb + 1..office_start(first)).any(is_comma) {
        return None;
    }
    let is_deputy = first.office.as_ref().is_some_and(|office| office.adjacent)
        && !is_latin(text.word(first.tokens.start))
        && is_comma(first.tokens.end);
    let apposed = |next: &&Place| first.tokens.end + 1 == office_start(next) && next.office.is_some();
    Some(found.next().filter(|next| is_deputy && apposed(next)).unwrap_or(first))
}

/// The beginning of a verb's clause: after another verb of speech that reports it, "said the hackers had demanded".
pub(crate) fn reported_from(text: &Text, tokens: &Range<usize>, verb: usize) -> usize {
    let joins = verb > 0 && is_small(text, verb - 1, &WORDS.clause_coordinators);
    let speaking = |&at: &usize| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some();
    let opens = |at: usize| is_small(text, at, &WORDS.report_openers);
    match (tokens.start..verb).rev().find(speaking).filter(|_| !joins) {
        Some(other) if (other + 1..verb).any(opens) => other + 1,
        _ => tokens.start,
    }
}

/// Whether a name may be the subject: it is in the nominative, without a preposition before it.
pub(crate) fn is_subject(text: &Text, place: &Place) -> bool {
    let start = office_start(place);
    let surname = text.word(place.tokens.end - 1).lower_case();
    let is_oblique = !surname.is_ascii() && WORDS.oblique_surname_endings.ends(&surname);
    place.nominative && !is_oblique && !(start > 0 && is_preposition(text.word(start - 1)))
}
