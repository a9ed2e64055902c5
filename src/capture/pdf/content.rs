//! In: a page of a PDF. Out: its letters with their places, and its pictures (ISO 32000-2, 8 and 9).
//!
//! Invariant: draws nothing. Forms in forms are followed to a limit, and each costs a part of the budget.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::document::{Document, Entries, Held};
use super::filter;
use super::font::Font;
use super::object::{Budget, Dict, Lexer, Object, Token};
use super::pages::Leaf;
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
/// What a picture or a link costs. Set by hand.
const COST_OF_THING: usize = 32;
/// How many areas are compared with a letter at the cost of one byte. Set by hand.
const COMPARED: usize = 2;
/// The height of the strips of a page in which areas are looked up, in points, and the most of them. Set by hand.
const STRIP: f64 = 16.0;
const MOST_STRIPS: usize = 500;
/// The longest beginning of an address that is looked at, in bytes: that of `https://` in two bytes for each letter.
const SCHEME: usize = 64;
/// What is put in the place of a letter that a font does not say.
pub(super) const UNKNOWN: &str = "\u{fffd}";
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
    /// Whether it stands on a link that leads to the web.
    pub is_linked: bool,
    /// Whether it is hidden and stands on a picture.
    pub is_on_picture: bool,
}

/// A picture on a page.
#[derive(Debug, Clone)]
pub(super) struct Picture {
    pub area: Area,
    /// The stream of a photograph, which can be used as it is.
    pub photograph: Option<Rc<Object>>,
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
    /// The number of letters that run upwards, upside down, downwards and obliquely.
    turned: [usize; 4],
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
    /// The place of the mark with such a text.
    replaced: Option<usize>,
}

/// What the operators of a stream call by names.
struct Named<'r> {
    resources: &'r Dict,
    fonts: Entries<'r>,
    properties: Entries<'r>,
    objects: Entries<'r>,
    /// The fonts that were used already.
    known: BTreeMap<String, (usize, Rc<Font>)>,
}

impl Glyph {
    /// Number of letters and digits.
    pub(super) fn letters(&self) -> usize {
        self.text.chars().filter(|c| c.is_alphanumeric()).count()
    }

    /// Whether its font does not say what it is.
    pub(super) fn is_unknown(&self) -> bool {
        &*self.text == UNKNOWN
    }
}

impl Sheet {
    /// The letters that are content, or all if hardly any is.
    pub(super) fn content(&self) -> impl Iterator<Item = &Glyph> {
        let artifacts = self.glyphs.iter().filter(|glyph| glyph.is_artifact).count();
        let is_sane = artifacts.saturating_mul(2) <= self.glyphs.len();
        self.glyphs.iter().filter(move |glyph| !(is_sane && glyph.is_artifact))
    }

    /// Number of letters that do not run from left to right.
    pub(super) fn turned(&self) -> usize {
        self.turned.iter().sum()
    }

    /// By how many degrees the page must be turned so that most of its letters run from left to right.
    fn turn(&self) -> Option<f64> {
        let level: usize =
            self.glyphs.iter().map(|glyph| glyph.letters().saturating_add(usize::from(glyph.is_unknown()))).sum();
        let most = level.saturating_add(self.turned()) / 2;
        let turns = self.turned.iter().zip([90.0, 180.0, 270.0]);
        turns.filter(|&(&letters, _)| letters > most).map(|(_, turn)| turn).next()
    }
}

impl Area {
    pub(super) fn holds(&self, x: f64, y: f64) -> bool {
        (self.left..=self.right).contains(&x) && (self.top..=self.bottom).contains(&y)
    }

    /// How much of a page it covers, in square points.
    pub(super) fn within(&self, width: f64, height: f64) -> f64 {
        let across = self.right.min(width) - self.left.max(0.0);
        let along = self.bottom.min(height) - self.top.max(0.0);
        across.max(0.0) * along.max(0.0)
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
        let root = document.root();
        let properties = document.dict(&root, "OCProperties");
        let layers = document.dict(&properties, "D");
        let hidden = document.array(&layers, "OFF").iter().filter_map(Object::reference).collect();
        Self { hidden, ..Self::default() }
    }

