//! In: a line of a page. Out: the reason to drop it that its words give, if they give one.
//!
//! Invariant: knows words of languages, never of a site; a line that tells something is longer than these.

use std::sync::LazyLock;

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

static LISTS: LazyLock<Lists> = LazyLock::new(|| {
    toml::from_str(include_str!("furniture.toml")).expect("the list is part of the program and tested")
});

/// Why a line is furniture by its words, if it is.
pub fn reason(line: &str) -> Option<DropReason> {
    if line.chars().nth(SHORT).is_some() {
        return None;
    }
    let line = line.lower_case();
    let bare = line.trim_matches(|c: char| !c.is_letter_or_digit());
    let lists = &*LISTS;
    let by_words = [
        (&lists.advert, DropReason::Advert),
        (&lists.share, DropReason::Share),
        (&lists.reading_time, DropReason::ReadingTime),
        (&lists.related, DropReason::Related),
        (&lists.comment, DropReason::Comment),
        (&lists.copyright, DropReason::Copyright),
        (&lists.credit, DropReason::Figure),
    ];
    by_words.into_iter().find(|(words, _)| words.hold(&line, bare)).map(|(_, reason)| reason)
}

impl Words {
    fn hold(&self, line: &str, bare: &str) -> bool {
        self.is.iter().any(|words| words == bare)
            || self.starts.iter().any(|words| line.starts_with(words.as_str()))
            || self.holds.iter().any(|words| line.contains(words.as_str()))
    }
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
