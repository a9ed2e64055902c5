//! In: a day, a month, a season or a weekday without a year, and what is known about it. Out: its year or its day.
//!
//! Only this module chooses a year. Reports and plain texts call it with different [`Seen`]: for a news page, the day of publication and a
//! tense are known; for a narrative, its last day.
//!
//! Invariant: if the base is a range, there is an answer only if both ends agree on it.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::weekday_from;
use super::meaning::Tense;
use super::when::Days;

/// A base less precise than this, in days, cannot be used for words that count days. Set by hand.
pub(crate) const EXACT: i64 = 4;

/// The weights of the distances to a day ahead and a day back if no word decides. Chosen on half of the files of 73 English reports.
const AHEAD: i64 = 3;
const BEHIND: i64 = 2;

/// The past tense gives no answer for a day that is at most this many days ahead in the current year, because the same day a year earlier
/// is nearly a year back and news would name its year. The value does not affect the results on the two sets of expressions.
const SOON: i64 = 21;
/// A day this far back is nearly a year old.
const YEAR: i64 = 365 - SOON;
/// A longer range is a month or more. News also names these a year later. The same with 5 and 20 on WikiWarsUA and on 73 English reports.
const DAYS: i64 = 10;

/// Years that are tried on each side of a base for a tense: 29 February comes every fourth year.
const AROUND: i32 = 4;
/// Years that are tried before the base for a day with its weekday. In six years a day has every weekday or all but one.
const WEEKDAY_BACK: i32 = 6;
/// Years that are tried after the base for a day with its weekday. A plan names at most the next year.
const WEEKDAY_AHEAD: i32 = 1;
/// Years that are tried on each side of a base for a month with a direction. A season may begin in the year before.
const POINTED: i32 = 2;
/// Years that are tried on each side of a report's day for a day in its first words.
const REPORTED: i32 = 1;
/// Years of a range that are searched for a day. The same with 2 and 6 on WikiWarsUA and on 73 English reports.
const LONGEST: i32 = 3;
/// A month this many months before the last month of a narrative is in the next year. On WikiWarsUA value F1 .865; .855 with 4; .850 with
/// 16. The same with 4 and 16 on 73 English reports.
const ROLLOVER: i32 = 8;
/// A longer range than this, in days, is more than a month, and a narrative does not continue from it into the next year. The longest month
/// of the Gregorian calendar has 31 days.
const MONTH: i64 = 32;

/// The first two-digit year of the 20th century in machine-readable dates: RFC 5322, 4.3.
pub(crate) const RFC_5322: i32 = 50;
/// The same in printed datelines: POSIX, `%y`.
pub(crate) const POSIX: i32 = 69;
/// The same in running text. It differs from POSIX in one year: 69 is 2069 here. Set by hand.
pub const TEXT: i32 = 70;
/// The same for a year as an ordinal, "the 45th year", which is used for the last century. Set by hand.
pub(crate) const SPOKEN: i32 = 31;

/// The year for two digits. Those from `pivot` on are in the 20th century.
pub(crate) fn of_two_figures(figures: i32, pivot: i32) -> i32 {
    if figures < pivot { 2000 + figures } else { 1900 + figures }
}

/// The weekday beside an open date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Falls {
    /// The date is one day on this weekday: "Friday, 17 November".
    On(Weekday),
    /// The first of several days is on this weekday: "Friday, 29 August, to 1 September".
    From(Weekday),
}

/// What is known about an open date. The variants give different answers by design, one for each way in which texts omit a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seen {
    /// From the days of a report, in the direction of its tense. The nearest day is chosen.
    Report {
        /// The days of the report.
        base: Days,
        /// The tense of its words.
        tense: Tense,
    },
    /// From the day of a plain text, beside a weekday. The nearest year is chosen, because the weekday leaves one in six.
    Weekday {
        /// The day of the text.
        base: NaiveDate,
    },
    /// From the day of a text whose words give a direction: -1 "last November", 1 "next spring".
    Pointed {
        /// The day of the text.
        base: NaiveDate,
        /// -1 or 1.
        direction: i8,
    },
    /// From the day of a report, in its first words. The nearest day is chosen, whatever the tense.
    Lead {
        /// The day of the report.
        base: NaiveDate,
    },
    /// In a section about a period: the only year in which the date is within the period.
    Section {
        /// The period.
        period: Days,
    },
    /// In a narrative whose last days are these.
    Story {
        /// The last days of the narrative.
        told: Days,
    },
}

