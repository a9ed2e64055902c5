//! In: chapters and their dated articles. Out: key sentences, pull quotes, who is who, places, abbreviations, disagreements.
//!
//! Sentences are chosen by the greedy centroid method (D. Gholipour Ghalandari, "Revisiting the Centroid-based Method",
//! 2017): a sentence is added when it brings the TF-IDF sum of the chosen ones closest to that of all candidates.
//!
//! Invariant: writes no sentence of its own: each is a sentence of a capture, with its place.

mod abbreviations;
mod another_day;
pub mod centroid;
mod disagreements;
mod entities;
pub mod fitness;
mod glance;
mod location;
mod mentioned;
mod openers;
mod people;
mod quotes;
mod reports;
pub mod sentences;
mod speech;
mod standing;
mod surroundings;
#[cfg(test)]
mod trial;

pub use abbreviations::{Abbreviation, Found};
pub use disagreements::{Development, Disagreement, Matter, Side};
pub use location::Located;
pub use mentioned::Mentioned;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;

use crate::annotate::{Annotated, Sentence};
use crate::chapters::Chapter;
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::language::Language;
use crate::link::ArticleIndex;
use crate::project::Abbreviated;
use crate::time::{Days, When};
use centroid::Vectors;
use fitness::Recurring;
use sentences::Readable;

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
    /// How other reports word it: an article and the index of the quote in it, in the order of the reports.
    pub wordings: Vec<(ArticleIndex, usize)>,
}

/// Somebody or something named in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// In the nominative, as fully as the corpus gives it.
    pub name: String,
    /// The one in each article that names it: (article, index in its people, organizations or places), sorted.
    pub appears: Vec<(ArticleIndex, usize)>,
}

/// What the edition says of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDigest {
    pub event: String,
    /// In the order of its reports, then of their text.
    pub key: Vec<KeySentence>,
    pub quotes: Vec<KeyQuote>,
    /// Where it happened, if a report says so.
    pub place: Option<Located>,
    /// What its reports say differently.
    pub disagreements: Vec<Disagreement>,
    /// Which counts moved over the days of its reports.
    pub developments: Vec<Development>,
    /// What its later reports add, in their order.
    pub added: Vec<KeySentence>,
    /// The groups of its reports that print the same text, each in the order of the reports.
    pub same_text: Vec<Vec<ArticleIndex>>,
}

/// What the edition says.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// In the order of the events that they tell of: the event's id and the sentence.
    pub glance: Vec<(String, KeySentence)>,
    /// For each chapter the sentences that open it: the event's id and the sentence.
    pub openers: Vec<Vec<(String, KeySentence)>>,
    /// For each event, in the order of the chapters.
    pub events: Vec<EventDigest>,
    /// In the order of their first appearance.
    pub people: Vec<Named>,
    /// In alphabetical order.
    pub organizations: Vec<Named>,
    /// In alphabetical order.
    pub places: Vec<Named>,
    /// Events that the reports mention and that none of them reports, in order.
    pub mentioned: Vec<Mentioned>,
    /// Those that stand in what the edition prints and are explained somewhere, in alphabetical order.
    pub abbreviations: Vec<Abbreviation>,
}

/// The index into the digest's people of each person of an article: by article and index in its people.
type Speakers = BTreeMap<(ArticleIndex, usize), usize>;

