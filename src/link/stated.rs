//! In: an article. Out: the moments of publication that its page states, strongest first.
//!
//! Invariant: a stamp that is not a whole date gives none.

use chrono::NaiveDate;

use crate::normalize::article::StampKind;
use crate::normalize::{Article, Stamp};
use crate::time::{Moment, stamp};

/// A whole date that a page states about itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated<'a> {
    /// The stamp on the page.
    pub stamp: &'a Stamp,
    /// Its date, and its time if it has one.
    pub moment: Moment,
}

/// The stamps with a whole date, strongest first, and in the order of the page within a kind.
pub fn stated(article: &Article) -> Vec<Stated<'_>> {
    let mut stated: Vec<_> = whole_dates(article).filter(|one| stamp::is_plausible(one.moment.day)).collect();
    stated.sort_by_key(|stated| stated.stamp.kind);
    stated
}

/// The stamps with a whole date on which no page is published: the epoch of a clock, the far future.
pub(crate) fn implausible(article: &Article) -> Vec<Stated<'_>> {
    whole_dates(article).filter(|stated| !stamp::is_plausible(stated.moment.day)).collect()
}

/// The publication day that a page states.
pub fn publication_day(article: &Article) -> Option<NaiveDate> {
    let first = stated(article).into_iter().next()?;
    (first.stamp.kind <= StampKind::Dateline).then_some(first.moment.day)
}

/// The stamps with a whole date, in the order of the page.
fn whole_dates(article: &Article) -> impl Iterator<Item = Stated<'_>> {
    let moment = |stamp: &Stamp| stamp.reading.moment(article.region);
    article.stamps.iter().filter_map(move |stamp| Some(Stated { stamp, moment: moment(stamp)? }))
}