/// The year of an open date, and its days. `in_year` returns the days of the date in a given year, if they exist.
pub(crate) fn resolve(in_year: impl Fn(i32) -> Option<Days>, falls: Option<Falls>, seen: Seen) -> Option<(i32, Days)> {
    let open = Open { in_year, falls };
    match seen {
        Seen::Report { base, tense } => {
            let (first, last) = (open.of_tense(base.earliest, tense)?, open.of_tense(base.latest, tense)?);
            (first.1 == last.1).then_some(first)
        }
        Seen::Weekday { base } => {
            let years = base.year() - WEEKDAY_BACK..=base.year() + WEEKDAY_AHEAD;
            open.possible(years).min_by_key(|(year, _)| (year - base.year()).abs())
        }
        Seen::Pointed { base, direction } => {
            let mut possible = open.possible(around(base, POINTED));
            match direction {
                -1 => possible.rfind(|(_, days)| days.latest < base),
                1 => possible.find(|(_, days)| days.earliest > base),
                _ => None,
            }
        }
        Seen::Lead { base } => {
            open.possible(around(base, REPORTED)).min_by_key(|(_, days)| (days.latest - base).num_days().abs())
        }
        Seen::Section { period } => {
            let (first, last) = (period.earliest.year(), period.latest.year());
            let possible = open.possible(first..=last.min(first + LONGEST));
            let mut inside = possible.filter(|(_, days)| days.meet(period) == Some(*days));
            inside.next().filter(|_| inside.next().is_none())
        }
        Seen::Story { told } => open.of_story(told),
    }
}

/// This many years on each side of a day's year.
fn around(base: NaiveDate, years: i32) -> RangeInclusive<i32> {
    base.year() - years..=base.year() + years
}

/// A date without a year.
struct Open<F> {
    in_year: F,
    falls: Option<Falls>,
}

impl<F: Fn(i32) -> Option<Days>> Open<F> {
    /// The possible years in a range, each with the days of the date.
    fn possible(&self, years: RangeInclusive<i32>) -> impl DoubleEndedIterator<Item = (i32, Days)> {
        years.filter_map(|year| Some((year, (self.in_year)(year).filter(|days| self.fits(*days))?)))
    }

    fn fits(&self, days: Days) -> bool {
        match self.falls {
            None => true,
            Some(Falls::On(weekday)) => days.is_day() && days.earliest.weekday() == weekday,
            Some(Falls::From(weekday)) => days.earliest.weekday() == weekday,
        }
    }

    /// The nearest year in the direction of a tense.
    fn of_tense(&self, base: NaiveDate, tense: Tense) -> Option<(i32, Days)> {
        let possible = self.possible(around(base, AROUND));
        match tense {
            Tense::Past => {
                let last = possible.filter(|(_, days)| days.earliest <= base).max_by_key(|(_, days)| *days)?;
                (last.1.len() > DAYS || (base - last.1.latest).num_days() < YEAR).then_some(last)
            }
            Tense::Future => possible.filter(|(_, days)| days.latest >= base).min_by_key(|(_, days)| *days),
            Tense::Open => possible.min_by_key(|(_, days)| (distance(*days, base), *days)),
        }
    }

