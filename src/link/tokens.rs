//! In: a text. Out: its words, each with its bytes, and the folded form under which words are compared.
//!
//! Invariant: takes one pass over the text, whatever its length. Never splits a letter from its combining mark.

use std::ops::Range;

use crate::letters::Letter;
pub use crate::stops::fold;
use crate::stops::is_apostrophe;
pub(crate) use crate::stops::is_stop;

/// The words of a text, in order: runs of letters and digits, including an apostrophe inside a word.
pub fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut rest = text.char_indices().peekable();
    std::iter::from_fn(move || {
        let (start, first) = rest.find(|&(_, c)| c.is_letter_or_digit())?;
        let mut end = start + first.len_utf8();
        while let Some(&(at, c)) = rest.peek() {
            if c.is_letter_or_digit() || c.is_mark() {
                end = at + c.len_utf8();
            } else if !is_apostrophe(c) {
                break;
            }
            rest.next();
        }
        Some(start..end)
    })
}

/// The last word of a text, found from its end. A text that ends with a letter or a digit has one.
pub(crate) fn last_word(text: &str) -> Option<Range<usize>> {
    let is_of_word = |c: char| c.is_letter_or_digit() || c.is_mark() || is_apostrophe(c);
    let start = text.char_indices().rev().take_while(|&(_, c)| is_of_word(c)).last().map_or(text.len(), |(at, _)| at);
    let last = words(&text[start..]).last()?;
    Some(start + last.start..start + last.end)
}

/// The words of a text, folded.
pub fn folded(text: &str) -> impl Iterator<Item = String> {
    words(text).map(|word| fold(&text[word]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_apostrophe_and_lose_their_quotes() {
        let text = "«П’ять 'слів' — об'єкт, 2024!»";
        let found: Vec<_> = words(text).map(|range| fold(&text[range])).collect();
        assert_eq!(found, ["п'ять", "слів", "об'єкт", "2024"]);
    }
}
