//! In: the mentions of an article and the teams it names in quotation marks. Out: the same without mentions that name such a team.
//!
//! Invariant: a team has a whole name: each of its words begins like the matching word of the mention.

use std::collections::{BTreeSet, HashMap};

use super::mention::{Found, Mention};
use crate::annotate::text::Text;

/// The most letters in which the endings of two forms of one word differ. Set by hand.
const ENDING: usize = 2;
/// The number of letters by which names are looked up. The same with 2 and 6 on a quarter of SlavicNER uk.
const BEGINNING: usize = 3;

/// Removes the full names that are names of teams.
pub(crate) fn drop(texts: &[Text], found: &mut Found) {
    let Found { mentions, doubtful, teams, .. } = found;
    let mut known: HashMap<String, BTreeSet<&str>> = HashMap::new();
    for team in teams.iter() {
        known.entry(beginning(team)).or_default().insert(team);
    }
    let is_team = |mention: &Mention| {
        let words = words(texts, mention);
        let begins = words.first().and_then(|word| known.get(&beginning(word)));
        begins.into_iter().flatten().any(|team| {
            let team: Vec<&str> = team.split_whitespace().collect();
            team.len() == words.len() && team.iter().zip(&words).all(|(one, other)| alike(one, other))
        })
    };
    mentions.retain(|mention| !(mention.full && is_team(mention)));
    doubtful.retain(|mention| !is_team(mention));
}

/// The first letters of a name, which no ending changes.
fn beginning(name: &str) -> String {
    name.chars().take(BEGINNING).collect()
}

fn words<'a>(texts: &[Text<'a>], mention: &Mention) -> Vec<&'a str> {
    mention.tokens.clone().map(|at| texts[mention.text].word(at)).collect()
}

/// Whether two words differ at most in an ending.
fn alike(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let (one, other) = (one.chars().count(), other.chars().count());
    common > 0 && common + ENDING >= one.max(other)
}
