//! In: a text. Out: its language.
//!
//! Invariant: a text that is too short or too mixed is `Unknown`, never a guess.

use super::packs;
use crate::language::Language;
use crate::letters::Letter;

impl Language {
    /// The language of running text (by trigrams and script, with whatlang).
    pub fn detect(text: &str) -> Self {
        match whatlang::detect(text) {
            Some(info) if info.is_reliable() || text.chars().count() > 200 => Self::from_tag(info.lang().code()),
            _ => Self::by_letters(text),
        }
    }

    /// The language of a short text, by letters that only one of the languages has.
    fn by_letters(text: &str) -> Self {
        let has = |letters: &str| !letters.is_empty() && text.chars().any(|c| letters.contains(c.lower()));
        let mut found = packs().iter().filter(|pack| has(&pack.letters.own_letters));
        match (found.next(), found.next()) {
            (Some(only), None) => only.language,
            _ => Self::Unknown,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_texts_are_identified_by_unique_letters() {
        for (text, language) in [
            ("Їжак", Language::Ukrainian),
            ("Ёлка", Language::Russian),
            ("Їжак, ёлка", Language::Unknown),
            ("Вода", Language::Unknown),
        ] {
            assert_eq!(Language::by_letters(text), language, "{text}");
        }
    }
}
