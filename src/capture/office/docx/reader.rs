//! In: the elements of a document's text. Out: its paragraphs and notes, and the names of its pictures.
//!
//! Invariant: recursion is as deep as the tree, which is bounded. Each note and each picture is read once.

use std::collections::{BTreeMap, BTreeSet};

use super::super::block::{Block, CONTENTS, Kind, Line, Look, link, row};
use super::Target;
use super::styles::{Styles, switch};
use crate::capture::xml::Element;

/// Reads the text of a document.
pub(super) struct Reader<'a> {
    styles: &'a Styles,
    targets: &'a BTreeMap<String, Target>,
    blocks: Vec<Block>,
    line: Line,
    /// The open fields, the innermost last. A field may go on over several paragraphs.
    fields: Vec<Field>,
    /// The text boxes of the open paragraph.
    boxes: Vec<&'a Element>,
    /// The notes in the order of their references: whether each is at the end of the document, and its identifier.
    notes: Vec<(bool, String)>,
    /// The names of the pictures.
    pub pictures: BTreeSet<String>,
    /// The places in memory of the starts of fields that have an end.
    ended: BTreeSet<usize>,
    /// Number of links without an end, and of documents that are to be put into this one.
    endless: usize,
    chunks: usize,
    /// Whether paragraphs with fields are left out: numbers of pages, and days that change when the document is opened.
    leaves_fields: bool,
}

/// A field (ECMA-376 part 1, 17.16.18).
#[derive(Debug, Default)]
struct Field {
    instruction: String,
    is_in_result: bool,
    has_end: bool,
    /// Where its result, or that of a field around it, leads to.
    link: Option<String>,
}

/// What was read.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub blocks: Vec<Block>,
    /// The notes that the blocks refer to, and the number of those that are not there.
    pub notes: Vec<Block>,
    pub lost: usize,
    /// Number of links without an end, which are plain text.
    pub endless: usize,
    /// Number of documents that are to be put into this one.
    pub chunks: usize,
}

/// The most open fields; the outermost of more is forgotten. Programs nest three or four. Set by hand.
const MOST_FIELDS: usize = 50;

/// The state of the paragraph around a run.
#[derive(Clone, Copy)]
struct Around<'p> {
    properties: Option<&'p Element>,
    link: Option<&'p str>,
}

impl<'a> Reader<'a> {
    /// A reader of a document with these styles and relations.
    pub(super) fn new(styles: &'a Styles, targets: &'a BTreeMap<String, Target>) -> Self {
        let (blocks, line, fields, boxes) = Default::default();
        let (notes, pictures, ended, endless, chunks) = Default::default();
        let leaves_fields = false;
        Self { styles, targets, blocks, line, fields, boxes, notes, pictures, ended, endless, chunks, leaves_fields }
    }

    /// A reader of the head of a page.
    pub(super) fn of_head(styles: &'a Styles, targets: &'a BTreeMap<String, Target>) -> Self {
        Self { leaves_fields: true, ..Self::new(styles, targets) }
    }

    /// Whether the text that was read refers to notes below its pages, or at its end.
    pub(super) fn has_notes(&self, is_end: bool) -> bool {
        self.notes.iter().any(|(of_end, _)| *of_end == is_end)
    }

    /// Reads a part from its outermost element.
    pub(super) fn begin(&mut self, part: &'a Element) {
        self.look_for_ends(part);
        self.read(part);
    }

    /// Notes which fields have an end. A link without one would lead on from the rest of the document.
    fn look_for_ends(&mut self, part: &Element) {
        let mut open = Vec::new();
        for mark in part.descendants(|inner| !matches!(inner.name.as_str(), "del" | "moveFrom" | "Fallback")) {
            match mark.attribute("fldCharType").filter(|_| mark.name == "fldChar") {
                Some("begin") => open.push(place(mark)),
                Some("end") => self.ended.extend(open.pop()),
                _ => {}
            }
        }
    }

    /// Reads the paragraphs and tables in an element.
    fn read(&mut self, around: &'a Element) {
        for element in around.elements() {
            match element.name.as_str() {
                "p" => self.paragraph(element),
                "tbl" => self.table(element),
                "AlternateContent" => self.alternative(element).into_iter().for_each(|chosen| self.read(chosen)),
                "sdt" if is_placeholder(element) => {}
                "altChunk" => self.chunks = self.chunks.saturating_add(1),
                "del" | "moveFrom" | "sectPr" | "sdtPr" | "tcPr" | "trPr" | "tblPr" => {}
                _ => self.read(element),
            }
        }
    }

