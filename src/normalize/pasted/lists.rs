//! In: the lines of a page. Out: which of them are in lists of other articles.
//!
//! The numbers in brackets are body F1 with other values, as in `body`.
//!
//! Invariant: depends on shapes and headings, never on what a headline says.

use crate::normalize::wording::ends_sentence;
use crate::survey::boilerplate::BoilerplateKind;
use crate::survey::line::{Line, Shape};

/// Lines from one date of a list of headlines to the next (2 the same; 10 .934, .896).
const TEASER_LINES: usize = 5;
/// Number of dates that make a list of headlines (1 and 6 the same).
const TEASERS: usize = 3;
/// The longest line, in code points, that can be a headline in a list (half .934, .898; double the same).
const LONGEST_HEADLINE: usize = 200;

/// The lines in lists of other articles: runs of headlines, each with a date, and headlines below a heading such as "more on this topic".
pub(crate) fn in_lists(lines: &[&Line]) -> Vec<bool> {
    let mut marked = vec![false; lines.len()];
    mark_dated_runs(lines, &mut marked);
    mark_under_headings(lines, &mut marked);
    marked
}

fn mark_dated_runs(lines: &[&Line], marked: &mut [bool]) {
    let dates: Vec<usize> = (0..lines.len()).filter(|&at| lines[at].shape == Shape::ShortDate).collect();
    for run in dates.chunk_by(|a, b| b - a <= TEASER_LINES) {
        if run.len() < TEASERS {
            continue;
        }
        let (first, last) = (run[0], run[run.len() - 1]);
        // The distance between dates shows whether a headline comes before or after its date.
        let stride = run.windows(2).map(|pair| pair[1] - pair[0]).min().unwrap_or(1);
        let date_first = first == 0 || !begins_teaser(lines, first, stride);
        let from = if date_first { first } else { first.saturating_sub(stride - 1) };
        let to = if date_first { (last + stride).min(lines.len()) } else { last + 1 };
        marked[from..to].fill(true);
    }
}

/// Whether the lines before the first date have the same shapes as those before the second.
fn begins_teaser(lines: &[&Line], first: usize, stride: usize) -> bool {
    let alike = |back: usize| match (first.checked_sub(back), lines.get((first + stride).saturating_sub(back))) {
        (Some(at), Some(other)) => lines[at].shape == other.shape,
        _ => false,
    };
    stride > 1 && (1..stride).all(alike)
}

fn mark_under_headings(lines: &[&Line], marked: &mut [bool]) {
    let mut under = false;
    for (at, line) in lines.iter().enumerate() {
        let heading =
            line.shape == Shape::Boilerplate(BoilerplateKind::Related) && line.passage.text.chars().count() < 40;
        let is_headline = line.shape != Shape::Text
            || (!ends_sentence(&line.passage.text)
                && line.passage.text.chars().take(LONGEST_HEADLINE + 1).count() <= LONGEST_HEADLINE);
        under = heading || (under && is_headline);
        marked[at] |= under;
    }
}
