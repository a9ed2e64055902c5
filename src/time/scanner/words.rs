//! In: the languages' packs. Out: words, endings and marks that the scanner looks for in any language.
//!
//! Invariant: each list is built once. The callers know what the words mean.

use std::sync::LazyLock;

use rustc_hash::FxHashSet;

use crate::lang::{self, Pack};

/// Words or endings of all languages together.
type Set = LazyLock<FxHashSet<&'static str>>;

/// Endings of ordinals in figures, without a hyphen and with one: "17th", "17-го".
pub(crate) static ORDINAL_ENDINGS: Set = LazyLock::new(|| set(|pack| &pack.temporal.ordinal_endings));
pub(crate) static HYPHENED_ORDINAL_ENDINGS: Set = LazyLock::new(|| set(|pack| &pack.temporal.hyphened_ordinal_endings));
/// Endings of decades: "1940s", "1940-х".
pub(crate) static DECADE_ENDINGS: Set = LazyLock::new(|| set(|pack| &pack.temporal.decade_endings));
pub(crate) static HYPHENED_DECADE_ENDINGS: Set = LazyLock::new(|| set(|pack| &pack.temporal.hyphened_decade_endings));
/// Words that make the reference before them a conjunction: "тим часом як".
pub(crate) static MAKES_CONJUNCTION: Set = LazyLock::new(|| set(|pack| &pack.temporal.makes_conjunction));
/// Words that make "ago" mean "therefore": "тому що".
pub(crate) static MAKES_THEREFORE: Set = LazyLock::new(|| set(|pack| &pack.temporal.makes_therefore));

/// Endings and beginnings of words about the future: "відбудеться".
static COMES_ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| list(|pack| &pack.temporal.comes_endings));
static COMES_BEGINNINGS: LazyLock<Vec<&str>> = LazyLock::new(|| list(|pack| &pack.temporal.comes_beginnings));
/// Endings of the word for "hour" in the case for a time of day, and of the word for "century" in the singular.
static HOUR_ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| list(|pack| &pack.temporal.hour_endings));
static CENTURY_ENDINGS: LazyLock<Vec<&str>> = LazyLock::new(|| list(|pack| &pack.temporal.century_endings));
/// Letters that form the possessive after an apostrophe: "Thursday's".
static POSSESSIVES: LazyLock<String> =
    LazyLock::new(|| lang::packs().iter().map(|pack| pack.temporal.possessive_letters.as_str()).collect());
/// "a.m.", "p.m.", with the hours that each adds.
static HALVES_OF_DAY: LazyLock<Vec<(&str, u8)>> = LazyLock::new(|| {
    let before = lang::all(|pack| &pack.temporal.before_noon).map(|mark| (mark, 0));
    before.chain(lang::all(|pack| &pack.temporal.after_noon).map(|mark| (mark, 12))).collect()
});

fn set(words: impl Fn(&'static Pack) -> &'static Vec<String> + 'static) -> FxHashSet<&'static str> {
    lang::all(words).collect()
}

fn list(words: impl Fn(&'static Pack) -> &'static Vec<String> + 'static) -> Vec<&'static str> {
    lang::all(words).collect()
}

/// Whether a word in lower case is about the future.
pub(crate) fn comes(word: &str) -> bool {
    COMES_ENDINGS.iter().any(|ending| word.ends_with(ending))
        || COMES_BEGINNINGS.iter().any(|beginning| word.starts_with(beginning))
}

/// Whether the word for "hour" in lower case is in the case for a time of day.
pub(crate) fn is_hour(hour: &str) -> bool {
    HOUR_ENDINGS.iter().any(|ending| hour.ends_with(ending))
}

/// Whether the word for "century" is in the singular.
pub(crate) fn is_singular(century: &str) -> bool {
    CENTURY_ENDINGS.iter().any(|ending| century.ends_with(ending))
}

/// Whether a letter forms the possessive after an apostrophe.
pub(crate) fn is_possessive(letter: char) -> bool {
    POSSESSIVES.contains(letter)
}

/// The mark for a half of the day at the start of a text, and the hours that it adds: "p.m.".
pub(crate) fn half_of_day(text: &str) -> Option<(&'static str, u8)> {
    HALVES_OF_DAY.iter().find(|(mark, _)| text.starts_with(mark)).copied()
}
