//! In: a page of a PDF. Out: its letters with their places, its pictures and its links (ISO 32000-2, 8 and 9).
//!
//! Invariant: draws nothing. Forms in forms are followed to a limit, and each costs a part of the budget.

use std::cell::RefCell;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::Document;
use super::filter;
use super::font::Font;
use super::object::{Budget, Dict, Lexer, Object, Token};
use super::text::decoded;
use crate::limits;

/// Maximum depth of forms in forms, and of saved states. Real files nest less than ten deep. Set by hand.
const DEEPEST: usize = 20;
/// The most states that are saved at one time. Set by hand.
const MOST_STATES: usize = 512;
/// The most operands of an operator. Operators of text have six at most; a colour has some more. Set by hand.
const MOST_OPERANDS: usize = 64;
/// What a form costs besides its bytes, so that endless empty forms end. Set by hand.
const COST_OF_FORM: usize = 500;
/// The most pictures and links of a page. Set by hand.
const MOST_THINGS: usize = 10_000;

/// A letter, or several that a font draws as one. Places are in points, counted from the upper left corner of the page.
#[derive(Debug, Clone)]
pub(super) struct Glyph {
    pub text: Rc<str>,
    pub left: f64,
    pub right: f64,
    /// The line that the letter stands on.
    pub base: f64,
    pub size: f64,
    pub is_bold: bool,
    /// Whether it is not painted, as the text that a recognizer of letters puts behind a scan.
    pub is_hidden: bool,
    /// Whether the file says that it is no content: a head, a foot, a page number.
    pub is_artifact: bool,
    /// The number of the marked content around it.
    pub mark: Option<u32>,
    /// The font, if its codes are those of an encoding that may be the wrong one.
    pub encoded: Option<usize>,
}

/// A picture on a page.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub area: Area,
    /// The stream of a photograph, which can be used as it is.
    pub photograph: Option<Object>,
}

/// A link on a page that leads to the web.
#[derive(Debug, Clone)]
pub(super) struct Link {
    pub area: Area,
}

/// A part of a page.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Area {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

/// What is on a page.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    pub width: f64,
    pub height: f64,
    pub glyphs: Vec<Glyph>,
    pub pictures: Vec<Picture>,
    pub links: Vec<Link>,
    /// The number of codes whose letters the fonts do not say.
    pub unknown: usize,
    /// Whether there were more letters than the limit.
    pub is_cut: bool,
}

/// The fonts and forms of a document that were read.
#[derive(Default)]
pub(super) struct Store {
    fonts: RefCell<FxHashMap<u32, (usize, Rc<Font>)>>,
    forms: RefCell<FxHashMap<u32, Option<Rc<Vec<u8>>>>>,
    count: RefCell<usize>,
    /// The layers that are switched off.
    hidden: FxHashSet<u32>,
}

/// An affine transformation.
#[derive(Debug, Clone, Copy, PartialEq)]
struct Matrix {
    a: f64,
    b: f64,
    c: f64,
    d: f64,
    e: f64,
    f: f64,
}

#[derive(Debug, Clone)]
struct State {
    matrix: Matrix,
    font: Option<(usize, Rc<Font>)>,
    size: f64,
    character_space: f64,
    word_space: f64,
    stretch: f64,
    leading: f64,
    rise: f64,
    mode: usize,
}

/// Content that is marked.
#[derive(Debug, Clone, Default)]
struct Mark {
    number: Option<u32>,
    is_artifact: bool,
    is_off: bool,
    /// What stands for the letters inside, until the first of them is shown.
    instead: Option<Rc<str>>,
    is_replaced: bool,
}

impl Area {
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    pub(super) fn size(&self) -> f64 {
        (self.right - self.left).max(0.0) * (self.bottom - self.top).max(0.0)
    }
}

impl Matrix {
    const IDENTITY: Self = Self { a: 1.0, b: 0.0, c: 0.0, d: 1.0, e: 0.0, f: 0.0 };

