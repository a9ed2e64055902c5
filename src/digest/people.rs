//! In: the people of every article. Out: those of the corpus, each once.
//!
//! Invariant: two people are one only where the names say so.

use super::Named;
use crate::annotate::{Annotated, names};

/// Everybody whom the corpus names, in the order of their first appearance.
pub fn merge(articles: &[Annotated]) -> Vec<Named> {
    let people: Vec<_> = articles.iter().map(|article| article.people.clone()).collect();
    names::merge(&people).into_iter().map(|(name, appears)| Named { name, appears }).collect()
}
