//! In: `letters.toml` of a language. Out: its own letters, and equivalent letters.
//!
//! Invariant: only letters. Whether a character is a letter, lower-case or a capital is up to Unicode.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde::Deserialize;

use super::{pack, packs};
use crate::language::Language;

/// The content of a language's `letters.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Letters {
    /// Letters that no other language in the same script has, which identify a short text: "ї".
    pub own_letters: String,
    /// Letters that the stemmer leaves at the end of some forms of a word, and that are removed too: "і" of "конференці".
    pub stem_tail: String,
    /// For each letter, the one for the same sound in a related language, by which names are compared: "и" for "і".
    pub one_sound: BTreeMap<char, char>,
    /// Letters that look like a Roman numeral and are used for it: "Х" for "X".
    pub like_roman_numerals: BTreeMap<char, char>,
    /// Consonants in ASCII letters in this language or its romanizations, with the sound by which names are compared: "sh", "S".
    pub consonants: BTreeMap<String, String>,
    /// The same, for names in texts of this language only: "j", "DZ".
    pub own_consonants: BTreeMap<String, String>,
}

/// One letter for those with which Ukrainian and Russian write the same sound of a foreign name: "Марія", "Мария".
pub(crate) fn of_one_sound(letter: char) -> char {
    static SOUNDS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| pairs(|letters| &letters.one_sound));
    stands_for(&SOUNDS, letter).unwrap_or(letter)
}

/// The Roman numeral that a letter looks like: "X" for the Cyrillic "Х".
pub(crate) fn roman_numeral(letter: char) -> Option<char> {
    static NUMERALS: LazyLock<Vec<(char, char)>> = LazyLock::new(|| pairs(|letters| &letters.like_roman_numerals));
    stands_for(&NUMERALS, letter)
}

/// The spellings of consonants in all languages with their sounds, the longest first.
pub(crate) fn consonants() -> &'static [(&'static str, &'static str)] {
    static CONSONANTS: LazyLock<Vec<(&str, &str)>> = LazyLock::new(|| {
        let of_packs = packs().iter().flat_map(|pack| &pack.letters.consonants);
        let all: BTreeMap<&str, &str> = of_packs.map(|(written, sound)| (written.as_str(), sound.as_str())).collect();
        let mut all: Vec<_> = all.into_iter().collect();
        all.sort_by_key(|(written, _)| std::cmp::Reverse(written.len()));
        all
    });
    &CONSONANTS
}

/// The sound of the consonant at the start of a word, if the language of the text has a special spelling for it, and the rest of the word.
pub(crate) fn own_consonant(word: &str, language: Language) -> Option<(&'static str, &str)> {
    let own = &pack(language)?.letters.own_consonants;
    own.iter().find_map(|(written, sound)| Some((sound.as_str(), word.strip_prefix(written.as_str())?)))
}

/// The pairs of one table in all packs, sorted by the first letter.
fn pairs(table: impl Fn(&'static Letters) -> &'static BTreeMap<char, char>) -> Vec<(char, char)> {
    let all: BTreeMap<char, char> =
        packs().iter().flat_map(|pack| table(&pack.letters)).map(|(&a, &b)| (a, b)).collect();
    all.into_iter().collect()
}

fn stands_for(pairs: &[(char, char)], letter: char) -> Option<char> {
    pairs.binary_search_by_key(&letter, |&(written, _)| written).ok().map(|at| pairs[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_of_one_sound_are_one_and_others_stay() {
        assert_eq!("Марія Єва".to_lowercase().chars().map(of_one_sound).collect::<String>(), "мария ева");
        assert_eq!(of_one_sound('б'), 'б');
        assert_eq!((roman_numeral('Х'), roman_numeral('Ж')), (Some('X'), None));
    }

    #[test]
    fn languages_agree_on_what_a_spelling_sounds_like() {
        let of_packs = || packs().iter().flat_map(|pack| &pack.letters.consonants);
        for (written, sound) in of_packs() {
            assert!(of_packs().all(|(other, of_other)| other != written || of_other == sound), "{written}");
        }
        assert!(consonants().is_sorted_by_key(|(written, _)| std::cmp::Reverse(written.len())));
    }
}
