//! In: words of an article and where they stand. Out: the words as the edition quotes them, with their source.
//!
//! Invariant: a quotation names its capture and its place there.

use super::Context;
use super::model::{Place, Quotation};
use crate::annotate::Annotated;
use crate::passage::Span;

/// Words of a capture with their place.
pub(crate) fn quotation(context: &Context, article: usize, text: String, span: Span) -> Quotation {
    let page = &context.material.articles[article];
    Quotation { text, language: page.article.language, source: context.numbers[&article], place: place(page, span) }
}

/// A place in the capture of an article.
pub(crate) fn place(page: &Annotated, span: Span) -> Place {
    Place { path: page.article.id.path.clone(), record: page.article.id.record, start: span.start, end: span.end }
}
