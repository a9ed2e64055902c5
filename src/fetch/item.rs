//! In: what a feed, a sitemap or a list says about a page. Out: the page to store.
//!
//! Invariant: an item has a normalized address. Everything else is as its source says, unparsed.

use serde_json::{Map, Value};

use crate::capture::entry::Entry;
use crate::capture::page::Page;

/// Minimum length, in letters, for the text of an entry to count as a full article. The summaries in most feeds are shorter. Set by hand.
const FULL: usize = 600;

/// Endings of texts that are cut off.
const CUT: [&str; 6] = ["…", "...", "[…]", "[...]", "&hellip;", "(…)"];

/// A page to store.
#[derive(Debug, Clone)]
pub(crate) struct Item {
    pub address: String,
    pub entry: Entry,
    /// The feed, sitemap or list that names it.
    pub source: String,
}

impl Item {
    /// Whether its source says what it is about.
    pub(crate) fn is_told(&self) -> bool {
        !self.entry.title.is_empty() || !self.entry.content.is_empty()
    }

    /// All words of its source about it.
    pub(crate) fn words(&self) -> String {
        let Entry { title, deck, description, content, .. } = &self.entry;
        [title.as_str(), deck, description, &Page::parse(content).text()].join("\n")
    }

    /// Whether its source has the full article: a text of some length that is not cut off.
    pub(crate) fn is_full(&self) -> bool {
        let text = Page::parse(&self.entry.content).text();
        let text = text.trim_end();
        text.chars().count() >= FULL && !CUT.iter().any(|cut| text.ends_with(cut))
    }

    /// The entry as an article in JSON, in the form of captures: everything that the feed says about it.
    pub(crate) fn article(&self) -> Vec<u8> {
        let entry = &self.entry;
        let mut fields = Map::new();
        let texts = [
            ("url", &self.address),
            ("title", &entry.title),
            ("deck", &entry.deck),
            ("description", &entry.description),
            ("published", &entry.published),
            ("modified", &entry.modified),
            ("source", &entry.publisher),
            ("language", &entry.language),
            ("html", &entry.content),
        ];
        for (name, text) in texts.into_iter().filter(|(_, text)| !text.is_empty()) {
            fields.insert(name.to_owned(), Value::from(text.as_str()));
        }
        if !entry.authors.is_empty() {
            fields.insert("authors".to_owned(), Value::from(entry.authors.clone()));
        }
        // A map of texts can always be serialized.
        let mut bytes = serde_json::to_vec_pretty(&fields).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
