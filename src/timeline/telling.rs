//! In: the chosen days and their candidates. Out: the sentences for each day.
//!
//! The greedy centroid method of [`crate::digest`], applied to the sentences near the day: those that name it, and openings of articles
//! about it.
//!
//! Invariant: a sentence is under one day only. Repetitions are skipped while anything else is left.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::candidates::{Candidate, Candidates};
use super::{Day, DaySentence, Extent};
use crate::annotate::Annotated;
use crate::digest::alone;
use crate::digest::centroid::{self, Vector, Vectors};
use crate::digest::fitness::Fitness;

/// Maximum number of candidates of a day that are compared.
const COMPARED: usize = 120;
/// Factors for a candidate.
const NAMES: f64 = 1.25;
const OPENS: f64 = 1.15;
const ON_SUBJECT: f64 = 1.3;
const ANNOUNCES: f64 = 0.6;
const LEANS: f64 = 0.7;
/// Number of code points of a sentence about one thing. Longer and shorter ones count less.
const READABLE: std::ops::RangeInclusive<usize> = 50..=220;
const UNREADABLE: f64 = 0.75;
/// Limits without a given number of sentences: the number of articles for a second sentence, and for a third.
const SECOND: usize = 4;
const THIRD: usize = 12;

/// Chooses the sentences of each day. `ranked` has the heaviest first. A day without sentences is left out.
pub(crate) fn choose(
    ranked: &[NaiveDate],
    candidates: &Candidates,
    articles: &[Annotated],
    vectors: &Vectors,
    extent: &Extent,
) -> Vec<Day> {
    let pages: Vec<Fitness> = articles.iter().map(Fitness::of).collect();
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut said: Vec<Vector> = Vec::new();
    let mut days = Vec::new();
    for &date in ranked {
        let open: Vec<&Candidate> =
            candidates[&date].iter().filter(|one| !taken.contains(&(one.article, one.sentence))).collect();
        let most = extent.sentences.unwrap_or_else(|| deserved(&open));
        let open = nearest(open, &pages, vectors);
        let texts: Vec<Vector> = open.iter().map(|(_, vector, _)| vector.clone()).collect();
        let favour: Vec<f64> = open.iter().map(|&(_, _, favour)| favour).collect();
        let mut chosen = centroid::greedy(&texts, &favour, &said, most);
        if chosen.is_empty() {
            chosen = centroid::greedy(&texts, &favour, &[], most);
        }
        let sentences: Vec<DaySentence> = chosen.iter().map(|&at| day_sentence(open[at].0, articles)).collect();
        taken.extend(chosen.iter().map(|&at| (open[at].0.article, open[at].0.sentence)));
        said.extend(chosen.into_iter().map(|at| texts[at].clone()));
        if !sentences.is_empty() {
            days.push(Day { date, sentences });
        }
    }
    days
}

fn day_sentence(candidate: &Candidate, articles: &[Annotated]) -> DaySentence {
    let page = &articles[candidate.article];
    DaySentence { article: candidate.article, sentence: page.without_dateline(&page.sentences[candidate.sentence]) }
}

fn deserved(candidates: &[&Candidate]) -> usize {
    let articles = candidates.chunk_by(|one, other| one.article == other.article).count();
    1 + usize::from(articles >= SECOND) + usize::from(articles >= THIRD)
}

/// The candidates nearest to the centroid of all of them, each with its vector and factor, in their order.
fn nearest<'a>(
    candidates: Vec<&'a Candidate>,
    pages: &[Fitness],
    vectors: &Vectors,
) -> Vec<(&'a Candidate, Vector, f64)> {
    let text = |one: &Candidate| pages[one.article].page.sentences[one.sentence].text.as_str();
    let weighed = candidates.into_iter().map(|one| (one, vectors.vector(text(one)), favour(one, pages)));
    let mut weighed: Vec<_> = weighed.collect();
    if weighed.len() > COMPARED {
        let centroid = centroid::unit(centroid::sum(weighed.iter().map(|(_, vector, _)| vector)));
        let score = |(_, vector, favour): &(&Candidate, Vector, f64)| favour * centroid::cosine(vector, &centroid);
        weighed.sort_by(|one, other| score(other).total_cmp(&score(one)));
        weighed.truncate(COMPARED);
        weighed.sort_by_key(|(one, _, _)| (one.article, one.sentence));
    }
    weighed
}

fn favour(candidate: &Candidate, pages: &[Fitness]) -> f64 {
    let page = &pages[candidate.article];
    let sentence = &page.page.sentences[candidate.sentence];
    let readable = READABLE.contains(&sentence.text.chars().count());
    [
        (candidate.names, NAMES),
        (candidate.rank == 0, OPENS),
        (candidate.on_subject, ON_SUBJECT),
        (candidate.announces, ANNOUNCES),
        (!alone::stands_alone(page, sentence), LEANS),
        (!readable, UNREADABLE),
    ]
    .into_iter()
    .filter(|(holds, _)| *holds)
    .map(|(_, factor)| factor)
    .product()
}
