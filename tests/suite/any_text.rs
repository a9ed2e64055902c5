//! In: texts of every kind in every field. Out: whether the documents made of them conform to their standards and run nothing.
//!
//! Invariant: the texts are the same on every run. A failure names the edition by its number.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use litopys::edition::*;
use litopys::project::{BookOptions, ProseBlock, ProseKind, ProseRun, Reliability, Status};
use litopys::render::{Pictures, docx, epub, page, pdf, typography};
use proptest::strategy::{Strategy, ValueTree};
use proptest::test_runner::TestRunner;
use rayon::prelude::*;
use serde_json::json;
use tempfile::TempDir;

use crate::cli::run_in;
use crate::epub::sample;

mod fields;
mod texts;

/// Number of editions with such texts in every field, and of those built from pages with such texts.
const EDITIONS: usize = 200;
const CORPORA: usize = 100;
/// One briefing in this many is validated, because that takes as long as ten builds.
const VALIDATED: usize = 10;
/// In bytes: the stack of the program's main thread.
const STACK: usize = 8 << 20;

/// An edition with at least one of everything.
fn base() -> Edition {
    let mut edition = sample::edition();
    edition.design.marking = Some("Для службового користування".to_owned());
    edition.design.distribution = Some("Кабінет 12".to_owned());
    edition.design.draft = true;
    let rows = [3, 1].map(|pages| CoverageRow { name: "Ранок".to_owned(), pages: vec![pages, 0], undated: 1 }).to_vec();
    let bins = ["2024", "2025"].map(|label| Bin { label: label.to_owned(), major: true }).to_vec();
    edition.coverage =
        Some(Coverage { bins, rows, description: "Сторінки за виданнями".to_owned() });
    edition.chapters[0].summary = edition.glance.clone();
    edition.title_words = Some(edition.glance[0].quotation.clone());
    let text = || "Слово".to_owned();
    edition.control = Control {
        editor: Some(text()),
        contact: Some(text()),
        watched: vec![text(), text()],
        keywords: vec![text()],
        until: edition.as_of.clone(),
        pages: text(),
        updates: Some(2),
        next: edition.as_of.clone(),
        lacks: vec![text()],
        rated: vec![Rated { letter: Reliability::B, text: text(), publishers: vec![text()] }],
    };
    let run = ProseRun { text: text(), strong: true, emphasis: true, link: Some("https://example.org/".to_owned()) };
    let kinds = [ProseKind::Heading, ProseKind::Item, ProseKind::Paragraph];
    let prose: Vec<ProseBlock> = kinds
        .map(|kind| ProseBlock { kind, runs: vec![run.clone(), ProseRun { text: text(), ..ProseRun::default() }] })
        .into();
    edition.introduction = prose.clone();
    edition.chapters[0].editors_summary = prose;
    let event = edition.chapters[0].events[0].id.clone();
    edition.errata = [Some(event), None].map(|event| Notice { edition: 1, event, text: text() }).into();
    edition.sources[0].reliability = Some(Reliability::B);
    let sentence = edition.glance[0].quotation.clone();
    edition.chapters[0].words = vec![sentence.clone()];
    let event = &mut edition.chapters[0].events[0];
    event.added = vec![Added { quotation: sentence.clone(), published: event.when.clone() }];
    event.quotes[0].wordings = vec![sentence.clone()];
    event.quotes[0].named = Some(sentence.clone());
    event.quotes[0].translation = Some(text());
    event.status = Some(EventStatus { kind: Status::Disputed, label: text() });
    edition.people[0].named = vec![sentence];
    edition.people[1].declared_role = Some("голова".to_owned());
    edition
}

/// Editions with a different text in each field.
fn editions() -> Vec<Edition> {
    let mut runner = TestRunner::deterministic();
    let text = texts::text();
    let edition = |_| {
        let mut edition = base();
        fields::each(&mut edition, &mut |field| *field = text.new_tree(&mut runner).unwrap().current());
        edition
    };
    let mut editions: Vec<Edition> = (0..EDITIONS).map(edition).collect();
    for edition in &mut editions {
        fields::each_left_out(edition, &mut |field| *field = text.new_tree(&mut runner).unwrap().current());
    }
    editions
}

