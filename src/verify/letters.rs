//! In: a text. Out: what remains after everything that typesetting may change is removed.
//!
//! Invariant: two texts that read differently have different letters, unless they differ only in marks.

use unicode_normalization::UnicodeNormalization;

use crate::letters::Letter;

/// Signs that typesetting keeps and that change the meaning.
const SIGNS: [char; 19] =
    ['%', '‰', '€', '$', '£', '¥', '₴', '₽', '₣', '+', '=', '!', '?', '°', '&', '@', '×', '±', '²'];

/// The letters and digits of a text in order, in NFC: without white space, punctuation, quotation marks, dashes, signs, and combining marks
/// that form no letter, such as accents or the vowel signs of some scripts.
pub(crate) fn letters(text: &str) -> String {
    if text.is_ascii() {
        return text.chars().filter(char::is_ascii_alphanumeric).collect();
    }
    text.nfc().filter(|c| c.is_letter_or_digit() && !c.is_mark()).collect()
}

/// A text without everything that typesetting may change. Signs that change the meaning are kept: those of sums, shares and questions, and
/// punctuation or one space between two digits.
pub(crate) fn marks(text: &str) -> String {
    let (mut kept, mut run) = (String::new(), String::new());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let is_between = matches!(c, '.' | ',' | ':')
            && run.is_empty()
            && kept.ends_with(|c: char| c.is_ascii_digit())
            && rest.peek().is_some_and(char::is_ascii_digit);
        if !(c.is_ascii_digit() || SIGNS.contains(&c) || is_between) {
            run.push(c);
            continue;
        }
        let is_apart = !run.is_empty();
        kept.push_str(&letters(&std::mem::take(&mut run)));
        if is_apart && c.is_ascii_digit() && kept.ends_with(|c: char| c.is_ascii_digit()) {
            kept.push(' ');
        }
        kept.push(c);
    }
    kept + &letters(&run)
}

/// The numbers in a text as runs of digits, without leading zeros.
pub(crate) fn numbers(text: &str) -> impl Iterator<Item = &str> {
    let runs = text.split(|c: char| !c.is_ascii_digit()).filter(|run| !run.is_empty());
    runs.map(|run| run.trim_start_matches('0'))
}

/// Whether a text ends with the mark that ends a sentence, with or without closing signs after it.
pub(crate) fn ends_sentence(text: &str) -> bool {
    let open = text.trim_end_matches(['”', '»', '"', '“', '’', '\'', ')', ']']);
    open.ends_with(['.', '!', '?', '…', '。', '！', '？'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn typesetting_changes_no_letters() {
        assert_eq!(letters("Завод \"Зоря\" - це 5 млн"), letters("Завод «Зоря»\u{a0}— це 5\u{a0}млн"));
        assert_eq!(letters("Ки\u{301}ї\u{ad}в и\u{306}"), "Київй");
        assert_eq!(letters("а \u{364}б"), "аб");
        assert_ne!(letters("5 млн"), letters("6 млн"));
    }

    #[test]
    fn numbers_are_runs_of_digits() {
        assert_eq!(numbers("07.12.2023, о 18:05").collect::<Vec<_>>(), ["7", "12", "2023", "18", "5"]);
        assert_eq!(numbers("00").collect::<Vec<_>>(), [""]);
    }

    #[test]
    fn a_sentence_ends_with_its_mark() {
        assert!(ends_sentence("«Так!»") && ends_sentence("Кінець…") && !ends_sentence("Кінець,"));
    }

    #[test]
    fn words_that_change_a_number_are_kept() {
        assert_eq!(marks("На 1,5 % — 5\u{a0}000 «грн»!"), "На1,5%5 000грн!");
        assert_ne!(marks("1.5"), marks("15"));
        assert_ne!(marks("5 €"), marks("5 $"));
        assert_eq!(marks("Завод \"Зоря\", 2024."), marks("Завод «Зоря» 2024"));
    }
}
