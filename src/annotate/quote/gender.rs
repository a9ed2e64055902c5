//! In: a name in Latin letters. Out: the gender of its first name.
//!
//! Invariant: uses only the lists of the languages. A first name that is not listed, or is listed for both genders, has none.

use std::collections::BTreeSet;

use crate::lang::speech::ALL as WORDS;
use crate::morphology::Gender;

/// The gender of a person with these offices (in the nominative), if a word among them shows it.
pub(crate) fn of_offices(offices: &BTreeSet<&'static str>) -> Option<Gender> {
    let told = |office: &&str| match () {
        () if WORDS.woman_offices.contains(office) || WORDS.woman_endings.ends(office) => Some(Gender::Feminine),
        () if WORDS.man_offices.contains(office) || WORDS.man_endings.ends(office) => Some(Gender::Masculine),
        () => None,
    };
    offices.iter().filter(|office| office.is_ascii()).find_map(told)
}

/// The gender of a person with this name, if the first name shows it.
pub(crate) fn of_name(name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    match () {
        () if WORDS.woman_names.contains(first) => Some(Gender::Feminine),
        () if WORDS.man_names.contains(first) => Some(Gender::Masculine),
        () => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_gives_the_gender() {
        assert_eq!(of_name("Ida Fenn"), None);
        assert_eq!(of_name("Bridget Fenn"), Some(Gender::Feminine));
        assert_eq!(of_name("Walter J. Fenn"), Some(Gender::Masculine));
        assert_eq!((of_name("Bridget"), of_name("Robin Fenn")), (None, None));
    }
}
