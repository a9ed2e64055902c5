//! In: a name in the genitive of a language in Latin letters. Out: the name without the ending of that case.
//!
//! Invariant: works by endings alone, from `names.toml` and `morphology.toml` of the languages; knows no names.

use crate::lang::{self, morphology::Script};

/// A name without a genitive ending that nouns and names share: "Holm" for "Holms".
pub(crate) fn without_genitive(name: &str) -> Option<&str> {
    lang::all(|pack| &pack.names.genitive_endings).find_map(|ending| name.strip_suffix(ending))
}

/// Whether a name is such a genitive of another name.
pub(crate) fn is_genitive_of(name: &str, other: &str) -> bool {
    lang::all(|pack| &pack.names.genitive_endings).any(|ending| name.strip_suffix(ending) == Some(other))
}

/// The nominative of a man's surname in Latin letters that may be a genitive: "Holm" for "Holma".
pub(crate) fn nominative_in_latin(surname: &str) -> Option<&str> {
    let latin = lang::packs().iter().map(|pack| &pack.morphology).filter(|it| it.script == Script::Latin);
    latin.map(|morphology| &morphology.surnames).find_map(|endings| {
        let bare = surname.strip_suffix(|letter| endings.genitive_letters.contains(letter))?;
        let feminine = bare.ends_with(|letter| endings.feminine_before_genitive.contains(letter));
        (bare.is_ascii() && !feminine).then_some(bare)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn endings_of_a_genitive_come_off() {
        assert_eq!((without_genitive("Holms"), without_genitive("Holm")), (Some("Holm"), None));
        assert!(is_genitive_of("Holms", "Holm") && !is_genitive_of("Holms", "Hol"));
        assert_eq!((nominative_in_latin("Holma"), nominative_in_latin("Zawadowa")), (Some("Holm"), None));
    }
}
