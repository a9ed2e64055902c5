//! Small pages and feeds under `tests/days`, written without knowledge of the rules, with the days that a careful reader finds in them.
//!
//! A folder contains `page.txt` or `feed.xml`, and `expect.toml`: `dates` (words and the days that the verb `dates` must give for them),
//! `no_days` (words that must be in no such day), `published` (the day of each record, empty for none). A third of the cases are controls
//! that contain the feature under test.
//!
//! Invariant: every folder is a case. All failing ones are named together.

use std::fs;
use std::path::{Path, PathBuf};

use serde::Deserialize;
use serde_json::Value;

use super::cli::run_in;

#[derive(Deserialize)]
struct Expected {
    why: String,
    #[serde(default)]
    language: String,
    #[serde(default)]
    base: String,
    #[serde(default)]
    dates: Vec<Days>,
    #[serde(default)]
    no_days: Vec<String>,
    #[serde(default)]
    published: Vec<String>,
}

#[derive(Deserialize)]
struct Days {
    text: String,
    earliest: Option<String>,
    latest: Option<String>,
    /// The first and the last day of the range in which any answer is right.
    inside: Option<[String; 2]>,
}

fn cases() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/days");
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.sort();
    cases
}

fn objects(lines: &str) -> Vec<Value> {
    lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

fn end(object: &Value, name: &str) -> String {
    object[name].as_str().unwrap_or_default().to_owned()
}

/// The errors in the expressions found in a page.
fn wrong_dates(text: &str, found: &[Value], expected: &Expected) -> Vec<String> {
    let mut wrong = Vec::new();
    let place = |object: &Value, name: &str| object[name].as_u64().unwrap() as usize;
    for days in &expected.dates {
        let Some(byte) = text.find(&days.text) else { panic!("`{}` is not in the page", days.text) };
        let start = text[..byte].chars().count();
        let stop = start + days.text.chars().count();
        let overlapping = found.iter().filter(|one| place(one, "start") < stop && start < place(one, "end"));
        let fits = |one: &&Value| match &days.inside {
            Some([first, last]) => *first <= end(one, "earliest") && end(one, "latest") <= *last,
            None => {
                let same = |name: &str, day: &Option<String>| day.as_ref().is_none_or(|day| end(one, name) == *day);
                same("earliest", &days.earliest) && same("latest", &days.latest)
            }
        };
        let overlapping: Vec<&Value> = overlapping.collect();
        if !overlapping.iter().any(fits) {
            wrong.push(format!("`{}` is {overlapping:?}", days.text));
        }
    }
    let ends = found.iter().flat_map(|one| [end(one, "earliest"), end(one, "latest")]);
    let forbidden = |day: &String| expected.no_days.iter().any(|part| day.contains(part));
    wrong.extend(ends.filter(forbidden).map(|day| format!("{day} is no day of the page")));
    wrong
}

/// The errors in the publication days of a feed's records.
fn wrong_published(found: &[Value], expected: &Expected) -> Vec<String> {
    let day = |one: &Value| {
        let day = |name: &str| end(&one["published"], name).chars().take(10).collect::<String>();
        if day("earliest") == day("latest") { day("earliest") } else { String::new() }
    };
    let days: Vec<String> = found.iter().map(day).collect();
    if days == expected.published {
        Vec::new()
    } else {
        vec![format!("published {days:?}, not {:?}", expected.published)]
    }
}

#[test]
fn days_are_those_that_a_reader_finds() {
    let mut told = Vec::new();
    let cases = cases();
    for case in &cases {
        let expected: Expected = toml::from_str(&fs::read_to_string(case.join("expect.toml")).unwrap()).unwrap();
        let mut wrong = Vec::new();
        if let Ok(text) = fs::read_to_string(case.join("page.txt")) {
            let arguments = ["dates", "--json", "--language", &expected.language, "--base", &expected.base, "page.txt"];
            let run = run_in(case, &arguments, "");
            assert_eq!(run.code, 0, "{}: {}", case.display(), run.err);
            wrong.extend(wrong_dates(&text, &objects(&run.out), &expected));
        }
        if !expected.published.is_empty() {
            let feed = if case.join("feed.xml").exists() { "feed.xml" } else { "page.txt" };
            wrong.extend(wrong_published(&objects(&run_in(case, &["read", "--json", feed], "").out), &expected));
        }
        let name = case.file_name().unwrap().to_string_lossy();
        told.extend(wrong.iter().map(|wrong| format!("{name} ({}): {wrong}", expected.why)));
    }
    assert!(cases.len() >= 60, "{} cases", cases.len());
    assert!(told.is_empty(), "\n{}", told.join("\n"));
}
