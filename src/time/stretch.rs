//! In: what a temporal expression says of a day or a month. Out: the days that it may mean, in the year that it states or in any year.
//!
//! Invariant: leaves out weekdays and words that count from today; these need a base.

use chrono::NaiveDate;

use super::calendar::whole_month;
use super::possible::Possible;
use crate::time::meaning::{Meaning, Year};
use crate::time::when::Days;

/// A day, days or a month of some year, as an expression tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Stretch {
    pub year: Year,
    pub month: u8,
    /// First and last day; absent for the whole month.
    pub days: Option<(u8, u8)>,
}

/// Whether an expression names days that follow from its words and a base.
pub fn resolvable(meaning: &Meaning) -> bool {
    !matches!(meaning, Meaning::Length | Meaning::Reference(_) | Meaning::Clock(_))
}

impl Stretch {
    /// The stretch that an expression tells, if it names at least a month.
    pub fn of(meaning: &Meaning) -> Option<Self> {
        match *meaning {
            Meaning::Calendar { year, month: Some(month), days, .. } => Some(Self { year, month, days }),
            _ => None,
        }
    }

    /// The days that it means in a year, if the year has them.
    pub fn in_year(&self, year: i32) -> Option<Days> {
        let month = u32::from(self.month);
        let Some((first, last)) = self.days else { return whole_month(year, month) };
        let earliest = NaiveDate::from_ymd_opt(year, month, first.into())?;
        let latest = NaiveDate::from_ymd_opt(year, month, last.into())?;
        (earliest <= latest).then_some(Days { earliest, latest })
    }

    /// The days that it may mean: in the year that it states, or in any.
    pub fn possible(&self) -> Possible {
        match self.year {
            Year::Stated(year) => Possible::of(self.in_year(year).into_iter().collect()),
            Year::Relative(_) | Year::Missing => Possible::yearly(|year| self.in_year(year)),
        }
    }
}
