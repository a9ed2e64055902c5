//! In: the mentions of an article, and pairs of capitalized words that may be names. Out: the mentions, with the pairs whose second word is
//! named alone elsewhere.
//!
//! Invariant: a pair is a person only where its surname speaks or holds an office at another place, and the article never writes its first
//! word in lower case.

use std::collections::HashSet;

use super::lexicon;
use super::mention::{Found, Mention};
use super::plain::Small;
use crate::annotate::text::Text;
use crate::letters::LowerCase;
use crate::morphology::Declension;

/// The mentions in the order of their places. A settled pair replaces the mentions of its words.
pub(crate) fn settle(texts: &[Text], found: Found, small: &Small) -> Vec<Mention> {
    let Found { mut mentions, doubtful, .. } = found;
    if doubtful.is_empty() {
        return mentions;
    }
    let surname = |mention: &Mention| texts[mention.text].word(mention.tokens.end - 1);
    let alone = mentions.iter().filter(|mention| mention.evident && !mention.full);
    let places: HashSet<(&str, usize, usize)> =
        alone.map(|mention| (surname(mention), mention.text, mention.tokens.start)).collect();
    let known: HashSet<&str> = places.iter().map(|&(word, ..)| word).collect();
    let is_word = |pair: &Mention| {
        let first = texts[pair.text].word(pair.tokens.start);
        let is_name = lexicon::is_particle(&first.lower_case()) || !lexicon::given(first, Declension::NONE).is_empty();
        !is_name && small.has(&first.lower_case())
    };
    let settled: Vec<Mention> =
        doubtful.into_iter().filter(|pair| known.contains(surname(pair)) && !is_word(pair)).collect();
    let taken: HashSet<(usize, usize)> =
        settled.iter().flat_map(|pair| pair.tokens.clone().map(|token| (pair.text, token))).collect();
    mentions.retain(|mention| !taken.contains(&(mention.text, mention.tokens.start)));
    mentions.extend(settled.into_iter().map(|pair| Mention { evident: true, rules: vec!["named-alone"], ..pair }));
    mentions.sort_by_key(|mention| (mention.text, mention.tokens.start));
    mentions
}
