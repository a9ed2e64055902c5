//! In: the events, the weights of days, and the ranked sentences of each event. Out: the events in the order of their weight, each with the
//! sentence that tells it.
//!
//! An event weighs as much as the heaviest day on which it may have happened. Of events of one day, the one with most reports comes first.
//! The sentence of an event is chosen among those of its reports that are about the day, by the words that are likely on that day.
//!
//! Invariant: a sentence is looked for once, when it is needed. It stands in a report of its event.

use std::cell::{OnceCell, RefCell};
use std::cmp::Reverse;
use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::KeySentence;
use super::closed::{self, Judged};
use super::corpus::Corpus;
use super::fitness::Fitness;
use super::mentioned::Mentioned;
use super::sentences::Readable;
use crate::annotate::Sentence;
use crate::chronicle::Event;
use crate::link::ArticleIndex;
use crate::salience::centroid::Vector;
use crate::salience::choice::{self, Open};
use crate::salience::days::{self, COUNT};
use crate::salience::{Candidate, Salience, Weights};
use crate::time::{Days, Moment, When};

/// Maximum number of days of an event that tells a day. Longer ones come behind all others. The same edition of `tests/events/tuned` with 2
/// and 6.
const LONGEST: i64 = 3;

/// Why a sentence tells no event of a day: its page reports none of that day, or the event is not known to that day alone.
const NO_EVENT: &str = "no-event";
const VAGUE_EVENT: &str = "vague-event";

/// Number of days after an event on which its first reports are printed, and how much a report says of the likely words that those who look
/// back say: half as much. Set by hand.
const REPORTED_BY: i64 = 1;
const REPORTED: f64 = 0.5;

/// How a sentence can be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Reads {
    /// Without its page.
    Alone,
    /// Only on its page.
    OnItsPage,
}

/// The place of an event in the order in which they happened.
pub(crate) type Place<'a> = (bool, Option<(Option<Moment>, Option<Moment>)>, &'a str);

/// The events of an edition with their weights.
pub(crate) struct Weighed<'a> {
    corpus: Corpus<'a>,
    events: &'a [&'a Event],
    /// The ranked sentences of each event that may be next to its day.
    ranked: &'a [Readable],
    /// The heaviest day of each event, and its weight.
    days: Vec<Option<(f64, NaiveDate)>>,
    /// The event of each day that an article reports; if there are several, the one with most reports.
    reported: BTreeMap<(NaiveDate, ArticleIndex), usize>,
    pages: Vec<OnceCell<Fitness<'a>>>,
    sentences: Vec<OnceCell<Option<(KeySentence, Reads)>>>,
    of_days: RefCell<BTreeMap<NaiveDate, Option<(usize, KeySentence)>>>,
}

