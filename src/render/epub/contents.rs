//! In: an edition and its book. Out: the book's contents, landmarks and page list.
//!
//! Invariant: each entry has a title that a reader can see and a place that is in the book.

use std::collections::BTreeSet;

use serde::Serialize;

use super::book::{Book, Holds};
use super::characters::clean;
use crate::edition::{Chapter, Edition, Event, FullArticle};
use crate::language::Language;
use crate::render::PageMark;

/// One line of the contents.
#[derive(Debug, Serialize)]
pub struct Entry {
    pub title: String,
    pub place: String,
    pub children: Vec<EventEntry>,
}

/// An event or an article in the contents.
#[derive(Debug, Serialize)]
pub struct EventEntry {
    pub day: Option<String>,
    pub title: String,
    pub language: Language,
    pub place: String,
}

/// A part of the book that reading devices know by its kind.
#[derive(Debug, Serialize)]
pub struct Landmark {
    /// A word of the EPUB structural semantics vocabulary.
    pub kind: &'static str,
    pub place: String,
    pub title: String,
}

/// The beginning of a page of the printed briefing.
#[derive(Debug, Serialize)]
pub struct PageEntry {
    pub id: String,
    pub number: u32,
    pub place: String,
}

/// The contents: each file but the cover, chapters with their events.
pub fn entries(edition: &Edition, book: &Book) -> Vec<Entry> {
    let documents = book.documents.iter().filter(|document| !matches!(document.holds, Holds::Cover));
    let entry = |document: &super::book::Document| Entry {
        title: visible(&document.title, &edition.words.not_known),
        place: document.file.clone(),
        children: match document.holds {
            Holds::Chapter(index) => children(&edition.chapters[index], &document.file, edition),
            Holds::Articles(ref range) => articles(&edition.articles[range.clone()], &document.file, edition),
            _ => Vec::new(),
        },
    };
    documents.map(entry).collect()
}

fn children(chapter: &Chapter, file: &str, edition: &Edition) -> Vec<EventEntry> {
    let child = |event: &Event| EventEntry {
        day: event.when.as_ref().map(|when| when.short.clone()),
        title: visible(&event.headline.text, &edition.words.not_known),
        language: event.headline.language,
        place: format!("{file}#{}", event.id),
    };
    chapter.events.iter().map(child).collect()
}

fn articles(articles: &[FullArticle], file: &str, edition: &Edition) -> Vec<EventEntry> {
    let day = |article: &FullArticle| {
        edition
            .sources
            .iter()
            .find(|source| source.number == article.source)?
            .published
            .as_ref()
            .map(|when| when.short.clone())
    };
    let child = |article: &FullArticle| EventEntry {
        day: day(article),
        title: visible(&article.headline.text, &edition.words.not_known),
        language: article.headline.language,
        place: format!("{file}#{}", article.id),
    };
    articles.iter().map(child).collect()
}

/// The title without forbidden characters, or words in its place: a link that shows nothing cannot be followed.
fn visible(title: &str, instead: &str) -> String {
    let title = clean(title).trim().to_owned();
    if title.is_empty() { instead.to_owned() } else { title }
}

/// The landmarks of the book, in its order.
pub fn landmarks(edition: &Edition, book: &Book) -> Vec<Landmark> {
    let mut seen = BTreeSet::new();
    let mut landmarks = Vec::new();
    for document in &book.documents {
        let kind = match document.holds {
            Holds::Cover => "cover",
            Holds::TitlePage => "titlepage",
            Holds::Glance | Holds::Timeline(_) | Holds::Chapter(_) => "bodymatter",
            Holds::Sources(_) => "endnotes",
            Holds::People(_)
            | Holds::Organizations(_)
            | Holds::Places(_)
            | Holds::Abbreviations
            | Holds::Ledger(_)
            | Holds::Articles(_) => continue,
        };
        if seen.insert(kind) {
            let title = visible(&document.title, &edition.words.not_known);
            landmarks.push(Landmark { kind, place: document.file.clone(), title });
        }
    }
    landmarks
        .insert(2, Landmark { kind: "toc", place: "nav.xhtml#toc".to_owned(), title: edition.words.contents.clone() });
    landmarks
}

/// The first thing on each page of the printed briefing that has a place in the book.
pub fn page_list(edition: &Edition, book: &Book, pages: &[PageMark]) -> Vec<PageEntry> {
    let sections =
        ["glance", "timeline", "people", "organizations", "places", "abbreviations", "sources", "ledger", "articles"]
            .into_iter();
    let chapters = edition.chapters.iter();
    let parts = chapters.flat_map(|chapter| {
        std::iter::once(chapter.id.as_str()).chain(chapter.events.iter().map(|event| event.id.as_str()))
    });
    let marked: BTreeSet<&str> = sections.chain(parts).collect();
    let mut seen = BTreeSet::new();
    let mut list = Vec::new();
    for mark in pages.iter().filter(|mark| marked.contains(mark.id.as_str())) {
        let file = book.places.get(&mark.id).and_then(|place| place.split('#').next());
        if let (Some(file), true) = (file, seen.insert(mark.page)) {
            let place = format!("{file}#page-{}", mark.page);
            list.push(PageEntry { id: mark.id.clone(), number: mark.page, place });
        }
    }
    list
}
