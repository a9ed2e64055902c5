//! In: a text. Out: the text on one line.
//!
//! Invariant: removes only white space and forbidden characters.

use crate::characters::clean;

/// The text without control characters and line ends, trimmed, with single spaces. No-break spaces stay.
pub(crate) fn line(text: &str) -> String {
    let is_break = |c: char| c.is_control() || matches!(c, ' ' | '\u{2028}' | '\u{2029}');
    let spaced: String = text.chars().map(|c| if is_break(c) { ' ' } else { c }).collect();
    let cleaned = clean(&spaced);
    cleaned.trim().split(' ').filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn a_text_becomes_one_line() {
        assert_eq!(line("\u{feff}\r\n а\u{2028}б\tв\u{0}  г\u{a0}5\u{fffe}\n"), "\u{feff} а б в г\u{a0}5");
    }
}
