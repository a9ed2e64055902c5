//! In: the events of a chronicle and their dated reports. Out: events that the reports mention but none of them reports: announced ones, or
//! earlier ones.
//!
//! Invariant: each is in a sentence that names its day. Anything that may be an event of the chronicle is not mentioned again.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use chrono::NaiveDate;

use super::fitness::Fitness;
use super::upcoming::Ahead;
use super::{KeySentence, alone};
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::{Dated, Mention};
use crate::lang;
use crate::link::tense::{self, Cues};
use crate::link::{ArticleIndex, tokens};
use crate::time::{Days, Tense, shift};

/// In days: the maximum length of an event, its maximum distance from the publication, and the distance within which it counts as an event
/// of the chronicle. The first: the same events in the edition of `tests/events/tuned` with 5 and 20.
pub(super) const LONGEST: i64 = 10;
/// The same edition of `tests/events/tuned` with 200 and 800.
pub(super) const FARTHEST: i64 = 400;
/// The same events in the edition of `tests/events/tuned` with 0 and 2.
const NEAR: i64 = 1;
/// Maximum number of mentioned events. The same edition of `tests/events/tuned` with 6 and 24.
const MOST: usize = 12;

/// An event that a report mentions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mentioned {
    /// The days of the event.
    pub days: Days,
    /// Whether it was in the future when the report was published.
    pub announced: bool,
    /// The sentence that mentions it.
    pub key: KeySentence,
    /// The words of the sentence for its days, as the article's mention.
    pub(crate) mention: Mention,
}

/// The events that the reports mention, in order, without those that are upcoming or were called off. Of several sentences about one event, that of the first
/// report counts. If there are too many, the events in most reports come first.
pub(crate) fn find(events: &[&Event], articles: &[Annotated], dates: &[Dated], ahead: &Ahead) -> Vec<Mentioned> {
    let told: Vec<Days> = events.iter().filter_map(|event| event.when.as_ref()?.days()).collect();
    let is_told = |days: Days| {
        let near = Days { earliest: shift(days.earliest, -NEAR), latest: shift(days.latest, NEAR) };
        told.iter().any(|told| told.meet(near).is_some())
    };
    let mut found: BTreeMap<NaiveDate, Vec<Mentioned>> = BTreeMap::new();
    for article in events.iter().flat_map(|event| event.reports.iter().copied()) {
        for mentioned in of_article(article, &articles[article], &dates[article]) {
            let is_coming = mentioned.announced && (ahead.holds(mentioned.days) || ahead.has_told(&mentioned.key));
            if !is_coming && !is_told(mentioned.days) {
                found.entry(mentioned.days.earliest).or_default().push(mentioned);
            }
        }
    }
    let holders = |same: &[Mentioned]| same.iter().map(|one| one.key.article).collect::<BTreeSet<_>>().len();
    let mut best: Vec<(usize, Mentioned)> =
        found.into_values().filter_map(|same| Some((holders(&same), same.into_iter().next()?))).collect();
    best.sort_by_key(|(holders, mentioned)| (std::cmp::Reverse(*holders), mentioned.days.earliest));
    best.truncate(MOST);
    let mut best: Vec<Mentioned> = best.into_iter().map(|(_, mentioned)| mentioned).collect();
    best.sort_by_key(|mentioned| (mentioned.days.earliest, mentioned.days.latest));
    best
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
        Some(Mentioned { days: mention.days, announced, key, mention: mention.clone() })
    };
    dated.mentions.iter().filter(|mention| close(mention.days)).filter_map(mentioned).collect()
}

/// The sentence of a page that contains a mention.
pub(super) fn sentence_of<'a>(page: &'a Annotated, mention: &Mention) -> Option<&'a Sentence> {
    let behind = page.sentences.partition_point(|one| (one.part, one.span.start) <= (mention.part, mention.span.start));
    let before = behind.checked_sub(1).map(|at| &page.sentences[at])?;
    (before.part == mention.part && mention.span.end <= before.span.end).then_some(before)
}

/// Whether the words say that it may not happen, or mention it only as the time before something else.
fn is_open(cues: &Cues, bytes: &std::ops::Range<usize>) -> bool {
    cues.are_unsure(bytes) || cues.are_behind(bytes) || cues.are_about(bytes)
}

static BOUNDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.bounds_before_days).collect());

/// Whether the word before a day makes it the end or beginning of a period: "від 5 травня", "until 5 May".
pub(super) fn is_bound(before: &str) -> bool {
    let last = tokens::words(before).last().map(|word| tokens::fold(&before[word]));
    last.is_some_and(|word| BOUNDS.contains(word.as_str()))
}
