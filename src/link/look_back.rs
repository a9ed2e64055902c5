//! In: the words of all articles. Out: which article looks back on something that another reports as news, with the words of the look back.
//!
//! Invariant: needs a word that looks back, a name that both articles give, and most words of the sentence in the opening of the other. If
//! two events fit equally well, none is linked. Whether two articles are linked does not depend on a third.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rayon::prelude::*;

use super::announce::word_evidence;
use super::corpus::{Corpus, Token, is_telling, words_of};
use super::tense;
use super::tokens;
use super::word_list::Words;
use super::{Link, LinkKind};
use crate::annotate::{Annotated, Sentence};
use crate::lang;
use crate::time::{Evidence, EvidenceKind, Tense, resolvable};

/// Minimum score of the shared words: a name counts 2, another word 1. The same with 2 and 10 on `tests/events/tuned`.
const ENOUGH: usize = 5;
/// A name is ignored if it is in the openings of more articles than this. The same with 32 and 128 on `tests/events/tuned`.
const MOST_REPORTS: usize = 64;

/// For each stem of some sentences: its first word, and whether that is a name.
type Stems = BTreeMap<u32, (usize, bool)>;

struct Lists {
    words: Words,
    phrases: Vec<[Words; 2]>,
}

/// Finds what the articles look back on.
pub(crate) fn looked_back(articles: &[&Annotated], corpus: &Corpus) -> Vec<Link> {
    let openings: Vec<Stems> =
        (0..articles.len()).into_par_iter().map(|at| opening(articles[at], at, corpus)).collect();
    let mut index: BTreeMap<u32, Vec<usize>> = BTreeMap::new();
    for (article, stems) in openings.iter().enumerate() {
        stems
            .iter()
            .filter(|(_, (_, proper))| *proper)
            .for_each(|(&stem, _)| index.entry(stem).or_default().push(article));
    }
    let of_article = |from: usize| -> Vec<Link> {
        let article = articles[from];
        let is_past = |sentence: &Sentence| !tense::cues(&sentence.text, article.article.language).has(Tense::Future);
        let recalled = article.sentences.iter().filter_map(|sentence| Some((sentence, recalling(sentence)?)));
        // A sentence about what older news announced does not look back on the event.
        let sentences = recalled.filter(|(sentence, _)| is_past(sentence));
        let links = sentences.flat_map(|(sentence, cue)| {
            let stems = stems(corpus, from, words_of(sentence, &corpus.texts[from]));
            let fitting = reports(from, &stems, &openings, &index, |a, b| corpus.open_alike(a, b));
            fitting.into_iter().map(move |to| (to, sentence, cue.clone(), stems.clone()))
        });
        let link = |(to, sentence, cue, stems): (usize, &Sentence, Range<usize>, Stems)| Link {
            kind: LinkKind::FollowsUp,
            from,
            to,
            reason: reason((from, sentence, cue, &stems), (to, &openings[to]), articles, corpus),
        };
        links.map(link).collect()
    };
    (0..articles.len()).into_par_iter().flat_map_iter(of_article).collect()
}

/// The articles that report what a sentence looks back on: those of the one event that fits best.
fn reports(
    from: usize,
    stems: &Stems,
    openings: &[Stems],
    index: &BTreeMap<u32, Vec<usize>>,
    one_event: impl Fn(usize, usize) -> bool,
) -> Vec<usize> {
    let names = stems.iter().filter(|(_, (_, proper))| *proper).filter_map(|(stem, _)| index.get(stem));
    let mut candidates: Vec<usize> = names.filter(|held| held.len() <= MOST_REPORTS).flatten().copied().collect();
    candidates.sort_unstable();
    candidates.dedup();
    candidates.retain(|&to| to != from);
    let scored: Vec<_> = candidates.into_iter().map(|to| (score(stems, &openings[to]), to)).collect();
    let Some(best) = scored.iter().map(|&(score, _)| score).max().filter(|&best| best >= ENOUGH) else {
        return Vec::new();
    };
    let fitting: Vec<_> = scored.into_iter().filter(|&(score, _)| score == best).map(|(_, to)| to).collect();
    if fitting.iter().all(|&to| to == fitting[0] || one_event(fitting[0], to)) { fitting } else { Vec::new() }
}

