//! In: the bytes of a file in RTF 1.9.1. Out: its tokens in order.
//!
//! Invariant: one pass. Any bytes are tokens; nothing is judged.

/// The longest name of a control word (RTF 1.9.1, "Control Word": 32 letters), and the most digits of its number.
const LONGEST_WORD: usize = 32;
const MOST_DIGITS: usize = 10;

/// A token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// `\name` or `\name-12`.
    Word(&'a str, Option<i32>),
    /// `\` and a sign that is no letter.
    Symbol(u8),
    /// A byte of text, as such or as `\'e4`.
    Byte(u8),
    /// The bytes after `\bin`.
    Binary(&'a [u8]),
}

/// Reads tokens.
#[derive(Debug)]
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    /// The tokens of a file.
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// What stands behind a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let &first = self.rest.first()?;
        if !first.is_ascii_alphabetic() {
            self.take(1);
            if first != b'\'' {
                return Some(Token::Symbol(first));
            }
            let digits = std::str::from_utf8(self.take(2)).ok();
            return Some(Token::Byte(digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()).unwrap_or(b'?')));
        }
        let letters = self.rest.iter().take(LONGEST_WORD).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let name = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let is_negative = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        self.take(usize::from(is_negative));
        let digits = self.rest.iter().take(MOST_DIGITS).take_while(|byte| byte.is_ascii_digit()).count();
        let digits = std::str::from_utf8(self.take(digits)).unwrap_or_default();
        let number =
            digits.parse::<i32>().ok().map(|number| if is_negative { number.saturating_neg() } else { number });
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if name == "bin" {
            return Some(Token::Binary(self.take(number.and_then(|count| count.try_into().ok()).unwrap_or(0))));
        }
        Some(Token::Word(name, number))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            match self.take(1).first()? {
                b'{' => return Some(Token::Open),
                b'}' => return Some(Token::Close),
                b'\\' => return self.control(),
                // Line ends between tokens say nothing.
                b'\r' | b'\n' | 0 => {}
                &byte => return Some(Token::Byte(byte)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_signs_and_bytes_are_told_apart() {
        let tokens: Vec<Token> = Tokens::new(b"{\\b0 x\\u-12?\\'e4\\~\r\n\\par\\bin3 {}\\}\\*").collect();
        let expected = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Byte(b'x'),
            Token::Word("u", Some(-12)),
            Token::Byte(b'?'),
            Token::Byte(0xe4),
            Token::Symbol(b'~'),
            Token::Word("par", None),
            Token::Binary(b"{}\\"),
            Token::Close,
            Token::Symbol(b'*'),
        ];
        assert_eq!(tokens, expected);
        assert_eq!(Tokens::new(b"\\'zz\\").collect::<Vec<_>>(), [Token::Byte(b'?')]);
        assert_eq!(Tokens::new(b"\\bin99999 abc").collect::<Vec<_>>(), [Token::Binary(b"abc")]);
    }
}
