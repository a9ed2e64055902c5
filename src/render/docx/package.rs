//! In: the text of the document and its notes. Out: the parts of the package, and the package.
//!
//! Invariant: contains no time except the edition's own day, and none if it has no day. The same parts give the same bytes.

use std::io::{Cursor, Write};

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, ZipWriter};

use super::DocxError;
use super::front::DOT;
use super::markup::Markup;
use super::relations::Relations;
use super::run::{self, Face};
use crate::edition::Edition;
use crate::project::Paper;
use crate::time::iso;

const STYLES: &str = include_str!("styles.xml");
const NUMBERING: &str = include_str!("numbering.xml");
const SETTINGS: &str = include_str!("settings.xml");

/// The colour of the built-in layouts.
const ACCENT: &str = "8C2F1B";
/// The margin of a page: 22 millimetres, in twentieths of a point.
const MARGIN: usize = 1247;
/// How far head and foot are from the edge, in the same unit.
const EDGE: usize = 700;

/// The namespaces of every part with text.
pub(super) const NAMESPACES: [(&str, &str); 5] = [
    ("xmlns:w", "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    ("xmlns:r", "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    ("xmlns:wp", "http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"),
    ("xmlns:a", "http://schemas.openxmlformats.org/drawingml/2006/main"),
    ("xmlns:pic", "http://schemas.openxmlformats.org/drawingml/2006/picture"),
];

/// The media types of the parts.
const TYPES: [(&str, &str); 10] = [
    ("word/document.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"),
    ("word/styles.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"),
    ("word/numbering.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.numbering+xml"),
    ("word/settings.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.settings+xml"),
    ("word/footnotes.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"),
    ("word/header.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"),
    ("word/footer.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.footer+xml"),
    ("word/first.xml", "application/vnd.openxmlformats-officedocument.wordprocessingml.header+xml"),
    ("docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml"),
    ("docProps/app.xml", "application/vnd.openxmlformats-officedocument.extended-properties+xml"),
];
/// The media types of all other files, by their endings.
const ENDINGS: [(&str, &str); 5] = [
    ("rels", "application/vnd.openxmlformats-package.relationships+xml"),
    ("xml", "application/xml"),
    ("png", "image/png"),
    ("jpg", "image/jpeg"),
    ("gif", "image/gif"),
];

/// Parts with their names in the package.
pub(super) type Parts = Vec<(String, Vec<u8>)>;

/// Width and height of a page in twentieths of a point.
fn page(paper: Paper) -> (usize, usize) {
    match paper {
        Paper::A4 => (11_906, 16_838),
        Paper::UsLetter => (12_240, 15_840),
        Paper::A5 => (8_391, 11_906),
    }
}

/// The width of the text in twentieths of a point.
pub(super) fn text_width(paper: Paper) -> usize {
    page(paper).0 - 2 * MARGIN
}

/// The references of the main part to the parts that every document has.
pub(super) fn relations() -> Relations {
    let mut relations = Relations::default();
    for (kind, target) in [
        ("styles", "styles.xml"),
        ("numbering", "numbering.xml"),
        ("settings", "settings.xml"),
        ("footnotes", "footnotes.xml"),
        ("header", "header.xml"),
        ("footer", "footer.xml"),
        ("header", "first.xml"),
    ] {
        relations.part(kind, target);
    }
    relations
}

/// The paper, with head and foot of its pages.
pub(super) fn section(paper: Paper, relations: &mut Relations, text: &mut Markup) {
    let [header, footer, first] = [("header", "header.xml"), ("footer", "footer.xml"), ("header", "first.xml")]
        .map(|(kind, part)| relations.part(kind, part));
    let (width, height) = page(paper);
    let (width, height, margin, edge) = (width.to_string(), height.to_string(), MARGIN.to_string(), EDGE.to_string());
    text.open("w:sectPr", &[]);
    text.empty("w:headerReference", &[("w:type", "default"), ("r:id", &header)]);
    text.empty("w:headerReference", &[("w:type", "first"), ("r:id", &first)]);
    text.empty("w:footerReference", &[("w:type", "default"), ("r:id", &footer)]);
    text.empty("w:pgSz", &[("w:w", &width), ("w:h", &height)]);
    text.empty(
        "w:pgMar",
        &[
            ("w:top", margin.as_str()),
            ("w:right", &margin),
            ("w:bottom", &margin),
            ("w:left", &margin),
            ("w:header", &edge),
            ("w:footer", &edge),
            ("w:gutter", "0"),
        ],
    );
    text.empty("w:titlePg", &[]);
    text.close("w:sectPr");
}

/// The parts beside the text and the notes.
pub(super) fn others(edition: &Edition) -> Parts {
    let language = run::locale(edition.language.code()).unwrap_or_default();
    let accent = edition.design.accent.as_deref().map(|accent| accent.trim_start_matches('#').to_uppercase());
    let width = text_width(edition.paper).to_string();
    let styles = STYLES
        .replace("LANGUAGE", language)
        .replace("ACCENT", &accent.unwrap_or_else(|| ACCENT.to_owned()))
        .replace("WIDTH", &width);
    let mut package = Relations::default();
    package.part("officeDocument", "word/document.xml");
    package.part("core-properties", "docProps/core.xml");
    package.part("extended-properties", "docProps/app.xml");
    vec![
        ("_rels/.rels".to_owned(), package.file().into_bytes()),
        ("docProps/core.xml".to_owned(), properties(edition).into_bytes()),
        ("docProps/app.xml".to_owned(), program(edition).into_bytes()),
        ("word/styles.xml".to_owned(), styles.into_bytes()),
        ("word/numbering.xml".to_owned(), NUMBERING.into()),
        ("word/settings.xml".to_owned(), SETTINGS.replace("LANGUAGE", language).into_bytes()),
        ("word/header.xml".to_owned(), header(edition).into_bytes()),
        ("word/footer.xml".to_owned(), footer(edition).into_bytes()),
        ("word/first.xml".to_owned(), in_file("w:hdr", |file| marking(edition, file)).into_bytes()),
    ]
}

/// The file of a part with text.
pub(super) fn in_file(root: &str, fill: impl FnOnce(&mut Markup)) -> Markup {
    let mut file = Markup::file();
    file.open(root, &NAMESPACES);
    fill(&mut file);
    file.close(root);
    file
}

/// The marking of the project, in a paragraph of its own; an empty one without it.
fn marking(edition: &Edition, file: &mut Markup) {
    run::open_paragraph(file, "Marking");
    if let Some(marking) = &edition.design.marking {
        run::text(file, Face::default(), None, marking);
    }
    file.close("w:p");
}

/// The title of the edition, and its number.
fn header(edition: &Edition) -> Markup {
    let number = edition.number.map(|number| format!("{} {number}", edition.words.edition_number));
    in_file("w:hdr", |file| {
        if edition.design.marking.is_some() {
            marking(edition, file);
        }
        run::open_paragraph(file, "Header");
        run::text(file, Face::default(), None, &edition.title);
        if let Some(number) = number {
            tab(file);
            run::text(file, Face::default(), None, &number);
        }
        file.close("w:p");
    })
}

/// The number of the page, and whether this is a draft.
fn footer(edition: &Edition) -> Markup {
    let day = edition.as_of.as_ref().map(|day| format!("{} {}", edition.words.as_of, day.long));
    let draft = edition.design.draft.then(|| edition.words.draft.clone());
    let notes: Vec<String> = [draft, day].into_iter().flatten().collect();
    in_file("w:ftr", |file| {
        run::open_paragraph(file, "Footer");
        run::text(file, Face::default(), None, &notes.join(DOT));
        tab(file);
        file.open("w:fldSimple", &[("w:instr", " PAGE ")]);
        run::text(file, Face::default(), None, "1");
        file.close("w:fldSimple");
        file.close("w:p");
    })
}

fn tab(file: &mut Markup) {
    file.open("w:r", &[]);
    file.empty("w:tab", &[]);
    file.close("w:r");
}

/// Title, maker, language and day of the document.
fn properties(edition: &Edition) -> Markup {
    let mut file = Markup::file();
    file.open(
        "cp:coreProperties",
        &[
            ("xmlns:cp", "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"),
            ("xmlns:dc", "http://purl.org/dc/elements/1.1/"),
            ("xmlns:dcterms", "http://purl.org/dc/terms/"),
            ("xmlns:xsi", "http://www.w3.org/2001/XMLSchema-instance"),
        ],
    );
    let creator = edition.control.editor.as_ref().unwrap_or(&edition.producer);
    file.element("dc:title", &[], &edition.title);
    file.element("dc:creator", &[], creator);
    if let Some(period) = &edition.period {
        file.element("dc:description", &[], &period.long);
    }
    file.element("dc:identifier", &[], &format!("urn:uuid:{}", edition.identifier));
    file.element("dc:language", &[], edition.language.code());
    let day = edition.as_of.as_ref().and_then(|day| iso::day_of(day.latest.as_deref()?));
    for name in ["dcterms:created", "dcterms:modified"] {
        if let Some(day) = day {
            file.element(name, &[("xsi:type", "dcterms:W3CDTF")], &format!("{day}T00:00:00Z"));
        }
    }
    file.close("cp:coreProperties");
    file
}

/// The program that made it.
fn program(edition: &Edition) -> Markup {
    let mut file = Markup::file();
    let namespace = "http://schemas.openxmlformats.org/officeDocument/2006/extended-properties";
    file.open("Properties", &[("xmlns", namespace)]);
    file.element("Application", &[], &edition.producer);
    file.close("Properties");
    file
}

/// The list of media types.
fn content_types() -> Markup {
    let mut file = Markup::file();
    file.open("Types", &[("xmlns", "http://schemas.openxmlformats.org/package/2006/content-types")]);
    for (ending, media_type) in ENDINGS {
        file.empty("Default", &[("Extension", ending), ("ContentType", media_type)]);
    }
    for (part, media_type) in TYPES {
        file.empty("Override", &[("PartName", &format!("/{part}")), ("ContentType", media_type)]);
    }
    file.close("Types");
    file
}

/// The package.
pub(super) fn packed(parts: Parts) -> Result<Vec<u8>, DocxError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let types = ("[Content_Types].xml".to_owned(), content_types().into_bytes());
    for (name, bytes) in std::iter::once(types).chain(parts) {
        archive.start_file(name, options)?;
        archive.write_all(&bytes)?;
    }
    Ok(archive.finish()?.into_inner())
}
