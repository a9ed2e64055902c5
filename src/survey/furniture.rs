//! In: a line of a page, folded. Out: the sort of furniture that its words show.
//!
//! Invariant: knows words of languages, never the name of a site or a person.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::letters::Letter;

/// What the words of a line show it to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Furniture {
    Advert,
    /// The heading of a list of other articles, or one of them behind "read also:".
    Related,
    /// Share buttons and calls to subscribe.
    Share,
    /// How long the page takes to read.
    Reading,
    Comment,
    Copyright,
    /// Something to press: "show more", "log in".
    Control,
    /// The name of a section, or tags.
    Section,
    /// Who made a picture.
    Credit,
    Byline,
}

/// Longest line, in bytes, in which furniture words are looked for: longer ones are prose.
const LONGEST: usize = 320;
/// Longest line, in bytes, that may be furniture for a word that it only holds.
const LONGEST_HOLDING: usize = 240;

#[derive(Deserialize)]
struct Words {
    whole: Vec<String>,
    starts: Vec<String>,
    holds: Vec<String>,
}

#[derive(Deserialize)]
struct Stop {
    words: Vec<String>,
}

/// The words of the calendar that lines of dates are made of.
#[derive(Deserialize)]
pub struct Calendar {
    /// How the names of the months begin.
    pub months: Vec<String>,
    /// "Today", "yesterday".
    pub relative: Vec<String>,
    /// "Ago".
    pub ago: Vec<String>,
}

#[derive(Deserialize)]
struct File {
    advert: Words,
    related: Words,
    share: Words,
    reading: Words,
    comment: Words,
    copyright: Words,
    control: Words,
    section: Words,
    credit: Words,
    byline: Words,
    stop: Stop,
    calendar: Calendar,
}

struct Lexicon {
    whole: BTreeMap<String, Furniture>,
    /// By first letter, so that a line is held against few of them.
    starts: BTreeMap<char, Vec<(String, Furniture)>>,
    holds: Vec<(String, Furniture)>,
    stop: HashSet<String>,
    calendar: Calendar,
}

static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    let file: File = toml::from_str(include_str!("furniture.toml")).expect("furniture.toml is part of the program");
    let mut lexicon = Lexicon {
        whole: BTreeMap::new(),
        starts: BTreeMap::new(),
        holds: Vec::new(),
        stop: file.stop.words.into_iter().collect(),
        calendar: file.calendar,
    };
    for (kind, words) in [
        (Furniture::Reading, file.reading),
        (Furniture::Advert, file.advert),
        (Furniture::Share, file.share),
        (Furniture::Related, file.related),
        (Furniture::Comment, file.comment),
        (Furniture::Copyright, file.copyright),
        (Furniture::Control, file.control),
        (Furniture::Byline, file.byline),
        (Furniture::Credit, file.credit),
        (Furniture::Section, file.section),
    ] {
        for word in words.whole {
            lexicon.whole.entry(word).or_insert(kind);
        }
        for word in words.starts {
            if let Some(first) = word.chars().next() {
                lexicon.starts.entry(first).or_default().push((word, kind));
            }
        }
        lexicon.holds.extend(words.holds.into_iter().map(|word| (word, kind)));
    }
    lexicon
});

/// The calendar words.
pub fn calendar() -> &'static Calendar {
    &LEXICON.calendar
}

/// Whether a word in lower case holds sentences together: an article, a preposition, a conjunction.
pub fn is_stop_word(word: &str) -> bool {
    LEXICON.stop.contains(word)
}

/// What the words of a line show, if anything. `folded` is the line in lower case without bullets (see `Line`).
pub fn furniture(folded: &str) -> Option<Furniture> {
    if folded.len() > LONGEST {
        return None;
    }
    let bare = folded.trim_end_matches(|c: char| c.is_whitespace() || ":.…!»›>|→-–—0123456789()+".contains(c));
    if let Some(&kind) = LEXICON.whole.get(bare).or_else(|| LEXICON.whole.get(folded)) {
        return Some(kind);
    }
    by_start(folded).or_else(|| by_part(folded))
}

fn by_start(folded: &str) -> Option<Furniture> {
    let candidates = LEXICON.starts.get(&folded.chars().next()?)?;
    candidates.iter().find(|(start, kind)| begins(folded, start) && fits(folded, start, *kind)).map(|&(_, kind)| kind)
}

fn begins(folded: &str, start: &str) -> bool {
    folded.strip_prefix(start).is_some_and(|rest| {
        let inside_word = start.ends_with(char::is_letter_or_digit) && rest.starts_with(char::is_letter_or_digit);
        // Calls to subscribe are given without their endings, rights reserved without their number.
        !inside_word || start.ends_with("захищен") || start.ends_with("защищен")
    })
}

/// A credit or a byline is a few words, not a sentence that begins with "photo" or "by".
fn fits(folded: &str, start: &str, kind: Furniture) -> bool {
    let rest = folded[start.len()..].trim_start();
    match kind {
        Furniture::Credit => {
            let words = folded.split_whitespace().count();
            let marked = rest.starts_with([':', '©', '/', '|']) && rest.chars().nth(1).is_some();
            !rest.is_empty() && (words <= 7 || (marked && words <= 16))
        }
        Furniture::Byline => !rest.is_empty() && folded.split_whitespace().count() <= 12,
        // "Follow" alone begins sentences too.
        Furniture::Share if start == "follow" => {
            folded.split_whitespace().count() <= 7 && !folded.ends_with(['.', ':'])
        }
        _ => true,
    }
}

fn by_part(folded: &str) -> Option<Furniture> {
    if folded.len() > LONGEST_HOLDING {
        return None;
    }
    let short = folded.len() <= 60;
    LEXICON
        .holds
        .iter()
        .find(|(part, kind)| (short || *kind != Furniture::Reading) && folded.contains(part.as_str()))
        .map(|&(_, kind)| kind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_show_furniture_only_where_they_stand_like_it() {
        for (line, kind) in [
            ("реклама", Some(Furniture::Advert)),
            ("ще за темою:", Some(Furniture::Related)),
            ("3 хв читати", Some(Furniture::Reading)),
            ("фото: пресслужба міськради", Some(Furniture::Credit)),
            ("фото з місця подій опублікували у мережі, і на них добре видно зруйнований міст", None),
            ("підписуйтесь на сторінку \"вечора\" у facebook", Some(Furniture::Share)),
            ("реклама тютюну в метро відтепер заборонена законом", None),
        ] {
            assert_eq!(furniture(line), kind, "{line}");
        }
    }
}
