//! In: the sentences that may stand under each day. Out: the days that deserve a place, the weightiest first.
//!
//! A day weighs what the sentences that name it weigh, and twice what the articles do that hold them; counting both beat trained
//! rankers on the usual news collections. An article weighs the more the later it was published: what is still named after weeks
//! mattered, while every report names its own day. This is the idea of the date graphs of D. Liao, S. Wang and H. Lee ("WILSON",
//! 2021), whose edges weigh by their length, without the graph.
//!
//! Invariant: hangs on nothing but the candidates; of days that weigh the same, the earlier comes first.

use chrono::NaiveDate;

use super::Extent;
use super::candidates::{Candidate, Candidates};

/// What an article counts for each sentence that it adds.
const ARTICLE: f64 = 2.0;
/// What is added for the logarithm of the days until it was published, and the days that are counted at most.
const LASTING: f64 = 0.25;
const LONGEST: i64 = 365;
/// What an opening that names no day says of its article's day, and a sentence that is not on the subject of any.
const UNNAMED: f64 = 0.5;
const OFF_SUBJECT: f64 = 0.3;
/// Without a number of days: those that weigh so much of the third weightiest, and at most so many for the root of the articles.
const DESERVES: f64 = 0.2;
const FEWEST: usize = 10;
const FOR_ROOT: f64 = 2.0;

/// The days of a timeline and their weights, the weightiest first.
pub fn rank(candidates: &Candidates, articles: usize, extent: &Extent) -> Vec<NaiveDate> {
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

/// How many of the ranked days deserve a place where nobody says how many.
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
