//! In: the words of a name. Out: the nominatives with which the words agree in gender and case.
//!
//! Invariant: a word keeps its place; only its ending changes.

use std::ops::Range;

use super::lexicon;
use super::likelihood::{given_score, is_patronymic, surname_score};
use super::mention::{Guess, Words};
use crate::annotate::text::{Shape, Text};
use crate::lang::{self, morphology::Script};
use crate::morphology::{Cases, Declension, Gender, Reading, Use, nominatives};

/// All the ways in which the words of a name agree in gender and case.
pub(crate) fn guesses(text: &Text, shape: &Words, declension: Declension) -> Vec<Guess> {
    let surname = text.word(shape.surname);
    let mut surnames = surnames(surname, declension);
    if shape.listed && is_patronymic(surname) {
        surnames.extend(patronymics(surname, declension));
    }
    let middles = middles(text, &shape.middle, declension);
    let mut found = Vec::new();
    for first in first_names(text, shape.given, shape.listed, declension) {
        for last in &surnames {
            for middle in &middles {
                let cases = first.cases & last.cases & middle.cases;
                if cases.is_empty() || first.gender != last.gender || !middle.genders.contains(&first.gender) {
                    continue;
                }
                let declined = declension.for_word(surname) != Declension::NONE;
                let of_given = if declined { given_score(&first) } else { 0 };
                let score =
                    surname_score(last) - oblique(last, surname, &surnames) + if shape.listed { 6 } else { of_given };
                found.push(Guess {
                    given: Some(first.lemma.clone()),
                    middle: middle.text.clone(),
                    surname: last.lemma.clone(),
                    gender: first.gender,
                    cases,
                    score,
                });
            }
        }
    }
    found
}

/// What a word may be as a surname. "Senior" or "junior" after it is declined separately: "Гарднера-молодшого".
pub(crate) fn surnames(word: &str, declension: Declension) -> Vec<Reading> {
    let declension = declension.for_word(word);
    let Some((bare, rank)) = lexicon::ranked(word) else { return whole_or_double(word, declension) };
    let mut readings = nominatives(bare, Use::Surname, declension);
    readings.retain(|reading| reading.gender == Gender::Masculine);
    readings.iter_mut().for_each(|reading| reading.lemma = format!("{}-{rank}", reading.lemma));
    readings
}

/// What a surname may be. In a double surname with a hyphen, both parts are declined or only the second.
fn whole_or_double(word: &str, declension: Declension) -> Vec<Reading> {
    let mut readings = nominatives(word, Use::Surname, declension);
    let Some((one, other)) = word.split_once('-').filter(|_| declension != Declension::NONE) else { return readings };
    let firsts = nominatives(one, Use::Surname, declension);
    let seconds = nominatives(other, Use::Surname, declension);
    let fits = |first: &Reading, second: &Reading| {
        first.lemma != one && first.gender == second.gender && first.cases.meets(second.cases)
    };
    let doubles = firsts.iter().flat_map(|first| seconds.iter().map(move |second| (first, second)));
    let doubles: Vec<Reading> = doubles
        .filter(|(first, second)| fits(first, second) && surname_score(first) >= 0)
        .map(|(first, second)| Reading {
            lemma: format!("{}-{}", first.lemma, second.lemma),
            gender: first.gender,
            cases: first.cases & second.cases,
            rare: second.rare,
        })
        .collect();
    readings.iter_mut().for_each(|reading| reading.rare |= !doubles.is_empty() && reading.lemma != word);
    readings.extend(doubles);
    readings
}

/// A surname without "senior" or "junior".
fn bare(word: &str) -> &str {
    lexicon::ranked(word).map_or(word, |(bare, _)| bare)
}

