//! In: the timeline of an edition and its events. Out: marks at other days, events that it lacks, counts that do not add up.
//!
//! Invariant: every dated event has one mark and is counted once. Editions of version 1 and 2 have no key events and no counts.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::claims::{Date, Density, Event, Mark, MentionMark, Span, Timeline};
use super::{Check, Found, What, dates, letters, shown};
use crate::time::{Days, Precision, iso};
use crate::words::{Lexicon, fill};

/// The version of the contract since which the timeline has key events and densities (`edition::SCHEMA`).
const COUNTED: u32 = 3;
/// Range of key events, if there are so many: as `digest/key.rs` chooses them.
const KEY: std::ops::RangeInclusive<usize> = 8..=12;
/// Maximum length in days of an event in a bin that it goes beyond: as `edition/timeline/density.rs` counts them.
const LONGEST: i64 = 7;
/// Number of events in the description of an edition without key events: as many as version 2 listed.
const DESCRIBED: usize = 20;

/// Checks the marks, the counts and the description of a timeline.
pub(crate) fn check(check: &Check, timeline: &Timeline, found: &mut Found) {
    marks(check, timeline, found);
    let is_counted = check.claims.schema.is_some_and(|schema| schema >= COUNTED);
    if is_counted {
        key(timeline, found);
        densities(check, timeline, found);
    }
    described(check, timeline, is_counted, found);
}

/// Checks that the marks are those of the events and of the mentioned events.
fn marks(check: &Check, timeline: &Timeline, found: &mut Found) {
    let start = iso::day(&timeline.start);
    let mut shown_events = BTreeSet::new();
    for (lane_at, lane) in timeline.lanes.iter().enumerate() {
        let place = format!("timeline.lanes[{lane_at}]");
        let chapter = check.claims.chapters.iter().find(|chapter| chapter.id == lane.chapter);
        found.check(chapter.is_some_and(|chapter| chapter.title == lane.title), What::Event, &place, || {
            format!("its chapter {} does not exist, or has another title", shown(&lane.chapter))
        });
        for (at, mark) in lane.marks.iter().enumerate() {
            let place = format!("{place}.marks[{at}]");
            let event = chapter.and_then(|chapter| chapter.events.iter().find(|event| event.id == mark.event));
            match event {
                Some(event) if shown_events.insert(event.id.as_str()) => {
                    self::mark(check, mark, event, start, &place, found)
                }
                _ => found.add(
                    What::Event,
                    place,
                    format!("its event {} does not exist, or is on it twice", shown(&mark.event)),
                ),
            }
        }
        for (at, mark) in lane.mentions.iter().enumerate() {
            mention(check, mark, start, &format!("{place}.mentions[{at}]"), found);
        }
    }
    let dated = check.events.values().filter(|event| event.when.as_ref().is_some_and(|when| when.known().is_some()));
    for event in dated.filter(|event| !shown_events.contains(event.id.as_str())) {
        found.add(What::Event, "timeline", format!("the event `{}` is not on it", event.id));
    }
}

/// Checks that a mark shows the days and the number of reports of its event.
fn mark(check: &Check, mark: &Mark, event: &Event, start: Option<NaiveDate>, place: &str, found: &mut Found) {
    let when = event.when.as_ref();
    let days = when.and_then(|when| when.known());
    let (Some(when), Some(days), Some(start)) = (when, days, start) else {
        return found.add(What::Date, place, "its event has no days");
    };
    let at = |day: NaiveDate| day.signed_duration_since(start).num_days();
    let same = (mark.first, mark.last) == (at(days.earliest), at(days.latest));
    let label = label(check.lexicon, when, days);
    let precise = when.precision == mark.precision;
    found.check(same && precise && mark.label == label, What::Date, place, || {
        format!("it is not at the days of its event, `{label}`")
    });
    found.check(mark.reports == event.sources.len(), What::Count, place, || {
        format!("it counts {} reports; there are {}", mark.reports, event.sources.len())
    });
}

/// A short date, with the pattern for a date of which only one end is known.
fn label(lexicon: &Lexicon, when: &Date, days: Days) -> String {
    let (label, words) = (lexicon.dates.label(days), &lexicon.dates.ends_short);
    match (&when.earliest, &when.latest) {
        (Some(_), None) => fill(&words.not_before, &[("date", &label)]),
        (None, Some(_)) => fill(&words.not_after, &[("date", &label)]),
        _ => label,
    }
}

/// Checks that a mark of a mentioned event is at the days of that event.
fn mention(check: &Check, mark: &MentionMark, start: Option<NaiveDate>, place: &str, found: &mut Found) {
    let mentioned = check.claims.mentioned.iter().find(|one| one.id == mark.mentioned);
    let days = mentioned.and_then(|one| one.words.when.as_ref()?.days());
    let (Some(days), Some(start)) = (days, start) else {
        return found.add(What::Event, place, format!("there is no mentioned event {}", shown(&mark.mentioned)));
    };
    let at = |day: NaiveDate| day.signed_duration_since(start).num_days();
    let same = (mark.first, mark.last) == (at(days.earliest), at(days.latest));
    found.check(same && mark.label == check.lexicon.dates.label(days), What::Date, place, || {
        "it is not at the days of the event that it marks".to_owned()
    });
}

/// Checks that the key events are as many as a figure names.
fn key(timeline: &Timeline, found: &mut Found) {
    let marks = || timeline.lanes.iter().flat_map(|lane| &lane.marks);
    found.check(marks().all(|mark| mark.key.is_some()), What::Event, "timeline.lanes", || {
        "a mark does not say whether its event is a key event".to_owned()
    });
    let (number, all) = (marks().filter(|mark| mark.key == Some(true)).count(), marks().count());
    let fits = number <= *KEY.end() && number >= all.min(*KEY.start());
    found.check(fits, What::Count, "timeline.lanes", || format!("{number} of {all} events are key events"));
}

