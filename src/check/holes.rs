//! In: the days that matter and the events. Out: the days that many pages name and none reports, which the collection may lack.
//!
//! Invariant: a day beside that of an event is no hole, because a report often comes the day after.

use chrono::NaiveDate;

use super::{Finding, Kind};
use crate::Corpus;
use crate::time::When;

/// Minimum number of pages that name the day: two may copy one another, three seldom do. Set by hand.
const FEWEST: usize = 3;
/// Number of days on either side of an event that its reports may be about. Set by hand.
const NEAR: i64 = 1;
/// Maximum number of days of an event that fills the days on which it may have happened; a longer one says nothing about a single day. As
/// in the choice of days (`digest/weighed.rs`). Set by hand.
const LONGEST: i64 = 3;

/// A finding for each such day, under the first page that names it.
pub(crate) fn find(corpus: &Corpus) -> Vec<Finding> {
    let events = corpus.chapters.iter().flat_map(|chapter| &chapter.events);
    let reported: Vec<_> = events
        .filter_map(|event| event.when.as_ref().and_then(When::days).filter(|days| days.len() <= LONGEST))
        .collect();
    let is_reported = |day: NaiveDate| {
        reported.iter().any(|days| (days.earliest - day).num_days() <= NEAR && (day - days.latest).num_days() <= NEAR)
    };
    let holes = corpus.digest.days.iter().filter(|one| one.articles.len() >= FEWEST && !is_reported(one.day));
    holes.map(|one| finding(one.day, one.articles.len(), corpus.articles[one.articles[0]].article.name())).collect()
}

fn finding(day: NaiveDate, pages: usize, first: String) -> Finding {
    let problem = format!(
        "it and {} more pages name {day}, and no page reports what happened then; the collection may lack one",
        pages - 1
    );
    Finding { path: first, finding: Kind::NotReported, problem, correction: None, events: None }
}
