//! In: the ranked sentences of every event, those that can be read alone first. Out: the few that summarize the edition.
//!
//! Invariant: pinned events are included. After that, an event's better sentence comes before its next one, and every chapter's first event
//! before a chapter's second. A sentence that needs its page is used only for a pinned event, or if too few others are left.

use super::KeySentence;
use super::sentences::Readable;
use crate::chapters::Chapter;
use crate::chronicle::Event;

/// Range of sentences in an edition's summary.
const FEWEST: usize = 5;
const MOST: usize = 9;

/// The event ids and sentences, in the order in which the events happened. `ranked` corresponds to the events of the chapters in their
/// order.
pub(crate) fn choose(chapters: &[Chapter], ranked: &[Readable]) -> Vec<(String, KeySentence)> {
    let mut chosen: Vec<(usize, usize)> = Vec::new();
    let rounds = by_weight(chapters);
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let pinned = (0..events.len()).filter(|&at| events[at].pinned && !ranked[at].sentences.is_empty());
    chosen.extend(pinned.map(|at| (at, 0)));
    for needs_page in [false, true] {
        let count = |event: usize| if needs_page { ranked[event].sentences.len() } else { ranked[event].readable };
        let longest = (0..events.len()).map(count).max().unwrap_or(0);
        for depth in 0..longest {
            let goal = if depth == 0 && !needs_page { MOST } else { FEWEST };
            for &(event, _) in &rounds {
                if chosen.len() < goal && count(event) > depth && !chosen.contains(&(event, depth)) {
                    chosen.push((event, depth));
                }
            }
        }
    }
    let sentence = |event: usize, depth: usize| &ranked[event].sentences[depth];
    chosen.sort_by_key(|&(event, depth)| {
        let when = events[event].when.as_ref().map(|when| (when.earliest, when.latest));
        (when.is_none(), when, events[event].id.as_str(), sentence(event, depth).sentence.span)
    });
    chosen.into_iter().map(|(event, depth)| (events[event].id.clone(), sentence(event, depth).clone())).collect()
}

/// The events, alternating between the chapters, in each the ones with most reports first.
fn by_weight(chapters: &[Chapter]) -> Vec<(usize, usize)> {
    let mut turns: Vec<(usize, usize, usize)> = Vec::new();
    let mut before = 0;
    for (at, chapter) in chapters.iter().enumerate() {
        let mut order: Vec<usize> = (0..chapter.events.len()).collect();
        order.sort_by_key(|&event| std::cmp::Reverse(chapter.events[event].reports.len()));
        turns.extend(order.into_iter().enumerate().map(|(turn, event)| (turn, at, before + event)));
        before += chapter.events.len();
    }
    turns.sort();
    turns.into_iter().map(|(turn, _, event)| (event, turn)).collect()
}
