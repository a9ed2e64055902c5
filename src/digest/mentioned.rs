//! In: the events of a chronicle and their dated reports. Out: events that the reports mention but none of them reports: announced ones, or
//! earlier ones.
//!
//! Invariant: each is in a sentence that names its day. Anything that may be an event of the chronicle is not mentioned again.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::fitness::Fitness;
use super::mention::{FARTHEST, LONGEST, is_bound, sentence_of};
use super::upcoming::Ahead;
use super::{KeySentence, alone};
use crate::annotate::Annotated;
use crate::chronicle::Event;
use crate::dating::{Dated, Mention};
use crate::link::ArticleIndex;
use crate::link::tense::{self, Cues};
use crate::time::{Days, Tense, shift};

/// Distance in days within which an event counts as one of the chronicle, unless no page of its days says what those say that look back. The
/// same events in the edition of `tests/events/tuned` with 0 and 2.
const NEAR: i64 = 1;
/// Maximum number of mentioned events. The same edition of `tests/events/tuned` with 6 and 24.
const MOST: usize = 12;

/// An event that a report mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// `mentioned-1`, … in the list; empty outside of it.
    pub id: String,
    /// The days of the event.
    pub days: Days,
    /// Whether it was in the future when the report was published.
    pub announced: bool,
    /// The sentence that mentions it.
    pub key: KeySentence,
    /// The words of the sentence for its days, as the article's mention.
    pub(crate) mention: Mention,
}

/// The sentences that mention events, by the first day of the event, in the order of the reports.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Mentions {
    /// Those with no event of the chronicle near.
    apart: BTreeMap<NaiveDate, Vec<Mentioned>>,
    /// Those with an event on the day before or after, and none on the days themselves.
    near: BTreeMap<NaiveDate, Vec<Mentioned>>,
}

/// What the reports mention, without what is upcoming or was called off.
pub(crate) fn find(events: &[&Event], articles: &[Annotated], dates: &[Dated], ahead: &Ahead) -> Mentions {
    let told: Vec<Days> = events.iter().filter_map(|event| event.when.as_ref()?.days()).collect();
    let is_told = |days: Days, near: i64| {
        let near = Days { earliest: shift(days.earliest, -near), latest: shift(days.latest, near) };
        told.iter().any(|told| told.meet(near).is_some())
    };
    let mut found = Mentions::default();
    for article in events.iter().flat_map(|event| event.reports.iter().copied()) {
        for mentioned in of_article(article, &articles[article], &dates[article]) {
            let is_coming = mentioned.announced && (ahead.holds(mentioned.days) || ahead.has_told(&mentioned.key));
            if !is_coming && !is_told(mentioned.days, 0) {
                let of = if is_told(mentioned.days, NEAR) { &mut found.near } else { &mut found.apart };
                of.entry(mentioned.days.earliest).or_default().push(mentioned);
            }
        }
    }
    found
}

impl Mentions {
    /// What looks back on one day, and on no other.
    pub(crate) fn of_day(&self, day: NaiveDate) -> impl Iterator<Item = &Mentioned> + Clone {
        let all = [self.apart.get(&day), self.near.get(&day)].into_iter().flatten().flatten();
        all.filter(|one| !one.announced && one.days.is_day())
    }

    /// The list of them, in order. `chosen` are the days and sentences that the summary has: they are in the list. Of several sentences about
    /// another event, that of the first report counts. If there are too many, the events in most reports come first.
    pub(crate) fn list(mut self, chosen: &[(NaiveDate, &KeySentence)]) -> Vec<Mentioned> {
        for (day, _) in chosen {
            if let Some(near) = self.near.remove(day) {
                self.apart.entry(*day).or_default().extend(near);
            }
        }
        let holders = |same: &[Mentioned]| same.iter().map(|one| one.key.article).collect::<BTreeSet<_>>().len();
        let key = |day: NaiveDate| chosen.iter().find(|(own, _)| *own == day).map(|(_, key)| *key);
        let one = |(day, mut same): (NaiveDate, Vec<Mentioned>)| {
            let holders = holders(&same);
            let at = key(day).and_then(|key| same.iter().position(|one| one.key == *key)).unwrap_or_default();
            (key(day).is_none(), Reverse(holders), same.swap_remove(at))
        };
        let mut best: Vec<(bool, Reverse<usize>, Mentioned)> = self.apart.into_iter().map(one).collect();
        best.sort_by_key(|(is_free, holders, mentioned)| (*is_free, *holders, mentioned.days.earliest));
        best.truncate(MOST);
        let mut best: Vec<Mentioned> = best.into_iter().map(|(_, _, mentioned)| mentioned).collect();
        best.sort_by_key(|mentioned| (mentioned.days.earliest, mentioned.days.latest));
        best.iter_mut().zip(1..).for_each(|(one, number)| one.id = format!("mentioned-{number}"));
        best
    }
}

fn of_article(article: ArticleIndex, page: &Annotated, dated: &Dated) -> Vec<Mentioned> {
    let Some(published) = dated.published.as_ref().and_then(|when| when.days()) else { return Vec::new() };
    let close = |days: Days| {
        days.len() <= LONGEST
            && days.earliest <= shift(published.latest, FARTHEST)
            && days.latest >= shift(published.earliest, -FARTHEST)
    };
    let fitness = Fitness::of(page);
    let mentioned = |mention: &Mention| {
        let sentence = sentence_of(page, mention)?;
        if !page.tells(sentence) || !(alone::stands_alone(&fitness, sentence) || alone::is_reported_speech(sentence)) {
            return None;
        }
        let (_, expression) = page.expressions_of(sentence).find(|(_, one)| one.span == mention.span)?;
        let bytes = expression.bytes.start - sentence.bytes.start..expression.bytes.end - sentence.bytes.start;
        let cues = tense::cues(&sentence.text, page.article.language);
        if is_bound(&sentence.text[..bytes.start]) || is_open(&cues, &bytes) {
            return None;
        }
        let announced = match cues.clause_tense(&bytes) {
            Tense::Future if mention.days.earliest > published.latest => true,
            Tense::Past if mention.days.latest < published.earliest => false,
            _ => return None,
        };
        let sentence = page.without_dateline(sentence);
        if mention.span.start < sentence.span.start {
            return None;
        }
        let key = KeySentence { article, sentence };
        Some(Mentioned { id: String::new(), days: mention.days, announced, key, mention: mention.clone() })
    };
    dated.mentions.iter().filter(|mention| close(mention.days)).filter_map(mentioned).collect()
}

/// Whether the words say that it may not happen, or mention it only as the time before something else.
fn is_open(cues: &Cues, bytes: &std::ops::Range<usize>) -> bool {
    cues.are_unsure(bytes) || cues.are_behind(bytes) || cues.are_about(bytes)
}
