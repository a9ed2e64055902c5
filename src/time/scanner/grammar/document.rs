//! In: tokens at a day. Out: the token behind it, where it only names a document: "указ від 3 травня", "the law of 3 May".
//!
//! Invariant: drops no day but one that a link such as "of" ties to a document, with nothing between them but its number, its
//! title or its issuer; a range, or what was said or written that day ("заява від 3 травня"), keeps its days.

use super::{Join, Scanner};
use crate::letters::{Letter, LowerCase};
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::wording::Rule;

/// So many words stand between a document and its day, at most: "Law of Ukraine No. 5 of the parliament of 3 May".
const WORDS: usize = 8;
/// A title between quotation marks is looked for in so many bytes.
const TITLE: usize = 200;

impl Scanner<'_> {
    /// Behind a day that only names a document. Read only where an expression is to tell when something happened.
    pub(super) fn day_of_document(&self, at: usize) -> Option<usize> {
        let starts = matches!(
            self.tokens[at].sense,
            Sense::Number { .. }
                | Sense::Ordinal(_)
                | Sense::Cardinal(_)
                | Sense::Date { .. }
                | Sense::Short { .. }
                | Sense::Month(_)
                | Sense::MonthShy(_)
                | Sense::MonthShort(_)
        );
        let before = starts.then(|| self.document_link(at));
        match before? {
            Some(link) => self.is_document(&self.text[..link]).then(|| self.behind_single_day(at))?,
            None => self.document_behind(at),
        }
    }

    /// "the May 3 decree".
    fn document_behind(&self, at: usize) -> Option<usize> {
        let definite = at > 0 && !self.tokens[at].line && self.ends_with(at, &self.wording.definite);
        let next = (definite && self.has(Rule::MonthFirst)).then(|| self.behind_single_day(at))??;
        let named = !self.is_end(next) && self.wording.documents.contains(&self.first_word(next).lower_case());
        named.then_some(next)
    }

    /// Behind one day with its month, and with its year where it has one; a range is none.
    fn behind_single_day(&self, at: usize) -> Option<usize> {
        let next = match self.tokens[at].sense {
            Sense::Date { days: (first, last), .. } => (first == last).then(|| self.year_mark(at + 1))?,
            Sense::Short { .. } => at + 1,
            Sense::Month(_) | Sense::MonthShy(_) | Sense::MonthShort(_) => {
                self.has(Rule::MonthFirst).then(|| self.month_alone(at).and_then(|(_, day)| self.one_day(day)))??.1
            }
            _ => self.one_day(at).and_then(|(_, behind)| self.month_name(behind))?.1,
        };
        let next = self.year_after(next).map_or(next, |(_, behind)| behind);
        (self.join(next) != Some(Join::Range)).then_some(next)
    }

    /// Where the words begin that tie a day to what stands before it: "від", "of", "z dnia".
    fn document_link(&self, at: usize) -> Option<usize> {
        let before = self.text[..self.tokens[at].start].trim_end_matches([' ', '\u{a0}']);
        let link = |phrase: &String| {
            let from = before.len().checked_sub(phrase.len()).filter(|&from| before.is_char_boundary(from))?;
            let opens = !before[..from].ends_with(char::is_letter_or_digit);
            (opens && before[from..].lower_case() == *phrase).then_some(from)
        };
        if self.tokens[at].line { None } else { self.wording.document_links.iter().find_map(link) }
    }

    /// Whether a text ends with a document: "указ президента № 5", "Закон України «Про освіту»".
    fn is_document(&self, text: &str) -> bool {
        let mut rest = text.trim_end();
        for _ in 0..WORDS {
            if let Some(title) = title_at_end(rest) {
                rest = rest[..title].trim_end();
                continue;
            }
            let (before, piece) = last_piece(rest);
            // "(указ", "l’arrêté".
            let word = piece.rsplit(['(', '«', '“', '„', '"', '\'', '’']).next().unwrap_or(piece);
            if is_listed(&self.wording.documents, word) {
                return true;
            }
            rest = if self.goes_between(piece) { before } else { self.before_matter(before, piece).unwrap_or("") };
        }
        false
    }

    /// Whether a word may stand between a document and its day: a number, a name, an issuer.
    fn goes_between(&self, piece: &str) -> bool {
        let opens = |c: char| c.is_ascii_digit() || char::is_capital(c);
        let plain = piece.starts_with(opens) && piece.ends_with(char::is_letter_or_digit);
        plain || is_listed(&self.wording.document_between, piece)
    }

    /// What stands before "про освіту" in "закон про освіту": one word may tell what a document is about.
    fn before_matter<'t>(&self, before: &'t str, piece: &str) -> Option<&'t str> {
        let (further, about) = last_piece(before);
        let plain = piece.chars().all(char::is_letter_or_digit);
        (plain && is_listed(&self.wording.document_about, about)).then_some(further)
    }
}

fn is_listed(list: &[String], word: &str) -> bool {
    let word = word.lower_case();
    list.contains(&word)
}

/// The last word of a text with the marks that hang on it, and the text before it.
fn last_piece(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    let start =
        text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    (text[..start].trim_end(), &text[start..])
}

/// Where a title between quotation marks begins that a text ends with.
fn title_at_end(text: &str) -> Option<usize> {
    let opens: &[char] = match text.chars().next_back()? {
        '»' => &['«'],
        '”' => &['“', '„'],
        '“' => &['„'],
        _ => return None,
    };
    let from = text.floor_char_boundary(text.len().saturating_sub(TITLE));
    text[from..].rfind(opens).map(|at| from + at)
}
