//! Tests of pictures in the outputs: which one an event has, and how it is shown.
//!
//! Invariant: each test builds in its own folder.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

use regex::Regex;
use tempfile::TempDir;
use zip::ZipArchive;

use super::*;
use crate::cli::{Run, run_in};

const NAMES: [&str; 4] =
    ["Рада схвалила кошторис", "Порт відновив перевалку", "Музей показав кераміку", "Лікарня купила томограф"];

/// A folder of pages, each with the picture under its name and in a month of its own.
fn pages(pictures: &[(&str, &[u8])]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (at, (name, bytes)) in pictures.iter().enumerate() {
        let html = page(NAMES[at], &figure(&format!("p{at}_files/{name}")));
        let subject = ["кошторис", "перевалку зерна", "виставку кераміки", "купівлю томографа"][at];
        let html = html
            .replace("2024-05-06", &format!("2024-0{}-06", at + 2))
            .replace("кошторис на", &format!("{subject} на"));
        write(folder.path(), &format!("p{at}.html"), html.as_bytes());
        write(folder.path(), &format!("p{at}_files/{name}"), bytes);
    }
    folder
}

fn build(folder: &Path, arguments: &[&str]) -> Run {
    let formats = ["build", ".", "--format", "pdf", "--format", "epub", "--format", "json"];
    let run = run_in(folder, &[&formats, arguments].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
    run
}

fn edition(folder: &Path) -> serde_json::Value {
    serde_json::from_slice(&fs::read(folder.join("out/briefing.json")).unwrap()).unwrap()
}

/// The pictures that events of an edition show.
fn shown(edition: &serde_json::Value) -> Vec<serde_json::Value> {
    let chapters = edition["chapters"].as_array().unwrap().iter();
    let events = chapters.flat_map(|chapter| chapter["events"].as_array().unwrap());
    events.map(|event| event["picture"].clone()).filter(|picture| !picture.is_null()).collect()
}

/// The files of a book.
fn book(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut archive = ZipArchive::new(Cursor::new(fs::read(folder.join("out/briefing.epub")).unwrap())).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        files.insert(file.name().trim_start_matches("OEBPS/").to_owned(), bytes);
    }
    files
}

/// The pictures in a book: their names and bytes.
fn in_book(folder: &Path) -> Vec<(String, Vec<u8>)> {
    book(folder).into_iter().filter(|(name, _)| name.starts_with("pictures/")).collect()
}

