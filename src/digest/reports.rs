//! In: an event with several reports. Out: the reports that print the same text, and what the later ones add.
//!
//! The addition of a later report is the most informative sentence that no report before it contains.
//!
//! Invariant: each sentence is from a capture. Nothing is said about who wrote a text first.

use std::collections::BTreeSet;

use super::KeySentence;
use super::alone::stands_alone;
use super::another_day;
use super::fitness::{Fitness, Recurring};
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::Dated;
use crate::link::ArticleIndex;
use crate::link::shingles::Shingles;
use crate::salience::centroid::{Vector, Vectors, cosine, sum, unit};

/// Maximum number of sentences of a report, and of reports of an event, that are examined. The first: the same edition of
/// `tests/events/tuned` with 12 and 48.
const SENTENCES: usize = 24;
/// The same edition of `tests/events/tuned` with 12 and 48.
const REPORTS: usize = 24;
/// A sentence with at least this cosine to one of an earlier report is not new. The same edition of `tests/events/tuned` with .2 and .7.
const SAID: f64 = 0.4;
/// A sentence is informative from this cosine to its whole report on. With .075, none of the 100 events in the edition of
/// `tests/events/tuned` change; with .3, 1.
const TELLING: f64 = 0.15;
/// Maximum number of later reports of an event that are quoted. The same edition of `tests/events/tuned` with 2 and 8.
const MOST: usize = 4;

/// The groups of reports that print the same text. Groups, and the reports in them, are in the order of the reports.
pub(crate) fn same_text(event: &Event, articles: &[Annotated]) -> Vec<Vec<ArticleIndex>> {
    if event.reports.len() < 2 {
        return Vec::new();
    }
    let texts: Vec<Shingles> = event.reports.iter().map(|&report| Shingles::of(&articles[report])).collect();
    let mut groups = Shingles::groups(&texts);
    groups.retain(|group| group.len() > 1);
    groups.into_iter().map(|group| group.into_iter().map(|at| event.reports[at]).collect()).collect()
}

/// The additions of the reports that were published on a later day than the first, in their order. `told` are the texts about the event
/// that are printed anyway, and `same` the groups that print the same text.
pub(crate) fn added(
    event: &Event,
    articles: &[Annotated],
    dates: &[Dated],
    vectors: &Vectors,
    recurring: &Recurring,
    (told, same): (&[KeySentence], &[Vec<ArticleIndex>]),
) -> Vec<KeySentence> {
    let day = |report: ArticleIndex| dates[report].published.as_ref()?.days();
    let Some(first) = event.reports.iter().find_map(|&report| day(report)) else { return Vec::new() };
    let is_copy = |report: ArticleIndex| same.iter().any(|group| group[1..].contains(&report));
    let mut said: Vec<Vector> = told.iter().map(|key| vectors.vector(&key.sentence.text)).collect();
    let mut added = Vec::new();
    let mut heard = BTreeSet::new();
    for &report in event.reports.iter().take(REPORTS) {
        let article = &articles[report];
        let sentences: Vec<(&Sentence, Vector)> = article
            .sentences
            .iter()
            .filter(|sentence| article.tells(sentence) && !recurring.holds(sentence))
            .take(SENTENCES)
            .map(|sentence| (sentence, vectors.vector(&sentence.text)))
            .collect();
        let is_later = day(report).is_some_and(|days| days.earliest > first.latest);
        // Whether a report is new compared with one in another language cannot be known.
        let is_heard = !heard.insert(article.article.language);
        if is_later && is_heard && !is_copy(report) && added.len() < MOST {
            let of_its_day =
                |sentence: &Sentence| !another_day::is_about_another_day(event, article, &dates[report], sentence);
            let newest =
                newest(article, &sentences, &said, of_its_day).map(|sentence| article.without_dateline(&sentence));
            added.extend(newest.map(|sentence| KeySentence { article: report, sentence }));
        }
        said.extend(sentences.into_iter().map(|(_, vector)| vector));
    }
    added
}

/// The most informative sentence of a report among those about its day that repeat nothing.
fn newest(
    article: &Annotated,
    sentences: &[(&Sentence, Vector)],
    said: &[Vector],
    of_its_day: impl Fn(&Sentence) -> bool,
) -> Option<Sentence> {
    let centroid = unit(sum(sentences.iter().map(|(_, vector)| vector)));
    let mut best: Option<(f64, &Sentence)> = None;
    let page = Fitness::of(article);
    for (sentence, vector) in sentences.iter().filter(|(sentence, _)| stands_alone(&page, sentence)) {
        let known = said.iter().map(|said| cosine(said, vector)).fold(0.0, f64::max);
        let score = cosine(vector, &centroid) * (1.0 - known);
        let is_new = known < SAID && score >= TELLING;
        if is_new && best.is_none_or(|(highest, _)| score > highest) && of_its_day(sentence) {
            best = Some((score, sentence));
        }
    }
    best.map(|(_, sentence)| sentence.clone())
}
