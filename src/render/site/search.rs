//! In: an edition and its pages. Out: the index of a full-text search that a script on the page reads: which events have which words.
//!
//! Words are folded and stemmed, so that their forms share an entry. The script folds what a reader types and compares it with the stems: one
//! must begin as the other does. The entries are parted by their first character, so that a search loads a small part of the index.
//!
//! Invariant: the same edition gives the same bytes. An index holds no sentence, only words, headlines and places.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::characters::clean;
use crate::edition::{Edition, Event};
use crate::language::Language;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::render::epub::book::Book;

/// The folder of the index.
const FOLDER: &str = "search";
/// The list of what is found.
const FOUND: &str = "found.json";

/// What a search finds, in the form that the script reads: the place, the headline, its language, and the day.
#[derive(Debug, Serialize)]
struct Hit<'a>(&'a str, String, &'a str, Option<&'a str>);

/// The files of the index, by name.
pub(crate) fn index(edition: &Edition, book: &Book) -> Vec<(String, Vec<u8>)> {
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let events: Vec<(&Event, &str)> =
        events.filter_map(|event| Some((event, book.places.get(&event.id)?.as_str()))).collect();
    let hit = |(event, place): &(&'_ Event, &'_ str)| (event.headline.language.tag().to_owned(), (*place).to_owned());
    let shown: Vec<(String, String)> = events.iter().map(hit).collect();
    let found: Vec<Hit> = events
        .iter()
        .zip(&shown)
        .map(|((event, _), (language, place))| {
            let day = event.when.as_ref().map(|when| when.short.as_str());
            Hit(place, clean(&event.headline.text).into_owned(), language, day)
        })
        .collect();
    let mut stems = Stemming::default();
    let mut words: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, (event, _)) in events.iter().enumerate() {
        for (text, language) in texts(event) {
            for stem in stems.of(&text, language) {
                words.entry(stem).or_default().insert(at);
            }
        }
    }
    let mut parts: BTreeMap<char, BTreeMap<&str, &BTreeSet<usize>>> = BTreeMap::new();
    for (word, hits) in &words {
        if let Some(first) = word.chars().next() {
            parts.entry(first).or_default().insert(word, hits);
        }
    }
    let part = |(first, words): (&char, &BTreeMap<_, _>)| (part_of(*first), json(words));
    let listed = std::iter::once((format!("{FOLDER}/{FOUND}"), json(&found)));
    listed.chain(parts.iter().map(part)).collect()
}

/// The file with the words that begin with a character.
fn part_of(first: char) -> String {
    format!("{FOLDER}/{:x}.json", u32::from(first))
}

fn json(value: &impl Serialize) -> Vec<u8> {
    crate::characters::json(serde_json::to_vec(value).expect("an index is plain data"))
}

/// What an event's page says of it, each text with its language.
fn texts(event: &Event) -> Vec<(String, Language)> {
    let mut texts = vec![(event.headline.text.clone(), event.headline.language)];
    let added = event.added.iter().map(|added| &added.quotation);
    let quotes = event.quotes.iter().map(|quote| &quote.quotation);
    let sides = event.disagreements.iter().flat_map(|one| &one.sides).map(|side| &side.quotation);
    let steps = event.developments.iter().flat_map(|one| &one.steps).map(|step| &step.quotation);
    let said = event.key.iter().chain(quotes).chain(added).chain(sides).chain(steps);
    texts.extend(said.map(|said| (said.text.clone(), said.language)));
    let names = event.quotes.iter().filter_map(|quote| quote.speaker.as_ref());
    let names = names.chain(event.place.iter().map(|place| &place.name));
    texts.extend(names.map(|name| (name.clone(), event.headline.language)));
    texts
}

/// The stemmers of the languages, made once.
#[derive(Default)]
struct Stemming(BTreeMap<Language, Stems>);

impl Stemming {
    /// The stems of the words of a text.
    fn of(&mut self, text: &str, language: Language) -> Vec<String> {
        let stems = self.0.entry(language).or_insert_with(|| Stems::of(language));
        // The stemmers know the marks of their languages, so a word is stemmed before they are taken off.
        tokens::folded(text).map(|word| folded(&stems.stem(&word))).filter(|word| !word.is_empty()).collect()
    }
}

/// A word in small letters without marks and apostrophes. The script does the same with what is typed.
fn folded(word: &str) -> String {
    word.to_lowercase().nfd().filter(|c| !is_combining_mark(*c) && c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_share_a_stem() {
        let mut stems = Stemming::default();
        let mut of = |text: &str, language| stems.of(text, language);
        assert_eq!(of("bridges", Language::English), of("Bridge", Language::English));
        assert_eq!(of("конференції", Language::Ukrainian), of("Конференція", Language::Ukrainian));
        assert_ne!(of("bridge", Language::English), of("ferry", Language::English));
        assert_eq!(of("Łódź, 1939!", Language::Unknown), ["łodz", "1939"]);
        assert!(of("— … !", Language::Unknown).is_empty());
    }
}