    /// A font. If it is not there, none of its letters is known.
    fn font(&self, document: &Document, entry: Option<&Object>) -> Option<(usize, Rc<Font>)> {
        let number = entry.and_then(Object::reference);
        if let Some(known) = number.and_then(|number| self.fonts.borrow().get(&number).cloned()) {
            return Some(known);
        }
        Budget::take(&document.budget.work, COST_OF_FORM)?;
        let font = entry.map(|entry| document.follow(entry));
        let font = Rc::new(
            font.as_ref().and_then(|font| font.dict()).map_or_else(Font::missing, |dict| Font::read(document, dict)),
        );
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

/// Reads a page. If most of its letters run in one other direction, it is turned.
pub(super) fn sheet(document: &Document, page: &Leaf, store: &Store) -> Sheet {
    let mut data = Vec::new();
    match (page.get("Contents"), &*page.entry(document, "Contents")) {
        (_, Object::Array(parts)) => {
            for part in parts {
                if Budget::take(&document.budget.work, COST_OF_THING).is_none() {
                    break;
                }
                data.extend(document.needed(part).unwrap_or_default());
                data.push(b'\n');
            }
        }
        (Some(one), _) => data = document.needed(one).unwrap_or_default(),
        (None, _) => {}
    }
    let upright = drawn(document, page, store, &data, 0.0);
    match upright.turn() {
        Some(turn) => drawn(document, page, store, &data, turn),
        None => upright,
    }
}

/// What is on a page that is turned by some degrees.
fn drawn(document: &Document, page: &Leaf, store: &Store, data: &[u8], turn: f64) -> Sheet {
    let (matrix, width, height) = frame(document, page, turn);
    let sheet = Sheet { width, height, ..Sheet::default() };
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
    let resources = page.entry(document, "Resources");
    reader.content(data, resources.dict().unwrap_or(&Dict::new()), state, DEEPEST);
    let is_on_page =
        |glyph: &Glyph| (-1.0..=width + 1.0).contains(&glyph.left) && (-1.0..=height + 1.0).contains(&glyph.base);
    reader.sheet.glyphs.retain(is_on_page);
    let Sheet { glyphs, pictures, .. } = &mut reader.sheet;
    let pictures: Vec<Area> = pictures.iter().map(|picture| picture.area).collect();
    let (links, budget) = (links(document, page, matrix), &document.budget);
    mark_on(&links, glyphs.iter_mut(), budget, |glyph| glyph.is_linked = true);
    mark_on(&pictures, glyphs.iter_mut().filter(|glyph| glyph.is_hidden), budget, |glyph| glyph.is_on_picture = true);
    reader.sheet
}

/// The transformation of a page so that its upper left corner is the origin, and its width and height.
fn frame(document: &Document, page: &Leaf, turn: f64) -> (Matrix, f64, f64) {
    /// US Letter, for a page that does not say its size.
    const USUAL: [f64; 4] = [0.0, 0.0, 612.0, 792.0];
    let sides = |key: &str| <[f64; 4]>::try_from(document.numbers_of(&page.entry(document, key))).ok();
    let [x0, y0, x1, y1] = sides("CropBox").or_else(|| sides("MediaBox")).unwrap_or(USUAL);
    let (left, right, bottom, top) = (x0.min(x1), x0.max(x1), y0.min(y1), y0.max(y1));
    let (width, height) = (right - left, top - bottom);
    let turn = (page.entry(document, "Rotate").number().unwrap_or_default() + turn).rem_euclid(360.0);
    let flat = Matrix { a: 1.0, b: 0.0, c: 0.0, d: -1.0, e: -left, f: top };
    match turn {
        90.0 => (flat.then(Matrix { a: 0.0, b: 1.0, c: -1.0, d: 0.0, e: height, f: 0.0 }), height, width),
        180.0 => (flat.then(Matrix { a: -1.0, b: 0.0, c: 0.0, d: -1.0, e: width, f: height }), width, height),
        270.0 => (flat.then(Matrix { a: 0.0, b: -1.0, c: 1.0, d: 0.0, e: 0.0, f: width }), height, width),
        _ => (flat, width, height),
    }
}

/// The areas of the links of a page that lead to the web.
fn links(document: &Document, page: &Leaf, matrix: Matrix) -> Vec<Area> {
    let link = |note: &Object| {
        Budget::take(&document.budget.work, COST_OF_THING)?;
        let note = document.follow(note);
        let note = note.dict()?;
        let action = document.dict(note, "A");
        let address = document.entry(&action, "URI").text().map(|text| decoded(text.get(..SCHEME).unwrap_or(text)))?;
        let [x0, y0, x1, y1] = document.numbers(note, "Rect")[..] else { return None };
        let is_web = address.starts_with("http://") || address.starts_with("https://");
        is_web.then(|| matrix.area(x0.min(x1), y0.min(y1), x0.max(x1), y0.max(y1)))
    };
    let notes = page.entry(document, "Annots");
    notes.array().unwrap_or_default().iter().take(MOST_THINGS).filter_map(link).collect()
}

/// Marks the letters that stand on one of some areas, within the budget.
fn mark_on<'g>(
    areas: &[Area],
    glyphs: impl Iterator<Item = &'g mut Glyph>,
    budget: &Budget,
    mark: impl Fn(&mut Glyph),
) {
    // The bounds make the conversion safe.
    let strip = |y: f64| (y / STRIP).clamp(0.0, MOST_STRIPS as f64) as usize;
    let mut strips: BTreeMap<usize, Vec<Reach>> = BTreeMap::new();
    for area in areas {
        let (first, last) = (strip(area.top), strip(area.bottom));
        if Budget::take(&budget.work, last.saturating_sub(first)).is_none() {
            return;
        }
        (first..=last).for_each(|at| strips.entry(at).or_default().push(Reach { area: *area, right: area.right }));
    }
    for strip in strips.values_mut() {
        strip.sort_by(|one, other| one.area.left.total_cmp(&other.area.left));
        let mut right = f64::MIN;
        for reach in strip {
            right = right.max(reach.right);
            reach.right = right;
        }
    }
    for glyph in glyphs.filter(|_| !areas.is_empty()) {
        let (x, y) = ((glyph.left + glyph.right) / 2.0, glyph.base - 0.3 * glyph.size);
        let near = strips.get(&strip(y)).map(Vec::as_slice).unwrap_or_default();
        let begun = near.get(..near.partition_point(|reach| reach.area.left <= x)).unwrap_or_default();
        let mut compared = 0_usize;
        for reach in begun.iter().rev().take_while(|reach| reach.right >= x) {
            compared = compared.saturating_add(1);
            if reach.area.holds(x, y) {
                mark(glyph);
                break;
            }
        }
        if Budget::take(&budget.work, compared / COMPARED).is_none() {
            return;
        }
    }
}

/// An area, and how far it and those that begin before it reach to the right.
struct Reach {
    area: Area,
    right: f64,
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
        let mut named = Named {
            resources,
            fonts: self.document.dict(resources, "Font"),
            properties: self.document.dict(resources, "Properties"),
            objects: self.document.dict(resources, "XObject"),
            known: BTreeMap::new(),
        };
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
                    state.font = self.font(&mut named, name);
                    state.size = operands.get(1).and_then(Object::number).unwrap_or_default();
                }
                b"BI" => {
                    lexer.skip_picture();
                    self.picture(None, &state);
                }
                b"Do" => self.object(&operands, &named, &state, depth),
                b"BMC" | b"BDC" => self.mark(&operands, &named),
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

