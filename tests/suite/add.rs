//! Tests of `add`: what is pasted, piped or named becomes a capture with its address and its time, once.
//!
//! Invariant: each test has its own folder.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::{Run, run_in};

const NOW: &str = "2031-07-20T06:00:00Z";
const ADDRESS: &str = "https://visnyk.example/2031/07/19/mist";
const STORY: &str = "Міст через Рось відкрили після ремонту\n19 липня 2031\n\nУ Новокрилові після двох років ремонту відкрили міст через Рось, \
                     повідомила міська рада.\n\nРухом мосту керуватимуть світлофори, і перевізники вже змінили розклад.\n";

fn add(folder: &Path, arguments: &[&str], input: &str) -> Run {
    run_in(folder, &[&["add", "--now", NOW], arguments].concat(), input)
}

/// The files below a folder, without its name.
fn files(folder: &Path) -> Vec<String> {
    let (mut found, mut open) = (Vec::new(), vec![folder.to_owned()]);
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).unwrap() {
            match entry.unwrap().path() {
                path if path.is_dir() => open.push(path),
                path => found.push(path.strip_prefix(folder).unwrap().display().to_string()),
            }
        }
    }
    found.sort();
    found
}

fn folder() -> TempDir {
    tempfile::tempdir().unwrap()
}

#[test]
fn what_is_pasted_is_a_capture_with_its_address_and_time() {
    let folder = folder();
    let run = add(folder.path(), &["--url", &format!("{ADDRESS}#top")], STORY);
    assert_eq!((run.code, run.err.as_str()), (0, ""));
    let [page, sidecar] = files(folder.path()).try_into().unwrap();
    assert!(page.starts_with("added/visnyk.example/2031-07-20-mist-") && page.ends_with(".txt"), "{page}");
    assert_eq!(run.out, format!("stored {page}: Міст через Рось відкрили після ремонту (published 2031-07-19)\n"));
    assert_eq!(fs::read_to_string(folder.path().join(&page)).unwrap(), STORY);
    assert_eq!(sidecar, format!("{page}.toml"));
    let said = fs::read_to_string(folder.path().join(&sidecar)).unwrap();
    assert_eq!(said, format!("address = \"{ADDRESS}\"\ncaptured = \"{NOW}\"\n"));
    let listed = run_in(folder.path(), &["list", "--json", "."], "");
    let listed: serde_json::Value = serde_json::from_str(listed.out.lines().next().unwrap()).unwrap();
    assert_eq!((listed["url"].as_str(), listed["published"]["earliest"].as_str()), (Some(ADDRESS), Some("2031-07-19")));
}

#[test]
fn a_page_is_stored_once_and_another_copy_of_it_is_told() {
    let folder = folder();
    add(folder.path(), &["--url", ADDRESS, "-"], STORY);
    let before = files(folder.path());
    let again = add(folder.path(), &["--url", ADDRESS], STORY);
    assert_eq!((again.code, files(folder.path())), (0, before.clone()));
    assert_eq!(again.out, format!("already there: {} has the same text\n", before[0]));
    assert!(add(folder.path(), &[], STORY).out.starts_with("already there: "), "without its address");
    let changed = add(folder.path(), &["--url", ADDRESS], &format!("{STORY}Оновлено: рух відкрили.\n"));
    assert!(changed.out.starts_with(&format!("another copy of the page in {}\nstored ", before[0])), "{}", changed.out);
    let other = add(folder.path(), &["--url", "https://w.example/a/mist"], STORY);
    assert!(other.out.starts_with("stored added/w.example/"), "the same text at another address: {}", other.out);
    let beside = add(folder.path(), &["--url", "https://w.example/b/mist"], STORY);
    assert!(beside.out.starts_with("stored added/w.example/") && beside.out != other.out, "{}", beside.out);
    assert_eq!(files(folder.path()).len(), 8);
}

#[test]
fn a_form_is_told_by_its_bytes_or_its_name() {
    let folder = folder();
    let body: String = STORY.lines().map(|line| format!("<p>{line}</p>")).collect();
    let entry = |number: usize| {
        format!(
            "{{\"url\":\"{ADDRESS}/{number}\",\"title\":\"Міст {number}\",\"text\":\"{number} {}\"}}",
            STORY.replace('\n', " ")
        )
    };
    for (ending, input) in [
        (".html", format!("<!DOCTYPE html><html><body><h1>Міст</h1>{body}")),
        (".md", format!("---\ntitle: Міст у записах\nurl: {ADDRESS}/md\n---\n\n{STORY}")),
        (".json", entry(1)),
        (
            ".eml",
            format!(
                "Subject: Mist\nMessage-ID: <1@x>\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\n\nЛист. {STORY}"
            ),
        ),
    ] {
        let run = add(folder.path(), &[], &input);
        let path = run.out.strip_prefix("stored ").and_then(|rest| rest.split(": ").next());
        assert!(path.is_some_and(|path| path.ends_with(ending)), "{ending}: {}{}", run.out, run.err);
    }
    fs::create_dir(folder.path().join("inbox")).unwrap();
    fs::write(folder.path().join("inbox/chapters.2031.ndjson"), format!("{}\n{}\n", entry(2), entry(3))).unwrap();
    fs::write(folder.path().join("litopys.toml"), "captures = [\"kept\"]\n").unwrap();
    let run = add(folder.path(), &["inbox/chapters.2031.ndjson"], "");
    assert!(
        run.out.starts_with("stored kept/visnyk.example/") || run.out.starts_with("stored kept/unnamed/"),
        "{}",
        run.out
    );
    assert!(run.out.ends_with(".ndjson: 2 pages\n"), "{}", run.out);
}

#[test]
fn what_cannot_be_read_is_not_stored() {
    let folder = folder();
    fs::write(folder.path().join("photo.bin"), b"\x89PNG\r\n\x1a\n\0\0").unwrap();
    let before = files(folder.path());
    for (arguments, input, said) in [
        (vec![], "", "nothing readable stands in it"),
        (vec!["--url", "visnyk.example/a"], STORY, "is no address of a page"),
        (vec!["--url", "file:///etc/passwd"], STORY, "is no address of a page"),
        (vec!["photo.bin"], "", "it is in no form that is read"),
        (vec!["missing.html"], "", "missing.html"),
    ] {
        let run = add(folder.path(), &arguments, input);
        assert_eq!((run.code, run.out.as_str()), (1, ""), "{arguments:?}");
        assert!(run.err.contains(said) && run.err.contains("hint: "), "{arguments:?}: {}", run.err);
    }
    assert_eq!(add(folder.path(), &["--url", ADDRESS, "a", "b"], "").code, 2);
    assert_eq!(files(folder.path()), before);
    let both = add(folder.path(), &["missing.html", "-"], STORY);
    assert_eq!((both.code, files(folder.path()).len()), (1, before.len() + 2), "the others are stored");
    assert!(both.out.starts_with("stored ") && both.err.contains("missing.html"), "{}{}", both.out, both.err);
}
