//! Tests of the edition as one page. It is read as browsers and validators read it.
//!
//! Invariant: every page is made by the test that examines it.

use std::collections::BTreeSet;
use std::fs;
use std::io::Cursor;
use std::path::{Path, PathBuf};
use std::process::Command;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use dom_query::Document;
use litopys::Overrides;
use litopys::capture::picture::{MediaType, Place};
use litopys::edition::{Edition, EventPicture};
use litopys::language::Language;
use litopys::render::{Pictures, page, typography};
use litopys::words::ProductLanguage;
use roxmltree::ParsingOptions;
use sha2::{Digest, Sha256};

use crate::any_text::tool;
use crate::cli::run_in;
use crate::epub::sample;
use crate::export::hostile::{TEXTS, soaked};

fn made(edition: &Edition) -> String {
    let bytes = page::render(&typography::typeset(edition), &Pictures::default(), &page::layout()).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn empty() -> Edition {
    litopys::build(Vec::new(), &litopys::project::without_folder(&Overrides::default()).unwrap()).unwrap().value
}

/// An edition in which nothing has a day.
fn undated() -> Edition {
    let mut edition = sample::edition();
    (edition.as_of, edition.period, edition.timeline, edition.number) = (None, None, None, None);
    for event in edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events) {
        event.when = None;
    }
    edition
}

fn samples() -> Vec<(String, Edition)> {
    let hostile = TEXTS.iter().enumerate().map(|(at, text)| (format!("hostile {at}"), soaked(text)));
    let named =
        [("sample", sample::edition()), ("empty", empty()), ("undated", undated()), ("large", sample::large(300))];
    hostile.chain(named.map(|(name, edition)| (name.to_owned(), edition))).collect()
}

fn values(document: &Document, selector: &str, attribute: &str) -> Vec<String> {
    document.select(selector).iter().map(|element| element.attr(attribute).unwrap().to_string()).collect()
}

/// What keeps a page from being whole: markup that is not well-formed, identifiers that are there twice, links to nothing, headings out of
/// order, and anything that runs or that comes from elsewhere.
fn faults(html: &str) -> Vec<String> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    if let Err(error) = roxmltree::Document::parse_with_options(html, options) {
        return vec![error.to_string()];
    }
    let document = Document::from(html);
    let mut faults = Vec::new();
    let ids = values(&document, "[id]", "id");
    let unique: BTreeSet<&String> = ids.iter().collect();
    faults.extend((unique.len() < ids.len()).then(|| "an identifier is there twice".to_owned()));
    for link in values(&document, "[href]", "href") {
        let leads = match link.strip_prefix('#') {
            Some(id) => unique.contains(&id.to_owned()),
            None => link.starts_with("https://") || link.starts_with("http://"),
        };
        faults.extend((!leads).then(|| format!("`{link}` leads nowhere")));
    }
    for attribute in ["aria-labelledby", "aria-describedby"] {
        let named = values(&document, &format!("[{attribute}]"), attribute);
        faults.extend(named.into_iter().filter(|id| !unique.contains(id)).map(|id| format!("nothing is named `{id}`")));
    }
    for selector in ["script", "link", "iframe", "object", "embed", "form", "base", "[style]", "[onclick]", "[srcset]"]
    {
        faults.extend((document.select(selector).length() > 0).then(|| format!("it has `{selector}`")));
    }
    let pictures = values(&document, "[src]", "src");
    faults.extend(
        pictures.iter().filter(|src| !src.starts_with("data:image/")).map(|src| format!("it asks for `{src}`")),
    );
    let style = document.select("style").text().to_string();
    faults
        .extend(["url(", "@import", "\r"].iter().filter(|asks| style.contains(**asks)).map(|asks| format!("`{asks}`")));
    let policy = values(&document, "meta[http-equiv=Content-Security-Policy]", "content").join("");
    let digest = STANDARD.encode(Sha256::digest(&style));
    let wanted = format!("default-src 'none'; img-src data:; style-src 'sha256-{digest}'");
    faults.extend((policy != wanted).then(|| format!("the policy is {policy}, not {wanted}")));
    let levels: Vec<u32> = document
        .select("h1, h2, h3, h4, h5, h6")
        .iter()
        .map(|heading| heading.nodes()[0].node_name().unwrap()[1..].parse().unwrap())
        .collect();
    faults.extend((levels.iter().filter(|level| **level == 1).count() != 1).then(|| "it has not one title".to_owned()));
    let skips = levels.windows(2).any(|pair| pair[1] > pair[0] + 1);
    faults.extend(skips.then(|| format!("headings skip a level: {levels:?}")));
    faults
}

