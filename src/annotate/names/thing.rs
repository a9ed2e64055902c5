//! In: the words around a name. Out: whether it is that of a street, a prize, a ship, and not of a person.
//!
//! Invariant: told by what stands before the name and by the marks around it; a verb never decides.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon;
use super::token::{Shape, Text};
use crate::letters::{Letter, LowerCase};

/// Words in lower case before the name of a thing, by kind: `named` always, `bearer` where the name is in the genitive,
/// `signed` where it stands in marks; by `house` behind it, in English; `state` and `side` before a part of a federation.
static WORDS: LazyLock<[HashSet<&'static str>; 11]> = LazyLock::new(|| {
    ["named", "bearer", "signed", "house", "state", "side", "article", "people", "team", "place", "institution"].map(
        |kind| {
            let lines = include_str!("things.txt").lines().filter_map(|line| line.split_once(": "));
            lines.filter(|(key, _)| *key == kind).flat_map(|(_, words)| words.split_whitespace()).collect()
        },
    )
});

/// Whether a word is one of a kind, or a beginning of the list with an ending of at most four letters.
fn is(kind: usize, word: &str) -> bool {
    let lower = word.lower_case();
    let ends = lower.char_indices().rev().map(|(at, _)| at).take(4).chain([lower.len()]);
    ends.into_iter().any(|end| match end == lower.len() {
        true => WORDS[kind].contains(lower.as_str()),
        false => WORDS[kind].contains(format!("{}*", &lower[..end]).as_str()),
    }) || WORDS[kind].contains(format!("{lower}*").as_str())
}

/// The word before a name, without the full stop of an abbreviation.
fn before<'a>(text: &Text<'a>, start: usize) -> &'a str {
    let at = if start > 1 && text.word(start - 1) == "." { start - 2 } else { start.wrapping_sub(1) };
    text.word(at)
}

/// Whether the name is that of a street, a university or the like: "імені", "вулиця"; in English "the Lady Jane".
pub fn is_dedicated(text: &Text, start: usize) -> bool {
    if start == 0 {
        return false;
    }
    let ship = |at: usize| {
        matches!(text.word(at), "Lady" | "Sir" | "King" | "Queen" | "Prince" | "Princess" | "Captain")
            && at > 0
            && text.word(at - 1).lower_case() == "the"
    };
    is(0, before(text, start)) || ship(start - 1)
}

/// Whether the word before tells that the token names a part of a federation: "штаті Джорджія", "Південна Кароліна".
pub fn is_of_a_state(text: &Text, at: usize) -> bool {
    let before = at.wrapping_sub(1);
    at > 0 && (is(4, text.word(before)) && lexicon::is_other(&text.word(at).lower_case()) || is(5, text.word(before)))
}

/// Whether the word before is one for a part of a country or a settlement, whose name follows: "провінції Верхній Брод".
pub fn is_of_a_place(text: &Text, start: usize) -> bool {
    start > 0 && is(9, text.word(start - 1))
}

/// Names that are built as those of people are and name firms, works and those who are told of in them.
static FAMOUS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("famous.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// Whether a stretch begins with the word for a place or a thing that bears a name ("Fort Holm", "Camp Holm"), ends with a hyphen
/// and a word for an institution ("Anna Holm-Institut"), or is a name that everybody knows for another thing.
pub fn is_known(text: &Text, piece: &Range<usize>) -> bool {
    let Some(last) = piece.clone().last() else { return false };
    let words = || piece.clone().map(|at| text.word(at).lower_case()).collect::<Vec<_>>().join(" ");
    let part = text.word(last).rsplit_once('-').map(|(_, part)| part.lower_case());
    piece.len() > 1
        && (is(0, text.word(piece.start))
            || part.is_some_and(|part| WORDS[10].iter().any(|word| part.starts_with(word)))
            || FAMOUS.contains(words().as_str()))
}

/// Whether a word stands with a hyphen before Arabic names: "al-Hamri".
pub fn is_article(word: &str) -> bool {
    WORDS[6].contains(word)
}

/// Whether an English word has an ending of those that belong to a people, a party or a faith: "Koreans", "socialists".
pub fn is_people(word: &str) -> bool {
    WORDS[7].iter().any(|ending| word.ends_with(ending))
}

/// Whether the token is an English word behind the name of a thing: "the Edith Barlow Theatre".
pub fn is_house(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Capital
        && text.joined(at.wrapping_sub(1))
        && WORDS[3].contains(text.word(at).lower_case().as_str())
        && (has_two_words_before(text, at) || !lexicon::is_surname_too(&text.word(at).lower_case()))
}

/// Whether two capitalized words stand before a token: what is a surname behind one of them closes the name of a thing.
fn has_two_words_before(text: &Text, at: usize) -> bool {
    at > 1 && text.joined(at - 2) && (at - 2..at).all(|before| text.shape(before) == Shape::Capital)
}

/// Whether a word has a capital letter in the middle, behind no beginning that surnames have: "CloudArmor", not "MacLeod".
pub fn is_brand(word: &str) -> bool {
    let inner =
        word.char_indices().zip(word.chars().skip(1)).find(|((_, one), next)| one.is_small() && next.is_capital());
    inner.is_some_and(|((at, one), _)| !lexicon::is_beside("beginning", &word[..at + one.len_utf8()]))
}

/// Whether the name fills a pair of marks behind the word for a team: "хокейний клуб «Степан Рощин»".
pub fn is_team(text: &Text, piece: &Range<usize>) -> bool {
    piece.start > 1
        && matches!(text.word(piece.start - 1), "«" | "“" | "„" | "\"")
        && matches!(text.word(piece.end), "»" | "”" | "“" | "\"")
        && is(8, text.word(piece.start - 2))
}

/// Whether the word before is a thing that bears a name in the genitive: "премія Гонгадзе", "сквер Лесі Українки".
pub fn is_bearer(text: &Text, start: usize) -> bool {
    start > 0 && is(1, before(text, start))
}

/// Whether the name fills a pair of marks behind a thing: a hotel, a ship, a book.
pub fn is_quoted(text: &Text, piece: &Range<usize>) -> bool {
    let opened = piece.start > 1 && matches!(text.word(piece.start - 1), "«" | "“" | "„" | "\"");
    let closed = matches!(text.word(piece.end), "»" | "”" | "“" | "\"");
    opened && closed && {
        let before = text.word(piece.start - 2);
        text.shape(piece.start - 2) == Shape::Lower
            && (is(2, before) || is(1, before))
            && lexicon::office(&before.lower_case()).is_empty()
    }
}
