//! In: the data of an edition. Out: the words in it that the captures do not have at the stated place.
//!
//! Everything with a text and a place is checked, wherever it is in the data. So a new part of the edition is checked from the start.
//!
//! Invariant: compares words as `passage` cleans them. A text of a capture without a place is a failure.

use serde::Deserialize;
use serde_json::{Map, Value};

use super::claims::Place;
use super::originals::Original;
use super::{Check, Found, What, letters, shown};
use crate::capture::CaptureId;
use crate::letters::Letter;
use crate::passage::Passage;

/// The kind of evidence whose words come from the project, not from a page.
const CORRECTION: &str = "correction";

/// Checks everything in the data that has words of a capture.
pub(crate) fn check(data: &Value, check: &Check, found: &mut Found) {
    Walk { check, found, path: Vec::new() }.value(data);
}

/// A step on the way to a value.
enum Step<'a> {
    Field(&'a str),
    Item(usize),
}

struct Walk<'a, 'b> {
    check: &'a Check<'a>,
    found: &'b mut Found,
    path: Vec<Step<'a>>,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(fields) => {
                self.object(fields);
                for (key, value) in fields {
                    self.path.push(Step::Field(key));
                    self.value(value);
                    self.path.pop();
                }
            }
            Value::Array(items) => {
                for (at, item) in items.iter().enumerate() {
                    self.path.push(Step::Item(at));
                    self.value(item);
                    self.path.pop();
                }
            }
            _ => {}
        }
    }

    fn object(&mut self, fields: &Map<String, Value>) {
        let Some(text) = fields.get("text").and_then(Value::as_str) else { return };
        if fields.contains_key("path") && fields.contains_key("kind") {
            self.evidence(fields, text);
        } else if fields.contains_key("source") || fields.contains_key("place") {
            self.quotation(fields, text);
        }
    }

    /// Checks words with the number of their source.
    fn quotation(&mut self, fields: &Map<String, Value>, text: &str) {
        let Some(place) = fields.get("place").and_then(|place| Place::deserialize(place).ok()) else {
            return self.without_place(fields, text);
        };
        let number = fields.get("source").and_then(Value::as_u64).unwrap_or_default() as usize;
        let source = self.check.claims.source(number);
        if !source.is_some_and(|source| source.path == place.path && source.record == place.record) {
            let problem = format!("source {number} is not the capture `{}`", CaptureId::new(&place.path, place.record));
            self.found.add(What::Words, self.at(), problem);
        }
        let problem = stands(self.check, text, &place).or_else(|| self.cut(fields, text, &place));
        if let Some(problem) = problem {
            self.found.add(What::Words, self.at(), problem);
        }
    }

    /// Finds a sentence or a quote that begins or ends in the middle of another.
    fn cut(&self, fields: &Map<String, Value>, text: &str, place: &Place) -> Option<String> {
        let is_quote = fields.contains_key("speaker");
        if !(is_quote || self.is_sentence()) {
            return None;
        }
        let (before, behind) = self.check.originals.at(&place.path, place.record)?.around(place.start, place.end)?;
        is_cut(text, before, behind, is_quote).then(|| format!("{} is only part of a longer one", shown(text)))
    }

    fn is_sentence(&self) -> bool {
        let field = self.path.iter().rev().find_map(|step| match step {
            Step::Field(name) => Some(*name),
            Step::Item(_) => None,
        });
        matches!(field, Some("key" | "glance" | "added" | "upcoming"))
    }

    /// Checks words without a place. Only a headline from the project, or the name of a capture without a headline, may lack a place.
    fn without_place(&mut self, fields: &Map<String, Value>, text: &str) {
        let number = fields.get("source").and_then(Value::as_u64).unwrap_or_default() as usize;
        let source = self.check.claims.source(number);
        let known = source.is_some_and(|source| {
            let name = CaptureId::new(&source.path, source.record).to_string();
            let title = self.check.originals.correction(&name).and_then(|correction| correction.title.as_deref());
            text == name || Some(text) == title
        });
        let is_headline = matches!(self.path.last(), Some(Step::Field("headline")));
        if !(is_headline && known) {
            self.found.add(What::Words, self.at(), format!("{} names no place in a capture", shown(text)));
        }
    }

    fn evidence(&mut self, fields: &Map<String, Value>, text: &str) {
        let capture = fields["path"].as_str().unwrap_or_default();
        let Some(original) = self.check.originals.get(capture) else {
            return self.found.add(What::Evidence, self.at(), format!("the capture `{capture}` does not exist"));
        };
        let number = |name: &str| fields.get(name).and_then(Value::as_u64).map(|number| number as usize);
        let problem = match (number("start"), number("end")) {
            (Some(start), Some(end)) => stand_in(original, text, start, end),
            _ if self.is_corrected(fields, capture, text) || text.is_empty() || original.says(text) => None,
            _ => Some(format!("{} is nowhere in `{capture}`", shown(text))),
        };
        if let Some(problem) = problem {
            self.found.add(What::Evidence, self.at(), problem);
        }
    }

    /// Whether the evidence is the project's correction of a capture, or is based on it.
    fn is_corrected(&self, fields: &Map<String, Value>, capture: &str, text: &str) -> bool {
        let kind = fields["kind"].as_str().unwrap_or_default();
        let Some(correction) = self.check.originals.correction(capture) else { return false };
        let days = [correction.published, correction.happened].into_iter().flatten().map(|day| day.to_string());
        let source = correction.source.iter().cloned();
        matches!(kind, CORRECTION | "lag") && days.chain(source).any(|said| said == text)
    }

    fn at(&self) -> String {
        let mut at = String::new();
        for step in &self.path {
            match step {
                Step::Field(name) if at.is_empty() => at.push_str(name),
                Step::Field(name) => at.extend([".", name]),
                Step::Item(index) => at.push_str(&format!("[{index}]")),
            }
        }
        at
    }
}

