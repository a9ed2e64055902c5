//! In: an article's passages and people. Out: its direct speech, each piece with its speaker where the text names one.
//!
//! Invariant: a quote is the exact words between the marks; a speaker is one of the article's people or nobody.

mod attribution;
mod marks;

use std::ops::Range;

use super::Part;
use super::names::{self, Names, Shape, Text};
use crate::letters::LowerCase;
use crate::normalize::{Article, BlockKind};
use crate::passage::Span;
use attribution::{Cue, Heard};
use marks::Marked;

/// Direct speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub part: Part,
    /// The words between the marks, without them.
    pub text: String,
    pub span: Span,
    /// The index of the speaker in the article's people.
    pub speaker: Option<usize>,
    /// The words that name the speaker, for evidence.
    pub cue: Option<Span>,
}

/// A quoted stretch of this many words or fewer is speech only where a verb of speech says so.
const FRAGMENT_WORDS: usize = 4;

/// The direct speech of an article in reading order.
pub fn find(article: &Article, names: &Names) -> Vec<Quote> {
    let mut reader = Reader { names, quotes: Vec::new(), heard: Heard::default(), waiting: Vec::new() };
    for (index, text) in names.texts.iter().enumerate() {
        let is_block_quote = matches!(text.part, Part::Body(block) if article.body[block].kind == BlockKind::Quote);
        reader.read(index, text, is_block_quote);
    }
    reader.quotes
}

struct Reader<'a> {
    names: &'a Names<'a>,
    quotes: Vec<Quote>,
    heard: Heard,
    /// Quotes of the paragraphs before whose mark was never closed: the next attribution is theirs too.
    waiting: Vec<usize>,
}

impl Reader<'_> {
    /// Reads one passage.
    fn read(&mut self, index: usize, text: &Text, is_block_quote: bool) {
        let marked = marks::find(&text.passage.text);
        let count = self.quotes.len();
        self.heard.enter(index);
        for marked in &marked {
            self.read_marked(index, text, marked);
        }
        if marked.is_empty() {
            self.read_dash_or_block(index, text, is_block_quote);
        }
        if self.quotes.len() == count {
            self.waiting.clear();
            self.heard.silence();
        }
    }

    /// Reads a stretch between marks: one piece of speech, or several that words of the author part.
    fn read_marked(&mut self, index: usize, text: &Text, marked: &Marked) {
        let (pieces, inside) = self.split(index, text, marked.inner.clone());
        let after = if marked.closed { attribution::after(self.names, index, marked.end, &self.heard) } else { None };
        let before = || attribution::before(self.names, index, marked.open, &self.heard);
        let cue = inside.or(after).or_else(before);
        let words = pieces.iter().map(|piece| word_count(text, piece)).sum::<usize>();
        if !self.is_speech(index, text, marked, words, cue.as_ref()) {
            return;
        }
        let continues = cue.is_none() && self.heard.continues(text, marked);
        let cue = cue.or_else(|| if continues { self.heard.cue() } else { None });
        for piece in pieces {
            self.push(text, piece, cue.as_ref());
        }
        self.settle_waiting(marked, cue.as_ref());
        self.heard.remember(cue);
    }

    /// Gives a speaker to earlier paragraphs of the same speech, or lets this one wait for its own.
    fn settle_waiting(&mut self, marked: &Marked, cue: Option<&Cue>) {
        if let Some(cue) = cue {
            for index in self.waiting.drain(..) {
                self.quotes[index].speaker = cue.speaker;
                self.quotes[index].cue = cue.span;
            }
        } else if !marked.closed {
            self.waiting.push(self.quotes.len() - 1);
        }
    }

    /// Whether a stretch between marks is direct speech and not the name of a thing or a few borrowed words.
    fn is_speech(&self, index: usize, text: &Text, marked: &Marked, words: usize, cue: Option<&Cue>) -> bool {
        let opens_block = marked.open == 0;
        let opens_sentence = text.sentences.binary_search_by_key(&marked.open, |range| range.start).is_ok();
        match cue {
            _ if words == 0 => false,
            Some(cue) if cue.is_spoken && cue.is_direct => true,
            Some(cue) if cue.is_direct => words > 2 && !is_title(text, &marked.inner),
            Some(_) => words > FRAGMENT_WORDS && has_verb(text, &marked.inner),
            None if text.part == Part::Headline => false,
            None if words <= FRAGMENT_WORDS => false,
            None if !marked.closed => opens_block,
            None if opens_block => marked.end + 2 >= text.passage.text.len() || self.heard.spoke_in(index),
            None => opens_sentence && self.heard.spoke_in(index),
        }
    }

    /// Parts a stretch where the author's words stand inside the marks: `«Слова, — сказав він, — ще слова»`.
    fn split(&self, index: usize, text: &Text, inner: Range<usize>) -> (Vec<Range<usize>>, Option<Cue>) {
        let Some(dash) = author_dash(text, &inner) else { return (vec![inner], None) };
        let cue = attribution::clause(self.names, index, dash + 1, &self.heard);
        let first = inner.start..text.bytes(&(dash..dash + 1)).start;
        let end = text.token_at(inner.end);
        let second = (dash + 2..end).find(|&at| is_dash(text.word(at)) && matches!(text.word(at - 1), "," | "."));
        let mut pieces = vec![first];
        pieces.extend(second.filter(|&at| at + 1 < end).map(|at| text.bytes(&(at + 1..at + 2)).start..inner.end));
        (pieces, cue)
    }

    /// Reads speech without marks: a paragraph that begins with a dash, or a block quotation.
    fn read_dash_or_block(&mut self, index: usize, text: &Text, is_block_quote: bool) {
        let all = 0..text.passage.text.len();
        if is_dash(text.word(0)) && text.tokens.len() > 2 {
            let inner = text.bytes(&(1..2)).start..all.end;
            let (pieces, cue) = self.split(index, text, inner);
            let Some(cue) = cue else { return };
            for piece in pieces {
                self.push(text, piece, Some(&cue));
            }
            self.heard.remember(Some(cue));
        } else if is_block_quote && word_count(text, &all) > FRAGMENT_WORDS {
            let cue = attribution::before(self.names, index, 0, &self.heard);
            self.push(text, all.clone(), cue.as_ref());
            self.heard.remember(cue);
        }
    }

    fn push(&mut self, text: &Text, bytes: Range<usize>, cue: Option<&Cue>) {
        let words = &text.passage.text[bytes.clone()];
        let start = bytes.start + (words.len() - words.trim_start().len());
        let trimmed = words.trim().trim_end_matches([',', ' ', '–', '—', '-']);
        if trimmed.is_empty() {
            return;
        }
        self.quotes.push(Quote {
            part: text.part,
            text: trimmed.to_owned(),
            span: text.passage.place(start..start + trimmed.len()),
            speaker: cue.and_then(|cue| cue.speaker),
            cue: cue.and_then(|cue| cue.span),
        });
    }
}

