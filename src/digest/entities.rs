//! In: the organizations and places of every article. Out: those of the corpus, each once.
//!
//! Invariant: two are merged only if their names match, or if an abbreviation stands for the other's name.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::{Abbreviation, Named};
use crate::annotate::Annotated;
use crate::link::ArticleIndex;
use crate::link::tokens;

/// The appearances of one: the article, and the index in its list.
type Appears = Vec<(ArticleIndex, usize)>;

/// The organizations of the corpus, sorted by name.
pub(crate) fn organizations(articles: &[Annotated], abbreviations: &[Abbreviation]) -> Vec<Named> {
    let mut by_key: BTreeMap<String, Appears> = BTreeMap::new();
    for (article, page) in articles.iter().enumerate() {
        for (index, organization) in page.organizations.iter().enumerate() {
            by_key.entry(organization.key.clone()).or_default().push((article, index));
        }
    }
    join_short(&mut by_key);
    join_abbreviated(&mut by_key, articles, abbreviations);
    let name = |appears: &Appears| {
        let all = appears.iter().map(|&(article, index)| &articles[article].organizations[index]);
        let votes = votes(all.clone().map(|one| (one.name.as_str(), usize::from(one.printed))));
        let best = votes
            .into_iter()
            .max_by_key(|(name, (printed, count))| (*printed > 0, *count, name.chars().count(), Reverse(*name)));
        best.map_or_else(String::new, |(name, _)| name.to_owned())
    };
    named(by_key, name)
}

/// The places of the corpus, sorted by name. Each has the name that most articles use.
pub(crate) fn places(articles: &[Annotated]) -> Vec<Named> {
    let mut by_key: BTreeMap<String, Appears> = BTreeMap::new();
    for (article, page) in articles.iter().enumerate() {
        for (index, place) in page.places.iter().enumerate() {
            by_key.entry(place.key.clone()).or_default().push((article, index));
        }
    }
    let name = |appears: &Appears| {
        let all = appears.iter().map(|&(article, index)| &articles[article].places[index]);
        let mut count: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
        for one in all {
            let known = count.entry(&one.name).or_insert((0, one.rank));
            known.0 += 1;
        }
        let best = count.into_iter().max_by_key(|(name, (count, rank))| (*count, Reverse(*rank), Reverse(*name)));
        best.map_or_else(String::new, |(name, _)| name.to_owned())
    };
    named(by_key, name)
}

fn named(by_key: BTreeMap<String, Appears>, name: impl Fn(&Appears) -> String) -> Vec<Named> {
    let mut all: Vec<Named> = by_key
        .into_values()
        .map(|mut appears| {
            appears.sort_unstable();
            Named { name: name(&appears), appears }
        })
        .collect();
    all.sort_by(|one, other| (&one.name, &one.appears).cmp(&(&other.name, &other.appears)));
    all
}

/// For each name, how often it is printed and how often it is given.
fn votes<'a>(names: impl Iterator<Item = (&'a str, usize)>) -> BTreeMap<&'a str, (usize, usize)> {
    let mut votes: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for (name, printed) in names {
        let vote = votes.entry(name).or_default();
        *vote = (vote.0 + printed, vote.1 + 1);
    }
    votes
}

/// Merges a name into the only longer one of the corpus that begins with it (`Міністерство оборони`, `… України`).
fn join_short(by_key: &mut BTreeMap<String, Appears>) {
    // Keys in Latin letters have sorted words, so a prefix does not show that a name is shorter.
    let keys: Vec<String> = by_key.keys().filter(|key| key.contains(' ') && !key.is_ascii()).cloned().collect();
    for key in keys {
        let begins = format!("{key} ");
        let mut longer = by_key.range(begins.clone()..).take_while(|(other, _)| other.starts_with(&begins));
        let only = longer.next().map(|(other, _)| other.clone());
        if let (Some(only), None) = (only, longer.next()) {
            join(by_key, &key, &only);
        }
    }
}

/// Merges the abbreviation of an organization into its name, if a page or a list explains it.
fn join_abbreviated(by_key: &mut BTreeMap<String, Appears>, articles: &[Annotated], abbreviations: &[Abbreviation]) {
    if abbreviations.is_empty() {
        return;
    }
    let mut called: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for (key, appears) in by_key.iter() {
        for name in names_of(appears, articles) {
            called.entry(name).or_default().insert(key.clone());
        }
    }
    for abbreviation in abbreviations {
        let first = |wanted: &str| called.get(&tokens::fold(wanted)).and_then(|keys| keys.first().cloned());
        let (Some(short), Some(long)) = (first(&abbreviation.short), first(&abbreviation.long)) else { continue };
        if short == long {
            continue;
        }
        for name in names_of(by_key.get(&short).map_or(&[][..], Vec::as_slice), articles) {
            let keys = called.entry(name).or_default();
            keys.remove(&short);
            keys.insert(long.clone());
        }
        join(by_key, &short, &long);
    }
}

/// The names of merged organizations, folded.
fn names_of(appears: &[(ArticleIndex, usize)], articles: &[Annotated]) -> BTreeSet<String> {
    appears.iter().map(|&(article, index)| tokens::fold(&articles[article].organizations[index].name)).collect()
}

fn join(by_key: &mut BTreeMap<String, Appears>, one: &str, other: &str) {
    if one == other {
        return;
    }
    let appears = by_key.remove(one).unwrap_or_default();
    by_key.entry(other.to_owned()).or_default().extend(appears);
}