/// Chooses what the edition says of each event and of all of them.
pub fn digest(chapters: &[Chapter], articles: &[Annotated], dates: &[Dated], own: &[Abbreviated]) -> Digest {
    let vectors = Vectors::of(articles);
    let people = people::merge(articles, chapters);
    let speakers =
        people.iter().enumerate().flat_map(|(at, named)| named.appears.iter().map(move |&place| (place, at)));
    let speakers: Speakers = speakers.collect();
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let recurring = Recurring::of(articles, events.iter().map(|event| event.reports.as_slice()));
    let ranked: Vec<Vec<KeySentence>> =
        events.par_iter().map(|event| sentences::rank(event, (articles, dates), &vectors, &recurring)).collect();
    let readable: Vec<Readable> = ranked.par_iter().map(|ranked| Readable::of(ranked, articles)).collect();
    let leading = of_their_day(&events, &readable, dates);
    let glance = glance::choose(chapters, &leading);
    let openers = openers::choose(chapters, &leading);
    let told = events.par_iter().zip(ranked).map(|(event, ranked)| {
        let key = sentences::in_reading_order(event, ranked);
        let same_text = reports::same_text(event, articles);
        EventDigest {
            event: event.id.clone(),
            quotes: quotes::choose(event, articles, &speakers, &vectors),
            place: location::find(event, articles),
            disagreements: disagreements::find(event, articles, dates, &vectors, &same_text),
            developments: disagreements::developments(event, articles, dates, &same_text),
            added: reports::added(event, articles, dates, &vectors, &recurring, (&key, &same_text)),
            key,
            same_text,
        }
    });
    let told: Vec<EventDigest> = told.collect();
    let mentioned = mentioned::find(&events, articles, dates);
    let texts = printed(&events, &glance, &told, &mentioned, articles);
    let abbreviations = abbreviations::list(texts, articles, own);
    let organizations = entities::organizations(articles, &abbreviations);
    let places = entities::places(articles);
    Digest { glance, openers, events: told, people, organizations, places, mentioned, abbreviations }
}

/// The longest time within which an event that stands at a glance can have happened, in days: a month.
const LONGEST_AT_A_GLANCE: i64 = 31;
/// The fewest events of which the day of their sentences is asked.
const FEWEST_OF_THEIR_DAY: usize = 5;

/// The sentences that may stand at a glance, where they stand beside the day of their event: those of reports that were published
/// about then. What a report says long afterwards is of another day. All of them where too few events would be left.
fn of_their_day(events: &[&Event], readable: &[Readable], dates: &[Dated]) -> Vec<Readable> {
    let of_its_day = |(event, ranked): (&&Event, &Readable)| {
        let Some(days) = event.when.as_ref().and_then(When::days).filter(|_| !event.pinned) else {
            return ranked.clone();
        };
        let is_near = |article: ArticleIndex| {
            let printed = dates[article].published.as_ref().and_then(When::days);
            let is_soon = |printed: Days| (printed.earliest - days.latest).num_days() <= FIRST_REPORTS;
            printed.map_or(event.reports.len() == 1, is_soon)
        };
        if days.len() > LONGEST_AT_A_GLANCE { ranked.only(|_| false) } else { ranked.only(is_near) }
    };
    let near: Vec<Readable> = events.iter().zip(readable).map(of_its_day).collect();
    let told = near.iter().filter(|ranked| !ranked.sentences.is_empty()).count();
    if told < FEWEST_OF_THEIR_DAY { readable.to_vec() } else { near }
}

/// The texts of captures that the edition prints, each with its language.
fn printed<'a>(
    events: &'a [&Event],
    glance: &'a [(String, KeySentence)],
    told: &'a [EventDigest],
    mentioned: &'a [Mentioned],
    articles: &'a [Annotated],
) -> impl Iterator<Item = (&'a str, Language)> {
    let language = |article: ArticleIndex| articles[article].article.language;
    let headlines = events.iter().filter_map(move |event| {
        let headline = articles[event.lead].article.headline.as_ref()?;
        Some((headline.text.as_str(), language(event.lead)))
    });
    let differing = told.iter().flat_map(|told| &told.disagreements).flat_map(|one| &one.sides).map(|side| &side.key);
    let moved = told.iter().flat_map(|told| &told.developments).flat_map(|one| [&one.first.key, &one.last.key]);
    let told_key = told.iter().flat_map(|told| told.key.iter().chain(&told.added));
    let key = glance.iter().map(|(_, key)| key).chain(told_key).chain(differing).chain(moved);
    let key = key.chain(mentioned.iter().map(|mentioned| &mentioned.key));
    let quotes = told.iter().flat_map(|told| &told.quotes).flat_map(move |key| {
        let quote = &articles[key.article].quotes[key.quote];
        let wording = move |&(article, at): &(ArticleIndex, usize)| {
            (articles[article].quotes[at].text.as_str(), language(article))
        };
        let own = (&quote.text[key.bytes.clone()], language(key.article));
        std::iter::once(own).chain(key.wordings.iter().map(wording))
    });
    headlines.chain(key.map(move |key| (key.sentence.text.as_str(), language(key.article)))).chain(quotes)
}
