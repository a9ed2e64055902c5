//! In: a passage. Out: its words and marks, each with its shape.
//!
//! Invariant: every letter and digit of prose belongs to exactly one token. Tokens are in order and do not overlap.

use std::ops::Range;

use super::person::PersonForm;
use super::{Part, sentence};
use crate::lang::{self, morphology::Script};
use crate::language::Language;
use crate::letters::Letter;
use crate::passage::Passage;

/// The shape of a token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shape {
    /// Small letters.
    Lower,
    /// A capital letter and then small ones.
    Capital,
    /// Capital letters only, two or more.
    Upper,
    /// A capital letter with its full stop.
    Initial,
    /// A number.
    Number,
    /// A punctuation mark.
    Mark,
}

/// A word or a mark.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Token {
    start: u32,
    end: u32,
    /// The shape.
    pub shape: Shape,
    /// Whether it begins a sentence or a quote, so that its capital letter is not evidence.
    pub first: bool,
}

/// A passage split into tokens.
#[derive(Debug)]
pub struct Text<'a> {
    /// The part of the article that is the passage.
    pub part: Part,
    /// The passage.
    pub passage: &'a Passage,
    /// The tokens, in order.
    pub(crate) tokens: Vec<Token>,
    /// The byte ranges of the sentences.
    pub sentences: Vec<Range<usize>>,
    /// The language.
    pub language: Language,
    /// Whether there are spaces before its commas and around its hyphens.
    pub spaced: bool,
    /// Whether nearly all words begin with a capital letter, so that capital letters are not evidence.
    pub titled: bool,
}

/// Maximum length of a passage of prose, in bytes. A longer one is data, and its words are not read. A limit on time, set by hand: 600,000
/// words are longer than any report.
const LONGEST_PROSE: usize = 4_000_000;

impl<'a> Text<'a> {
    pub(in crate::annotate) fn new(part: Part, passage: &'a Passage) -> Self {
        let sentences = sentence::ranges(&passage.text);
        let prose = passage.text.len() <= LONGEST_PROSE;
        let mut tokens = if prose { tokens(&passage.text) } else { Vec::new() };
        mark_first(&mut tokens, &passage.text, &sentences);
        Self { part, passage, tokens, sentences, language: Language::Unknown, spaced: false, titled: false }
    }

    /// The same text, with each of `compounds`, whose hyphens have spaces around them, as one word.
    pub(in crate::annotate) fn unspaced(mut self, compounds: &[Range<usize>]) -> Self {
        self.spaced = true;
        let mut compounds = compounds.iter().peekable();
        let mut joined: Vec<Token> = Vec::with_capacity(self.tokens.len());
        for (at, token) in self.tokens.iter().enumerate() {
            match compounds.peek() {
                Some(range) if range.contains(&at) && range.start < at => {
                    if let Some(whole) = joined.last_mut() {
                        whole.end = token.end;
                    }
                }
                _ => joined.push(*token),
            }
            compounds.next_if(|range| range.end == at + 1);
        }
        self.tokens = joined;
        self
    }

    /// The words of a token. Empty after the last one.
    pub fn word(&self, index: usize) -> &'a str {
        self.tokens.get(index).map_or("", |token| &self.passage.text[token.start as usize..token.end as usize])
    }

    /// The shape of a token. A mark after the last one.
    pub fn shape(&self, index: usize) -> Shape {
        self.tokens.get(index).map_or(Shape::Mark, |token| token.shape)
    }

    /// The bytes of a range of tokens, which must not be empty.
    pub fn bytes(&self, range: &Range<usize>) -> Range<usize> {
        self.tokens[range.start].start as usize..self.tokens[range.end - 1].end as usize
    }

    /// The words of a range of tokens with their position.
    pub fn form(&self, range: &Range<usize>) -> PersonForm {
        let bytes = self.bytes(range);
        PersonForm {
            part: self.part,
            text: self.passage.text[bytes.clone()].to_owned(),
            span: self.passage.place(bytes),
        }
    }

    /// Whether one space, or nothing after an initial, separates a token from the next.
    pub fn joined(&self, index: usize) -> bool {
        let (Some(token), Some(next)) = (self.tokens.get(index), self.tokens.get(index + 1)) else { return false };
        let gap = &self.passage.text[token.end as usize..next.start as usize];
        gap == " " || (gap.is_empty() && token.shape == Shape::Initial)
    }

    /// The first token that begins at a byte or after it.
    pub(crate) fn token_at(&self, byte: usize) -> usize {
        self.tokens.partition_point(|token| (token.start as usize) < byte)
    }

    /// The tokens of the sentence that contains a byte.
    pub(crate) fn sentence_at(&self, byte: usize) -> Range<usize> {
        let index = self.sentences.partition_point(|range| range.end <= byte);
        match self.sentences.get(index) {
            Some(range) => self.token_at(range.start)..self.token_at(range.end),
            None => self.tokens.len()..self.tokens.len(),
        }
    }
}

