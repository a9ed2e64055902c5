//! In: an edition. Out: the book's files in reading order, and the places that links lead to.
//!
//! The order of the files is that of the briefing's parts.
//!
//! Invariant: every event and source of the edition has exactly one place, and so has everybody whom the book lists.

use std::collections::BTreeMap;
use std::ops::Range;

use super::reference::Reference;
use super::size;
use crate::characters::is_unseen;
use crate::edition::{ChangeKind, Chapter, DateText, Edition, Entity, Event};
use crate::render::Medium;

/// The identifier of the block that says who made the edition and what it covers.
const CONTROL: &str = "control";

/// The files of a book and the places in them.
pub(crate) struct Book {
    pub medium: Medium,
    pub documents: Vec<Document>,
    /// What the part behind the chapters lists.
    pub reference: Reference,
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
    Glance,
    /// Dated events in order.
    Timeline(Range<usize>),
    /// New or updated events, then withdrawn ones.
    News(Range<usize>),
    /// Events that are announced for later days.
    Upcoming,
    /// The index of the chapter, and some of its events.
    Chapter(usize, Range<usize>),
    /// The head of the reference part, with who made the edition and what its collection lacks.
    Reference,
    /// Events that are only mentioned.
    Mentioned(Range<usize>),
    /// The listed people.
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
        let reference = Reference::of(edition, medium);
        let mut documents = match medium {
            Medium::Book => vec![document("cover", &words.cover, Holds::Cover)],
            Medium::Web | Medium::Page => Vec::new(),
        };
        documents.push(document(medium.first(), &edition.title, Holds::TitlePage));
        if !edition.glance.is_empty() {
            documents.push(document("glance", &words.glance, Holds::Glance));
        }
        if edition.timeline.is_some() {
            let rows: Vec<usize> = dated(edition).iter().map(|(_, event)| size::row(event)).collect();
            documents.extend(parts(medium, "timeline", &words.timeline, &rows, Holds::Timeline));
        }
        documents.extend(parts(medium, "news", &words.news, &news_sizes(edition), Holds::News));
        if !edition.upcoming.is_empty() {
            documents.push(document("upcoming", &words.upcoming, Holds::Upcoming));
        }
        for (index, chapter) in edition.chapters.iter().enumerate() {
            documents.extend(chapter_parts(medium, index, chapter));
        }
        documents.extend(back(edition, &reference, medium));
        documents.iter_mut().for_each(|document| document.file = medium.file(&document.file));
        let places = places(edition, &reference, &documents, medium);
        Self { medium, documents, reference, places }
    }
}

/// The files behind the chapters.
fn back(edition: &Edition, reference: &Reference, medium: Medium) -> Vec<Document> {
    let words = &edition.words;
    let mut documents = vec![document("reference", &words.reference, Holds::Reference)];
    let mentioned = sizes(edition.only_mentioned(), size::mentioned);
    documents.extend(parts(medium, "mentioned", &words.mentioned, &mentioned, Holds::Mentioned));
    let people: Vec<usize> = reference.people.iter().map(|&at| size::person(&edition.people[at])).collect();
    documents.extend(parts_of(
        "people",
        &words.people,
        size::ranges(&people, medium.longest(size::LONGEST_LIST)),
        Holds::People,
    ));
    let entities = |list: &[Entity], listed: &[usize]| listed.iter().map(|&at| size::entity(&list[at])).collect();
    let organizations: Vec<usize> = entities(&edition.organizations, &reference.organizations);
    documents.extend(parts(medium, "organizations", &words.organizations, &organizations, Holds::Organizations));
    let places: Vec<usize> = entities(&edition.places, &reference.places);
    documents.extend(parts(medium, "places", &words.places, &places, Holds::Places));
    let abbreviations = sizes(&edition.abbreviations, size::abbreviation);
    documents.extend(parts(medium, "abbreviations", &words.abbreviations, &abbreviations, Holds::Abbreviations));
    documents.extend(parts(medium, "sources", &words.sources, &sizes(&edition.sources, size::source), Holds::Sources));
    if !edition.ledger.entries.is_empty() {
        let entries: Vec<usize> =
            reference.ledger.iter().map(|&at| size::ledger(&edition.ledger.entries[at])).collect();
        let mut ranges = size::ranges(&entries, medium.longest(size::MOST));
        if ranges.is_empty() {
            // The totals have a file even if every page is used.
            ranges.push(0..0);
        }
        documents.extend(parts_of("ledger", &words.ledger, ranges, Holds::Ledger));
    }
    documents.extend(parts(
        medium,
        "articles",
        &words.articles,
        &sizes(&edition.articles, size::article),
        Holds::Articles,
    ));
    documents
}

impl Book {
    /// The file where the text begins.
    pub(crate) fn opening(&self) -> &str {
        let text = self.documents.iter().find(|document| document.is_front() || document.is_chapter());
        text.map_or("titlepage.xhtml", |document| &document.file)
    }

