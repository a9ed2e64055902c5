//! In: an edition. Out: the bookmark of each of its parts, events, people and sources.
//!
//! Invariant: a bookmark's name is one that word processors allow: letters, digits and `_`, at most forty of them. Only what the document
//! prints has one.

use std::collections::BTreeMap;

use crate::edition::Edition;

/// The bookmarks by the identifiers of the edition.
#[derive(Debug)]
pub(super) struct Places(BTreeMap<String, String>);

impl Places {
    pub(super) fn of(edition: &Edition) -> Self {
        let mut places = BTreeMap::new();
        let mut add = |kind: &str, ids: Vec<&String>| {
            for (id, number) in ids.into_iter().zip(1..) {
                places.entry(id.clone()).or_insert_with(|| format!("{kind}_{number}"));
            }
        };
        add("chapter", edition.chapters.iter().map(|chapter| &chapter.id).collect());
        add("event", edition.chapters.iter().flat_map(|chapter| &chapter.events).map(|event| &event.id).collect());
        add("upcoming", edition.upcoming.iter().map(|upcoming| &upcoming.id).collect());
        add("mentioned", edition.only_mentioned().iter().map(|mentioned| &mentioned.id).collect());
        add("article", edition.articles.iter().map(|article| &article.id).collect());
        for source in &edition.sources {
            places.insert(source_id(source.number), format!("source_{}", source.number));
        }
        Self(places)
    }

    /// The bookmark of an identifier. `None` if the document does not print it.
    pub(super) fn get(&self, id: &str) -> Option<&str> {
        self.0.get(id).map(String::as_str)
    }
}

/// The identifier of a source.
pub(super) fn source_id(number: usize) -> String {
    format!("source-{number}")
}