/// The score of a sentence against the opening of an article. It is 0 if less than half of its words or no name match.
fn score(sentence: &Stems, opening: &Stems) -> usize {
    let shared: Vec<bool> =
        sentence.iter().filter_map(|(stem, (_, one))| opening.get(stem).map(|(_, other)| *one && *other)).collect();
    if shared.len() * 2 < sentence.len() || !shared.contains(&true) {
        return 0;
    }
    shared.into_iter().map(|name| if name { 2 } else { 1 }).sum()
}

/// The stems of the opening sentences that are about the past.
fn opening(article: &Annotated, at: usize, corpus: &Corpus) -> Stems {
    let last = article.opening();
    let mut found = Stems::new();
    for sentence in article.sentences.iter().filter(|sentence| sentence.part <= last) {
        let cues = tense::cues(&sentence.text, article.article.language);
        if !cues.has(Tense::Future) && recalling(sentence).is_none() {
            for (stem, (word, proper)) in stems(corpus, at, words_of(sentence, &corpus.texts[at])) {
                found.entry(stem).and_modify(|(_, known)| *known |= proper).or_insert((word, proper));
            }
        }
    }
    found
}

/// The stems of the informative words among these.
fn stems(corpus: &Corpus, article: usize, words: Range<usize>) -> Stems {
    let mut found = Stems::new();
    for at in words.filter(|&at| is_telling(&corpus.texts[article][at])) {
        let token: &Token = &corpus.texts[article][at];
        found.entry(token.stem).and_modify(|(_, proper)| *proper |= token.proper).or_insert((at, token.proper));
    }
    found
}

/// The words of a sentence that look back on older news.
fn recalling(sentence: &Sentence) -> Option<Range<usize>> {
    let places: Vec<_> = tokens::words(&sentence.text).collect();
    let folded: Vec<_> = places.iter().map(|place| tokens::fold(&sentence.text[place.clone()])).collect();
    (0..folded.len()).find_map(|at| {
        let word = lists().words.have(&folded[at]);
        let pair = |[first, second]: &[Words; 2]| {
            folded.get(at + 1).is_some_and(|next| first.have(&folded[at]) && second.have(next))
        };
        let phrase = !word && lists().phrases.iter().any(pair);
        (word || phrase).then(|| places[at].start..places[at + usize::from(phrase)].end)
    })
}

/// The words that look back, the days next to them, and a name and the other words that both share.
fn reason(
    (from, sentence, cue, stems): (usize, &Sentence, Range<usize>, &Stems),
    (to, opening): (usize, &Stems),
    articles: &[&Annotated],
    corpus: &Corpus,
) -> Vec<Evidence> {
    /// Number of words in one line of `explain`, set by hand.
    const SHOWN: usize = 2;
    let article = articles[from];
    let days = article.expressions_of(sentence).map(|(_, one)| one).filter(|one| resolvable(&one.meaning));
    let ordered = |text: String, place| Evidence {
        kind: EvidenceKind::Order,
        text,
        path: article.article.name(),
        place: Some(place),
        gives: None,
    };
    let place = super::corpus::passage(article, sentence.part)
        .map(|passage| passage.place(cue.start + sentence.bytes.start..cue.end + sentence.bytes.start));
    let cue = place.map(|place| ordered(sentence.text[cue].to_owned(), place));
    let days: Vec<_> = days.map(|one| ordered(one.text.clone(), one.span)).collect();
    let mut shared: Vec<_> = stems.iter().filter_map(|(stem, one)| Some((one, opening.get(stem)?))).collect();
    shared.sort_by_key(|(one, other)| (!(one.1 && other.1), one.0));
    let words = shared.into_iter().take(SHOWN).flat_map(|(one, other)| {
        [(from, one.0), (to, other.0)].map(|(article, at)| word_evidence(articles[article], &corpus.texts[article][at]))
    });
    let words = words.flatten().map(|word| Evidence { kind: EvidenceKind::Order, ..word });
    let mut reason: Vec<_> = cue.into_iter().chain(days).chain(words).collect();
    reason.sort_by(Evidence::by_place);
    reason.dedup();
    reason
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| {
        let phrases = lang::packs().iter().flat_map(|pack| &pack.events.recall_phrases);
        let pair = |pair: &[String; 2]| pair.each_ref().map(|word| Words::from_iter([word.as_str()]));
        Lists { words: Words::of_all(|pack| &pack.events.recalls), phrases: phrases.map(pair).collect() }
    })
}
