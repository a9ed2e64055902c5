//! In: a text and the expressions in it. Out: the same, with vague references to a time and names of feasts.
//!
//! Invariant: does not overlap earlier expressions, except for the words of a feast: "Easter Monday".

use super::feast_name;
use super::lexicon::Lexicon;
use super::phrase::{next_word, opens_word, phrase};
use super::words::MAKES_CONJUNCTION;
use crate::letters::LowerCase;
use crate::time::found::Found;
use crate::time::meaning::{ExpressionKind, Meaning};

/// Adds the references ("тим часом", "recently") to expressions in text order. `places` are the positions where one may begin.
pub(crate) fn with_references(text: &str, found: Vec<Found>, places: &[usize], lexicon: &Lexicon) -> Vec<Found> {
    let mut all = Vec::with_capacity(found.len());
    let mut found = found.into_iter().peekable();
    for &start in places {
        let feast = feast_name::find(text, start, lexicon);
        let is_feast = feast.is_some();
        let points = || reference(text, start, lexicon).map(|(end, direction)| (end, Meaning::Reference(direction)));
        let Some((end, meaning)) = feast.or_else(points) else { continue };
        while let Some(before) = found.next_if(|found| found.bytes.start < end) {
            if !is_feast || before.bytes.start < start || before.bytes.end > end {
                all.push(before);
            }
        }
        if all.last().is_none_or(|last: &Found| last.bytes.end <= start) {
            let reference = Found::new(start..end, ExpressionKind::Date, meaning);
            all.push(Found { deictic: !is_feast, ..reference });
        }
    }
    all.extend(found);
    all
}

/// The longest reference at a position: the position after it, and its direction.
fn reference(text: &str, start: usize, lexicon: &Lexicon) -> Option<(usize, i8)> {
    let first = opens_word(text, start).then(|| next_word(text, start))??;
    let references = lexicon.references(&text[first.clone()].lower_case());
    let ends = references.iter().filter_map(|(rest, direction)| Some((phrase(text, first.end, rest)?, *direction)));
    ends.filter(|&(end, _)| !is_while(text, end)).max_by_key(|&(end, _)| end)
}

/// Whether the next word makes the reference a conjunction: "тим часом як".
fn is_while(text: &str, at: usize) -> bool {
    next_word(text, at).is_some_and(|word| MAKES_CONJUNCTION.contains(text[word].lower_case().as_str()))
}
