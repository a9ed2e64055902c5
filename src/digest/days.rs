//! In: the weighed days, the events and the summary. Out: the days that matter most, each with the articles about it.
//!
//! Invariant: in order, each day once. The days of the summary are among them.

use chrono::NaiveDate;
use serde::Serialize;

use super::KeySentence;
use super::glance::Item;
use super::weighed::Weighed;
use crate::link::ArticleIndex;
use crate::salience::days::{COUNTED, FEATURES};
use crate::salience::percent;

/// Minimum likelihood of a day that is not in the summary, in percent: likelier than not. Set by hand.
const LIKELY: u8 = 50;

/// A day that matters.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Day {
    /// The day.
    pub day: NaiveDate,
    /// How likely a journalist's timeline has it, in percent.
    pub percent: u8,
    /// The articles that name it or open with a report of it, in their order.
    pub articles: Vec<ArticleIndex>,
    /// The ids of the events that may have happened on it.
    pub events: Vec<String>,
    /// The articles that look back on it, if no article of the day or the day after says what they say.
    pub missed_by: Vec<ArticleIndex>,
}

/// The days that a timeline is likelier than not to have, and those of the summary.
pub(crate) fn find(weighed: &Weighed, glance: &[Item]) -> Vec<Day> {
    let at_a_glance: Vec<NaiveDate> = glance.iter().filter_map(|item| item.day(weighed)).collect();
    let heavy = weighed.days().map(|(weight, day)| (percent(weight), day));
    let chosen = heavy.filter(|(percent, day)| *percent >= LIKELY || at_a_glance.contains(day));
    let mut days: Vec<Day> = chosen
        .map(|(percent, day)| Day {
            day,
            percent,
            articles: weighed.articles_about(day),
            events: weighed.events_on(day).map(str::to_owned).collect(),
            missed_by: weighed.missed_by(day),
        })
        .collect();
    days.sort_by_key(|one| one.day);
    days
}

/// Why a day matters, and which sentences may tell it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Why {
    /// How likely a journalist's timeline has the day, in percent.
    pub percent: u8,
    /// What its weight consists of.
    pub features: Vec<Feature>,
    /// The sentences about it, the best first.
    pub sentences: Vec<Judged>,
}

/// A part of a day's weight.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub(crate) struct Feature {
    /// Its name.
    pub feature: &'static str,
    /// Number of articles, for a feature that is the logarithm of one plus it.
    pub articles: Option<u32>,
    /// What it adds to the logarithm of the odds.
    pub worth: f64,
}

/// A sentence about a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Judged {
    /// The sentence.
    pub key: KeySentence,
    /// The rule by which it is not printed beside the day. `None` if it may be.
    pub rule: Option<&'static str>,
}

/// Why a day matters. `None` if no sentence may be about it.
pub(crate) fn why(weighed: &Weighed, day: NaiveDate) -> Option<Why> {
    let (values, parts) = weighed.features(day)?;
    let count = |at: usize| (at < COUNTED).then(|| values[at].exp_m1().round() as u32);
    let features = FEATURES.iter().zip(parts).enumerate();
    let features = features.map(|(at, (&feature, worth))| Feature { feature, articles: count(at), worth });
    let sentences = weighed.judged(day).into_iter();
    Some(Why {
        percent: percent(weighed.weight(day)?),
        features: features.collect(),
        sentences: sentences
            .map(|(article, sentence, rule)| Judged { key: KeySentence { article, sentence }, rule })
            .collect(),
    })
}
