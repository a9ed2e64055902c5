//! In: a text and a lexicon. Out: its words, numbers and punctuation with their possible meanings.
//!
//! Invariant: tokens are in text order and never overlap. Consecutive words without a meaning are one token.

use std::ops::Range;

use super::lexicon::{Lexicon, Mark, Sense};
use super::number;
use super::outline::Outline;
use super::wording::Rule;
use super::words;
use crate::lang::letters::roman_numeral;
use crate::letters::{Letter, LowerCase};

/// The most code points after the first part of a word with a hyphen. More than any word of a lexicon has: "après-demain".
const LONGEST_COMPOUND: usize = 40;

/// A word, a number or a punctuation mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Token {
    pub start: usize,
    pub end: usize,
    /// Whether a line break comes before it.
    pub line: bool,
    /// Whether it follows the token before it without a space.
    pub tight: bool,
    pub sense: Sense,
}

/// Reads the tokens of a text line by line.
pub(crate) struct Reader<'a> {
    text: &'a str,
    lexicon: &'a Lexicon,
    /// The next byte to read.
    at: usize,
    tokens: Vec<Token>,
    line: bool,
    tight: bool,
    folded: String,
    /// The first bytes of words that may begin a reference.
    referring: Vec<usize>,
}

impl<'a> Reader<'a> {
    pub(crate) fn new(text: &'a str, lexicon: &'a Lexicon) -> Self {
        let (tokens, referring) = (Vec::new(), Vec::new());
        Self { text, lexicon, at: 0, tokens, line: true, tight: false, folded: String::new(), referring }
    }

    /// The tokens of the next line that has any. Reuses the memory of the last line's tokens.
    pub(crate) fn next_line(&mut self, last: Vec<Token>) -> Option<Vec<Token>> {
        self.tokens = last;
        self.tokens.clear();
        self.line = true;
        while let Some(&byte) = self.text.as_bytes().get(self.at) {
            if byte == b' ' {
                (self.at, self.tight) = (self.at + 1, false);
                continue;
            }
            let first = char_at(self.text, self.at);
            if first == '\n' && !self.tokens.is_empty() {
                break;
            }
            self.at = self.step(self.at, first);
        }
        (!self.tokens.is_empty()).then(|| std::mem::take(&mut self.tokens))
    }

    /// The positions of words that may begin a reference, in text order.
    pub(crate) fn referring(self) -> Vec<usize> {
        self.referring
    }

    /// Reads what is at a position and returns the position after it.
    fn step(&mut self, at: usize, first: char) -> usize {
        if first.is_whitespace() {
            self.tight = false;
            return at + first.len_utf8();
        }
        if first.is_ascii_digit() {
            return self.number(at);
        }
        if first.is_letter() {
            return self.word(at, first);
        }
        let end = at + first.len_utf8();
        let sense = if first.is_ascii_punctuation() || matches!(first, '–' | '—' | '‑' | '«' | '»' | '“' | '”' | '…')
        {
            Sense::Punct(first)
        } else {
            Sense::Other
        };
        self.push(at, end, sense);
        end
    }

    fn push(&mut self, start: usize, end: usize, sense: Sense) {
        let (line, tight) = (std::mem::take(&mut self.line), std::mem::replace(&mut self.tight, true));
        if let Some(last) = self.tokens.last_mut()
            && last.sense == Sense::Other
            && sense == Sense::Other
            && !line
        {
            last.end = end;
            return;
        }
        self.tokens.push(Token { start, end, line, tight, sense });
    }

