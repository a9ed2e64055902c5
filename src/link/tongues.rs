//! In: articles in several languages, parted into events. Out: the same, with the reports of one event in different languages
//! together.
//!
//! Words do not meet across languages; names do, by their skeletons, and so do numbers and days. Two groups are one event where
//! each is the other's best match, as in bilingual lexicon induction by mutual nearest neighbours: only such pairs of articles
//! count that were published together and share enough names beside a number or a day.
//!
//! Invariant: no group is parted; groups of one language are never joined with each other directly.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::corpus::Corpus;
use super::occurrence::Stretch;
use super::skeleton::skeleton;
use super::stem::Stems;
use crate::annotate::Annotated;
use crate::language::Language;

/// The words of an article whose names and numbers are compared.
const OPENING: usize = 250;
/// The shortest skeleton that tells a name.
const SHORTEST: usize = 3;
/// How many names two reports share at least: beside a number or a day, and without one.
const NAMES: usize = 2;
const NAMES_ALONE: usize = 4;
/// How alike two reports are at least: the cosine of what they hold, each term weighed by how few articles have it.
const ALIKE: f32 = 0.2;
/// A name that more articles hold brings none together.
const MOST_HOLDERS: usize = 64;

/// What an article holds that stands in other languages too.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum Term {
    Name(String),
    Number(String),
    /// Month and day.
    Day(u8, u8),
}

/// An article's terms, sorted by number, each with its weight; of length 1.
struct Profile {
    language: Language,
    terms: Vec<(u32, f32)>,
}

/// Joins the events whose reports in different languages tell of the same. `together` tells of two articles whether they were
/// published as one piece of news is, and `apart` whether one announces or looks back on what the other reports.
pub fn join(
    events: Vec<Vec<usize>>,
    articles: &[&Annotated],
    corpus: &Corpus,
    together: impl Fn(usize, usize) -> bool,
    apart: impl Fn(usize, usize) -> bool,
) -> Vec<Vec<usize>> {
    let languages: BTreeSet<Language> = articles.iter().map(|article| article.article.language).collect();
    if languages.len() < 2 {
        return events;
    }
    let (profiles, names) = profiles(articles, corpus);
    let event_of: BTreeMap<usize, usize> =
        events.iter().enumerate().flat_map(|(at, event)| event.iter().map(move |&article| (article, at))).collect();
    let mut matches: BTreeMap<(usize, usize), f32> = BTreeMap::new();
    for (a, b) in candidates(&profiles, &names) {
        let (one, other) = (event_of[&a], event_of[&b]);
        if one == other || !together(a, b) || apart(a, b) {
            continue;
        }
        if let Some(likeness) = likeness(&profiles[a], &profiles[b], &names) {
            let best = matches.entry((one.min(other), one.max(other))).or_insert(0.0);
            *best = best.max(likeness);
        }
    }
    let language_of = |event: usize| profiles[events[event][0]].language;
    let best = best_matches(&matches, language_of);
    let mutual = matches.keys().filter(|&&(one, other)| {
        best.get(&(one, language_of(other))) == Some(&other) && best.get(&(other, language_of(one))) == Some(&one)
    });
    joined(events.clone(), mutual.copied())
}

/// For each event and language, the event in that language that is most like it; of several, the first.
fn best_matches(
    matches: &BTreeMap<(usize, usize), f32>,
    language_of: impl Fn(usize) -> Language,
) -> BTreeMap<(usize, Language), usize> {
    let mut best: BTreeMap<(usize, Language), (f32, usize)> = BTreeMap::new();
    for (&(one, other), &likeness) in matches {
        for (event, matched) in [(one, other), (other, one)] {
            let known = best.entry((event, language_of(matched))).or_insert((likeness, matched));
            if likeness > known.0 {
                *known = (likeness, matched);
            }
        }
    }
    best.into_iter().map(|(key, (_, matched))| (key, matched)).collect()
}

fn joined(mut events: Vec<Vec<usize>>, pairs: impl Iterator<Item = (usize, usize)>) -> Vec<Vec<usize>> {
    let mut into: Vec<usize> = (0..events.len()).collect();
    for (one, other) in pairs {
        let (one, other) = (into[one], into[other]);
        if one != other {
            let moved = std::mem::take(&mut events[other]);
            events[one].extend(moved);
            into.iter_mut().filter(|event| **event == other).for_each(|event| *event = one);
        }
    }
    events.retain(|event| !event.is_empty());
    events.iter_mut().for_each(|event| event.sort_unstable());
    events.sort_unstable();
    events
}

