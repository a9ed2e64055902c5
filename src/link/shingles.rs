//! In: an article. Out: the runs of words of its text, by which two articles are known to print the same text.
//!
//! Two reports print the same text where half of the runs of five words of one stand in the other: containment of shingles, A.
//! Broder, "On the resemblance and containment of documents", 1997.
//!
//! Invariant: says nothing about who wrote a text first.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::tokens;
use crate::annotate::Annotated;

/// The words of a run, and the share of the runs of the shorter text from which two texts are the same.
const RUN: usize = 5;
const SAME_TEXT: f64 = 0.5;
/// A text of fewer runs is too short to be told from another.
const FEWEST_RUNS: usize = 20;

/// The runs of words of a text, as hashes.
#[derive(Debug, Clone, Default)]
pub struct Shingles(FxHashSet<u64>);

impl Shingles {
    /// Those of the deck and the body of an article.
    pub fn of(article: &Annotated) -> Self {
        let body = article.article.body.iter().map(|block| &block.passage);
        Self::of_texts(article.article.deck.iter().chain(body).map(|passage| passage.text.as_str()))
    }

    fn of_texts<'a>(texts: impl Iterator<Item = &'a str>) -> Self {
        let folded = |text: &str| tokens::words(text).map(|word| tokens::fold(&text[word])).collect::<Vec<_>>();
        let words: Vec<String> = texts.flat_map(folded).collect();
        let hash = |run: &[String]| {
            let mut hasher = FxHasher::default();
            run.hash(&mut hasher);
            hasher.finish()
        };
        Self(words.windows(RUN).map(hash).collect())
    }

    /// Whether both are of one text.
    pub fn are_those_of(&self, other: &Self) -> bool {
        self.contained(other) >= SAME_TEXT
    }

    /// The share of the runs of the smaller set that stand in the other.
    fn contained(&self, other: &Self) -> f64 {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        if few.len() < FEWEST_RUNS {
            return 0.0;
        }
        few.intersection(many).count() as f64 / few.len() as f64
    }
}

/// Whether two texts have any run of words in common, by which they may be the same.
pub fn share_words(one: &str, other: &str) -> bool {
    let runs = |text| Shingles::of_texts([text].into_iter()).0;
    !runs(one).is_disjoint(&runs(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_from_another_text_of_the_same_news() {
        let text = "Рада міста ухвалила на засіданні у вівторок бюджет на наступний рік і виділила кошти на ремонт двох мостів, \
                    школи та лікарні, а ще на нові тролейбуси, які місто купить улітку.";
        let cut = &text[..text.find(", а ще").unwrap()];
        let other = "На вівторковому засіданні депутати міської ради затвердили бюджет: гроші підуть на мости, школу, лікарню і \
                     нові тролейбуси, придбати які місто обіцяє до кінця літа наступного року.";
        let runs = |text| Shingles::of_texts([text].into_iter());
        assert_eq!(runs(text).contained(&runs(text)), 1.0);
        assert!(runs(text).contained(&runs(other)) < 0.1);
        assert_eq!(runs(&cut[..60]).contained(&runs(text)), 0.0, "too short to tell");
        assert!(share_words(cut, text) && !share_words(other, text));
    }
}
