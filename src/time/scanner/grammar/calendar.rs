//! In: tokens at a day number, a month, a season or a quarter. Out: the calendar expression there.
//!
//! Invariant: a year is taken only from the words beside the date.

use super::{Join, Scanner, calendar};
use crate::time::meaning::{Clock, Meaning, Unit, Year};
use crate::time::scanner::lexicon::{Mark, Sense};
use crate::time::scanner::wording::Rule;

/// Days in a list, one item for each expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Item {
    days: (u8, u8),
    first: usize,
    /// The token after its first day, and the first token of its last day, if a range joins them.
    joint: Option<(usize, usize)>,
    next: usize,
}

impl Scanner<'_> {
    /// "17 листопада 2023", "6 й 7 грудня цього року", "1, 3 та 5 липня", "28 лютого – 3 березня".
    pub(super) fn day_of_month(&mut self, at: usize) -> Option<usize> {
        // "Order No. 12 of May 3": the number is not a day.
        let numbered = self.before(at) == Sense::NumberOf || self.before_stop(at) == Sense::NumberOf;
        if numbered && self.has(Rule::MonthFirst) {
            return None;
        }
        let (items, behind) = self.day_items(at)?;
        if self.sense(behind) == Sense::DayMark {
            return Some(self.days_without_month(&items, behind + 1));
        }
        let Some((month, after)) = self.month_name(behind) else {
            let alone = items.len() == 1 && self.tokens[at].is_marked() && self.closes(behind);
            let led = matches!(self.before(at), Sense::Until | Sense::From | Sense::Weekday(_) | Sense::Punct(','));
            return (alone && led && self.has(Rule::MarkedDays)).then(|| self.days_without_month(&items, behind));
        };
        let (year, after) = self.year_after(after).unwrap_or((Year::Missing, after));
        if let Some(next) = self.until_second_day(&items, month, year, after) {
            return Some(next);
        }
        if year == Year::Missing
            && let Some(next) = self.name_of_day(at, after)
        {
            return Some(next);
        }
        let (clock, next) = self.clock_with(after);
        Some(self.emit_days(&items, year, month, clock, next))
    }

    /// The token after a day that is a name, or part of one: "«1 грудня»", "July 14 Square".
    fn name_of_day(&self, at: usize, after: usize) -> Option<usize> {
        if self.is_in_quotes(at, after) { Some(after) } else { self.names_something(at, after) }
    }

    fn days_without_month(&mut self, items: &[Item], next: usize) -> usize {
        let days = (items[0].days.0, items[items.len() - 1].days.1);
        self.date(items[0].first, next, calendar(Year::Missing, None, Some(days)))
    }

    /// Whether there is nothing at a token that a number could count.
    pub(super) fn closes(&self, at: usize) -> bool {
        self.is_end(at) || matches!(self.sense(at), Sense::Punct(_))
    }

    /// The day numbers of a list, and the token after them.
    pub(super) fn day_items(&self, at: usize) -> Option<(Vec<Item>, usize)> {
        let first = self.day_number(at)?;
        let mut next = first.next;
        let mut items = vec![first];
        let mut commas = false;
        while let Some(join) = self.join(next).or_else(|| self.night_join(at, next))
            && items.len() < 8
            && !self.tokens[next + 1..].is_empty()
            && let Some(item) = self.day_number(self.behind_article(next + 1))
        {
            let last = items.last_mut()?;
            let follows = item.days.0 == last.days.1 + 1 && join == Join::And;
            if (join == Join::Range || follows) && last.days.1 < item.days.0 {
                last.joint = Some((last.next, item.first));
                last.days.1 = item.days.1;
                last.next = item.next;
            } else if join == Join::Range {
                return None;
            } else {
                items.push(item);
            }
            commas = join == Join::Comma;
            next = item.next;
        }
        (!commas).then_some((items, next))
    }

    /// "в ніч з 11 на 12 травня".
    fn night_join(&self, first: usize, at: usize) -> Option<Join> {
        (self.before(first) == Sense::From && self.sense(at) == Sense::Onto).then_some(Join::Range)
    }

    /// A day's number in figures or words: one item of a list.
    fn day_number(&self, at: usize) -> Option<Item> {
        let day = |value: u32| u8::try_from(value).ok().filter(|day| (1..=31).contains(day));
        let stop = |next| if self.has(Rule::StopIsOrdinal) { self.skip_stop(next) } else { next };
        let item = |days, length| Some(Item { days, first: at, joint: None, next: stop(at + length) });
        match self.tokens.get(at)?.sense {
            Sense::Number { value, digits: 1..=2, mark: Mark::None | Mark::Ordinal } => {
                let day = day(value)?;
                item((day, day), 1)
            }
            Sense::Range { first, last, digits: 1..=2 } if first < last => item((day(first)?, day(last)?), 1),
            Sense::Ordinal(value) => {
                let day = day(value.into())?;
                item((day, day), 1)
            }
            Sense::Cardinal(tens @ (20 | 30)) => {
                let Sense::Ordinal(ones @ 1..=9) = self.sense(at + 1) else { return None };
                let day = day(u32::from(tens) + u32::from(ones))?;
                item((day, day), 2)
            }
            _ => None,
        }
    }

    /// The number of a single day, and the token after it.
    pub(super) fn one_day(&self, at: usize) -> Option<(u8, usize)> {
        let item = self.day_number(at).filter(|_| !self.is_end(at))?;
        (item.days.0 == item.days.1).then_some((item.days.0, item.next))
    }

    /// The number of the month named after a day, and the token after it.
    pub(super) fn month_name(&self, at: usize) -> Option<(u8, usize)> {
        let of = usize::from(self.is_of(self.sense(at)));
        let hyphen = usize::from(of == 0 && self.sense(at) == Sense::Punct('-') && self.tokens[at].tight);
        let at = at + of + hyphen;
        match self.sense(at) {
            Sense::Month(month) | Sense::MonthShy(month) if self.has_stopped_year(at + 1) => Some((month, at + 2)),
            Sense::Month(month) => Some((month, at + 1)),
            Sense::MonthShy(month) if !self.has(Rule::CapitalNames) || self.is_capital(at) => Some((month, at + 1)),
            Sense::Roman(month @ 1..=12) if self.has(Rule::RomanMonths) && self.stated_year(at + 1).is_some() => {
                Some((month, at + 1))
            }
            Sense::Number { value, digits: 1..=2, .. } if self.has(Rule::SpacedFigures) => {
                self.month_in_figures(at, value)
            }
            Sense::MonthShort(month) => {
                let next = self.skip_stop(at + 1);
                let sure = next > at + 1 || self.is_capital(at) || self.stated_year(next + hyphen).is_some();
                sure.then_some((month, next + hyphen))
            }
            _ => None,
        }
    }

    /// "26. 7. 2024": both numbers are ordinals, and the year follows.
    fn month_in_figures(&self, at: usize, value: u32) -> Option<(u8, usize)> {
        let month = u8::try_from(value).ok().filter(|month| (1..=12).contains(month))?;
        let next = self.skip_stop(at + 1);
        let ordinals = next > at + 1 && self.before(at) == Sense::Punct('.');
        (ordinals && self.stated_year(next).is_some()).then_some((month, next))
    }

    /// "13 май. 2005 года": the full stop of an abbreviation, and a year that ends the date. "13 мая. 2005 год стал" is two sentences.
    fn has_stopped_year(&self, at: usize) -> bool {
        let year = self.skip_stop(at);
        let (Sense::Number { digits: 4, .. }, true) = (self.sense(year), year > at) else { return false };
        let genitive = self.sense(year + 1) == Sense::YearShort || self.opens_with(year + 1, &self.wording.of_year);
        let closed = self.is_end(year + 1) || matches!(self.sense(year + 1), Sense::Punct(',' | ')' | ';'));
        self.stated_year(year).is_some() && (genitive || closed)
    }

    /// "28 лютого – 3 березня 2022", "17 червня до 5 липня".
    fn until_second_day(&mut self, items: &[Item], month: u8, year: Year, after: usize) -> Option<usize> {
        let [item] = items else { return None };
        if self.join(after) != Some(Join::Range) {
            return None;
        }
        let Item { days, next, first: last, .. } = self.day_number(self.behind_article(after + 1))?;
        let (second, behind) = self.month_name(next)?;
        let (until, next) = self.year_of_end(behind, year);
        let until = if until == Year::Missing { year } else { until };
        if second == month && (year == Year::Missing || year == until) && item.days.1 < days.0 {
            let (from, to) = ((item.days.0, item.days.0), (days.1, days.1));
            let whole = calendar(until, Some(month), Some((item.days.0, days.1)));
            let ends = (calendar(until, Some(month), Some(from)), calendar(until, Some(month), Some(to)));
            return Some(self.range(item.first, (after, last), next, whole, ends));
        }
        let from = calendar(year_before(year, month, until, second), Some(month), Some(item.days));
        let to = calendar(until, Some(second), Some(days));
        let whole = Meaning::Between { from: Box::new(from.clone()), to: Box::new(to.clone()) };
        Some(self.range(item.first, (after, last), next, whole, (from, to)))
    }

    fn emit_days(&mut self, items: &[Item], year: Year, month: u8, clock: Option<Clock>, next: usize) -> usize {
        let lead = self.lead.take();
        let clock = clock.or(lead.map(|(_, clock)| clock));
        for (index, item) in items.iter().enumerate() {
            let end = if index + 1 == items.len() { next } else { item.next };
            let first = lead.filter(|_| index == 0).map_or(item.first, |(first, _)| first);
            let meaning = |days| Meaning::Calendar { year, month: Some(month), days: Some(days), clock };
            match item.joint {
                Some(joint) => {
                    let (from, to) = item.days;
                    self.range(first, joint, end, meaning(item.days), (meaning((from, from)), meaning((to, to))));
                }
                None if self.ends && item.days.0 < item.days.1 => {
                    let (from, to) = item.days;
                    self.date(first, item.first + 1, meaning((from, from)));
                    self.date_at_last(meaning((to, to)), end);
                }
                None => {
                    self.date(first, end, meaning(item.days));
                }
            }
        }
        next
    }

    /// An expression that starts with a month: "листопад 2023", "з травня по липень", "December 6–7, 2023".
    pub(super) fn month(&mut self, at: usize) -> Option<usize> {
        let (month, behind) = self.month_alone(at)?;
        if self.has(Rule::MonthFirst)
            && let Some(next) = self.day_behind_month(at, month, behind)
        {
            return Some(next);
        }
        let (year, after) = self.year_after(behind).unwrap_or((Year::Missing, behind));
        if matches!(self.tokens[at].sense, Sense::MonthShort(_)) && year == Year::Missing {
            return None;
        }
        if year == Year::Missing && self.is_name(at) && !self.is_led(at) {
            return None;
        }
        if matches!(self.tokens[at].sense, Sense::MonthShy(_))
            && year == Year::Missing
            && !self.is_led(at)
            && !self.is_the_month(at)
        {
            let joined = self.join(after).is_some() && matches!(self.sense(after + 1), Sense::Month(_));
            if !joined {
                return None;
            }
        }
        if let Some(join) = self.join(after)
            && self.tokens.get(after + 1).is_some()
            && matches!(self.sense(after + 1), Sense::Month(_) | Sense::MonthShy(_))
            && let Some((second, behind)) = self.month_alone(after + 1)
        {
            if join == Join::Range {
                let (until, next) = self.year_of_end(behind, year);
                return Some(self.months(at, month, year, (after, after + 1), second, until, next));
            }
            if let Some((shared, _)) = self.year_of_list(after).filter(|_| year == Year::Missing) {
                return Some(self.date(at, after, calendar(shared, Some(month), None)));
            }
        }
        let toward = self.has(Rule::DirectionBehind) && matches!(self.sense(after), Sense::Toward(-1 | 1));
        let after = after + usize::from(toward);
        Some(self.date(at, after, calendar(year, Some(month), None)))
    }

    /// The year at the end of a list of months: "у січні, лютому й березні 1944 року".
    fn year_of_list(&self, mut at: usize) -> Option<(Year, usize)> {
        for _ in 0..6 {
            self.join(at)?;
            let (Sense::Month(_) | Sense::MonthShy(_)) = self.sense(at + 1) else { return None };
            if let Some(year) = self.year_after(at + 2) {
                return Some(year);
            }
            at += 2;
        }
        None
    }

    #[expect(clippy::too_many_arguments, reason = "both ends of a range and their places")]
    fn months(
        &mut self,
        at: usize,
        month: u8,
        year: Year,
        joint: (usize, usize),
        second: u8,
        until: Year,
        next: usize,
    ) -> usize {
        let until = if until == Year::Missing { year } else { until };
        let from = year_before(year, month, until, second);
        let parts = (calendar(from, Some(month), None), calendar(until, Some(second), None));
        let whole = if from == until || year == Year::Missing {
            Meaning::Months { year: from, first: month, last: second }
        } else {
            Meaning::Between { from: Box::new(parts.0.clone()), to: Box::new(parts.1.clone()) }
        };
        self.range(at, joint, next, whole, parts)
    }

    /// A month's name without a day before it.
    pub(super) fn month_alone(&self, at: usize) -> Option<(u8, usize)> {
        match self.tokens[at].sense {
            Sense::Month(month) => Some((month, at + 1)),
            Sense::MonthShy(month) if !self.has(Rule::CapitalNames) || self.is_capital(at) => Some((month, at + 1)),
            Sense::MonthShort(month) => Some((month, self.skip_stop(at + 1))),
            _ => None,
        }
    }

    /// "the March vote": a month between an article and a noun in lower case.
    fn is_the_month(&self, at: usize) -> bool {
        let noun = self.sense(at + 1) == Sense::Other && !self.is_end(at + 1) && !self.is_capital(at + 1);
        at > 0 && !self.tokens[at].line && self.is_one_of(at - 1, &self.wording.definite) && noun
    }

    /// Whether the words before a token introduce a time.
    fn is_led(&self, at: usize) -> bool {
        match self.before(at) {
            Sense::Punct('-') | Sense::Of => at >= 2 && matches!(self.before(at - 1), Sense::Edge),
            sense => matches!(
                sense,
                Sense::In
                    | Sense::From
                    | Sense::Until
                    | Sense::Toward(_)
                    | Sense::Edge
                    | Sense::During
                    | Sense::Onto
                    | Sense::Half
                    | Sense::Month(_)
            ),
        }
    }

    /// English: "December 6, 2023", "Dec. 6–7", "May 28 to June 3".
    fn day_behind_month(&mut self, at: usize, month: u8, behind: usize) -> Option<usize> {
        if self.is_end(behind) {
            return None;
        }
        let mut item = Item { first: at, ..self.day_number(behind)? };
        let mut next = item.next;
        if matches!(self.sense(next), Sense::Count | Sense::Meridiem(_) | Sense::Month(_)) {
            return None;
        }
        if matches!(self.join(next), Some(Join::Range | Join::And))
            && let Some(last) = self.day_number(next + 1)
            && last.days.0 > item.days.1
            && (self.join(next) == Some(Join::Range) || last.days.0 == item.days.1 + 1)
            && !matches!(self.sense(last.next), Sense::Count | Sense::Month(_) | Sense::Unit(_))
        {
            item.joint = Some((next, next + 1));
            item.days.1 = last.days.1;
            next = last.next;
        }
        let (year, after) = self.year_after(next).unwrap_or((Year::Missing, next));
        if self.join(after) == Some(Join::Range)
            && let Some((second, day)) = self.tokens.get(after + 1).and_then(|_| self.month_alone(after + 1))
            && !self.is_end(day)
            && let Some(Item { days: last, next: end, .. }) = self.day_number(day)
        {
            let (until, end) = self.year_after(end).unwrap_or((year, end));
            let from = calendar(year_before(year, month, until, second), Some(month), Some(item.days));
            let to = calendar(until, Some(second), Some(last));
            let whole = Meaning::Between { from: Box::new(from.clone()), to: Box::new(to.clone()) };
            return Some(self.range(at, (after, after + 1), end, whole, (from, to)));
        }
        if year == Year::Missing
            && let Some(next) = self.name_of_day(at, after)
        {
            return Some(next);
        }
        let (clock, end) = self.clock_with(after);
        let ends = self.ends && !(item.days.0 < item.days.1 && item.joint.is_none());
        let ends = std::mem::replace(&mut self.ends, ends);
        let next = self.emit_days(&[item], year, month, clock, end);
        self.ends = ends;
        Some(next)
    }

    /// "у липневому": an adjective that is not part of a name.
    pub(super) fn month_adjective(&mut self, at: usize, month: u8) -> Option<usize> {
        let named = self.is_capital(at) && at > 0 && !self.tokens[at].line;
        (!named).then(|| self.date(at, at + 1, calendar(Year::Missing, Some(month), None)))
    }

    /// "восени 2023 року", "the spring of 2022", "минулої зими" (the caller has read the direction).
    pub(super) fn season(&mut self, at: usize) -> Option<usize> {
        let (Sense::Season(first) | Sense::SeasonShy(first)) = self.tokens[at].sense else { return None };
        if let Some(next) = self.winter_of_two_years(at, first) {
            return Some(next);
        }
        let year = self.year_after(at + 1);
        let shy = matches!(self.tokens[at].sense, Sense::SeasonShy(_));
        let led = matches!(self.before(at), Sense::Toward(_) | Sense::In | Sense::Edge | Sense::From | Sense::During);
        if shy && year.is_none() && !led {
            return None;
        }
        let toward = self.has(Rule::DirectionBehind) && matches!(self.sense(at + 1), Sense::Toward(-1 | 1));
        let (year, next) = year.unwrap_or((Year::Missing, at + 1 + usize::from(toward)));
        Some(self.date(at, next, Meaning::Months { year, first, last: (first + 1) % 12 + 1 }))
    }

    /// "зима 2033–2034", "взимку 2033/34": the winter that begins in the first of two years.
    fn winter_of_two_years(&mut self, at: usize, month: u8) -> Option<usize> {
        let Sense::Range { first, last, digits: 4 } = self.sense(at + 1) else { return None };
        let last = if last < 100 { first / 100 * 100 + last } else { last };
        let winter = month > 11 && last == first + 1 && (1500..2100).contains(&first);
        let year = Year::Stated(i32::try_from(first).ok()?);
        winter.then(|| self.date(at, self.year_mark(at + 2), Meaning::Months { year, first: month, last: 2 }))
    }

    /// "III квартал 2024 року", "першому півріччі", "друга половина 2023-го", "Q1 2024".
    pub(super) fn quarter(&mut self, at: usize) -> Option<usize> {
        let number = match self.tokens[at].sense {
            Sense::Roman(value) | Sense::Ordinal(value) => value,
            Sense::QuarterNumber(value) | Sense::HalfNumber(value) => value,
            Sense::Number { value, digits: 1, .. } => value as u8,
            _ => return None,
        };
        let tied = self.has(Rule::HyphenedQuarters)
            && self.sense(at + 1) == Sense::Punct('-')
            && self.tokens[at + 1].tight
            && self.sense(at + 2) == Sense::Unit(Unit::Quarter);
        let word = if self.has(Rule::StopIsOrdinal) { self.skip_stop(at + 1) } else { at + 1 + usize::from(tied) };
        let (length, behind) = match (self.tokens[at].sense, self.sense(word)) {
            (Sense::QuarterNumber(_), _) => (3, at + 1),
            (Sense::HalfNumber(_), _) => (6, at + 1),
            (_, Sense::Unit(Unit::Quarter)) => (3, word + 1),
            (_, Sense::HalfYear) => (6, word + 1),
            (_, Sense::Half) => (6, word + 1),
            _ => return None,
        };
        if !(1..=12 / length).contains(&number) {
            return None;
        }
        let year = self.year_after(behind);
        let needs_year = behind == at + 1 || self.sense(word) == Sense::Half;
        if needs_year && year.is_none() {
            return None;
        }
        let (year, next) = year.unwrap_or((Year::Missing, behind));
        let last = number * length;
        Some(self.date(at, next, Meaning::Months { year, first: last - length + 1, last }))
    }
}

/// The year of a range's first end, which may be written only after its last end.
pub(super) fn year_before(year: Year, month: u8, until: Year, second: u8) -> Year {
    match (year, until) {
        (Year::Missing, Year::Stated(value)) if month > second => Year::Stated(value - 1),
        (Year::Missing, Year::Relative(value)) if month > second => Year::Relative(value - 1),
        (Year::Missing, until) => until,
        (year, _) => year,
    }
}
