//! In: tokens at a length before "later", "after" or "from now". Out: the length with what it counts from.
//!
//! Invariant: a length that is only a bound or a duration counts from nothing.

use super::relative::{offset, shifted};
use super::{Join, Later, Length, Scanner};
use crate::letters::{Letter, LowerCase};
use crate::time::meaning::{ExpressionKind, Meaning};
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::words;

impl Scanner<'_> {
    /// "two years later", "рік по тому", "через три роки після пожежі": the token after it.
    pub(super) fn later(&mut self, at: usize, next: usize, length: Length) -> Option<usize> {
        offset(length)?;
        let end = self.tokens[next - 1].end;
        let behind = |phrases: &[String]| phrases.iter().find_map(|phrase| phrase_behind(self.text, end, phrase));
        let (later, end) = match behind(&self.wording.later_behind) {
            Some(end) => (Later::Told, end),
            None => (Later::After, behind(&self.wording.after_behind).map(|_| end)?),
        };
        if self.has_no_step(at, later) {
            return None;
        }
        let first = at - usize::from(self.before(at) == Sense::Through);
        let behind = self.emit(first, next, ExpressionKind::Duration, Meaning::Length);
        if let Some(found) = self.found.last_mut() {
            (found.length, found.later) = (Some(length), Some(later));
        }
        Some(self.reaching(behind, end))
    }

    /// "three years from now" and "in three years' time" count from the base; "a week from Friday" gives no day. Returns the token after
    /// it.
    pub(super) fn time_from_now(&mut self, at: usize, next: usize, length: Length, ahead: bool) -> Option<usize> {
        let count = offset(length);
        let end = self.tokens[next - 1].end;
        if ahead && let Some(end) = self.behind_time(end) {
            let behind = match count {
                Some(count) => self.date(at - 1, next, shifted(count, length.unit)),
                None => self.vague(at - 1, next, 1),
            };
            return Some(self.reaching(behind, end));
        }
        let told = self.wording.from_now.iter().find_map(|phrase| phrase_behind(self.text, end, phrase));
        if let Some(end) = told {
            let behind = match count {
                Some(count) => self.date(at, next, shifted(count, length.unit)),
                None => self.vague(at, next, 1),
            };
            return Some(self.reaching(behind, end));
        }
        let counted = self.is_one_of(next, &self.wording.counted_from) && !self.is_end(next);
        let range = self.join(next + 2) == Some(Join::Range);
        let weekday = counted && !range && matches!(self.sense(next + 1), Sense::Weekday(_));
        weekday.then(|| self.vague(at, next + 2, 1))
    }

    /// The position after the word for "time", with the possessive before it: "years' time", "year's time".
    fn behind_time(&self, end: usize) -> Option<usize> {
        let rest = &self.text[end..];
        let tied =
            rest.strip_prefix(['\'', '’']).map_or(rest, |tied| tied.strip_prefix(words::is_possessive).unwrap_or(tied));
        let from = end + rest.len() - tied.len();
        self.wording.time_behind.iter().find_map(|phrase| phrase_behind(self.text, from, phrase))
    }

    /// Extends the last expression to a position in the text. Returns the first token after it.
    fn reaching(&mut self, mut behind: usize, end: usize) -> usize {
        if let Some(found) = self.found.last_mut() {
            found.bytes.end = end;
        }
        while self.tokens.get(behind).is_some_and(|token| token.start < end) {
            behind += 1;
        }
        behind
    }

    /// Whether the words before a length make it a bound or a duration, or the length is a calendar unit: "того року після пожежі".
    fn has_no_step(&self, at: usize, later: Later) -> bool {
        let bare = matches!(self.tokens[at].sense, Sense::Unit(_));
        let led = self.before(at) == Sense::Through;
        let lasts = match self.before(at) {
            Sense::Within | Sense::During => later == Later::After,
            Sense::Until | Sense::Comparative => true,
            Sense::That | Sense::Same | Sense::Toward(_) | Sense::Ordinal(_) | Sense::Number { .. } => bare,
            _ => false,
        };
        let unit = bare && (self.is_one_of(at, &self.wording.plural) || later == Later::After && !led);
        lasts || unit || self.ends_with(at, &self.wording.bounds)
    }
}

/// The position after a phrase in lower case that follows a position after a space.
fn phrase_behind(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let start = at + text[at..].len() - text[at..].trim_start_matches([' ', '\u{a0}']).len();
    let end = start + phrase.len();
    let said = text.get(start..end).filter(|_| start > at)?;
    (said.lower_case() == *phrase && !text[end..].starts_with(char::is_letter_or_digit)).then_some(end)
}
