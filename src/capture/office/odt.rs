//! In: an OpenDocument text (ODF 1.3), packed or flat. Out: its paragraphs and properties.
//!
//! Invariant: a reader of the document sees every word that is read: deleted and hidden text, comments and forms are none. Recursion is as
//! deep as the tree, which is bounded.

use std::collections::{BTreeMap, BTreeSet};

use super::block::{Block, CONTENTS, Kind, Line, Look, row};
use super::document::Document;
use super::package::{Package, decoded, too_deep};
use crate::capture::UnreadReason;
use crate::capture::archive::Archive;
use crate::capture::opened::{Opened, Refused, Told};
use crate::capture::pictures::Part;
use crate::capture::xml::{Element, Node, Parsed};
use crate::limits::PICTURES_OF_PAGE;

/// The types of a text, of a template, of a master document and of a page for the web (ODF 1.3 part 2, 2.2.4).
pub(crate) const TYPES: [&str; 4] = [
    "application/vnd.oasis.opendocument.text",
    "application/vnd.oasis.opendocument.text-template",
    "application/vnd.oasis.opendocument.text-master",
    "application/vnd.oasis.opendocument.text-web",
];

/// The list of the files of a packed document, which says which of them are locked.
const MANIFEST: &str = "META-INF/manifest.xml";
/// The most styles between one and the last that it is based on. Programs write three or four. Set by hand.
const LONGEST_CHAIN: usize = 20;
/// The most spaces that one element stands for. Set by hand.
const MOST_SPACES: usize = 100;

/// Elements whose text a reader of the text does not see where they stand.
const UNSEEN: [&str; 9] = [
    "tracked-changes",
    "annotation",
    "forms",
    "sequence-decls",
    "variable-decls",
    "user-field-decls",
    "script",
    "ruby-text",
    "note-citation",
];

/// Fields of the head of a page that change from page to page, or when the document is opened.
const CHANGING: [&str; 14] = [
    "page-number",
    "page-count",
    "page-continuation",
    "date",
    "time",
    "print-date",
    "print-time",
    "modification-date",
    "modification-time",
    "creation-date",
    "creation-time",
    "file-name",
    "chapter",
    "editing-duration",
];

/// Reads a packed document.
pub(crate) fn read(archive: &mut Archive) -> Result<Opened, Refused> {
    let mut package = Package::Packed(archive);
    if package.other(MANIFEST).descendants(|_| true).iter().any(|element| element.name == "encryption-data") {
        let hint = "open it with its password, and save it without one";
        return Err(Refused::new(UnreadReason::NotText, "it is locked with a password", hint));
    }
    let content = package.xml("content.xml").map_err(|fault| {
        let hint = "open it in a word processor and save it again, or leave it out";
        Refused::new(UnreadReason::NotText, format!("its text cannot be read: {fault}"), hint)
    })?;
    let (styles, meta) = (package.other("styles.xml"), package.other("meta.xml"));
    let roots = [&content.root, &styles, &meta];
    let (mut document, pictures) = document(roots);
    let (parts, mut told) = package.pictures(&pictures);
    document.parts.extend(parts);
    told.extend(content.mistake.as_deref().map(cut).into_iter().chain(too_deep(content.deep)));
    finished(document, told)
}

/// Whether the outermost element of a file is that of a flat document.
pub(super) fn is_flat(root: &Element) -> bool {
    root.name == "document" && root.attribute("mimetype").is_some_and(|kind| TYPES.contains(&kind))
}

/// Reads a flat document.
pub(super) fn read_flat(read: &Parsed) -> Result<Opened, Refused> {
    let (document, _) = document([&read.root; 3]);
    finished(document, read.mistake.as_deref().map(cut).into_iter().chain(too_deep(read.deep)).collect())
}

fn cut(mistake: &str) -> Told {
    let problem = format!("it cannot be read from here on: {mistake}");
    Told::new(problem, "what stands before that was read; open it in a word processor and save it again")
}

