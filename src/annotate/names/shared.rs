//! In: a name with two first names before it: "Олег і Марія Гнатюки". Out: each person's surname, in the singular.
//!
//! Invariant: a surname is shared only where "and" ties a listed first name to another with a surname.

use super::lexicon;
use crate::annotate::text::{Shape, Text};
use crate::lang;
use crate::letters::LowerCase;
use crate::morphology::{Cases, Declension, Gender, Reading};

/// The token of the first name that "and" ties to the name beginning at token `start`.
pub(crate) fn partner(text: &Text, start: usize, declension: Declension) -> Option<usize> {
    let first = start.checked_sub(2)?;
    let before = text.word(start - 1).lower_case();
    let and = before == "&" || lexicon::is_in(&before, |names| &names.conjunctions);
    let alone = first == 0 || !matches!(text.shape(first - 1), Shape::Capital | Shape::Initial);
    let listed = text.shape(first) == Shape::Capital
        && !lexicon::given(text.word(first), declension.for_word(text.word(first))).is_empty();
    (and && alone && listed).then_some(first)
}

/// The nominatives in the singular, one for each gender, of a surname in the plural; the word itself where surnames have no plural.
pub(crate) fn singular(word: &str, declension: Declension) -> Vec<Reading> {
    let declension = declension.for_word(word);
    let endings = match declension.language().and_then(lang::pack) {
        Some(pack) => {
            let mut plurals = pack.morphology.surnames.plurals.iter();
            plurals.find_map(|(ending, m, f)| Some((word.strip_suffix(ending.as_str())?, m.as_str(), f.as_str())))
        }
        None => Some((word, "", "")),
    };
    let Some((stem, masculine, feminine)) = endings else { return Vec::new() };
    [(Gender::Masculine, masculine), (Gender::Feminine, feminine)]
        .map(|(gender, ending)| Reading {
            lemma: format!("{stem}{ending}"),
            gender,
            cases: Cases::NOMINATIVE,
            rare: false,
        })
        .into()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language;

    #[test]
    fn a_plural_surname_is_that_of_each() {
        let lemmas = |word, language| {
            singular(word, Declension::of_language(language)).into_iter().map(|one| one.lemma).collect::<Vec<_>>()
        };
        assert_eq!(lemmas("Гнатюки", Language::Ukrainian), ["Гнатюк", "Гнатюк"]);
        assert_eq!(lemmas("Левицькі", Language::Ukrainian), ["Левицький", "Левицька"]);
        assert_eq!(lemmas("Лагутины", Language::Russian), ["Лагутин", "Лагутина"]);
        assert_eq!(lemmas("Hollister", Language::English), ["Hollister", "Hollister"]);
        assert!(lemmas("Гнатюк", Language::Ukrainian).is_empty());
    }
}
