//! In: the words of a list. Out: whether a word is one of them.
//!
//! Invariant: the time of a lookup does not depend on the length of the list.

use rustc_hash::FxHashMap;
use serde::Deserialize;

use crate::lang::{self, Pack};

/// Words and beginnings of words. `*` at the end stands for any ending, `+` requires an infinitive after the word.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub(crate) struct Words {
    /// Each word, and whether it counts only with an infinitive.
    whole: FxHashMap<String, bool>,
    /// The beginnings, by their first two letters.
    beginnings: FxHashMap<[char; 2], Vec<String>>,
    /// A bit for the first two letters of each entry. Most words match none of them and need no hash lookup.
    openings: [u64; OPENINGS / 64],
}

/// Number of bits for the openings of a list. A filter before the lookup: 256 bytes a list, and a wrong bit only costs time.
const OPENINGS: usize = 2_048;

impl<'a> FromIterator<&'a str> for Words {
    fn from_iter<T: IntoIterator<Item = &'a str>>(cues: T) -> Self {
        let mut words =
            Self { whole: FxHashMap::default(), beginnings: FxHashMap::default(), openings: [0; OPENINGS / 64] };
        for cue in cues {
            let opening = opening(first_letters(cue.trim_end_matches(['*', '+'])));
            words.openings[opening / 64] |= 1 << (opening % 64);
            if let Some(beginning) = cue.strip_suffix('*') {
                words.beginnings.entry(first_letters(beginning)).or_default().push(beginning.to_owned());
            } else {
                words.whole.insert(cue.trim_end_matches('+').to_owned(), cue.ends_with('+'));
            }
        }
        words
    }
}

impl From<Vec<String>> for Words {
    fn from(cues: Vec<String>) -> Self {
        cues.iter().map(String::as_str).collect()
    }
}

impl Words {
    /// The words of one list in all packs together.
    pub(crate) fn of_all(list: impl Fn(&'static Pack) -> &'static Vec<String> + 'static) -> Self {
        lang::all(list).collect()
    }

    /// Whether a word is in the list. `infinitive` returns whether an infinitive follows.
    pub(crate) fn hold(&self, word: &str, infinitive: impl Fn() -> bool) -> bool {
        let first = first_letters(word);
        let opening = opening(first);
        if self.openings[opening / 64] & (1 << (opening % 64)) == 0 {
            return false;
        }
        let beginnings = || self.beginnings.get(&first).map_or(&[][..], Vec::as_slice);
        self.whole.get(word).is_some_and(|needs| !needs || infinitive())
            || beginnings().iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// Whether a word is in the list, whatever follows it.
    pub(crate) fn have(&self, word: &str) -> bool {
        self.hold(word, || true)
    }
}

/// The bit for two letters.
#[inline]
fn opening([first, second]: [char; 2]) -> usize {
    (first as usize * 61 + second as usize) % OPENINGS
}

#[inline]
fn first_letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or(' '), letters.next().unwrap_or(' ')]
}
