//! In: folders of pages, built with and without the cache of earlier builds. Out: whether every byte of the outputs is independent of it.
//!
//! Invariant: each test has its own cache.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use crate::cli::program;

/// The outputs, so that each cached form is covered.
const OUTPUTS: [&str; 3] = ["briefing.pdf", "briefing.epub", "briefing.json"];

fn page(name: &str, day: u32) -> String {
    format!(
        "14:00 {day:02}.05.2024\n\n{name} відкрила новий млин\n\n2 хв читати\n\nГромада {name} {day} травня 2024 року відкрила \
         новий млин на річці. «Ми чекали на нього десять років», – сказала мельничка Оксана Гречана.\n"
    )
}

/// Six pages.
fn project() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, day) in ["Лучани", "Озеряни", "Вербівка", "Криниця", "Ставище", "Береги"].iter().zip(1..)
    {
        fs::write(folder.path().join(format!("{day}.txt")), page(name, day)).unwrap();
    }
    folder
}

/// Builds with a cache in a folder (`-` for none). Returns the messages and the bytes of the outputs.
fn build(folder: &Path, cache: &str) -> (String, Vec<Vec<u8>>) {
    let out = tempfile::tempdir().unwrap();
    let mut build = program();
    build.current_dir(folder).arg("build").arg(".").arg("-o").arg(out.path());
    build.args(["--format", "pdf", "--format", "epub", "--format", "json"]);
    if cache == "-" {
        build.arg("--no-cache")
    } else {
        build.env("LITOPYS_CACHE", cache)
    };
    let run = build.output().unwrap();
    assert!(run.status.success(), "{}", String::from_utf8_lossy(&run.stderr));
    let bytes = OUTPUTS.iter().map(|name| fs::read(out.path().join(name)).unwrap()).collect();
    (String::from_utf8(run.stderr).unwrap(), bytes)
}

fn kept(cache: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(cache).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn cached_results_change_no_byte() {
    let (folder, cache) = (project(), tempfile::tempdir().unwrap());
    let name = cache.path().to_str().unwrap();
    let plain = build(folder.path(), "-");
    assert_eq!(kept(cache.path()), [""; 0], "nothing is kept by a build that was asked to keep nothing");
    assert_eq!(build(folder.path(), name), plain);
    let first = kept(cache.path());
    let count = |kind: &str| first.iter().filter(|name| name.starts_with(kind)).count();
    assert_eq!((count("article-"), count("briefing-"), count("book-"), first.len()), (6, 1, 1, 8));
    assert_eq!(build(folder.path(), name), plain);
    assert_eq!(kept(cache.path()), first, "the second build takes what the first one left");
    fs::remove_dir_all(cache.path()).unwrap();
    assert_eq!(build(folder.path(), name), plain);
    assert_eq!(kept(cache.path()), first);
}

#[test]
fn only_changed_pages_are_analysed_again() {
    let (folder, cache) = (project(), tempfile::tempdir().unwrap());
    let name = cache.path().to_str().unwrap();
    build(folder.path(), name);
    fs::write(folder.path().join("3.txt"), page("Вербівка", 3).replace("млин", "міст")).unwrap();
    assert_eq!(build(folder.path(), name), build(folder.path(), "-"));
    let after = kept(cache.path());
    assert_eq!(
        after.iter().filter(|name| name.starts_with("article-")).count(),
        7,
        "five of six pages are as they were"
    );
    fs::write(folder.path().join("litopys.toml"), "[[name]]\nname = 'Лучани'\nkind = 'place'\n").unwrap();
    assert_eq!(build(folder.path(), name), build(folder.path(), "-"));
    fs::create_dir_all(folder.path().join("layouts/briefing")).unwrap();
    fs::write(folder.path().join("layouts/briefing/main.typ"), "#set document(title: [Млини])\nКоротко").unwrap();
    let (_, own) = build(folder.path(), name);
    assert_eq!(own[0], build(folder.path(), "-").1[0], "the layout is a part of what is asked for");
}

#[test]
fn a_damaged_file_is_reported_and_written_again() {
    let (folder, cache) = (project(), tempfile::tempdir().unwrap());
    let name = cache.path().to_str().unwrap();
    let (said, plain) = build(folder.path(), name);
    for (at, file) in kept(cache.path()).iter().enumerate() {
        let path = cache.path().join(file);
        let mut bytes = fs::read(&path).unwrap();
        match at % 3 {
            0 => bytes.clear(),
            1 => bytes.truncate(bytes.len() - 1),
            _ => *bytes.last_mut().unwrap() ^= 1,
        }
        fs::write(&path, bytes).unwrap();
    }
    let (told, again) = build(folder.path(), name);
    assert_eq!(again, plain);
    let told = told.replace(name, "CACHE");
    assert!(told.contains("`CACHE`: 8 cached files of earlier builds are damaged"), "{told}");
    assert_eq!(build(folder.path(), name), (said, plain), "what was damaged is whole again");
}

#[test]
fn a_cache_that_cannot_be_written_is_ignored() {
    let folder = project();
    let file = folder.path().join("1.txt");
    assert_eq!(build(folder.path(), file.to_str().unwrap()), build(folder.path(), "-"));
}
