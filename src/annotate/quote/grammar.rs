//! In: a verb of speech in a language that does not decline names. Out: the noun phrase that is its subject.
//!
//! Invariant: uses only the order of the words. A name is not a subject if it belongs to another noun, follows a preposition, owns the
//! speaking thing or is one of several.

use std::ops::Range;
use std::sync::LazyLock;

use super::bearers::InFull;
use super::gender;
use super::noun::is_office;
use super::scene::{Scene, is_of, places};
use super::small::is_small;
use crate::annotate::names::{self, Place};
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;
use crate::morphology::Gender;

/// The meaning of a noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Phrase {
    Person(usize),
    Pronoun(Gender),
    /// The token of the noun for an office.
    Office(usize),
    /// Somebody or something that is not one person with a name.
    Unnamed,
    /// There is no phrase.
    Nothing,
}

/// Maximum number of words between a subject and its verb without commas around them. The same with 4 and 16 on `tests/speech`.
const LONGEST_GAP: usize = 8;
/// Maximum number of words of a noun phrase before the office of a name: "state senator Smith". The same with 2 and 6 on `tests/speech`.
const ATTRIBUTES: usize = 3;
/// Maximum length of a noun phrase. The same with 14 and 56 on `tests/speech`.
const LONGEST_PHRASE: usize = 28;

/// The phrases that name a source, each split into words.
static SOURCES: LazyLock<Vec<Vec<String>>> = LazyLock::new(|| {
    let words = |phrase: &String| phrase.split(' ').map(str::to_owned).collect();
    WORDS.source_phrases.iter().map(words).collect()
});

fn is_adverb(text: &Text, at: usize) -> bool {
    let word = text.word(at);
    is_small(text, at, &WORDS.adverbs)
        || is_small(text, at, &WORDS.auxiliaries)
        || (text.shape(at) == Shape::Lower && word.len() > 4 && WORDS.adverb_endings.ends(word))
}

/// Whether a verb of speech is at a token.
pub(crate) fn is_speech(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Lower
        && (names::speech(text.word(at)).is_some() || is_small(text, at, &WORDS.reporting_verbs))
}

/// The subject of the verb at `verb` in the clause `tokens`: before it, or after it if the verb opens the clause.
pub(crate) fn subject(scene: &Scene, tokens: &Range<usize>, verb: usize) -> Phrase {
    let text = scene.text();
    if is_small(text, verb, &WORDS.reporting_participles) {
        return main_subject(scene, tokens, verb);
    }
    if is_passive(text, tokens.start, verb) {
        let agent = verb + 2..tokens.end.max(verb + 2);
        let is_told =
            is_small(text, verb + 1, &WORDS.agent_prepositions) && names::is_addressing(&text.word(verb).lower_case());
        return if is_told { phrase_at(scene, agent) } else { Phrase::Unnamed };
    }
    let asks = verb == tokens.start && is_small(text, verb, &WORDS.asking_verbs);
    let inverts = asks || !names::is_addressing(&text.word(verb).lower_case());
    if let Some(phrase) = inverted(scene, tokens, verb).filter(|_| inverts) {
        return phrase;
    }
    match before(scene, tokens.start, verb) {
        Phrase::Nothing if inverts => behind(scene, verb, tokens.end),
        found => found,
    }
}

