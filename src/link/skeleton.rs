//! In: a name in any alphabet. Out: its consonants in Latin letters, which are equal for most spellings of the name in other languages.
//!
//! The name is converted to ASCII (crate `any_ascii`). Then letters that differ between the romanizations of Ukrainian and Russian and the
//! spellings of English, Polish and German are unified: Умєров and Umerov, Шмигаль and Shmyhal, Зеленский and Zelenskyy. Vowels are
//! dropped, except for a mark for one at the beginning.
//!
//! Invariant: contains only letters. Depends only on the name and its language.

use any_ascii::any_ascii;

use crate::lang::letters::{consonants, own_consonant};
use crate::language::Language;

/// The letter for a vowel at the beginning of a name.
const VOWEL: char = 'A';

/// The skeleton of a name or its stem.
pub(crate) fn skeleton(name: &str, language: Language) -> String {
    let ascii = any_ascii(name).to_ascii_lowercase();
    let sounds: Vec<char> = sounds(&ascii, language).chars().collect();
    let mut skeleton = String::new();
    for (at, &sound) in sounds.iter().enumerate() {
        let before_vowel = sounds.get(at + 1).copied().is_some_and(is_vowel);
        match sound {
            _ if is_vowel(sound) && at == 0 => skeleton.push(VOWEL),
            _ if is_vowel(sound) => {}
            'H' if !before_vowel => {}
            _ if skeleton.ends_with(sound) => {}
            _ => skeleton.push(sound),
        }
    }
    skeleton
}

/// The sounds of an ASCII word: consonants as capital letters, vowels as small ones.
fn sounds(word: &str, language: Language) -> String {
    let mut sounds = String::new();
    let mut rest = word;
    while let Some(first) = rest.chars().next() {
        if let Some((letters, sound)) = consonants().iter().find(|(letters, _)| rest.starts_with(letters)) {
            sounds.push_str(sound);
            rest = &rest[letters.len()..];
            continue;
        }
        if let Some((sound, behind)) = own_consonant(rest, language) {
            sounds.push_str(sound);
            rest = behind;
            continue;
        }
        rest = &rest[first.len_utf8()..];
        match first {
            'c' if rest.starts_with(['e', 'i', 'y']) => sounds.push('S'),
            'c' | 'q' => sounds.push('K'),
            'g' => sounds.push('H'),
            'j' => sounds.push('i'),
            vowel if is_vowel(vowel) => sounds.push(vowel),
            letter if letter.is_ascii_alphabetic() => sounds.push(letter.to_ascii_uppercase()),
            _ => {}
        }
    }
    sounds
}

fn is_vowel(letter: char) -> bool {
    matches!(letter, 'a' | 'e' | 'i' | 'o' | 'u' | 'y')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_name_meet() {
        let (uk, ru, en) = (Language::Ukrainian, Language::Russian, Language::English);
        let pairs = [
            (("умєров", uk), ("umerov", en)),
            (("зеленськ", uk), ("zelensk", en)),
            (("зеленск", ru), ("zelensk", en)),
            (("шмигаль", uk), ("shmyhal", en)),
            (("вашингтон", uk), ("washington", en)),
            (("джонсон", uk), ("jonson", en)),
            (("локхід", uk), ("lockheed", en)),
            (("хмельницьк", uk), ("khmelnytsk", en)),
            (("ужгород", uk), ("uzhhorod", en)),
            (("щербан", uk), ("shcherban", en)),
            (("юрченк", uk), ("yurchenk", en)),
            (("гданьськ", uk), ("gdańsk", Language::Polish)),
            (("ющенк", ru), ("ющенк", uk)),
        ];
        for ((one, of), (other, from)) in pairs {
            assert_eq!(skeleton(one, of), skeleton(other, from), "{one} {other}");
        }
        for (one, other) in [("умєров", "umarenko"), ("київ", "kharkiv"), ("шмигаль", "shmatko")] {
            assert_ne!(skeleton(one, uk), skeleton(other, en), "{one} {other}");
        }
        assert_eq!((skeleton("", uk), skeleton("'", en)), (String::new(), String::new()));
    }
}
