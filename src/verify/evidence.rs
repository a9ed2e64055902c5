//! In: the sources and events of an edition. Out: where a date does not follow from its evidence, or is more exact than it.
//!
//! Another check compares the words of the evidence with the captures, like all other words.
//!
//! Invariant: parses no date in any language. Compares days with days, numbers with numbers and words with words.

use chrono::Datelike;

use super::claims::{Date, Days, Event, Evidence, Source, Step};
use super::{Check, Found, What, dates, letters, shown};

/// The kinds of evidence whose words are not printed.
const UNPRINTED: [&str; 2] = ["lag", "correction"];
/// The kinds of evidence whose words usually give a complete date.
const IN_FULL: [&str; 4] = ["dateline", "metadata", "address", "file-name"];
/// The kinds of evidence that only give the latest possible day of a page.
const LATEST: [&str; 3] = ["capture", "file-name", "furniture"];
/// The kind for the delay of news.
const LAG: &str = "lag";
/// The kind of words without a year.
const PARTIAL: &str = "partial";
/// The value of `how` for a date that a page prints.
const STATED: &str = "stated";
/// Number of characters of evidence that are always printed. Words longer than the second number are cut. The editor prints up to 70
/// (`edition/dates.rs`) and cuts between words. Set by hand.
const PRINTED: usize = 50;
const SHORT: usize = 70;

/// Checks the dates of the sources and of the events against their evidence.
pub(crate) fn check(check: &Check, found: &mut Found) {
    for (at, source) in check.claims.sources.iter().enumerate() {
        self::source(check, source, &format!("sources[{at}]"), found);
    }
    for (place, event) in check.claims.events() {
        let place = format!("{place}.when");
        if let Some(when) = &event.when {
            dates::check(when, check.lexicon, &place, found);
            rests(when, event.evidence.iter(), true, &place, found);
            reported(check, event, &place, found);
        }
        if let Some(dating) = &event.dating {
            numbers(check, dating, &event.evidence, &place, found);
        }
    }
}

/// Checks an event that is dated by its report: a source must have that day, and only the delay of news may give the event's days.
fn reported(check: &Check, event: &Event, place: &str, found: &mut Found) {
    let Some((when, days)) = event.when.as_ref().and_then(|when| Some((when, when.days()?))) else { return };
    if when.reported.is_none() {
        return;
    }
    let delay = event.evidence.iter().filter(|one| one.kind == LAG).filter_map(|one| one.gives);
    let by_delay = delay.into_iter().any(|given| (given.earliest, given.latest) == (days.earliest, days.latest));
    let printed = |number: &usize| check.claims.source(*number)?.published.as_ref()?.days();
    let on_its_day = event.sources.iter().filter_map(printed).any(|day| day.is_day() && day.latest == days.latest);
    found.check(by_delay && on_its_day, What::Date, place, || "no source reports it on that day".to_owned());
}

fn source(check: &Check, source: &Source, place: &str, found: &mut Found) {
    if let Some(published) = &source.published {
        let place = format!("{place}.published");
        found.check(published.reported.is_none(), What::Date, &place, || "a page is not a report of itself".to_owned());
        dates::check(published, check.lexicon, &place, found);
        rests(published, source.dating.iter().flat_map(|step| &step.evidence), false, &place, found);
    }
    for (at, step) in source.dating.iter().enumerate() {
        self::step(check, step, &format!("{place}.dating[{at}]"), found);
    }
    found.check(source.publisher.is_some() != source.publisher_grounds.is_empty(), What::Evidence, place, || {
        "its publisher has no evidence, or the evidence names nobody".to_owned()
    });
}

/// Checks that a date has evidence and agrees with it. A date that a page states, or that of an event, must be within the days that some
/// piece of evidence allows. Evidence about another page or another day limits the day of publication on one side, or gives it to within
/// about a day. A date from such evidence must overlap the days of some piece of evidence, or the days next to them. Words without a year
/// give no day by themselves, see [`completes`].
fn rests<'a>(
    date: &Date,
    evidence: impl Iterator<Item = &'a Evidence>,
    of_event: bool,
    place: &str,
    found: &mut Found,
) {
    let evidence: Vec<&Evidence> = evidence.collect();
    if evidence.is_empty() {
        return found.add(What::Evidence, place, "it has no evidence");
    }
    let Some(days) = date.spread() else { return };
    let within = |given: Days| given.earliest <= days.earliest && days.latest <= given.latest;
    let not_after = |given: Days| given.latest.succ_opt().is_none_or(|behind| days.earliest <= behind);
    let meets = |given: Days| given.earliest.pred_opt().is_none_or(|before| before <= days.latest) && not_after(given);
    let fits = |given: Days| if of_event || date.how == STATED { within(given) } else { meets(given) };
    let is_bound = |one: &&&Evidence| !of_event && LATEST.contains(&one.kind.as_str());
    let bounds = evidence.iter().filter(is_bound).filter_map(|one| one.gives);
    let mut given = evidence.iter().filter(|one| !is_bound(one)).filter_map(|one| one.gives).peekable();
    let years: Vec<i32> = evidence.iter().filter_map(|one| one.gives).map(|given| given.earliest.year()).collect();
    let mut partial = evidence.iter().filter(|one| one.gives.is_none() && one.kind == PARTIAL);
    let mut completed = || partial.any(|one| completes(&one.text, date, days, &years));
    let holds = bounds.into_iter().all(not_after) && (given.peek().is_none() || given.any(fits) || completed());
    found.check(holds, What::Date, place, || format!("`{}` does not follow from its evidence", date.short));
    for one in evidence {
        if one.gives.is_some_and(|days| IN_FULL.contains(&one.kind.as_str()) && contradicts(&one.text, days)) {
            found.add(What::Evidence, place, format!("{} does not give the day that it is said to", shown(&one.text)));
        }
    }
}

