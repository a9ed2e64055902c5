//! In: pairs of articles that may belong together, each with its weight. Out: the articles in groups.
//!
//! Invariant: average linkage. Two groups are joined only if the mean weight of the pairs between them is high enough, so that a chain of
//! pages does not form a group, and one of the pairs is certain. No group contains a pair with a weight of minus infinity.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet, BinaryHeap};
use std::ops::Range;

/// The minimum weights for joining two groups.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Threshold {
    /// Minimum of the mean of the pairs between the groups.
    pub mean: f32,
    /// Minimum of the heaviest of these pairs.
    pub best: f32,
    /// Reduction of `best` for e times as many pairs: if several pages agree, each may be less certain.
    pub relief: f32,
}

impl Threshold {
    /// The margin between the weights of two groups' pairs and the minimum. It is negative if the weights are too low.
    fn margin(&self, across: Across, pairs: f32) -> f32 {
        let best = (self.best - self.relief * pairs.ln()).max(self.mean);
        (across.sum / pairs - self.mean).min(across.best - best)
    }
}

/// Two groups that were joined, or kept apart, by a narrow margin.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Doubt {
    /// The groups, each sorted.
    pub groups: (Vec<usize>, Vec<usize>),
    /// The weight of the heaviest pair between them.
    pub best: f32,
    /// The margin above the minimum. It is negative for groups that stayed apart.
    pub margin: f32,
}

/// The result of average linkage.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Linked {
    /// The groups. They are sorted inside, and by their first index.
    pub groups: Vec<Vec<usize>>,
    /// The joins just above the minimum, and the groups that stayed apart just below it.
    pub doubts: Vec<Doubt>,
}

/// Joins the two groups with the highest mean weight between them, repeatedly, as long as the weights are high enough.
///
/// `pairs` are (weight, smaller index, larger index) for the pairs that can start a group. `weight` gives the weight of any pair. A margin
/// within `grey` of zero is a doubt.
pub(crate) fn average_linkage(
    count: usize,
    pairs: &[(f32, usize, usize)],
    weight: impl Fn(usize, usize) -> f32,
    least: Threshold,
    grey: f32,
) -> Linked {
    let mut linkage = Linkage::new(count, pairs, least);
    let mut doubts = Vec::new();
    while let Some(best) = linkage.heap.pop() {
        if linkage.is_current(&best) {
            doubts.extend(linkage.doubt(best.groups, 0.0..grey));
            linkage.join(best.groups, &weight);
        }
    }
    let beside = linkage.beside.iter().enumerate();
    let apart = beside.flat_map(|(one, beside)| beside.keys().map(move |&other| (one, other)));
    let apart = apart.filter(|&(one, other)| one < other && !linkage.groups[one].is_empty());
    doubts.extend(apart.filter_map(|groups| linkage.doubt(groups, -grey..0.0)));
    let mut groups: Vec<_> = linkage.groups.into_iter().filter(|group| !group.is_empty()).collect();
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    Linked { groups, doubts }
}

struct Linkage {
    groups: Vec<Vec<usize>>,
    /// How often each group has grown.
    grown: Vec<u32>,
    /// The neighbours of each group, with the weights between them.
    beside: Vec<BTreeMap<usize, Across>>,
    heap: BinaryHeap<Join>,
    least: Threshold,
}

/// The weights of the pairs between two groups.
#[derive(Debug, Clone, Copy, Default)]
struct Across {
    sum: f32,
    best: f32,
}

impl Across {
    fn and(self, weight: f32) -> Self {
        Self { sum: self.sum + weight, best: self.best.max(weight) }
    }

    fn with(self, other: Self) -> Self {
        Self { sum: self.sum + other.sum, best: self.best.max(other.best) }
    }
}

/// Two groups that may be joined.
#[derive(Debug, PartialEq)]
struct Join {
    mean: f32,
    /// The smaller index comes first.
    groups: (usize, usize),
    grown: (u32, u32),
}

impl Eq for Join {}

impl Ord for Join {
    fn cmp(&self, other: &Self) -> Ordering {
        self.mean.total_cmp(&other.mean).then_with(|| other.groups.cmp(&self.groups)).then(self.grown.cmp(&other.grown))
    }
}

impl PartialOrd for Join {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Linkage {
    fn new(count: usize, pairs: &[(f32, usize, usize)], least: Threshold) -> Self {
        let groups = (0..count).map(|at| vec![at]).collect();
        let beside = vec![BTreeMap::new(); count];
        let mut linkage = Self { groups, grown: vec![0; count], beside, heap: BinaryHeap::new(), least };
        for &(weight, a, b) in pairs {
            linkage.set(a, b, Across::default().and(weight));
        }
        linkage
    }

    /// Two groups as a doubt, if their margin is within a range.
    fn doubt(&self, (one, other): (usize, usize), range: Range<f32>) -> Option<Doubt> {
        let across = self.beside[one].get(&other)?;
        let margin = self.least.margin(*across, (self.groups[one].len() * self.groups[other].len()) as f32);
        let sorted = |group: usize| {
            let mut group = self.groups[group].clone();
            group.sort_unstable();
            group
        };
        range.contains(&margin).then(|| Doubt { groups: (sorted(one), sorted(other)), best: across.best, margin })
    }

