//! In: nothing. Out: the types of what a temporal expression says, before any base is applied.
//!
//! Invariant: holds what the words say; what they leave open stays open.

use chrono::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ExpressionKind {
    Date,
    Time,
    Duration,
    Set,
}

/// What the words say.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// Fields of the calendar: "6 й 7 грудня цього року", "у вересні", "2024", "26.07", "18:16 14.07.2025".
    Calendar { year: Year, month: Option<u8>, days: Option<(u8, u8)>, clock: Option<Clock> },
    /// Several months of a year: seasons, halves, quarters, "з травня по липень". First and last month, 1 to 12;
    /// a last before the first lies in the next year (winter: 12, 2).
    Months { year: Year, first: u8, last: u8 },
    /// Several years, both included: "2014–2022", "у 1940-х".
    Years { first: i32, last: i32 },
    /// Two calendar days that a range joins: "з 28 лютого по 3 березня 2022".
    Between { from: Box<Meaning>, to: Box<Meaning> },
    /// A day of the week. Direction: -1 "минулого", 1 "наступного", 0 where the words say neither.
    Weekday { weekday: Weekday, direction: i8, clock: Option<Clock> },
    /// So many units from the base: "сьогодні" is 0 days, "торік" -1 year, "наступний рік" 1 year, "два місяці тому" -2 months.
    Relative { offset: i32, unit: Unit, clock: Option<Clock> },
    /// A day of each year that has a name: "Thanksgiving", "Великдень". Read only where both ends of ranges are.
    Feast { feast: Feast, year: Year },
    /// A clock time without a day.
    Clock(Clock),
    /// A time that words point to without telling it: past -1, present 0, future 1. Read only where both ends of ranges are.
    Reference(i8),
    /// A stretch of time, or something that recurs: no day follows from it.
    Length,
}

/// How the day of a feast follows from the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feast {
    /// Month and day.
    Fixed(u8, u8),
    /// Month and day before a year, and from it on.
    Moved { before: (u8, u8), from: i32, day: (u8, u8) },
    /// So many days from the Easter of the Gregorian calendar, or of the Julian one.
    Easter { julian: bool, offset: i16 },
    /// The so-manieth such day of the week of a month, the last for 0, so many days on.
    Weekday { month: u8, weekday: Weekday, nth: u8, on: u8 },
}

/// What an expression says of the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Year {
    Stated(i32),
    /// So many years from the base: "6 грудня цього року" is 0.
    Relative(i32),
    Missing,
}

/// A clock time, with the offset in seconds east of UTC where the words tell one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    pub hour: u8,
    pub minute: u8,
    pub offset: Option<i32>,
}

/// Units of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    Minute,
    Hour,
    Day,
    Week,
    /// The Saturday and Sunday of a week.
    Weekend,
    Month,
    Quarter,
    Year,
    Decade,
    Century,
}

/// When something lies, seen from the page that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    Past,
    Future,
    /// The words do not say.
    Open,
}
