//! In: a text. Out: the same with no-break spaces where a line must not end.
//!
//! Invariant: changes plain spaces into no-break spaces, and nothing else.

use super::rules::Rules;

/// Whether the space between two words stays on one line.
pub fn binds(left: &str, right: &str, rules: &Rules) -> bool {
    let left = left.trim_start_matches(is_opening);
    let bare = right.trim_end_matches(is_closing);
    matches!(right, "—" | "–")
        || has(&rules.with_next, left)
        || has(&rules.with_previous, bare)
        || has(&rules.with_previous, right)
        || (is_amount(left, rules) && is_unit(bare, rules))
        || binds_initial(left, right)
}

fn has(words: &std::collections::BTreeSet<String>, word: &str) -> bool {
    words.contains(&word.to_lowercase())
}

fn is_opening(letter: char) -> bool {
    "([{«„“‘\"'".contains(letter)
}

fn is_closing(letter: char) -> bool {
    ")]}»“”’\"',;:!?…".contains(letter)
}

/// A number in digits or Roman ones, or a scale that stands before a unit (`млн грн`).
fn is_amount(word: &str, rules: &Rules) -> bool {
    let number = word.trim_start_matches(['$', '€', '£', '₴', '~', '+', '-', '−']);
    let is_digits = number.starts_with(|c: char| c.is_ascii_digit())
        && number.ends_with(|c: char| c.is_ascii_digit())
        && number.chars().all(|c| c.is_ascii_digit() || ".,:–-/\u{a0}\u{202f}".contains(c));
    let is_roman = !word.is_empty() && word.bytes().all(|byte| b"IVXLC".contains(&byte));
    is_digits || is_roman || has(&rules.scales, word.trim_end_matches('.'))
}

fn is_unit(word: &str, rules: &Rules) -> bool {
    let word = word.trim_end_matches('.');
    has(&rules.units, word) || has(&rules.scales, word)
}

/// An initial and the surname or initial beside it, in either order.
fn binds_initial(left: &str, right: &str) -> bool {
    let right = right.trim_start_matches(is_opening);
    (is_initial(left) && starts_with_capital(right))
        || (is_initial(right.trim_end_matches(is_closing))
            && starts_with_capital(left)
            && left.ends_with(char::is_alphabetic))
}

/// One capital with a full stop, or two (`В.`, `В.О.`).
fn is_initial(word: &str) -> bool {
    let mut letters = word.chars();
    let mut parts = 0;
    while let Some(letter) = letters.next() {
        if !letter.is_uppercase() || letters.next() != Some('.') {
            return false;
        }
        parts += 1;
    }
    (1..=3).contains(&parts)
}

fn starts_with_capital(word: &str) -> bool {
    word.starts_with(char::is_uppercase)
}
