//! In: a list of words, beginnings or endings in a language's file. Out: whether a word is one of them, or begins or ends with one.
//!
//! Invariant: the order of the list does not matter.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A list of words without order.
#[derive(Debug, Default, Deserialize)]
#[serde(transparent)]
pub struct Words(FxHashSet<String>);

impl Words {
    /// Whether a word is in the list.
    pub fn contains(&self, word: &str) -> bool {
        self.0.contains(word)
    }

    /// Whether a word ends with one of the list.
    pub fn ends(&self, word: &str) -> bool {
        self.iter().any(|ending| word.ends_with(ending))
    }

    /// Whether a word begins with one of the list.
    pub fn begins(&self, word: &str) -> bool {
        self.iter().any(|beginning| word.starts_with(beginning))
    }

    /// The words, in no particular order.
    pub fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_in_a_list_or_begins_or_ends_as_one_of_it() {
        let words = Words(["ський", "ський-то"].map(str::to_owned).into_iter().collect());
        assert!(words.contains("ський") && words.ends("львівський") && words.begins("ський-то там"));
        assert!(!words.contains("львівський") && !words.ends("львівська") && !words.begins("львівський"));
        assert!(!Words::default().ends("ський"));
    }
}
