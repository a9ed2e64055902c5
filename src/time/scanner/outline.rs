//! In: the words of a list. Out: whether a word may be one of them, without a lookup in the list.
//!
//! Most words of a text are in no list. Two letters and a length rule out nine of ten, before a word is converted to lower case and looked
//! up.
//!
//! Invariant: a word of the list is never ruled out.

use crate::letters::Letter;

/// The first two letters of a word, in lower case, and its number of letters, in 16 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Outline(u16);

/// The outlines of the words of a list, one bit for each possible outline.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Outlines(Box<[u64]>);

impl Outline {
    /// The outline of a word with these first letters and this length. For a word of one letter, the second is ignored.
    #[inline]
    pub(crate) fn new(first: char, second: char, letters: usize) -> Self {
        let second = if letters > 1 { second } else { '\0' };
        Self((letters.min(15) << 12) as u16 | low_bits(first) << 6 | low_bits(second))
    }

    /// The outline of a word without apostrophes.
    pub(crate) fn of(word: &str) -> Self {
        let mut letters = word.chars();
        let (first, second) = (letters.next().unwrap_or('\0'), letters.next().unwrap_or('\0'));
        Self::new(first, second, word.chars().count())
    }
}

impl Outlines {
    pub(crate) fn of<'a>(words: impl Iterator<Item = &'a Box<str>>) -> Self {
        let mut bits = vec![0; 1 << 10];
        for word in words {
            let Outline(at) = Outline::of(word);
            bits[usize::from(at >> 6)] |= 1 << (at & 63);
        }
        Self(bits.into_boxed_slice())
    }

    #[inline]
    pub(crate) fn hold(&self, Outline(at): Outline) -> bool {
        self.0[usize::from(at >> 6)] >> (at & 63) & 1 == 1
    }
}

/// The letters of an alphabet differ in their low bits.
fn low_bits(letter: char) -> u16 {
    letter.lower() as u16 & 63
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_list_are_never_denied() {
        let list = ["у", "рік", "січня", "march"].map(Box::from);
        let outlines = Outlines::of(list.iter());
        assert!(["У", "РІК", "Січня", "MARCH"].iter().all(|word| outlines.hold(Outline::of(word))));
        assert!(["стіл", "а", "рік-у", "marches"].iter().all(|word| !outlines.hold(Outline::of(word))));
    }
}
