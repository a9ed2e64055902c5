//! In: the bytes of an e-book. Out: the edition that it carries, and where its pages say something else.
//!
//! Each text that names its place in a capture is held against the capture and against the edition; every other text of the
//! pages has to be one of the edition's, or a word of the product.
//!
//! Invariant: looks at every page of the book, its contents and the words for its cover; a text that is put into one is found wherever it
//! stands.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::io::Cursor;

use quick_xml::events::{BytesRef, BytesStart, Event};
use quick_xml::{Reader, XmlVersion};
use serde_json::Value;
use zip::ZipArchive;

use super::claims::{Claims, Place, Sentence};
use super::letters::letters;
use super::originals::{Originals, name};
use super::unpacked::Budget;
use super::{Failure, Found, VerifyError, What, claims, parsed, shown};
use crate::capture::{self, picture};
use crate::characters::clean;
use crate::render::epub::shrink;

/// The file of a book that holds the edition.
const CARRIED: &str = "edition.json";
/// The folder of its pictures.
const PICTURES: &str = "pictures/";

/// The edition that a book carries, as JSON.
///
/// # Errors
/// The bytes are no archive, or hold no edition.
pub fn carried(book: &[u8]) -> Result<Vec<u8>, VerifyError> {
    let files = open(book, |name| name == CARRIED)?;
    files.into_values().next().ok_or(VerifyError::NothingCarried)
}

/// Checks the pages of a book against the captures and against the edition that it carries.
///
/// # Errors
/// The bytes are no book, or `json` is no edition.
pub fn check(book: &[u8], json: &[u8], originals: &Originals) -> Result<Vec<Failure>, VerifyError> {
    let data = parsed(json)?;
    let claims = claims(&data)?;
    let is_page = |name: &str| [".xhtml", ".ncx", ".svg"].iter().any(|ending| name.ends_with(ending));
    let files = open(book, |name| is_page(name) || name.starts_with(PICTURES))?;
    let known = Known::of(&data);
    let mut check = Check { originals, claims: &claims, known, stands: Stands::default(), found: Found::default() };
    for (name, bytes) in &files {
        match name.strip_prefix(PICTURES) {
            Some(picture) => check.picture(name, picture, bytes),
            None => check.page(name, &String::from_utf8_lossy(bytes))?,
        }
    }
    check.whole();
    Ok(check.found.0)
}

fn damaged(error: impl std::fmt::Display) -> VerifyError {
    VerifyError::Damaged(error.to_string().to_lowercase())
}

/// The files of a book that are wanted, by their names below its folder.
fn open(book: &[u8], wanted: impl Fn(&str) -> bool) -> Result<BTreeMap<String, Vec<u8>>, VerifyError> {
    let mut archive = ZipArchive::new(Cursor::new(book)).map_err(damaged)?;
    let mut files = BTreeMap::new();
    let budget = Budget::whole();
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let name = file.name().trim_start_matches("OEBPS/").to_owned();
        if !wanted(&name) {
            continue;
        }
        let mut bytes = Vec::new();
        budget.read(file, &mut bytes)?.map_err(damaged)?;
        files.insert(name, bytes);
    }
    Ok(files)
}

/// What the pages of a book have said of places: the file, the place and the letters.
type Stands = BTreeSet<(String, String, u32, usize, usize, String)>;

struct Check<'a> {
    originals: &'a Originals,
    claims: &'a Claims,
    known: Known,
    stands: Stands,
    found: Found,
}

/// An element whose text stands in a capture.
struct Claimed {
    place: Place,
    /// How many elements were open around it.
    depth: usize,
    text: String,
}

