//! In: nothing. Out: the types for organizations and places in an article.
//!
//! Invariant: a name is one that the article prints, or the nominative of words that it prints.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Part, PersonForm};

/// The names of the rules that accepted the words as a name.
pub type Rules = BTreeSet<Cow<'static, str>>;

/// An organization in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// The name in the nominative, as fully as the article gives it.
    pub name: String,
    /// The same for all spellings and forms of one name, across all articles.
    pub key: String,
    /// Whether the article prints the name exactly like this.
    pub printed: bool,
    /// Every mention in the article, in reading order.
    pub forms: Vec<PersonForm>,
    /// The names of the rules that accepted it.
    pub rules: Rules,
}

/// A place in an article.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The name in the nominative.
    pub name: String,
    /// The same for the names of one place in all languages, if the lists contain it.
    pub key: String,
    /// Country, region or settlement.
    pub(crate) kind: PlaceKind,
    /// The key of the country around it, if the lists contain it.
    pub within: Option<Cow<'static, str>>,
    /// The position of this name in the place's list of names. The first is the one that is printed.
    pub rank: usize,
    /// Every mention in the article, in reading order.
    pub forms: Vec<PlaceForm>,
    /// The names of the rules that accepted it.
    pub rules: Rules,
}

/// The kinds of places, from the largest to the smallest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum PlaceKind {
    /// A country.
    Country,
    /// A part of a country.
    Region,
    /// A city, town or village.
    Settlement,
}

/// A mention of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceForm {
    /// The words and their position.
    pub form: PersonForm,
    /// The bytes in the text of its part.
    pub bytes: Range<usize>,
    /// The role of the mention in its sentence.
    pub(crate) says: Says,
}

/// The role of a mention of a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Says {
    /// Only the name.
    Name,
    /// Something happens there: `у Києві`, `in Kyiv`. The number is the byte at which the preposition begins.
    There(usize),
    /// The report comes from there: `КИЇВ —`.
    Filed,
}

impl Place {
    /// Whether the other place is the same or lies in this one, according to the lists.
    pub fn holds(&self, other: &Place) -> bool {
        self.key == other.key || other.within.as_deref() == Some(self.key.as_str())
    }
}

/// The words of an article that belong to names of organizations.
pub(crate) struct Covered(Vec<(Part, usize, usize)>);

impl Covered {
    /// Collects the words of all mentions.
    pub(crate) fn by(organizations: &[Organization]) -> Self {
        let forms = organizations.iter().flat_map(|organization| &organization.forms);
        let mut all: Vec<_> = forms.map(|form| (form.part, form.span.start, form.span.end)).collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whether the words lie inside one of the names.
    pub(crate) fn holds(&self, words: &PersonForm) -> bool {
        let behind = self.0.partition_point(|&(part, start, _)| (part, start) <= (words.part, words.span.start));
        let before = behind.checked_sub(1).map(|at| self.0[at]);
        before.is_some_and(|(part, _, end)| part == words.part && words.span.end <= end)
    }
}
