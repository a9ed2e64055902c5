//! In: what words leave open, a tense and a base. Out: the year or the day nearest the base on the side of the tense.
//!
//! Invariant: a base that is a range gives an answer only where both of its ends agree on it.

use chrono::{Datelike, Weekday};

use crate::time::meaning::Tense;
use crate::time::possible::shift;
use crate::time::when::Days;

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

/// The stretch in the year that tense and base leave, if both ends of the base agree on it.
pub fn open_year(stretch: impl Fn(i32) -> Option<Days>, tense: Tense, base: Days) -> Option<Days> {
    let near = |day: chrono::NaiveDate| {
        let years = (day.year() - 4..=day.year() + 4).filter_map(&stretch);
        match tense {
            Tense::Past => {
                let last = years.filter(|days| days.earliest <= day).max()?;
                (last.len() > DAYS || (day - last.latest).num_days() < YEAR).then_some(last)
            }
            Tense::Future => years.filter(|days| days.latest >= day).min(),
            Tense::Open => years.min_by_key(|days| (distance(*days, day), *days)),
        }
    };
    let (first, last) = (near(base.earliest)?, near(base.latest)?);
    (first == last).then_some(first)
}

/// How far a stretch lies from a day; one ahead counts half as much again, since news tells more of what was.
fn distance(days: Days, day: chrono::NaiveDate) -> i64 {
    let ahead = (days.earliest - day).num_days();
    (ahead * AHEAD).max((day - days.latest).num_days() * BEHIND).max(0)
}

/// The nearest such day on the side that direction and tense say; both ends of the base must agree on it.
pub fn on_weekday(weekday: Weekday, direction: i8, tense: Tense, base: Days) -> Option<Days> {
    let on = |day: chrono::NaiveDate| {
        let since = i64::from(day.weekday().days_since(weekday));
        match (direction, tense) {
            (-1, _) => shift(day, -(if since == 0 { 7 } else { since })),
            (1, _) => shift(day, 7 - since),
            (_, Tense::Future) => shift(day, (7 - since) % 7),
            _ => shift(day, -since),
        }
    };
    let (first, last) = (on(base.earliest), on(base.latest));
    (base.len() <= EXACT && first == last).then(|| Days::day(first))
}
