//! In: annotated articles, parted into events. Out: the stories that the events make up: an affair, a negotiation, a flood and its
//! aftermath.
//!
//! Events of one story are about the same: what tells one is every word of its reports, each weighed by how rare it is on pages about
//! anything ([`super::background`]), less where nearly all pages of the corpus hold it. Events are gathered from the most alike on
//! ([`gather`]); two that share no names are never of one story.
//!
//! Invariant: hangs neither on the order of the articles nor on that of the events; an event is in one story at most; dates nothing.

mod gather;
mod telling;

use super::ArticleIndex;
use crate::annotate::Annotated;

/// Events that follow from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// Their places, sorted; at least two.
    pub events: Vec<usize>,
    /// The place of the event that has most in common with the others.
    pub central: usize,
}

/// The stories of two events and more, by their first.
pub fn stories(events: &[Vec<ArticleIndex>], articles: &[Annotated]) -> Vec<Story> {
    let told = telling::tell(events, articles);
    let gathered = gather::gather(&told).into_iter().filter(|story| story.len() > 1);
    gathered.map(|events| Story { central: gather::central(&events, &told), events }).collect()
}
