//! In: the words of all articles. Out: the longest run of words that each two articles share, and the words of each article that are a
//! formula which pages of one publisher repeat regardless of the subject.
//!
//! Invariant: linear in the length of the texts, except for runs that many articles share. These say nothing and are skipped.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use super::corpus::{Corpus, Token, is_telling};
use crate::annotate::{Annotated, Part};

/// Minimum length of a run, in words. The same with 4 and 16 on `tests/events/tuned`.
pub(crate) const SHORTEST: usize = 8;
/// A run that more articles than this contain is a formula. The same with 12 and 48 on `tests/events/tuned`.
const MOST_ARTICLES: usize = 24;
/// Number of pages of one publisher that must repeat a formula under headlines without a common word. The same with 2 and 6 on
/// `tests/events/tuned`.
const REPEATED: usize = 3;

/// A run of words that two articles share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Run {
    /// Length in words.
    pub words: usize,
    /// The start in the words of the article with the smaller index, and in those of the other.
    pub starts: (usize, usize),
}

/// The repetitions in a corpus.
pub(crate) struct Shared {
    /// The longest run of each two articles that share one, by pair. Of equally long ones, the first.
    pub runs: Vec<((usize, usize), Run)>,
    /// For each article, which of its words belong to a formula.
    pub formulas: Vec<Vec<bool>>,
}

/// The places of each window of words: article and position. Each article appears once, and at most [`MOST_ARTICLES`] plus one are kept.
type Places = FxHashMap<u64, Vec<(u32, u32)>>;

/// Finds the repetitions in a corpus.
pub(crate) fn read(articles: &[&Annotated], corpus: &Corpus) -> Shared {
    let places = places(corpus);
    let repeated = repeated(&places, articles, corpus);
    let runs = runs(hits(&places, &repeated));
    let formulas = corpus.texts.par_iter().map(|text| formula(text, &repeated)).collect();
    Shared { runs, formulas }
}

/// Which words of a text are in a repeated window.
fn formula(text: &[Token], repeated: &FxHashSet<u64>) -> Vec<bool> {
    let mut of_formula = vec![false; text.len()];
    if repeated.is_empty() {
        return of_formula;
    }
    for (at, window) in text.windows(SHORTEST).enumerate() {
        if repeated.contains(&hash(window.iter().map(|token| token.word))) {
            of_formula[at..at + SHORTEST].fill(true);
        }
    }
    of_formula
}

/// The windows that a publisher repeats. Besides the first page with the window, two others of the same publisher contain it under
/// headlines that share no word with the first.
fn repeated(places: &Places, articles: &[&Annotated], corpus: &Corpus) -> FxHashSet<u64> {
    let headlines: Vec<BTreeSet<u32>> = corpus.texts.iter().map(|text| headline(text)).collect();
    let publisher = |at: usize| articles[at].article.source.as_ref().map(|source| source.name.as_str());
    let strangers = |first: usize, other: usize| {
        let (one, two) = (&headlines[first], &headlines[other]);
        !one.is_empty() && !two.is_empty() && publisher(first) == publisher(other) && one.is_disjoint(two)
    };
    let is_repeated = |held: &&Vec<(u32, u32)>| {
        let first = held[0].0 as usize;
        held.iter().skip(1).filter(|&&(other, _)| strangers(first, other as usize)).take(REPEATED - 1).count() + 1
            >= REPEATED
    };
    let telling = places.iter().filter(|(_, held)| held.len() >= REPEATED);
    telling.filter(|(_, held)| is_repeated(held)).map(|(&window, _)| window).collect()
}

fn headline(text: &[Token]) -> BTreeSet<u32> {
    let headline = text.iter().take_while(|token| token.part == Part::Headline);
    headline.filter(|token| is_telling(token)).map(|token| token.stem).collect()
}

fn runs(mut hits: Vec<Hit>) -> Vec<((usize, usize), Run)> {
    hits.sort_unstable();
    let mut longest: Vec<((usize, usize), Run)> = Vec::new();
    let follows =
        |one: &Hit, next: &Hit| one.pair == next.pair && one.shift == next.shift && one.start + 1 == next.start;
    for run in hits.chunk_by(follows) {
        let (pair, start) = (run[0].pair, run[0].start);
        let run = Run { words: run.len() + SHORTEST - 1, starts: (start, start.wrapping_add_signed(run[0].shift)) };
        match longest.last_mut() {
            Some((last, best)) if *last == pair => {
                if (run.words, std::cmp::Reverse(run.starts)) > (best.words, std::cmp::Reverse(best.starts)) {
                    *best = run;
                }
            }
            _ => longest.push((pair, run)),
        }
    }
    longest
}

/// A window of words that two articles share.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Hit {
    pair: (usize, usize),
    /// Its position in the second article minus that in the first.
    shift: isize,
    start: usize,
}

fn places(corpus: &Corpus) -> Places {
    let mut places = Places::default();
    for (article, text) in corpus.texts.iter().enumerate() {
        for (at, window) in text.windows(SHORTEST).enumerate() {
            let held = places.entry(hash(window.iter().map(|token| token.word))).or_default();
            let own = held.last().is_some_and(|&(last, _)| last as usize == article);
            if !own && held.len() <= MOST_ARTICLES {
                held.push((article as u32, at as u32));
            }
        }
    }
    places
}

fn hits(places: &Places, repeated: &FxHashSet<u64>) -> Vec<Hit> {
    let telling = places
        .iter()
        .filter(|(window, held)| held.len() > 1 && held.len() <= MOST_ARTICLES && !repeated.contains(window));
    telling.flat_map(|(_, held)| pairs(held)).collect()
}

fn pairs(held: &[(u32, u32)]) -> impl Iterator<Item = Hit> {
    held.iter().enumerate().flat_map(move |(at, &(first, start))| {
        held[at + 1..].iter().map(move |&(second, place)| Hit {
            pair: (first as usize, second as usize),
            shift: place as isize - start as isize,
            start: start as usize,
        })
    })
}

/// FNV-1a over the numbers of words.
fn hash(words: impl Iterator<Item = u32>) -> u64 {
    words.fold(0xcbf2_9ce4_8422_2325, |hash, word| (hash ^ u64::from(word)).wrapping_mul(0x0000_0100_0000_01b3))
}