/// The name right after a verb that follows a comma and the speech: "The town is poorer now, said Smith, a farmer near Lugg."
fn inverted(scene: &Scene, tokens: &Range<usize>, verb: usize) -> Option<Phrase> {
    let text = scene.text();
    let is_parted = verb > tokens.start && text.word(verb - 1) == ",";
    let place = places(scene.names, scene.index, &(verb + 1..tokens.end)).next()?;
    if !is_parted || start_of(text, verb + 1, place) != verb + 1 {
        return None;
    }
    let byte = text.bytes(&(verb..verb + 1)).start;
    let end = text.sentence_at(byte).end;
    let stops = |at: usize| at >= end || matches!(text.word(at), "." | ",");
    let last = if scene.open > verb { end.min(scene.open) } else { end };
    let rest = (place.tokens.end + 1).min(last)..last;
    let is_verb = |at: usize| is_small(text, at, &WORDS.passive_auxiliaries) || is_small(text, at, &WORDS.auxiliaries);
    let is_finite = |at: usize| is_verb(at) && !is_small(text, at, &WORDS.determiners);
    (stops(place.tokens.end) && !rest.clone().any(is_finite)).then(|| person(scene, verb + 1, place))
}

/// The person in a source phrase at the token `at`: "according to Smith".
pub(crate) fn source(scene: &Scene, at: usize, end: usize) -> Option<Phrase> {
    let text = scene.text();
    let first = text.word(at).lower_case();
    let goes_on =
        |phrase: &[String]| phrase.iter().zip(at..).skip(1).all(|(word, at)| text.word(at).lower_case() == *word);
    let phrase = SOURCES.iter().find(|phrase| phrase.first() == Some(&first) && goes_on(phrase))?;
    Some(phrase_at(scene, at + phrase.len()..end))
}

/// The phrase at the beginning of these tokens.
fn phrase_at(scene: &Scene, tokens: Range<usize>) -> Phrase {
    let end = tokens.end.min(tokens.start + LONGEST_PHRASE);
    Walk { scene, at: tokens.start, end, office: None, inside: false }.read()
}

/// The subject of the main verb that a participle belongs to: "Smith thanked the crew, calling it …".
fn main_subject(scene: &Scene, tokens: &Range<usize>, participle: usize) -> Phrase {
    let text = scene.text();
    let parts = |at: usize| is_small(text, at, &WORDS.aside_openers) || is_small(text, at, &WORDS.relative_pronouns);
    let tied = participle.saturating_sub(1);
    let begun = (tokens.start..participle).rev().find(|&at| text.word(at) == ",").unwrap_or(tokens.start);
    match (tokens.start..participle).rev().find(|&at| is_speech(text, at) && !scene.is_quoted(at)) {
        _ if (begun..tied).any(|at| is_small(text, at, &WORDS.absolute_prepositions)) => Phrase::Unnamed,
        Some(verb) if (verb..tied).any(parts) => Phrase::Unnamed,
        Some(verb) => subject(scene, tokens, verb),
        None if ends_name(scene, participle) => Phrase::Unnamed,
        None => only_subject(scene, tokens.start, participle),
    }
}

/// Whether a form of "be" makes the verb passive.
pub(crate) fn is_passive(text: &Text, from: usize, verb: usize) -> bool {
    let mut at = verb;
    while at > from && is_adverb(text, at - 1) {
        at -= 1;
    }
    at > from && is_small(text, at - 1, &WORDS.passive_auxiliaries)
}

/// The phrase before a verb whose clause begins at `from`.
fn before(scene: &Scene, from: usize, verb: usize) -> Phrase {
    let text = scene.text();
    let mut at = verb;
    while at > from && is_adverb(text, at - 1) {
        at -= 1;
    }
    if at == from {
        return Phrase::Nothing;
    }
    let last = at - 1;
    if is_small(text, last, &WORDS.he) {
        return Phrase::Pronoun(Gender::Masculine);
    }
    if is_small(text, last, &WORDS.she) {
        return Phrase::Pronoun(Gender::Feminine);
    }
    if is_small(text, last, &WORDS.other_pronouns) {
        return Phrase::Unnamed;
    }
    if is_small(text, last, &WORDS.relative_pronouns) && !ends_name(scene, at) {
        return related(scene, from, last);
    }
    match text.word(last) {
        "," => return set_off(scene, from, last),
        ")" => {
            return (from..last)
                .rev()
                .find(|&at| text.word(at) == "(")
                .map_or(Phrase::Unnamed, |open| before(scene, from, open));
        }
        word if WORDS.verb_joiners.contains(word) => return joined(scene, from, last),
        _ => {}
    }
    if let Some(place) = place_ending(scene, at) {
        let start = start_of(text, from, place);
        let opens = start > from && is_small(text, start - 1, &WORDS.role_conjunctions);
        return person(scene, if opens { start } else { from }, place);
    }
    if let Some(place) = across(scene, from, at) {
        return person(scene, from, place);
    }
    head(text, from, at)
}

