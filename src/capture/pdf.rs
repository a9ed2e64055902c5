//! In: the bytes of a PDF. Out: its text in reading order, as an entry.
//!
//! # Parts
//!
//! 1. `object`, `filter`, `crypt`, `document`: the objects of the file, unpacked.
//! 2. `encoding`, `font`, `content`: the letters on each page, with their places.
//! 3. `lines`, `columns`, `furniture`: lines in reading order, without heads and feet.
//! 4. `structure`: the order and the headings that a tagged PDF states itself.
//! 5. `blocks`, `hyphen`: headings, paragraphs and items.
//! 6. `about`: title, authors and times.
//!
//! Why the objects are read here and not by the library that reads finished briefings: that one unpacks without a bound, and its recursion
//! ends the program on a file made for it.
//!
//! Invariant: letters that the file does not say are never guessed. Time and memory are bounded, whatever the file says.

mod about;
mod blocks;
mod columns;
mod content;
mod crypt;
mod document;
mod encoding;
mod filter;
mod font;
mod furniture;
mod hyphen;
mod lines;
mod object;
mod structure;
mod text;

use std::fmt::Write;
use std::rc::Rc;

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use rustc_hash::{FxHashMap, FxHashSet};

use super::UnreadReason;
use super::entry::{Entry, escaped};
use super::pictures::Part;
use crate::limits;

use about::About;
use blocks::{Block, Group, Kind};
use content::{Area, Glyph, Sheet, Store};
use document::{Closed, Document};
use furniture::{Cleaned, Page};
use hyphen::Hyphens;
use lines::Line;
use object::{Dict, Object};
use structure::Element;

pub(crate) use document::is_pdf;

/// The share of a page, in hundredths, that a picture covers if the page is a scan. Set by hand.
const SCANNED: f64 = 50.0;
/// The share of letters, in hundredths, that the fonts of a file must say. Of fewer, no sentence can be read. Set by hand.
const READABLE: usize = 80;
/// The share of the letters of a page, in hundredths, that must be in the tree of a tagged PDF. Set by hand.
const TAGGED: usize = 98;
/// The most letters of a tagged PDF that are kept for its tree: about 150 MiB. Set by hand.
const MOST_TAGGED: usize = 1_500_000;
/// The fewest letters of a font on a page from which its alphabet is told. Set by hand.
const FEWEST_LETTERS: usize = 20;
/// The most photographs of a document that are kept, and their bytes. Set by hand.
const MOST_PHOTOGRAPHS: usize = 100;
const MOST_PHOTOGRAPH_BYTES: usize = 64 * 1024 * 1024;

/// A problem, and what the user can do.
pub(crate) type Told = (String, &'static str);

/// What a PDF gave.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// Its text, and what must be told of it.
    Read(Box<Entry>, Vec<Told>),
    /// Nothing, and why.
    Refused(UnreadReason, Told),
}

/// Reads a PDF.
pub(crate) fn read(bytes: &[u8]) -> Outcome {
    let document = match Document::open(bytes) {
        Ok(document) => document,
        Err(closed) => return refused(closed),
    };
    let about = about::about(&document);
    if about.is_own {
        let problem = "litopys made it: an edition is no source".to_owned();
        return Outcome::Refused(UnreadReason::OtherData, (problem, "leave it out; its sources are listed in it"));
    }
    let mut pages = Pages::of(&document);
    if pages.list.is_empty() {
        return refused(if document.is_spent() { Closed::TooMuch } else { Closed::Damaged });
    }
    let sheets = Sheets::of(&document, &mut pages);
    if let Some(refusal) = sheets.refusal(&document) {
        return refusal;
    }
    let told = sheets.told(&document, &pages);
    Outcome::Read(Box::new(sheets.entry(about)), told)
}

