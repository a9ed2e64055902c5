//! In: an article. Out: the shingles of its text, which show whether two articles print the same text.
//!
//! Two reports print the same text if one contains half of the runs of five words of the other: containment of shingles, A. Broder, "On the
//! resemblance and containment of documents", 1997.
//!
//! Invariant: does not decide who wrote a text first.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use super::tokens;
use crate::annotate::Annotated;

/// Number of words in a run, and the share of the shorter text's runs above which two texts are the same. The first: the same with 2 and 10
/// on `tests/events/tuned`.
const RUN: usize = 5;
/// The same with .3 and .75 on `tests/events/tuned`.
const SAME_TEXT: f64 = 0.5;
/// A text with fewer runs is too short to compare. The same with 10 and 40 on `tests/events/tuned`.
const FEWEST_RUNS: usize = 20;

/// The runs of words of a text, as hashes.
#[derive(Debug, Clone, Default)]
pub(crate) struct Shingles(FxHashSet<u64>);

impl Shingles {
    /// The runs of the deck and the body of an article.
    pub(crate) fn of(article: &Annotated) -> Self {
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

    /// Groups equal texts. Each text is in the first group that contains an equal one. Texts are looked up by their runs, so the time grows
    /// with what they share and not with the number of pairs.
    pub(crate) fn groups(texts: &[Self]) -> Vec<Vec<usize>> {
        let mut grouping = Grouping::new(texts);
        let mut groups: Vec<Vec<usize>> = Vec::new();
        for at in 0..texts.len() {
            let group = grouping.group_of(at).unwrap_or(groups.len());
            grouping.enter(at, group);
            match groups.get_mut(group) {
                Some(group) => group.push(at),
                None => groups.push(vec![at]),
            }
        }
        groups
    }

    /// Whether each text after the first `known` is the same as one of those.
    pub(crate) fn are_same_as_first(texts: &[Self], known: usize) -> Vec<bool> {
        let mut grouping = Grouping::new(texts);
        (0..known).for_each(|at| grouping.enter(at, 0));
        (known..texts.len()).map(|at| grouping.group_of(at).is_some()).collect()
    }

    /// Whether both are the same text.
    fn are_those_of(&self, other: &Self) -> bool {
        self.contained(other) >= SAME_TEXT
    }

    /// The share of the runs in the smaller set that are also in the other.
    fn contained(&self, other: &Self) -> f64 {
        let (few, many) = if self.0.len() <= other.0.len() { (&self.0, &other.0) } else { (&other.0, &self.0) };
        if few.len() < FEWEST_RUNS {
            return 0.0;
        }
        few.intersection(many).count() as f64 / few.len() as f64
    }
}

/// Texts by their runs and by their groups.
struct Grouping<'a> {
    texts: &'a [Shingles],
    /// The runs of each text, the rarest first.
    runs: Vec<Vec<u64>>,
    /// The texts with each run, by group.
    with: FxHashMap<u64, BTreeMap<usize, Vec<usize>>>,
    /// The same, but only for texts in which the run is among their rarest.
    with_rare: FxHashMap<u64, BTreeMap<usize, Vec<usize>>>,
    /// The texts that were entered with exactly these runs.
    twins: FxHashMap<u64, Vec<(usize, usize)>>,
}

impl<'a> Grouping<'a> {
    fn new(texts: &'a [Shingles]) -> Self {
        let mut held: FxHashMap<u64, u32> = FxHashMap::default();
        texts.iter().flat_map(|text| &text.0).for_each(|&run| *held.entry(run).or_default() += 1);
        let by_rarity = |text: &Shingles| {
            let mut runs: Vec<u64> = text.0.iter().copied().collect();
            runs.sort_unstable_by_key(|run| (held.get(run).copied(), *run));
            runs
        };
        let runs = texts.iter().map(by_rarity).collect();
        let (with, with_rare, twins) = Default::default();
        Self { texts, runs, with, with_rare, twins }
    }

    /// The rarest runs of a text: enough that any text with half of all its runs has one of them.
    fn rare(&self, at: usize) -> &[u64] {
        let runs = &self.runs[at];
        &runs[..runs.len() - runs.len().div_ceil(2) + 1]
    }

    fn is_too_short(&self, at: usize) -> bool {
        self.runs[at].len() < FEWEST_RUNS
    }

    /// The first group that contains an equal text.
    fn group_of(&self, at: usize) -> Option<usize> {
        if self.is_too_short(at) {
            return None;
        }
        let twin = self.twins.get(&self.mark(at)).into_iter().flatten();
        let mut first = twin.filter(|&&(twin, _)| self.runs[twin] == self.runs[at]).map(|&(_, group)| group).min();
        let rarely = self.rare(at).iter().filter_map(|run| self.with.get(run));
        let often = self.runs[at].iter().filter_map(|run| self.with_rare.get(run));
        let mut refused: FxHashSet<usize> = FxHashSet::default();
        for holders in rarely.chain(often) {
            for (&group, texts) in holders.range(..first.unwrap_or(usize::MAX)) {
                let mut is_same =
                    |&&other: &&usize| refused.insert(other) && self.texts[at].are_those_of(&self.texts[other]);
                if texts.iter().any(|other| is_same(&other)) {
                    first = Some(group);
                    break;
                }
            }
        }
        first
    }

    /// Enters the group of a text. A text with exactly the runs of another of its group is not needed for lookups.
    fn enter(&mut self, at: usize, group: usize) {
        if self.is_too_short(at) {
            return;
        }
        let twins = self.twins.entry(self.mark(at)).or_default();
        if twins.iter().any(|&(twin, _)| self.runs[twin] == self.runs[at]) {
            return;
        }
        twins.push((at, group));
        for &run in &self.runs[at] {
            self.with.entry(run).or_default().entry(group).or_default().push(at);
        }
        for run in self.rare(at).to_vec() {
            self.with_rare.entry(run).or_default().entry(group).or_default().push(at);
        }
    }

    /// A number that is equal for texts with the same runs.
    fn mark(&self, at: usize) -> u64 {
        self.runs[at].iter().fold(0, |mark: u64, run| mark.wrapping_add(*run))
    }
}

/// Whether two texts share any run of words, so that they may be the same.
pub(crate) fn share_words(one: &str, other: &str) -> bool {
    let runs = |text| Shingles::of_texts([text].into_iter()).0;
    !runs(one).is_disjoint(&runs(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn groups_are_those_that_looking_at_each_pair_gives() {
        let mut seed = 7_u64;
        let mut next = |below: u64| {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 33) % below
        };
        for _ in 0..60 {
            // Texts with runs from a few families. Some are cut short, some have runs from all.
            let text = |next: &mut dyn FnMut(u64) -> u64| {
                let (family, from, length) = (next(4) * 100, next(30), 10 + next(50));
                let common = next(25);
                Shingles((from..from + length).map(|run| family + run).chain(1_000..1_000 + common).collect())
            };
            let texts: Vec<Shingles> = (0..40).map(|_| text(&mut next)).collect();
            let mut expected: Vec<Vec<usize>> = Vec::new();
            for at in 0..texts.len() {
                let is_same = |&other: &usize| texts[at].are_those_of(&texts[other]);
                match expected.iter_mut().find(|group| group.iter().any(is_same)) {
                    Some(group) => group.push(at),
                    None => expected.push(vec![at]),
                }
            }
            assert_eq!(Shingles::groups(&texts), expected);
        }
    }

    #[test]
    fn a_copy_is_distinguished_from_another_report() {
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