fn finished(document: Document, told: Vec<Told>) -> Result<Opened, Refused> {
    if document.is_empty() { Err(Refused::empty()) } else { Ok(Opened::of_one(document.entry(), told)) }
}

/// The document in three files, and the names of its pictures.
fn document([content, styles, meta]: [&Element; 3]) -> (Document, BTreeSet<String>) {
    let pages = styles;
    let styles = Styles::read(&[content, styles]);
    let text = content.at(&["body", "text"]);
    let mut of_head = Reader { leaves_fields: true, ..Reader::new(&styles) };
    text.and_then(|text| head(pages, &styles, text)).into_iter().for_each(|head| of_head.read(head));
    of_head.end_paragraph(Kind::Paragraph);
    let mut reader = Reader::new(&styles);
    text.into_iter().for_each(|text| reader.read(text));
    reader.end_paragraph(Kind::Paragraph);
    let blocks = std::mem::take(&mut reader.blocks);
    let notes = std::mem::take(&mut reader.notes);
    notes.into_iter().for_each(|note| reader.read(note));
    let said = meta.child("meta");
    let line = |name: &str| said?.child(name).map(Element::line).filter(|text| !text.is_empty());
    let document = Document {
        heads: of_head.blocks,
        blocks,
        notes: reader.blocks,
        title: line("title").unwrap_or_default(),
        author: line("initial-creator").or_else(|| line("creator")).unwrap_or_default(),
        language: line("language").unwrap_or_else(|| styles.language.clone()),
        saved: line("date").or_else(|| line("creation-date")),
        parts: reader.parts,
    };
    (document, reader.pictures)
}

/// The head of the first page: that of the kind of page which the first paragraph names, or of the usual kind (ODF 1.3 part 3, 16.9 to
/// 16.13, 19.503).
fn head<'a>(pages: &'a Element, styles: &Styles, text: &Element) -> Option<&'a Element> {
    let is_paragraph = |name: &str| matches!(name, "p" | "h");
    let first = text.descendants(|inner| !is_paragraph(&inner.name) && !UNSEEN.contains(&inner.name.as_str()));
    let first = first.into_iter().find(|element| is_paragraph(&element.name))?;
    let named = styles.said(first.attribute("style-name"), |style| style.page.clone());
    let kinds = || pages.child("master-styles").into_iter().flat_map(Element::elements);
    let is = |name: &str| kinds().find(|page| page.name == "master-page" && page.attribute("style:name") == Some(name));
    let page = named.as_deref().and_then(is).or_else(|| is("Standard"))?;
    let head = page.child("header-first").or_else(|| page.child("header"))?;
    (head.attribute("display") != Some("false")).then_some(head)
}

/// The styles of a document.
#[derive(Debug, Default)]
struct Styles {
    by_name: BTreeMap<String, Style>,
    language: String,
}

/// What a style says itself.
#[derive(Debug, Default)]
struct Style {
    based_on: Option<String>,
    kind: Option<Kind>,
    is_bold: Option<bool>,
    is_hidden: Option<bool>,
    /// The kind of page that begins with its paragraph.
    page: Option<String>,
}

impl Styles {
    fn read(files: &[&Element]) -> Self {
        let mut styles = Self::default();
        let groups = files.iter().flat_map(|file| file.elements());
        let groups = groups.filter(|group| matches!(group.name.as_str(), "styles" | "automatic-styles"));
        for element in groups.flat_map(Element::elements) {
            let text = element.child("text-properties");
            match element.name.as_str() {
                "style" => {
                    let Some(name) = element.attribute("style:name") else { continue };
                    let style = Style::read(name, element);
                    styles.by_name.entry(name.to_owned()).or_insert(style);
                }
                "default-style" if element.attribute("family") == Some("paragraph") => {
                    let language = text.and_then(|text| text.attribute("language"));
                    styles.language = language.filter(|code| *code != "none").unwrap_or_default().to_owned();
                }
                _ => {}
            }
        }
        styles
    }

