//! Upcoming events in every output of a small corpus, and damages to them that `verify` must find.
//!
//! Invariant: the corpus is the case `uk-coming-hearing`, built once.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use icalendar::{Calendar, Component, EventStatus};
use serde_json::{Value, json};
use tempfile::TempDir;

use crate::cli::{Run, run_in};
use crate::verify::verify;

const SENTENCE: &str = "засідання у справі про";

/// The case with all its outputs.
static BUILT: LazyLock<TempDir> = LazyLock::new(|| {
    let folder = tempfile::tempdir().unwrap();
    let captures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/uk-coming-hearing/captures");
    for entry in fs::read_dir(captures).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), folder.path().join(entry.file_name())).unwrap();
    }
    let formats = ["pdf", "epub", "json", "markdown", "ical"].map(|format| ["--format", format]).concat();
    fs::write(folder.path().join("litopys.toml"), "title = \"Вітряк\"\n").unwrap();
    let build = run_in(folder.path(), &[&["build", "."], &formats[..]].concat(), "");
    assert_eq!(build.code, 0, "{}", build.err);
    folder
});

fn output(name: &str) -> Vec<u8> {
    fs::read(BUILT.path().join("out").join(name)).unwrap()
}

fn edition() -> Value {
    serde_json::from_slice(&output("briefing.json")).unwrap()
}

/// The result of `verify` for the edition with a change in its first upcoming event.
fn damaged(change: impl FnOnce(&mut Value)) -> Run {
    let mut edition = edition();
    change(&mut edition["upcoming"][0]);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("edition.json");
    fs::write(&file, serde_json::to_vec(&edition).unwrap()).unwrap();
    verify(BUILT.path(), &[file.to_str().unwrap(), "--captures", "."])
}

#[test]
fn an_upcoming_event_is_in_every_output_and_verifies() {
    let edition = edition();
    let upcoming = edition["upcoming"].as_array().unwrap();
    assert_eq!(upcoming.len(), 1, "{upcoming:#?}");
    assert_eq!((&upcoming[0]["weekday"], &upcoming[0]["announced_by"]["number"]), (&json!("четвер"), &json!(2)));
    assert!(upcoming[0]["text"].as_str().unwrap().contains(SENTENCE));
    let mentioned = edition["mentioned"].as_array().unwrap();
    let same: Vec<&Value> = mentioned.iter().filter(|one| one["when"]["earliest"] == "2031-06-12").collect();
    assert_eq!(same.len(), 1, "{mentioned:#?}");
    assert_eq!((&same[0]["upcoming"], &same[0]["text"]), (&upcoming[0]["id"], &upcoming[0]["text"]));
    let markdown = String::from_utf8(output("briefing.md")).unwrap();
    let only_mentioned = format!("## {}", edition["words"]["mentioned"].as_str().unwrap());
    assert!(mentioned.len() == 1 && !markdown.contains(&only_mentioned), "{markdown}");
    assert!(
        markdown.contains("## Далі") && markdown.contains("**12 червня 2031 р.** (четвер; 2 статті)"),
        "{markdown}"
    );
    let all = verify(BUILT.path(), &["out/briefing.pdf", "out/briefing.epub", "out/briefing.json"]);
    assert_eq!((all.code, all.out.as_str()), (0, ""), "{}", all.err);
}

#[test]
fn the_calendar_holds_it_as_tentative_beside_the_reported_events() {
    let text = String::from_utf8(output("briefing.ics")).unwrap();
    let calendar: Calendar = text.parse().unwrap();
    let tentative: Vec<_> = calendar.events().filter(|one| one.get_status() == Some(EventStatus::Tentative)).collect();
    let coming: Vec<_> =
        tentative.iter().filter(|one| one.get_uid().unwrap().starts_with("upcoming-2031-06-12-")).collect();
    assert_eq!(coming.len(), 1, "{text}");
    assert_eq!(coming[0].property_value("DTSTART"), Some("20310612"));
    assert_eq!(coming[0].property_value("DTSTAMP"), Some("20310510T000000Z"));
    assert!(calendar.events().count() > tentative.len(), "reported events are beside it");
    insta::assert_snapshot!("upcoming-calendar", text);
}

#[test]
fn every_damage_to_an_upcoming_event_is_found() {
    let mut missed = Vec::new();
    let days = |day: &'static str, long: &'static str, short: &'static str| json!({ "earliest": day, "latest": day, "precision": "day", "how": "stated", "long": long, "short": short });
    type Change = Box<dyn FnOnce(&mut Value)>;
    let damages: [(&str, Change); 8] = [
        (
            "do not give that day",
            Box::new(move |one| {
                one["when"] = days("2031-06-13", "13 червня 2031 р.", "13 черв. 2031");
                one["weekday"] = "п’ятниця".into();
            }),
        ),
        (
            "is not after the day of the edition",
            Box::new(move |one| {
                one["when"] = days("2031-05-10", "10 травня 2031 р.", "10 трав. 2031");
                one["weekday"] = "субота".into();
            }),
        ),
        ("its text is", Box::new(|one| one["when"]["long"] = "13 червня 2031 р.".into())),
        ("its weekday is", Box::new(|one| one["weekday"] = "середа".into())),
        ("is not what", Box::new(|one| one["text"] = "Засідання не відбудеться.".into())),
        ("do not give that day", Box::new(|one| one["day"]["start"] = 0.into())),
        ("its sources do not exist", Box::new(|one| one["sources"] = json!([99]))),
        ("it has 2 sources", Box::new(|one| one["announced_by"]["number"] = 3.into())),
    ];
    for (found, change) in damages {
        let run = damaged(change);
        if run.code != 3 || !(run.out.clone() + &run.err).contains(found) {
            missed.push(format!("`{found}`: exit code {}: {}{}", run.code, run.out, run.err));
        }
    }
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn a_mention_of_an_upcoming_event_is_that_event() {
    let day = json!({ "earliest": "2031-06-13", "latest": "2031-06-13", "precision": "day", "how": "stated", "long": "13 червня 2031 р.", "short": "13 черв. 2031" });
    for (field, value, found) in [
        ("when", Value::Null, "it has no day"),
        ("when", day, "do not give that day"),
        ("upcoming", json!("upcoming-0"), "it is not the upcoming event"),
        ("source", json!(99), "it is not the upcoming event"),
        ("announced", json!(false), "it is not the upcoming event"),
        ("text", json!("Засідання не відбудеться."), "is not what"),
    ] {
        let mut edition = edition();
        edition["mentioned"][0][field] = value;
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("edition.json");
        fs::write(&file, serde_json::to_vec(&edition).unwrap()).unwrap();
        let run = verify(BUILT.path(), &[file.to_str().unwrap(), "--captures", "."]);
        let said = run.out.clone() + &run.err;
        assert!(run.code == 3 && said.contains(found), "{field}: {said}");
    }
}

#[test]
fn entries_are_in_order_and_each_is_there_once() {
    let mut edition = edition();
    let first = edition["upcoming"][0].clone();
    edition["upcoming"].as_array_mut().unwrap().push(first);
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("edition.json");
    fs::write(&file, serde_json::to_vec(&edition).unwrap()).unwrap();
    let run = verify(BUILT.path(), &[file.to_str().unwrap(), "--captures", "."]);
    assert!(run.code == 3 && (run.out + &run.err).contains("is there twice"));
}
