//! In: an edition. Out: the book's files in reading order, and where everything that is linked to stands in them.
//!
//! Invariant: every event, person and source of the edition has exactly one place.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::edition::{Chapter, Edition, Event};

/// How many entries a file holds before the next begins: reading devices open small files at once and large ones slowly.
const ENTRIES: usize = 200;
/// The same of full articles.
const ARTICLES: usize = 20;

/// The files of a book and the places in them.
pub struct Book {
    pub documents: Vec<Document>,
    /// For each identifier, the file and fragment that it is reached by.
    pub places: BTreeMap<String, String>,
}

/// One file.
pub struct Document {
    pub file: String,
    pub title: String,
    pub holds: Holds,
}

/// What stands in a file. A range is of the entries of its list in the edition.
pub enum Holds {
    Cover,
    TitlePage,
    Glance,
    /// Of the dated events in order.
    Timeline(Range<usize>),
    /// The index of the chapter.
    Chapter(usize),
    People(Range<usize>),
    Organizations(Range<usize>),
    Places(Range<usize>),
    Abbreviations,
    Sources(Range<usize>),
    Ledger(Range<usize>),
    Articles(Range<usize>),
}

impl Book {
    /// Lays the edition out in files; what the edition does not have gets none.
    pub fn new(edition: &Edition) -> Self {
        let words = &edition.words;
        let mut documents = vec![
            document("cover", &words.cover, Holds::Cover),
            document("titlepage", &edition.title, Holds::TitlePage),
        ];
        if !edition.glance.is_empty() {
            documents.push(document("glance", &words.glance, Holds::Glance));
        }
        if edition.timeline.is_some() {
            documents.extend(parts("timeline", &words.timeline, dated(edition).len(), ENTRIES, Holds::Timeline));
        }
        for (index, chapter) in edition.chapters.iter().enumerate() {
            documents.push(document(&chapter.id, &chapter.title, Holds::Chapter(index)));
        }
        documents.extend(parts("people", &words.people, edition.people.len(), ENTRIES, Holds::People));
        let organizations = edition.organizations.len();
        documents.extend(parts("organizations", &words.organizations, organizations, ENTRIES, Holds::Organizations));
        documents.extend(parts("places", &words.places, edition.places.len(), ENTRIES, Holds::Places));
        if !edition.abbreviations.is_empty() {
            documents.push(document("abbreviations", &words.abbreviations, Holds::Abbreviations));
        }
        documents.extend(parts("sources", &words.sources, edition.sources.len(), ENTRIES, Holds::Sources));
        documents.extend(parts("ledger", &words.ledger, edition.ledger.entries.len(), ENTRIES, Holds::Ledger));
        documents.extend(parts("articles", &words.articles, edition.articles.len(), ARTICLES, Holds::Articles));
        let places = places(edition, &documents);
        Self { documents, places }
    }
}

impl Document {
    /// Whether it is the first file of its list.
    pub fn is_first(&self) -> bool {
        match &self.holds {
            Holds::Timeline(range)
            | Holds::People(range)
            | Holds::Organizations(range)
            | Holds::Places(range)
            | Holds::Sources(range)
            | Holds::Ledger(range)
            | Holds::Articles(range) => range.start == 0,
            Holds::Cover | Holds::TitlePage | Holds::Glance | Holds::Chapter(_) | Holds::Abbreviations => true,
        }
    }
}

/// The dated events, each with its chapter, in order of time.
pub fn dated(edition: &Edition) -> Vec<(&Chapter, &Event)> {
    let mut events: Vec<(&Chapter, &Event)> = edition
        .chapters
        .iter()
        .flat_map(|chapter| chapter.events.iter().map(move |event| (chapter, event)))
        .filter(|(_, event)| event.when.is_some())
        .collect();
    events.sort_by_key(|(_, event)| event.when.as_ref().map(|when| (&when.earliest, &when.latest, &event.id)));
    events
}

fn document(name: &str, title: &str, holds: Holds) -> Document {
    Document { file: format!("{name}.xhtml"), title: title.to_owned(), holds }
}

/// The files of one list; where there are several, each title says which entries it has.
fn parts(name: &str, title: &str, entries: usize, most: usize, holds: fn(Range<usize>) -> Holds) -> Vec<Document> {
    let part = |start: usize| {
        let range = start..entries.min(start + most);
        if entries <= most {
            return document(name, title, holds(range));
        }
        let title = format!("{title} {}–{}", range.start + 1, range.end);
        document(&format!("{name}-{}", start / most + 1), &title, holds(range))
    };
    (0..entries).step_by(most).map(part).collect()
}

fn places(edition: &Edition, documents: &[Document]) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for document in documents {
        let file = &document.file;
        let mut stands = |id: &str| places.insert(id.to_owned(), format!("{file}#{id}"));
        match &document.holds {
            Holds::Cover | Holds::TitlePage => {}
            Holds::Glance => drop(stands("glance")),
            Holds::Abbreviations => drop(stands("abbreviations")),
            Holds::Timeline(range) if range.start == 0 => drop(stands("timeline")),
            Holds::Ledger(range) if range.start == 0 => drop(stands("ledger")),
            Holds::Timeline(_) | Holds::Ledger(_) => {}
            Holds::Chapter(index) => {
                let chapter = &edition.chapters[*index];
                stands(&chapter.id);
                for event in &chapter.events {
                    stands(&event.id);
                    for number in &event.sources {
                        stands(&format!("{}-source-{number}", event.id));
                    }
                }
            }
            Holds::People(range) => {
                if range.start == 0 {
                    stands("people");
                }
                for person in &edition.people[range.clone()] {
                    stands(&person.id);
                }
            }
            Holds::Organizations(range) => {
                if range.start == 0 {
                    stands("organizations");
                }
                edition.organizations[range.clone()].iter().for_each(|entity| drop(stands(&entity.id)));
            }
            Holds::Places(range) => {
                if range.start == 0 {
                    stands("places");
                }
                edition.places[range.clone()].iter().for_each(|entity| drop(stands(&entity.id)));
            }
            Holds::Articles(range) => {
                if range.start == 0 {
                    stands("articles");
                }
                for article in &edition.articles[range.clone()] {
                    stands(&article.id);
                }
            }
            Holds::Sources(range) => {
                if range.start == 0 {
                    stands("sources");
                }
                for source in &edition.sources[range.clone()] {
                    stands(&format!("source-{}", source.number));
                }
            }
        }
    }
    places
}
