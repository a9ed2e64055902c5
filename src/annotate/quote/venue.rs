//! In: the words of the author beside a quote. Out: those that say where, or to whom, it was said.
//!
//! Invariant: exact words of the text, from the preposition, or the name of the paper, to the end of its phrase.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::subject::{Scene, is_preposition};
use crate::annotate::PersonForm;
use crate::annotate::names::{self, Shape, Text};
use crate::letters::LowerCase;

/// Nouns, by their beginnings in lower case, of occasions and places at which something is said.
static OCCASIONS: LazyLock<HashSet<&'static str>> = LazyLock::new(|| {
    let lines = include_str!("venues.txt").lines().filter(|line| !line.starts_with('#'));
    lines.flat_map(str::split_whitespace).collect()
});

/// The phrase has at most this many words behind its preposition.
const LONGEST: usize = 6;

/// Where the words among `tokens` say that something was said: "у вечірньому зверненні", "told the Wire".
pub fn find(scene: &Scene, tokens: &Range<usize>) -> Option<PersonForm> {
    let text = scene.text();
    let open = |at: &usize| text.shape(*at) != Shape::Mark && !scene.is_quoted(*at);
    let phrase = tokens.clone().filter(open).find_map(|at| phrase(text, at, tokens.end));
    let words = phrase.or_else(|| tokens.clone().filter(open).find_map(|at| paper(text, at, tokens.end)))?;
    Some(text.form(&words))
}

/// A preposition and the noun of an occasion: "на брифінгу", "in her closing argument", "on X".
fn phrase(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    let opens = matches!(
        text.word(at).lower_case().as_str(),
        "у" | "в"
            | "во"
            | "на"
            | "під"
            | "со"
            | "с"
            | "зі"
            | "з"
            | "по"
            | "in"
            | "on"
            | "at"
            | "during"
            | "from"
            | "outside"
            | "via"
    );
    if !opens {
        return None;
    }
    let stops =
        |at: usize| text.shape(at) == Shape::Mark || is_preposition(text.word(at)) || text.shape(at) == Shape::Number;
    let noun =
        (at + 1..end.min(at + 1 + LONGEST)).take_while(|&at| !stops(at)).find(|&at| is_occasion(text.word(at)))?;
    Some(at..with_name(text, noun + 1, end))
}

/// Takes in the name of a paper behind "у розмові з": "з «Бродом»", "з нашим виданням".
fn with_name(text: &Text, noun: usize, end: usize) -> usize {
    let link = matches!(text.word(noun), "з" | "із" | "с" | "with" | "to" | "для" | "for") && noun + 1 < end;
    if !link {
        return noun;
    }
    let mut at = noun + 1;
    while at < end && at < noun + LONGEST && (text.shape(at) != Shape::Mark || is_mark(text.word(at))) {
        at += 1;
    }
    at
}

fn is_mark(word: &str) -> bool {
    matches!(word, "«" | "»" | "“" | "”" | "„" | "\"")
}

fn is_occasion(word: &str) -> bool {
    let lower = word.lower_case();
    OCCASIONS.contains(lower.as_str())
        || lower.char_indices().skip(3).any(|(end, _)| OCCASIONS.contains(format!("{}*", &lower[..end]).as_str()))
        || OCCASIONS.contains(format!("{lower}*").as_str())
}

/// Who was told, where it is a paper: "told Radio Calder", "розповів «Мірі»".
fn paper(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    if !(text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some()) {
        return None;
    }
    let addressed = names::is_addressing(&text.word(at).lower_case());
    let start = at + 1;
    let name = if text.word(start) == "the" { start + 1 } else { start };
    if addressed && name < end && matches!(text.shape(name), Shape::Capital | Shape::Upper) {
        let last = (name..end).take_while(|&at| matches!(text.shape(at), Shape::Capital | Shape::Upper)).last()?;
        return Some(start..last + 1);
    }
    if addressed && matches!(text.word(name), "reporters" | "journalists") {
        return Some(start..name + 1);
    }
    let closed = (start + 1..text.tokens.len().min(start + 6)).find(|&at| matches!(text.word(at), "»" | "“" | "”"));
    let quoted = matches!(text.word(start), "«" | "„") && !addressed;
    closed.filter(|_| quoted).map(|last| start..last + 1)
}
