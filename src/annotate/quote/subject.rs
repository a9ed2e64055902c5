//! In: the author's words next to a quote. Out: the speaker: a person, an office, or nobody.
//!
//! Invariant: a pronoun refers to a person of its gender who is named or speaks in the nearest sentence before.

use std::ops::Range;

use super::antecedent;
use super::aside;
use super::cue::Subject;
use super::grammar::{self, Phrase};
use super::holder::{self, by_office, holder_behind, only_holder};
use super::named::{gender_of, is_subject, named_subject, office_before, reported_from};
use super::noun::is_office;
use super::scene::{Scene, is_of, office_start, passage_before, places, sentences_before};
use super::small::is_preposition;
use super::small::is_small;
use super::voice::{self, Voice};
use crate::annotate::names::{self, Names, Place, Speech};
use crate::annotate::text::{Shape, Text, is_latin};
use crate::lang::Words;
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;
use crate::morphology::Gender;

/// The subject of the verb at the token `verb` among `tokens`: a pronoun next to it, a name in the nominative, an office, or, for a verb
/// without a subject, the person named before.
pub(crate) fn of_verb(scene: &Scene, tokens: &Range<usize>, verb: usize) -> Subject {
    let text = scene.text();
    if matches!(names::speech(text.word(verb)), Some(Speech::Nobody | Speech::Others)) {
        return Subject::default();
    }
    if is_latin(text.word(verb)) {
        return of_phrase(scene, grammar::subject(scene, tokens, verb), tokens.start);
    }
    if names::cites(text.word(verb)) {
        return cited(scene, verb + 1..tokens.end);
    }
    let gender = gender_of(text.word(verb));
    if let Some(pronoun) = beside(text, tokens, verb) {
        return by_pronoun(scene, pronoun, tokens.start);
    }
    if let Some(place) = named_subject(scene, tokens, verb) {
        return Subject::of(place.person);
    }
    let reported = reported_from(text, tokens, verb);
    let end = aside::reach(text, verb, tokens.end);
    let office_before = office_before(scene, reported, verb);
    if let Some(office) = office_before.or_else(|| (verb + 1..end).take(8).find(|&at| is_office(text, at))) {
        let found = by_office(scene, office);
        return Subject { speaker: found.speaker.filter(|&one| !is_addressed(scene, tokens, one)), ..found };
    }
    if let Some(pronoun) = tokens.clone().take(6).find_map(|at| pronoun(text.word(at))) {
        return match reported == tokens.start {
            true => by_pronoun(scene, pronoun, tokens.start),
            false => Subject::default(),
        };
    }
    let is_alone = |at: usize| {
        let names_thing = matches!(text.word(at), "«" | "„" | "“" | "\"");
        !names_thing && (at >= tokens.end || text.shape(at) == Shape::Mark || is_light(text.word(at)))
    };
    let opens = (tokens.start..verb).all(|at| is_light(text.word(at)) || text.shape(at) == Shape::Mark);
    match is_alone(verb + 1) && opens {
        true => antecedent(scene, gender, tokens.start),
        false => Subject::default(),
    }
}

/// The person cited after a verb: the first name, otherwise the person that a noun in an oblique case refers to.
fn cited(scene: &Scene, tokens: Range<usize>) -> Subject {
    let noun = tokens.start;
    match places(scene.names, scene.index, &tokens).next() {
        Some(place) => Subject::of(place.person),
        None => holder::of_noun(scene, noun).map_or_else(Subject::default, Subject::of),
    }
}

/// Whether the words name a person only in oblique cases: the person is addressed or talked about.
fn is_addressed(scene: &Scene, tokens: &Range<usize>, person: usize) -> bool {
    let mut here = places(scene.names, scene.index, tokens).filter(|place| place.person == person).peekable();
    here.peek().is_some() && here.all(|place| !place.nominative)
}

/// Whether the sentence of an office names a person outside quotes: "the mayor met Smith" is about two people.
fn is_named_beside(scene: &Scene, office: usize, person: usize) -> bool {
    let text = scene.text();
    let tokens = text.sentence_at(text.bytes(&(office..office + 1)).start);
    let mut here = places(scene.names, scene.index, &tokens).filter(|place| !scene.is_quoted(place.tokens.start));
    here.any(|place| place.person == person)
}

