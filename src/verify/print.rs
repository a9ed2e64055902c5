//! In: the bytes of a briefing. Out: the edition in it, and what of that edition it does not print.
//!
//! Invariant: reads what a reader of the page can read: the glyphs of the text, not the tags around them.

mod unpacked;

use std::collections::HashMap;
use std::panic::{AssertUnwindSafe, catch_unwind};

use hayro_cmap::{BfString, CMap};
use hayro_syntax::Pdf;
use hayro_syntax::content::TypedIter;
use hayro_syntax::content::ops::TypedInstruction;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream, String as PdfString};
use hayro_syntax::page::Page;
use serde_json::Value;

use super::budget::Budget;
use super::claims::{Person, Sentence};
use super::letters::letters;
use super::{Failure, Found, VerifyError, What, claims, parsed, shown};
use crate::limits;
use crate::project::Prose;
use crate::render::pdf::{self, coverage};

/// The name of the file in a briefing.
const CARRIED: &str = "edition.json";
/// Maximum depth of the tree of a PDF's attachments. A tree of names (ISO 32000-1, 7.9.6) that is so deep could hold four thousand million
/// files.
const DEEPEST: usize = 32;

/// The layout that prints only the summary of the edition.
const BRIEF: &str = "brief";

/// The edition in a briefing, as JSON.
///
/// # Errors
/// The bytes are not a PDF, or contain no edition.
pub fn carried(pdf: &[u8]) -> Result<Vec<u8>, VerifyError> {
    read(pdf, |pdf| {
        let root: Dict = pdf.xref().get(pdf.xref().root_id()).ok_or_else(damaged)?;
        let tree = root.get::<Dict>("Names").and_then(|names| names.get::<Dict>("EmbeddedFiles"));
        let file = tree.and_then(|tree| attached(&tree, DEEPEST)).ok_or(VerifyError::NothingCarried)?;
        unpacked::attached(&file, &Budget::whole())
    })
}

/// Checks that a briefing prints the content of the edition in it: headlines, sentences, quotes with their speakers, and names. They are
/// compared by letters and digits.
///
/// # Errors
/// The bytes are not a PDF, or `json` is not an edition.
pub fn check(pdf: &[u8], json: &[u8]) -> Result<Vec<Failure>, VerifyError> {
    let claims = claims(&printable(parsed(json)?))?;
    let text = read(pdf, printed)?;
    let mut printed = Printed { text: &text, at: 0, found: Found::default() };
    if claims.layout != BRIEF {
        printed.prose(&claims.introduction, "introduction");
    }
    printed.sentences(claims.glance.iter(), "glance");
    for (at, notice) in claims.errata.iter().enumerate() {
        printed.look_for(&notice.text, format_args!("errata[{at}]"));
    }
    if claims.layout == BRIEF {
        return Ok(printed.found.0);
    }
    for (at, chapter) in claims.chapters.iter().enumerate() {
        printed.prose(&chapter.editors_summary, &format!("chapters[{at}].editors_summary"));
    }
    for (place, event) in claims.events() {
        printed.look_for(&event.headline.text, format_args!("{place}.headline"));
        if let Some(named) = &event.place {
            printed.look_for(&named.name, format_args!("{place}.place"));
        }
        printed.sentences(event.key.iter(), &format!("{place}.key"));
        for (at, quote) in event.quotes.iter().enumerate() {
            let place = format!("{place}.quotes[{at}]");
            let said = [&quote.speaker, &quote.role, &quote.venue, &quote.translation].map(Option::as_ref);
            for words in std::iter::once(&quote.words.text).chain(said.into_iter().flatten()) {
                printed.look_for(words, &place);
            }
        }
        if let Some(note) = &event.note {
            printed.look_for(note, format_args!("{place}.note"));
        }
        if let Some(status) = &event.status {
            printed.look_for(&status.label, format_args!("{place}.status"));
        }
    }
    let are_whole = claims.in_full.iter().any(|list| list == NAMES);
    for (at, person) in claims.people.iter().enumerate().filter(|(_, person)| are_whole || is_due(person)) {
        // Older briefings print the surname first.
        let name = if printed.holds(&person.name) { &person.name } else { &person.sort };
        printed.look_for(name, format_args!("people[{at}]"));
    }
    for (list, all) in [("organizations", &claims.organizations), ("places", &claims.places)] {
        for (at, entity) in all.iter().enumerate().filter(|(_, entity)| are_whole || is_due(entity)) {
            printed.look_for(&entity.sort, format_args!("{list}[{at}]"));
        }
    }
    Ok(printed.found.0)
}

/// Number of events in which a briefing lists a name without anything else to say of it: as `edition/people.rs` lists them.
const IN_TWO_EVENTS: usize = 2;

/// The list of all names, as a project calls it.
const NAMES: &str = "names";

