//! In: articles, parted into events. Out: of each event, the words that tell it, weighed, those of its names beside the others.
//!
//! Invariant: linear in the length of the texts; no stop word, number, word of a date or name of the publisher is read.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::background::Background;
use super::super::corpus::is_proper;
use super::super::skeleton::skeleton;
use super::super::stem::Stems;
use super::super::{ArticleIndex, tokens};
use crate::annotate::{Annotated, names};
use crate::language::Language;
use crate::letters::Letter;

/// So many words of an article say what it is about.
const READ: usize = 900;
/// The fewest letters of a word.
const SHORTEST: usize = 3;
/// A word that a smaller power of ten of all pages holds tells nothing.
const TELLING: f32 = 0.6;
/// Words that nearly all pages of a corpus hold tell its events apart no more: their weight falls where fewer than one page in
/// e^1.2, three in ten, lacks them.
const COMMON: f32 = 1.2;
/// The background counts as so many pages beside those of the corpus.
const BACKGROUND_PAGES: f32 = 20.0;
/// The shortest skeleton that tells a name.
const SHORTEST_SKELETON: usize = 3;
/// The words that an event is compared by: its heaviest.
const MOST: usize = 120;

/// A word, or the consonants of a name, which it keeps in other languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    Stem(Language, String),
    Skeleton(String),
}

/// What tells an event: terms sorted by number, each with its weight, together of length 1; and the same of its names alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Told {
    pub words: Vec<(u32, f32)>,
    pub names: Vec<(u32, f32)>,
}

/// How often a term stands in an event, and how often as a name.
type Counts = BTreeMap<Term, (f32, f32)>;

/// What tells each event.
pub fn tell(events: &[Vec<ArticleIndex>], articles: &[Annotated]) -> Vec<Told> {
    let languages: BTreeSet<Language> = articles.iter().map(|article| article.article.language).collect();
    let counts: Vec<Counts> = articles.par_iter().map(|article| read(article, languages.len() > 1)).collect();
    let mut held: BTreeMap<&Term, f32> = BTreeMap::new();
    counts.iter().flat_map(BTreeMap::keys).for_each(|term| *held.entry(term).or_default() += 1.0);
    let numbers: FxHashMap<&Term, u32> = held.keys().copied().zip(0..).collect();
    let pages = articles.len() as f32;
    let weights: Vec<f32> = held.iter().map(|(term, &with)| weight(term, with, pages)).collect();
    events.par_iter().map(|event| told(event, &counts, &numbers, &weights)).collect()
}

/// How much a term tells: how rare it is on pages about anything, less where most pages of the corpus hold it.
fn weight(term: &Term, with: f32, pages: f32) -> f32 {
    let share = match term {
        Term::Stem(language, stem) => Background::of(*language).share(stem, false),
        Term::Skeleton(_) => Background::of(Language::Unknown).share("", true),
    };
    let rare = -share.log10();
    if rare < TELLING {
        return 0.0;
    }
    let apart = ((pages + BACKGROUND_PAGES) / (with + share * BACKGROUND_PAGES)).ln();
    rare * (apart / COMMON).min(1.0)
}

fn told(event: &[ArticleIndex], counts: &[Counts], numbers: &FxHashMap<&Term, u32>, weights: &[f32]) -> Told {
    let mut sums: BTreeMap<u32, (f32, bool)> = BTreeMap::new();
    for (term, &(times, as_name)) in event.iter().flat_map(|&article| &counts[article]) {
        let number = numbers[term];
        let entry = sums.entry(number).or_default();
        entry.0 += (1.0 + times.ln()) * weights[number as usize] / event.len() as f32;
        entry.1 |= as_name * 2.0 > times;
    }
    let mut heaviest: Vec<(u32, f32, bool)> =
        sums.into_iter().map(|(term, (weight, name))| (term, weight, name)).collect();
    heaviest.retain(|&(_, weight, _)| weight > 0.0);
    heaviest.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
    heaviest.truncate(MOST);
    heaviest.sort_unstable_by_key(|&(term, _, _)| term);
    let names = heaviest.iter().filter(|&&(_, _, name)| name);
    Told {
        names: unit(names.map(|&(term, weight, _)| (term, weight)).collect()),
        words: unit(heaviest.iter().map(|&(term, weight, _)| (term, weight)).collect()),
    }
}

/// The vector with length 1; an empty one stays empty.
pub fn unit(mut vector: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let length = vector.iter().map(|&(_, weight)| weight * weight).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    vector
}

/// The telling words of an article; with `skeletons`, its names also as other languages may spell them.
fn read(page: &Annotated, skeletons: bool) -> Counts {
    let article = &page.article;
    let stems = Stems::of(article.language);
    let publisher: BTreeSet<String> = article.source.iter().flat_map(|source| tokens::folded(&source.name)).collect();
    let dated: Vec<_> = page.expressions.iter().map(|expression| expression.span).collect();
    let standing = article.passages().flat_map(|passage| tokens::words(&passage.text).map(move |word| (passage, word)));
    let mut counts = Counts::new();
    for (passage, bytes) in standing.take(READ) {
        let text = &passage.text[bytes.clone()];
        let word = tokens::fold(text);
        let span = passage.place(bytes.clone());
        let in_date = || dated.iter().any(|date| date.start < span.end && span.start < date.end);
        if !is_telling(&word) || publisher.contains(&word) || in_date() {
            continue;
        }
        let stem = stems.stem(&word);
        let as_name = f32::from(u8::from(is_proper(&passage.text, bytes.start)));
        if skeletons && as_name > 0.0 {
            let skeleton = skeleton(&stem, article.language);
            if skeleton.len() >= SHORTEST_SKELETON {
                add(&mut counts, Term::Skeleton(skeleton), 1.0);
            }
        }
        add(&mut counts, Term::Stem(article.language, stem), as_name);
    }
    counts
}

fn add(counts: &mut Counts, term: Term, as_name: f32) {
    let count = counts.entry(term).or_default();
    count.0 += 1.0;
    count.1 += as_name;
}

fn is_telling(word: &str) -> bool {
    word.chars().count() >= SHORTEST
        && word.chars().all(|c| !c.is_ascii_digit())
        && word.chars().any(Letter::is_letter)
        && !tokens::is_stop(word)
        && !names::is_stop(word)
}
