//! In: tokens at a length before "later", "after" or "from now". Out: the length with what it counts from.
//!
//! Invariant: a length that is only a bound or a duration counts from nothing.

use super::relative::{offset, shifted};
use super::{Join, Later, Length, Scanner};
use crate::letters::{Letter, LowerCase};
use crate::rule;
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
        if rule::first(&NO_STEP, |fires| fires(&Step { scanner: self, at, later })).is_some() {
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
}

/// A length before "later" or "after", as the rules see it.
struct Step<'a> {
    scanner: &'a Scanner<'a>,
    /// The position of its first token.
    at: usize,
    later: Later,
}

impl Step<'_> {
    fn before(&self) -> Sense {
        self.scanner.before(self.at)
    }

    /// Whether it has no number: "years after".
    fn is_bare(&self) -> bool {
        matches!(self.scanner.tokens[self.at].sense, Sense::Unit(_))
    }
}

/// A named rule by which a length counts from nothing.
type Rule = rule::Rule<fn(&Step) -> bool>;

/// The rules, in the order in which they are asked.
const NO_STEP: [Rule; 6] = [
    Rule { name: "duration", fires: is_duration },
    Rule { name: "limit", fires: |step| matches!(step.before(), Sense::Until | Sense::Comparative) },
    Rule { name: "calendar-unit", fires: is_calendar_unit },
    Rule { name: "bare-plural", fires: |step| step.is_bare() && step.scanner.is_plural(step.at) },
    Rule { name: "bare-after", fires: is_bare_after },
    Rule { name: "bound", fires: |step| step.scanner.ends_with(step.at, &step.scanner.wording.bounds) },
];

/// `duration`: "within three years after the fire".
fn is_duration(step: &Step) -> bool {
    step.later == Later::After && matches!(step.before(), Sense::Within | Sense::During)
}

/// `calendar-unit`: "that year after the fire", "того року після пожежі".
fn is_calendar_unit(step: &Step) -> bool {
    let points = matches!(
        step.before(),
        Sense::That | Sense::Same | Sense::Toward(_) | Sense::Ordinal(_) | Sense::Number { .. }
    );
    points && step.is_bare()
}

/// `bare-after`: "year after the fire", but not "через рік після пожежі".
fn is_bare_after(step: &Step) -> bool {
    step.is_bare() && step.later == Later::After && step.before() != Sense::Through
}

/// The position after a phrase in lower case that follows a position after a space.
fn phrase_behind(text: &str, at: usize, phrase: &str) -> Option<usize> {
    let start = at + text[at..].len() - text[at..].trim_start_matches([' ', '\u{a0}']).len();
    let end = start + phrase.len();
    let said = text.get(start..end).filter(|_| start > at)?;
    (said.lower_case() == *phrase && !text[end..].starts_with(char::is_letter_or_digit)).then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;
    use crate::time::scanner::token::Token;

    /// The rule by which the first length of a line counts from nothing, before "after" or "later".
    fn fired(text: &str, language: Language, later: Later) -> Option<&'static str> {
        let scanner = Scanner::of_line(text, language);
        let is_length = |token: &Token| matches!(token.sense, Sense::Number { .. } | Sense::Unit(_));
        let at = scanner.tokens.iter().position(is_length).expect("the line has a length");
        rule::first(&NO_STEP, |fires| fires(&Step { scanner: &scanner, at, later }))
    }

    #[test]
    fn each_rule_fires_on_its_example_and_not_on_what_resembles_it() {
        use Language::{English, Ukrainian};
        let examples = [
            ("duration", English, "It closed within 3 years after the flood.", "It closed 3 years after it."),
            ("limit", English, "It was shut until 3 years after the flood.", "It was shut 3 years after it."),
            ("calendar-unit", English, "It closed that year after the flood.", "It closed that 3 years after it."),
            ("bare-plural", English, "It closed years after the flood.", "It closed 3 years after the flood."),
            ("bare-after", Ukrainian, "Рік після повені він зачинений.", "Він зачинився через рік після повені."),
            ("bound", English, "It closed at least 3 years after the flood.", "It closed 3 years after it."),
        ];
        let examples = examples.map(|(name, language, yes, no)| {
            assert_eq!(fired(no, language, Later::After), None, "{no}");
            (name, (language, yes, Some(name)), (language, no, Some(name)))
        });
        rule::try_each(&NO_STEP, examples, |_, &(language, text, name)| fired(text, language, Later::After) == name);
    }

    #[test]
    fn what_only_after_makes_a_duration_counts_before_later() {
        for (name, text) in [("duration", "He left within 3 years."), ("bare-after", "He left year on year.")] {
            assert_eq!(fired(text, Language::English, Later::After), Some(name), "{text}");
            assert_eq!(fired(text, Language::English, Later::Told), None, "{text}");
        }
    }
}
