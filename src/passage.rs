//! In: a part of a capture's extracted text. Out: the same, cleaned for reading, with its place.
//!
//! Invariant: every letter of a passage is in the capture at the place that the passage gives.

use std::collections::BTreeMap;
use std::ops::Range;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};
use unicode_normalization::UnicodeNormalization;

use crate::letters::Letter;

/// The most bytes of cleaned text per anchor. It changes time and memory alone. Set by hand.
const FARTHEST_ANCHOR: usize = 512;
/// About the most bytes of clean text that are copied at once. It changes time alone. Set by hand.
const LONGEST_RUN: usize = 256;

/// A half-open range of code points in the extracted text of a capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
pub struct Span {
    /// The first code point in the range.
    pub start: usize,
    /// The first code point after the range.
    pub end: usize,
}

/// Cleaned text from a capture, with its place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Passage {
    /// The cleaned text: NFC, with white space collapsed to single spaces, without invisible characters, trimmed.
    pub text: String,
    /// The place of the original in the capture's extracted text.
    pub span: Span,
    /// Where the offset between the cleaned text and the original changes, and at least every half kilobyte, so that lookups in a line of
    /// many megabytes are fast: (byte in `text`, code point in the capture).
    anchors: Vec<(u32, u32)>,
    /// Where a letter ends that was composed from several code points: (byte in `text`, code point in the capture).
    joined: Vec<(u32, u32)>,
}

impl Passage {
    /// Cleans `original`, which starts at code point `start` of its capture's extracted text.
    pub fn new(original: &str, start: usize) -> Self {
        Self::read(original, start).0
    }

    /// Like [`new`](Self::new), with the code point after `original`.
    pub fn read(original: &str, start: usize) -> (Self, usize) {
        let mut cleaner = Cleaner {
            text: String::with_capacity(original.len()),
            anchors: Vec::new(),
            joined: Vec::new(),
            expected: None,
            pending: None,
            span: Span { start, end: start },
        };
        let (mut rest, mut place) = (original, start);
        while !rest.is_empty() {
            let (run, length) = clean_run(rest);
            let (taken, length) = if run.is_empty() { cluster(rest) } else { (run, length) };
            match run.is_empty() {
                true => cleaner.push(taken, place, length),
                false => cleaner.push_clean(run, place, length),
            }
            (rest, place) = (&rest[taken.len()..], place + length);
        }
        (Self { text: cleaner.text, span: cleaner.span, anchors: cleaner.anchors, joined: cleaner.joined }, place)
    }

    /// Whether no readable text is left.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The place in the capture of a byte range of `text`. Panics if the range is outside `text`.
    pub fn place(&self, bytes: Range<usize>) -> Span {
        let end = if bytes.is_empty() { self.origin(bytes.start) } else { self.origin_behind(bytes.end) };
        Span { start: self.origin(bytes.start), end: end.max(self.origin(bytes.start)) }
    }

    /// The part of this passage at a byte range of `text`.
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

    /// The code point after the letter that ends at a byte.
    fn origin_behind(&self, end: usize) -> usize {
        if let Ok(at) = self.joined.binary_search_by_key(&(end as u32), |&(byte, _)| byte) {
            return self.joined[at].1 as usize;
        }
        let last = self.text[..end].char_indices().next_back().map_or(0, |(at, _)| at);
        self.origin(last) + 1
    }
}

/// A set of spans, with a fast check of whether one of them contains another span.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Spans(BTreeMap<usize, usize>);

impl FromIterator<Span> for Spans {
    fn from_iter<T: IntoIterator<Item = Span>>(spans: T) -> Self {
        // By their start, each with the farthest end of all spans up to it.
        let mut farthest: BTreeMap<usize, usize> = BTreeMap::new();
        for span in spans {
            let end = farthest.entry(span.start).or_default();
            *end = span.end.max(*end);
        }
        let mut last = 0;
        for end in farthest.values_mut() {
            last = last.max(*end);
            *end = last;
        }
        Self(farthest)
    }
}

impl Spans {
    /// Whether one of the spans contains all of another span.
    pub(crate) fn hold(&self, span: Span) -> bool {
        self.0.range(..=span.start).next_back().is_some_and(|(_, &farthest)| span.end <= farthest)
    }
}

/// Whether a character is invisible: zero-width, soft hyphen, byte order mark, a control that is not white space.
pub(crate) fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
        || (character.is_control() && !character.is_whitespace())
}

/// The first character with its combining marks, which NFC may compose, and the number of characters.
fn cluster(text: &str) -> (&str, usize) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let marks = text.char_indices().skip(1).take_while(|(_, c)| c.is_mark());
    let (end, count) = marks.fold((first, 1), |(_, count), (at, mark)| (at + mark.len_utf8(), count + 1));
    (&text[..end], count)
}

