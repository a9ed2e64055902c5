//! In: chapters and their dated articles. Out: key sentences, pull quotes, people, places, abbreviations, disagreements.
//!
//! Sentences are chosen by the greedy centroid method (D. Gholipour Ghalandari, "Revisiting the Centroid-based Method", 2017): a sentence
//! is added if it brings the TF-IDF sum of the chosen ones closest to that of all candidates.
//!
//! Invariant: writes no sentence of its own. Each is a sentence of a capture, with its position.

mod abbreviations;
pub mod alone;
mod another_day;
mod closed;
mod corpus;
mod days;
mod disagreements;
mod entities;
pub(crate) mod fitness;
mod glance;
mod key;
mod location;
mod mention;
mod mentioned;
mod openers;
mod people;
mod quotes;
mod reports;
pub(crate) mod sentences;
mod speech;
#[cfg(test)]
mod trial;
mod upcoming;
mod weighed;

pub(crate) use abbreviations::Abbreviation;
pub(crate) use days::{Day, Feature, Judged, Why};
pub(crate) use disagreements::{Development, Disagreement, Matter, Side};
pub(crate) use location::Located;
pub(crate) use mentioned::Mentioned;
pub(crate) use upcoming::{Upcoming, as_of};

use std::collections::BTreeMap;
use std::ops::Range;

use chrono::NaiveDate;
use rayon::prelude::*;

use crate::annotate::{Annotated, Sentence};
use crate::chapters::Chapter;
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::language::Language;
use crate::link::ArticleIndex;
use crate::project::Abbreviated;
use crate::salience::Salience;
use crate::salience::centroid::Vectors;
use crate::time::{Days, When};
use corpus::Corpus;
use fitness::Recurring;
use glance::{Item, Subject};
use mentioned::Mentions;
use sentences::Readable;
use weighed::Weighed;

/// A sentence chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeySentence {
    /// The article that contains it.
    pub article: ArticleIndex,
    /// The sentence.
    pub sentence: Sentence,
}

/// A quote chosen for the digest.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct KeyQuote {
    /// The article that contains it.
    pub article: ArticleIndex,
    /// The index of the quote in the article.
    pub quote: usize,
    /// The bytes of the quote's text that are printed: whole sentences.
    pub bytes: Range<usize>,
    /// The speaker, as an index into the digest's people.
    pub speaker: Option<usize>,
    /// Other reports' wordings: an article and the index of the quote in it, in the order of the reports.
    pub wordings: Vec<(ArticleIndex, usize)>,
}

/// A person, organization or place in the corpus.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The name in the nominative, as fully as the corpus gives it.
    pub name: String,
    /// The matching entry of each article: (article, index in its people, organizations or places), sorted.
    pub appears: Vec<(ArticleIndex, usize)>,
}

/// The digest of one event.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EventDigest {
    /// The id of the event.
    pub event: String,
    /// The key sentences, in the order of the reports, then of their text.
    pub key: Vec<KeySentence>,
    /// The quotes.
    pub(crate) quotes: Vec<KeyQuote>,
    /// Where it happened, if a report says so.
    pub(crate) place: Option<Located>,
    /// The contradictions between its reports.
    pub(crate) disagreements: Vec<Disagreement>,
    /// The counts that changed over the days of its reports.
    pub(crate) developments: Vec<Development>,
    /// The additions of its later reports, in their order.
    pub added: Vec<KeySentence>,
    /// The groups of its reports that print the same text, each in the order of the reports.
    pub same_text: Vec<Vec<ArticleIndex>>,
}

/// The digest of an edition.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Digest {
    /// The summary, in the order of the events: the event's id and the sentence.
    pub glance: Vec<(String, KeySentence)>,
    /// The ids of the events that the figure names: those of the summary, then others, the heaviest first.
    pub key_events: Vec<String>,
    /// The opening sentences of each chapter: the event's id and the sentence.
    pub openers: Vec<Vec<(String, KeySentence)>>,
    /// The days that matter most, in order.
    pub(crate) days: Vec<Day>,
    /// The digest of each event, in the order of the chapters.
    pub events: Vec<EventDigest>,
    /// The people, in the order of their first appearance.
    pub people: Vec<Named>,
    /// The organizations, in alphabetical order.
    pub organizations: Vec<Named>,
    /// The places, in alphabetical order.
    pub places: Vec<Named>,
    /// Events that the reports mention but none of them reports, in order.
    pub mentioned: Vec<Mentioned>,
    /// Events that the reports announce for days after the edition's, in order.
    pub upcoming: Vec<Upcoming>,
    /// Number of such events for which the list has no room.
    pub upcoming_left_out: usize,
    /// The abbreviations in the printed texts that are explained somewhere, in alphabetical order.
    pub abbreviations: Vec<Abbreviation>,
}

