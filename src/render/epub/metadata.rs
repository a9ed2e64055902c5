//! In: an edition, and whether its book has a page list. Out: the package's metadata besides title and days.
//!
//! Invariant: claims conformance only if the program can vouch for it. Every text is escaped.

use super::EpubError;
use super::package::identifier;
use crate::characters::{clean, escape};
use crate::edition::Edition;
use crate::language::Language;

/// The accessibility features of every book.
const FEATURES: [&str; 8] = [
    "alternativeText",
    "ARIA",
    "displayTransformability",
    "index",
    "readingOrder",
    "structuralNavigation",
    "tableOfContents",
    "unlocked",
];

/// The standard that the book follows (EPUB Accessibility 1.1, "conformance reporting").
const STANDARD: &str = "EPUB Accessibility 1.1 - WCAG 2.1 Level AA";

/// The elements of the package's metadata, one per line.
pub(crate) fn elements(edition: &Edition, has_pages: bool) -> Result<String, EpubError> {
    let mut lines = accessibility(edition, has_pages);
    if has_pages {
        lines.extend(printed(edition)?);
    }
    if is_vouched_for(edition) {
        lines.extend(conformance(edition));
    }
    if let Some(number) = edition.number {
        lines.extend(series(&edition.title, number));
    }
    lines.push(format!("<dc:publisher>{}</dc:publisher>", escape(&edition.producer)));
    Ok(lines.iter().map(|line| format!("  {line}\n")).collect::<String>().trim_start().to_owned())
}

fn property(name: &str, content: &str) -> String {
    format!("<meta property=\"{name}\">{}</meta>", escape(content))
}

fn refined(of: &str, name: &str, content: &str) -> String {
    format!("<meta refines=\"#{of}\" property=\"{name}\">{}</meta>", escape(content))
}

/// A metadata property of EPUB 2, for shelves that do not know collections.
fn named(name: &str, content: &str) -> String {
    format!("<meta name=\"{name}\" content=\"{}\"/>", escape(content).replace('"', "&quot;"))
}

/// The accessibility metadata of schema.org.
fn accessibility(edition: &Edition, has_pages: bool) -> Vec<String> {
    let of_pages: &[&str] = if has_pages { &["pageBreakMarkers", "pageNavigation"] } else { &[] };
    let mut lines = vec![
        property("schema:accessMode", "textual"),
        property("schema:accessMode", "visual"),
        property("schema:accessModeSufficient", "textual"),
        property("schema:accessModeSufficient", "textual,visual"),
    ];
    lines.extend(FEATURES.iter().chain(of_pages).map(|feature| property("schema:accessibilityFeature", feature)));
    lines.push(property("schema:accessibilityHazard", "none"));
    lines.push(property("schema:accessibilitySummary", &edition.words.accessibility));
    lines
}

/// The printed briefing as the source of the page numbers.
fn printed(edition: &Edition) -> Result<Vec<String>, EpubError> {
    let printed = format!("{} (PDF), urn:uuid:{}", clean(&edition.title).trim(), identifier(edition)?);
    Ok(vec![
        format!("<dc:source id=\"printed\">{}</dc:source>", escape(&printed)),
        refined("printed", "source-of", "pagination"),
        property("pageBreakSource", &printed),
    ])
}

/// Whether the way the book is made guarantees everything that the standard requires. Nobody has checked that a page's words for a picture
/// describe it, and a text in an unknown language cannot be read aloud correctly.
fn is_vouched_for(edition: &Edition) -> bool {
    let events = || edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let has_pictures = events().any(|event| event.picture.is_some());
    let is_known = |language: Language| language != Language::Unknown;
    let sources = edition.sources.iter().all(|source| is_known(source.language) && is_known(source.headline.language));
    !has_pictures && sources && events().all(|event| is_known(event.headline.language))
}

fn conformance(edition: &Edition) -> Vec<String> {
    vec![
        format!("<meta id=\"conformance\" property=\"dcterms:conformsTo\">{STANDARD}</meta>"),
        refined("conformance", "a11y:certifiedBy", &edition.producer),
    ]
}

/// The series of all editions with this title, and this edition's position in it.
fn series(title: &str, number: u32) -> Vec<String> {
    let (title, number) = (clean(title).trim().to_owned(), number.to_string());
    vec![
        format!("<meta id=\"series\" property=\"belongs-to-collection\">{}</meta>", escape(&title)),
        refined("series", "collection-type", "series"),
        refined("series", "group-position", &number),
        named("calibre:series", &title),
        named("calibre:series_index", &number),
    ]
}
