//! In: a text and a place in it. Out: the words and phrases that stand there.
//!
//! Invariant: compares words by their letters; what they mean is not known here.

use std::ops::Range;

use crate::letters::{Letter, LowerCase};

/// Whether a word begins at a place: "кара-зараз" is one word.
pub fn opens_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('\'' | '’' | 'ʼ' | '-') => !before.next().is_some_and(char::is_letter_or_digit),
        before => !before.is_some_and(char::is_letter_or_digit),
    }
}

/// The place behind the words of a phrase, if they stand at a place with nothing but spaces before each.
pub fn phrase(text: &str, at: usize, words: &[Box<str>]) -> Option<usize> {
    words.iter().try_fold(at, |at, expected| {
        let word = next_word(text, at)?;
        let tied = text[at..word.start].chars().all(|c| c == ' ');
        (tied && text[word.clone()].lower_case().replace('’', "'") == **expected).then_some(word.end)
    })
}

/// The next word from a place on.
pub fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_letter)?;
    let end = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |length| start + length);
    Some(start..end)
}

/// Whether a character goes on with a word.
fn is_inside(c: char) -> bool {
    c.is_letter_or_digit() || matches!(c, '\'' | '’' | 'ʼ' | '-')
}