fn refused(closed: Closed) -> Outcome {
    let (reason, problem, hint) = match closed {
        Closed::Damaged => (
            UnreadReason::NotText,
            "it cannot be read as a PDF",
            "open it in another program and print it into a PDF again",
        ),
        Closed::Locked => {
            let hint = "save a copy without a password: `qpdf --decrypt --password=WORD in.pdf out.pdf`, or print it into a PDF";
            (UnreadReason::NotText, "it is locked with a password", hint)
        }
        Closed::TooMuch => {
            (UnreadReason::TooLarge, "it unpacks to more than the limit for a PDF", "split it, or save its text alone")
        }
    };
    Outcome::Refused(reason, (problem.to_owned(), hint))
}

/// The pages of a document.
struct Pages {
    list: Vec<Dict>,
    /// The positions of pages by the numbers of their objects.
    numbers: FxHashMap<u32, usize>,
    /// Whether there are more than the limit.
    is_cut: bool,
}

impl Pages {
    /// Walks the tree of pages. What a page inherits is copied into it.
    fn of(document: &Document) -> Self {
        const INHERITED: [&str; 4] = ["Resources", "MediaBox", "CropBox", "Rotate"];
        let mut pages = Self { list: Vec::new(), numbers: FxHashMap::default(), is_cut: false };
        let mut seen = FxHashSet::default();
        let root = document.root();
        let mut open: Vec<(Object, Dict)> =
            root.get("Pages").map(|tree| (tree.clone(), Dict::new())).into_iter().collect();
        while let Some((node, inherited)) = open.pop() {
            // A node that is no reference cannot lead in a circle, but all real ones are.
            if !node.reference().is_some_and(|number| seen.insert(number)) {
                continue;
            }
            let held = document.follow(&node);
            let Some(mut dict) = held.dict().cloned() else { continue };
            for key in INHERITED {
                if let (false, Some(value)) = (dict.contains_key(key), inherited.get(key)) {
                    dict.insert(key.to_owned(), value.clone());
                }
            }
            if dict.contains_key("Kids") {
                let kids = document.array(&dict, "Kids");
                let below: Dict =
                    INHERITED.iter().filter_map(|&key| Some((key.to_owned(), dict.get(key)?.clone()))).collect();
                open.extend(kids.into_iter().rev().map(|kid| (kid, below.clone())));
            } else if pages.list.len() < limits::PDF_PAGES {
                pages.numbers.extend(node.reference().map(|number| (number, pages.list.len())));
                pages.list.push(dict);
            } else {
                pages.is_cut = true;
            }
        }
        pages
    }
}

/// A photograph of a document, and its place.
struct Photograph {
    page: usize,
    area: Area,
    bytes: Vec<u8>,
}

/// What was found on all pages.
#[derive(Default)]
struct Sheets {
    pages: Vec<Page>,
    elements: Vec<Element>,
    /// The letters of each page, for a tagged document.
    sheets: Vec<Sheet>,
    photographs: Vec<Photograph>,
    known: usize,
    unknown: usize,
    /// Number of pages that are pictures without text.
    scanned: usize,
    is_cut: bool,
}

