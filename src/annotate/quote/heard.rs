//! In: the quotes of a page, one after the other. Out: who was heard where.
//!
//! Invariant: remembers; decides nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cue::Cue;
use super::marks::Marked;
use crate::annotate::text::Text;

/// What was heard before the place that is read.
#[derive(Debug, Default)]
pub struct Heard {
    text: usize,
    last: Option<Last>,
    /// Whether the speech of `last` may go on.
    open: bool,
    /// Whether words behind the quote of `last` say whose it is.
    behind: bool,
    /// What stands between marks in the passages before.
    marked: HashMap<usize, Vec<Marked>>,
    /// The passages of speech that runs over several.
    runs: HashSet<usize>,
}

#[derive(Debug)]
struct Last {
    text: usize,
    /// The byte behind the quote.
    end: usize,
    cue: Cue,
}

impl Heard {
    /// Nobody yet; `runs` are the passages of speech that runs over several.
    pub fn new(runs: HashSet<usize>) -> Self {
        Self { runs, ..Self::default() }
    }

    /// Whether a passage is a part of speech that runs over several.
    pub fn runs_on(&self, text: usize) -> bool {
        self.runs.contains(&text)
    }

    /// Goes on to the next passage.
    pub fn enter(&mut self, text: usize) {
        self.text = text;
    }

    /// Leaves a passage, whose marks are kept.
    pub fn leave(&mut self, marked: Vec<Marked>) {
        self.marked.insert(self.text, marked);
    }

    /// What stands between marks in a passage before.
    pub fn marked(&self, text: usize) -> &[Marked] {
        self.marked.get(&text).map_or(&[], Vec::as_slice)
    }

    /// Forgets that somebody is speaking, not who spoke last.
    pub fn silence(&mut self) {
        self.open = false;
    }

    /// Notes who spoke up to the byte `end`; speech of nobody in particular ends the one before.
    pub fn remember(&mut self, end: usize, cue: Option<Cue>) {
        self.open = cue.is_some();
        if let Some(cue) = cue {
            self.last = Some(Last { text: self.text, end, cue });
        }
    }

    /// Notes whether words behind the quote that was noted last say whose it is.
    pub fn told_behind(&mut self, behind: bool) {
        self.behind = behind;
    }

    /// Whether words behind the last quote say whose it is.
    pub fn is_told_behind(&self) -> bool {
        self.behind
    }

    /// The speech that may go on in this passage, or at its beginning, as its cue.
    pub fn going_on(&self, text: &Text, marked: &Marked) -> Option<&Cue> {
        let opens = marked.open == 0 && !text.tokens.is_empty();
        let last = self.last.as_ref().filter(|_| self.open)?;
        (last.text == self.text || (opens && last.text + 1 == self.text)).then_some(&last.cue)
    }

    /// Whether somebody spoke in this passage already.
    pub fn spoke_here(&self) -> bool {
        self.last.as_ref().is_some_and(|last| last.text == self.text && self.open)
    }

    /// The cue of the quote before in this passage, and the byte where that quote ends.
    pub fn here(&self) -> Option<(&Cue, usize)> {
        self.last.as_ref().filter(|last| last.text == self.text).map(|last| (&last.cue, last.end))
    }

    /// Who spoke last in a passage or the one before.
    pub fn speaker_near(&self, text: usize) -> Option<usize> {
        let last = self.last.as_ref().filter(|last| last.text + 1 >= text)?;
        last.cue.subject.speaker
    }

    /// Who spoke last within these bytes of a passage.
    pub fn speaker_in(&self, text: usize, bytes: &Range<usize>) -> Option<usize> {
        let last =
            self.last.as_ref().filter(|last| last.text == text && bytes.start <= last.end && last.end <= bytes.end)?;
        last.cue.subject.speaker
    }
}
