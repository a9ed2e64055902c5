//! In: the lanes of the figure. Out: panels, so that each fits a page with all its labels.
//!
//! Invariant: every mark is in a panel. A mark that spans two panels is in both.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::axis::Axis;
use crate::edition::model::{Lane, Panel};
use crate::time::Days;
use crate::words::Lexicon;

/// Maximum number of positions with marks if there is one panel, and if there are several. Set by hand.
const ALONE: usize = 45;
const MOST: usize = 30;
/// A panel begins with a month if a month begins within this many positions of the planned cut. Set by hand.
const NEAR: usize = 6;
/// Empty days around the marks of a panel. Set by hand.
const AROUND: i64 = 1;

/// The first and last days of all marks.
pub(crate) fn spans(lanes: &[Lane]) -> Vec<(i64, i64)> {
    let marks = lanes.iter().flat_map(|lane| lane.marks.iter().map(|mark| (mark.first, mark.last)));
    let mentions = lanes.iter().flat_map(|lane| lane.mentions.iter().map(|mark| (mark.first, mark.last)));
    marks.chain(mentions).collect()
}

/// The panels of the figure, in order.
pub(crate) fn cut(lexicon: &Lexicon, axis: &Axis, lanes: &[Lane]) -> Vec<Panel> {
    let spans = spans(lanes);
    let begins = places(lanes);
    if begins.len() <= ALONE {
        return vec![panel(lexicon, axis, 0, axis.days, &spans)];
    }
    let cuts = cuts(axis, &begins);
    let ends = cuts.iter().skip(1).copied().chain([axis.days]);
    cuts.iter().zip(ends).map(|(&from, until)| close(lexicon, axis, from, until, &spans)).collect()
}

/// The days on which marks begin, once for each position on a lane.
fn places(lanes: &[Lane]) -> Vec<i64> {
    let places = lanes.iter().enumerate().flat_map(|(at, lane)| {
        let marks = lane.marks.iter().map(move |mark| (mark.first, mark.last, at));
        marks.chain(lane.mentions.iter().map(move |mark| (mark.first, mark.last, at)))
    });
    places.collect::<BTreeSet<_>>().into_iter().map(|(first, _, _)| first).collect()
}

/// The days on which panels begin, including the first day of the axis.
fn cuts(axis: &Axis, begins: &[i64]) -> Vec<i64> {
    let month = |at: usize| axis.day(begins[at]).with_day(1);
    let parts = begins.len().div_ceil(MOST);
    let size = begins.len().div_ceil(parts);
    let mut cuts = vec![0];
    let mut at = size;
    while at < begins.len() {
        let nearby = at.saturating_sub(NEAR).max(1)..(at + NEAR).min(begins.len());
        let chosen = nearby.filter(|&at| month(at) != month(at - 1)).min_by_key(|&near| near.abs_diff(at));
        let begin = chosen.and_then(month).map_or(begins[at], |day| axis.at(day));
        if begin > *cuts.last().unwrap_or(&0) {
            cuts.push(begin);
        }
        at = begins.partition_point(|&day| day < begin).max(at) + size;
    }
    cuts
}

/// A panel without the empty days at its ends.
fn close(lexicon: &Lexicon, axis: &Axis, from: i64, until: i64, spans: &[(i64, i64)]) -> Panel {
    let inside = || spans.iter().filter(|(first, last)| *first < until && *last >= from);
    let first = inside().map(|(first, _)| *first).min().unwrap_or(from).max(from);
    let last = inside().map(|(_, last)| *last).max().unwrap_or(until - 1).min(until - 1);
    panel(lexicon, axis, (first - AROUND).max(from), (last + 1 + AROUND).min(until), spans)
}

fn panel(lexicon: &Lexicon, axis: &Axis, from: i64, until: i64, spans: &[(i64, i64)]) -> Panel {
    let stretches = axis.stretches(from, until, spans);
    let days = Days { earliest: axis.day(from), latest: axis.day(until - 1) };
    Panel { title: lexicon.dates.short(days), ticks: axis.ticks(lexicon, &stretches), stretches }
}
