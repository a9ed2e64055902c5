//! Events and stories on labelled pages under `tests/events`, which were written without knowledge of the rules.
//!
//! Invariant: the measure is BCubed over all pages of a set (Bagga and Baldwin 1998). No page of `apart` was read to make a rule.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Deserialize;
use serde_json::Value;

use crate::cli::run;

#[derive(Deserialize)]
struct Labels {
    pages: BTreeMap<String, Label>,
}

#[derive(Deserialize)]
struct Label {
    event: String,
    story: Option<String>,
}

/// Precision and recall of groups of pages against their labels.
fn bcubed(found: &BTreeMap<&str, String>, labelled: &BTreeMap<&str, String>) -> (f64, f64) {
    let groups = |of: &BTreeMap<&str, String>| {
        let mut groups: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for (page, group) in of {
            groups.entry(group.clone()).or_default().insert((*page).to_owned());
        }
        groups
    };
    let (ours, theirs) = (groups(found), groups(labelled));
    let mean = |share: &dyn Fn(&BTreeSet<String>, &BTreeSet<String>) -> f64| {
        let pages = labelled.keys().map(|page| share(&ours[&found[page]], &theirs[&labelled[page]]));
        pages.sum::<f64>() / labelled.len() as f64
    };
    let both = |one: &BTreeSet<String>, other: &BTreeSet<String>| one.intersection(other).count() as f64;
    (
        mean(&|ours, theirs| both(ours, theirs) / ours.len() as f64),
        mean(&|ours, theirs| both(ours, theirs) / theirs.len() as f64),
    )
}

/// Minimum precision and recall of events, and of stories, in a set.
fn holds(set: &str, events: (f64, f64), stories: (f64, f64)) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/events").join(set);
    let labels: Labels = serde_json::from_str(&std::fs::read_to_string(folder.join("labels.json")).unwrap()).unwrap();
    let said = run(&["list", "--json", folder.join("pages").to_str().unwrap()]);
    assert_eq!(said.code, 0, "{}", said.err);
    let listed: Vec<Value> = said.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(listed.len(), labels.pages.len(), "{set}: each page is one article");
    let page = |value: &Value| labels.pages.get_key_value(value["path"].as_str().unwrap()).unwrap().0.as_str();
    // Reports of an event without a story form a story of their own.
    let alone = |event: &str, group: Option<&str>| group.map_or_else(|| format!("alone {event}"), str::to_owned);
    let event = |one: &Value| one["event"].as_str().unwrap().to_owned();
    let of = |what: &str| listed.iter().map(|one| (page(one), alone(&event(one), one[what].as_str()))).collect();
    let labelled: BTreeMap<&str, &Label> = labels.pages.iter().map(|(page, label)| (page.as_str(), label)).collect();
    let told_events = labelled.iter().map(|(page, label)| (*page, label.event.clone())).collect();
    let told_stories =
        labelled.iter().map(|(page, label)| (*page, alone(&label.event, label.story.as_deref()))).collect();
    for (what, told, least) in [("event", told_events, events), ("story", told_stories, stories)] {
        let (precision, recall) = bcubed(&of(what), &told);
        assert!(
            precision >= least.0 && recall >= least.1,
            "{set}, {what}: precision {precision:.3}, recall {recall:.3}"
        );
    }
}

#[test]
fn events_and_stories_of_pages_that_were_read_are_found() {
    holds("tuned", (0.98, 0.73), (0.96, 0.52));
}

#[test]
fn events_and_stories_of_pages_that_were_never_read_are_found() {
    holds("apart", (0.98, 0.63), (0.99, 0.49));
}

#[test]
fn groups_are_scored_by_page() {
    let groups = |of: [&'static str; 4]| ["a", "b", "c", "d"].into_iter().zip(of.map(str::to_owned)).collect();
    let (precision, recall) = bcubed(&groups(["1", "1", "1", "2"]), &groups(["x", "x", "y", "y"]));
    assert!((precision - (2.0 / 3.0 * 2.0 + 1.0 / 3.0 + 1.0) / 4.0).abs() < 1e-9, "{precision}");
    assert!((recall - (1.0 + 1.0 + 0.5 + 0.5) / 4.0).abs() < 1e-9, "{recall}");
}
