//! Tests of the names of publishers, from the list in the project file to the output of each verb.
//!
//! Invariant: every page is written for the test, and no publisher in it exists.

use std::fs;
use std::path::Path;

use serde_json::Value;
use tempfile::TempDir;

use crate::cli::run_in;

const UKRAINIAN: &str = "<html lang=\"uk\"><head><title>Рада схвалила кошторис</title></head><body>\
    <h1>Рада схвалила кошторис</h1><p>Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини \
    депутатів, повідомила пресслужба.</p></body></html>";
const ENGLISH: &str = "<html lang=\"en\"><head><title>New bridge opens in the valley</title>\
    <meta property=\"og:site_name\" content=\"The Wave Online\"></head><body><h1>New bridge opens in the valley</h1>\
    <p>The new bridge over the river opened to traffic on Monday after two years of work, the city council said in a \
    statement.</p></body></html>";
const LIST: &str = "[[publisher]]\nhosts = ['khvylia.example']\nname = { uk = 'Вечірня Хвиля', en = 'Evening Wave' }\n";

/// Two pages of one site in two languages, one of which names its publisher.
fn folder(project: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in [
        ("a.html", UKRAINIAN),
        ("a.url", "[InternetShortcut]\r\nURL=https://www.khvylia.example/1\r\n"),
        ("b.html", ENGLISH),
        ("b.url", "[InternetShortcut]\r\nURL=https://en.khvylia.example/2\r\n"),
        ("litopys.toml", project),
    ] {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

fn sources(folder: &Path, arguments: &[&str]) -> Vec<String> {
    let run = run_in(folder, arguments, "");
    assert_eq!(run.code, 0, "{}", run.err);
    let source = |line| serde_json::from_str::<Value>(line).unwrap()["source"].as_str().unwrap().to_owned();
    run.out.lines().map(source).collect()
}

#[test]
fn without_an_entry_a_page_names_itself_or_its_address_does() {
    let folder = folder("");
    assert_eq!(sources(folder.path(), &["list", "--json", "."]), ["khvylia.example", "The Wave Online"]);
}

#[test]
fn one_publisher_has_one_name_in_the_language_of_the_edition() {
    let folder = folder(LIST);
    let list = |language| sources(folder.path(), &["list", "--json", ".", "--language", language]);
    assert_eq!(list("uk"), ["Вечірня Хвиля"; 2]);
    assert_eq!(list("en"), ["Evening Wave"; 2]);
    let read = |page| sources(folder.path(), &["read", "--json", ".", "--language", page]);
    assert_eq!(read("en"), ["Evening Wave"; 2]);
    let alone = sources(folder.path(), &["read", "--json", "."]);
    assert_eq!(alone, ["Вечірня Хвиля", "Evening Wave"], "each page for itself is an edition in its own language");
}

#[test]
fn the_edition_counts_it_once_with_the_source_of_its_name() {
    let folder = folder(&format!("language = 'en'\n{LIST}"));
    let build = run_in(folder.path(), &["build", ".", "--format", "json"], "");
    assert_eq!((build.code, build.err.as_str()), (0, ""));
    let edition: Value = serde_json::from_slice(&fs::read(folder.path().join("out/briefing.json")).unwrap()).unwrap();
    assert_eq!(edition["counts"]["sources"]["number"], 1);
    let page = edition["sources"].as_array().unwrap().iter().find(|source| source["path"] == "a.html").unwrap();
    assert_eq!((&page["publisher"], &page["publisher_language"]), (&"Evening Wave".into(), &"en".into()));
    assert_eq!(page["publisher_how"], "resolved");
    let explain = run_in(folder.path(), &["explain", "a.html"], "");
    let told = "Publisher: Evening Wave.\n    The publisher follows from the words “https://www.khvylia.example/1” (a.html). \
                The name is that of the project file.\n";
    assert!(explain.out.contains(told), "{}", explain.out);
}

#[test]
fn a_correction_of_a_page_overrides_its_publisher() {
    let folder =
        folder(&format!("language = 'uk'\n{LIST}[[capture]]\nfile = 'b.html'\nsource = 'Хвиля за кордоном'\n"));
    assert_eq!(sources(folder.path(), &["list", "--json", "."]), ["Вечірня Хвиля", "Хвиля за кордоном"]);
}

#[test]
fn a_publisher_without_a_page_is_reported() {
    let folder = folder("[[publisher]]\nhosts = ['khvilia.example']\nname = 'Вечірня Хвиля'\n");
    let build = run_in(folder.path(), &["build", ".", "--format", "json"], "");
    assert!(build.err.contains("no page belongs to the publisher at `khvilia.example`\nhint: "), "{}", build.err);
}
