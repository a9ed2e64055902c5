//! In: a text and its language. Out: the numbers that are written as words.
//!
//! Invariant: "one" is not a number here, because it is also an article or a pronoun. Neither is a number of two words.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::LazyLock;

use crate::lang::{self, Pack};
use crate::language::Language;
use crate::link::tokens;

/// A number as a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Numeral {
    pub value: u32,
    /// Whether it counts people if no noun follows.
    pub together: bool,
}

/// By language and folded word.
static NUMERALS: LazyLock<HashMap<(Language, &'static str), Numeral>> = LazyLock::new(|| {
    let read = |pack: &'static Pack| {
        let of = move |lists: &'static BTreeMap<String, Vec<String>>, together: bool| {
            let lists = lists.iter().filter_map(move |(value, words)| Some((value.parse().ok()?, words)));
            let numeral = move |(value, words): (u32, &'static Vec<String>)| {
                words.iter().map(move |word| ((pack.language, word.as_str()), Numeral { value, together }))
            };
            lists.flat_map(numeral)
        };
        of(&pack.digest.numerals, false).chain(of(&pack.digest.collective_numerals, true))
    };
    lang::packs().iter().flat_map(read).collect()
});

/// The numbers of a text that are single words, in order, with their bytes.
pub(crate) fn find(text: &str, language: Language) -> Vec<(Range<usize>, Numeral)> {
    let numeral = |word: &Range<usize>| {
        let folded = tokens::fold(&text[word.clone()]);
        NUMERALS.get(&(language, folded.as_str())).copied()
    };
    let words: Vec<(Range<usize>, Option<Numeral>)> =
        tokens::words(text).map(|word| (word.clone(), numeral(&word))).collect();
    let is_alone = |at: usize| {
        let before = at
            .checked_sub(1)
            .and_then(|at| words.get(at))
            .is_some_and(|(word, one)| one.is_some() || text[word.clone()].starts_with(char::is_numeric));
        !before && words.get(at + 1).is_none_or(|(_, one)| one.is_none())
    };
    let found = words.iter().enumerate().filter(|&(at, _)| is_alone(at));
    found.filter_map(|(_, (word, numeral))| Some((word.clone(), (*numeral)?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(text: &str, language: Language) -> Vec<u32> {
        find(text, language).into_iter().map(|(_, one)| one.value).collect()
    }

    #[test]
    fn numbers_are_read_as_words_of_their_language() {
        assert_eq!(values("Four boats and nine rafts", Language::English), [4, 9]);
        assert_eq!(values("Vier Boote, neun Flöße", Language::German), [4, 9]);
        assert_eq!(values("Двоє веслярів і п’ятеро рибалок", Language::Ukrainian), [2, 5]);
        assert_eq!(values("One of them, a boat; two three; 12 two", Language::English), [0; 0]);
        assert_eq!(values("vier boats", Language::English), [0; 0]);
    }
}
