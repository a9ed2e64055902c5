//! In: a line of a page. Out: the reason to drop it that its words give, if they give one.
//!
//! Invariant: knows words of languages, never of a site; a line that tells something is longer than these.

use std::collections::HashMap;
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use serde::Deserialize;

use crate::letters::{Letter, LowerCase};
use crate::normalize::DropReason;

/// The longest line, in characters, that its first words can make furniture.
const SHORT: usize = 140;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Lists {
    advert: Words,
    share: Words,
    reading_time: Words,
    related: Words,
    comment: Words,
    copyright: Words,
    credit: Words,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Words {
    is: Vec<String>,
    starts: Vec<String>,
    holds: Vec<String>,
}

/// The words of all lists, ready to be looked up.
struct Index {
    is: HashMap<String, DropReason>,
    /// By their first character.
    starts: HashMap<char, Vec<(String, DropReason)>>,
    holds: AhoCorasick,
    /// For each pattern of `holds`.
    reasons: Vec<DropReason>,
}

static INDEX: LazyLock<Index> = LazyLock::new(|| {
    let lists: Lists =
        toml::from_str(include_str!("furniture.toml")).expect("the list is part of the program and tested");
    Index::new(lists)
});

impl Index {
    fn new(lists: Lists) -> Self {
        let by_words = [
            (lists.advert, DropReason::Advert),
            (lists.share, DropReason::Share),
            (lists.reading_time, DropReason::ReadingTime),
            (lists.related, DropReason::Related),
            (lists.comment, DropReason::Comment),
            (lists.copyright, DropReason::Copyright),
            (lists.credit, DropReason::Figure),
        ];
        let mut is = HashMap::new();
        let mut starts: HashMap<char, Vec<(String, DropReason)>> = HashMap::new();
        let (mut held, mut reasons) = (Vec::new(), Vec::new());
        for (words, reason) in by_words {
            for words in words.is {
                is.entry(words).or_insert(reason);
            }
            for words in words.starts {
                starts.entry(words.chars().next().unwrap_or(' ')).or_default().push((words, reason));
            }
            reasons.extend(words.holds.iter().map(|_| reason));
            held.extend(words.holds);
        }
        let holds = AhoCorasick::new(held).expect("the list is part of the program and tested");
        Self { is, starts, holds, reasons }
    }

    /// What the words of a line in lower case say; `bare` is the line without the signs around it.
    fn reason(&self, line: &str, bare: &str) -> Option<DropReason> {
        let starts = || {
            let of_first = self.starts.get(&line.chars().next()?)?;
            of_first.iter().find(|(words, _)| line.starts_with(words.as_str())).map(|(_, reason)| *reason)
        };
        let holds = || self.holds.find(line).map(|found| self.reasons[found.pattern().as_usize()]);
        self.is.get(bare).copied().or_else(starts).or_else(holds)
    }
}

/// Why a line is furniture by its words, if it is.
pub fn reason(line: &str) -> Option<DropReason> {
    if line.chars().nth(SHORT).is_some() {
        return None;
    }
    let line = line.lower_case();
    INDEX.reason(&line, bare(&line))
}

/// Whether a line is the heading of a list of other articles.
pub fn heads_others(line: &str) -> bool {
    line.chars().nth(SHORT).is_none() && INDEX.is.get(bare(&line.lower_case())) == Some(&DropReason::Related)
}

/// A line without the signs around it.
fn bare(line: &str) -> &str {
    line.trim_matches(|c: char| !c.is_letter_or_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn furniture_is_known_by_its_words_and_prose_is_not() {
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