/// The profile of each article, and which terms are names, each with the articles that hold it.
fn profiles(articles: &[&Annotated], corpus: &Corpus) -> (Vec<Profile>, FxHashMap<u32, Vec<usize>>) {
    let held: Vec<BTreeSet<Term>> = articles.iter().zip(0..).map(|(article, at)| terms(article, at, corpus)).collect();
    let mut holders: BTreeMap<&Term, Vec<usize>> = BTreeMap::new();
    for (at, terms) in held.iter().enumerate() {
        terms.iter().for_each(|term| holders.entry(term).or_default().push(at));
    }
    let count = articles.len() as f32;
    let mut profiles: Vec<Profile> =
        articles.iter().map(|article| Profile { language: article.article.language, terms: Vec::new() }).collect();
    let mut names = FxHashMap::default();
    for (number, (term, holders)) in (0..).zip(holders) {
        let weight = (1.0 + count / holders.len() as f32).ln();
        holders.iter().for_each(|&at| profiles[at].terms.push((number, weight)));
        if matches!(term, Term::Name(_)) {
            names.insert(number, holders);
        }
    }
    for profile in &mut profiles {
        let length = profile.terms.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt();
        profile.terms.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
    (profiles, names)
}

/// The names, numbers and days of an article's opening.
fn terms(article: &Annotated, at: usize, corpus: &Corpus) -> BTreeSet<Term> {
    let language = article.article.language;
    let stems = Stems::of(language);
    let opening = &corpus.texts[at][..corpus.texts[at].len().min(OPENING)];
    let mut terms = BTreeSet::new();
    for token in opening {
        let word = corpus.words[token.word as usize].as_str();
        if word.bytes().all(|byte| byte.is_ascii_digit()) {
            if word.len() > 1 && !is_year(word) {
                terms.insert(Term::Number(word.to_owned()));
            }
        } else if token.proper {
            let name = skeleton(&stems.stem(word), language);
            if name.len() >= SHORTEST {
                terms.insert(Term::Name(name));
            }
        }
    }
    let last = opening.last().map(|token| (token.part, token.bytes.end));
    let inside = article.expressions.iter().filter(|one| Some((one.part, one.bytes.start)) <= last);
    let stretches = inside.filter_map(|expression| Stretch::of(&expression.meaning));
    terms.extend(stretches.filter_map(|stretch| Some(Term::Day(stretch.month, stretch.days?.0))));
    terms
}

fn is_year(number: &str) -> bool {
    number.len() == 4 && (number.starts_with("19") || number.starts_with("20"))
}

/// The pairs of articles in different languages that share names enough, the smaller index first.
fn candidates(profiles: &[Profile], names: &FxHashMap<u32, Vec<usize>>) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    for held in names.values().filter(|held| held.len() <= MOST_HOLDERS) {
        let across = held.iter().enumerate().flat_map(|(at, &a)| held[at + 1..].iter().map(move |&b| (a, b)));
        pairs.extend(across.filter(|&(a, b)| profiles[a].language != profiles[b].language));
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a == b).filter(|same| same.len() >= NAMES).map(|same| same[0]).collect()
}

/// How alike two articles are, if they are enough to report one event.
fn likeness(one: &Profile, other: &Profile, names: &FxHashMap<u32, Vec<usize>>) -> Option<f32> {
    let alike = compare(one, other, names);
    let enough = alike.names >= NAMES_ALONE || alike.names >= NAMES && alike.others > 0;
    (enough && alike.cosine >= ALIKE).then_some(alike.cosine)
}

/// What two articles in different languages have in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Alike {
    /// How many names, and how many numbers and days.
    pub names: usize,
    pub others: usize,
    pub cosine: f32,
}

fn compare(one: &Profile, other: &Profile, names: &FxHashMap<u32, Vec<usize>>) -> Alike {
    let mut alike = Alike { names: 0, others: 0, cosine: 0.0 };
    for &(term, weight) in &one.terms {
        let Ok(at) = other.terms.binary_search_by_key(&term, |&(term, _)| term) else { continue };
        alike.cosine += weight * other.terms[at].1;
        if names.contains_key(&term) { alike.names += 1 } else { alike.others += 1 }
    }
    alike
}

/// What an article has in common with each in another language, by place.
pub fn alike(articles: &[&Annotated], corpus: &Corpus, article: usize) -> BTreeMap<usize, Alike> {
    let (profiles, names) = profiles(articles, corpus);
    let language = profiles[article].language;
    let others = profiles.iter().enumerate().filter(|(_, profile)| profile.language != language);
    others.map(|(at, profile)| (at, compare(&profiles[article], profile, &names))).collect()
}
