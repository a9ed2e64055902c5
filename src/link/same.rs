//! In: the words of all articles. Out: the articles grouped into events, with the words that link the reports of one event.
//!
//! The pair model (`pair`) gives the probability that two articles report one event. A clash overrides similarity. Pages whose publication
//! days are further apart than [`SAME_NEWS`] never report one event. Pages with the same words but another town, another day or other
//! numbers, or a text that the same publisher prints again on another day, hardly ever do. Events are built by average linkage.
//!
//! Invariant: no event contains two pages whose stated publication days are further apart than [`SAME_NEWS`].

use std::collections::BTreeMap;

use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde::Serialize;

use super::announce::word_evidence;
use super::cluster::{Linked, Threshold, average_linkage};
use super::corpus::{Corpus, Token, is_telling, passage};
use super::pair::{self, Days, Model, Places};
use super::roundup::is_roundup;
use super::shared::Run;
use super::stated::publication_day;
use super::study::{Copied, Study};
use super::{Doubt, Link, LinkKind, across};
use crate::annotate::Annotated;
use crate::passage::Span;
use crate::time::{Evidence, EvidenceKind};

/// Maximum number of days between the publication of two reports of one event. A week has 7.
const SAME_NEWS: i64 = 7;
/// Maximum number of days between the publication of two reports that narrow each other's days because their words agree. The same with 2
/// and 6 on `tests/events/tuned`.
const SAME_DAYS: i64 = 3;
/// The minimum probabilities for joining two groups of pages: that of the best pair, and the mean of all pairs between them. Chosen on
/// predictions for topics and sites that the model was not trained on. Of the pairs joined in pages about anything (the article extraction
/// benchmark) 31 of 32 are right, and 31 of the 33 right ones are found. A mean of .5 keeps the look-alikes of one topic of ECB+ apart
/// (BCubed precision .98; at .45 .96). The relief is small enough to keep a chess tournament and a concert in one town apart
/// (`tests/suite/translations.rs`).
const THRESHOLD: Threshold = Threshold { mean: 0.5, best: 0.88, relief: 0.06 };
/// A pair with a lower probability than this does not start a group. The same with .05 and .2 on `tests/events/tuned` and a third of ECB+.
const POSSIBLE: f32 = 0.1;
/// Factors for the probability of a pair in which a page states no day, chosen with [`THRESHOLD`] on predictions for topics that the models
/// were not trained on. The second one applies across languages if the pair lacks rare names or a number, the evidence that is strong
/// enough without a day. day: rare names and a number. The first: the same with .74 and .97 on `tests/events/tuned`.
const UNDATED: f32 = 0.94;
/// The same with .4 and .8 on `tests/events/tuned`.
const UNFOUNDED: f32 = 0.6;
/// The same with 1 and 4 on `tests/events/tuned`.
const RARE_NAME: f32 = 2.0;
/// The weight of a pair that clashes. If a third of the pairs clash, groups stay apart. On a third of ECB+ BCubed F1 .836; .819 with -2;
/// the same with -.5. The same with -2 and -.5 on `tests/events/tuned`.
const CLASH: f32 = -1.0;
/// The similarity of openings above which two texts use the same words, and above which they follow a pattern. The first, on a third of
/// ECB+ BCubed F1 .836; the same with .15; .842 with .6. The same with .15 and .6 on `tests/events/tuned`.
const ALIKE: f32 = 0.3;
/// On a third of ECB+ BCubed F1 .836; .775 with .3; the same with .75. The same with .3 and .75 on `tests/events/tuned`.
const PATTERN: f32 = 0.5;
/// The similarity above which they are one text printed twice. The same with .7 and .95 on `tests/events/tuned`.
const ONE_TEXT: f32 = 0.9;
/// Two reports that share a run of this many words confirm each other. The same with 15 and 60 on `tests/events/tuned` and a third of ECB+.
const COPIED_WORDS: usize = 30;
/// A join is doubtful if its margin is smaller than this, and so are groups that stay apart by less. In the 181 pages about anything (the
/// article extraction benchmark) seven joins are this close: five of 34 that were made and two that were not.
const GREY: f32 = 0.08;
/// Maximum number of doubts that are kept, those closest to the threshold. Set by hand: more than a person goes through, and it changes no
/// join.
const MOST_DOUBTS: usize = 200;

