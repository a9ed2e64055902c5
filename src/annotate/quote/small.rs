//! In: a word. Out: whether it is one of a list of small words.
//!
//! Invariant: the lists are those of all languages together.

use crate::annotate::text::Text;
use crate::lang::Words;
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// Whether a token is one of a list of small words.
pub fn is_small(text: &Text, at: usize, words: &Words) -> bool {
    words.contains(&text.word(at).lower_case())
}

/// Whether a word begins as one of a list does: with its first four letters, or all but the last of a short one.
pub fn shares_stem(word: &str, words: &Words) -> bool {
    const LETTERS: usize = 4;
    let stem = |known: &str| known.chars().take(LETTERS.min((known.chars().count() - 1).max(3))).collect::<String>();
    words.iter().any(|known| word.starts_with(&stem(known)))
}

/// Whether a word is a preposition.
pub fn is_preposition(word: &str) -> bool {
    WORDS.prepositions.contains(&word.lower_case())
}
