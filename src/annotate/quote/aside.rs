//! In: a clause in a language that declines names. Out: which of its words belong to a clause inside it.
//!
//! Invariant: decides only by commas and the words that open such a clause.

use super::small::is_small;
use crate::annotate::names;
use crate::annotate::text::Text;
use crate::lang::speech::ALL as WORDS;

/// Whether a token is in a clause inside that of `verb`, which begins at `from`: "Сич, якого підтримав Лоза, наголосив".
pub(crate) fn holds(text: &Text, from: usize, at: usize, verb: usize) -> bool {
    let opened = (from..at).rev().find(|&at| text.word(at) == ",").is_some_and(|comma| opens(text, comma + 1));
    opened && (at..verb).any(|at| text.word(at) == ",")
}

/// The end of the words after a verb that may contain its subject: the comma that opens another clause, or the first comma without an
/// office before it.
pub(crate) fn reach(text: &Text, verb: usize, end: usize) -> usize {
    let mut held = false;
    for at in verb + 1..end {
        if text.word(at) == "," && (!held || opens(text, at + 1)) {
            return at;
        }
        held |= names::office_of_subject(text.word(at)).is_some();
    }
    end
}

/// Whether a subordinate clause opens at a token, with or without a preposition.
fn opens(text: &Text, at: usize) -> bool {
    is_small(text, at, &WORDS.subordinators) || is_small(text, at + 1, &WORDS.subordinators)
}
