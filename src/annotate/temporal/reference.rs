//! In: a text and the expressions found in it. Out: the same with the words that point to a time without telling it.
//!
//! Invariant: takes no byte of an expression that was found before.

use std::ops::Range;

use super::grammar::Found;
use super::lexicon::Lexicon;
use super::outline::Outline;
use crate::annotate::{ExpressionKind, Meaning};
use crate::letters::{Letter, LowerCase};

/// Adds the references ("тим часом", "recently") to expressions in the order of the text.
pub fn with_references(text: &str, found: Vec<Found>, lexicon: &Lexicon) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    let mut at = 0;
    while let Some((word, outline)) = next_word(text, at) {
        at = word.end;
        if !lexicon.may_refer(outline) {
            continue;
        }
        let Some((end, direction)) = reference(text, &word, lexicon) else { continue };
        while let Some(before) = found.next_if(|found| found.bytes.start < word.end) {
            all.push(before);
        }
        let free_from = all.last().map_or(0, |last: &Found| last.bytes.end);
        let free_to = found.peek().map_or(text.len(), |next| next.bytes.start);
        if word.start >= free_from && end <= free_to {
            let (bytes, meaning) = (word.start..end, Meaning::Reference(direction));
            all.push(Found { bytes, kind: ExpressionKind::Date, meaning, length: None, part: None, deictic: true });
            at = end;
        }
    }
    all.extend(found);
    all
}

/// The longest reference that begins with a word: the place behind it, and its direction.
fn reference(text: &str, word: &Range<usize>, lexicon: &Lexicon) -> Option<(usize, i8)> {
    let references = lexicon.references(&text[word.clone()].lower_case());
    let ends = references.iter().filter_map(|(rest, direction)| Some((phrase(text, word.end, rest)?, *direction)));
    ends.filter(|&(end, _)| !is_while(text, end)).max_by_key(|&(end, _)| end)
}

/// The place behind the words of a phrase, if they stand at a place with nothing but spaces before each.
fn phrase(text: &str, at: usize, words: &[Box<str>]) -> Option<usize> {
    words.iter().try_fold(at, |at, expected| {
        let (word, _) = next_word(text, at)?;
        let tied = text[at..word.start].chars().all(|c| c == ' ');
        (tied && text[word.clone()].lower_case() == **expected).then_some(word.end)
    })
}

/// Whether the next word makes what stands before it a conjunction: "тим часом як".
fn is_while(text: &str, at: usize) -> bool {
    next_word(text, at).is_some_and(|(word, _)| matches!(text[word].lower_case().as_str(), "як" | "как"))
}

/// The next word from a place on, and its outline.
fn next_word(text: &str, from: usize) -> Option<(Range<usize>, Outline)> {
    let mut letters = text[from..].char_indices();
    let (start, first) = letters.find(|(_, c)| c.is_letter())?;
    let (mut end, mut count, mut second) = (text.len() - from, 1, ' ');
    for (at, letter) in letters {
        if !letter.is_letter_or_digit() && !matches!(letter, '\'' | '’' | 'ʼ' | '-') {
            end = at;
            break;
        }
        if count == 1 {
            second = letter;
        }
        count += 1;
    }
    Some((from + start..from + end, Outline::new(first, second, count)))
}