    fn of(numbers: &[f64]) -> Option<Self> {
        match *numbers {
            [a, b, c, d, e, f] => Some(Self { a, b, c, d, e, f }),
            _ => None,
        }
    }

    fn moved(x: f64, y: f64) -> Self {
        Self { e: x, f: y, ..Self::IDENTITY }
    }

    /// First this one, then the other.
    fn then(self, other: Self) -> Self {
        let (e, f) = other.apply(self.e, self.f);
        Self {
            a: self.a * other.a + self.b * other.c,
            b: self.a * other.b + self.b * other.d,
            c: self.c * other.a + self.d * other.c,
            d: self.c * other.b + self.d * other.d,
            e,
            f,
        }
    }

    fn apply(self, x: f64, y: f64) -> (f64, f64) {
        (self.a * x + self.c * y + self.e, self.b * x + self.d * y + self.f)
    }

    /// The area around a rectangle that is moved.
    fn area(self, left: f64, bottom: f64, right: f64, top: f64) -> Area {
        let corners = [(left, bottom), (right, bottom), (left, top), (right, top)].map(|(x, y)| self.apply(x, y));
        let first = Area { left: f64::MAX, top: f64::MAX, right: f64::MIN, bottom: f64::MIN };
        corners.into_iter().fold(first, |area, (x, y)| Area {
            left: area.left.min(x),
            top: area.top.min(y),
            right: area.right.max(x),
            bottom: area.bottom.max(y),
        })
    }
}

impl Store {
    pub(super) fn of(document: &Document) -> Self {
        let layers = document.dict(&document.dict(&document.root(), "OCProperties"), "D");
        let hidden = document.array(&layers, "OFF").iter().filter_map(Object::reference).collect();
        Self { hidden, ..Self::default() }
    }

    fn font(&self, document: &Document, fonts: &Dict, name: &str) -> Option<(usize, Rc<Font>)> {
        let entry = fonts.get(name)?;
        let number = entry.reference();
        if let Some(known) = number.and_then(|number| self.fonts.borrow().get(&number).cloned()) {
            return Some(known);
        }
        Budget::take(&document.budget.work, COST_OF_FORM)?;
        let font = Rc::new(Font::read(document, document.follow(entry).dict()?));
        let mut count = self.count.borrow_mut();
        *count = count.saturating_add(1);
        let font = (*count, font);
        self.fonts.borrow_mut().extend(number.map(|number| (number, font.clone())));
        Some(font)
    }

    fn form(&self, document: &Document, number: Option<u32>, stream: &Object) -> Option<Rc<Vec<u8>>> {
        let Some(number) = number else { return document.unpacked(stream).map(Rc::new) };
        if let Some(known) = self.forms.borrow().get(&number) {
            return known.clone();
        }
        let form = document.unpacked(stream).map(Rc::new);
        self.forms.borrow_mut().insert(number, form.clone());
        form
    }
}

/// Reads a page, whose dictionary has what it inherits.
pub(super) fn sheet(document: &Document, page: &Dict, store: &Store) -> Sheet {
    let (matrix, width, height) = frame(document, page);
    let mut data = Vec::new();
    match &*document.entry(page, "Contents") {
        Object::Array(parts) => {
            for part in parts {
                data.extend(document.unpacked(&document.follow(part)).unwrap_or_default());
                data.push(b'\n');
            }
        }
        one => data = document.unpacked(one).unwrap_or_default(),
    }
    let sheet = Sheet { width, height, links: links(document, page, matrix), ..Sheet::default() };
    let mut reader = Reader { document, store, sheet, marks: Vec::new() };
    let state = State {
        matrix,
        font: None,
        size: 0.0,
        character_space: 0.0,
        word_space: 0.0,
        stretch: 1.0,
        leading: 0.0,
        rise: 0.0,
        mode: 0,
    };
    reader.content(&data, &document.dict(page, "Resources"), state, DEEPEST);
    reader.sheet.glyphs = upright(reader.sheet.glyphs, width, height);
    reader.sheet
}