    /// What a style and those that it is based on say, the nearest first.
    fn said<T>(&self, name: Option<&str>, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        let mut next = name;
        for _ in 0..LONGEST_CHAIN {
            let style = self.by_name.get(next?)?;
            if let Some(found) = of(style) {
                return Some(found);
            }
            next = style.based_on.as_deref();
        }
        None
    }
}

impl Style {
    fn read(name: &str, element: &Element) -> Self {
        let property = |name: &str| element.child("text-properties")?.attribute(name);
        Self {
            based_on: element.attribute("parent-style-name").map(str::to_owned),
            // The names of built-in styles are the same in every language of the program.
            kind: match name {
                "Title" => Some(Kind::Title),
                "Subtitle" => Some(Kind::Subtitle),
                "Caption" | "Illustration" | "Figure" => Some(Kind::Caption),
                "Quotations" => Some(Kind::Quote),
                _ => None,
            },
            is_bold: property("fo:font-weight")
                .map(|weight| weight == "bold" || weight.starts_with(['6', '7', '8', '9'])),
            is_hidden: property("text:display").map(|display| display == "none"),
            page: element.attribute("master-page-name").filter(|name| !name.is_empty()).map(str::to_owned),
        }
    }
}

/// Reads the text of a document.
struct Reader<'a> {
    styles: &'a Styles,
    blocks: Vec<Block>,
    line: Line,
    /// Number of open lists, and whether the open part of the document is a table of contents.
    lists: usize,
    is_contents: bool,
    boxes: Vec<&'a Element>,
    notes: Vec<&'a Element>,
    pictures: BTreeSet<String>,
    /// The pictures in the file itself.
    parts: Vec<Part>,
    /// Whether paragraphs with changing fields are left out.
    leaves_fields: bool,
}

impl<'a> Reader<'a> {
    fn new(styles: &'a Styles) -> Self {
        let (blocks, line, boxes, notes, pictures, parts) = Default::default();
        Self { styles, blocks, line, lists: 0, is_contents: false, boxes, notes, pictures, parts, leaves_fields: false }
    }

    /// Reads the paragraphs, lists and tables in an element.
    fn read(&mut self, around: &'a Element) {
        for element in around.elements() {
            match element.name.as_str() {
                "p" => {
                    let style = element.attribute("style-name");
                    let named = self.styles.said(style, |style| style.kind);
                    let plain = if self.lists > 0 { Kind::Item } else { Kind::Paragraph };
                    self.paragraph(element, named.unwrap_or(plain));
                }
                "h" => {
                    let level = element.attribute("outline-level").and_then(|level| level.parse().ok());
                    let named = self.styles.said(element.attribute("style-name"), |style| style.kind);
                    let is_title = named == Some(Kind::Title);
                    let kind = if is_title { Kind::Title } else { Kind::Heading(level.unwrap_or(1)) };
                    self.paragraph(element, kind);
                }
                "list" => {
                    self.lists = self.lists.saturating_add(1);
                    self.read(element);
                    self.lists = self.lists.saturating_sub(1);
                }
                "table" => self.table(element),
                "table-of-content" | "illustration-index" | "table-index" | "alphabetical-index" => {
                    let outer = std::mem::replace(&mut self.is_contents, true);
                    element.child("index-body").into_iter().for_each(|body| self.read(body));
                    self.is_contents = outer;
                }
                "frame" => {
                    self.frame(element);
                    self.end_paragraph(Kind::Paragraph);
                }
                "section" if element.attribute("display") == Some("none") => {}
                name if UNSEEN.contains(&name) => {}
                _ => self.read(element),
            }
        }
    }