impl<'a> Weighed<'a> {
    /// Weighs events. `ranked` corresponds to them.
    pub(crate) fn of(corpus: Corpus<'a>, events: &'a [&'a Event], ranked: &'a [Readable]) -> Self {
        let days: Vec<Option<(f64, NaiveDate)>> =
            events.iter().map(|event| heaviest_day(event, corpus.salience)).collect();
        let mut reported = BTreeMap::new();
        let mut order: Vec<usize> = (0..events.len()).collect();
        order.sort_by_key(|&at| Reverse(events[at].reports.len()));
        for at in order {
            let Some((_, day)) = days[at] else { continue };
            for &article in &events[at].reports {
                reported.entry((day, article)).or_insert(at);
            }
        }
        Self {
            events,
            ranked,
            days,
            reported,
            pages: corpus.articles.iter().map(|_| OnceCell::new()).collect(),
            sentences: events.iter().map(|_| OnceCell::new()).collect(),
            of_days: RefCell::default(),
            corpus,
        }
    }

    /// The events that the user wants in the edition and that have a sentence.
    pub(crate) fn pinned(&self) -> impl Iterator<Item = usize> {
        (0..self.events.len()).filter(|&at| self.events[at].pinned && self.sentence(at).is_some())
    }

    /// The days of the corpus with their weights, the heaviest first.
    pub(crate) fn days(&self) -> impl Iterator<Item = (f64, NaiveDate)> {
        self.corpus.salience.ranked.iter().copied()
    }

    /// The weight of a day.
    pub(crate) fn weight(&self, day: NaiveDate) -> Option<f64> {
        self.corpus.salience.weight(day)
    }

    /// The features of a day, and what each adds to its weight.
    pub(crate) fn features(&self, day: NaiveDate) -> Option<([f64; COUNT], [f64; COUNT])> {
        let Salience { candidates, counts, .. } = self.corpus.salience;
        let features = *days::features(candidates, counts, Weights::packaged()).get(&day)?;
        Some((features, Weights::packaged().day.parts(&features)))
    }

    /// All events, the heaviest first.
    pub(crate) fn heaviest_first(&self) -> Vec<usize> {
        let mut order: Vec<usize> = (0..self.events.len()).collect();
        order.sort_by(|&one, &other| self.compare(one, other));
        order
    }

    /// The order of two events by weight, the heavier first.
    pub(crate) fn compare(&self, one: usize, other: usize) -> std::cmp::Ordering {
        let weight = |at: usize| self.days[at].map_or(f64::NEG_INFINITY, |(weight, _)| weight);
        let rest = |at: usize| (Reverse(self.events[at].reports.len()), at);
        weight(other).total_cmp(&weight(one)).then_with(|| rest(one).cmp(&rest(other)))
    }

    /// The articles that name a day or open with a report of it, in their order.
    pub(crate) fn articles_about(&self, day: NaiveDate) -> Vec<ArticleIndex> {
        let about = self.corpus.salience.about(day).iter().filter(|one| one.names || one.is_of_day);
        let mut articles: Vec<ArticleIndex> = about.map(|one| one.article).collect();
        articles.dedup();
        articles
    }

    /// The articles that look back on a day, in their order, if no article of the day or the day after says what they say: the words that are
    /// likely on the day.
    pub(crate) fn missed_by(&self, day: NaiveDate) -> Vec<ArticleIndex> {
        let (about, likely) = (self.corpus.salience.about(day), self.corpus.salience.likely(day));
        let said = |one: &Candidate| choice::expected(self.corpus.salience.counts.words(one), &likely)[0];
        let looks_back = |one: &&Candidate| one.names && one.gap > REPORTED_BY;
        let most = |sentences: Vec<&Candidate>| sentences.into_iter().map(said).fold(0.0, f64::max);
        let later = most(about.iter().filter(looks_back).collect());
        let reported = most(about.iter().filter(|one| (0..=REPORTED_BY).contains(&one.gap)).collect());
        if reported >= REPORTED * later {
            return Vec::new();
        }
        let mut articles: Vec<ArticleIndex> = about.iter().filter(looks_back).map(|one| one.article).collect();
        articles.dedup();
        articles
    }

    /// The ids of the events that may have happened on a day, of those that are known to a few days.
    pub(crate) fn events_on(&self, day: NaiveDate) -> impl Iterator<Item = &str> {
        self.events
            .iter()
            .filter(move |event| days_of(event).is_some_and(|days| days.earliest <= day && day <= days.latest))
            .map(|event| event.id.as_str())
    }

    /// The id of an event.
    pub(crate) fn id(&self, at: usize) -> &str {
        &self.events[at].id
    }

    /// Whether the user wants an event in the edition.
    pub(crate) fn is_pinned(&self, at: usize) -> bool {
        self.events[at].pinned
    }

    /// The heaviest day of an event.
    pub(crate) fn day(&self, at: usize) -> Option<NaiveDate> {
        self.days[at].map(|(_, day)| day)
    }

    /// The place of an event in the order in which they happened, the undated last.
    pub(crate) fn place(&self, at: usize) -> Place<'a> {
        let event = self.events[at];
        let when = event.when.as_ref().map(|when| (when.earliest, when.latest));
        (when.is_none(), when, event.id.as_str())
    }

