//! In: the bytes of an e-book. Out: the edition that it carries, and where the book says something else.
//!
//! A book holds what litopys writes and nothing else: its files, its package, the elements and attributes of its layout. Each text that
//! names its place in a capture is held against the capture and against the edition; every other text of the pages has to be one of
//! the edition's, of the thing that it stands with, or a word of the product. Links, pictures and styles are those that the edition
//! and the layout give.
//!
//! Invariant: looks at every file of the book; a text that is put into one is found wherever it stands; what is not known is a failure.

mod archive;
mod known;
mod layout;
mod package;
mod page;

use std::collections::{BTreeMap, BTreeSet, HashSet};

use archive::Files;
use known::Known;
use layout::Layouts;

use super::claims::{Claims, Sentence};
use super::letters::letters;
use super::originals::Originals;
use super::{Failure, Found, VerifyError, What, claims, parsed, shown};
use crate::capture;
use crate::capture::picture::{self, MediaType};
use crate::characters::is_unseen;
use crate::render::epub::{faces, shrink};
use crate::words::ProductLanguage;

/// The folder of everything but the container.
const FOLDER: &str = "OEBPS/";
/// The file of a book that holds the edition.
const CARRIED: &str = "OEBPS/edition.json";
/// The folder of its pictures.
const PICTURES: &str = "pictures/";
/// Its style.
const STYLE: &str = "stylesheet.css";
/// The folder of its fonts.
const FONTS: &str = "fonts/";
/// The pictures that a cover can be.
const COVERS: [&str; 2] = ["cover.png", "cover.jpg"];

/// The edition that a book carries, as JSON.
///
/// # Errors
/// The bytes are no archive, or hold no edition.
pub fn carried(book: &[u8]) -> Result<Vec<u8>, VerifyError> {
    let files = archive::unpacked(book, |name| name == CARRIED)?;
    files.into_values().next().ok_or(VerifyError::NothingCarried)
}

/// Checks the pages of a book against the captures and against the edition that it carries.
///
/// # Errors
/// The bytes are no book, or `json` is no edition.
pub fn check(book: &[u8], json: &[u8], originals: &Originals) -> Result<Vec<Failure>, VerifyError> {
    let data = parsed(json)?;
    let claims = claims(&data)?;
    let language: ProductLanguage =
        claims.language.parse().map_err(|error| VerifyError::NoEdition(format!("{error}")))?;
    let mut found = Found::default();
    let files = archive::read(book, &mut found)?;
    let layouts = Layouts::of(originals.layouts());
    let known = Known::of(&data, &claims, language.lexicon(), &layouts);
    found.check(files.get(CARRIED).is_some_and(|carried| carried == json), What::Print, CARRIED, || {
        "it is another edition than the one that was read".to_owned()
    });
    package::check(&files, &data, language.lexicon(), &mut found);
    let mut check = Check {
        originals,
        claims: &claims,
        known: &known,
        identifier: data.get("identifier").and_then(serde_json::Value::as_str).unwrap_or_default(),
        layouts: &layouts,
        files: &files,
        stands: Stands::default(),
        names: BTreeMap::new(),
        links: BTreeSet::new(),
        elements: 0,
        found,
    };
    for (name, bytes) in &files {
        match name.strip_prefix(FOLDER) {
            Some(name) => check.file(name, bytes)?,
            None => package::container(name, bytes, &mut check.found),
        }
    }
    check.whole();
    check.linked();
    Ok(check.found.0)
}

fn damaged(error: impl std::fmt::Display) -> VerifyError {
    VerifyError::Damaged(error.to_string().to_lowercase())
}

/// What the pages of a book have said of places: the file, the place and the letters.
type Stands = BTreeSet<(String, String, u32, usize, usize, String)>;

struct Check<'a> {
    originals: &'a Originals,
    claims: &'a Claims,
    known: &'a Known,
    /// The name of the book.
    identifier: &'a str,
    layouts: &'a Layouts,
    files: &'a Files,
    stands: Stands,
    /// The names of elements, by file.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Links within the book: from which file, to which, and to what in it.
    links: BTreeSet<(String, String, Option<String>)>,
    /// How many elements were walked.
    elements: usize,
    found: Found,
}

impl Check<'_> {
    /// A file by its name below the book's folder.
    fn file(&mut self, name: &str, bytes: &[u8]) -> Result<(), VerifyError> {
        if let Some(picture) = name.strip_prefix(PICTURES) {
            self.picture(name, picture, bytes);
        } else if package::is_page(name) {
            let Ok(text) = std::str::from_utf8(bytes) else {
                self.found.add(What::Print, name, "it is not in UTF-8");
                return Ok(());
            };
            page::Page::new(self, name).walk(text)?;
        } else if name == STYLE {
            self.found.check(self.layouts.styles.contains(bytes), What::Print, name, || {
                "it is neither the style of this program nor that of the project: it can hide words and show others"
                    .to_owned()
            });
        } else if name.starts_with(FONTS) {
            let is_own = faces::files().any(|(path, own, _)| path == name && own == bytes);
            self.found.check(is_own, What::Print, name, || "it is none of the fonts of this program".to_owned());
        } else if COVERS.contains(&name) {
            let is_picture = MediaType::of(bytes).is_some_and(|kind| name.ends_with(&format!(".{}", kind.ending())));
            self.found.check(is_picture, What::Print, name, || "it is no such picture".to_owned());
        }
        Ok(())
    }

    /// A picture is one of the edition's, and the one that its name says, or what the captured one becomes when it is made smaller.
    fn picture(&mut self, file: &str, name: &str, bytes: &[u8]) {
        self.found.check(self.known.is_picture(name), What::Print, file, || "it is a picture of no event".to_owned());
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
        let all: HashSet<String> = self.names.values().flatten().cloned().collect();
        for (at, sentence) in claims.glance.iter().enumerate() {
            self.present("glance.xhtml", sentence, &format!("glance[{at}]"));
        }
        for (at, chapter) in claims.chapters.iter().enumerate() {
            let file = format!("{}.xhtml", chapter.id);
            for (event_at, event) in chapter.events.iter().enumerate() {
                let place = format!("chapters[{at}].events[{event_at}]");
                self.found.check(all.contains(&event.id), What::Print, &file, || {
                    format!("`{}` is not in it, or has no name", event.id)
                });
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
        // The book has other words where a reader would see nothing.
        let Some(place) = words.place.as_ref().filter(|_| !is_unseen(&words.text)) else { return };
        let wanted = (file.to_owned(), place.path.clone(), place.record, place.start, place.end, letters(&words.text));
        self.found.check(self.stands.contains(&wanted), What::Print, file, || {
            format!("{} of `{at}` is not on it", shown(&words.text))
        });
    }
}

impl Check<'_> {
    /// Every link within the book leads to something.
    fn linked(&mut self) {
        for (from, file, name) in std::mem::take(&mut self.links) {
            let is_there = match &name {
                Some(name) => self.names.get(&file).is_some_and(|names| names.contains(name)),
                None => self.files.contains_key(&format!("{FOLDER}{file}")),
            };
            let target = name.map_or_else(|| file.clone(), |name| format!("{file}#{name}"));
            self.found.check(is_there, What::Print, from, || {
                format!("a link leads to {}, which is not there", shown(&target))
            });
        }
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
