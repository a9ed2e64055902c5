//! In: articles in several languages. Out: the pairs in different languages that may report one event, and how probable that is judging by
//! what they share.
//!
//! Words cannot be compared across languages. Names can, by their skeletons, and so can numbers, days, places from the gazetteer, the
//! concepts of the news ([`super::concepts`]) and, between closely related languages, skeletons of other words. The weight of each feature
//! is in `across.toml`, which `tools/pairs.rs` writes.
//!
//! Invariant: the result for (a, b) equals that for (b, a). Pairs are looked up by shared keys, so their number grows with the number of
//! articles, not with its square.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::concepts::{self, Concept, concepts};
use super::corpus::{Corpus, is_telling};
use super::pair::{self, Days, Model, Places, both, contained, cosine, flag, shared};
use super::profile::{Profile, Weights};
use super::skeleton::skeleton;
use super::tokens;
use crate::annotate::{Annotated, Part};
use crate::language::Language;

/// Number of features. One for each of the 13 names in [`NAMES`].
pub(crate) const COUNT: usize = 13;

/// The names of the features, in order.
pub const NAMES: [&str; COUNT] = [
    // The cosine of all names. Of the names in each lead, the share that the other article contains: the smaller of the two shares, and the
    // greater. The weight of the names that the leads share, and how far it is below that of two rare names.
    "names",
    "names_told_by_both",
    "names_told",
    "rare_names",
    "few_rare_names",
    // The same for concepts: the cosine of those in the leads, and the share that the other article contains.
    "concepts",
    "concepts_told_by_both",
    // Whether the leads of both contain concepts but share none.
    "concepts_clash",
    // The numbers that both contain, in the lead of at least one.
    "numbers",
    // As for pages in one language.
    "places",
    "places_clash",
    "days",
    "days_clash",
];

/// The sign that each feature's weight may have.
pub const SIGNS: [i8; COUNT] = [1, 1, 1, 1, -1, 1, 1, -1, 1, 1, -1, 1, -1];

/// Number of words after the headline that form the lead, and number of words that are compared at all. The first, on `tests/events/tuned`
/// BCubed F1 .842; .831 with 50; the same with 200.
const LEAD: usize = 100;
/// The same with 200 and 800 on `tests/events/tuned`.
const BODY: usize = 400;
/// Minimum length of a skeleton that identifies a name. On `tests/events/tuned` BCubed F1 .842; .831 with 2; .762 with 6.
const SHORTEST_NAME: usize = 3;
/// The share of pages that contain a given name (as in [`super::background`] for languages without a table), and the number of pages that
/// this share, and the share of a concept, count as next to those of the corpus. The first: the same with .0025 and .01 on
/// `tests/events/tuned`.
const NAME_SHARE: f32 = 0.005;
/// On `tests/events/tuned` BCubed F1 .842; .818 with 100; the same with 400.
const BACKGROUND_PAGES: f32 = 200.0;
/// Number of holders of a term that are ignored, so that a term is not considered common just because both pages of a pair have it. The
/// same with 1 and 4 on `tests/events/tuned`.
const PAIR: f32 = 2.0;
/// Two articles are compared if they share at least this many keys, one of them a name or a place. The same with 1 and 4 on
/// `tests/events/tuned`.
const SHARED_KEYS: usize = 2;
/// A key of more articles than this is ignored. The same with 32 and 128 on `tests/events/tuned`.
const MOST_HOLDERS: usize = 64;
/// The usual weight of rare names that reports of one event share, as in [`pair`]. The same with 1.35 and 5.4 on `tests/events/tuned`.
const FEW_NAMES: f32 = 2.7;

/// The features of a pair.
pub(crate) type Features = [f32; COUNT];

/// A term that texts in several languages may share.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    Name(String),
    Concept(Concept),
}

impl Term {
    fn share(&self) -> f32 {
        match self {
            Term::Name(_) => NAME_SHARE,
            Term::Concept(concept) => concepts::share(*concept),
        }
    }
}

/// A key for looking up articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Key {
    Name(u32),
    Place(String),
    Concept(u32),
    Number(String),
}

