//! In: the bytes of a file in RTF 1.9.1. Out: its paragraphs and properties.
//!
//! Invariant: one pass without recursion. A reader of the document sees every word that is read: deleted and hidden text, instructions of
//! fields, heads and feet of pages are none.

mod charset;
mod paragraphs;
mod state;
mod token;
mod value;

use std::collections::BTreeMap;

use encoding_rs::{Encoding, WINDOWS_1252};

use super::block::{Kind, Look, link};
use super::document::Document;
use crate::capture::opened::{Opened, Refused, Told};
use crate::capture::pictures::Part;
use crate::limits::{PICTURE_BYTES, PICTURES_OF_PAGE};
use paragraphs::{Paragraph, Text};
use state::{Apart, Place, State};
use token::{Token, Tokens};
use value::{Moment, Picture, written};

/// The first bytes.
const MAGIC: &[u8] = b"{\\rtf";
/// The deepest nesting of groups. What is deeper is read as if it stood at this depth. Programs nest about thirty deep. Set by hand.
const DEEPEST: usize = 1000;
/// The longest title, author or instruction of a field, in bytes. Set by hand.
const LONGEST_VALUE: usize = 4096;

/// Groups that hold no text of the document, or hold it once more.
const NOWHERE: [&str; 27] = [
    "colortbl",
    "listtable",
    "listoverridetable",
    "revtbl",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "listtext",
    "pntext",
    "nonshppict",
    "objdata",
    "shprslt",
    "xe",
    "tc",
    "rxe",
    "sp",
    "atnid",
    "annotation",
];

/// Whether bytes start like RTF.
pub(super) fn is_rtf(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(MAGIC)
}

/// Reads a document.
pub(super) fn read(bytes: &[u8]) -> Result<Opened, Refused> {
    let mut reader = Reader::new();
    let mut is_whole = false;
    for token in Tokens::new(bytes.trim_ascii_start()) {
        reader.take(token);
        if reader.groups.len() == 1 && token == Token::Close {
            is_whole = true;
            break;
        }
    }
    let cut = Told::new(
        "it ends before its last group",
        "what stands before that was read; open it in a word processor and save it again",
    );
    let mut told: Vec<Told> = if is_whole { Vec::new() } else { vec![cut] };
    if reader.other_pictures > 0 {
        let problem = format!("{} of its pictures are neither PNG nor JPEG", reader.other_pictures);
        told.push(Told::new(problem, "the text was read; save the document as .docx if you need the pictures"));
    }
    let document = reader.finish();
    if document.is_empty() { Err(Refused::empty()) } else { Ok(Opened::of_one(document.entry(), told)) }
}

/// What a style of paragraphs says.
#[derive(Debug, Default, Clone)]
struct Style {
    number: i32,
    outline: Option<u8>,
    name: Vec<u8>,
}

/// An open field.
#[derive(Debug, Default)]
struct Field {
    instruction: Vec<u8>,
    /// Where its result, or that of a field around it, leads to.
    link: Option<String>,
    /// Whether its instruction was looked at.
    is_read: bool,
}

struct Reader {
    /// The open groups, the innermost last. The first is around the file.
    groups: Vec<State>,
    /// Number of open groups beyond the deepest.
    beyond: usize,
    /// The encoding of the document, and those of fonts that have their own. `None` for a font of signs.
    page: &'static Encoding,
    fonts: BTreeMap<i32, Option<&'static Encoding>>,
    default_font: i32,
    style: Style,
    /// Bytes of text that are not decoded yet, and the first half of a character of two.
    bytes: Vec<u8>,
    high: Option<u16>,
    /// Number of characters to pass over behind `\u`.
    passed: usize,
    text: Text,
    fields: Vec<Field>,
    title: Vec<u8>,
    author: Vec<u8>,
    created: Moment,
    revised: Moment,
    picture: Picture,
    parts: Vec<Part>,
    other_pictures: usize,
}

impl Reader {
    fn new() -> Self {
        let (fonts, style, bytes, text, fields) = Default::default();
        let (title, author, created, revised, picture, parts) = Default::default();
        Self {
            groups: vec![State::new()],
            beyond: 0,
            page: WINDOWS_1252,
            fonts,
            default_font: 0,
            style,
            bytes,
            high: None,
            passed: 0,
            text,
            fields,
            title,
            author,
            created,
            revised,
            picture,
            parts,
            other_pictures: 0,
        }
    }

    fn state(&self) -> State {
        self.groups.last().copied().unwrap_or_else(State::new)
    }

    fn change(&mut self, change: impl FnOnce(&mut State)) {
        if let Some(state) = self.groups.last_mut() {
            change(state);
        }
    }

