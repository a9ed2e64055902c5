//! In: an article. Out: the sentences of its headline, deck and body, each with its position.
//!
//! Invariant: sentences are unchanged, and joined with spaces they give the passage.

use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Part;

use crate::lang;
use crate::letters::{Letter, LowerCase};
use crate::normalize::Article;
use crate::passage::{Passage, Span};
use crate::survey::furniture;

/// A sentence of an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sentence {
    /// The part of the article that contains it.
    pub part: Part,
    /// The bytes in the cleaned text of the part.
    pub bytes: Range<usize>,
    /// The text.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
}

/// The sentences of an article, in reading order.
pub fn split(article: &Article) -> Vec<Sentence> {
    parts(article)
        .flat_map(|(part, passage)| {
            ranges(&passage.text).into_iter().map(move |bytes| Sentence {
                part,
                text: passage.text[bytes.clone()].to_owned(),
                span: passage.place(bytes.clone()),
                bytes,
            })
        })
        .collect()
}

/// The passages of an article, each with its part, in reading order.
pub fn parts(article: &Article) -> impl Iterator<Item = (Part, &Passage)> {
    let headline = article.headline.iter().map(|passage| (Part::Headline, passage));
    let deck = article.deck.iter().map(|passage| (Part::Deck, passage));
    let body = article.body.iter().enumerate().map(|(index, block)| (Part::Body(index), &block.passage));
    headline.chain(deck).chain(body)
}

/// The passage of a part. `None` if the article does not have the part.
pub fn passage(article: &Article, part: Part) -> Option<&Passage> {
    match part {
        Part::Headline => article.headline.as_ref(),
        Part::Deck => article.deck.as_ref(),
        Part::Body(at) => article.body.get(at).map(|block| &block.passage),
    }
}

/// The byte ranges of the sentences in a cleaned text, trimmed, in order. Linear in the length of `text`.
pub fn ranges(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut at = 0;
    while let Some(mark) = next_terminator(text, at) {
        let marks = run(text, mark, is_terminator);
        let end = run(text, marks, is_closer);
        if ends_sentence(text, start, mark, marks, end) {
            found.push(start..end);
            start = run(text, end, char::is_whitespace);
        }
        at = end;
    }
    let rest = text[start..].trim_end().len();
    if rest > 0 {
        found.push(start..start + rest);
    }
    found
}

/// The position of the first terminator from byte `from` on. The search looks at first bytes.
fn next_terminator(text: &str, mut from: usize) -> Option<usize> {
    const OPENS: [bool; 256] = {
        let mut opens = [false; 256];
        let (mut at, bytes) = (0, [b'.', b'!', b'?', 0xe2, 0xe3, 0xef]);
        while at < bytes.len() {
            opens[bytes[at] as usize] = true;
            at += 1;
        }
        opens
    };
    loop {
        from += text.as_bytes()[from..].iter().position(|&byte| OPENS[usize::from(byte)])?;
        let found = text[from..].chars().next()?;
        if is_terminator(found) {
            return Some(from);
        }
        from += found.len_utf8();
    }
}

/// The end of the run of characters that begins at byte `from`.
fn run(text: &str, from: usize, belongs: impl Fn(char) -> bool) -> usize {
    text[from..].find(|c| !belongs(c)).map_or(text.len(), |length| from + length)
}

fn is_terminator(character: char) -> bool {
    matches!(character, '.' | '!' | '?' | '…' | '。' | '！' | '？')
}

fn is_closer(character: char) -> bool {
    matches!(character, '”' | '»' | '"' | '“' | '’' | '\'' | ')' | ']')
}

fn is_opener(character: char) -> bool {
    matches!(character, '“' | '«' | '"' | '„' | '‘' | '\'' | '(' | '[')
}

/// Whether a sentence that began at `start` ends with the marks `mark..marks` and the closing signs up to `end`.
fn ends_sentence(text: &str, start: usize, mark: usize, marks: usize, end: usize) -> bool {
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    if !next.is_whitespace() {
        return matches!(text[mark..].chars().next(), Some('。' | '！' | '？')) || runs_on(text, start..mark, end);
    }
    let mut ahead = rest.trim_start().chars();
    let Some(first) = ahead.next() else { return true };
    let opens = match first {
        '–' | '—' | '-' => ahead.find(|c| !c.is_whitespace()).is_some_and(begins),
        first => begins(first),
    };
    let single_stop = &text[mark..marks] == ".";
    opens && !(single_stop && marks == end && is_abbreviation(text, start, mark, first))
}

/// Whether the next sentence begins at `end` without a space: "two years.A series". This needs a whole word in small letters, or a year, at
/// the end of `said`, and a capitalized word after the mark. After a capitalized word the next word must be one that often opens sentences, since
/// "Node.Js" is one word.
fn runs_on(text: &str, said: Range<usize>, end: usize) -> bool {
    /// Minimum letters of the word before, minimum digits of the number, and maximum length of a word that is examined. A year has 4
    /// digits; the others are set by hand.
    const LETTERS: usize = 3;
    const DIGITS: usize = 4;
    const LONGEST: usize = 40;
    let apart = |c: char| c.is_whitespace() || is_opener(c) || matches!(c, '-' | '–' | '—');
    let letters = text[said.clone()].char_indices().rev().take(LONGEST).take_while(|&(_, c)| !apart(c));
    let before = letters.last().map_or("", |(at, _)| &text[said.start + at..said.end]).trim_end_matches(is_closer);
    let letters = text[end..].char_indices().take(LONGEST).take_while(|&(_, c)| !c.is_whitespace());
    let next = letters.last().map_or("", |(at, c)| &text[end..end + at + c.len_utf8()]);
    let is_word = |word: &str| word.chars().all(|c| c.is_letter() || is_apostrophe(c));
    let behind = next.trim_end_matches(|c: char| is_closer(c) || matches!(c, ',' | ':' | ';' | '.' | '!' | '?' | '…'));
    let capital = behind.chars().next().is_some_and(char::is_capital) && !behind.chars().skip(1).any(char::is_capital);
    let small = before.ends_with(char::is_small) && before.chars().nth(LETTERS - 1).is_some() && !is_listed(before);
    let year = before.len() >= DIGITS && before.bytes().all(|byte| byte.is_ascii_digit());
    let opened = before.starts_with(char::is_small) || furniture::is_stop_word(&behind.lower_case());
    capital && is_word(behind) && (year || (is_word(before) && small && opened))
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '’' | '\'' | 'ʼ')
}