impl Sheets {
    fn of(document: &Document, pages: &mut Pages) -> Self {
        let store = Store::of(document);
        let mut sheets = Self { elements: structure::elements(document, &pages.numbers), ..Self::default() };
        let (mut columns, mut bytes, mut kept) = (0, 0_usize, 0_usize);
        for (at, page) in pages.list.iter_mut().enumerate() {
            let page = std::mem::take(page);
            let mut sheet = content::sheet(document, &page, &store);
            choose_visible(&mut sheet);
            mend_alphabet(&mut sheet.glyphs);
            let letters = letters(&sheet.glyphs);
            let covered: f64 = sheet.pictures.iter().map(|picture| picture.area.size()).fold(0.0, f64::max);
            if letters == 0 && covered * 100.0 >= SCANNED * sheet.width * sheet.height {
                sheets.scanned = sheets.scanned.saturating_add(1);
            } else {
                for picture in &sheet.pictures {
                    let photograph =
                        picture.photograph.as_ref().filter(|_| sheets.photographs.len() < MOST_PHOTOGRAPHS);
                    let Some(file) = photograph.and_then(|stream| document.photograph(stream)) else { continue };
                    bytes = bytes.saturating_add(file.len());
                    if bytes <= MOST_PHOTOGRAPH_BYTES {
                        sheets.photographs.push(Photograph { page: at, area: picture.area, bytes: file });
                    }
                }
            }
            sheets.known = sheets.known.saturating_add(letters);
            sheets.unknown = sheets.unknown.saturating_add(sheet.unknown);
            sheets.is_cut |= sheet.is_cut;
            let lines = lines::of_page(&sheet, content_of(&sheet), at, &mut columns);
            let artifacts = lines::pieces(sheet.glyphs.iter().filter(|glyph| glyph.is_artifact), &[]);
            let artifacts = lines::of_column(artifacts, at, columns);
            sheets.pages.push(Page { height: sheet.height, lines, artifacts });
            kept = kept.saturating_add(sheet.glyphs.len());
            if sheets.elements.is_empty() || kept > MOST_TAGGED {
                (sheets.elements, sheets.sheets) = (Vec::new(), Vec::new());
            } else {
                sheets.sheets.push(sheet);
            }
        }
        sheets
    }

    /// Why nothing can be read.
    fn refusal(&self, document: &Document) -> Option<Outcome> {
        const RECOGNIZE: &str = "let a program recognize its letters first: `ocrmypdf in.pdf out.pdf`";
        const RECOGNIZE_ALL: &str = "let a program recognize its letters first: `ocrmypdf --force-ocr in.pdf out.pdf`";
        let all = self.known.saturating_add(self.unknown);
        if self.unknown > 0 && self.known.saturating_mul(100) < all.saturating_mul(READABLE) {
            let problem = "its fonts do not say which letters their signs are".to_owned();
            return Some(Outcome::Refused(UnreadReason::Empty, (problem, RECOGNIZE_ALL)));
        }
        if self.known > 0 {
            return None;
        }
        Some(match self.scanned {
            _ if document.is_spent() => refused(Closed::TooMuch),
            0 => {
                let hint = "print the page into a PDF again, or leave it out";
                Outcome::Refused(UnreadReason::Empty, ("nothing readable stands in it".to_owned(), hint))
            }
            _ => {
                let problem = "its pages are pictures without text".to_owned();
                Outcome::Refused(UnreadReason::Empty, (problem, RECOGNIZE))
            }
        })
    }

    /// What must be told of a document that is read.
    fn told(&self, document: &Document, pages: &Pages) -> Vec<Told> {
        let mut told = Vec::new();
        if self.scanned > 0 {
            let problem = format!("{} of its {} pages are pictures without text", self.scanned, pages.list.len());
            told.push((problem, "let a program recognize their letters first: `ocrmypdf --skip-text in.pdf out.pdf`"));
        }
        // One or two are the signs of a list or an emblem.
        if self.unknown.saturating_mul(100) > self.known {
            let problem =
                format!("{} of its signs were left out, as the fonts do not say which letters they are", self.unknown);
            told.push((
                problem,
                "compare the text with the file; `ocrmypdf --force-ocr in.pdf out.pdf` recognizes all letters anew",
            ));
        }
        if pages.is_cut {
            let problem = format!("its pages after the first {} were not read", limits::PDF_PAGES);
            told.push((problem, "split it"));
        } else if self.is_cut || document.is_spent() {
            told.push((
                "it is larger than the limit for a PDF, and a part of it was not read".to_owned(),
                "split it, or save its text alone",
            ));
        }
        told
    }