#[test]
fn every_page_is_whole() {
    for (name, edition) in samples() {
        assert_eq!(faults(&made(&edition)), [""; 0], "{name}");
    }
}

#[test]
fn a_damaged_page_is_found() {
    let whole = made(&sample::edition());
    for (from, to, found) in [
        ("id=\"event-a1\"", "id=\"event-b2\"", "an identifier is there twice"),
        ("id=\"source-1\"", "id=\"source-99\"", "`#source-1` leads nowhere"),
        ("id=\"contents\"", "id=\"list\"", "nothing is named `contents`"),
        ("<main id=\"text\">", "<main id=\"text\"><script>1</script>", "it has `script`"),
        ("<main id=\"text\">", "<main id=\"text\"><img src=\"https://a.example/p.png\" alt=\"\"/>", "it asks for"),
        (":root {", ":root { background: url(a.png);", "`url(`"),
        (":root {", ":root  {", "the policy is"),
        ("<h1>", "<h3>", "XML"),
        ("</main>", "<h1>A</h1></main>", "it has not one title"),
        ("</main>", "<h2>A</h2><h5>B</h5></main>", "headings skip a level"),
    ] {
        assert!(whole.contains(from), "{from}");
        let found_faults = faults(&whole.replacen(from, to, 1));
        let is_found = found_faults.iter().any(|fault| fault.contains(found));
        assert!(is_found || (found == "XML" && !found_faults.is_empty()), "{found}: {found_faults:?}");
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(made(&sample::edition()), made(&sample::edition()));
}

#[test]
fn every_word_of_the_events_is_there() {
    let edition = typography::typeset(&sample::edition());
    let text = Document::from(made(&edition).as_str()).select("main").text().to_string();
    for event in edition.chapters.iter().flat_map(|chapter| &chapter.events) {
        let quotes = event.quotes.iter();
        let texts = event.key.iter().chain(quotes.clone().map(|quote| &quote.quotation)).map(|said| &said.text);
        let when = event.when.iter().map(|when| &when.long);
        for said in texts.chain(when).chain(&event.note).chain(&event.dating).chain([&event.headline.text]) {
            assert!(text.contains(said.as_str()), "{said}");
        }
    }
    for source in &edition.sources {
        assert!(text.contains(&source.path), "{}", source.path);
    }
    assert!(!text.contains("Нема такого речення"));
}

#[test]
fn no_list_is_divided() {
    let html = made(&sample::large(300));
    assert_eq!(html.matches("<h2>Джерела</h2>").count(), 1, "the e-book has several files of sources");
    assert!(!html.contains(".html\""), "no link leads to a file");
}

#[test]
fn every_language_has_its_page() {
    for language in ProductLanguage::all() {
        let edition = Edition { language, words: language.lexicon().labels.clone(), ..sample::edition() };
        let html = made(&edition);
        assert_eq!(faults(&html), [""; 0]);
        assert!(html.contains(&format!("<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"{}\"", language.code())));
    }
}

#[test]
fn pictures_stand_in_the_page() {
    let mut edition = sample::edition();
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(8, 4).write_to(&mut bytes, image::ImageFormat::Png).unwrap();
    let bytes = bytes.into_inner();
    edition.chapters[0].events[0].picture = Some(EventPicture {
        name: "p.png".to_owned(),
        alt: "Міст \"<новий>\"".to_owned(),
        caption: None,
        credit: None,
        language: Language::Ukrainian,
        source: 1,
        place: Place::Embedded,
        media_type: MediaType::Png,
        width: 8,
        height: 4,
        digest: "ab".repeat(32),
    });
    let mut pictures = Pictures::default();
    pictures.insert("p.png".to_owned(), bytes.clone());
    let html = String::from_utf8(page::render(&edition, &pictures, &page::layout()).unwrap()).unwrap();
    assert_eq!(faults(&html), [""; 0]);
    let document = Document::from(html.as_str());
    assert_eq!(values(&document, "img", "src"), [format!("data:image/png;base64,{}", STANDARD.encode(bytes))]);
    assert_eq!(values(&document, "img", "alt"), ["Міст \"<новий>\""]);
    assert!(!made(&edition).contains("<img"), "without its bytes there is no picture");
}

/// A project with one page.
fn project(settings: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    let page = "Міст відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили після ремонту. Громада витратила на нього два роки.";
    fs::write(folder.path().join("a.txt"), page).unwrap();
    fs::write(folder.path().join("litopys.toml"), format!("title = \"Надросся\"\n{settings}")).unwrap();
    folder
}

fn build(folder: &Path, arguments: &[&str]) {
    let run = run_in(folder, &[&["build"], arguments].concat(), "");
    assert_eq!(run.code, 0, "{}", run.err);
}

#[test]
fn what_was_written_is_no_source_under_any_name() {
    let folder = project("");
    let sources = || -> (usize, usize) {
        build(folder.path(), &["-o", ".", "--format", "html,docx,csv,json"]);
        let json: serde_json::Value =
            serde_json::from_slice(&fs::read(folder.path().join("briefing.json")).unwrap()).unwrap();
        (json["sources"].as_array().unwrap().len(), json["ledger"]["entries"].as_array().unwrap().len())
    };
    assert_eq!(sources(), (1, 1));
    assert_eq!(sources(), (1, 1), "the second build finds the outputs of the first");
    fs::copy(folder.path().join("briefing.html"), folder.path().join("other.html")).unwrap();
    fs::copy(folder.path().join("briefing.html"), folder.path().join("other.txt")).unwrap();
    fs::copy(folder.path().join("briefing.events.csv"), folder.path().join("other.csv")).unwrap();
    fs::copy(folder.path().join("briefing.docx"), folder.path().join("other.docx")).unwrap();
    assert_eq!(sources().0, 1, "nor under another name");
    // A page of somebody else that is built alike is a source.
    let page = fs::read_to_string(folder.path().join("briefing.html")).unwrap();
    let foreign = page.replace("name=\"generator\" content=\"litopys ", "name=\"generator\" content=\"another ");
    assert_ne!(page, foreign);
    fs::write(folder.path().join("other.html"), foreign).unwrap();
    assert_eq!(sources().0, 2);
}

#[test]
fn a_project_has_its_own_frame_and_colour() {
    let folder = project("[design]\naccent = \"#1d4f7c\"\n");
    build(folder.path(), &["--format", "html"]);
    let html = fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
    assert!(html.contains("--accent: #1d4f7c;"));
    assert_eq!(faults(&html), [""; 0]);
    fs::create_dir_all(folder.path().join("layouts/page")).unwrap();
    fs::write(folder.path().join("layouts/page/page.css"), "p { color: teal }\r\n").unwrap();
    build(folder.path(), &["--format", "html"]);
    let html = fs::read_to_string(folder.path().join("out/briefing.html")).unwrap();
    assert!(html.contains("p { color: teal }") && faults(&html).is_empty());
    fs::write(folder.path().join("layouts/page/page.css"), "/* < */").unwrap();
    let failed = run_in(folder.path(), &["build", "--format", "html"], "");
    assert_eq!(failed.code, 1);
    assert!(failed.err.contains("not well-formed"), "{}", failed.err);
}

#[test]
fn formats_may_have_commas_between_them() {
    let folder = project("");
    build(folder.path(), &["--format", "html,csv", "--format", "ical"]);
    let mut names: Vec<_> = fs::read_dir(folder.path().join("out"))
        .unwrap()
        .map(|file| file.unwrap().file_name().into_string().unwrap())
        .collect();
    names.sort();
    let tables = ["events", "people", "quotes", "sources"].map(|table| format!("briefing.{table}.csv"));
    let mut expected: Vec<String> = tables.into_iter().chain(["briefing.html".into(), "briefing.ics".into()]).collect();
    expected.sort();
    assert_eq!(names, expected);
    let failed = run_in(folder.path(), &["build", "--format", "html,htm"], "");
    assert_eq!(failed.code, 2);
    assert!(failed.err.contains("htm"), "{}", failed.err);
}

#[test]
fn what_carries_no_edition_cannot_be_verified() {
    let folder = project("");
    build(folder.path(), &["--format", "html,docx,csv"]);
    for file in ["briefing.html", "briefing.docx"] {
        let run = run_in(folder.path(), &["verify", &format!("out/{file}")], "");
        assert_eq!(run.code, 1);
        assert!(run.err.contains("it carries no edition") && run.err.contains("--format json"), "{}", run.err);
    }
    let run = run_in(folder.path(), &["verify", "out/briefing.events.csv"], "");
    assert!(run.code == 1 && run.err.contains("it is a list for other programs"), "{}", run.err);
}

#[test]
fn a_site_offers_what_the_project_names() {
    let folder = project("outputs = [\"docx\", \"html\", \"csv\"]\n");
    build(folder.path(), &["--record"]);
    let run = run_in(folder.path(), &["site"], "");
    assert_eq!(run.code, 0, "{}", run.err);
    let index = fs::read_to_string(folder.path().join("public/index.html")).unwrap();
    for name in ["briefing.docx", "briefing.html", "briefing.events.csv", "briefing.sources.csv"] {
        assert!(index.contains(&format!("href=\"editions/1/{name}\"")), "{name}: {index}");
        assert!(
            folder.path().join("public/editions/1").join(name).is_file()
                && folder.path().join("public/latest").join(name).is_file()
        );
    }
    assert!(
        index.contains("type=\"text/csv\"")
            && index.contains("Документ для редагування")
            && !index.contains("briefing.md")
    );
}

#[test]
fn validators_take_the_page() {
    let (Some(jar), Some(axe)) = (tool("LITOPYS_VNU"), tool("LITOPYS_AXE")) else {
        return println!("not run: the Nu HTML checker and axe-core are not at hand");
    };
    let folder = tempfile::tempdir().unwrap();
    let written = |name: &str, html: &str| {
        let path = folder.path().join(format!("{name}.html"));
        fs::write(&path, html).unwrap();
        path
    };
    let chosen = |name: &str| !name.starts_with("hostile") || name == "hostile 0";
    let pages: Vec<PathBuf> = samples()
        .iter()
        .filter(|(name, _)| chosen(name) && name != "large")
        .map(|(name, edition)| written(&name.replace(' ', "-"), &made(edition)))
        .collect();
    let succeeds = |command: &mut Command| {
        let output = command.output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        if output.status.success() { Ok(()) } else { Err(said.into_owned()) }
    };
    let check = |files: &[PathBuf]| {
        let mut java = Command::new("java");
        java.args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xss2m", "-cp", &jar]);
        succeeds(java.args(["nu.validator.client.SimpleCommandLineValidator", "--errors-only"]).args(files))
    };
    assert_eq!(check(&pages), Ok(()));
    // Chapters of one title cannot be told apart by their titles; an edition has none.
    let named = pages.iter().filter(|page| !page.ends_with("hostile-0.html"));
    assert_eq!(succeeds(Command::new(&axe).args(named)), Ok(()));
    let faulty = written("faulty", "<!DOCTYPE html><title>a</title><p id='a'><img src='a.png'><p id='a'>");
    assert!(check(std::slice::from_ref(&faulty)).is_err() && succeeds(Command::new(&axe).arg(faulty)).is_err());
}
