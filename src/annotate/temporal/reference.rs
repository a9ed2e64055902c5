//! In: a text and the expressions found in it. Out: the same with the words that point to a time without telling it, and the names of
//! feasts.
//!
//! Invariant: takes no byte of an expression that was found before, but for the words of a feast: "Easter Monday".

use std::ops::Range;

use super::feast;
use super::grammar::Found;
use super::lexicon::Lexicon;
use super::words::MAKES_CONJUNCTION;
use crate::annotate::{ExpressionKind, Meaning};
use crate::letters::{Letter, LowerCase};

/// Adds the references ("тим часом", "recently") to expressions in the order of the text. `places` are those at which
/// one may begin.
pub fn with_references(text: &str, found: Vec<Found>, places: &[usize], lexicon: &Lexicon) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for &start in places {
        let feast = feast::find(text, start, lexicon);
        let is_feast = feast.is_some();
        let points = || reference(text, start, lexicon).map(|(end, direction)| (end, Meaning::Reference(direction)));
        let Some((end, meaning)) = feast.or_else(points) else { continue };
        while let Some(before) = found.next_if(|found| found.bytes.start < end) {
            if !is_feast || before.bytes.start < start || before.bytes.end > end {
                all.push(before);
            }
        }
        if all.last().is_none_or(|last: &Found| last.bytes.end <= start) {
            let bytes = start..end;
            all.push(Found {
                bytes,
                kind: ExpressionKind::Date,
                meaning,
                length: None,
                lasting: None,
                weekly: None,
                part: None,
                deictic: !is_feast,
                later: None,
                pointed: None,
                follows: false,
                opening: None,
            });
        }
    }
    all.extend(found);
    all
}

/// The longest reference that begins at a place: the place behind it, and its direction.
fn reference(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, i8)> {
    let first = opens_word(text, start).then(|| next_word(text, start))??;
    let references = lexicon.references(&text[first.clone()].lower_case());
    let ends = references.iter().filter_map(|(rest, direction)| Some((phrase(text, first.end, rest)?, *direction)));
    ends.filter(|&(end, _)| !is_while(text, end)).max_by_key(|&(end, _)| end)
}

/// Whether a word begins at a place: "кара-зараз" is one word.
pub(super) fn opens_word(text: &str, at: usize) -> bool {
    let mut before = text[..at].chars().rev();
    match before.next() {
        Some('\'' | '’' | 'ʼ' | '-') => !before.next().is_some_and(char::is_letter_or_digit),
        before => !before.is_some_and(char::is_letter_or_digit),
    }
}

/// The place behind the words of a phrase, if they stand at a place with nothing but spaces before each.
pub(super) fn phrase(text: &str, at: usize, words: &[Box<str>]) -> Option<usize> {
    words.iter().try_fold(at, |at, expected| {
        let word = next_word(text, at)?;
        let tied = text[at..word.start].chars().all(|c| c == ' ');
        (tied && text[word.clone()].lower_case().replace('’', "'") == **expected).then_some(word.end)
    })
}

/// Whether the next word makes what stands before it a conjunction: "тим часом як".
fn is_while(text: &str, at: usize) -> bool {
    next_word(text, at).is_some_and(|word| MAKES_CONJUNCTION.contains(text[word].lower_case().as_str()))
}

/// The next word from a place on.
pub(super) fn next_word(text: &str, from: usize) -> Option<Range<usize>> {
    let start = from + text[from..].find(char::is_letter)?;
    let end = text[start..].find(|c| !is_inside(c)).map_or(text.len(), |length| start + length);
    Some(start..end)
}

/// Whether a character goes on with a word.
fn is_inside(c: char) -> bool {
    c.is_letter_or_digit() || matches!(c, '\'' | '’' | 'ʼ' | '-')
}
