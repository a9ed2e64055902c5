//! In: the bytes of a PDF. Out: its objects by number, and its streams unpacked.
//!
//! The table of places at the end of a file is not used. All objects are found by looking through the file once, as programs do that mend
//! damaged files: so nothing in a file can lead in a circle, and one with a broken table is read as well.
//!
//! Invariant: one pass over the file. No object is read while another one is: a length that is an object of its own is looked up later.

use std::borrow::Cow;
use std::cell::{Cell, RefCell};
use std::ops::{Deref, Range};
use std::rc::Rc;

use rustc_hash::{FxHashMap, FxHashSet};

use super::crypt::Key;
use super::filter::{self, Filter, Predictor};
use super::object::{Budget, Dict, Lexer, Object, is_space};
use crate::limits;

/// The number of references that lead to references which are followed.
const MOST_STEPS: usize = 8;

/// The most numbers of an array of measures. A matrix has six.
const MOST_NUMBERS: usize = 8;

/// The object that is not there.
pub(super) const NULL: &Object = &Object::Null;
/// The dictionary that is not there.
static NO_ENTRIES: Dict = Dict::new();

/// Why a file cannot be opened.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Closed {
    /// It has no catalog, so it is none or is damaged.
    Damaged,
    /// It needs a password, or is encrypted in an unknown way.
    Locked,
    /// It asks for more than a limit allows.
    TooMuch,
}

/// An open PDF.
#[derive(Debug)]
pub(super) struct Document<'a> {
    bytes: &'a [u8],
    places: FxHashMap<u32, Place>,
    /// The unpacked streams of objects.
    boxes: FxHashMap<u32, Vec<u8>>,
    known: RefCell<FxHashMap<u32, Rc<Object>>>,
    trailer: Dict,
    key: Option<Key>,
    /// The numbers of objects that are missing or damaged.
    damaged: RefCell<FxHashSet<u32>>,
    pub(super) budget: Budget,
}

/// Where an object is.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Place {
    /// At a position in the file, with the place of its data if it is a stream, and the number of the object that says how long the data is.
    /// The generation is part of the key of encryption.
    File { at: usize, generation: u16, data: Option<Range<usize>>, length: Option<u32> },
    /// At a position in the stream of objects with this number.
    Box { number: u32, at: usize },
}

/// An object that was followed to.
#[derive(Debug, Clone)]
pub(super) enum Held<'o> {
    Here(&'o Object),
    There(Rc<Object>),
}

impl Deref for Held<'_> {
    type Target = Object;

    fn deref(&self) -> &Object {
        match self {
            Self::Here(object) => object,
            Self::There(object) => object,
        }
    }
}

/// The entries of a dictionary that was followed to. None if it is no dictionary.
#[derive(Debug, Clone)]
pub(super) struct Entries<'o>(Held<'o>);

impl Deref for Entries<'_> {
    type Target = Dict;

    fn deref(&self) -> &Dict {
        self.0.dict().unwrap_or(&NO_ENTRIES)
    }
}

/// The items of an array that was followed to. None if it is no array.
#[derive(Debug, Clone)]
pub(super) struct Items<'o>(Held<'o>);

impl Deref for Items<'_> {
    type Target = [Object];

    fn deref(&self) -> &[Object] {
        self.0.array().unwrap_or_default()
    }
}

/// What the first pass over a file finds.
#[derive(Default)]
struct Found {
    places: FxHashMap<u32, Place>,
    /// The numbers of the streams of objects, in order, with their positions.
    boxes: Vec<(u32, usize)>,
    trailer: Dict,
    catalog: Option<u32>,
}

