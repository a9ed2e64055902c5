//! In: the tokens of a text. Out: the temporal expressions among them.
//!
//! Invariant: results are in text order and do not overlap. A number alone is never a date.

mod bare_year;
mod calendar;
mod clock;
mod document;
mod later;
mod named;
mod part;
mod relative;
mod stretch;
mod year;

use super::lexicon::Sense;
use super::token::{Reader, Token, char_at};
use super::wording::{Rule, Wording};
use crate::letters::{Letter, LowerCase};
use crate::time::found::{Found, Later, Length, PartOfDay};
use crate::time::meaning::{Clock, ExpressionKind, Meaning, Unit, Year};

/// Finds the expressions. With `ends`, the two ends of a range are separate, as in TIMEX3.
pub(crate) fn find(text: &str, reader: &mut Reader, wording: &Wording, ends: bool) -> Vec<Found> {
    let mut scanner = Scanner::new(text, wording, ends);
    while let Some(tokens) = reader.next_line(std::mem::take(&mut scanner.tokens)) {
        scanner.tokens = tokens;
        scanner.line = Line { menu: scanner.is_menu() };
        let mut at = 0;
        while at < scanner.tokens.len() {
            at = scanner.expression(at).unwrap_or(at + 1);
        }
    }
    scanner.found
}

/// Properties of a whole line. They are computed once, because computing them at each word would take quadratic time.
#[derive(Debug, Clone, Copy, Default)]
struct Line {
    /// Whether it is a menu of days: words such as "today" and nothing that tells a story.
    menu: bool,
}

struct Scanner<'a> {
    text: &'a str,
    /// The tokens of the current line.
    tokens: Vec<Token>,
    line: Line,
    wording: &'a Wording,
    ends: bool,
    found: Vec<Found>,
    /// The last calendar date, for "того ж дня".
    last: Option<Meaning>,
    /// A clock time before the date that it belongs to, and its first token.
    lead: Option<(usize, Clock)>,
}

/// How two numbers or names are joined.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Join {
    /// A dash, "по", "до", "to".
    Range,
    And,
    Comma,
}

impl<'a> Scanner<'a> {
    /// A scanner of a text, before its first line.
    fn new(text: &'a str, wording: &'a Wording, ends: bool) -> Self {
        let line = Line::default();
        Self { text, tokens: Vec::new(), line, wording, ends, found: Vec::new(), last: None, lead: None }
    }

    /// A scanner of a text that is one line, for tests of what the rules say about a word of it.
    #[cfg(test)]
    fn of_line(text: &'a str, language: crate::language::Language) -> Self {
        let lexicon = super::lexicon::Lexicon::of(language);
        let tokens = Reader::new(text, lexicon).next_line(Vec::new()).expect("the line has words");
        Self { tokens, ..Self::new(text, &lexicon.wording, false) }
    }
}

