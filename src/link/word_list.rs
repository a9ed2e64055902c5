//! In: the words of a list that is part of the program. Out: whether a word is one of them.
//!
//! Invariant: the time that it takes does not hang on the length of the list.

use std::collections::{HashMap, HashSet};

use serde::Deserialize;

/// Words, and beginnings of words: `*` at the end stands for any ending, `+` for an infinitive that has to follow.
#[derive(Debug, Deserialize)]
#[serde(from = "Vec<String>")]
pub struct Words {
    /// Each word, and whether it is a cue only with an infinitive.
    whole: HashMap<String, bool>,
    beginnings: HashSet<String>,
    /// The longest of the beginnings, in bytes.
    longest: usize,
}

impl From<Vec<String>> for Words {
    fn from(cues: Vec<String>) -> Self {
        let mut words = Self { whole: HashMap::new(), beginnings: HashSet::new(), longest: 0 };
        for cue in cues {
            if let Some(beginning) = cue.strip_suffix('*') {
                words.longest = words.longest.max(beginning.len());
                words.beginnings.insert(beginning.to_owned());
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
        let ends = || word.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|&end| end <= self.longest);
        let begins = || ends().any(|end| self.beginnings.contains(&word[..end]));
        self.whole.get(word).is_some_and(|needs| !needs || infinitive()) || begins()
    }

    /// Whether a word is one of them, whatever follows it.
    pub fn have(&self, word: &str) -> bool {
        self.hold(word, || true)
    }
}
