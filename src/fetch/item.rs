//! In: what a feed, a sitemap or a list says of a page. Out: the page to be stored.
//!
//! Invariant: an item has a normal address; the rest is what its source says, unread.

use serde_json::{Map, Value};

use crate::capture::entry::Entry;
use crate::capture::page::Page;

/// From how many letters on the text of an entry counts as the whole article; the summaries of most feeds are shorter.
const FULL: usize = 600;

/// Endings of texts that are cut off.
const CUT: [&str; 6] = ["…", "...", "[…]", "[...]", "&hellip;", "(…)"];

/// A page that is to be stored.
#[derive(Debug, Clone)]
pub struct Item {
    pub address: String,
    pub entry: Entry,
    /// The feed, sitemap or list that names it.
    pub source: String,
}

impl Item {
    /// Whether its source says anything of what it is about.
    pub fn is_told(&self) -> bool {
        !self.entry.title.is_empty() || !self.entry.content.is_empty()
    }

    /// All the words that its source has for it.
    pub fn words(&self) -> String {
        let Entry { title, deck, description, content, .. } = &self.entry;
        [title.as_str(), deck, description, &Page::parse(content).text()].join("\n")
    }

    /// Whether its source holds the whole article: a text of some length that is not cut off.
    pub fn is_full(&self) -> bool {
        let text = Page::parse(&self.entry.content).text();
        let text = text.trim_end();
        text.chars().count() >= FULL && !CUT.iter().any(|cut| text.ends_with(cut))
    }

    /// The entry as an article in JSON, as captures have it: everything that the feed says of it.
    pub fn article(&self) -> Vec<u8> {
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
        // A map of texts can always be written.
        let mut bytes = serde_json::to_vec_pretty(&fields).unwrap_or_default();
        bytes.push(b'\n');
        bytes
    }
}
