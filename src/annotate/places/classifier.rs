//! In: a text. Out: the places in it that are next to a word like "village" or "region", listed or not.
//!
//! Invariant: the name consists of words next to such a word. For a region both are put into the nominative.

use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use crate::annotate::gazetteer::folded;
use crate::annotate::text::{Shape, Text};
use crate::lang;
use crate::lang::places::ALL as WORDS;
use crate::morphology::{Agreement, Cases, Declension, agreeing, forms};

/// A place and the words that mark it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    pub tokens: Range<usize>,
    pub name: String,
    pub cases: Cases,
    pub is_region: bool,
    /// The first token before the name that belongs to the phrase: `у місті`.
    pub from: usize,
}

#[derive(Debug, Clone)]
enum Class {
    Settlement,
    Region { nominative: &'static str, agrees: Agreement, cases: Cases },
}

static CLASSES: LazyLock<HashMap<(Declension, String), Class>> = LazyLock::new(|| {
    let mut found = HashMap::new();
    for pack in lang::packs() {
        let (places, declension) = (&pack.places, Declension::of_language(pack.language).of_things());
        let settlements = places.settlements.iter().map(|word| ((declension, word.clone()), Class::Settlement));
        found.extend(settlements);
        let regions = &places.regions;
        for (words, agrees) in [
            (&regions.feminine, Agreement::Feminine),
            (&regions.masculine, Agreement::Masculine),
            (&regions.neuter, Agreement::Neuter),
        ] {
            for word in words {
                let all = forms(word, declension).into_iter();
                found.extend(
                    all.map(|(form, cases)| ((declension, form), Class::Region { nominative: word, agrees, cases })),
                );
            }
        }
        let plain = regions.undeclined.iter().map(|word| {
            let class = Class::Region { nominative: word, agrees: Agreement::Masculine, cases: Cases::ANY };
            ((declension, word.clone()), class)
        });
        found.extend(plain);
    }
    found
});

fn class(text: &Text, at: usize, declension: Declension) -> Option<&'static Class> {
    let word = text.word(at);
    (text.shape(at) != Shape::Mark).then(|| CLASSES.get(&(declension.for_word(word), folded(word)))).flatten()
}

/// The place that is marked by the word at a token.
pub(crate) fn find(text: &Text, at: usize, declension: Declension) -> Option<Shown> {
    match class(text, at, declension)? {
        Class::Settlement if declension == Declension::NONE => undeclined_settlement(text, at),
        Class::Settlement => settlement(text, at),
        Class::Region { .. } if declension.for_word(text.word(at)) == Declension::NONE => undeclined_region(text, at),
        Class::Region { nominative, agrees, cases } => region(text, at, nominative, *agrees, *cases, declension),
    }
}

/// "у селі Нова Греля": up to two capitalized words after the noun.
fn settlement(text: &Text, at: usize) -> Option<Shown> {
    let short = text.word(at).chars().count() < 3;
    let start = match text.word(at + 1) {
        "." if short => at + 2,
        _ if short || !text.joined(at) => return None,
        _ => at + 1,
    };
    if text.shape(at) != Shape::Lower || text.shape(start) != Shape::Capital || text.tokens[start].first {
        return None;
    }
    let more = text.joined(start) && text.shape(start + 1) == Shape::Capital && is_attribute(text.word(start));
    let tokens = start..start + 1 + usize::from(more);
    let name = text.passage.text[text.bytes(&tokens)].to_owned();
    Some(Shown { tokens, name, cases: Cases::ANY, is_region: false, from: at })
}

/// Whether a word may be the adjective in the name of a settlement.
fn is_attribute(word: &str) -> bool {
    WORDS.attribute_endings.ends(word)
}

/// The pattern "the village of Little Wick".
fn undeclined_settlement(text: &Text, at: usize) -> Option<Shown> {
    if text.shape(at) != Shape::Lower || !WORDS.linking_prepositions.contains(text.word(at + 1)) {
        return None;
    }
    let start = at + 2;
    let more = |end: &usize| text.shape(*end) == Shape::Capital && (*end == start || text.joined(end - 1));
    let end = (start..start + 3).take_while(|end| more(end)).last()? + 1;
    let tokens = start..end;
    let name = text.passage.text[text.bytes(&tokens)].to_owned();
    let from = if at > 0 && is_article(text.word(at - 1)) { at - 1 } else { at };
    Some(Shown { tokens, name, cases: Cases::ANY, is_region: false, from })
}

fn is_article(word: &str) -> bool {
    WORDS.articles.contains(word)
}

/// The pattern "Харківської області", "Краснодарський край".
fn region(
    text: &Text,
    at: usize,
    nominative: &str,
    agrees: Agreement,
    cases: Cases,
    declension: Declension,
) -> Option<Shown> {
    let start = at.checked_sub(1)?;
    if text.shape(start) != Shape::Capital || !text.joined(start) {
        return None;
    }
    let (adjective, cases) = agreeing(&folded(text.word(start)), agrees, cases, declension)?;
    let stem = adjective.trim_end_matches(WORDS.adjective_vowels.as_slice());
    if !WORDS.stems_of_regions.ends(stem) {
        return None;
    }
    let tokens = start..at + 1;
    let name = format!("{} {nominative}", restored(text.word(start), &adjective));
    Some(Shown { tokens, name, cases, is_region: true, from: start })
}

/// A folded word with the capital letters and apostrophes of its printed form.
pub(crate) fn restored(printed: &str, word: &str) -> String {
    let same =
        printed.chars().zip(word.chars()).take_while(|(one, other)| folded(&one.to_string()) == other.to_string());
    let kept = same.count();
    printed.chars().take(kept).chain(word.chars().skip(kept)).collect()
}

fn is_direction(word: &str) -> bool {
    WORDS.directions.contains(word)
}

/// The pattern "Kharkiv region", "the Kherson Oblast".
fn undeclined_region(text: &Text, at: usize) -> Option<Shown> {
    let start = at.checked_sub(1)?;
    if text.shape(start) != Shape::Capital || !text.joined(start) || is_direction(text.word(start)) {
        return None;
    }
    let longer = start > 0 && text.shape(start - 1) == Shape::Capital && text.joined(start - 1);
    if longer || text.tokens[start].first {
        return None;
    }
    let tokens = start..at + 1;
    let name = text.passage.text[text.bytes(&tokens)].to_owned();
    Some(Shown { tokens, name, cases: Cases::ANY, is_region: true, from: start })
}
