//! In: pairs of articles that may belong together, each with its weight. Out: the articles parted into groups.
//!
//! Invariant: complete linkage: no group holds two articles of which `weight` says that they do not belong together.

use rustc_hash::FxHashMap;

/// Groups are joined only if no more of the pairs across are kept apart than this.
const MOST_APART: f32 = 1.0 / 3.0;

/// Joins the groups of the heaviest pairs first, as long as all across both belong together.
///
/// `pairs` are (weight, smaller index, larger index); `weight` gives the weight of any other pair, or nothing where the two
/// do not belong together. Of two groups, a third of the pairs across may be `apart`: what keeps two articles apart is read
/// from a few words of them and may be wrong of one. The groups are sorted inside and by their first index.
pub fn complete_linkage(
    count: usize,
    mut pairs: Vec<(f32, usize, usize)>,
    weight: impl Fn(usize, usize) -> Option<f32>,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    pairs.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    let mut known: FxHashMap<(usize, usize), bool> = pairs.iter().map(|&(_, a, b)| ((a, b), true)).collect();
    let mut groups: Vec<Vec<usize>> = (0..count).map(|at| vec![at]).collect();
    let mut group_of: Vec<usize> = (0..count).collect();
    for (_, a, b) in pairs {
        let (mut into, mut from) = (group_of[a], group_of[b]);
        if into == from {
            continue;
        }
        let mut together = |&a: &usize, &b: &usize| {
            let pair = (a.min(b), a.max(b));
            *known.entry(pair).or_insert_with(|| weight(pair.0, pair.1).is_some())
        };
        let parting = || {
            let across = groups[into].iter().flat_map(|&a| groups[from].iter().map(move |&b| (a, b)));
            across.filter(|&(a, b)| apart(a, b)).count() as f32
        };
        let across = (groups[into].len() * groups[from].len()) as f32;
        if groups[into].iter().all(|a| groups[from].iter().all(|b| together(a, b))) && parting() <= MOST_APART * across
        {
            if groups[into].len() < groups[from].len() {
                std::mem::swap(&mut into, &mut from);
            }
            let moved = std::mem::take(&mut groups[from]);
            moved.iter().for_each(|&at| group_of[at] = into);
            groups[into].extend(moved);
        }
    }
    groups.retain(|group| !group.is_empty());
    groups.iter_mut().for_each(|group| group.sort_unstable());
    groups.sort_unstable();
    groups
}

#[cfg(test)]
mod tests {

    use super::*;

    #[test]
    fn a_chain_is_no_group() {
        let alike = |a: usize, b: usize| (a.abs_diff(b) == 1).then_some(0.5);
        let pairs = vec![(0.9, 1, 2), (0.8, 0, 1), (0.7, 2, 3)];
        assert_eq!(complete_linkage(5, pairs, alike, |_, _| false), [vec![0], vec![1, 2], vec![3], vec![4]]);
        let pairs = vec![(0.9, 0, 1), (0.8, 1, 2), (0.7, 0, 2)];
        assert_eq!(complete_linkage(3, pairs, |_, _| None, |_, _| false), [vec![0, 1, 2]]);
    }
}