fn is_listed(word: &str) -> bool {
    ABBREVIATIONS.contains_key(word.lower_case().as_str())
}

/// Whether a sentence may begin with this character.
fn begins(character: char) -> bool {
    !character.is_small() && (character.is_letter_or_digit() || is_opener(character))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Abbreviation {
    Never,
    Maybe,
}

static ABBREVIATIONS: LazyLock<FxHashMap<&'static str, Abbreviation>> = LazyLock::new(|| {
    let never = lang::all(|pack| &pack.sentences.abbreviations).map(|word| (word, Abbreviation::Never));
    let maybe = lang::all(|pack| &pack.sentences.closing_abbreviations).map(|word| (word, Abbreviation::Maybe));
    never.chain(maybe).collect()
});

/// Whether the full stop at byte `mark` belongs to an abbreviation, an initial or a list number.
fn is_abbreviation(text: &str, start: usize, mark: usize, next: char) -> bool {
    /// Number of characters before the mark that are examined: a limit on time, set by hand.
    const LONGEST: usize = 10;
    let mut from = mark;
    for (at, character) in text[start..mark].char_indices().rev().take(LONGEST) {
        if character.is_whitespace() || is_opener(character) {
            break;
        }
        from = start + at;
    }
    let word = &text[from..mark];
    if word.chars().all(|c| c.is_ascii_digit()) {
        return from == start || word.len() <= 2 && is_counted_by_ordinals(&text[mark + 1..]);
    }
    let mut letters = word.chars();
    if letters.next().is_some_and(char::is_capital) && letters.next().is_none() {
        return true;
    }
    match ABBREVIATIONS.get(word.lower_case().as_str()) {
        Some(Abbreviation::Never) => true,
        Some(Abbreviation::Maybe) => !(next.is_capital() || is_opener(next)),
        None => false,
    }
}

/// Whether the text begins with a name that follows an ordinal with a full stop: "am 5. Mai", "im 19. Jahrhundert".
fn is_counted_by_ordinals(rest: &str) -> bool {
    let rest = rest.trim_start();
    lang::all(|pack| &pack.sentences.counted_by_ordinals).any(|name| rest.starts_with(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(text: &str) -> Vec<&str> {
        ranges(text).into_iter().map(|range| &text[range]).collect()
    }

    #[test]
    fn a_full_stop_inside_a_sentence_does_not_end_it() {
        for text in [
            "Указ підписав В. О. Зеленський у м. Львові.",
            "Витратили 3.5 млн. грн. за 2023 р. на дороги.",
            "Mr. Smith met Gen. Brown in the U.S. on Monday.",
            "“Ми готові!” – сказав речник.",
            "Читайте на https://example.org/a.html?b=c усе.",
            "Так... мабуть, ні.",
            "Das Haus wurde am 5. Mai eröffnet.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn sentences_end_where_the_next_begins() {
        assert_eq!(
            sentences("Це було у 2023 р. Потім настав мир. “Так!” Усе… Далі? Ні.  Кінець"),
            ["Це було у 2023 р.", "Потім настав мир.", "“Так!”", "Усе…", "Далі?", "Ні.", "Кінець"]
        );
        assert_eq!(sentences("1. Перше. 2. Друге."), ["1. Перше.", "2. Друге."]);
        assert_eq!(sentences(""), Vec::<&str>::new());
    }

    #[test]
    fn sentences_that_ran_together_are_parted() {
        assert_eq!(sentences("It took two years.A series of talks."), ["It took two years.", "A series of talks."]);
        assert_eq!(sentences("Минув рік.Це багато."), ["Минув рік.", "Це багато."]);
        assert_eq!(
            sentences("Так сказав Гай.Він правий!Отже, їдемо."),
            ["Так сказав Гай.", "Він правий!", "Отже, їдемо."]
        );
        assert_eq!(sentences("Es war 2030.Der Rat tagt."), ["Es war 2030.", "Der Rat tagt."]);
        assert_eq!(sentences("«Їдемо разом.»Рада згодна."), ["«Їдемо разом.»", "Рада згодна."]);
        for text in [
            "Вони купили Node.Js і Web.Net учора.",
            "Пишіть на www.example.Org чи на a.lan@Example.org сьогодні.",
            "Зустріч біля вул.Садової відбудеться.",
            "Версія 3.Бета вийшла.",
            "Він поїхав до м.Києва.",
        ] {
            assert_eq!(sentences(text), [text]);
        }
    }

    #[test]
    fn the_time_grows_with_the_length_only() {
        let text = "Слово за словом. ".repeat(100_000);
        assert_eq!(ranges(&text).len(), 100_000);
        assert_eq!(ranges(&"а".repeat(5_000_000)).len(), 1);
        assert_eq!(ranges(&"слово.Слово".repeat(100_000)).len(), 1);
    }
}
