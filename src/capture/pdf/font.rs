//! In: the dictionary of a font, and codes that are shown with it. Out: the characters of the codes, and how wide they are (ISO 32000-2, 9).
//!
//! Invariant: no glyph is looked at. A code whose character the font does not say gives none.

use std::cell::RefCell;
use std::rc::Rc;

use encoding_rs::{Encoding, UTF_16BE};
use hayro_cmap::{BfString, CMap};
use rustc_hash::FxHashMap;

use super::document::Document;
use super::encoding::{self, Base};
use super::object::{Budget, Dict, Object};

/// Width of a character of a font that does not say it, in parts of the font's size: about that of a letter of Helvetica or Times.
const USUAL_WIDTH: f64 = 0.5;

/// Width of each character of a typewriter's font.
const COURIER_WIDTH: f64 = 0.6;

/// The least weight of a bold font (CSS Fonts 4, 2.2: semi-bold).
const BOLD: f64 = 600.0;

/// Number of codes of a font of single bytes.
const CODES: usize = 256;

/// The most entries of a table of widths that are read. Set by hand: fonts have at most 65,536 glyphs.
const MOST_WIDTHS: usize = 70_000;

/// The range of Unicode whose characters mean what each font wants.
const PRIVATE: std::ops::RangeInclusive<char> = '\u{e000}'..='\u{f8ff}';

/// The codes of fonts of signs, which are moved into the private range. Most that are shown are the bullets of lists.
const SIGNS: std::ops::RangeInclusive<char> = '\u{f020}'..='\u{f0ff}';

/// A font.
#[derive(Debug)]
pub(super) struct Font {
    codes: Codes,
    unicode: Option<CMap>,
    widths: Widths,
    /// Whether its strokes are thick.
    pub is_bold: bool,
    /// Whether its codes are those of an encoding without a map to characters: they may be those of another alphabet.
    pub is_by_encoding: bool,
    /// The height of its letters, in parts of the size: 1, unless it draws its letters itself.
    pub height: f64,
    known: RefCell<FxHashMap<u32, Letter>>,
}

/// How codes are read.
#[derive(Debug)]
enum Codes {
    /// Single bytes, with their characters.
    Single(Vec<Option<char>>),
    /// Two bytes, which are numbers of glyphs.
    Double,
    /// Text in an encoding.
    Text(&'static Encoding),
    /// As a map says.
    Map(Box<CMap>),
}

#[derive(Debug, Default)]
struct Widths {
    /// First and last code, and their width in parts of the size, in order.
    ranges: Vec<(u32, u32, f64)>,
    other: f64,
}

/// A code that is shown.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    /// The characters. `None` if the font does not say them.
    pub text: Option<Rc<str>>,
    /// The width, in parts of the size.
    pub width: f64,
    /// Whether it is the single byte to which the space between words is added (9.3.3).
    pub is_space: bool,
}

impl Font {
    /// A font that is not there. Its codes are taken for single bytes.
    pub(super) fn missing() -> Self {
        Self {
            codes: Codes::Single(Vec::new()),
            unicode: None,
            widths: Widths { ranges: Vec::new(), other: USUAL_WIDTH },
            is_bold: false,
            is_by_encoding: false,
            height: 1.0,
            known: RefCell::default(),
        }
    }