/// The output of a tool for the briefing.
fn of_pdf(folder: &Path, tool: &str, before: &[&str], behind: &[&str]) -> String {
    let mut command = Command::new(tool);
    let output = command.args(before).arg("briefing.pdf").args(behind).current_dir(folder.join("out")).output();
    let output = output.unwrap_or_else(|error| panic!("{tool}: {error}; tests/run installs poppler-utils and qpdf"));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Number of pictures in the briefing.
fn in_pdf(folder: &Path) -> usize {
    let list = of_pdf(folder, "pdfimages", &["-list"], &[]);
    list.lines().filter(|line| line.split_whitespace().nth(2) == Some("image")).count()
}

#[test]
fn both_outputs_show_the_leading_pictures_of_every_type() {
    let pictures = [("a.png", PNG), ("b.jpg", JPEG), ("c.gif", GIF), ("d.webp", WEBP)]
        .map(|(name, kind)| (name, paint(kind, 640, 480, 1)));
    let folder = pages(&pictures.each_ref().map(|(name, bytes)| (*name, bytes.as_slice())));
    let run = build(folder.path(), &[]);
    assert_eq!(run.err, "");
    let data = edition(folder.path());
    let shown = shown(&data);
    assert_eq!(shown.len(), 4);
    assert_eq!(in_pdf(folder.path()), 4);
    let book = book(folder.path());
    let package = String::from_utf8(book["content.opf"].clone()).unwrap();
    for (picture, (_, bytes)) in shown.iter().zip(&pictures) {
        let text = |key: &str| picture[key].as_str().unwrap().to_owned();
        let name = format!("pictures/{}", text("name"));
        assert!(book[&name] == *bytes, "{name} is as it was captured");
        let item = package.lines().find(|line| line.contains(&format!("href=\"{name}\""))).unwrap();
        assert!(item.contains(&format!("media-type=\"{}\"", text("media_type"))), "{item}");
        assert_eq!((text("alt"), text("credit")), ("Зала ради".to_owned(), "Вісник".to_owned()));
        let source = &data["sources"][picture["source"].as_u64().unwrap() as usize - 1];
        assert_eq!(source["figures"][0]["picture"]["digest"], picture["digest"]);
        let place = &source["figures"][0]["picture"]["place"]["file"];
        assert!(place.as_str().unwrap().contains("_files/"), "{place}");
    }
    let chapters: String = book
        .iter()
        .filter(|(name, _)| name.starts_with("chapter-"))
        .map(|(_, text)| String::from_utf8_lossy(text))
        .collect();
    assert_eq!(chapters.matches("alt=\"Зала ради\"").count(), 4);
    let cited = "<span class=\"credit\">Фото: <span lang=\"uk\" xml:lang=\"uk\">Вісник</span></span><a( id=\"[^\"]*\")? class=\"noteref\"";
    assert_eq!(Regex::new(cited).unwrap().find_iter(&chapters).count(), 4);
    let structure = of_pdf(folder.path(), "pdfinfo", &["-struct"], &[]);
    assert_eq!(structure.matches("Caption\n").count(), 4, "{structure}");
    let text = of_pdf(folder.path(), "pdftotext", &[], &["-"]).replace('\u{a0}', " ");
    assert_eq!(text.matches("Фото: Вісник").count(), 4, "{text}");
    let objects = of_pdf(folder.path(), "qpdf", &["--qdf", "--object-streams=disable"], &["-"]);
    let alt: String = "Зала ради".encode_utf16().map(|unit| format!("{unit:04x}")).collect();
    assert_eq!(objects.matches(&format!("/Alt <feff{alt}>")).count(), 4, "each picture has its alternative text");
    let first = fs::read(folder.path().join("out/briefing.pdf")).unwrap();
    let book = fs::read(folder.path().join("out/briefing.epub")).unwrap();
    build(folder.path(), &[]);
    assert!(first == fs::read(folder.path().join("out/briefing.pdf")).unwrap(), "same input, same bytes");
    assert!(book == fs::read(folder.path().join("out/briefing.epub")).unwrap(), "same input, same bytes");
    validate(folder.path());
}

/// Runs the validators if they are installed.
fn validate(folder: &Path) {
    let (verapdf, epubcheck) = (std::env::var("LITOPYS_VERAPDF"), std::env::var("LITOPYS_EPUBCHECK"));
    let (Ok(verapdf), Ok(epubcheck)) = (verapdf, epubcheck) else {
        assert!(std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "LITOPYS_VERAPDF or LITOPYS_EPUBCHECK is not set");
        println!("not run: LITOPYS_VERAPDF or LITOPYS_EPUBCHECK is not set");
        return;
    };
    let java = ["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar", &epubcheck, "--failonwarnings"];
    for (tool, arguments, file) in [(verapdf.as_str(), &[][..], "briefing.pdf"), ("java", &java[..], "briefing.epub")] {
        let output = Command::new(tool).args(arguments).arg(folder.join("out").join(file)).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{tool}: {said}");
    }
}

#[test]
fn embedded_pictures_are_read_from_the_capture() {
    let (first, second) = (png(640, 480, 1), png(640, 480, 2));
    let html = page(NAMES[0], &figure(&format!("data:image/png;base64,{}", base64(&first))));
    let other = page(NAMES[1], &figure("cid:a@v")).replace("2024-05", "2024-09").replace("кошторис на", "перевалку на");
    let head = "From: <Saved>\r\nSnapshot-Content-Location: https://v.example/n/17\r\n";
    let parts: [(&str, &[u8]); 2] = [
        ("Content-Type: text/html; charset=utf-8", other.as_bytes()),
        ("Content-Type: image/png\r\nContent-ID: <a@v>", &second),
    ];
    let line = serde_json::json!({ "url": "https://v.example/n/1", "html": html }).to_string();
    for (name, bytes) in [("a.html", html.clone()), ("a.ndjson", format!("{{\"text\":\"Інше.\"}}\n{line}\n"))] {
        let folder = folder(&[(name, bytes.as_bytes()), ("b.mhtml", &message(head, &parts))]);
        build(folder.path(), &[]);
        let mut found: Vec<Vec<u8>> = in_book(folder.path()).into_iter().map(|(_, bytes)| bytes).collect();
        found.sort();
        let mut expected = vec![first.clone(), second.clone()];
        expected.sort();
        assert!(found == expected, "{name}: {} pictures", found.len());
        assert_eq!(in_pdf(folder.path()), 2, "{name}");
        let json = fs::read_to_string(folder.path().join("out/briefing.json")).unwrap();
        assert!(!json.contains("base64"), "the edition holds no bytes");
    }
}

#[test]
fn the_same_picture_is_stored_and_shown_once() {
    let picture = png(640, 480, 1);
    let folder = pages(&[("a.png", &picture), ("b.png", &picture)]);
    build(folder.path(), &[]);
    assert_eq!((in_book(folder.path()).len(), in_pdf(folder.path())), (1, 1));
    let data = edition(folder.path());
    assert_eq!(shown(&data).len(), 1);
    assert_eq!(data["sources"][1]["figures"][0]["picture"]["digest"], shown(&data)[0]["digest"], "both pages name it");
}

#[test]
fn pictures_can_be_left_out() {
    let folder = pages(&[("a.png", &png(640, 480, 1))]);
    build(folder.path(), &["--no-pictures"]);
    assert_eq!((in_book(folder.path()).len(), in_pdf(folder.path())), (0, 0));
    let data = edition(folder.path());
    assert_eq!(shown(&data).len(), 0);
    assert_eq!(data["sources"][0]["figures"][0]["picture"]["width"], 640, "what the page has is still told");
    write(folder.path(), "litopys.toml", b"pictures = false\n");
    build(folder.path(), &[]);
    assert_eq!(in_pdf(folder.path()), 0);
    write(folder.path(), "litopys.toml", b"pictures = true\n");
    build(folder.path(), &[]);
    assert_eq!(in_pdf(folder.path()), 1);
}

#[test]
fn a_truncated_picture_is_left_out() {
    for kind in [PNG, JPEG, GIF, WEBP] {
        let whole = paint(kind, 640, 480, 1);
        let folder = pages(&[("a.jpg", &whole[..whole.len() * 2 / 3]), ("b.png", &png(640, 480, 2))]);
        let run = build(folder.path(), &[]);
        assert!(
            run.err.starts_with("warning: `p0.html`: picture `p0_files/a.jpg`: it is damaged\nhint: "),
            "{kind:?}: {}",
            run.err
        );
        assert_eq!((shown(&edition(folder.path())).len(), in_pdf(folder.path())), (1, 1), "{kind:?}");
    }
}

#[test]
fn pictures_that_are_small_long_or_mute_are_not_shown() {
    let shapes = [(299, 200, "Зала"), (1200, 250, "Зала"), (400, 900, "Зала"), (640, 480, "")];
    for (width, height, alt) in shapes {
        let html = page(NAMES[0], &format!("<img src=\"a.png\" alt=\"{alt}\">"));
        let folder = folder(&[("p.html", html.as_bytes()), ("a.png", &png(width, height, 1))]);
        assert_eq!(build(folder.path(), &[]).err, "");
        let data = edition(folder.path());
        assert_eq!(shown(&data).len(), 0, "{width}×{height} {alt}");
        assert_eq!(data["sources"][0]["figures"][0]["picture"]["width"], width);
    }
}