    fn paragraph(&mut self, paragraph: &'a Element, kind: Kind) {
        let is_changing = |part: &&Element| CHANGING.contains(&part.name.as_str());
        if self.leaves_fields && paragraph.descendants(|_| true).iter().any(is_changing) {
            return;
        }
        let look = self.look(paragraph, &Look { is_bold: false, link: self.is_contents.then(|| CONTENTS.to_owned()) });
        self.inline(paragraph, &look);
        self.end_paragraph(kind);
    }

    fn end_paragraph(&mut self, kind: Kind) {
        self.blocks.extend(self.line.end(kind));
        for text in std::mem::take(&mut self.boxes) {
            self.read(text);
        }
    }

    /// How the text of an element with a style looks.
    fn look(&self, element: &Element, outer: &Look) -> Look {
        let bold = self.styles.said(element.attribute("style-name"), |style| style.is_bold);
        Look { is_bold: bold.unwrap_or(outer.is_bold), link: outer.link.clone() }
    }

    fn inline(&mut self, around: &'a Element, look: &Look) {
        if self.styles.said(around.attribute("style-name"), |style| style.is_hidden) == Some(true) {
            return;
        }
        for child in &around.children {
            let element = match child {
                Node::Text(text) => {
                    self.line.text(text, look);
                    continue;
                }
                Node::Element(element) => element,
            };
            match element.name.as_str() {
                "s" => {
                    let count = element.attribute("c").and_then(|count| count.parse().ok()).unwrap_or(1_usize);
                    self.line.text(&" ".repeat(count.min(MOST_SPACES)), look);
                }
                "tab" => self.line.text(" ", look),
                "line-break" => self.line.line_break(),
                "a" => {
                    let link = element.attribute("href").filter(|address| !address.starts_with('#'));
                    let link = link.map(str::to_owned).or_else(|| look.link.clone());
                    self.inline(element, &Look { is_bold: look.is_bold, link });
                }
                "note" => self.notes.extend(element.child("note-body")),
                "frame" => self.frame(element),
                "text-box" => self.boxes.push(element),
                "hidden-text" | "hidden-paragraph" if element.attribute("is-hidden") != Some("false") => {}
                name if UNSEEN.contains(&name) => {}
                _ => {
                    let look = self.look(element, look);
                    self.inline(element, &look);
                }
            }
        }
    }

    /// A picture, or a box with text. Of several pictures in a frame, programs show the first that they can (ODF 1.3 part 3, 10.4.2).
    fn frame(&mut self, frame: &'a Element) {
        self.boxes.extend(frame.elements().filter(|element| element.name == "text-box"));
        let Some(image) = frame.child("image") else { return };
        let alt = frame.child("desc").or_else(|| frame.child("title")).map(Element::line).unwrap_or_default();
        let name = match (image.attribute("href"), image.child("binary-data")) {
            (Some(name), _) => {
                let name = name.trim_start_matches("./").to_owned();
                if !name.contains("://") {
                    self.pictures.insert(name.clone());
                }
                name
            }
            (None, Some(data)) => {
                let name = format!("picture-{}", self.parts.len());
                let bytes =
                    Some(data).filter(|_| self.parts.len() < PICTURES_OF_PAGE).and_then(|data| decoded(&data.text()));
                let Some(bytes) = bytes else { return };
                self.parts.push(Part { names: vec![name.clone()], bytes });
                name
            }
            (None, None) => return,
        };
        self.line.picture(&name, &alt);
    }

    fn table(&mut self, table: &'a Element) {
        let lists = std::mem::take(&mut self.lists);
        for line in table.descendants(|inner| !matches!(inner.name.as_str(), "table-row" | "table" | "table-cell")) {
            if line.name != "table-row" {
                continue;
            }
            let cells = line.elements().filter(|cell| cell.name == "table-cell").map(|cell| {
                let outer = std::mem::take(&mut self.blocks);
                self.read(cell);
                std::mem::replace(&mut self.blocks, outer)
            });
            let cells: Vec<Vec<Block>> = cells.collect();
            self.blocks.extend(row(cells));
        }
        self.lists = lists;
    }
}