    /// The year of the narrative's last range in which the date falls. Otherwise the last year, or the next year if the months continue
    /// over the new year.
    fn of_story(&self, told: Days) -> Option<(i32, Days)> {
        let last = told.latest.year();
        let earlier = self.possible(told.earliest.year().max(last - LONGEST)..=last - 1);
        if let Some(inside) = earlier.into_iter().find(|(_, days)| days.meet(told).is_some()) {
            return Some(inside);
        }
        let first = (self.in_year)(last).map_or(told.latest, |days| days.earliest);
        let back = told.latest.month() as i32 - first.month() as i32;
        let year = if told.len() < MONTH && back >= ROLLOVER { last + 1 } else { last };
        self.possible(year..=year).next()
    }
}

/// The distance of a range from a day. Days ahead count half as much again, because news is more often about the past.
fn distance(days: Days, day: NaiveDate) -> i64 {
    let ahead = (days.earliest - day).num_days();
    (ahead * AHEAD).max((day - days.latest).num_days() * BEHIND).max(0)
}

/// The nearest weekday in the given direction and tense. Both ends of the base must agree.
pub(crate) fn on_weekday(weekday: Weekday, direction: i8, tense: Tense, base: Days) -> Option<Days> {
    let on = |day: NaiveDate| weekday_from(day, weekday, direction, tense).unwrap_or(day);
    let (first, last) = (on(base.earliest), on(base.latest));
    (base.len() <= EXACT && first == last).then(|| Days::day(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> NaiveDate {
        text.parse().unwrap()
    }

    /// The 17th of November.
    fn november(year: i32) -> Option<Days> {
        NaiveDate::from_ymd_opt(year, 11, 17).map(Days::day)
    }

    #[test]
    fn each_way_to_leave_a_year_out_has_its_answer() {
        let base = day("2023-12-01");
        let report = |base, tense| Seen::Report { base: Days::day(base), tense };
        let period = Days { earliest: day("2021-09-01"), latest: day("2022-06-30") };
        for (seen, falls, expected) in [
            (report(base, Tense::Past), None, Some(2023)),
            (report(base, Tense::Future), None, Some(2024)),
            (report(base, Tense::Open), None, Some(2023)),
            // It would be nearly a year back, and news would name the year.
            (report(day("2023-11-10"), Tense::Past), None, None),
            (report(base, Tense::Open), Some(Falls::On(Weekday::Sun)), Some(2024)),
            (Seen::Weekday { base }, Some(Falls::On(Weekday::Tue)), Some(2020)),
            (Seen::Weekday { base }, Some(Falls::From(Weekday::Fri)), Some(2023)),
            (Seen::Pointed { base, direction: -1 }, None, Some(2023)),
            (Seen::Pointed { base, direction: 1 }, None, Some(2024)),
            (Seen::Pointed { base, direction: 0 }, None, None),
            (Seen::Lead { base: day("2024-01-02") }, None, Some(2023)),
            (Seen::Section { period }, None, Some(2021)),
            (Seen::Story { told: period }, None, Some(2021)),
            (Seen::Story { told: Days::day(day("2021-12-30")) }, None, Some(2021)),
        ] {
            let found = resolve(november, falls, seen).map(|(year, _)| year);
            assert_eq!(found, expected, "{seen:?} {falls:?}");
        }
    }

    #[test]
    fn a_story_rolls_over_the_turn_of_a_year() {
        let january = |year| NaiveDate::from_ymd_opt(year, 1, 3).map(Days::day);
        let seen = Seen::Story { told: Days::day(day("2021-12-30")) };
        assert_eq!(resolve(january, None, seen).map(|(year, _)| year), Some(2022));
    }

    #[test]
    fn years_of_two_figures_differ_by_who_writes_them() {
        let read = |figures| [RFC_5322, POSIX, TEXT, SPOKEN].map(|pivot| of_two_figures(figures, pivot));
        assert_eq!(read(30), [2030, 2030, 2030, 2030]);
        assert_eq!(read(45), [2045, 2045, 2045, 1945]);
        assert_eq!(read(69), [1969, 1969, 2069, 1969]);
        assert_eq!(read(98), [1998, 1998, 1998, 1998]);
    }
}