/// What is wrong with words that should be at a place, if anything.
pub(crate) fn stands(check: &Check, text: &str, place: &Place) -> Option<String> {
    match check.originals.at(&place.path, place.record) {
        Some(original) => stand_in(original, text, place.start, place.end),
        None => Some(format!("the capture `{}` does not exist", CaptureId::new(&place.path, place.record))),
    }
}

fn stand_in(original: &Original, text: &str, start: usize, end: usize) -> Option<String> {
    let there = original.words(start, end);
    if there == Some(text) {
        return None;
    }
    let capture = CaptureId::new(&original.path, original.record).to_string();
    let cleaned = |text: &str| Passage::new(text, 0).text;
    match there.map(cleaned) {
        None => Some(format!("`{capture}` has no place {start}–{end}")),
        Some(there) if there.is_empty() => Some(format!("there is nothing in `{capture}` at {start}–{end}")),
        Some(there) if there == cleaned(text) => None,
        Some(there) => {
            let (text, there) = (from_difference(text, &there), from_difference(&there, text));
            Some(format!("{text} is not what `{capture}` has there: {there}"))
        }
    }
}

/// A text for comparison with another: from shortly before the first letter that differs.
fn from_difference(text: &str, other: &str) -> String {
    /// Maximum number of equal characters that are shown before it. Set by hand.
    const BEFORE: usize = 20;
    let same = text.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    match text.char_indices().nth(same.saturating_sub(BEFORE)) {
        Some((from, _)) if from > 0 => shown(&format!("…{}", &text[from..])),
        _ => shown(text),
    }
}

/// Whether a sentence or a quote between these texts is only part of a longer one. A sentence ends with its mark or with its line. A quote
/// ends with a sentence, or where no word follows. Neither begins inside a word. A combining mark belongs to the letter before it.
fn is_cut(text: &str, before: &str, behind: &str, is_quote: bool) -> bool {
    let word = |c: Option<char>| c.is_some_and(Letter::is_letter_or_digit);
    let inside = word(before.chars().rev().find(|c| !c.is_mark())) && word(text.chars().next());
    let mut rest = behind.chars().take_while(|&c| c != '\n');
    let next = rest.find(|c| !(c.is_whitespace() || c.is_mark() || crate::passage::is_invisible(*c)));
    let open = if is_quote { word(next) } else { next.is_some() };
    inside || (open && !letters::ends_sentence(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_is_shown_from_its_first_difference() {
        let (one, other) = ("Міст через Десну має завдовжки 346 метрів.", "Міст через Десну має завдовжки 364 метри.");
        assert_eq!(from_difference(one, other), "`…есну має завдовжки 346 метрів.`");
        assert_eq!(from_difference("Так", "Ні"), "`Так`");
    }

    #[test]
    fn a_fragment_is_distinguished_from_a_sentence() {
        assert!(!is_cut("Рада діє.", "Так. ", " Далі.", false));
        assert!(!is_cut("Рада діє", "Так. ", " \nДалі", false) && !is_cut("Рада діє", "", " \u{484}", false));
        assert!(is_cut("Рада діє", "Так. ", " далі.", false));
        assert!(is_cut("ада діє.", "Р", "", false));
        assert!(!is_cut("Діє рада.", "Так. \u{5b7}", "", false) && is_cut("ого.", "добри\u{306}", "", false));
        assert!(!is_cut("Рада діє.", "КИЇВ, 3 лютого (АБВ) — ", " Далі.", false), "behind a dateline");
        assert!(!is_cut("Рада діє.", "(АБВ)", " Далі.", false) && is_cut("ада діє.", "(АБВ)Р", " Далі.", false));
        assert!(!is_cut("ми готові", "«", "», – сказав", true));
        assert!(!is_cut("ми готові", "«", ", – сказав", true));
        assert!(is_cut("ми", "«", " готові»", true));
    }
}
