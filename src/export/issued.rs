//! In: a date of the edition. Out: the same as days, months or years, for the fields of bibliographies and timelines.
//!
//! Invariant: a month stays a month, and a range stays a range.

use chrono::{Datelike, NaiveDate};

use crate::cite::Issued;
use crate::edition::DateText;
use crate::time::{Days, Precision, iso};

/// When something was published or happened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum When {
    Unknown,
    /// A day, a month or a year, or a range from `first` to `last`.
    Known {
        first: Issued,
        last: Option<Issued>,
        days: Days,
        about: bool,
    },
    NotBefore(NaiveDate),
    NotAfter(NaiveDate),
}

impl When {
    /// Converts the machine-readable part of a date.
    pub(crate) fn of(text: Option<&DateText>) -> Self {
        let Some(text) = text else { return Self::Unknown };
        let day = |end: &Option<String>| end.as_deref().and_then(iso::day_of);
        match (day(&text.earliest), day(&text.latest)) {
            (Some(earliest), Some(latest)) => {
                let (days, about) = (Days { earliest, latest }, text.precision == Precision::About);
                let (first, last) = units(days);
                Self::Known { first, last, days, about }
            }
            (Some(earliest), None) => Self::NotBefore(earliest),
            (None, Some(latest)) => Self::NotAfter(latest),
            (None, None) => Self::Unknown,
        }
    }

    /// The shortest of day, month and year that certainly contains it.
    pub(crate) fn within(self) -> Option<Issued> {
        match self {
            Self::Known { days, .. } => Issued::within(days),
            _ => None,
        }
    }
}

/// The range as years if it consists of whole years, as months if of whole months, else as days. The end is absent if it equals the
/// beginning.
fn units(days: Days) -> (Issued, Option<Issued>) {
    let (first, last) = (days.earliest, days.latest);
    let behind = last.succ_opt();
    let months = first.day() == 1 && behind.is_none_or(|day| day.day() == 1);
    let years = first.ordinal() == 1 && behind.is_none_or(|day| day.ordinal() == 1);
    let unit = |day: NaiveDate| Issued {
        year: day.year(),
        month: (!years).then_some(day.month()),
        day: (!years && !months).then_some(day.day()),
    };
    (unit(first), (unit(first) != unit(last)).then(|| unit(last)))
}

/// A day, a month or a year in ISO 8601.
pub(crate) fn iso(issued: Issued) -> String {
    let parts = [issued.month, issued.day].into_iter().flatten();
    parts.fold(format!("{:04}", issued.year), |text, part| format!("{text}-{part:02}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_months_and_years_have_no_days() {
        let said = |earliest: &str, latest: &str| {
            let days = Days { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() };
            let (first, last) = units(days);
            (iso(first), last.map(iso))
        };
        assert_eq!(said("2023-11-17", "2023-11-17"), ("2023-11-17".to_owned(), None));
        assert_eq!(said("2023-11-17", "2023-11-18"), ("2023-11-17".to_owned(), Some("2023-11-18".to_owned())));
        assert_eq!(said("2024-02-01", "2024-02-29"), ("2024-02".to_owned(), None));
        assert_eq!(said("2024-02-01", "2024-03-31"), ("2024-02".to_owned(), Some("2024-03".to_owned())));
        assert_eq!(said("2024-01-01", "2024-12-31"), ("2024".to_owned(), None));
        assert_eq!(said("2014-01-01", "2022-12-31"), ("2014".to_owned(), Some("2022".to_owned())));
    }
}
