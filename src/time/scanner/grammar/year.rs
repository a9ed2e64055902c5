//! In: tokens at a number. Out: the years, decades and centuries there.
//!
//! Invariant: a number is a year only after a word that introduces one, before a word for "year", or in a range of years.

use super::{Join, Scanner, calendar};
use crate::time::meaning::{Meaning, Unit, Year};
use crate::time::scanner::lexicon::{Mark, Sense};
use crate::time::scanner::wording::Rule;
use crate::time::scanner::words;
use crate::time::year;

impl Scanner<'_> {
    /// The year after a month, and the token after it: "2023 року", "цього року", ", 2023".
    pub(super) fn year_after(&self, at: usize) -> Option<(Year, usize)> {
        if self.is_end(at) {
            return None;
        }
        if let Some(found) = self.stated_year(at) {
            return Some(found);
        }
        let of = usize::from(matches!(self.sense(at), Sense::In | Sense::Punct(',')) || self.is_of(self.sense(at)));
        if let Some(found) = self.stated_year_of(at) {
            return Some(found);
        }
        if of == 1
            && self.sense(at) != Sense::In
            && let Some(found) = self.stated_year(at + 1)
        {
            return Some(found);
        }
        if let Some(next) = self.current_year(at) {
            return Some((Year::Relative(0), next));
        }
        match (self.sense(at), self.sense(at + 1), self.sense(at + 2)) {
            (Sense::Toward(toward), Sense::Unit(Unit::Year), _) => Some((Year::Relative(toward.into()), at + 2)),
            (of, Sense::Toward(toward), Sense::Unit(Unit::Year)) if self.is_of(of) => {
                Some((Year::Relative(toward.into()), at + 3))
            }
            (Sense::YearFromNow(years), ..) => Some((Year::Relative(years.into()), at + 1)),
            _ => self.year_named_before(at).or_else(|| self.year_named_before(at + of)),
        }
    }

    /// The year of the second end of a range, and the token after it. "That year" is the year of the first end, if that has one.
    pub(super) fn year_of_end(&self, at: usize, first: Year) -> (Year, usize) {
        let (year, next) = self.year_after(at).unwrap_or((Year::Missing, at));
        let refers_back = (at..next).any(|word| self.year_named_before(word).is_some());
        (if refers_back && first != Year::Missing { first } else { year }, next)
    }

    /// The year that the text named last, after words for it: "того ж року", "that year".
    fn year_named_before(&self, at: usize) -> Option<(Year, usize)> {
        let is_that = self.sense(at) == Sense::That && !self.is_one_of(at, &self.wording.definite);
        match (self.sense(at), self.sense(at + 1), self.sense(at + 2)) {
            (Sense::That | Sense::Ago | Sense::Toward(0), Sense::Same, Sense::Unit(Unit::Year)) => {
                Some((self.last_year(), at + 3))
            }
            (_, Sense::Unit(Unit::Year), _) if is_that => Some((self.last_year(), at + 2)),
            _ => None,
        }
    }

    /// "des Jahres 2024", "de l'an 2024": the word for "year" comes before the figures.
    fn stated_year_of(&self, at: usize) -> Option<(Year, usize)> {
        if !self.has(Rule::YearWordAhead) {
            return None;
        }
        let of = at + usize::from(self.is_of(self.sense(at)) || self.sense(at) == Sense::In);
        let word = self.behind_article(of);
        (self.sense(word) == Sense::Unit(Unit::Year)).then(|| self.stated_year(word + 1))?
    }

    /// The token after "ц. р.", "с. г.", which mean "of this year".
    fn current_year(&self, at: usize) -> Option<usize> {
        let start = self.tokens.get(at).filter(|token| !token.line)?.start;
        let form = self.wording.this_year.iter().find(|form| self.text[start..].starts_with(form.as_str()))?;
        Some(at + self.tokens[at..].partition_point(|token| token.start < start + form.len()))
    }

    /// A year in figures after a month, with the word for "year" if there is one.
    pub(super) fn stated_year(&self, at: usize) -> Option<(Year, usize)> {
        let Sense::Number { value, digits, mark } = self.sense(at) else { return None };
        let marked = self.year_mark(at + 1);
        if let Some(next) = self.before_era(marked) {
            return Some((Year::Stated(1 - value as i32), next));
        }
        let sure = marked > at + 1 && self.is_one_year(at + 1);
        let apart = self.before(at) == Sense::Punct(',');
        let counted = || self.counts(at + 1) && (apart || !self.is_year_alone(at, value));
        match digits {
            4 if mark != Mark::Plural && (1000..2200).contains(&value) => {
                (sure || !counted()).then_some((Year::Stated(value as i32), marked))
            }
            3 if sure => Some((Year::Stated(value as i32), marked)),
            _ => None,
        }
    }

    /// The token after the word for "year", if there is one at this token.
    pub(super) fn year_mark(&self, at: usize) -> usize {
        match self.sense(at) {
            Sense::Unit(Unit::Year) if self.has(Rule::YearWordBehind) => at + 1,
            Sense::YearShort => self.skip_stop(at + 1),
            _ => at,
        }
    }

    /// Whether a word for "year" is in the singular: "480 року", not "480 років".
    pub(super) fn is_one_year(&self, at: usize) -> bool {
        self.sense(at) == Sense::YearShort
            || self.sense(at) == Sense::Unit(Unit::Year) && self.is_one_of(at, &self.wording.one_year)
    }

    /// Whether a number before a token counts something: "2024 осіб", "2000 військових", "2000 more".
    pub(super) fn counts(&self, at: usize) -> bool {
        if self.is_end(at) {
            return false;
        }
        if self.tokens[at].tight && !matches!(self.sense(at), Sense::Punct(_)) {
            return true;
        }
        let word = self.first_word(at);
        match self.sense(at) {
            Sense::Count | Sense::Comparative | Sense::Number { .. } => true,
            Sense::Other => {
                !self.is_capital(at)
                    && self.wording.counted_endings.iter().any(|ending| word.ends_with(ending))
                    && word.chars().count() >= self.wording.counted_letters
            }
            _ => false,
        }
    }

    /// Whether four figures are a year rather than a count of the plural noun after them: "4 May 1998 residents left".
    pub(super) fn is_year_alone(&self, at: usize, value: u32) -> bool {
        let word = self.sense(at + 1) == Sense::Other && !self.is_end(at + 1) && !self.tokens[at + 1].tight;
        self.has(Rule::ThousandsHaveComma) && word && is_recent(value)
    }

    /// The token after "до н. е.", "BC", if there is one at this token.
    fn before_era(&self, at: usize) -> Option<usize> {
        let token = self.tokens.get(at).filter(|token| !token.line)?;
        if token.sense == Sense::BeforeEra {
            return Some(at + 1);
        }
        let rest = &self.text[token.start..];
        let form = self.wording.before_era.iter().find(|form| rest.starts_with(form.as_str()))?;
        let stop = token.start + form.len();
        Some(at + self.tokens[at..].partition_point(|token| token.start < stop && token.end <= stop))
    }

    /// A year, years or a decade without a month.
    pub(super) fn year(&mut self, at: usize) -> Option<usize> {
        match self.tokens[at].sense {
            Sense::Number { value, digits: 4, mark: Mark::Plural } => {
                let likely = (1000..2100).contains(&value) && value.is_multiple_of(10);
                likely.then(|| self.decade(at, value))?
            }
            Sense::Number { value, digits: 2, mark: Mark::Plural } => {
                let hyphen = usize::from(self.has(Rule::YearWordAhead) && self.sense(at + 1) == Sense::Punct('-'));
                let named = matches!(self.sense(at + 1 + hyphen), Sense::Unit(Unit::Year) | Sense::YearShort);
                let led = self.ends
                    && matches!(self.before(at), Sense::In | Sense::Edge | Sense::Half)
                    && !matches!(self.sense(at + 1), Sense::Other | Sense::Count);
                let behind_article = self.has(Rule::Articles) && self.before(at) == Sense::Article;
                ((named || led || behind_article) && value % 10 == 0).then(|| self.decade(at, 1900 + value))?
            }
            Sense::Number { value, digits, .. } => self.single_year(at, value, digits),
            Sense::Range { first, last, digits } => self.year_range(at, first, last, digits),
            _ => None,
        }
    }

    /// "1920–30-х роках", "50–60-х років". Without the word for "year" or a century, two figures are a count of something.
    pub(super) fn decades(&mut self, at: usize, first: u32, last: u32) -> Option<usize> {
        let start = self.tokens[at].start;
        let digits = self.text[start..].find(|c: char| !c.is_ascii_digit()).unwrap_or(0);
        let next = self.year_mark(at + 1);
        if digits < 4 && next == at + 1 {
            return None;
        }
        let (first, last) = (i32::try_from(first).ok()?, i32::try_from(last).ok()?);
        let next = self.date(at, next, Meaning::Years { first, last: last + 9 });
        if self.ends {
            let end = start + digits;
            let joint = end + char_length(self.text, end);
            let decade = |first| Meaning::Years { first, last: first + 9 };
            let found = self.found.pop()?;
            let second = super::Found { bytes: joint..found.bytes.end, meaning: decade(last), ..found.clone() };
            self.found.push(super::Found { bytes: start..end, meaning: decade(first), ..found });
            self.found.push(second);
        }
        Some(next)
    }

    fn decade(&mut self, at: usize, value: u32) -> Option<usize> {
        let first = value as i32 / 10 * 10;
        let hyphen = usize::from(self.sense(at + 1) == Sense::Punct('-') && self.tokens[at + 1].tight);
        let next = match self.sense(at + 1 + hyphen) {
            Sense::Unit(Unit::Year) if self.has(Rule::YearWordAhead) => at + 2 + hyphen,
            _ => self.year_mark(at + 1),
        };
        Some(self.date(at, next, Meaning::Years { first, last: first + 9 }))
    }

    /// "w latach 40. XX wieku", "les années 1940", "années quatre-vingt".
    pub(super) fn decade_ahead(&mut self, at: usize) -> Option<usize> {
        if !self.is_one_of(at, &self.wording.decades_of) {
            return None;
        }
        let (tens, next) = match self.sense(at + 1) {
            Sense::Number { value, digits: 4, mark: Mark::None } => (value, at + 2),
            Sense::Number { value, digits: 2, mark: Mark::Plural } => (value, at + 2),
            Sense::Number { value, digits: 2, mark: Mark::None } => {
                let next = self.skip_stop(at + 2);
                (value, if next > at + 2 || self.has(Rule::Articles) { next } else { return None })
            }
            Sense::Ordinal(value) | Sense::Cardinal(value) if value >= 20 => (value.into(), at + 2),
            _ => return None,
        };
        let is_year = tens > 100;
        if tens % 10 != 0 || tens == 0 || is_year && !(1500..2100).contains(&tens) {
            return None;
        }
        if matches!(self.join(next), Some(Join::Range)) && matches!(self.sense(next + 1), Sense::Number { .. }) {
            return None;
        }
        let (century, next) = match (self.sense(next), self.sense(next + 1)) {
            (Sense::Roman(century), Sense::Unit(Unit::Century) | Sense::CenturyShort) => (u32::from(century), next + 2),
            (Sense::Roman(century), _) => (century.into(), self.century_mark(next + 1).unwrap_or(next)),
            _ => (20, next),
        };
        let first = if is_year { tens } else { century.saturating_sub(1) * 100 + tens } as i32;
        Some(self.date(at, next, Meaning::Years { first, last: first + 9 }))
    }

    /// "Neunzigerjahre", "die neunziger Jahre".
    pub(super) fn decade_word(&mut self, at: usize, tens: u8) -> usize {
        let first = 1900 + i32::from(tens);
        let next = at + 1 + usize::from(self.sense(at + 1) == Sense::Unit(Unit::Year));
        self.date(at, next, Meaning::Years { first, last: first + 9 })
    }

    fn single_year(&mut self, at: usize, value: u32, digits: u8) -> Option<usize> {
        let marked = self.year_mark(at + 1);
        if let Some(next) = self.before_era(marked) {
            return Some(self.date(at, next, calendar(Year::Stated(1 - value as i32), None, None)));
        }
        let named = marked > at + 1;
        let gram = self.sense(at + 1) == Sense::YearShort && !self.leads(at);
        let fits = match digits {
            4 if (1000..2200).contains(&value) => {
                named && (!gram || (1800..2100).contains(&value)) || self.is_year_here(at)
            }
            3 => named && !gram && self.is_one_year(at + 1),
            2 => return self.short_year(at, value),
            _ => false,
        };
        if !fits {
            return None;
        }
        if let Some(next) = self.until_second_year(at, value as i32, marked) {
            return Some(next);
        }
        Some(self.date(at, marked, calendar(Year::Stated(value as i32), None, None)))
    }

    /// "nineteen ninety-eight", "two thousand one", after a word that introduces a year.
    pub(super) fn year_in_words(&mut self, at: usize) -> Option<usize> {
        let Sense::Cardinal(head) = self.tokens[at].sense else { return None };
        if self.wording.thousand.is_empty() || !(self.leads(at) || matches!(self.before(at), Sense::Of)) {
            return None;
        }
        let (base, behind) = match head {
            18..=20 if matches!(self.sense(at + 1), Sense::Cardinal(10..=99)) => (i32::from(head) * 100, at + 1),
            2 if self.is_one_of(at + 1, &self.wording.thousand) => {
                (2000, at + 2 + usize::from(self.sense(at + 2) == Sense::And))
            }
            _ => return None,
        };
        let Sense::Cardinal(tens @ 1..=99) = self.sense(behind) else { return None };
        let hyphen = usize::from(self.sense(behind + 1) == Sense::Punct('-') && self.tokens[behind + 1].tight);
        let (ones, next) = match self.sense(behind + 1 + hyphen) {
            Sense::Cardinal(ones @ 1..=9) if tens >= 20 => (ones, behind + 2 + hyphen),
            _ => (0, behind + 1),
        };
        let year = Year::Stated(base + i32::from(tens + ones));
        (!self.counts(next) && !matches!(self.sense(next), Sense::Unit(_)))
            .then(|| self.date(at, next, calendar(year, None, None)))
    }

    /// "у 45-му році", "14-го року": above 30, in the last century.
    fn short_year(&mut self, at: usize, value: u32) -> Option<usize> {
        if !self.tokens[at].is_marked() || !self.is_one_year(at + 1) || !self.has(Rule::MarkedDays) {
            return None;
        }
        let year = year::of_two_figures(value as i32, year::SPOKEN);
        Some(self.date(at, self.year_mark(at + 1), calendar(Year::Stated(year), None, None)))
    }

    /// Whether a word that introduces a time is before a token: "200 г" of flour is not a year.
    fn leads(&self, at: usize) -> bool {
        matches!(
            self.before(at),
            Sense::In | Sense::From | Sense::Until | Sense::Edge | Sense::During | Sense::Punct('(')
        )
    }

    /// "1955 — 1957 роках", "з 2014 по 2022 рік".
    fn until_second_year(&mut self, at: usize, first: i32, behind: usize) -> Option<usize> {
        if self.join(behind) != Some(Join::Range) {
            return None;
        }
        let last = match self.sense(behind + 1) {
            Sense::Number { value, digits: 4, mark: Mark::None | Mark::Ordinal } => value as i32,
            Sense::Number { value, digits: 2, .. }
                if matches!(self.sense(behind + 2), Sense::Unit(Unit::Year) | Sense::YearShort) =>
            {
                first / 100 * 100 + value as i32
            }
            _ => return None,
        };
        if last <= first || last > first + 400 {
            return None;
        }
        let next = self.year_mark(behind + 2);
        let parts = (calendar(Year::Stated(first), None, None), calendar(Year::Stated(last), None, None));
        Some(self.range(at, (behind, behind + 1), next, Meaning::Years { first, last }, parts))
    }

    /// "2014–2022", "1966/67 рр.", "1940-41 року".
    fn year_range(&mut self, at: usize, first: u32, last: u32, digits: u8) -> Option<usize> {
        let marked = self.year_mark(at + 1);
        let named = marked > at + 1;
        let last = if digits == 4 && last < 100 && named { first / 100 * 100 + last } else { last };
        let range = digits == 4 && (1000..2200).contains(&first) && (first + 1..=first + 400).contains(&last);
        let sure = named || ((1500..2100).contains(&first) && last < 2100 && !self.counts(at + 1));
        if let Some(next) = self.before_era(marked) {
            let (first, last) = (1 - first as i32, 1 - last as i32);
            if first < last && self.ends {
                self.date(at, at + 1, calendar(Year::Stated(first), None, None));
                return Some(self.date_at_last(calendar(Year::Stated(last), None, None), next));
            }
            return (first < last).then(|| self.date(at, next, Meaning::Years { first, last }));
        }
        if !range || !sure || matches!(self.before(at), Sense::NumberOf) {
            return None;
        }
        let (first, last) = (first as i32, last as i32);
        if self.ends {
            self.date(at, at + 1, calendar(Year::Stated(first), None, None));
            return Some(self.date_at_last(calendar(Year::Stated(last), None, None), marked));
        }
        Some(self.date(at, marked, Meaning::Years { first, last }))
    }

    /// Splits the last expression, a range in figures, and gives its second half a separate meaning.
    pub(super) fn date_at_last(&mut self, meaning: Meaning, next: usize) -> usize {
        if let Some(first) = self.found.last_mut() {
            let whole = first.bytes.clone();
            let text = &self.text[whole.clone()];
            let cut = text.find(|c: char| !c.is_ascii_digit()).unwrap_or(text.len());
            let second = text.rfind(|c: char| !c.is_ascii_digit()).map_or(cut, |at| at + char_length(text, at));
            first.bytes.end = whole.start + cut;
            let (kind, start) = (first.kind, whole.start + second);
            let end = self.tokens[next - 1].end;
            self.found.push(super::Found::new(start..end, kind, meaning.clone()));
            self.last = Some(meaning);
        }
        next
    }

    /// "XX століття", "20 ст.", "the 19th century".
    pub(super) fn century(&mut self, at: usize) -> Option<usize> {
        let number = match self.tokens[at].sense {
            Sense::Roman(value) | Sense::Ordinal(value) => i32::from(value),
            Sense::Number { value, digits: 1..=2, mark }
                if self.has(Rule::CenturyInFigures) || mark == Mark::Ordinal || self.stops(at + 1) =>
            {
                value as i32
            }
            _ => return None,
        };
        let word = at + 1 + usize::from(self.stops(at + 1));
        let next = match self.sense(word) {
            Sense::Unit(Unit::Century) => word + 1,
            Sense::CenturyShort => self.skip_stop(word + 1),
            _ if matches!(self.tokens[at].sense, Sense::Roman(_)) => self.century_mark(word)?,
            _ => return None,
        };
        let figures = word == at + 1 && matches!(self.tokens[at].sense, Sense::Number { mark: Mark::None, .. });
        let spoon = figures && self.sense(at + 1) == Sense::CenturyShort && !self.leads(at);
        if spoon
            || !(1..=30).contains(&number)
            || (figures && self.sense(at + 1) != Sense::CenturyShort && !self.is_singular_century(at + 1))
        {
            return None;
        }
        if let Some(next) = self.before_era(next) {
            return Some(self.date(at, next, Meaning::Years { first: 1 - number * 100, last: -(number - 1) * 100 }));
        }
        Some(self.date(at, next, Meaning::Years { first: number * 100 - 99, last: number * 100 }))
    }

    /// Whether there is a full stop at a token that makes the number before it an ordinal.
    fn stops(&self, at: usize) -> bool {
        self.has(Rule::StopIsOrdinal) && self.skip_stop(at) > at
    }

    /// The token after "w." in "XX w.". Elsewhere the word means something else.
    fn century_mark(&self, at: usize) -> Option<usize> {
        let start = self.tokens.get(at).filter(|token| !token.line)?.start;
        let mark = self.wording.century_marks.iter().find(|mark| self.text[start..].starts_with(mark.as_str()))?;
        Some(at + self.tokens[at..].partition_point(|token| token.start < start + mark.len()))
    }

    /// "20 століття" is a century, "5 століть" a length.
    fn is_singular_century(&self, at: usize) -> bool {
        words::is_singular(self.word(at))
    }

    /// The year of the last calendar date, for "того ж року".
    pub(super) fn last_year(&self) -> Year {
        match &self.last {
            Some(Meaning::Calendar { year, .. }) => *year,
            _ => Year::Unnamed,
        }
    }
}

/// Whether a number may be a year in the news. A round one is just as likely a count.
pub(super) fn is_recent(value: u32) -> bool {
    (1900..2100).contains(&value) && !value.is_multiple_of(100)
}

fn char_length(text: &str, at: usize) -> usize {
    text[at..].chars().next().map_or(0, char::len_utf8)
}