    fn take(&mut self, token: Token) {
        if self.passed > 0 && !matches!(token, Token::Open | Token::Close) {
            self.passed = self.passed.saturating_sub(1);
            return;
        }
        match token {
            Token::Byte(byte) => self.byte(byte),
            Token::Binary(bytes) => self.binary(bytes),
            Token::Open => {
                self.flush();
                self.passed = 0;
                if self.groups.len() > DEEPEST {
                    self.beyond = self.beyond.saturating_add(1);
                } else {
                    self.groups.push(self.state().inner());
                }
            }
            Token::Close => {
                self.flush();
                self.passed = 0;
                if let Some(fewer) = self.beyond.checked_sub(1) {
                    self.beyond = fewer;
                } else if self.groups.len() > 1 {
                    self.close();
                }
            }
            Token::Symbol(sign) => self.symbol(sign),
            Token::Word("u", Some(number)) => self.unicode(number),
            Token::Word(name, number) => {
                self.flush();
                self.word(name, number);
            }
        }
    }

    /// Ends the innermost group.
    fn close(&mut self) {
        let Some(State { ends, .. }) = self.groups.pop() else { return };
        if ends.picture {
            self.end_picture();
        }
        if ends.style {
            self.end_style();
        }
        if ends.field {
            self.fields.pop();
        }
        ends.apart.into_iter().for_each(|kind| self.text.end_apart(kind));
    }

    fn symbol(&mut self, sign: u8) {
        match sign {
            b'*' => self.change(|state| state.is_optional = true),
            b'~' => self.add("\u{a0}"),
            b'_' => self.add("\u{2011}"),
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'\n' | b'\r' => self.word("par", None),
            _ => {}
        }
    }

    fn byte(&mut self, byte: u8) {
        let append = |value: &mut Vec<u8>| {
            if value.len() < LONGEST_VALUE {
                value.push(byte);
            }
        };
        match self.state().place {
            Place::Text => self.bytes.push(byte),
            Place::Picture => self.picture.digit(byte),
            Place::Instruction => {
                self.fields.last_mut().map(|field| &mut field.instruction).into_iter().for_each(append)
            }
            Place::Title => append(&mut self.title),
            Place::Author => append(&mut self.author),
            Place::Styles => append(&mut self.style.name),
            _ => {}
        }
    }

    fn binary(&mut self, bytes: &[u8]) {
        let room = usize::try_from(PICTURE_BYTES).unwrap_or(usize::MAX).saturating_add(1);
        if self.state().place == Place::Picture {
            let left = room.saturating_sub(self.picture.bytes.len());
            self.picture.bytes.extend(bytes.iter().take(left));
        }
    }

    /// A character of UTF-16.
    fn unicode(&mut self, number: i32) {
        self.flush_bytes();
        self.passed = self.state().fallback;
        let unit = (number & 0xffff) as u16;
        let units: Vec<u16> = self.high.take().into_iter().chain([unit]).collect();
        if (0xd800..0xdc00).contains(&unit) {
            self.high = Some(unit);
            return;
        }
        let is_sign = (0xf000..=0xf0ff).contains(&unit);
        if !is_sign {
            let text: String = char::decode_utf16(units).flatten().collect();
            self.add(&text);
        }
    }

    /// Adds text that is decoded. In a value it is kept as UTF-8 between marks, as all other bytes are of the document's page.
    fn add(&mut self, text: &str) {
        self.flush_bytes();
        match self.state().place {
            Place::Text => self.shown(text),
            Place::Title | Place::Author | Place::Instruction | Place::Styles => {
                let marked = [&[MARK], text.as_bytes(), &[MARK]].concat();
                marked.into_iter().for_each(|byte| self.byte(byte));
            }
            _ => {}
        }
    }

    fn flush(&mut self) {
        self.flush_bytes();
        self.high = None;
    }

