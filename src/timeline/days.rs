//! In: the sentences that may be under each day. Out: the days that are important enough, the heaviest first.
//!
//! The weight of a day is that of the sentences that name it, plus twice that of the articles that contain them. Counting both beat trained
//! rankers on the usual news collections. An article weighs more the later it was published: a day that is still named after weeks
//! mattered, while every report names its own day. This is the idea of the date graphs of D. Liao, S. Wang and H. Lee ("WILSON", 2021),
//! whose edges are weighted by their length, without the graph.
//!
//! Invariant: depends only on the candidates. Of days with the same weight, the earlier comes first.

use chrono::NaiveDate;

use super::Extent;
use super::candidates::{Candidate, Candidates};

/// Weight of an article for each sentence that it adds.
const ARTICLE: f64 = 2.0;
/// Factor for the logarithm of the days until publication, and maximum number of days that are counted.
const LASTING: f64 = 0.25;
const LONGEST: i64 = 365;
/// Factor for an opening without a day, and for a sentence that is not about the subject.
const UNNAMED: f64 = 0.5;
const OFF_SUBJECT: f64 = 0.3;
/// Limits without a given number of days: the minimum weight as a share of the third heaviest day, and the maximum number, at least
/// `FEWEST` or `FOR_ROOT` times the square root of the number of articles.
const DESERVES: f64 = 0.2;
const FEWEST: usize = 10;
const FOR_ROOT: f64 = 2.0;

/// The days of a timeline, the heaviest first.
pub(crate) fn rank(candidates: &Candidates, articles: usize, extent: &Extent) -> Vec<NaiveDate> {
    let mut ranked: Vec<(f64, NaiveDate)> = candidates.iter().map(|(&day, named)| (weight(named), day)).collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let most = extent.dates.unwrap_or_else(|| deserving(&ranked, articles));
    ranked.into_iter().take(most).map(|(_, day)| day).collect()
}

fn weight(candidates: &[Candidate]) -> f64 {
    let of_article = |same: &[Candidate]| {
        let lasting = 1.0 + LASTING * (1.0 + same[0].gap.clamp(0, LONGEST) as f64).ln();
        let best = same.iter().map(share).fold(0.0, f64::max);
        let named = same.iter().filter(|one| one.names).map(share).sum::<f64>();
        lasting * (ARTICLE * best + named.max(best))
    };
    candidates.chunk_by(|one, other| one.article == other.article).map(of_article).sum()
}

fn share(candidate: &Candidate) -> f64 {
    let subject = if candidate.on_subject { 1.0 } else { OFF_SUBJECT };
    if candidate.names { subject } else { subject * UNNAMED }
}

/// Number of ranked days that are important enough, if no number is given.
fn deserving(ranked: &[(f64, NaiveDate)], articles: usize) -> usize {
    let Some(&(third, _)) = ranked.get(2).or(ranked.last()) else { return 0 };
    let weighty = ranked.iter().take_while(|(weight, _)| *weight >= DESERVES * third).count();
    weighty.min(FEWEST.max((FOR_ROOT * (articles as f64).sqrt()) as usize))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(article: usize, gap: i64, names: bool) -> Candidate {
        Candidate { article, sentence: 0, names, announces: false, on_subject: true, rank: 0, gap }
    }

    #[test]
    fn many_articles_weigh_more_than_many_sentences_and_late_ones_most() {
        let one_article = weight(&[candidate(0, 0, true), candidate(0, 0, true), candidate(0, 0, true)]);
        let two_articles = weight(&[candidate(0, 0, true), candidate(1, 0, true)]);
        let late = weight(&[candidate(0, 40, true), candidate(1, 60, true)]);
        let unnamed = weight(&[candidate(0, 0, false), candidate(1, 0, false)]);
        assert!(unnamed < one_article && one_article < two_articles && two_articles < late);
    }
}
