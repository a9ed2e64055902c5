//! In: folders with something missing. Out: whether the findings of `doctor` are as expected.
//!
//! Invariant: every problem is reported, and the folder is not changed.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::{run_in, run_with};

const PAGE: &str = "У Лубнах відкрили музей кераміки\n\n3 червня 2025 року\n\nУ Лубнах відкрили музей кераміки. Перші \
     відвідувачі побачили сто робіт місцевих майстрів, повідомила міська рада.\n\nМузей працюватиме щодня без вихідних, вхід \
     для школярів безкоштовний.\n";

fn project(file: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pages")).unwrap();
    fs::write(folder.path().join("pages/museum.txt"), PAGE).unwrap();
    fs::write(folder.path().join("litopys.toml"), file).unwrap();
    folder
}

/// The exit code of a run, and its findings.
fn doctor(folder: &Path, arguments: &[&str]) -> (i32, Vec<Value>) {
    let before = listing(folder);
    let run = run_in(folder, &[&["doctor", "--json"], arguments].concat(), "");
    assert_eq!(before, listing(folder), "nothing is left behind");
    assert_eq!(run.err, "");
    (run.code, run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect())
}

fn listing(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = Vec::new();
    let mut open = vec![folder.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            names.push(path.display().to_string());
            open.extend(path.is_dir().then_some(path));
        }
    }
    names.sort();
    names
}

/// The messages of one check that are not fine, with their state.
fn ill<'a>(findings: &'a [Value], check: &str) -> Vec<(&'a str, &'a str)> {
    let of_check = findings.iter().filter(|found| found["check"] == check && found["state"] != "ok");
    of_check.map(|found| (found["state"].as_str().unwrap(), found["message"].as_str().unwrap())).collect()
}

#[test]
fn a_sound_project_lacks_nothing() {
    let folder = project("language = \"uk\"\n");
    let (code, findings) = doctor(folder.path(), &[]);
    assert_eq!(code, 0, "{findings:?}");
    assert!(findings.iter().all(|found| found["state"] == "ok" || found["message"].as_str().unwrap().contains("MiB")));
    let checks: Vec<&str> = findings.iter().map(|found| found["check"].as_str().unwrap()).collect();
    for check in ["program", "zones", "fonts", "project", "output", "fetch", "layout", "history", "captures"] {
        assert!(checks.contains(&check), "{check} in {checks:?}");
    }
    let told = run_in(folder.path(), &["doctor"], "").out;
    assert!(told.contains("ok       captures   1 captures: 1 used\n"), "{told}");
    assert!(told.ends_with(" 0 problems\n"), "{told}");
}

#[test]
fn a_project_file_that_is_wrong_is_named_with_its_line() {
    let folder = project("\ntitel = \"A\"\n");
    let (code, findings) = doctor(folder.path(), &[]);
    assert_eq!((code, ill(&findings, "project")), (3, vec![("problem", "line 2: there is no key `titel`")]));
    let told = run_in(folder.path(), &["doctor"], "");
    assert_eq!(told.code, 3);
    assert!(told.out.contains("problem  project    `litopys.toml`: line 2: there is no key"), "{}", told.out);
    assert!(told.out.contains("\n                    hint: did you mean `title`?\n"), "{}", told.out);
}

#[test]
fn missing_and_unreadable_files_are_problems() {
    let folder = project("layout = \"breif\"\n[fetch]\nlists = [\"none.txt\"]\n");
    fs::write(folder.path().join("litopys.history.toml"), "[[edition]]\nnumber = \"one\"\n").unwrap();
    let (code, findings) = doctor(folder.path(), &["-o", "litopys.toml/out"]);
    assert_eq!(code, 3);
    let told = |check| ill(&findings, check);
    assert_eq!(told("layout"), [("problem", "there is no layout `breif`")]);
    assert!(told("output")[0].1.starts_with("`litopys.toml/out` is not writable: "), "{findings:?}");
    assert_eq!(told("fetch")[0], ("problem", "`none.txt` cannot be read: it does not exist"));
    assert!(told("history")[0].1.contains("line "), "{findings:?}");
    fs::remove_file(folder.path().join("pages/museum.txt")).unwrap();
    let (_, findings) = doctor(folder.path(), &[]);
    assert_eq!(ill(&findings, "captures"), [("problem", "no captured page was found")]);
}

#[test]
fn odd_settings_are_warnings() {
    let file = "captures = [\"pages\"]\n[editions]\nfile_name = \"chronicle-{number}\"\n[[capture]]\nfile = \"pages/musuem.txt\"\n\
                source = \"Край\"\n[fetch]\nfolder = \"fetched\"\n";
    let folder = project(file);
    fs::write(folder.path().join("pages/noise.png"), b"\x00\x01\x02").unwrap();
    assert_eq!(run_in(folder.path(), &["build", "--record", "--format", "json"], "").code, 0);
    fs::remove_file(folder.path().join("out/chronicle-1.json")).unwrap();
    fs::create_dir_all(folder.path().join("fetched/.fetch")).unwrap();
    fs::write(folder.path().join("fetched/.fetch/lock"), " (process 1, since 2025-06-03T06:00:00Z)").unwrap();
    fs::write(folder.path().join("out/.litopys-a1b2c3"), "half").unwrap();
    let (code, findings) = doctor(folder.path(), &[]);
    assert_eq!(code, 0, "{findings:?}");
    let told = |check| ill(&findings, check).into_iter().map(|(_, message)| message).collect::<Vec<_>>();
    assert_eq!(told("unused"), ["the correction of `pages/musuem.txt` matches no capture"]);
    assert_eq!(told("history"), ["this file of edition 1 is missing"]);
    assert_eq!(told("captures"), ["2 captures: 1 used, 1 not-text"]);
    assert!(told("output").contains(&"a killed run left 1 hidden files in `out`"), "{findings:?}");
    assert_eq!(
        told("fetch"),
        [
            "`[fetch]` names no source",
            "`fetch.contact` is not set: the owner of a server cannot reach you",
            "a build does not read `fetched`, where pages are stored",
            "a run was killed (process 1, since 2025-06-03T06:00:00Z)",
        ]
    );
}

#[test]
fn an_environment_that_ends_every_build_is_a_problem() {
    let folder = project("");
    let run = run_with(folder.path(), &["doctor"], &[("SOURCE_DATE_EPOCH", "gestern")], "");
    assert_eq!(run.code, 3);
    assert!(
        run.out.contains("problem  environment `SOURCE_DATE_EPOCH` is `gestern`, which is not a time\n"),
        "{}",
        run.out
    );
}
