//! `tools/measure` on the pages of `tests/measure`, in which some answers are wrong on purpose, and on tests of the project.
//!
//! Invariant: the expected figures were computed by hand, as the comments say. Without Python nothing is run.

use std::path::Path;
use std::process::Command;

use serde_json::Value;

/// The output of `tools/measure` for arguments. `None` without Python.
fn measured(arguments: &[&str]) -> Option<String> {
    let said = Command::new("python3")
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .args(["tools/measure", "--program", env!("CARGO_BIN_EXE_litopys")])
        .args(arguments)
        .output();
    let Ok(said) = said else {
        assert!(std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "python3 is not there");
        println!("not run: python3 is not there");
        return None;
    };
    assert!(said.status.success(), "{}", String::from_utf8_lossy(&said.stderr));
    Some(String::from_utf8(said.stdout).unwrap())
}

fn holds(figures: &Value, expected: &[(&str, f64)]) {
    for &(name, value) in expected {
        let found = figures[name].as_f64().unwrap_or(f64::NAN);
        assert!((found - value).abs() < 1e-9, "{name} is {found}, not {value}, in {figures}");
    }
}

#[test]
fn measures_give_the_figures_that_a_hand_computes() {
    let Some(said) = measured(&["tests/measure", "--json"]) else { return };
    let said: Value = serde_json::from_str(&said).unwrap();
    let of = |name: &str| said[name]["all"].clone();
    // One body is right. Of the other, 39 of 78 words and 36 of 75 runs of four are in the answer, and all of the answer is in it.
    holds(&of("body, words"), &[("precision", 0.75), ("recall", 1.0), ("F1", 1.5 / 1.75), ("pages", 2.0)]);
    holds(&of("body, runs of 4 words"), &[("precision", 0.74), ("recall", 1.0), ("F1", 1.48 / 1.74)]);
    // Capital letters do not count.
    holds(&of("headline"), &[("exact", 2.0 / 3.0), ("right", 2.0)]);
    // One of three dated pages is off by a day. The fourth states no day, and none is given.
    let days = [("right", 2.0), ("wrong", 1.0), ("none", 1.0), ("within a day", 3.0), ("precision", 2.0 / 3.0)];
    holds(&of("published"), &days);
    holds(&of("published"), &[("recall", 2.0 / 3.0), ("F1", 2.0 / 3.0), ("pages", 4.0)]);
    // Of three expressions one is right, one has another span and another value, and one is missed. A text that is not a date is not found.
    holds(
        &of("expressions"),
        &[("found", 2.0), ("known", 3.0), ("strict F1", 0.4), ("relaxed F1", 0.8), ("value F1", 0.4)],
    );
    // Two pages of two events are joined, two of one event are not.
    holds(
        &of("event"),
        &[("precision", 0.75), ("recall", 0.75), ("BCubed F1", 0.75), ("pairs P", 0.0), ("pairs R", 0.0)],
    );
    holds(&of("event"), &[("joined", 1.0), ("of one", 1.0)]);
    // One speaker is right, one wrong, and one quote is not on the page.
    let speakers =
        [("right", 1.0), ("wrong", 1.0), ("none", 1.0), ("precision", 0.5), ("recall", 1.0 / 3.0), ("F1", 0.4)];
    holds(&of("speakers"), &speakers);
    holds(&of("speakers"), &[("quotes P", 1.0), ("quotes R", 2.0 / 3.0)]);
}

#[test]
fn measures_are_printed_for_each_site_or_topic() {
    let Some(said) = measured(&["tests/measure", "--json"]) else { return };
    let said: Value = serde_json::from_str(&said).unwrap();
    let days = &said["published"]["groups"];
    assert_eq!(days.as_object().unwrap().keys().collect::<Vec<_>>(), ["harrow.example", "notices", "skelm.example"]);
    holds(&days["harrow.example"], &[("F1", 1.0), ("pages", 2.0)]);
    holds(&days["skelm.example"], &[("F1", 0.0), ("wrong", 1.0)]);
    let Some(table) = measured(&["tests/measure"]) else { return };
    assert!(
        table.contains("published, F1 of 3 sites or topics: mean 0.667, quartiles 0.500 1.000 1.000, lowest 0.000"),
        "{table}"
    );
}

