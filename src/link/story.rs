//! In: annotated articles, grouped into events. Out: the stories that the events form: an affair, a negotiation, a flood and its aftermath.
//!
//! Events of one story have similar words. Each word of their reports is weighted by its rarity on pages of any subject
//! ([`super::background`]), with less weight if nearly all pages of the corpus contain it. Clustering starts with the most similar events
//! ([`gather`]). Two events without common names are never in one story.
//!
//! Invariant: independent of the order of the articles and of the events. An event is in at most one story. Computes no dates.

mod gather;
mod vectors;

use super::ArticleIndex;
use crate::annotate::Annotated;

/// Events that follow from each other.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Story {
    /// The indexes of its events, sorted, at least two.
    pub events: Vec<usize>,
    /// The index of the event with most in common with the others.
    pub central: usize,
}

/// The stories with at least two events, in the order of their first events.
pub fn stories(events: &[Vec<ArticleIndex>], articles: &[Annotated]) -> Vec<Story> {
    let told = vectors::of(events, articles);
    let gathered = gather::gather(&told).into_iter().filter(|story| story.len() > 1);
    gathered.map(|events| Story { central: gather::central(&events, &told), events }).collect()
}
