//! In: an edition with its outputs. Out: the files of its folder on the site, and its account for the lists of editions.
//!
//! Invariant: the folder links to nothing outside itself except the list of editions.

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::{Account, PublishedFile, STYLESHEET};
use crate::edition::Edition;
use crate::project::Output;
use crate::render::epub::book::{Book, Document};
use crate::render::epub::press::Press;
use crate::render::epub::{self, EpubError, raster, shrink, untitled};
use crate::render::{LayoutFiles, Medium, Pictures, stack};

/// An output that is published with the pages.
#[derive(Debug, Clone)]
pub(crate) struct Download {
    /// Which output.
    pub output: Output,
    /// The name of the file.
    pub name: String,
    /// The content of the file.
    pub bytes: Vec<u8>,
}

/// The content of an edition's folder.
#[derive(Debug)]
pub struct Pages {
    /// The files by name, relative to the folder, with `/` between the parts.
    pub files: Vec<(String, Vec<u8>)>,
    /// What the site says about the edition elsewhere.
    pub(crate) account: Account,
}

/// Renders an edition whose texts are typeset (`typography::typeset`) as a folder of a site. `book` is the layout for its cover.
///
/// # Errors
/// [`EpubError`]. The built-in layouts can always be used.
pub(crate) fn pages(
    edition: &Edition,
    pictures: &Pictures,
    downloads: Vec<Download>,
    layout: &LayoutFiles,
    book: &epub::Layout,
) -> Result<Pages, EpubError> {
    stack::deep(|| {
        let edition = &*pictures.within(edition);
        let edition = &*untitled::visible(edition);
        let cover = raster::draw(edition, book)?;
        let shown_cover = PublishedFile::picture(cover.file, cover.media_type, &cover.bytes);
        let book = Book::new(edition, Medium::Web);
        let named = downloads.iter();
        let named = named.map(|download| PublishedFile::output(download.output, &download.name, &download.bytes));
        let account = Account::new(edition, &book, shown_cover, named.collect());
        let mut files = texts(edition, &book, &account, layout)?;
        files.push((STYLESHEET.to_owned(), style(edition, layout)?));
        files.push((cover.file.to_owned(), cover.bytes));
        files.extend(shrunk(edition, pictures)?);
        files.extend(downloads.into_iter().map(|download| (download.name, download.bytes)));
        Ok(Pages { files, account })
    })
}

/// The pages, each with links to the others.
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

/// The style sheet with the project's colour, if it has one. On a dark page the colour might be invisible, so it is used on light pages
/// only.
pub(crate) fn style(edition: &Edition, layout: &LayoutFiles) -> Result<Vec<u8>, EpubError> {
    let style = layout.text(STYLESHEET).ok_or_else(|| EpubError::LayoutFile(layout.path(STYLESHEET)))?;
    let accent = edition.design.accent.as_ref();
    let accent = accent.map(|colour| {
        format!("@media not all and (prefers-color-scheme: dark) {{\n  :root {{\n    --accent: {colour};\n  }}\n}}\n")
    });
    Ok((style.to_owned() + &accent.unwrap_or_default()).into_bytes())
}

/// The pictures of events, no larger than a screen shows them.
fn shrunk(edition: &Edition, pictures: &Pictures) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let mut files = Vec::new();
    for picture in shrink::shown(edition) {
        let Some((_, held)) = pictures.iter().find(|(name, _)| *name == picture.name) else { continue };
        let bytes = shrink::bytes(picture.media_type, (picture.width, picture.height), held);
        let bytes = bytes.ok_or_else(|| EpubError::Picture(picture.name.clone()))?;
        files.push((format!("pictures/{}", shrink::name(picture)), bytes.to_vec()));
    }
    files.sort();
    files.dedup();
    Ok(files)
}