    /// The font with a name.
    fn font(&self, named: &mut Named, name: &str) -> Option<(usize, Rc<Font>)> {
        if let Some(known) = named.known.get(name) {
            return Some(known.clone());
        }
        let font = self.store.font(self.document, named.fonts.get(name))?;
        named.known.insert(name.to_owned(), font.clone());
        Some(font)
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
        if self.marks.last().is_some_and(|mark| mark.is_off) {
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
        if !is_finite || size < 0.5 {
            return;
        }
        if !is_level {
            self.count_turned(text, right - left, right_base - base);
            return;
        }
        let replaced = self.marks.last().and_then(|mark| mark.replaced);
        let instead = replaced.and_then(|at| self.marks.get_mut(at)).map(|mark| mark.instead.take());
        let text = match (instead, text) {
            (Some(Some(instead)), _) => instead,
            (Some(None), _) => Rc::from(""),
            (None, Some(text)) => text.clone(),
            (None, None) => Rc::from(UNKNOWN),
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
            is_artifact: self.marks.last().is_some_and(|mark| mark.is_artifact),
            mark: self.marks.last().and_then(|mark| mark.number),
            encoded,
            is_linked: false,
            is_on_picture: false,
        });
    }

    /// Counts a letter that does not run from left to right, and is no part of a head or a foot.
    fn count_turned(&mut self, text: Option<&Rc<str>>, along: f64, across: f64) {
        let letters = text.map_or(1, |text| text.chars().filter(|c| c.is_alphanumeric()).count());
        let direction = match () {
            () if along.abs() <= 0.1 * across.abs() && across < 0.0 => 0,
            () if across.abs() <= 0.1 * along.abs() => 1,
            () if along.abs() <= 0.1 * across.abs() => 2,
            () => 3,
        };
        let is_content = self.marks.last().is_none_or(|mark| !mark.is_artifact);
        if let Some(count) = self.sheet.turned.get_mut(direction).filter(|_| is_content) {
            *count = count.saturating_add(letters);
        }
    }

