//! In: a clause with a number. Out: the state of those that are counted: killed, injured, evacuated.
//!
//! Invariant: if two states apply, none is returned.

use std::ops::Range;
use std::sync::LazyLock;

use crate::lang;
use crate::lang::digest::States;
use crate::link::tokens;

/// The state of those that are counted, by its class.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum State {
    /// No known state.
    Unsaid,
    One(&'static str),
    /// Two states at once.
    Mixed,
}

/// Two states whose distances to the number differ by at most this many words both apply to it. Set by hand.
const EQUALLY_NEAR: usize = 1;

/// A class with its words in a language.
type Class = (&'static str, fn(&'static States) -> &'static Vec<String>);

/// The classes, in the order of precedence.
const CLASS_WORDS: [Class; 12] = [
    ("killed", |words| &words.killed),
    ("injured", |words| &words.injured),
    ("affected", |words| &words.affected),
    ("missing", |words| &words.missing),
    ("held", |words| &words.held),
    ("evacuated", |words| &words.evacuated),
    ("rescued", |words| &words.rescued),
    ("in-hospital", |words| &words.in_hospital),
    ("infected", |words| &words.infected),
    ("damaged", |words| &words.damaged),
    ("destroyed", |words| &words.destroyed),
    ("cost", |words| &words.cost),
];

/// The classes with their words in all languages, each with a flag: whether any ending may follow.
static CLASSES: LazyLock<Vec<(&'static str, &'static str, bool)>> = LazyLock::new(|| {
    let words = |(class, list): Class| {
        let words = lang::all(move |pack| list(&pack.digest.states));
        words.map(move |word| (class, word.trim_end_matches('*'), word.ends_with('*')))
    };
    CLASS_WORDS.into_iter().flat_map(words).collect()
});

/// The class of a folded word.
pub(crate) fn class(folded: &str) -> Option<&'static str> {
    let is = |(_, word, open): &&(&str, &str, bool)| if *open { folded.starts_with(word) } else { folded == *word };
    CLASSES.iter().find(is).map(|&(class, ..)| class)
}

/// The state of the number at some bytes, in the part of the sentence between punctuation marks.
pub(crate) fn of(text: &str, bytes: &Range<usize>) -> State {
    let stops = [',', ';', ':', '(', ')', '«', '»', '–', '—'];
    let from = text[..bytes.start].rmatch_indices(stops).next().map_or(0, |(at, mark)| at + mark.len());
    let to = text[bytes.end..].find(stops).map_or(text.len(), |at| bytes.end + at);
    let class = |word: &str| class(&tokens::fold(word));
    let (head, tail) = (&text[from..bytes.start], &text[bytes.end..to]);
    let mut head: Vec<&str> = tokens::words(head).map(|word| &head[word]).collect();
    head.reverse();
    let tail: Vec<&str> = tokens::words(tail).map(|word| &tail[word]).collect();
    let near = |words: &[&str]| -> Vec<(usize, &'static str)> {
        words.iter().enumerate().filter_map(|(far, word)| Some((far, class(word)?))).collect()
    };
    let mut said: Vec<(usize, &'static str)> = near(&head);
    said.extend(near(&tail));
    let Some(&(nearest, state)) = said.iter().min_by_key(|(far, _)| *far) else { return State::Unsaid };
    let joined =
        |words: &[&str], far: usize| words.get(far + 2).and_then(|word| class(word)).is_some_and(|o| o != state);
    let side = if near(&head).contains(&(nearest, state)) { &head } else { &tail };
    let tied = said.iter().any(|&(far, other)| other != state && far <= nearest + EQUALLY_NEAR);
    if tied || joined(side, nearest) { State::Mixed } else { State::One(state) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn state(text: &str) -> State {
        let start = text.find("12").unwrap();
        of(text, &(start..start + 2))
    }

    #[test]
    fn outcomes_are_near_their_number() {
        assert_eq!(state("The wave killed 12 rowers and hurt nobody on the quay"), State::One("killed"));
        assert_eq!(state("Хвиля поранила веслярів, поранено 12 людей"), State::One("injured"));
        assert_eq!(state("Two were killed, 12 rowers were injured"), State::One("injured"));
        assert_eq!(state("The wave killed or wounded 12 rowers"), State::Mixed);
        assert_eq!(state("At the quay 12 rowers sang"), State::Unsaid);
    }
}