/// The index into the digest's people for each person of an article, by article and index in its people.
type Speakers = BTreeMap<(ArticleIndex, usize), usize>;

/// Chooses the texts of each event and of the whole edition. `day` is the edition's day, if the project states it.
pub fn digest(
    chapters: &[Chapter],
    articles: &[Annotated],
    dates: &[Dated],
    own: &[Abbreviated],
    day: Option<NaiveDate>,
) -> Digest {
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
    let leading = from_timely_reports(&events, &readable, dates);
    let salience = Salience::of(articles, dates);
    let corpus = Corpus { articles, dates, vectors: &vectors, recurring: &recurring, salience: &salience };
    let weighed = Weighed::of(corpus, &events, &leading);
    let day = as_of(day, events.iter().flat_map(|event| &event.reports), dates);
    let ahead = upcoming::find(day, &events, articles, dates, &vectors);
    let mentions = mentioned::find(&events, articles, dates, &ahead);
    let glance = glance::choose(&weighed, &mentions);
    let key_events = key::choose(&weighed, &events, &glance);
    let openers = openers::choose(chapters, &weighed);
    let days = days::find(&weighed, &glance);
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
    let (glance, mentioned) = with_ids(glance, mentions, &events);
    let (upcoming, upcoming_left_out) = (ahead.listed, ahead.left_out.len());
    let only_named: Vec<&KeySentence> =
        mentioned.iter().map(|one| &one.key).chain(upcoming.iter().map(|one| &one.key)).collect();
    let texts = printed(&events, &glance, &told, &only_named, articles);
    let abbreviations = abbreviations::list(texts, articles, own);
    let organizations = entities::organizations(articles, &abbreviations);
    let places = entities::places(articles);
    Digest {
        glance,
        key_events,
        openers,
        days,
        events: told,
        people,
        organizations,
        places,
        mentioned,
        upcoming,
        upcoming_left_out,
        abbreviations,
    }
}

/// The sentences of the summary with the ids of what they describe, and the list of what is only mentioned.
fn with_ids(glance: Vec<Item>, mentions: Mentions, events: &[&Event]) -> (Vec<(String, KeySentence)>, Vec<Mentioned>) {
    let of_mention = |item: &Item| match item.subject {
        Subject::Mentioned(day) => Some(day),
        Subject::Event(_) => None,
    };
    let chosen: Vec<_> = glance.iter().filter_map(|item| Some((of_mention(item)?, &item.key))).collect();
    let mentioned = mentions.list(&chosen);
    let id = |item: &Item| match item.subject {
        Subject::Event(at) => Some(events[at].id.clone()),
        Subject::Mentioned(_) => Some(mentioned.iter().find(|one| one.key == item.key)?.id.clone()),
    };
    let glance = glance.iter().filter_map(|item| Some((id(item)?, item.key.clone()))).collect();
    (glance, mentioned)
}

/// Why a day matters, and which sentences may tell it. `None` if no sentence may be about it.
pub(crate) fn why(chapters: &[Chapter], articles: &[Annotated], dates: &[Dated], day: NaiveDate) -> Option<Why> {
    let vectors = Vectors::of(articles);
    let events: Vec<&Event> = chapters.iter().flat_map(|chapter| &chapter.events).collect();
    let recurring = Recurring::of(articles, events.iter().map(|event| event.reports.as_slice()));
    let salience = Salience::of(articles, dates);
    let corpus = Corpus { articles, dates, vectors: &vectors, recurring: &recurring, salience: &salience };
    days::why(&Weighed::of(corpus, &events, &[]), day)
}

/// Maximum range of days for an event in the summary: a month. The longest month of the Gregorian calendar has 31.
const LONGEST_AT_A_GLANCE: i64 = 31;
/// Minimum number of events for which the day of their sentences is checked. The same edition of `tests/events/tuned` with 2 and 10.
const FEWEST_TIMELY: usize = 5;

/// The sentences that may be in the summary next to the day of their event: those of reports published about then. A report from long
/// afterwards is about another day. If too few events would be left, all sentences.
fn from_timely_reports(events: &[&Event], readable: &[Readable], dates: &[Dated]) -> Vec<Readable> {
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
    if told < FEWEST_TIMELY { readable.to_vec() } else { near }
}

/// The texts of captures that the edition prints, each with its language.
fn printed<'a>(
    events: &'a [&Event],
    glance: &'a [(String, KeySentence)],
    told: &'a [EventDigest],
    only_named: &'a [&'a KeySentence],
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
    let key = key.chain(only_named.iter().copied());
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
