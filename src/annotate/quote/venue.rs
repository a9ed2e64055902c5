//! In: the author's words next to a quote. Out: those that name the occasion or the listener.
//!
//! Invariant: returns exact words of the text, from the preposition or the newspaper's name to the end of the phrase.

use std::ops::Range;

use super::scene::Scene;
use super::small::is_preposition;
use crate::annotate::PersonForm;
use crate::annotate::names;
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::letters::LowerCase;

/// Maximum number of words after the preposition. The same with 3 and 12 on `tests/speech-news` and `tests/speech`.
const LONGEST: usize = 6;

/// The words among `tokens` that name the occasion of a quote: "у вечірньому зверненні", "told the Wire".
pub(crate) fn find(scene: &Scene, tokens: &Range<usize>) -> Option<PersonForm> {
    let text = scene.text();
    let open = |at: &usize| text.shape(*at) != Shape::Mark && !scene.is_quoted(*at);
    let phrase = tokens.clone().filter(open).find_map(|at| phrase(text, at, tokens.end));
    let words = phrase.or_else(|| tokens.clone().filter(open).find_map(|at| paper(text, at, tokens.end)))?;
    Some(text.form(&words))
}

/// A preposition and a noun for an occasion: "на брифінгу", "in her closing argument", "on X".
fn phrase(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    let opens = WORDS.venue_prepositions.contains(&text.word(at).lower_case());
    if !opens {
        return None;
    }
    let stops =
        |at: usize| text.shape(at) == Shape::Mark || is_preposition(text.word(at)) || text.shape(at) == Shape::Number;
    let noun =
        (at + 1..end.min(at + 1 + LONGEST)).take_while(|&at| !stops(at)).find(|&at| is_occasion(text.word(at)))?;
    Some(at..with_name(text, noun + 1, end))
}

/// Adds the name of a newspaper after "у розмові з": "з «Бродом»", "з нашим виданням".
fn with_name(text: &Text, noun: usize, end: usize) -> usize {
    let link = WORDS.venue_links.contains(text.word(noun)) && noun + 1 < end;
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
    WORDS.venues.contains(&lower)
        || lower.char_indices().skip(3).any(|(end, _)| WORDS.venues.contains(&format!("{}*", &lower[..end])))
        || WORDS.venues.contains(&format!("{lower}*"))
}

/// The listener, if it is a newspaper: "told Radio Calder", "розповів «Мірі»".
fn paper(text: &Text, at: usize, end: usize) -> Option<Range<usize>> {
    if !(text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some()) {
        return None;
    }
    let addressed = names::is_addressing(&text.word(at).lower_case());
    let start = at + 1;
    let name = if WORDS.paper_articles.contains(text.word(start)) { start + 1 } else { start };
    if addressed && name < end && matches!(text.shape(name), Shape::Capital | Shape::Upper) {
        let last = (name..end).take_while(|&at| matches!(text.shape(at), Shape::Capital | Shape::Upper)).last()?;
        return Some(start..last + 1);
    }
    if addressed && WORDS.audience.contains(text.word(name)) {
        return Some(start..name + 1);
    }
    let closed = (start + 1..text.tokens.len().min(start + 6)).find(|&at| matches!(text.word(at), "»" | "“" | "”"));
    let quoted = matches!(text.word(start), "«" | "„") && !addressed;
    closed.filter(|_| quoted).map(|last| start..last + 1)
}
