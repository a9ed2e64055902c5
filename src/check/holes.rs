//! In: the days that matter. Out: those that several pages look back on and that no page of the day reports: the collection may lack it.
//!
//! Invariant: what a page of the day or the day after says is no hole.

use super::{Finding, Kind};
use crate::Corpus;

/// Minimum number of pages that look back on the day: two may copy one another, three seldom do. Set by hand.
const FEWEST: usize = 3;

/// A finding for each such day, under the first page that looks back on it.
pub(crate) fn find(corpus: &Corpus) -> Vec<Finding> {
    let holes = corpus.digest.days.iter().filter(|one| one.missed_by.len() >= FEWEST);
    let finding = |one: &crate::digest::Day| {
        let (day, more) = (one.day, one.missed_by.len() - 1);
        let problem = format!(
            "it and {more} more pages look back on {day}, and no page of that day says what they say; one may be missing"
        );
        let path = corpus.articles[one.missed_by[0]].article.name();
        Finding { path, finding: Kind::NotReported, problem, correction: None, events: None }
    };
    holes.map(finding).collect()
}
