//! In: the weighed events of the chapters. Out: the few sentences that open each chapter.
//!
//! Invariant: a short chapter has none, because its events follow right after.

use super::KeySentence;
use super::weighed::{Reads, Weighed};
use crate::chapters::Chapter;

/// Number of sentences that open a chapter, each from another event. The same events in the edition of `tests/events/tuned` with 1 and 4.
const SENTENCES: usize = 2;
/// Minimum number of events of a chapter with an opening. The same events in the edition of `tests/events/tuned` with 2 and 8.
const FEWEST: usize = 4;

/// For each chapter the ids of events and their sentences, in the order in which they happened. Pinned events are chosen first, then those
/// whose sentence can be read alone, the heaviest first. The first event follows right below, and gives none unless it is pinned. `weighed` has the events of the chapters in their order.
pub(crate) fn choose(chapters: &[Chapter], weighed: &Weighed) -> Vec<Vec<(String, KeySentence)>> {
    let mut before = 0;
    let of_chapter = |chapter: &Chapter| {
        let events = before..before + chapter.events.len();
        before = events.end;
        let follows = |at: &usize| *at == events.start && !weighed.is_pinned(*at);
        if events.len() < FEWEST {
            Vec::new()
        } else {
            opening(events.clone().filter(|at| !follows(at)).collect(), weighed)
        }
    };
    chapters.iter().map(of_chapter).collect()
}

fn opening(mut events: Vec<usize>, weighed: &Weighed) -> Vec<(String, KeySentence)> {
    events.sort_by(|&one, &other| weighed.compare(one, other));
    let holds: [fn(&Weighed, usize) -> bool; 3] = [
        |weighed, at| weighed.is_pinned(at) && weighed.sentence(at).is_some(),
        |weighed, at| weighed.sentence(at).is_some_and(|(_, how)| how == Reads::Alone),
        |weighed, at| weighed.sentence(at).is_some(),
    ];
    let mut chosen: Vec<usize> = Vec::new();
    for holds in holds {
        for &at in &events {
            if chosen.len() < SENTENCES && !chosen.contains(&at) && holds(weighed, at) {
                chosen.push(at);
            }
        }
    }
    chosen.sort_unstable();
    chosen.into_iter().filter_map(|at| Some((weighed.id(at).to_owned(), weighed.sentence(at)?.0))).collect()
}
