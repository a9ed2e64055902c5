//! Tests of files next to a capture: links, sidecars, and the folder of a saved page.
//!
//! Invariant: writes only into temporary folders.

use std::fs;

use litopys::capture::{CaptureId, Captures, Unread, read_folder};
use litopys::warned::Warned;

use super::*;
use crate::cli::run_in;

const PAGE: &str = "<html><head><title>Рада схвалила кошторис</title></head><body><h1>Рада схвалила кошторис</h1>\
    <p>Обласна рада схвалила кошторис на наступний рік, за нього віддали голоси дві третини депутатів, повідомила пресслужба.</p></body></html>";
const SHORTCUT: &str = "[InternetShortcut]\r\nURL=https://visnyk.example/n/17\r\n";

fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
    let files: Vec<_> = files.iter().map(|&(name, text)| (name, text.as_bytes())).collect();
    crate::below::folder(&files)
}

fn read(files: &[(&str, &str)]) -> Warned<Captures> {
    read_folder(folder(files).path(), &[], &[])
}

fn unread(path: &str, reason: UnreadReason) -> Unread {
    Unread { id: CaptureId::of_file(path), reason }
}

#[test]
fn a_link_gives_its_page_an_address() {
    for name in ["a/page.url", "a/page.html.url"] {
        let read = read(&[("a/page.html", PAGE), (name, SHORTCUT)]);
        assert_eq!((read.value.unread.as_slice(), read.warnings.as_slice()), (&[][..], &[][..]), "{name}");
        assert_eq!(read.value.captures[0].address.as_deref(), Some("https://visnyk.example/n/17"), "{name}");
    }
    let webloc = "<?xml version='1.0'?><plist version='1.0'><dict><key>URL</key><string>https://visnyk.example/n/18</string></dict></plist>";
    let read = read(&[("page.txt", "Слова сторінки."), ("page.webloc", webloc)]);
    assert_eq!(read.value.captures[0].address.as_deref(), Some("https://visnyk.example/n/18"));
}

#[test]
fn a_file_without_a_page_is_in_the_ledger() {
    let read = read(&[("page.html", PAGE), ("other.url", SHORTCUT), ("Cargo.toml", "[package]"), ("x.webloc", "")]);
    let expected = ["Cargo.toml", "other.url", "x.webloc"].map(|path| unread(path, UnreadReason::Beside));
    assert_eq!(read.value.unread, expected);
    assert_eq!((read.value.captures.len(), read.warnings.len()), (1, 0));
}

#[test]
fn a_link_without_an_address_is_reported() {
    let read = read(&[("a/page.html", PAGE), ("a/page.url", "[InternetShortcut]\r\nURL=file:///c:/x\r\n")]);
    assert_eq!(read.warnings[0].path.as_deref(), Some("a/page.url"));
    assert_eq!(read.value.captures[0].address, None);
}

#[test]
fn a_sidecar_corrects_its_page_below_the_project_file() {
    let sidecar = "address = \"https://visnyk.example/n/17\"\npublished = 2024-05-06\nsource = \"Степовий вісник\"\ntitle = \"Інша назва\"\n";
    let project = "[[capture]]\nfile = \"page.html\"\nsource = \"Лиманська газета\"\n";
    let folder = folder(&[("page.html", PAGE), ("page.toml", sidecar), ("litopys.toml", project)]);
    for arguments in [["read", "--json", "page.html"], ["list", "--json", "."]] {
        let run = run_in(folder.path(), &arguments, "");
        assert_eq!((run.code, run.err.as_str()), (0, ""), "{}", run.err);
        let object: serde_json::Value = serde_json::from_str(&run.out).unwrap();
        assert_eq!(object["url"], "https://visnyk.example/n/17");
        assert_eq!(object["published"]["earliest"], "2024-05-06");
        assert_eq!(object["headline"], "Інша назва");
        let source =
            if arguments[0] == "list" { "Лиманська газета" } else { "Степовий вісник" };
        assert_eq!(object["source"], source);
    }
    fs::write(folder.path().join("page.toml"), "leave_out = true\n").unwrap();
    let build = run_in(folder.path(), &["check", "--json", "."], "");
    assert!(!build.out.contains("undated"), "{}", build.out);
}

#[test]
fn a_sidecar_with_a_mistake_is_ignored() {
    let read = read(&[("a/page.html", PAGE), ("a/page.html.toml", "\npublishd = 2024-05-06\n")]);
    assert_eq!((read.value.captures.len(), read.value.corrections.len()), (1, 0));
    assert_eq!(
        read.warnings[0].to_string(),
        "`a/page.html.toml`: line 2: there is no key `publishd`\nhint: did you mean `published`?"
    );
}

#[test]
fn the_folder_of_a_saved_page_holds_no_captures() {
    let read = read(&[
        ("Рада.html", PAGE),
        ("Рада_files/frame.html", "<p>Купуйте насіння"),
        ("Рада_files/style.css", "p {}"),
        ("Інша_files/page.html", PAGE),
    ]);
    let captures: Vec<_> = read.value.captures.iter().map(|capture| capture.id.path.as_str()).collect();
    assert_eq!(captures, ["Інша_files/page.html", "Рада.html"]);
    let expected = ["Рада_files/frame.html", "Рада_files/style.css"].map(|path| unread(path, UnreadReason::PartOfPage));
    assert_eq!(read.value.unread, expected);
}

#[test]
fn an_article_in_two_files_is_listed_once() {
    let article =
        r#"{"title":"Рада схвалила кошторис","text":"Обласна рада схвалила кошторис на рік, повідомила пресслужба."}"#;
    let folder = folder(&[
        ("a.json", article),
        ("b.ndjson", &format!("{article}\n{{\"text\":\"Інше: міст відкрили.\"}}\n")),
        ("package.json", "{}"),
    ]);
    let build = run_in(folder.path(), &["build", ".", "--format", "json"], "");
    assert_eq!(build.code, 0, "{}", build.err);
    let edition: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("out/briefing.json")).unwrap()).unwrap();
    let entries = edition["ledger"]["entries"].as_array().unwrap();
    let outcomes: Vec<_> = entries
        .iter()
        .map(|entry| {
            (entry["path"].as_str().unwrap(), entry["record"].as_u64().unwrap(), entry["outcome"].as_str().unwrap())
        })
        .collect();
    let expected = [
        ("a.json", 0, "used"),
        ("b.ndjson", 0, "duplicate"),
        ("b.ndjson", 1, "used"),
        ("package.json", 0, "other-data"),
    ];
    assert_eq!(outcomes, expected);
}
