//! In: an event with several reports. Out: which of them print the same text, and what the later ones add.
//!
//! Two reports print the same text where half of the runs of five words of one stand in the other: containment of shingles, A.
//! Broder, "On the resemblance and containment of documents", 1997. What a later report adds is the sentence that says most of it
//! and that no report before it says.
//!
//! Invariant: each sentence is one of a capture; nothing is said about who wrote a text first.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashSet, FxHasher};

use super::KeySentence;
use super::centroid::{Vector, Vectors, cosine, sum, unit};
use super::fitness::{Fitness, Recurring};
use super::sentences::stands_alone;
use crate::annotate::{Annotated, Sentence};
use crate::chronicle::Event;
use crate::dating::Dated;
use crate::link::{ArticleIndex, tokens};

/// The words of a run, and the share of the runs of the shorter text from which two texts are the same.
const RUN: usize = 5;
const SAME_TEXT: f64 = 0.5;
/// A text of fewer runs is too short to be told from another.
const FEWEST_RUNS: usize = 20;
/// How many sentences of a report are looked at, and how many reports of an event.
const SENTENCES: usize = 24;
const REPORTS: usize = 24;
/// A sentence this close (cosine) to one of an earlier report is no news.
const SAID: f64 = 0.4;
/// A sentence says something of its report from this closeness to all of it.
const TELLING: f64 = 0.15;
/// How many later reports of an event are quoted.
const MOST: usize = 4;

/// The groups of reports that print the same text, each in the order of the reports, as the groups are.
pub fn same_text(event: &Event, articles: &[Annotated]) -> Vec<Vec<ArticleIndex>> {
    if event.reports.len() < 2 {
        return Vec::new();
    }
    let mut groups: Vec<Vec<(ArticleIndex, FxHashSet<u64>)>> = Vec::new();
    for &report in &event.reports {
        let runs = runs(body(&articles[report]));
        let same = groups.iter_mut().find(|group| group.iter().any(|(_, other)| contained(&runs, other) >= SAME_TEXT));
        match same {
            Some(group) => group.push((report, runs)),
            None => groups.push(vec![(report, runs)]),
        }
    }
    groups.retain(|group| group.len() > 1);
    groups.into_iter().map(|group| group.into_iter().map(|(report, _)| report).collect()).collect()
}

/// Whether two texts have any run of words in common, by which they may be the same.
pub fn share_words(one: &str, other: &str) -> bool {
    !runs([one].into_iter()).is_disjoint(&runs([other].into_iter()))
}

fn body(article: &Annotated) -> impl Iterator<Item = &str> {
    let passages = article.article.deck.iter().chain(article.article.body.iter().map(|block| &block.passage));
    passages.map(|passage| passage.text.as_str())
}

/// The runs of words of some texts, as hashes.
fn runs<'a>(texts: impl Iterator<Item = &'a str>) -> FxHashSet<u64> {
    let words: Vec<String> =
        texts.flat_map(|text| tokens::words(text).map(|word| tokens::fold(&text[word])).collect::<Vec<_>>()).collect();
    let hash = |run: &[String]| {
        let mut hasher = FxHasher::default();
        run.hash(&mut hasher);
        hasher.finish()
    };
    words.windows(RUN).map(hash).collect()
}

/// The share of the runs of the smaller set that stand in the other.
fn contained(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> f64 {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    if few.len() < FEWEST_RUNS {
        return 0.0;
    }
    few.intersection(many).count() as f64 / few.len() as f64
}

/// What the reports that were published on a later day than the first add, in their order. `told` is what is said of the event
/// anyway, and `same` the groups that print the same text.
pub fn added(
    event: &Event,
    articles: &[Annotated],
    dates: &[Dated],
    vectors: &Vectors,
    recurring: &Recurring,
    (told, same): (&[KeySentence], &[Vec<ArticleIndex>]),
) -> Vec<KeySentence> {
    let day = |report: ArticleIndex| dates[report].published.as_ref()?.days();
    let Some(first) = event.reports.iter().find_map(|&report| day(report)) else { return Vec::new() };
    let is_copy = |report: ArticleIndex| same.iter().any(|group| group[1..].contains(&report));
    let mut said: Vec<Vector> = told.iter().map(|key| vectors.vector(&key.sentence.text)).collect();
    let mut added = Vec::new();
    let mut heard = BTreeSet::new();
    for &report in event.reports.iter().take(REPORTS) {
        let article = &articles[report];
        let sentences: Vec<(&Sentence, Vector)> = article
            .sentences
            .iter()
            .filter(|sentence| article.tells(sentence) && !recurring.holds(sentence))
            .take(SENTENCES)
            .map(|sentence| (sentence, vectors.vector(&sentence.text)))
            .collect();
        let is_later = day(report).is_some_and(|days| days.earliest > first.latest);
        // Whether a report says something new cannot be told from one in another language.
        let is_heard = !heard.insert(article.article.language);
        if is_later && is_heard && !is_copy(report) && added.len() < MOST {
            let newest = newest(article, &sentences, &said).map(|sentence| article.without_dateline(&sentence));
            added.extend(newest.map(|sentence| KeySentence { article: report, sentence }));
        }
        said.extend(sentences.into_iter().map(|(_, vector)| vector));
    }
    added
}

/// The sentence that says most of its report, of those that say nothing that was said before.
fn newest(article: &Annotated, sentences: &[(&Sentence, Vector)], said: &[Vector]) -> Option<Sentence> {
    let centroid = unit(sum(sentences.iter().map(|(_, vector)| vector)));
    let mut best: Option<(f64, &Sentence)> = None;
    let page = Fitness::of(article);
    for (sentence, vector) in sentences.iter().filter(|(sentence, _)| stands_alone(&page, sentence)) {
        let known = said.iter().map(|said| cosine(said, vector)).fold(0.0, f64::max);
        let score = cosine(vector, &centroid) * (1.0 - known);
        let is_new = known < SAID && score >= TELLING;
        if is_new && best.is_none_or(|(highest, _)| score > highest) {
            best = Some((score, sentence));
        }
    }
    best.map(|(_, sentence)| sentence.clone())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_is_told_from_another_text_of_the_same_news() {
        let text = "Рада міста ухвалила на засіданні у вівторок бюджет на наступний рік і виділила кошти на ремонт двох мостів, \
                    школи та лікарні, а ще на нові тролейбуси, які місто купить улітку.";
        let cut = &text[..text.find(", а ще").unwrap()];
        let other = "На вівторковому засіданні депутати міської ради затвердили бюджет: гроші підуть на мости, школу, лікарню і \
                     нові тролейбуси, придбати які місто обіцяє до кінця літа наступного року.";
        let runs = |text| super::runs([text].into_iter());
        assert_eq!(contained(&runs(text), &runs(text)), 1.0);
        assert!(contained(&runs(text), &runs(other)) < 0.1);
        assert_eq!(contained(&runs(&cut[..60]), &runs(text)), 0.0, "too short to tell");
        assert!(share_words(cut, text) && !share_words(other, text));
    }
}
