//! In: a text and a position in it. Out: the words and phrases there.
//!
//! Invariant: compares words letter by letter, without their meaning.

use std::ops::Range;

use crate::letters::{Letter, LowerCase};

/// Whether a word begins at a position: "кара-зараз" is one word.
pub(crate) fn opens_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('\'' | '’' | 'ʼ' | '-') => !before.next().is_some_and(char::is_letter_or_digit),
        before => !before.is_some_and(char::is_letter_or_digit),
    }
}

/// The position after the words of a phrase, if they are at this position with only spaces before each.
pub(crate) fn phrase(text: &str, at: usize, words: &[Box<str>]) -> Option<usize> {
    words.iter().try_fold(at, |at, expected| {
        let word = next_word(text, at)?;
        let tied = text[at..word.start].chars().all(|c| c == ' ');
        (tied && text[word.clone()].lower_case().replace('’', "'") == **expected).then_some(word.end)
    })
}

/// The next word from a position on.
pub(crate) fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_letter)?;
    let end = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |length| start + length);
    Some(start..end)
}

/// Whether a character continues a word.
fn is_inside(c: char) -> bool {
    c.is_letter_or_digit() || matches!(c, '\'' | '’' | 'ʼ' | '-')
}