/// The transformation of a page so that its upper left corner is the origin, and its width and height.
fn frame(document: &Document, page: &Dict) -> (Matrix, f64, f64) {
    /// US Letter, for a page that does not say its size.
    const USUAL: [f64; 4] = [0.0, 0.0, 612.0, 792.0];
    let sides = |key: &str| <[f64; 4]>::try_from(document.numbers(page, key)).ok();
    let [x0, y0, x1, y1] = sides("CropBox").or_else(|| sides("MediaBox")).unwrap_or(USUAL);
    let (left, right, bottom, top) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
    let (width, height) = (right - left, top - bottom);
    let turn = document.entry(page, "Rotate").number().unwrap_or_default().rem_euclid(360.0);
    let flat = Matrix { a: 1.0, b: 0.0, c: 0.0, d: -1.0, e: -left, f: top };
    match turn {
        90.0 => (flat.then(Matrix { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: height, f: 0.0 }), height, width),
        180.0 => (flat.then(Matrix { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: width, f: height }), width, height),
        270.0 => (flat.then(Matrix { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: width }), height, width),
        _ => (flat, width, height),
    }
}

/// The links of a page that lead to the web.
fn links(document: &Document, page: &Dict, matrix: Matrix) -> Vec<Link> {
    let link = |note: &Object| {
        let note = document.follow(note);
        let note = note.dict()?;
        let address = document.entry(&document.dict(note, "A"), "URI").text().map(decoded)?;
        let [x0, y0, x1, y1] = document.numbers(note, "Rect")[..] else { return None };
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        is_web.then(|| Link { area: matrix.area(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)) })
    };
    document.array(page, "Annots").iter().take(MOST_THINGS).filter_map(link).collect()
}

/// The letters on the page whose lines run from left to right.
fn upright(glyphs: Vec<Glyph>, width: f64, height: f64) -> Vec<Glyph> {
    let is_on_page =
        |glyph: &Glyph| (-1.0..=width + 1.0).contains(&glyph.left) && (-1.0..=height + 1.0).contains(&glyph.base);
    glyphs.into_iter().filter(is_on_page).collect()
}

struct Reader<'d, 'a> {
    document: &'d Document<'a>,
    store: &'d Store,
    sheet: Sheet,
    marks: Vec<Mark>,
}

/// The places of the next letter and of the beginning of the line.
#[derive(Debug, Clone, Copy)]
struct Pen {
    text: Matrix,
    line: Matrix,
}

impl Pen {
    const START: Self = Self { text: Matrix::IDENTITY, line: Matrix::IDENTITY };

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = Matrix::moved(x, y).then(self.line);
        self.text = self.line;
    }
}

impl Reader<'_, '_> {
    /// Follows the operators of a stream.
    fn content(&mut self, data: &[u8], resources: &Dict, mut state: State, depth: usize) {
        let mut lexer = Lexer::new(data, 0, &self.document.budget);
        let fonts = self.document.dict(resources, "Font");
        let (mut operands, mut saved, mut pen) = (Vec::new(), Vec::new(), Pen::START);
        let marks = self.marks.len();
        while let Some(token) = lexer.token() {
            let operator = match token {
                Token::Operand(operand) => {
                    if operands.len() < MOST_OPERANDS {
                        operands.push(operand);
                    }
                    continue;
                }
                Token::Operator(operator) => operator,
            };
            match operator {
                b"q" if saved.len() < MOST_STATES => saved.push(state.clone()),
                b"Q" => state = saved.pop().unwrap_or(state),
                b"cm" => {
                    let matrix = Matrix::of(&numbers(&operands)).unwrap_or(Matrix::IDENTITY);
                    state.matrix = matrix.then(state.matrix);
                }
                b"BT" => pen = Pen::START,
                b"Tf" => {
                    let name = operands.first().and_then(Object::name).unwrap_or_default();
                    state.font = self.store.font(self.document, &fonts, name);
                    state.size = operands.get(1).and_then(Object::number).unwrap_or_default();
                }
                b"BI" => lexer.skip_picture(),
                b"Do" => self.object(&operands, resources, &state, depth),
                b"BMC" | b"BDC" => self.mark(&operands, resources),
                b"EMC" if self.marks.len() > marks => drop(self.marks.pop()),
                _ => self.text_operator(operator, &operands, &mut state, &mut pen),
            }
            operands.clear();
            if self.sheet.is_cut {
                break;
            }
        }
        self.marks.truncate(marks);
    }

