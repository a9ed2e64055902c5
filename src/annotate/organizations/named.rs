//! In: a noun for an institution in a text. Out: the organization with the proper name after it: in quotation marks, in Latin letters or
//! capitalized.
//!
//! Invariant: the proper name is not changed.

use std::ops::Range;

use super::lists::{Class, Head, latin_head};
use super::mention::{Mention, Page};
use crate::annotate::gazetteer::folded;
use crate::annotate::places::lists::is_place;
use crate::annotate::text::{Shape, is_latin};
use crate::lang::organizations::ALL as WORDS;

/// Maximum number of tokens of a name in quotation marks. The same with 4 and 16 on a quarter of SlavicNER uk.
const LONGEST: usize = 8;

/// The organization whose noun is at a token, if a proper name follows.
pub(crate) fn find(page: &Page, at: usize, head: &Head) -> Option<Mention> {
    // One word may come between: `Група компаній «Зоря»`.
    let between = page.text.joined(at) && page.text.shape(at + 1) == Shape::Lower && quoted(page, at + 2).is_some();
    let (behind, open) = (at + 1, at + 1 + usize::from(between));
    if let Some(inside) = quoted(page, open) {
        let tokens = at..inside.end + 1;
        let proper = page.printed(&inside).to_owned();
        let quotes = page.printed(&(behind..inside.end + 1));
        let name = format!("{} {quotes}", lemma(page, at, head));
        let short = (inside.len() > 1 || proper.chars().count() > 3).then(|| proper.clone());
        return Some(mention(page, tokens, key(&proper), (name, short), "quoted"));
    }
    if !matches!(head.class, Class::Titled) || !page.text.joined(at) {
        return None;
    }
    let run = run(page, behind)?;
    let proper = page.printed(&run).to_owned();
    Some(mention(page, at..run.end, key(&proper), (proper.clone(), Some(proper)), "behind-noun"))
}

fn mention(
    page: &Page,
    tokens: Range<usize>,
    key: String,
    (name, short): (String, Option<String>),
    rule: &'static str,
) -> Mention {
    Mention { text: page.index, tokens, key, name, weak: false, short, rules: vec![rule] }
}

/// The noun in the nominative. The form of a company is not changed.
fn lemma(page: &Page, at: usize, head: &Head) -> String {
    if head.class == Class::Form { page.text.word(at).to_owned() } else { head.lemma.to_owned() }
}

/// The tokens between the quotation marks that open at a token.
pub(crate) fn quoted(page: &Page, open: usize) -> Option<Range<usize>> {
    let close = match page.text.word(open) {
        "«" => &["»"][..],
        "“" | "„" => &["”", "“", "»"],
        "\"" => &["\""],
        _ => return None,
    };
    let start = open + 1;
    let end =
        (start..(start + LONGEST + 1).min(page.text.tokens.len())).find(|&at| close.contains(&page.text.word(at)))?;
    let inside = start..end;
    let fits =
        |at: usize| page.text.shape(at) != Shape::Mark || matches!(page.text.word(at), "-" | "–" | "." | "&" | "'");
    (!inside.is_empty() && inside.len() <= LONGEST && page.is_capital(start) && inside.clone().all(fits))
        .then_some(inside)
}

/// The capitalized words from a token on: several in Latin letters, otherwise one.
fn run(page: &Page, start: usize) -> Option<Range<usize>> {
    /// The same with 2 and 8 on a quarter of SlavicNER uk.
    const MOST: usize = 4;
    if !page.is_capital(start) || page.is_person(start) || is_place(page.text, start, page.declension) {
        return None;
    }
    let latin = is_latin(page.text.word(start));
    let goes_on = |at: usize| {
        page.text.joined(at - 1) && page.is_capital(at) && is_latin(page.text.word(at)) && !page.is_person(at)
    };
    let most = if latin { MOST } else { 1 };
    let end = (start + 1..start + most).find(|&at| !goes_on(at)).unwrap_or(start + most);
    (latin || is_alone(page, start)).then_some(start..end)
}

/// Whether a capitalized Cyrillic word is a name by itself, and not an adjective or the first word of a longer name.
fn is_alone(page: &Page, at: usize) -> bool {
    let word = folded(page.text.word(at));
    let next = page.text.joined(at) && page.is_capital(at + 1);
    word.chars().count() > 2 && !next && !WORDS.adjective_endings.ends(&word)
}

/// A key that is equal for the spellings of a proper name: small letters, no marks, no form of a company.
pub(crate) fn key(proper: &str) -> String {
    let words = proper.split(|c: char| c.is_whitespace() || matches!(c, '«' | '»' | '"' | '“' | '”' | ','));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    let forms = words.iter().rev().take_while(|word| latin_head(word) == Some(Class::Form)).count();
    let kept = if forms < words.len() { &words[..words.len() - forms] } else { &words[..] };
    folded(&kept.join(" "))
}
