//! In: a word. Out: whether it is in a list of words in small letters.
//!
//! Invariant: each list contains the words of all languages together.

use crate::annotate::text::Text;
use crate::lang::Words;
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// Whether a token is one of a list of words in small letters.
pub(crate) fn is_small(text: &Text, at: usize, words: &Words) -> bool {
    words.contains(&text.word(at).lower_case())
}

/// Whether a word shares a stem with one from a list: the first four letters, or all but the last of a short word.
pub(crate) fn shares_stem(word: &str, words: &Words) -> bool {
    /// The same with 2 and 8 on `tests/speech-news`.
    const LETTERS: usize = 4;
    let stem = |known: &str| known.chars().take(LETTERS.min((known.chars().count() - 1).max(3))).collect::<String>();
    words.iter().any(|known| word.starts_with(&stem(known)))
}

/// Whether a word is a preposition.
pub(crate) fn is_preposition(word: &str) -> bool {
    WORDS.prepositions.contains(&word.lower_case())
}