/// The text up to the first character that may need cleaning, decided by its bytes, and its number of characters: plain characters with
/// single spaces between words, without a space at either end or a combining mark after it.
fn clean_run(text: &str) -> (&str, usize) {
    let (bytes, mut at, mut count) = (text.as_bytes(), 0, 0);
    while at < LONGEST_RUN {
        at += match bytes[at..] {
            [b'!'..=b'~', ..] => 1,
            [b' ', ..] if at > 0 && bytes[at - 1] != b' ' => 1,
            [0xd0 | 0xd1 | 0xc3..=0xc5, ..] | [0xc2, 0xa1..=0xac | 0xae..=0xbf, ..] | [0xd2, 0x8a..=0xbf, ..] => 2,
            [0xe2, 0x80, 0x90..=0xa7, ..] => 3,
            _ => break,
        };
        count += 1;
    }
    let mut run = &text[..at];
    if text[at..].chars().next().is_some_and(char::is_mark) {
        run = &run[..run.char_indices().next_back().map_or(0, |(last, _)| last)];
        count -= usize::from(at > 0);
    }
    match run.strip_suffix(' ') {
        Some(run) => (run, count - 1),
        None => (run, count),
    }
}

/// Whether a character without a combining mark after it is unchanged by NFC, decided by ranges instead of tables.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{2ff}' | '\u{3a3}'..='\u{3ff}' | '\u{400}'..='\u{482}' | '\u{48a}'..='\u{52f}' | '\u{2010}'..='\u{2027}')
}

struct Cleaner {
    text: String,
    anchors: Vec<(u32, u32)>,
    joined: Vec<(u32, u32)>,
    /// The place of the next character if it follows without a gap.
    expected: Option<usize>,
    /// White space that is written only if text follows.
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
        self.go_on(place, length);
        if length == 1 && is_plain(first) {
            return self.write(std::iter::once(first), place, 1);
        }
        self.write(cluster.chars().filter(|&c| !is_invisible(c)).nfc(), place, length);
    }

    /// Appends a clean run of `length` code points at `place`.
    fn push_clean(&mut self, run: &str, place: usize, length: usize) {
        self.go_on(place, length);
        self.anchor(place, run.len());
        self.text.push_str(run);
        self.expected = Some(place + length);
    }

    /// Records readable text at `place`, and writes the pending space before it.
    fn go_on(&mut self, place: usize, length: usize) {
        if self.text.is_empty() {
            self.span.start = place;
        } else if let Some(space) = self.pending {
            self.write(" ".chars(), space, 1);
        }
        self.pending = None;
        self.span.end = place + length;
    }

    /// Sets an anchor before this many bytes if the offset changes or the last anchor is too far away.
    fn anchor(&mut self, place: usize, bytes: usize) {
        let near = |&(byte, _): &(u32, u32)| self.text.len() + bytes - (byte as usize) <= FARTHEST_ANCHOR;
        if self.expected != Some(place) || !self.anchors.last().is_some_and(near) {
            self.anchors.push((self.text.len() as u32, place as u32));
        }
    }

    /// Appends characters that come from `length` code points at `place`, and records a change of the offset.
    fn write(&mut self, characters: impl Iterator<Item = char>, place: usize, length: usize) {
        self.anchor(place, 1);
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
    fn a_passage_has_the_position_of_each_word() {
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
    fn plain_text_needs_no_normalizing() {
        for c in (char::MIN..=char::MAX).filter(|&c| is_plain(c)) {
            assert!(std::iter::once(c).nfc().eq([c]) && !c.is_mark(), "{c:?}");
        }
    }

    #[test]
    fn clean_text_is_unchanged() {
        for (text, run) in [
            ("Львів, 5 мая – «so» ґанок\tі", "Львів, 5 мая – «so» ґанок"),
            ("два  слова", "два"),
            ("два \u{a0}слова", "два"),
            ("а и\u{306}", "а"),
            ("кут ", "кут"),
            (" кут", ""),
            ("и\u{306}", ""),
        ] {
            assert_eq!(clean_run(text), (run, run.chars().count()), "{text}");
        }
        let text = "Ки\u{301}їв і Львів, ".repeat(500);
        let passage = Passage::new(&text, 0);
        let last = passage.text.rfind("Львів").unwrap();
        let span = passage.place(last..last + "Львів".len());
        assert_eq!((original(&text, span, 0).as_str(), passage.span.end), ("Львів", text.chars().count() - 1));
    }

    #[test]
    fn nothing_readable_gives_an_empty_passage() {
        assert!(Passage::new(" \u{feff}\u{200b}\n\u{0}", 3).is_empty());
    }
}
