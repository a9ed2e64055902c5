//! In: a stretch of a capture's extracted text. Out: the same, cleaned for reading, that still knows its place.
//!
//! Invariant: a passage never holds a letter that its capture does not hold at the place it gives.

use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::letters::Letter;

/// The bytes of cleaned text that one anchor serves at most.
const FARTHEST_ANCHOR: usize = 1024;

/// A half-open range of code points in the extracted text of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first code point that belongs to the range.
    pub start: usize,
    /// The first code point behind the range.
    pub end: usize,
}

/// Text that stands in a capture, cleaned, with the way back to where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// The cleaned text: NFC, white space folded to single plain spaces, invisible characters gone, trimmed.
    pub text: String,
    /// Where the original stands in the capture's extracted text.
    pub span: Span,
    /// Where the cleaned text and the original run at a new distance, and at least every kilobyte, so that a place in
    /// a line of many megabytes is found at once: (byte in `text`, code point in the capture).
    anchors: Vec<(u32, u32)>,
    /// Where a letter that was put together from several code points ends: (byte in `text`, code point in the capture).
    joined: Vec<(u32, u32)>,
}

impl Passage {
    /// Cleans `original`, which stands at code point `start` of its capture's extracted text.
    pub fn new(original: &str, start: usize) -> Self {
        let mut cleaner = Cleaner {
            text: String::new(),
            anchors: Vec::new(),
            joined: Vec::new(),
            expected: None,
            pending: None,
            span: Span { start, end: start },
        };
        let mut place = start;
        for cluster in clusters(original) {
            let length = cluster.chars().count();
            cleaner.push(cluster, place, length);
            place += length;
        }
        Self { text: cleaner.text, span: cleaner.span, anchors: cleaner.anchors, joined: cleaner.joined }
    }

    /// Whether nothing readable is left of it.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place in the capture of a byte range of `text`. Panics where the range is outside `text`.
    pub fn place(&self, bytes: Range<usize>) -> Span {
        let end = if bytes.is_empty() { self.origin(bytes.start) } else { self.origin_behind(bytes.end) };
        Span { start: self.origin(bytes.start), end: end.max(self.origin(bytes.start)) }
    }

    /// The part of this passage at a byte range of `text`, as a passage of its own.
    pub fn part(&self, bytes: Range<usize>) -> Passage {
        let mut anchors = vec![(0, self.origin(bytes.start) as u32)];
        for &(byte, origin) in &self.anchors {
            if byte as usize > bytes.start && (byte as usize) < bytes.end {
                anchors.push((byte - bytes.start as u32, origin));
            }
        }
        let inside =
            self.joined.iter().filter(|(byte, _)| (*byte as usize) > bytes.start && (*byte as usize) <= bytes.end);
        let joined = inside.map(|&(byte, origin)| (byte - bytes.start as u32, origin)).collect();
        Passage { text: self.text[bytes.clone()].to_owned(), span: self.place(bytes), anchors, joined }
    }

    fn origin(&self, byte: usize) -> usize {
        let at = self.anchors.partition_point(|&(start, _)| start as usize <= byte);
        let Some(&(start, origin)) = at.checked_sub(1).and_then(|at| self.anchors.get(at)) else {
            return self.span.start;
        };
        origin as usize + self.text[start as usize..byte].chars().count()
    }

    /// The code point behind the letter that ends at a byte.
    fn origin_behind(&self, end: usize) -> usize {
        if let Ok(at) = self.joined.binary_search_by_key(&(end as u32), |&(byte, _)| byte) {
            return self.joined[at].1 as usize;
        }
        let last = self.text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
        self.origin(last) + 1
    }
}

/// Whether a character is of no use to a reader: zero-width, soft hyphen, byte order mark, a control that is no white space.
pub fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (character.is_control() && !character.is_whitespace())
}

/// Splits text where NFC cannot join: before every character that is no combining mark.
fn clusters(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let mut characters = rest.char_indices();
        characters.next()?;
        let end = characters.find(|&(_, c)| !c.is_mark()).map_or(rest.len(), |(at, _)| at);
        let (head, tail) = rest.split_at(end);
        rest = tail;
        Some(head)
    })
}

/// Whether a character with no mark behind it is its own NFC: told by its range, without a look into tables.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}')
}

struct Cleaner {
    text: String,
    anchors: Vec<(u32, u32)>,
    joined: Vec<(u32, u32)>,
    /// The place that the next character has if it follows the one before without a gap.
    expected: Option<usize>,
    /// White space that stands in the text only if something follows it.
    pending: Option<usize>,
    span: Span,
}

impl Cleaner {
    fn push(&mut self, cluster: &str, place: usize, length: usize) {
        let first = cluster.chars().next().unwrap_or(' ');
        if first.is_whitespace() {
            self.pending = self.pending.or(Some(place));
            return;
        }
        if is_invisible(first) {
            return;
        }
        if self.text.is_empty() {
            self.span.start = place;
        } else if let Some(space) = self.pending {
            self.write(" ".chars(), space, 1);
        }
        self.pending = None;
        self.span.end = place + length;
        if length == 1 && is_plain(first) {
            return self.write(std::iter::once(first), place, 1);
        }
        self.write(cluster.chars().filter(|&c| !is_invisible(c)).nfc(), place, length);
    }

    /// Appends characters that come from `length` code points at `place`, noting where the distance between the texts changes.
    fn write(&mut self, characters: impl Iterator<Item = char>, place: usize, length: usize) {
        let near = |&(byte, _): &(u32, u32)| self.text.len() - (byte as usize) < FARTHEST_ANCHOR;
        if self.expected != Some(place) || !self.anchors.last().is_some_and(near) {
            self.anchors.push((self.text.len() as u32, place as u32));
        }
        let mut written = 0;
        for character in characters {
            self.text.push(character);
            written += 1;
        }
        if written != length {
            self.joined.push((self.text.len() as u32, (place + length) as u32));
        }
        self.expected = (written == length).then_some(place + length);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn original(text: &str, span: Span, start: usize) -> String {
        text.chars().skip(span.start - start).take(span.end - span.start).collect()
    }

    #[test]
    fn a_passage_knows_where_each_word_stands() {
        let text = " \u{a0} Ки\u{301}їв\u{ad}ська  рада\t– и\u{306} це\u{200b} все \n";
        let passage = Passage::new(text, 100);
        assert_eq!(passage.text, "Ки\u{301}ївська рада – й це все");
        for (word, expected) in [
            ("рада", "рада"),
            ("ївська", "їв\u{ad}ська"),
            ("й", "и\u{306}"),
            ("все", "все"),
            ("Ки\u{301}", "Ки\u{301}"),
        ] {
            let at = passage.text.find(word).unwrap();
            let span = passage.place(at..at + word.len());
            assert_eq!(original(text, span, 100), expected, "{word}");
            let part = passage.part(at..at + word.len());
            assert_eq!((part.text.as_str(), part.span), (word, span));
        }
        assert_eq!(original(text, passage.span, 100), text.trim().to_owned());
    }

    #[test]
    fn what_is_plain_needs_no_normalizing() {
        for c in (char::MIN..=char::MAX).filter(|&c| is_plain(c)) {
            assert!(std::iter::once(c).nfc().eq([c]) && !c.is_mark(), "{c:?}");
        }
    }

    #[test]
    fn nothing_readable_gives_an_empty_passage() {
        assert!(Passage::new(" \u{feff}\u{200b}\n\u{0}", 3).is_empty());
    }
}
