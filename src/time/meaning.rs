//! In: nothing. Out: the types for the meaning of a temporal expression, before a base date is applied.
//!
//! Invariant: contains only what the words say. What they leave open stays open.

use chrono::Weekday;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// The kinds of TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, JsonSchema, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum ExpressionKind {
    /// A day, or a longer time in the calendar.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
}

/// The meaning of an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Meaning {
    /// Fields of the calendar: "6 й 7 грудня цього року", "у вересні", "2024", "26.07", "18:16 14.07.2025".
    Calendar {
        /// The year.
        year: Year,
        /// The month, 1 to 12.
        month: Option<u8>,
        /// The first and last day of the month.
        days: Option<(u8, u8)>,
        /// The clock time.
        clock: Option<Clock>,
    },
    /// Several months of a year: seasons, halves, quarters, "з травня по липень". First and last month, 1 to 12. If the last comes before
    /// the first, it is in the next year (winter: 12, 2).
    Months {
        /// The year of the first month.
        year: Year,
        /// The first month.
        first: u8,
        /// The last month.
        last: u8,
    },
    /// Several years, both included: "2014–2022", "у 1940-х".
    Years {
        /// The first year.
        first: i32,
        /// The last year.
        last: i32,
    },
    /// A range between two calendar dates: "з 28 лютого по 3 березня 2022".
    Between {
        /// The first date.
        from: Box<Meaning>,
        /// The last date.
        to: Box<Meaning>,
    },
    /// A weekday. Direction: -1 "минулого", 1 "наступного", 0 if the words say neither.
    Weekday {
        /// The day of the week.
        weekday: Weekday,
        /// -1, 0 or 1.
        direction: i8,
        /// The clock time.
        clock: Option<Clock>,
    },
    /// A number of units from the base: "сьогодні" is 0 days, "торік" -1 year, "наступний рік" 1 year, "два місяці тому" -2 months.
    Relative {
        /// Number of units after the base. Negative before it.
        offset: i32,
        /// The unit.
        unit: Unit,
        /// The clock time.
        clock: Option<Clock>,
    },
    /// A named day of the year: "Thanksgiving", "Великдень". Only from [`crate::time::scanner::timex_expressions`].
    Feast {
        /// The rule for its day.
        feast: Feast,
        /// The year.
        year: Year,
    },
    /// A clock time without a day.
    Clock(Clock),
    /// A vague reference to the past (-1), present (0) or future (1). Only from [`crate::time::scanner::timex_expressions`].
    Reference(i8),
    /// A length of time, or a recurring time. It gives no day.
    Length,
}

/// How the day of a feast follows from the year.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Feast {
    /// Month and day.
    Fixed(u8, u8),
    /// Month and day before the year `from`, and from that year on.
    Moved {
        /// Month and day before `from`.
        before: (u8, u8),
        /// The first year of the new date.
        from: i32,
        /// Month and day in `from` and later.
        day: (u8, u8),
    },
    /// A number of days from the Gregorian or Julian Easter.
    Easter {
        /// Whether it is the Julian Easter.
        julian: bool,
        /// Number of days after Easter. Negative before it.
        offset: i16,
    },
    /// The nth such weekday of a month (0 for the last), plus `on` days.
    Weekday {
        /// The month, 1 to 12.
        month: u8,
        /// The day of the week.
        weekday: Weekday,
        /// Which of the month, from 1. 0 for the last.
        nth: u8,
        /// Number of days after it.
        on: u8,
    },
}

/// The year in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Year {
    /// A year in figures or words.
    Stated(i32),
    /// A number of years from the base: "6 грудня цього року" is 0.
    Relative(i32),
    /// No year.
    Missing,
    /// "того року", "that year", where the text has named none before: it cannot be known.
    Unnamed,
}

/// A clock time, with the offset in seconds east of UTC if the words give one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clock {
    /// 0 to 23.
    pub hour: u8,
    /// 0 to 59.
    pub minute: u8,
    /// Seconds east of UTC.
    pub offset: Option<i32>,
}

/// Units of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Unit {
    /// A minute.
    Minute,
    /// An hour.
    Hour,
    /// A day.
    Day,
    /// A week from Monday.
    Week,
    /// The Saturday and Sunday of a week.
    Weekend,
    /// A month.
    Month,
    /// A quarter of a year.
    Quarter,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

/// The direction of a time from the publication of the page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    /// Before the publication.
    Past,
    /// After the publication.
    Future,
    /// Not known from the words.
    Open,
}