/// The events of a corpus.
pub(crate) struct Same {
    /// The articles of each event.
    pub events: Vec<Vec<usize>>,
    /// The links between any two articles whose own words report the same news, independent of the rest of the corpus.
    pub links: Vec<Link>,
    /// The joins and separations by a narrow margin, the least certain first.
    pub doubts: Vec<Doubt>,
    /// Number of doubts that are left out.
    pub more_doubts: usize,
    /// Number of articles that could not be looked up, because each of their keys is in too many others.
    pub not_compared: usize,
}

/// Groups the articles into events. `apart` contains the pairs in which one article announces or looks back on what the other reports, the
/// smaller index first.
pub(crate) fn same_events(
    articles: &[&Annotated],
    corpus: &Corpus,
    apart: &BTreeMap<(usize, usize), LinkKind>,
) -> Same {
    let study = Study::of(articles, corpus);
    let judge = Judge::new(articles, corpus, &study, apart);
    let candidates = study.candidates(corpus);
    let weights: Vec<f32> = candidates.par_iter().map(|&(a, b)| judge.weight(a, b)).collect();
    let known: FxHashMap<(usize, usize), f32> = candidates.iter().copied().zip(weights.iter().copied()).collect();
    let weight = |a: usize, b: usize| known.get(&(a, b)).copied().unwrap_or_else(|| judge.weight(a, b));
    let weighed = candidates.iter().zip(&weights).filter(|&(_, &weight)| weight >= POSSIBLE);
    let pairs: Vec<_> = weighed.map(|(&(a, b), &weight)| (weight, a, b)).collect();
    let Linked { groups: events, mut doubts } = average_linkage(articles.len(), &pairs, weight, THRESHOLD, GREY);
    doubts.sort_by(|one, other| one.margin.abs().total_cmp(&other.margin.abs()).then(one.groups.cmp(&other.groups)));
    let more_doubts = doubts.len().saturating_sub(MOST_DOUBTS);
    doubts.truncate(MOST_DOUBTS);
    let doubts = doubts.into_iter().map(|doubt| Doubt {
        is_joined: doubt.margin >= 0.0,
        percent: percent(doubt.best),
        sides: [doubt.groups.0, doubt.groups.1],
    });
    let links = pairs.iter().filter(|&&(_, a, b)| judge.confirms(a, b));
    let links = links.map(|&(_, a, b)| link((a, b), &study.runs, articles, corpus)).collect();
    Same { events, links, doubts: doubts.collect(), more_doubts, not_compared: study.not_compared() }
}

/// Whether the probability of a pair is enough to make an event by itself.
pub(crate) fn is_enough(probability: f32) -> bool {
    probability >= THRESHOLD.best
}

/// A probability in whole percent.
pub fn percent(probability: f32) -> u8 {
    (probability.clamp(0.0, 1.0) * 100.0).round() as u8
}

/// The reasons why two articles cannot, or probably do not, report one event, however similar their words are.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Clash {
    /// Their publication days are too far apart.
    FarApart,
    /// One of them is a round-up.
    RoundUp,
    /// One announces what the other reports.
    Announces,
    /// One looks back on what the other reports.
    LooksBack,
    /// They use the same words about different towns.
    Elsewhere,
    /// They use the same words about different days.
    AnotherDay,
    /// One publisher printed the same text on two days.
    PrintedAgain,
    /// They were printed on two days and follow one pattern with other numbers.
    Pattern,
}

/// Computes the probability that two articles report one event.
pub(crate) struct Judge<'a> {
    articles: &'a [&'a Annotated],
    corpus: &'a Corpus,
    study: &'a Study,
    apart: &'a BTreeMap<(usize, usize), LinkKind>,
    /// The publication days that the pages state.
    days: Vec<Option<NaiveDate>>,
    /// Whether each page is a round-up. Round-ups belong to no event.
    roundups: Vec<bool>,
}

