//! Tests of the EPUB output.
//!
//! Invariant: every book is built by the test that examines it.

use std::collections::BTreeMap;
use std::io::{Cursor, Read};
use std::process::Command;

use litopys::edition::{Bin, Coverage, CoverageRow, Edition};
use litopys::language::Language;
use litopys::project::{BookOptions, InFull};
use litopys::render::{PageMark, Pictures, epub, typography};
use litopys::time::How;
use litopys::words::ProductLanguage;
use regex::Regex;
use zip::{CompressionMethod, ZipArchive};

pub mod sample;

/// Text that breaks a book without escaping and cleaning.
const HOSTILE: &str =
    "<script>alert('&amp;')</script> ]]> {{ edition }} {% raw %} \u{0}\u{b}\u{1f}\u{fffe} 🙂 \u{e000} #let x = 1";

fn hostile() -> Edition {
    let mut edition = sample::edition();
    edition.title = HOSTILE.to_owned();
    edition.chapters[0].title = HOSTILE.to_owned();
    let event = &mut edition.chapters[0].events[0];
    event.headline.text = HOSTILE.to_owned();
    event.key[0].text = HOSTILE.to_owned();
    event.quotes[0].speaker = Some(HOSTILE.to_owned());
    event.dating = Some(HOSTILE.to_owned());
    event.headline.language = Language::Other(*b"qqq");
    edition.chapters[0].events[1].headline.text = "\u{1}".to_owned();
    edition.people[0].name = HOSTILE.to_owned();
    for (source, address) in
        edition.sources.iter_mut().zip(["javascript:alert(1)", "http://a b/", "https://x/\"><", "::"])
    {
        source.address = Some(address.to_owned());
        source.path = HOSTILE.to_owned();
        source.publisher = Some(HOSTILE.to_owned());
    }
    edition.ledger.entries[0].path = HOSTILE.to_owned();
    edition
}

/// An edition with a day, a headline and a title that are invisible to a reader.
fn unseen() -> Edition {
    let mut edition = sample::edition();
    edition.chapters[0].title = "\u{a0}\u{ad}".to_owned();
    let events = &mut edition.chapters[0].events;
    events[0].when.as_mut().unwrap().short = "\u{1} ".to_owned();
    events[1].headline.text = "\u{200b}".to_owned();
    edition
}

fn undated_only() -> Edition {
    let mut edition = sample::edition();
    edition.language = ProductLanguage::ENGLISH;
    edition.chapters.drain(..2);
    edition.sources.drain(..4);
    edition.sources[0].number = 1;
    edition.chapters[0].events[0].sources = vec![1];
    edition.chapters[0].events[0].key[0].source = 1;
    edition.ledger.entries.iter_mut().for_each(|entry| entry.source = None);
    edition.people.clear();
    edition.glance.clear();
    (edition.timeline, edition.period, edition.as_of, edition.number) = (None, None, None, None);
    edition
}

fn pages() -> Vec<PageMark> {
    let page = |id: &str, page| PageMark { id: id.to_owned(), page };
    vec![
        page("glance", 2),
        page("chapter-1", 4),
        page("event-a1", 4),
        page("event-b2", 5),
        page("sources", 8),
        page("control", 7),
        page("nowhere", 9),
    ]
}

fn samples() -> Vec<(&'static str, Edition, Vec<PageMark>)> {
    vec![
        ("sample", sample::edition(), pages()),
        ("hostile", hostile(), Vec::new()),
        ("unseen", unseen(), Vec::new()),
        ("undated", undated_only(), Vec::new()),
        ("large", sample::large(450), Vec::new()),
    ]
}

/// The book of an edition as a build makes it.
fn made(edition: &Edition, pages: &[PageMark]) -> Result<Vec<u8>, epub::EpubError> {
    let carried = litopys::edition::data(edition);
    let layout = epub::Layout::built_in(BookOptions::default());
    epub::render(&typography::typeset(edition), &carried, &Pictures::default(), pages, &layout)
}

