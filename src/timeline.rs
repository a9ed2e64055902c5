//! In: annotated, dated articles. Out: the days that matter, each with sentences about what happened on it.
//!
//! [`salience`](crate::salience) weighs the days and the words of each. Each day gets the sentences that tell of it ([`sentences`]).
//!
//! Invariant: a sentence is under the day that it is about, never under another day on which it was printed. Each is a sentence of a
//! capture, with its position, and appears once.

mod sentences;

use chrono::NaiveDate;

use crate::annotate::{Annotated, Sentence};
use crate::dating::Dated;
use crate::link::ArticleIndex;
use crate::salience::days::Weighed;
use crate::salience::{Counts, Subject, Weights, candidates, days};

/// Limits without a given number of days: the minimum odds as a share of the third heaviest day's, and the maximum number, at least
/// `FEWEST` or `FOR_ROOT` times the square root of the number of articles. Set by hand.
const DESERVES: f64 = 0.1;
const FEWEST: usize = 10;
const FOR_ROOT: f64 = 2.0;

/// The limits of a timeline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Extent {
    /// What it is about.
    pub subject: Subject,
    /// Number of days. If `None`, all that are important enough.
    pub dates: Option<usize>,
    /// Number of sentences for a day. If `None`, one to three.
    pub sentences: Option<usize>,
}

/// A day and what happened on it.
#[derive(Debug, Clone, PartialEq)]
pub struct Day {
    /// The day.
    pub date: NaiveDate,
    /// Its weight: the logarithm of the odds that a journalist's timeline has it.
    pub weight: f64,
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
    timeline_by(articles, dates, extent, Weights::packaged())
}

/// The timeline by other weights than the packaged ones.
pub fn timeline_by(articles: &[Annotated], dates: &[Dated], extent: &Extent, weights: &Weights) -> Vec<Day> {
    let candidates = candidates::find(articles, dates, &extent.subject);
    let counts = Counts::of(articles);
    let mut ranked = days::rank(&candidates, &counts, weights);
    ranked.truncate(extent.dates.unwrap_or_else(|| deserving(&ranked, articles.len())));
    let mut timeline = sentences::tell(&ranked, &candidates, (articles, &counts), extent, weights);
    timeline.sort_by_key(|day| day.date);
    for day in &mut timeline {
        day.sentences.sort_by_cached_key(|chosen| {
            let published = dates[chosen.article].published.as_ref().and_then(|when| when.earliest);
            (published.is_none(), published, chosen.article, chosen.sentence.span)
        });
    }
    timeline
}

/// Number of ranked days that are important enough, if no number is given.
fn deserving(ranked: &[Weighed], articles: usize) -> usize {
    let Some(&(third, _)) = ranked.get(2).or(ranked.last()) else { return 0 };
    let weighty = ranked.iter().take_while(|(weight, _)| *weight >= third + DESERVES.ln()).count();
    weighty.min(FEWEST.max((FOR_ROOT * (articles as f64).sqrt()) as usize))
}