    /// Decodes the bytes before a change of the font or of the group.
    fn flush_bytes(&mut self) {
        if self.bytes.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.bytes);
        let encoding = self.fonts.get(&self.state().font).copied().unwrap_or(Some(self.page));
        let text = match encoding {
            Some(encoding) => encoding.decode_without_bom_handling(&bytes).0.into_owned(),
            // A font of signs: only what every font has is text.
            None => bytes.iter().filter(|byte| byte.is_ascii_whitespace()).map(|&byte| byte as char).collect(),
        };
        self.shown(&text);
    }

    fn shown(&mut self, text: &str) {
        let state = self.state();
        if !state.is_hidden && !state.is_deleted && state.place == Place::Text {
            let link = self.fields.last().and_then(|field| field.link.clone());
            self.text.line.text(text, &Look { is_bold: state.is_bold, link });
        }
    }

    /// The text of a value.
    fn value(&self, bytes: &[u8]) -> String {
        let parts = bytes.split(|&byte| byte == MARK).enumerate();
        let text = parts.map(|(at, part)| match at % 2 {
            0 => self.page.decode_without_bom_handling(part).0,
            _ => String::from_utf8_lossy(part),
        });
        text.collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
    }

    fn word(&mut self, name: &str, number: Option<i32>) {
        let is_optional = self.state().is_optional;
        self.change(|state| state.is_optional = false);
        // What is too deep to have a state of its own changes none.
        if self.beyond > 0 {
            self.text_word(name);
            return;
        }
        if self.destination(name) || self.look(name, number) || self.text_word(name) || self.of_paragraph(name, number)
        {
            return;
        }
        self.of_value(name, number);
        if is_optional {
            self.change(|state| state.place = Place::Nowhere);
        }
    }

    /// A word that says where the text of its group goes.
    fn destination(&mut self, name: &str) -> bool {
        let place = self.state().place;
        let is_text = place == Place::Text;
        let new = match name {
            "fonttbl" => Place::Fonts,
            "stylesheet" => Place::Styles,
            "info" => Place::Properties,
            "title" if place == Place::Properties => Place::Title,
            "author" if place == Place::Properties => Place::Author,
            "creatim" if place == Place::Properties => Place::Created,
            "revtim" if place == Place::Properties => Place::Revised,
            "field" if is_text => {
                self.begin_field();
                Place::Text
            }
            "fldinst" => {
                if is_text {
                    Place::Instruction
                } else {
                    place
                }
            }
            "fldrslt" => {
                self.read_instruction();
                place
            }
            "shppict" | "result" => place,
            "pict" if is_text => {
                self.picture = Picture::default();
                self.change(|state| state.ends.picture = true);
                Place::Picture
            }
            "footnote" if is_text => {
                self.begin_apart(Apart::Note);
                Place::Text
            }
            "shpinst" | "do" if is_text => Place::Nowhere,
            // A shape stands where its text is seen, though the rest of it is not.
            "shptxt" | "dptxbxtext" if self.is_around_seen() => {
                self.begin_apart(Apart::Box);
                Place::Text
            }
            "upr" => {
                self.change(|state| state.unicode = place);
                Place::Nowhere
            }
            "ud" => self.state().unicode,
            "listtext" | "pntext" if is_text => {
                self.text.paragraph.is_marked = true;
                Place::Nowhere
            }
            name if NOWHERE.contains(&name) => Place::Nowhere,
            _ => return false,
        };
        self.change(|state| state.place = new);
        true
    }

    /// Begins a field that ends with its group, unless one does already.
    fn begin_field(&mut self) {
        if !self.state().ends.field {
            let link = self.fields.last().and_then(|field| field.link.clone());
            self.fields.push(Field { link, ..Field::default() });
            self.change(|state| state.ends.field = true);
        }
    }

    /// Begins paragraphs that stand apart and end with their group, unless some do already.
    fn begin_apart(&mut self, kind: Apart) {
        if self.state().ends.apart.is_none() {
            self.text.begin_apart();
            self.change(|state| state.ends.apart = Some(kind));
        }
    }

    /// Looks at the instruction of the innermost field, once.
    fn read_instruction(&mut self) {
        let Some(mut field) = self.fields.pop() else { return };
        if !std::mem::replace(&mut field.is_read, true) {
            field.link = link(&self.value(&field.instruction)).or(field.link);
        }
        self.fields.push(field);
    }

    /// Whether the group around a shape's data is one whose text is seen.
    fn is_around_seen(&self) -> bool {
        // The data of a shape is one group, and its text another one in it.
        let mut around = self.groups.iter().rev().take(3);
        around.find(|state| state.place != Place::Nowhere).is_some_and(|state| state.place == Place::Text)
    }

    /// A word that says how the text behind it looks.
    fn look(&mut self, name: &str, number: Option<i32>) -> bool {
        let is_on = number != Some(0);
        let default_font = self.default_font;
        let known = matches!(name, "b" | "v" | "deleted" | "plain" | "uc" | "f");
        let in_fonts = self.state().place == Place::Fonts;
        self.change(|state| match name {
            "b" => state.is_bold = is_on,
            "v" => state.is_hidden = is_on,
            "deleted" => state.is_deleted = is_on,
            "uc" => state.fallback = number.and_then(|count| count.try_into().ok()).unwrap_or(1),
            "f" => state.font = number.unwrap_or(default_font),
            "plain" if !in_fonts => {
                (state.is_bold, state.is_hidden, state.is_deleted, state.font) = (false, false, false, default_font);
            }
            _ => {}
        });
        known
    }

    /// A word that stands for text, or ends a part of it.
    fn text_word(&mut self, name: &str) -> bool {
        let sign = match name {
            "tab" | "emspace" | "enspace" | "qmspace" => " ",
            "emdash" => "\u{2014}",
            "endash" => "\u{2013}",
            "lquote" => "\u{2018}",
            "rquote" => "\u{2019}",
            "ldblquote" => "\u{201c}",
            "rdblquote" => "\u{201d}",
            "bullet" => "\u{2022}",
            "par" | "sect" | "page" | "line" | "cell" | "nestcell" | "row" => {
                if self.state().place == Place::Text {
                    self.text.end_part(name);
                }
                return true;
            }
            _ => return false,
        };
        self.add(sign);
        true
    }

    /// A word about the open paragraph, or about a style of paragraphs.
    fn of_paragraph(&mut self, name: &str, number: Option<i32>) -> bool {
        let level = number.and_then(|level| u8::try_from(level).ok()).filter(|&level| level < BODY);
        if self.state().place == Place::Styles {
            match name {
                "s" => {
                    self.style = Style { number: number.unwrap_or_default(), ..Style::default() };
                    self.change(|state| state.ends.style = true);
                }
                "outlinelevel" => self.style.outline = level,
                _ => return false,
            }
            return true;
        }
        match name {
            "pard" => self.text.paragraph = Paragraph::default(),
            "s" => self.text.paragraph.style = number,
            "outlinelevel" => self.text.paragraph.outline = level,
            "ls" => self.text.paragraph.is_listed = number != Some(0),
            "intbl" => self.text.paragraph.is_in_table = true,
            _ => return false,
        }
        true
    }

    fn end_style(&mut self) {
        let style = std::mem::take(&mut self.style);
        let name = self.value(&style.name).trim_end_matches(';').to_lowercase();
        let named = match name.as_str() {
            "title" => Some(Kind::Title),
            "subtitle" => Some(Kind::Subtitle),
            "caption" => Some(Kind::Caption),
            "quote" | "intense quote" | "quotations" => Some(Kind::Quote),
            // Some programs write no levels. The names of the built-in styles are the same in every language.
            name => name.strip_prefix("heading ").and_then(|level| level.parse().ok()).map(Kind::Heading),
        };
        let kind = style.outline.map(|level| Kind::Heading(level.saturating_add(1))).or(named);
        self.text.styles.extend(kind.map(|kind| (style.number, kind)));
    }

    /// A word with a number: of a font, a day, a picture.
    fn of_value(&mut self, name: &str, number: Option<i32>) {
        let place = self.state().place;
        match name {
            "ansicpg" => self.page = number.and_then(charset::of_page).unwrap_or(self.page),
            "mac" => self.page = encoding_rs::MACINTOSH,
            "pc" | "pca" => self.page = encoding_rs::IBM866,
            "deff" => {
                self.default_font = number.unwrap_or_default();
                self.change(|state| state.font = number.unwrap_or_default());
            }
            "fcharset" if place == Place::Fonts => {
                let font = self.state().font;
                let charset = number.unwrap_or_default();
                let encoding = charset::of_font(charset).map(Some);
                let encoding = if charset == charset::SYMBOLS { Some(None) } else { encoding };
                self.fonts.extend(encoding.map(|encoding| (font, encoding)));
            }
            "pngblip" | "jpegblip" if place == Place::Picture => self.picture.is_usual = true,
            _ => {
                let at = ["yr", "mo", "dy", "hr", "min"].iter().position(|part| *part == name);
                let moment = match place {
                    Place::Created => &mut self.created,
                    Place::Revised => &mut self.revised,
                    _ => return,
                };
                if let Some(part) = at.and_then(|at| moment.get_mut(at)) {
                    *part = number;
                }
            }
        }
    }

    fn end_picture(&mut self) {
        let picture = std::mem::take(&mut self.picture);
        if !picture.is_usual {
            self.other_pictures = self.other_pictures.saturating_add(1);
        } else if self.parts.len() < PICTURES_OF_PAGE {
            let name = format!("picture-{}", self.parts.len());
            self.text.line.picture(&name, "");
            self.parts.push(Part { names: vec![name], bytes: picture.bytes });
        }
    }

    fn finish(mut self) -> Document {
        self.flush();
        self.beyond = 0;
        while self.groups.len() > 1 {
            self.close();
        }
        self.text.finish();
        Document {
            title: self.value(&self.title),
            author: self.value(&self.author),
            saved: written(self.revised).or_else(|| written(self.created)),
            blocks: self.text.blocks,
            notes: self.text.notes,
            parts: self.parts,
            ..Document::default()
        }
    }
}

/// The byte around parts of a value that are UTF-8. It stands for no letter in any encoding, and no file has it.
const MARK: u8 = 0;
/// The outline level of text that is no heading.
const BODY: u8 = 9;
