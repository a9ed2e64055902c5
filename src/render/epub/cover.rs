//! In: an edition. Out: what its cover shows: the title in lines, the period, the days of its events, the counts.
//!
//! Invariant: everything lies inside the cover, whatever the title's length.

use std::collections::BTreeMap;

use serde::Serialize;
use unicode_segmentation::UnicodeSegmentation;

use crate::edition::{Edition, Timeline};

/// The parts of `cover.svg`, in its units: 600 by 900.
#[derive(Debug, Serialize)]
pub struct Cover {
    pub kicker: String,
    /// The title's font size.
    pub size: u32,
    pub lines: Vec<Line>,
    pub period: Vec<Line>,
    pub marks: Vec<Mark>,
    pub counts: Vec<Figure>,
}

/// A line of text and its baseline.
#[derive(Debug, Serialize)]
pub struct Line {
    pub y: u32,
    pub text: String,
}

/// An event on the line of days.
#[derive(Debug, Serialize)]
pub struct Mark {
    pub x: u32,
    pub radius: u32,
}

/// A number and what it counts.
#[derive(Debug, Serialize)]
pub struct Figure {
    pub x: u32,
    pub number: usize,
    pub noun: String,
}

/// The width that text may take.
const WIDTH: u32 = 504;
/// The mean advance of bold serif letters in hundredths of the font size, generous because the reader's font is not known.
const TITLE_ADVANCE: u32 = 62;
const PERIOD_ADVANCE: u32 = 52;
const TITLE_TOP: u32 = 150;
const TITLE_LINES: usize = 6;

impl Cover {
    /// Lays the cover out.
    pub fn new(edition: &Edition) -> Self {
        let words = &edition.words;
        let (size, lines) = title(&edition.title);
        let lines = stack(lines, TITLE_TOP + size, size * 108 / 100);
        let below = lines.last().map_or(TITLE_TOP, |line| line.y) + 70;
        let lines_of_period = edition.period.as_ref().map(|period| period_lines(&period.long)).unwrap_or_default();
        Self {
            kicker: match edition.number {
                Some(number) => format!("{} · {} {number}", words.briefing, words.edition_number).to_uppercase(),
                None => words.briefing.to_uppercase(),
            },
            size,
            lines,
            period: stack(lines_of_period, below.min(620), 44),
            marks: edition.timeline.as_ref().map(marks).unwrap_or_default(),
            counts: counts(edition),
        }
    }
}

/// The largest size at which the title fits, and its lines; a title too long for the smallest is cut.
fn title(title: &str) -> (u32, Vec<String>) {
    for size in [92, 80, 70, 60, 52, 44] {
        let lines = wrap(title.split(' '), size, TITLE_ADVANCE);
        let widest = lines.iter().map(|line| line.chars().count() as u32).max().unwrap_or(0);
        if lines.len() <= TITLE_LINES.min(460 / size as usize) && widest * size * TITLE_ADVANCE <= WIDTH * 100 {
            return (size, lines);
        }
    }
    let size = 36;
    let fits = (WIDTH * 100 / (size * TITLE_ADVANCE)) as usize;
    // The no-break spaces too: there is no room to spare.
    let mut lines: Vec<String> =
        wrap(title.split_whitespace(), size, TITLE_ADVANCE).iter().map(|line| cut(line, fits)).collect();
    if lines.len() > 2 * TITLE_LINES {
        lines.truncate(2 * TITLE_LINES);
        lines.push("…".to_owned());
    }
    (size, lines)
}

/// As many user-perceived characters as fit.
fn cut(line: &str, letters: usize) -> String {
    if line.graphemes(true).count() <= letters {
        return line.to_owned();
    }
    line.graphemes(true).take(letters - 1).chain(["…"]).collect()
}

/// A period from one month to another breaks behind its dash.
fn period_lines(period: &str) -> Vec<String> {
    let lines = wrap(period.split(' '), 34, PERIOD_ADVANCE);
    match period.split_once("— ") {
        Some((from, to)) if lines.len() > 1 => vec![format!("{from}—"), to.to_owned()],
        _ => lines,
    }
}

fn wrap<'a>(words: impl Iterator<Item = &'a str>, size: u32, advance: u32) -> Vec<String> {
    let fits = (WIDTH * 100 / (size * advance)) as usize;
    let mut lines: Vec<String> = Vec::new();
    for word in words.filter(|word| !word.is_empty()) {
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= fits => {
                line.push(' ');
                line.push_str(word);
            }
            _ => lines.push(word.to_owned()),
        }
    }
    lines
}

fn stack(lines: Vec<String>, first: u32, leading: u32) -> Vec<Line> {
    lines.into_iter().zip(0..).map(|(text, row)| Line { y: first + row * leading, text }).collect()
}

/// One mark for each place on the line, as large as the most reported event there.
fn marks(timeline: &Timeline) -> Vec<Mark> {
    let mut marks: BTreeMap<u32, u32> = BTreeMap::new();
    for mark in timeline.lanes.iter().flat_map(|lane| &lane.marks) {
        let share = mark.first.clamp(0, timeline.days) as f64 / timeline.days.max(1) as f64;
        let radius = (9 + 2 * mark.reports.min(4)) as u32;
        let largest = marks.entry(60 + (share * 480.0) as u32).or_default();
        *largest = radius.max(*largest);
    }
    marks.into_iter().map(|(x, radius)| Mark { x, radius }).collect()
}

fn counts(edition: &Edition) -> Vec<Figure> {
    [&edition.counts.captures, &edition.counts.events, &edition.counts.people]
        .into_iter()
        .zip([48, 220, 392])
        .map(|(count, x)| Figure { x, number: count.number, noun: count.noun.clone() })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_title_of_any_length_stays_on_the_cover() {
        for text in ["Зброя", "Спільне виробництво зброї", &"дуже довга назва ".repeat(30), &"щ".repeat(300)]
        {
            let (size, lines) = title(text);
            assert!(
                lines.iter().all(|line| line.chars().count() as u32 * size * TITLE_ADVANCE <= WIDTH * 100),
                "{text}"
            );
            assert!(TITLE_TOP + size * 108 / 100 * lines.len() as u32 <= 650, "{text}: {size}, {}", lines.len());
        }
        assert_eq!(title("Спільне виробництво зброї").0, 70);
    }
}
