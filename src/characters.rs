//! In: a text. Out: the same without the characters that XML forbids; whether a reader would see anything of it.
//!
//! Invariant: a text of allowed characters is returned as it is.

use std::borrow::Cow;

use crate::passage::is_invisible;

/// Whether a reader would see nothing of a text: white space, invisible characters, and what [`clean`] drops.
pub fn is_unseen(text: &str) -> bool {
    text.chars().all(|c| c.is_whitespace() || is_invisible(c) || !is_allowed(c))
}

/// Drops what XML 1.0 forbids, and the controls and noncharacters that it discourages (section 2.2).
pub fn clean(text: &str) -> Cow<'_, str> {
    if text.chars().all(is_allowed) {
        Cow::Borrowed(text)
    } else {
        Cow::Owned(text.chars().filter(|&c| is_allowed(c)).collect())
    }
}

fn is_allowed(character: char) -> bool {
    let code = u32::from(character);
    match character {
        '\t' | '\n' | '\r' => true,
        '\u{fdd0}'..='\u{fdef}' => false,
        _ => !character.is_control() && code & 0xfffe != 0xfffe,
    }
}

#[cfg(test)]
mod tests {
    use super::{clean, is_unseen};

    #[test]
    fn forbidden_characters_go_and_others_stay() {
        assert_eq!(clean("а\u{0}\u{1b}\u{85}\u{fffe}\u{1ffff}\u{fdd0}б"), "аб");
        assert_eq!(clean("а\tб\nв 🙂 \u{e000}\u{2028}"), "а\tб\nв 🙂 \u{e000}\u{2028}");
    }
    #[test]
    fn what_nobody_sees_is_told_from_what_can_be_seen() {
        for text in ["", " \u{a0}\n", "\u{200b}\u{feff}", "\u{0}\u{85}", "\u{ad}\u{202e} \u{2066}"] {
            assert!(is_unseen(text), "{text:?}");
        }
        for text in ["а", "\u{200b}.", "\u{301}", "🙂", "\u{e000}"] {
            assert!(!is_unseen(text), "{text:?}");
        }
    }
}