/// The person that a phrase at the token `at` names, directly or through the words before it.
pub(crate) fn of_phrase(scene: &Scene, phrase: Phrase, at: usize) -> Subject {
    match phrase {
        Phrase::Person(person) => Subject::of(person),
        Phrase::Pronoun(gender) => antecedent::of(scene, gender, at).map_or_else(Subject::default, Subject::of),
        Phrase::Office(noun) => match only_holder(scene, noun).filter(|&one| !is_named_beside(scene, noun, one)) {
            Some(one) => Subject::of(one),
            None => Subject { speaker: None, role: Some(scene.text().form(&names::office_words(scene.text(), noun))) },
        },
        Phrase::Unnamed | Phrase::Nothing => Subject::default(),
    }
}

/// The subject of a clause without a verb of speech: the first name in the nominative, office or pronoun.
pub(crate) fn of_clause(scene: &Scene, tokens: &Range<usize>) -> Option<Subject> {
    let text = scene.text();
    for at in tokens.clone() {
        if let Some(place) =
            places(scene.names, scene.index, &(at..at + 1)).next().filter(|place| is_subject(text, place))
        {
            return Some(Subject::of(place.person));
        }
        if is_office(text, at) {
            let holder = holder_behind(scene, at, tokens.end).map(|place| Subject::of(place.person));
            return Some(holder.unwrap_or_else(|| by_office(scene, at)));
        }
        if let Some(pronoun) = pronoun(text.word(at)) {
            return Some(by_pronoun(scene, pronoun, tokens.start));
        }
    }
    None
}

/// The meaning of a pronoun.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pronoun {
    One(Gender),
    /// "той": not the last speaker, but the person named last.
    Other(Gender),
    Thing,
}

/// The pronoun right before or after a verb.
fn beside(text: &Text, tokens: &Range<usize>, verb: usize) -> Option<Pronoun> {
    let before = verb.checked_sub(1).filter(|at| tokens.contains(at)).and_then(|at| pronoun(text.word(at)));
    let behind = Some(verb + 1).filter(|&at| tokens.contains(&at) && !WORDS.object_pronouns.contains(text.word(at)));
    before.or_else(|| behind.and_then(|at| pronoun(text.word(at))))
}

fn pronoun(word: &str) -> Option<Pronoun> {
    let lower = word.lower_case();
    match () {
        () if WORDS.pronouns_of_men.contains(&lower) => Some(Pronoun::One(Gender::Masculine)),
        () if WORDS.pronouns_of_women.contains(&lower) => Some(Pronoun::One(Gender::Feminine)),
        () if WORDS.pronouns_of_other_men.contains(&lower) => Some(Pronoun::Other(Gender::Masculine)),
        () if WORDS.pronouns_of_things.contains(&lower) => Some(Pronoun::Thing),
        () => None,
    }
}

/// The person that a possessive pronoun at a token refers to: "за його словами".
pub(crate) fn by_owner(scene: &Scene, owner: usize) -> Option<Subject> {
    let text = scene.text();
    let of = |words: &Words| is_small(text, owner, words);
    let gender = match () {
        () if of(&WORDS.possessives_of_men) => Gender::Masculine,
        () if of(&WORDS.possessives_of_women) => Gender::Feminine,
        () => return None,
    };
    let byte = text.bytes(&(owner..owner + 1)).start;
    let start = text.sentence_at(byte).start;
    let before = start..owner;
    let here = places(scene.names, scene.index, &before).filter(|place| !scene.is_quoted(place.tokens.start));
    let fitting: Vec<&Place> = here.filter(|place| is_of(scene.names, place.person, gender)).collect();
    let subject = fitting.iter().find(|place| is_subject(text, place));
    Some(match subject {
        Some(place) => Subject::of(place.person),
        None if !fitting.is_empty() => Subject::default(),
        None => antecedent(scene, Some(gender), start),
    })
}

fn by_pronoun(scene: &Scene, pronoun: Pronoun, at: usize) -> Subject {
    match pronoun {
        Pronoun::One(gender) => antecedent(scene, Some(gender), at),
        Pronoun::Other(gender) => other(scene, gender).map_or_else(Subject::default, Subject::of),
        Pronoun::Thing => Subject::default(),
    }
}

/// The person named last before the quote, if they have that gender.
fn other(scene: &Scene, gender: Gender) -> Option<usize> {
    let names = scene.names;
    let to = names.places.partition_point(|place| (place.text, place.tokens.start) < (scene.index, scene.open));
    let near = names.places[..to].iter().rev().take_while(|place| place.text + 1 >= scene.index);
    let mut fitting = near.map(|place| place.person).filter(|&person| is_of(names, person, gender));
    let last = fitting.next()?;
    let spoke = scene.heard.speaker_near(scene.index);
    fitting.all(|person| person == last || Some(person) == spoke).then_some(last)
}