impl<'a> Judge<'a> {
    /// Prepares the judge. `apart` contains the pairs in which one article announces or looks back on what the other reports, the smaller
    /// index first.
    pub(crate) fn new(
        articles: &'a [&'a Annotated],
        corpus: &'a Corpus,
        study: &'a Study,
        apart: &'a BTreeMap<(usize, usize), LinkKind>,
    ) -> Self {
        let days = articles.iter().map(|article| publication_day(&article.article)).collect();
        let roundups = articles.iter().zip(&corpus.texts).map(|(article, text)| is_roundup(article, text)).collect();
        Self { articles, corpus, study, apart, days, roundups }
    }

    /// The probability that both report one event, lowered if they clash. Minus infinity if they cannot.
    fn weight(&self, a: usize, b: usize) -> f32 {
        match self.apart_for(a, b) {
            Some(Clash::FarApart | Clash::RoundUp) => f32::NEG_INFINITY,
            Some(_) => CLASH,
            None => self.similarity(a, b),
        }
    }

    /// The probability that two pages report one event, ignoring any clash.
    pub(crate) fn similarity(&self, a: usize, b: usize) -> f32 {
        let one_language = self.corpus.in_one_language(a, b);
        let (probability, founded) = if one_language { (self.in_one_language(a, b), true) } else { self.across(a, b) };
        let share = match self.gap(a, b) {
            Some(_) => 1.0,
            None if founded => UNDATED,
            None => UNFOUNDED,
        };
        probability * share
    }

    /// The features of two pages, each with the amount that it adds to the logarithm of the odds.
    pub(crate) fn worth(&self, a: usize, b: usize) -> Vec<(&'static str, f32)> {
        let (a, b) = (a.min(b), a.max(b));
        if self.corpus.in_one_language(a, b) {
            let worth = self.model(a, b).worth(&self.study.features(a, b, self.corpus));
            return pair::NAMES.into_iter().zip(worth).collect();
        }
        across::NAMES.into_iter().zip(across::model().worth(&self.study.features_across(a, b))).collect()
    }

    /// The model for two pages in one language.
    fn model(&self, a: usize, b: usize) -> &'static Model<{ pair::COUNT }> {
        if self.is_undated(a, b) { pair::undated() } else { pair::dated() }
    }

    /// The probability that two pages in one language report one event.
    fn in_one_language(&self, a: usize, b: usize) -> f32 {
        self.model(a, b).probability(&self.study.features(a.min(b), a.max(b), self.corpus))
    }

    /// The same for two pages in different languages, and whether what they share is enough without a day.
    fn across(&self, a: usize, b: usize) -> (f32, bool) {
        let features = self.study.features_across(a.min(b), a.max(b));
        let told = features[across::RARE_NAMES] >= RARE_NAME && features[across::NUMBERS] > 0.0;
        (across::model().probability(&features), told)
    }

    /// Whether one of them states no publication day, which lowers the probability.
    pub(crate) fn is_undated(&self, a: usize, b: usize) -> bool {
        self.gap(a, b).is_none()
    }

    /// The reason why two pages are kept apart, if there is one.
    pub(crate) fn apart_for(&self, a: usize, b: usize) -> Option<Clash> {
        let kind = self.apart.get(&(a.min(b), a.max(b))).filter(|_| self.is_apart(a, b));
        match kind {
            _ if self.is_far(a, b) => Some(Clash::FarApart),
            _ if self.roundups[a] || self.roundups[b] => Some(Clash::RoundUp),
            Some(LinkKind::FollowsUp) => Some(Clash::LooksBack),
            Some(_) => Some(Clash::Announces),
            None if self.lies_ahead(a, b) || self.lies_ahead(b, a) => Some(Clash::Announces),
            None if self.are_of_their_days(a, b) => Some(Clash::AnotherDay),
            None if self.corpus.in_one_language(a, b) => self.clash(a, b),
            None => None,
        }
    }

    /// Whether one page is only about future days, and the other was published when they had come.
    fn lies_ahead(&self, ahead: usize, other: usize) -> bool {
        let (Some(told), Some(later)) = (self.days[ahead], self.days[other]) else { return false };
        let named = &self.study.profiles[ahead].lead_dates;
        !named.is_empty() && named.iter().all(|day| *day > told && *day <= later)
    }

    /// Whether the lead of each page is about its own day or the one before, and neither page names the day of the other.
    fn are_of_their_days(&self, a: usize, b: usize) -> bool {
        let (one, other) = (&self.study.profiles[a], &self.study.profiles[b]);
        let own = |at: usize| -> Vec<NaiveDate> {
            let Some(told) = self.days[at] else { return Vec::new() };
            let profile = &self.study.profiles[at];
            let named = profile.lead_dates.iter().chain(&profile.lead_weekdays).copied();
            named.filter(|&day| (0..=1).contains(&(told - day).num_days())).collect()
        };
        let (of_one, of_other) = (own(a), own(b));
        let apart = |day: &NaiveDate| of_other.iter().all(|other| (*day - *other).num_days().abs() > 1);
        !of_one.is_empty() && !of_other.is_empty() && of_one.iter().all(apart) && pair::days(one, other) != Days::Shared
    }

    /// Number of days between the publication days that both state.
    fn gap(&self, a: usize, b: usize) -> Option<i64> {
        self.days[a].zip(self.days[b]).map(|(a, b)| (a - b).num_days().abs())
    }

    fn is_far(&self, a: usize, b: usize) -> bool {
        self.gap(a, b).is_some_and(|gap| gap > SAME_NEWS)
    }

    /// Whether one announces what the other reports, or looks back on it. For pages of the same days, looking back does not count, because
    /// such reports look back on what they continue.
    fn is_apart(&self, a: usize, b: usize) -> bool {
        self.apart
            .get(&(a.min(b), a.max(b)))
            .is_some_and(|&kind| kind != LinkKind::FollowsUp || self.gap(a, b).is_none_or(|gap| gap > SAME_DAYS))
    }

    /// Whether two pages use the same words about another town, another day or other numbers, or are one text that a publisher printed on
    /// two days.
    fn clash(&self, a: usize, b: usize) -> Option<Clash> {
        let (one, other) = (&self.study.profiles[a], &self.study.profiles[b]);
        let openings = self.corpus.openings_alike(a, b);
        let is_later = || self.gap(a, b).is_some_and(|gap| gap > 0);
        let another_day = || pair::days(one, other) == Days::Clash && !self.may_err(a, b);
        let may_repeat = self.gap(a, b).map_or(openings >= ONE_TEXT, |gap| gap > 0);
        let pattern = || may_repeat && openings >= PATTERN && !self.corpus.share_marks(a, b) && !self.is_quoted(a, b);
        match () {
            () if openings >= ALIKE && pair::places(one, other) == Places::Clash => Some(Clash::Elsewhere),
            () if openings >= PATTERN && another_day() => Some(Clash::AnotherDay),
            () if openings >= ONE_TEXT && is_later() && self.is_one_publisher(a, b) => Some(Clash::PrintedAgain),
            () if pattern() => Some(Clash::Pattern),
            () => None,
        }
    }

    fn is_one_publisher(&self, a: usize, b: usize) -> bool {
        let publisher = |at: usize| self.articles[at].article.source.as_ref().map(|source| source.name.as_str());
        publisher(a).is_some() && publisher(a) == publisher(b)
    }

    /// Whether both contain one long run of words early on, or quote the same words.
    fn is_copied(&self, a: usize, b: usize) -> bool {
        let long = |run: &Copied| run.run.words >= COPIED_WORDS && self.corpus.share_marks(a, b);
        self.study.runs.get(&(a, b)).is_some_and(|run| run.early && (run.quoted || long(run)))
    }

    /// Whether both quote the same words.
    fn is_quoted(&self, a: usize, b: usize) -> bool {
        self.study.runs.get(&(a.min(b), a.max(b))).is_some_and(|run| run.early && run.quoted)
    }

    /// Whether two pages may be about one event although they name different days: they quote the same words, or are published on one day
    /// by different publishers about something that has just happened.
    fn may_err(&self, a: usize, b: usize) -> bool {
        let told_at_once = self.gap(a, b) == Some(0) && !self.is_one_publisher(a, b);
        self.is_quoted(a, b) || told_at_once && [a, b].into_iter().all(|at| self.is_just_past(at))
    }

    /// Whether all days in the lead of a page are at most [`SAME_DAYS`] before its publication.
    fn is_just_past(&self, at: usize) -> bool {
        let before = std::iter::successors(self.days[at], NaiveDate::pred_opt).take(SAME_DAYS as usize + 1);
        let just_past: Vec<_> = before.map(|day| (day.month() as u8, day.day() as u8)).collect();
        self.study.profiles[at].lead_days.iter().all(|day| just_past.contains(day))
    }

    /// Whether two pages of the same days report the same news in their own words, independent of the rest of the corpus.
    fn confirms(&self, a: usize, b: usize) -> bool {
        let near = self.gap(a, b).is_none_or(|gap| gap <= SAME_DAYS);
        near && self.weight(a, b) >= THRESHOLD.best && (self.is_copied(a, b) || self.corpus.open_alike(a, b))
    }
}

