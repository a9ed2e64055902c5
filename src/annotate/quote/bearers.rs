//! In: the names of an article. Out: its people by surname and by office, and which bearer of a surname appears in full before a position.
//!
//! Invariant: a lookup takes no longer if many people share a name.

use std::collections::{BTreeMap, HashMap};

use crate::annotate::names::{self, Names, Place};

/// The bearers of a surname whose full names are in a passage.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum InFull {
    Nobody,
    One(usize),
    Several,
}

/// An index of the people of an article.
#[derive(Debug, Default)]
pub(crate) struct Bearers<'a> {
    by_surname: HashMap<&'a str, Bearer>,
    by_office: BTreeMap<&'static str, Vec<usize>>,
}

/// The people with one surname.
#[derive(Debug, Default)]
struct Bearer {
    people: Vec<usize>,
    /// The two with the most mentions, each with the number.
    most: Vec<(usize, usize)>,
    /// The full names of these people, in order of position.
    full: Vec<Full>,
}

/// A full name.
#[derive(Debug, Clone, Copy)]
struct Full {
    text: usize,
    token: usize,
    person: usize,
    /// The first of the consecutive full names of the same person up to this one.
    run: usize,
}

impl<'a> Bearers<'a> {
    /// Builds the index. `counts` is the number of mentions of each person.
    pub(crate) fn of(names: &'a Names, counts: &[usize]) -> Self {
        let mut found = Self::default();
        for (person, (known, traits)) in names.people.iter().zip(&names.traits).enumerate() {
            let bearer = found.by_surname.entry(names::surname(&known.name)).or_default();
            bearer.people.push(person);
            bearer.most.push((counts.get(person).copied().unwrap_or_default(), person));
            bearer.most.sort_unstable_by(|one, other| other.cmp(one));
            bearer.most.truncate(2);
            traits.offices.iter().for_each(|office| found.by_office.entry(office).or_default().push(person));
        }
        for place in names.places.iter().filter(|place| place.tokens.len() > 1) {
            let surname = names::surname(&names.people[place.person].name);
            let Some(bearer) = found.by_surname.get_mut(surname) else { continue };
            let at = bearer.full.len();
            let run = bearer.full.last().filter(|last| last.person == place.person).map_or(at, |last| last.run);
            bearer.full.push(Full { text: place.text, token: place.tokens.start, person: place.person, run });
        }
        found
    }

    /// The people with a surname, in the order of the article's people.
    pub(crate) fn of_surname(&self, surname: &str) -> &[usize] {
        self.by_surname.get(surname).map_or(&[], |bearer| &bearer.people)
    }

    /// Whether another person with the surname has at least as many mentions.
    pub(crate) fn has_rival(&self, surname: &str, person: usize, count: usize) -> bool {
        let most = self.by_surname.get(surname).map_or(&[][..], |bearer| &bearer.most);
        most.iter().any(|&(often, other)| other != person && often >= count)
    }

    /// The bearers of a surname whose full names are in the passage before a position, or in the one before that.
    pub(crate) fn in_full(&self, surname: &str, place: &Place) -> InFull {
        let Some(bearer) = self.by_surname.get(surname) else { return InFull::Nobody };
        let before = bearer.full.partition_point(|full| (full.text, full.token) < (place.text, place.tokens.start));
        let is_near = |full: &&Full| full.text + 1 >= place.text;
        let at = |index: usize| bearer.full.get(index).filter(is_near);
        let Some(last) = before.checked_sub(1).and_then(at) else { return InFull::Nobody };
        match last.run.checked_sub(1).and_then(at) {
            None => InFull::One(last.person),
            Some(_) => InFull::Several,
        }
    }

    /// Everybody with an office that fits, each once and in order.
    pub(crate) fn with_office(&self, fits: impl Fn(&str) -> bool) -> Vec<usize> {
        let mut people: Vec<usize> =
            self.by_office.iter().filter(|(office, _)| fits(office)).flat_map(|(_, people)| people).copied().collect();
        people.sort_unstable();
        people.dedup();
        people
    }
}
