//! In: an article and its words. Out: whether it is a round-up: a page that tells of several events and reports none of them alone.
//!
//! The paragraphs of a report have names in common, those of a round-up each have names of their own. A headline that says what the
//! page is ("in brief", "дайджест") lets less do.
//!
//! Invariant: linear in the length of the text; looks at no other article.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::Deserialize;

use super::corpus::Token;
use super::tokens;
use crate::annotate::{Annotated, Part};

/// The fewest paragraphs with names of their own, and the greatest share that has a name in common with another, where the headline
/// says nothing and where it names a round-up.
const PARTS: usize = 5;
const TIED: f32 = 0.2;
const NAMED_PARTS: usize = 3;
const NAMED_TIED: f32 = 0.5;

/// Words of headlines of round-ups.
#[derive(Deserialize)]
struct Written {
    headlines: Vec<String>,
}

/// Whether an article is a round-up.
pub fn is_roundup(article: &Annotated, text: &[Token]) -> bool {
    let parts = named_parts(text);
    let mut holders: BTreeMap<u32, usize> = BTreeMap::new();
    parts.iter().flatten().for_each(|&stem| *holders.entry(stem).or_default() += 1);
    let tied = parts.iter().filter(|names| names.iter().any(|stem| holders[stem] > 1)).count();
    let share = tied as f32 / parts.len().max(1) as f32;
    let named = article.article.headline.as_ref().is_some_and(|headline| names_one(&headline.text));
    parts.len() >= PARTS && share <= TIED || named && parts.len() >= NAMED_PARTS && share <= NAMED_TIED
}

/// The stems of the names of each paragraph that has one, each name once.
fn named_parts(text: &[Token]) -> Vec<Vec<u32>> {
    let body = text.iter().filter(|token| matches!(token.part, Part::Body(_)));
    let body: Vec<&Token> = body.collect();
    let parts = body.chunk_by(|one, next| one.part == next.part);
    let names = parts.map(|part| {
        let mut names: Vec<u32> = part.iter().filter(|token| token.proper).map(|token| token.stem).collect();
        names.sort_unstable();
        names.dedup();
        names
    });
    names.filter(|names| !names.is_empty()).collect()
}

/// Whether a headline names a round-up.
fn names_one(headline: &str) -> bool {
    static WORDS: OnceLock<Vec<Vec<String>>> = OnceLock::new();
    let words = WORDS.get_or_init(|| {
        let written: Written = toml::from_str(include_str!("roundup.toml")).expect("words of ours");
        written.headlines.iter().map(|phrase| folded(phrase)).collect()
    });
    let headline = folded(headline);
    words.iter().any(|phrase| headline.windows(phrase.len()).any(|window| window == &phrase[..]))
}

fn folded(text: &str) -> Vec<String> {
    tokens::words(text).map(|word| tokens::fold(&text[word])).collect()
}