impl Scanner<'_> {
    /// Parses an expression that starts at a token. Returns the next token.
    fn expression(&mut self, at: usize) -> Option<usize> {
        if !self.ends
            && let Some(next) = self.day_of_document(at)
        {
            return Some(next);
        }
        let next = match self.tokens[at].sense {
            Sense::Other | Sense::Punct(_) | Sense::And | Sense::From | Sense::Count => None,
            Sense::Number { .. } | Sense::Range { .. } | Sense::Roman(_) => self
                .day_of_month(at)
                .or_else(|| self.quarter(at))
                .or_else(|| self.century(at))
                .or_else(|| self.year(at))
                .or_else(|| self.hour(at))
                .or_else(|| self.amount(at)),
            Sense::Decades { first, last } => self.decades(at, first, last),
            Sense::NamedFor | Sense::NamedForShy => self.named_after_day(at),
            Sense::Ordinal(_) => self.day_of_month(at).or_else(|| self.quarter(at)).or_else(|| self.century(at)),
            Sense::Cardinal(_) => self
                .year_in_words(at)
                .or_else(|| self.day_of_month(at))
                .or_else(|| self.hour(at))
                .or_else(|| self.amount(at)),
            Sense::Short { .. } | Sense::Pointed { .. } if self.sense(at + 1) == Sense::Oclock => self.hour(at),
            Sense::Date { .. } | Sense::Short { .. } | Sense::MonthYear { .. } => self.figures(at),
            Sense::Clock { .. } | Sense::At | Sense::HourAhead => self.clock(at),
            Sense::HourFigure(_) => self.hour_figure(at),
            Sense::Month(_) | Sense::MonthShy(_) | Sense::MonthShort(_) => self.month(at),
            Sense::MonthAdjective(month) => self.month_adjective(at, month),
            Sense::Season(_) | Sense::SeasonShy(_) => self.season(at),
            Sense::QuarterNumber(_) | Sense::HalfNumber(_) => self.quarter(at),
            Sense::Weekday(_) | Sense::WeekdayShy(_) | Sense::WeekdayShort(_) => {
                self.stretch_of_weekdays(at).or_else(|| self.weekdays_of_range(at)).or_else(|| self.weekday(at, at, 0))
            }
            Sense::Day(_) | Sense::YearFromNow(_) => self.deictic(at),
            Sense::Toward(_) | Sense::That | Sense::Ago | Sense::Edge => self.toward(at),
            Sense::Unit(Unit::Weekend) => self.the_weekend(at),
            Sense::Unit(unit) => self
                .decade_ahead(at)
                .or_else(|| self.earlier_unit(at, unit))
                .or_else(|| self.unit_toward(at, unit))
                .or_else(|| if self.has(Rule::BareUnit) { self.amount(at) } else { self.day_beyond(at) })
                .or_else(|| self.units_ago(at)),
            Sense::Decade(tens) => Some(self.decade_word(at, tens)),
            Sense::Half | Sense::HalfOf | Sense::Few | Sense::OneAndHalf | Sense::HalfAYear => self.amount(at),
            Sense::Lasting { count, unit } => Some(self.lasting(at, Length { count: Some(count), unit })),
            Sense::Each => self.recurring(at),
            Sense::Every(unit) => Some(self.every(at, unit)),
            Sense::EveryWeekday(number) => Some(self.weekly(at, at + 1, number)),
            Sense::During | Sense::Within if self.ends && self.has(Rule::AmountOf) => self.plain_length(at),
            Sense::Morning | Sense::Evening | Sense::Night if self.ends => self.part_of_day(at),
            _ => None,
        };
        self.lead = None;
        next.map(|next| self.with_part_behind(next))
    }

    fn has(&self, rule: Rule) -> bool {
        self.wording.has(rule)
    }

    /// The token after an article at this token, in a language with articles.
    fn behind_article(&self, at: usize) -> usize {
        let article = self.has(Rule::Articles) && matches!(self.sense(at), Sense::Article | Sense::Onto);
        at + usize::from(article && !self.is_end(at + 1))
    }

    /// Whether a sense is that of "of".
    fn is_of(&self, sense: Sense) -> bool {
        sense == Sense::Of || sense == Sense::From && self.has(Rule::FromIsOf)
    }

    /// Whether the word at a token is in a list, in lower case.
    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        !words.is_empty() && words.contains(&self.word(at).lower_case().as_str())
    }

    /// The sense of a token on the same line as the token before it.
    fn sense(&self, at: usize) -> Sense {
        self.tokens.get(at).filter(|token| !token.line).map_or(Sense::Other, |token| token.sense)
    }

    /// The sense of the token before this one, on the same line.
    fn before(&self, at: usize) -> Sense {
        if at == 0 || self.tokens[at].line { Sense::Other } else { self.tokens[at - 1].sense }
    }

    fn is_end(&self, at: usize) -> bool {
        self.tokens.get(at).is_none_or(|token| token.line)
    }

    fn word(&self, at: usize) -> &str {
        self.tokens.get(at).map_or("", |token| &self.text[token.start..token.end])
    }

    /// Whether a token, which may be several words, starts with a word of the list.
    fn opens_with(&self, at: usize, words: &[&str]) -> bool {
        !words.is_empty() && words.contains(&self.first_word(at).lower_case().as_str())
    }

    /// Whether the word before a token is in the list.
    fn ends_with(&self, at: usize, words: &[&str]) -> bool {
        if words.is_empty() || at == 0 || self.tokens[at].line {
            return false;
        }
        let last = self.word(at - 1).rsplit(|c: char| !c.is_letter()).next().unwrap_or("").lower_case();
        words.contains(&last.as_str())
    }

    /// The first word of a token, which may be several words.
    fn first_word(&self, at: usize) -> &str {
        self.word(at).split(|c: char| !c.is_letter_or_digit()).next().unwrap_or("")
    }

    fn is_capital(&self, at: usize) -> bool {
        self.tokens.get(at).is_some_and(|token| char_at(self.text, token.start).is_capital())
    }

    /// Whether a word has a capital inside a sentence, like a family name or a title and unlike a day or a month.
    fn is_name(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        let mut letters = self.text[token.start..token.end].chars();
        if self.has(Rule::CapitalNames) || token.line || !letters.next().is_some_and(char::is_capital) {
            return false;
        }
        let before = self.text[..token.start].trim_end().chars().next_back();
        letters.next().is_some_and(char::is_small)
            && !before
                .is_none_or(|before| matches!(before, '.' | '!' | '?' | '…' | ':' | '|' | '-' | '–' | '—' | '•' | '('))
    }

    /// The token after an abbreviation's full stop, which follows without a space.
    fn skip_stop(&self, at: usize) -> usize {
        let stop = self.sense(at) == Sense::Punct('.') && self.tokens[at].tight;
        at + usize::from(stop)
    }

    fn join(&self, at: usize) -> Option<Join> {
        match self.sense(at) {
            Sense::Punct('-' | '–' | '—' | '‑') | Sense::Until => Some(Join::Range),
            Sense::And => Some(Join::And),
            Sense::Punct('/') if self.has(Rule::StopIsOrdinal) && self.tokens[at].tight => Some(Join::And),
            Sense::Punct(',') => Some(Join::Comma),
            _ => None,
        }
    }

    fn emit(&mut self, first: usize, next: usize, kind: ExpressionKind, meaning: Meaning) -> usize {
        if matches!(meaning, Meaning::Calendar { .. }) {
            self.last = Some(meaning.clone());
        }
        let bytes = self.tokens[first].start..self.tokens[next - 1].end;
        self.found.push(Found::new(bytes, kind, meaning));
        next
    }

    fn date(&mut self, first: usize, next: usize, meaning: Meaning) -> usize {
        let timed = matches!(
            meaning,
            Meaning::Calendar { clock: Some(_), .. }
                | Meaning::Weekday { clock: Some(_), .. }
                | Meaning::Relative { clock: Some(_), .. }
        );
        let kind = if timed { ExpressionKind::Time } else { ExpressionKind::Date };
        self.emit(first, next, kind, meaning)
    }

    /// One expression for a range, or one for each of its ends: from `first` to `next`, split before and after the joint.
    fn range(
        &mut self,
        first: usize,
        joint: (usize, usize),
        next: usize,
        whole: Meaning,
        parts: (Meaning, Meaning),
    ) -> usize {
        if self.ends {
            self.date(first, joint.0, parts.0);
            self.date(joint.1, next, parts.1)
        } else {
            if let Meaning::Between { to, .. } = &whole {
                self.last = Some((**to).clone());
            }
            self.date(first, next, whole)
        }
    }
}

fn calendar(year: Year, month: Option<u8>, days: Option<(u8, u8)>) -> Meaning {
    Meaning::Calendar { year, month, days, clock: None }
}
