//! In: pages that report one event by their words, and their dates. Out: the same pages, split if their days are too far apart for one
//! event.
//!
//! A page about a flood, written a week later without the day of the flood, is about what has happened since. That is an event of its own
//! in the same story. A page that names the day of the event reports it whenever it was printed. So does one that prints an earlier report
//! again and, as far as anybody can know, one in another language.
//!
//! Invariant: loses no report. An event that the user decided is never split.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::FIRST_REPORTS;
use crate::annotate::Annotated;
use crate::dating::Dated;
use crate::language::Language;
use crate::link::ArticleIndex;
use crate::link::shingles::Shingles;
use crate::time::Days;

/// The publication day of a page counts as known if it is one of at most this many days. The same events in the edition of
/// `tests/events/tuned` with 2 and 6.
const KNOWN: i64 = 3;

/// The time of an event counts as known if it is within this many days. If something happened at any time in a year, nobody can know that a
/// page comes later. A week has 7.
const WITHIN: i64 = 7;

/// Splits reports, which are in the order of publication. `when` returns when the event of some reports happened.
pub(crate) fn part(
    reports: Vec<ArticleIndex>,
    articles: &[Annotated],
    dates: &[Dated],
    when: impl Fn(&[ArticleIndex]) -> Option<Days>,
) -> Vec<Vec<ArticleIndex>> {
    let mut parted = Vec::new();
    let mut left = reports;
    while let Some(days) = when(&left).filter(|days| left.len() > 1 && days.len() <= WITHIN) {
        let is_later = |&report: &ArticleIndex| is_later(&dates[report], days.latest);
        let (later, mut first): (Vec<_>, Vec<_>) = left.iter().copied().partition(is_later);
        if later.is_empty() || first.is_empty() {
            break;
        }
        let texts: Vec<Shingles> = first.iter().chain(&later).map(|&report| Shingles::of(&articles[report])).collect();
        let same = Shingles::are_same_as_first(&texts, first.len());
        let languages: BTreeSet<Language> = first.iter().map(|&report| articles[report].article.language).collect();
        let is_retold = |&(report, is_same): &(ArticleIndex, bool)| {
            is_same || !languages.contains(&articles[report].article.language)
        };
        let (retold, later): (Vec<_>, Vec<_>) = later.into_iter().zip(same).partition(is_retold);
        let later: Vec<ArticleIndex> = later.into_iter().map(|(report, _)| report).collect();
        first.extend(retold.into_iter().map(|(report, _)| report));
        parted.push(first);
        left = later;
    }
    parted.push(left);
    parted.retain(|event| !event.is_empty());
    parted
}

/// Whether a page is about something after a day, as far as that is known, and was certainly printed too late to report that day as news.
fn is_later(dated: &Dated, day: NaiveDate) -> bool {
    let happened = dated.happened.as_ref().and_then(|when| when.days());
    let published = dated.published.as_ref().and_then(|when| when.days());
    happened.is_some_and(|days| days.earliest > day)
        && published.is_some_and(|days| days.len() <= KNOWN && (days.earliest - day).num_days() > FIRST_REPORTS)
}
