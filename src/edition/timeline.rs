//! In: the chapters, their events, and the mentioned events. Out: the timeline figure, to scale.
//!
//! Invariant: distances on a drawn part of the axis are distances in days. A part that is left out contains nothing.

mod axis;
mod panels;

use super::model::{Chapter, DateText, Event, Lane, Mark, MentionMark, Mentioned, Timeline};
use crate::time::{Days, iso};
use crate::words::{Lexicon, fill};
use axis::Axis;

/// Maximum number of events that the description lists. It is read aloud. Set by hand.
const DESCRIBED: usize = 20;

/// The figure. `None` if no event has a date.
pub fn draw(lexicon: &Lexicon, chapters: &[Chapter], mentioned: &[Mentioned]) -> Option<Timeline> {
    let events = chapters.iter().flat_map(|chapter| &chapter.events);
    let days = hull(events.filter_map(|event| known(event.when.as_ref()?)))?;
    let axis = Axis::around(hull(mentioned.iter().filter_map(|one| known(&one.when)).chain([days]))?);
    let lanes = chapters.iter().map(|chapter| lane(lexicon, &axis, chapter, mentioned));
    let lanes: Vec<Lane> = lanes.filter(|lane| !(lane.marks.is_empty() && lane.mentions.is_empty())).collect();
    let stretches = axis.stretches(0, axis.days, &panels::spans(&lanes));
    Some(Timeline {
        start: axis.start.to_string(),
        days: axis.days,
        ticks: axis.ticks(lexicon, &stretches),
        stretches,
        panels: panels::cut(lexicon, &axis, &lanes),
        lanes,
        description: describe(lexicon, days, chapters),
    })
}

fn hull(days: impl Iterator<Item = Days>) -> Option<Days> {
    days.reduce(|all, one| Days { earliest: all.earliest.min(one.earliest), latest: all.latest.max(one.latest) })
}

/// The days of a date. If only one end is known, that day; if only the report is dated, the day of the report.
fn known(when: &DateText) -> Option<Days> {
    if let Some(reported) = &when.reported {
        return iso::day_of(reported).map(Days::day);
    }
    Some(Days {
        earliest: iso::day_of(when.earliest.as_ref().or(when.latest.as_ref())?)?,
        latest: iso::day_of(when.latest.as_ref().or(when.earliest.as_ref())?)?,
    })
}

fn lane(lexicon: &Lexicon, axis: &Axis, chapter: &Chapter, mentioned: &[Mentioned]) -> Lane {
    let mut marks: Vec<Mark> = chapter.events.iter().filter_map(|event| mark(lexicon, axis, event)).collect();
    marks.sort_by(|one, other| (one.first, one.last, &one.event).cmp(&(other.first, other.last, &other.event)));
    let is_own = |one: &&Mentioned| chapter.events.iter().any(|event| event.sources.contains(&one.quotation.source));
    let mentions = mentioned.iter().filter(is_own).filter_map(|one| mention(lexicon, axis, one)).collect();
    Lane { chapter: chapter.id.clone(), title: chapter.title.clone(), marks, mentions }
}

fn mark(lexicon: &Lexicon, axis: &Axis, event: &Event) -> Option<Mark> {
    let when = event.when.as_ref()?;
    let days = known(when)?;
    Some(Mark {
        event: event.id.clone(),
        first: axis.at(days.earliest),
        last: axis.at(days.latest),
        precision: when.precision,
        label: label(lexicon, when, days),
        reports: event.sources.len(),
    })
}

/// A date without its year, with the pattern for a date of which only one end is known.
fn label(lexicon: &Lexicon, when: &DateText, days: Days) -> String {
    let (label, words) = (lexicon.dates.label(days), &lexicon.dates.ends_short);
    match (&when.earliest, &when.latest) {
        (Some(_), None) => fill(&words.not_before, &[("date", &label)]),
        (None, Some(_)) => fill(&words.not_after, &[("date", &label)]),
        _ => label,
    }
}

fn mention(lexicon: &Lexicon, axis: &Axis, mentioned: &Mentioned) -> Option<MentionMark> {
    let days = known(&mentioned.when)?;
    Some(MentionMark {
        mentioned: mentioned.id.clone(),
        first: axis.at(days.earliest),
        last: axis.at(days.latest),
        label: lexicon.dates.label(days),
        announced: mentioned.announced,
    })
}

/// A description of the figure for readers who cannot see it.
fn describe(lexicon: &Lexicon, days: Days, chapters: &[Chapter]) -> String {
    let words = &lexicon.timeline;
    let dated =
        chapters.iter().flat_map(|chapter| &chapter.events).filter_map(|event| Some((event.when.as_ref()?, event)));
    let mut lines: Vec<(Option<String>, String)> = dated
        .map(|(when, event)| {
            let line = fill(&words.event, &[("date", &when.long), ("headline", &event.headline.text)]);
            (when.earliest.clone(), line)
        })
        .collect();
    lines.sort();
    let more = if lines.len() > DESCRIBED { "; …" } else { "" };
    let events: Vec<String> = lines.into_iter().take(DESCRIBED).map(|(_, line)| line).collect();
    let period = lexicon.dates.period(days);
    fill(&words.description, &[("period", &period), ("events", &(events.join("; ") + more))])
}
