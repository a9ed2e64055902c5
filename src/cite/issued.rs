//! In: the days on which something may have been published. Out: the day, month or year that contains all of them.
//!
//! Invariant: never more exact than the days. Days of different years give nothing.

use crate::time::Days;
use chrono::{Datelike, NaiveDate};

/// A day, a month or a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Issued {
    /// The year.
    pub year: i32,
    /// The month, from 1.
    pub month: Option<u32>,
    /// The day, from 1. Absent if the month is.
    pub day: Option<u32>,
}

impl Issued {
    /// The shortest of day, month and year that contains all of the days. `None` if they are in different years.
    pub(crate) fn within(days: Days) -> Option<Self> {
        let (first, last) = (days.earliest, days.latest);
        let month = |day: NaiveDate| (day.year(), day.month());
        (first.year() == last.year()).then(|| Self {
            year: first.year(),
            month: (month(first) == month(last)).then(|| first.month()),
            day: days.is_day().then(|| first.day()),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_is_no_day() {
        let within = |earliest: &str, latest: &str| {
            let days = Days { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() };
            Issued::within(days).map(|issued| (issued.year, issued.month, issued.day))
        };
        assert_eq!(within("2023-11-17", "2023-11-17"), Some((2023, Some(11), Some(17))));
        assert_eq!(within("2023-11-17", "2023-11-18"), Some((2023, Some(11), None)));
        assert_eq!(within("2023-11-30", "2023-12-01"), Some((2023, None, None)));
        assert_eq!(within("2023-12-31", "2024-01-01"), None);
    }
}
