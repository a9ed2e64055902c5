//! In: the terms of each event. Out: the events grouped into stories.
//!
//! Agglomerative clustering by the cosine of centroids (UPGMC on the unit sphere). Two stories are joined if the sums of their events'
//! vectors point in the same direction. So a long story with short reports is as close to its next event as two long reports of one matter
//! are to each other, and one report that resembles two stories does not join them. Each round joins all pairs that are each other's
//! nearest (reciprocal agglomeration, Sumengen et al., 2021). This needs a few passes over lists of holders instead of all pairs.
//!
//! Invariant: the groups are sorted inside, and by their first event. Of equal similarities, the pair that comes first wins.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::likeness::cosine;
use super::vectors::{EventVector, unit};

/// Minimum cosine of the centroids of two stories that are joined, and minimum cosine of their names. The first, on `tests/events/tuned`
/// BCubed F1 of stories .684; .764 with .15; .661 with .6. On `tests/events/apart` .662; .629 with .15, where precision falls from .992 to
/// .671.
const ALIKE: f32 = 0.30;
/// On `tests/events/tuned` BCubed F1 of stories .684; the same with .075; .680 with .3.
const NAMES_ALIKE: f32 = 0.15;
/// Maximum number of terms of a story that are compared, the heaviest. The same with 150 and 600 on `tests/events/tuned`.
const MOST: usize = 300;

/// Events that form one story so far.
struct Group {
    events: Vec<usize>,
    words: Vec<(u32, f32)>,
    names: Vec<(u32, f32)>,
}

/// Groups the events. Each event is in one group.
pub(crate) fn gather(told: &[EventVector]) -> Vec<Vec<usize>> {
    let group = |(at, told): (usize, &EventVector)| Group {
        events: vec![at],
        words: told.words.clone(),
        names: told.names.clone(),
    };
    let mut groups: Vec<Group> = told.iter().enumerate().map(group).collect();
    loop {
        let pairs = nearest_pairs(&groups);
        if pairs.is_empty() {
            break;
        }
        groups = joined(groups, &pairs);
    }
    let mut stories: Vec<Vec<usize>> = groups.into_iter().map(|group| group.events).collect();
    stories.iter_mut().for_each(|story| story.sort_unstable());
    stories.sort_unstable();
    stories
}

/// The event of a story that is nearest to its centroid. Of equal ones, the first.
pub(crate) fn central(story: &[usize], told: &[EventVector]) -> usize {
    let all = story.iter().fold(Vec::new(), |all, &event| sum(&all, &told[event].words));
    let near = |event: usize| cosine(&told[event].words, &all);
    let nearest = story.iter().copied().max_by(|&a, &b| near(a).total_cmp(&near(b)).then(b.cmp(&a)));
    nearest.unwrap_or_default()
}

/// The holders of each term, with the weight.
type Holders = FxHashMap<u32, Vec<(usize, f32)>>;

fn holders(vectors: &[Vec<(u32, f32)>]) -> Holders {
    let mut holders = Holders::default();
    for (at, vector) in vectors.iter().enumerate() {
        vector.iter().for_each(|&(term, weight)| holders.entry(term).or_default().push((at, weight)));
    }
    holders
}

/// The pairs of groups that are each other's nearest and similar enough, the smaller index first.
fn nearest_pairs(groups: &[Group]) -> Vec<(usize, usize)> {
    let all_words: Vec<_> = groups.iter().map(|group| unit(group.words.clone())).collect();
    let all_names: Vec<_> = groups.iter().map(|group| unit(group.names.clone())).collect();
    let (words, names) = (holders(&all_words), holders(&all_names));
    let scratch = || (vec![0.0_f32; groups.len()], vec![0.0_f32; groups.len()]);
    let nearest: Vec<Option<usize>> = (0..groups.len())
        .into_par_iter()
        .map_init(scratch, |(by_words, by_names), at| {
            cosines(&all_words[at], &words, by_words);
            cosines(&all_names[at], &names, by_names);
            let near = (0..groups.len())
                .filter(|&other| other != at && by_words[other] >= ALIKE && by_names[other] >= NAMES_ALIKE);
            // A pair has the same cosine in both directions, because its products are summed in the order of the terms.
            let first = |other: usize| Reverse((at.min(other), at.max(other)));
            near.max_by(|&a, &b| by_words[a].total_cmp(&by_words[b]).then(first(a).cmp(&first(b))))
        })
        .collect();
    let mutual = |(one, other): (usize, &Option<usize>)| {
        let other = (*other)?;
        (one < other && nearest[other] == Some(one)).then_some((one, other))
    };
    nearest.iter().enumerate().filter_map(mutual).collect()
}

