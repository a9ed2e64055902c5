//! In: nothing. Out: the types of an organization and of a place that an article names.
//!
//! Invariant: a name is one that the article prints, or the nominative of words that it prints.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use super::{Part, PersonForm};

/// The names of the rules by which words were accepted as a name.
pub type Rules = BTreeSet<Cow<'static, str>>;

/// An organization that an article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Organization {
    /// In the nominative, as fully as the article gives it.
    pub name: String,
    /// Equal for spellings and forms of one name, over all articles.
    pub key: String,
    /// Whether the article prints the name as it is given here.
    pub printed: bool,
    /// Every place where the article names it, in reading order.
    pub forms: Vec<PersonForm>,
    pub rules: Rules,
}

/// A place that an article names.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// In the nominative.
    pub name: String,
    /// Equal for the names of one place in all languages, where the lists know it.
    pub key: String,
    pub kind: PlaceKind,
    /// The key of the state that it lies in, where the lists know it.
    pub within: Option<Cow<'static, str>>,
    /// How far down in the list of its names the name stands: the first is the one that is printed.
    pub rank: usize,
    /// Every place where the article names it, in reading order.
    pub forms: Vec<PlaceForm>,
    pub rules: Rules,
}

/// What a place is, from the widest to the narrowest.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum PlaceKind {
    Country,
    Region,
    Settlement,
}

/// Words that name a place.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceForm {
    pub form: PersonForm,
    /// In the text of its part.
    pub bytes: Range<usize>,
    pub says: Says,
}

/// What words that name a place say of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Says {
    /// The name alone.
    Name,
    /// That something is there: `у Києві`, `in Kyiv`; with the byte at which the preposition begins.
    There(usize),
    /// Where a report was filed: `КИЇВ —`.
    Filed,
}

impl Place {
    /// Whether the other place is this one or lies in it, as far as the lists know.
    pub fn holds(&self, other: &Place) -> bool {
        self.key == other.key || other.within.as_deref() == Some(self.key.as_str())
    }
}

/// The words of an article that organizations cover.
pub struct Covered(Vec<(Part, usize, usize)>);

impl Covered {
    /// The words of all forms of their names.
    pub fn by(organizations: &[Organization]) -> Self {
        let forms = organizations.iter().flat_map(|organization| &organization.forms);
        let mut all: Vec<_> = forms.map(|form| (form.part, form.span.start, form.span.end)).collect();
        all.sort_unstable();
        Self(all)
    }

    /// Whether words lie inside one of the names.
    pub fn holds(&self, words: &PersonForm) -> bool {
        let behind = self.0.partition_point(|&(part, start, _)| (part, start) <= (words.part, words.span.start));
        let before = behind.checked_sub(1).map(|at| self.0[at]);
        before.is_some_and(|(part, _, end)| part == words.part && words.span.end <= end)
    }
}
