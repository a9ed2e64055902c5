//! In: a group of articles that seem to report one event. Out: the same, or the look-alike events that it holds, parted.
//!
//! Weighed against each other alone, the articles of a group lose the words of their common subject, and what tells its events
//! apart is left. Average linkage gives the two halves that are least alike; they are two events where articles of different
//! halves are, in the mean, less than [`APART`] as alike as those of one half, and each half is looked at again. On ECB+, with
//! two look-alike events a topic, this lifts BCubed F1 from .92 to .94 (.93 to .94 for every threshold of .25 to .35, and for
//! every corpus of five to twenty of its topics).
//!
//! Invariant: parts a group into whole groups; hangs on no other article.

use kodama::{Method, linkage};

use super::likeness::{self, Weighed};

/// How much less alike two events are than the reports of one.
const APART: f32 = 0.3;
/// A report alone is no second event of a group: it may be short, or odd.
const SMALLEST: usize = 2;
/// A group of more articles is not parted: comparing all of its pairs would take too long.
const LARGEST: usize = 1_000;

/// Parts a group. `weigh` weighs some articles against each other alone; `bound` tells of two that report one event for certain.
pub fn part(
    group: Vec<usize>,
    weigh: &impl Fn(&[usize]) -> Vec<Weighed>,
    bound: &impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let (mut open, mut parted) = (vec![group], Vec::new());
    while let Some(group) = open.pop() {
        match halves(&group, weigh, bound) {
            Some(halves) => open.extend(halves),
            None => parted.push(group),
        }
    }
    parted
}

/// The two events of a group, if it holds two.
fn halves(
    group: &[usize],
    weigh: &impl Fn(&[usize]) -> Vec<Weighed>,
    bound: &impl Fn(usize, usize) -> bool,
) -> Option<[Vec<usize>; 2]> {
    if !(2 * SMALLEST..=LARGEST).contains(&group.len()) {
        return None;
    }
    let weighed = weigh(group);
    let pairs = |count: usize| (0..count).flat_map(move |a| (a + 1..count).map(move |b| (a, b)));
    let likeness = likeness::of_pairs(&weighed, &pairs(group.len()).collect::<Vec<_>>());
    let first = first_half(group.len(), likeness.iter().map(|likeness| 1.0 - likeness).collect());
    let sizes = [true, false].map(|half| first.iter().filter(|&&is_first| is_first == half).count());
    if sizes.iter().any(|&size| size < SMALLEST) {
        return None;
    }
    let mut within = [Mean::default(), Mean::default()];
    let mut across = Mean::default();
    for ((a, b), &likeness) in pairs(group.len()).zip(&likeness) {
        match (first[a], first[b]) {
            (true, true) => within[0].add(likeness),
            (false, false) => within[1].add(likeness),
            _ if bound(group[a], group[b]) => return None,
            _ => across.add(likeness),
        }
    }
    let of_one = (within[0].value() * sizes[0] as f32 + within[1].value() * sizes[1] as f32) / group.len() as f32;
    let half = |is: bool| group.iter().zip(&first).filter(|&(_, &first)| first == is).map(|(&at, _)| at).collect();
    (across.value() < APART * of_one).then(|| [half(true), half(false)])
}

/// Which of some articles belong to the half with the last step of average linkage's smaller label.
fn first_half(count: usize, mut unlikeness: Vec<f32>) -> Vec<bool> {
    let dendrogram = linkage(&mut unlikeness, count, Method::Average);
    let steps = dendrogram.steps();
    let mut is_first = vec![false; count];
    let mut open: Vec<usize> = steps.last().map(|last| last.cluster1).into_iter().collect();
    while let Some(cluster) = open.pop() {
        match cluster.checked_sub(count) {
            Some(step) => open.extend([steps[step].cluster1, steps[step].cluster2]),
            None => is_first[cluster] = true,
        }
    }
    is_first
}

#[derive(Default)]
struct Mean {
    sum: f32,
    count: usize,
}

impl Mean {
    fn add(&mut self, value: f32) {
        self.sum += value;
        self.count += 1;
    }

    fn value(&self) -> f32 {
        self.sum / self.count.max(1) as f32
    }
}

#[cfg(test)]
mod tests {
    use super::super::likeness::{self, Terms};
    use super::*;

    /// Articles of one subject: each holds it and the words of its event.
    fn articles(events: &[u32]) -> Vec<Terms> {
        let terms = |&event: &u32| Terms { grams: vec![(0, 3.0), (event, 2.0), (event + 1, 1.0)], ..Terms::default() };
        events.iter().map(terms).collect()
    }

    fn parted(events: &[u32], bound: impl Fn(usize, usize) -> bool) -> usize {
        let terms = articles(events);
        let weigh = |group: &[usize]| likeness::weigh(&group.iter().map(|&at| &terms[at]).collect::<Vec<_>>());
        part((0..events.len()).collect(), &weigh, &bound).len()
    }

    #[test]
    fn two_events_of_one_subject_are_parted() {
        assert_eq!(parted(&[10, 10, 10, 20, 20], |_, _| false), 2);
        assert_eq!(parted(&[10, 10, 30, 30, 20, 20], |_, _| false), 3);
    }

    #[test]
    fn one_event_a_report_alone_and_bound_reports_stay_together() {
        assert_eq!(parted(&[10, 10, 10, 10], |_, _| false), 1);
        assert_eq!(parted(&[10, 10, 10, 20], |_, _| false), 1);
        assert_eq!(parted(&[10, 10, 10, 20, 20], |a, b| (a, b) == (0, 4)), 1);
    }
}