/// The noun at the end of a phrase that ends at the token `end`: an office, or something else.
fn head(text: &Text, from: usize, end: usize) -> Phrase {
    let last = end - 1;
    if is_office(text, last) && !is_governed(text, from, phrase_start(text, from, last)) {
        return office(text, from, last);
    }
    // In "a spokesman for the bank said" the office before the preposition speaks.
    let link = (from.max(end.saturating_sub(LONGEST_GAP))..end)
        .rev()
        .find(|&at| is_small(text, at, &WORDS.governing_prepositions));
    match link.filter(|&at| at > from && is_office(text, at - 1)) {
        Some(at) => office(text, from, at - 1),
        None => Phrase::Unnamed,
    }
}

/// The office at a token, if an article marks it as a known one: "the mayor".
fn office(text: &Text, from: usize, noun: usize) -> Phrase {
    let start = phrase_start(text, from, noun);
    let is_spouse = || is_small(text, start, &WORDS.possessives) && is_small(text, noun, &WORDS.spouses);
    let known = is_small(text, start, &WORDS.articles) || is_spouse();
    if known { Phrase::Office(noun) } else { Phrase::Unnamed }
}

/// The name that ends before the token `end`.
fn place_ending<'a>(scene: &Scene<'a>, end: usize) -> Option<&'a Place> {
    let near = end.saturating_sub(LONGEST_GAP)..end;
    places(scene.names, scene.index, &near).rev().find(|place| place.tokens.end == end)
}

/// Whether a name ends before the token `end`.
pub(crate) fn ends_name(scene: &Scene, end: usize) -> bool {
    place_ending(scene, end).is_some()
}

/// The name before a phrase of time or place without commas: "Smith of Lugg said".
fn across<'a>(scene: &Scene<'a>, from: usize, end: usize) -> Option<&'a Place> {
    let text = scene.text();
    let near = from.max(end.saturating_sub(LONGEST_GAP + 2))..end;
    let place = places(scene.names, scene.index, &near).next_back()?;
    let gap = place.tokens.end..end;
    let opens = is_small(text, gap.start, &WORDS.governing_prepositions);
    let plain = gap.clone().all(|at| {
        text.shape(at) != Shape::Mark
            && !is_small(text, at, &WORDS.conjunctions)
            && !is_small(text, at, &WORDS.relative_pronouns)
            && !is_small(text, at, &WORDS.other_pronouns)
    });
    (opens && plain && gap.len() <= LONGEST_GAP).then_some(place)
}

/// The first token of the phrase whose name or noun is at `at`. Titles, offices and capitalized words before it belong to it.
fn phrase_start(text: &Text, from: usize, at: usize) -> usize {
    let mut start = at;
    while start > from && at - start < LONGEST_PHRASE {
        let previous = start - 1;
        let is_title_dot = text.word(previous) == "." && previous > from && text.shape(previous - 1) == Shape::Capital;
        let is_noun = match text.shape(previous) {
            Shape::Capital | Shape::Upper | Shape::Initial => {
                !is_adverb(text, previous) && !is_function(text, previous)
            }
            Shape::Lower => {
                names::office_of_subject(text.word(previous)).is_some() || is_small(text, previous, &WORDS.determiners)
            }
            Shape::Number => false,
            Shape::Mark => is_title_dot,
        };
        if !noun_goes_on(text, previous, is_noun) {
            break;
        }
        start = previous;
        if is_small(text, start, &WORDS.determiners) {
            break;
        }
    }
    start
}