/// How much less likely a surname ending in "а" or "я" is than one ending in a consonant, if the word may be the genitive of the latter.
pub(crate) fn oblique(reading: &Reading, word: &str, all: &[Reading]) -> i32 {
    // More than an office beside the name can weigh. In Polish, where many surnames end this way, less than one place in the nominative.
    /// On a quarter of SlavicNER uk PER exact .977; .966 with 6; the same with 24.
    const LESS: i32 = 12;
    const LESS_IN_LATIN: i32 = 2;
    let latin = || lang::packs().iter().map(|pack| &pack.morphology).filter(|it| it.script == Script::Latin);
    let in_latin = word.ends_with(|letter| latin().any(|it| it.surnames.genitive_letters.contains(letter)));
    let less = if in_latin { LESS_IN_LATIN } else { LESS };
    let word = bare(word);
    let genitive = |letter| lexicon::has_letter(letter, |morphology| &morphology.surnames.genitive_letters);
    let nominative = |letter| lexicon::has_letter(letter, |morphology| &morphology.surnames.nominative_letters);
    let stem = word.trim_end_matches(genitive);
    let of_a_man = |other: &Reading| {
        other.gender == Gender::Masculine && !other.rare && bare(&other.lemma).trim_end_matches(nominative) == stem
    };
    let typical = lexicon::ends(word, |morphology| &morphology.surnames.women);
    if bare(&reading.lemma) == word && stem.len() < word.len() && !typical && all.iter().any(of_a_man) {
        less
    } else {
        0
    }
}

pub(crate) fn first_names(text: &Text, at: usize, listed: bool, declension: Declension) -> Vec<Reading> {
    let word = text.word(at);
    if text.shape(at) == Shape::Initial {
        return [Gender::Masculine, Gender::Feminine]
            .map(|gender| Reading { lemma: word.to_owned(), gender, cases: Cases::ANY, rare: false })
            .into();
    }
    let declension = declension.for_word(word);
    if listed { lexicon::given(word, declension) } else { nominatives(word, Use::Given, declension) }
}

/// What a word may be as a patronymic.
fn patronymics(word: &str, declension: Declension) -> Vec<Reading> {
    let mut readings = nominatives(word, Use::Given, declension);
    readings.retain(|reading| lexicon::ends(&reading.lemma, |morphology| &morphology.patronymics.nominatives));
    readings
}

/// What the words between the first name and the surname may be in the nominative.
struct Middle {
    text: String,
    genders: Vec<Gender>,
    cases: Cases,
}

fn middles(text: &Text, range: &Range<usize>, declension: Declension) -> Vec<Middle> {
    let both = vec![Gender::Masculine, Gender::Feminine];
    let mut found = vec![Middle { text: String::new(), genders: both.clone(), cases: Cases::ANY }];
    for at in range.clone() {
        let word = text.word(at);
        let mut readings = lexicon::given(word, declension.for_word(word));
        if readings.is_empty() && is_patronymic(word) {
            readings = patronymics(word, declension);
        }
        let fixed = Middle { text: word.to_owned(), genders: both.clone(), cases: Cases::ANY };
        let options: Vec<Middle> = match readings.is_empty() || text.shape(at) != Shape::Capital {
            true => vec![fixed],
            false => readings.into_iter().map(Middle::from).collect(),
        };
        found = found.iter().flat_map(|known| options.iter().filter_map(|option| known.and(option))).take(24).collect();
    }
    found
}

impl From<Reading> for Middle {
    fn from(reading: Reading) -> Self {
        Self { text: reading.lemma, genders: vec![reading.gender], cases: reading.cases }
    }
}

impl Middle {
    fn and(&self, next: &Self) -> Option<Self> {
        let genders: Vec<_> = self.genders.iter().copied().filter(|gender| next.genders.contains(gender)).collect();
        let text = if self.text.is_empty() { next.text.clone() } else { format!("{} {}", self.text, next.text) };
        let cases = self.cases & next.cases;
        (!cases.is_empty() && !genders.is_empty()).then_some(Self { text, genders, cases })
    }
}

/// The names made of a first name and a surname that agree.
pub(crate) fn agreeing(firsts: &[Reading], surnames: &[Reading]) -> Vec<Guess> {
    let pairs = firsts.iter().flat_map(|first| surnames.iter().map(move |last| (first, last)));
    let fitting = pairs.filter(|(first, last)| first.gender == last.gender && first.cases.meets(last.cases));
    let guess = |(first, last): (&Reading, &Reading)| Guess {
        given: Some(first.lemma.clone()),
        middle: String::new(),
        surname: last.lemma.clone(),
        gender: first.gender,
        cases: first.cases & last.cases,
        score: surname_score(last) + 6,
    };
    fitting.map(guess).collect()
}
