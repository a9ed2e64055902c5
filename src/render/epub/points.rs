//! In: an edition. Out: the sentences at a glance that stand on the title page, and the sentences of an event as paragraphs.
//!
//! Invariant: keeps the order of the edition. No sentence is in two paragraphs.

use std::cmp::Reverse;

use crate::edition::{DateText, Edition};

/// Maximum number of key points, as on the cover of the briefing. Set by hand.
const MOST_POINTS: usize = 6;
/// Maximum length of a paragraph in bytes, as in the briefing, where it is some five lines. Set by hand.
const LONGEST_PARAGRAPH: usize = 1000;

/// The indexes of the key points among the sentences at a glance: those of the likeliest days if there are too many. Empty if there would
/// be one only.
pub(crate) fn points(edition: &Edition) -> Vec<usize> {
    let mut order: Vec<usize> = (0..edition.glance.len()).collect();
    order.sort_by_key(|&at| Reverse(likely(edition, edition.glance[at].when.as_ref())));
    order.truncate(MOST_POINTS);
    order.sort_unstable();
    if order.len() > 1 { order } else { Vec::new() }
}

/// How likely a day is in a timeline of these pages, in percent.
fn likely(edition: &Edition, when: Option<&DateText>) -> u8 {
    let own = when.and_then(|when| when.reported.as_ref().or(when.earliest.as_ref()));
    let day = own.and_then(|own| edition.days.iter().find(|day| own.starts_with(&day.day)));
    day.map_or(0, |day| day.percent)
}

/// The sizes of the paragraphs that sentences form, each given by its source and its length in bytes: those of one source that follow each
/// other, as long as a paragraph is short.
pub(crate) fn paragraphs(sentences: &[(usize, usize)]) -> Vec<usize> {
    let mut sizes: Vec<usize> = Vec::new();
    let (mut last, mut whole) = (None, 0);
    for &(source, length) in sentences {
        match sizes.last_mut() {
            Some(size) if last == Some(source) && whole + length <= LONGEST_PARAGRAPH => {
                *size += 1;
                whole += length;
            }
            _ => {
                sizes.push(1);
                whole = length;
            }
        }
        last = Some(source);
    }
    sizes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_of_one_source_that_follow_each_other_are_a_paragraph() {
        assert_eq!(paragraphs(&[(1, 90), (1, 90), (2, 90), (1, 90)]), [2, 1, 1]);
        assert_eq!(paragraphs(&[(1, 600), (1, 600), (1, 300)]), [1, 2], "a paragraph is short");
        assert_eq!(paragraphs(&[(1, 5000)]), [1]);
        assert!(paragraphs(&[]).is_empty());
    }
}