/// The first token of the phrase of a name.
pub(crate) fn start_of(text: &Text, from: usize, place: &Place) -> usize {
    let own = place.tokens.start;
    let held = place
        .office
        .as_ref()
        .filter(|office| office.tokens.end == own || office.tokens.end + 1 == own && text.word(own - 1) == ".")
        .filter(|_| !is_small(text, own - 1, &WORDS.governing_prepositions));
    phrase_start(text, from, held.map_or(own, |office| office.tokens.start.max(from).min(own)))
}

fn noun_goes_on(text: &Text, at: usize, is_noun: bool) -> bool {
    is_noun || is_small(text, at, &WORDS.office_adjectives)
}

/// Whether a word is a function word, which is not part of a name.
fn is_function(text: &Text, at: usize) -> bool {
    let lists = [
        &WORDS.governing_prepositions,
        &WORDS.conjunctions,
        &WORDS.relative_pronouns,
        &WORDS.other_pronouns,
        &WORDS.he,
        &WORDS.she,
        &WORDS.passive_auxiliaries,
    ];
    let lower = text.word(at).lower_case();
    lists.into_iter().any(|words| words.contains(&lower))
}

/// Whether a preposition or a participle comes before the token `start`.
fn is_governed(text: &Text, from: usize, start: usize) -> bool {
    let before = start.wrapping_sub(1);
    let is_participle = || {
        text.shape(before) == Shape::Lower
            && text.word(before).len() > 5
            && WORDS.participle_endings.ends(text.word(before))
    };
    start > from && (is_small(text, before, &WORDS.governing_prepositions) || is_participle())
}

/// The person of a name, unless the name is not a subject.
fn person(scene: &Scene, from: usize, place: &Place) -> Phrase {
    let text = scene.text();
    let start = start_of(text, from, place);
    if is_governed(text, from, start) || is_one_of_several(scene, from, start) || is_thing(text, place) {
        return Phrase::Unnamed;
    }
    named(scene, place)
}

/// The person that a name refers to. If it is only a surname, and another person with that surname has as many mentions, it is the one
/// whose full name is near. If several are, the answer is nobody.
fn named(scene: &Scene, place: &Place) -> Phrase {
    let names = scene.names;
    let surname = names::surname(&names.people[place.person].name);
    let is_titled = place.office.as_ref().is_some_and(|office| office.tokens.end == place.tokens.start);
    let is_alone = place.tokens.len() == 1 && scene.text().word(place.tokens.start) == surname;
    let has_rival = || scene.bearers.has_rival(surname, place.person, scene.counts[place.person]);
    let is_shared = is_alone && !is_titled && has_rival();
    let in_full = scene.bearers.in_full(surname, place);
    let person = match addressed(place) {
        Some(gender) if !is_of(names, place.person, gender) => {
            let bearers = scene.bearers.of_surname(surname).iter().copied();
            let mut fitting = bearers.filter(|&one| is_of(names, one, gender));
            fitting.next().filter(|_| fitting.next().is_none())
        }
        _ if is_shared => match in_full {
            InFull::One(one) => Some(one),
            InFull::Nobody | InFull::Several => None,
        },
        _ if is_alone && !is_titled && in_full == InFull::Several => None,
        _ => Some(place.person),
    };
    person.filter(|&person| scene.counts[person] > 0).map_or(Phrase::Unnamed, Phrase::Person)
}

/// The person that a name refers to, if that is certain.
pub(crate) fn person_at(scene: &Scene, place: &Place) -> Option<usize> {
    match named(scene, place) {
        Phrase::Person(person) => Some(person),
        _ => None,
    }
}

/// The gender that the form of address before a name shows: "Mrs. Fenn" is not a man.
fn addressed(place: &Place) -> Option<Gender> {
    let office = place.office.as_ref().filter(|office| office.adjacent)?;
    gender::of_offices(&office.lemmas.iter().copied().collect())
}

