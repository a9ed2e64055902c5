//! In: an edition with its outputs. Out: the files of its folder on the site, and what is said of it elsewhere.
//!
//! Invariant: the folder needs nothing outside itself but the way back to the list of editions.

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::{Account, PublishedFile, STYLESHEET};
use crate::edition::Edition;
use crate::project::Output;
use crate::render::epub::book::{Book, Document};
use crate::render::epub::package::shown;
use crate::render::epub::press::Press;
use crate::render::epub::{self, EpubError, raster, shrink, untitled};
use crate::render::{LayoutFiles, Medium, Pictures, stack};

/// An output that is published with the pages.
#[derive(Debug, Clone)]
pub struct Download {
    pub output: Output,
    pub bytes: Vec<u8>,
}

/// What an edition's folder holds.
#[derive(Debug)]
pub struct Pages {
    /// By their names below the folder, `/` between the parts.
    pub files: Vec<(String, Vec<u8>)>,
    pub account: Account,
}

/// Renders an edition whose texts are set (`typography::typeset`) as a folder of a site. `book` draws its cover.
///
/// # Errors
/// [`EpubError`]; the built-in layouts always can be used.
pub fn pages(
    edition: &Edition,
    pictures: &Pictures,
    downloads: Vec<Download>,
    layout: &LayoutFiles,
    book: &epub::Layout,
) -> Result<Pages, EpubError> {
    stack::deep(|| pages_here(edition, pictures, downloads, layout, book))
}

fn pages_here(
    edition: &Edition,
    pictures: &Pictures,
    downloads: Vec<Download>,
    layout: &LayoutFiles,
    book: &epub::Layout,
) -> Result<Pages, EpubError> {
    let edition = &*pictures.within(edition);
    let edition = &*untitled::told(edition);
    let cover = raster::draw(edition, book)?;
    let shown_cover = PublishedFile::picture(cover.file, cover.media_type, &cover.bytes);
    let book = Book::new(edition, Medium::Web);
    let named = downloads.iter().map(|download| PublishedFile::output(download.output, &download.bytes));
    let account = Account::new(edition, &book, shown_cover, named.collect());
    let mut files = texts(edition, &book, &account, layout)?;
    files.push((STYLESHEET.to_owned(), style(edition, layout)?));
    files.push((cover.file.to_owned(), cover.bytes));
    files.extend(shrunk(edition, pictures)?);
    files.extend(downloads.into_iter().map(|download| (download.output.file_name().to_owned(), download.bytes)));
    Ok(Pages { files, account })
}

/// The pages, each with the ways to the others.
fn texts(
    edition: &Edition,
    book: &Book,
    account: &Account,
    layout: &LayoutFiles,
) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let press = Press::new(edition, book, &[], layout)?;
    let words = &edition.language.lexicon().site;
    let mut texts = Vec::with_capacity(book.documents.len());
    for (at, document) in book.documents.iter().enumerate() {
        let site = context! {
            words => Serde(words),
            account => Serde(account),
            contents => Serde(&press.contents.entries),
            file => &document.file,
            previous => at.checked_sub(1).and_then(|at| book.documents.get(at)).map(link),
            next => book.documents.get(at + 1).map(link),
        };
        texts.push((document.file.clone(), press.document(document, context! { site })?.into_bytes()));
    }
    Ok(texts)
}

fn link(document: &Document) -> Value {
    context! { title => &document.title, place => &document.file }
}

/// The style with the project's colour, where it has one. On a dark page it might not be seen.
fn style(edition: &Edition, layout: &LayoutFiles) -> Result<Vec<u8>, EpubError> {
    let style = layout.text(STYLESHEET).ok_or_else(|| EpubError::LayoutFile(layout.path(STYLESHEET)))?;
    let accent = edition.design.accent.as_ref();
    let accent = accent.map(|colour| {
        format!("@media not all and (prefers-color-scheme: dark) {{\n  :root {{\n    --accent: {colour};\n  }}\n}}\n")
    });
    Ok((style.to_owned() + &accent.unwrap_or_default()).into_bytes())
}

/// The pictures that events show, as large as a screen shows them.
fn shrunk(edition: &Edition, pictures: &Pictures) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let mut files = Vec::new();
    for picture in shown(edition) {
        let Some((_, held)) = pictures.iter().find(|(name, _)| *name == picture.name) else { continue };
        let bytes = shrink::bytes(picture.media_type, (picture.width, picture.height), &held.bytes);
        let bytes = bytes.ok_or_else(|| EpubError::Picture(picture.name.clone()))?;
        files.push((format!("pictures/{}", shrink::name(picture)), bytes.to_vec()));
    }
    files.sort();
    files.dedup();
    Ok(files)
}
