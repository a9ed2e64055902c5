//! In: the lines of a page and which are its body. Out: the line with its headline.
//!
//! Invariant: a page has no headline if no line above the body stands out.

use std::collections::{BTreeMap, HashSet};

use super::captions::{self, alt};
use crate::letters::{Letter, LowerCase};
use crate::normalize::wording::{ends_sentence, stem};
use crate::survey::boilerplate::{BoilerplateKind, is_stop_word};
use crate::survey::line::{Line, Shape, is_trail};

/// Number of lines above the body in which a headline is searched. Set by hand.
const REACH: usize = 40;
/// The length of a headline in code points. Set by hand.
const LENGTH: std::ops::RangeInclusive<usize> = 12..=260;
/// Number of lines of the body that a headline is compared with. Set by hand.
const BODY_LINES: usize = 8;
/// Words are compared by this many letters, so that inflected forms match. Set by hand.
const STEM: usize = 5;
/// The lowest rating of a headline. Set by hand.
const ENOUGH: f32 = 1.5;

/// The line with the headline.
pub(crate) fn find(lines: &[Line], inside: &[bool]) -> Option<usize> {
    let first = first_prose(lines, inside)?;
    let body = body_stems(lines, inside, first);
    let counts = counts(lines);
    let captions = captions::mirrored(lines);
    let from = first.saturating_sub(REACH);
    let rated = (from..first)
        .filter(|&at| may_be(&lines[at]) && !captions[at])
        .map(|at| (rate(lines, at, first, &body, &counts), at));
    // Of equal ratings the line nearest to the body, but of a repeated text the first.
    let best = rated
        .reduce(|best, next| if next.0 >= best.0 { next } else { best })
        .filter(|&(rating, _)| rating >= ENOUGH)?;
    let text = &lines[best.1].passage.text;
    (0..=best.1).rev().take(REACH).filter(|&at| lines[at].passage.text == *text && may_be(&lines[at])).last()
}

/// The first line of the body that is running text.
fn first_prose(lines: &[Line], inside: &[bool]) -> Option<usize> {
    let prose = |at: &usize| inside[*at] && is_prose(&lines[*at].passage.text);
    (0..lines.len()).find(prose).or_else(|| (0..lines.len()).rev().find(|&at| inside[at]))
}

/// Whether a text is a sentence of some length, or too long for a headline.
pub(crate) fn is_prose(text: &str) -> bool {
    let length = text.chars().take(LENGTH.end() + 1).count();
    length > *LENGTH.end() || (length >= 60 && ends_sentence(text) && !text.ends_with(['?', '!']))
}

fn may_be(line: &Line) -> bool {
    let text = &line.passage.text;
    line.shape == Shape::Text
        && LENGTH.contains(&text.chars().take(LENGTH.end() + 1).count())
        && text.split_whitespace().nth(1).is_some()
        && !is_trail(text)
}

fn body_stems(lines: &[Line], inside: &[bool], first: usize) -> HashSet<u64> {
    let body = (first..lines.len()).filter(|&at| inside[at]).take(BODY_LINES);
    body.flat_map(|at| stems(&lines[at].passage.text)).collect()
}

/// The first letters of the content words of a text, hashed (FNV-1a over their lower case).
fn stems(text: &str) -> impl Iterator<Item = u64> + '_ {
    let short: &str = text.char_indices().nth(1200).map_or(text, |(at, _)| &text[..at]);
    let words = short.split(|c: char| !c.is_letter_or_digit() && c != '’' && c != '\'');
    let telling = |word: &&str| word.chars().nth(2).is_some() && !is_stop_word(&word.lower_case());
    words.filter(telling).map(stem::<STEM>)
}

/// How often each text is on the page, as a line or as the description of a picture.
fn counts(lines: &[Line]) -> BTreeMap<&str, usize> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for line in lines {
        let text = match line.shape {
            Shape::Image => alt(&line.passage.text),
            _ => line.passage.text.as_str(),
        };
        *counts.entry(text).or_default() += 1;
    }
    counts
}

fn rate(lines: &[Line], at: usize, first: usize, body: &HashSet<u64>, counts: &BTreeMap<&str, usize>) -> f32 {
    let line = &lines[at];
    let text = line.passage.text.as_str();
    let stems: Vec<u64> = stems(text).collect();
    let met = stems.iter().filter(|stem| body.contains(*stem)).count();
    let overlap = if stems.is_empty() { 0.0 } else { met as f32 / stems.len() as f32 };
    let words = text.split_whitespace().count();
    let mut rating = 4.0 * overlap + 0.4 * (met.min(4) as f32);
    rating += if words >= 4 { 1.0 } else { -0.5 } + if words >= 6 { 0.5 } else { 0.0 };
    rating += if counts.get(text).is_some_and(|&count| count > 1) && overlap > 0.0 { 2.0 } else { 0.0 };
    rating += if has_dateline_near(lines, at) { 1.0 } else { 0.0 };
    rating -= if text.starts_with(['*', '+', '•', '-']) { 2.5 } else { 0.0 };
    rating -= if ends_sentence(text) && !text.ends_with(['?', '!', '…']) { 1.5 } else { 0.0 };
    rating -= if text.ends_with(':') { 1.0 } else { 0.0 };
    rating - 0.08 * (first - at) as f32
}

fn has_dateline_near(lines: &[Line], at: usize) -> bool {
    let beside = lines.iter().skip(at.saturating_sub(2)).take(6);
    beside.into_iter().any(|line| {
        matches!(line.shape, Shape::Dateline | Shape::Boilerplate(BoilerplateKind::Byline | BoilerplateKind::Reading))
    })
}
