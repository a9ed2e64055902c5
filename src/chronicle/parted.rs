//! In: pages that report one event by their words, and their dates. Out: the same, parted where their days are too far apart to be those
//! of one event.
//!
//! Whoever writes of a flood a week on, and does not say when it came, tells what became of it since: that is an event of its own, and
//! belongs to the same story. A page that names the day of the event reports it whenever it was printed, and so does one that prints an
//! earlier report again or, as far as anybody can tell, one in another language.
//!
//! Invariant: loses no report; what one event is told to be by a person is never parted.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::FIRST_REPORTS;
use crate::annotate::Annotated;
use crate::dating::Dated;
use crate::language::Language;
use crate::link::ArticleIndex;
use crate::link::shingles::Shingles;
use crate::time::Days;

/// When a page was printed is known if it was on one of so many days.
const KNOWN: i64 = 3;

/// When an event happened is known if it was within so many days: of what happened at some time in a year, nobody can tell that a page
/// comes later.
const WITHIN: i64 = 7;

/// Parts reports, which stand in the order of publication. `when` tells when the event of some reports happened.
pub fn part(
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

/// Whether a page tells, as far as it is known, what happened after a day, and was surely printed too late to report it as news.
fn is_later(dated: &Dated, day: NaiveDate) -> bool {
    let happened = dated.happened.as_ref().and_then(|when| when.days());
    let published = dated.published.as_ref().and_then(|when| when.days());
    happened.is_some_and(|days| days.earliest > day)
        && published.is_some_and(|days| days.len() <= KNOWN && (days.earliest - day).num_days() > FIRST_REPORTS)
}
