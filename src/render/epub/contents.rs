//! In: an edition and its book. Out: the book's contents, landmarks and page list.
//!
//! Invariant: each entry has a visible title and a place that exists in the book.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::book::{Book, Document, Holds};
use crate::characters::{clean, is_unseen};
use crate::edition::{DateText, Edition, Event, FullArticle};
use crate::language::Language;
use crate::render::{Medium, PageMark};

/// Maximum number of events and articles in the contents. If there are more, the contents only list the files of the book: old devices
/// cannot open very long contents, and the timeline lists every event. Set by hand.
const MOST_LISTED: usize = 700;

/// One line of the contents.
#[derive(Debug, Serialize)]
pub(crate) struct Entry {
    pub title: String,
    pub place: String,
    /// Its position in the older form of contents, from 1.
    pub order: usize,
    pub children: Vec<EventEntry>,
}

/// An event, an article or a list in the contents.
#[derive(Debug, Serialize)]
pub(crate) struct EventEntry {
    pub day: Option<String>,
    pub title: String,
    pub language: Language,
    pub place: String,
    pub order: usize,
}

/// A part of the book of a kind that reading devices know.
#[derive(Debug, Serialize)]
pub(crate) struct Landmark {
    /// A term of the EPUB structural semantics vocabulary.
    pub kind: &'static str,
    pub place: String,
    pub title: String,
}

/// The beginning of a page of the printed briefing.
#[derive(Debug, Serialize)]
pub(crate) struct PageEntry {
    pub id: String,
    pub number: u32,
    pub place: String,
    pub order: usize,
}

/// The navigation of the book.
#[derive(Debug)]
pub(crate) struct Contents {
    pub entries: Vec<Entry>,
    pub pages: Vec<PageEntry>,
}

impl Contents {
    /// Each file but the cover, chapters with their events, the reference part with its lists, and the pages of the printed briefing.
    pub(crate) fn new(edition: &Edition, book: &Book, pages: &[PageMark]) -> Self {
        let listed = |document: &&Document| !matches!(document.holds, Holds::Cover) && !document.is_looked_up();
        let documents = || book.documents.iter().filter(listed);
        let mut entries: Vec<Entry> = documents().map(|document| entry(edition, book.medium, document)).collect();
        let mut pages = page_list(edition, book, pages);
        if entries.iter().map(|entry| entry.children.len()).sum::<usize>() > MOST_LISTED {
            entries.iter_mut().for_each(|entry| entry.children.clear());
        }
        let reference = book.documents.iter().find(|document| matches!(document.holds, Holds::Reference));
        if let Some(entry) = reference.and_then(|head| entries.iter_mut().find(|entry| entry.place == head.file)) {
            entry.children = looked_up(edition, book);
        }
        put_in_order(&mut entries, &mut pages, book);
        Self { entries, pages }
    }
}

fn entry(edition: &Edition, medium: Medium, document: &Document) -> Entry {
    let place = |id: &str| medium.place(&document.file, id);
    let children = match &document.holds {
        Holds::Chapter(index, range) => events(&edition.chapters[*index].events[range.clone()], place, edition),
        Holds::Articles(range) => articles(&edition.articles[range.clone()], place, edition),
        _ => Vec::new(),
    };
    let title = visible(&document.title, &edition.words.not_known);
    Entry { title, place: document.file.clone(), order: 0, children }
}

/// The files of the reference part behind its head.
fn looked_up(edition: &Edition, book: &Book) -> Vec<EventEntry> {
    let child = |document: &Document| EventEntry {
        day: None,
        title: visible(&document.title, &edition.words.not_known),
        language: Language::Unknown,
        place: document.file.clone(),
        order: 0,
    };
    book.documents.iter().filter(|document| document.is_looked_up()).map(child).collect()
}

/// Numbers all entries of the older contents in the order of the book. A page comes after the entry in which it begins.
fn put_in_order(entries: &mut [Entry], pages: &mut [PageEntry], book: &Book) {
    let mut within: BTreeMap<&str, Vec<&mut PageEntry>> = BTreeMap::new();
    let listed: BTreeSet<String> =
        entries.iter().flat_map(|entry| entry.children.iter().map(|child| child.place.clone())).collect();
    for page in pages {
        let place = book.places.get(&page.id).map_or("", String::as_str);
        let file = place.split('#').next().unwrap_or_default();
        within.entry(if listed.contains(place) { place } else { file }).or_default().push(page);
    }
    let mut last = 0;
    let mut number = |order: &mut usize, place: &str| {
        last += 1;
        *order = last;
        for page in within.remove(place).into_iter().flatten() {
            last += 1;
            page.order = last;
        }
    };
    for entry in entries {
        number(&mut entry.order, &entry.place);
        entry.children.iter_mut().for_each(|child| number(&mut child.order, &child.place));
    }
}

fn events(events: &[Event], place: impl Fn(&str) -> String, edition: &Edition) -> Vec<EventEntry> {
    let child = |event: &Event| EventEntry {
        day: event.when.as_ref().map(|when| when.short.clone()),
        title: visible(&event.headline.text, &edition.words.not_known),
        language: event.headline.language,
        place: place(&event.id),
        order: 0,
    };
    events.iter().map(child).collect()
}

fn articles(articles: &[FullArticle], place: impl Fn(&str) -> String, edition: &Edition) -> Vec<EventEntry> {
    let published: BTreeMap<usize, &DateText> =
        edition.sources.iter().filter_map(|source| Some((source.number, source.published.as_ref()?))).collect();
    let child = |article: &FullArticle| EventEntry {
        day: published.get(&article.source).map(|when| when.short.clone()),
        title: visible(&article.headline.text, &edition.words.not_known),
        language: article.headline.language,
        place: place(&article.id),
        order: 0,
    };
    articles.iter().map(child).collect()
}

/// The title without forbidden characters, or a replacement if nothing of it is visible: an invisible link cannot be followed.
fn visible(title: &str, instead: &str) -> String {
    if is_unseen(title) { instead.to_owned() } else { clean(title).trim().to_owned() }
}

/// The landmarks of the book, in its order.
pub(crate) fn landmarks(edition: &Edition, book: &Book) -> Vec<Landmark> {
    let mut seen = BTreeSet::new();
    let mut landmarks = Vec::new();
    for document in &book.documents {
        let kind = match document.holds {
            Holds::Cover => "cover",
            Holds::TitlePage => "titlepage",
            Holds::News(_) | Holds::Glance | Holds::Upcoming | Holds::Timeline(_) | Holds::Chapter(..) => "bodymatter",
            // The reference part is what comes behind the text.
            Holds::Reference | Holds::Mentioned(_) => "backmatter",
            Holds::People(_) | Holds::Organizations(_) | Holds::Places(_) => "index",
            Holds::Abbreviations(_) => "glossary",
            Holds::Sources(_) => "endnotes",
            Holds::Ledger(_) => continue,
            Holds::Articles(_) => "appendix",
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

/// For each page of the printed briefing, the first part on it that has a place in the book.
fn page_list(edition: &Edition, book: &Book, pages: &[PageMark]) -> Vec<PageEntry> {
    let sections = [
        "glance",
        "timeline",
        "news",
        "upcoming",
        "reference",
        "control",
        "mentioned",
        "people",
        "organizations",
        "places",
        "abbreviations",
        "sources",
        "ledger",
        "articles",
    ]
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
            list.push(PageEntry { id: mark.id.clone(), number: mark.page, place, order: 0 });
        }
    }
    list
}