/// The features of an article that do not depend on its language.
#[derive(Debug, Clone, Default)]
struct Foreign {
    lead_names: Weights,
    names: Weights,
    lead_concepts: Weights,
    concepts: Weights,
    lead_numbers: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

/// The articles of a corpus in several languages.
pub struct Across {
    articles: Vec<Foreign>,
}

impl Across {
    /// Reads the articles of a corpus. A corpus in one language gives an empty result.
    pub(crate) fn of(articles: &[&Annotated], corpus: &Corpus, profiles: &[Profile]) -> Self {
        match corpus.languages.iter().collect::<BTreeSet<_>>().len() {
            0 | 1 => Self { articles: Vec::new() },
            _ => Self::read(articles, corpus, profiles),
        }
    }

    /// Reads the articles of a corpus in any number of languages.
    pub(crate) fn read(articles: &[&Annotated], corpus: &Corpus, profiles: &[Profile]) -> Self {
        let read: Vec<Read> =
            articles.par_iter().enumerate().map(|(at, article)| read(article, at, corpus, &profiles[at])).collect();
        let mut holders: BTreeMap<&Term, u32> = BTreeMap::new();
        read.iter().flat_map(|read| &read.all).for_each(|term| *holders.entry(term).or_default() += 1);
        let pages = (articles.len() as f32 - PAIR).max(0.0) + BACKGROUND_PAGES;
        let weigh = |(number, (term, with)): (u32, (&Term, u32))| {
            let held = (with as f32 - PAIR).max(0.0) + term.share() * BACKGROUND_PAGES;
            (term.clone(), (number, -(held / pages).ln()))
        };
        let weights: FxHashMap<Term, (u32, f32)> = (0..).zip(holders).map(weigh).collect();
        Self { articles: read.into_par_iter().map(|read| read.weighed(&weights)).collect() }
    }

    /// The pairs in different languages that may report one event, sorted.
    pub(crate) fn candidates(&self, corpus: &Corpus, profiles: &[Profile]) -> Vec<(usize, usize)> {
        let mut holders: BTreeMap<Key, Vec<usize>> = BTreeMap::new();
        for (article, foreign) in self.articles.iter().enumerate() {
            for key in foreign.keys(&profiles[article]) {
                holders.entry(key).or_default().push(article);
            }
        }
        let mut pairs: Vec<(usize, usize, bool)> = Vec::new();
        for (key, held) in holders.iter().filter(|(_, held)| held.len() <= MOST_HOLDERS) {
            let names = matches!(key, Key::Name(_) | Key::Place(_));
            let across =
                held.iter().enumerate().flat_map(|(at, &a)| held[at + 1..].iter().map(move |&b| (a, b, names)));
            pairs.extend(across.filter(|&(a, b, _)| !corpus.in_one_language(a, b)));
        }
        pairs.par_sort_unstable();
        let enough =
            |same: &&[(usize, usize, bool)]| same.len() >= SHARED_KEYS && same.iter().any(|&(.., names)| names);
        pairs.chunk_by(|a, b| (a.0, a.1) == (b.0, b.1)).filter(enough).map(|same| (same[0].0, same[0].1)).collect()
    }

    /// The features of a pair, whatever its languages.
    pub(crate) fn features(&self, a: usize, b: usize, profiles: &[Profile]) -> Features {
        let (one, other) = (&self.articles[a], &self.articles[b]);
        let names_told = both(contained(&one.lead_names, &other.names), contained(&other.lead_names, &one.names));
        let concepts_told =
            both(contained(&one.lead_concepts, &other.concepts), contained(&other.lead_concepts, &one.concepts));
        let rare_names = (1.0 + shared(&one.lead_names, &other.lead_names)).ln();
        let concepts = cosine(&one.lead_concepts, &other.lead_concepts);
        let known = !one.lead_concepts.is_empty() && !other.lead_concepts.is_empty();
        let places = pair::places(&profiles[a], &profiles[b]);
        let days = pair::days(&profiles[a], &profiles[b]);
        [
            cosine(&one.names, &other.names),
            names_told.0,
            names_told.1,
            rare_names,
            (FEW_NAMES - rare_names).max(0.0),
            concepts,
            concepts_told.0,
            flag(known && concepts == 0.0),
            (1.0 + one.numbers_with(other)).ln(),
            flag(places == Places::Shared),
            flag(places == Places::Clash),
            flag(days == Days::Shared),
            flag(days == Days::Clash),
        ]
    }
}

/// Index of the feature for the weight of the shared names. Its place in [`NAMES`], counted from 0.
pub(crate) const RARE_NAMES: usize = 3;
/// Index of the feature for the numbers. Its place in [`NAMES`], counted from 0.
pub(crate) const NUMBERS: usize = 8;

/// The weights of the features.
pub fn model() -> &'static Model<COUNT> {
    static MODEL: OnceLock<Model<COUNT>> = OnceLock::new();
    MODEL.get_or_init(|| Model::read(include_str!("across.toml"), &NAMES))
}

