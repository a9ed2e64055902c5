//! In: tokens at a weekday with its day. Out: the range from that day to another one with its weekday.
//!
//! Invariant: a range has a day of a month at each end. If the weekdays do not fit the distance between the days, it is not a range.

use chrono::NaiveDate;

use super::calendar::year_before;
use super::{Join, Scanner, calendar};
use crate::time::meaning::{Meaning, Year};
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::wording::Rule;

/// The days of a week.
const WEEK: i64 = 7;
/// A leap year, which has every day of the calendar. The year before it is used for ranges over the new year. It is divisible by 4.
const LEAP: i32 = 2024;

/// An end of a range: "п'ятниці, 29 серпня".
struct End {
    weekday: u8,
    day: u8,
    month: Option<u8>,
    year: Year,
    next: usize,
}

impl Scanner<'_> {
    /// "п'ятниці, 29 серпня, по понеділок, 1 вересня", "vendredi 1er au dimanche 3 août": the token after it.
    pub(super) fn stretch_of_weekdays(&mut self, at: usize) -> Option<usize> {
        let from = self.weekday_with_day(at)?;
        let joint = from.next + usize::from(self.sense(from.next) == Sense::Punct(','));
        let between = at > 0 && self.before(at) == Sense::During;
        match self.join(joint)? {
            Join::Range => (),
            Join::And if between => (),
            _ => return None,
        }
        let second = self.behind_article(joint + 1);
        let second = second + usize::from(matches!(self.sense(second), Sense::Onto | Sense::Until));
        let until = self.weekday_with_day(second).filter(|_| !self.is_end(second))?;
        let last_month = until.month?;
        let first_month = from.month.unwrap_or(last_month);
        if !is_stretch(&from, first_month, &until, last_month) {
            return None;
        }
        let last_year = if until.year == Year::Missing { from.year } else { until.year };
        let first_year = year_before(from.year, first_month, last_year, last_month);
        let first = calendar(first_year, Some(first_month), Some((from.day, from.day)));
        let last = calendar(last_year, Some(last_month), Some((until.day, until.day)));
        let whole = if first_month == last_month {
            calendar(last_year, Some(last_month), Some((from.day, until.day)))
        } else {
            Meaning::Between { from: Box::new(first), to: Box::new(last.clone()) }
        };
        self.last = Some(last);
        let behind = self.date(at, until.next, whole);
        if let Some(found) = self.found.last_mut() {
            found.opening = Some(super::relative::day_of_week(from.weekday));
        }
        Some(behind)
    }

    /// A weekday with its day of a month, perhaps with month and year.
    fn weekday_with_day(&self, at: usize) -> Option<End> {
        let weekday = match self.tokens.get(at)?.sense {
            Sense::Weekday(number) | Sense::WeekdayShy(number) | Sense::WeekdayShort(number) => number,
            _ => return None,
        };
        let comma = self.skip_stop(at + 1);
        let day = self.behind_article(comma + usize::from(self.sense(comma) == Sense::Punct(',')));
        if self.is_end(day) {
            return None;
        }
        if self.has(Rule::MonthFirst)
            && let Some((month, behind)) = self.month_alone(day)
        {
            let (number, next) = self.one_day(behind)?;
            return Some(self.end(weekday, number, Some(month), next));
        }
        if let Sense::Short { day: number, month } = self.tokens[day].sense {
            return Some(self.end(weekday, number, Some(month), self.skip_stop(day + 1)));
        }
        if let Sense::Date { year, month, days: (number, last) } = self.tokens[day].sense
            && number == last
        {
            return Some(End { weekday, day: number, month: Some(month), year: Year::Stated(year), next: day + 1 });
        }
        let (number, behind) = self.one_day(day)?;
        let (month, next) = match self.month_name(behind) {
            Some((month, next)) => (Some(month), next),
            None => (None, behind),
        };
        Some(self.end(weekday, number, month, next))
    }

    fn end(&self, weekday: u8, day: u8, month: Option<u8>, behind: usize) -> End {
        let (year, next) = self.year_after(behind).filter(|_| month.is_some()).unwrap_or((Year::Missing, behind));
        End { weekday, day, month, year, next }
    }
}

/// Whether the distance between the two days agrees, except for whole weeks, with that between their weekdays.
fn is_stretch(from: &End, first_month: u8, until: &End, last_month: u8) -> bool {
    let turns = first_month > last_month;
    let day = |year, month: u8, day: u8| NaiveDate::from_ymd_opt(year, month.into(), day.into());
    let apart = |year: i32| {
        let first = day(year - i32::from(turns), first_month, from.day)?;
        Some((day(year, last_month, until.day)? - first).num_days())
    };
    let weekdays = i64::from(until.weekday) - i64::from(from.weekday);
    let fits = |days: i64| days > 0 && (days - weekdays) % WEEK == 0;
    [LEAP, LEAP - 1].into_iter().filter_map(apart).any(fits)
}
