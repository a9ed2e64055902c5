//! In: three newspapers on this machine over a month. Out: an edition for each day, and whether it reports as new what was printed.
//!
//! Invariant: runs the program once a day as a schedule would, with the time of capture as an argument.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::below::files;
use crate::cli::{Run, run_in};
use crate::press::{self, DAYS, Paper, Press};

/// The day on which the user removes a page, and the day of that page.
const TAKEN_OUT: (usize, usize) = (20, 2);

fn project(press: &Press) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let own = "title = \"Липень\"\ncaptures = [\"pages\"]\noutputs = [\"json\"]\n";
    let editions = "[editions]\nfile_name = \"{number} of {as_of}\"\nkeep = 3\n";
    fs::write(folder.path().join("litopys.toml"), format!("{own}{}{editions}", press.settings())).unwrap();
    folder
}

fn fetch(folder: &Path, day: usize) -> Run {
    run_in(folder, &["fetch", "--now", &format!("2031-07-{day:02}T06:00:00Z")], "")
}

/// The changes of a day, by the headlines of its events.
fn difference(folder: &Path, day: usize) -> BTreeMap<String, BTreeSet<String>> {
    let run = run_in(folder, &["diff", &(day - 1).to_string(), &day.to_string(), "--json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let told: Value = serde_json::from_str(&run.out).unwrap();
    let mut changes: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for event in told["events"].as_array().unwrap() {
        let text = |key: &str| event[key].as_str().unwrap().to_owned();
        assert!(changes.entry(text("change")).or_default().insert(text("headline")), "{told}");
    }
    changes
}

fn expected(day: usize) -> BTreeMap<String, BTreeSet<String>> {
    let taken = BTreeSet::from([press::headline(Paper::Rss, TAKEN_OUT.1)]);
    let withdrawn = if day == TAKEN_OUT.0 { taken } else { BTreeSet::new() };
    let changes = [("new", press::new(day)), ("updated", press::corrected(day)), ("withdrawn", withdrawn)];
    changes.into_iter().filter(|(_, told)| !told.is_empty()).map(|(change, told)| (change.to_owned(), told)).collect()
}

fn take_out(folder: &Path) {
    let day = format!("/2031-07-{:02}-", TAKEN_OUT.1);
    let pages = files(&folder.join("pages")).into_keys();
    let page: Vec<String> = pages.filter(|name| format!("/{name}").contains(&format!("{day}r-"))).collect();
    assert_eq!(page.len(), 2, "the page and what stands beside it: {page:?}");
    page.iter().for_each(|name| fs::remove_file(folder.join("pages").join(name)).unwrap());
}

/// Runs the month and checks each day.
fn month(press: &Press, folder: &Path) {
    for day in 1..=DAYS {
        press.turn_to(day);
        let fetched = fetch(folder, day);
        assert_eq!(fetched.code, if press::lacks(day) { 3 } else { 0 }, "day {day}: {}{}", fetched.out, fetched.err);
        if day == TAKEN_OUT.0 {
            take_out(folder);
        }
        let format: &[&str] =
            if day == DAYS { &["--format", "pdf", "--format", "epub", "--format", "json"] } else { &[] };
        let built = run_in(folder, &[&["build", "--record", "--if-new"], format].concat(), "");
        assert_eq!(built.code, 0, "day {day}: {}{}", built.out, built.err);
        if day > 1 {
            assert_eq!(difference(folder, day), expected(day), "day {day}: {}", fetched.out);
        }
    }
}

#[test]
fn a_month_of_three_newspapers_becomes_a_timeline_by_day() {
    let press = Press::new();
    let folder = project(&press);
    month(&press, folder.path());

    let history = fs::read_to_string(folder.path().join("litopys.history.toml")).unwrap();
    assert_eq!(history.matches("[[edition]]").count(), DAYS);
    let edition: Value = serde_json::from_slice(&fs::read(folder.path().join("out/briefing.json")).unwrap()).unwrap();
    let stored = files(&folder.path().join("pages")).into_keys().filter(|name| {
        let is_hidden = name.split('/').any(|part| part.starts_with('.'));
        !is_hidden && !name.ends_with(".toml")
    });
    let stored: BTreeSet<String> = stored.map(|name| format!("pages/{name}")).collect();
    let entries = edition["ledger"]["entries"].as_array().unwrap();
    let counted: Vec<&str> = entries.iter().map(|entry| entry["path"].as_str().unwrap()).collect();
    assert_eq!(counted.len(), stored.len(), "each page is counted once");
    assert_eq!(counted.iter().map(|path| (*path).to_owned()).collect::<BTreeSet<_>>(), stored);
    let printed: usize = (1..=DAYS).map(|day| press::new(day).len()).sum();
    assert_eq!(edition["counts"]["events"]["number"], printed - 1, "all but what a person took out");
    let numbered = files(&folder.path().join("out")).into_keys().filter(|name| name.contains(" of 2031-07-"));
    let numbers: BTreeSet<String> = numbered.map(|name| name.split(' ').next().unwrap().to_owned()).collect();
    assert_eq!(numbers, BTreeSet::from(["28", "29", "30"].map(str::to_owned)));

    let before = files(folder.path());
    assert_eq!(fetch(folder.path(), DAYS).code, 0);
    let silent = run_in(folder.path(), &["build", "--record", "--if-new"], "");
    assert_eq!((silent.code, silent.out.as_str()), (4, "nothing is new since edition 30\n"));
    assert!(files(folder.path()) == before, "a day without news changes nothing");

    let again = project(&press);
    month(&press, again.path());
    let second = files(again.path());
    assert_eq!(second.keys().collect::<Vec<_>>(), before.keys().collect::<Vec<_>>());
    let differing: Vec<_> =
        second.iter().filter(|(name, bytes)| before[*name] != **bytes).map(|(name, _)| name).collect();
    assert!(differing.is_empty(), "{differing:?}");
}