impl<'a> Document<'a> {
    /// Opens a file.
    ///
    /// # Errors
    /// It is no PDF, is locked, or asks for more than the limits allow.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Closed> {
        let budget = Budget {
            work: Cell::new(limits::PDF_WORK),
            values: Cell::new(limits::PDF_VALUES),
            unpacked: Cell::new(limits::PDF_UNPACKED),
        };
        let mut found = Found::look_through(bytes, &budget, &FxHashMap::default());
        let mut document = Self {
            bytes,
            places: std::mem::take(&mut found.places),
            boxes: FxHashMap::default(),
            known: RefCell::default(),
            trailer: std::mem::take(&mut found.trailer),
            key: None,
            damaged: RefCell::default(),
            budget,
        };
        let longer = document.mend_lengths();
        if !longer.is_empty() {
            // What looked like objects behind the first end in such a stream are data of it: another file, for one.
            found = Found::look_through(bytes, &document.budget, &longer);
            document.places = std::mem::take(&mut found.places);
            document.trailer = std::mem::take(&mut found.trailer);
            document.known.take();
            document.mend_lengths();
        }
        if document.trailer.contains_key("Encrypt") {
            document.key = Some(Key::of(&document).ok_or(Closed::Locked)?);
            document.known.take();
        }
        let has_boxes = !found.boxes.is_empty();
        for (number, at) in found.boxes {
            document.open_box(number, at);
        }
        if has_boxes {
            document.mend_lengths();
            document.known.take();
        }
        if document.root().is_empty() {
            let catalog = found.catalog.or_else(|| document.catalog());
            document.trailer.extend(catalog.map(|number| ("Root".to_owned(), Object::Reference(number))));
        }
        match document.root().is_empty() {
            _ if document.is_spent() => Err(Closed::TooMuch),
            true => Err(Closed::Damaged),
            false => Ok(document),
        }
    }

    /// Whether a limit was reached, so that something was not read.
    pub(super) fn is_spent(&self) -> bool {
        let Budget { work, values, unpacked } = &self.budget;
        [work, values, unpacked].into_iter().any(|budget| budget.get() == 0)
    }

    /// The entries at the end of the file.
    pub(super) fn trailer(&self) -> &Dict {
        &self.trailer
    }

    /// The catalog, the root of all objects.
    pub(super) fn root(&self) -> Entries<'_> {
        self.dict(&self.trailer, "Root")
    }

    /// Follows an object if it is a reference.
    pub(super) fn follow<'o>(&self, object: &'o Object) -> Held<'o> {
        let mut held = Held::Here(object);
        for _ in 0..MOST_STEPS {
            match held.reference() {
                Some(number) => held = Held::There(self.numbered(number)),
                None => return held,
            }
        }
        Held::Here(NULL)
    }

    /// The entry of a dictionary, followed. Null if there is none.
    pub(super) fn entry<'o>(&self, dict: &'o Dict, key: &str) -> Held<'o> {
        self.follow(dict.get(key).unwrap_or(NULL))
    }

    /// The dictionary in an entry, or an empty one.
    pub(super) fn dict<'o>(&self, dict: &'o Dict, key: &str) -> Entries<'o> {
        Entries(self.entry(dict, key))
    }

    /// The items of an array in an entry, not followed.
    pub(super) fn array<'o>(&self, dict: &'o Dict, key: &str) -> Items<'o> {
        Items(self.entry(dict, key))
    }

    /// The numbers of an array in an entry.
    pub(super) fn numbers(&self, dict: &Dict, key: &str) -> Vec<f64> {
        self.numbers_of(&self.entry(dict, key))
    }

    /// The numbers of an array of measures.
    pub(super) fn numbers_of(&self, array: &Object) -> Vec<f64> {
        let items = array.array().unwrap_or_default().iter().take(MOST_NUMBERS);
        items.filter_map(|item| self.follow(item).number()).collect()
    }

    /// The name in an entry.
    pub(super) fn name(&self, dict: &Dict, key: &str) -> Option<String> {
        self.entry(dict, key).name().map(str::to_owned)
    }

    /// The object with a number.
    pub(super) fn numbered(&self, number: u32) -> Rc<Object> {
        if let Some(known) = self.known.borrow().get(&number) {
            return known.clone();
        }
        let object = Rc::new(self.read(number).unwrap_or(Object::Null));
        self.known.borrow_mut().insert(number, object.clone());
        object
    }

    fn read(&self, number: u32) -> Option<Object> {
        match self.places.get(&number)? {
            Place::Box { number, at } => Lexer::new(self.boxes.get(number)?, *at, &self.budget).object(),
            Place::File { at, generation, data, .. } => {
                let mut object = Lexer::new(self.bytes, *at, &self.budget).object()?;
                if let Some(key) = &self.key {
                    key.decrypt_texts(&mut object, number, *generation);
                }
                Some(match (object, data) {
                    (Object::Dict(mut dict), Some(data)) => {
                        dict.insert(NUMBER.to_owned(), Object::Reference(number));
                        Object::Stream(dict, data.clone())
                    }
                    (object, _) => object,
                })
            }
        }
    }

    /// Number of objects that are missing or damaged.
    pub(super) fn damaged(&self) -> usize {
        self.damaged.borrow().len()
    }

    /// Notes that an object is missing or damaged.
    fn note_damage(&self, number: Option<u32>) {
        if !self.is_spent() {
            self.damaged.borrow_mut().extend(number);
        }
    }

    /// The data of a stream as it is in the file, decrypted within a budget.
    fn raw(&self, stream: &Object, budget: &Cell<u64>) -> Option<Cow<'a, [u8]>> {
        let Object::Stream(dict, place) = stream else { return None };
        let data = self.bytes.get(place.clone())?;
        let Some(key) = &self.key else { return Some(Cow::Borrowed(data)) };
        let number = dict.get(NUMBER)?.reference()?;
        let is_plain = self.name(dict, "Type").is_some_and(|kind| kind == "XRef");
        let generation = match self.places.get(&number) {
            Some(Place::File { generation, .. }) => *generation,
            _ => 0,
        };
        Budget::take(budget, data.len())?;
        Some(if is_plain {
            Cow::Borrowed(data)
        } else {
            Cow::Owned(key.decrypt_stream(data, dict, number, generation))
        })
    }

    /// The filters of a stream.
    pub(super) fn filters(&self, dict: &Dict) -> Vec<Filter> {
        let said = self.entry(dict, if dict.contains_key("Filter") { "Filter" } else { "F" });
        let names: Vec<String> = match &*said {
            Object::Name(name) => vec![name.clone()],
            Object::Array(names) => {
                let names = names.iter().take(filter::MOST_FILTERS.saturating_add(1));
                names.filter_map(|name| self.follow(name).name().map(str::to_owned)).collect()
            }
            _ => Vec::new(),
        };
        let parameters = self.entry(dict, "DecodeParms");
        let filter = |(at, name): (usize, String)| {
            let own = match &*parameters {
                Object::Array(list) => self.follow(list.get(at).unwrap_or(NULL)),
                one => Held::Here(if at == 0 { one } else { NULL }),
            };
            let own = own.dict().unwrap_or(&NO_ENTRIES);
            let number = |key: &str, usual: usize| self.entry(own, key).index().unwrap_or(usual);
            let kind = number("Predictor", 1);
            let (colours, bits, columns) = (number("Colors", 1), number("BitsPerComponent", 8), number("Columns", 1));
            let predictor = (kind > 1).then_some(Predictor { kind, colours, bits, columns });
            Filter { name, is_early: number("EarlyChange", 1) != 0, predictor }
        };
        names.into_iter().enumerate().map(filter).collect()
    }

    /// The file of a photograph, which is the data of its stream before its last filter, within a budget.
    pub(super) fn photograph(&self, stream: &Object, budget: &Cell<u64>) -> Option<Vec<u8>> {
        let filters = self.filters(stream.dict()?);
        let (last, before) = filters.split_last()?;
        if !filter::is_of_photographs(&last.name) {
            return None;
        }
        let raw = self.raw(stream, budget)?;
        filter::unpack(&raw, before, budget).map(|unpacked| unpacked.data.into_owned())
    }

    /// The number of a stream.
    pub(super) fn number_of(stream: &Object) -> Option<u32> {
        stream.dict()?.get(NUMBER)?.reference()
    }

    /// The unpacked data of a stream. `None` if it cannot be unpacked within the budget. Damage is noted.
    pub(super) fn unpacked(&self, stream: &Object) -> Option<Vec<u8>> {
        let Object::Stream(dict, _) = stream else { return None };
        let raw = self.raw(stream, &self.budget.unpacked)?;
        let unpacked = filter::unpack(&raw, &self.filters(dict), &self.budget.unpacked);
        if unpacked.as_ref().is_none_or(|unpacked| unpacked.is_damaged) {
            self.note_damage(Self::number_of(stream));
        }
        unpacked.map(|unpacked| unpacked.data.into_owned())
    }

    /// The unpacked data of a stream that a page needs. It is noted if it is not there.
    pub(super) fn needed(&self, object: &Object) -> Option<Vec<u8>> {
        let held = self.follow(object);
        if !matches!(&*held, Object::Stream(..)) {
            self.note_damage(object.reference());
        }
        self.unpacked(&held)
    }

    /// Gives each stream whose length is an object of its own the length that this says, if its end is there. Returns the ends, by their starts,
    /// of those in which another end was found before.
    fn mend_lengths(&mut self) -> FxHashMap<usize, usize> {
        let mut longer = FxHashMap::default();
        let said = |(&number, place): (&u32, &Place)| {
            let Place::File { data: Some(data), length: Some(length), .. } = place else { return None };
            let end = data.start.checked_add(self.read(*length)?.index()?)?;
            (end != data.end && is_end_of_stream(self.bytes, end)).then_some((number, end))
        };
        let said: Vec<(u32, usize)> = self.places.iter().filter_map(said).collect();
        for (number, said) in said {
            if let Some(Place::File { data: Some(data), .. }) = self.places.get_mut(&number) {
                if said > data.end.saturating_add(END.len()) {
                    longer.insert(data.start, said);
                }
                data.end = said;
            }
        }
        longer
    }

    /// Unpacks a stream of objects and notes where they are. Later objects of the same number stand.
    fn open_box(&mut self, number: u32, position: usize) {
        let stream = self.numbered(number);
        let Some(dict) = stream.dict() else { return };
        let (count, first) = (self.entry(dict, "N").index(), self.entry(dict, "First").index());
        let (Some(count), Some(first), Some(data)) = (count, first, self.unpacked(&stream)) else { return };
        let mut lexer = Lexer::new(&data, 0, &self.budget);
        let mut inside = Vec::new();
        for _ in 0..count {
            let (Some(Object::Number(inner)), Some(Object::Number(at))) = (lexer.object(), lexer.object()) else {
                break;
            };
            let indices = Object::Number(inner).index().zip(Object::Number(at).index());
            let Some((inner, at)) = indices else { break };
            inside.extend(u32::try_from(inner).ok().map(|inner| (inner, at.saturating_add(first))));
        }
        for (inner, at) in inside {
            let is_later = match self.places.get(&inner) {
                Some(Place::File { at: other, .. }) => *other < position,
                _ => true,
            };
            if is_later && inner != number {
                self.places.insert(inner, Place::Box { number, at });
            }
        }
        self.boxes.insert(number, data);
    }

    /// The catalog among objects in streams, for a file without a usable end.
    fn catalog(&self) -> Option<u32> {
        let mut inside: Vec<u32> = self
            .places
            .iter()
            .filter(|(_, place)| matches!(place, Place::Box { .. }))
            .map(|(&number, _)| number)
            .collect();
        inside.sort_unstable();
        inside.into_iter().find(|&number| {
            let object = self.numbered(number);
            object.dict().is_some_and(|dict| dict.get("Type").and_then(Object::name) == Some("Catalog"))
        })
    }
}

