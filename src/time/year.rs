//! In: a day, a month, a season or a weekday that states no year, and what is known beside it. Out: the year or the day that is meant.
//!
//! This is the only place that chooses a year. Reports and plain texts ask it with different [`Seen`]: what is known of a
//! news page is its day of publication and a tense, what is known of a story is the day it told of last.
//!
//! Invariant: a base that is a range gives an answer only where both of its ends agree on it.

use std::ops::RangeInclusive;

use chrono::{Datelike, NaiveDate, Weekday};

use super::calendar::weekday_from;
use super::meaning::Tense;
use super::when::Days;

/// A base that is less exact than this, in days, does not carry words that count days from it.
pub const EXACT: i64 = 4;

/// How much a day ahead and a day behind weigh where no word says which is meant: chosen on half of the files of 73 English reports.
const AHEAD: i64 = 3;
const BEHIND: i64 = 2;

/// Words in the past say nothing of a day that would lie this many days or fewer ahead in this year and so be nearly a year old: news
/// that means a day of the year before says so. No value of the two sets of expressions changes by it.
const SOON: i64 = 21;
/// A day that far back is nearly a year old.
const YEAR: i64 = 365 - SOON;
/// A longer stretch is a month or more, which news names a year later, too.
const DAYS: i64 = 10;

/// Years looked at on each side of a base for a tense: 29 February comes every fourth year.
const AROUND: i32 = 4;
/// Years looked at before the base for a day with its weekday: after six a day has had every weekday or all but one.
const WEEKDAY_BACK: i32 = 6;
/// Years looked at after the base for a day with its weekday: a plan names the next year at most.
const WEEKDAY_AHEAD: i32 = 1;
/// Years looked at on each side of a base for a month that a word points to: a season may begin in the year before.
const POINTED: i32 = 2;
/// Years looked at on each side of the day of a report for a day of its first words.
const REPORTED: i32 = 1;
/// Years of a stretch that is looked through for a day.
const LONGEST: i32 = 3;
/// A month this many months before the one told last lies in the next year.
const ROLLOVER: i32 = 8;
/// A longer stretch than this, in days, is more than a month, and no story rolls over into the next year from it.
const MONTH: i64 = 32;

/// Years of two figures: the first that lies in the 20th century. RFC 5322, 4.3, for machines.
pub const RFC_5322: i32 = 50;
/// The same in printed datelines, as POSIX has it for `%y`.
pub const POSIX: i32 = 69;
/// The same in running text. It differs from POSIX in one year: 69 is 2069 here.
pub const TEXT: i32 = 70;
/// The same for a year that is told as a number in order, "the 45th year": people tell so of the last century.
pub const SPOKEN: i32 = 31;

/// The year that two figures mean, where those from `pivot` on lie in the 20th century.
pub fn of_two_figures(figures: i32, pivot: i32) -> i32 {
    if figures < pivot { 2000 + figures } else { 1900 + figures }
}

/// The weekday that stands beside an open date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Falls {
    /// The date is one day, and falls on it: "Friday, 17 November".
    On(Weekday),
    /// The first of its days falls on it: "Friday, 29 August, to 1 September".
    From(Weekday),
}

/// What is known beside an open date. The variants answer differently by design: each stands for a way in which texts leave a
/// year out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Seen {
    /// From the days of a report, on the side that its tense says. The nearest day counts.
    Report { base: Days, tense: Tense },
    /// From the day of a plain text, beside a weekday. The nearest year counts, since the weekday leaves one in six.
    Weekday { base: NaiveDate },
    /// From the day of a text whose words point to a side: -1 "last November", 1 "next spring".
    Pointed { base: NaiveDate, direction: i8 },
    /// From the day of a report, in its first words. The nearest day counts, whatever the tense.
    Lead { base: NaiveDate },
    /// In a section about a period: the only year in which the date lies inside it.
    Section { period: Days },
    /// In a story that told of these days last.
    Story { told: Days },
}

/// The year that an open date is of, and its days in it. `in_year` gives the days of the date in a year that has them.
pub fn resolve(in_year: impl Fn(i32) -> Option<Days>, falls: Option<Falls>, seen: Seen) -> Option<(i32, Days)> {
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

/// The years so many on each side of a day's.
fn around(base: NaiveDate, years: i32) -> RangeInclusive<i32> {
    base.year() - years..=base.year() + years
}

/// A date that states no year.
struct Open<F> {
    in_year: F,
    falls: Option<Falls>,
}

impl<F: Fn(i32) -> Option<Days>> Open<F> {
    /// The years that are possible among some, each with the days of the date in it.
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

    /// The nearest year on the side of a tense.
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

    /// The year of the stretch told last that holds the date; else its last one, or the next where the months run over the turn of a
    /// year.
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

/// How far a stretch lies from a day; one ahead counts half as much again, since news tells more of what was.
fn distance(days: Days, day: NaiveDate) -> i64 {
    let ahead = (days.earliest - day).num_days();
    (ahead * AHEAD).max((day - days.latest).num_days() * BEHIND).max(0)
}

/// The nearest such day on the side that direction and tense say; both ends of the base must agree on it.
pub fn on_weekday(weekday: Weekday, direction: i8, tense: Tense, base: Days) -> Option<Days> {
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
            // It would lie nearly a year back: news says so.
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