    fn entry(self, about: About) -> Entry {
        let Self { pages: lines, elements, sheets, photographs, .. } = self;
        let cleaned = furniture::without(lines);
        let hyphens = Hyphens::of(&cleaned.lines);
        let body = blocks::body_size(&cleaned.lines);
        let tagged = tagged(&elements, &sheets, &cleaned);
        let Cleaned { lines, address, is_printed } = cleaned;
        let groups = tagged.unwrap_or_else(|| blocks::groups(lines));
        let mut blocks = blocks::blocks(groups, &hyphens, body);
        let is_page = is_printed || about.is_of_browser;
        let has_headline = is_page || lead(&mut blocks, &about.title);
        let mut entry = Entry {
            address: address.or(about.address),
            title: if has_headline { String::new() } else { about.title.clone() },
            authors: about.authors,
            publisher: about.publisher,
            published: about.published,
            captured: about.created,
            content: String::new(),
            ..Entry::default()
        };
        let content = markup(&blocks, photographs, &mut entry.parts);
        entry.content = match is_page {
            true => {
                format!("<html><head><title>{}</title></head><body>\n{content}</body></html>\n", escaped(&about.title))
            }
            false => content,
        };
        entry
    }
}

/// Number of letters and digits.
fn letters(glyphs: &[Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.text.chars().filter(|c| c.is_alphanumeric()).count()).sum()
}

/// Takes the hidden letters off a page that has others, and shows those of a page that has none: they are the text of a scan.
fn choose_visible(sheet: &mut Sheet) {
    let count = |is_hidden: bool| sheet.glyphs.iter().filter(|glyph| glyph.is_hidden == is_hidden).count();
    let (hidden, visible) = (count(true), count(false));
    if hidden > 0 {
        let keep = hidden > visible;
        sheet.glyphs.retain(|glyph| glyph.is_hidden == keep);
    }
}

/// The letters of a page that are content, or all if nothing is.
fn content_of(sheet: &Sheet) -> impl Iterator<Item = &Glyph> {
    let artifacts = sheet.glyphs.iter().filter(|glyph| glyph.is_artifact).count();
    let is_sane = artifacts.saturating_mul(2) <= sheet.glyphs.len();
    sheet.glyphs.iter().filter(move |glyph| !(is_sane && glyph.is_artifact))
}

/// Reads letters of old fonts again that are Cyrillic, but whose font says that they are Latin: almost all of them are letters with accents.
fn mend_alphabet(glyphs: &mut [Glyph]) {
    let mut counts: FxHashMap<usize, (usize, usize)> = FxHashMap::default();
    for glyph in glyphs.iter() {
        let Some(font) = glyph.encoded else { continue };
        let count = counts.entry(font).or_default();
        for character in glyph.text.chars().filter(|c| c.is_alphabetic()) {
            count.0 = count.0.saturating_add(1);
            count.1 = count.1.saturating_add(usize::from(('\u{c0}'..='\u{ff}').contains(&character)));
        }
    }
    counts.retain(|_, (all, accents)| *all >= FEWEST_LETTERS && accents.saturating_mul(10) >= all.saturating_mul(7));
    for glyph in glyphs.iter_mut().filter(|glyph| glyph.encoded.is_some_and(|font| counts.contains_key(&font))) {
        let (bytes, _, is_other) = WINDOWS_1252.encode(&glyph.text);
        if !is_other {
            glyph.text = Rc::from(WINDOWS_1251.decode_without_bom_handling(&bytes).0);
        }
    }
}

/// The groups of a tagged document, if nearly all of its text is in its tree.
fn tagged(elements: &[Element], sheets: &[Sheet], cleaned: &Cleaned) -> Option<Vec<Group>> {
    if elements.is_empty() {
        return None;
    }
    let mut marked: FxHashMap<(usize, u32), Vec<&Glyph>> = FxHashMap::default();
    for (page, sheet) in sheets.iter().enumerate() {
        for glyph in content_of(sheet) {
            if let Some(mark) = glyph.mark {
                marked.entry((page, mark)).or_default().push(glyph);
            }
        }
    }
    let mut groups = Vec::new();
    for (at, element) in elements.iter().enumerate() {
        let mut lines: Vec<Line> = Vec::new();
        for (page, parts) in by_page(&element.parts) {
            let glyphs = parts.iter().filter_map(|&mark| marked.remove(&(page, mark))).flatten();
            let links = sheets.get(page).map(|sheet| sheet.links.as_slice()).unwrap_or_default();
            lines.extend(
                rows(lines::pieces(glyphs, links)).into_iter().filter_map(|row| lines::in_a_row(row, page, at)),
            );
        }
        if !lines.is_empty() {
            groups.push(Group { lines, kind: Some(element.kind) });
        }
    }
    let covered: usize = groups.iter().flat_map(|group| &group.lines).map(|line| line.letters).sum();
    let all: usize = cleaned.lines.iter().map(|line| line.letters).sum();
    (covered.saturating_mul(100) >= all.saturating_mul(TAGGED)).then_some(groups)
}