    /// A run of letters, figures and apostrophes. It is converted to lower case and looked up only if its outline is that of a known word.
    fn word(&mut self, at: usize, first: char) -> usize {
        let (mut end, mut letters, mut digits, mut elided) = (at, 0, false, false);
        loop {
            end += match self.text.as_bytes().get(end) {
                Some(b'a'..=b'z' | b'A'..=b'Z') => 1,
                // Most Cyrillic letters.
                Some(0xd0 | 0xd1) => 2,
                Some(b'0'..=b'9') => {
                    digits = true;
                    1
                }
                None => break,
                Some(other) if other.is_ascii() && !matches!(other, b'\'' | b'`') => break,
                _ => match char_at(self.text, end) {
                    '\'' | '’' if self.is_possessive(end) => break,
                    '\'' | '’' if self.is_elided(at, end) => {
                        end += char_at(self.text, end).len_utf8();
                        elided = true;
                        break;
                    }
                    ignored if is_ignored(ignored) => {
                        end += ignored.len_utf8();
                        continue;
                    }
                    letter if letter.is_letter() => letter.len_utf8(),
                    _ => break,
                },
            };
            letters += 1;
        }
        let whole = &self.text[at..end];
        let bare = whole.trim_end_matches(['\'', '’', '`', 'ʼ']);
        // The letter apostrophe may be alone. The token must not be empty, because the reader would not advance.
        let kept = if elided || bare.is_empty() { whole } else { bare };
        end = at + kept.len();
        let second = kept.chars().skip(1).find(|&c| !is_ignored(c)).unwrap_or(' ');
        let outline = Outline::new(first, second, letters);
        if self.lexicon.may_refer(outline) {
            self.referring.push(at);
        }
        let roman = is_roman(first) && !digits && (kept.len() > 2 || kept.is_ascii());
        let sense = match roman.then(|| self.roman(kept)).flatten() {
            Some(value) => Sense::Roman(value),
            None if self.lexicon.may_hold(outline) => self.folded_sense(at..end, first),
            None => Sense::Other,
        };
        if self.lexicon.has_compounds()
            && self.text[end..].starts_with('-')
            && let Some((sense, end)) = self.compound(at, end)
        {
            self.push(at, end, sense);
            return end;
        }
        self.push(at, end, sense);
        end
    }

    /// The value of a Roman numeral, with its suffix: "XIXe".
    fn roman(&self, word: &str) -> Option<u8> {
        let suffixes = self.lexicon.wording.ordinal_suffixes.iter();
        roman_value(word).or_else(|| suffixes.filter_map(|suffix| word.strip_suffix(suffix)).find_map(roman_value))
    }

    /// Whether the apostrophe after a word begins a possessive: "Thursday's".
    fn is_possessive(&self, apostrophe: usize) -> bool {
        let mut behind = self.text[apostrophe..].chars().skip(1);
        let is_letter = |c: char| words::is_possessive(c.lower());
        let tied = self.lexicon.wording.has(Rule::Possessives) && behind.next().is_some_and(is_letter);
        tied && !behind.next().is_some_and(Letter::is_letter_or_digit)
    }

    /// Whether the word between two positions has lost its last letter before an apostrophe: "l'année".
    fn is_elided(&self, at: usize, end: usize) -> bool {
        let elided = &self.lexicon.wording.elided;
        !elided.is_empty() && elided.contains(&self.text[at..end].lower_case().as_str())
    }

    /// The sense of a word with a hyphen whose first part was read, and the position after it: "après-midi".
    fn compound(&mut self, at: usize, hyphen: usize) -> Option<(Sense, usize)> {
        if !self.lexicon.is_compound(&self.text[at..hyphen].lower_case()) {
            return None;
        }
        let rest = &self.text[hyphen + 1..];
        let mut letters = rest.char_indices().take(LONGEST_COMPOUND).skip_while(|&(_, c)| c.is_letter() || c == '-');
        let behind = letters.next().map(|(behind, _)| behind);
        let is_whole = rest.char_indices().nth(LONGEST_COMPOUND).is_none();
        let end = hyphen + 1 + behind.or(is_whole.then_some(rest.len()))?;
        let known = self.folded_sense(at..end, ' ');
        (known != Sense::Other).then_some((known, end))
    }

    fn folded_sense(&mut self, bytes: Range<usize>, first: char) -> Sense {
        let is_stopped = self.text[bytes.end..].starts_with('.');
        self.folded.clear();
        self.folded.extend(self.text[bytes].chars().filter(|&c| !is_ignored(c)).map(Letter::lower));
        let capital = first.is_capital().then(|| self.lexicon.capital(&self.folded, self.opens_sentence())).flatten();
        let stopped = || is_stopped.then(|| self.lexicon.stopped(&self.folded)).flatten();
        capital.or_else(stopped).unwrap_or_else(|| self.lexicon.sense(&self.folded))
    }

