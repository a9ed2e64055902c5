//! In: an article and its words. Out: whether it is a round-up: a page that tells of several events and reports none of them alone.
//!
//! The paragraphs of a report have names in common, those of a round-up each have names of their own. A headline that says what the
//! page is ("in brief", "дайджест") lets less do.
//!
//! Invariant: linear in the length of the text; looks at no other article.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use serde::Deserialize;

use super::corpus::Token;
use super::tokens;
use crate::annotate::{Annotated, Part};
use crate::normalize::BlockKind;

/// The fewest paragraphs with names of their own, and the greatest share that has a name in common with another, where the headline
/// says nothing and where it names a round-up. Set by hand; of 5 and 6 paragraphs the one that joins less on the pages of `tests/events`
/// (BCubed precision .973 and .981 instead of .981 and .965).
const PARTS: usize = 5;
const TIED: f32 = 0.1;
const NAMED_PARTS: usize = 3;
const NAMED_TIED: f32 = 0.5;

/// Words of headlines of round-ups.
#[derive(Deserialize)]
struct Written {
    headlines: Vec<String>,
}

/// Whether an article is a round-up.
pub fn is_roundup(article: &Annotated, text: &[Token]) -> bool {
    let parts = named_parts(article, text);
    let mut holders: BTreeMap<u32, usize> = BTreeMap::new();
    parts.iter().flatten().for_each(|&stem| *holders.entry(stem).or_default() += 1);
    let tied = parts.iter().filter(|names| names.iter().any(|stem| holders[stem] > 1)).count();
    let share = tied as f32 / parts.len().max(1) as f32;
    let named = article.article.headline.as_ref().is_some_and(|headline| names_one(&headline.text));
    parts.len() >= PARTS && share <= TIED || named && parts.len() >= NAMED_PARTS && share <= NAMED_TIED
}

/// The stems of the names of each paragraph that has one, each name once; a subhead belongs to what stands below it.
fn named_parts(article: &Annotated, text: &[Token]) -> Vec<Vec<u32>> {
    let body = &article.article.body;
    let is_head = |at: usize| body.get(at).is_some_and(|block| block.kind == BlockKind::Subhead);
    let mut parts: BTreeMap<usize, BTreeSet<u32>> = BTreeMap::new();
    for token in text.iter().filter(|token| token.proper) {
        let Part::Body(at) = token.part else { continue };
        let headed = (at..body.len()).find(|&below| !is_head(below)).unwrap_or(at);
        parts.entry(headed).or_default().insert(token.stem);
    }
    parts.into_values().map(|names| names.into_iter().collect()).collect()
}

/// Whether a headline names a round-up.
fn names_one(headline: &str) -> bool {
    static WORDS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let written: Written = toml::from_str(include_str!("roundup.toml")).expect("words of ours");
        written.headlines.iter().map(|phrase| tokens::folded(phrase).collect()).collect()
    });
    let headline: Vec<String> = tokens::folded(headline).collect();
    words.iter().any(|phrase| headline.windows(phrase.len()).any(|window| window == &phrase[..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headlines_name_round_ups_by_whole_words() {
        for headline in
            ["Головне за 4 березня: міст, суд, сніг", "Дайджест тижня", "Morning Brief. Snow", "Kurz gemeldet: Brand"]
        {
            assert!(names_one(headline), "{headline}");
        }
        for headline in ["Головний лікар пішов у відставку", "Brief visit to Kyiv", "Міністр зібрав раду"]
        {
            assert!(!names_one(headline), "{headline}");
        }
    }
}
