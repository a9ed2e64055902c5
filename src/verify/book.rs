//! In: the bytes of an e-book. Out: the edition in it, and where the book says something else.
//!
//! A book contains only what litopys writes: its files, its package, the elements and attributes of its layout. Each text with a place in a
//! capture is compared with the capture and with the edition. Every other text of the pages must be a text of the edition that belongs to
//! the same thing, or a text of the product. Links, pictures and styles must be those of the edition and the layout.
//!
//! Invariant: looks at every file of the book. A text that was inserted is found wherever it is. Anything unknown is a failure.

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

/// The folder of all files except the container's.
const FOLDER: &str = "OEBPS/";
/// The file with the edition.
const CARRIED: &str = "OEBPS/edition.json";
/// The folder of the pictures.
const PICTURES: &str = "pictures/";
/// The style sheet.
const STYLE: &str = "stylesheet.css";
/// The folder of the fonts.
const FONTS: &str = "fonts/";
/// The possible files of the cover.
const COVERS: [&str; 2] = ["cover.png", "cover.jpg"];

/// The edition in a book, as JSON.
///
/// # Errors
/// The bytes are not an archive, or contain no edition.
pub fn carried(book: &[u8]) -> Result<Vec<u8>, VerifyError> {
    let files = archive::unpacked(book, |name| name == CARRIED)?;
    files.into_values().next().ok_or(VerifyError::NothingCarried)
}

/// Checks the pages of a book against the captures and against the edition in it.
///
/// # Errors
/// The bytes are not a book, or `json` is not an edition.
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
        "it is not the edition that was read".to_owned()
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

/// What the pages of a book have printed with a place: the file, the place and the letters.
type Stands = BTreeSet<(String, String, u32, usize, usize, String)>;

struct Check<'a> {
    originals: &'a Originals,
    claims: &'a Claims,
    known: &'a Known,
    /// The identifier of the book.
    identifier: &'a str,
    layouts: &'a Layouts,
    files: &'a Files,
    stands: Stands,
    /// The identifiers of elements, by file.
    names: BTreeMap<String, BTreeSet<String>>,
    /// Links within the book: the file of the link, the target file, and the identifier in it.
    links: BTreeSet<(String, String, Option<String>)>,
    /// Number of elements that were visited.
    elements: usize,
    found: Found,
}

impl Check<'_> {
    /// Checks a file, by its name relative to the book's folder.
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
                "it is not the style of this program or of the project, so it could hide words and show others"
                    .to_owned()
            });
        } else if name.starts_with(FONTS) {
            let is_own = faces::files().any(|(path, own, _)| path == name && own == bytes);
            self.found.check(is_own, What::Print, name, || "it is not a font of this program".to_owned());
        } else if COVERS.contains(&name) {
            let is_picture = MediaType::of(bytes).is_some_and(|kind| name.ends_with(&format!(".{}", kind.ending())));
            self.found.check(is_picture, What::Print, name, || "it is not a picture of this kind".to_owned());
        }
        Ok(())
    }

    /// A picture must belong to the edition and match its name, or be the result of making the captured picture smaller.
    fn picture(&mut self, file: &str, name: &str, bytes: &[u8]) {
        self.found.check(self.known.is_picture(name), What::Print, file, || "no event has this picture".to_owned());
        let is_right = name.starts_with(&capture::digest(bytes)) || self.shrunk(name).is_some_and(|made| made == bytes);
        self.found.check(is_right, What::Print, file, || "it is another picture".to_owned());
    }

    /// The result of making the captured picture smaller, by its name in the book.
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

    /// Checks that every headline, sentence and quote of the edition is on its page.
    fn whole(&mut self) {
        let claims = self.claims;
        let all: HashSet<String> = self.names.values().flatten().cloned().collect();
        for (at, sentence) in claims.glance.iter().enumerate() {
            self.present("glance.xhtml", sentence, &format!("glance[{at}]"));
        }
        for (at, one) in claims.upcoming.iter().enumerate() {
            self.present("upcoming.xhtml", &one.words, &format!("upcoming[{at}]"));
        }
        for (at, chapter) in claims.chapters.iter().enumerate() {
            let file = format!("{}.xhtml", chapter.id);
            for (event_at, event) in chapter.events.iter().enumerate() {
                let place = format!("chapters[{at}].events[{event_at}]");
                self.found.check(all.contains(&event.id), What::Print, &file, || {
                    format!("`{}` is not in it, or has no identifier", event.id)
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
        // The book prints a replacement for invisible text.
        let Some(place) = words.place.as_ref().filter(|_| !is_unseen(&words.text)) else { return };
        let wanted = (file.to_owned(), place.path.clone(), place.record, place.start, place.end, letters(&words.text));
        self.found.check(self.stands.contains(&wanted), What::Print, file, || {
            format!("{} of `{at}` is not on it", shown(&words.text))
        });
    }
}

impl Check<'_> {
    /// Checks that every link within the book leads to something.
    fn linked(&mut self) {
        for (from, file, name) in std::mem::take(&mut self.links) {
            let is_there = match &name {
                Some(name) => self.names.get(&file).is_some_and(|names| names.contains(name)),
                None => self.files.contains_key(&format!("{FOLDER}{file}")),
            };
            let target = name.map_or_else(|| file.clone(), |name| format!("{file}#{name}"));
            self.found.check(is_there, What::Print, from, || {
                format!("a link leads to {}, which does not exist", shown(&target))
            });
        }
    }
}

/// The first file of the list that a file continues: `chapter-3.xhtml` for `chapter-3-2.xhtml`.
fn opened_by(file: &str) -> String {
    let name = file.trim_end_matches(".xhtml");
    let first = name.rsplit_once('-').filter(|(first, part)| {
        first.starts_with("chapter-") && !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit())
    });
    first.map_or_else(|| file.to_owned(), |(first, _)| format!("{first}.xhtml"))
}
