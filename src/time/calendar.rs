//! In: days, months and years. Out: the days of a month, a quarter or a year, and days at a distance from others.
//!
//! Invariant: only arithmetic. Other code decides which month or year is meant.

use chrono::{Datelike, Days as Shift, Months, NaiveDate, Weekday};

use super::meaning::Tense;
use super::when::Days;

/// A day moved by a number of days. Unchanged if the result is outside the calendar.
pub fn shift(day: NaiveDate, days: i64) -> NaiveDate {
    let by = Shift::new(days.unsigned_abs());
    if days < 0 { day.checked_sub_days(by) } else { day.checked_add_days(by) }.unwrap_or(day)
}

/// All days of a year.
pub(crate) fn whole_year(year: i32) -> Option<Days> {
    Some(Days { earliest: NaiveDate::from_ymd_opt(year, 1, 1)?, latest: NaiveDate::from_ymd_opt(year, 12, 31)? })
}

/// All days of a month.
pub(crate) fn whole_month(year: i32, month: u32) -> Option<Days> {
    let month = u8::try_from(month).ok()?;
    months(year, month, month)
}

/// From the first day of one month to the last of another. The last month is in the next year if it comes before the first.
pub(crate) fn months(year: i32, first: u8, last: u8) -> Option<Days> {
    let until = if last < first { year + 1 } else { year };
    let earliest = NaiveDate::from_ymd_opt(year, first.into(), 1)?;
    let latest = NaiveDate::from_ymd_opt(until, last.into(), 1)?.checked_add_months(Months::new(1))?.pred_opt()?;
    Some(Days { earliest, latest })
}

/// Whether a range is exactly one month.
pub(crate) fn is_month(days: Days) -> bool {
    whole_month(days.earliest.year(), days.earliest.month()) == Some(days)
}

/// Whether a range is exactly one year.
pub(crate) fn is_year(days: Days) -> bool {
    whole_year(days.earliest.year()) == Some(days)
}

/// Whether a range is exactly one quarter of a year.
pub(crate) fn is_quarter(days: Days) -> bool {
    let months = days.latest.month0() as i32 - days.earliest.month0() as i32;
    days.earliest.year() == days.latest.year()
        && months == 2
        && days.earliest.month0().is_multiple_of(3)
        && days.len() > 89
}

/// The nearest given weekday. Direction -1: before the day; 1: after it. With direction 0, the day itself counts; the search goes forward
/// if the tense is future, else backward.
pub(crate) fn weekday_from(day: NaiveDate, weekday: Weekday, direction: i8, tense: Tense) -> Option<NaiveDate> {
    let since = u64::from(day.weekday().days_since(weekday));
    match (direction, tense) {
        (..0, _) => day.checked_sub_days(Shift::new(if since == 0 { 7 } else { since })),
        (1.., _) => day.checked_add_days(Shift::new(7 - since)),
        (0, Tense::Future) => day.checked_add_days(Shift::new((7 - since) % 7)),
        (0, _) => day.checked_sub_days(Shift::new(since)),
    }
}

/// The given weekday in the week of a day. Weeks run from Monday to Sunday.
pub(crate) fn in_week(weekday: Weekday, day: NaiveDate) -> Option<Days> {
    let monday = i64::from(day.weekday().num_days_from_monday());
    let by = i64::from(weekday.num_days_from_monday()) - monday;
    day.checked_add_signed(chrono::TimeDelta::try_days(by)?).map(Days::day)
}