    /// The place in that order of what is known to have happened on a day.
    pub(crate) fn place_of_day(&self, day: NaiveDate) -> Place<'a> {
        let day = Some(Moment::day(day));
        (false, Some((day, day)), "")
    }

    /// The sentence that tells an event, if it has one.
    pub(crate) fn sentence(&self, at: usize) -> Option<(KeySentence, Reads)> {
        self.sentences[at].get_or_init(|| self.of_day(at).or_else(|| self.of_event(at))).clone()
    }

    /// The best of the event's own key sentences.
    fn of_event(&self, at: usize) -> Option<(KeySentence, Reads)> {
        let ranked = self.ranked.get(at)?;
        let how = if ranked.readable > 0 { Reads::Alone } else { Reads::OnItsPage };
        Some((ranked.sentences.first()?.clone(), how))
    }

    /// The sentence of the event's reports that says most of what happened on its day, of those that can be read alone. If the event is known
    /// to some days only, it names none of them: another may be printed beside it.
    fn of_day(&self, at: usize) -> Option<(KeySentence, Reads)> {
        let agrees = |one: &Candidate| !one.names || self.is_of_one_day(at);
        let (_, key) = self.best(self.day(at)?, |one| (agrees(one) && self.closed(at, one).is_none()).then_some(at))?;
        Some((key, Reads::Alone))
    }

    /// The sentence that says most of what happened on a day, and its event, which is known to be of that day.
    pub(crate) fn of_whole_day(&self, day: NaiveDate) -> Option<(usize, KeySentence)> {
        if let Some(known) = self.of_days.borrow().get(&day) {
            return known.clone();
        }
        let found = self.best(day, |one| self.told_event(day, one).ok());
        self.of_days.borrow_mut().insert(day, found.clone());
        found
    }

    /// The sentence that says most of what happened on a day, of those that mention it and can be read without their page.
    pub(crate) fn of_mentions<'b>(
        &self,
        mentions: impl Iterator<Item = &'b Mentioned> + Clone,
        day: NaiveDate,
    ) -> Option<KeySentence> {
        let is_mention = |one: &Candidate, key: &KeySentence| {
            let sentence = &self.corpus.articles[one.article].sentences[one.sentence];
            key.article == one.article
                && key.sentence.span.end == sentence.span.end
                && key.sentence.part == sentence.part
        };
        let looks_back = |one: &Candidate| mentions.clone().any(|mentioned| is_mention(one, &mentioned.key));
        let (_, key) = self.best(day, |one| (looks_back(one) && self.closed_to(None, one).is_none()).then_some(()))?;
        Some(key)
    }

    /// The event of a day that a sentence tells, or the rule by which it tells none.
    fn told_event(&self, day: NaiveDate, one: &Candidate) -> Result<usize, &'static str> {
        let &at = self.reported.get(&(day, one.article)).ok_or(NO_EVENT)?;
        if !self.is_of_one_day(at) {
            return Err(VAGUE_EVENT);
        }
        self.closed(at, one).map_or(Ok(at), Err)
    }

    /// The sentences about a day, the best first, each with the rule by which it is not printed beside the day.
    pub(crate) fn judged(&self, day: NaiveDate) -> Vec<(ArticleIndex, Sentence, Option<&'static str>)> {
        let about = self.corpus.salience.about(day);
        let texts = self.vectors(about);
        let scores = choice::scores(&self.open(about, &texts, |_| true), &self.corpus.salience.likely(day));
        let mut order: Vec<usize> = (0..about.len()).collect();
        order.sort_by(|&one, &other| scores[other].total_cmp(&scores[one]).then(one.cmp(&other)));
        let sentence = |at: usize| {
            let page = &self.corpus.articles[about[at].article];
            let sentence = page.without_dateline(&page.sentences[about[at].sentence]);
            (about[at].article, sentence, self.told_event(day, &about[at]).err())
        };
        order.into_iter().map(sentence).collect()
    }

    /// The sentence about a day that says most, of those for which an event is found.
    fn best<T: Copy>(&self, day: NaiveDate, event: impl Fn(&Candidate) -> Option<T>) -> Option<(T, KeySentence)> {
        let about = self.corpus.salience.about(day);
        let events: Vec<Option<T>> = about.iter().map(event).collect();
        if events.iter().all(Option::is_none) {
            return None;
        }
        let texts = self.vectors(about);
        let open = self.open(about, &texts, |at| events[at].is_some());
        let &chosen = choice::choose(&open, &self.corpus.salience.likely(day), 1).first()?;
        let candidate = &about[chosen];
        let page = &self.corpus.articles[candidate.article];
        let sentence = page.without_dateline(&page.sentences[candidate.sentence]);
        Some((events[chosen]?, KeySentence { article: candidate.article, sentence }))
    }

    fn vectors(&self, about: &[Candidate]) -> Vec<Vector> {
        let Corpus { articles, vectors, .. } = self.corpus;
        about.iter().map(|one| vectors.vector(&articles[one.article].sentences[one.sentence].text)).collect()
    }

    /// The sentences as those from which the choice is made. `may` says which of them may be chosen.
    fn open<'b>(&'b self, about: &[Candidate], texts: &'b [Vector], may: impl Fn(usize) -> bool) -> Vec<Open<'b>> {
        let words = |one| self.corpus.salience.counts.words(one);
        let open = about.iter().zip(texts).enumerate().map(|(at, (one, vector))| Open {
            words: words(one),
            vector,
            favour: 0.0,
            may_be_chosen: may(at),
        });
        open.collect()
    }

    fn is_of_one_day(&self, at: usize) -> bool {
        self.events[at].when.as_ref().and_then(When::days).is_some_and(|days| days.is_day())
    }

    /// The rule by which a sentence does not tell the day of an event.
    fn closed(&self, at: usize, one: &Candidate) -> Option<&'static str> {
        self.closed_to(Some(self.events[at]), one)
    }

    /// The same for an event of its day, or for what is only mentioned.
    fn closed_to(&self, event: Option<&Event>, candidate: &Candidate) -> Option<&'static str> {
        let fitness = &self.pages[candidate.article];
        closed::fired(&Judged { corpus: &self.corpus, event, candidate, fitness })
    }
}

/// The days on which an event may have happened, if they are few.
fn days_of(event: &Event) -> Option<Days> {
    event.when.as_ref().and_then(When::days).filter(|days| days.len() <= LONGEST)
}

/// The heaviest day on which an event may have happened.
fn heaviest_day(event: &Event, salience: &Salience) -> Option<(f64, NaiveDate)> {
    let days = days_of(event)?;
    let weighed = days.earliest.iter_days().take_while(|day| *day <= days.latest);
    let weighed = weighed.filter_map(|day| Some((salience.weight(day)?, day)));
    weighed.max_by(|one, other| one.0.total_cmp(&other.0).then(other.1.cmp(&one.1)))
}