    /// Begins marked content. It has what the content around it has.
    fn mark(&mut self, operands: &[Object], named: &Named) {
        let tag = operands.first().and_then(Object::name).unwrap_or_default();
        let around = self.marks.last().cloned().unwrap_or_default();
        let mut mark = Mark { instead: None, is_artifact: around.is_artifact || tag == "Artifact", ..around };
        let entry = operands.get(1).and_then(Object::name).and_then(|name| named.properties.get(name));
        mark.is_off |=
            tag == "OC" && entry.and_then(Object::reference).is_some_and(|layer| self.store.hidden.contains(&layer));
        let found = entry.map(|entry| self.document.follow(entry));
        let dict = found.as_deref().or(operands.get(1)).and_then(Object::dict);
        if let Some(dict) = dict {
            let number = self.document.entry(dict, "MCID").index().and_then(|number| u32::try_from(number).ok());
            mark.number = number.or(mark.number);
            if let Some(text) = self.document.entry(dict, "ActualText").text()
                && Budget::take(&self.document.budget.work, text.len()).is_some()
            {
                mark.instead = Some(Rc::from(decoded(text)));
                mark.replaced = Some(self.marks.len());
            }
        }
        if self.marks.len() < MOST_STATES {
            self.marks.push(mark);
        }
    }

    /// Draws a form or a picture.
    fn object(&mut self, operands: &[Object], named: &Named, state: &State, depth: usize) {
        let entry = operands.first().and_then(Object::name).and_then(|name| named.objects.get(name));
        let Some(entry) = entry else { return };
        let stream = self.document.follow(entry);
        let Some(dict) = stream.dict() else {
            let _ = self.document.needed(entry);
            return;
        };
        match self.document.name(dict, "Subtype").as_deref() {
            Some("Image") => self.picture(Some(&stream), state),
            Some("Form") => {
                let (Some(depth), Some(())) =
                    (depth.checked_sub(1), Budget::take(&self.document.budget.work, COST_OF_FORM))
                else {
                    return;
                };
                let Some(data) = self.store.form(self.document, entry.reference(), &stream) else { return };
                let matrix = Matrix::of(&self.document.numbers(dict, "Matrix")).unwrap_or(Matrix::IDENTITY);
                let own = self.document.entry(dict, "Resources");
                let inside = State { matrix: matrix.then(state.matrix), ..state.clone() };
                self.content(&data, own.dict().unwrap_or(named.resources), inside, depth);
            }
            _ => {}
        }
    }

    /// Draws a picture, or one whose data stands between operators.
    fn picture(&mut self, stream: Option<&Held>, state: &State) {
        let is_allowed = self.sheet.pictures.len() < MOST_THINGS;
        if !is_allowed || Budget::take(&self.document.budget.work, COST_OF_THING).is_none() {
            return;
        }
        let photograph = match stream {
            Some(Held::There(stream)) => stream.dict().filter(|dict| self.is_photograph(dict)).map(|_| stream.clone()),
            _ => None,
        };
        self.sheet.pictures.push(Picture { area: state.matrix.area(0.0, 0.0, 1.0, 1.0), photograph });
    }

    /// Whether a picture is a photograph that can be used as it is.
    fn is_photograph(&self, dict: &Dict) -> bool {
        let filters = self.document.filters(dict);
        let is_whole = !dict.contains_key("SMask") && !dict.contains_key("Mask") && !dict.contains_key("ImageMask");
        is_whole && filters.last().is_some_and(|last| filter::is_of_photographs(&last.name))
    }
}

fn numbers(operands: &[Object]) -> Vec<f64> {
    operands.iter().filter_map(Object::number).collect()
}
