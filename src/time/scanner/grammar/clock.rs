//! In: tokens at a numeric date or a clock time. Out: the expression with its time and zone.
//!
//! Invariant: figures that may also be a decimal, a score or a version are a time only if words or the line say so.

use super::{Join, Length, Scanner, calendar};
use crate::letters::LowerCase;
use crate::time::meaning::{Clock, ExpressionKind, Meaning, Unit, Year};
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::wording::Rule;
use crate::time::scanner::words;
use crate::time::stamp;

impl Scanner<'_> {
    /// "14.07.2025", "2025-07-14T18:16", "6-7.12.2023", "станом на 26.07", "07.2025".
    pub(super) fn figures(&mut self, at: usize) -> Option<usize> {
        let (year, month, days) = match self.tokens[at].sense {
            Sense::Date { year, month, days } => (Year::Stated(year), month, Some(days)),
            Sense::Short { day, month } if self.lead.is_some() || self.stands_alone(at) => {
                (Year::Missing, month, Some((day, day)))
            }
            Sense::MonthYear { month, year } if self.stands_alone(at) || self.before(at) == Sense::In => {
                (Year::Stated(year), month, None)
            }
            Sense::Clock { .. } => return self.clock(at),
            _ => return None,
        };
        if let Some(next) = self.until_second_figures(at, year, month, days) {
            return Some(next);
        }
        let (mut clock, mut next) = self.iso_clock(at).unwrap_or((None, self.year_mark(at + 1)));
        if clock.is_none() {
            (clock, next) = self.clock_with(next);
        }
        let lead = self.lead.take();
        let clock = clock.or(lead.map(|(_, clock)| clock));
        Some(self.date(
            lead.map_or(at, |(first, _)| first),
            next,
            Meaning::Calendar { year, month: Some(month), days, clock },
        ))
    }

    /// Whether a short form is in the position of a date: alone on its line, or after words that introduce a date.
    fn stands_alone(&self, at: usize) -> bool {
        let closed = self.is_end(at + 1) || matches!(self.sense(at + 1), Sense::Punct(_));
        let last = self.is_end(at + 1) || (matches!(self.sense(at + 1), Sense::Clock { .. }) && self.is_end(at + 2));
        match self.before(at) {
            Sense::AsOf => true,
            Sense::Onto => self.before(at - 1) == Sense::AsOf,
            Sense::From | Sense::Until => closed,
            Sense::Weekday(_) | Sense::WeekdayShort(_) => true,
            Sense::Punct(',' | '(') => {
                at >= 2 && matches!(self.tokens[at - 2].sense, Sense::Weekday(_) | Sense::WeekdayShort(_))
            }
            _ => self.tokens[at].line && last,
        }
    }

    fn until_second_figures(&mut self, at: usize, year: Year, month: u8, days: Option<(u8, u8)>) -> Option<usize> {
        if self.join(at + 1) != Some(Join::Range) {
            return None;
        }
        let Sense::Date { year: until, month: second, days: last } = self.sense(at + 2) else { return None };
        let (from, to) = (calendar(year, Some(month), days), calendar(Year::Stated(until), Some(second), Some(last)));
        let from = match (year, from) {
            (Year::Missing, _) => calendar(Year::Stated(until), Some(month), days),
            (_, from) => from,
        };
        let whole = Meaning::Between { from: Box::new(from.clone()), to: Box::new(to.clone()) };
        Some(self.range(at, (at + 1, at + 2), at + 3, whole, (from, to)))
    }

    /// The ISO 8601 time after a date, `T18:16:00+03:00`, and the token after it.
    fn iso_clock(&self, at: usize) -> Option<(Option<Clock>, usize)> {
        let end = self.tokens[at].end;
        let rest = self.text[end..].strip_prefix('T')?;
        let two = |text: &str, from: usize| text.get(from..from + 2)?.parse::<u8>().ok();
        let (hour, minute) = (two(rest, 0)?, two(rest, 3)?);
        let zone = rest[5..].trim_start_matches(|c: char| c.is_ascii_digit() || c == ':' || c == '.');
        let length = match zone.as_bytes().first() {
            Some(b'Z') => 1,
            Some(b'+' | b'-') => {
                zone[1..].find(|c: char| !c.is_ascii_digit() && c != ':').map_or(zone.len(), |n| n + 1)
            }
            _ => 0,
        };
        let stop = self.text.len() - zone.len() + length;
        let next = at + self.tokens[at..].partition_point(|token| token.start < stop);
        let clock = (hour < 24 && minute < 60).then(|| Clock { hour, minute, offset: offset(&zone[..length]) });
        Some((clock, next))
    }

    /// The clock time after a date, and the token after it: ", 18:16", "о 18:16", "at 6 pm".
    pub(super) fn clock_with(&self, at: usize) -> (Option<Clock>, usize) {
        let comma = usize::from(matches!(self.sense(at), Sense::Punct(',' | '|' | '/' | '-' | '–' | '—' | '(')));
        let start = at + comma;
        let (time, led) = self.lead_of_time(start);
        match self.time(time, led) {
            Some((clock, next)) => (Some(clock), next),
            None => (None, at),
        }
    }

    /// The token after words that introduce a clock time, and whether there are any: "о", "o godz.", "à".
    fn lead_of_time(&self, at: usize) -> (usize, bool) {
        let at_word = match self.sense(at) {
            Sense::At | Sense::In => true,
            Sense::Until => self.has(Rule::UntilIsAt),
            _ => false,
        };
        let hour = at + usize::from(at_word);
        match self.sense(hour) {
            Sense::HourAhead => (self.skip_stop(hour + 1), true),
            _ => (hour, at_word),
        }
    }

    /// A clock time at a token, and the token after it.
    fn time(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        if self.is_end(at) {
            return None;
        }
        let (hour, minute, behind) = match self.sense(at) {
            Sense::Clock { hour, minute } => (hour, minute, at + 1),
            Sense::Short { day: hour, month: minute } | Sense::Pointed { hour, minute } if led => {
                (hour, minute, at + 1)
            }
            Sense::HourFigure(hour) => (hour, 0, at + 1),
            Sense::Number { value, digits: 1..=2, .. } if self.minutes_behind_unit(at + 1).is_some() => {
                let (minute, behind) = self.minutes_behind_unit(at + 1)?;
                (u8::try_from(value).ok()?, minute, behind)
            }
            Sense::Short { day: hour, month: minute } | Sense::Pointed { hour, minute }
                if self.sense(at + 1) == Sense::Oclock =>
            {
                (hour, minute, at + 1)
            }
            Sense::Number { value, digits: 1..=2, .. } if self.sense(at + 1) == Sense::Oclock => {
                let (minute, behind) = self.minutes(at + 2).unwrap_or((0, at + 1));
                (u8::try_from(value).ok()?, minute, behind)
            }
            Sense::Number { value, digits: 1..=2, .. }
                if self.before(at) == Sense::HourAhead || self.before_stop(at) == Sense::HourAhead =>
            {
                (u8::try_from(value).ok()?, 0, at + 1)
            }
            Sense::Number { value, digits: 1..=2, .. } if led && self.is_hour_at(at + 1) => {
                (u8::try_from(value).ok()?, 0, at + 1)
            }
            Sense::Number { value, digits: 1..=2, .. } if led || self.is_hour(at + 1) => {
                let bare = !self.is_hour(at + 1);
                if bare
                    && !self.tokens[at].is_marked()
                    && !(self.has(Rule::BareHours) && self.before(at) == Sense::At && self.is_bare_hour(at + 1))
                {
                    return None;
                }
                (u8::try_from(value).ok()?, 0, at + 1)
            }
            Sense::Ordinal(hour) | Sense::Cardinal(hour) if led && self.is_hour(at + 1) => (hour, 0, at + 1),
            _ => return None,
        };
        let behind = behind + usize::from(matches!(self.sense(behind), Sense::Unit(Unit::Hour) | Sense::Oclock));
        let (hour, behind) = self.half_of_day(hour, behind);
        let (offset, next) = self.zone(behind);
        (hour < 24 && minute < 60).then_some((Clock { hour, minute, offset }, next))
    }

    /// English: whether "at 4" is a time, not a count or a share.
    fn is_bare_hour(&self, at: usize) -> bool {
        self.is_end(at)
            || matches!(self.sense(at), Sense::Punct(',' | '.') | Sense::Onto | Sense::Day(_) | Sense::Weekday(_))
    }

    /// "18 h 30", "18 heures 30": the minutes after the word for "hour" at a token, and the token after them.
    fn minutes_behind_unit(&self, at: usize) -> Option<(u8, usize)> {
        let hours = self.has(Rule::HoursTellTime) && self.sense(at) == Sense::Unit(Unit::Hour);
        hours.then(|| self.minutes(at + 1))?
    }

    fn minutes(&self, at: usize) -> Option<(u8, usize)> {
        match self.sense(at) {
            Sense::Number { value: value @ 0..60, digits: 2, .. } => Some((u8::try_from(value).ok()?, at + 1)),
            _ => None,
        }
    }

    /// "à 18 heures": whether the word for "hour" at a token makes the number a time. "à 3 heures de route" is a length.
    fn is_hour_at(&self, at: usize) -> bool {
        let hours = self.has(Rule::HoursTellTime) && self.sense(at) == Sense::Unit(Unit::Hour);
        hours && !self.is_of(self.sense(at + 1))
    }

    /// The sense of the token before a full stop before this token: "godz. 18".
    pub(super) fn before_stop(&self, at: usize) -> Sense {
        if self.before(at) == Sense::Punct('.') { self.before(at - 1) } else { Sense::Other }
    }

    fn is_hour(&self, at: usize) -> bool {
        matches!(self.sense(at), Sense::Meridiem(_) | Sense::Morning | Sense::Evening)
            || (self.sense(at) == Sense::Unit(Unit::Hour) && words::is_hour(&self.word(at).lower_case()))
            || self.points(at).is_some()
    }

    /// "p.m." is four tokens: the half of the day and the token after it.
    fn points(&self, at: usize) -> Option<(u8, usize)> {
        let start = self.tokens.get(at).filter(|token| !token.line)?.start;
        let (mark, half) = words::half_of_day(&self.text[start..])?;
        Some((half, at + self.tokens[at..].partition_point(|token| token.start < start + mark.len())))
    }

    fn half_of_day(&self, hour: u8, at: usize) -> (u8, usize) {
        let halves = |half: u8| if half == 12 { hour % 12 + 12 } else { hour % 12 };
        if let Some((half, next)) = self.points(at) {
            return (if hour <= 12 { halves(half) } else { hour }, next);
        }
        match self.sense(at) {
            Sense::Meridiem(half) if hour <= 12 => (halves(half), at + 1),
            Sense::Morning => (hour, at + 1),
            Sense::Evening if hour < 12 => (hour + 12, at + 1),
            Sense::Evening | Sense::Meridiem(_) => (hour, at + 1),
            Sense::Night => (hour % 24, at + 1),
            _ => (hour, at),
        }
    }

    /// "за Києвом", "за київським часом", "GMT", "UTC+2": the offset, if the words give one.
    fn zone(&self, at: usize) -> (Option<i32>, usize) {
        if matches!(self.sense(at), Sense::Within | Sense::Until) && self.sense(at + 1) == Sense::Zone {
            let time = usize::from(self.sense(at + 2) == Sense::TimeWord);
            return (None, at + 2 + time);
        }
        // "local time".
        if self.sense(at) == Sense::Zone && self.sense(at + 1) == Sense::Zone {
            return (None, at + 2);
        }
        let Some(token) = self.tokens.get(at).filter(|token| !token.line) else { return (None, at) };
        let rest = &self.text[token.start..];
        let Some(behind) = rest.strip_prefix("UTC").or_else(|| rest.strip_prefix("GMT")) else {
            return match stamp::zone(self.first_word(at)).filter(|_| self.first_word(at).len() > 2) {
                Some(hours) if token.end == token.start + self.first_word(at).len() => (Some(hours * 3600), at + 1),
                _ => (None, at),
            };
        };
        let length = match behind.as_bytes().first() {
            Some(b'+' | b'-') => {
                behind[1..].find(|c: char| !c.is_ascii_digit() && c != ':').map_or(behind.len(), |n| n + 1)
            }
            _ => 0,
        };
        let stop = token.start + 3 + length;
        let next = at + self.tokens[at..].partition_point(|token| token.start < stop && token.end <= stop);
        (offset(&behind[..length]).or(Some(0)), next.max(at))
    }

    /// A clock time before its date or without one: "18:16 14.07.2025", "о 18:16".
    pub(super) fn clock(&mut self, at: usize) -> Option<usize> {
        let score = matches!(self.before(at), Sense::NumberOf);
        let (start, led) = match self.tokens[at].sense {
            Sense::HourAhead => (self.skip_stop(at + 1), true),
            Sense::At if self.sense(at + 1) == Sense::HourAhead => (self.skip_stop(at + 2), true),
            Sense::At => (at + 1, true),
            _ => (at, false),
        };
        if score || self.is_end(start) && led {
            return None;
        }
        let (clock, next) = self.time_at(start, led)?;
        let date = next + usize::from(matches!(self.sense(next), Sense::Punct(',' | '|' | '-' | '–' | '—')));
        let date = if date == next { self.weekday_behind(next).unwrap_or(date) } else { date };
        if !self.is_end(date) {
            self.lead = Some((at, clock));
            let dated = match self.tokens[date].sense {
                Sense::Date { .. } | Sense::Short { .. } => self.figures(date),
                Sense::Number { .. } | Sense::Range { .. } | Sense::Ordinal(_) => self.day_of_month(date),
                Sense::Month(_) | Sense::MonthShy(_) | Sense::MonthShort(_) if self.has(Rule::MonthFirst) => {
                    self.month(date)
                }
                Sense::Weekday(_) if self.has(Rule::CapitalNames) && self.has(Rule::MonthFirst) => {
                    self.clock_before_weekday(at, date, clock)
                }
                _ => None,
            };
            if dated.is_some() {
                return dated;
            }
        }
        Some(self.emit(at, next, ExpressionKind::Time, Meaning::Clock(clock)))
    }

    /// The weekday after a time, with "on" or the same time in another zone between them: "3 p.m. (1500 GMT) Monday".
    fn weekday_behind(&self, at: usize) -> Option<usize> {
        /// The most tokens between the brackets. "1500 GMT" has 2. The same with 2 and 8 on WikiWarsUA and on 73 English reports.
        const INSIDE: usize = 4;
        let opens = self.sense(at) == Sense::Punct('(');
        let shut = |next: &usize| self.sense(*next) == Sense::Punct(')');
        let behind = if opens { (at + 1..at + 2 + INSIDE).find(shut)? + 1 } else { at };
        let day = behind + usize::from(self.sense(behind) == Sense::Onto);
        (self.has(Rule::MonthFirst) && matches!(self.sense(day), Sense::Weekday(_))).then_some(day)
    }

    /// "9 a.m. Tuesday".
    fn clock_before_weekday(&mut self, at: usize, day: usize, clock: Clock) -> Option<usize> {
        let next = self.weekday(day, day, 0)?;
        let start = self.tokens[at].start;
        if let Some(found) = self.found.last_mut()
            && let Meaning::Weekday { clock: time @ None, .. } = &mut found.meaning
        {
            (*time, found.kind, found.bytes.start) = (Some(clock), ExpressionKind::Time, start);
        }
        Some(next)
    }

    /// A time at a token that may be the first of its line.
    fn time_at(&self, at: usize, led: bool) -> Option<(Clock, usize)> {
        match self.tokens[at].sense {
            Sense::Clock { hour, minute } => {
                let behind = at + 1 + usize::from(self.sense(at + 1) == Sense::Oclock);
                let (hour, behind) = self.half_of_day(hour, behind);
                let (offset, next) = self.zone(behind);
                Some((Clock { hour, minute, offset }, next))
            }
            _ => self.time(at, led),
        }
    }

    /// "6 pm", "9 ранку": an hour in figures without a word before it.
    pub(super) fn hour(&mut self, at: usize) -> Option<usize> {
        let told = self.sense(at + 1) == Sense::Unit(Unit::Hour)
            && matches!(self.sense(at + 2), Sense::Morning | Sense::Evening | Sense::Night);
        if told && let Sense::Number { value: value @ 0..=24, .. } = self.tokens[at].sense {
            let (hour, next) = self.half_of_day(u8::try_from(value).ok()?, at + 2);
            let clock = Clock { hour: hour % 24, minute: 0, offset: None };
            return Some(self.emit(at, next, ExpressionKind::Time, Meaning::Clock(clock)));
        }
        let led = self.has(Rule::UntilIsAt) && matches!(self.before(at), Sense::Until | Sense::From);
        if self.sense(at + 1) == Sense::Oclock
            || self.minutes_behind_unit(at + 1).is_some()
            || led && self.is_hour_at(at + 1)
        {
            let (clock, next) = self.time(at, led)?;
            return Some(self.emit(at, next, ExpressionKind::Time, Meaning::Clock(clock)));
        }
        if !(self.is_hour(at + 1) && matches!(self.sense(at + 1), Sense::Meridiem(_)) || self.points(at + 1).is_some())
        {
            return None;
        }
        let (clock, next) = self.time(at, false)?;
        if let Some(day) = self.weekday_behind(next) {
            return self.clock_before_weekday(at, day, clock);
        }
        Some(self.emit(at, next, ExpressionKind::Time, Meaning::Clock(clock)))
    }

    /// "18h": a time after words that introduce one or in a range with another, else a number of hours.
    pub(super) fn hour_figure(&mut self, at: usize) -> Option<usize> {
        let Sense::HourFigure(hour) = self.tokens[at].sense else { return None };
        let joined = self.join(at + 1) == Some(Join::Range) && matches!(self.sense(at + 2), Sense::HourFigure(_));
        let led =
            matches!(self.before(at), Sense::Until | Sense::From | Sense::After | Sense::Edge | Sense::Punct('-'));
        if joined || led {
            let clock = Clock { hour, minute: 0, offset: None };
            return Some(self.emit(at, at + 1, ExpressionKind::Time, Meaning::Clock(clock)));
        }
        Some(self.lasting(at, Length { count: Some(hour.into()), unit: Unit::Hour }))
    }
}

/// Seconds east of UTC of `Z`, `+03:00`, `+0300` or `+3`.
fn offset(zone: &str) -> Option<i32> {
    if zone == "Z" {
        return Some(0);
    }
    let sign = if zone.starts_with('-') { -1 } else { 1 };
    let figures: String = zone.chars().filter(char::is_ascii_digit).collect();
    let (hours, minutes) = match figures.len() {
        1 | 2 => (figures.parse::<i32>().ok()?, 0),
        4 => (figures[..2].parse::<i32>().ok()?, figures[2..].parse::<i32>().ok()?),
        _ => return None,
    };
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}
