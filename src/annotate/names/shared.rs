//! In: a name with two first names before it: "Олег і Марія Гнатюки". Out: the surname of each, in the singular.
//!
//! Invariant: a surname is shared only where "and" ties a listed first name to another with a surname.

use super::lexicon;
use super::paradigm::{Gender, Reading, Tongue};
use super::token::{Shape, Text};
use crate::letters::LowerCase;

/// The token of the first name that "and" ties to the name that begins at the token `start`.
pub fn partner(text: &Text, start: usize, tongue: Tongue) -> Option<usize> {
    let first = start.checked_sub(2)?;
    let before = text.word(start - 1).lower_case();
    let and = lexicon::agreement("and").flat_map(str::split_whitespace).any(|word| word == before);
    let alone = first == 0 || !matches!(text.shape(first - 1), Shape::Capital | Shape::Initial);
    let listed = text.shape(first) == Shape::Capital
        && !lexicon::given(text.word(first), tongue.for_word(text.word(first))).is_empty();
    (and && alone && listed).then_some(first)
}

/// The singular nominatives, one for each gender, of a surname in the plural; the word itself where it has no plural.
pub fn singular(word: &str, tongue: Tongue) -> Vec<Reading> {
    let tongue = tongue.for_word(word);
    let pairs: &[(&str, &str, &str)] = match tongue {
        Tongue::Plain => &[("", "", "")],
        Tongue::Polish => &[("scy", "ski", "ska"), ("ccy", "cki", "cka"), ("owie", "", "")],
        Tongue::Ukrainian => &[
            ("ські", "ський", "ська"),
            ("цькі", "цький", "цька"),
            ("ви", "в", "ва"),
            ("іни", "ін", "іна"),
            ("енки", "енко", "енко"),
            ("и", "", ""),
            ("і", "ь", "ь"),
        ],
        Tongue::Russian => &[
            ("ские", "ский", "ская"),
            ("цкие", "цкий", "цкая"),
            ("вы", "в", "ва"),
            ("ины", "ин", "ина"),
            ("и", "", ""),
            ("ы", "", ""),
        ],
    };
    let Some((stem, masculine, feminine)) =
        pairs.iter().find_map(|&(ending, m, f)| Some((word.strip_suffix(ending)?, m, f)))
    else {
        return Vec::new();
    };
    [(Gender::Masculine, masculine), (Gender::Feminine, feminine)]
        .map(|(gender, ending)| Reading {
            lemma: format!("{stem}{ending}"),
            gender,
            cases: super::paradigm::NOMINATIVE,
            rare: false,
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_plural_surname_is_that_of_each() {
        let lemmas = |word, tongue| singular(word, tongue).into_iter().map(|one| one.lemma).collect::<Vec<_>>();
        assert_eq!(lemmas("Гнатюки", Tongue::Ukrainian), ["Гнатюк", "Гнатюк"]);
        assert_eq!(lemmas("Левицькі", Tongue::Ukrainian), ["Левицький", "Левицька"]);
        assert_eq!(lemmas("Лагутины", Tongue::Russian), ["Лагутин", "Лагутина"]);
        assert_eq!(lemmas("Hollister", Tongue::Plain), ["Hollister", "Hollister"]);
        assert!(lemmas("Гнатюк", Tongue::Ukrainian).is_empty());
    }
}
