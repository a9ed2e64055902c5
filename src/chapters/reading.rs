//! In: the events of a chronicle and their reports. Out: the informative words of each event, as numbers of stems, with their positions.
//!
//! Invariant: the numbers follow the order of the stems. Stop words, numbers, parts of dates and names of publishers are not read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use crate::annotate::{Annotated, names};
use crate::chronicle::Event;
use crate::letters::Letter;
use crate::link::ArticleIndex;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::passage::Span;

/// Number of words of a report, including headline and deck, that show its subject. Set by hand.
const OPENING: usize = 150;
/// Weight of a word in a headline. Set by hand.
const HEADLINE: f32 = 3.0;
/// Minimum number of letters of a word that is not a name. Set by hand.
const SHORTEST: usize = 4;

/// The words of one event.
#[derive(Debug, Default)]
pub(crate) struct Reading {
    /// Its stems and their frequencies, sorted.
    pub counts: Vec<(u32, f32)>,
    /// Its topics: stems from a headline, or that are repeated.
    pub topics: Vec<u32>,
    /// Its words in reading order.
    pub words: Vec<Word>,
}

/// An informative word as it is printed.
#[derive(Debug, Clone)]
pub(crate) struct Word {
    pub term: u32,
    pub text: String,
    pub article: ArticleIndex,
    pub span: Span,
}

/// A word before its stem has a number.
struct Stemmed {
    stem: String,
    worth: f32,
    text: String,
    article: ArticleIndex,
    span: Span,
}

/// Reads the events. Also returns the number of stems.
pub(crate) fn read(events: &[Event], articles: &[Annotated]) -> (Vec<Reading>, usize) {
    let of_event = |event: &Event| event.reports.iter().flat_map(|&at| words(at, &articles[at])).collect();
    let read: Vec<Vec<Stemmed>> = events.par_iter().map(of_event).collect();
    let stems: BTreeSet<&str> = read.iter().flatten().map(|word| word.stem.as_str()).collect();
    let numbers: BTreeMap<String, u32> = stems.into_iter().map(str::to_owned).zip(0..).collect();
    (read.into_iter().map(|words| reading(words, &numbers)).collect(), numbers.len())
}

fn reading(words: Vec<Stemmed>, numbers: &BTreeMap<String, u32>) -> Reading {
    let mut counts: BTreeMap<u32, f32> = BTreeMap::new();
    words.iter().for_each(|word| *counts.entry(numbers[&word.stem]).or_default() += word.worth);
    let topics = counts.iter().filter(|&(_, &times)| times >= 2.0).map(|(&term, _)| term).collect();
    let word =
        |word: Stemmed| Word { term: numbers[&word.stem], text: word.text, article: word.article, span: word.span };
    Reading { topics, counts: counts.into_iter().collect(), words: words.into_iter().map(word).collect() }
}

/// The informative words in the opening of a report.
fn words(at: ArticleIndex, page: &Annotated) -> Vec<Stemmed> {
    let article = &page.article;
    let stems = Stems::of(article.language);
    let publisher: BTreeSet<String> = article.source.iter().flat_map(|source| tokens::folded(&source.name)).collect();
    let headline = article.headline.as_ref().map(|headline| headline.span);
    let standing = article.passages().flat_map(|passage| tokens::words(&passage.text).map(move |word| (passage, word)));
    let mut found = Vec::new();
    for (passage, bytes) in standing.take(OPENING) {
        let text = &passage.text[bytes.clone()];
        let word = tokens::fold(text);
        let span = passage.place(bytes);
        let dated = page
            .expressions
            .iter()
            .any(|expression| expression.span.start < span.end && span.start < expression.span.end);
        if dated || !is_telling(text, &word) || publisher.contains(&word) {
            continue;
        }
        let worth = if headline == Some(passage.span) { HEADLINE } else { 1.0 };
        found.push(Stemmed { stem: stems.stem(&word), worth, text: text.to_owned(), article: at, span });
    }
    found
}

/// Whether a word shows what a text is about: not a stop word, not a number, and long or an abbreviation in capital letters.
fn is_telling(text: &str, folded: &str) -> bool {
    let letters = folded.chars().count();
    let is_abbreviation = || letters > 1 && text.chars().all(char::is_capital);
    let is_number = folded.chars().any(|c| c.is_ascii_digit());
    let is_small = tokens::is_stop(folded) || names::is_no_office(folded);
    !is_number && !is_small && (letters >= SHORTEST || is_abbreviation())
}
