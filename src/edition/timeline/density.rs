//! In: the marks of a figure and its axis. Out: how many events there are over time.
//!
//! Invariant: every mark is counted once. A bin is inside one drawn part of the axis.

use std::collections::BTreeMap;

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::axis::Axis;
use crate::edition::model::{Density, Mark, Span, Stretch};
use crate::time::Precision;
use crate::words::{Lexicon, fill};

/// Maximum length of the drawn parts, in days, for bins of a day, a week and a month. A bar is then at least a millimetre wide on A4, where
/// the axis has 126 millimetres; a month of 16 years has 0.7.
const DAYS: i64 = 100;
const WEEKS: i64 = 880;
const MONTHS: i64 = 5900;
/// Maximum length in days of an event in a bin of its first day that goes beyond the bin. Set by hand.
const LONGEST: i64 = 7;

/// The length of a bin.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Unit {
    Day,
    /// From Monday.
    Week,
    Month,
    Year,
}

impl Unit {
    /// The unit for the drawn parts of an axis.
    pub(crate) fn of(stretches: &[Stretch]) -> Self {
        match stretches.iter().map(|one| one.until - one.from).sum::<i64>() {
            length if length <= DAYS => Self::Day,
            length if length <= WEEKS => Self::Week,
            length if length <= MONTHS => Self::Month,
            _ => Self::Year,
        }
    }

    /// The first day of the unit that contains a day, and the first day after that unit.
    fn around(self, day: NaiveDate) -> Option<(NaiveDate, NaiveDate)> {
        let begin = match self {
            Self::Day => day,
            Self::Week => day.checked_sub_days(Count::new(day.weekday().num_days_from_monday().into()))?,
            Self::Month => day.with_day(1)?,
            Self::Year => NaiveDate::from_ymd_opt(day.year(), 1, 1)?,
        };
        let end = match self {
            Self::Day => begin.checked_add_days(Count::new(1)),
            Self::Week => begin.checked_add_days(Count::new(7)),
            Self::Month => begin.checked_add_months(Months::new(1)),
            Self::Year => begin.checked_add_months(Months::new(12)),
        };
        Some((begin, end?))
    }
}

/// Counts marks over time.
pub(crate) fn of<'a>(
    axis: &Axis,
    unit: Unit,
    stretches: &[Stretch],
    marks: impl IntoIterator<Item = &'a Mark>,
) -> Density {
    let (mut bins, mut spans) = (BTreeMap::new(), BTreeMap::new());
    for mark in marks {
        let bin = bin(axis, unit, stretches, mark.first).filter(|&(_, until)| {
            let is_open = matches!(mark.precision, Precision::Before | Precision::After);
            !is_open && (mark.last < until || mark.last - mark.first < LONGEST)
        });
        let counts = match bin {
            Some(bin) => bins.entry(bin).or_insert((0, 0)),
            None => spans.entry((mark.first, mark.last + 1)).or_insert((0, 0)),
        };
        *counts = (counts.0 + 1, counts.1 + mark.reports);
    }
    Density { bins: list(bins), spans: list(spans) }
}

fn list(counted: BTreeMap<(i64, i64), (usize, usize)>) -> Vec<Span> {
    counted.into_iter().map(|((from, until), (events, reports))| Span { from, until, events, reports }).collect()
}

/// The part of the unit around a day that lies in the same drawn part of the axis.
fn bin(axis: &Axis, unit: Unit, stretches: &[Stretch], day: i64) -> Option<(i64, i64)> {
    let (begin, end) = unit.around(axis.day(day))?;
    let stretch = stretches.iter().find(|stretch| (stretch.from..stretch.until).contains(&day))?;
    Some((axis.at(begin).max(stretch.from), axis.at(end).min(stretch.until)))
}

/// What the bars count, and the number of events of the highest bar.
pub(crate) fn scale(lexicon: &Lexicon, unit: Unit, drawn: &[&Density]) -> String {
    let words = &lexicon.timeline;
    let text = match unit {
        Unit::Day => &words.bars_day,
        Unit::Week => &words.bars_week,
        Unit::Month => &words.bars_month,
        Unit::Year => &words.bars_year,
    };
    let most = drawn.iter().flat_map(|density| &density.bins).map(|bin| bin.events).max().unwrap_or_default();
    fill(text, &[("number", &most.to_string())])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::time::Days;

    fn axis(earliest: &str, latest: &str) -> Axis {
        Axis::around(Days { earliest: earliest.parse().unwrap(), latest: latest.parse().unwrap() })
    }

    fn mark(first: i64, last: i64, precision: Precision) -> Mark {
        Mark { event: "event".to_owned(), key: false, first, last, precision, label: String::new(), reports: 2 }
    }

    fn counted(axis: &Axis, stretches: &[Stretch], marks: &[Mark]) -> Density {
        of(axis, Unit::of(stretches), stretches, marks)
    }

    fn span(from: i64, until: i64, events: usize) -> Span {
        Span { from, until, events, reports: events * 2 }
    }

    #[test]
    fn events_are_counted_by_the_unit_of_the_axis() {
        let short = axis("2024-03-01", "2024-03-20");
        let whole = |axis: &Axis| [Stretch { from: 0, until: axis.days }];
        let marks = [mark(3, 3, Precision::Day), mark(3, 4, Precision::Range), mark(9, 9, Precision::Minute)];
        assert_eq!(counted(&short, &whole(&short), &marks).bins, [span(3, 4, 2), span(9, 10, 1)]);
        // 1 January 2024 is a Monday.
        let year = axis("2024-01-01", "2024-12-31");
        let marks = [mark(0, 0, Precision::Day), mark(6, 6, Precision::Day), mark(7, 7, Precision::Day)];
        assert_eq!(counted(&year, &whole(&year), &marks).bins, [span(0, 7, 2), span(7, 14, 1)]);
        let long = axis("2020-01-01", "2024-12-31");
        let marks = [mark(0, 30, Precision::Month), mark(30, 30, Precision::Day), mark(31, 31, Precision::Day)];
        let density = counted(&long, &whole(&long), &marks);
        assert_eq!((density.bins, density.spans), (vec![span(0, 31, 2), span(31, 60, 1)], Vec::new()));
    }

    #[test]
    fn events_without_an_exact_day_are_no_bar_of_one_day() {
        let axis = axis("2024-03-01", "2024-03-31");
        let stretches = [Stretch { from: 0, until: axis.days }];
        let marks = [mark(3, 33, Precision::Month), mark(3, 33, Precision::Month), mark(5, 5, Precision::After)];
        let density = counted(&axis, &stretches, &marks);
        assert_eq!((density.bins, density.spans), (Vec::new(), vec![span(3, 34, 2), span(5, 6, 1)]));
    }

    #[test]
    fn a_week_ends_where_the_axis_breaks() {
        let axis = axis("2023-11-01", "2025-02-14");
        // 30 November 2023 is a Thursday, 1 February 2025 a Saturday.
        let stretches = [Stretch { from: 0, until: 30 }, Stretch { from: 458, until: 486 }];
        let days = counted(&axis, &stretches, &[mark(29, 29, Precision::Day), mark(458, 458, Precision::Day)]);
        assert_eq!(days.bins, [span(29, 30, 1), span(458, 459, 1)]);
        let weeks = of(&axis, Unit::Week, &stretches, &[mark(29, 29, Precision::Day), mark(458, 458, Precision::Day)]);
        assert_eq!(weeks.bins, [span(26, 30, 1), span(458, 460, 1)]);
    }
}
