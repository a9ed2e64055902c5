//! In: the sources, the ledger and the counts of an edition. Out: captures that are missing, changed or counted twice.
//!
//! Invariant: every capture and every file of the folders is in the ledger once, and every entry is one of them.

use std::collections::{BTreeMap, BTreeSet};

use super::claims::{CoverageRow, Entry, Source};
use super::{Check, Found, What, citations, shown};
use crate::capture::CaptureId;
use crate::edition;
use crate::words::Lexicon;

/// The outcome of a capture in the edition.
const USED: &str = "used";
/// The outcome of a capture that repeats another one.
const DUPLICATE: &str = "duplicate";
/// The outcomes of files that are not captures of their own.
const PARTS: [&str; 2] = ["part-of-page", "beside"];

/// Checks the sources, the ledger and the counts.
pub(crate) fn check(check: &Check, found: &mut Found) {
    sources(check, found);
    entries(check, found);
    whole(check, found);
    totals(check, found);
    counts(check, found);
}

fn sources(check: &Check, found: &mut Found) {
    for (at, source) in check.claims.sources.iter().enumerate() {
        let place = format!("sources[{at}]");
        found.check(source.number == at.saturating_add(1), What::Identifier, &place, || {
            format!("its number is {}, not {}", source.number, at.saturating_add(1))
        });
        found.check(source.headline.source == source.number, What::Identifier, &place, || {
            format!("its headline is that of source {}", source.headline.source)
        });
        capture(check, source, &place, found);
        let event = check.events.get(source.event.as_str());
        found.check(event.is_some_and(|event| event.sources.contains(&source.number)), What::Event, &place, || {
            format!("its event {} does not name it", shown(&source.event))
        });
        pictures(check, source, &place, found);
        citations::check(source, &place, found);
    }
}

fn capture(check: &Check, source: &Source, place: &str, found: &mut Found) {
    let capture = CaptureId::new(&source.path, source.record).to_string();
    let Some(original) = check.originals.at(&source.path, source.record) else {
        return found.add(What::Capture, place, format!("the capture `{capture}` does not exist"));
    };
    found.check(original.digest == source.digest, What::Capture, place, || {
        format!("the capture `{capture}` has changed since the edition was built")
    });
    if let Some(address) = &source.address {
        found.check(original.says(address), What::Words, place, || {
            format!("the address {} is nowhere in `{capture}`", shown(address))
        });
    }
}

/// Checks that the captions, credits and alternative texts of a page's pictures are on the page.
fn pictures(check: &Check, source: &Source, place: &str, found: &mut Found) {
    let Some(original) = check.originals.at(&source.path, source.record) else { return };
    for (at, figure) in source.figures.iter().enumerate() {
        for words in [&figure.caption, &figure.credit, &figure.alt].into_iter().flatten() {
            found.check(is_blank(words) || original.says(words), What::Words, format!("{place}.figures[{at}]"), || {
                format!("{} is nowhere in `{}`", shown(words), CaptureId::new(&source.path, source.record))
            });
        }
    }
}

fn is_blank(words: &str) -> bool {
    super::letters::letters(words).is_empty()
}

fn entries(check: &Check, found: &mut Found) {
    let mut cited: BTreeSet<usize> = BTreeSet::new();
    let digests: BTreeSet<&String> = check
        .claims
        .ledger
        .entries
        .iter()
        .filter(|entry| entry.outcome != DUPLICATE)
        .flat_map(|entry| &entry.digest)
        .collect();
    for (at, entry) in check.claims.ledger.entries.iter().enumerate() {
        let place = format!("ledger.entries[{at}]");
        let capture = CaptureId::new(&entry.path, entry.record).to_string();
        source_of(check, entry, &capture, &place, found);
        found.check(entry.source.is_none_or(|number| cited.insert(number)), What::Ledger, &place, || {
            format!("`{capture}` has the source of another entry")
        });
        found.check(outcome_text(check.lexicon, entry), What::Ledger, &place, || {
            format!("{} is not the text for `{}`", shown(&entry.outcome_text), entry.outcome)
        });
        let repeats = entry.digest.as_ref().is_some_and(|digest| digests.contains(digest));
        found.check(entry.outcome != DUPLICATE || repeats, What::Ledger, &place, || {
            format!("`{capture}` repeats no other capture")
        });
        changed(check, entry, &capture, &place, found);
    }
    for number in check.claims.sources.iter().map(|source| source.number).filter(|number| !cited.contains(number)) {
        found.add(What::Ledger, "ledger.entries", format!("source {number} is not in the ledger"));
    }
}

/// Checks that exactly the captures in the edition are sources.
fn source_of(check: &Check, entry: &Entry, capture: &str, place: &str, found: &mut Found) {
    let source = entry.source.and_then(|number| check.claims.source(number));
    let same = source.is_some_and(|source| source.path == entry.path && source.record == entry.record);
    let holds = if entry.outcome == USED { same } else { entry.source.is_none() };
    found.check(holds, What::Ledger, place, || format!("`{capture}` is not the source that it is said to be"));
}

fn outcome_text(lexicon: &Lexicon, entry: &Entry) -> bool {
    lexicon.outcomes.get(&entry.outcome).is_some_and(|text| *text == entry.outcome_text)
}

