//! In: the day or month in a temporal expression. Out: the possible days, in its stated year or in any year.
//!
//! Invariant: ignores weekdays and words that count from today, because they need a base.

use chrono::NaiveDate;

use super::calendar::whole_month;
use super::possible::Possible;
use crate::time::meaning::{Meaning, Year};
use crate::time::when::Days;

/// A day, several days or a month of a year, as in an expression.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    /// The year, stated, relative or missing.
    pub year: Year,
    /// The month, 1 to 12.
    pub month: u8,
    /// First and last day. `None` for the whole month.
    pub days: Option<(u8, u8)>,
}

/// Whether an expression gives days together with a base.
pub(crate) fn resolvable(meaning: &Meaning) -> bool {
    !matches!(meaning, Meaning::Length | Meaning::Reference(_) | Meaning::Clock(_))
}

impl Stretch {
    /// The days or month of an expression, if it has at least a month.
    pub fn of(meaning: &Meaning) -> Option<Self> {
        match *meaning {
            Meaning::Calendar { year, month: Some(month), days, .. } => Some(Self { year, month, days }),
            _ => None,
        }
    }

    /// The days in this year, if the year has them.
    pub(crate) fn in_year(&self, year: i32) -> Option<Days> {
        let month = u32::from(self.month);
        let Some((first, last)) = self.days else { return whole_month(year, month) };
        let earliest = NaiveDate::from_ymd_opt(year, month, first.into())?;
        let latest = NaiveDate::from_ymd_opt(year, month, last.into())?;
        (earliest <= latest).then_some(Days { earliest, latest })
    }

    /// The possible days: in the stated year, or in any year.
    pub(crate) fn possible(&self) -> Possible {
        match self.year {
            Year::Stated(year) => Possible::of(self.in_year(year).into_iter().collect()),
            Year::Relative(_) | Year::Missing | Year::Unnamed => Possible::yearly(|year| self.in_year(year)),
        }
    }
}
