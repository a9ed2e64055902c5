//! In: the words of all articles. Out: the articles parted into events, with the words that tie the reports of one.
//!
//! Invariant: two pages whose stated days lie further apart than news of one event does are never reports of one event.

use std::collections::BTreeMap;

use super::announce::word_evidence;
use super::cluster::complete_linkage;
use super::corpus::{Corpus, Token, passage};
use super::shared::{self, Run};
use super::stated::publication_day;
use super::{Link, LinkKind};
use crate::annotate::Annotated;
use crate::passage::Span;
use crate::when::{Evidence, EvidenceKind};

/// Two reports of one event are published no further apart, in days.
const SAME_NEWS: i64 = 3;
/// The likeness from which two articles of a large corpus tell of one event (best on ECB+, where .08 to .14 are nearly as good).
const LIKENESS: f32 = 0.11;
/// A small corpus says less of which words are common: so much over the root of its number of articles is added.
const SMALL_CORPUS: f32 = 0.35;
/// A quote of so many words that two articles share makes them reports of one event, as does any run of so many.
const QUOTE_WORDS: usize = 9;
const COPIED_WORDS: usize = 30;
/// Articles are compared if they share so many of their heaviest words.
const SHARED_KEYWORDS: usize = 2;
/// A word in the heaviest words of more articles than this brings none together.
const MOST_HOLDERS: usize = 64;

/// The events of a corpus.
pub struct Same {
    pub events: Vec<Vec<usize>>,
    /// For each article, which of the events it reports.
    pub event_of: Vec<usize>,
    pub links: Vec<Link>,
}

/// Parts the articles into events.
pub fn same_events(articles: &[&Annotated], corpus: &Corpus) -> Same {
    let days: Vec<_> = articles.iter().map(|article| publication_day(&article.article)).collect();
    let near = |a: usize, b: usize| match (days[a], days[b]) {
        (Some(a), Some(b)) => (a - b).num_days().abs() <= SAME_NEWS,
        _ => true,
    };
    let runs: BTreeMap<_, _> = shared::runs(corpus).into_iter().collect();
    let threshold = LIKENESS + SMALL_CORPUS / (articles.len() as f32).sqrt();
    let weight = |a: usize, b: usize| {
        let copied = || runs.get(&(a, b)).filter(|run| tells_one_event(run, (a, b), articles, corpus));
        if !near(a, b) {
            None
        } else if let Some(run) = copied() {
            Some(1.0 + run.words as f32)
        } else {
            Some(corpus.likeness(a, b)).filter(|&likeness| likeness >= threshold)
        }
    };
    let mut candidates = candidates(corpus);
    candidates.extend(runs.keys());
    candidates.sort_unstable();
    candidates.dedup();
    let pairs = candidates.iter().filter_map(|&(a, b)| Some((weight(a, b)?, a, b))).collect();
    let events = complete_linkage(articles.len(), pairs, weight);
    let links = events.iter().flat_map(|event| links(event, &runs, articles, corpus)).collect();
    Same { event_of: event_of(&events, articles.len()), events, links }
}

fn event_of(events: &[Vec<usize>], articles: usize) -> Vec<usize> {
    let mut event_of = vec![0; articles];
    for (number, event) in events.iter().enumerate() {
        event.iter().for_each(|&at| event_of[at] = number);
    }
    event_of
}

/// The pairs that share some of their heaviest words.
fn candidates(corpus: &Corpus) -> Vec<(usize, usize)> {
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

/// Whether a shared run is more than a formula: a quotation in both, or a copy that begins in the first half of both.
fn tells_one_event(run: &Run, (a, b): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> bool {
    let quoted = || {
        quoted_words(articles[a], &corpus.texts[a][run.starts.0..][..run.words]) >= QUOTE_WORDS
            && quoted_words(articles[b], &corpus.texts[b][run.starts.1..][..run.words]) >= QUOTE_WORDS
    };
    let early = |start: usize, article: usize| start * 2 <= corpus.texts[article].len();
    let copied = run.words >= COPIED_WORDS && early(run.starts.0, a) && early(run.starts.1, b);
    copied || quoted()
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

/// The links of one event: of each two of its reports, or of the first to each other where they are many.
fn links(event: &[usize], runs: &BTreeMap<(usize, usize), Run>, articles: &[&Annotated], corpus: &Corpus) -> Vec<Link> {
    const FEW: usize = 8;
    let firsts = if event.len() <= FEW { event.len() } else { 1 };
    let pairs = (0..firsts).flat_map(|at| event[at + 1..].iter().map(move |&to| (event[at], to)));
    let link = |(from, to): (usize, usize)| {
        let mut reason = match runs.get(&(from, to)) {
            Some(run) => copied_words(run, (from, to), articles, corpus),
            None => common_words((from, to), articles, corpus),
        };
        reason.sort_by(Evidence::by_place);
        reason.dedup();
        Link { kind: LinkKind::SameEvent, from, to, reason }
    };
    pairs.map(link).collect()
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

/// The three heaviest words that both have, in both.
fn common_words((from, to): (usize, usize), articles: &[&Annotated], corpus: &Corpus) -> Vec<Evidence> {
    let in_both = corpus.keywords[from].iter().filter(|word| corpus.keywords[to].contains(word)).take(3);
    in_both
        .flat_map(|word| {
            [from, to].map(|article| {
                let token = corpus.texts[article].iter().find(|token| token.word == *word)?;
                word_evidence(articles[article], token)
            })
        })
        .flatten()
        .collect()
}