    fn is_current(&self, join: &Join) -> bool {
        let (a, b) = join.groups;
        (self.grown[a], self.grown[b]) == join.grown && !self.groups[a].is_empty() && !self.groups[b].is_empty()
    }

    /// Sets the weights between two groups.
    fn set(&mut self, a: usize, b: usize, across: Across) {
        self.beside[a].insert(b, across);
        self.beside[b].insert(a, across);
        let groups = (a.min(b), a.max(b));
        let pairs = (self.groups[a].len() * self.groups[b].len()) as f32;
        if self.least.margin(across, pairs) >= 0.0 {
            let mean = across.sum / pairs;
            self.heap.push(Join { mean, groups, grown: (self.grown[groups.0], self.grown[groups.1]) });
        }
    }

    /// Adds the second group to the first.
    fn join(&mut self, (into, from): (usize, usize), weight: &impl Fn(usize, usize) -> f32) {
        let (of_into, of_from) = (std::mem::take(&mut self.beside[into]), std::mem::take(&mut self.beside[from]));
        let others: BTreeSet<usize> = of_into.keys().chain(of_from.keys()).copied().collect();
        let across = |known: &BTreeMap<usize, Across>, group: usize, other: usize| {
            known.get(&other).copied().unwrap_or_else(|| self.across(group, other, weight))
        };
        let joined: Vec<(usize, Across)> = others
            .into_iter()
            .filter(|&other| other != into && other != from)
            .map(|other| (other, across(&of_into, into, other).with(across(&of_from, from, other))))
            .collect();
        let moved = std::mem::take(&mut self.groups[from]);
        self.groups[into].extend(moved);
        self.grown[into] += 1;
        for (other, across) in joined {
            self.beside[other].remove(&from);
            self.set(into, other, across);
        }
    }

    /// The weights between two groups that are not yet neighbours.
    fn across(&self, one: usize, other: usize, weight: &impl Fn(usize, usize) -> f32) -> Across {
        let pairs =
            self.groups[one].iter().flat_map(|&a| self.groups[other].iter().map(move |&b| (a.min(b), a.max(b))));
        pairs.fold(Across::default(), |across, (a, b)| across.and(weight(a, b)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const THRESHOLD: Threshold = Threshold { mean: 0.5, best: 0.7, relief: 0.1 };

    fn linkage(count: usize, pairs: &[(f32, usize, usize)], other: f32) -> Linked {
        let known: BTreeMap<_, _> = pairs.iter().map(|&(weight, a, b)| ((a, b), weight)).collect();
        average_linkage(count, pairs, |a, b| known.get(&(a, b)).copied().unwrap_or(other), THRESHOLD, 0.1)
    }

    fn linked(count: usize, pairs: &[(f32, usize, usize)], other: f32) -> Vec<Vec<usize>> {
        linkage(count, pairs, other).groups
    }

    #[test]
    fn a_chain_is_no_group() {
        let pairs = [(0.8, 0, 1), (0.9, 1, 2), (0.7, 2, 3)];
        assert_eq!(linked(5, &pairs, 0.0), [vec![0], vec![1, 2], vec![3], vec![4]]);
    }

    #[test]
    fn a_weak_pair_is_borne_by_strong_ones() {
        let pairs = [(0.9, 0, 1), (0.8, 1, 2), (0.4, 0, 2)];
        assert_eq!(linked(3, &pairs, 0.0), [vec![0, 1, 2]]);
    }

    #[test]
    fn many_doubtful_pairs_are_no_sure_one() {
        assert_eq!(linked(2, &[(0.6, 0, 1)], 0.0), [vec![0], vec![1]]);
    }

    #[test]
    fn pairs_that_must_stay_apart_are_never_joined() {
        let pairs = [(0.9, 0, 1), (0.9, 1, 2), (f32::NEG_INFINITY, 0, 2)];
        assert_eq!(linked(3, &pairs, 0.0), [vec![0, 1], vec![2]]);
        assert_eq!(linked(3, &pairs[..2], f32::NEG_INFINITY), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn a_pair_near_the_threshold_is_a_doubt() {
        let pairs = [(0.75, 0, 1), (0.95, 2, 3), (0.65, 4, 5), (0.4, 6, 7)];
        let doubts = linkage(8, &pairs, 0.0).doubts;
        let told: Vec<_> = doubts.iter().map(|doubt| (doubt.groups.clone(), doubt.margin > 0.0)).collect();
        assert_eq!(told, [((vec![0], vec![1]), true), ((vec![4], vec![5]), false)]);
    }

    #[test]
    fn pairs_that_must_stay_apart_are_not_doubts() {
        assert_eq!(linkage(2, &[(f32::NEG_INFINITY, 0, 1)], 0.0).doubts, []);
    }
}