/// The link between two reports of one event, with the run of words that both contain, otherwise with the most informative words.
fn link(
    (from, to): (usize, usize),
    runs: &BTreeMap<(usize, usize), Copied>,
    articles: &[&Annotated],
    corpus: &Corpus,
) -> Link {
    let mut reason = match runs.get(&(from, to)) {
        Some(copied) => copied_words(&copied.run, (from, to), articles, corpus),
        None => common_words((from, to), articles, corpus),
    };
    reason.sort_by(Evidence::by_place);
    reason.dedup();
    Link { kind: LinkKind::SameEvent, from, to, reason }
}

fn copied_words(run: &Run, (from, to): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> Vec<Evidence> {
    [(from, run.starts.0), (to, run.starts.1)]
        .into_iter()
        .filter_map(|(article, start)| {
            let words = &corpus.texts[article][start..start + run.words];
            let inside = words.iter().take_while(|word| word.part == words[0].part).last()?;
            let passage = passage(articles[article], inside.part)?;
            let bytes = words[0].bytes.start..inside.bytes.end;
            Some(shared_text(articles[article], passage.text[bytes.clone()].to_owned(), passage.place(bytes)))
        })
        .collect()
}

fn shared_text(article: &Annotated, text: String, place: Span) -> Evidence {
    Evidence { kind: EvidenceKind::Linked, text, path: article.article.name(), place: Some(place), gives: None }
}

/// The three most informative words that both contain, for each article: names first, then the longest.
fn common_words((from, to): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> Vec<Evidence> {
    /// Number of words in one line of `explain`, set by hand.
    const SHOWN: usize = 3;
    let first = |text: &[Token]| -> BTreeMap<u32, usize> {
        let telling = text.iter().enumerate().rev().filter(|(_, token)| is_telling(token));
        telling.map(|(at, token)| (token.word, at)).collect()
    };
    let (one, other) = (first(&corpus.texts[from]), first(&corpus.texts[to]));
    let mut both: Vec<(usize, usize)> = one.iter().filter_map(|(word, &at)| Some((at, *other.get(word)?))).collect();
    both.sort_by_key(|&(at, _)| {
        let token = &corpus.texts[from][at];
        (!token.proper, std::cmp::Reverse(token.bytes.len()), at)
    });
    let words = both.into_iter().take(SHOWN).flat_map(|(one, other)| [(from, one), (to, other)]);
    words.filter_map(|(article, at)| word_evidence(articles[article], &corpus.texts[article][at])).collect()
}
