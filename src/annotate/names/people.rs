//! In: nothing. Out: types for the people of an article and for the places where its texts name them.
//!
//! Invariant: every place names one of the people, and each person has traits.

use std::collections::BTreeSet;
use std::ops::Range;

use super::mention::Refused;
use super::office::Office;
use crate::annotate::person::Person;
use crate::annotate::text::Text;
use crate::morphology::Gender;

/// The names found in an article.
#[derive(Debug)]
pub struct Names<'a> {
    /// The people of the article.
    pub people: Vec<Person>,
    /// What else is known about each person.
    pub(crate) traits: Vec<Traits>,
    /// The texts of the article, split into tokens.
    pub texts: Vec<Text<'a>>,
    /// The places where people are named, in reading order.
    pub places: Vec<Place>,
    /// The words that a rule refused as a person's name, by text.
    pub refused: Vec<Refused>,
}

/// What an article says about a person besides the name.
#[derive(Debug, Clone)]
pub(crate) struct Traits {
    /// The likelier gender.
    pub gender: Gender,
    /// Whether the forms of the name allow both genders.
    pub open: bool,
    /// In the nominative.
    pub offices: BTreeSet<&'static str>,
}

/// A place that names a person.
#[derive(Debug, Clone)]
pub struct Place {
    /// The index of the text.
    pub text: usize,
    /// The tokens of the name.
    pub tokens: Range<usize>,
    /// The index of the person.
    pub person: usize,
    /// Whether the name may be in the nominative here.
    pub nominative: bool,
    /// The office beside the name.
    pub(crate) office: Option<Office>,
}

impl Names<'_> {
    /// Removes people by index, in order, because what looked like their name names something else.
    pub(crate) fn part_with(&mut self, others: &[usize]) {
        if others.is_empty() {
            return;
        }
        let keeps = |person: usize| others.binary_search(&person).is_err();
        let (mut people, mut traits) = (0.., 0..);
        self.people.retain(|_| people.next().is_some_and(keeps));
        self.traits.retain(|_| traits.next().is_some_and(keeps));
        self.places.retain(|place| keeps(place.person));
        self.places.iter_mut().for_each(|place| place.person -= others.partition_point(|&other| other < place.person));
    }
}