/// Whether the word right before a name marks the name of a thing: "the daily Arman".
pub(crate) fn is_named_thing(text: &Text, place: &Place) -> bool {
    let before = place.tokens.start.checked_sub(1);
    before.is_some_and(|at| text.shape(at) == Shape::Lower && is_small(text, at, &WORDS.thing_nouns))
}

/// Whether an article comes right before the name, as for a newspaper, a company or somebody's aide: "the Post", "a Fenn adviser".
fn is_thing(text: &Text, place: &Place) -> bool {
    let start = place.tokens.start;
    start > 0
        && place.office.as_ref().is_none_or(|office| office.tokens.start >= start)
        && (is_small(text, start - 1, &WORDS.articles) || is_small(text, start - 1, &WORDS.indefinites))
}

/// Whether "and" or "or" joins the phrase that begins at `start` to a name or a noun before it.
fn is_one_of_several(scene: &Scene, from: usize, start: usize) -> bool {
    let text = scene.text();
    let joins = |word: &str| word == "&" || WORDS.coordinators.contains(word);
    if start <= from + 1 || !joins(text.word(start - 1)) {
        return false;
    }
    ends_name(scene, start - 1) || matches!(text.shape(start - 2), Shape::Capital | Shape::Upper)
}

/// The subject before words between commas: "Smith, a farmer, said", "The chairman, Smith, said".
fn set_off(scene: &Scene, from: usize, comma: usize) -> Phrase {
    let text = scene.text();
    let begins = |start: usize| {
        start == from
            || matches!(text.word(start - 1), "," | "–" | "—" | ";" | ":")
            || is_small(text, start - 1, &WORDS.conjunctions)
    };
    let plain = |at: usize| text.shape(at) == Shape::Lower && !is_function(text, at) && !is_speech(text, at);
    let widened = |start: usize| {
        let near = from.max(start.saturating_sub(ATTRIBUTES))..start;
        near.rev().take_while(|&at| plain(at)).last().filter(|&at| begins(at)).unwrap_or(start)
    };
    let clause = from..comma;
    for place in places(scene.names, scene.index, &clause).filter(|place| !scene.is_quoted(place.tokens.start)) {
        let start = widened(start_of(text, from, place));
        let end = place.tokens.end;
        if !begins(start) || is_one_of_several(scene, from, start) {
            continue;
        }
        if end == comma {
            // The commas enclose the name itself: "His lawyer, Smith, said".
            return match start > from && text.word(start - 1) == "," {
                true => named(scene, place),
                false => Phrase::Unnamed,
            };
        }
        let parted = (end..comma).find(|&at| matches!(text.word(at), "," | "("));
        let Some(parted) = parted else { continue };
        let of_place =
            end == parted || is_small(text, end, &WORDS.governing_prepositions) && parted - end <= LONGEST_GAP;
        let listed = WORDS.name_coordinators.contains(text.word(parted + 1));
        if of_place && !listed {
            return named(scene, place);
        }
    }
    match (from..comma).find(|&at| text.word(at) == ",") {
        Some(first) if first > from => pronoun_or_head(text, from, first),
        _ => Phrase::Unnamed,
    }
}

fn pronoun_or_head(text: &Text, from: usize, end: usize) -> Phrase {
    match end - 1 {
        last if is_small(text, last, &WORDS.he) => Phrase::Pronoun(Gender::Masculine),
        last if is_small(text, last, &WORDS.she) => Phrase::Pronoun(Gender::Feminine),
        _ => head(text, from, end),
    }
}

