//! In: ranges of days. Out: `Possible`, the days that something may lie on, and what narrows them.
//!
//! Invariant: the ranges are sorted and apart; narrowing never adds a day.

use chrono::{Datelike, Days as Shift, NaiveDate};

use crate::when::Days;

/// The years that a date is looked for in where nothing else bounds it.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;

/// The days that something may lie on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Possible(Vec<Days>);

impl Possible {
    /// Any day.
    pub fn any() -> Self {
        Self(vec![Days { earliest: first_of(FIRST_YEAR), latest: last_of(LAST_YEAR) }])
    }

    /// The days of some ranges, in any order.
    pub fn of(mut ranges: Vec<Days>) -> Self {
        ranges.sort_unstable();
        let mut joined: Vec<Days> = Vec::with_capacity(ranges.len());
        for range in ranges {
            match joined.last_mut() {
                Some(last) if last.latest.succ_opt().is_none_or(|next| range.earliest <= next) => {
                    last.latest = last.latest.max(range.latest);
                }
                _ => joined.push(range),
            }
        }
        Self(joined)
    }

    /// From a day on.
    pub fn from(day: NaiveDate) -> Self {
        Self(vec![Days { earliest: day, latest: last_of(LAST_YEAR).max(day) }])
    }

    /// Up to a day.
    pub fn until(day: NaiveDate) -> Self {
        Self(vec![Days { earliest: first_of(FIRST_YEAR).min(day), latest: day }])
    }

    /// One year.
    pub fn year(year: i32) -> Option<Self> {
        Some(Self(vec![whole_year(year)?]))
    }

    /// The same stretch in every year, such as 17 November or 6 to 7 December.
    pub fn yearly(stretch: impl Fn(i32) -> Option<Days>) -> Self {
        Self::of((FIRST_YEAR..=LAST_YEAR).filter_map(stretch).collect())
    }

    /// The ranges, in order.
    pub fn ranges(&self) -> &[Days] {
        &self.0
    }

    /// Whether no day is left.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// From the first possible day to the last.
    pub fn hull(&self) -> Option<Days> {
        Some(Days { earliest: self.0.first()?.earliest, latest: self.0.last()?.latest })
    }

    /// The days that lie in both.
    pub fn meet(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.0.iter().peekable(), other.0.iter().peekable());
        let mut both = Vec::new();
        while let (Some(&&a), Some(&&b)) = (mine.peek(), theirs.peek()) {
            both.extend(a.meet(b));
            if a.latest <= b.latest {
                mine.next();
            } else {
                theirs.next();
            }
        }
        Self(both)
    }

    /// Each range with its ends moved by so many days.
    pub fn spread(&self, first: i64, last: i64) -> Self {
        let moved = |range: &Days| {
            let range = Days { earliest: shift(range.earliest, first), latest: shift(range.latest, last) };
            (range.earliest <= range.latest).then_some(range)
        };
        Self::of(self.0.iter().filter_map(moved).collect())
    }

    /// Only the ranges, whole, of which `keep` says so.
    pub fn keep(&self, keep: impl Fn(Days) -> bool) -> Self {
        Self(self.0.iter().copied().filter(|&range| keep(range)).collect())
    }

    /// Whether it has a day in the range.
    pub fn meets(&self, range: Days) -> bool {
        let at = self.0.partition_point(|mine| mine.latest < range.earliest);
        self.0.get(at).is_some_and(|mine| mine.earliest <= range.latest)
    }
}

/// A day moved by so many days; at the ends of the calendar it stays.
pub fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Shift::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }.unwrap_or(day)
}

/// All days of a year.
pub fn whole_year(year: i32) -> Option<Days> {
    Some(Days { earliest: NaiveDate::from_ymd_opt(year, 1, 1)?, latest: NaiveDate::from_ymd_opt(year, 12, 31)? })
}

/// All days of a month.
pub fn whole_month(year: i32, month: u32) -> Option<Days> {
    let earliest = NaiveDate::from_ymd_opt(year, month, 1)?;
    let latest = (28..=31).rev().find_map(|day| NaiveDate::from_ymd_opt(year, month, day))?;
    Some(Days { earliest, latest })
}

/// Whether a range is exactly one month.
pub fn is_month(days: Days) -> bool {
    whole_month(days.earliest.year(), days.earliest.month()) == Some(days)
}

/// Whether a range is exactly one year.
pub fn is_year(days: Days) -> bool {
    whole_year(days.earliest.year()) == Some(days)
}

fn first_of(year: i32) -> NaiveDate {
    whole_year(year).map_or(NaiveDate::MIN, |days| days.earliest)
}

fn last_of(year: i32) -> NaiveDate {
    whole_year(year).map_or(NaiveDate::MAX, |days| days.latest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(year: i32, month: u32, day: u32) -> NaiveDate {
        NaiveDate::from_ymd_opt(year, month, day).unwrap()
    }

    #[test]
    fn narrowing_meets_and_spreads() {
        let every = Possible::yearly(|year| Some(Days::day(NaiveDate::from_ymd_opt(year, 2, 29)?)));
        let near = every.meet(&Possible::from(day(2023, 1, 1))).meet(&Possible::until(day(2027, 1, 1)));
        assert_eq!(near.ranges(), [Days::day(day(2024, 2, 29))]);
        assert_eq!(near.spread(0, 1).hull(), Some(Days { earliest: day(2024, 2, 29), latest: day(2024, 3, 1) }));
        assert!(near.meet(&Possible::year(2023).unwrap()).is_empty());
        assert!(every.meets(whole_year(2024).unwrap()) && !every.meets(whole_year(2023).unwrap()));
    }
}
