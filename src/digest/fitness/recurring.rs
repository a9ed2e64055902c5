//! In: all articles and their events. Out: the sentences that appear in articles with little else in common.
//!
//! Invariant: compares letters and digits. The result does not depend on the order of pages.

use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHashSet, FxHasher};

use crate::annotate::{Annotated, Part, Sentence};
use crate::letters::Letter;
use crate::link::ArticleIndex;

/// The sentences that appear in articles with little else in common.
#[derive(Debug, Default)]
pub(crate) struct Recurring(FxHashSet<u64>);

/// Minimum length of a sentence that is compared, in code points. The same events in the edition of `tests/events/tuned` with 20 and 80.
const SHORTEST: usize = 40;
/// Two articles that share at least this part of the sentences of the shorter one are versions of one text. Set by hand.
const VERSIONS: f64 = 0.3;
/// Maximum number of articles with a sentence that are compared. The same events in the edition of `tests/events/tuned` with 4 and 16.
const COMPARED: usize = 8;

impl Recurring {
    /// Finds them. `events` are the reports of each event. Reports of one event may well use the same words.
    pub(crate) fn of<'a>(articles: &[Annotated], events: impl IntoIterator<Item = &'a [ArticleIndex]>) -> Self {
        let mut event = vec![None; articles.len()];
        for (at, reports) in events.into_iter().enumerate() {
            reports.iter().for_each(|&report| event[report] = Some(at));
        }
        let said: Vec<FxHashSet<u64>> = articles.iter().map(said).collect();
        let mut holders: FxHashMap<u64, Vec<ArticleIndex>> = FxHashMap::default();
        for (at, said) in said.iter().enumerate() {
            said.iter().for_each(|&sentence| holders.entry(sentence).or_default().push(at));
        }
        let mut known: FxHashMap<(ArticleIndex, ArticleIndex), bool> = FxHashMap::default();
        let mut apart = |one: ArticleIndex, other: ArticleIndex| {
            let same_event = event[one].is_some() && event[one] == event[other];
            !same_event && *known.entry((one, other)).or_insert_with(|| !are_versions(&said[one], &said[other]))
        };
        holders.retain(|_, held| held.iter().skip(1).take(COMPARED).any(|&other| apart(held[0], other)));
        Self(holders.into_keys().collect())
    }

    /// Whether a sentence is one of them.
    pub(crate) fn holds(&self, sentence: &Sentence) -> bool {
        !self.0.is_empty() && self.0.contains(&hash(&sentence.text))
    }
}

/// The sentences of an article that are long enough to be compared.
fn said(article: &Annotated) -> FxHashSet<u64> {
    let long = article.sentences.iter().filter(|sentence| sentence.text.chars().nth(SHORTEST).is_some());
    long.filter(|sentence| sentence.part != Part::Headline).map(|sentence| hash(&sentence.text)).collect()
}

/// A hash of a text's letters and digits.
fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    text.chars().filter(|c| c.is_letter_or_digit()).for_each(|c| c.lower().hash(&mut hasher));
    hasher.finish()
}

/// Whether two articles are versions of one text.
fn are_versions(one: &FxHashSet<u64>, other: &FxHashSet<u64>) -> bool {
    let (few, many) = if one.len() <= other.len() { (one, other) } else { (other, one) };
    few.intersection(many).count() as f64 >= VERSIONS * few.len() as f64
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::digest::fitness::probe::page;

    #[test]
    fn a_sentence_shared_by_unrelated_articles_is_found() {
        let notice = "The paper of the town is made by twelve people in a house by the river.";
        let one = page(&format!(
            "The council approved the budget of the town for the year on Monday.\nThe money goes to schools, the mayor of the \
             town said after it.\nA new bridge will be built from it over the river next year.\n{notice}"
        ));
        let other = page(&format!(
            "A fire burnt down the hall of the market in the night to Friday.\nNobody was hurt, the firemen said in the morning \
             at the hall.\nWhat it was lit by is not known yet, said the police.\n{notice}"
        ));
        let of = |page: &Annotated, start: &str| {
            page.sentences.iter().find(|one| one.text.starts_with(start)).unwrap().clone()
        };
        let notice = of(&one, "The paper");
        let articles = [one.clone(), other];
        let recurring = Recurring::of(&articles, [[0].as_slice(), [1].as_slice()]);
        assert!(recurring.holds(&notice) && !recurring.holds(&of(&one, "The council")));
        let same_event = Recurring::of(&articles, [[0, 1].as_slice()]);
        assert!(!same_event.holds(&notice));
        let copies = Recurring::of(&[one.clone(), one], [[0].as_slice(), [1].as_slice()]);
        assert!(!copies.holds(&notice));
    }
}
