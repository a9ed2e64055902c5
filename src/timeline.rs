//! In: annotated, dated articles. Out: the days that matter, each with sentences about what happened on it.
//!
//! Days are chosen by how often they are mentioned ([`days`]). Then each day gets sentences that name it or that open the articles about it
//! ([`telling`]), chosen by the greedy centroid method.
//!
//! Invariant: a sentence is under the day that it is about, never under another day on which it was printed. Each is a sentence of a
//! capture, with its position, and appears once.

mod candidates;
mod days;
mod telling;

use chrono::NaiveDate;

use crate::annotate::{Annotated, Sentence};
use crate::dating::Dated;
use crate::digest::centroid::Vectors;
use crate::link::ArticleIndex;

/// The limits of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// The first day that may be in it.
    pub from: Option<NaiveDate>,
    /// The last day that may be in it.
    pub to: Option<NaiveDate>,
    /// Number of days. If `None`, all that are important enough.
    pub dates: Option<usize>,
    /// Number of sentences for a day. If `None`, one to three.
    pub sentences: Option<usize>,
    /// Words of its subject, each in any of its forms. Sentences with one of them count more.
    pub keywords: Vec<String>,
}

/// A day and what happened on it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// The sentences in the order of their articles' publication, then of their positions.
    pub sentences: Vec<DaySentence>,
}

/// A sentence of a timeline.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DaySentence {
    /// The article that contains it.
    pub article: ArticleIndex,
    /// The sentence.
    pub sentence: Sentence,
}

/// The timeline of a corpus, in the order of its days. Takes time in proportion to the length of the texts.
pub fn timeline(articles: &[Annotated], dates: &[Dated], extent: &Extent) -> Vec<Day> {
    let candidates = candidates::find(articles, dates, extent);
    let ranked = days::rank(&candidates, articles.len(), extent);
    let vectors = Vectors::of(articles);
    let mut timeline = telling::choose(&ranked, &candidates, articles, &vectors, extent);
    timeline.sort_by_key(|day| day.date);
    for day in &mut timeline {
        day.sentences.sort_by_cached_key(|chosen| {
            let published = dates[chosen.article].published.as_ref().and_then(|when| when.earliest);
            (published.is_none(), published, chosen.article, chosen.sentence.span)
        });
    }
    timeline
}
