//! In: an article where spaces separate marks from words, as in corpora and the output of some converters. Out: names whose hyphens stand
//! between spaces: "Han Do - yun", "Ana Fenn - Marlow".
//!
//! Invariant: a dash is no hyphen: words are joined only where the capitals around them show a name.

use std::ops::Range;

use super::lexicon;
use crate::annotate::text::{Shape, Text};
use crate::letters::LowerCase;

/// The fewest commas that are enough to decide, and the share of them that must follow a space. Set by hand.
const FEWEST: usize = 3;
const SHARE: f64 = 0.8;
/// The most letters of a family name and of either half of a first name in Korean names. `Hwang` and `Kyung` have 5.
const SYLLABLE: usize = 5;
/// The most letters of a small word inside the name of a town: "Saint - sur - Orne". "Sur" and "les" have 3.
const INSIDE: usize = 3;

/// Whether spaces stand before the commas of texts.
pub(crate) fn is_spaced<'a>(texts: impl Iterator<Item = &'a str>) -> bool {
    let (mut all, mut behind_space) = (0_usize, 0_usize);
    for text in texts {
        all += text.matches(", ").count();
        behind_space += text.matches(" , ").count();
    }
    all >= FEWEST && behind_space as f64 >= SHARE * all as f64
}

/// The tokens of each name that is one word apart from the spaces around its hyphens, in order.
pub(crate) fn compounds(text: &Text) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut at = 0;
    while at + 2 < text.tokens.len() {
        match compound(text, at) {
            Some(end) => {
                found.push(at..end);
                at = end;
            }
            None => at += 1,
        }
    }
    found
}

/// The end of the compound that begins at a token.
fn compound(text: &Text, at: usize) -> Option<usize> {
    let hyphen = |at: usize| text.word(at) == "-" && text.joined(at - 1) && text.joined(at);
    let capital = |at: usize| text.shape(at) == Shape::Capital;
    if !capital(at) || !hyphen(at + 1) {
        return None;
    }
    let (second, short) = (at + 2, |at: usize, most: usize| text.word(at).chars().count() <= most);
    if text.shape(second) == Shape::Lower && hyphen(at + 3) && capital(at + 4) && short(second, INSIDE) {
        return Some(at + 5);
    }
    let before = at.checked_sub(1).filter(|&before| capital(before) && text.joined(before));
    let goes_on = capital(second + 1) && text.joined(second);
    let joins = match text.shape(second) {
        Shape::Capital if goes_on => {
            is_given(text, at) && !before.is_some_and(|before| is_given(text, before)) && !is_word(text, second)
        }
        Shape::Capital => before.is_some() && !is_word(text, at) && !is_word(text, second),
        Shape::Lower => before.is_some_and(|before| [before, at, second].iter().all(|&at| short(at, SYLLABLE))),
        _ => false,
    };
    (joins && !is_small_word(text, second)).then_some(second + 1)
}

fn is_given(text: &Text, at: usize) -> bool {
    lexicon::is_plain_given(text.word(at))
}

fn is_word(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    lexicon::is_other(&lower) || !lexicon::office(&lower).is_empty()
}

/// Whether a word continues the sentence, so that the mark before it is a dash.
fn is_small_word(text: &Text, at: usize) -> bool {
    text.shape(at) == Shape::Lower && (is_word(text, at) || lexicon::is_no_office(&text.word(at).lower_case()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::passage::Passage;

    fn found(text: &str) -> Vec<String> {
        let passage = Passage::new(text, 0);
        let text = Text::new(Part::Headline, &passage);
        compounds(&text).into_iter().map(|range| passage.text[text.bytes(&range)].to_owned()).collect()
    }

    #[test]
    fn a_spaced_hyphen_is_distinguished_from_a_dash() {
        assert_eq!(found("the envoy Han Do - yun said in Saint - sur - Orne ."), ["Do - yun", "Saint - sur - Orne"]);
        assert_eq!(found("the poet Ana Fenn - Marlow and Jean - Luc Ferrand sang"), ["Fenn - Marlow", "Jean - Luc"]);
        for text in [
            "they saw Ana Fenn - Help Age of Boats - on Monday",
            "they met in Orne - historically a town of boats",
            "the Fenn - Marlow Boat Fund",
            "said Hugo Fenn - who sang",
            "the long - term plan of Mr Fenn - a boat - is late",
        ] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    #[test]
    fn spaces_before_commas_show_separated_punctuation() {
        assert!(is_spaced(["Boats , rafts , and 100,000 oars , he said ."].into_iter()));
        assert!(!is_spaced(["Boats, rafts , and oars, he said."].into_iter()));
    }
}
