//! In: the articles that the edition cites. Out: their full texts, as in their captures.
//!
//! Invariant: holds a page without its boilerplate, and every block with its place.

use super::Context;
use super::events::headline;
use super::model::{FullArticle, FullBlock};
use super::quotation::quotation;

/// The articles in the order of their numbers. Empty if no output holds full articles.
pub(crate) fn list(context: &Context) -> Vec<FullArticle> {
    if context.material.project.full.is_empty() {
        return Vec::new();
    }
    let mut numbered: Vec<(usize, usize)> =
        context.numbers.iter().map(|(&article, &number)| (number, article)).collect();
    numbered.sort_unstable();
    numbered.into_iter().map(|(number, article)| full(context, number, article)).collect()
}

fn full(context: &Context, number: usize, article: usize) -> FullArticle {
    let page = &context.material.articles[article].article;
    let words = |passage: &crate::passage::Passage| quotation(context, article, passage.text.clone(), passage.span);
    FullArticle {
        id: format!("article-{number}"),
        source: number,
        headline: headline(context, article),
        deck: page.deck.as_ref().map(words),
        blocks: page
            .body
            .iter()
            .map(|block| FullBlock { kind: block.kind, quotation: words(&block.passage) })
            .collect(),
    }
}
