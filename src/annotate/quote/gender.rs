//! In: a name in Latin letters. Out: the gender that its first name has.
//!
//! Invariant: told by `genders.txt` alone; nothing of a first name that is not there, or that both genders have.

use std::collections::{BTreeSet, HashMap, HashSet};
use std::sync::LazyLock;

use crate::annotate::names::Gender;

static GENDERS: LazyLock<HashMap<&'static str, Gender>> = LazyLock::new(|| {
    let lines = include_str!("genders.txt").lines().filter_map(|line| line.split_once(": "));
    let lines = lines.filter(|(key, _)| !key.contains(' '));
    let of = |key: &str| if key == "woman" { Gender::Feminine } else { Gender::Masculine };
    lines.flat_map(|(key, names)| names.split_whitespace().map(move |name| (name, of(key)))).collect()
});

/// Words of office and ties by gender.
static OFFICES: LazyLock<HashMap<&'static str, HashSet<&'static str>>> = LazyLock::new(|| {
    let lines = include_str!("genders.txt").lines().filter_map(|line| line.split_once(": "));
    let offices = lines.filter_map(|(key, words)| key.strip_prefix("office ").map(|key| (key, words)));
    offices.map(|(key, words)| (key, words.split_whitespace().collect())).collect()
});

/// The gender of who holds these offices in the nominative, if a word among them tells.
pub fn of_offices(offices: &BTreeSet<&'static str>) -> Option<Gender> {
    let told = |office: &&str| match () {
        () if OFFICES.get("woman").is_some_and(|words| words.contains(*office)) || office.ends_with("woman") => {
            Some(Gender::Feminine)
        }
        () if OFFICES.get("man").is_some_and(|words| words.contains(*office)) || office.ends_with("man") => {
            Some(Gender::Masculine)
        }
        () => None,
    };
    offices.iter().filter(|office| office.is_ascii()).find_map(told)
}

/// The gender of who has this name, if its first name tells.
pub fn of_name(name: &str) -> Option<Gender> {
    let (first, _) = name.split_once(' ')?;
    GENDERS.get(first).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_name_tells_the_gender() {
        assert_eq!(of_name("Ida Fenn"), None);
        assert_eq!(of_name("Bridget Fenn"), Some(Gender::Feminine));
        assert_eq!(of_name("Walter J. Fenn"), Some(Gender::Masculine));
        assert_eq!((of_name("Bridget"), of_name("Robin Fenn")), (None, None));
    }
}
