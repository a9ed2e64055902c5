//! In: the events of a theme among all events. Out: the words that name it, as its captures print them.
//!
//! Words are weighted by class-based TF-IDF (Grootendorst: BERTopic, 2022): the number of the theme's events with the word, times its
//! rarity outside.
//!
//! Invariant: a name is in a capture and has its position. Equal weights are ordered by the word.

use std::collections::{BTreeMap, BTreeSet};

use super::Name;
use super::reading::{Reading, Word};
use crate::annotate::{Annotated, names};
use crate::letters::LowerCase;

/// Maximum number of words in the name of a theme. Set by hand.
const MOST: usize = 3;
/// Minimum weight of the further words, as a share of the first one's. Set by hand.
const BESIDE: f32 = 0.5;

/// Weight of repetitions. The number of events with a stem decides, and repetitions only order stems with equal numbers.
const REPEATED: f32 = 0.01;

/// Number of events with each stem. Repetitions within an event count a little more.
pub(crate) fn holders<'a>(readings: impl Iterator<Item = &'a Reading>, terms: usize) -> Vec<f32> {
    let mut holders = vec![0.0; terms];
    let counts = readings.flat_map(|reading| &reading.counts);
    counts.for_each(|&(term, times)| holders[term as usize] += 1.0 + REPEATED * times / (times + 1.0));
    holders
}

/// The words that name a theme, the most characteristic first. `all` is the result of [`holders`] for all events.
pub(crate) fn name(theme: &[usize], readings: &[Reading], all: &[f32], articles: &[Annotated]) -> Vec<Name> {
    let words: Vec<&Word> = theme.iter().flat_map(|&event| &readings[event].words).collect();
    let language = most_frequent(words.iter().map(|word| articles[word.article].article.language));
    let spoken = |word: &&&Word| {
        Some(articles[word.article].article.language) == language && !names::is_verb_like(&word.text.lower_case())
    };
    let words: Vec<&Word> = words.iter().filter(spoken).copied().collect();
    let terms: BTreeSet<u32> = words.iter().map(|word| word.term).collect();
    let own = holders(theme.iter().map(|&event| &readings[event]), all.len());
    let weigh = |term: u32| {
        let (own, all) = (own[term as usize], all[term as usize]);
        own * (own / all) * (1.0 + readings.len() as f32 / all).ln()
    };
    let mut weighed: Vec<(f32, u32)> = terms.into_iter().map(|term| (weigh(term), term)).collect();
    weighed.sort_by(|one, other| other.0.total_cmp(&one.0).then(one.1.cmp(&other.1)));
    let least = weighed.first().map_or(0.0, |(weight, _)| weight * BESIDE);
    weighed.retain(|&(weight, _)| weight >= least);
    weighed.iter().take(MOST).filter_map(|&(_, term)| printed(term, &words)).collect()
}

/// The most common printed form of a stem, the shortest of equally common ones, at its first position.
fn printed(term: u32, words: &[&Word]) -> Option<Name> {
    let forms = || words.iter().filter(|word| word.term == term);
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    forms().for_each(|word| *counts.entry(word.text.as_str()).or_default() += 1);
    let rank = |(form, count): &(&str, usize)| {
        (*count, std::cmp::Reverse(form.chars().count()), std::cmp::Reverse((*form).to_owned()))
    };
    let (form, _) = counts.into_iter().max_by_key(rank)?;
    let first = forms().find(|word| word.text == form)?;
    Some(Name { text: first.text.clone(), article: first.article, span: first.span })
}

fn most_frequent<T: Ord>(items: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    items.for_each(|item| *counts.entry(item).or_default() += 1);
    counts.into_iter().rev().max_by_key(|&(_, count)| count).map(|(item, _)| item)
}
