//! In: tokens at a word for a street, a square or a brigade, or at the weekdays of a range. Out: the token after a name that contains a day
//! but is not a date; or the range that weekdays and days form together.
//!
//! Invariant: a day with its year is a date, whatever comes before it, except in the name of a street connected by a word for "of".

use super::{Join, Scanner};
use crate::time::meaning::Meaning;
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::token::char_at;
use crate::time::scanner::wording::Rule;

/// The most words between the days of a range and its weekdays, or between a day and what is named after it. The same with 1 and 4 on
/// WikiWarsUA and on 73 English reports.
const BETWEEN: usize = 2;
/// The days of a week.
const WEEK: u8 = 7;

impl Scanner<'_> {
    /// "вулиця 8 Березня", "Straße des 17. Juni", "rue du 8 Mai 1945": the token after the name.
    pub(super) fn named_after_day(&self, at: usize) -> Option<usize> {
        let mut first = self.skip_stop(at + 1);
        first += usize::from(matches!(self.sense(first), Sense::Punct('«' | '“' | '"')));
        let linked = self.is_of(self.sense(first));
        let mut day = first + usize::from(linked);
        day += usize::from(linked && matches!(self.sense(day), Sense::Article));
        let next = self.day_and_month(day).or_else(|| self.month_and_day(day))?;
        let street = self.tokens[at].sense == Sense::NamedFor && (linked || !self.has(Rule::FromIsOf));
        let capital = || (day..next).any(|token| self.is_capital(token)) && !self.has(Rule::CapitalNames);
        let title = || self.is_capital(at) && (linked || self.is_inside_sentence(at));
        match self.year_after(next) {
            None => (street || capital() || title()).then_some(next),
            Some((_, behind)) => (street && linked).then_some(behind),
        }
    }

    /// Whether a token is neither the first of its line nor after the end of a sentence.
    fn is_inside_sentence(&self, at: usize) -> bool {
        let before = self.text[..self.tokens[at].start].trim_end().chars().next_back();
        at > 0 && !self.tokens[at].line && !matches!(before, Some('.' | '!' | '?' | '…' | ':' | '|' | '•'))
    }

    /// "«1 грудня»": whether there are only the tokens of a day between two quotation marks, as in a name.
    pub(super) fn is_in_quotes(&self, at: usize, next: usize) -> bool {
        let opens = self.text[..self.tokens[at].start].chars().next_back();
        let shuts = self.tokens.get(next - 1).map(|last| char_at(self.text, last.end));
        matches!(opens, Some('«' | '“' | '„' | '"' | '‘')) && matches!(shuts, Some('»' | '”' | '“' | '"' | '’'))
    }

    /// The token after "8 Березня", "17. Juni".
    fn day_and_month(&self, at: usize) -> Option<usize> {
        let (_, behind) = self.day_items(at)?;
        self.month_name(behind).map(|(_, next)| next)
    }

    /// The token after "July 14".
    fn month_and_day(&self, at: usize) -> Option<usize> {
        self.tokens.get(at).filter(|_| self.has(Rule::MonthFirst))?;
        let (_, behind) = self.month_alone(at)?;
        self.day_items(behind).map(|(_, next)| next)
    }

    /// "July 14 Square", "26th of July Street", "the July 14 movement": the token after something that is named after a day.
    pub(super) fn names_something(&self, first: usize, at: usize) -> Option<usize> {
        let definite = first > 0 && !self.tokens[first].line && self.is_one_of(first - 1, &self.wording.definite);
        let opens = definite || self.before(first) != Sense::Onto;
        let mut noun = at;
        while opens && noun < at + BETWEEN && self.sense(noun) == Sense::Other && self.is_capital(noun) {
            noun += 1;
        }
        let named = match self.sense(noun) {
            Sense::NamedFor => self.is_capital(noun) || definite && noun == at,
            Sense::NamedForShy => self.is_capital(noun),
            _ => false,
        };
        (named && self.has(Rule::MonthFirst)).then_some(noun + 1)
    }

    /// "п'ятниці по неділю, 1–3 серпня", "Friday to Sunday, Aug. 1-3": one range of days with their weekdays before or after.
    pub(super) fn weekdays_of_range(&mut self, at: usize) -> Option<usize> {
        let (from, to, second) = self.run_of_weekdays(at)?;
        let span = (WEEK + to - from) % WEEK;
        let start = self.tokens[at].start;
        if let Some(next) = self.days_before_weekdays(at, second, span) {
            return Some(next);
        }
        let mut day = self.skip_stop(second + 1);
        let last_joint = day + BETWEEN;
        while day < last_joint && matches!(self.sense(day), Sense::Punct(',' | '(') | Sense::From | Sense::Onto) {
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
                found.opening = Some(super::relative::day_of_week(from));
                next
            }
            _ => {
                self.found.truncate(known);
                self.last = last;
                None
            }
        }
    }

    /// "п'ятниці по неділю", "Fri-Sun", "Friday, Saturday and Sunday": the first and the last weekday, and the token of the last.
    fn run_of_weekdays(&self, at: usize) -> Option<(u8, u8, usize)> {
        let from = self.day_of_week(at)?;
        let (mut last, mut to) = (at, from);
        for _ in 0..WEEK {
            let joint = self.skip_stop(last + 1);
            let Some(join) = self.join(joint) else { break };
            let next = self.behind_article(joint + 1);
            let next = next + usize::from(matches!(self.sense(next), Sense::In));
            let Some(day) = self.day_of_week(next).filter(|_| !self.is_end(next)) else { break };
            let follows = day == to % WEEK + 1;
            match join {
                Join::Range if last == at => return Some((from, day, next)),
                Join::And if follows => return Some((from, day, next)),
                Join::Comma if follows => (last, to) = (next, day),
                _ => break,
            }
        }
        None
    }

    /// "1–3 серпня, з п'ятниці по неділю": these weekdays belong to the last days that were found.
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
        let opening = self.day_of_week(at).map(super::relative::day_of_week);
        let last = self.found.last_mut().filter(|found| spans(&found.meaning, span))?;
        (last.bytes.end, last.opening) = (end, opening);
        Some(second + 1)
    }

    /// The range of days in one month between the last two expressions, if a dash joins them.
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
            Sense::Weekday(number) | Sense::WeekdayShy(number) | Sense::WeekdayShort(number) => Some(number),
            _ => None,
        }
    }
}

/// Whether a meaning is a range whose last day is this many days after the first.
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
