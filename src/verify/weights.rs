//! In: the days that matter and the events. Out: sources that do not exist, and wrong numbers of independent sources.
//!
//! Invariant: what is counted is counted again, in a way of its own.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{Day, Event};
use super::{Check, Found, What};
use crate::time::iso;

/// Checks the days that matter, and the numbers of independent sources of days and events.
pub(crate) fn check(check: &Check, found: &mut Found) {
    for (place, event) in check.claims.events() {
        independent(check, event.independent, &event.sources, &place, found);
    }
    for (at, day) in check.claims.days.iter().enumerate() {
        self::day(check, day, &format!("days[{at}]"), found);
    }
    let in_order = check.claims.days.is_sorted_by(|one, next| one.day < next.day);
    found.check(in_order, What::Date, "days", || "they are not in order".to_owned());
}

fn day(check: &Check, day: &Day, place: &str, found: &mut Found) {
    let date = iso::day(&day.day);
    found.check(date.is_some(), What::Date, place, || format!("`{}` is no day", day.day));
    found.check(day.percent <= 100, What::Count, place, || format!("{} percent are too many", day.percent));
    let exist = day.sources.iter().all(|&number| check.claims.source(number).is_some());
    found.check(exist && !day.sources.is_empty(), What::Event, place, || {
        "one of its sources does not exist, or it has none".to_owned()
    });
    independent(check, Some(day.independent), &day.sources, place, found);
    let holds = |event: &Event| {
        let days = event.when.as_ref().and_then(|when| when.days())?;
        Some(days.earliest <= date? && date? <= days.latest)
    };
    for id in &day.events {
        let event = check.events.get(id.as_str());
        found.check(event.and_then(|event| holds(event)) == Some(true), What::Event, place, || {
            format!("the event `{id}` does not exist, or did not happen on it")
        });
    }
}

/// Checks the number of independent sources. Editions of earlier versions do not have it.
fn independent(check: &Check, counted: Option<usize>, sources: &[usize], place: &str, found: &mut Found) {
    let Some(counted) = counted else { return };
    let parts = parts(check, sources);
    found.check(counted == parts, What::Count, place, || {
        format!("it counts {counted} independent sources; there are {parts}")
    });
}

/// Number of parts of the sources, if those of one publisher and those with the same text belong together.
fn parts(check: &Check, sources: &[usize]) -> usize {
    let publisher = |number: usize| check.claims.source(number).and_then(|source| source.publisher.as_deref());
    let mut of_publisher: BTreeMap<Option<&str>, Vec<usize>> = BTreeMap::new();
    let mut of_text: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for &number in sources {
        of_publisher.entry(publisher(number)).or_default().push(number);
        if let Some(&text) = check.same_text.get(&number) {
            of_text.entry(text).or_default().push(number);
        }
    }
    let mut left: BTreeSet<usize> = sources.iter().copied().collect();
    let mut parts = 0_usize;
    while let Some(first) = left.pop_first() {
        parts = parts.saturating_add(1);
        let mut reached = vec![first];
        while let Some(one) = reached.pop() {
            let beside = of_publisher.remove(&publisher(one)).unwrap_or_default();
            let same_text = check.same_text.get(&one).and_then(|text| of_text.remove(text)).unwrap_or_default();
            reached.extend(beside.into_iter().chain(same_text).filter(|number| left.remove(number)));
        }
    }
    parts
}
