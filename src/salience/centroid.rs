//! In: the sentences of a corpus. Out: their TF-IDF vectors, and the candidates that represent all of them best.
//!
//! Invariant: the result depends only on the words. Equal scores go to the earlier candidate.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use unicode_segmentation::UnicodeSegmentation;

use crate::annotate::Annotated;
use crate::letters::Letter;

/// Number of letters of a word that are compared, which ignores most endings. Six kept the words of our Ukrainian test pages apart and
/// joined their forms. A stemmer for each language gave the same sentences.
pub const STEM: usize = 6;
/// If a vector has this many times fewer terms than another, its terms are looked up in the other. It changes time alone: both ways give
/// the same sums.
const FEW: usize = 16;
/// A candidate with at least this cosine to a chosen sentence repeats it. The same events in the edition of `tests/events/tuned` with .35
/// and .775.
pub const SAME: f64 = 0.55;

/// A sparse vector: weights by term, sorted by term.
pub(crate) type Vector = Vec<(u32, f64)>;

/// The vocabulary of a corpus with the weight of each term.
pub(crate) struct Vectors {
    /// The term's number and its inverse document frequency.
    terms: HashMap<String, (u32, f64)>,
}

impl Vectors {
    /// Counts the terms of the articles. The weight of a term is ln(1 + N / n), if n of N articles contain it.
    pub(crate) fn of(articles: &[Annotated]) -> Self {
        let stems: Vec<Vec<String>> = articles.par_iter().map(stems_of).collect();
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for stem in stems.into_iter().flatten() {
            *counts.entry(stem).or_default() += 1;
        }
        let total = articles.len() as f64;
        let weighted = counts.into_iter().enumerate();
        let terms =
            weighted.map(|(at, (stem, count))| (stem, (at as u32, (1.0 + total / f64::from(count)).ln()))).collect();
        Self { terms }
    }

    /// The vector of a text, of length 1. Empty if no term of it is known.
    pub(crate) fn vector(&self, text: &str) -> Vector {
        let mut weights: BTreeMap<u32, f64> = BTreeMap::new();
        for stem in stems(text) {
            if let Some(&(term, weight)) = self.terms.get(&stem) {
                *weights.entry(term).or_default() += weight;
            }
        }
        unit(weights.into_iter().collect())
    }
}

/// The cosine of two unit vectors.
pub(crate) fn cosine(one: &Vector, other: &Vector) -> f64 {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if few.len() * FEW < many.len() {
        let weight = |term: u32| many.binary_search_by_key(&term, |&(term, _)| term).map(|at| many[at].1);
        // Starts at 0, as below, because an empty sum would be -0.
        return few.iter().filter_map(|&(term, x)| Some(x * weight(term).ok()?)).fold(0.0, |sum, both| sum + both);
    }
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut sum = 0.0;
    while let (Some(&&(a, x)), Some(&&(b, y))) = (left.peek(), right.peek()) {
        match a.cmp(&b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                sum += x * y;
                left.next();
                right.next();
            }
        }
    }
    sum
}

/// The indexes of up to `most` candidates that together come closest to all of them, the best first. `favour` multiplies a candidate's
/// score. A candidate that repeats a chosen or `known` sentence is skipped.
pub(crate) fn greedy(candidates: &[Vector], favour: &[f64], known: &[Vector], most: usize) -> Vec<usize> {
    let centroid = unit(sum(candidates.iter()));
    let said = Said::of(known);
    let known: Vec<bool> = candidates.iter().map(|candidate| said.holds(candidate)).collect();
    let mut chosen: Vec<usize> = Vec::new();
    let mut total: Vector = Vec::new();
    while chosen.len() < most {
        let says_again =
            |at: usize| known[at] || chosen.iter().any(|&said| cosine(&candidates[said], &candidates[at]) > SAME);
        let open =
            (0..candidates.len()).filter(|&at| !candidates[at].is_empty() && !chosen.contains(&at) && !says_again(at));
        let scored =
            open.map(|at| (at, favour[at] * cosine(&unit(sum([&total, &candidates[at]].into_iter())), &centroid)));
        let best = scored.fold(None, |best: Option<(usize, f64)>, (at, score)| match best {
            Some((_, highest)) if score <= highest => best,
            _ => Some((at, score)),
        });
        let Some((at, _)) = best else { break };
        total = sum([&total, &candidates[at]].into_iter());
        chosen.push(at);
    }
    chosen
}

/// Known sentences, looked up by their terms. The time grows with what texts have in common, not with the number of pairs.
pub struct Said<'a> {
    known: &'a [Vector],
    /// The vectors with each term.
    with: FxHashMap<u32, Vec<usize>>,
}

impl<'a> Said<'a> {
    /// Prepares known sentences.
    pub fn of(known: &'a [Vector]) -> Self {
        let mut with: FxHashMap<u32, Vec<usize>> = FxHashMap::default();
        for (at, vector) in known.iter().enumerate() {
            vector.iter().for_each(|&(term, _)| with.entry(term).or_default().push(at));
        }
        Self { known, with }
    }

    /// Whether a vector repeats one of them. The most common terms are not looked up as long as they are too light to matter without the
    /// others: the cosine of two vectors is at most the product of their lengths (Cauchy and Schwarz).
    pub fn holds(&self, vector: &Vector) -> bool {
        /// The maximum difference between sums in different orders. Far above what rounding adds to a sum of `f64` (1e-16 a term) and below
        /// any difference that decides.
        const SLACK: f64 = 1e-6;
        let holders = |term: u32| self.with.get(&term).map_or(&[][..], Vec::as_slice);
        let mut terms = vector.clone();
        terms.sort_by_key(|&(term, _)| holders(term).len());
        let mut left: f64 = terms.iter().map(|(_, weight)| weight * weight).sum();
        let mut looked_at: FxHashSet<usize> = FxHashSet::default();
        for (term, weight) in terms {
            if left.max(0.0).sqrt() + SLACK < SAME {
                return false;
            }
            let mut new = holders(term).iter().filter(|&&at| looked_at.insert(at));
            if new.any(|&at| cosine(&self.known[at], vector) > SAME) {
                return true;
            }
            left -= weight * weight;
        }
        false
    }
}

/// The sum of vectors.
pub(crate) fn sum<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Vector {
    let mut total: BTreeMap<u32, f64> = BTreeMap::new();
    for &(term, weight) in vectors.flatten() {
        *total.entry(term).or_default() += weight;
    }
    total.into_iter().collect()
}

/// The vector scaled to length 1.
pub(crate) fn unit(vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    vector.into_iter().map(|(term, weight)| (term, weight / length.max(f64::MIN_POSITIVE))).collect()
}

fn stems_of(article: &Annotated) -> Vec<String> {
    let mut all: Vec<String> = article.article.passages().flat_map(|passage| stems(&passage.text)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of a text, in lower case and without their endings. Words of one or two letters are left out.
fn stems(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words()
        .filter(|word| word.chars().nth(2).is_some())
        .map(|word| word.chars().map(char::lower).take(STEM).collect())
}
