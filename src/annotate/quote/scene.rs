//! In: the names of an article, and the passage with a quote. Out: access to what is near the quote: names, earlier sentences.
//!
//! Invariant: shows the text and decides nothing.

use std::ops::Range;

use super::bearers::Bearers;
use super::gender;
use super::heard::Heard;
use super::marks::Marked;
use crate::annotate::names::{Names, Place};
use crate::annotate::text::Text;
use crate::morphology::Gender;

/// The context: the names, the passage, the texts between marks in it, and the speakers before.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub names: &'a Names<'a>,
    pub index: usize,
    pub marked: &'a [Marked],
    pub heard: &'a Heard,
    /// The token with which the quote begins.
    pub open: usize,
    /// Number of mentions of each person. It is 0 for names that words next to them mark as the name of a thing.
    pub counts: &'a [usize],
    pub bearers: &'a Bearers<'a>,
}

impl<'a> Scene<'a> {
    /// The passage.
    pub(crate) fn text(&self) -> &'a Text<'a> {
        &self.names.texts[self.index]
    }

    /// Whether a token is between marks.
    pub(crate) fn is_quoted(&self, at: usize) -> bool {
        let byte = self.text().bytes(&(at..at + 1)).start;
        let to = self.marked.partition_point(|marked| marked.inner.start <= byte);
        to > 0 && self.marked[to - 1].inner.contains(&byte)
    }
}

/// The names in a range of tokens, in order.
pub(crate) fn places<'a>(
    names: &'a Names,
    index: usize,
    tokens: &Range<usize>,
) -> impl DoubleEndedIterator<Item = &'a Place> + Clone {
    let from = names.places.partition_point(|place| (place.text, place.tokens.start) < (index, tokens.start));
    let to = names.places.partition_point(|place| (place.text, place.tokens.start) < (index, tokens.end));
    names.places[from..to.max(from)].iter()
}

/// The first token of a name or of the office before it.
pub(crate) fn office_start(place: &Place) -> usize {
    place.office.as_ref().map_or(place.tokens.start, |office| office.tokens.start)
}

/// Whether a person may have a gender.
pub(crate) fn is_of(names: &Names, person: usize, gender: Gender) -> bool {
    match gender::of_name(&names.people[person].name).or_else(|| gender::of_offices(&names.traits[person].offices)) {
        Some(known) => known == gender,
        None => names.traits[person].open || names.traits[person].gender == gender,
    }
}

/// The previous passage, without those at the beginning of a speech over several paragraphs.
pub(crate) fn passage_before(scene: &Scene) -> Option<usize> {
    /// The same with 4 and 16 on `tests/speech-news` and `tests/speech`.
    const LONGEST: usize = 8;
    let is_speech = |index: usize| matches!(scene.names.texts[index].word(0), "«" | "“" | "„" | "\"");
    let closes = |index: usize| scene.names.texts[index].passage.text.contains(['»', '”']);
    let mut at = scene.index.checked_sub(1)?;
    let first = at.saturating_sub(LONGEST);
    while at > first && (scene.heard.runs_on(at) || is_speech(at) && !closes(at)) {
        at -= 1;
    }
    Some(at)
}

/// The sentences of a passage before a token, the last first. The one that contains the token is cut off there.
pub(crate) fn sentences_before<'a>(text: &'a Text, token: usize) -> impl Iterator<Item = Range<usize>> + 'a {
    let to = text.sentences.partition_point(|range| text.token_at(range.start) < token);
    text.sentences[..to].iter().rev().take(4).map(move |range| {
        let end = text.token_at(range.end).min(token);
        text.token_at(range.start)..end
    })
}
