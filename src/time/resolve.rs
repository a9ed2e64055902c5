//! In: the meaning of an expression, and its base days. Out: the possible days.
//!
//! Invariant: what the words and the base leave open stays a range. Words without a day give none.

use chrono::{Datelike, Days as Count, NaiveDate};

use super::calendar::{months, weekday_from};
use super::feast;
use crate::time::meaning::{Meaning, Tense, Unit, Year};
use crate::time::when::Days;

/// The possible days of a meaning, relative to a base (when the words were written, or the current time of the narrative). `None` if it has
/// no day: a missing year, a clock time, a length, a relative time without a base.
pub fn days(meaning: &Meaning, base: Option<Days>) -> Option<Days> {
    match meaning {
        Meaning::Weekday { weekday, direction, .. } => {
            let base = base?;
            let days = |day| weekday_from(day, *weekday, *direction, Tense::Open);
            Some(hull(Days::day(days(base.earliest)?), Days::day(days(base.latest)?)))
        }
        Meaning::Relative { offset, unit, .. } => {
            let base = base?;
            Some(hull(shifted(base.earliest, *offset, *unit)?, shifted(base.latest, *offset, *unit)?))
        }
        Meaning::Clock(_) | Meaning::Reference(_) | Meaning::Length => None,
        Meaning::Between { from, to } => {
            let (from, to) = (days(from, base)?, days(to, base)?);
            (from.earliest <= to.latest).then_some(Days { earliest: from.earliest, latest: to.latest })
        }
        Meaning::Years { first, last } => Some(Days {
            earliest: NaiveDate::from_ymd_opt(*first, 1, 1)?,
            latest: NaiveDate::from_ymd_opt(*last, 12, 31)?,
        }),
        Meaning::Calendar { year, .. } | Meaning::Months { year, .. } | Meaning::Feast { year, .. } => match year {
            Year::Stated(year) => in_year(meaning, *year),
            Year::Relative(offset) => {
                let base = base?;
                let first = in_year(meaning, base.earliest.year() + offset)?;
                Some(hull(first, in_year(meaning, base.latest.year() + offset)?))
            }
            Year::Missing | Year::Unnamed => None,
        },
    }
}

/// The days of a meaning whose year is missing, in the given year. A stated year stays. `None` if the day does not exist (29 February) or
/// the meaning lacks more than a year.
pub fn days_in_year(meaning: &Meaning, year: i32) -> Option<Days> {
    let base = Days { earliest: NaiveDate::from_ymd_opt(year, 1, 1)?, latest: NaiveDate::from_ymd_opt(year, 12, 31)? };
    match meaning {
        Meaning::Calendar { year: Year::Missing, month: Some(_), .. }
        | Meaning::Months { year: Year::Missing, .. }
        | Meaning::Feast { year: Year::Missing, .. } => in_year(meaning, year),
        Meaning::Between { from, to: last } => {
            let (from, to) = (days_in_year(from, year)?, days_in_year(last, year)?);
            let latest = match from.earliest <= to.latest {
                true => to.latest,
                false if years_needed(last) => days_in_year(last, year + 1)?.latest,
                false => return None,
            };
            Some(Days { earliest: from.earliest, latest })
        }
        Meaning::Calendar { year: Year::Missing, .. } => None,
        Meaning::Calendar { .. } | Meaning::Months { .. } | Meaning::Feast { .. } | Meaning::Years { .. } => {
            days(meaning, Some(base))
        }
        Meaning::Weekday { .. } | Meaning::Relative { .. } => None,
        Meaning::Clock(_) | Meaning::Reference(_) | Meaning::Length => None,
    }
}

/// Whether a meaning gives days once its year is known: "17 листопада", "у вересні".
pub fn years_needed(meaning: &Meaning) -> bool {
    match meaning {
        Meaning::Calendar { year, month, .. } => *year == Year::Missing && month.is_some(),
        Meaning::Months { year, .. } | Meaning::Feast { year, .. } => *year == Year::Missing,
        Meaning::Between { from, to } => years_needed(from) || years_needed(to),
        _ => false,
    }
}