/// The person that "who" at a token refers to.
fn related(scene: &Scene, from: usize, who: usize) -> Phrase {
    let text = scene.text();
    let end = if who > from && text.word(who - 1) == "," { who - 1 } else { who };
    if let Some(place) = place_ending(scene, end).filter(|place| place.tokens.start >= from) {
        let start = start_of(text, from, place);
        let of = start > from + 1 && is_governed(text, from, start);
        let tied = of && names::office_of_subject(text.word(start.saturating_sub(2))).is_some();
        return if tied || is_one_of_several(scene, from, start) { Phrase::Unnamed } else { named(scene, place) };
    }
    if end > from && end < who { set_off(scene, from, end) } else { head_or_nothing(text, from, end) }
}

fn head_or_nothing(text: &Text, from: usize, end: usize) -> Phrase {
    if end > from { head(text, from, end) } else { Phrase::Unnamed }
}

/// The subject of the verb before "and": that of the verb of speech before it, or the only one of the clause.
fn joined(scene: &Scene, from: usize, and: usize) -> Phrase {
    let text = scene.text();
    let told = (from..and).rev().find(|&at| is_speech(text, at) && !scene.is_quoted(at));
    let is_parted = |verb: usize| {
        (verb..and).any(|at| is_small(text, at, &WORDS.aside_openers) || is_small(text, at, &WORDS.relative_pronouns))
            || places(scene.names, scene.index, &(verb..and)).any(|place| may_be_subject(scene, from, place))
    };
    if let Some(verb) = told.filter(|&verb| !is_parted(verb))
        && let found @ Phrase::Person(_) = before(scene, from, verb)
    {
        return found;
    }
    match only_subject(scene, from, and) {
        Phrase::Nothing => Phrase::Unnamed,
        found => found,
    }
}

/// The only name or pronoun of a clause that may be its subject.
pub(crate) fn only_subject(scene: &Scene, from: usize, end: usize) -> Phrase {
    let text = scene.text();
    let first = places(scene.names, scene.index, &(from..end)).find(|place| !scene.is_quoted(place.tokens.start));
    let is_main = |place: &&Place| !(from..place.tokens.start).any(|at| is_small(text, at, &WORDS.aside_openers));
    let first = first.filter(is_main).filter(|place| opens(scene, from, place));
    if let Some(place) = first.filter(|place| may_be_subject(scene, from, place)) {
        return person(scene, from, place);
    }
    let mut found: Vec<Phrase> = Vec::new();
    // The end of the last name after a preposition. The preposition governs the names that are joined to it, too.
    let mut governed: Option<usize> = None;
    let mut at = from;
    while at < end {
        if scene.is_quoted(at) {
            at += 1;
            continue;
        }
        if let Some(place) = places(scene.names, scene.index, &(at..at + 1)).next() {
            let start = start_of(text, from, place);
            let joins = |at: usize| text.word(at) == "," || is_small(text, at, &WORDS.conjunctions);
            let is_joined = governed.is_some_and(|end| end < start && (end..start).all(joins));
            if is_joined || is_governed(text, from, start) {
                governed = Some(place.tokens.end);
            } else if !is_possessive(text, place.tokens.end) {
                found.push(named(scene, place));
            }
            at = place.tokens.end;
            continue;
        }
        if is_small(text, at, &WORDS.he) {
            found.push(Phrase::Pronoun(Gender::Masculine));
        } else if is_small(text, at, &WORDS.she) {
            found.push(Phrase::Pronoun(Gender::Feminine));
        } else if let Some(place) = titled(scene, from, at) {
            at = place.tokens.start;
            continue;
        } else if is_office(text, at) || is_small(text, at, &WORDS.other_pronouns) {
            found.push(Phrase::Unnamed);
        }
        at += 1;
    }
    found.dedup();
    match found.as_slice() {
        [] => Phrase::Nothing,
        [only] => *only,
        [Phrase::Person(one), Phrase::Pronoun(gender)] if is_of(scene.names, *one, *gender) => Phrase::Person(*one),
        _ => Phrase::Unnamed,
    }
}

