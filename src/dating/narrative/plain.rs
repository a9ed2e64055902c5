//! In: a text as the user gives it. Out: its cleaned lines as one text that knows the original position of each byte.
//!
//! Invariant: every line break of the text is kept. Positions are in code points of the original text.

use std::ops::Range;

use crate::annotate::sentence;
use crate::passage::{Passage, Span};

/// A text of cleaned lines.
pub(crate) struct Plain {
    /// The lines, each with a line break after it.
    pub text: String,
    /// The byte at which each line starts in `text`, and the line.
    lines: Vec<(usize, Passage)>,
    /// The bytes of the sentences, in order. No sentence crosses the end of a line.
    pub sentences: Vec<Range<usize>>,
}

impl Plain {
    pub(crate) fn new(original: &str) -> Self {
        let mut plain =
            Self { text: String::with_capacity(original.len() + 1), lines: Vec::new(), sentences: Vec::new() };
        let mut place = 0;
        for line in original.split('\n') {
            let (passage, behind) = Passage::read(line, place);
            let start = plain.text.len();
            let sentences = sentence::ranges(&passage.text).into_iter();
            plain.sentences.extend(sentences.map(|range| range.start + start..range.end + start));
            plain.text += &passage.text;
            plain.text.push('\n');
            plain.lines.push((start, passage));
            place = behind + 1;
        }
        plain
    }

    /// The position in the original text of bytes within one line of `text`.
    pub(crate) fn place(&self, bytes: &Range<usize>) -> Span {
        let at = self.lines.partition_point(|(start, _)| *start <= bytes.start).saturating_sub(1);
        let (start, passage) = &self.lines[at];
        let end = bytes.end.min(start + passage.text.len());
        passage.place(bytes.start - start..end - start)
    }

    /// The index of the sentence that contains a byte.
    pub(crate) fn sentence(&self, byte: usize) -> Option<usize> {
        let at = self.sentences.partition_point(|range| range.end <= byte);
        self.sentences.get(at).filter(|range| range.start <= byte).map(|_| at)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_code_points_of_the_text_as_given() {
        let plain = Plain::new("🙂 один\r\n  и\u{306}  два. Три");
        assert_eq!(plain.text, "🙂 один\nй два. Три\n");
        for (word, start, end) in [("один", 2, 6), ("й", 10, 12), ("два", 14, 17), ("Три", 19, 22)] {
            let at = plain.text.find(word).unwrap();
            assert_eq!(plain.place(&(at..at + word.len())), Span { start, end }, "{word}");
        }
        assert_eq!(plain.sentences.len(), 3);
    }
}
