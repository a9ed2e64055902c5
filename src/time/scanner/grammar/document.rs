//! In: tokens at a day. Out: the token after it, if the day only identifies a document: "указ від 3 травня", "the law of 3 May".
//!
//! Invariant: drops a day only if a word such as "of" connects it to a document, with only the document's number, title or issuer between
//! them. A range, or the day of something said or written ("заява від 3 травня"), is kept.

use super::{Join, Scanner};
use crate::letters::{Letter, LowerCase};
use crate::time::scanner::lexicon::Sense;
use crate::time::scanner::wording::Rule;

/// The most words between a document and its day: "Law of Ukraine No. 5 of the parliament of 3 May". This one has 8.
const WORDS: usize = 8;
/// Number of bytes that are searched for a title in quotation marks. Set by hand.
const TITLE: usize = 200;

impl Scanner<'_> {
    /// The token after a day that only identifies a document. Only used when the expression must say when something happened.
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

    /// The token after one day with its month, and its year if there is one. None for a range.
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

    /// The start of the words that connect a day to what comes before it: "від", "of", "z dnia".
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

    /// Whether a word may be between a document and its day: a number, a name, an issuer.
    fn goes_between(&self, piece: &str) -> bool {
        let opens = |c: char| c.is_ascii_digit() || char::is_capital(c);
        let plain = piece.starts_with(opens) && piece.ends_with(char::is_letter_or_digit);
        plain || is_listed(&self.wording.document_between, piece)
    }

    /// The text before "про освіту" in "закон про освіту": one word may give the subject of a document.
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

/// The last word of a text with its punctuation, and the text before it.
fn last_piece(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    let start =
        text.rfind(char::is_whitespace).map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    (text[..start].trim_end(), &text[start..])
}

/// The start of a title in quotation marks at the end of a text.
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
