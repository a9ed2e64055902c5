//! In: articles, grouped into events. Out: the weighted words of each event, and separately those of its names.
//!
//! Invariant: linear in the length of the texts. Stop words, numbers, words of dates and the publisher's name are not read.

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

/// Number of words of an article that show its subject. The same with 450 and 1800 on `tests/events/tuned`.
const READ: usize = 900;
/// Minimum number of letters of a word. On `tests/events/tuned` BCubed F1 of stories .684; the same with 2; .680 with 6.
const SHORTEST: usize = 3;
/// A word has no weight if more than 10 to the power of minus this, a quarter, of all pages contain it. On `tests/events/tuned` BCubed F1
/// of stories .684; .721 with .4; the same with .8.
const TELLING: f32 = 0.6;
/// Words that nearly all pages of a corpus contain do not distinguish its events. Their weight falls if more than one page in e^1.2, three
/// in ten, contains them. The same with .6 and 2.4 on `tests/events/tuned`.
const COMMON: f32 = 1.2;
/// The background counts as this many pages next to those of the corpus. The same with 10 and 40 on `tests/events/tuned`.
const BACKGROUND_PAGES: f32 = 20.0;
/// Minimum length of a skeleton that identifies a name. On `tests/events/tuned` BCubed F1 of stories .684; the same with 2; .668 with 6.
const SHORTEST_SKELETON: usize = 3;
/// Maximum number of words of an event that are compared, the heaviest. On `tests/events/tuned` BCubed F1 of stories .684; .683 with 60;
/// the same with 240.
const MOST: usize = 120;

/// A word, or the consonants of a name, which are the same in other languages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    Stem(Language, String),
    Skeleton(String),
}

/// The vector of an event: terms with their weights, sorted by number, of length 1. And the same for its names alone.
#[derive(Debug, Clone, Default, PartialEq)]
pub(crate) struct EventVector {
    /// All terms.
    pub words: Vec<(u32, f32)>,
    /// The terms of names.
    pub names: Vec<(u32, f32)>,
}

/// How often a term appears in an event, and how often as a name.
type Counts = BTreeMap<Term, (f32, f32)>;

/// Computes the vector of each event.
pub(crate) fn of(events: &[Vec<ArticleIndex>], articles: &[Annotated]) -> Vec<EventVector> {
    let languages: BTreeSet<Language> = articles.iter().map(|article| article.article.language).collect();
    let counts: Vec<Counts> = articles.par_iter().map(|article| read(article, languages.len() > 1)).collect();
    let mut held: BTreeMap<&Term, f32> = BTreeMap::new();
    counts.iter().flat_map(BTreeMap::keys).for_each(|term| *held.entry(term).or_default() += 1.0);
    let numbers: FxHashMap<&Term, u32> = held.keys().copied().zip(0..).collect();
    let pages = articles.len() as f32;
    let weights: Vec<f32> = held.iter().map(|(term, &with)| weight(term, with, pages)).collect();
    events.par_iter().map(|event| vector(event, &counts, &numbers, &weights)).collect()
}

/// The weight of a term: its rarity on pages of any subject, lower if most pages of the corpus contain it.
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

fn vector(event: &[ArticleIndex], counts: &[Counts], numbers: &FxHashMap<&Term, u32>, weights: &[f32]) -> EventVector {
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
    EventVector {
        names: unit(names.map(|&(term, weight, _)| (term, weight)).collect()),
        words: unit(heaviest.iter().map(|&(term, weight, _)| (term, weight)).collect()),
    }
}

/// The vector scaled to length 1. An empty one stays empty.
pub(crate) fn unit(mut vector: Vec<(u32, f32)>) -> Vec<(u32, f32)> {
    let length = vector.iter().map(|&(_, weight)| weight * weight).sum::<f32>().sqrt();
    vector.iter_mut().for_each(|(_, weight)| *weight /= length);
    vector
}

/// The informative words of an article. With `skeletons`, its names also as other languages may spell them.
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
        && !names::is_no_office(word)
}
