//! In: a line of a page. Out: the reason to drop it, by its words.
//!
//! Invariant: knows words of languages, never of a site. Lines with real content are longer than these.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::lang;
use crate::lang::boilerplate::{PhraseLists, Phrases};
use crate::letters::{Letter, LowerCase};
use crate::normalize::DropReason;

/// The longest line, in characters, that can be boilerplate by its first words.
const SHORT: usize = 140;

/// The words of one kind of line in a language.
type Kind = fn(&'static PhraseLists) -> &'static Phrases;

/// The kinds of lines with their reasons, in order.
const KINDS: [(Kind, DropReason); 9] = [
    (|lines| &lines.advert, DropReason::Advert),
    (|lines| &lines.share, DropReason::Share),
    (|lines| &lines.reading_time, DropReason::ReadingTime),
    (|lines| &lines.related, DropReason::Related),
    (|lines| &lines.comment, DropReason::Comment),
    (|lines| &lines.copyright, DropReason::Copyright),
    (|lines| &lines.credit, DropReason::Figure),
    (|lines| &lines.control, DropReason::Menu),
    (|lines| &lines.section, DropReason::Menu),
];

/// The words of all kinds, as lookup tables.
struct Index {
    whole: HashMap<&'static str, DropReason>,
    /// By their first character.
    starts: HashMap<char, Vec<(&'static str, DropReason)>>,
    holds: AhoCorasick,
    /// The reason for each pattern of `holds`.
    reasons: Vec<DropReason>,
}

static INDEX: LazyLock<Index> = LazyLock::new(Index::new);

impl Index {
    fn new() -> Self {
        let mut whole = HashMap::new();
        let mut starts: HashMap<char, Vec<(&'static str, DropReason)>> = HashMap::new();
        let (mut held, mut reasons) = (Vec::new(), Vec::new());
        let phrases = KINDS
            .into_iter()
            .flat_map(|(kind, reason)| lang::packs().iter().map(move |pack| (kind(&pack.boilerplate.markup), reason)));
        for (phrases, reason) in phrases {
            for words in &phrases.whole {
                whole.entry(words.as_str()).or_insert(reason);
            }
            for words in &phrases.starts {
                starts.entry(words.chars().next().unwrap_or(' ')).or_default().push((words, reason));
            }
            held.extend(phrases.holds.iter().map(String::as_str));
            reasons.resize(held.len(), reason);
        }
        let holds = AhoCorasick::new(held).expect("the lists are part of the program and tested");
        Self { whole, starts, holds, reasons }
    }

    /// The reason for a line in lower case. `bare` is the line without the signs around it.
    fn reason(&self, line: &str, bare: &str) -> Option<DropReason> {
        let starts = || {
            let of_first = self.starts.get(&line.chars().next()?)?;
            of_first.iter().find(|(words, _)| line.starts_with(words)).map(|(_, reason)| *reason)
        };
        let holds = || self.holds.find(line).map(|found| self.reasons[found.pattern().as_usize()]);
        self.whole.get(bare).copied().or_else(starts).or_else(holds)
    }
}

/// Why a line is boilerplate by its words.
pub(crate) fn reason(line: &str) -> Option<DropReason> {
    if line.chars().nth(SHORT).is_some() {
        return None;
    }
    let line = line.lower_case();
    INDEX.reason(&line, bare(&line))
}

/// Whether a line is the heading of a list of other articles.
pub(crate) fn heads_others(line: &str) -> bool {
    line.chars().nth(SHORT).is_none() && INDEX.whole.get(bare(&line.lower_case())) == Some(&DropReason::Related)
}

/// A line without the signs around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_letter_or_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pack_has_no_list_for_pages_with_markup_that_is_never_read() {
        for pack in lang::packs() {
            let lines = &pack.boilerplate.markup;
            assert!(
                KINDS.iter().all(|(kind, _)| kind(lines).short_starts.is_empty()),
                "`short-starts` is for plain text"
            );
            let byline = [&lines.byline.whole, &lines.byline.starts, &lines.byline.holds, &lines.byline.short_starts];
            assert!(byline.into_iter().all(Vec::is_empty), "`byline` is for plain text");
        }
    }

    #[test]
    fn boilerplate_is_recognized_by_its_words() {
        for (line, expected) in [
            ("РЕКЛАМА", Some(DropReason::Advert)),
            ("Читайте також: Уряд схвалив кошторис", Some(DropReason::Related)),
            ("Read more: Council meets", Some(DropReason::Related)),
            ("3 min read", Some(DropReason::ReadingTime)),
            ("Підписуйтесь на наш канал", Some(DropReason::Share)),
            ("© 2024 Вісник", Some(DropReason::Copyright)),
            ("Ринок у центрі міста (Image: Вісник)", Some(DropReason::Figure)),
            ("Реклама алкоголю стане дорожчою", None),
            ("Share prices fell on Monday", None),
            ("Уряд схвалив кошторис", None),
            ("", None),
        ] {
            assert_eq!(reason(line), expected, "{line}");
        }
    }
}
