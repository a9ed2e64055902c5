//! In: a word or a nominative. Out: how likely it is a first name, a patronymic or a surname, judged by its ending.
//!
//! Invariant: only endings count; no particular name does.

use super::lexicon;
use super::lexicon::{ends, has_letter};
use crate::lang::{
    self,
    morphology::{GivenEndings, Morphology, Script, Surnames},
};
use crate::morphology::{Gender, Reading};

/// Whether a word may be a patronymic.
pub(crate) fn is_patronymic(word: &str) -> bool {
    let stem = word.trim_end_matches(|letter| has_letter(letter, |morphology| &morphology.patronymics.case_letters));
    let endings = |morphology: &'static Morphology| &morphology.patronymics.endings;
    ends(word, endings) || ends(stem, endings)
}

/// Whether a word has an ending that is common in surnames and rare elsewhere.
pub(crate) fn is_typical(word: &str) -> bool {
    /// On a quarter of SlavicNER uk PER F1 .902; the same with 2; .896 with 8.
    const SHORTEST: usize = 4;
    word.chars().count() >= SHORTEST && ends(word, |morphology| &morphology.surnames.typical)
}

/// How likely a nominative is an unlisted first name.
pub(crate) fn given_score(first: &Reading) -> i32 {
    let ends = |list: fn(&'static GivenEndings) -> &'static Vec<String>| {
        ends(&first.lemma, |morphology| list(&morphology.given))
    };
    let feminine = ends(|given| &given.feminine);
    // "Энди" is more likely a foreign name than a form of "Эндя", and "Варя" is more likely a girl than a form of "Варь".
    if is_hardly_soft(&first.lemma) {
        return -3;
    }
    match first.gender {
        Gender::Masculine if ends(|given| &given.hardly_masculine) => -4,
        Gender::Masculine if feminine || ends(|given| &given.seldom_masculine) => -2,
        Gender::Masculine => 1,
        Gender::Feminine if feminine => 0,
        Gender::Feminine => -1,
    }
}

/// How likely a nominative in Latin letters is a surname, if it is declined.
fn latin_score(reading: &Reading) -> i32 {
    let ends = |list: List| ends_in(Script::Latin, &reading.lemma, list);
    if ends(|surnames| &surnames.nominative) {
        1
    } else if ends(|surnames| &surnames.oblique) {
        -6
    } else if ends(|surnames| &surnames.seldom) {
        -2
    } else if reading.gender == Gender::Masculine && ends(|surnames| &surnames.like_a_woman) {
        -1
    } else {
        0
    }
}

/// A list of endings of surnames.
type List = fn(&'static Surnames) -> &'static Vec<String>;

/// Whether a nominative has an ending that a language of the script lists.
fn ends_in(script: Script, lemma: &str, list: List) -> bool {
    let of_script = lang::packs().iter().map(|pack| &pack.morphology).filter(|morphology| morphology.script == script);
    of_script.flat_map(|morphology| list(&morphology.surnames)).any(|ending| lemma.ends_with(ending.as_str()))
}

/// Whether a nominative ends in a soft "я" after a consonant. Few names do, but a foreign name in "и" looks like a form of such a name.
fn is_hardly_soft(lemma: &str) -> bool {
    let mut endings = lang::all(|pack| &pack.morphology.given.hardly_soft);
    let is_syllable = |letter: char| has_letter(letter, |morphology| &morphology.before_iotated);
    endings.find_map(|ending| lemma.strip_suffix(ending)).is_some_and(|stem| !stem.ends_with(is_syllable))
}

/// How likely a nominative is a surname.
pub(crate) fn surname_score(reading: &Reading) -> i32 {
    let lemma = reading.lemma.as_str();
    if lemma.is_ascii() || !lexicon::is_cyrillic_word(lemma) {
        return latin_score(reading);
    }
    let ends = |list: List| ends_in(Script::Cyrillic, lemma, list);
    if is_hardly_soft(lemma) {
        -4
    } else if ends(|surnames| &surnames.hardly) {
        -3
    } else if ends(|surnames| &surnames.seldom) {
        -2
    } else if ends(|surnames| &surnames.oblique)
        || (reading.gender == Gender::Feminine && ends(|surnames| &surnames.oblique_of_women))
    {
        -3
    } else if reading.rare {
        -2
    } else if reading.gender == Gender::Masculine && ends(|surnames| &surnames.like_a_woman) {
        -1
    } else if ends(|surnames| &surnames.nominative) {
        1
    } else {
        0
    }
}