/// The person that a pronoun, or a verb without a subject, refers to: the subject of the nearest sentence before, or the last speaker.
fn antecedent(scene: &Scene, gender: Option<Gender>, at: usize) -> Subject {
    let start = at.min(scene.open);
    let text = scene.text();
    let here = sentences_before(text, start);
    if let Some(found) = in_sentences(scene, gender, here) {
        return found;
    }
    let fits = |&person: &usize| gender.is_none_or(|gender| is_of(scene.names, person, gender));
    if let Some(last) = scene.heard.speaker_near(scene.index).filter(fits) {
        return Subject::of(last);
    }
    let Some(previous) = passage_before(scene) else { return Subject::default() };
    let text = &scene.names.texts[previous];
    let scene_before = Scene { index: previous, marked: scene.heard.marked(previous), ..*scene };
    in_sentences(&scene_before, gender, sentences_before(text, text.tokens.len())).unwrap_or_default()
}

/// The subject of the first of these sentences that has one.
fn in_sentences(
    scene: &Scene,
    gender: Option<Gender>,
    sentences: impl Iterator<Item = Range<usize>>,
) -> Option<Subject> {
    let names = scene.names;
    let text = scene.text();
    let fits = |person: usize| gender.is_none_or(|gender| is_of(names, person, gender));
    for tokens in sentences {
        let outside = places(names, scene.index, &tokens).filter(|place| !scene.is_quoted(place.tokens.start));
        let fitting = outside.filter(|place| fits(place.person));
        if let Some(last) = scene.heard.speaker_in(scene.index, &text.bytes(&tokens)).filter(|&last| fits(last)) {
            return Some(Subject::of(last));
        }
        let is_alone = |person: usize| fitting.clone().all(|place| place.person == person);
        let is_named = |place: &&Place| says(text, place) || has_relative_clause(text, place) && is_alone(place.person);
        if let Some(place) = fitting.clone().find(is_named) {
            return Some(Subject::of(place.person));
        }
        if let Voice::One(one) = voice::in_sentence(scene, &tokens)
            && fits(one)
        {
            return Some(Subject::of(one));
        }
        let subject = fitting.clone().find(|place| is_subject(text, place));
        let office = tokens.clone().find(|&at| {
            is_office(text, at)
                && !scene.is_quoted(at)
                && gender.is_none_or(|gender| names::office_may_be(text.word(at), gender))
        });
        if let Some(office) = office.filter(|&at| subject.is_none_or(|place| at < office_start(place))) {
            let holder = holder_behind(scene, office, tokens.end).filter(|place| fits(place.person));
            let found = holder.map_or_else(|| by_office(scene, office), |place| Subject::of(place.person));
            return Some(found.speaker.filter(|&one| is_alone(one)).map(Subject::of).unwrap_or_default());
        }
        match subject {
            Some(place) if is_alone(place.person) => return Some(Subject::of(place.person)),
            _ => {
                if let Some(place) = fitting.clone().next() {
                    let only = gender.is_some_and(|gender| is_only_of(names, place.person, gender));
                    return Some(if only { Subject::of(place.person) } else { Subject::default() });
                }
            }
        }
    }
    None
}

/// Whether a verb of speech is right next to a name that is a subject, or "за словами" comes before a name that is not.
pub(crate) fn says(text: &Text, place: &Place) -> bool {
    let speaks = |at: usize| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some();
    let before = office_start(place).checked_sub(1);
    let beside = || speaks(place.tokens.end) || before.is_some_and(speaks);
    is_subject(text, place) && beside() || voice::is_source(text, place)
}

/// Whether a person is the only one of the article who may have a gender.
fn is_only_of(names: &Names, person: usize, gender: Gender) -> bool {
    (0..names.people.len()).all(|other| (other == person) == is_of(names, other, gender))
}

/// Whether a relative clause describes a person: "поговорить с Руссель, которая вела переговоры".
fn has_relative_clause(text: &Text, place: &Place) -> bool {
    text.word(place.tokens.end) == "," && is_small(text, place.tokens.end + 1, &WORDS.relative_pronouns)
}

/// Whether a word is a function word that may come between a verb and its object.
fn is_light(word: &str) -> bool {
    is_preposition(word) || WORDS.light_words.contains(&word.lower_case())
}