/// Checks that the densities count the marks of their lanes, and that the scale states their highest bar.
fn densities(check: &Check, timeline: &Timeline, found: &mut Found) {
    let mut bars: Vec<&Span> = Vec::new();
    for (at, lane) in timeline.lanes.iter().enumerate() {
        density(timeline, lane.density.as_ref(), lane.marks.iter(), &format!("timeline.lanes[{at}].density"), found);
        bars.extend(lane.density.iter().filter(|_| !timeline.joined).flat_map(|density| &density.bins));
    }
    let marks = || timeline.lanes.iter().flat_map(|lane| &lane.marks);
    density(timeline, timeline.density.as_ref(), marks(), "timeline.density", found);
    bars.extend(timeline.density.iter().filter(|_| timeline.joined).flat_map(|density| &density.bins));
    let most = bars.iter().map(|bin| bin.events).max().unwrap_or_default().to_string();
    let words = &check.lexicon.timeline;
    let units = [&words.bars_day, &words.bars_week, &words.bars_month, &words.bars_year];
    let states = match &timeline.scale {
        Some(scale) => units.iter().any(|words| fill(words, &[("number", &most)]) == *scale),
        None => marks().all(|mark| mark.key == Some(true)),
    };
    found.check(states, What::Count, "timeline.scale", || format!("it does not state that a bar has {most} events"));
}

/// Checks that a density counts each mark once, at its days, in bins that are parts of the drawn axis.
fn density<'a>(
    timeline: &Timeline,
    given: Option<&Density>,
    marks: impl Iterator<Item = &'a Mark>,
    place: &str,
    found: &mut Found,
) {
    let Some(given) = given else {
        return found.add(What::Count, place, "it is missing");
    };
    let is_drawn = |bin: &Span| timeline.stretches.iter().any(|part| part.from <= bin.from && bin.until <= part.until);
    let are_apart = given.bins.is_sorted_by(|one, next| one.until <= next.from);
    let are_bins = given.bins.iter().all(|bin| bin.from < bin.until && is_drawn(bin));
    found.check(are_apart && are_bins, What::Date, place, || "its bins are not parts of the axis".to_owned());
    let (mut bins, mut spans) = (BTreeMap::new(), BTreeMap::new());
    for mark in marks {
        let is_open = matches!(mark.precision, Precision::Before | Precision::After);
        let bin = given.bins.iter().find(|bin| !is_open && bin.from <= mark.first && mark.first < bin.until);
        let bin = bin.filter(|bin| mark.last < bin.until || mark.last.saturating_sub(mark.first) < LONGEST);
        let counts: &mut (usize, usize) = match bin {
            Some(bin) => bins.entry((bin.from, bin.until)).or_default(),
            None => spans.entry((mark.first, mark.last.saturating_add(1))).or_default(),
        };
        *counts = (counts.0.saturating_add(1), counts.1.saturating_add(mark.reports));
    }
    let counted = Density { bins: list(bins), spans: list(spans) };
    found.check(counted == *given, What::Count, place, || "it does not count the events at their days".to_owned());
}

fn list(counts: BTreeMap<(i64, i64), (usize, usize)>) -> Vec<Span> {
    counts.into_iter().map(|((from, until), (events, reports))| Span { from, until, events, reports }).collect()
}

/// Checks that the description has no number that is not in a headline or a date of the edition.
fn described(check: &Check, timeline: &Timeline, is_counted: bool, found: &mut Found) {
    let mut known = String::new();
    for (_, event) in check.claims.events() {
        let long = event.when.as_ref().map(|when| when.long.as_str()).unwrap_or_default();
        known.extend([long, " ", event.headline.text.as_str(), " "]);
    }
    known.push_str(check.claims.period.as_ref().map(|period| period.long.as_str()).unwrap_or_default());
    let known: BTreeSet<&str> = letters::numbers(&known).collect();
    if let Some(other) = letters::numbers(&timeline.description).find(|number| !known.contains(number)) {
        found.add(What::Date, "timeline.description", format!("it says `{other}`, which no event has"));
    }
    // The key events follow the period in order. In older versions, the first events do.
    let words = &check.lexicon.timeline;
    let marks = timeline.lanes.iter().flat_map(|lane| &lane.marks);
    let key: BTreeSet<&str> = marks.filter(|mark| mark.key == Some(true)).map(|mark| mark.event.as_str()).collect();
    let mut lines: Vec<(&Option<String>, String)> = check
        .claims
        .events()
        .filter(|(_, event)| !is_counted || key.contains(event.id.as_str()))
        .filter_map(|(_, event)| Some((event.when.as_ref()?, event)))
        .map(|(when, event)| {
            (&when.earliest, fill(&words.event, &[("date", &when.long), ("headline", &event.headline.text)]))
        })
        .collect();
    lines.sort();
    let most = if is_counted { usize::MAX } else { DESCRIBED };
    let listed: String = lines.into_iter().take(most).map(|(_, line)| line + " ").collect();
    let given = letters::letters(&timeline.description);
    let agrees = if is_counted {
        let all = dates::hull(check.claims.events().filter_map(|(_, event)| event.when.as_ref()?.known()));
        let period = all.map(|days| check.lexicon.dates.period(days)).unwrap_or_default();
        given == letters::letters(&fill(&words.description, &[("period", &period), ("events", &listed)]))
    } else {
        let (_, behind) = words.description.split_once("{events}").unwrap_or_default();
        given.ends_with(&letters::letters(&(listed + behind)))
    };
    found.check(agrees, What::Event, "timeline.description", || "it does not list the events in order".to_owned());
}
