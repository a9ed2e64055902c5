//! In: the lists beside this file. Out: nouns for institutions in their forms, known institutions, and words that end a name.
//!
//! Invariant: the lists hold words of languages and institutions that everybody may edit, nothing of a certain page.

use std::collections::{HashMap, HashSet};
use std::sync::LazyLock;

use crate::annotate::gazetteer::{Gazetteer, folded};
use crate::annotate::inflection::{Agreement, forms, lines};
use crate::annotate::names::{ANY, Cases, Tongue};

/// How sure a noun is to name an institution.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Firm,
    State,
    Loose,
    Titled,
    Form,
}

/// A noun for an institution in one of its forms.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub lemma: &'static str,
    pub agrees: Agreement,
    pub class: Class,
    pub cases: Cases,
}

static HEADS: LazyLock<HashMap<(bool, String), Vec<Head>>> = LazyLock::new(|| {
    let mut found: HashMap<(bool, String), Vec<Head>> = HashMap::new();
    let cyrillic = lines(include_str!("heads.txt")).filter(|line| !line.starts_with("la "));
    for (key, words) in cyrillic.filter_map(|line| line.split_once(": ")) {
        let mut key = key.split(' ');
        let tongue = if key.next() == Some("uk") { Tongue::Ukrainian } else { Tongue::Russian };
        let agrees = match key.next() {
            Some("m") => Agreement::Masculine,
            Some("f") => Agreement::Feminine,
            Some("n") => Agreement::Neuter,
            _ => Agreement::Plural,
        };
        let class = class(key.next());
        for word in words.split_whitespace() {
            for (lemma, form, cases) in all_forms(word, class, agrees, tongue) {
                let head = Head { lemma, agrees, class, cases };
                found.entry((tongue == Tongue::Ukrainian, form)).or_default().push(head);
            }
        }
    }
    found
});

fn class(name: Option<&str>) -> Class {
    match name {
        Some("firm") => Class::Firm,
        Some("state") => Class::State,
        Some("titled") => Class::Titled,
        Some("form") => Class::Form,
        _ => Class::Loose,
    }
}

fn all_forms(
    word: &'static str,
    class: Class,
    agrees: Agreement,
    tongue: Tongue,
) -> Vec<(&'static str, String, Cases)> {
    let lemma = word.split('/').next().unwrap_or(word);
    if class == Class::Form {
        return vec![(lemma, lemma.to_owned(), ANY)];
    }
    if agrees != Agreement::Plural {
        return forms(word, tongue).into_iter().map(|(form, cases)| (lemma, form, cases)).collect();
    }
    // Nominative and accusative, genitive, dative, instrumental, locative.
    let cases: [Cases; 5] = [0b00_1001, 0b00_0010, 0b00_0100, 0b01_0000, 0b10_0000];
    word.split('/').zip(cases).map(|(form, cases)| (lemma, form.to_owned(), cases)).collect()
}

/// The nouns for institutions that a word may be a form of.
pub fn heads(word: &str, tongue: Tongue) -> &'static [Head] {
    let ukrainian = tongue == Tongue::Ukrainian;
    let of = |word: String| HEADS.get(&(ukrainian, word));
    of(word.to_owned()).or_else(|| of(folded(word))).map_or(&[], Vec::as_slice)
}

static LATIN: LazyLock<HashMap<&'static str, Class>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    for (key, words) in lines(include_str!("heads.txt")).filter_map(|line| line.strip_prefix("la ")?.split_once(": ")) {
        found.extend(words.split_whitespace().map(|word| (word, class(Some(key)))));
    }
    found
});

/// What an English word is as a noun for an institution.
pub fn latin_head(word: &str) -> Option<Class> {
    LATIN.get(word).copied()
}

/// The institutions that go by a name or by letters alone.
pub static KNOWN: LazyLock<Gazetteer> = LazyLock::new(|| Gazetteer::read(&[include_str!("known.txt")]));

static STOPS: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let mut found: HashMap<&str, HashSet<&str>> = HashMap::new();
    for (key, words) in lines(include_str!("stops.txt")).filter_map(|line| line.split_once(": ")) {
        found.entry(key).or_default().extend(words.split_whitespace());
    }
    found
});

/// Whether an adjective in small letters is one that only institutions have.
pub fn is_public(word: &str) -> bool {
    let beginnings = STOPS.get("public");
    beginnings.is_some_and(|beginnings| beginnings.iter().any(|beginning| word.starts_with(beginning)))
}

/// Whether a word is in a list of `stops.txt`.
pub fn stops(list: &str, word: &str) -> bool {
    STOPS.get(list).is_some_and(|words| words.contains(word))
}
