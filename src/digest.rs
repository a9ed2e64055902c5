//! In: chapters and their articles. Out: key sentences, pull quotes and who is who.
//!
//! Invariant: writes no sentence of its own: each is a sentence of a capture, with its place.

use crate::annotate::Sentence;
use crate::link::ArticleIndex;

/// A sentence chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySentence {
    pub article: ArticleIndex,
    pub sentence: Sentence,
}

/// A quote chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeyQuote {
    pub article: ArticleIndex,
    /// The index of the quote in the article.
    pub quote: usize,
    /// The speaker, as an index into the digest's people.
    pub speaker: Option<usize>,
}

/// Somebody named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Figure {
    /// In the nominative, as fully as the corpus gives it.
    pub name: String,
    /// The person in each article that names them: (article, index in its people).
    pub appears: Vec<(ArticleIndex, usize)>,
}

/// What the edition says of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDigest {
    pub event: String,
    pub key: Vec<KeySentence>,
    pub quotes: Vec<KeyQuote>,
}

/// What the edition says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    pub glance: Vec<KeySentence>,
    /// For each event, in the order of the chapters.
    pub events: Vec<EventDigest>,
    /// By name, in the order of the product's alphabet.
    pub people: Vec<Figure>,
}