/// Whether a briefing must print a name.
fn is_due(named: &Person) -> bool {
    named.listed || named.role.is_some() || named.declared_role.is_some() || named.events.len() >= IN_TWO_EVENTS
}

/// The edition without characters that the program's own fonts lack. A project's fonts may print more of them, so these characters are
/// ignored on both sides.
fn printable(mut data: Value) -> Value {
    coverage::clean(&mut data, &pdf::Fonts::built_in());
    data
}

fn damaged() -> VerifyError {
    VerifyError::Damaged("it cannot be read as a PDF".to_owned())
}

/// Opens a PDF. If the PDF library panics, the PDF counts as damaged.
fn read<T>(pdf: &[u8], with: impl FnOnce(&Pdf) -> Result<T, VerifyError>) -> Result<T, VerifyError> {
    unpacked::look_through(pdf, &Budget::whole())?;
    let opened = || with(&Pdf::new(pdf.to_vec()).map_err(|_| damaged())?);
    catch_unwind(AssertUnwindSafe(opened)).unwrap_or_else(|_| Err(damaged()))
}

/// The attached file with the edition, in a tree of names.
fn attached<'a>(tree: &Dict<'a>, deepest: usize) -> Option<Stream<'a>> {
    let files = tree.get::<Array>("Names").into_iter().flat_map(|names| names.iter::<Object>().collect::<Vec<_>>());
    let here = files.filter_map(Object::into_dict).find_map(|file| {
        let name = file.get::<PdfString>("UF").or_else(|| file.get::<PdfString>("F"))?;
        (text(name.as_bytes()) == CARRIED).then(|| file.get::<Dict>("EF")?.get::<Stream>("F")).flatten()
    });
    let below = || {
        let kids = tree.get::<Array>("Kids")?;
        kids.iter::<Dict>().find_map(|kid| attached(&kid, deepest.checked_sub(1)?))
    };
    here.or_else(below)
}

/// A text string of a PDF: UTF-16 after a byte order mark, else read as Latin-1.
fn text(bytes: &[u8]) -> String {
    match bytes.strip_prefix(&[0xfe, 0xff]) {
        Some(units) => {
            let units = units.as_chunks::<2>().0.iter().copied().map(u16::from_be_bytes);
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        None => bytes.iter().map(|&byte| char::from(byte)).collect(),
    }
}

/// The printed letters, and the position up to which they have been matched. An edition is printed in order.
struct Printed<'a> {
    text: &'a str,
    at: usize,
    found: Found,
}

impl Printed<'_> {
    fn sentences<'s>(&mut self, sentences: impl Iterator<Item = &'s Sentence>, place: &str) {
        for (at, sentence) in sentences.enumerate() {
            self.look_for(&sentence.text, format_args!("{place}[{at}]"));
        }
    }

    fn prose(&mut self, prose: &Prose, place: &str) {
        for (at, block) in prose.iter().enumerate() {
            self.look_for(&block.words(), format_args!("{place}[{at}]"));
        }
    }

    fn holds(&self, words: &str) -> bool {
        self.text.contains(&letters(words))
    }

    fn look_for(&mut self, words: &str, place: impl std::fmt::Display) {
        let wanted = letters(words);
        let behind = self.text.get(self.at..).and_then(|rest| rest.find(&wanted)?.checked_add(self.at));
        // The search may have matched earlier words inside these: a place in the margin may also be in the sentence next to it.
        match behind.or_else(|| self.text.find(&wanted)) {
            Some(at) => self.at = at,
            None => self.found.add(What::Print, place, format!("{} is not printed", shown(words))),
        }
    }
}

/// The letters and digits on all pages for which the program's fonts have glyphs, without the header and footer of each page.
///
/// # Errors
/// The PDF has more pages, or more content, than the limits allow.
fn printed(pdf: &Pdf) -> Result<String, VerifyError> {
    if pdf.pages().len() > limits::VERIFIED_PAGES {
        return Err(VerifyError::TooLong);
    }
    let mut text = String::new();
    let budget = Budget::whole();
    let mut fonts = Fonts::default();
    for page in pdf.pages().iter() {
        let before = text.len();
        self::page(page, &mut fonts, &mut text, &budget)?;
        budget.take(text.len().saturating_sub(before) as u64)?;
    }
    Ok(letters(&coverage::clean_text(&text, &pdf::Fonts::built_in())))
}

/// The content stream of a page, unpacked.
fn drawn(page: &Page, budget: &Budget) -> Result<Vec<u8>, VerifyError> {
    if let Some(one) = page.raw().get::<Stream>("Contents") {
        return unpacked::drawn(&one, budget);
    }
    let mut all = Vec::new();
    for one in page.raw().get::<Array>("Contents").iter().flat_map(|streams| streams.iter::<Stream>()) {
        all.extend(unpacked::drawn(&one, budget)?);
        // Two streams count as separated by white space (ISO 32000-2, 7.8.2).
        all.push(b' ');
    }
    Ok(all)
}

