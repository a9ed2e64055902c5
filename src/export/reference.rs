//! In: an edition. Out: its sources as programs for references know them.
//!
//! Invariant: every source of the edition is one, in the order of the numbers; what is not known of it is absent.

use super::issued::When;
use super::key;
use super::plain::line;
use crate::address;
use crate::annotate::names::{self, Parted};
use crate::cite;
use crate::edition::{DateText, Edition, SourceEntry};
use crate::language::Language;

/// A source.
#[derive(Debug)]
pub struct Reference<'a> {
    pub key: String,
    /// Whether it is an article of a newspaper, as citations take it; else a page of a site.
    pub is_article: bool,
    pub title: String,
    pub authors: Vec<Author>,
    /// The newspaper or the site.
    pub publisher: Option<String>,
    pub published: When,
    /// The same in words.
    pub published_text: Option<&'a DateText>,
    /// A link; absent where the source has none that a browser would take.
    pub address: Option<String>,
    /// Absent where it is not known.
    pub language: Option<&'a Language>,
}

/// Who wrote it.
#[derive(Debug)]
pub enum Author {
    Person {
        given: String,
        surname: String,
    },
    /// A name whose parts are not known, or not a person's.
    Whole(String),
}

/// The sources of an edition.
pub fn references(edition: &Edition) -> Vec<Reference<'_>> {
    key::keys(&edition.sources).into_iter().zip(&edition.sources).map(|(key, source)| reference(key, source)).collect()
}

fn reference(key: String, source: &SourceEntry) -> Reference<'_> {
    Reference {
        key,
        is_article: cite::is_article(&source.byline, source.publisher.as_deref()),
        title: line(&source.headline.text),
        authors: source.byline.iter().map(|name| author(name, source.language)).collect(),
        publisher: source.publisher.as_deref().map(line),
        published: When::of(source.published.as_ref()),
        published_text: source.published.as_ref(),
        address: source.address.as_deref().and_then(address::web),
        language: Some(&source.language).filter(|language| **language != Language::Unknown),
    }
}

fn author(name: &str, language: Language) -> Author {
    match names::parted(name, language) {
        Some(Parted { given, surname }) => Author::Person { given, surname },
        None => Author::Whole(line(name)),
    }
}