/// The key under which a stream keeps its own number. No name in a file has a space at its start unless it is written as a number.
const NUMBER: &str = " number";

impl Found {
    /// Looks for objects and for the ends of the file. `longer` has the ends of streams that are known by now, by their starts.
    fn look_through(bytes: &[u8], budget: &Budget, longer: &FxHashMap<usize, usize>) -> Self {
        let mut found = Self::default();
        let mut at = 0_usize;
        while let Some(step) = next_word(bytes.get(at..).unwrap_or_default()) {
            let word = at.saturating_add(step);
            at = if bytes.get(word..).is_some_and(|rest| rest.starts_with(b"trailer")) {
                found.trailer(bytes, word.saturating_add(7), budget)
            } else {
                found.object(bytes, word, budget, longer)
            };
            if budget.work.get() == 0 {
                break;
            }
        }
        found
    }

    /// Reads the dictionary of a trailer, and returns the position behind it.
    fn trailer(&mut self, bytes: &[u8], at: usize, budget: &Budget) -> usize {
        let mut lexer = Lexer::new(bytes, at, budget);
        let Some(Object::Dict(dict)) = lexer.object() else { return at };
        self.take_trailer(dict);
        lexer.position()
    }

    /// Later trailers stand before earlier ones, whose entries fill the gaps.
    fn take_trailer(&mut self, mut dict: Dict) {
        dict.retain(|key, _| matches!(key.as_str(), "Root" | "Info" | "Encrypt" | "ID"));
        self.trailer.append(&mut dict);
    }

