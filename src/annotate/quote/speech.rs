//! In: a text between marks or after a dash, and its attribution. Out: whether it is speech, and its pieces.
//!
//! Invariant: the name of a thing, and a word or two that the author borrows, are not speech.

use std::ops::Range;

use super::attribution::{self};
use super::cue::Cue;
use super::marks::Marked;
use super::scene::Scene;
use super::subject::{self};
use crate::annotate::Part;
use crate::annotate::names;
use crate::annotate::text::{Shape, Text};
use crate::lang::speech::ALL as WORDS;
use crate::letters::{Letter, LowerCase};

/// A quoted text of this many words or fewer is speech only if the author's words say so. The same with 2 and 8 on `tests/speech-news` and
/// `tests/speech`.
pub(crate) const FRAGMENT_WORDS: usize = 4;

/// Minimum number of words of a phrase that somebody uses to describe something. On `tests/speech-news` speaker F1 .885; the same with 2;
/// .853 with 6. On `tests/speech` speaker F1 .967; the same with 2; .957 with 6.
const BORROWED_WORDS: usize = 3;

/// Whether a text between marks is direct speech and not the name of a thing or a few borrowed words.
pub(crate) fn is_speech(scene: &Scene, marked: &Marked, words: usize, cue: Option<&Cue>) -> bool {
    let text = scene.text();
    let fills = marked.open == 0 && marked.end + 2 >= text.passage.text.len();
    let opens_sentence = text.sentences.binary_search_by_key(&marked.open, |range| range.start).is_ok();
    let spoke = scene.heard.spoke_here();
    match cue {
        _ if words == 0 => false,
        Some(cue) if cue.is_spoken && cue.is_direct => true,
        Some(cue) if cue.is_direct => words > 2 && !is_title(text, &marked.inner),
        Some(_) if begins_small(text, &marked.inner) => words >= BORROWED_WORDS,
        Some(_) => words > FRAGMENT_WORDS && has_verb(text, &marked.inner),
        None if text.part == Part::Headline => false,
        None if !marked.closed => words > FRAGMENT_WORDS && marked.open == 0,
        None if fills => words > FRAGMENT_WORDS,
        None => opens_sentence && spoke && is_whole(text, marked),
    }
}

/// Whether a text consists of whole sentences: it begins with a capital letter and ends with a full stop or similar.
fn is_whole(text: &Text, marked: &Marked) -> bool {
    let inner = &text.passage.text[marked.inner.clone()];
    let behind = text.passage.text[marked.end..].chars().next();
    let stops = |c: char| matches!(c, '.' | '!' | '?' | '…');
    !begins_small(text, &marked.inner) && (inner.ends_with(stops) || behind.is_none_or(stops))
}

fn begins_small(text: &Text, inner: &Range<usize>) -> bool {
    text.passage.text[inner.clone()].chars().next().is_some_and(char::is_small)
}

/// The speaker of a quote that fills its passage without the author's words: the subject of the last sentence of the previous passage.
pub(crate) fn speaker_above(scene: &Scene, marked: &Marked) -> Option<Cue> {
    let fills = marked.open == 0 && marked.end + 2 >= scene.text().passage.text.len();
    let previous = scene.index.checked_sub(1).filter(|_| fills && marked.closed)?;
    let text = &scene.names.texts[previous];
    let tokens = text.sentences.last().map(|range| text.token_at(range.start)..text.token_at(range.end))?;
    let above = Scene { index: previous, marked: scene.heard.marked(previous), open: tokens.end, ..*scene };
    let verb = tokens.clone().find(|&at| text.shape(at) == Shape::Lower && names::speech(text.word(at)).is_some())?;
    let subject = subject::of_verb(&above, &tokens, verb);
    let span = Some(text.form(&tokens).span);
    Some(Cue { subject, span, venue: None, is_spoken: true, is_direct: true })
}

/// Splits a text with the author's words inside the marks: `«Слова, — сказав він, — ще слова»`.
pub(crate) fn split(scene: &Scene, inner: Range<usize>) -> (Vec<Range<usize>>, Option<Cue>) {
    let text = scene.text();
    let Some(dash) = author_dash(scene, &inner) else { return (vec![inner], None) };
    let cue = attribution::clause(scene, dash + 1).or_else(|| attribution::gesture(scene, dash + 1));
    if cue.is_none() {
        return (vec![inner], None);
    }
    let first = inner.start..text.bytes(&(dash..dash + 1)).start;
    let end = text.token_at(inner.end);
    let second = (dash + 2..end).find(|&at| is_dash(text.word(at)) && matches!(text.word(at - 1), "," | "."));
    let mut pieces = vec![first];
    pieces.extend(second.filter(|&at| at + 1 < end).map(|at| text.bytes(&(at + 1..at + 2)).start..inner.end));
    (pieces, cue)
}

/// The dash inside `inner` after which the author names the speaker.
fn author_dash(scene: &Scene, inner: &Range<usize>) -> Option<usize> {
    let text = scene.text();
    let tokens = text.token_at(inner.start)..text.token_at(inner.end);
    tokens.clone().skip(1).find(|&at| {
        is_dash(text.word(at))
            && at + 1 < tokens.end
            && matches!(text.word(at - 1), "," | "!" | "?" | "…" | "." | "”" | "»")
            && text.shape(at + 1) == Shape::Lower
            && (names::speech(text.word(at + 1)).is_some()
                || attribution::introduces(text, at + 1)
                || attribution::gesture(scene, at + 1).is_some())
    })
}

pub(crate) fn is_dash(word: &str) -> bool {
    matches!(word, "–" | "—" | "-" | "―")
}

/// Number of words, without marks, in a text.
pub(crate) fn word_count(text: &Text, bytes: &Range<usize>) -> usize {
    (text.token_at(bytes.start)..text.token_at(bytes.end)).filter(|&at| text.shape(at) != Shape::Mark).count()
}

/// Whether every word except small ones begins with a capital letter: the name of a thing.
fn is_title(text: &Text, bytes: &Range<usize>) -> bool {
    let mut tokens = text.token_at(bytes.start)..text.token_at(bytes.end);
    tokens.len() < 6 && tokens.all(|at| text.shape(at) != Shape::Lower)
}

fn has_verb(text: &Text, bytes: &Range<usize>) -> bool {
    (text.token_at(bytes.start)..text.token_at(bytes.end)).any(|at| {
        let lower = text.word(at).lower_case();
        names::is_verb_like(&lower) || WORDS.clause_verbs.contains(&lower) || WORDS.future_verbs.contains(&lower)
    })
}
