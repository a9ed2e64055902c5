//! In: a language. Out: which concepts of the news each of its stems names: a flood, a verdict, a ferry, in whatever language.
//!
//! The tables (`concepts.txt` of the languages' packs) were written for this program, with the same keys in each.
//!
//! Invariant: depends only on the language and the stem.

use std::collections::BTreeMap;
use std::sync::{LazyLock, OnceLock};

use rustc_hash::FxHashMap;

use super::background::Background;
use super::stem::Stems;
use super::tokens;
use crate::lang;
use crate::language::Language;

/// The tables of the languages that have one.
static TABLES: LazyLock<Vec<(Language, &str)>> = LazyLock::new(|| {
    let table = |language| Some((language, lang::file(language, "concepts.txt")?));
    Language::READ.into_iter().filter_map(table).collect()
});

/// A concept: the same number in each language.
pub(crate) type Concept = u32;

/// The stems of all languages, and how common each concept is.
struct Tables {
    stemmed: Vec<Stemmed>,
    /// The share of pages on any subject that contain each concept.
    shares: Vec<f32>,
}

/// The stems of a language, each with the concepts that its words name, usually one.
type Stemmed = FxHashMap<String, Vec<Concept>>;

/// The concepts that a stem of a language names.
pub(crate) fn concepts(language: Language, stem: &str) -> &'static [Concept] {
    let table = TABLES.iter().position(|(of, _)| *of == language).map(|at| &tables().stemmed[at]);
    table.and_then(|table| table.get(stem)).map_or(&[], Vec::as_slice)
}

/// The share of news pages on any subject that contain a concept, as the mean over the languages.
pub(crate) fn share(concept: Concept) -> f32 {
    tables().shares.get(concept as usize).copied().unwrap_or_default()
}

fn tables() -> &'static Tables {
    static READ: OnceLock<Tables> = OnceLock::new();
    READ.get_or_init(read)
}

fn read() -> Tables {
    let mut numbers: BTreeMap<&str, Concept> = BTreeMap::new();
    for (key, _) in TABLES.iter().flat_map(|(_, table)| lines(table)) {
        let next = numbers.len() as Concept;
        numbers.entry(key).or_insert(next);
    }
    let stemmed: Vec<Stemmed> = TABLES.iter().map(|(language, table)| stems(*language, table, &numbers)).collect();
    let mut shares = vec![0.0; numbers.len()];
    for ((language, _), stemmed) in TABLES.iter().zip(&stemmed) {
        let background = Background::of(*language);
        for (stem, concepts) in stemmed.iter().collect::<BTreeMap<_, _>>() {
            let share = background.share(stem, false) / TABLES.len() as f32;
            concepts.iter().for_each(|&concept| shares[concept as usize] += share);
        }
    }
    Tables { stemmed, shares }
}

fn stems(language: Language, table: &str, numbers: &BTreeMap<&str, Concept>) -> Stemmed {
    let stems = Stems::of(language);
    let mut stemmed = Stemmed::default();
    for (key, words) in lines(table) {
        for word in words.split_whitespace() {
            let concepts = stemmed.entry(stems.stem(&tokens::fold(word))).or_default();
            if !concepts.contains(&numbers[key]) {
                concepts.push(numbers[key]);
            }
        }
    }
    stemmed
}

/// The keys of a table, each with its words.
fn lines(table: &str) -> impl Iterator<Item = (&str, &str)> {
    table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(':'))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn each_language_has_words_for_each_concept() {
        let keys = |table: &'static str| lines(table).map(|(key, _)| key).collect::<BTreeSet<_>>();
        for &(language, table) in TABLES.iter() {
            assert_eq!(keys(table), keys(TABLES[0].1), "{language}");
            assert!(lines(table).all(|(_, words)| !words.trim().is_empty()), "{language}");
        }
    }

    #[test]
    fn forms_of_a_word_in_two_languages_name_one_concept_and_other_words_another() {
        let of = |language, word: &str| concepts(language, &Stems::of(language).stem(word));
        let flood = of(Language::Ukrainian, "повені");
        assert!(!flood.is_empty());
        assert_eq!(flood, of(Language::English, "floods"));
        assert_ne!(flood, of(Language::English, "verdict"));
        let [war, airship] = ["war", "airship"].map(|word| share(of(Language::English, word)[0]));
        assert!(war > airship && airship > 0.0);
        assert!(of(Language::English, "qwerty").is_empty() && of(Language::Unknown, "flood").is_empty());
    }
}
