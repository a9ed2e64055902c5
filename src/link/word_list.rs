//! In: the words of a list that is part of the program. Out: whether a word is one of them.
//!
//! Invariant: the time that it takes does not hang on the length of the list.

use rustc_hash::FxHashMap;
use serde::Deserialize;

/// Words, and beginnings of words: `*` at the end stands for any ending, `+` for an infinitive that has to follow.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Words {
    /// Each word, and whether it is a cue only with an infinitive.
    whole: FxHashMap<String, bool>,
    /// The beginnings by their first two letters.
    beginnings: FxHashMap<[char; 2], Vec<String>>,
}

impl From<Vec<String>> for Words {
    fn from(cues: Vec<String>) -> Self {
        let mut words = Self { whole: FxHashMap::default(), beginnings: FxHashMap::default() };
        for cue in cues {
            if let Some(beginning) = cue.strip_suffix('*') {
                words.beginnings.entry(first_letters(beginning)).or_default().push(beginning.to_owned());
            } else {
                words.whole.insert(cue.trim_end_matches('+').to_owned(), cue.ends_with('+'));
            }
        }
        words
    }
}

impl Words {
    /// Whether a word is one of them. `infinitive` says whether one follows.
    pub fn hold(&self, word: &str, infinitive: impl Fn() -> bool) -> bool {
        let beginnings = || self.beginnings.get(&first_letters(word)).map_or(&[][..], Vec::as_slice);
        self.whole.get(word).is_some_and(|needs| !needs || infinitive())
            || beginnings().iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    /// Whether a word is one of them, whatever follows it.
    pub fn have(&self, word: &str) -> bool {
        self.hold(word, || true)
    }
}

#[inline]
fn first_letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or(' '), letters.next().unwrap_or(' ')]
}
