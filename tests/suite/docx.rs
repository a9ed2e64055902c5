//! Tests of the document for word processors. Its package is read with other programs than the one that wrote it.
//!
//! Invariant: every document is made by the test that examines it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{Cursor, Read};

use litopys::Overrides;
use litopys::capture::picture::{MediaType, Place};
use litopys::edition::{Edition, EventPicture};
use litopys::language::Language;
use litopys::project::Paper;
use litopys::render::{Pictures, docx, typography};
use litopys::words::ProductLanguage;
use regex::Regex;
use roxmltree::{Document, Node};
use zip::{DateTime, ZipArchive};

use crate::cli::run_in;
use crate::epub::sample;
use crate::export::hostile::{TEXTS, soaked};

/// The files of a package by name.
pub type Files = BTreeMap<String, Vec<u8>>;

const DOCUMENT: &str = "word/document.xml";
const FOOTNOTES: &str = "word/footnotes.xml";

fn made(edition: &Edition) -> Vec<u8> {
    docx::render(&typography::typeset(edition), &Pictures::default()).unwrap()
}

pub fn open(bytes: &[u8]) -> Files {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).unwrap();
    let mut files = BTreeMap::new();
    for index in 0..archive.len() {
        let mut file = archive.by_index(index).unwrap();
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes).unwrap();
        assert!(files.insert(file.name().to_owned(), bytes).is_none(), "{} is there twice", file.name());
    }
    files
}

fn text<'a>(files: &'a Files, name: &str) -> &'a str {
    std::str::from_utf8(files.get(name).unwrap_or_else(|| panic!("{name} is not there"))).unwrap()
}

/// An edition of no pages.
fn empty() -> Edition {
    litopys::build(Vec::new(), &litopys::project::without_folder(&Overrides::default()).unwrap()).unwrap().value
}

/// An edition in which nothing has a day.
fn undated() -> Edition {
    let mut edition = sample::edition();
    (edition.as_of, edition.period, edition.timeline, edition.number) = (None, None, None, None);
    edition.sources.iter_mut().for_each(|source| source.published = None);
    edition.glance.iter_mut().for_each(|sentence| sentence.when = None);
    for chapter in &mut edition.chapters {
        chapter.period = None;
        chapter.events.iter_mut().for_each(|event| event.when = None);
    }
    edition
}

fn samples() -> Vec<(String, Edition)> {
    let hostile = TEXTS.iter().enumerate().map(|(at, text)| (format!("hostile {at}"), soaked(text)));
    let mut large = sample::large(60);
    large.paper = Paper::UsLetter;
    let named = [("sample", sample::edition()), ("empty", empty()), ("undated", undated()), ("large", large)];
    hostile.chain(named.map(|(name, edition)| (name.to_owned(), edition))).collect()
}

fn elements<'a, 'i>(document: &'a Document<'i>, name: &'a str) -> impl Iterator<Item = Node<'a, 'i>> {
    document.descendants().filter(move |node| node.tag_name().name() == name)
}

/// The value of an attribute by its local name.
fn value(node: Node, name: &str) -> Option<String> {
    node.attributes().find(|attribute| attribute.name() == name).map(|attribute| attribute.value().to_owned())
}

fn values(document: &Document, element: &str, attribute: &str) -> Vec<String> {
    elements(document, element).filter_map(|node| value(node, attribute)).collect()
}

/// Everything that a part prints, a line for each paragraph.
fn printed(document: &Document) -> String {
    let line = |paragraph: Node| -> String {
        let texts = paragraph.descendants().filter(|node| node.tag_name().name() == "t");
        texts.filter_map(|node| node.text().map(str::to_owned)).collect()
    };
    elements(document, "p").map(line).collect::<Vec<String>>().join("\n")
}

/// The file that a relationship of a part leads to.
fn resolved(part: &str, target: &str) -> String {
    let folder = part.rsplit_once('/').map_or("", |(folder, _)| folder);
    if folder.is_empty() { target.to_owned() } else { format!("{folder}/{target}") }
}

