//! The title of an edition for which the project gives none.
//!
//! Invariant: the captures are those of cases under `tests/cases`, copied to a folder of their own name.

use std::fs;
use std::path::Path;

use serde_json::Value;

use super::cli::run_in;

/// The edition of a case's captures, with a project file.
fn edition(case: &str, settings: &str) -> Value {
    let folder = tempfile::tempdir().unwrap();
    let pages = folder.path().join("тека");
    fs::create_dir(&pages).unwrap();
    let captures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases").join(case).join("captures");
    for entry in fs::read_dir(captures).unwrap() {
        let entry = entry.unwrap();
        fs::copy(entry.path(), pages.join(entry.file_name())).unwrap();
    }
    fs::write(pages.join("litopys.toml"), settings).unwrap();
    let run = run_in(folder.path(), &["build", "тека", "-o", "out", "--format", "json"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let json = fs::read(folder.path().join("out/briefing.json")).unwrap();
    let verified = run_in(folder.path(), &["verify", "out/briefing.json", "--captures", "тека"], "");
    assert_eq!(verified.code, 0, "{}{}", verified.out, verified.err);
    serde_json::from_slice(&json).unwrap()
}

#[test]
fn it_is_the_headline_of_the_largest_story_with_its_place() {
    let edition = edition("en-trial-two-years-later", "");
    let words = &edition["title_words"];
    assert_eq!(edition["title"], words["text"]);
    let story = &edition["stories"][0];
    let events =
        edition["chapters"].as_array().unwrap().iter().flat_map(|chapter| chapter["events"].as_array().unwrap());
    let central = events.into_iter().find(|event| event["id"] == story["central"]).unwrap();
    assert_eq!(central["headline"]["source"], words["source"]);
}

#[test]
fn it_is_the_folders_name_where_no_story_is_the_largest() {
    for case in ["en-two-stories-of-five", "en-two-bankruptcies-one-lawyer"] {
        let edition = edition(case, "");
        assert_eq!((&edition["title"], &edition["title_words"]), (&"тека".into(), &Value::Null), "{case}");
    }
}

#[test]
fn another_title_than_its_words_is_found() {
    let mut edition = edition("en-trial-two-years-later", "");
    edition["title"] = "Nobody goes on trial".into();
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("edition.json"), serde_json::to_vec(&edition).unwrap()).unwrap();
    let captures = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases/en-trial-two-years-later/captures");
    let run = run_in(folder.path(), &["verify", "edition.json", "--captures", captures.to_str().unwrap()], "");
    assert!(run.code == 3 && (run.out.clone() + &run.err).contains("is not the title"), "{}{}", run.out, run.err);
}

#[test]
fn the_project_has_the_last_word() {
    let edition = edition("en-trial-two-years-later", "title = \"Справа\"\n");
    assert_eq!((&edition["title"], &edition["title_words"]), (&"Справа".into(), &Value::Null));
}