    /// Reads a font.
    pub(super) fn read(document: &Document, dict: &Dict) -> Self {
        let kind = document.name(dict, "Subtype").unwrap_or_default();
        let unicode = document.unpacked(&document.entry(dict, "ToUnicode"));
        let unicode = unicode.and_then(|data| CMap::parse(&data, |_| None));
        let below = document.array(dict, "DescendantFonts");
        let below = below.first().map(|font| document.follow(font));
        let below = below.as_ref().and_then(|font| font.dict());
        let described = document.dict(below.unwrap_or(dict), "FontDescriptor");
        let name = document.name(dict, "BaseFont").unwrap_or_default();
        let (codes, widths) = match below {
            Some(below) => (composite(document, dict), wide(document, below)),
            None => {
                (Codes::Single(single(document, dict, &kind, &described)), simple(document, dict, &described, &name))
            }
        };
        let matrix = document.numbers(dict, "FontMatrix");
        let is_drawn = kind == "Type3";
        let scale = if is_drawn { matrix.first().copied().unwrap_or(0.001) * 1000.0 } else { 1.0 };
        Self {
            is_by_encoding: unicode.is_none() && below.is_none(),
            is_bold: is_bold(document, &described, &name),
            height: if is_drawn { drawn_height(document, dict, &matrix) } else { 1.0 },
            widths: widths.scaled(scale),
            codes,
            unicode,
            known: RefCell::default(),
        }
    }

    /// The letters of a text that is shown.
    pub(super) fn letters(&self, text: &[u8], mut each: impl FnMut(&Letter)) {
        let mut rest = text;
        while let Some((code, length)) = self.next_code(rest) {
            let shown = rest.get(..length).unwrap_or_default();
            rest = rest.get(length..).unwrap_or_default();
            let letter = self.known.borrow().get(&code).cloned();
            let letter = letter.unwrap_or_else(|| {
                let letter = self.letter(code, shown);
                self.known.borrow_mut().insert(code, letter.clone());
                letter
            });
            each(&letter);
        }
    }

    /// The next code, and its number of bytes.
    fn next_code(&self, text: &[u8]) -> Option<(u32, usize)> {
        let first = *text.first()?;
        let length = match &self.codes {
            Codes::Single(_) => 1,
            Codes::Double => 2,
            Codes::Text(encoding) if *encoding == UTF_16BE => {
                if matches!(first, 0xd8..=0xdb) {
                    4
                } else {
                    2
                }
            }
            Codes::Text(_) => {
                if first < 0x81 || (0xa1..=0xdf).contains(&first) && self.has_half_width() {
                    1
                } else {
                    2
                }
            }
            Codes::Map(map) => {
                let is_code = |length: &usize| {
                    let code = number(text.get(..*length).unwrap_or_default());
                    u8::try_from(*length).is_ok_and(|length| map.lookup_cid_code(code, length).is_some())
                };
                (1..=text.len().min(4)).find(is_code).unwrap_or(1)
            }
        };
        let length = length.min(text.len());
        Some((number(text.get(..length)?), length))
    }

    /// Whether some high bytes are letters alone, as in Shift JIS.
    fn has_half_width(&self) -> bool {
        matches!(self.codes, Codes::Text(encoding) if encoding == encoding_rs::SHIFT_JIS)
    }

    fn letter(&self, code: u32, shown: &[u8]) -> Letter {
        let glyph = match &self.codes {
            Codes::Map(map) => u8::try_from(shown.len()).ok().and_then(|length| map.lookup_cid_code(code, length)),
            _ => Some(code),
        };
        let width = glyph.map_or(self.widths.other, |glyph| self.widths.of(glyph));
        let said = self.unicode.as_ref().and_then(|map| map.lookup_bf_string(code));
        let said = said.map(|said| match said {
            BfString::Char(character) => character.to_string(),
            BfString::String(text) => text,
        });
        let text = said.filter(|said| is_said(said)).or_else(|| match &self.codes {
            Codes::Single(table) => table.get(usize::try_from(code).ok()?)?.map(String::from),
            Codes::Text(encoding) => {
                encoding.decode_without_bom_handling_and_without_replacement(shown).map(String::from)
            }
            _ => None,
        });
        let text = text.map(|text| if text.chars().all(|c| SIGNS.contains(&c)) { BULLET.to_owned() } else { text });
        Letter {
            text: text.filter(|text| is_said(text)).map(Rc::from),
            width,
            is_space: matches!(self.codes, Codes::Single(_)) && code == u32::from(b' '),
        }
    }
}

