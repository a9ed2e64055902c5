//! In: an article. Out: the moments that its page states for itself, strongest first.
//!
//! Invariant: a stamp that is no whole date gives none.

use chrono::NaiveDate;

use crate::normalize::Article;
use crate::normalize::article::{Stamp, StampKind};
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

fn moment(stamp: &Stamp, article: &Article) -> Option<Moment> {
    let _ = article;
    stub(&stamp.text)
}

fn stub(text: &str) -> Option<Moment> {
    let mut found = Moment { day: NaiveDate::from_ymd_opt(1, 1, 1)?, time: None, offset: None };
    for word in text.split([' ', 'T']) {
        if let Ok(day) =
            NaiveDate::parse_from_str(word, "%d.%m.%Y").or_else(|_| NaiveDate::parse_from_str(word, "%Y-%m-%d"))
        {
            found.day = day;
        }
        if let Ok(time) = chrono::NaiveTime::parse_from_str(word, "%H:%M") {
            found.time = Some(time);
        }
    }
    (found.day > NaiveDate::from_ymd_opt(2, 1, 1)?).then_some(found)
}
