//! In: an article. Out: the moments that its page states for itself, strongest first.
//!
//! Invariant: a stamp that is no whole date gives none.

use chrono::NaiveDate;

use crate::annotate::temporal;
use crate::normalize::article::StampKind;
use crate::normalize::{Article, Stamp, printed, stamp};
use crate::when::Moment;

/// A whole date that a page gives for itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stated<'a> {
    pub stamp: &'a Stamp,
    pub moment: Moment,
}

/// The stamps that hold a whole date, strongest first, of the same kind in the order of the page.
pub fn stated(article: &Article) -> Vec<Stated<'_>> {
    let read = |stamp| Some(Stated { stamp, moment: moment(stamp, article)? });
    let mut stated: Vec<_> = article.stamps.iter().filter_map(read).collect();
    stated.sort_by_key(|stated| stated.stamp.kind);
    stated
}

/// The day on which a page says it was published.
pub fn publication_day(article: &Article) -> Option<NaiveDate> {
    let first = stated(article).into_iter().next()?;
    (first.stamp.kind <= StampKind::Dateline).then_some(first.moment.day)
}

/// What a page prints is read in its language; what its markup gives, as markup is written.
fn moment(stamp: &Stamp, article: &Article) -> Option<Moment> {
    let text = stamp.text.as_str();
    let written = || stamp::moment(text);
    match stamp.kind {
        StampKind::Dateline | StampKind::Furniture => temporal::moment(text, article.language)
            .or_else(|| printed::find(text, article.language).map(|printed| printed.moment))
            .or_else(written),
        StampKind::Published | StampKind::Address | StampKind::Modified | StampKind::Captured | StampKind::FileName => {
            written().or_else(|| printed::sure(text, article.language))
        }
    }
}