    /// What was read, with the notes.
    pub(super) fn finish(mut self, footnotes: &'a Element, endnotes: &'a Element) -> Found {
        [footnotes, endnotes].into_iter().for_each(|notes| self.look_for_ends(notes));
        self.end_paragraph(Kind::Paragraph);
        let blocks = std::mem::take(&mut self.blocks);
        let by_id = |notes: &'a Element| -> BTreeMap<&'a str, &'a Element> {
            notes.elements().filter_map(|note| Some((note.attribute("id")?, note))).collect()
        };
        let (foot, end) = (by_id(footnotes), by_id(endnotes));
        let (mut seen, mut lost) = (BTreeSet::new(), 0_usize);
        for (is_end, id) in std::mem::take(&mut self.notes) {
            let note = if is_end { end.get(id.as_str()) } else { foot.get(id.as_str()) };
            if seen.insert((is_end, id)) {
                note.into_iter().for_each(|note| self.read(note));
                lost = lost.saturating_add(usize::from(note.is_none()));
            }
        }
        Found { blocks, notes: self.blocks, lost, endless: self.endless, chunks: self.chunks }
    }

    fn paragraph(&mut self, paragraph: &'a Element) {
        if self.leaves_fields && has_field(paragraph) {
            return;
        }
        let properties = paragraph.child("pPr");
        let is_contents = self.styles.is_contents(properties);
        let around = Around { properties, link: is_contents.then_some(CONTENTS) };
        paragraph.elements().for_each(|element| self.inline(element, around));
        // A paragraph whose mark was deleted goes on in the next one.
        let mark = properties.and_then(|properties| properties.child("rPr"));
        if mark.is_none_or(|mark| mark.child("del").is_none()) {
            self.end_paragraph(self.styles.kind(properties));
        }
    }

    fn end_paragraph(&mut self, kind: Kind) {
        self.blocks.extend(self.line.end(kind));
        // An instruction ends with its paragraph, so that a field without an end hides no more than that.
        self.fields.retain(|field| field.is_in_result);
        for text in std::mem::take(&mut self.boxes) {
            self.read(text);
        }
    }

    fn table(&mut self, table: &'a Element) {
        // Rows and cells may stand in controls and in marks of changes.
        let below = |element: &'a Element, name: &'static str| {
            let found = element.descendants(move |inner| inner.name != name && inner.name != "tbl");
            found.into_iter().filter(move |inner| inner.name == name)
        };
        for line in below(table, "tr") {
            if line.child("trPr").is_some_and(|properties| properties.child("del").is_some()) {
                continue;
            }
            let cells = below(line, "tc").map(|cell| {
                let outer = std::mem::take(&mut self.blocks);
                self.read(cell);
                std::mem::replace(&mut self.blocks, outer)
            });
            let cells: Vec<Vec<Block>> = cells.collect();
            self.blocks.extend(row(cells));
        }
    }

    /// The content for programs that know what it needs, which has all of its text.
    fn alternative(&self, element: &'a Element) -> Option<&'a Element> {
        element.child("Choice").or_else(|| element.child("Fallback"))
    }

    fn inline(&mut self, element: &'a Element, around: Around<'a>) {
        match element.name.as_str() {
            "r" => self.run(element, around),
            "hyperlink" => {
                let target = element.attribute("r:id").and_then(|id| self.targets.get(id));
                let link = target.filter(|target| target.is_outside).map(|target| target.name.as_str());
                let around = Around { link: link.or(around.link), ..around };
                element.elements().for_each(|inner| self.inline(inner, around));
            }
            "oMath" | "oMathPara" => {
                let parts = element.descendants(|_| true);
                let text: String = parts.iter().filter(|part| part.name == "t").map(|part| part.text()).collect();
                self.text(&text, around, None);
            }
            "AlternateContent" => {
                let chosen = self.alternative(element);
                chosen.into_iter().flat_map(Element::elements).for_each(|inner| self.inline(inner, around));
            }
            "sdt" if is_placeholder(element) => {}
            "del" | "moveFrom" | "pPr" | "sdtPr" | "sdtEndPr" | "rPr" => {}
            _ => element.elements().for_each(|inner| self.inline(inner, around)),
        }
    }

    fn run(&mut self, run: &'a Element, around: Around<'a>) {
        let properties = run.child("rPr");
        let is_hidden = self.styles.is_hidden(properties);
        for part in run.elements() {
            match part.name.as_str() {
                "fldChar" => self.field(part),
                "instrText" => {
                    if let Some(field) = self.fields.last_mut().filter(|field| !field.is_in_result) {
                        field.instruction.push_str(&part.text());
                    }
                }
                _ if is_hidden || !self.is_shown() => {}
                "t" => self.text(&part.text(), around, properties),
                "tab" | "ptab" => self.text(" ", around, properties),
                "noBreakHyphen" => self.text("\u{2011}", around, properties),
                "sym" => self.symbol(part, around, properties),
                "br" | "cr" => self.line.line_break(),
                "footnoteReference" => self.note(part, false),
                "endnoteReference" => self.note(part, true),
                "ruby" => {
                    let base = part.child("rubyBase");
                    base.into_iter().flat_map(Element::elements).for_each(|inner| self.inline(inner, around));
                }
                "drawing" | "pict" | "object" => self.drawing(part),
                "AlternateContent" => {
                    let chosen = self.alternative(part);
                    chosen.into_iter().flat_map(Element::elements).for_each(|drawing| self.drawing(drawing));
                }
                _ => {}
            }
        }
    }

    fn text(&mut self, text: &str, around: Around<'a>, run: Option<&Element>) {
        if !text.is_empty() && self.is_shown() {
            let link = self.field_link().or_else(|| around.link.map(str::to_owned));
            let is_bold = self.styles.is_bold(run, around.properties);
            self.line.text(text, &Look { is_bold, link });
        }
    }

    /// A character by its code. Those of fonts of symbols stand for no letter (17.3.3.30).
    fn symbol(&mut self, symbol: &Element, around: Around<'a>, run: Option<&Element>) {
        let code = symbol.attribute("char").and_then(|code| u32::from_str_radix(code, 16).ok());
        let is_private = |code: &u32| (0xe000..=0xf8ff).contains(code);
        if let Some(character) = code.filter(|code| !is_private(code)).and_then(char::from_u32) {
            self.text(character.encode_utf8(&mut [0; 4]), around, run);
        }
    }

    fn note(&mut self, reference: &Element, is_end: bool) {
        self.notes.extend(reference.attribute("id").map(|id| (is_end, id.to_owned())));
    }

    fn field(&mut self, mark: &Element) {
        match mark.attribute("fldCharType").unwrap_or_default() {
            "begin" => {
                if self.fields.len() >= MOST_FIELDS {
                    self.fields.remove(0);
                }
                let (link, has_end) = (self.field_link(), self.ended.contains(&place(mark)));
                self.fields.push(Field { link, has_end, ..Field::default() });
            }
            "separate" => {
                if let Some(field) = self.fields.last_mut() {
                    field.is_in_result = true;
                    let own = link(&field.instruction);
                    if own.is_some() && !field.has_end {
                        self.endless = self.endless.saturating_add(1);
                    } else {
                        field.link = own.or(field.link.take());
                    }
                }
            }
            "end" => drop(self.fields.pop()),
            _ => {}
        }
    }

    /// Whether no open field is at its instruction.
    fn is_shown(&self) -> bool {
        self.fields.iter().all(|field| field.is_in_result)
    }

    /// Where the innermost field leads to.
    fn field_link(&self) -> Option<String> {
        self.fields.last().and_then(|field| field.link.clone())
    }

    /// The pictures and the text boxes of a drawing.
    fn drawing(&mut self, drawing: &'a Element) {
        let parts = drawing.descendants(|inner| !matches!(inner.name.as_str(), "txbxContent" | "Fallback"));
        let alt = parts.iter().find_map(|part| match part.name.as_str() {
            "docPr" => part.attribute("descr"),
            "shape" => part.attribute("alt"),
            _ => None,
        });
        for part in parts {
            let id = match part.name.as_str() {
                "blip" => part.attribute("embed"),
                "imagedata" => part.attribute("r:id"),
                "txbxContent" => {
                    self.boxes.push(part);
                    None
                }
                _ => None,
            };
            let Some(target) = id.and_then(|id| self.targets.get(id)) else { continue };
            self.line.picture(&target.name, alt.unwrap_or_default());
            self.pictures.extend((!target.is_outside).then(|| target.name.clone()));
        }
    }
}

/// The place of an element in memory, where it stays while it is read.
fn place(element: &Element) -> usize {
    std::ptr::from_ref(element).addr()
}

/// Whether a paragraph has a field that is no link.
fn has_field(paragraph: &Element) -> bool {
    let is_field = |part: &Element| match part.name.as_str() {
        "instrText" => !matches!(part.text().split_whitespace().next(), None | Some("HYPERLINK")),
        name => matches!(name, "fldSimple" | "pgNum"),
    };
    paragraph.descendants(|_| true).into_iter().any(is_field)
}

/// Whether a control shows what one may write there, and nothing else.
fn is_placeholder(control: &Element) -> bool {
    control.child("sdtPr").is_some_and(|properties| switch(properties, "showingPlcHdr") == Some(true))
}
