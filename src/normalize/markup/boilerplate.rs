//! In: a line of a page. Out: the reason to drop it, by its words, and the phrase that gives the reason.
//!
//! Invariant: knows words of languages, never of a site. Lines with real content are longer than these.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;

use crate::lang;
use crate::lang::boilerplate::{Phrase, PhraseLists, Phrases};
use crate::letters::{Letter, LowerCase};
use crate::normalize::{Cause, DropReason};

/// The longest line, in characters, that can be boilerplate by its first words. The same with 70 and 280 on HTML pages.
const SHORT: usize = 140;

/// The words of one kind of line in a language.
type Kind = fn(&'static PhraseLists) -> &'static Phrases;

/// The kinds of lines with their names and reasons, in order.
const KINDS: [(Kind, &str, DropReason); 9] = [
    (|lines| &lines.advert, "advert", DropReason::Advert),
    (|lines| &lines.share, "share", DropReason::Share),
    (|lines| &lines.reading_time, "reading-time", DropReason::ReadingTime),
    (|lines| &lines.related, "related", DropReason::Related),
    (|lines| &lines.comment, "comment", DropReason::Comment),
    (|lines| &lines.copyright, "copyright", DropReason::Copyright),
    (|lines| &lines.credit, "credit", DropReason::Figure),
    (|lines| &lines.control, "control", DropReason::Menu),
    (|lines| &lines.section, "section", DropReason::Menu),
];

/// A phrase and the reason that it gives.
struct Entry {
    phrase: Phrase,
    reason: DropReason,
}

/// The words of all kinds, as lookup tables. The numbers are places in `entries`.
struct Index {
    entries: Vec<Entry>,
    whole: HashMap<&'static str, usize>,
    /// By their first character.
    starts: HashMap<char, Vec<usize>>,
    holds: AhoCorasick,
    /// The entry of each pattern of `holds`.
    held: Vec<usize>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| Index::new(entries()));

/// The phrases of all kinds, in order.
fn entries() -> Vec<Entry> {
    let lists = KINDS.into_iter().flat_map(|(list, kind, reason)| {
        lang::packs().iter().map(move |pack| (pack.language, list(&pack.boilerplate.markup), kind, reason))
    });
    let phrases = lists.flat_map(|(language, phrases, kind, reason)| {
        let compared = [("whole", &phrases.whole), ("starts", &phrases.starts), ("holds", &phrases.holds)];
        let phrase = move |compared, words| Phrase { language, table: "markup", kind, compared, words };
        compared
            .into_iter()
            .flat_map(move |(compared, words)| words.iter().map(move |words| phrase(compared, words.as_str())))
            .map(move |phrase| Entry { phrase, reason })
    });
    phrases.collect()
}

impl Index {
    fn new(entries: Vec<Entry>) -> Self {
        let mut whole = HashMap::new();
        let mut starts: HashMap<char, Vec<usize>> = HashMap::new();
        let mut held = Vec::new();
        for (at, Entry { phrase, .. }) in entries.iter().enumerate() {
            match phrase.compared {
                "whole" => drop(whole.entry(phrase.words).or_insert(at)),
                "starts" => starts.entry(phrase.words.chars().next().unwrap_or(' ')).or_default().push(at),
                _ => held.push(at),
            }
        }
        let patterns = held.iter().map(|&at| entries[at].phrase.words);
        let holds = AhoCorasick::new(patterns).expect("the lists are part of the program and tested");
        Self { entries, whole, starts, holds, held }
    }

    /// The entry for a line in lower case. `bare` is the line without the signs around it.
    fn find(&self, line: &str, bare: &str) -> Option<&Entry> {
        let starts = || {
            let of_first = self.starts.get(&line.chars().next()?)?;
            of_first.iter().copied().find(|&at| line.starts_with(self.entries[at].phrase.words))
        };
        let holds = || self.holds.find(line).map(|found| self.held[found.pattern().as_usize()]);
        self.whole.get(bare).copied().or_else(starts).or_else(holds).map(|at| &self.entries[at])
    }
}

/// Why a line is boilerplate by its words, and by which phrase.
pub(crate) fn cause(line: &str) -> Option<Cause> {
    if line.chars().nth(SHORT).is_some() {
        return None;
    }
    let line = line.lower_case();
    let Entry { phrase, reason } = INDEX.find(&line, bare(&line))?;
    Some(Cause { reason: *reason, phrase: Some(phrase) })
}

/// Whether a line is the heading of a list of other articles.
pub(crate) fn heads_others(line: &str) -> bool {
    let whole = |line: &str| INDEX.whole.get(bare(line)).map(|&at| INDEX.entries[at].reason);
    line.chars().nth(SHORT).is_none() && whole(&line.lower_case()) == Some(DropReason::Related)
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
                KINDS.iter().all(|(kind, ..)| kind(lines).short_starts.is_empty()),
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
            assert_eq!(cause(line).map(|cause| cause.reason), expected, "{line}");
        }
    }

    #[test]
    fn a_line_has_the_phrase_by_which_it_is_boilerplate() {
        let phrase = |line: &str| {
            let phrase = cause(line).and_then(|cause| cause.phrase).expect("the line is boilerplate");
            (phrase.language.tag(), phrase.list(), phrase.words)
        };
        assert_eq!(phrase("РЕКЛАМА"), ("uk", "markup.advert.whole".to_owned(), "реклама"));
        assert_eq!(phrase("Read more: Council meets"), ("en", "markup.related.starts".to_owned(), "read more:"));
        assert_eq!(phrase("3 min read"), ("en", "markup.reading-time.holds".to_owned(), "min read"));
    }
}
