//! In: the bytes of a PDF. Out: its text in reading order, as an entry.
//!
//! # Parts
//!
//! 1. `object`, `filter`, `crypt`, `document`: the objects of the file, unpacked.
//! 2. `pages`, `encoding`, `font`, `content`, `hidden`: the pages, and the letters on each with their places.
//! 3. `lines`, `columns`, `furniture`: lines in reading order, without heads and feet.
//! 4. `structure`, `tagged`: the order and the headings that a tagged PDF states itself.
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
mod hidden;
mod hyphen;
mod lines;
mod object;
mod pages;
mod structure;
mod tagged;
mod text;

use std::cell::Cell;
use std::fmt::Write;
use std::rc::Rc;

use encoding_rs::{WINDOWS_1251, WINDOWS_1252};
use rustc_hash::{FxHashMap, FxHashSet};

use super::entry::{Entry, escaped};
use super::opened::{Opened, Refused, Told};
use super::pictures::Part;
use super::{UnreadReason, own};
use crate::limits;

use about::About;
use blocks::{Block, Kind};
use content::{Area, Glyph, Picture, Sheet, Store, UNKNOWN};
use document::{Closed, Document};
use furniture::{Cleaned, Page};
use hyphen::Hyphens;
use pages::Pages;
use structure::Element;

pub(crate) use document::is_pdf;

/// The share of a page, in hundredths, that a picture covers if the page is a scan. Set by hand.
const SCANNED: f64 = 50.0;
/// The share of letters, in hundredths, that the fonts of a file must say. Of fewer, no sentence can be read. Set by hand.
const READABLE: usize = 80;
/// The most letters of a tagged PDF that are kept for its tree: about 150 MiB. Set by hand.
const MOST_TAGGED: usize = 1_500_000;
/// The fewest letters of a font on a page from which its alphabet is told. Set by hand.
const FEWEST_LETTERS: usize = 20;
/// The most photographs of a document that are kept, and their bytes. Set by hand.
const MOST_PHOTOGRAPHS: usize = 100;
const MOST_PHOTOGRAPH_BYTES: u64 = 64 * limits::MIB;
/// The most bytes that are unpacked to find out which photographs can be kept. Set by hand.
const MOST_TRIED_BYTES: u64 = 4 * MOST_PHOTOGRAPH_BYTES;

/// Reads a PDF.
///
/// # Errors
/// Nothing in it can be read.
pub(crate) fn read(bytes: &[u8]) -> Result<Opened, Refused> {
    let document = Document::open(bytes).map_err(refused)?;
    let about = about::about(&document);
    if about.is_own {
        return Err(own::refused());
    }
    let pages = Pages::of(&document);
    if pages.list.is_empty() {
        return Err(refused(if document.is_spent() { Closed::TooMuch } else { Closed::Damaged }));
    }
    let sheets = Sheets::of(&document, &pages);
    if let Some(refusal) = sheets.refusal(&document) {
        return Err(refusal);
    }
    let told = sheets.told(&document, &pages);
    Ok(Opened::of_one(sheets.entry(about), told))
}

fn refused(closed: Closed) -> Refused {
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
    Refused::new(reason, problem, hint)
}

/// A photograph of a document, and its place.
struct Photograph {
    page: usize,
    area: Area,
    bytes: Vec<u8>,
}

/// The photographs of a document.
#[derive(Default)]
struct Photographs {
    kept: Vec<Photograph>,
    /// The numbers of those that were looked at. One that is drawn on each page is an emblem, and kept once.
    seen: FxHashSet<u32>,
    /// Number of bytes that are kept, and that were unpacked.
    bytes: u64,
    tried: u64,
    /// Number of photographs that were beyond the limit.
    left_out: usize,
}

impl Photographs {
    fn add(&mut self, document: &Document, picture: &Picture, page: usize) {
        let Some(stream) = &picture.photograph else { return };
        if !Document::number_of(stream).is_some_and(|number| self.seen.insert(number)) {
            return;
        }
        let room = MOST_PHOTOGRAPH_BYTES.saturating_sub(self.bytes);
        // A locked photograph is counted as it is in the file and as it is kept.
        let allowed = room.saturating_mul(2).min(MOST_TRIED_BYTES.saturating_sub(self.tried));
        let budget = Cell::new(allowed);
        let is_full = self.kept.len() >= MOST_PHOTOGRAPHS;
        let file = if is_full { None } else { document.photograph(stream, &budget) };
        self.tried = self.tried.saturating_add(allowed.saturating_sub(budget.get()));
        match file.filter(|file| file.len() as u64 <= room) {
            Some(bytes) => {
                self.bytes = self.bytes.saturating_add(bytes.len() as u64);
                self.kept.push(Photograph { page, area: picture.area, bytes });
            }
            None => self.left_out = self.left_out.saturating_add(1),
        }
    }
}