/// The name after the office at a token, if both are one phrase: "Rep. Fenn".
fn titled<'a>(scene: &Scene<'a>, from: usize, at: usize) -> Option<&'a Place> {
    let text = scene.text();
    names::office_of_subject(text.word(at))?;
    let place = places(scene.names, scene.index, &(at + 1..at + 1 + LONGEST_GAP)).next()?;
    (start_of(text, from, place) <= at).then_some(place)
}

/// Whether a name may be the subject of a sentence that begins at `from`: no preposition before it, and nothing that it owns after it.
pub(crate) fn may_be_subject(scene: &Scene, from: usize, place: &Place) -> bool {
    let text = scene.text();
    let start = start_of(text, from, place);
    !is_governed(text, from, start) && !is_possessive(text, place.tokens.end) && !is_modifier(text, place.tokens.end)
}

/// Whether the words after a name make it a modifier of another noun: "Fenn spokesman Al Thorne".
fn is_modifier(text: &Text, end: usize) -> bool {
    match text.shape(end) {
        Shape::Lower => names::office_of_subject(text.word(end)).is_some(),
        Shape::Capital | Shape::Upper | Shape::Initial => !is_adverb(text, end),
        _ => false,
    }
}

/// Whether a sentence that begins at `from` opens with the name.
pub(crate) fn opens(scene: &Scene, from: usize, place: &Place) -> bool {
    let text = scene.text();
    let start = start_of(text, from, place);
    (from..start)
        .all(|at| text.shape(at) == Shape::Mark || is_adverb(text, at) || is_small(text, at, &WORDS.conjunctions))
}

/// Whether a sentence that begins at `from` opens with a capitalized word that is nobody's known name.
pub(crate) fn opens_unknown(scene: &Scene, from: usize, end: usize) -> bool {
    let text = scene.text();
    let Some(first) = (from..end).find(|&at| text.shape(at) != Shape::Mark) else { return false };
    if is_small(text, first, &WORDS.conjunctions)
        && text.shape(first + 1) == Shape::Capital
        && text.word(first + 2) == ","
    {
        return !is_surname(scene, text.word(first + 1)) && !is_adverb(text, first + 1);
    }
    let is_plain = is_function(text, first) || is_adverb(text, first) || is_small(text, first, &WORDS.determiners);
    if text.shape(first) != Shape::Capital || is_plain || is_surname(scene, text.word(first)) {
        return false;
    }
    let is_name = |at: usize| matches!(text.shape(at), Shape::Capital | Shape::Upper | Shape::Initial);
    let last = (first..end).take_while(|&at| is_name(at)).last().unwrap_or(first);
    let is_known = |at: usize| {
        places(scene.names, scene.index, &(at..at + 1)).next().is_some()
            || names::office_of_subject(text.word(at)).is_some()
    };
    (last > first || is_possessive(text, first + 1)) && !(first..=last).any(is_known)
}

/// Whether a word is the surname of somebody in the article.
fn is_surname(scene: &Scene, word: &str) -> bool {
    !scene.bearers.of_surname(word).is_empty()
}

/// Whether a token is a quotation mark.
pub(crate) fn is_quote(text: &Text, at: usize) -> bool {
    let twin = text.word(at) == "'" && (text.word(at + 1) == "'" || at > 0 && text.word(at - 1) == "'");
    twin || matches!(text.word(at), "”" | "\"" | "»" | "“" | "`")
}

fn is_possessive(text: &Text, at: usize) -> bool {
    matches!(text.word(at), "'" | "’")
}

/// The phrase after a verb.
fn behind(scene: &Scene, verb: usize, end: usize) -> Phrase {
    let text = scene.text();
    let mut at = verb + 1;
    while at < end && is_adverb(text, at) {
        at += 1;
    }
    // "I would say to Smith: …": whoever follows is spoken to, or about.
    if at >= end || is_small(text, at, &WORDS.governing_prepositions) {
        return Phrase::Nothing;
    }
    if is_small(text, at, &WORDS.he) {
        return Phrase::Pronoun(Gender::Masculine);
    }
    if is_small(text, at, &WORDS.she) {
        return Phrase::Pronoun(Gender::Feminine);
    }
    phrase_at(scene, at..end)
}

