//! In: annotated, dated articles. Out: the days that matter, each with the sentences that tell what happened on it.
//!
//! Days are chosen by how often they are named ([`days`]), then each is told by sentences that name it or that open the articles
//! about it ([`telling`]), chosen by the greedy centroid method.
//!
//! Invariant: a sentence stands under the day of which it tells, never under another on which it was printed; each is a sentence of
//! a capture, with its place, and stands once.

mod candidates;
mod days;
mod telling;

use chrono::NaiveDate;

use crate::annotate::{Annotated, Sentence};
use crate::dating::Dated;
use crate::digest::centroid::Vectors;
use crate::link::ArticleIndex;

/// What a timeline is to hold.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// The first and the last day that may stand in it.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// How many days it has; as many as deserve a place where it is not said.
    pub dates: Option<usize>,
    /// How many sentences a day has; one to three where it is not said.
    pub sentences: Option<usize>,
    /// Words of its subject, each in any of its forms: sentences with one of them count more.
    pub keywords: Vec<String>,
}

/// A day and what happened on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    pub date: NaiveDate,
    /// In the order of their articles' publication, then of their places.
    pub sentences: Vec<Told>,
}

/// A sentence of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Told {
    pub article: ArticleIndex,
    pub sentence: Sentence,
}

/// The timeline of a corpus, in the order of its days. Takes time in proportion to the length of the texts.
pub fn timeline(articles: &[Annotated], dates: &[Dated], extent: &Extent) -> Vec<Day> {
    let candidates = candidates::find(articles, dates, extent);
    let ranked = days::rank(&candidates, articles.len(), extent);
    let vectors = Vectors::of(articles);
    let mut timeline = telling::tell(&ranked, &candidates, articles, &vectors, extent);
    timeline.sort_by_key(|day| day.date);
    for day in &mut timeline {
        day.sentences.sort_by_cached_key(|told| {
            let published = dates[told.article].published.as_ref().and_then(|when| when.earliest);
            (published.is_none(), published, told.article, told.sentence.span)
        });
    }
    timeline
}
