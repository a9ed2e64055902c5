//! In: a text and the expressions found in it. Out: the same with the words that point to a time without telling it.
//!
//! Invariant: takes no byte of an expression that was found before.

use std::ops::Range;

use super::grammar::Found;
use super::lexicon::Lexicon;
use crate::annotate::{ExpressionKind, Meaning};
use crate::letters::{Letter, LowerCase};

/// Adds the references ("тим часом", "recently") to expressions in the order of the text.
pub fn with_references(text: &str, found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let words: Vec<Range<usize>> = words(text).collect();
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    let mut at = 0;
    while at < words.len() {
        while let Some(before) = found.next_if(|found| found.bytes.start < words[at].end) {
            all.push(before);
        }
        let free_from = all.last().map_or(0, |last: &Found| last.bytes.end);
        let free_to = found.peek().map_or(text.len(), |next| next.bytes.start);
        match reference(text, &words, at, lexicon) {
            Some((next, direction)) if words[at].start >= free_from && words[next - 1].end <= free_to => {
                let bytes = words[at].start..words[next - 1].end;
                let meaning = Meaning::Reference(direction);
                all.push(Found { bytes, kind: ExpressionKind::Date, meaning, length: None, part: None, deictic: true });
                at = next;
            }
            _ => at += 1,
        }
    }
    all.extend(found);
    all
}

/// The longest reference at a word: the word behind it, and its direction.
fn reference(text: &str, words: &[Range<usize>], at: usize, lexicon: &Lexicon) -> Option<(usize, i8)> {
    let word = |at: usize| words.get(at).map(|range| text[range.clone()].lower_case());
    let references = lexicon.references(&word(at)?);
    let stands = |rest: &[Box<str>]| {
        rest.iter().zip(at + 1..).all(|(expected, at)| {
            let tied = words.get(at).is_some_and(|next| text[words[at - 1].end..next.start].chars().all(|c| c == ' '));
            tied && word(at).is_some_and(|word| *word == **expected)
        })
    };
    let is_while =
        |rest: &[Box<str>]| word(at + 1 + rest.len()).is_some_and(|word| matches!(word.as_str(), "як" | "как"));
    let fitting = references.iter().filter(|(rest, _)| stands(rest) && !is_while(rest));
    fitting.max_by_key(|(rest, _)| rest.len()).map(|(rest, direction)| (at + 1 + rest.len(), *direction))
}

/// The words of a text.
fn words(text: &str) -> impl Iterator<Item = Range<usize>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        let start = at + text[at..].find(|c: char| c.is_letter())?;
        let inside = |c: char| c.is_letter_or_digit() || matches!(c, '\'' | '’' | 'ʼ' | '-');
        at = text[start..].find(|c: char| !inside(c)).map_or(text.len(), |length| start + length);
        Some(start..at)
    })
}