/// The sign of an item of a list.
pub(super) const BULLET: &str = "\u{2022}";

/// Whether a text says something: fonts map glyphs without a meaning to NUL, to a replacement or into the private range.
fn is_said(text: &str) -> bool {
    let is_none = |c: char| c == '\u{fffd}' || c == '\0' || (PRIVATE.contains(&c) && !SIGNS.contains(&c));
    !text.is_empty() && !text.chars().any(is_none)
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().fold(0, |code, &byte| code << 8 | u32::from(byte))
}

fn composite(document: &Document, dict: &Dict) -> Codes {
    match &*document.entry(dict, "Encoding") {
        Object::Name(name) => encoding::predefined(name).map_or(Codes::Double, Codes::Text),
        stream => {
            let map = document.unpacked(stream).and_then(|data| CMap::parse(&data, |_| None));
            map.map_or(Codes::Double, |map| Codes::Map(Box::new(map)))
        }
    }
}

/// The characters of single bytes.
fn single(document: &Document, dict: &Dict, kind: &str, described: &Dict) -> Vec<Option<char>> {
    let said = document.entry(dict, "Encoding");
    let base = match &*said {
        Object::Name(name) => Base::named(name),
        other => other.dict().and_then(|dict| document.name(dict, "BaseEncoding")).and_then(|name| Base::named(&name)),
    };
    let base = base.unwrap_or_else(|| own_base(document, kind, described, said.dict().is_some()));
    let mut table: Vec<Option<char>> = (0..=255).map(|code| base.character(code)).collect();
    if base == Base::Unknown {
        for (code, name) in built_in(document, described) {
            if let Some(entry) = table.get_mut(usize::from(code)) {
                *entry = encoding::character(&name);
            }
        }
    }
    let differences = said.dict().map(|dict| document.array(dict, "Differences"));
    let mut code = 0_usize;
    for item in differences.iter().flat_map(|differences| differences.iter()) {
        if charge(document, 1).is_none() {
            break;
        }
        match &*document.follow(item) {
            Object::Name(name) => {
                if let Some(entry) = table.get_mut(code) {
                    *entry = encoding::character(name);
                }
                code = code.saturating_add(1);
            }
            other => code = other.index().unwrap_or(code),
        }
    }
    table
}

/// Takes the cost of entries that are kept from the budget.
fn charge(document: &Document, entries: usize) -> Option<()> {
    Budget::take(&document.budget.work, entries)?;
    Budget::take(&document.budget.values, entries)
}

/// The encoding of a font that names none: that of its program if it has signs of its own (9.6.5), else the standard one.
fn own_base(document: &Document, kind: &str, described: &Dict, has_differences: bool) -> Base {
    const SYMBOLIC: u32 = 1 << 2;
    let flags = document.entry(described, "Flags").index().unwrap_or_default();
    let is_embedded = ["FontFile", "FontFile2", "FontFile3"].iter().any(|key| described.contains_key(*key));
    let is_symbolic = u32::try_from(flags).is_ok_and(|flags| flags & SYMBOLIC != 0);
    match kind {
        "Type3" => Base::Unknown,
        _ if is_symbolic && is_embedded => Base::Unknown,
        "TrueType" if !has_differences => Base::Windows,
        _ => Base::Standard,
    }
}

/// The codes and names in the program of a Type 1 font, whose beginning is a readable text: `dup 65 /A put`.
fn built_in(document: &Document, described: &Dict) -> Vec<(u8, String)> {
    let Some(program) = document.unpacked(&document.entry(described, "FontFile")) else { return Vec::new() };
    let head = program.windows(5).position(|window| window == b"eexec").and_then(|end| program.get(..end));
    let head = String::from_utf8_lossy(head.unwrap_or_default()).into_owned();
    let words: Vec<&str> = head.split_ascii_whitespace().collect();
    let entry = |words: &[&str]| match words {
        ["dup", code, name, "put"] => Some((code.parse().ok()?, name.strip_prefix('/')?.to_owned())),
        _ => None,
    };
    words.windows(4).filter_map(entry).collect()
}