/// The dash inside `inner` behind which the author says who speaks.
fn author_dash(text: &Text, inner: &Range<usize>) -> Option<usize> {
    let tokens = text.token_at(inner.start)..text.token_at(inner.end);
    tokens.clone().skip(2).find(|&at| {
        is_dash(text.word(at))
            && at + 1 < tokens.end
            && matches!(text.word(at - 1), "," | "!" | "?" | "…" | "." | "”" | "»")
            && text.shape(at + 1) == Shape::Lower
            && names::speech(text.word(at + 1)).is_some()
    })
}

fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "―")
}

fn word_count(text: &Text, bytes: &Range<usize>) -> usize {
    (text.token_at(bytes.start)..text.token_at(bytes.end)).filter(|&at| text.shape(at) != Shape::Mark).count()
}

/// Whether every word but small ones begins with a capital letter: the name of a thing.
fn is_title(text: &Text, bytes: &Range<usize>) -> bool {
    let mut tokens = text.token_at(bytes.start)..text.token_at(bytes.end);
    tokens.len() < 6 && tokens.all(|at| text.shape(at) != Shape::Lower)
}

fn has_verb(text: &Text, bytes: &Range<usize>) -> bool {
    (text.token_at(bytes.start)..text.token_at(bytes.end)).any(|at| {
        let lower = text.word(at).lower_case();
        names::is_verb_like(&lower)
            || matches!(
                lower.as_str(),
                "є" | "немає"
                    | "має"
                    | "можемо"
                    | "будемо"
                    | "маємо"
                    | "хочемо"
                    | "is"
                    | "are"
                    | "will"
                    | "was"
                    | "have"
                    | "has"
                    | "must"
                    | "can"
                    | "не"
                    | "есть"
                    | "нет"
                    | "будем"
                    | "можем"
                    | "хотим"
                    | "not"
            )
    })
}
