//! In: a letter or a text. Out: the same as from the standard library, faster for Latin and Cyrillic letters.
//!
//! The standard library looks up letters beyond ASCII in a compressed table. For Ukrainian text, that was a third of all reading time. The
//! ranges below cover the letters of such text.
//!
//! Invariant: the same results as `char` and `str`, except that `lower` returns one letter if lower case has two (`İ`).

/// Properties of a letter.
pub(crate) trait Letter: Copy {
    /// Like `char::is_alphabetic`.
    fn is_letter(self) -> bool;
    /// Like `char::is_alphanumeric`.
    fn is_letter_or_digit(self) -> bool;
    /// Like `char::is_lowercase`.
    fn is_small(self) -> bool;
    /// Like `char::is_uppercase`.
    fn is_capital(self) -> bool;
    /// Whether it combines with the letter before it.
    fn is_mark(self) -> bool;
    /// The first letter of `char::to_lowercase`.
    fn lower(self) -> char;
}

impl Letter for char {
    fn is_letter(self) -> bool {
        match self {
            'a'..='z' | 'A'..='Z' | '\u{400}'..='\u{481}' | '\u{48a}'..='\u{52f}' => true,
            '\0'..='\u{7f}' => false,
            _ => self.is_alphabetic(),
        }
    }

    fn is_letter_or_digit(self) -> bool {
        self.is_ascii_digit() || self.is_letter() || (!self.is_ascii() && self.is_numeric())
    }

    fn is_small(self) -> bool {
        match self {
            'a'..='z' | '\u{430}'..='\u{45f}' => true,
            '\0'..='\u{7f}' | '\u{400}'..='\u{42f}' => false,
            _ => self.is_lowercase(),
        }
    }

    fn is_capital(self) -> bool {
        match self {
            'A'..='Z' | '\u{400}'..='\u{42f}' => true,
            '\0'..='\u{7f}' | '\u{430}'..='\u{45f}' => false,
            _ => self.is_uppercase(),
        }
    }

    fn is_mark(self) -> bool {
        let none =
            matches!(self, '\0'..='\u{2ff}' | '\u{370}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{203a}');
        !none && unicode_normalization::char::is_combining_mark(self)
    }

    fn lower(self) -> char {
        let moved = match self {
            '\0'..='\u{7f}' => return self.to_ascii_lowercase(),
            '\u{430}'..='\u{45f}' | '\u{2010}'..='\u{2027}' => return self,
            '\u{410}'..='\u{42f}' => self as u32 + 0x20,
            '\u{400}'..='\u{40f}' => self as u32 + 0x50,
            _ => return self.to_lowercase().next().unwrap_or(self),
        };
        char::from_u32(moved).unwrap_or(self)
    }
}

/// A text in lower case.
pub(crate) trait LowerCase {
    /// Like `str::to_lowercase`.
    fn lower_case(&self) -> String;
}

impl LowerCase for str {
    fn lower_case(&self) -> String {
        // The lower case of the Greek sigma depends on its position, and that of the dotted capital I is two letters.
        if self.contains(['\u{3a3}', '\u{130}']) {
            return self.to_lowercase();
        }
        let mut lower = String::with_capacity(self.len());
        lower.extend(self.chars().map(Letter::lower));
        lower
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_character_is_what_the_standard_library_says() {
        for c in char::MIN..=char::MAX {
            assert_eq!(c.is_letter(), c.is_alphabetic(), "{c:?}");
            assert_eq!(c.is_letter_or_digit(), c.is_alphanumeric(), "{c:?}");
            assert_eq!((c.is_small(), c.is_capital()), (c.is_lowercase(), c.is_uppercase()), "{c:?}");
            assert_eq!(c.is_mark(), unicode_normalization::char::is_combining_mark(c), "{c:?}");
            assert_eq!(Some(c.lower()), c.to_lowercase().next(), "{c:?}");
            let text = format!("а{c}");
            assert_eq!(text.lower_case(), text.to_lowercase(), "{c:?}");
        }
    }
}
