//! In: a quote's place. Out: the words beside it that say who speaks, and who that is.
//!
//! Invariant: names a speaker only where a verb of speech, a colon or a dash ties the quote to a name, an office or a pronoun.

use std::ops::Range;

use super::subject::{self, Scene, Subject, office_start, places};
use super::venue;
use crate::annotate::PersonForm;
use crate::annotate::names::{self, Shape, Text};
use crate::letters::LowerCase;
use crate::passage::Span;

/// Who is said to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub subject: Subject,
    /// The words that say so.
    pub span: Option<Span>,
    /// Where it was said.
    pub venue: Option<PersonForm>,
    /// A verb of speech stands there.
    pub is_spoken: bool,
    /// The quote follows or precedes at once, parted by a mark only.
    pub is_direct: bool,
}

/// How many words of the author are read for a verb.
const VERB_WITHIN: usize = 9;

fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "―")
}

fn is_verb(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some()
}

/// The words of the author behind a quote that ends at byte `end`.
pub fn after(scene: &Scene, end: usize) -> Option<Cue> {
    let text = scene.text();
    let mut at = text.token_at(end);
    while matches!(text.word(at), "," | "." | "!" | "?" | "…") {
        at += 1;
    }
    if is_dash(text.word(at)) {
        return clause(scene, at + 1);
    }
    let comma = at > 0 && text.word(at - 1) == ",";
    let mut inner =
        text.passage.text[..end].chars().rev().skip_while(|c| matches!(c, '”' | '’' | '"' | '\'' | '»' | '“'));
    let inner_comma = inner.next().is_some_and(|c| matches!(c, ',' | '!' | '?'));
    if !(comma || inner_comma) {
        return None;
    }
    let mut near = (at..at + VERB_WITHIN).take_while(|&at| !ends_clause(text, at));
    near.any(|at| is_verb(text, at)).then(|| clause(scene, at)).flatten()
}

fn ends_clause(text: &Text, at: usize) -> bool {
    matches!(text.word(at), "." | "!" | "?" | "…" | "“" | "«" | "„" | "\"" | "–" | "—" | ":" | ";" | "")
}

/// Reads the author's words that begin at the token `start`: "сказав міністр", "X said".
pub fn clause(scene: &Scene, start: usize) -> Option<Cue> {
    let text = scene.text();
    let byte = text.tokens.get(start).map(|_| text.bytes(&(start..start + 1)).start)?;
    let sentence_end = text.sentence_at(byte).end;
    let end = (start..sentence_end).find(|&at| ends_clause(text, at)).unwrap_or(sentence_end);
    let tokens = start..end.max(start);
    if let Some(verb) = tokens.clone().take(VERB_WITHIN).find(|&at| is_verb(text, at)) {
        return Some(cue(scene, subject::of_verb(scene, &tokens, verb), &tokens, true));
    }
    if introduces(text, start) {
        let subject = subject::of_clause(scene, &(start + 1..end.min(start + 1 + VERB_WITHIN)))?;
        return Some(cue(scene, subject, &tokens, true));
    }
    let place = places(scene.names, scene.index, &tokens)
        .next()
        .filter(|place| place.nominative && office_start(place) == start)?;
    let subject = Subject { speaker: Some(place.person), role: None };
    Some(cue(scene, subject, &tokens, false))
}

/// Whether a token may be a verb that ties speech to who stands behind it: "усміхається медсестра".
pub fn introduces(text: &Text, at: usize) -> bool {
    const PRESENT: [&str; 16] =
        ["ає", "яє", "ує", "ює", "іє", "ить", "їть", "ться", "ает", "яет", "ует", "ит", "ется", "ится", "ний", "на"];
    let lower = text.word(at).lower_case();
    let is_finite = names::is_verb_like(&lower) || PRESENT.iter().any(|ending| lower.ends_with(ending));
    text.shape(at) == Shape::Lower && lower.chars().count() > 3 && !lower.is_ascii() && is_finite
}

fn cue(scene: &Scene, subject: Subject, tokens: &Range<usize>, is_spoken: bool) -> Cue {
    let span = (!tokens.is_empty()).then(|| scene.text().form(tokens).span);
    let venue = venue::find(scene, tokens);
    Cue { subject, span, venue, is_spoken, is_direct: true }
}

/// The words of the author before a quote that opens at byte `open`: "X said:", "X:", or the end of the passage before.
pub fn before(scene: &Scene, open: usize) -> Option<Cue> {
    let text = scene.text();
    let at = text.token_at(open);
    if at == 0 {
        return above(scene);
    }
    if text.word(at - 1) == ":" {
        return ahead(scene, at - 1);
    }
    if text.sentence_at(open).start >= at {
        return None;
    }
    let cue = ahead(scene, at).filter(|cue| cue.is_spoken)?;
    Some(Cue { is_direct: is_said(text, at), ..cue })
}

/// What the end of the passage before says of a quote that opens a passage: "X wrote:".
fn above(scene: &Scene) -> Option<Cue> {
    let previous = scene.index.checked_sub(1)?;
    let text = &scene.names.texts[previous];
    let last = text.tokens.len().checked_sub(1).filter(|&last| text.word(last) == ":")?;
    ahead(&Scene { index: previous, marked: scene.heard.marked(previous), open: last, ..*scene }, last)
}

/// Whether a comma behind a verb of speech stands right before the token: `He said, "…"`.
fn is_said(text: &Text, at: usize) -> bool {
    at > 1 && text.word(at - 1) == "," && (at.saturating_sub(4)..at - 1).any(|at| is_verb(text, at))
}

/// Reads the part of a sentence that ends before the token `end` for who speaks.
fn ahead(scene: &Scene, end: usize) -> Option<Cue> {
    const FARTHEST: usize = 30;
    let text = scene.text();
    let byte = text.bytes(&(end.saturating_sub(1)..end.max(1))).start;
    let mut start = text.sentence_at(byte).start.max(end.saturating_sub(FARTHEST));
    if let Some(quoted) = (start..end).rev().find(|&at| scene.is_quoted(at) || matches!(text.word(at), "»" | "”")) {
        start = quoted + 1;
    }
    let tokens = start..end;
    if let Some(place) = places(scene.names, scene.index, &tokens).next_back() {
        let word = office_start(place).checked_sub(1).map_or("", |at| text.word(at));
        let named = || cue(scene, Subject { speaker: Some(place.person), role: None }, &tokens, true);
        if matches!(word.lower_case().as_str(), "словами" | "словам") || is_according(text, office_start(place))
        {
            return Some(named());
        }
        if place.tokens.end == end && text.word(end) == ":" && place.nominative {
            return Some(named());
        }
    }
    let verb = tokens.clone().rev().find(|&at| is_verb(text, at) || is_naming(text, at));
    if let Some(verb) = verb {
        return Some(cue(scene, subject::of_verb(scene, &tokens, verb), &tokens, true));
    }
    let subject = (text.word(end) == ":").then(|| subject::of_clause(scene, &tokens)).flatten()?;
    Some(cue(scene, subject, &tokens, false))
}

fn is_according(text: &Text, start: usize) -> bool {
    start > 1 && text.word(start - 1) == "to" && text.word(start - 2).lower_case() == "according"
}

fn is_naming(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Lower && names::names_things(text.word(at))
}
