//! In: annotated articles and one of them. Out: the probability that others report the same event, the evidence for it, and what keeps them
//! apart.
//!
//! Invariant: judges like `same`. Looks only at the pairs of one article.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::corpus::Corpus;
use super::pair;
use super::same::Judge;
pub use super::same::percent;
pub(crate) use super::same::{Clash, is_enough};
use super::study::Study;
use super::{ArticleIndex, announce, apart, in_order, look_back};
use crate::annotate::Annotated;

/// Evidence with a smaller weight than this is left out. Set by hand.
const LEAST_WORTH: f32 = 0.1;

/// The kinds of evidence that two articles share or lack. They group the features of a pair for the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Ground {
    /// The words of the whole text.
    Words,
    /// The words of the one lead in the other text.
    Lead,
    /// The beginnings of the texts.
    Openings,
    /// The headlines.
    Headlines,
    /// The names.
    Names,
    /// The numbers.
    Numbers,
    /// The quotes.
    Quotes,
    /// The places.
    Places,
    /// The days.
    Days,
    /// The lengths.
    Length,
}

/// The weight of a kind of evidence.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Reason {
    /// The kind of evidence.
    pub(crate) ground: Ground,
    /// The amount that it adds to the logarithm of the odds. Above 0 it supports one event.
    pub worth: f32,
}

/// The relation of one article to another.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Judged {
    /// The other article.
    pub with: ArticleIndex,
    /// The probability that both report one event, in percent.
    pub percent: u8,
    /// The reasons, the heaviest first.
    pub reasons: Vec<Reason>,
    /// Whether one of them states no publication day, which raises the threshold.
    pub is_undated: bool,
    /// The reason that keeps them apart, however similar they are.
    pub clash: Option<Clash>,
}

/// The relation of an article to each report of its event, and to the most probable article that was not joined to the event.
pub(crate) fn of_article(
    articles: &[Annotated],
    article: ArticleIndex,
    event: &[ArticleIndex],
) -> (Vec<Judged>, Option<Judged>) {
    let order = in_order(articles);
    let sorted: Vec<_> = order.iter().map(|&at| &articles[at]).collect();
    let place: BTreeMap<ArticleIndex, usize> = order.iter().copied().zip(0..).collect();
    let corpus = Corpus::read(&sorted);
    let links = [announce::announced(&sorted, &corpus), look_back::looked_back(&sorted, &corpus)].concat();
    let apart = apart(links.iter());
    let study = Study::of(&sorted, &corpus);
    let judge = Judge::new(&sorted, &corpus, &study, &apart);
    let own = place[&article];
    let judged = |other: usize| judged(own, other, &order, &judge);
    let joined: BTreeSet<usize> = event.iter().filter(|&&at| at != article).map(|at| place[at]).collect();
    let pairs = study.candidates(&corpus);
    let beside = pairs.iter().filter_map(|&(a, b)| if a == own { Some(b) } else { (b == own).then_some(a) });
    let others: BTreeSet<usize> = beside.filter(|other| !joined.contains(other)).collect();
    let nearest = others.into_iter().map(judged).max_by_key(|judged| (judged.percent, Reverse(place[&judged.with])));
    let mut with: Vec<Judged> = joined.into_iter().map(judged).collect();
    with.sort_by_key(|judged| (Reverse(judged.percent), place[&judged.with]));
    (with, nearest)
}

fn judged(own: usize, other: usize, order: &[ArticleIndex], judge: &Judge) -> Judged {
    Judged {
        with: order[other],
        percent: percent(judge.similarity(own, other)),
        reasons: reasons(&judge.worth(own, other)),
        is_undated: judge.is_undated(own, other),
        clash: judge.apart_for(own, other),
    }
}

/// The weights of features, summed by kind of evidence.
fn reasons(features: &[(&str, f32)]) -> Vec<Reason> {
    let mut grounds: BTreeMap<Ground, f32> = BTreeMap::new();
    // A missing publication day is reported separately.
    for (name, worth) in features.iter().filter(|(name, _)| *name != pair::UNDATED) {
        *grounds.entry(ground(name)).or_default() += worth;
    }
    let mut reasons: Vec<Reason> = grounds.into_iter().map(|(ground, worth)| Reason { ground, worth }).collect();
    reasons.retain(|reason| reason.worth.abs() >= LEAST_WORTH);
    reasons.sort_by(|one, other| other.worth.abs().total_cmp(&one.worth.abs()).then(one.ground.cmp(&other.ground)));
    reasons
}

/// The kind of evidence that a feature belongs to.
fn ground(feature: &str) -> Ground {
    let grounds = [
        ("headline", Ground::Headlines),
        ("opening", Ground::Openings),
        ("names", Ground::Names),
        ("number", Ground::Numbers),
        ("quote", Ground::Quotes),
        ("place", Ground::Places),
        ("days", Ground::Days),
        ("concepts", Ground::Words),
        ("told", Ground::Lead),
        ("first", Ground::Lead),
        ("length", Ground::Length),
        ("short", Ground::Length),
    ];
    grounds.iter().find(|(part, _)| feature.contains(part)).map_or(Ground::Words, |&(_, ground)| ground)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_feature_is_in_its_group() {
        let of = |feature| ground(feature);
        assert_eq!((of("headline_told_by_both"), of("names_told")), (Ground::Headlines, Ground::Names));
        assert_eq!((of("lead_told"), of("bodies")), (Ground::Lead, Ground::Words));
        assert_eq!((of("few_rare_words"), of("few_rare_names")), (Ground::Words, Ground::Names));
        assert_eq!((of("first_here"), of("headlines_here")), (Ground::Lead, Ground::Headlines));
        assert!(reasons(&[(pair::UNDATED, -3.0)]).is_empty());
        assert_eq!((of("openings_unlike"), of("places_clash")), (Ground::Openings, Ground::Places));
    }

    #[test]
    fn reasons_are_the_weightiest_first_and_add_up() {
        let reasons = reasons(&[("names", 4.8), ("numbers_clash", -2.5), ("few_rare_names", -0.3), ("short", 0.05)]);
        assert_eq!(reasons.iter().map(|reason| reason.ground).collect::<Vec<_>>(), [Ground::Names, Ground::Numbers]);
        assert!(reasons[0].worth > 0.0 && reasons[1].worth < 0.0, "{reasons:?}");
    }
}
