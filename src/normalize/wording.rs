//! In: a line, or a word of it. Out: whether the line ends like a sentence; the word's beginning as a number, for comparison.
//!
//! Invariant: depends on letters and signs only, never on a language.

use crate::letters::Letter;

/// The first letters of a word, hashed.
pub fn stem<const LETTERS: usize>(word: &str) -> u64 {
    let letters = word.chars().take(LETTERS).map(|c| u64::from(u32::from(c.lower())));
    letters.fold(0xcbf2_9ce4_8422_2325, |hash, letter| (hash ^ letter).wrapping_mul(0x0100_0000_01b3))
}

/// Whether a text ends like a sentence, apart from quotation marks and brackets.
pub(crate) fn ends_sentence(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', '“', ')', ']', '\'', '’', ' '])
        .ends_with(['.', '!', '?', '…', ';', '。', '！', '？'])
}
