//! In: articles. Out: the pairs that may report one event, each with its features, for the trainer of the pair model and for `same`.
//!
//! Invariant: pairs are looked up by shared keys, so their number grows with the number of articles, not with its square.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::across::{self, Across};
use super::corpus::{Corpus, Token, passage};
use super::pair::{self, Beside, Features};
use super::profile::{self, Profile};
use super::shared::{self, Run, Shared};
use crate::annotate::{Annotated, Part};
use crate::passage::{Span, Spans};

/// In a corpus of at most this many articles, every pair is compared. The same with 15 and 60 on `tests/events/tuned`.
const FEW_ARTICLES: usize = 30;
/// In a larger one, two articles are compared if they share at least this many keys. The same with 1 and 4 on `tests/events/tuned`.
const SHARED_KEYS: usize = 2;
/// A key of more articles than this is ignored. Set by hand.
pub(crate) const MOST_HOLDERS: usize = 64;

/// The knowledge about the articles of a corpus and their pairs.
pub(crate) struct Study {
    /// The profile of each article.
    pub profiles: Vec<Profile>,
    /// The longest run of each two articles that share one.
    pub runs: BTreeMap<(usize, usize), Copied>,
    across: Across,
}

impl Study {
    /// Studies articles in their fixed order.
    pub(crate) fn of(articles: &[&Annotated], corpus: &Corpus) -> Self {
        let Shared { runs, formulas } = shared::read(articles, corpus);
        let profiles = profile::profiles(articles, corpus, &formulas);
        let spoken: Vec<Spoken> = articles.iter().map(|article| Spoken::of(article)).collect();
        let runs = runs.into_iter().map(|(pair, run)| (pair, copied(pair, run, &spoken, corpus))).collect();
        let across = Across::of(articles, corpus, &profiles);
        Self { profiles, runs, across }
    }

    /// The pairs that may report one event, sorted.
    pub(crate) fn candidates(&self, corpus: &Corpus) -> Vec<(usize, usize)> {
        let count = self.profiles.len();
        let mut pairs = if count <= FEW_ARTICLES { all_pairs(count) } else { self.by_keys() };
        pairs.extend(self.runs.keys());
        pairs.retain(|&(a, b)| corpus.in_one_language(a, b));
        pairs.extend(self.across.candidates(corpus, &self.profiles));
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// The articles with each key.
    fn holders(&self) -> BTreeMap<u32, Vec<usize>> {
        let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
        for (article, profile) in self.profiles.iter().enumerate() {
            profile.keys.iter().for_each(|&key| holders.entry(key).or_default().push(article));
        }
        holders
    }

    /// Number of articles that have enough keys, but share none with others because too many articles have each.
    pub(crate) fn not_compared(&self) -> usize {
        if self.profiles.len() <= FEW_ARTICLES {
            return 0;
        }
        let holders = self.holders();
        let is_crowded = |key: &u32| holders.get(key).is_some_and(|held| held.len() > MOST_HOLDERS);
        self.profiles
            .iter()
            .filter(|profile| profile.keys.len() >= SHARED_KEYS && profile.keys.iter().all(is_crowded))
            .count()
    }

    fn by_keys(&self) -> Vec<(usize, usize)> {
        let holders = self.holders();
        let mut pairs = Vec::new();
        for held in holders.values().filter(|held| held.len() <= MOST_HOLDERS) {
            pairs.extend(held.iter().enumerate().flat_map(|(at, &a)| held[at + 1..].iter().map(move |&b| (a, b))));
        }
        pairs.par_sort_unstable();
        pairs.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED_KEYS).map(|same| same[0]).collect()
    }

    /// The features of a pair in different languages.
    pub(crate) fn features_across(&self, a: usize, b: usize) -> across::Features {
        self.across.features(a, b, &self.profiles)
    }

    /// The features of a pair in one language.
    pub(crate) fn features(&self, a: usize, b: usize, corpus: &Corpus) -> Features {
        let quoted = self.runs.get(&(a.min(b), a.max(b))).is_some_and(|run| run.quoted);
        let beside = Beside { quoted, openings: corpus.openings_alike(a, b) };
        pair::features(&self.profiles[a], &self.profiles[b], beside)
    }
}

/// A run that two articles share.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Copied {
    /// The run.
    pub run: Run,
    /// Whether it begins in the first half of both.
    pub early: bool,
    /// Whether most of it is a quotation in both.
    pub quoted: bool,
}

fn copied((a, b): (usize, usize), run: Run, spoken: &[Spoken], corpus: &Corpus) -> Copied {
    let quoted =
        |at: usize, start: usize| spoken[at].words(&corpus.texts[at][start..start + run.words]) * 2 > run.words;
    let early = |at: usize, start: usize| start * 2 <= corpus.texts[at].len();
    Copied {
        run,
        early: early(a, run.starts.0) && early(b, run.starts.1),
        quoted: quoted(a, run.starts.0) && quoted(b, run.starts.1),
    }
}

/// The quotes of an article, part by part.
struct Spoken<'a> {
    article: &'a Annotated,
    quotes: BTreeMap<Part, Spans>,
}

impl<'a> Spoken<'a> {
    fn of(article: &'a Annotated) -> Self {
        let mut spans: BTreeMap<Part, Vec<Span>> = BTreeMap::new();
        article.quotes.iter().for_each(|quote| spans.entry(quote.part).or_default().push(quote.span));
        Self { article, quotes: spans.into_iter().map(|(part, spans)| (part, spans.into_iter().collect())).collect() }
    }

    /// Number of the given words that are in quotes.
    fn words(&self, run: &[Token]) -> usize {
        let in_quote = |token: &&Token| {
            let Some(quotes) = self.quotes.get(&token.part) else { return false };
            passage(self.article, token.part).is_some_and(|passage| quotes.hold(passage.place(token.bytes.clone())))
        };
        run.iter().filter(in_quote).count()
    }
}

fn all_pairs(count: usize) -> Vec<(usize, usize)> {
    (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect()
}

/// The features of a pair, for the trainer.
#[derive(Debug, Clone, Copy)]
pub struct Studied {
    /// The indexes of the two articles, the smaller first.
    pub pair: (usize, usize),
    /// The features for one language. `None` across languages.
    pub one_language: Option<Features>,
    /// The features across languages. Pairs in one language have them too.
    pub across: across::Features,
}

/// The pairs that may report one event among articles in their fixed order.
pub fn pairs(articles: &[&Annotated]) -> Vec<Studied> {
    let corpus = Corpus::read(articles);
    let study = Study::of(articles, &corpus);
    let across = Across::read(articles, &corpus, &study.profiles);
    let studied = |(a, b)| Studied {
        pair: (a, b),
        one_language: corpus.in_one_language(a, b).then(|| study.features(a, b, &corpus)),
        across: across.features(a, b, &study.profiles),
    };
    study.candidates(&corpus).into_par_iter().map(studied).collect()
}