/// The cosines of a vector of length 1 with all others.
fn cosines(vector: &[(u32, f32)], holders: &Holders, into: &mut [f32]) {
    into.fill(0.0);
    for (term, weight) in vector {
        for &(other, held) in holders.get(term).map_or(&[][..], Vec::as_slice) {
            into[other] += held * weight;
        }
    }
}

fn joined(groups: Vec<Group>, pairs: &[(usize, usize)]) -> Vec<Group> {
    let mut groups: Vec<Option<Group>> = groups.into_iter().map(Some).collect();
    for &(one, other) in pairs {
        if let (Some(a), Some(b)) = (groups[one].take(), groups[other].take()) {
            groups[one] = Some(both(a, b));
        }
    }
    groups.into_iter().flatten().collect()
}

fn both(mut one: Group, other: Group) -> Group {
    one.events.extend(other.events);
    Group { events: one.events, words: sum(&one.words, &other.words), names: sum(&one.names, &other.names) }
}

/// The sum of two vectors. If it has too many terms, the lightest are dropped.
fn sum(one: &[(u32, f32)], other: &[(u32, f32)]) -> Vec<(u32, f32)> {
    let mut sums: BTreeMap<u32, f32> = BTreeMap::new();
    one.iter().chain(other).for_each(|&(term, weight)| *sums.entry(term).or_default() += weight);
    let mut sums: Vec<(u32, f32)> = sums.into_iter().collect();
    if sums.len() > MOST {
        sums.sort_unstable_by(|one, other| other.1.total_cmp(&one.1).then(one.0.cmp(&other.0)));
        sums.truncate(MOST);
        sums.sort_unstable_by_key(|&(term, _)| term);
    }
    sums
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An event with a subject, its names, and a word of its own.
    fn event(matter: u32, names: &[u32], own: u32) -> EventVector {
        let mut words: Vec<(u32, f32)> = names.iter().map(|&name| (name, 0.4)).collect();
        words.extend([(matter, 0.5), (1_000 + own, 0.6)]);
        words.sort_unstable_by_key(|&(term, _)| term);
        EventVector { words, names: names.iter().map(|&name| (name, 1.0)).collect() }
    }

    #[test]
    fn events_of_one_matter_and_its_names_are_one_story() {
        let told = [event(1, &[10, 11], 0), event(2, &[20, 21], 1), event(1, &[10, 11], 2), event(2, &[20, 21], 3)];
        assert_eq!(gather(&told), [vec![0, 2], vec![1, 3]]);
    }

    #[test]
    fn one_matter_without_a_name_in_common_is_no_story() {
        assert_eq!(gather(&[event(1, &[10, 11], 0), event(1, &[20, 21], 1)]), [vec![0], vec![1]]);
    }

    #[test]
    fn an_event_that_resembles_two_stories_ties_them_not() {
        let mut told: Vec<EventVector> = (0..4).map(|own| event(1, &[10, 11], own)).collect();
        told.extend((4..8).map(|own| event(2, &[20, 21], own)));
        told.push(event(1, &[10, 11, 20], 8));
        let stories = gather(&told);
        assert_eq!(stories.len(), 2, "{stories:?}");
    }

    #[test]
    fn nothing_is_gathered_of_nothing() {
        assert_eq!(gather(&[]), Vec::<Vec<usize>>::new());
        assert_eq!(gather(&[EventVector::default(), EventVector::default()]), [vec![0], vec![1]]);
    }
}
