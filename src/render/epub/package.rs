//! In: the book's files. Out: an EPUB as epub-builder writes it, before `mend`.
//!
//! Invariant: contains no time except the edition's own.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveTime, Utc};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, ReferenceType, ZipLibrary};
use minijinja::context;
use uuid::Uuid;

use super::EpubError;
use super::book::{Book, Document, Holds};
use super::faces;
use super::layout::Layout;
use super::press::Press;
use super::raster;
use super::shrink;
use crate::characters::clean;
use crate::edition::{DateText, Edition, EventPicture};
use crate::render::Pictures;
use crate::time::iso;
use crate::words::ProductLanguage;

/// The file of the book with the edition as data.
const CARRIED: &str = "edition.json";

/// The day of an edition without any date. EPUB requires a day, and it must not be today.
const NO_DAY: &str = "2000-01-01";

/// Puts all files into one archive.
pub(crate) fn assemble(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    book: &Book,
    press: &Press,
    layout: &Layout,
) -> Result<Vec<u8>, EpubError> {
    let mut builder = ZipLibrary::new().and_then(EpubBuilder::new).map_err(package)?;
    describe(&mut builder, edition)?;
    let has_fonts = layout.options.fonts;
    let faces = if has_fonts { faces::stylesheet() } else { String::new() };
    let style = layout
        .files
        .text(Layout::STYLESHEET)
        .ok_or_else(|| EpubError::LayoutFile(layout.files.path(Layout::STYLESHEET)))?;
    builder.stylesheet((faces + style).as_bytes()).map_err(package)?;
    for (path, bytes, media_type) in faces::files().filter(|_| has_fonts) {
        builder.add_resource(path, bytes, media_type).map_err(package)?;
    }
    let cover = raster::draw(edition, layout)?;
    builder.add_cover_image(cover.file, &*cover.bytes, cover.media_type.name()).map_err(package)?;
    builder.add_resource(CARRIED, carried, "application/json").map_err(package)?;
    add_pictures(&mut builder, edition, pictures)?;
    let opening = book.opening();
    for document in &book.documents {
        let text = press.document(document, context! { cover => cover.file })?;
        let mut content = EpubContent::new(&document.file, text.as_bytes());
        if let Some(kind) = guided(document, opening) {
            content = content.title(clean(&document.title)).reftype(kind);
        }
        builder.add_content(content).map_err(package)?;
    }
    let mut archive = Vec::new();
    builder.generate(&mut archive).map_err(package)?;
    Ok(archive)
}

/// Adds the pictures of events one by one, so that only one is decoded at a time.
fn add_pictures(
    builder: &mut EpubBuilder<ZipLibrary>,
    edition: &Edition,
    pictures: &Pictures,
) -> Result<(), EpubError> {
    let shown: BTreeMap<&str, &EventPicture> =
        shrink::shown(edition).map(|picture| (picture.name.as_str(), picture)).collect();
    for (name, held) in pictures.iter() {
        let Some(picture) = shown.get(name) else { continue };
        let bytes = shrink::bytes(picture.media_type, (picture.width, picture.height), held);
        let bytes = bytes.ok_or_else(|| EpubError::Picture(name.to_owned()))?;
        let path = format!("pictures/{}", shrink::name(picture));
        builder.add_resource(path, &*bytes, shrink::media_type(picture).name()).map_err(package)?;
    }
    Ok(())
}

fn package(error: epub_builder::Error) -> EpubError {
    EpubError::Package(error.to_string())
}

/// The type of a file for reading devices that do not know landmarks.
fn guided(document: &Document, opening: &str) -> Option<ReferenceType> {
    match document.holds {
        Holds::Cover => Some(ReferenceType::Cover),
        Holds::TitlePage => Some(ReferenceType::TitlePage),
        Holds::Sources(_) if document.is_first() => Some(ReferenceType::Notes),
        _ => (document.file == opening).then_some(ReferenceType::Text),
    }
}

fn describe(builder: &mut EpubBuilder<ZipLibrary>, edition: &Edition) -> Result<(), EpubError> {
    let title = clean(&edition.title).into_owned();
    builder.epub_version(EpubVersion::V33);
    builder.set_uuid(identifier(edition)?);
    builder.set_languages(vec![tag(edition.language).to_owned()]);
    builder.set_generator(clean(&edition.producer).into_owned());
    builder.set_toc_name(clean(&edition.words.contents));
    builder.set_title(title);
    let description = edition.timeline.as_ref().map(|timeline| clean(&timeline.description));
    if let Some(description) = description.filter(|description| !description.trim().is_empty()) {
        builder.set_description(vec![description.into_owned()]);
    }
    if let Some(day) = edition.as_of.as_ref().and_then(day) {
        builder.set_publication_date(day);
    }
    builder.set_modified_date(modified(edition));
    Ok(())
}

/// The book's identifier. It is that of the edition.
pub(crate) fn identifier(edition: &Edition) -> Result<Uuid, EpubError> {
    Uuid::parse_str(&edition.identifier).map_err(|_| EpubError::Identifier(edition.identifier.clone()))
}

/// The tag of the edition's language.
pub(crate) fn tag(language: ProductLanguage) -> &'static str {
    language.code()
}

/// The start of the edition's day in UTC, or of the year 2000 if it has none.
pub(crate) fn modified(edition: &Edition) -> DateTime<Utc> {
    let dates = edition.as_of.iter().chain(&edition.period);
    dates.filter_map(day).next().or_else(|| parse(NO_DAY)).unwrap_or_default()
}

fn day(date: &DateText) -> Option<DateTime<Utc>> {
    parse(date.latest.as_ref()?)
}

fn parse(date: &str) -> Option<DateTime<Utc>> {
    Some(iso::day_of(date)?.and_time(NaiveTime::MIN).and_utc())
}