    /// Notes the object at the word `obj`, and returns the position behind it.
    fn object(&mut self, bytes: &[u8], word: usize, budget: &Budget, longer: &FxHashMap<usize, usize>) -> usize {
        let behind = word.saturating_add(3);
        let Some((number, generation)) = heading(bytes.get(..word).unwrap_or_default()) else { return behind };
        let mut lexer = Lexer::new(bytes, behind, budget);
        let kept = budget.values.get();
        let object = lexer.object();
        budget.values.set(kept);
        let Some(object) = object else {
            return behind;
        };
        let mut end = lexer.position();
        lexer.skip_space();
        let (mut data, mut length) = (None, None);
        if let Some(dict) = object.dict() {
            let kind = dict.get("Type").and_then(Object::name);
            if lexer.take(b"stream") {
                let mut place = stream_data(bytes, lexer.position(), dict.get("Length").and_then(Object::index));
                place.end = longer.get(&place.start).copied().unwrap_or(place.end);
                end = place.end;
                data = Some(place);
                length = dict.get("Length").and_then(Object::reference);
            }
            match (kind, &data) {
                (Some("ObjStm"), Some(_)) => self.boxes.push((number, behind)),
                (Some("XRef"), Some(_)) => self.take_trailer(dict.clone()),
                (Some("Catalog"), None) => self.catalog = Some(number),
                _ => {}
            }
        }
        self.places.insert(number, Place::File { at: behind, generation, data, length });
        end
    }
}