/// Splits a text into words, numbers and single marks.
fn tokens(text: &str) -> Vec<Token> {
    let mut found = Vec::with_capacity(text.len() / 8);
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        if first.is_whitespace() {
            at += first.len_utf8();
            continue;
        }
        let end = if first.is_letter_or_digit() { word_end(text, at) } else { at + first.len_utf8() };
        let token = token(text, at, end);
        at = token.end as usize;
        found.push(token);
    }
    found
}

/// The end of the word at `start`: letters, digits, and apostrophes and hyphens between them.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = start;
    let mut rest = text[start..].chars().peekable();
    while let Some(character) = rest.next() {
        let inside = matches!(character, '\'' | '’' | 'ʼ' | '`' | '-' | '‑' | '\u{301}')
            && rest.peek().is_some_and(|next| next.is_letter_or_digit() || character == '\u{301}');
        let possessive = matches!(character, '\'' | '’') && {
            let behind = &text[end + character.len_utf8()..];
            let mut endings = lang::all(|pack| &pack.names.possessive_endings);
            endings.any(|ending| {
                behind.strip_prefix(ending).is_some_and(|rest| !rest.starts_with(char::is_letter_or_digit))
            })
        };
        if !(character.is_letter_or_digit() || (inside && !possessive)) {
            break;
        }
        end += character.len_utf8();
    }
    end
}

fn token(text: &str, start: usize, end: usize) -> Token {
    let word = &text[start..end];
    let shape = shape(word);
    let initial = shape == Shape::Upper && word.chars().nth(1).is_none();
    let (shape, end) = match initial {
        true if text[end..].starts_with('.') && !is_tail(&text[..start]) => (Shape::Initial, end + 1),
        _ => (shape, end),
    };
    Token { start: start as u32, end: end as u32, shape, first: false }
}

/// Whether a letter right after a text is the end of an abbreviation and not an initial: "z.B.", "a/M.".
fn is_tail(before: &str) -> bool {
    let mut back = before.chars().rev();
    match back.next() {
        Some('/') => true,
        Some('.') => back.next().is_some_and(char::is_small),
        _ => false,
    }
}

fn shape(word: &str) -> Shape {
    let first = word.chars().next().unwrap_or(' ');
    if let Some(rest) = behind_article(word) {
        shape(rest)
    } else if first.is_numeric() {
        Shape::Number
    } else if !first.is_letter() {
        Shape::Mark
    } else if !first.is_capital() {
        Shape::Lower
    } else if word.chars().skip(1).any(char::is_small) {
        Shape::Capital
    } else {
        Shape::Upper
    }
}

/// The part after the article of an Arabic name: "al-Hamri", "аль-Хамрі".
fn behind_article(word: &str) -> Option<&str> {
    let (article, rest) = word.split_once('-')?;
    (is_hyphened_article(article) && rest.starts_with(char::is_uppercase)).then_some(rest)
}

/// Whether a word is the article of an Arabic name, joined to it by a hyphen.
pub(crate) fn is_hyphened_article(word: &str) -> bool {
    lang::packs().iter().any(|pack| pack.names.hyphened_articles.contains(word))
}

/// Whether nearly all words begin with a capital letter, so that capital letters are not evidence.
pub(crate) fn is_titled(text: &Text) -> bool {
    let long = || (0..text.tokens.len()).filter(|&at| text.word(at).chars().nth(3).is_some());
    let capitals = long().filter(|&at| text.shape(at) != Shape::Lower).count();
    capitals > 3 && capitals * 10 >= long().count() * 8 || capitals > 1 && capitals == long().count()
}

/// Whether a word is in letters that are not declined.
pub(crate) fn is_latin(word: &str) -> bool {
    Script::of_word(word) != Script::Cyrillic
}

/// Marks the tokens that begin a sentence or a quote or follow a colon.
fn mark_first(tokens: &mut [Token], text: &str, sentences: &[Range<usize>]) {
    let mut starts = sentences.iter().map(|range| range.start).peekable();
    let mut open = true;
    for token in tokens {
        while starts.next_if(|&start| start <= token.start as usize).is_some() {
            open = true;
        }
        let word = &text[token.start as usize..token.end as usize];
        if token.shape == Shape::Mark {
            open = open || matches!(word, "“" | "«" | "\"" | "„" | ":" | "•");
        } else {
            token.first = std::mem::take(&mut open);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_keep_their_hyphens_and_apostrophes() {
        let passage = Passage::new("Прес-секретар О. Дем’янюк: “Ми – за”. Smith's USA, 5", 0);
        let text = Text::new(Part::Headline, &passage);
        let words: Vec<_> = (0..text.tokens.len()).map(|index| text.word(index)).collect();
        assert_eq!(
            words,
            [
                "Прес-секретар",
                "О.",
                "Дем’янюк",
                ":",
                "“",
                "Ми",
                "–",
                "за",
                "”",
                ".",
                "Smith",
                "'",
                "s",
                "USA",
                ",",
                "5"
            ]
        );
        assert!(text.tokens[0].first && text.tokens[5].first && !text.tokens[2].first && text.tokens[10].first);
        assert_eq!((text.shape(1), text.shape(13), text.shape(99)), (Shape::Initial, Shape::Upper, Shape::Mark));
        assert!(text.joined(1) && !text.joined(2));
    }
}
