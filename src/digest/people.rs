//! In: the people of every article, and which articles report one event. Out: those of the corpus, each once.
//!
//! Invariant: two people are one only where the names say so.

use super::Named;
use crate::annotate::{Annotated, names};
use crate::chapters::Chapter;

/// Everybody whom the corpus names, in the order of their first appearance.
pub fn merge(articles: &[Annotated], chapters: &[Chapter]) -> Vec<Named> {
    let people: Vec<_> = articles.iter().map(|article| article.people.clone()).collect();
    names::merge(&people, &events(articles.len(), chapters))
        .into_iter()
        .map(|(name, appears)| Named { name, appears })
        .collect()
}

/// For each article the number of its event; one of its own where it reports none.
fn events(articles: usize, chapters: &[Chapter]) -> Vec<usize> {
    let events: Vec<_> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let mut found: Vec<usize> = (events.len()..events.len() + articles).collect();
    for (number, event) in events.into_iter().enumerate() {
        event.reports.iter().for_each(|&report| found[report] = number);
    }
    found
}