    /// Whether the next token is the first of its line or after the end of a sentence.
    fn opens_sentence(&self) -> bool {
        let ends = |token: &Token| self.text[..token.end].ends_with(['.', '!', '?', ':', '…', '»', '“', '"', '„', '«']);
        self.tokens.last().is_none_or(ends)
    }

    fn number(&mut self, at: usize) -> usize {
        let before = self.text[..at].chars().next_back();
        let (mut sense, mut end) = number::read(self.text, at, self.lexicon);
        let tied = match before {
            Some('-' | '‑') if self.tight => self.tokens.len() >= 2 && !self.takes_number(self.tokens.len() - 2),
            Some('/') if self.lexicon.wording.has(Rule::StopIsOrdinal) && self.text[..at].ends_with("./") => false,
            Some('+' | '№' | '#' | '$' | '€' | '£' | '₴' | '/' | '_' | '@' | '=' | '?' | '&' | '\\') => true,
            Some('.' | ':' | ',') => self.tight,
            _ => false,
        };
        let after = self.text[end..].trim_start_matches([' ', '\u{a0}']);
        let joined = self.text[end..].starts_with(['@', '_', '*']);
        if tied || joined || after.starts_with(['%', '$', '€', '£', '₴', '°', '‰']) {
            sense = Sense::Other;
        }
        if sense == Sense::Other {
            end += number::tail(&self.text[end..]);
        }
        self.push(at, end, sense);
        end
    }

    /// Whether a number may be attached to a word by a hyphen: "mid-2024", "травень-2024".
    fn takes_number(&self, token: usize) -> bool {
        !matches!(self.tokens[token].sense, Sense::Other | Sense::Punct(_) | Sense::Roman(_))
            || self.tokens[token + 1].start != self.tokens[token].end
    }
}

/// The character at a byte of a text, or a space at its end.
pub(crate) fn char_at(text: &str, at: usize) -> char {
    text[at..].chars().next().unwrap_or(' ')
}

/// Whether a sign inside a word is ignored in lookups.
fn is_ignored(c: char) -> bool {
    matches!(c, '\'' | '’' | 'ʼ' | '\u{301}' | '`' | '\u{ad}')
}

fn is_roman(letter: char) -> bool {
    matches!(letter, 'I' | 'V' | 'X') || !letter.is_ascii() && letter.is_capital() && roman_numeral(letter).is_some()
}

/// The value of a Roman numeral in Latin or look-alike Cyrillic letters, up to 39.
fn roman_value(word: &str) -> Option<u8> {
    let mut total = 0i32;
    let mut next = 0;
    for letter in word.chars().rev() {
        let value = match roman_numeral(letter).unwrap_or(letter) {
            'I' => 1,
            'V' => 5,
            'X' => 10,
            _ => return None,
        };
        total += if value < next { -value } else { value };
        next = next.max(value);
    }
    u8::try_from(total).ok().filter(|&value| (1..40).contains(&value))
}

impl Token {
    /// Whether it is a number in figures that is marked as an ordinal.
    pub(crate) fn is_marked(&self) -> bool {
        matches!(self.sense, Sense::Number { mark: Mark::Ordinal, .. })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn the_reader_passes_every_single_letter() {
        for language in Language::READ {
            for c in (char::MIN..=char::MAX).filter(|c| c.is_letter()) {
                for text in [c.to_string(), format!("{c}{c} 5")] {
                    assert!(Reader::new(&text, Lexicon::of(language)).step(0, c) > 0, "{language}: {c:?}");
                }
            }
        }
    }

    #[test]
    fn a_trailing_apostrophe_is_not_part_of_a_word() {
        let mut reader = Reader::new("травняʼ", Lexicon::of(Language::Ukrainian));
        assert_eq!(reader.step(0, 'т'), "травня".len());
    }
}