/// What a word processor would call damage: parts that are not XML, references to nothing, numbers that are there twice, styles that are not
/// defined.
pub fn faults(files: &Files) -> Vec<String> {
    let mut faults = Vec::new();
    let mut parsed: BTreeMap<&str, Document> = BTreeMap::new();
    for (name, bytes) in files.iter().filter(|(name, _)| name.ends_with(".xml") || name.ends_with(".rels")) {
        match Document::parse(std::str::from_utf8(bytes).unwrap()) {
            Ok(document) => drop(parsed.insert(name, document)),
            Err(error) => faults.push(format!("{name}: {error}")),
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    let types = &parsed["[Content_Types].xml"];
    let endings: BTreeSet<String> = values(types, "Default", "Extension").into_iter().collect();
    let overridden: BTreeSet<String> = values(types, "Override", "PartName").into_iter().collect();
    for name in files.keys().filter(|name| *name != "[Content_Types].xml") {
        let ending = name.rsplit('.').next().unwrap();
        let is_known = overridden.contains(&format!("/{name}")) || (ending != "xml" && endings.contains(ending));
        faults.extend((!is_known).then(|| format!("{name} has no media type")));
    }
    faults.extend(
        overridden.iter().filter(|part| !files.contains_key(&part[1..])).map(|part| format!("{part} is not there")),
    );
    let styles: BTreeSet<String> = values(&parsed["word/styles.xml"], "style", "styleId").into_iter().collect();
    for (name, document) in &parsed {
        let (folder, own) = name.rsplit_once('/').unwrap_or(("", name));
        let listed = parsed.get(format!("{folder}/_rels/{own}.rels").trim_start_matches('/'));
        let ids: Vec<String> = listed.map(|listed| values(listed, "Relationship", "Id")).unwrap_or_default();
        let used = document.descendants().flat_map(|node| node.attributes());
        let used =
            used.filter(|attribute| attribute.namespace().is_some_and(|space| space.ends_with("/relationships")));
        faults.extend(
            used.filter(|id| !ids.contains(&id.value().to_owned())).map(|id| format!("{name}: no {}", id.value())),
        );
        for kind in ["pStyle", "rStyle", "tblStyle", "basedOn", "next"] {
            let unknown = values(document, kind, "val").into_iter().filter(|style| !styles.contains(style));
            faults.extend(unknown.map(|style| format!("{name}: no style {style}")));
        }
        if let Some(part) = name.strip_suffix(".rels") {
            let part = part.replace("_rels/", "");
            for relation in elements(document, "Relationship") {
                let target = value(relation, "Target").unwrap();
                let is_outside = value(relation, "TargetMode").as_deref() == Some("External");
                let is_there = files.contains_key(&resolved(&part, &target));
                faults.extend((!is_outside && !is_there).then(|| format!("{name}: {target} is not there")));
            }
        }
    }
    let (document, notes) = (&parsed[DOCUMENT], &parsed[FOOTNOTES]);
    for (element, attribute) in [("bookmarkStart", "id"), ("bookmarkStart", "name"), ("docPr", "id")] {
        let all = values(document, element, attribute);
        let unique: BTreeSet<&String> = all.iter().collect();
        faults.extend((unique.len() < all.len()).then(|| format!("{element} has one {attribute} twice")));
    }
    let sorted = |mut values: Vec<String>| {
        values.sort();
        values
    };
    if sorted(values(document, "bookmarkStart", "id")) != sorted(values(document, "bookmarkEnd", "id")) {
        faults.push("a bookmark has no end".to_owned());
    }
    let bookmarks: BTreeSet<String> = values(document, "bookmarkStart", "name").into_iter().collect();
    let allowed = Regex::new("^[a-z][a-z0-9_]{0,39}$").unwrap();
    faults.extend(bookmarks.iter().filter(|name| !allowed.is_match(name)).map(|name| format!("a bookmark `{name}`")));
    let anchors = [document, notes].into_iter().flat_map(|part| values(part, "hyperlink", "anchor"));
    faults.extend(anchors.filter(|anchor| !bookmarks.contains(anchor)).map(|anchor| format!("no bookmark {anchor}")));
    for field in elements(document, "instrText").filter_map(|node| node.text()) {
        let target = field.trim().strip_prefix("NOTEREF ").and_then(|field| field.split(' ').next());
        faults.extend(target.filter(|name| !bookmarks.contains(*name)).map(|name| format!("no bookmark {name}")));
    }
    let referred = values(document, "footnoteReference", "id");
    let real = elements(notes, "footnote").filter(|note| value(*note, "type").is_none());
    let real: Vec<String> = real.filter_map(|note| value(note, "id")).collect();
    faults.extend((referred != real).then(|| format!("notes {real:?} for references {referred:?}")));
    for cell in elements(document, "tc") {
        let is_closed = cell.last_element_child().is_some_and(|last| last.tag_name().name() == "p");
        faults.extend((!is_closed).then(|| "a cell ends without a paragraph".to_owned()));
    }
    let marks = values(document, "fldChar", "fldCharType");
    let count = |kind: &str| marks.iter().filter(|mark| *mark == kind).count();
    let is_even = count("begin") == count("end") && count("begin") == count("separate");
    faults.extend((!is_even).then(|| "a field has no end".to_owned()));
    faults
}

#[test]
fn every_document_is_whole() {
    for (name, edition) in samples() {
        assert_eq!(faults(&open(&made(&edition))), [""; 0], "{name}");
    }
}

#[test]
fn a_damaged_document_is_found() {
    let whole = open(&made(&sample::edition()));
    let damaged = |name: &str, from: &str, to: &str| {
        let mut files = whole.clone();
        let text = text(&whole, name);
        assert!(text.contains(from), "{from} is not in {name}");
        files.insert(name.to_owned(), text.replacen(from, to, 1).into_bytes());
        faults(&files)
    };
    for (name, from, to, found) in [
        (DOCUMENT, "w:name=\"event_1\"", "w:name=\"event_2\"", "bookmarkStart has one name twice"),
        (DOCUMENT, "w:name=\"event_1\"", "w:name=\"event 1\"", "no bookmark event_1"),
        (DOCUMENT, "w:pStyle w:val=\"Quote\"", "w:pStyle w:val=\"Other\"", "no style Other"),
        (DOCUMENT, "w:footnoteReference w:id=\"1\"", "w:footnoteReference w:id=\"99\"", "for references"),
        (DOCUMENT, "w:fldCharType=\"end\"", "w:fldCharType=\"begin\"", "a field has no end"),
        (DOCUMENT, "<w:bookmarkEnd w:id=\"1\"/>", "", "a bookmark has no end"),
        ("word/_rels/document.xml.rels", "styles.xml", "look.xml", "look.xml is not there"),
        ("[Content_Types].xml", "/word/styles.xml", "/word/look.xml", "word/styles.xml has no media type"),
        (FOOTNOTES, "</w:footnotes>", "", "word/footnotes.xml: "),
    ] {
        let faults = damaged(name, from, to);
        assert!(faults.iter().any(|fault| fault.contains(found)), "{found}: {faults:?}");
    }
}

#[test]
fn the_same_edition_gives_the_same_bytes_without_a_time() {
    let bytes = made(&sample::edition());
    assert_eq!(bytes, made(&sample::edition()));
    let mut archive = ZipArchive::new(Cursor::new(&bytes)).unwrap();
    for index in 0..archive.len() {
        assert_eq!(archive.by_index(index).unwrap().last_modified(), Some(DateTime::default()));
    }
    assert_eq!(archive.by_index(0).unwrap().name(), "[Content_Types].xml");
}

#[test]
fn the_properties_are_those_of_the_edition() {
    let mut edition = sample::edition();
    edition.control.editor = Some("Прес-служба <громади>".to_owned());
    let files = open(&made(&edition));
    let core = Document::parse(text(&files, "docProps/core.xml")).unwrap();
    let of = |name: &str| elements(&core, name).next().and_then(|node| node.text()).map(str::to_owned);
    assert_eq!(of("title").as_deref(), Some("Надросся: міст і\u{a0}книги"));
    assert_eq!(of("creator").as_deref(), Some("Прес-служба <громади>"));
    assert_eq!(of("created").as_deref(), Some("2025-01-20T00:00:00Z"));
    assert_eq!(of("language").as_deref(), Some("uk"));

    let files = open(&made(&undated()));
    let core = text(&files, "docProps/core.xml");
    assert!(!core.contains("created") && core.contains("<dc:creator>litopys 0.1.0</dc:creator>"), "{core}");
    let settings = text(&files, "word/settings.xml");
    assert!(!settings.contains("updateFields"), "a reader would be asked: {settings}");
}

#[test]
fn every_word_of_the_events_is_there() {
    for (name, edition) in samples().into_iter().filter(|(name, _)| !name.starts_with("hostile")) {
        let edition = typography::typeset(&edition);
        let files = open(&docx::render(&edition, &Pictures::default()).unwrap());
        let text = printed(&Document::parse(text(&files, DOCUMENT)).unwrap());
        for event in edition.chapters.iter().flat_map(|chapter| &chapter.events) {
            let quotes = event.quotes.iter();
            let sides = event.disagreements.iter().flat_map(|it| &it.sides).map(|side| &side.quotation);
            let steps = event.developments.iter().flat_map(|it| &it.steps).map(|step| &step.quotation);
            let texts = event.key.iter().chain(sides).chain(steps).chain(quotes.clone().map(|quote| &quote.quotation));
            let texts = texts.map(|quotation| &quotation.text);
            let when = event.when.iter().map(|when| &when.long);
            let others = event.note.iter().chain(&event.dating).chain(quotes.clone().flat_map(|quote| &quote.speaker));
            for said in texts.chain(when).chain(others).chain([&event.headline.text]) {
                assert!(text.contains(said.as_str()), "{name}: {said}");
            }
        }
        for person in &edition.people {
            assert!(text.contains(&person.name), "{name}: {}", person.name);
        }
        for source in &edition.sources {
            assert!(text.contains(&source.path) && text.contains(&source.headline.text), "{name}: {}", source.path);
        }
        assert!(!text.contains("Нема такого речення"), "a text that is not in it is not found");
    }
}

#[test]
fn parts_stand_in_the_order_of_the_briefing() {
    let edition = typography::typeset(&sample::edition());
    let files = open(&made(&edition));
    let document = Document::parse(text(&files, DOCUMENT)).unwrap();
    let style = |paragraph: Node| {
        paragraph.descendants().find(|node| node.tag_name().name() == "pStyle").and_then(|style| value(style, "val"))
    };
    let of = |wanted: &str| -> Vec<String> {
        let paragraphs = elements(&document, "p").filter(|paragraph| style(*paragraph).as_deref() == Some(wanted));
        let said = |paragraph: Node| {
            let texts = paragraph.descendants().filter(|node| node.tag_name().name() == "t");
            texts.filter_map(|node| node.text().map(str::to_owned)).collect::<String>()
        };
        paragraphs.map(said).collect()
    };
    let words = &edition.words;
    let [first, second, last] = [0, 1, 2].map(|at| edition.chapters[at].title.as_str());
    let expected = [
        &words.glance,
        &words.timeline,
        &words.news,
        &words.upcoming,
        first,
        second,
        last,
        &words.reference,
        &words.articles,
    ];
    assert_eq!(of("Heading1"), expected);
    assert_eq!(of("Title"), [edition.title.as_str()]);
    assert_eq!(of("TOCHeading"), [words.contents.as_str()]);
    let counts = of("Counts").join("");
    assert!(counts.contains("2") && counts.contains("4") && counts.contains("3"), "{counts}");
    // The contents are filled in, with an entry for each heading of the first two levels, in order.
    let listed: Vec<String> =
        values(&document, "pStyle", "val").into_iter().filter(|style| style.starts_with("TOC")).collect();
    assert_eq!(listed.len(), 1 + of("Heading1").len() + of("Heading2").len());
    assert_eq!(of("TOC1"), of("Heading1"));
    assert_eq!(of("TOC2"), of("Heading2"));
    // They stand between what comes up and the first chapter.
    let text = printed(&document);
    let at = |line: &str| text.find(&format!("\n{line}\n")).unwrap_or_else(|| panic!("{line}"));
    assert!(
        at(&words.upcoming) < at(&words.contents) && at(&words.contents) < text.rfind(&format!("\n{first}\n")).unwrap()
    );
}

#[test]
fn a_long_edition_lists_its_chapters_only() {
    let mut edition = sample::large(60);
    edition.counts.events.number = 60;
    let files = open(&made(&edition));
    let document = text(&files, DOCUMENT);
    assert!(document.contains(" TOC \\o \"1-1\" ") && !document.contains("\"TOC2\""));
    assert!(text(&open(&made(&sample::edition())), DOCUMENT).contains(" TOC \\o \"1-2\" "));
}

#[test]
fn notes_name_their_sources() {
    let edition = sample::edition();
    let files = open(&made(&edition));
    let notes = Document::parse(text(&files, FOOTNOTES)).unwrap();
    let first = elements(&notes, "footnote").find(|note| value(*note, "id").as_deref() == Some("1")).unwrap();
    let said: String =
        first.descendants().filter(|node| node.tag_name().name() == "t").filter_map(|node| node.text()).collect();
    let said = said.replace('\u{a0}', " ");
    assert!(said.contains("Вісник Надросся: На Росі відкрили міст, 5 березня 2024 р."), "{said}");
    assert_eq!(values(&notes, "hyperlink", "anchor")[0], "source_1");
    // One note for a source in a section: the event cites the first source twice and the second three times.
    let document = text(&files, DOCUMENT);
    let event = &document[document.find("w:name=\"event_1\"").unwrap()..document.find("w:name=\"event_2\"").unwrap()];
    assert_eq!(event.matches("<w:footnoteReference ").count(), 2, "{event}");
    assert!(event.matches(" NOTEREF ").count() >= 3, "{event}");
}

#[test]
fn texts_say_their_language() {
    let files = open(&made(&sample::edition()));
    let document = text(&files, DOCUMENT);
    let run = document.split("<w:r>").find(|run| run.contains("The shelves were full by noon")).unwrap();
    assert!(run.contains("<w:lang w:val=\"en-GB\"/>"), "{run}");
    let run = document.split("<w:r>").find(|run| run.contains("Міст через Рось відкрили після")).unwrap();
    assert!(!run.contains("w:lang"), "it is the document's own: {run}");
    assert!(text(&files, "word/styles.xml").contains("<w:lang w:val=\"uk-UA\""));
    for language in ProductLanguage::all() {
        let edition = Edition { language, words: language.lexicon().labels.clone(), ..sample::edition() };
        let files = open(&made(&edition));
        assert_eq!(faults(&files), [""; 0]);
        let styles = text(&files, "word/styles.xml");
        assert!(styles.contains(&format!("<w:lang w:val=\"{}-", language.code())), "{styles}");
        assert!(!styles.contains("LANGUAGE") && !styles.contains("ACCENT") && !styles.contains("WIDTH"), "{styles}");
    }
}

#[test]
fn texts_of_captures_are_text_and_nothing_else() {
    let prefixes = ["w", "wp", "a", "pic", "r"];
    for hostile in TEXTS {
        let files = open(&made(&soaked(hostile)));
        for part in [DOCUMENT, FOOTNOTES, "word/header.xml"] {
            let source = text(&files, part);
            let document = Document::parse(source).unwrap();
            let spaces: BTreeSet<&str> =
                document.descendants().filter_map(|node| node.tag_name().namespace()).collect();
            assert!(spaces.len() <= prefixes.len(), "{spaces:?}");
            let fields = elements(&document, "instrText").filter_map(|node| node.text());
            for field in fields {
                assert!(field.starts_with(" TOC ") || field.starts_with(" NOTEREF note_"), "{field}");
            }
            assert!(!source.contains(['\u{0}', '\u{b}', '\u{1f}', '\u{fffe}', '\t']), "{part}");
        }
        let relations =
            text(&files, "word/_rels/footnotes.xml.rels").to_owned() + text(&files, "word/_rels/document.xml.rels");
        assert!(!relations.contains("javascript:"), "{relations}");
    }
}

#[test]
fn only_addresses_that_programs_follow_are_links() {
    let mut edition = sample::edition();
    let long = format!("https://visnyk.example/{}", "a".repeat(3000));
    edition.sources[0].address = Some(long.clone());
    edition.sources[1].address = Some("javascript:alert(1)".to_owned());
    edition.sources[3].address = Some("https://visnyk.example/a?b=1&c=\"2\"".to_owned());
    let files = open(&made(&edition));
    let relations = Document::parse(text(&files, "word/_rels/document.xml.rels")).unwrap();
    let targets = values(&relations, "Relationship", "Target");
    assert!(targets.contains(&"https://visnyk.example/a?b=1&c=%222%22".to_owned()), "{targets:?}");
    assert!(!targets.iter().any(|target| target.starts_with("javascript") || target.len() > 2000), "{targets:?}");
    let shown = printed(&Document::parse(text(&files, DOCUMENT)).unwrap());
    assert!(shown.contains(&long) && shown.contains("javascript:alert(1)"), "it stands there as text");
}

#[test]
fn a_picture_is_shown_in_its_proportions() {
    let mut edition = sample::edition();
    let mut bytes = Cursor::new(Vec::new());
    image::DynamicImage::new_rgb8(400, 200).write_to(&mut bytes, image::ImageFormat::WebP).unwrap();
    let picture = EventPicture {
        name: "p.webp".to_owned(),
        alt: "Міст \"<новий>\"".to_owned(),
        caption: Some("Новий міст".to_owned()),
        credit: None,
        language: Language::Ukrainian,
        source: 1,
        place: Place::Embedded,
        media_type: MediaType::WebP,
        width: 400,
        height: 200,
        digest: "ab".repeat(32),
    };
    for event in &mut edition.chapters[0].events {
        event.picture = Some(picture.clone());
    }
    let mut pictures = Pictures::default();
    pictures.insert("p.webp".to_owned(), bytes.into_inner());
    let files = open(&docx::render(&edition, &pictures).unwrap());
    assert_eq!(faults(&files), [""; 0]);
    let media: Vec<&String> = files.keys().filter(|name| name.starts_with("word/media/")).collect();
    assert_eq!(media, [&format!("word/media/{}.jpg", "ab".repeat(32))], "once, in a format that word processors have");
    assert!(image::guess_format(&files[media[0]]).unwrap() == image::ImageFormat::Jpeg);
    let document = Document::parse(text(&files, DOCUMENT)).unwrap();
    assert_eq!(values(&document, "docPr", "descr"), ["Міст \"<новий>\"", "Міст \"<новий>\""]);
    assert_eq!(values(&document, "extent", "cx")[0], (66 * 36_000).to_string());
    assert_eq!(values(&document, "extent", "cy")[0], (33 * 36_000).to_string());
    // Without its bytes the event has no picture.
    let files = open(&docx::render(&edition, &Pictures::default()).unwrap());
    assert!(!text(&files, DOCUMENT).contains("<w:drawing>") && faults(&files).is_empty());
}

#[test]
fn the_paper_is_that_of_the_project() {
    for (paper, size) in [(Paper::A4, "11906"), (Paper::UsLetter, "12240"), (Paper::A5, "8391")] {
        let edition = Edition { paper, ..sample::edition() };
        let files = open(&made(&edition));
        let document = Document::parse(text(&files, DOCUMENT)).unwrap();
        assert_eq!(values(&document, "pgSz", "w"), [size]);
    }
}

#[test]
fn build_writes_it_twice_alike_and_never_reads_it() {
    let folder = tempfile::tempdir().unwrap();
    fs::write(
        folder.path().join("a.txt"),
        "Міст відкрили\n\n5 березня 2025 року\n\nМіст через Рось відкрили після ремонту. Рух дозволили о восьмій.",
    )
    .unwrap();
    let build = || {
        let run = run_in(folder.path(), &["build", ".", "-o", ".", "--format", "docx,json"], "");
        assert_eq!(run.code, 0, "{}", run.err);
        fs::read(folder.path().join("briefing.docx")).unwrap()
    };
    let first = build();
    assert_eq!(first, build());
    fs::rename(folder.path().join("briefing.docx"), folder.path().join("renamed.docx")).unwrap();
    build();
    let json: serde_json::Value =
        serde_json::from_slice(&fs::read(folder.path().join("briefing.json")).unwrap()).unwrap();
    assert_eq!(json["sources"].as_array().unwrap().len(), 1, "a document is no source under another name either");
    let files = open(&first);
    assert_eq!(faults(&files), [""; 0]);
    let said = printed(&Document::parse(text(&files, DOCUMENT)).unwrap()).replace('\u{a0}', " ");
    assert!(said.contains("Рух дозволили о восьмій."), "{said}");
}
