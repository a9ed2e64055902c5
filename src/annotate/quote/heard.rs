//! In: the quotes of a page, one after the other. Out: who spoke where.
//!
//! Invariant: only remembers, and decides nothing.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use super::cue::Cue;
use super::marks::Marked;
use crate::annotate::text::Text;

/// The speakers before the current position.
#[derive(Debug, Default)]
pub(crate) struct Heard {
    text: usize,
    last: Option<Last>,
    /// Whether the speech of `last` may continue.
    open: bool,
    /// Whether the words after the quote of `last` name its speaker.
    behind: bool,
    /// The texts between marks in the passages before.
    marked: HashMap<usize, Vec<Marked>>,
    /// The passages of speech that continues over several paragraphs.
    runs: HashSet<usize>,
}

#[derive(Debug)]
struct Last {
    text: usize,
    /// The byte after the quote.
    end: usize,
    cue: Cue,
}

impl Heard {
    /// Starts without speakers. `runs` are the passages of speech that continues over several paragraphs.
    pub(crate) fn new(runs: HashSet<usize>) -> Self {
        Self { runs, ..Self::default() }
    }

    /// Whether a passage is part of a speech over several paragraphs.
    pub(crate) fn runs_on(&self, text: usize) -> bool {
        self.runs.contains(&text)
    }

    /// Moves to the next passage.
    pub(crate) fn enter(&mut self, text: usize) {
        self.text = text;
    }

    /// Leaves a passage and keeps its marks.
    pub(crate) fn leave(&mut self, marked: Vec<Marked>) {
        self.marked.insert(self.text, marked);
    }

    /// The texts between marks in an earlier passage.
    pub(crate) fn marked(&self, text: usize) -> &[Marked] {
        self.marked.get(&text).map_or(&[], Vec::as_slice)
    }

    /// Ends the current speech, but keeps the last speaker.
    pub(crate) fn silence(&mut self) {
        self.open = false;
    }

    /// Notes the speaker of a quote that ends at byte `end`. Speech without a speaker ends the speech before.
    pub(crate) fn remember(&mut self, end: usize, cue: Option<Cue>) {
        self.open = cue.is_some();
        if let Some(cue) = cue {
            self.last = Some(Last { text: self.text, end, cue });
        }
    }

    /// Notes whether the words after the last quote name its speaker.
    pub(crate) fn set_attributed_after(&mut self, behind: bool) {
        self.behind = behind;
    }

    /// Whether the words after the last quote name its speaker.
    pub(crate) fn is_attributed_after(&self) -> bool {
        self.behind
    }

    /// The cue of the speech that may continue in this passage, or at its beginning.
    pub(crate) fn going_on(&self, text: &Text, marked: &Marked) -> Option<&Cue> {
        let opens = marked.open == 0 && !text.tokens.is_empty();
        let last = self.last.as_ref().filter(|_| self.open)?;
        (last.text == self.text || (opens && last.text + 1 == self.text)).then_some(&last.cue)
    }

    /// Whether somebody has spoken in this passage.
    pub(crate) fn spoke_here(&self) -> bool {
        self.last.as_ref().is_some_and(|last| last.text == self.text && self.open)
    }

    /// The cue of the previous quote in this passage, and the byte at which that quote ends.
    pub(crate) fn here(&self) -> Option<(&Cue, usize)> {
        self.last.as_ref().filter(|last| last.text == self.text).map(|last| (&last.cue, last.end))
    }

    /// The last speaker in a passage or the one before it.
    pub(crate) fn speaker_near(&self, text: usize) -> Option<usize> {
        let last = self.last.as_ref().filter(|last| last.text + 1 >= text)?;
        last.cue.subject.speaker
    }

    /// The last speaker within these bytes of a passage.
    pub(crate) fn speaker_in(&self, text: usize, bytes: &Range<usize>) -> Option<usize> {
        let last =
            self.last.as_ref().filter(|last| last.text == text && bytes.start <= last.end && last.end <= bytes.end)?;
        last.cue.subject.speaker
    }
}