#[test]
fn names_are_right_letter_by_letter_or_in_any_case() {
    let Some(said) = measured(&["tests/measure/names", "--json"]) else { return };
    let said: Value = serde_json::from_str(&said).unwrap();
    let of = |name: &str| said[name]["all"].clone();
    // Of five listed, three are known. One is a second name of somebody, and one is not in the nominative of the answers.
    let people = [
        ("right", 3.0),
        ("wrong", 2.0),
        ("twice", 1.0),
        ("known", 5.0),
        ("precision", 0.6),
        ("recall", 0.6),
        ("F1", 0.6),
    ];
    holds(&of("people"), &people);
    holds(&of("people"), &[("inflected P", 1.0), ("inflected R", 0.8), ("inflected F1", 8.0 / 9.0)]);
    // One organization is listed as the page prints it, not by its name; of the other the answers say nothing.
    let organizations =
        [("right", 0.0), ("wrong", 2.0), ("known", 1.0), ("precision", 0.0), ("recall", 0.0), ("F1", 0.0)];
    holds(&of("organizations"), &organizations);
    holds(&of("organizations"), &[("inflected P", 0.5), ("inflected R", 1.0), ("inflected F1", 2.0 / 3.0)]);
    // Of four places one is listed. A fifth is unsure and does not count.
    holds(
        &of("places"),
        &[("right", 1.0), ("wrong", 0.0), ("known", 4.0), ("precision", 1.0), ("recall", 0.25), ("F1", 0.4)],
    );
    // Nobody is on the page of notices, and nobody is listed. Of an organization that is listed where none is, the figure is 0.
    holds(&said["people"]["groups"]["notices"], &[("F1", 1.0)]);
    holds(&said["organizations"]["groups"]["mlyn.example"], &[("F1", 0.0), ("wrong", 1.0)]);
    let people = said["people"]["groups"].as_object().unwrap();
    assert_eq!(people.keys().collect::<Vec<_>>(), ["mlyn.example", "notices", "weir.example"]);
}

/// A program that does what a script of the shell says.
#[cfg(unix)]
fn script(folder: &Path, text: &str) -> String {
    use std::os::unix::fs::PermissionsExt;
    let program = folder.join("program");
    std::fs::write(&program, format!("#!/bin/sh\n{text}\n")).unwrap();
    std::fs::set_permissions(&program, std::fs::Permissions::from_mode(0o755)).unwrap();
    program.to_str().unwrap().to_owned()
}

#[cfg(unix)]
#[test]
fn pages_of_one_file_keep_their_own_addresses() {
    let folder = tempfile::tempdir().unwrap();
    let (asked, pages) = (folder.path().join("asked"), folder.path().join("pages"));
    let keeps_its_list =
        script(folder.path(), &format!("for last; do :; done; cat \"$last\" > '{}'; exit 1", asked.display()));
    std::fs::create_dir(&pages).unwrap();
    for file in ["one.ndjson", "two.ndjson"] {
        std::fs::write(pages.join(file), "{}\n{}\n").unwrap();
    }
    let answers =
        [("one", 0, "a.example/1"), ("one", 1, "b.example/2"), ("two", 0, "c.example/3"), ("two", 1, "c.example/3")]
            .map(|(file, record, url)| {
                format!(r#"{{"file": "{file}.ndjson", "record": {record}, "url": "https://{url}", "people": []}}"#)
            });
    std::fs::write(pages.join("answers.jsonl"), answers.join("\n")).unwrap();
    if measured(&[pages.to_str().unwrap(), "--program", &keeps_its_list]).is_none() {
        return;
    }
    // The program takes the address of a file for each of its pages without one, so two addresses are none.
    let asked = std::fs::read_to_string(asked).unwrap();
    let addresses: Vec<&str> = asked.lines().filter_map(|line| line.split_once('\t')).map(|(_, url)| url).collect();
    assert_eq!(addresses, ["", "https://c.example/3"], "{asked}");
}

#[cfg(unix)]
#[test]
fn a_regression_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let silent = script(folder.path(), "exit 1");
    let program = env!("CARGO_BIN_EXE_litopys");
    let Some(said) = measured(&["tests/measure", "--program", &silent, "--compare", program]) else {
        return;
    };
    // No answer is better than a wrong one: the page whose day is off by one improved.
    assert!(said.contains("published: 2 pages worse, 1 better\n  ferry.html  1.000  →  0.000\n  mill.html"), "{said}");
    assert!(said.contains("event: 0 pages worse, 2 better"), "{said}");
    assert!(said.contains("NOT READ: 4 pages"), "{said}");
    let Some(said) = measured(&["tests/measure", "--compare", program]) else { return };
    assert!(said.contains("published: 0 pages worse, 0 better"), "{said}");
}

#[test]
fn tests_of_the_project_are_measured_as_they_are() {
    let has_toml = Command::new("python3").args(["-c", "import tomllib"]).status().is_ok_and(|status| status.success());
    if !has_toml {
        assert!(std::env::var_os("LITOPYS_REQUIRE_TOOLS").is_none(), "Python 3.11 is not there");
        println!("not run: Python 3.11 is not there");
        return;
    }
    for (folder, measure) in
        [("tests/events/tuned", "event"), ("tests/days", "expressions"), ("tests/speech", "speakers")]
    {
        assert!(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder).is_dir());
        let said: Value = serde_json::from_str(&measured(&[folder, "--json"]).unwrap()).unwrap();
        assert!(said[measure]["all"]["precision"].as_f64().unwrap() > 0.9, "{folder}: {said}");
    }
}
