//! In: the first paragraph of an article. Out: the tokens of the place in its dateline.
//!
//! Invariant: a dateline is at the very beginning of the text. It ends with a dash, or with a full stop after a day or an agency.

use std::ops::Range;

use crate::annotate::dateline;
use crate::annotate::text::{Shape, Text};

/// The tokens of the place in "КИЇВ —", "LONDON (Reuters) —", "Харків, 3 березня, Агентство. —".
pub(crate) fn find(text: &Text) -> Option<Range<usize>> {
    let dated = dateline::find(&text.passage.text).filter(|dateline| !dateline.place.is_empty());
    let tokens = dated.map(|dateline| text.token_at(dateline.place.start)..text.token_at(dateline.place.end));
    tokens.filter(|tokens| !tokens.is_empty()).or_else(|| before_dash(text))
}

/// The tokens of a place with anything between it and a dash.
fn before_dash(text: &Text) -> Option<Range<usize>> {
    /// Number of tokens among which the dash is searched. Set by hand.
    const FARTHEST: usize = 14;
    let capital = |at: usize| matches!(text.shape(at), Shape::Upper | Shape::Capital);
    let mut end = 0;
    while end < 4 && capital(end) && (end == 0 || text.joined(end - 1)) {
        end += 1;
    }
    let opens = matches!(text.word(end), "," | "(" | "." | "–" | "—" | "-" | "/");
    if end == 0 || !opens {
        return None;
    }
    let dash = (end..text.tokens.len().min(FARTHEST)).find(|&at| matches!(text.word(at), "–" | "—" | "-" | "--"))?;
    let between = &text.passage.text[text.bytes(&(0..dash + 1))];
    let behind = &text.passage.text[text.bytes(&(0..dash + 1)).end..];
    let before = between.trim_end_matches(['–', '—', '-']);
    let spaced = before.ends_with([' ', '\u{a0}']) && behind.starts_with([' ', '-', '\u{a0}']);
    let shouted = (0..end).all(|at| text.shape(at) == Shape::Upper);
    // A name that is not in capital letters opens a dateline only before a bracket or a date. Otherwise it may be the subject of a
    // sentence.
    let marked = text.word(end) == "(" || (end..dash).any(|at| text.shape(at) == Shape::Number);
    (spaced && (shouted || marked) && (end..dash).all(|at| fits(text, at))).then_some(0..end)
}

/// Whether a token may come between the place and the dash: the agency, the state, the date.
fn fits(text: &Text, at: usize) -> bool {
    matches!(text.word(at), "," | "(" | ")" | "." | "/" | "-" | "–") || text.shape(at) != Shape::Mark
}