    /// Follows an operator of text.
    fn text_operator(&mut self, operator: &[u8], operands: &[Object], state: &mut State, pen: &mut Pen) {
        let number = |at: usize| operands.get(at).and_then(Object::number).unwrap_or_default();
        match operator {
            b"Tc" => state.character_space = number(0),
            b"Tw" => state.word_space = number(0),
            b"Tz" => state.stretch = number(0) / 100.0,
            b"TL" => state.leading = number(0),
            b"Ts" => state.rise = number(0),
            b"Tr" => state.mode = operands.first().and_then(Object::index).unwrap_or_default(),
            b"Td" => pen.next_line(number(0), number(1)),
            b"TD" => {
                state.leading = -number(1);
                pen.next_line(number(0), number(1));
            }
            b"Tm" => {
                if let Some(matrix) = Matrix::of(&numbers(operands)) {
                    *pen = Pen { text: matrix, line: matrix };
                }
            }
            b"T*" => pen.next_line(0.0, -state.leading),
            b"Tj" => self.show(operands.first(), state, pen),
            b"'" => {
                pen.next_line(0.0, -state.leading);
                self.show(operands.first(), state, pen);
            }
            b"\"" => {
                (state.word_space, state.character_space) = (number(0), number(1));
                pen.next_line(0.0, -state.leading);
                self.show(operands.get(2), state, pen);
            }
            b"TJ" => {
                for item in operands.first().and_then(Object::array).unwrap_or_default() {
                    match item {
                        Object::Number(back) => {
                            pen.text = Matrix::moved(-back / 1000.0 * state.size * state.stretch, 0.0).then(pen.text);
                        }
                        other => self.show(Some(other), state, pen),
                    }
                }
            }
            _ => {}
        }
    }

    /// Shows a text.
    fn show(&mut self, text: Option<&Object>, state: &State, pen: &mut Pen) {
        let (Some(text), Some((number, font))) = (text.and_then(Object::text), &state.font) else { return };
        if self.marks.iter().any(|mark| mark.is_off) {
            return;
        }
        let _ = Budget::take(&self.document.budget.work, text.len());
        let encoded = font.is_by_encoding.then_some(*number);
        font.letters(text, |letter| {
            let spaces = state.character_space + if letter.is_space { state.word_space } else { 0.0 };
            let width = letter.width * state.size * state.stretch;
            let place = Matrix::moved(0.0, state.rise).then(pen.text).then(state.matrix);
            self.put(letter.text.as_ref(), place, width, (state, font, encoded));
            pen.text = Matrix::moved(width + spaces * state.stretch, 0.0).then(pen.text);
        });
    }

