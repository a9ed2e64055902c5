//! In: the sentences of a corpus. Out: their TF-IDF vectors, and which of some candidates stand for all of them.
//!
//! Invariant: the outcome depends on the words only; equal scores go to the earlier candidate.

use std::collections::{BTreeMap, HashMap};

use rayon::prelude::*;
use unicode_segmentation::UnicodeSegmentation;

use crate::annotate::Annotated;
use crate::letters::Letter;

/// Letters of a word that tell it from others in spite of its ending. Six kept apart the words of our Ukrainian test
/// pages and joined their forms; a stemmer for each language gave the same sentences.
const STEM: usize = 6;
/// A candidate this close (cosine) to a chosen sentence says the same again.
const SAME: f64 = 0.55;

/// A sparse vector: weights by term, sorted by term.
pub type Vector = Vec<(u32, f64)>;

/// The vocabulary of a corpus with the weight of each term.
pub struct Vectors {
    /// The term's number and its inverse document frequency.
    terms: HashMap<String, (u32, f64)>,
}

impl Vectors {
    /// Counts the terms of the articles. The weight of a term is ln(1 + N / n), with n of N articles holding it.
    pub fn of(articles: &[Annotated]) -> Self {
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

    /// The vector of a text, of length 1; empty where no term of it is known.
    pub fn vector(&self, text: &str) -> Vector {
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
pub fn cosine(one: &Vector, other: &Vector) -> f64 {
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

/// The indices of up to `most` candidates that together come closest to all of them, the best first. `favour` multiplies
/// a candidate's score; one that says again what is chosen or what `known` says is passed over.
pub fn greedy(candidates: &[Vector], favour: &[f64], known: &[Vector], most: usize) -> Vec<usize> {
    let centroid = unit(sum(candidates.iter()));
    let mut chosen: Vec<usize> = Vec::new();
    let mut total: Vector = Vec::new();
    while chosen.len() < most {
        let says_again = |at: usize| {
            let said = known.iter().chain(chosen.iter().map(|&at| &candidates[at]));
            said.into_iter().any(|said| cosine(said, &candidates[at]) > SAME)
        };
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

/// The sum of vectors.
pub fn sum<'a>(vectors: impl Iterator<Item = &'a Vector>) -> Vector {
    let mut total: BTreeMap<u32, f64> = BTreeMap::new();
    for &(term, weight) in vectors.flatten() {
        *total.entry(term).or_default() += weight;
    }
    total.into_iter().collect()
}

/// The vector of the same direction and of length 1.
pub fn unit(vector: Vector) -> Vector {
    let length = vector.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
    vector.into_iter().map(|(term, weight)| (term, weight / length.max(f64::MIN_POSITIVE))).collect()
}

fn stems_of(article: &Annotated) -> Vec<String> {
    let mut all: Vec<String> = article.article.passages().flat_map(|passage| stems(&passage.text)).collect();
    all.sort_unstable();
    all.dedup();
    all
}

/// The words of a text, in lower case and without their endings; words of one or two letters carry nothing.
fn stems(text: &str) -> impl Iterator<Item = String> {
    text.unicode_words()
        .filter(|word| word.chars().nth(2).is_some())
        .map(|word| word.chars().map(char::lower).take(STEM).collect())
}