/// The position of the next word `obj` or `trailer`.
fn next_word(bytes: &[u8]) -> Option<usize> {
    let mut at = 0_usize;
    loop {
        let rest = bytes.get(at..)?;
        at = at.saturating_add(rest.iter().position(|&byte| byte == b'o' || byte == b't')?);
        let rest = bytes.get(at..)?;
        let before = at.checked_sub(1).and_then(|before| bytes.get(before));
        let is_object = rest.starts_with(b"obj") && before.is_none_or(|&byte| byte != b'd');
        if is_object || rest.starts_with(b"trailer") {
            return Some(at);
        }
        at = at.saturating_add(1);
    }
}

/// The number and the generation that stand at the end of these bytes.
fn heading(bytes: &[u8]) -> Option<(u32, u16)> {
    let (bytes, generation) = number_before(bytes)?;
    let (_, number) = number_before(bytes)?;
    Some((number, u16::try_from(generation).ok()?))
}

/// The number at the end of these bytes, before white space, and what stands before it.
fn number_before(bytes: &[u8]) -> Option<(&[u8], u32)> {
    let spaces = bytes.iter().rev().take(16).take_while(|&&byte| is_space(byte)).count();
    let bytes = bytes.get(..bytes.len().checked_sub(spaces)?)?;
    let digits = bytes.iter().rev().take(11).take_while(|byte| byte.is_ascii_digit()).count();
    let (before, digits) = bytes.split_at_checked(bytes.len().checked_sub(digits)?)?;
    Some((before, std::str::from_utf8(digits).ok()?.parse().ok()?))
}

/// What ends the data of a stream (ISO 32000-2, 7.3.8.1).
const END: &[u8] = b"endstream";

/// The place of a stream's data after the word `stream`: as long as its dictionary says if the end is there, else up to the next end.
fn stream_data(bytes: &[u8], at: usize, length: Option<usize>) -> Range<usize> {
    let rest = bytes.get(at..).unwrap_or_default();
    let line_end = match rest {
        [b'\r', b'\n', ..] => 2,
        [b'\r' | b'\n', ..] => 1,
        _ => 0,
    };
    let start = at.saturating_add(line_end);
    if let Some(end) = length.map(|length| start.saturating_add(length)).filter(|&end| is_end_of_stream(bytes, end)) {
        return start..end;
    }
    let rest = bytes.get(start..).unwrap_or_default();
    let end = rest
        .windows(END.len())
        .position(|window| window == END)
        .map(|end| end.saturating_sub(rest.get(..end).map_or(0, trailing_line_end)))
        .unwrap_or(rest.len());
    start..start.saturating_add(end)
}

/// Whether the data of a stream may end at a position.
fn is_end_of_stream(bytes: &[u8], end: usize) -> bool {
    let behind = bytes.get(end..).unwrap_or_default();
    let spaces = behind.iter().take(4).take_while(|&&byte| is_space(byte)).count();
    behind.get(spaces..).is_some_and(|behind| behind.starts_with(END))
}

/// The length of the line end at the end of some bytes.
fn trailing_line_end(bytes: &[u8]) -> usize {
    match bytes {
        [.., b'\r', b'\n'] => 2,
        [.., b'\r' | b'\n'] => 1,
        _ => 0,
    }
}

/// Whether bytes begin like a PDF. In a file that is named so, other bytes may come first, as readers allow.
pub(crate) fn is_pdf(bytes: &[u8], is_named: bool) -> bool {
    const MARK: &[u8] = b"%PDF-";
    let head = bytes.get(..1024).unwrap_or(bytes);
    head.trim_ascii_start().starts_with(MARK) || (is_named && head.windows(MARK.len()).any(|window| window == MARK))
}
