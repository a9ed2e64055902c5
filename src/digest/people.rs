//! In: the people of every article, and the articles of each event. Out: the people of the corpus, each once.
//!
//! Invariant: two people are merged only if their names match.

use super::Named;
use crate::annotate::{Annotated, names};
use crate::chapters::Chapter;

/// All people in the corpus, in the order of their first appearance.
pub(crate) fn merge(articles: &[Annotated], chapters: &[Chapter]) -> Vec<Named> {
    let people: Vec<_> = articles.iter().map(|article| article.people.clone()).collect();
    names::merge(&people, &events(articles.len(), chapters))
        .into_iter()
        .map(|(name, appears)| Named { name, appears })
        .collect()
}

/// The number of each article's event. An article without an event has a number of its own.
fn events(articles: usize, chapters: &[Chapter]) -> Vec<usize> {
    let events: Vec<_> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let mut found: Vec<usize> = (events.len()..events.len() + articles).collect();
    for (number, event) in events.into_iter().enumerate() {
        event.reports.iter().for_each(|&report| found[report] = number);
    }
    found
}
