//! In: chapters and their articles. Out: key sentences, pull quotes and who is who.
//!
//! Sentences are chosen by the greedy centroid method (D. Gholipour Ghalandari, "Revisiting the Centroid-based Method",
//! 2017): a sentence is added when it brings the TF-IDF sum of the chosen ones closest to that of all candidates.
//!
//! Invariant: writes no sentence of its own: each is a sentence of a capture, with its place.

pub mod centroid;
mod glance;
mod people;
mod quotes;
pub mod sentences;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::annotate::{Annotated, Sentence};
use crate::chapters::Chapter;
use crate::chronicle::Event;
use crate::link::ArticleIndex;
use centroid::Vectors;

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
    /// The bytes of the quote's text that are shown: whole sentences of it.
    pub bytes: Range<usize>,
    /// The speaker, as an index into the digest's people.
    pub speaker: Option<usize>,
}

/// Somebody named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// In the nominative, as fully as the corpus gives it.
    pub name: String,
    /// The person in each article that names them: (article, index in its people), sorted.
    pub appears: Vec<(ArticleIndex, usize)>,
}

/// What the edition says of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDigest {
    pub event: String,
    /// In the order of its reports, then of their text.
    pub key: Vec<KeySentence>,
    pub quotes: Vec<KeyQuote>,
}

/// What the edition says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// In the order of the events that they tell of: the event's id and the sentence.
    pub glance: Vec<(String, KeySentence)>,
    /// For each event, in the order of the chapters.
    pub events: Vec<EventDigest>,
    /// In the order of their first appearance.
    pub people: Vec<Named>,
}

/// The index into the digest's people of each person of an article: by article and index in its people.
type Speakers = BTreeMap<(ArticleIndex, usize), usize>;

/// Chooses what the edition says of each event and of all of them.
pub fn digest(chapters: &[Chapter], articles: &[Annotated]) -> Digest {
    let vectors = Vectors::of(articles);
    let people = people::merge(articles);
    let speakers =
        people.iter().enumerate().flat_map(|(at, named)| named.appears.iter().map(move |&place| (place, at)));
    let speakers: Speakers = speakers.collect();
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let ranked: Vec<Vec<KeySentence>> =
        events.par_iter().map(|event| sentences::rank(event, articles, &vectors)).collect();
    let glance = glance::choose(chapters, &ranked);
    let told = events.par_iter().zip(ranked).map(|(event, ranked)| EventDigest {
        event: event.id.clone(),
        key: sentences::in_reading_order(event, ranked),
        quotes: quotes::choose(event, articles, &speakers, &vectors),
    });
    Digest { glance, events: told.collect(), people }
}
