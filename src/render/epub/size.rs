//! In: an entry of the edition. Out: its approximate size in a file of the book, in bytes.
//!
//! Reading devices open small files at once, but large ones slowly or not at all. So lists and chapters continue in another file before one
//! grows too large. Long parts are measured, and short ones count as their maximum.
//!
//! Invariant: looks only at what is printed. The same entry always has the same size.

use std::ops::Range;

use crate::edition::{
    Abbreviation, Entity, Event, FullArticle, LedgerEntry, Mentioned, Person, Quotation, SourceEntry, Withdrawn,
};

/// Maximum size of the entries in a file, in bytes. Sizes are not exact, and no file should exceed 200,000: legacy readers by Adobe show
/// nothing beyond 300 KB. Set by hand.
pub(crate) const MOST: usize = 130_000;
/// The same for a chapter. Chapters are read, so their files stay below 100,000 bytes. Set by hand.
pub(crate) const LONGEST_CHAPTER: usize = 120_000;
/// The same for the list of people, which is one file as long as old devices can show it. Set by hand.
pub(crate) const LONGEST_LIST: usize = 400_000;
/// What is counted beside the letters of an entry, in bytes: the tags around words that give their place and their language; a number that
/// links to a source; the note of a source; a link to an event with its headline, and with its day. Set by hand.
const TAGS: usize = 200;
const CITED: usize = 160;
const NOTE: usize = 800;
const LINK: usize = 500;
const DAY: usize = 140;

/// The ranges of a list for each file, none of which is larger than `most`. A range has at least one entry, however large it is.
pub(crate) fn ranges(sizes: &[usize], most: usize) -> Vec<Range<usize>> {
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut filled = 0;
    for (at, size) in sizes.iter().enumerate() {
        match parts.last_mut() {
            Some(part) if filled + size <= most => {
                part.end = at + 1;
                filled += size;
            }
            _ => {
                parts.push(at..at + 1);
                filled = *size;
            }
        }
    }
    parts
}

fn words(quotation: &Quotation) -> usize {
    quotation.text.len() + quotation.place.path.len() + TAGS + CITED
}

fn optional(text: Option<&String>) -> usize {
    text.map_or(0, |text| text.len() + TAGS)
}

/// An event with everything below its headline, and the notes of its sources.
pub(crate) fn event(event: &Event) -> usize {
    let quotes: usize = event
        .quotes
        .iter()
        .map(|quote| {
            let said = [&quote.speaker, &quote.role, &quote.venue, &quote.translation];
            let said: usize = said.into_iter().map(|text| optional(text.as_ref())).sum();
            words(&quote.quotation) + said + quote.wordings.iter().map(words).sum::<usize>()
        })
        .sum();
    let sides = event.disagreements.iter().flat_map(|it| &it.sides);
    let sides: usize = sides.map(|side| words(&side.quotation) + side.said.len()).sum();
    let steps = event.developments.iter().flat_map(|it| &it.steps);
    let steps: usize = steps.map(|step| words(&step.quotation) + step.said.len()).sum();
    let moved: usize = event.developments.iter().map(|it| it.text.len() + TAGS).sum();
    let added: usize = event.added.iter().map(|added| words(&added.quotation)).sum();
    let notes = optional(event.note.as_ref()) + optional(event.dating.as_ref()) + event.disagreements.len() * TAGS;
    let picture = event.picture.as_ref().map_or(0, |picture| {
        3 * TAGS + picture.alt.len() + optional(picture.caption.as_ref()) + optional(picture.credit.as_ref())
    });
    let key: usize = event.key.iter().map(words).sum();
    let sources = event.sources.len() * (TAGS + CITED + NOTE);
    3 * TAGS + event.headline.text.len() + picture + key + quotes + sides + steps + moved + added + notes + sources
}

/// An event in the news.
pub(crate) fn changed(event: &Event) -> usize {
    LINK + event.headline.text.len() + event.change.as_ref().map_or(0, |change| change.text.len() + TAGS)
}

/// A withdrawn event.
pub(crate) fn withdrawn(event: &Withdrawn) -> usize {
    event.headline.len() + TAGS
}

/// A row of the timeline.
pub(crate) fn row(event: &Event) -> usize {
    event.headline.text.len() + LINK
}

/// An event that is only mentioned.
pub(crate) fn mentioned(mentioned: &Mentioned) -> usize {
    words(&mentioned.quotation) + TAGS + NOTE
}

/// A person with the days of their events.
pub(crate) fn person(person: &Person) -> usize {
    person.role.as_ref().map_or(0, |role| words(role) + NOTE) + TAGS + person.events.len() * DAY
}

/// An organization or a place with its events.
pub(crate) fn entity(entity: &Entity) -> usize {
    TAGS + entity.name.len() + entity.events.len() * DAY
}

/// An abbreviation.
pub(crate) fn abbreviation(abbreviation: &Abbreviation) -> usize {
    let note = abbreviation.found.as_ref().map_or(0, |_| CITED + NOTE);
    TAGS + abbreviation.short.len() + abbreviation.long.len() + note
}

/// A source with the steps that lead to its date.
pub(crate) fn source(source: &SourceEntry) -> usize {
    let steps: usize = source.dating.iter().map(|step| step.text.len() + 20).sum();
    let byline: usize = source.byline.iter().map(|name| name.len() + TAGS).sum();
    // An address is printed once as it is, and once in a link with special characters encoded.
    let address = optional(source.address.as_ref()) * 4;
    6 * TAGS + source.headline.text.len() + optional(source.publisher_evidence.as_ref()) + steps + byline + address
}

/// An entry of the ledger.
pub(crate) fn ledger(entry: &LedgerEntry) -> usize {
    let dropped: usize = entry.dropped.iter().map(|drop| drop.text.len() + 10).sum();
    TAGS + CITED + entry.path.len() + entry.outcome_text.len() + dropped
}

/// A full article.
pub(crate) fn article(article: &FullArticle) -> usize {
    let blocks: usize = article.blocks.iter().map(|block| words(&block.quotation)).sum();
    4 * TAGS + article.headline.text.len() + article.deck.as_ref().map_or(0, words) + blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_goes_on_in_another_file_before_one_is_too_large() {
        assert!(ranges(&[], MOST).is_empty());
        assert_eq!(ranges(&[MOST / 2, MOST / 2, 1], MOST), [0..2, 2..3]);
        assert_eq!(ranges(&[MOST * 2, 1, MOST * 2], MOST), [0..1, 1..2, 2..3]);
    }
}