/// The parts of an element, page by page.
fn by_page(parts: &[(usize, u32)]) -> Vec<(usize, Vec<u32>)> {
    let mut pages: Vec<(usize, Vec<u32>)> = Vec::new();
    for &(page, mark) in parts {
        match pages.last_mut() {
            Some((last, marks)) if *last == page => marks.push(mark),
            _ => pages.push((page, vec![mark])),
        }
    }
    pages
}

/// Pieces that follow each other on one line.
fn rows(pieces: Vec<lines::Piece>) -> Vec<Vec<lines::Piece>> {
    let mut rows: Vec<Vec<lines::Piece>> = Vec::new();
    for piece in pieces {
        let goes_on = |last: &lines::Piece| {
            (last.base - piece.base).abs() < 0.5 * last.size.max(piece.size) && piece.left > last.left
        };
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(goes_on) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows
}

/// Makes one heading the headline: the one that the file names as its title, else the first of the largest on the first page. Returns
/// whether there is one.
fn lead(blocks: &mut [Block], title: &str) -> bool {
    let plain =
        |text: &str| text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect::<String>();
    let wanted = plain(title);
    let is_first_page = |block: &Block| block.page == 0;
    let named =
        blocks.iter().position(|block| is_first_page(block) && !wanted.is_empty() && plain(&block.text) == wanted);
    let level = |block: &Block| match block.kind {
        Kind::Heading(level) => Some(level),
        _ => None,
    };
    let largest = || {
        let headings = blocks.iter().enumerate().filter(|(_, block)| is_first_page(block));
        headings.filter_map(|(at, block)| Some((level(block)?, at))).min().map(|(_, at)| at)
    };
    let Some(lead) = named.or_else(largest) else { return false };
    for (at, block) in blocks.iter_mut().enumerate() {
        block.kind = match block.kind {
            _ if at == lead => Kind::Heading(1),
            Kind::Heading(1) => Kind::Heading(2),
            other => other,
        };
    }
    true
}

/// The blocks as HTML, with the photographs between them. Their bytes become parts.
fn markup(blocks: &[Block], photographs: Vec<Photograph>, parts: &mut Vec<Part>) -> String {
    let mut content = String::new();
    let mut photographs = photographs.into_iter().peekable();
    let mut is_list = false;
    for block in blocks {
        while let Some(picture) = photographs.next_if(|picture| {
            (picture.page, picture.area.top) < (block.page, block.base) && block.page >= picture.page
        }) {
            put_picture(&mut content, picture.bytes, parts);
        }
        let is_item = block.kind == Kind::Item;
        if is_item != is_list {
            content.push_str(if is_item { "<ul>\n" } else { "</ul>\n" });
            is_list = is_item;
        }
        let is_linked = block.linked.saturating_mul(2) > block.letters;
        let text = escaped(&block.text);
        let text = if is_linked { format!("<a href=\"#\">{text}</a>") } else { text };
        // Writing to a string cannot fail.
        let _ = match block.kind {
            Kind::Heading(level) => writeln!(content, "<h{level}>{text}</h{level}>"),
            Kind::Item => writeln!(content, "<li>{text}</li>"),
            Kind::Quote => writeln!(content, "<blockquote>{text}</blockquote>"),
            Kind::Caption => writeln!(content, "<p class=\"caption\">{text}</p>"),
            Kind::Paragraph | Kind::Row => writeln!(content, "<p>{text}</p>"),
        };
    }
    if is_list {
        content.push_str("</ul>\n");
    }
    for picture in photographs {
        put_picture(&mut content, picture.bytes, parts);
    }
    content
}

fn put_picture(content: &mut String, bytes: Vec<u8>, parts: &mut Vec<Part>) {
    let name = format!("cid:picture-{}", parts.len().saturating_add(1));
    let _ = writeln!(content, "<figure><img src=\"{name}\"></figure>");
    parts.push(Part { names: vec![name], bytes });
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The content of a page, with more entries of it and of its catalog.
    fn content(operators: &str, page: &str, catalog: &str) -> String {
        let bytes = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 600 800]>>endobj\n\
             3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>>>{page}>>endobj\n\
             4 0 obj<<>>stream\n{operators}\nendstream endobj\n\
             5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Type/OCG>>endobj\ntrailer<</Root 1 0 R>>"
        );
        match read(bytes.as_bytes()) {
            Outcome::Read(entry, told) if told.is_empty() => entry.content.trim().to_owned(),
            other => format!("{other:?}"),
        }
    }

    #[test]
    fn words_are_put_together_from_their_places() {
        for (operators, expected) in [
            ("BT /F 10 Tf 50 700 Td (One) Tj 30 0 Td (two) Tj", "<p>One two</p>"),
            ("BT /F 10 Tf 50 700 Td [(On) 10 (e) -400 (two)] TJ", "<p>One two</p>"),
            ("BT /F 10 Tf 1 0 0 1 50 700 Tm (One two) Tj 1 0 0 1 50 700 Tm (One two) Tj", "<p>One two</p>"),
            ("BT /F 10 Tf 50 700 Td (second line) Tj 0 14 Td (First and) Tj", "<p>First and second line</p>"),
            ("BT /F 10 Tf 50 700 Td (One) Tj 4 Ts /F 6 Tf (2) Tj 0 Ts /F 10 Tf ( two) Tj", "<p>One2 two</p>"),
            ("q 2 0 0 2 0 0 cm BT /F 10 Tf 50 300 Td (A) Tj 2 Ts (b) Tj Q", "<p>Ab</p>"),
        ] {
            assert_eq!(content(operators, "", ""), expected, "{operators}");
        }
    }

    #[test]
    fn marks_say_what_is_content() {
        let off = "/OCProperties<</D<</OFF[6 0 R]>>>>";
        for (operators, catalog, expected) in [
            ("BT /F 10 Tf 50 700 Td /Span<</ActualText(Two)>>BDC (2) Tj EMC ( words) Tj", "", "<p>Two words</p>"),
            ("BT /F 10 Tf 50 700 Td (Text of it) Tj /Artifact BMC 0 -99 Td (Page) Tj EMC", "", "<p>Text of it</p>"),
            ("BT /F 10 Tf 50 700 Td (Text) Tj /OC/L BDC ( hidden) Tj EMC", off, "<p>Text</p>"),
            ("BT /F 10 Tf 50 700 Td (Text) Tj /OC/L BDC ( shown) Tj EMC", "", "<p>Text shown</p>"),
            ("BT /F 10 Tf 50 700 Td (Text of it) Tj 3 Tr 0 -14 Td (old) Tj", "", "<p>Text of it</p>"),
        ] {
            assert_eq!(content(operators, "", catalog), expected, "{operators}");
        }
    }

    #[test]
    fn pages_are_turned_and_other_directions_left_out() {
        let up = "BT /F 10 Tf 0 1 -1 0 300 100 Tm (Upwards) Tj ET";
        let level = "BT /F 10 Tf 50 700 Td (Level) Tj ET";
        assert_eq!(content(&format!("{level} {up}"), "", ""), "<p>Level</p>");
        assert_eq!(content(&format!("{level} {up}"), "/Rotate 90", ""), "<p>Upwards</p>");
        assert_eq!(content(level, "/CropBox[0 0 600 600]", ""), content("", "", ""), "outside of the page");
    }
}
