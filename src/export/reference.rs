//! In: an edition. Out: its sources in the form that reference formats need.
//!
//! Invariant: every source of the edition appears, in the order of the numbers. What is not known is absent.

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
pub(crate) struct Reference<'a> {
    pub key: String,
    /// Whether it is cited as a newspaper article, not as a page of a site.
    pub is_article: bool,
    pub title: String,
    pub authors: Vec<Author>,
    /// The newspaper or the site.
    pub publisher: Option<String>,
    pub published: When,
    /// The date in words.
    pub published_text: Option<&'a DateText>,
    /// A link. Absent if the source has no address that browsers accept.
    pub address: Option<String>,
    /// Absent if not known.
    pub language: Option<&'a Language>,
}

/// The author of a source.
#[derive(Debug)]
pub(crate) enum Author {
    Person {
        given: String,
        surname: String,
    },
    /// A name whose parts are not known, or that is not a person's.
    Whole(String),
}

/// The sources of an edition.
pub(crate) fn references(edition: &Edition) -> Vec<Reference<'_>> {
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