/// Both outputs of an edition, in files named by its number.
fn render(folder: &Path, number: usize, edition: &Edition) -> Result<(PathBuf, PathBuf), String> {
    let carried = litopys::edition::data(edition);
    let set = typography::typeset(edition);
    let name = |kind| folder.join(format!("{number}.{kind}"));
    let pdf = pdf::render(&set, &carried, &Pictures::default(), &pdf::Layout::built_in());
    let pdf = pdf.map_err(|error| format!("edition {number}: {error}"))?.value;
    fs::write(name("pdf"), pdf.bytes).unwrap();
    let book =
        epub::render(&set, &carried, &Pictures::default(), &pdf.pages, &epub::Layout::built_in(BookOptions::default()));
    fs::write(name("epub"), book.map_err(|error| format!("edition {number}: {error}"))?).unwrap();
    let page = page::render(&set, &Pictures::default(), &page::layout());
    let page = String::from_utf8(page.map_err(|error| format!("edition {number}: {error}"))?).unwrap();
    assert_nothing_ran(&format!("page {number}"), &page);
    let document = docx::render(&set, &Pictures::default()).map_err(|error| format!("edition {number}: {error}"))?;
    let found = crate::docx::faults(&crate::docx::open(&document));
    assert!(found.is_empty(), "document {number}: {found:?}");
    Ok((name("pdf"), name("epub")))
}

/// Renders on dedicated threads. On threads of a pool that wait for work of the same pool, builds would nest until the stack is full.
fn rendered(folder: &Path, editions: &[Edition]) -> Vec<Result<(PathBuf, PathBuf), String>> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let share = |first: usize| {
        let own = editions.iter().enumerate().skip(first).step_by(threads);
        own.map(|(number, edition)| render(folder, number, edition)).collect::<Vec<_>>()
    };
    std::thread::scope(|scope| {
        let builder = || std::thread::Builder::new().stack_size(STACK);
        let running: Vec<_> =
            (0..threads).map(|first| builder().spawn_scoped(scope, move || share(first)).unwrap()).collect();
        running.into_iter().flat_map(|thread| thread.join().unwrap()).collect()
    })
}

#[test]
fn editions_of_any_text_are_typeset_and_bound() {
    let folder = tempfile::tempdir().unwrap();
    let editions = editions();
    let (made, faults): (Vec<_>, Vec<_>) = rendered(folder.path(), &editions).into_iter().partition(Result::is_ok);
    let faults: Vec<String> = faults.into_iter().filter_map(Result::err).collect();
    assert_none(&faults);
    let (briefings, books): (Vec<PathBuf>, Vec<PathBuf>) = made.into_iter().flatten().unzip();
    hold(&briefings, &books);
}

fn assert_none(faults: &[String]) {
    let first: Vec<&str> = faults.iter().take(3).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults, the first:\n{}", faults.len(), first.join("\n"));
}

/// A project and its pages with any text in each of their fields.
fn corpus(runner: &mut TestRunner) -> TempDir {
    let text = texts::text();
    let mut any = || text.new_tree(runner).unwrap().current();
    let folder = tempfile::tempdir().unwrap();
    let page = |number: usize, any: &mut dyn FnMut() -> String| {
        json!({
            "url": format!("https://news{number}.example/{}", any()), "title": format!("Міст {} відкрили", any()),
            "author": any(), "sitename": any(), "date": format!("2025-07-{:02}", number + 1), "description": any(),
            "text": format!("Міст через Десну відкрили. {}\n\n«{}», – сказала голова громади {}.\n\n{}", any(), any(), any(), any()),
        })
        .to_string()
    };
    let pages: Vec<String> = (0..4).map(|number| page(number, &mut any)).collect();
    fs::write(folder.path().join("pages.ndjson"), pages.join("\n")).unwrap();
    fs::write(folder.path().join("page.txt"), format!("{}\n\n14 липня 2025 року\n\n{}\n\n{}", any(), any(), any()))
        .unwrap();
    let page = format!(
        "<html><head><title>{0}</title></head><body><article><h1>{0}</h1><p>{1}</p></article></body></html>",
        any(),
        any()
    );
    fs::write(folder.path().join("page.html"), page).unwrap();
    let project = toml::to_string(&json!({
        "title": format!("А{}", any()), "content": { "epub": "full" }, "number": 2,
        "design": { "marking": format!("А{}", any()), "distribution": format!("А{}", any()) },
        "chapter": [{ "title": format!("А{}", any()), "match": ["міст"] }],
        "abbreviation": [{ "short": "АБВ", "long": format!("А{}", any()) }],
    }));
    fs::write(folder.path().join("litopys.toml"), project.unwrap()).unwrap();
    folder
}

