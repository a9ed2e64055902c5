//! In: a word for an office next to a quote. Out: the person who holds the office, or only the office if the person is not named.
//!
//! Invariant: a person whose office belongs elsewhere is not the holder: "the school's director" is not a factory's.

use super::cue::Subject;
use super::noun::epithet;
use super::scene::{Scene, is_of, office_start, places};
use super::small::is_small;
use super::voice::{self, Voice};
use crate::annotate::names::{self, Place};
use crate::annotate::text::{Shape, Text};
use crate::lang::Words;
use crate::lang::speech::ALL as WORDS;
use crate::letters::{Letter, LowerCase};
use crate::morphology::Gender;

/// Maximum number of words between the noun for an office and the full name after it. The same with 4 and 16 on `tests/speech-news` and
/// `tests/speech`.
const LONGEST_OFFICE: usize = 8;

/// The name that belongs to the office at a token: right after it, after a comma, or after a word such as "call sign".
pub(crate) fn holder_behind<'a>(scene: &Scene<'a>, at: usize, end: usize) -> Option<&'a Place> {
    let text = scene.text();
    let place = places(scene.names, scene.index, &(at..end)).next()?;
    if office_start(place) <= at {
        return Some(place);
    }
    let before = office_start(place).checked_sub(1)?;
    let is_alias = names::says_a_call_sign(text, place.tokens.start);
    let is_phrase = |at: usize| {
        let lower = text.word(at).lower_case();
        match text.shape(at) {
            Shape::Lower => names::speech(&lower).is_none() && !names::is_verb_like(&lower),
            Shape::Mark => is_alias && lower == ",",
            _ => true,
        }
    };
    let is_name = |at: usize| matches!(text.shape(at), Shape::Capital | Shape::Upper);
    let is_full = place.tokens.len() > 1 && before - at < LONGEST_OFFICE;
    let is_tied = text.word(before) == "," || is_alias || is_full || (at + 1..=before).all(is_name);
    (place.nominative && is_tied && (at + 1..before).all(is_phrase)).then_some(place)
}

/// The person who holds the office at a token: the last speaker if they hold it, otherwise its only holder. Nobody, if an article marks it
/// as one of many, or if a noun that fits anybody follows another person's words.
pub(crate) fn by_office(scene: &Scene, at: usize) -> Subject {
    let (names, text) = (scene.names, scene.text());
    let words = names::office_words(text, at);
    let role = Some(text.form(&words));
    let indefinite = words.start > 0 && is_small(text, words.start - 1, &WORDS.indefinite_articles);
    let known = names::office_of_subject(text.word(at)).or(epithet(text, at).map(|_| text.word(at)));
    let Some(office) = known.filter(|_| !indefinite && !is_of_another(scene, words.end)) else {
        return Subject { speaker: None, role };
    };
    if let Some(spouse) = spouse(scene, at, office) {
        return Subject::of(spouse);
    }
    let said: Vec<&str> = words.clone().map(|at| text.word(at)).collect();
    let holds = |person: usize| holds(scene, person, office, &said, text.word(at));
    let voice = voice::nearest(scene, words.start);
    if let Voice::One(last) = voice
        && holds(last)
    {
        return Subject::of(last);
    }
    let mut holders = candidates(scene, office).into_iter().filter(|&person| holds(person));
    let only = holders.next().filter(|_| holders.next().is_none());
    let is_bare = words.end == at + 1 && !is_described(text, at) || is_small(text, at, &WORDS.interlocutors);
    let speaker = match (epithet(text, at).filter(|_| is_bare), voice) {
        (Some(gender), Voice::One(last)) => {
            let is_other = |one: usize| !holds(one) || !is_of(names, one, gender);
            Some(last).filter(|&last| (0..names.people.len()).all(is_other) && is_of(names, last, gender))
        }
        (Some(_), Voice::Other) => None,
        _ => only,
    };
    Subject { speaker, role: role.filter(|_| speaker.is_none()) }
}

/// Whether an adjective comes before a noun: "шведский специалист" is not the last speaker.
fn is_described(text: &Text, at: usize) -> bool {
    let Some(before) = at.checked_sub(1).filter(|&before| text.shape(before) == Shape::Lower) else { return false };
    WORDS.origin_adjective_endings.ends(&text.word(before).lower_case())
}

/// The person that a noun in an oblique case refers to in a source phrase: the last speaker, otherwise its only holder. Nobody, if several
/// people hold the office.
pub(crate) fn of_noun(scene: &Scene, at: usize) -> Option<usize> {
    let (names, text) = (scene.names, scene.text());
    let word = text.word(at);
    let offices = names::offices_of_case(word);
    let epithets = [(&WORDS.epithets_of_men, Gender::Masculine), (&WORDS.epithets_of_women, Gender::Feminine)];
    let epithet =
        epithets.into_iter().find(|(nouns, _)| is_inflected(&word.lower_case(), nouns)).map(|(_, gender)| gender);
    let holds = |person: usize| offices.iter().any(|office| holds(scene, person, office, &[word], word));
    let last = match voice::nearest(scene, at) {
        Voice::One(last) => Some(last),
        _ => None,
    };
    let fits = |last: &usize| holds(*last) || epithet.is_some_and(|gender| is_of(names, *last, gender));
    let mut holders = (0..names.people.len()).filter(|&person| holds(person));
    let only = holders.next().filter(|_| holders.next().is_none());
    last.filter(fits).or(only)
}

/// A stem, which is a word without its last letter, must have more letters than this. The same with 2 and 6 on `tests/speech-news`.
const SHORTEST_STEM: usize = 3;

