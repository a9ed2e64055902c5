//! In: tokens at a relative time: "вчора", "минулого", "два місяці тому", "у п'ятницю". Out: the expression.
//!
//! Invariant: a length without a direction gives no day.

use crate::letters::{Letter, LowerCase};
use chrono::{Datelike, NaiveDate, Weekday};

use super::{Later, Length, Scanner, calendar};
use crate::time::meaning::{ExpressionKind, Meaning, Unit, Year};
use crate::time::scanner::lexicon::{Mark, Sense};
use crate::time::scanner::token::Token;
use crate::time::scanner::wording::Rule;
use crate::time::scanner::words;

impl Scanner<'_> {
    /// "у п'ятницю", "минулої п'ятниці о 18:00", "пт, 17.11".
    pub(super) fn weekday(&mut self, first: usize, at: usize, direction: i8) -> Option<usize> {
        let number = match self.tokens[at].sense {
            Sense::Weekday(_) if self.before(at) == Sense::NoDay || direction == 0 && self.is_surname(at) => {
                return None;
            }
            Sense::Weekday(number) => number,
            Sense::WeekdayShy(number) if direction != 0 || self.before(at) == Sense::In => number,
            Sense::WeekdayShort(number) => {
                let date = self.skip_stop(at + 1);
                let date = date + usize::from(self.sense(date) == Sense::Punct(','));
                let dated = !self.is_end(date)
                    && matches!(
                        self.sense(date),
                        Sense::Number { .. }
                            | Sense::Date { .. }
                            | Sense::Short { .. }
                            | Sense::Month(_)
                            | Sense::MonthShort(_)
                    );
                return dated.then(|| self.date(first, at + 1, weekday(number, direction, None)))?.into();
            }
            _ => return None,
        };
        let (direction, behind) = match self.sense(at + 1) {
            Sense::Toward(behind @ (-1 | 1)) if self.has(Rule::DirectionBehind) => (behind, at + 2),
            _ => (direction, at + 1),
        };
        let (clock, next) = self.clock_with(behind);
        let next = if clock.is_none() { behind } else { next };
        Some(self.date(first, next, weekday(number, direction, clock)))
    }

    /// "Олег Середа" is not a Wednesday, "Оновлено: Середа, 15 листопада" is.
    fn is_surname(&self, at: usize) -> bool {
        let dated = matches!(self.sense(at + 1), Sense::Punct(',') | Sense::Number { .. } | Sense::Date { .. });
        self.is_name(at) && self.before(at) != Sense::In && !dated
    }

    /// "кожної п'ятниці", "every year".
    pub(super) fn recurring(&mut self, at: usize) -> Option<usize> {
        let at_unit = self.behind_article(at + 1);
        let recurs = matches!(
            self.sense(at_unit),
            Sense::Unit(_)
                | Sense::Weekday(_)
                | Sense::WeekdayShy(_)
                | Sense::Month(_)
                | Sense::Season(_)
                | Sense::SeasonShy(_)
        );
        if let Sense::Weekday(number) | Sense::WeekdayShy(number) = self.sense(at_unit) {
            return Some(self.weekly(at, at_unit + 1, number));
        }
        if let Some((length @ Length { count: Some(2..), .. }, next)) =
            self.length(at_unit).filter(|_| !self.is_end(at_unit))
        {
            return Some(self.set(at, next, length));
        }
        let next = recurs.then(|| self.emit(at, at_unit + 1, ExpressionKind::Set, Meaning::Length))?;
        if let (Sense::Unit(unit), Some(found)) = (self.sense(at_unit), self.found.last_mut()) {
            found.length = Some(Length { count: Some(1), unit });
        }
        Some(next)
    }

    /// Something that recurs after each such length: "every two weeks", "24 hours a day".
    fn set(&mut self, at: usize, next: usize, length: Length) -> usize {
        let next = self.emit(at, next, ExpressionKind::Set, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            found.length = Some(length);
        }
        next
    }

    /// "кожного четверга", "Thursdays".
    pub(super) fn weekly(&mut self, at: usize, next: usize, number: u8) -> usize {
        let next = self.emit(at, next, ExpressionKind::Set, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            found.weekly = Some(day_of_week(number));
        }
        next
    }

    /// "щодня", "weekly", but not "the daily Fair Gazette".
    pub(super) fn every(&mut self, at: usize, unit: Option<Unit>) -> usize {
        let is_name = self.sense(at + 1) == Sense::Other && !self.is_end(at + 1) && self.is_capital(at + 1);
        if is_name && self.is_one_of(at, &self.wording.papers) {
            return at + 1;
        }
        let next = self.emit(at, at + 1, ExpressionKind::Set, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            found.length = unit.map(|unit| Length { count: Some(1), unit });
        }
        next
    }

    /// "сьогодні", "вчора о 18:16", "торік".
    pub(super) fn deictic(&mut self, at: usize) -> Option<usize> {
        let next = match self.tokens[at].sense {
            Sense::Day(_) if self.line.menu => return None,
            Sense::Day(days) => {
                let part = match self.sense(at + 1) {
                    Sense::Morning | Sense::Evening | Sense::Night => 1,
                    // "heute morgen": the word for "tomorrow" also means "morning".
                    Sense::Day(1) => usize::from(self.has(Rule::StopIsOrdinal)),
                    _ => 0,
                };
                let (clock, next) = self.clock_with(at + 1 + part);
                self.date(at, next, Meaning::Relative { offset: days.into(), unit: Unit::Day, clock })
            }
            Sense::YearFromNow(years) if self.time_of_year(at + 1).is_some() => {
                return self.within_year(at, at + 1, years.into());
            }
            Sense::YearFromNow(years) => {
                self.date(at, at + 1, Meaning::Relative { offset: years.into(), unit: Unit::Year, clock: None })
            }
            _ => return None,
        };
        if let Some(found) = self.found.last_mut() {
            found.deictic = true;
        }
        Some(next)
    }

    /// "торік у травні", "минулого року навесні": a month, a season or a day in the year named before it.
    fn within_year(&mut self, first: usize, at: usize, years: i32) -> Option<usize> {
        let (meaning, next) = self.time_of_year(at)?;
        let year = Year::Relative(years);
        let meaning = match meaning {
            Meaning::Calendar { month, days, clock, .. } => Meaning::Calendar { year, month, days, clock },
            Meaning::Months { first, last, .. } => Meaning::Months { year, first, last },
            other => other,
        };
        Some(self.date(first, next, meaning))
    }

    /// A month, a season or a day without a year at a token, perhaps with a word for "in" before it, and the token after it.
    fn time_of_year(&self, at: usize) -> Option<(Meaning, usize)> {
        let at = at + usize::from(self.sense(at) == Sense::In);
        if self.is_end(at) {
            return None;
        }
        let (meaning, next) = match self.tokens[at].sense {
            Sense::Month(_) | Sense::MonthShy(_) => {
                let (month, next) = self.month_alone(at)?;
                let dayless = !self.has(Rule::MonthFirst) || self.one_day(next).is_none();
                (calendar(Year::Missing, Some(month), None), dayless.then_some(next)?)
            }
            Sense::Season(first) => {
                (Meaning::Months { year: Year::Missing, first, last: (first + 1) % 12 + 1 }, at + 1)
            }
            Sense::Number { .. } | Sense::Ordinal(_) => {
                let (day, behind) = self.one_day(at)?;
                let (month, next) = self.month_name(behind)?;
                (calendar(Year::Missing, Some(month), Some((day, day))), next)
            }
            _ => return None,
        };
        (self.year_after(next).is_none()
            && !matches!(self.join(next), Some(super::Join::Range | super::Join::And))
            && !matches!(self.sense(next), Sense::Clock { .. } | Sense::At))
        .then_some((meaning, next))
    }

    /// Whether a line has only words such as "today" and units, like the tabs of a menu: "Сьогодні | Вчора | Тиждень". A single word is a
    /// menu only in the lines of a page; as a whole text it is a question about that day.
    pub(super) fn is_menu(&self) -> bool {
        let entry = |token: &Token| match token.sense {
            Sense::Day(_) | Sense::Unit(_) | Sense::Toward(_) => true,
            Sense::Punct(mark) => !matches!(mark, '.' | '!' | '?'),
            Sense::Other => !self.text[token.start..token.end].contains(char::is_letter_or_digit),
            _ => false,
        };
        let tells_day = |token: &Token| matches!(token.sense, Sense::Day(_));
        (self.ends || self.tokens.len() > 1) && self.tokens.iter().all(entry) && self.tokens.iter().any(tells_day)
    }

    /// "минулого тижня", "цієї п'ятниці", "того ж дня", "на початку місяця".
    pub(super) fn toward(&mut self, at: usize) -> Option<usize> {
        if self.is_end(at + 1) || self.line.menu {
            return None;
        }
        if let Some(next) = self.same(at) {
            return Some(next);
        }
        let direction = match self.tokens[at].sense {
            Sense::Toward(direction) if direction != 0 && self.has(Rule::DirectionBehind) => {
                let Sense::Unit(unit) = self.sense(at + 1) else { return None };
                return self.is_plural(at + 1).then(|| self.stretch(at, at + 2, Length { count: None, unit }));
            }
            Sense::Toward(_) if self.is_that(at + 2) => return None,
            Sense::Toward(direction) => direction,
            Sense::Edge
                if matches!(self.sense(at + 1), Sense::Unit(Unit::Week | Unit::Month | Unit::Year))
                    && self.has(Rule::BareUnit) =>
            {
                return self.whole_unit(at, at + 1, 0);
            }
            Sense::Edge if !self.has(Rule::BareUnit) => return self.edge_of_unit(at),
            _ => return None,
        };
        let known = self.found.len();
        let next = self.pointed(at, direction)?;
        let is_unit = matches!(self.sense(at + 1), Sense::Unit(_));
        if let Some(found) = self.found.get_mut(known).filter(|_| !is_unit) {
            found.pointed = Some(direction);
        }
        Some(next)
    }

    /// A direction with its unit, weekday, month, season or part of the day.
    fn pointed(&mut self, at: usize, direction: i8) -> Option<usize> {
        match self.sense(at + 1) {
            Sense::Unit(unit) => self.pointed_unit(at, direction, unit),
            Sense::Weekday(_) | Sense::WeekdayShy(_) => self.weekday(at, at + 1, direction),
            Sense::Month(month) => self.pointed_month(at, month, direction),
            Sense::MonthShy(month) if !self.has(Rule::CapitalNames) || self.is_capital(at + 1) => {
                self.pointed_month(at, month, direction)
            }
            Sense::Season(first) | Sense::SeasonShy(first) => {
                let year = if direction == 0 { Year::Relative(0) } else { Year::Missing };
                let (year, next) = self.year_after(at + 2).unwrap_or((year, at + 2));
                Some(self.date(at, next, Meaning::Months { year, first, last: (first + 1) % 12 + 1 }))
            }
            Sense::Morning | Sense::Evening | Sense::Night if self.has(Rule::PartsHaveDirection) || direction == 0 => {
                let offset = direction.into();
                Some(self.date(at, at + 2, Meaning::Relative { offset, unit: Unit::Day, clock: None }))
            }
            _ => None,
        }
    }

    /// "cette année-là" is not this year.
    fn is_that(&self, at: usize) -> bool {
        let tied = self.has(Rule::DirectionBehind) && self.sense(at) == Sense::Punct('-') && self.tokens[at].tight;
        tied && self.sense(at + 1) == Sense::That
    }

    fn pointed_month(&mut self, at: usize, month: u8, direction: i8) -> Option<usize> {
        let year = if direction == 0 { Year::Relative(0) } else { Year::Missing };
        let (year, next) = self.year_after(at + 2).unwrap_or((year, at + 2));
        Some(self.date(at, next, calendar(year, Some(month), None)))
    }

    /// "the end of the year", "early this month" (here "this month" is separate).
    fn edge_of_unit(&mut self, at: usize) -> Option<usize> {
        if self.has(Rule::Articles) {
            let of = at + 1 + usize::from(self.is_of(self.sense(at + 1)));
            let unit = of + usize::from(matches!(self.sense(of), Sense::Article));
            let told = matches!(self.sense(unit), Sense::Unit(Unit::Week | Unit::Month | Unit::Year));
            let closed = !matches!(self.sense(unit + 1), Sense::Number { .. } | Sense::Toward(_));
            return (unit > at + 1 && told && closed).then(|| self.whole_unit(at, unit, 0))?;
        }
        let the = (self.sense(at + 1), self.sense(at + 2), self.is_one_of(at + 2, &self.wording.definite));
        match self.sense(at + 3) {
            Sense::Unit(Unit::Week | Unit::Month | Unit::Year) if the == (Sense::Of, Sense::That, true) => {
                self.whole_unit(at, at + 3, 0)
            }
            _ => None,
        }
    }

    fn whole_unit(&mut self, first: usize, at: usize, offset: i32) -> Option<usize> {
        let Sense::Unit(unit) = self.sense(at) else { return None };
        Some(self.date(first, at + 1, Meaning::Relative { offset, unit, clock: None }))
    }

    /// A unit after "минулого", "цього", "наступного". A plural is a length ("останніх років").
    fn pointed_unit(&mut self, at: usize, direction: i8, unit: Unit) -> Option<usize> {
        if self.is_plural(at + 1) {
            return Some(self.stretch(at, at + 2, Length { count: None, unit }));
        }
        // "the past decade" ends today, so it is not a calendar decade.
        if unit == Unit::Decade && self.is_one_of(at, &self.wording.rolling) {
            return Some(self.stretch(at, at + 2, Length { count: Some(10), unit: Unit::Year }));
        }
        if unit == Unit::Day && direction == 0 && self.has(Rule::ThisDayIsTold) {
            let Some(Meaning::Calendar { days: Some(_), .. }) = self.last else { return None };
            let told = self.last.clone()?;
            return Some(self.date(at, at + 2, told));
        }
        if unit == Unit::Day
            && direction == 1
            && let Some(meaning) = self.day_after_last()
        {
            return Some(self.date(at, at + 2, meaning));
        }
        // "the past week" ends today, so it is not a calendar week.
        if self.is_one_of(at, &self.wording.rolling_units) {
            return Some(self.stretch(at, at + 2, Length { count: Some(1), unit }));
        }
        if unit == Unit::Year
            && let Some(next) = self.within_year(at, at + 2, direction.into())
        {
            return Some(next);
        }
        let follows = unit == Unit::Day && direction != 0;
        let next = self.whole_unit(at, at + 1, direction.into());
        if let Some(found) = self.found.last_mut().filter(|_| next.is_some()) {
            found.follows = follows;
        }
        next
    }

    /// "наступного дня" in a narrative is the day after its last day.
    fn day_after_last(&self) -> Option<Meaning> {
        let Some(Meaning::Calendar { year, month: Some(month), days: Some((_, last)), .. }) = self.last else {
            return None;
        };
        if let Year::Stated(stated) = year {
            let day = NaiveDate::from_ymd_opt(stated, month.into(), last.into())?.succ_opt()?;
            let (month, number) = (u8::try_from(day.month()).ok()?, u8::try_from(day.day()).ok()?);
            return Some(calendar(Year::Stated(day.year()), Some(month), Some((number, number))));
        }
        (last < 28).then(|| calendar(year, Some(month), Some((last + 1, last + 1))))
    }

    pub(super) fn is_plural(&self, at: usize) -> bool {
        self.is_one_of(at, &self.wording.plural)
    }

    /// "того ж дня", "цього самого року", "в тому ж місяці": that unit of the last calendar date.
    fn same(&mut self, at: usize) -> Option<usize> {
        let unit = match (self.tokens[at].sense, self.sense(at + 1), self.sense(at + 2)) {
            (Sense::That | Sense::Ago | Sense::Toward(0), Sense::Same, Sense::Unit(unit)) => unit,
            _ => return self.that_unit(at),
        };
        if unit == Unit::Day && self.stated_weekday() {
            return Some(self.stated_unit(at, at + 3, unit));
        }
        let Some(Meaning::Calendar { year, month, days, .. }) = self.last.clone() else {
            return Some(self.date(at, at + 3, Meaning::Length));
        };
        let meaning = match unit {
            Unit::Year if year != Year::Missing => calendar(year, None, None),
            Unit::Month if month.is_some() => calendar(year, month, None),
            Unit::Day if days.is_some() => calendar(year, month, days),
            _ => Meaning::Length,
        };
        Some(self.date(at, at + 3, meaning))
    }

    /// "that year", "that day": that unit of the last calendar date.
    fn that_unit(&mut self, at: usize) -> Option<usize> {
        let told = self.has(Rule::ThatIsTold) && self.tokens[at].sense == Sense::That;
        let (true, Sense::Unit(unit)) = (told && !self.is_one_of(at, &self.wording.definite), self.sense(at + 1))
        else {
            return None;
        };
        if unit == Unit::Day && self.stated_weekday() {
            return Some(self.stated_unit(at, at + 2, unit));
        }
        let Some(Meaning::Calendar { year, month, days, .. }) = self.last.clone() else { return None };
        let meaning = match unit {
            Unit::Year if year != Year::Missing => calendar(year, None, None),
            Unit::Month if month.is_some() => calendar(year, month, None),
            Unit::Day if days.is_some() => calendar(year, month, days),
            _ => return None,
        };
        Some(self.date(at, at + 2, meaning))
    }

    /// Whether the last expression is a day that depends on the base: "Friday", "yesterday". Only when the ends of ranges are separate.
    fn stated_weekday(&self) -> bool {
        let is_day =
            |meaning: &Meaning| matches!(meaning, Meaning::Weekday { .. } | Meaning::Relative { unit: Unit::Day, .. });
        self.ends && self.found.last().is_some_and(|found| is_day(&found.meaning))
    }

    /// The last day or night in the text, whichever it is.
    fn stated_unit(&mut self, at: usize, next: usize, unit: Unit) -> usize {
        let next = self.date(at, next, shifted(0, unit));
        if let Some(found) = self.found.last_mut() {
            found.follows = true;
        }
        next
    }

    /// "the year-earlier quarter", "year-ago".
    pub(super) fn earlier_unit(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let tied =
            self.has(Rule::HyphenedQuarters) && self.sense(at + 1) == Sense::Punct('-') && self.tokens[at + 1].tight;
        let ago = tied && self.sense(at + 2) == Sense::Ago && unit == Unit::Year;
        ago.then(|| self.date(at, at + 3, shifted(-1, unit)))
    }

    /// "over the weekend": the last one, unless the event is in the future.
    pub(super) fn the_weekend(&mut self, at: usize) -> Option<usize> {
        let article = at > 0 && !self.tokens[at].line && self.is_one_of(at - 1, &self.wording.definite);
        article.then(|| self.date(at, at + 1, shifted(-1, Unit::Weekend)))
    }

    /// "for weeks", "for a month": a length without a number.
    pub(super) fn plain_length(&mut self, at: usize) -> Option<usize> {
        match (self.sense(at + 1), self.sense(at + 2)) {
            (Sense::Unit(unit), _) if self.is_plural(at + 1) => {
                Some(self.stretch(at + 1, at + 2, Length { count: None, unit }))
            }
            (Sense::Cardinal(1), Sense::Unit(unit)) if self.is_one_of(at + 1, &self.wording.indefinite) => {
                let ago = self.sense(at + 3) == Sense::Ago;
                (!ago).then(|| self.stretch(at + 1, at + 3, Length { count: Some(1), unit }))
            }
            _ => None,
        }
    }

    /// "два місяці тому", "через три дні", "рік тому", "протягом двох тижнів", "півтора року".
    pub(super) fn amount(&mut self, at: usize) -> Option<usize> {
        if let Some((length, next)) = self.hyphened(at) {
            let tied = self.sense(next) == Sense::Punct('-') && self.tokens[next].tight;
            return if tied && self.opens_with(next + 1, &self.wording.ages) {
                Some(next + 1)
            } else {
                Some(self.stretch(at, next, length))
            };
        }
        let (length, next) = self.length(at)?;
        let bare = matches!(self.tokens[at].sense, Sense::Unit(_)) || self.is_one_of(at, &self.wording.indefinite);
        let back = at > 0 && self.counts_back(at - 1);
        let leads = self.before(at) == Sense::Through || self.has(Rule::InIsAhead) && self.before(at) == Sense::In;
        let ahead = leads && !back;
        if let Some(start) = self.ago_before(at) {
            let next = match offset(length).filter(|_| !(bare && self.is_plural(at))) {
                Some(count) => self.date(at, next, shifted(-count, length.unit)),
                None => self.vague(at, next, -1),
            };
            if let Some(found) = self.found.last_mut() {
                found.bytes.start = start;
            }
            return Some(next);
        }
        if let Some(next) = self.time_from_now(at, next, length, ahead).or_else(|| self.later(at, next, length)) {
            return Some(next);
        }
        let ago = !self.is_end(next) && self.sense(next) == Sense::Ago && !self.is_therefore(next);
        match offset(length) {
            Some(count) if ago => {
                let follows = self.is_one_of(next, &self.wording.earlier);
                let behind = self.date(at, next + 1, shifted(-count, length.unit));
                if let Some(found) = self.found.last_mut() {
                    found.follows = follows;
                }
                Some(behind)
            }
            None if ago => Some(self.vague(at, next + 1, -1)),
            // A time after another event counts from that event.
            _ if ahead && self.sense(next) == Sense::After => Some(self.stretch(at, next, length)),
            Some(count) if ahead => {
                let next = self.date(at - 1, next, shifted(count, length.unit));
                let later = self.is_one_of(at - 1, &self.wording.later_before).then_some(Later::Told);
                if let Some(found) = self.found.last_mut() {
                    (found.lasting, found.later) = (Some(length), later);
                }
                Some(next)
            }
            None if ahead => Some(self.vague(at - 1, next, 1)),
            Some(count) if self.before(at) == Sense::Within && self.looks_ahead(at) => {
                Some(self.date(at - 1, next, shifted(count, length.unit)))
            }
            Some(count) if self.before(at) == Sense::Within && self.is_before_that(next) => {
                Some(self.date(at - 1, next + 2, shifted(-count, length.unit)))
            }
            _ if bare && self.ends && self.is_rate(at, next) => {
                let behind = self.set(at, next, length);
                self.join_rate();
                Some(behind)
            }
            _ if bare && self.ends && self.is_one_or_two(at, next) => Some(self.stretch(at, next, length)),
            _ if bare && self.ends && self.is_one_of(at, &self.wording.for_units) => {
                let alone = matches!(self.before(at), Sense::Other | Sense::Punct(_));
                alone.then(|| self.stretch(at, next, Length { count: None, ..length }))
            }
            _ if bare && self.ends && self.is_bounded(at) => Some(self.stretch(at, next, length)),
            _ if bare => None,
            _ if self.is_title(at, next) => Some(next),
            _ => Some(self.stretch(at, next, length)),
        }
    }

    /// Whether "a day" gives a rate: "twice a day", "24 hours a day", "200 guests a day,".
    fn is_rate(&self, at: usize, next: usize) -> bool {
        self.ends_with(at, &self.wording.per) || self.is_counted_before(at) && self.closes(next)
    }

    /// Whether a count of something ends right before a token: "200 guests", "dozens of calls", "5 percent".
    fn is_counted_before(&self, at: usize) -> bool {
        /// The most bytes between the number and the unit. The same with 16 and 64 on WikiWarsUA. On 73 English reports value F1 .800; .799
        /// with 16; the same with 64.
        const REACH: usize = 32;
        if self.wording.per.is_empty()
            || at == 0
            || self.tokens[at].line
            || !self.is_one_of(at, &self.wording.indefinite)
        {
            return false;
        }
        let end = self.tokens[at].start;
        let before = &self.text[self.text.floor_char_boundary(end.saturating_sub(REACH))..end];
        let clause = before.rsplit([',', ';', ':', '!', '?', '\n', '"', '(']).next().unwrap_or(before);
        let clause = clause.rsplit(". ").next().unwrap_or(clause);
        let noun = clause.trim_end().rsplit(|c: char| !c.is_letter()).next().unwrap_or("");
        let is_counted = |word: &str| {
            self.wording.per_count.contains(&word.lower_case().as_str())
                || word.chars().all(|c| c.is_ascii_digit()) && !word.is_empty()
        };
        let plural = self.wording.counted_endings.iter().any(|ending| noun.ends_with(ending)) || is_counted(noun);
        plural && clause.split(|c: char| !c.is_letter_or_digit()).any(is_counted)
    }

    /// Joins a length and the rate right after it to one expression: "24 hours a day".
    fn join_rate(&mut self) {
        let [.., length, rate] = self.found.as_slice() else { return };
        let gap = self.text.get(length.bytes.end..rate.bytes.start);
        if length.kind == ExpressionKind::Duration && gap.is_some_and(|gap| !gap.is_empty() && gap.trim().is_empty()) {
            let start = length.bytes.start;
            let rate = self.found.pop();
            self.found.pop();
            self.found.extend(rate.map(|rate| super::Found { bytes: start..rate.bytes.end, ..rate }));
        }
    }

    /// "понад рік", "не більше року": a unit without a number means one.
    fn is_bounded(&self, at: usize) -> bool {
        let bound = self.ends_with(at, &self.wording.bounds) || self.before(at) == Sense::Comparative;
        self.has(Rule::BareUnit) && bound && !self.is_plural(at)
    }

    /// "a month or two".
    fn is_one_or_two(&self, at: usize, next: usize) -> bool {
        let number = matches!(self.sense(next + 1), Sense::Cardinal(2..) | Sense::Number { value: 2.., .. });
        let one = self.is_one_of(at, &self.wording.indefinite) && self.sense(next) == Sense::And;
        one && number && !self.is_end(next + 1) && !matches!(self.sense(next + 2), Sense::Unit(_) | Sense::Count)
    }

    /// "“60 Minutes”": a capitalized length alone in quotation marks is a title.
    fn is_title(&self, at: usize, next: usize) -> bool {
        let opens = self.text[..self.tokens[at].start].ends_with(['«', '“', '„', '"', '‘', '\'']);
        let end = self.tokens[next - 1].end;
        let shuts =
            self.text[end..].trim_start_matches(['.', ',', '!', '?']).starts_with(['»', '”', '“', '"', '’', '\'']);
        opens && shuts && self.is_capital(next - 1)
    }

    /// Whether one of the words right before "in" makes a length count back: "the first time in ten years", "the worst flood in ten years".
    fn counts_back(&self, at: usize) -> bool {
        /// The most words before "in" that are examined, and the most bytes. The first example has 3 words, and 48 bytes hold three of 15
        /// letters. The first: the same with 2 and 6 on WikiWarsUA and on 73 English reports.
        const WORDS: usize = 3;
        /// The same with 24 and 96 on WikiWarsUA and on 73 English reports.
        const REACH: usize = 48;
        if self.wording.counted_back.is_empty() {
            return false;
        }
        let end = self.tokens[at].start;
        let before = &self.text[self.text.floor_char_boundary(end.saturating_sub(REACH))..end];
        let before = before.rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or(before);
        let words = before.rsplit(|c: char| !c.is_letter()).filter(|word| !word.is_empty());
        words.take(WORDS).any(|word| self.wording.counted_back.contains(&word.lower_case().as_str()))
    }

    /// English: "the day before yesterday", "the day after tomorrow".
    pub(super) fn day_beyond(&mut self, at: usize) -> Option<usize> {
        match (self.tokens[at].sense, self.sense(at + 1), self.sense(at + 2)) {
            (Sense::Unit(Unit::Day), Sense::Until, Sense::Day(-1)) => {
                Some(self.date(at, at + 3, shifted(-2, Unit::Day)))
            }
            (Sense::Unit(Unit::Day), Sense::After, Sense::Day(1)) => Some(self.date(at, at + 3, shifted(2, Unit::Day))),
            _ => None,
        }
    }

    /// English: "years ago".
    pub(super) fn units_ago(&mut self, at: usize) -> Option<usize> {
        let ago = self.ends && self.is_plural(at) && self.sense(at + 1) == Sense::Ago && !self.has(Rule::BareUnit);
        ago.then(|| self.vague(at, at + 2, -1))
    }

    /// "тому, що": the word for "ago" also means "therefore".
    fn is_therefore(&self, at: usize) -> bool {
        let comma = usize::from(self.sense(at + 1) == Sense::Punct(','));
        words::MAKES_THEREFORE.contains(self.first_word(at + 1 + comma))
    }

    /// "за два дні до цього".
    fn is_before_that(&self, at: usize) -> bool {
        self.ends
            && !self.is_end(at + 1)
            && self.sense(at) == Sense::Until
            && matches!(self.sense(at + 1), Sense::Toward(0) | Sense::That)
            && (self.is_end(at + 2) || matches!(self.sense(at + 2), Sense::Punct(_) | Sense::Other))
    }

    /// Whether the clause before a token is about the future: "відбудеться за три дні".
    fn looks_ahead(&self, at: usize) -> bool {
        let from = self.tokens[at].start;
        let start = self.text.floor_char_boundary(from.saturating_sub(200));
        let before = &self.text[start..from];
        let clause = before.rfind(['.', '!', '?', ';', '\n']).map_or(before, |stop| &before[stop..]);
        clause
            .split(|c: char| !c.is_letter())
            .rev()
            .filter(|word| !word.is_empty())
            .take(8)
            .any(|word| words::comes(&word.lower_case()))
    }

    /// English: "three-day", "10-year". These give no day, whatever comes before them.
    fn hyphened(&self, at: usize) -> Option<(Length, usize)> {
        let count = match self.tokens[at].sense {
            Sense::Number { value, mark: Mark::None, .. } => value,
            Sense::Cardinal(value) => value.into(),
            _ => return None,
        };
        let tied =
            self.has(Rule::HyphenedUnits) && self.sense(at + 1) == Sense::Punct('-') && self.tokens[at + 1].tight;
        match self.sense(at + 2) {
            Sense::Unit(unit) | Sense::Lasting { count: 1, unit } if tied && self.tokens[at + 2].tight => {
                Some((Length { count: Some(count), unit }, at + 3))
            }
            _ => None,
        }
    }

    /// A number of units: the length, and the token after it.
    fn length(&self, at: usize) -> Option<(Length, usize)> {
        let sense = self.tokens.get(at).map_or(Sense::Other, |token| token.sense);
        let (count, mut behind) = match sense {
            Sense::Number { value, mark: Mark::None | Mark::Plural, .. } => (Some(value), at + 1),
            Sense::Range { last, .. } => (Some(last), at + 1),
            Sense::Cardinal(value) => match self.sense(at + 1) {
                Sense::Cardinal(ones @ 1..=9) if value >= 20 => (Some(u32::from(value) + u32::from(ones)), at + 2),
                _ => (Some(value.into()), at + 1),
            },
            Sense::Few => (None, at + 1),
            Sense::Half => return self.half_of_unit(at),
            Sense::OneAndHalf => {
                let Sense::Unit(Unit::Year) = self.sense(at + 1) else {
                    let Sense::Unit(unit) = self.sense(at + 1) else { return None };
                    return Some((Length { count: None, unit }, at + 2));
                };
                return Some((Length { count: Some(18), unit: Unit::Month }, at + 2));
            }
            Sense::HalfOf => return self.half_a_year(at),
            Sense::HalfAYear => return Some((Length { count: Some(6), unit: Unit::Month }, at + 1)),
            Sense::Unit(unit) if self.has(Rule::BareUnit) && !self.follows_figures(at) => {
                return Some((Length { count: Some(1), unit }, at + 1));
            }
            _ => return None,
        };
        if self.has(Rule::AmountOf) && (self.sense(behind) == Sense::Of || self.is_one_of(behind, &self.wording.more)) {
            behind += 1;
        }
        // "po 40. roku życia": a count above one would need the plural.
        if self.has(Rule::YearWordAhead) && count.is_some_and(|count| count > 1) && self.is_one_year(behind) {
            return None;
        }
        match self.sense(behind) {
            Sense::Unit(unit) => Some((Length { count, unit }, behind + 1)),
            Sense::HalfOf if count == Some(1) => self.half_a_year(behind),
            _ => None,
        }
    }

    /// "half an hour", "half a century", "half-hour".
    fn half_of_unit(&self, at: usize) -> Option<(Length, usize)> {
        let hyphen =
            self.has(Rule::HyphenedUnits) && self.sense(at + 1) == Sense::Punct('-') && self.tokens[at + 1].tight;
        let article = self.is_one_of(at + 1, &self.wording.indefinite);
        let Sense::Unit(unit) = self.sense(at + 2) else { return None };
        let (count, unit) = match unit {
            Unit::Hour => (30, Unit::Minute),
            Unit::Day => (12, Unit::Hour),
            Unit::Year => (6, Unit::Month),
            Unit::Decade => (5, Unit::Year),
            Unit::Century => (50, Unit::Year),
            _ => return None,
        };
        (hyphen || article).then_some((Length { count: Some(count), unit }, at + 3))
    }

    /// "pół roku", "halbes Jahr": six months.
    fn half_a_year(&self, at: usize) -> Option<(Length, usize)> {
        let year = self.sense(at + 1) == Sense::Unit(Unit::Year);
        year.then_some((Length { count: Some(6), unit: Unit::Month }, at + 2))
    }

    /// The start of words before a length that put it in the past: "vor zwei Monaten", "il y a deux ans".
    fn ago_before(&self, at: usize) -> Option<usize> {
        let start = self.tokens[at].start;
        let before = self.text[..start].trim_end_matches(' ');
        self.wording.ago_before.iter().find_map(|phrase| {
            let from = before.len().checked_sub(phrase.len()).filter(|&from| before.is_char_boundary(from))?;
            let opens = !before[..from].ends_with(char::is_letter_or_digit);
            (opens && before.len() < start && before[from..].lower_case() == *phrase).then_some(from)
        })
    }

    /// "la semaine dernière", "l'an prochain": the direction comes after the unit.
    pub(super) fn unit_toward(&mut self, at: usize, unit: Unit) -> Option<usize> {
        let Sense::Toward(direction) = self.sense(at + 1) else { return None };
        if !self.has(Rule::DirectionBehind) || direction == 0 {
            return None;
        }
        if self.is_plural(at) {
            return Some(self.stretch(at, at + 2, Length { count: None, unit }));
        }
        Some(self.date(at, at + 2, shifted(direction.into(), unit)))
    }

    /// "1,5 року": figures before the unit that are not a whole number.
    fn follows_figures(&self, at: usize) -> bool {
        let start = self.tokens[at].start;
        self.text[..start].trim_end_matches([' ', '\u{a0}']).ends_with(|c: char| c.is_ascii_digit())
    }

    /// A length of time, with "протягом" or "за" before it.
    fn stretch(&mut self, at: usize, next: usize, length: Length) -> usize {
        let led = matches!(self.before(at), Sense::During | Sense::Within | Sense::After);
        let next = self.emit(at - usize::from(led), next, ExpressionKind::Duration, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            found.length = Some(length);
        }
        next
    }

    /// A length in one word: "10-річний", "двомісячний".
    pub(super) fn lasting(&mut self, at: usize, length: Length) -> usize {
        let next = self.emit(at, at + 1, ExpressionKind::Duration, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            found.length = Some(length);
        }
        next
    }

    /// A vague time: "кілька днів тому".
    pub(super) fn vague(&mut self, at: usize, next: usize, direction: i8) -> usize {
        let meaning = if self.ends { Meaning::Reference(direction) } else { Meaning::Length };
        self.emit(at, next, ExpressionKind::Date, meaning)
    }
}

/// The count of a length, if it is small enough to move a day.
pub(super) fn offset(length: Length) -> Option<i32> {
    length.count.and_then(|count| i32::try_from(count).ok()).filter(|&count| count < 100_000)
}

pub(super) fn shifted(offset: i32, unit: Unit) -> Meaning {
    Meaning::Relative { offset, unit, clock: None }
}

fn weekday(number: u8, direction: i8, clock: Option<crate::time::meaning::Clock>) -> Meaning {
    Meaning::Weekday { weekday: day_of_week(number), direction, clock }
}

pub(super) fn day_of_week(number: u8) -> Weekday {
    match number {
        1 => Weekday::Mon,
        2 => Weekday::Tue,
        3 => Weekday::Wed,
        4 => Weekday::Thu,
        5 => Weekday::Fri,
        6 => Weekday::Sat,
        _ => Weekday::Sun,
    }
}