fn is_bold(document: &Document, described: &Dict, name: &str) -> bool {
    const FORCED: usize = 1 << 18;
    let weight = document.entry(described, "FontWeight").number();
    let flags = document.entry(described, "Flags").index().unwrap_or_default();
    let name = name.to_ascii_lowercase();
    let is_named = ["bold", "black", "heavy", "demi"].iter().any(|part| name.contains(part));
    is_named || weight.is_some_and(|weight| weight >= BOLD) || flags & FORCED != 0
}

/// The height of the box of a font that draws its letters, in parts of the size.
fn drawn_height(document: &Document, dict: &Dict, matrix: &[f64]) -> f64 {
    let [_, bottom, _, top] = document.numbers(dict, "FontBBox")[..] else { return 1.0 };
    let height = ((top - bottom) * matrix.get(3).copied().unwrap_or(0.001)).abs();
    if height > 0.01 && height.is_finite() { height } else { 1.0 }
}

fn simple(document: &Document, dict: &Dict, described: &Dict, name: &str) -> Widths {
    let usual = if name.contains("Courier") { COURIER_WIDTH } else { USUAL_WIDTH };
    let first = document.entry(dict, "FirstChar").index().and_then(|first| u32::try_from(first).ok()).unwrap_or(0);
    let widths = document.array(dict, "Widths");
    let _ = charge(document, CODES);
    let missing = document.entry(described, "MissingWidth").number();
    let codes = first..=first.saturating_add(255);
    let ranges = codes
        .zip(widths.iter())
        .filter_map(|(code, width)| Some((code, code, document.follow(width).number()? / 1000.0)));
    let other = if widths.is_empty() { usual } else { missing.unwrap_or_default() / 1000.0 };
    Widths { ranges: ranges.collect(), other }
}

/// The widths of a font with many glyphs: `code [width width]` or `first last width` (9.7.4.3).
fn wide(document: &Document, below: &Dict) -> Widths {
    let mut ranges = Vec::new();
    let items = document.array(below, "W");
    let mut rest = &*items;
    while let [first, second, behind @ ..] = rest {
        let first = document.follow(first).index().and_then(|first| u32::try_from(first).ok());
        let Some(first) = first else { break };
        let second = document.follow(second);
        if let Some(list) = second.array() {
            let left = MOST_WIDTHS.saturating_sub(ranges.len());
            if charge(document, list.len().min(left)).is_none() {
                break;
            }
            let widths = list.iter().take(left).filter_map(|width| document.follow(width).number());
            ranges.extend((first..).zip(widths).map(|(code, width)| (code, code, width / 1000.0)));
            rest = behind;
        } else {
            let last = second.index().and_then(|last| u32::try_from(last).ok());
            let width = behind.first().and_then(|width| document.follow(width).number());
            let (Some(last), Some(width)) = (last, width) else { break };
            ranges.push((first, last, width / 1000.0));
            rest = behind.get(1..).unwrap_or_default();
        }
        if ranges.len() >= MOST_WIDTHS || charge(document, 1).is_none() {
            break;
        }
    }
    ranges.sort_by_key(|&(first, ..)| first);
    Widths { ranges, other: document.entry(below, "DW").number().unwrap_or(1000.0) / 1000.0 }
}

impl Widths {
    fn of(&self, code: u32) -> f64 {
        let behind = self.ranges.partition_point(|&(first, ..)| first <= code);
        let range = behind.checked_sub(1).and_then(|at| self.ranges.get(at));
        range.filter(|&&(_, last, _)| code <= last).map_or(self.other, |&(.., width)| width)
    }

    fn scaled(mut self, scale: f64) -> Self {
        self.ranges.iter_mut().for_each(|(.., width)| *width *= scale);
        self.other *= scale;
        self
    }
}