impl Foreign {
    /// The keys of an article.
    fn keys(&self, profile: &Profile) -> impl Iterator<Item = Key> {
        let names = self.lead_names.iter().map(|&(name, _)| Key::Name(name));
        let concepts = self.lead_concepts.iter().map(|&(concept, _)| Key::Concept(concept));
        let numbers =
            self.lead_numbers.iter().filter(|number| number.len() > 1).map(|number| Key::Number(number.clone()));
        let places = profile.lead_places.keys().map(|place| Key::Place(place.clone()));
        names.chain(concepts).chain(numbers).chain(places)
    }

    /// The weight of the numbers that both contain, in the lead of at least one. Numbers with one digit are often equal by chance.
    fn numbers_with(&self, other: &Self) -> f32 {
        let common =
            self.lead_numbers.intersection(&other.numbers).chain(other.lead_numbers.intersection(&self.numbers));
        let weight = |number: &String| if number.trim_end_matches('0').len() > 1 { 2.0 } else { 1.0 };
        common.collect::<BTreeSet<_>>().into_iter().map(weight).sum()
    }
}

/// The contents of an article without weights: the terms of the lead, and all terms.
#[derive(Default)]
struct Read {
    lead: BTreeSet<Term>,
    all: BTreeSet<Term>,
    lead_numbers: BTreeSet<String>,
    numbers: BTreeSet<String>,
}

fn read(article: &Annotated, at: usize, corpus: &Corpus, profile: &Profile) -> Read {
    let language = corpus.languages[at];
    let publisher: BTreeSet<String> =
        article.article.source.iter().flat_map(|source| tokens::folded(&source.name)).collect();
    let text = &corpus.texts[at];
    let headline = text.iter().take_while(|token| token.part == Part::Headline).count();
    let values = |numbers: &BTreeSet<(u32, String)>| numbers.iter().map(|(_, value)| value.clone()).collect();
    let mut read =
        Read { lead_numbers: values(&profile.lead_numbers), numbers: values(&profile.numbers), ..Read::default() };
    for (place, token) in text.iter().enumerate().take(headline + BODY) {
        let word = corpus.words[token.word as usize].as_str();
        if !is_telling(token) || word.bytes().all(|byte| byte.is_ascii_digit()) || publisher.contains(word) {
            continue;
        }
        for term in terms(&corpus.stems[token.stem as usize], token.proper, language) {
            if place < headline + LEAD {
                read.lead.insert(term.clone());
            }
            read.all.insert(term);
        }
    }
    read
}

/// The terms for a stem in other languages: a name, and its concepts.
fn terms(stem: &str, proper: bool, language: Language) -> Vec<Term> {
    let sounds = proper.then(|| skeleton(stem, language)).filter(|sounds| sounds.len() >= SHORTEST_NAME);
    let named = concepts(language, stem).iter().copied().map(Term::Concept);
    sounds.map(Term::Name).into_iter().chain(named).collect()
}

impl Read {
    fn weighed(self, weights: &FxHashMap<Term, (u32, f32)>) -> Foreign {
        let weigh = |terms: &BTreeSet<Term>, is: fn(&Term) -> bool| -> Weights {
            let of_kind = terms.iter().filter(|term| is(term));
            let mut weighed: Weights = of_kind.map(|term| weights[term]).filter(|&(_, weight)| weight > 0.0).collect();
            weighed.sort_unstable_by_key(|&(number, _)| number);
            weighed
        };
        let is_name = |term: &Term| matches!(term, Term::Name(_));
        let is_concept = |term: &Term| matches!(term, Term::Concept(_));
        Foreign {
            lead_names: weigh(&self.lead, is_name),
            names: weigh(&self.all, is_name),
            lead_concepts: weigh(&self.lead, is_concept),
            concepts: weigh(&self.all, is_concept),
            lead_numbers: self.lead_numbers,
            numbers: self.numbers,
        }
    }
}