    /// The file that follows the contents: the first chapter.
    pub(crate) fn behind_contents(&self) -> Option<&str> {
        let opens = |document: &&Document| !document.is_front() && !document.is_title();
        self.documents.iter().find(opens).map(|document| document.file.as_str())
    }
}

impl Document {
    /// Whether it is the cover or the title page.
    fn is_title(&self) -> bool {
        matches!(self.holds, Holds::Cover | Holds::TitlePage)
    }

    /// Whether it comes before the chapters and tells of events.
    fn is_front(&self) -> bool {
        matches!(self.holds, Holds::Glance | Holds::Timeline(_) | Holds::News(_) | Holds::Upcoming)
    }

    fn is_chapter(&self) -> bool {
        matches!(self.holds, Holds::Chapter(..))
    }

    /// Whether it belongs to the reference part, behind its head.
    pub(crate) fn is_looked_up(&self) -> bool {
        !(self.is_title()
            || self.is_front()
            || self.is_chapter()
            || matches!(self.holds, Holds::Reference | Holds::Articles(_)))
    }

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
            Holds::Cover | Holds::TitlePage | Holds::Glance | Holds::Upcoming | Holds::Reference => true,
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
            Holds::Reference => "reference",
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
    fn entries(&self, edition: &Edition, reference: &Reference) -> Vec<String> {
        match &self.holds {
            Holds::Chapter(index, range) => {
                edition.chapters[*index].events[range.clone()].iter().flat_map(event).collect()
            }
            Holds::Upcoming => ids(&edition.upcoming, |upcoming| &upcoming.id),
            Holds::Mentioned(range) => ids(&edition.only_mentioned()[range.clone()], |mentioned| &mentioned.id),
            Holds::Reference => vec![CONTROL.to_owned()],
            Holds::People(range) => {
                reference.people[range.clone()].iter().map(|&at| edition.people[at].id.clone()).collect()
            }
            Holds::Organizations(range) => {
                reference.organizations[range.clone()].iter().map(|&at| edition.organizations[at].id.clone()).collect()
            }
            Holds::Places(range) => {
                reference.places[range.clone()].iter().map(|&at| edition.places[at].id.clone()).collect()
            }
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
fn parts(medium: Medium, name: &str, title: &str, sizes: &[usize], holds: fn(Range<usize>) -> Holds) -> Vec<Document> {
    parts_of(name, title, size::ranges(sizes, medium.longest(size::MOST)), holds)
}

fn parts_of(name: &str, title: &str, ranges: Vec<Range<usize>>, holds: fn(Range<usize>) -> Holds) -> Vec<Document> {
    if let [range] = &ranges[..] {
        return vec![document(name, title, holds(range.clone()))];
    }
    let part = |(range, number): (Range<usize>, usize)| {
        let title = format!("{title} {}\u{2013}{}", range.start + 1, range.end);
        document(&format!("{name}-{number}"), &title, holds(range))
    };
    ranges.into_iter().zip(1..).map(part).collect()
}

/// The files of a chapter. From the second on, file names are numbered, and titles say which days the file tells of.
fn chapter_parts(medium: Medium, index: usize, chapter: &Chapter) -> Vec<Document> {
    let part = |(range, number): (Range<usize>, usize)| match number {
        1 => document(&chapter.id, &chapter.title, Holds::Chapter(index, range)),
        _ => {
            let told = days_of(&chapter.events[range.clone()]).unwrap_or_else(|| number.to_string());
            let (name, title) = (format!("{}-{number}", chapter.id), format!("{} \u{b7} {told}", chapter.title));
            document(&name, &title, Holds::Chapter(index, range))
        }
    };
    let sizes = sizes(&chapter.events, size::event);
    size::ranges(&sizes, medium.longest(size::LONGEST_CHAPTER)).into_iter().zip(1..).map(part).collect()
}

/// The first and the last day of events, for a title. `None` if none has a visible day.
fn days_of(events: &[Event]) -> Option<String> {
    let whens = || events.iter().filter_map(|event| event.when.as_ref()).filter(|when| !is_unseen(&when.short));
    let earliest = |when: &&DateText| when.earliest.clone().or_else(|| when.latest.clone());
    let latest = |when: &&DateText| when.latest.clone().or_else(|| when.earliest.clone());
    let (first, last) = (whens().min_by_key(earliest)?, whens().max_by_key(latest)?);
    let is_one = first.short == last.short;
    Some(if is_one { first.short.clone() } else { format!("{} \u{2013} {}", first.short, last.short) })
}

fn places(
    edition: &Edition,
    reference: &Reference,
    documents: &[Document],
    medium: Medium,
) -> BTreeMap<String, String> {
    let mut places = BTreeMap::new();
    for document in documents {
        let section = document.section(edition).map(str::to_owned);
        for id in section.into_iter().chain(document.entries(edition, reference)) {
            let place = medium.place(&document.file, &id);
            places.insert(id, place);
        }
    }
    places
}
