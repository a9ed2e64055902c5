//! In: a name of several words, such as a newspaper's, in a case other than the nominative. Out: the nominatives it may belong to.
//!
//! Only the words up to the first noun are declined: "Нашої правди", "Голосу громади".
//!
//! Invariant: knows the endings from the pack of a language, and never a name; a name it cannot convert does not change.

use crate::lang::morphology::{Morphology, PublisherName, When};
use crate::letters::{Letter, LowerCase};

/// How a language declines the names of newspapers.
pub(crate) struct Phrases {
    morphology: &'static Morphology,
    names: &'static PublisherName,
}

impl Phrases {
    /// The rules of a language.
    pub(crate) fn of(morphology: &'static Morphology) -> Self {
        Self { morphology, names: &morphology.name_of_a_publisher }
    }

    /// The nominative of an accusative. Feminine names change, others look the same as their nominative: "На «Правду»".
    pub(crate) fn of_accusative(&self, name: &str) -> String {
        let Some((head, tail)) = self.split_head(name) else { return name.to_owned() };
        let words: Vec<String> = head.iter().map(|word| swap(word, &self.names.accusatives)).collect();
        join(&words, tail)
    }

    /// The nominatives whose genitive could be `name`, likeliest first. Only the words up to the first noun change.
    pub(crate) fn of_genitive(&self, name: &str) -> Vec<String> {
        if self.is_feminine_nominative(name) {
            return vec![name.to_owned()];
        }
        let Some((head, tail)) = self.split_head(name) else { return vec![name.to_owned()] };
        let (noun, adjectives) = head.split_last().expect("a head has a word");
        let nouns = self.noun_nominatives(noun);
        nouns.iter().map(|form| join(&self.with_adjectives(adjectives, form), tail)).collect()
    }

    /// Whether an adjective and a noun agree in the feminine nominative: then the name was not inflected at all.
    fn is_feminine_nominative(&self, name: &str) -> bool {
        let mut words = name.split(' ');
        let adjective = words.next().is_some_and(|word| ends(word, &self.names.feminine_adjectives));
        let is_noun = |word: &str| word.starts_with(char::is_capital) && ends(word, &self.names.feminine);
        adjective && words.next().is_some_and(is_noun)
    }

    /// The adjectives before the first noun together with the noun, and the rest of the name.
    fn split_head<'a>(&self, name: &'a str) -> Option<(Vec<&'a str>, &'a str)> {
        let mut head = Vec::new();
        let mut rest = name;
        loop {
            let end = rest.find(' ').unwrap_or(rest.len());
            let word = &rest[..end];
            head.push(word);
            rest = &rest[end..];
            if word.is_empty() {
                return None;
            }
            if !ends(word, &self.names.oblique_adjectives) || rest.is_empty() {
                return Some((head, rest));
            }
            rest = &rest[1..];
        }
    }

    /// The adjectives, in agreement with a noun in the nominative, and the noun.
    fn with_adjectives(&self, adjectives: &[&str], noun: &str) -> Vec<String> {
        adjectives.iter().map(|word| self.adjective(word, noun)).chain([noun.to_owned()]).collect()
    }

    fn adjective(&self, word: &str, noun: &str) -> String {
        let fits = |behind: &[String]| behind.is_empty() || ends(word, behind);
        let Some(rule) = self.names.adjectives.iter().find(|rule| fits(&rule.behind)) else { return word.to_owned() };
        let ending = if ends(noun, &self.names.feminine) {
            &rule.feminine
        } else if ends(noun, &self.names.neuter) {
            &rule.neuter
        } else if ends(noun, &self.names.plural) {
            &rule.plural
        } else {
            &rule.masculine
        };
        without(word, &rule.genitives).map_or_else(|| word.to_owned(), |stem| format!("{stem}{ending}"))
    }

    /// The nominatives whose genitive could be the word. If a hyphen joins two nouns, one or both may be inflected.
    fn noun_nominatives(&self, word: &str) -> Vec<String> {
        if let Some((first, second)) = word.split_once('-') {
            if second.starts_with(char::is_capital) && self.is_invariable(second) {
                return self.noun_nominatives(first).into_iter().map(|first| format!("{first}-{second}")).collect();
            }
            return vec![format!("{first}-{}", self.noun_nominatives(second).swap_remove(0))];
        }
        for rule in &self.names.nouns {
            let Some(stem) = without(word, &rule.genitives).filter(|stem| self.fits(rule.when, stem, word)) else {
                continue;
            };
            let mut forms: Vec<String> = rule.nominatives.iter().map(|ending| format!("{stem}{ending}")).collect();
            if let (When::Closed, Some(ending), Some(first)) = (rule.when, rule.nominatives.first(), forms.first_mut())
            {
                *first = format!("{}{ending}", swap(stem, &self.names.opened));
            }
            return forms;
        }
        vec![word.to_owned()]
    }

    /// Whether a rule applies to a noun with this stem.
    fn fits(&self, when: When, stem: &str, word: &str) -> bool {
        match when {
            When::Always | When::Closed => true,
            When::Fleeting => self.loses_vowel(&word.lower_case()),
            When::Neuter => self.names.neuter_stems.contains(stem.lower_case().as_str()),
            When::Vowel => stem.ends_with(|c| self.is_vowel(c)),
            When::Hushing => stem.ends_with(|c| self.names.hushing.contains(c)),
        }
    }

    /// Whether a noun has lost a vowel before its last consonant: `світанку` from `світанок`, but `банку` from `банк`.
    fn loses_vowel(&self, lower: &str) -> bool {
        let mut letters = lower.chars();
        letters.next_back();
        let stem = letters.as_str();
        let before = stem.chars().rev().nth(1);
        let syllables = stem.chars().filter(|&c| self.is_vowel(c)).count();
        before.is_some_and(|c| self.names.before_fleeting.contains(c))
            && (syllables > 1 || self.names.fleeting_stems.contains(stem))
    }

    /// Whether a second part stays the same in every case: it ends in a consonant, like an abbreviated noun.
    fn is_invariable(&self, word: &str) -> bool {
        word.chars().next_back().is_some_and(|c| !self.is_vowel(c.to_ascii_lowercase()))
    }

    fn is_vowel(&self, c: char) -> bool {
        self.morphology.vowels.contains(c)
    }
}

fn ends(word: &str, endings: &[String]) -> bool {
    endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// A word without the first of the given endings that it has.
fn without<'a>(word: &'a str, endings: &[String]) -> Option<&'a str> {
    endings.iter().find_map(|ending| word.strip_suffix(ending.as_str()))
}

fn swap(word: &str, endings: &[(String, String)]) -> String {
    let changed =
        endings.iter().find_map(|(old, new)| word.strip_suffix(old.as_str()).map(|stem| format!("{stem}{new}")));
    changed.unwrap_or_else(|| word.to_owned())
}

fn join(words: &[String], tail: &str) -> String {
    format!("{}{tail}", words.join(" "))
}
