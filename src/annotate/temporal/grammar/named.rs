//! In: tokens at a word for a street, a square or a brigade, or at the weekdays of a range. Out: the token behind a name that holds a
//! day, which is no date; the range that weekdays and days tell together.
//!
//! Invariant: a day with its year is a date, whatever stands before it.

use super::{Join, Scanner};
use crate::annotate::Meaning;
use crate::annotate::temporal::lexicon::Sense;
use crate::annotate::temporal::wording::Rule;

/// So many short words stand between a street and the day that it is named after, at most: "Straße des", "rue du".
const BETWEEN: usize = 2;
/// The days of a week.
const WEEK: u8 = 7;

impl Scanner<'_> {
    /// "вулиця 8 Березня", "Straße des 17. Juni", "rue du 4 Septembre": the token behind the name.
    pub(super) fn named_after_day(&self, at: usize) -> Option<usize> {
        let mut day = self.skip_stop(at + 1);
        day += usize::from(matches!(self.sense(day), Sense::Punct('«' | '“' | '"')));
        let first = day;
        while day < first + BETWEEN && (matches!(self.sense(day), Sense::Article) || self.is_of(self.sense(day))) {
            day += 1;
        }
        let next = self.day_and_month(day).or_else(|| self.month_and_day(day))?;
        let capital = || (day..next).any(|token| self.is_capital(token)) && !self.has(Rule::CapitalNames);
        let sure = self.tokens[at].sense == Sense::NamedFor || capital();
        let named = sure || self.is_capital(at) && at > 0 && !self.tokens[at].line;
        (named && self.year_after(next).is_none()).then_some(next)
    }

    /// Behind "8 Березня", "17. Juni".
    fn day_and_month(&self, at: usize) -> Option<usize> {
        let (_, behind) = self.day_items(at)?;
        self.month_name(behind).map(|(_, next)| next)
    }

    /// Behind "July 14".
    fn month_and_day(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).filter(|_| self.has(Rule::MonthFirst))?;
        let (_, behind) = self.month_alone(at)?;
        self.day_items(behind).map(|(_, next)| next)
    }

    /// "July 14 Square", "26th of July Street": whether what a day stands before is named after it.
    pub(super) fn names_something(&self, at: usize) -> bool {
        let noun = matches!(self.sense(at), Sense::NamedFor | Sense::NamedForShy);
        noun && self.has(Rule::MonthFirst) && self.is_capital(at)
    }

    /// "п'ятниці по неділю, 1–3 серпня", "Friday to Sunday, Aug. 1-3": one range of days with their weekdays before or behind.
    pub(super) fn weekdays_of_range(&mut self, at: usize) -> Option<usize> {
        let (Join::Range | Join::And) = self.join(at + 1)? else { return None };
        let second = self.behind_article(at + 2);
        let (from, to) = (self.day_of_week(at)?, self.day_of_week(second).filter(|_| !self.is_end(second))?);
        let span = (WEEK + to - from) % WEEK;
        let start = self.tokens[at].start;
        if let Some(next) = self.days_before_weekdays(at, second, span) {
            return Some(next);
        }
        let mut day = second + 1;
        while day < second + 1 + BETWEEN
            && matches!(self.sense(day), Sense::Punct(',' | '(') | Sense::From | Sense::Onto)
        {
            day += 1;
        }
        if self.is_end(day) {
            return None;
        }
        let (known, last) = (self.found.len(), self.last.clone());
        let ends = std::mem::replace(&mut self.ends, false);
        let next = match self.tokens[day].sense {
            Sense::Date { .. } => self.figures(day),
            Sense::Month(_) | Sense::MonthShy(_) | Sense::MonthShort(_) => self.month(day),
            Sense::Number { .. } | Sense::Range { .. } | Sense::Ordinal(_) => self.day_of_month(day),
            _ => None,
        };
        self.ends = ends;
        match (self.found.len() - known, self.found.last_mut()) {
            (1, Some(found)) if next.is_some() && spans(&found.meaning, span) => {
                found.bytes.start = start;
                next
            }
            _ => {
                self.found.truncate(known);
                self.last = last;
                None
            }
        }
    }

    /// "1–3 серпня, з п'ятниці по неділю": the weekdays behind the days that were found last go with them.
    fn days_before_weekdays(&mut self, at: usize, second: usize, span: u8) -> Option<usize> {
        let end = self.tokens[second].end;
        let start = self.tokens[at].start;
        let beside = |from: usize| {
            let gap = self.text.get(from..start).unwrap_or("");
            gap.starts_with([',', ' ']) && gap.trim_matches([' ', ',', '(']).chars().count() <= BETWEEN + BETWEEN
        };
        if !self.found.last().is_some_and(|found| beside(found.bytes.end)) {
            return None;
        }
        if let Some(whole) = self.ends_of_range().filter(|whole| spans(whole, span)) {
            self.found.pop();
            self.found.last_mut()?.meaning = whole;
        }
        let last = self.found.last_mut().filter(|found| spans(&found.meaning, span))?;
        last.bytes.end = end;
        Some(second + 1)
    }

    /// The days of one month from the first to the second of the two expressions that were found last and a dash joins.
    fn ends_of_range(&self) -> Option<Meaning> {
        let [.., one, other] = self.found.as_slice() else { return None };
        let dash = self.text.get(one.bytes.end..other.bytes.start)?.trim();
        let (
            Meaning::Calendar { year, month, days: Some((first, _)), clock },
            Meaning::Calendar { month: second, days: Some((_, last)), .. },
        ) = (&one.meaning, &other.meaning)
        else {
            return None;
        };
        (matches!(dash, "-" | "–" | "—") && month == second && first < last).then_some(Meaning::Calendar {
            year: *year,
            month: *month,
            days: Some((*first, *last)),
            clock: *clock,
        })
    }

    fn day_of_week(&self, at: usize) -> Option<u8> {
        match self.tokens.get(at)?.sense {
            Sense::Weekday(number) | Sense::WeekdayShy(number) => Some(number),
            _ => None,
        }
    }
}

/// Whether a meaning is a range of so many days, its first not counted.
fn spans(meaning: &Meaning, span: u8) -> bool {
    match meaning {
        Meaning::Calendar { days: Some((first, last)), .. } => span > 0 && last.saturating_sub(*first) == span,
        Meaning::Between { from, to } => matches!(
            (&**from, &**to),
            (Meaning::Calendar { days: Some(_), .. }, Meaning::Calendar { days: Some(_), .. })
        ),
        _ => false,
    }
}
