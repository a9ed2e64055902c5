//! In: an article. Out: the moments that its page states for itself, strongest first.
//!
//! Invariant: a stamp that is no whole date gives none.

use chrono::{Datelike, NaiveDate};

use crate::normalize::article::StampKind;
use crate::normalize::{Article, Stamp};
use crate::time::{self, Meaning, Moment, printed, stamp};

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

/// The stamps that hold a whole date on which no page is published: the zero point of a clock, the far future.
pub fn implausible(article: &Article) -> Vec<Stated<'_>> {
    let read = |stamp| Some(Stated { stamp, moment: whole_date(stamp, article)? });
    article.stamps.iter().filter_map(read).filter(|stated| !stamp::is_plausible(stated.moment.day)).collect()
}

/// The day on which a page says it was published.
pub fn publication_day(article: &Article) -> Option<NaiveDate> {
    let first = stated(article).into_iter().next()?;
    (first.stamp.kind <= StampKind::Dateline).then_some(first.moment.day)
}

/// The day of a date in figures that could be read two ways: that on which the weekday beside it falls, else as the page's
/// country writes dates.
fn settled(text: &str, article: &Article) -> Option<NaiveDate> {
    let (day_first, month_first) = printed::either(text)?;
    let weekday = time::expressions(text, article.language).into_iter().find_map(|found| match found.meaning {
        Meaning::Weekday { weekday, .. } => Some(weekday),
        _ => None,
    });
    let falls = |day: &NaiveDate| Some(day.weekday()) == weekday;
    match (falls(&day_first), falls(&month_first)) {
        (true, false) => Some(day_first),
        (false, true) => Some(month_first),
        _ => {
            let month_leads = printed::month_first(article.region?)?;
            Some(if month_leads { month_first } else { day_first })
        }
    }
}

/// The moment of a stamp on which a page may have been published.
fn moment(stamp: &Stamp, article: &Article) -> Option<Moment> {
    whole_date(stamp, article).filter(|moment| stamp::is_plausible(moment.day))
}

/// What a page prints is read in its language; what its markup gives, as markup is written.
fn whole_date(stamp: &Stamp, article: &Article) -> Option<Moment> {
    let text = stamp.text.as_str();
    let written = || stamp::moment(text);
    match stamp.kind {
        StampKind::Dateline | StampKind::Furniture => {
            let moment = time::whole_date(text, article.language)
                .or_else(|| printed::find(text, article.language).map(|printed| printed.moment))
                .or_else(written)?;
            let english = || settled(text, article).filter(|_| printed::has_month_first(article.language));
            Some(Moment { day: english().unwrap_or(moment.day), ..moment })
        }
        StampKind::Published | StampKind::Address | StampKind::Modified | StampKind::Captured | StampKind::FileName => {
            written().or_else(|| printed::sure(text, article.language))
        }
    }
}