    /// Puts a letter onto the page if its line runs from left to right.
    fn put(&mut self, text: Option<&Rc<str>>, place: Matrix, width: f64, look: (&State, &Font, Option<usize>)) {
        let (state, font, encoded) = look;
        let (left, base) = place.apply(0.0, 0.0);
        let (right, right_base) = place.apply(width, 0.0);
        let size = place.d.abs().max(place.c.abs()) * state.size.abs() * font.height;
        let is_level = right > left - 0.01 && (right_base - base).abs() <= 0.1 * (right - left).abs().max(0.1 * size);
        let is_finite = [left, right, base, size].iter().all(|number| number.is_finite());
        if !is_level || !is_finite || size < 0.5 {
            return;
        }
        let instead = self.marks.iter_mut().rev().find(|mark| mark.is_replaced).map(|mark| mark.instead.take());
        let text = match (instead, text) {
            (Some(Some(instead)), _) => instead,
            (Some(None), _) => Rc::from(""),
            (None, Some(text)) => text.clone(),
            (None, None) => {
                self.sheet.unknown = self.sheet.unknown.saturating_add(1);
                return;
            }
        };
        if self.sheet.glyphs.len() >= limits::PDF_LETTERS {
            self.sheet.is_cut = true;
            return;
        }
        self.sheet.glyphs.push(Glyph {
            text,
            left,
            right,
            base,
            size,
            is_bold: font.is_bold || state.mode == 2,
            is_hidden: matches!(state.mode, 3 | 7),
            is_artifact: self.marks.iter().any(|mark| mark.is_artifact),
            mark: self.marks.iter().rev().find_map(|mark| mark.number),
            encoded,
        });
    }

    /// Begins marked content.
    fn mark(&mut self, operands: &[Object], resources: &Dict) {
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let mut mark = Mark { is_artifact: tag == "Artifact", ..Mark::default() };
        let named = operands.get(1).and_then(Object::name);
        let properties = self.document.dict(resources, "Properties");
        let entry = named.and_then(|name| properties.get(name));
        mark.is_off =
            tag == "OC" && entry.and_then(Object::reference).is_some_and(|layer| self.store.hidden.contains(&layer));
        let found = entry.map(|entry| self.document.follow(entry));
        let dict = found.as_deref().or(operands.get(1)).and_then(Object::dict);
        if let Some(dict) = dict {
            mark.number = self.document.entry(dict, "MCID").index().and_then(|number| u32::try_from(number).ok());
            mark.instead = self.document.entry(dict, "ActualText").text().map(|text| Rc::from(decoded(text)));
            mark.is_replaced = mark.instead.is_some();
        }
        if self.marks.len() < MOST_STATES {
            self.marks.push(mark);
        }
    }

    /// Draws a form or a picture.
    fn object(&mut self, operands: &[Object], resources: &Dict, state: &State, depth: usize) {
        let objects = self.document.dict(resources, "XObject");
        let Some(entry) = operands.first().and_then(Object::name).and_then(|name| objects.get(name)) else { return };
        let stream = self.document.follow(entry);
        let Some(dict) = stream.dict() else { return };
        match self.document.name(dict, "Subtype").as_deref() {
            Some("Image") if self.sheet.pictures.len() < MOST_THINGS => self.picture(&stream, dict, state),
            Some("Form") => {
                let (Some(depth), Some(())) =
                    (depth.checked_sub(1), Budget::take(&self.document.budget.work, COST_OF_FORM))
                else {
                    return;
                };
                let Some(data) = self.store.form(self.document, entry.reference(), &stream) else { return };
                let matrix = Matrix::of(&self.document.numbers(dict, "Matrix")).unwrap_or(Matrix::IDENTITY);
                let own = self.document.entry(dict, "Resources").dict().cloned();
                let inside = State { matrix: matrix.then(state.matrix), ..state.clone() };
                self.content(&data, own.as_ref().unwrap_or(resources), inside, depth);
            }
            _ => {}
        }
    }

    fn picture(&mut self, stream: &Object, dict: &Dict, state: &State) {
        let filters = self.document.filters(dict);
        let is_photograph = filters.last().is_some_and(|last| filter::is_of_photographs(last));
        let is_whole = !dict.contains_key("SMask") && !dict.contains_key("Mask") && !dict.contains_key("ImageMask");
        self.sheet.pictures.push(Picture {
            area: state.matrix.area(0.0, 0.0, 1.0, 1.0),
            photograph: (is_photograph && is_whole).then(|| stream.clone()),
        });
    }
}

fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(Object::number).collect()
}
