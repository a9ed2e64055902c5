//! In: a text. Out: the text with no-break spaces where a line must not end.
//!
//! Invariant: changes plain spaces into no-break spaces, and nothing else.

use crate::lang::typography::Typography;
use crate::letters::{Letter, LowerCase};

/// A word as it is, and in lower case without the punctuation before it.
pub(crate) struct Word<'a> {
    text: &'a str,
    lower: String,
}

impl<'a> Word<'a> {
    /// Prepares a word for lookups. A word longer than all words in the lists is not looked up.
    pub(crate) fn new(text: &'a str) -> Self {
        let opened = text.trim_start_matches(is_opening);
        Self { text, lower: if opened.len() <= LONGEST { opened.lower_case() } else { String::new() } }
    }
}

/// The maximum length of a word in the lists, in bytes, with punctuation that may follow it. The longest has 18.
const LONGEST: usize = 40;

/// Whether the space between two words must not break.
pub(crate) fn binds(left: &Word, right: &Word, rules: &Typography) -> bool {
    let bare = right.lower.trim_end_matches(is_closing);
    matches!(right.text, "—" | "–")
        || rules.with_next.contains(&left.lower)
        || rules.with_previous.contains(bare)
        || rules.with_previous.contains(&right.lower)
        || (is_amount(left, rules) && is_unit(bare, rules))
        || binds_initial(left.text.trim_start_matches(is_opening), right.text)
}

fn is_opening(letter: char) -> bool {
    "([{«„“‘\"'".contains(letter)
}

fn is_closing(letter: char) -> bool {
    ")]}»“”’\"',;:!?…".contains(letter)
}

/// A number in digits or Roman numerals, or a scale before a unit (`млн грн`).
fn is_amount(word: &Word, rules: &Typography) -> bool {
    let number = word.lower.trim_start_matches(['$', '€', '£', '₴', '~', '+', '-', '−']);
    let number = if rules.ordinal_stop { number.trim_end_matches('.') } else { number };
    let is_digits = number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || ".,:–-/\u{a0}\u{202f}".contains(c));
    let is_roman = !word.text.is_empty() && word.text.bytes().all(|byte| b"IVXLC".contains(&byte));
    is_digits || is_roman || rules.scales.contains(word.lower.trim_end_matches('.'))
}

fn is_unit(word: &str, rules: &Typography) -> bool {
    let word = word.trim_end_matches('.');
    rules.units.contains(word) || rules.scales.contains(word)
}

/// An initial and the surname or initial next to it, in either order.
fn binds_initial(left: &str, right: &str) -> bool {
    let right = right.trim_start_matches(is_opening);
    (is_initial(left) && starts_with_capital(right))
        || (is_initial(right.trim_end_matches(is_closing))
            && starts_with_capital(left)
            && left.ends_with(char::is_letter))
}

/// One to three capitals, each with a full stop (`В.`, `В.О.`).
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let mut parts = 0;
    while let Some(letter) = letters.next() {
        if !letter.is_capital() || letters.next() != Some('.') {
            return false;
        }
        parts += 1;
    }
    (1..=3).contains(&parts)
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_capital)
}
