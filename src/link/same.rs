//! In: the words of all articles. Out: the articles parted into events, with the words that tie the reports of one.
//!
//! Invariant: two pages whose stated days lie further apart than one piece of news is published report one event only if they share
//! its names and are not written to a pattern.

use std::collections::{BTreeMap, BTreeSet};

use super::announce::word_evidence;
use super::cluster::complete_linkage;
use super::corpus::{Corpus, Token, is_telling, passage};
use super::parting::part;
use super::shared::{self, Run};
use super::stated::publication_day;
use super::{Link, LinkKind, tongues};
use crate::annotate::Annotated;
use crate::passage::Span;
use crate::when::{Evidence, EvidenceKind};

/// News of one event is published within so many days.
const SAME_NEWS: i64 = 3;
/// What is still told of an event later (a trial, a toll, a funeral) is so much more alike to the first news than reports of the
/// same days must be, and so much by names: on ECB+, .936 with them and .900 where later reports are events of their own.
const LATER_LIKENESS: f32 = 0.02;
const LATER_NAMES: f32 = 0.03;
/// The likeness from which two articles of a large corpus may tell of one event (on ECB+ .05 to .09 are as good, once look-alikes
/// are parted).
const LIKENESS: f32 = 0.07;
/// A small corpus says less of which words are common: so much over its number of articles is added.
const SMALL_CORPUS: f32 = 0.8;
/// Among so few articles the words that two share tell little, and their names and numbers have to agree too.
const FEW_WORDS_TELL: usize = 40;
/// A quote of so many words that two articles share makes them reports of one event, as does any run of so many.
const QUOTE_WORDS: usize = 9;
const COPIED_WORDS: usize = 30;
/// In a corpus of so few articles each is compared with each.
const FEW_ARTICLES: usize = 100;
/// In a larger one, articles are compared if they share so many of their heaviest words.
const SHARED_KEYWORDS: usize = 2;
/// A word in the heaviest words of more articles than this brings none together.
const MOST_HOLDERS: usize = 64;

/// The events of a corpus.
pub struct Same {
    pub events: Vec<Vec<usize>>,
    /// Of each two articles that report the same news by their own words, whatever else the corpus holds.
    pub links: Vec<Link>,
}

/// Parts the articles into events. `apart` holds the pairs of which one announces or looks back on what the other reports, the
/// smaller index first.
pub fn same_events(articles: &[&Annotated], corpus: &Corpus, apart: &BTreeSet<(usize, usize)>) -> Same {
    let days: Vec<_> = articles.iter().map(|article| publication_day(&article.article)).collect();
    let gap = |a: usize, b: usize| match (days[a], days[b]) {
        (Some(a), Some(b)) => (a - b).num_days().abs(),
        _ => 0,
    };
    let is_apart = |a: usize, b: usize| apart.contains(&(a.min(b), a.max(b)));
    let runs: BTreeMap<_, _> = shared::runs(corpus).into_iter().collect();
    let copied = |a: usize, b: usize| {
        runs.get(&(a, b)).filter(|run| gap(a, b) <= SAME_NEWS && tells_one_event(run, (a, b), articles, corpus))
    };
    let in_language = corpus.in_language_of_each();
    let mut candidates = candidates(corpus);
    candidates.extend(runs.keys());
    candidates.sort_unstable();
    candidates.dedup();
    let likenesses = corpus.likenesses(&candidates);
    let is_later = |a: usize, b: usize| gap(a, b) > SAME_NEWS;
    let no_news_of = |a: usize, b: usize| {
        is_later(a, b) && (corpus.names_alike(a, b) < LATER_NAMES || corpus.follow_a_pattern(a, b))
    };
    let by_likeness = |a: usize, b: usize| {
        if !corpus.in_one_language(a, b) {
            return None;
        }
        let threshold = LIKENESS + SMALL_CORPUS / in_language[a] as f32;
        let least = if is_later(a, b) { threshold + LATER_LIKENESS } else { threshold };
        let is_borne_out = || in_language[a] > FEW_WORDS_TELL || corpus.share_names_and_numbers(a, b);
        let likeness = likenesses.get(&(a, b)).copied().unwrap_or_else(|| corpus.likeness(a, b));
        // In a corpus of a few pages, whatever two reports of one event share is common to most of them.
        let opens = || corpus.open_alike(a, b) || corpus.open_with_the_same_names(a, b);
        let alike = likeness >= least && is_borne_out() || !is_later(a, b) && opens();
        (alike && !no_news_of(a, b)).then_some(likeness.max(least))
    };
    let weight = |a: usize, b: usize| copied(a, b).map(|run| 1.0 + run.words as f32).or_else(|| by_likeness(a, b));
    let pairs = candidates.iter().filter(|&&(a, b)| !is_apart(a, b));
    let pairs = pairs.filter_map(|&(a, b)| Some((weight(a, b)?, a, b))).collect();
    let tied = |&&(a, b): &&(usize, usize)| {
        let tells = || copied(a, b).is_some() || corpus.open_alike(a, b);
        gap(a, b) <= SAME_NEWS && !is_apart(a, b) && tells()
    };
    let links = candidates.iter().filter(tied).map(|&pair| link(pair, &runs, articles, corpus)).collect();
    let groups = complete_linkage(articles.len(), pairs, weight, is_apart);
    let bound = |a: usize, b: usize| copied(a, b).is_some();
    let events = groups.into_iter().flat_map(|group| part(group, &|group| corpus.among(group), &bound)).collect();
    let events = tongues::join(events, articles, corpus, |a, b| !is_later(a, b), is_apart);
    Same { events, links }
}

