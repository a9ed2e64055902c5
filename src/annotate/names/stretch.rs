//! In: a stretch of capitalized words. Out: the part that may be a name: without an adverb before it or a word that describes an office
//! after it, and in German without the nouns after it.
//!
//! Invariant: no listed first name stands before what is cut off.

use std::ops::Range;

use super::lexicon;
use crate::annotate::places::lists::is_place;
use crate::annotate::text::{Shape, Text};
use crate::lang;
use crate::lang::names::DescribedBy;
use crate::letters::LowerCase;
use crate::morphology::Declension;

/// The shortest surname in the genitive, with its ending. Set by hand.
const SHORTEST: usize = 4;

/// The parts of a stretch that may be names by themselves.
pub(crate) fn own(text: &Text, mut piece: Range<usize>) -> Vec<Range<usize>> {
    let opens = piece.len() > 1 && !is_given(text, piece.start);
    if opens && lexicon::ends(text.word(piece.start), |morphology| &morphology.adverbs.never_names) {
        piece.start += 1;
    }
    if lexicon::of(text.language).is_some_and(|names| names.capitalized_nouns) {
        return before_a_noun(text, piece);
    }
    let described = lexicon::described_by(text.language) == DescribedBy::Nouns;
    piece.end -= usize::from(described && (is_before_an_office(text, &piece) || closes_with_a_place(text, &piece)));
    vec![piece]
}

/// Whether the last of three or more words describes the office that follows at once: "Jane Holm Transport correspondent".
fn is_before_an_office(text: &Text, piece: &Range<usize>) -> bool {
    /// A first name, a surname and the word.
    const FEWEST: usize = 3;
    let next = || !lexicon::office(&text.word(piece.end).lower_case()).is_empty();
    piece.len() >= FEWEST
        && is_given(text, piece.start)
        && text.joined(piece.end - 1)
        && text.shape(piece.end) == Shape::Lower
        && next()
}

/// Whether the last of three or more words is a place that describes the noun after it: "Jane Holm Cardiff concert".
fn closes_with_a_place(text: &Text, piece: &Range<usize>) -> bool {
    /// A first name, a surname and the place.
    const FEWEST: usize = 3;
    let last = piece.end.saturating_sub(1);
    let next = text.word(piece.end).lower_case();
    let verb = lexicon::speech(&next).is_some()
        || lexicon::ends(&next, |morphology| &morphology.verbs.past_participles)
        || lexicon::is_other(&next);
    piece.len() >= FEWEST
        && is_given(text, piece.start)
        && is_place(text, last, Declension::NONE)
        && text.joined(last)
        && text.shape(piece.end) == Shape::Lower
        && !verb
        && !lexicon::is_no_office(&next)
}

/// Where nouns have a capital letter, a name ends before an article or "von" after a surname, before the noun that a genitive belongs to,
/// and before a noun with an ending that no surname has: "Jan Holm von der Feuerwehr", "Jan Holms Laden", "für den Jan Holm Zeugnis gab".
fn before_a_noun(text: &Text, mut piece: Range<usize>) -> Vec<Range<usize>> {
    let start = piece.clone().find(|&at| is_given(text, at)).unwrap_or(piece.start);
    let cut = (start + 2..piece.end).find(|&at| is_behind(text, start, at));
    match cut {
        Some(at) if lexicon::is_particle(text.word(at)) => {
            let next = (at..piece.end).find(|&at| !lexicon::is_particle(text.word(at))).unwrap_or(piece.end);
            vec![piece.start..at, next..piece.end]
        }
        Some(at) => {
            piece.end = at;
            vec![piece]
        }
        None => vec![piece],
    }
}

/// Whether a name that begins at `start` has ended before a token.
fn is_behind(text: &Text, start: usize, at: usize) -> bool {
    let before = text.word(at - 1);
    let closed = is_given(text, start)
        && !is_given(text, at - 1)
        && !lexicon::is_particle(before)
        && text.shape(at - 1) == Shape::Capital;
    let Some(pack) = lang::pack(text.language) else { return false };
    let ends = |word: &str, endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
    let genitive = ends(before, &pack.names.genitive_endings) && before.len() > SHORTEST;
    let noun = || !is_given(text, at) && pack.names.genitive_articles.contains(text.word(at + 1));
    let abstraction = ends(text.word(at), &pack.morphology.nouns.behind_names);
    closed && (lexicon::is_particle(text.word(at)) || genitive && !is_given(text, at) || noun() || abstraction)
}

fn is_given(text: &Text, at: usize) -> bool {
    lexicon::is_plain_given(text.word(at))
}