/// The error in building a project or checking its outputs, if any.
fn fault(number: usize, folder: &TempDir) -> Option<String> {
    let runs = [&["build"][..], &["verify", "out/briefing.pdf"], &["verify", "out/briefing.epub"]];
    let mut runs = runs.into_iter().map(|arguments| (arguments, run_in(folder.path(), arguments, "")));
    let (arguments, run) = runs.find(|(_, run)| run.code != 0)?;
    let project = fs::read_to_string(folder.path().join("litopys.toml")).unwrap();
    Some(format!("corpus {number}: {arguments:?}: {} {}\n{project}", run.out, run.err))
}

#[test]
fn pages_of_any_text_become_editions_that_verify() {
    let mut runner = TestRunner::deterministic();
    let corpora: Vec<TempDir> = (0..CORPORA).map(|_| corpus(&mut runner)).collect();
    let faults: Vec<String> = corpora.par_iter().enumerate().filter_map(|(number, it)| fault(number, it)).collect();
    assert_none(&faults);
    let output =
        |kind: &str| corpora.iter().map(|it| it.path().join(format!("out/briefing.{kind}"))).collect::<Vec<_>>();
    hold(&output("pdf"), &output("epub"));
}

/// Checks that nothing was run and that the validators find no fault.
fn hold(briefings: &[PathBuf], books: &[PathBuf]) {
    briefings.par_iter().for_each(|briefing| assert_nothing_ran(&briefing.display().to_string(), &printed(briefing)));
    for book in books {
        let mut archive = zip::ZipArchive::new(fs::File::open(book).unwrap()).unwrap();
        for at in 0..archive.len() {
            let mut file = archive.by_index(at).unwrap();
            let name = format!("{}: {}", book.display(), file.name());
            let mut text = Vec::new();
            std::io::copy(&mut file, &mut text).unwrap();
            if name.ends_with("html") {
                let text = String::from_utf8(text).unwrap();
                assert_nothing_ran(&name, &text);
                for tag in [
                    "<script",
                    "<iframe",
                    "<style>",
                    "onerror=\"",
                    "onmouseover=\"",
                    "href=\"javascript:",
                    "href=\"data:",
                ] {
                    assert!(!text.contains(tag), "{name}: {tag}");
                }
            }
        }
    }
    validate_books(books);
    validate_briefings(briefings);
}

fn assert_nothing_ran(name: &str, text: &str) {
    assert!(!text.contains(texts::COMPUTED), "{name}: code was run");
    assert!(!text.contains("root:x:0"), "{name}: a file was read");
}

fn printed(briefing: &Path) -> String {
    let output = Command::new("pdftotext").arg(briefing).arg("-").output();
    let output = output.unwrap_or_else(|error| panic!("pdftotext: {error}; tests/run installs poppler-utils"));
    assert!(output.status.success(), "{}", briefing.display());
    String::from_utf8(output.stdout).unwrap()
}

/// The value of a variable that `tests/run` sets. `None` if it is not set and not required.
pub fn tool(name: &str) -> Option<String> {
    let set = std::env::var(name).ok();
    assert!(set.is_some() || std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "{name} is not set");
    set
}

fn validate_books(books: &[PathBuf]) {
    let Some(jar) = tool("LITOPYS_EPUBCHECK") else { return println!("not run: EPUBCheck is not at hand") };
    let harness = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/tools/EpubCheck.java");
    let mut java = Command::new("java");
    java.args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", &jar]).arg(harness).args(books);
    succeed(&mut java);
}

fn validate_briefings(briefings: &[PathBuf]) {
    let Some(verapdf) = tool("LITOPYS_VERAPDF") else { return println!("not run: veraPDF is not at hand") };
    succeed(Command::new(verapdf).args(briefings.iter().step_by(VALIDATED)));
}

fn succeed(command: &mut Command) {
    let output = command.output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr) + String::from_utf8_lossy(&output.stdout);
    // EPUBCheck praises each book without a fault and counts the faults of the others.
    let faults = said.lines().filter(|line| !line.starts_with("No errors") && !line.starts_with("Messages:"));
    assert!(output.status.success(), "{}", faults.take(40).collect::<Vec<_>>().join("\n"));
}
