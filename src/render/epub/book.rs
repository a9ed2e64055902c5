//! In: an edition. Out: the book's files in reading order, and the places that links lead to.
//!
//! Invariant: every event, person and source of the edition has exactly one place.

use std::collections::BTreeMap;
use std::ops::Range;

use super::size;
use crate::edition::{ChangeKind, Chapter, Edition, Event};
use crate::render::Medium;

/// The files of a book and the places in them.
pub(crate) struct Book {
    pub medium: Medium,
    pub documents: Vec<Document>,
    /// The file and fragment of each identifier.
    pub places: BTreeMap<String, String>,
}

/// A file of the book.
pub(crate) struct Document {
    /// Its name with the extension.
    pub file: String,
    pub title: String,
    pub holds: Holds,
}

/// The content of a file. A range counts the entries of the edition's list.
pub(crate) enum Holds {
    Cover,
    TitlePage,
    /// New or updated events, then withdrawn ones.
    News(Range<usize>),
    Glance,
    /// Events that are announced for later days.
    Upcoming,
    /// Dated events in order.
    Timeline(Range<usize>),
    /// Events that are only mentioned.
    Mentioned(Range<usize>),
    /// The index of the chapter, and some of its events.
    Chapter(usize, Range<usize>),
    People(Range<usize>),
    Organizations(Range<usize>),
    Places(Range<usize>),
    Abbreviations(Range<usize>),
    Sources(Range<usize>),
    Ledger(Range<usize>),
    Articles(Range<usize>),
}

impl Book {
    /// Divides the edition into files. Lists that are empty get no file, and the web has no cover.
    pub(crate) fn new(edition: &Edition, medium: Medium) -> Self {
        let words = &edition.words;
        let mut documents = match medium {
            Medium::Book => vec![document("cover", &words.cover, Holds::Cover)],
            Medium::Web | Medium::Page => Vec::new(),
        };
        documents.push(document(medium.first(), &edition.title, Holds::TitlePage));
        documents.extend(parts(medium, "news", &words.news, news_sizes(edition), Holds::News));
        if !edition.glance.is_empty() {
            documents.push(document("glance", &words.glance, Holds::Glance));
        }
        if !edition.upcoming.is_empty() {
            documents.push(document("upcoming", &words.upcoming, Holds::Upcoming));
        }
        if edition.timeline.is_some() {
            let rows = dated(edition).iter().map(|(_, event)| size::row(event)).collect();
            documents.extend(parts(medium, "timeline", &words.timeline, rows, Holds::Timeline));
        }
        let mentioned = sizes(edition.only_mentioned(), size::mentioned);
        documents.extend(parts(medium, "mentioned", &words.mentioned, mentioned, Holds::Mentioned));
        for (index, chapter) in edition.chapters.iter().enumerate() {
            documents.extend(chapter_parts(medium, index, chapter));
        }
        documents.extend(parts(medium, "people", &words.people, sizes(&edition.people, size::person), Holds::People));
        let organizations = sizes(&edition.organizations, size::entity);
        documents.extend(parts(medium, "organizations", &words.organizations, organizations, Holds::Organizations));
        documents.extend(parts(medium, "places", &words.places, sizes(&edition.places, size::entity), Holds::Places));
        let abbreviations = sizes(&edition.abbreviations, size::abbreviation);
        documents.extend(parts(medium, "abbreviations", &words.abbreviations, abbreviations, Holds::Abbreviations));
        documents.extend(parts(
            medium,
            "sources",
            &words.sources,
            sizes(&edition.sources, size::source),
            Holds::Sources,
        ));
        documents.extend(parts(
            medium,
            "ledger",
            &words.ledger,
            sizes(&edition.ledger.entries, size::ledger),
            Holds::Ledger,
        ));
        documents.extend(parts(
            medium,
            "articles",
            &words.articles,
            sizes(&edition.articles, size::article),
            Holds::Articles,
        ));
        documents.iter_mut().for_each(|document| document.file = medium.file(&document.file));
        let places = places(edition, &documents, medium);
        Self { medium, documents, places }
    }
}

impl Book {
    /// The file where the text begins.
    pub(crate) fn opening(&self) -> &str {
        let text = self.documents.iter().find(|document| {
            matches!(
                document.holds,
                Holds::News(_)
                    | Holds::Glance
                    | Holds::Upcoming
                    | Holds::Timeline(_)
                    | Holds::Mentioned(_)
                    | Holds::Chapter(..)
            )
        });
        text.map_or("titlepage.xhtml", |document| &document.file)
    }
}

impl Document {
    /// Whether it is the first file of its list.
    pub(crate) fn is_first(&self) -> bool {
        match &self.holds {
            Holds::News(range)
            | Holds::Timeline(range)
            | Holds::Mentioned(range)
            | Holds::Chapter(_, range)
            | Holds::People(range)
            | Holds::Organizations(range)
            | Holds::Places(range)
            | Holds::Abbreviations(range)
            | Holds::Sources(range)
            | Holds::Ledger(range)
            | Holds::Articles(range) => range.start == 0,
            Holds::Cover | Holds::TitlePage | Holds::Glance | Holds::Upcoming => true,
        }
    }

