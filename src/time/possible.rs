//! In: ranges of days. Out: `Possible`, a set of possible days, and operations that narrow it.
//!
//! Invariant: the ranges are sorted and do not touch. Narrowing never adds a day.

use chrono::{Datelike, NaiveDate};

use super::calendar::{shift, whole_year};
use super::when::Days;
use super::year::Falls;

/// The years that are considered if nothing else bounds a date. Set by hand.
const FIRST_YEAR: i32 = 1900;
const LAST_YEAR: i32 = 2199;

/// A set of possible days.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Possible {
    ranges: Vec<Days>,
    /// Whether the set is unbounded in the past and in the future. Its ends are then those of the considered years.
    open: (bool, bool),
}

impl Possible {
    /// Any day.
    pub(crate) fn any() -> Self {
        let days = Days { earliest: first_of(FIRST_YEAR), latest: last_of(LAST_YEAR) };
        Self { ranges: vec![days], open: (true, true) }
    }

    /// The days of some ranges, in any order.
    pub(crate) fn of(ranges: Vec<Days>) -> Self {
        Self { ranges: joined(ranges), open: (false, false) }
    }

    /// A day and all later ones.
    pub(crate) fn from(day: NaiveDate) -> Self {
        Self { ranges: vec![Days { earliest: day, latest: last_of(LAST_YEAR).max(day) }], open: (false, true) }
    }

    /// A day and all earlier ones.
    pub(crate) fn until(day: NaiveDate) -> Self {
        Self { ranges: vec![Days { earliest: first_of(FIRST_YEAR).min(day), latest: day }], open: (true, false) }
    }

    /// The same days in every year, such as 17 November or 6 to 7 December.
    pub(crate) fn yearly(stretch: impl Fn(i32) -> Option<Days>) -> Self {
        let ranges = (FIRST_YEAR..=LAST_YEAR).filter_map(stretch).collect();
        Self { ranges: joined(ranges), open: (true, true) }
    }

    /// The ranges, in order.
    pub(crate) fn ranges(&self) -> &[Days] {
        &self.ranges
    }

    /// Whether no day is left.
    pub(crate) fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// From the first possible day to the last. `None` if a side is unbounded.
    pub(crate) fn hull(&self) -> Option<Days> {
        let (earliest, latest) = self.ends();
        Some(Days { earliest: earliest?, latest: latest? })
    }

    /// The first possible day and the last, each `None` if its side is unbounded.
    pub(crate) fn ends(&self) -> (Option<NaiveDate>, Option<NaiveDate>) {
        let first = self.ranges.first().filter(|_| !self.open.0).map(|days| days.earliest);
        let last = self.ranges.last().filter(|_| !self.open.1).map(|days| days.latest);
        (first, last)
    }

    /// The days in both sets.
    pub(crate) fn meet(&self, other: &Self) -> Self {
        let (mut mine, mut theirs) = (self.ranges.iter().peekable(), other.ranges.iter().peekable());
        let mut both = Vec::new();
        while let (Some(&&a), Some(&&b)) = (mine.peek(), theirs.peek()) {
            both.extend(a.meet(b));
            if a.latest <= b.latest {
                mine.next();
            } else {
                theirs.next();
            }
        }
        Self { ranges: both, open: (self.open.0 && other.open.0, self.open.1 && other.open.1) }
    }

    /// Each range with its ends moved by these numbers of days.
    pub(crate) fn spread(&self, first: i64, last: i64) -> Self {
        self.map(|range| {
            let range = Days { earliest: shift(range.earliest, first), latest: shift(range.latest, last) };
            (range.earliest <= range.latest).then_some(range)
        })
    }

    /// Each range replaced by another, or removed.
    pub(crate) fn map(&self, turn: impl Fn(Days) -> Option<Days>) -> Self {
        Self { ranges: joined(self.ranges.iter().copied().filter_map(turn).collect()), open: self.open }
    }

    /// The union of the sets that `turn` returns for the ranges. A side that is unbounded in one of them is unbounded.
    pub(crate) fn union(&self, turn: impl Fn(Days) -> Self) -> Self {
        let turned: Vec<_> = self.ranges.iter().map(|&range| turn(range)).collect();
        let open =
            (turned.iter().any(|one| one.open.0) || self.open.0, turned.iter().any(|one| one.open.1) || self.open.1);
        Self { ranges: joined(turned.into_iter().flat_map(|one| one.ranges).collect()), open }
    }

    /// Only the ranges that satisfy `keep`, such as those on a Friday. Bounds no side, because such ranges recur.
    fn recurring(&self, keep: impl Fn(Days) -> bool) -> Self {
        self.map(|range| keep(range).then_some(range))
    }

    /// Only the ranges that agree with the weekday beside the date. A range of several days agrees with any weekday beside one day.
    pub(crate) fn falling(&self, falls: Falls) -> Self {
        self.recurring(|days| match falls {
            Falls::On(weekday) => !days.is_day() || days.earliest.weekday() == weekday,
            Falls::From(weekday) => days.earliest.weekday() == weekday,
        })
    }

    /// Only the ranges that satisfy `keep`, which selects those near something.
    pub(crate) fn keep(&self, keep: impl Fn(Days) -> bool) -> Self {
        let kept = self.recurring(keep);
        // If ranges were removed on a side, that side is bounded now.
        let open = (
            self.open.0 && kept.ranges.first() == self.ranges.first(),
            self.open.1 && kept.ranges.last() == self.ranges.last(),
        );
        Self { open, ..kept }
    }

    /// Whether the set has a day in the range.
    pub(crate) fn meets(&self, range: Days) -> bool {
        let at = self.ranges.partition_point(|mine| mine.latest < range.earliest);
        self.ranges.get(at).is_some_and(|mine| mine.earliest <= range.latest)
    }
}

/// The ranges in order. Those that overlap or touch are joined.
fn joined(mut ranges: Vec<Days>) -> Vec<Days> {
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
    joined
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
        assert!(near.meet(&Possible::of(vec![whole_year(2023).unwrap()])).is_empty());
        assert!(every.meets(whole_year(2024).unwrap()) && !every.meets(whole_year(2023).unwrap()));
    }
}