/// What was found on all pages.
#[derive(Default)]
struct Sheets {
    pages: Vec<Page>,
    elements: Vec<Element>,
    /// The letters of each page, for a tagged document.
    sheets: Vec<Sheet>,
    photographs: Photographs,
    known: usize,
    /// Number of signs whose letters the fonts do not say: all, those in the text, and those that stand alone before a line of it.
    unknown: usize,
    unknown_in_text: usize,
    unknown_before: usize,
    /// Number of letters that run in another direction, and of hidden ones that nobody can see.
    turned: usize,
    unseen: usize,
    /// Number of pages that are pictures without text.
    scanned: usize,
    is_cut: bool,
}

impl Sheets {
    fn of(document: &Document, pages: &Pages) -> Self {
        let store = Store::of(document);
        let mut sheets = Self { elements: structure::elements(document, &pages.numbers), ..Self::default() };
        let (mut columns, mut kept) = (0, 0_usize);
        for (at, page) in pages.list.iter().enumerate() {
            let mut sheet = content::sheet(document, page, &store);
            sheets.unseen = sheets.unseen.saturating_add(hidden::take_off(&mut sheet));
            mend_alphabet(&mut sheet.glyphs);
            sheets.count(document, &sheet, at);
            let lines = lines::of_page(sheet.content(), at, &mut columns);
            lines.iter().for_each(|line| sheets.count_unknown(&line.text));
            let artifacts = lines::pieces(sheet.glyphs.iter().filter(|glyph| glyph.is_artifact));
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

    /// Counts what is on a page, and keeps its photographs unless it is a scan. A scan may consist of several strips.
    fn count(&mut self, document: &Document, sheet: &Sheet, at: usize) {
        let letters: usize = sheet.glyphs.iter().map(Glyph::letters).sum();
        let unknown = sheet.glyphs.iter().filter(|glyph| glyph.is_unknown()).count();
        let covered: f64 = sheet.pictures.iter().map(|picture| picture.area.within(sheet.width, sheet.height)).sum();
        if letters == 0 && covered * 100.0 >= SCANNED * sheet.width * sheet.height {
            self.scanned = self.scanned.saturating_add(1);
        } else {
            sheet.pictures.iter().for_each(|picture| self.photographs.add(document, picture, at));
        }
        self.known = self.known.saturating_add(letters);
        self.unknown = self.unknown.saturating_add(unknown);
        self.turned = self.turned.saturating_add(sheet.turned());
        self.is_cut |= sheet.is_cut;
    }

    /// Counts the signs of a line whose letters the fonts do not say.
    fn count_unknown(&mut self, line: &str) {
        let is_before = line.strip_prefix(UNKNOWN).is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        self.unknown_in_text = self.unknown_in_text.saturating_add(line.matches(UNKNOWN).count());
        self.unknown_before = self.unknown_before.saturating_add(usize::from(is_before));
    }

    /// Why nothing can be read.
    fn refusal(&self, document: &Document) -> Option<Refused> {
        const RECOGNIZE: &str = "let a program recognize its letters first: `ocrmypdf in.pdf out.pdf`";
        const RECOGNIZE_ALL: &str = "let a program recognize its letters first: `ocrmypdf --force-ocr in.pdf out.pdf`";
        let all = self.known.saturating_add(self.unknown);
        if self.unknown > 0 && self.known.saturating_mul(100) < all.saturating_mul(READABLE) {
            let problem = "its fonts do not say which letters their signs are";
            return Some(Refused::new(UnreadReason::Empty, problem, RECOGNIZE_ALL));
        }
        if self.known > 0 {
            return None;
        }
        Some(match self.scanned {
            _ if document.is_spent() => refused(Closed::TooMuch),
            0 => {
                let hint = "print the page into a PDF again, or leave it out";
                Refused::new(UnreadReason::Empty, "nothing readable stands in it", hint)
            }
            _ => Refused::new(UnreadReason::Empty, "its pages are pictures without text", RECOGNIZE),
        })
    }

    /// What must be told of a document that is read.
    fn told(&self, document: &Document, pages: &Pages) -> Vec<Told> {
        let mut told = Vec::new();
        if self.scanned > 0 {
            let problem = format!("{} of its {} pages are pictures without text", self.scanned, pages.list.len());
            told.push(Told::new(
                problem,
                "let a program recognize their letters first: `ocrmypdf --skip-text in.pdf out.pdf`",
            ));
        }
        // One or two that stand alone before a line are the signs of a list or an emblem.
        let is_within = self.unknown_in_text > self.unknown_before;
        if is_within || self.unknown_in_text.saturating_mul(100) > self.known {
            let signs = self.unknown_in_text;
            let problem =
                format!("the fonts do not say which letters {signs} of its signs are; U+FFFD stands for them");
            told.push(Told::new(
                problem,
                "compare the text with the file; `ocrmypdf --force-ocr in.pdf out.pdf` recognizes all letters anew",
            ));
        }
        if self.turned > 0 {
            let problem = format!("{} letters run in another direction and were left out", self.turned);
            told.push(Told::new(problem, "compare the text with the file"));
        }
        if self.unseen > 0 {
            let problem = format!("{} hidden letters that stand on no picture were left out", self.unseen);
            told.push(Told::new(problem, "compare the text with the file"));
        }
        let damaged = document.damaged().saturating_add(pages.missing);
        if damaged > 0 {
            let problem = format!("{damaged} of its parts are damaged or missing, so some of its text may be lost");
            told.push(Told::new(problem, "open it in another program and print it into a PDF again"));
        }
        if self.photographs.left_out > 0 {
            let problem =
                format!("{} of its photographs were beyond the limit and left out", self.photographs.left_out);
            told.push(Told::new(problem, "split it, or save them as files"));
        }
        if pages.is_cut {
            let problem = format!("its pages after the first {} were not read", limits::PDF_PAGES);
            told.push(Told::new(problem, "split it"));
        } else if self.is_cut || document.is_spent() {
            told.push(Told::new(
                "it is larger than the limit for a PDF, and a part of it was not read",
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
        let tagged = tagged::groups(&elements, &sheets, &cleaned.off);
        let Cleaned { lines, address, is_printed, .. } = cleaned;
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
        let content = markup(&blocks, photographs.kept, &mut entry.parts);
        entry.content = match is_page {
            true => {
                format!("<html><head><title>{}</title></head><body>\n{content}</body></html>\n", escaped(&about.title))
            }
            false => content,
        };
        entry
    }
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
fn markup(blocks: &[Block], mut photographs: Vec<Photograph>, parts: &mut Vec<Part>) -> String {
    let mut content = String::new();
    photographs.sort_by(|one, other| one.page.cmp(&other.page).then(one.area.top.total_cmp(&other.area.top)));
    let mut photographs = photographs.into_iter().peekable();
    let mut is_list = false;
    for block in blocks {
        while let Some(picture) = photographs.next_if(|picture| {
            (picture.page, picture.area.top) < (block.page, block.base) && block.page >= picture.page
        }) {
            if std::mem::take(&mut is_list) {
                content.push_str("</ul>\n");
            }
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

    /// An entry of a page of these operators, with more entries of it and of its catalog and more objects, and what is told.
    fn entry(operators: &str, page: &str, catalog: &str, objects: &str) -> Result<(Entry, String), Refused> {
        let bytes = format!(
            "%PDF-1.7\n1 0 obj<</Type/Catalog/Pages 2 0 R{catalog}>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/MediaBox[0 0 600 800]>>endobj\n\
             3 0 obj<</Type/Page/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</L 6 0 R>>/XObject<</A 7 0 R/B 8 0 R>>>>{page}>>endobj\n\
             4 0 obj<<>>stream\n{operators}\nendstream endobj\n\
             5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n6 0 obj<</Type/OCG>>endobj\n{objects}\ntrailer<</Root 1 0 R>>"
        );
        read(bytes.as_bytes()).map(|opened| {
            let told: Vec<String> = opened.told.into_iter().map(|told| told.problem).collect();
            (opened.records.into_iter().next().unwrap().unwrap(), told.join("; "))
        })
    }

    /// The content of a page of which nothing must be told.
    fn content(operators: &str, page: &str, catalog: &str) -> String {
        match entry(operators, page, catalog, "") {
            Ok((entry, told)) if told.is_empty() => entry.content.trim().to_owned(),
            other => format!("{other:?}"),
        }
    }

    /// The content of a page, and what is told.
    fn told(operators: &str, objects: &str) -> (String, String) {
        let (entry, told) = entry(operators, "", "", objects).unwrap();
        (entry.content.trim().to_owned(), told)
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
            (
                "BT /F 10 Tf 50 700 Td /Span<</ActualText(Two)>>BDC /P BMC (2) Tj EMC (3) Tj EMC ( w) Tj",
                "",
                "<p>Two w</p>",
            ),
            ("BT /F 10 Tf 50 700 Td (Text of it) Tj /Artifact BMC 0 -99 Td (Page) Tj EMC", "", "<p>Text of it</p>"),
            ("BT /F 10 Tf 50 700 Td (Text) Tj /OC/L BDC ( hidden) Tj EMC", off, "<p>Text</p>"),
            ("BT /F 10 Tf 50 700 Td (Text) Tj /OC/L BDC /P BMC ( hidden) Tj EMC EMC", off, "<p>Text</p>"),
            ("BT /F 10 Tf 50 700 Td (Text) Tj /OC/L BDC ( shown) Tj EMC", "", "<p>Text shown</p>"),
        ] {
            assert_eq!(content(operators, "", catalog), expected, "{operators}");
        }
    }

    #[test]
    fn pages_are_turned_and_other_directions_are_told() {
        let up = "BT /F 10 Tf 0 1 -1 0 300 100 Tm (Upwards) Tj ET";
        let down = "BT /F 10 Tf 0 -1 1 0 300 700 Tm (Downwards) Tj ET";
        let over = "BT /F 10 Tf -1 0 0 -1 300 700 Tm (Overhead) Tj ET";
        let oblique = "BT /F 10 Tf 1 1 -1 1 300 300 Tm (Aslant) Tj ET";
        let level = "BT /F 10 Tf 50 700 Td (A level line) Tj ET";
        for (other, letters) in [(up, 7), (down, 9), (over, 8), (oblique, 6)] {
            let expected = format!("{letters} letters run in another direction and were left out");
            assert_eq!(told(&format!("{level} {other}"), ""), ("<p>A level line</p>".to_owned(), expected), "{other}");
        }
        for (operators, expected) in [(up, "<p>Upwards</p>"), (down, "<p>Downwards</p>"), (over, "<p>Overhead</p>")] {
            assert_eq!(content(operators, "", ""), expected, "most letters of the page");
        }
        assert_eq!(content(up, "/Rotate 90", ""), "<p>Upwards</p>");
        assert_eq!(content(level, "/CropBox[0 0 600 600]", ""), content("", "", ""), "outside of the page");
    }

    #[test]
    fn hidden_letters_stay_where_they_are_the_only_ones_of_a_picture() {
        let picture = "7 0 obj<</Subtype/Image>>stream\n\nendstream endobj";
        let drawn = "q 600 0 0 600 0 0 cm /A Do Q";
        let shown = "BT /F 10 Tf 50 700 Td (The stamp of the council) Tj ET";
        let twice = "BT 3 Tr /F 10 Tf 51 700 Td (The stamp of the council) Tj ET";
        let hidden = "BT 3 Tr /F 10 Tf 50 500 Td (A long order of the council that was recognized) Tj ET";
        let both = "<p>The stamp of the council</p>\n<p>A long order of the council that was recognized</p>";
        assert_eq!(told(&format!("{drawn} {shown} {hidden}"), picture), (both.to_owned(), String::new()));
        assert_eq!(content(&format!("{shown} {twice}"), "", ""), "<p>The stamp of the council</p>", "said once");
        let (text, problem) = told(&format!("{shown} {hidden}"), "");
        assert_eq!(text, "<p>The stamp of the council</p>");
        assert_eq!(problem, "39 hidden letters that stand on no picture were left out");
        assert_eq!(content(hidden, "", ""), "<p>A long order of the council that was recognized</p>");
    }

    #[test]
    fn photographs_stand_at_their_places_and_once() {
        let photograph = |number: usize| {
            format!("{number} 0 obj<</Subtype/Image/Filter/DCTDecode>>stream\n{number}\nendstream endobj\n")
        };
        let both = photograph(7) + &photograph(8);
        let item = |base: usize| format!("BT /F 10 Tf 50 {base} Td (\\267 An item of it) Tj ET ");
        let at = |name: &str, base: usize| format!("q 100 0 0 50 50 {base} cm /{name} Do Q ");
        let operators = at("B", 300) + &at("A", 640) + &item(700) + &item(600) + &item(200) + &at("A", 100);
        let (found, problem) = entry(&operators, "", "", &both).unwrap();
        let font = found.content.replace("cid:picture-", "");
        let item = "<ul>\n<li>An item of it</li>\n</ul>\n";
        let picture = |number: usize| format!("<figure><img src=\"{number}\"></figure>\n");
        assert_eq!(font, [item, &picture(1), item, &picture(2), item].concat());
        assert_eq!(found.parts.iter().map(|part| part.bytes.as_slice()).collect::<Vec<_>>(), [b"7", b"8"]);
        assert_eq!(problem, "");
        let mut photographs = Photographs { bytes: MOST_PHOTOGRAPH_BYTES - 1, ..Photographs::default() };
        let large = format!(
            "%PDF-1.7\n1 0 obj<</Pages 1 0 R>>endobj\n7 0 obj<</Filter/DCTDecode>>stream\nlarge\nendstream endobj\n{}trailer<</Root 1 0 R>>",
            photograph(8)
        );
        let document = Document::open(large.as_bytes()).unwrap();
        for number in [7, 8] {
            let picture = Picture { area: Area::default(), photograph: Some(document.numbered(number)) };
            photographs.add(&document, &picture, 0);
        }
        assert_eq!((photographs.kept.len(), photographs.left_out), (1, 1), "a smaller one still fits");
    }
}
