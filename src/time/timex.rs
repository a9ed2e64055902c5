//! In: the meaning of an expression, and a base. Out: its TIMEX3 value.
//!
//! Invariant: a value is never more precise than the words. What the base does not determine is `XXXX`.

use chrono::{Datelike, NaiveDate};

use super::found::{Length, PartOfDay};
use super::resolve::days;
use crate::time::meaning::{Clock, Meaning, Unit, Year};
use crate::time::when::Days;

/// The TIMEX3 value (ISO-TimeML) of a meaning: `2023-11-17`, `2023-W46`, `2023-FA`, `BC0490`. A missing year is that of the base, or `XXXX`
/// without one. A range has the value of its first end.
pub fn timex(meaning: &Meaning, base: Option<Days>) -> String {
    let now = base.map(|base| base.earliest);
    match meaning {
        Meaning::Calendar { year, month, days, clock } => {
            let mut value = year_value(*year, now);
            if let Some(month) = month {
                value += &format!("-{month:02}");
            }
            if let Some((day, _)) = days {
                let month = if month.is_none() { "-XX" } else { "" };
                value += &format!("{month}-{day:02}");
            }
            value + &clock.map(clock_value).unwrap_or_default()
        }
        Meaning::Months { year, first, last } => {
            let year = year_value(*year, now);
            match (first, last) {
                (3, 5) => format!("{year}-SP"),
                (6, 8) => format!("{year}-SU"),
                (9, 11) => format!("{year}-FA"),
                (12, 2) => format!("{year}-WI"),
                (1, 6) => format!("{year}-H1"),
                (7, 12) => format!("{year}-H2"),
                (1, 3) | (4, 6) | (7, 9) | (10, 12) => format!("{year}-Q{}", last / 3),
                _ => format!("{year}-{first:02}"),
            }
        }
        Meaning::Feast { .. } => days(meaning, base).map_or_else(|| "XXXX-XX-XX".to_owned(), |days| iso(days.earliest)),
        Meaning::Years { first, last } => years_value(*first, *last),
        Meaning::Between { from, .. } => timex(from, base),
        Meaning::Weekday { weekday, clock, .. } => {
            let day = days(meaning, base).map_or_else(|| weekly_value(*weekday), |days| iso(days.earliest));
            day + &clock.map(clock_value).unwrap_or_default()
        }
        Meaning::Relative { offset, unit, clock } => {
            relative_value(meaning, *offset, *unit, base) + &clock.map(clock_value).unwrap_or_default()
        }
        Meaning::Clock(clock) => now.map(iso).unwrap_or_default() + &clock_value(*clock),
        Meaning::Reference(direction) => reference((*direction).into()).to_owned(),
        Meaning::Length => "PXX".to_owned(),
    }
}

/// The suffix for a part of the day: `TMO`.
pub(crate) fn part_value(part: PartOfDay) -> &'static str {
    match part {
        PartOfDay::Morning => "TMO",
        PartOfDay::Afternoon => "TAF",
        PartOfDay::Evening => "TEV",
        PartOfDay::Night => "TNI",
    }
}

/// The TIMEX3 value of a length: `P2W`, `PXD`.
pub(crate) fn length_value(length: Length) -> String {
    let count = length.count.map_or_else(|| "X".to_owned(), |count| count.to_string());
    match length.unit {
        Unit::Minute => format!("PT{count}M"),
        Unit::Hour => format!("PT{count}H"),
        Unit::Day => format!("P{count}D"),
        Unit::Week | Unit::Weekend => format!("P{count}W"),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{count}Q"),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{count}E"),
        Unit::Century => format!("P{count}C"),
    }
}

/// The TIMEX3 value of something that recurs on a weekday: `XXXX-WXX-4`.
pub(crate) fn weekly_value(weekday: chrono::Weekday) -> String {
    format!("XXXX-WXX-{}", weekday.number_from_monday())
}

/// The TIMEX3 value of a quarter: `2024-Q3`.
pub(crate) fn quarter_value(days: Days) -> String {
    format!("{:04}-Q{}", days.earliest.year(), days.earliest.month0() / 3 + 1)
}

fn year_value(year: Year, now: Option<NaiveDate>) -> String {
    match (year, now) {
        (Year::Stated(year), _) => plain_year(year),
        (Year::Relative(offset), Some(now)) => plain_year(now.year() + offset),
        (Year::Missing, Some(now)) => plain_year(now.year()),
        (Year::Unnamed, _) | (_, None) => "XXXX".to_owned(),
    }
}

fn plain_year(year: i32) -> String {
    if year > 0 { format!("{year:04}") } else { format!("BC{:04}", 1 - year) }
}

fn years_value(first: i32, last: i32) -> String {
    match last - first {
        9 if first > 0 => format!("{:03}", first / 10),
        99 if first > 0 => format!("{:02}", first / 100),
        _ => plain_year(first),
    }
}

fn relative_value(meaning: &Meaning, offset: i32, unit: Unit, base: Option<Days>) -> String {
    let Some(first) = days(meaning, base).map(|days| days.earliest) else {
        return reference(offset).to_owned();
    };
    match unit {
        Unit::Minute | Unit::Hour | Unit::Day => iso(first),
        Unit::Weekend => format!("{}-W{:02}-WE", first.iso_week().year(), first.iso_week().week()),
        Unit::Week => format!("{}-W{:02}", first.iso_week().year(), first.iso_week().week()),
        Unit::Month => format!("{}-{:02}", plain_year(first.year()), first.month()),
        Unit::Quarter => format!("{}-Q{}", plain_year(first.year()), first.month0() / 3 + 1),
        Unit::Year => plain_year(first.year()),
        Unit::Decade => years_value(first.year(), first.year() + 9),
        Unit::Century => years_value(first.year(), first.year() + 99),
    }
}

/// The value of a vague time before, at or after the base.
fn reference(direction: i32) -> &'static str {
    match direction {
        ..0 => "PAST_REF",
        0 => "PRESENT_REF",
        1.. => "FUTURE_REF",
    }
}

fn iso(day: NaiveDate) -> String {
    format!("{}-{:02}-{:02}", plain_year(day.year()), day.month(), day.day())
}

fn clock_value(clock: Clock) -> String {
    format!("T{:02}:{:02}", clock.hour, clock.minute)
}