/// The pairs that share some of their heaviest words; all pairs of a small corpus, where copies leave no other word any weight.
fn candidates(corpus: &Corpus) -> Vec<(usize, usize)> {
    let count = corpus.texts.len();
    if count <= FEW_ARTICLES {
        return (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b))).collect();
    }
    let mut holders: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (article, words) in corpus.keywords.iter().enumerate() {
        words.iter().for_each(|&word| holders.entry(word).or_default().push(article));
    }
    let mut pairs = Vec::new();
    for held in holders.values().filter(|held| held.len() <= MOST_HOLDERS) {
        pairs.extend(held.iter().enumerate().flat_map(|(at, &a)| held[at + 1..].iter().map(move |&b| (a, b))));
    }
    pairs.sort_unstable();
    pairs.chunk_by(|a, b| a == b).filter(|same| same.len() >= SHARED_KEYWORDS).map(|same| same[0]).collect()
}

/// Whether a shared run is more than a formula or a look back: it begins in the first half of both, and is a quotation in both, or a
/// long copy of texts that agree on names and numbers.
fn tells_one_event(run: &Run, (a, b): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> bool {
    let quoted = || {
        quoted_words(articles[a], &corpus.texts[a][run.starts.0..][..run.words]) >= QUOTE_WORDS
            && quoted_words(articles[b], &corpus.texts[b][run.starts.1..][..run.words]) >= QUOTE_WORDS
    };
    let early = |start: usize, article: usize| start * 2 <= corpus.texts[article].len();
    let copied = || run.words >= COPIED_WORDS && corpus.share_marks(a, b);
    early(run.starts.0, a) && early(run.starts.1, b) && (copied() || quoted())
}

/// How many of some words stand in direct speech.
fn quoted_words(article: &Annotated, run: &[Token]) -> usize {
    let in_quote = |token: &&Token| {
        let Some(place) = passage(article, token.part).map(|passage| passage.place(token.bytes.clone())) else {
            return false;
        };
        article
            .quotes
            .iter()
            .any(|quote| quote.part == token.part && quote.span.start <= place.start && place.end <= quote.span.end)
    };
    run.iter().filter(in_quote).count()
}

/// The link of two reports of one event: the run of words that both hold, else the words that say most.
fn link(
    (from, to): (usize, usize),
    runs: &BTreeMap<(usize, usize), Run>,
    articles: &[&Annotated],
    corpus: &Corpus,
) -> Link {
    let mut reason = match runs.get(&(from, to)) {
        Some(run) => copied_words(run, (from, to), articles, corpus),
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

/// The three words that say most of those that both have, in both: names first, then the longest.
fn common_words((from, to): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> Vec<Evidence> {
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
