//! In: an article. Out: the moments that its page states for itself, strongest first.
//!
//! Invariant: a stamp that is no whole date gives none.

use chrono::NaiveDate;

use crate::normalize::article::StampKind;
use crate::normalize::{Article, Stamp};
use crate::time::{Moment, stamp};

/// A whole date that a page gives for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated<'a> {
    pub stamp: &'a Stamp,
    pub moment: Moment,
}

/// The stamps that hold a whole date, strongest first, of the same kind in the order of the page.
pub fn stated(article: &Article) -> Vec<Stated<'_>> {
    let mut stated: Vec<_> = whole_dates(article).filter(|one| stamp::is_plausible(one.moment.day)).collect();
    stated.sort_by_key(|stated| stated.stamp.kind);
    stated
}

/// The stamps that hold a whole date on which no page is published: the zero point of a clock, the far future.
pub fn implausible(article: &Article) -> Vec<Stated<'_>> {
    whole_dates(article).filter(|stated| !stamp::is_plausible(stated.moment.day)).collect()
}

/// The day on which a page says it was published.
pub fn publication_day(article: &Article) -> Option<NaiveDate> {
    let first = stated(article).into_iter().next()?;
    (first.stamp.kind <= StampKind::Dateline).then_some(first.moment.day)
}

/// The stamps that hold a whole date, in the order of the page.
fn whole_dates(article: &Article) -> impl Iterator<Item = Stated<'_>> {
    let moment = |stamp: &Stamp| stamp.reading.moment(article.region);
    article.stamps.iter().filter_map(move |stamp| Some(Stated { stamp, moment: moment(stamp)? }))
}
