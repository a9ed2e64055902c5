//! In: the chapters and their events. Out: the figure of when they happened, to scale.
//!
//! Invariant: distances on the axis are distances in days.

use chrono::{Datelike, Days as Count, Months, NaiveDate};

use super::model::{Chapter, Lane, Mark, Tick, Timeline};
use super::{Context, sources};
use crate::chronicle::Event;
use crate::when::Days;
use crate::words::{Lexicon, fill};

/// The longest axes, in days, that have a tick a week and a tick a month; longer ones have quarters, then years.
const WEEKS: i64 = 45;
const MONTHS: i64 = 430;
const QUARTERS: i64 = 1900;
/// The most events that the description tells one by one.
const DESCRIBED: usize = 20;

/// The figure; none where no event has a date. `chapters` goes with the chapters of the material.
pub fn draw(context: &Context, chapters: &[Chapter]) -> Option<Timeline> {
    let days = sources::days(context)?;
    let axis = axis(days);
    let pairs = context.material.chapters.iter().zip(chapters);
    let lanes = pairs.map(|(arranged, chapter)| lane(context.lexicon, axis.earliest, &arranged.events, chapter));
    Some(Timeline {
        start: axis.earliest.to_string(),
        days: (axis.latest - axis.earliest).num_days().max(1),
        lanes: lanes.filter(|lane| !lane.marks.is_empty()).collect(),
        ticks: ticks(context.lexicon, axis, days.len() <= WEEKS),
        description: describe(context, days, chapters),
    })
}

/// Whole weeks around a short story, whole months around a long one.
fn axis(days: Days) -> Days {
    if days.len() <= WEEKS {
        let earliest = days.earliest - Count::new(3);
        return Days { earliest, latest: days.latest + Count::new(3) };
    }
    let earliest = days.earliest.with_day(1).unwrap_or(days.earliest);
    let latest = days.latest.with_day(1).and_then(|day| day.checked_add_months(Months::new(1))).unwrap_or(days.latest);
    Days { earliest, latest }
}

fn lane(lexicon: &Lexicon, start: NaiveDate, events: &[Event], chapter: &Chapter) -> Lane {
    let mark = |event: &Event| {
        let when = event.when.as_ref()?;
        let days = when.days()?;
        Some(Mark {
            event: event.id.clone(),
            first: (days.earliest - start).num_days(),
            last: (days.latest - start).num_days(),
            precision: when.precision,
            label: lexicon.dates.label(days),
            reports: event.reports.len(),
        })
    };
    let mut marks: Vec<Mark> = events.iter().filter_map(mark).collect();
    marks.sort_by(|one, other| (one.first, one.last, &one.event).cmp(&(other.first, other.last, &other.event)));
    Lane { chapter: chapter.id.clone(), title: chapter.title.clone(), marks }
}

fn ticks(lexicon: &Lexicon, axis: Days, weekly: bool) -> Vec<Tick> {
    let step = match axis.len() {
        _ if weekly => None,
        length if length <= MONTHS => Some(1),
        length if length <= QUARTERS => Some(3),
        _ => Some(12),
    };
    let mut day = axis.earliest;
    let mut ticks: Vec<Tick> = Vec::new();
    while day < axis.latest {
        ticks.push(tick(lexicon, axis.earliest, day, step));
        day = next(day, step);
    }
    ticks
}

fn tick(lexicon: &Lexicon, start: NaiveDate, day: NaiveDate, step: Option<u32>) -> Tick {
    let first = day == start;
    let january = day.month() == 1 && step.is_some();
    let label = match step {
        None => lexicon.dates.label(Days::day(day)),
        Some(_) if january => day.year().to_string(),
        Some(_) if first => format!("{} {}", lexicon.dates.month_tick(day), day.year()),
        Some(_) => lexicon.dates.month_tick(day),
    };
    Tick { day: (day - start).num_days(), label, major: first || january }
}

/// The beginning of the next week, month, quarter or year.
fn next(day: NaiveDate, step: Option<u32>) -> NaiveDate {
    let Some(step) = step else { return day + Count::new(7) };
    let months = step - day.month0() % step;
    day.checked_add_months(Months::new(months)).unwrap_or(NaiveDate::MAX)
}

/// What the figure shows, for those who do not see it.
fn describe(context: &Context, days: Days, chapters: &[Chapter]) -> String {
    let words = &context.lexicon.timeline;
    let dated =
        chapters.iter().flat_map(|chapter| &chapter.events).filter_map(|event| Some((event.when.as_ref()?, event)));
    let mut told: Vec<(Option<String>, String)> = dated
        .map(|(when, event)| {
            let line = fill(&words.event, &[("date", &when.long), ("headline", &event.headline.text)]);
            (when.earliest.clone(), line)
        })
        .collect();
    told.sort();
    let more = if told.len() > DESCRIBED { "; …" } else { "" };
    let events: Vec<String> = told.into_iter().take(DESCRIBED).map(|(_, line)| line).collect();
    let period = context.lexicon.dates.period(days);
    fill(&words.description, &[("period", &period), ("events", &(events.join("; ") + more))])
}