impl Check<'_> {
    /// Walks a page.
    fn page(&mut self, file: &str, page: &str) -> Result<(), VerifyError> {
        let mut reader = Reader::from_str(page);
        let (mut depth, mut text, mut claimed) = (0_usize, String::new(), Vec::<Claimed>::new());
        loop {
            let event = reader.read_event().map_err(|error| damaged(format!("{file}: {error}")))?;
            match &event {
                Event::Text(piece) => text.push_str(&piece.xml10_content()),
                Event::CData(piece) => text.push_str(piece),
                Event::GeneralRef(name) => text.extend(character(name)),
                Event::Start(_) | Event::Empty(_) | Event::End(_) | Event::Eof => {
                    self.text(file, &std::mem::take(&mut text), &mut claimed);
                }
                _ => {}
            }
            match &event {
                Event::Start(tag) => {
                    let attributes = self.attributes(file, tag);
                    claimed.extend(place(&attributes).map(|place| Claimed { place, depth, text: String::new() }));
                    depth = depth.saturating_add(1);
                }
                Event::Empty(tag) => drop(self.attributes(file, tag)),
                Event::End(_) => {
                    depth = depth.saturating_sub(1);
                    while let Some(done) = claimed.pop_if(|claimed| claimed.depth >= depth) {
                        self.claim(file, done);
                    }
                }
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    /// A text between two tags: a part of what stands in a capture, or one of the edition's.
    fn text(&mut self, file: &str, text: &str, claimed: &mut [Claimed]) {
        claimed.iter_mut().for_each(|claimed| claimed.text.push_str(text));
        if !self.known.tells(text) {
            self.found.add(What::Print, file, format!("{} does not stand in the edition", shown(text.trim())));
        }
    }

    /// The attributes of a tag. Those that are read to a person are texts too.
    fn attributes(&mut self, file: &str, tag: &BytesStart) -> BTreeMap<String, String> {
        let mut attributes = BTreeMap::new();
        for attribute in tag.attributes().with_checks(false).flatten() {
            if let Ok(value) = attribute.normalized_value(XmlVersion::Implicit1_0) {
                attributes.insert(attribute.key.as_ref().to_owned(), value.into_owned());
            }
        }
        for text in ["alt", "title", "aria-label"].iter().filter_map(|name| attributes.get(*name)) {
            self.text(file, text, &mut []);
        }
        attributes
    }

    /// Words that name their place: they stand there.
    fn claim(&mut self, file: &str, Claimed { place, text, .. }: Claimed) {
        let said = letters(&text);
        let capture = name(&place.path, place.record);
        let there = self.originals.at(&place.path, place.record).and_then(|one| one.words(place.start, place.end));
        self.found.check(there.is_some_and(|there| letters(there) == said), What::Words, file, || {
            format!("{} does not stand in `{capture}` at {}–{}", shown(text.trim()), place.start, place.end)
        });
        self.stands.insert((
            opened_by(file),
            clean(&place.path).into_owned(),
            place.record,
            place.start,
            place.end,
            said,
        ));
    }

    /// A picture is the one that its name says, or what the captured one becomes when it is made smaller.
    fn picture(&mut self, file: &str, name: &str, bytes: &[u8]) {
        let is_right = name.starts_with(&capture::digest(bytes)) || self.shrunk(name).is_some_and(|made| made == bytes);
        self.found.check(is_right, What::Print, file, || "it is another picture".to_owned());
    }

    /// What the captured picture becomes that has a name in the book.
    fn shrunk(&self, name: &str) -> Option<Vec<u8>> {
        let events = self.claims.chapters.iter().flat_map(|chapter| &chapter.events);
        let picture = events.filter_map(|event| event.picture.as_ref()).find(|picture| {
            name.strip_prefix(&picture.digest)
                .is_some_and(|behind| !picture.digest.is_empty() && behind.starts_with('-'))
        })?;
        let source = self.claims.source(picture.source)?;
        let page = (source.path.as_str(), source.record);
        let original = self.originals.picture(page, picture.place.as_ref()?, &picture.digest)?;
        if picture::excess(&original).is_some() {
            return None;
        }
        shrink::bytes(picture.media_type?, (picture.width, picture.height), &original)
    }

    /// Every headline, sentence and quote of the edition stands on its page.
    fn whole(&mut self) {
        let claims = self.claims;
        for (at, sentence) in claims.glance.iter().enumerate() {
            self.present("glance.xhtml", sentence, &format!("glance[{at}]"));
        }
        for (at, chapter) in claims.chapters.iter().enumerate() {
            let file = format!("{}.xhtml", chapter.id);
            for (event_at, event) in chapter.events.iter().enumerate() {
                let place = format!("chapters[{at}].events[{event_at}]");
                self.present(&file, &event.headline, &format!("{place}.headline"));
                for sentence in &event.key {
                    self.present(&file, sentence, &format!("{place}.key"));
                }
                for quote in &event.quotes {
                    self.present(&file, &quote.words, &format!("{place}.quotes"));
                }
            }
        }
    }

    fn present(&mut self, file: &str, words: &Sentence, at: &str) {
        let Some(place) = &words.place else { return };
        let path = clean(&place.path).into_owned();
        let wanted = (file.to_owned(), path, place.record, place.start, place.end, letters(&words.text));
        self.found.check(self.stands.contains(&wanted), What::Print, file, || {
            format!("{} of `{at}` is not on it", shown(&words.text))
        });
    }
}

/// The first file of what a file goes on with: `chapter-3.xhtml` for `chapter-3-2.xhtml`.
fn opened_by(file: &str) -> String {
    let name = file.trim_end_matches(".xhtml");
    let first = name.rsplit_once('-').filter(|(first, part)| {
        first.starts_with("chapter-") && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    first.map_or_else(|| file.to_owned(), |(first, _)| format!("{first}.xhtml"))
}

fn character(name: &BytesRef) -> Option<char> {
    match &**name {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => name.resolve_char_ref().ok().flatten(),
    }
}

/// The place that the attributes of an element name.
fn place(attributes: &BTreeMap<String, String>) -> Option<Place> {
    Some(Place {
        path: attributes.get("data-path")?.clone(),
        record: attributes.get("data-record")?.parse().ok()?,
        start: attributes.get("data-start")?.parse().ok()?,
        end: attributes.get("data-end")?.parse().ok()?,
    })
}

/// What the pages of a book may say, by letters and digits.
struct Known {
    /// The texts of the edition.
    texts: HashSet<String>,
    /// The words of the product, and what becomes of captures and lines: they may stand before and behind a text.
    labels: Vec<String>,
}

/// What the layout says beside the words of the product.
const LITERALS: [&str; 1] = ["SHA256"];

impl Known {
    fn of(data: &Value) -> Self {
        let mut texts = HashSet::new();
        strings(data, &mut texts);
        let mut labels = HashSet::from(LITERALS.map(str::to_owned));
        strings(&data["words"], &mut labels);
        for entry in data.pointer("/ledger/entries").and_then(Value::as_array).into_iter().flatten() {
            let dropped = entry["dropped"].as_array().into_iter().flatten();
            labels.extend(dropped.filter_map(|drop| drop["text"].as_str()).map(letters));
        }
        labels.remove("");
        let mut labels: Vec<String> = labels.into_iter().collect();
        labels.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
        Self { texts, labels }
    }

    /// Whether a text is one of the edition's, with words of the product and numbers before and behind it; or several that
    /// the layout parts by a dot.
    fn tells(&self, text: &str) -> bool {
        self.told(&letters(text)) || text.contains(['.', '·', ',']) && self.parts(text)
    }

    fn parts(&self, text: &str) -> bool {
        let apart = |mark: &str| text.rsplit_once(mark).or_else(|| text.split_once(mark));
        text.contains(" · ") && text.split(" · ").all(|part| self.told(&letters(part)))
            || [". ", " · "]
                .iter()
                .filter_map(|mark| apart(mark))
                .any(|(one, other)| self.told(&letters(one)) && self.told(&letters(other)))
    }

    fn told(&self, text: &str) -> bool {
        if text.is_empty() || self.texts.contains(text) {
            return true;
        }
        let (behind, before) =
            (|at: usize| text.get(at..).unwrap_or_default(), |at: usize| text.get(..at).unwrap_or_default());
        let begins = reached(0, |at| {
            self.pieces(behind(at), false).into_iter().map(|length| at.saturating_add(length)).collect()
        });
        let ends = reached(text.len(), |at| {
            self.pieces(before(at), true).into_iter().map(|length| at.saturating_sub(length)).collect()
        });
        let stands =
            |from: usize, to: usize| from == to || text.get(from..to).is_some_and(|it| self.texts.contains(it));
        begins.iter().any(|&from| ends.range(from..).any(|&to| stands(from, to)))
    }

    /// The lengths of what stands at one end of a text: words of the product, or a run of digits.
    fn pieces(&self, text: &str, behind: bool) -> Vec<usize> {
        let digits = |c: &char| c.is_ascii_digit();
        let run = match behind {
            true => text.chars().rev().take_while(digits).count(),
            false => text.chars().take_while(digits).count(),
        };
        let fits = |label: &&String| if behind { text.ends_with(*label) } else { text.starts_with(*label) };
        let labels = self.labels.iter().filter(fits).map(String::len);
        labels.chain((run > 0).then_some(run)).collect()
    }
}

/// The places that lead on from one, step by step.
fn reached(from: usize, next: impl Fn(usize) -> Vec<usize>) -> BTreeSet<usize> {
    let (mut reached, mut open) = (BTreeSet::from([from]), vec![from]);
    while let Some(at) = open.pop() {
        open.extend(next(at).into_iter().filter(|&place| reached.insert(place)));
    }
    reached
}

/// The letters of every text in a value.
fn strings(value: &Value, into: &mut HashSet<String>) {
    match value {
        Value::String(text) => drop(into.insert(letters(text))),
        Value::Array(items) => items.iter().for_each(|item| strings(item, into)),
        Value::Object(fields) => fields.values().for_each(|field| strings(field, into)),
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_page_says_what_the_edition_says() {
        let known = Known::of(&json!({
            "title": "Відбудова",
            "number": 3,
            "words": { "published": "Опубліковано", "edition_number": "випуск" },
            "ledger": { "entries": [{ "dropped": [{ "text": "меню" }] }] },
            "period": { "long": "6–7 грудня 2023 р." }
        }));
        for text in [
            "Відбудова",
            "Опубліковано: 6–7\u{a0}грудня 2023\u{a0}р.",
            "випуск 3",
            "меню 12, меню 3",
            " – ",
            "Відбудова. 6–7 грудня 2023 р.",
        ] {
            assert!(known.tells(text), "{text}");
        }
        for text in ["Відбудову", "Опубліковано: 7 грудня 2023 р.", "випуск трьох", "Ніхто цього не писав."]
        {
            assert!(!known.tells(text), "{text}");
        }
    }
}