    /// The identifier of the section that begins in the file. `None` if the file continues a section.
    fn section<'a>(&self, edition: &'a Edition) -> Option<&'a str> {
        let name = match &self.holds {
            Holds::Cover | Holds::TitlePage => return None,
            Holds::News(_) => "news",
            Holds::Glance => "glance",
            Holds::Upcoming => "upcoming",
            Holds::Timeline(_) => "timeline",
            Holds::Mentioned(_) => "mentioned",
            Holds::Chapter(index, _) => &edition.chapters[*index].id,
            Holds::People(_) => "people",
            Holds::Organizations(_) => "organizations",
            Holds::Places(_) => "places",
            Holds::Abbreviations(_) => "abbreviations",
            Holds::Sources(_) => "sources",
            Holds::Ledger(_) => "ledger",
            Holds::Articles(_) => "articles",
        };
        self.is_first().then_some(name)
    }

    /// The identifiers of its entries.
    fn entries(&self, edition: &Edition) -> Vec<String> {
        match &self.holds {
            Holds::Chapter(index, range) => {
                edition.chapters[*index].events[range.clone()].iter().flat_map(event).collect()
            }
            Holds::Upcoming => ids(&edition.upcoming, |upcoming| &upcoming.id),
            Holds::Mentioned(range) => ids(&edition.only_mentioned()[range.clone()], |mentioned| &mentioned.id),
            Holds::People(range) => ids(&edition.people[range.clone()], |person| &person.id),
            Holds::Organizations(range) => ids(&edition.organizations[range.clone()], |entity| &entity.id),
            Holds::Places(range) => ids(&edition.places[range.clone()], |entity| &entity.id),
            Holds::Articles(range) => ids(&edition.articles[range.clone()], |article| &article.id),
            Holds::Sources(range) => {
                edition.sources[range.clone()].iter().map(|source| format!("source-{}", source.number)).collect()
            }
            Holds::Cover
            | Holds::TitlePage
            | Holds::News(_)
            | Holds::Glance
            | Holds::Timeline(_)
            | Holds::Abbreviations(_)
            | Holds::Ledger(_) => Vec::new(),
        }
    }
}

fn ids<T>(entries: &[T], id: impl Fn(&T) -> &String) -> Vec<String> {
    entries.iter().map(|entry| id(entry).clone()).collect()
}

/// The identifiers of an event and of the places where it names its sources.
fn event(event: &Event) -> Vec<String> {
    let sources = event.sources.iter().map(|number| format!("{}-source-{number}", event.id));
    std::iter::once(event.id.clone()).chain(sources).collect()
}

/// The new events, then the updated ones, each in the order of the chapters.
pub(crate) fn changed(edition: &Edition) -> impl Iterator<Item = &Event> {
    let of = |kind| {
        let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
        events.filter(move |event| event.change.as_ref().is_some_and(|change| change.kind == kind))
    };
    of(ChangeKind::New).chain(of(ChangeKind::Updated))
}

fn news_sizes(edition: &Edition) -> Vec<usize> {
    let withdrawn = edition.news.iter().flat_map(|news| &news.withdrawn);
    changed(edition).map(size::changed).chain(withdrawn.map(size::withdrawn)).collect()
}

/// The dated events with their chapters, in order of time.
pub(crate) fn dated(edition: &Edition) -> Vec<(&Chapter, &Event)> {
    let mut events: Vec<(&Chapter, &Event)> = edition
        .chapters
        .iter()
        .flat_map(|chapter| chapter.events.iter().map(move |event| (chapter, event)))
        .filter(|(_, event)| event.when.is_some())
        .collect();
    events.sort_by_key(|(_, event)| event.when.as_ref().map(|when| (&when.earliest, &when.latest, &event.id)));
    events
}

/// A file whose name has no extension yet.
fn document(name: &str, title: &str, holds: Holds) -> Document {
    Document { file: name.to_owned(), title: title.to_owned(), holds }
}

fn sizes<T>(entries: &[T], size: impl Fn(&T) -> usize) -> Vec<usize> {
    entries.iter().map(size).collect()
}

/// The files of one list. If there are several, each title says which entries the file has.
fn parts(
    medium: Medium,
    name: &str,
    title: &str,
    sizes: Vec<usize>,
    holds: fn(Range<usize>) -> Holds,
) -> Vec<Document> {
    let ranges = medium.ranges(&sizes, size::parts);
    if let [range] = &ranges[..] {
        return vec![document(name, title, holds(range.clone()))];
    }
    let part = |(range, number): (Range<usize>, usize)| {
        let title = format!("{title} {}–{}", range.start + 1, range.end);
        document(&format!("{name}-{number}"), &title, holds(range))
    };
    ranges.into_iter().zip(1..).map(part).collect()
}

/// The files of a chapter. From the second on, file names and titles are numbered.
fn chapter_parts(medium: Medium, index: usize, chapter: &Chapter) -> Vec<Document> {
    let part = |(range, number): (Range<usize>, usize)| match number {
        1 => document(&chapter.id, &chapter.title, Holds::Chapter(index, range)),
        _ => {
            let (name, title) = (format!("{}-{number}", chapter.id), format!("{} ({number})", chapter.title));
            document(&name, &title, Holds::Chapter(index, range))
        }
    };
    medium.ranges(&sizes(&chapter.events, size::event), size::parts).into_iter().zip(1..).map(part).collect()
}

fn places(edition: &Edition, documents: &[Document], medium: Medium) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for document in documents {
        let section = document.section(edition).map(str::to_owned);
        for id in section.into_iter().chain(document.entries(edition)) {
            let place = medium.place(&document.file, &id);
            places.insert(id, place);
        }
    }
    places
}
