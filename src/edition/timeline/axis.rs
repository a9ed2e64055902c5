//! In: the first and the last day of a figure. Out: its axis, the drawn parts of the axis, and the ticks.
//!
//! Invariant: between two drawn parts there are whole months without any marks.

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use crate::edition::model::{Stretch, Tick};
use crate::time::Days;
use crate::words::Lexicon;

/// The longest drawn parts, in days, with ticks every other day, every week, every month and every quarter. Longer ones have yearly ticks.
/// With these, a part has at most 6, 7, 15 and 21 ticks. Set by hand.
const DAYS: i64 = 12;
const WEEKS: i64 = 45;
const MONTHS: i64 = 430;
const QUARTERS: i64 = 1900;
/// Empty months are left out if there are at least this many in a row, and if they make up at least a tenth of the axis. Set by hand.
const EMPTY: i64 = 3;
const SHARE: i64 = 10;

/// Consecutive days, counted from 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Axis {
    /// Day 0.
    pub start: NaiveDate,
    /// Number of days, at least 1.
    pub days: i64,
}

/// The distance between ticks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Step {
    Days(u64),
    Months(u32),
}

impl Axis {
    /// The axis for a period: a few extra days around a short one, whole months around a long one.
    pub(crate) fn around(days: Days) -> Self {
        let (start, end) = if days.len() <= WEEKS {
            (days.earliest - Count::new(3), days.latest + Count::new(3))
        } else {
            (month(days.earliest), next_month(days.latest))
        };
        Self { start, days: (end - start).num_days().max(1) }
    }

    /// The position of a day.
    pub(crate) fn at(&self, day: NaiveDate) -> i64 {
        (day - self.start).num_days()
    }

    /// The day at a position.
    pub(crate) fn day(&self, at: i64) -> NaiveDate {
        let shifted = match u64::try_from(at) {
            Ok(days) => self.start.checked_add_days(Count::new(days)),
            Err(_) => self.start.checked_sub_days(Count::new(at.unsigned_abs())),
        };
        shifted.unwrap_or(self.start)
    }

    /// The parts of the days from `from` up to `until` that are drawn. `spans` holds the first and last days of the marks.
    pub(crate) fn stretches(&self, from: i64, until: i64, spans: &[(i64, i64)]) -> Vec<Stretch> {
        let mut stretches: Vec<Stretch> = Vec::new();
        let least = (until - from) / SHARE;
        let mut begins = from;
        let mut empty: Option<(i64, i64)> = None;
        let mut months = 0;
        let mut at = month(self.day(from));
        while self.at(at) < until {
            let next = next_month(at);
            let (first, last) = (self.at(at), self.at(next) - 1);
            if spans.iter().any(|span| span.0 <= last && span.1 >= first) {
                if let Some((gap, end)) = empty.take().filter(|gap| months >= EMPTY && gap.1 - gap.0 >= least) {
                    stretches.push(Stretch { from: begins, until: gap });
                    begins = end;
                }
                months = 0;
                empty = None;
            } else if first > from {
                months += 1;
                empty = Some((empty.map_or(first, |gap| gap.0), last + 1));
            }
            at = next;
        }
        stretches.push(Stretch { from: begins, until });
        stretches
    }

    /// The beginnings of days, weeks, months, quarters or years on some drawn parts, depending on their total length. Each part begins with
    /// a tick.
    pub(crate) fn ticks(&self, lexicon: &Lexicon, stretches: &[Stretch]) -> Vec<Tick> {
        let step = match stretches.iter().map(|one| one.until - one.from).sum::<i64>() {
            length if length <= DAYS => Step::Days(2),
            length if length <= WEEKS => Step::Days(7),
            length if length <= MONTHS => Step::Months(1),
            length if length <= QUARTERS => Step::Months(3),
            _ => Step::Months(12),
        };
        let of_stretch = |stretch: &Stretch| {
            let begins = std::iter::successors(Some(self.day(stretch.from)), |&day| Some(step.behind(day)));
            let begins: Vec<NaiveDate> = begins.take_while(|&day| self.at(day) < stretch.until).collect();
            begins.iter().enumerate().map(|(at, &day)| self.tick(lexicon, day, step, at == 0)).collect::<Vec<_>>()
        };
        stretches.iter().flat_map(of_stretch).collect()
    }

    fn tick(&self, lexicon: &Lexicon, day: NaiveDate, step: Step, first: bool) -> Tick {
        let is_monthly = matches!(step, Step::Months(_));
        let january = day.month() == 1 && day.day() == 1 && is_monthly;
        let label = match is_monthly {
            false if first => lexicon.dates.short(Days::day(day)),
            false => lexicon.dates.label(Days::day(day)),
            true if january => day.year().to_string(),
            true if first => format!("{} {}", lexicon.dates.month_tick(day), day.year()),
            true => lexicon.dates.month_tick(day),
        };
        Tick { day: self.at(day), label, major: first || january }
    }
}

impl Step {
    /// The beginning of the next step.
    fn behind(self, day: NaiveDate) -> NaiveDate {
        let next = match self {
            Self::Days(days) => day.checked_add_days(Count::new(days)),
            Self::Months(months) => month(day).checked_add_months(Months::new(months - day.month0() % months)),
        };
        next.unwrap_or(NaiveDate::MAX)
    }
}

/// The first day of a day's month.
fn month(day: NaiveDate) -> NaiveDate {
    day.with_day(1).unwrap_or(day)
}

fn next_month(day: NaiveDate) -> NaiveDate {
    month(day).checked_add_months(Months::new(1)).unwrap_or(NaiveDate::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    fn drawn(axis: &Axis, days: &[&str]) -> Vec<(String, String)> {
        let spans: Vec<(i64, i64)> = days.iter().map(|day| (axis.at(date(day)), axis.at(date(day)))).collect();
        let written = |at: i64| axis.day(at).to_string();
        axis.stretches(0, axis.days, &spans).iter().map(|one| (written(one.from), written(one.until))).collect()
    }

    #[test]
    fn empty_months_in_a_row_are_left_out() {
        let axis = Axis::around(Days { earliest: date("2023-11-17"), latest: date("2025-07-14") });
        assert_eq!((axis.start.to_string().as_str(), axis.days), ("2023-11-01", 639));
        let days = ["2023-11-17", "2023-12-06", "2025-02-14", "2025-07-14"];
        let expected = [("2023-11-01", "2024-01-01"), ("2025-02-01", "2025-03-01"), ("2025-07-01", "2025-08-01")];
        assert_eq!(drawn(&axis, &days), expected.map(|(from, until)| (from.to_owned(), until.to_owned())));
        let crowded: Vec<String> = (1..=12).map(|month| format!("2024-{month:02}-05")).collect();
        let days: Vec<&str> = days.into_iter().chain(crowded.iter().map(String::as_str)).collect();
        assert_eq!(drawn(&axis, &days).len(), 2, "two months are no gap, four are");
    }

    #[test]
    fn a_short_axis_has_no_gap() {
        let axis = Axis::around(Days { earliest: date("2024-03-30"), latest: date("2024-04-20") });
        assert_eq!(drawn(&axis, &["2024-03-30", "2024-04-20"]).len(), 1);
    }
}
