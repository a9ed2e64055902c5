//! In: the candidates of each day. Out: how likely each day is in a timeline that a journalist makes.
//!
//! Articles that name a day after it has passed say most: a day that is still named later mattered, while every report names its own day
//! (as in the date graphs of D. Liao, S. Wang and H. Lee, "WILSON", 2021, whose edges are weighted by their length). A day counts for less
//! beside one that is named more, because reports often name the day after an event. And a day counts for more if one sentence about it has
//! many of the words that are likely on it: then its pages agree about what happened.
//!
//! Invariant: depends only on the candidates. Of days with the same weight, the earlier comes first.

use std::collections::BTreeMap;

use chrono::{Days, NaiveDate};
use rayon::prelude::*;

use super::candidates::{self, Candidate, Candidates};
use super::choice;
use super::weights::Weights;
use super::words::{Counts, Likely};

/// Number of features.
pub const COUNT: usize = 8;
/// The names of the features, in the order of their weights.
pub const FEATURES: [&str; COUNT] =
    ["naming", "later", "weeks-later", "opening", "early", LATER_THAN_BESIDE, "likely-words", "likely-pairs"];
/// The features that count articles: the others are no such numbers.
pub const COUNTED: usize = 5;
const LATER_THAN_BESIDE: &str = "later-than-beside";
/// Minimum number of days from a day to a publication that names it later, and that names it weeks later. These are as the weights were
/// fitted.
const LATER: i64 = 2;
const WEEKS_LATER: i64 = 8;
/// Number of sentences at the beginning of an article in which a day is named early. As the weights were fitted.
const EARLY: usize = 3;

/// A day and its weight: the logarithm of the odds that it is in a timeline.
pub type Weighed = (f64, NaiveDate);

/// The days, the heaviest first.
pub fn rank(candidates: &Candidates, counts: &Counts, weights: &Weights) -> Vec<Weighed> {
    let features = features(candidates, counts, weights);
    let mut ranked: Vec<Weighed> =
        features.into_iter().map(|(day, features)| (weights.day.logit(&features), day)).collect();
    ranked.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    ranked
}

/// The features of each day. The first five are logarithms of one plus a number of articles: those that name it, that name it later, that
/// name it weeks later, that open with a sentence about the subject on their event's day without a date, that name it early. The next is how
/// much the second is above that of the days before and after. The last two are the best F1 of words and of pairs of words that one sentence
/// of the day may expect ([`choice::expected`]).
pub fn features(candidates: &Candidates, counts: &Counts, weights: &Weights) -> BTreeMap<NaiveDate, [f64; COUNT]> {
    let counted: BTreeMap<NaiveDate, [f64; COUNTED]> =
        candidates.iter().map(|(&day, candidates)| (day, self::counts(candidates))).collect();
    let expected: BTreeMap<NaiveDate, [f64; 2]> =
        candidates.par_iter().map(|(&day, candidates)| (day, expected(candidates, counts, weights))).collect();
    let later = |day: Option<NaiveDate>| day.and_then(|day| counted.get(&day)).map_or(0.0, |counts| counts[1]);
    let beside = |day: NaiveDate| later(day.pred_opt()).max(later(day.checked_add_days(Days::new(1))));
    let all = |(&day, &[naming, later, weeks, opening, early]): (&NaiveDate, &[f64; COUNTED])| {
        let [words, pairs] = expected[&day];
        (day, [naming, later, weeks, opening, early, later - beside(day), words, pairs])
    };
    counted.iter().map(all).collect()
}

/// The best F1 of words and that of pairs that a sentence of a day may expect.
fn expected(candidates: &[Candidate], counts: &Counts, weights: &Weights) -> [f64; 2] {
    let about = candidates::on_subject(candidates);
    let likely = Likely::on_day(&about, counts, weights);
    let of_sentences = about.iter().filter(|one| one.is_of_day).map(|one| choice::expected(counts.words(one), &likely));
    of_sentences.fold([0.0, 0.0], |best, one| [best[0].max(one[0]), best[1].max(one[1])])
}

fn counts(candidates: &[Candidate]) -> [f64; COUNTED] {
    let counted: [fn(&Candidate) -> bool; COUNTED] = [
        |one| one.names,
        |one| one.names && one.gap >= LATER,
        |one| one.names && one.gap >= WEEKS_LATER,
        |one| !one.names && one.is_of_day && one.on_subject,
        |one| one.names && one.rank < EARLY,
    ];
    let mut sums = [0.0_f64; COUNTED];
    for of_article in candidates.chunk_by(|one, other| one.article == other.article) {
        for (sum, counts) in sums.iter_mut().zip(counted) {
            *sum += f64::from(u8::from(of_article.iter().any(counts)));
        }
    }
    sums.map(f64::ln_1p)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn candidate(article: usize, gap: i64, names: bool) -> Candidate {
        Candidate { article, sentence: 0, names, is_of_day: true, announces: false, on_subject: true, rank: 0, gap }
    }

    fn weight(of: Vec<Candidate>) -> f64 {
        let day = NaiveDate::from_ymd_opt(2031, 3, 4).unwrap();
        rank(&Candidates::from([(day, of)]), &Counts::of(&[]), Weights::packaged())[0].0
    }

    #[test]
    fn many_articles_weigh_more_than_many_sentences_and_late_ones_more() {
        let one_article = weight(vec![candidate(0, 0, true), candidate(0, 0, true), candidate(0, 0, true)]);
        let two_articles = weight(vec![candidate(0, 0, true), candidate(1, 0, true)]);
        let late = weight(vec![candidate(0, 4, true), candidate(1, 6, true)]);
        assert!(one_article < two_articles && two_articles < late, "{one_article} {two_articles} {late}");
    }

    #[test]
    fn a_day_beside_one_that_is_named_more_later_weighs_less() {
        let day = |day| NaiveDate::from_ymd_opt(2031, 3, day).unwrap();
        let of = |count: usize| (0..count).map(|article| candidate(article, 5, true)).collect::<Vec<_>>();
        let candidates = Candidates::from([(day(4), of(3)), (day(5), of(9)), (day(20), of(3))]);
        let ranked = rank(&candidates, &Counts::of(&[]), Weights::packaged());
        let days: Vec<NaiveDate> = ranked.into_iter().map(|(_, day)| day).collect();
        assert_eq!(days, [day(5), day(20), day(4)]);
    }
}
