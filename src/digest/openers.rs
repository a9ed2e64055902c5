//! In: chapters and the ranked sentences of their events. Out: the few sentences that open each chapter.
//!
//! Invariant: a short chapter has none, because its events follow right after.

use std::cmp::Reverse;

use super::KeySentence;
use super::sentences::Readable;
use crate::chapters::Chapter;

/// Number of sentences that open a chapter, each from another event.
const SENTENCES: usize = 2;
/// Minimum number of events of a chapter with an opening.
const FEWEST: usize = 4;

/// For each chapter the ids of events and their best sentences, in the order in which they happened. Pinned events are chosen first, then
/// those whose sentence can be read alone, those with most reports, the earliest. `ranked` corresponds to the events of the chapters in
/// their order.
pub(crate) fn choose(chapters: &[Chapter], ranked: &[Readable]) -> Vec<Vec<(String, KeySentence)>> {
    let mut ranked = ranked.iter();
    chapters.iter().map(|chapter| of_chapter(chapter, ranked.by_ref().take(chapter.events.len()))).collect()
}

fn of_chapter<'a>(chapter: &Chapter, ranked: impl Iterator<Item = &'a Readable>) -> Vec<(String, KeySentence)> {
    let best = |(at, ranked): (usize, &'a Readable)| Some((at, ranked.sentences.first()?, ranked.readable > 0));
    let mut told: Vec<(usize, &KeySentence, bool)> = ranked.enumerate().filter_map(best).collect();
    if chapter.events.len() < FEWEST {
        return Vec::new();
    }
    told.sort_by_key(|&(at, _, readable)| {
        let event = &chapter.events[at];
        (Reverse(event.pinned), Reverse(readable), Reverse(event.reports.len()), at)
    });
    told.truncate(SENTENCES);
    told.sort_by_key(|&(at, _, _)| at);
    told.into_iter().map(|(at, key, _)| (chapter.events[at].id.clone(), key.clone())).collect()
}