/// A capture that is no source may have changed as well. For a source, this is reported with the source.
fn changed(check: &Check, entry: &Entry, capture: &str, place: &str, found: &mut Found) {
    let original = check.originals.at(&entry.path, entry.record);
    if let (Some(original), Some(digest), None) = (original, &entry.digest, entry.source) {
        found.check(original.digest == *digest, What::Capture, place, || {
            format!("the capture `{capture}` has changed since the edition was built")
        });
    }
}

fn whole(check: &Check, found: &mut Found) {
    let mut seen: BTreeSet<(&str, u32)> = BTreeSet::new();
    let there = check.originals.all();
    for (at, entry) in check.claims.ledger.entries.iter().enumerate() {
        let (key, place) = ((entry.path.as_str(), entry.record), format!("ledger.entries[{at}]"));
        let capture = || format!("`{}`", CaptureId::new(&entry.path, entry.record));
        found.check(seen.insert(key), What::Ledger, &place, || format!("{} is there twice", capture()));
        found.check(there.contains(&key) || entry.source.is_some(), What::Capture, &place, || {
            format!("{} is not among the captures", capture())
        });
    }
    for (path, record) in there.into_iter().filter(|key| !seen.contains(key)) {
        found.add(What::Ledger, "ledger.entries", format!("`{}` is not in the ledger", CaptureId::new(path, record)));
    }
}

fn totals(check: &Check, found: &mut Found) {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for entry in &check.claims.ledger.entries {
        let count = counted.entry(&entry.outcome).or_default();
        *count = count.saturating_add(1);
    }
    for (at, total) in check.claims.ledger.totals.iter().enumerate() {
        let number = counted.remove(total.outcome.as_str()).unwrap_or_default();
        let named = check.lexicon.outcomes.get(&total.outcome) == Some(&total.text);
        found.check(named && number == total.captures, What::Count, format!("ledger.totals[{at}]"), || {
            format!("it counts {} captures as `{}`; there are {number}", total.captures, total.text)
        });
    }
    for (outcome, number) in counted {
        found.add(What::Count, "ledger.totals", format!("{number} captures with `{outcome}` are not counted"));
    }
}

/// Checks what the edition says of its collection against its events and sources.
fn control(check: &Check, pages: usize, found: &mut Found) {
    let (claims, words) = (check.claims, &check.lexicon.control);
    let Some(control) = &claims.control else { return };
    let said = edition::pages_in_words(words, pages, claims.sources.len());
    found.check(control.pages == said, What::Count, "control.pages", || format!("it is not {}", shown(&said)));
    let reports: Vec<usize> = claims.events().map(|(_, event)| event.sources.len()).collect();
    let publishers = claims.sources.iter().map(|source| source.publisher.as_deref());
    let lacks = edition::lacks(words, reports.into_iter(), publishers);
    found.check(control.lacks == lacks, What::Count, "control.lacks", || format!("it is not {lacks:?}"));
}

/// Checks the pages that the chart counts for each publisher. The last row may be of several publishers.
fn coverage(check: &Check, found: &mut Found) {
    let Some(chart) = &check.claims.coverage else { return };
    let unknown = &check.lexicon.labels.publisher_unknown;
    let mut due: BTreeMap<&String, usize> = BTreeMap::new();
    for source in &check.claims.sources {
        let pages = due.entry(source.publisher.as_ref().unwrap_or(unknown)).or_default();
        *pages = pages.saturating_add(1);
    }
    let counted = |row: &CoverageRow| row.pages.iter().fold(row.undated, |sum, &pages| sum.saturating_add(pages));
    let all = chart.rows.iter().fold(0_usize, |sum, row| sum.saturating_add(counted(row)));
    let sources = check.claims.sources.len();
    found.check(all == sources, What::Count, "coverage", || format!("it counts {all} pages of {sources}"));
    for (at, row) in chart.rows.iter().enumerate() {
        let holds = due.get(&row.name).is_none_or(|&pages| pages == counted(row));
        found.check(holds, What::Count, format!("coverage.rows[{at}]"), || {
            format!("it does not count the pages of {}", shown(&row.name))
        });
    }
}

fn counts(check: &Check, found: &mut Found) {
    let (claims, words) = (check.claims, &check.lexicon.counts);
    let publishers: BTreeSet<&String> = claims.sources.iter().flat_map(|source| &source.publisher).collect();
    let pages = claims.ledger.entries.iter().filter(|entry| !PARTS.contains(&entry.outcome.as_str())).count();
    control(check, pages, found);
    coverage(check, found);
    for (name, number, forms) in [
        ("captures", pages, &words.captures),
        ("sources", publishers.len(), &words.sources),
        ("articles", claims.sources.len(), &words.articles),
        ("events", claims.events().count(), &words.events),
        ("people", claims.people.len(), &words.people),
    ] {
        let noun = check.language.noun(number, forms);
        let holds = claims.counts.get(name).is_some_and(|count| count.number == number && count.noun == noun);
        found.check(holds, What::Count, format!("counts.{name}"), || format!("there are {number} {noun}"));
    }
}