/// Marked content: content that is not text, a replacement for glyphs, or neither.
enum Marked {
    Artifact,
    Instead(String),
    Plain,
}

fn page(page: &Page, fonts: &mut Fonts, text: &mut String, budget: &Budget) -> Result<(), VerifyError> {
    let mut marked: Vec<Marked> = Vec::new();
    let mut font = None;
    let drawn = drawn(page, budget)?;
    let mut operations = TypedIter::new(&drawn);
    while let Some(operation) = operations.next() {
        if text.len() as u64 > limits::VERIFIED_UNPACKED {
            return Err(VerifyError::TooLarge);
        }
        let hidden = marked.iter().any(|marked| !matches!(marked, Marked::Plain));
        match operation {
            TypedInstruction::TextFont(set) => font = fonts.get(page, set.0, budget)?,
            TypedInstruction::BeginMarkedContent(begin) => marked.push(mark(begin.0, None)),
            TypedInstruction::BeginMarkedContentWithProperties(begin) => marked.push(mark(begin.0, Some(begin.1))),
            TypedInstruction::EndMarkedContent(_) => {
                if let Some(Marked::Instead(instead)) = marked.pop() {
                    text.push_str(&instead);
                }
            }
            TypedInstruction::ShowText(shown) if !hidden => fonts.show(font, shown.0.as_bytes(), text),
            TypedInstruction::ShowTexts(shown) if !hidden => {
                for piece in shown.0.iter::<Object>().filter_map(Object::into_string) {
                    fonts.show(font, piece.as_bytes(), text);
                }
            }
            _ => {}
        }
    }
    Ok(())
}

fn mark(tag: &Name, properties: Option<&Object>) -> Marked {
    let dict = match properties {
        Some(Object::Dict(dict)) => Some(dict),
        _ => None,
    };
    match dict.and_then(|dict| dict.get::<PdfString>("ActualText")) {
        _ if tag.as_str() == "Artifact" => Marked::Artifact,
        Some(instead) => Marked::Instead(text(instead.as_bytes())),
        None => Marked::Plain,
    }
}

/// A font: the number of bytes of a code, and the text of each code.
struct Font {
    width: usize,
    unicode: CMap,
    known: HashMap<u32, Option<BfString>>,
}

/// The fonts of a document, by object number.
#[derive(Default)]
struct Fonts {
    all: Vec<Font>,
    numbers: HashMap<(i32, i32), Option<usize>>,
}

impl Fonts {
    fn get(&mut self, page: &Page, name: &Name, budget: &Budget) -> Result<Option<usize>, VerifyError> {
        let Some(dict) = page.resources().get_font(name) else { return Ok(None) };
        let id = dict.obj_id().map(|id| (id.obj_number, id.gen_number));
        if let Some(known) = id.and_then(|id| self.numbers.get(&id)) {
            return Ok(*known);
        }
        let font = font(&dict, budget)?.map(|font| {
            self.all.push(font);
            self.all.len().saturating_sub(1)
        });
        self.numbers.extend(id.map(|id| (id, font)));
        Ok(font)
    }

    fn show(&mut self, font: Option<usize>, codes: &[u8], text: &mut String) {
        let Some(Font { width, unicode, known }) = font.and_then(|font| self.all.get_mut(font)) else { return };
        for code in codes.chunks(*width) {
            let code = code.iter().fold(0, |code, &byte| code << 8 | u32::from(byte));
            match known.entry(code).or_insert_with(|| unicode.lookup_bf_string(code)) {
                Some(BfString::Char(letter)) => text.push(*letter),
                Some(BfString::String(letters)) => text.push_str(letters),
                None => {}
            }
        }
    }
}

fn font(dict: &Dict, budget: &Budget) -> Result<Option<Font>, VerifyError> {
    let Some(unicode) = dict.get::<Stream>("ToUnicode") else { return Ok(None) };
    let unicode = unpacked::drawn(&unicode, budget)?;
    let is_composite = dict.get::<Name>("Subtype").is_some_and(|kind| kind.as_str() == "Type0");
    let width = if is_composite { 2 } else { 1 };
    Ok(CMap::parse(&unicode, |_| None).map(|unicode| Font { width, unicode, known: HashMap::new() }))
}

#[cfg(test)]
mod tests {
    use super::{Found, Printed};

    #[test]
    fn words_are_found_around_earlier_matches() {
        let text = "АлясказаголовокПожежанаАлясцітривалаАляскаденьtail";
        let mut printed = Printed { text, at: 0, found: Found::default() };
        for words in ["заголовок", "Аляска", "тривала Аляска день", "Пожежа на Алясці", "tail"]
        {
            printed.look_for(words, "event");
        }
        assert!(printed.found.0.is_empty(), "{:?}", printed.found.0);
        printed.look_for("Аляска тривала", "event");
        assert_eq!(printed.found.0.len(), 1);
    }
}
