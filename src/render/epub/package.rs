//! In: the book's files. Out: an EPUB as epub-builder writes it, before it is mended.
//!
//! Invariant: names no time but the edition's own.

use chrono::{DateTime, NaiveDate, NaiveTime, Utc};
use epub_builder::{EpubBuilder, EpubContent, EpubVersion, MetadataOpfV3, TocElement, ZipLibrary};
use uuid::Uuid;

use super::EpubError;
use super::book::Book;
use super::characters::clean;
use super::contents::{self, Entry};
use super::press::{Press, STYLESHEET};
use crate::edition::{DateText, Edition};
use crate::render::Pictures;
use crate::words::ProductLanguage;

/// The file of the book that holds the edition as data.
const CARRIED: &str = "edition.json";

/// The day of an edition without any date: EPUB demands one, and it must not be today.
const NO_DAY: &str = "2000-01-01";

/// Puts all files into one archive.
pub fn assemble(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    book: &Book,
    press: &Press,
) -> Result<Vec<u8>, EpubError> {
    let mut builder = ZipLibrary::new().and_then(EpubBuilder::new).map_err(package)?;
    describe(&mut builder, edition, press)?;
    builder.stylesheet(STYLESHEET.as_bytes()).map_err(package)?;
    builder.add_cover_image("cover.svg", press.cover()?.as_bytes(), "image/svg+xml").map_err(package)?;
    builder.add_resource(CARRIED, carried, "application/json").map_err(package)?;
    for (name, picture) in pictures.iter() {
        let path = format!("pictures/{name}");
        builder.add_resource(path, &*picture.bytes, picture.media_type.name()).map_err(package)?;
    }
    let mut entries = contents::entries(edition, book).into_iter().peekable();
    for document in &book.documents {
        let text = press.document(document)?;
        let mut content = EpubContent::new(&document.file, text.as_bytes());
        if let Some(entry) = entries.next_if(|entry| entry.place == document.file) {
            content = with_entry(content, entry);
        }
        builder.add_content(content).map_err(package)?;
    }
    let mut archive = Vec::new();
    builder.generate(&mut archive).map_err(package)?;
    Ok(archive)
}

fn package(error: epub_builder::Error) -> EpubError {
    EpubError::Package(error.to_string())
}

fn with_entry<R: std::io::Read>(content: EpubContent<R>, entry: Entry) -> EpubContent<R> {
    let titled = content.title(entry.title);
    entry.children.into_iter().fold(titled, |content, child| {
        let title = child.day.map_or(child.title.clone(), |day| format!("{day} · {}", child.title));
        content.child(TocElement::new(child.place, title))
    })
}

fn describe(builder: &mut EpubBuilder<ZipLibrary>, edition: &Edition, press: &Press) -> Result<(), EpubError> {
    let title = clean(&edition.title).into_owned();
    builder.epub_version(EpubVersion::V33);
    builder.set_uuid(identifier(edition)?);
    builder.set_languages(vec![tag(edition.language).to_owned()]);
    builder.set_generator(clean(&edition.producer).into_owned());
    // The builder writes this as the title of the older contents too.
    builder.set_toc_name(title.clone());
    builder.set_title(title);
    if let Some(timeline) = &edition.timeline {
        builder.set_description(vec![clean(&timeline.description).into_owned()]);
    }
    if let Some(day) = edition.as_of.as_ref().and_then(day) {
        builder.set_publication_date(day);
    }
    builder.set_modified_date(modified(edition));
    for (property, content) in accessibility(edition, press.has_pages()) {
        builder.add_metadata_opf(Box::new(MetadataOpfV3::new(property.to_owned(), content)));
    }
    Ok(())
}

/// The book's identifier, which is the edition's.
pub fn identifier(edition: &Edition) -> Result<Uuid, EpubError> {
    Uuid::parse_str(&edition.identifier).map_err(|_| EpubError::Identifier(edition.identifier.clone()))
}

/// The tag of the edition's language.
pub fn tag(language: ProductLanguage) -> &'static str {
    language.code()
}

fn modified(edition: &Edition) -> DateTime<Utc> {
    let dates = edition.as_of.iter().chain(&edition.period);
    dates.filter_map(day).next().or_else(|| parse(NO_DAY)).unwrap_or_default()
}

fn day(date: &DateText) -> Option<DateTime<Utc>> {
    parse(date.latest.as_ref()?)
}

fn parse(date: &str) -> Option<DateTime<Utc>> {
    let day = NaiveDate::parse_from_str(date.get(..10)?, "%Y-%m-%d").ok()?;
    Some(day.and_time(NaiveTime::MIN).and_utc())
}

/// What a reader who does not see the book may expect of it (schema.org, EPUB Accessibility 1.1), escaped.
fn accessibility(edition: &Edition, has_pages: bool) -> Vec<(&'static str, String)> {
    let mut metadata = vec![("schema:accessMode", "textual"), ("schema:accessMode", "visual")];
    metadata.push(("schema:accessModeSufficient", "textual"));
    for feature in
        ["alternativeText", "displayTransformability", "readingOrder", "structuralNavigation", "tableOfContents"]
    {
        metadata.push(("schema:accessibilityFeature", feature));
    }
    if has_pages {
        metadata.push(("schema:accessibilityFeature", "pageBreakMarkers"));
        metadata.push(("schema:accessibilityFeature", "pageNavigation"));
    }
    metadata.push(("schema:accessibilityHazard", "none"));
    let mut metadata: Vec<_> = metadata.into_iter().map(|(property, content)| (property, content.to_owned())).collect();
    metadata.push(("schema:accessibilitySummary", escape(&edition.words.accessibility)));
    metadata
}

/// Escapes a text for XML.
pub fn escape(text: &str) -> String {
    clean(text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}