/// Whether a word is a case form of one of these nouns: "историка" of "историк".
fn is_inflected(lower: &str, nouns: &Words) -> bool {
    let Some((last, _)) = lower.char_indices().next_back() else { return false };
    let stem = &lower[..last];
    stem.chars().count() > SHORTEST_STEM
        && WORDS.case_endings.contains(&lower[last..])
        && (nouns.contains(stem)
            || WORDS.nominative_endings.iter().any(|ending| nouns.contains(&format!("{stem}{ending}"))))
}

/// Whether two words for an office may mean the same office.
fn may_be_same(known: &str, office: &str) -> bool {
    let is_head = |office: &str| WORDS.heads.contains(office);
    names::is_same_office(known, office) || is_first_half(known, office) || is_head(known) && is_head(office)
}

/// Everybody who may hold an office, judged by the word for it alone.
fn candidates(scene: &Scene, office: &str) -> Vec<usize> {
    scene.bearers.with_office(|known| may_be_same(known, office))
}

/// Whether the text gives an office to a person, in these words or in others.
fn holds(scene: &Scene, person: usize, office: &str, said: &[&str], noun: &str) -> bool {
    let role = role_of(scene, person);
    let is_head = |office: &str| WORDS.heads.contains(office);
    scene.names.traits[person].offices.iter().any(|known| {
        let is_same = names::is_same_office(known, office) || is_first_half(known, office);
        is_same && may_be_one(said, role, noun) || is_head(known) && is_head(office) && share_name(said, role)
    })
}

/// Whether one word is the part of the other before a hyphen: "прем'єр" of "прем'єр-міністр".
fn is_first_half(one: &str, other: &str) -> bool {
    let begins = |long: &str, short: &str| long.strip_prefix(short).is_some_and(|rest| rest.starts_with('-'));
    begins(one, other) || begins(other, one)
}

/// Whether the words of two offices share a name: "глава МАГАТЕ", "генеральний директор МАГАТЕ".
fn share_name(said: &[&str], role: &str) -> bool {
    let is_name = |word: &&str| word.chars().next().is_some_and(char::is_capital) && word.chars().count() > 2;
    let stem = |word: &str| word.lower_case().chars().take(5).collect::<String>();
    let held: Vec<String> = role.split(' ').filter(is_name).map(stem).collect();
    said.iter().skip(1).filter(|word| is_name(word)).any(|word| held.contains(&stem(word)))
}

/// Whether the name that begins at a token is in an oblique case, so that the office belongs to somebody else: "Smith's lawyer".
fn is_of_another(scene: &Scene, at: usize) -> bool {
    let place = places(scene.names, scene.index, &(at..at + 1)).next();
    place.is_some_and(|place| !place.nominative)
}

/// The only person of the article who may hold the office at a token.
pub(crate) fn only_holder(scene: &Scene, at: usize) -> Option<usize> {
    let text = scene.text();
    let office = names::office_of_subject(text.word(at))?;
    if let Some(spouse) = spouse(scene, at, office) {
        return Some(spouse);
    }
    let said: Vec<&str> = names::office_words(text, at).map(|at| text.word(at)).collect();
    let holds = |&person: &usize| holds(scene, person, office, &said, text.word(at));
    let mut holders = candidates(scene, office).into_iter().filter(holds);
    holders.next().filter(|_| holders.next().is_none())
}

fn role_of<'a>(scene: &Scene<'a>, person: usize) -> &'a str {
    scene.names.people[person].role.as_ref().map_or("", |role| role.text.as_str())
}

/// Whether the words of two offices may mean one office: they share a word besides the noun, or one has only the noun.
fn may_be_one(said: &[&str], role: &str, noun: &str) -> bool {
    let stem = |word: &str| word.lower_case().chars().take(5).collect::<String>();
    let content = |words: &mut dyn Iterator<Item = &str>| -> Vec<String> {
        let long = words.filter(|word| word.chars().count() > 3 && *word != noun).map(stem);
        long.filter(|stem| !WORDS.general_stems.contains(stem)).collect()
    };
    let (said, held) = (content(&mut said.iter().copied()), content(&mut role.split(' ')));
    said.is_empty() || held.is_empty() || said.iter().any(|word| held.contains(word))
}

/// The only person who has this gender and the surname of a person of the other gender, if a word for a spouse is the subject: "His wife
/// remembers".
fn spouse(scene: &Scene, at: usize, office: &str) -> Option<usize> {
    let gender = match () {
        () if WORDS.wives.contains(office) => Gender::Feminine,
        () if WORDS.husbands.contains(office) => Gender::Masculine,
        () => return None,
    };
    let owners = [&WORDS.possessives, &WORDS.possessives_of_men, &WORDS.possessives_of_women];
    let owns = |at: usize| owners.into_iter().any(|words| is_small(scene.text(), at, words));
    let is_of = at.checked_sub(1).is_some_and(owns);
    let names = scene.names;
    let surname = |person: usize| {
        let name = names.people[person].name.as_str();
        name.rsplit_once(' ').map(|(_, surname)| surname.trim_end_matches(WORDS.surname_vowels.as_slice()))
    };
    let shares = |one: usize, other: usize| {
        let pair = surname(one).zip(surname(other));
        one != other
            && names.traits[one].gender != names.traits[other].gender
            && pair.is_some_and(|(one, other)| one == other)
    };
    let people = 0..names.people.len();
    let mut fitting = people
        .clone()
        .filter(|&person| names.traits[person].gender == gender && people.clone().any(|other| shares(person, other)));
    let only = fitting.next().filter(|_| is_of)?;
    fitting.next().is_none().then_some(only)
}
