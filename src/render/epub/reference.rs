//! In: an edition and a medium. Out: what the part behind the chapters lists, and how lists are parted.
//!
//! An e-book lists what the briefing lists: whoever is `listed`, and the pages that the edition does not use, unless the project wants a
//! list whole. A site or a page has no edition attached, so its lists of names and pages are whole; its sources are as short.
//!
//! Invariant: the same edition gives the same lists, in the order of the edition.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::edition::{Edition, Entity, Person};
use crate::project::InFull;
use crate::render::Medium;
use crate::words::ProductLanguage;

/// What the reference part lists, by index in the edition's lists.
#[derive(Debug, Default)]
pub(crate) struct Reference {
    pub people: Vec<usize>,
    pub organizations: Vec<usize>,
    pub places: Vec<usize>,
    pub ledger: Vec<usize>,
    /// Whether each source has all that is known of it, in rows.
    pub has_whole_sources: bool,
    /// Whether the ledger has every page.
    pub has_whole_ledger: bool,
}

impl Reference {
    /// What a book of an edition lists.
    pub(crate) fn of(edition: &Edition, medium: Medium) -> Self {
        let is_wanted = |list: InFull| edition.in_full.contains(&list);
        let has_all_names = medium != Medium::Book || is_wanted(InFull::Names);
        let has_whole_ledger = medium != Medium::Book || is_wanted(InFull::Ledger);
        let entities = |list: &[Entity]| places_of(list, |entity| has_all_names || entity.listed);
        Self {
            people: places_of(&edition.people, |person| has_all_names || person.listed),
            organizations: entities(&edition.organizations),
            places: entities(&edition.places),
            ledger: places_of(&edition.ledger.entries, |entry| has_whole_ledger || entry.source.is_none()),
            has_whole_sources: is_wanted(InFull::Sources),
            has_whole_ledger,
        }
    }
}

fn places_of<T>(list: &[T], is_listed: impl Fn(&T) -> bool) -> Vec<usize> {
    list.iter().enumerate().filter(|(_, one)| is_listed(one)).map(|(at, _)| at).collect()
}

/// The letter under which a person is listed: the first of the sort form. A letter with a mark that the language's alphabet does not know
/// as one of its own stands under the letter without the mark. Empty if the name has no letter.
pub(crate) fn letter(person: &Person, language: ProductLanguage) -> String {
    let Some(first) = person.sort.chars().find(|c| c.is_alphanumeric()) else { return String::new() };
    let own: String = first.to_uppercase().collect();
    let plain: String = own.nfd().filter(|c| !is_combining_mark(*c)).collect();
    let is_among = language.sort_key(&format!("{plain}z")) > language.sort_key(&format!("{own}a"));
    if is_among { plain } else { own }
}
