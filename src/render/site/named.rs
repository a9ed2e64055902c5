//! In: an edition and its pages. Out: the people and organizations that have a page of their own, with their events and quotes.
//!
//! Invariant: everybody with an event that the edition tells has one page, and every entry leads to that event.

use minijinja::context;
use minijinja::value::{Serde, Value};

use crate::edition::{Edition, Event, Quote};
use crate::render::epub::book::Book;

/// The page of a person or an organization.
pub(crate) struct NamedPage {
    /// The identifier in the edition.
    pub id: String,
    pub name: String,
    /// The page with the list that names it.
    pub list: String,
    pub values: Value,
}

/// The name of the page of a person or an organization.
pub(crate) fn file(id: &str) -> String {
    format!("{id}.html")
}

/// The pages of an edition: people, then organizations.
pub(crate) fn pages(edition: &Edition, book: &Book) -> Vec<NamedPage> {
    let events = || edition.chapters.iter().flat_map(|chapter| &chapter.events);
    let told = |ids: &[String]| -> Vec<&Event> {
        events().filter(|event| ids.contains(&event.id) && book.places.contains_key(&event.id)).collect()
    };
    let list = |id: &str| book.places.get(id).cloned().unwrap_or_default();
    let people = edition.people.iter().map(|person| {
        let of_person = |quote: &&Quote| quote.speaker.as_ref() == Some(&person.name);
        let told = told(&person.events);
        let shown = told.iter().map(|event| shown(event, event.quotes.iter().filter(of_person)));
        let values = context! { named => Serde(person), events => shown.collect::<Vec<_>>() };
        (NamedPage { id: person.id.clone(), name: person.name.clone(), list: list(&person.id), values }, told.len())
    });
    let organizations = edition.organizations.iter().map(|entity| {
        let told = told(&entity.events);
        let shown = told.iter().map(|event| shown(event, std::iter::empty()));
        let values = context! { named => Serde(entity), events => shown.collect::<Vec<_>>() };
        (NamedPage { id: entity.id.clone(), name: entity.name.clone(), list: list(&entity.id), values }, told.len())
    });
    people.chain(organizations).filter(|(_, told)| *told > 0).map(|(page, _)| page).collect()
}

/// An event with the quotes of it that a page shows.
fn shown<'a>(event: &Event, quotes: impl Iterator<Item = &'a Quote>) -> Value {
    let quotes: Vec<Value> = quotes.map(|quote| Serde(quote).into()).collect();
    context! { id => &event.id, quotes }
}