/// Reads a noun phrase from its first token on.
struct Walk<'a, 's> {
    scene: &'s Scene<'a>,
    at: usize,
    end: usize,
    /// The noun for an office that was read before.
    office: Option<usize>,
    /// Whether a preposition was read: the name after it shows whose office it is.
    inside: bool,
}

impl Walk<'_, '_> {
    fn read(&mut self) -> Phrase {
        let text = self.scene.text();
        while self.at < self.end {
            let place = places(self.scene.names, self.scene.index, &(self.at..self.at + 1)).next();
            if let Some(place) = place {
                if let Some(found) = self.named(place) {
                    return found;
                }
                continue;
            }
            let at = self.at;
            if text.word(at) == "," {
                return self.apposed();
            }
            let goes_on = match text.shape(at) {
                Shape::Mark => {
                    is_possessive(text, at) || (text.word(at) == "." && text.shape(at - 1) == Shape::Capital)
                }
                _ if is_small(text, at, &WORDS.governing_prepositions) => {
                    self.inside = true;
                    self.office.is_some()
                }
                _ => !is_function(text, at),
            };
            if !goes_on {
                break;
            }
            if !self.inside && names::office_of_subject(text.word(at)).is_some() {
                self.office = Some(at);
            }
            self.at += 1;
        }
        self.alone()
    }

    /// The office, if nobody is named.
    fn alone(&self) -> Phrase {
        self.office.map_or(Phrase::Unnamed, |noun| office(self.scene.text(), 0, noun))
    }

    /// The meaning of a name at this point: the speaker, or the owner of the noun after it.
    fn named(&mut self, place: &Place) -> Option<Phrase> {
        let text = self.scene.text();
        let end = place.tokens.end;
        self.at = end;
        if self.inside || is_possessive(text, end) {
            return None;
        }
        let next = text.word(end);
        if is_thing(text, place) {
            return Some(Phrase::Unnamed);
        }
        if (next == "&" || WORDS.name_coordinators.contains(next))
            && matches!(text.shape(end + 1), Shape::Capital | Shape::Upper)
        {
            return Some(Phrase::Unnamed);
        }
        let goes_on = match text.shape(end) {
            Shape::Lower => {
                !is_function(text, end)
                    && !is_adverb(text, end)
                    && !is_small(text, end, &WORDS.determiners)
                    && !is_participle(next)
                    && end < self.end
            }
            Shape::Capital | Shape::Upper => !is_adverb(text, end) && end < self.end,
            _ => false,
        };
        (!goes_on).then(|| named(self.scene, place))
    }

    /// The name after a comma that identifies the holder of the office before it: "said the mayor, Smith".
    fn apposed(&self) -> Phrase {
        let text = self.scene.text();
        let of_person = self.inside && names::office_of_subject(text.word(self.at - 1)).is_some();
        if self.office.is_none() || of_person {
            return self.alone();
        }
        let near = self.at + 1..(self.at + 5).min(self.scene.text().tokens.len());
        let place = places(self.scene.names, self.scene.index, &near).next();
        let held = place.filter(|place| phrase_start(text, self.at + 1, place.tokens.start) == self.at + 1);
        match held.filter(|place| !is_possessive(text, place.tokens.end)) {
            Some(place) => named(self.scene, place),
            None => self.alone(),
        }
    }
}

/// Whether a word may be a participle, which ends a noun phrase: "said Smith speaking in Lugg".
fn is_participle(word: &str) -> bool {
    word.len() > 4 && (WORDS.participle_endings.ends(word) || WORDS.regular_past_endings.ends(word))
}
