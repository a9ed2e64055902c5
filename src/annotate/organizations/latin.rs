//! In: a run of capitalized words in Latin letters. Out: the organization that it names.
//!
//! Invariant: a noun for an institution stands in the name, capitalized; the words that open a sentence belong to none.

use std::ops::Range;

use super::lists::{Class, latin_head};
use super::mention::{Mention, Page};
use super::named;
use crate::annotate::gazetteer::folded;
use crate::annotate::names::{Shape, is_latin, office_of_subject};
use crate::annotate::places::place_at;
use crate::lang::organizations::ALL as WORDS;

/// The organization whose noun stands at a token.
pub fn find(page: &Page, at: usize) -> Option<Mention> {
    let class = latin_head(page.text.word(at)).or_else(|| latin_head(&format!("{}.", page.text.word(at))))?;
    let start = left(page, at, class);
    if class == Class::Form {
        return (start < at).then(|| mention(page, start..at + 1, class));
    }
    if page.titled || !page.is_capital(at) || page.is_person(at) {
        return None;
    }
    let end = right(page, at);
    let end = if latin_head(page.text.word(end)).is_some() && page.text.joined(end - 1) && end == at + 1 {
        return None;
    } else {
        end
    };
    let plain = start + 1 == at && page.opens(start) && end == at + 1;
    let alone = start == at && end == at + 1;
    let short = class == Class::Loose && at - start < 2 && end == at + 1;
    let place = place_at(page.text, start, page.tongue).is_some_and(|(tokens, _)| tokens == (start..end));
    let told = !(alone || short || place || plain && is_common(page, start));
    told.then(|| mention(page, start..end, class))
}

fn mention(page: &Page, tokens: Range<usize>, class: Class) -> Mention {
    let name = page.printed(&tokens).to_owned();
    let (key, short) = match class {
        Class::Form => {
            let bare = named::key(&name);
            let end = (tokens.start..tokens.end).rfind(|&at| latin_head(page.text.word(at)) != Some(Class::Form));
            let short = end.map(|end| page.printed(&(tokens.start..end + 1)).to_owned());
            (bare, short.filter(|short| short.chars().count() > 3))
        }
        _ => (key(&name), None),
    };
    Mention { text: page.index, tokens, key, name, weak: false, short }
}

/// What is equal for two orders and spellings of an English name: `Ministry of Defence`, `Defense Ministry`.
pub fn key(name: &str) -> String {
    let words = name.split(|c: char| c.is_whitespace() || c == ',');
    let mut words: Vec<String> = words
        .map(folded)
        .filter(|word| !matches!(word.as_str(), "" | "&") && !WORDS.words_left_out.contains(word))
        .map(|word| WORDS.spellings.iter().find(|(one, _)| *one == word).map_or(word, |(_, other)| other.clone()))
        .collect();
    words.sort();
    words.join(" ")
}

/// The first capitalized word before the noun that belongs to the name.
fn left(page: &Page, at: usize, class: Class) -> usize {
    const MOST: usize = 6;
    let mut start = at;
    while start > 0 && at - start < MOST {
        let before = start - 1;
        let word = page.text.word(before);
        let comma_form = word == "," && start == at && before > 0 && class == Class::Form;
        let possessive =
            matches!(word, "’" | "'") && before > 0 && WORDS.possessive_endings.ends(page.text.word(before - 1));
        let ampersand = word == "&" && start < at && before > 0 && page.is_capital(before - 1);
        // "the Securities and Exchange Commission".
        let coordinate = WORDS.coordinators.contains(word)
            && start < at
            && before > 1
            && page.is_capital(before - 1)
            && !page.is_person(before - 1)
            && (page.is_capital(before - 2) || opens_coordinate(page.text.word(before - 2)));
        let fits = page.is_capital(before) && is_latin(word) && page.text.joined(before);
        // The form of a company behind a name is stronger evidence than what a person's name looks like.
        let fits = fits && (class == Class::Form || !page.is_person(before));
        if comma_form || ampersand || coordinate || possessive {
            start = before;
            continue;
        }
        if !fits || is_opener(page, before) {
            break;
        }
        start = before;
    }
    let is_link = |word: &str| matches!(word, "," | "&" | "’" | "'") || WORDS.coordinators.contains(word);
    while start < at && is_link(page.text.word(start)) {
        start += 1;
    }
    start
}

/// Whether two words that a conjunction joins may begin a name behind this one.
fn opens_coordinate(word: &str) -> bool {
    word == "." || WORDS.beginnings_of_coordinates.contains(word)
}

/// Whether a capitalized word is none of the name's: it opens the sentence, or is the office of somebody.
fn is_opener(page: &Page, at: usize) -> bool {
    let word = page.text.word(at);
    let office = office_of_subject(word).is_some() && page.text.shape(at) == Shape::Capital;
    let ministry = WORDS.ministries.contains(page.text.word(at + 1));
    let belongs_to_none = WORDS.compound_endings.ends(word) || WORDS.opening_articles.contains(word);
    let opener = || WORDS.openers.contains(word) || WORDS.opener_endings.ends(word);
    office && !ministry || belongs_to_none || page.opens(at) && !ministry && opener()
}

/// Whether the one word before the noun is a plain adjective that opens the sentence.
fn is_common(page: &Page, at: usize) -> bool {
    WORDS.openers.contains(page.text.word(at))
}

/// The end of "of (the) Capital (and) Capital" behind the noun.
fn right(page: &Page, at: usize) -> usize {
    let mut end = at + 1;
    if !WORDS.complement_prepositions.contains(page.text.word(end)) || !page.text.joined(at) {
        return end;
    }
    let start = end + 1 + usize::from(WORDS.articles.contains(page.text.word(end + 1)));
    let capital = |token: usize| {
        let word = page.text.word(token);
        page.is_capital(token) && is_latin(word) && !page.is_person(token) && !WORDS.times.contains(word)
    };
    let by_topic = WORDS.topic_prepositions_of_places.contains(page.text.word(end));
    let place = by_topic && place_at(page.text, start, page.tongue).is_some();
    if place || !capital(start) {
        return end;
    }
    end = start + 1;
    let is_link = |word: &str| word == "&" || WORDS.inner_links.contains(word);
    loop {
        if page.text.joined(end - 1) && capital(end) {
            end += 1;
        } else if is_link(page.text.word(end)) && capital(end + 1) && is_coordinate(page, end) {
            end += 2;
        } else {
            return end;
        }
    }
}

/// Whether a link inside a name goes on with it: not where an institution of its own follows.
fn is_coordinate(page: &Page, link: usize) -> bool {
    let behind = page.text.word(link + 2);
    latin_head(page.text.word(link + 1)).is_none() && latin_head(behind).is_none() && page.text.joined(link)
}