/// The same months, a year before these days.
pub(crate) fn year_before(days: Days) -> Meaning {
    let month = |day: NaiveDate| u8::try_from(day.month()).unwrap_or(1);
    Meaning::Months {
        year: Year::Stated(days.earliest.year() - 1),
        first: month(days.earliest),
        last: month(days.latest),
    }
}

/// The meaning with its missing year filled in.
pub(crate) fn with_year(meaning: &Meaning, stated: i32) -> Meaning {
    let year = |year: Year| if year == Year::Missing { Year::Stated(stated) } else { year };
    match meaning {
        Meaning::Calendar { year: open, month, days: told, clock } => {
            Meaning::Calendar { year: year(*open), month: *month, days: *told, clock: *clock }
        }
        Meaning::Months { year: open, first, last } => {
            Meaning::Months { year: year(*open), first: *first, last: *last }
        }
        Meaning::Feast { feast, year: open } => Meaning::Feast { feast: *feast, year: year(*open) },
        Meaning::Between { from, to } => {
            let (from, last) = (with_year(from, stated), with_year(to, stated));
            let order = |last: Days| self::days(&from, None).is_none_or(|first| first.earliest <= last.latest);
            let turns = years_needed(to) && !days(&last, None).is_none_or(order);
            let last = if turns { with_year(to, stated + 1) } else { last };
            Meaning::Between { from: Box::new(from), to: Box::new(last) }
        }
        other => other.clone(),
    }
}

/// The days of a calendar date or of several months in a year.
fn in_year(meaning: &Meaning, year: i32) -> Option<Days> {
    match meaning {
        Meaning::Calendar { month: None, days: None, .. } => months(year, 1, 12),
        Meaning::Calendar { month: Some(month), days: None, .. } => months(year, *month, *month),
        Meaning::Calendar { month: Some(month), days: Some((first, last)), .. } => {
            let day = |day: u8| NaiveDate::from_ymd_opt(year, u32::from(*month), u32::from(day));
            Some(Days { earliest: day(*first)?, latest: day(*last)? })
        }
        Meaning::Months { first, last, .. } => months(year, *first, *last),
        Meaning::Feast { feast, .. } => feast::day(*feast, year).map(Days::day),
        _ => None,
    }
}

/// The calendar unit at a distance from a day.
fn shifted(base: NaiveDate, offset: i32, unit: Unit) -> Option<Days> {
    match unit {
        Unit::Minute | Unit::Hour => Some(Days::day(base)),
        Unit::Day => Some(Days::day(base.checked_add_signed(chrono::TimeDelta::try_days(offset.into())?)?)),
        Unit::Week => {
            let day = base.checked_add_signed(chrono::TimeDelta::try_weeks(offset.into())?)?;
            let monday = day.checked_sub_days(Count::new(day.weekday().num_days_from_monday().into()))?;
            Some(Days { earliest: monday, latest: monday.checked_add_days(Count::new(6))? })
        }
        Unit::Weekend => {
            let week = shifted(base, offset, Unit::Week)?;
            Some(Days { earliest: week.earliest.checked_add_days(Count::new(5))?, ..week })
        }
        Unit::Month | Unit::Quarter => {
            let size = if unit == Unit::Month { 1 } else { 3 };
            let index = i64::from(base.year()) * 12 + i64::from(base.month0());
            let first = index.div_euclid(size) * size + i64::from(offset) * size;
            let month = |index: i64| u8::try_from(index.rem_euclid(12) + 1).ok();
            months(i32::try_from(first.div_euclid(12)).ok()?, month(first)?, month(first + size - 1)?)
        }
        Unit::Year => months(base.year().checked_add(offset)?, 1, 12),
        Unit::Decade => years(base.year().div_euclid(10) * 10, offset, 10),
        Unit::Century => years((base.year() - 1).div_euclid(100) * 100 + 1, offset, 100),
    }
}

fn years(first: i32, offset: i32, size: i32) -> Option<Days> {
    let first = first.checked_add(offset.checked_mul(size)?)?;
    Some(Days {
        earliest: NaiveDate::from_ymd_opt(first, 1, 1)?,
        latest: NaiveDate::from_ymd_opt(first + size - 1, 12, 31)?,
    })
}

fn hull(one: Days, other: Days) -> Days {
    Days { earliest: one.earliest.min(other.earliest), latest: one.latest.max(other.latest) }
}