/// Whether words without a year give the day of an open date, which is only known not to be before or after it. Their number must be that
/// of the day or of a neighbouring day, and the year must be one that other evidence gives. A date with two ends has to overlap the days of
/// its evidence instead.
fn completes(text: &str, date: &Date, days: crate::time::Days, years: &[i32]) -> bool {
    let end = match (&date.earliest, &date.latest) {
        (Some(_), None) => days.earliest,
        (None, Some(_)) => days.latest,
        _ => return false,
    };
    let near = [end.pred_opt(), Some(end), end.succ_opt()].into_iter().flatten();
    let named: Vec<u32> = letters::numbers(text).filter_map(|run| run.parse().ok()).collect();
    years.contains(&end.year()) && near.into_iter().any(|day| named.contains(&day.day()))
}

/// Whether words with a year and a day name another day than the one that they are said to give. A neighbouring day is accepted, because a
/// time may be given in another zone.
fn contradicts(text: &str, days: Days) -> bool {
    let numbers: Vec<&str> = letters::numbers(text).collect();
    let years: Vec<i32> = numbers.iter().filter(|run| run.len() == 4).filter_map(|run| run.parse().ok()).collect();
    let named: Vec<u32> = numbers.iter().filter(|run| run.len() <= 2).filter_map(|run| run.parse().ok()).collect();
    let is_day = days.earliest == days.latest;
    let near = [days.earliest.pred_opt(), Some(days.earliest), days.earliest.succ_opt()];
    let fits = |day: chrono::NaiveDate| years.contains(&day.year()) && named.contains(&day.day());
    let in_full = !named.is_empty() && years.iter().any(|year| (1900..2100).contains(year));
    let packed = numbers.iter().any(|run| run.len() > 4);
    is_day && in_full && !packed && !near.into_iter().flatten().any(fits)
}

/// Checks that a step prints the words of its evidence, and no other number.
fn step(check: &Check, step: &Step, place: &str, found: &mut Found) {
    if step.evidence.is_empty() {
        return found.add(What::Evidence, place, "it has no evidence");
    }
    let printed = letters::letters(&step.text);
    for one in step.evidence.iter().filter(|one| !UNPRINTED.contains(&one.kind.as_str())) {
        let says_so = printed.contains(&letters::letters(&beginning(&one.text)));
        found.check(says_so, What::Evidence, place, || format!("it does not say {}", shown(&one.text)));
    }
    numbers(check, &step.text, &step.evidence, place, found);
}

fn beginning(text: &str) -> String {
    if text.chars().count() > SHORT { text.chars().take(PRINTED).collect() } else { text.to_owned() }
}

/// Checks that every number in a sentence of the product occurs in its evidence: in the words, the days, the capture or the source.
fn numbers(check: &Check, sentence: &str, evidence: &[Evidence], place: &str, found: &mut Found) {
    let mut known = String::new();
    for one in evidence {
        let days = one.gives.map(|days| crate::time::Days { earliest: days.earliest, latest: days.latest });
        let days = days.map(|days| check.lexicon.dates.long(days)).unwrap_or_default();
        let number = check.numbers.get(&one.path).map(usize::to_string).unwrap_or_default();
        for part in [&one.text, &one.path, &days, &number] {
            known.push_str(part);
            known.push(' ');
        }
    }
    let known: std::collections::BTreeSet<&str> = letters::numbers(&known).collect();
    if let Some(other) = letters::numbers(sentence).find(|number| !known.contains(number)) {
        found.add(What::Date, place, format!("its text says `{other}`, which is in no evidence for it"));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_without_a_year_bear_out_an_open_date_of_a_known_year_only() {
        for (ends, text, expected) in [
            (r#""earliest": "2009-05-09", "latest": null"#, "May 9", true),
            (r#""earliest": "2009-05-10", "latest": null"#, "May 9", true),
            (r#""earliest": "2009-05-19", "latest": null"#, "May 9", false),
            (r#""earliest": "2019-05-09", "latest": null"#, "May 9", false),
            (r#""earliest": "2009-05-09", "latest": "2009-05-10""#, "May 9", false),
        ] {
            let date: Date = serde_json::from_str(&format!(r#"{{"precision": "after", {ends}}}"#)).unwrap();
            assert_eq!(completes(text, &date, date.spread().unwrap(), &[2009]), expected, "{ends}");
        }
    }

    #[test]
    fn a_full_date_gives_no_other_day() {
        let day = |iso: &str| Days { earliest: iso.parse().unwrap(), latest: iso.parse().unwrap() };
        for (text, iso, other) in [
            ("18:16 14.07.2025", "2025-07-14", false),
            ("2025-07-14T23:30:00Z", "2025-07-15", false),
            ("18:16 14.07.2025", "2025-07-24", true),
            ("14 липня 2025", "2024-07-14", true),
            ("1752506160", "2025-07-14", false),
            ("20250714", "2025-07-14", false),
            ("у понеділок", "2025-07-14", false),
        ] {
            assert_eq!(contradicts(text, day(iso)), other, "{text}");
        }
    }
}