/// The text files of a book by name, without pictures.
fn open(book: &[u8]) -> BTreeMap<String, String> {
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        let text = if file.name().ends_with(".png") { String::new() } else { String::from_utf8(bytes).unwrap() };
        files.insert(file.name().trim_start_matches("OEBPS/").to_owned(), text);
    }
    files
}

fn rendered(edition: &Edition) -> BTreeMap<String, String> {
    open(&made(edition, &[]).unwrap())
}

#[test]
fn epubcheck_finds_neither_errors_nor_warnings() {
    let Ok(jar) = std::env::var("LITOPYS_EPUBCHECK") else {
        assert!(std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "LITOPYS_EPUBCHECK is not set");
        println!("not run: LITOPYS_EPUBCHECK is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    // The large edition has nothing that the others lack, and checking it takes longer than all of them.
    for (name, edition, pages) in samples().into_iter().filter(|(name, _, _)| *name != "large") {
        let path = folder.path().join(format!("{name}.epub"));
        std::fs::write(&path, made(&edition, &pages).unwrap()).unwrap();
        let output = Command::new("java")
            .args(["-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-jar"])
            .arg(&jar)
            .arg("--failonwarnings")
            .arg(&path)
            .output()
            .unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{name}: {said}");
    }
}

#[test]
fn ace_finds_nothing_that_bars_a_reader() {
    let Ok(ace) = std::env::var("LITOPYS_ACE") else {
        assert!(std::env::var("LITOPYS_REQUIRE_TOOLS").is_err(), "LITOPYS_ACE is not set");
        println!("not run: LITOPYS_ACE is not set");
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    for (name, edition, pages) in samples().into_iter().filter(|(name, _, _)| *name != "large") {
        let (book, report) = (folder.path().join(format!("{name}.epub")), folder.path().join(name));
        std::fs::write(&book, made(&edition, &pages).unwrap()).unwrap();
        let output = Command::new(&ace).args(["--silent", "--outdir"]).args([&report, &book]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stdout) + String::from_utf8_lossy(&output.stderr);
        let report =
            std::fs::read(report.join("report.json")).unwrap_or_else(|error| panic!("{name}: {error}: {said}"));
        let report: serde_json::Value = serde_json::from_slice(&report).unwrap();
        let files = report["assertions"].as_array().unwrap();
        assert!(files.len() > 5, "{name}: every file is looked at");
        let found: Vec<_> = files.iter().flat_map(|file| file["assertions"].as_array().unwrap()).collect();
        assert!(found.is_empty(), "{name}: {found:#?}");
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes() {
    assert_eq!(made(&sample::edition(), &[]).unwrap(), made(&sample::edition(), &[]).unwrap());
    assert_eq!(made(&undated_only(), &[]).unwrap(), made(&undated_only(), &[]).unwrap());
}

#[test]
fn the_mimetype_comes_first_and_all_times_are_fixed() {
    let book = made(&sample::edition(), &[]).unwrap();
    assert_eq!(&book[30..58], b"mimetypeapplication/epub+zip");
    let mut archive = ZipArchive::new(Cursor::new(book)).unwrap();
    assert_eq!(archive.by_index(0).unwrap().compression(), CompressionMethod::Stored);
    for index in 0..archive.len() {
        assert_eq!(archive.by_index(index).unwrap().last_modified(), Some(zip::DateTime::default()));
    }
}

#[test]
fn every_link_inside_the_book_leads_somewhere() {
    let link = Regex::new("(?:href|src)=\"([^\"]*)\"").unwrap();
    for (name, edition, pages) in samples() {
        let files = open(&made(&edition, &pages).unwrap());
        for (from, text) in files.iter().filter(|(from, _)| from.ends_with("html") || from.ends_with(".ncx")) {
            for target in link.captures_iter(text).map(|found| found[1].to_owned()) {
                if target.starts_with("http") {
                    continue;
                }
                let (file, id) = target.split_once('#').unwrap_or((&target, ""));
                let file = if file.is_empty() { from } else { file };
                let found = files.get(file).unwrap_or_else(|| panic!("{name}: {from} links to {target}"));
                assert!(id.is_empty() || found.contains(&format!("id=\"{id}\"")), "{name}: {from} links to {target}");
            }
        }
    }
}

#[test]
fn identifiers_are_unique_in_each_file() {
    let id = Regex::new(" id=\"([^\"]*)\"").unwrap();
    for (name, edition, pages) in samples() {
        for (file, text) in open(&made(&edition, &pages).unwrap()) {
            let mut ids: Vec<_> = id.captures_iter(&text).map(|found| found[1].to_owned()).collect();
            let all = ids.len();
            ids.sort();
            ids.dedup();
            assert_eq!(ids.len(), all, "{name}: {file}");
        }
    }
}

#[test]
fn notes_lead_to_sources_and_back() {
    let files = rendered(&sample::edition());
    let chapter = &files["chapter-1.xhtml"];
    let cited = "id=\"cited-2\" class=\"noteref\" epub:type=\"noteref\" role=\"doc-noteref\" aria-label=\"Джерело 2\" href=\"#note-2\"";
    assert!(chapter.contains(cited));
    let note = chapter.lines().find(|line| line.starts_with("<aside id=\"note-2\" epub:type=\"footnote\"")).unwrap();
    assert!(
        note.contains("role=\"doc-backlink\" href=\"#cited-2\"") && note.contains("href=\"sources.xhtml#source-2\"")
    );
    assert!(chapter.contains("id=\"event-a1-source-2\""));
    assert!(files["sources.xhtml"].contains("role=\"doc-backlink\" href=\"chapter-1.xhtml#event-a1-source-2\""));
}

#[test]
fn texts_of_captures_are_text_and_nothing_else() {
    // The edition as data is not markup.
    for (file, text) in rendered(&hostile()).into_iter().filter(|(file, _)| file != "edition.json") {
        assert!(!text.contains("<script"), "{file}");
        assert!(!text.contains("javascript:alert(1)\""), "{file}");
        let forbidden = |c: char| (c.is_control() && c != '\n' && c != '\t') || c == '\u{fffe}';
        assert!(!text.contains(forbidden), "{file}");
        if file == "chapter-1.xhtml" {
            assert!(text.contains("{{ edition }} {% raw %}") && text.contains("🙂") && text.contains("&lt;script&gt;"));
        }
    }
}

#[test]
fn each_text_says_its_language_where_it_is_known() {
    let files = rendered(&sample::edition());
    let heading = |file: &str, opens: &str, text: &str| {
        files[file].lines().any(|line| line.starts_with(opens) && line.contains(&format!("\">{text}")))
    };
    assert!(heading("chapter-2.xhtml", "<h2 lang=\"en\" xml:lang=\"en\" data-path=", "A\u{a0}village library"));
    assert!(heading("chapter-3.xhtml", "<h2 data-path=", "Старий млин"));
    assert!(files["content.opf"].contains("<package xml:lang=\"uk\""));
    assert!(files["nav.xhtml"].contains("xmlns:epub=\"http://www.idpf.org/2007/ops\" lang=\"uk\" xml:lang=\"uk\""));
}

#[test]
fn contents_hold_every_chapter_and_event() {
    let edition = sample::edition();
    let files = rendered(&edition);
    for chapter in &edition.chapters {
        assert!(files["nav.xhtml"].contains(&format!("href=\"{}.xhtml\"", chapter.id)));
        for event in &chapter.events {
            let place = format!("\"{}.xhtml#{}\"", chapter.id, event.id);
            assert!(files["nav.xhtml"].contains(&place) && files["toc.ncx"].contains(&place), "{place}");
        }
    }
    for landmark in ["cover", "toc", "bodymatter", "endnotes"] {
        assert!(files["nav.xhtml"].contains(&format!("epub:type=\"{landmark}\" href=")), "{landmark}");
    }
}

#[test]
fn nothing_in_the_contents_is_empty_to_a_reader() {
    let (edition, element) = (unseen(), Regex::new(r"<(?:span|a)[^>]*>([^<]*)</(?:span|a)>").unwrap());
    let nav = &rendered(&edition)["nav.xhtml"];
    for text in element.captures_iter(nav).map(|found| found[1].to_owned()) {
        assert!(text.chars().any(|c| !c.is_whitespace() && !"\u{200b}\u{ad}".contains(c)), "{text:?} in {nav}");
    }
    let missing = edition.words.not_known.as_str();
    assert_eq!(nav.matches(&format!(">{missing}<")).count(), 3, "a title, a headline and a day: {nav}");
}

#[test]
fn a_page_list_needs_known_pages() {
    let files = open(&made(&sample::edition(), &pages()).unwrap());
    assert!(files["nav.xhtml"].contains("<a href=\"chapter-1.xhtml#page-4\">4</a>"));
    assert!(!files["nav.xhtml"].contains("#page-9"));
    assert!(!rendered(&sample::edition())["nav.xhtml"].contains("page-list"));
}

#[test]
fn old_devices_can_open_every_file() {
    let place = Regex::new("(?:href|content src)=\"([^\"]*)\"").unwrap();
    let places = |text: &str| place.captures_iter(text).map(|found| found[1].to_owned()).collect::<Vec<_>>();
    for (name, edition, pages) in samples() {
        let files = open(&made(&edition, &pages).unwrap());
        for (file, text) in files.iter().filter(|(file, _)| file.ends_with(".xhtml")) {
            let most = if file.starts_with("chapter-") { 100_000 } else { 250_000 };
            assert!(text.len() <= most, "{name}: {file} has {} bytes", text.len());
        }
        // If a style sheet contains a rule that they do not know, they ignore all of it.
        assert!(!files["stylesheet.css"].contains("@media"), "{name}");
        // The contents of EPUB 2 link to everything that those of EPUB 3 do, in the same order.
        let contents = files["nav.xhtml"].split("</nav>").next().unwrap().split("<nav").nth(1).unwrap();
        let older = files["toc.ncx"].split("</navMap>").next().unwrap();
        assert_eq!(places(contents), places(older), "{name}");
    }
}

/// The files in reading order.
fn spine(files: &BTreeMap<String, String>) -> Vec<&str> {
    let read = files["content.opf"].split("<itemref idref=\"").skip(1);
    read.map(|rest| rest.split('"').next().unwrap().trim_start_matches("id_").trim_end_matches(".xhtml")).collect()
}

#[test]
fn parts_stand_in_the_order_of_the_briefing() {
    let files = rendered(&sample::edition());
    let front = ["cover", "titlepage", "glance", "timeline", "news", "upcoming", "nav"];
    let back = [
        "reference",
        "mentioned",
        "people",
        "organizations",
        "places",
        "abbreviations",
        "sources",
        "ledger",
        "articles",
    ];
    let chapters = ["chapter-1", "chapter-2", "chapter-3"];
    assert_eq!(spine(&files), front.into_iter().chain(chapters).chain(back).collect::<Vec<_>>());
    let nav = files["nav.xhtml"].split("</nav>").next().unwrap();
    let (_, reference) = nav.split_once("<a href=\"reference.xhtml\">").unwrap();
    let (lists, behind) = reference.split_once("</ol>").unwrap();
    assert!(
        back[1..8].iter().all(|list| lists.contains(&format!("\"{list}.xhtml\""))),
        "the lists are one part: {lists}"
    );
    assert!(!lists.contains("articles.xhtml") && behind.contains("articles.xhtml"));
}

#[test]
fn the_book_says_who_made_the_edition_and_what_it_lacks() {
    let mut edition = sample::edition();
    let watched = (1..=13).map(|number| format!("host-{number}.example")).collect();
    edition.control = litopys::edition::Control {
        editor: Some("Ірина <Гай>".to_owned()),
        watched,
        pages: "прочитано 6, використано 5".to_owned(),
        updates: Some(2),
        lacks: vec!["Про 3 події пише одна стаття.".to_owned()],
        ..Default::default()
    };
    let page = &rendered(&edition)["reference.xhtml"];
    for told in ["Ірина &lt;Гай&gt;", "host-12.example", "(+1)", "прочитано 6, використано 5", "Про 3 події"]
    {
        assert!(page.contains(told), "{told}: {page}");
    }
    let labels = ["next_edition", "keywords", "until"];
    assert!(!page.contains("host-13.example") && !labels.iter().any(|label| page.contains(label)), "{page}");
}

#[test]
fn whoever_is_listed_stands_on_a_line_under_a_letter() {
    let mut edition = sample::edition();
    edition.people[1].listed = false;
    let page = &rendered(&edition)["people.xhtml"];
    let letters = Regex::new("<h2 class=\"letter\">(.*?)</h2>").unwrap();
    assert_eq!(letters.captures_iter(page).map(|found| found[1].to_owned()).collect::<Vec<_>>(), ["Г", "Ш"]);
    assert!(page.contains("<p id=\"person-1\" class=\"person\"><b>Гребінь Оксана</b>, "), "{page}");
    assert!(!page.contains("Лукаш") && page.contains("listed"), "the rest is in the attached edition: {page}");
    edition.people[1].listed = true;
    let whole = &rendered(&edition)["people.xhtml"];
    assert!(whole.contains("Лукаш") && !whole.contains("listed"), "{whole}");
    edition.people[1].listed = false;
    edition.in_full = vec![InFull::Names];
    assert!(rendered(&edition)["people.xhtml"].contains("Лукаш"));
}

#[test]
fn sources_and_the_ledger_are_as_short_as_in_the_briefing() {
    let mut edition = sample::edition();
    edition.sources[0].published.as_mut().unwrap().how = How::Stated;
    let short = rendered(&edition);
    let (first, second) = short["sources.xhtml"].split_once("id=\"source-2\"").unwrap();
    assert!(!first.contains("без року") && second.contains("без року"), "only an inferred date has its evidence");
    assert!(!short["ledger.xhtml"].contains("pages/1.txt#0") && !short["ledger.xhtml"].contains("меню"));
    assert!(short["ledger.xhtml"].contains("світлина &amp; схема.jpg") && short["ledger.xhtml"].contains(">6</td>"));
    edition.in_full = vec![InFull::Sources, InFull::Ledger];
    let whole = rendered(&edition);
    assert!(whole["sources.xhtml"].split_once("id=\"source-2\"").unwrap().0.contains("без року"));
    assert!(whole["ledger.xhtml"].contains("меню"));
    for files in [short, whole] {
        let pages = files.iter().filter(|(file, _)| file.ends_with(".xhtml"));
        for (file, text) in pages {
            assert!(!text.contains(&format!("{:064x}", 1)) && !text.contains("SHA-256"), "{file} has a digest");
        }
    }
}

#[test]
fn sentences_of_one_source_are_a_paragraph_with_one_note() {
    let mut edition = sample::edition();
    let mut second = edition.chapters[0].events[0].key[0].clone();
    second.text = "Стрічку перерізали о дев'ятій.".to_owned();
    edition.chapters[0].events[0].key.insert(1, second);
    let page = &rendered(&edition)["chapter-1.xhtml"];
    let paragraph = page.lines().find(|line| line.contains("Стрічку перерізали")).unwrap();
    assert!(paragraph.starts_with("<p>") && paragraph.contains("дев’яти місяців ремонту"), "{paragraph}");
    assert_eq!(paragraph.matches("doc-noteref").count(), 1, "{paragraph}");
    assert!(!paragraph.contains("Рух дозволили"), "another source has a paragraph of its own: {paragraph}");
    assert!(page.contains("<p>«<span") && page.contains("</span>»<a"), "a quote has its marks");
}

#[test]
fn a_long_chapter_goes_on_in_files_that_name_their_days() {
    let mut edition = sample::large(450);
    let second = edition.chapters.remove(1).events;
    edition.chapters[0].events.extend(second);
    for (at, event) in edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events).enumerate() {
        let when = event.when.as_mut().unwrap();
        when.short = format!("день {at}");
    }
    let nav = &rendered(&edition)["nav.xhtml"];
    let second = nav.lines().find(|line| line.contains("\"chapter-1-2.xhtml\"")).unwrap();
    assert!(second.contains("Розділ 1 · день ") && second.contains(" – день "), "{second}");
    assert!(!nav.contains("(2)"));
}

#[test]
fn the_timeline_is_a_figure_with_its_list_beside_it() {
    let files = rendered(&sample::edition());
    let page = &files["timeline.xhtml"];
    let (_, figure) = page.split_once("<svg ").unwrap();
    let (figure, list) = figure.split_once("</svg>").unwrap();
    assert!(figure.contains("role=\"img\"") && figure.contains("aria-label=\"Три події"), "{figure}");
    assert_eq!(figure.matches("<rect").count(), 3, "each event has a mark: {figure}");
    for number in 1..=3 {
        assert!(figure.contains(&format!(">{number}</text>")), "{number}: {figure}");
        assert!(list.contains(&format!("<span class=\"key\">{number}</span>")), "{number}: {list}");
    }
    let drawn = |file: &str| files["content.opf"].contains(&format!("properties=\"svg\" id=\"id_{file}\""));
    assert!(drawn("timeline.xhtml") && !drawn("glance.xhtml"), "the package says which page has a drawing");
    assert!(!rendered(&undated_only()).values().any(|page| page.contains("<svg")));
}

/// An edition with a chart of pages of so many publishers.
fn covered(publishers: usize) -> Edition {
    let mut edition = sample::edition();
    let bins = ["2024", "лют."].map(|label| Bin { label: label.to_owned(), major: label == "2024" }).to_vec();
    let row = |at: usize| CoverageRow { name: format!("Видання <{at}>"), pages: vec![at, 0], undated: 1 };
    let rows = (1..=publishers).map(row).collect();
    edition.coverage =
        Some(Coverage { bins, rows, description: "Сторінки за виданнями".to_owned() });
    edition
}

#[test]
fn the_pages_of_publishers_are_drawn_above_their_table() {
    let files = rendered(&covered(3));
    let page = &files["reference.xhtml"];
    let (_, chart) = page.split_once("<svg ").unwrap();
    let (chart, table) = chart.split_once("</svg>").unwrap();
    assert!(chart.contains("role=\"img\"") && chart.contains("aria-label=\"coverage\""), "{chart}");
    assert_eq!(chart.matches("<rect").count(), 3, "a circle for each stretch with pages: {chart}");
    for at in 1..=3 {
        assert!(chart.contains(&format!(">Видання &lt;{at}&gt;</text>")), "{chart}");
        assert!(chart.contains(&format!(">{}</text>", at + 1)), "with the page without a day: {chart}");
        assert!(table.contains(&format!("<th scope=\"row\">Видання &lt;{at}&gt;</th>")), "{table}");
    }
    assert!(files["content.opf"].contains("properties=\"svg\" id=\"id_reference.xhtml\""));
    let two = &rendered(&covered(2))["reference.xhtml"];
    assert!(!two.contains("<svg") && two.contains("<table class=\"coverage\">"), "two are told by the table: {two}");
    assert!(!rendered(&sample::edition())["reference.xhtml"].contains("coverage"));
}

#[test]
fn a_wrong_identifier_is_an_error_with_a_hint() {
    let mut edition = sample::edition();
    edition.identifier = "випуск".to_owned();
    let error = made(&edition, &[]).unwrap_err().to_string();
    assert!(error.starts_with("`випуск` is not an identifier") && error.contains("\nhint: "), "{error}");
}

#[test]
fn a_chapter_and_the_package_look_as_they_did() {
    let files = rendered(&sample::edition());
    insta::assert_snapshot!("epub-chapter", files["chapter-1.xhtml"]);
    insta::assert_snapshot!("epub-package", files["content.opf"]);
}
