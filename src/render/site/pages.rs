//! In: an edition with its outputs. Out: the files of its folder on the site, and its account for the lists of editions.
//!
//! Invariant: the folder links to nothing outside itself except the list of editions and the fonts of the site.

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::{Serde, Value};

use super::coordinates::{self, Found};
use super::{Account, Located, PublishedFile, STYLESHEET, faces, map, named, search};
use crate::characters::is_unseen;
use crate::edition::Edition;
use crate::project::Output;
use crate::render::epub::book::{Book, Document, Holds};
use crate::render::epub::press::Press;
use crate::render::epub::{self, EpubError, raster, shrink, untitled};
use crate::render::{LayoutFiles, Medium, Pictures, stack};

/// Number of folders from that of the site to that of an edition.
const DEPTH: usize = 2;
/// The page with the search, and its script.
const SEARCH: &str = "search.html";
const SCRIPT: &str = "search.js";
/// The length from which a description of a page gets no further sentence, in characters. Search engines show about as much. Set by hand.
const LONGEST_DESCRIPTION: usize = 200;

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

/// What a project says about its site.
#[derive(Debug, Default)]
pub(crate) struct Setting<'a> {
    /// The address of the site, with a slash at the end, if it is known.
    pub address: Option<&'a str>,
    /// The places with coordinates.
    pub located: Vec<Located>,
}

/// Renders an edition whose texts are typeset (`typography::typeset`) as a folder of a site. `book` is the layout for its cover.
///
/// # Errors
/// [`EpubError`]. The built-in layouts can always be used.
pub(crate) fn pages(
    edition: &Edition,
    pictures: &Pictures,
    downloads: Vec<Download>,
    setting: &Setting,
    layout: &LayoutFiles,
    book: &epub::Layout,
) -> Result<Pages, EpubError> {
    stack::deep(|| {
        let edition = &*pictures.within(edition);
        let edition = &*untitled::visible(edition);
        let cover = raster::draw(edition, book)?;
        let shown_cover = PublishedFile::picture(cover.file, cover.media_type, &cover.bytes);
        let book = Book::new(edition, Medium::Web);
        let named =
            downloads.iter().map(|download| PublishedFile::output(download.output, &download.name, &download.bytes));
        let mut account = Account::new(edition, &book, shown_cover, named.collect());
        let base = setting.address.map(|address| format!("{address}editions/{}/", account.number));
        let found = coordinates::found(edition, &setting.located);
        let located = coordinates::geojson(&found, &book, base.as_deref().unwrap_or_default());
        account.map = located.as_ref().map(|_| coordinates::FILE.to_owned());
        account.map_page = located.as_ref().map(|_| map::FILE.to_owned());
        let mut files = texts(edition, &book, &found, &account, base.as_deref(), layout)?;
        files.extend(located.map(|bytes| (coordinates::FILE.to_owned(), bytes)));
        files.extend(search::index(edition, &book));
        let script = layout.text(SCRIPT).ok_or_else(|| EpubError::LayoutFile(layout.path(SCRIPT)))?;
        files.push((SCRIPT.to_owned(), script.as_bytes().to_vec()));
        files.push((STYLESHEET.to_owned(), with_fonts(&style(edition, layout)?)));
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
    found: &[Found],
    account: &Account,
    base: Option<&str>,
    layout: &LayoutFiles,
) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let named = named::pages(edition, book);
    let on_map = found.iter().map(|found| (found.place.id.clone(), format!("{}#{}", map::FILE, found.place.id)));
    let own_pages: BTreeMap<String, String> =
        named.iter().map(|page| (page.id.clone(), named::file(&page.id))).chain(on_map).collect();
    let press = Press::new(edition, book, &[], layout)?.with_own_pages(own_pages);
    let words = &edition.language.lexicon().site;
    let around = |file: &str, described: String| {
        context! {
            words => Serde(words),
            account => Serde(account),
            contents => Serde(&press.contents.entries),
            file,
            base,
            described,
        }
    };
    let mut texts = Vec::with_capacity(book.documents.len() + named.len() + 1);
    for (at, document) in book.documents.iter().enumerate() {
        let turn = context! {
            previous => at.checked_sub(1).and_then(|at| book.documents.get(at)).map(link),
            next => book.documents.get(at + 1).map(link),
        };
        let site = context! { ..turn, ..around(&document.file, described(edition, document)) };
        texts.push((document.file.clone(), press.document(document, context! { site })?.into_bytes()));
    }
    for page in named {
        let site = around(&named::file(&page.id), page.name.clone());
        let own = context! { heading => &page.name, list => &page.list, site, ..page.values };
        let file = named::file(&page.id);
        texts.push((file.clone(), press.fill("named.xhtml", &file, own)?.into_bytes()));
    }
    if let Some(own) = map::page(found, edition.language) {
        let site = around(map::FILE, format!("{} \u{b7} {}", words.map_page, edition.title));
        let own = context! { heading => &words.map_page, site, ..own };
        texts.push((map::FILE.to_owned(), press.fill("map.xhtml", map::FILE, own)?.into_bytes()));
    }
    let own = context! { heading => &words.search, site => around(SEARCH, words.search.clone()) };
    texts.push((SEARCH.to_owned(), press.fill("search.xhtml", SEARCH, own)?.into_bytes()));
    Ok(texts)
}

/// What a page is about, for search engines and previews: the sentences at a glance, the headlines of a chapter, or its title.
fn described(edition: &Edition, document: &Document) -> String {
    let texts: Vec<&str> = match &document.holds {
        Holds::TitlePage | Holds::Glance => {
            edition.glance.iter().map(|sentence| sentence.quotation.text.as_str()).collect()
        }
        Holds::Chapter(index, range) => {
            edition.chapters[*index].events[range.clone()].iter().map(|event| event.headline.text.as_str()).collect()
        }
        _ => Vec::new(),
    };
    let mut described = String::new();
    for text in texts {
        let joint = if described.ends_with(['.', '!', '?', '\u{2026}']) || described.is_empty() { " " } else { ". " };
        if !described.is_empty() && described.chars().count() + text.chars().count() > LONGEST_DESCRIPTION {
            break;
        }
        described = format!("{described}{joint}{text}").trim_start().to_owned();
    }
    if is_unseen(&described) { format!("{} \u{b7} {}", document.title, edition.title) } else { described }
}

fn link(document: &Document) -> Value {
    context! { title => &document.title, place => &document.file }
}

/// The style sheet with the fonts of the site.
fn with_fonts(style: &str) -> Vec<u8> {
    (faces::stylesheet(DEPTH) + style).into_bytes()
}

/// The style sheet with the project's colour, if it has one. On a dark page the colour might be invisible, so it is used on light pages
/// only.
pub(crate) fn style(edition: &Edition, layout: &LayoutFiles) -> Result<String, EpubError> {
    let style = layout.text(STYLESHEET).ok_or_else(|| EpubError::LayoutFile(layout.path(STYLESHEET)))?;
    let accent = edition.design.accent.as_ref();
    let accent = accent.map(|colour| {
        format!("@media not all and (prefers-color-scheme: dark) {{\n  :root {{\n    --accent: {colour};\n  }}\n}}\n")
    });
    Ok(style.to_owned() + &accent.unwrap_or_default())
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
