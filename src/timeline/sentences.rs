//! In: the ranked days and their candidates. Out: the sentences for each day.
//!
//! Invariant: a sentence is under one day only. Repetitions are skipped while anything else is left.

use std::collections::BTreeSet;

use super::{Day, DaySentence, Extent};
use crate::annotate::Annotated;
use crate::digest::alone;
use crate::digest::fitness::Fitness;
use crate::salience::candidates;
use crate::salience::centroid::{Said, Vector, Vectors};
use crate::salience::choice::{self, Open};
use crate::salience::days::Weighed;
use crate::salience::words::Word;
use crate::salience::{Candidate, Candidates, Counts, Likely, Weights};

/// What it adds to a sentence's score that it can be read without its page. On ten timelines, with days that other topics chose, AR1 and AR2
/// are .132 and .037 with .1 and .130 and .036 with .05: a reader gains, the measure does not lose.
const READABLE: f64 = 0.1;
/// Limits without a given number of sentences: the number of articles for a second sentence, and for a third. Set by hand.
const SECOND: usize = 4;
const THIRD: usize = 12;

/// Chooses the sentences of each day. `ranked` has the heaviest first. A day without sentences is left out.
pub fn tell(
    ranked: &[Weighed],
    candidates: &Candidates,
    (articles, counts): (&[Annotated], &Counts),
    extent: &Extent,
    weights: &Weights,
) -> Vec<Day> {
    let vectors = Vectors::of(articles);
    let pages: Vec<Fitness> = articles.iter().map(Fitness::of).collect();
    let mut taken: BTreeSet<(usize, usize)> = BTreeSet::new();
    let mut said: Vec<Vector> = Vec::new();
    let mut days = Vec::new();
    for &(weight, date) in ranked {
        let about = candidates::on_subject(&candidates[&date]);
        let most = extent.sentences.unwrap_or_else(|| deserved(&about));
        let likely = Likely::on_day(&about, counts, weights);
        let texts: Vec<Vector> = about.iter().map(|one| vectors.vector(text(&pages[one.article], one))).collect();
        let known = Said::of(&said);
        let known: Vec<bool> = texts.iter().map(|text| known.holds(text)).collect();
        let choose = |skips_known: bool| {
            let open = about.iter().zip(&texts).zip(&known).map(|((one, vector), known)| {
                let is_free =
                    one.is_of_day && !taken.contains(&(one.article, one.sentence)) && !(skips_known && *known);
                open(&pages[one.article], one, counts.words(one), vector, is_free)
            });
            choice::choose(&open.collect::<Vec<Open>>(), &likely, most)
        };
        let mut best = choose(true);
        if best.is_empty() {
            best = choose(false);
        }
        let sentences: Vec<DaySentence> =
            best.iter().map(|&at| chosen(&pages[about[at].article], &about[at])).collect();
        taken.extend(best.iter().map(|&at| (about[at].article, about[at].sentence)));
        said.extend(best.into_iter().map(|at| texts[at].clone()));
        if !sentences.is_empty() {
            days.push(Day { date, weight, sentences });
        }
    }
    days
}

fn deserved(candidates: &[Candidate]) -> usize {
    let articles = candidates.chunk_by(|one, other| one.article == other.article).count();
    1 + usize::from(articles >= SECOND) + usize::from(articles >= THIRD)
}

fn text<'a>(page: &Fitness<'a>, one: &Candidate) -> &'a str {
    &page.page.sentences[one.sentence].text
}

fn open<'a>(page: &Fitness, one: &Candidate, words: &'a [Word], vector: &'a Vector, is_free: bool) -> Open<'a> {
    let sentence = &page.page.sentences[one.sentence];
    let may_be_chosen = is_free && page.is_fit_to_print(sentence);
    let reads = may_be_chosen && alone::reads_alone(page, sentence);
    Open { words, vector, favour: if reads { READABLE } else { 0.0 }, may_be_chosen }
}

fn chosen(page: &Fitness, one: &Candidate) -> DaySentence {
    DaySentence { article: one.article, sentence: page.page.without_dateline(&page.page.sentences[one.sentence]) }
}
