//! In: nothing. Out: sets of grammatical cases, and the other categories in which words agree.
//!
//! Invariant: a set of cases fits into one byte and is copied like a number.

use std::fmt;
use std::ops::{BitAnd, BitOr, BitOrAssign};

use crate::lang::morphology::Case;

/// A set of grammatical cases.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Default)]
pub(crate) struct Cases(u8);

/// Whether a person is a man or a woman, as far as the form of a word shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Gender {
    Masculine,
    Feminine,
}

/// What an adjective agrees with: a gender in the singular, or the plural of any gender.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Agreement {
    Masculine,
    Neuter,
    Feminine,
    Plural,
}

impl Cases {
    /// No case.
    pub(crate) const NONE: Self = Self(0);
    pub(crate) const NOMINATIVE: Self = Self::of(Case::Nominative);
    pub(crate) const GENITIVE: Self = Self::of(Case::Genitive);
    pub(crate) const DATIVE: Self = Self::of(Case::Dative);
    pub(crate) const ACCUSATIVE: Self = Self::of(Case::Accusative);
    pub(crate) const INSTRUMENTAL: Self = Self::of(Case::Instrumental);
    pub(crate) const LOCATIVE: Self = Self::of(Case::Locative);
    /// Every case.
    pub(crate) const ANY: Self = Self((1 << Case::ALL.len()) - 1);

    /// One case.
    pub(crate) const fn of(case: Case) -> Self {
        Self(1 << case as u8)
    }

    /// The cases in either set, for constants; other code uses `|`.
    pub(crate) const fn or(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether the set contains all of the given cases.
    pub(crate) fn contains(self, cases: Self) -> bool {
        self & cases == cases
    }

    /// Whether the set has a case in common with another.
    pub(crate) fn meets(self, cases: Self) -> bool {
        !(self & cases).is_empty()
    }

    pub(crate) fn is_empty(self) -> bool {
        self == Self::NONE
    }

    /// Whether the nominative is in the set.
    pub(crate) fn is_nominative(self) -> bool {
        self.meets(Self::NOMINATIVE)
    }

    /// Whether a case other than the nominative is in the set.
    pub(crate) fn is_oblique(self) -> bool {
        self != self & Self::NOMINATIVE
    }
}

impl BitAnd for Cases {
    type Output = Self;

    /// The cases that both sets contain.
    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitOr for Cases {
    type Output = Self;

    /// The cases that either set contains.
    fn bitor(self, other: Self) -> Self {
        self.or(other)
    }
}

impl BitOrAssign for Cases {
    fn bitor_assign(&mut self, other: Self) {
        *self = *self | other;
    }
}

impl FromIterator<Cases> for Cases {
    fn from_iter<I: IntoIterator<Item = Self>>(all: I) -> Self {
        all.into_iter().fold(Self::NONE, BitOr::bitor)
    }
}

impl fmt::Display for Cases {
    /// The names of the cases: `genitive, accusative`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut before = "";
        for case in Case::ALL.into_iter().filter(|&case| self.contains(Self::of(case))) {
            write!(f, "{before}{}", format!("{case:?}").to_ascii_lowercase())?;
            before = ", ";
        }
        Ok(())
    }
}

impl fmt::Debug for Cases {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Cases({self})")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cases_are_a_set() {
        let both = Cases::GENITIVE | Cases::ACCUSATIVE;
        assert!(both.contains(Cases::GENITIVE) && !both.contains(Cases::GENITIVE | Cases::DATIVE));
        assert!(both.meets(Cases::GENITIVE | Cases::DATIVE) && !both.meets(Cases::LOCATIVE));
        assert!(Cases::ANY.is_nominative() && Cases::ANY.is_oblique() && both.is_oblique() && !both.is_nominative());
        assert!(!Cases::NOMINATIVE.is_oblique() && Cases::NONE.is_empty());
        assert_eq!(format!("{both} {:?}", Cases::NOMINATIVE), "genitive, accusative Cases(nominative)");
    }
}
