//! In: chapters and the ranked sentences of their events. Out: the few sentences that open each chapter.
//!
//! Invariant: a short chapter has none: its events say it themselves a line further down.

use std::cmp::Reverse;

use super::KeySentence;
use crate::chapters::Chapter;

/// How many sentences open a chapter, each of another event.
const SENTENCES: usize = 2;
/// How many events a chapter has at least that is opened.
const FEWEST: usize = 4;

/// For each chapter the ids of events and their best sentences, in the order in which they happened: pinned events first,
/// then those with most reports, then the earliest. `ranked` goes with the events of the chapters in their order.
pub fn choose(chapters: &[Chapter], ranked: &[Vec<KeySentence>]) -> Vec<Vec<(String, KeySentence)>> {
    let mut ranked = ranked.iter();
    chapters.iter().map(|chapter| of_chapter(chapter, ranked.by_ref().take(chapter.events.len()))).collect()
}

fn of_chapter<'a>(chapter: &Chapter, ranked: impl Iterator<Item = &'a Vec<KeySentence>>) -> Vec<(String, KeySentence)> {
    let mut told: Vec<(usize, &KeySentence)> =
        ranked.enumerate().filter_map(|(at, sentences)| Some((at, sentences.first()?))).collect();
    if chapter.events.len() < FEWEST {
        return Vec::new();
    }
    told.sort_by_key(|&(at, _)| (Reverse(chapter.events[at].pinned), Reverse(chapter.events[at].reports.len()), at));
    told.truncate(SENTENCES);
    told.sort_by_key(|&(at, _)| at);
    told.into_iter().map(|(at, key)| (chapter.events[at].id.clone(), key.clone())).collect()
}
