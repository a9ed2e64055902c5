//! In: an annotated article. Out: the words in it that were taken for the name of a person, an organization or a place, and refused.
//!
//! Invariant: asks the functions that decide, and decides nothing.

use std::collections::BTreeSet;

use serde::Serialize;

use super::names::{self, Names, Refused};
use super::places::overlap;
use super::{Annotated, organizations, places};

/// A refused name as it is printed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Candidate {
    /// The words.
    pub text: String,
    /// The name of the rule that refused them.
    pub rule: &'static str,
}

/// The refused names of an article, in reading order, each with each rule once.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Candidates {
    /// Those that name no person.
    pub people: Vec<Candidate>,
    /// Those that name no organization.
    pub organizations: Vec<Candidate>,
    /// Those that name no place.
    pub places: Vec<Candidate>,
}

/// The refused names of an article. A name that another rule accepts in the same place is none.
pub fn refused(page: &Annotated) -> Candidates {
    let names = names::find(&page.article);
    let declension = names::declension_of_things(&page.article);
    let is_named =
        |one: &&Refused| names.places.iter().any(|place| place.text == one.text && overlap(&place.tokens, &one.tokens));
    Candidates {
        people: printed(&names, names.refused.iter().filter(|one| !is_named(one))),
        organizations: printed(&names, organizations::refused(&names, declension).iter()),
        places: printed(&names, places::refused(&names, declension).iter()),
    }
}

fn printed<'a>(names: &Names, refused: impl Iterator<Item = &'a Refused>) -> Vec<Candidate> {
    let mut seen = BTreeSet::new();
    let candidate = |one: &Refused| {
        let text = &names.texts[one.text];
        Candidate { text: text.passage.text[text.bytes(&one.tokens)].to_owned(), rule: one.rule }
    };
    refused.map(candidate).filter(|one| seen.insert(one.clone())).collect()
}
