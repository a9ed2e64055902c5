//! In: what an article names, and what the project file says about names. Out: the same with the declared names in their places.
//!
//! A declared name replaces whoever is named where it or one of its other forms stands, in any case. If two people were taken for
//! one, two declared names separate them.
//!
//! Invariant: a declared name applies only to words of the article; without one of its names there, it is not in the result.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::ops::Range;

use super::entity::{Organization, Place, PlaceForm, PlaceKind, Rules, Says};
use super::gazetteer::folded;
use super::names::{self, Names, Traits, may_be_form};
use super::places::overlap;
use super::{Person, PersonForm};
use crate::annotate::text::{Shape, Text};
use crate::letters::Letter;
use crate::morphology::{Declension, Gender, adjective_forms, forms};
use crate::project::{Declared, DeclaredKind};

/// A declared name in a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Match {
    /// The index of the declared name.
    which: usize,
    text: usize,
    tokens: Range<usize>,
}

/// Finds the declared names in an article. If two share a word, the longer one counts.
pub(crate) fn find(names: &Names, declared: &[Declared], declension: Declension) -> Vec<Match> {
    let mut found: Vec<Match> = Vec::new();
    for (index, text) in names.texts.iter().enumerate() {
        let mut at = 0;
        while !declared.is_empty() && at < text.tokens.len() {
            let all = declared.iter().enumerate().flat_map(|(which, one)| one.names().map(move |name| (which, name)));
            let hits = all.filter_map(|(which, name)| Some((which, end(text, at, name, declension)?)));
            match hits.max_by_key(|&(which, end)| (end, std::cmp::Reverse(which))) {
                Some((which, end)) => {
                    found.push(Match { which, text: index, tokens: at..end });
                    at = end;
                }
                None => at += 1,
            }
        }
    }
    found
}

/// The end of a name in any of its forms, if the name begins at this token.
fn end(text: &Text, at: usize, name: &str, declension: Declension) -> Option<usize> {
    let mut token = at;
    for word in name.split_whitespace() {
        let apart = token > at && !text.joined(token - 1);
        if apart || text.shape(token) == Shape::Mark || !is_form(text.word(token), word, declension) {
            return None;
        }
        token += 1;
    }
    (token > at).then_some(token)
}

/// Whether a word of a text may be a form of a word of a name. If the word of the name has a capital letter, its form needs one too.
fn is_form(printed: &str, word: &str, declension: Declension) -> bool {
    let capital = |word: &str| word.chars().next().is_some_and(char::is_capital);
    let (form, plain) = (folded(printed), folded(word));
    if capital(word) && !capital(printed) {
        return false;
    }
    let declension = declension.for_word(word);
    let in_forms =
        || forms(&plain, declension).iter().chain(&adjective_forms(&plain, declension)).any(|(one, _)| *one == form);
    form == plain || declension != Declension::NONE && (in_forms() || may_be_form(printed, word, declension))
}

/// Assigns the places where declared people are named to them. This happens before quotes are read.
pub(crate) fn people(names: &mut Names, declared: &[Declared], found: &[Match]) {
    let touched = |place: &names::Place| {
        found.iter().find(|one| one.text == place.text && overlap(&one.tokens, &place.tokens)).map(|one| one.which)
    };
    let claims: Vec<Vec<usize>> = (0..names.people.len())
        .map(|person| {
            let own = names.places.iter().filter(|place| place.person == person);
            let mut claims: Vec<usize> = own.filter_map(touched).collect();
            claims.sort_unstable();
            claims.dedup();
            claims
        })
        .collect();
    let first_new = names.people.len();
    for (which, one) in declared.iter().enumerate() {
        let claimed = claims.iter().position(|claims| claims.contains(&which));
        names.people.push(Person { name: one.name.clone(), forms: Vec::new(), role: None, rules: declared_rule() });
        let unknown = || Traits { gender: Gender::Masculine, open: true, offices: BTreeSet::new() };
        names.traits.push(claimed.map_or_else(unknown, |person| names.traits[person].clone()));
        names.people[first_new + which].role = claimed.and_then(|person| names.people[person].role.clone());
    }
    for place in &mut names.places {
        let only = match claims[place.person].as_slice() {
            [only] if declared[*only].kind == DeclaredKind::Person => Some(*only),
            _ => None,
        };
        if let Some(which) = touched(place).or(only) {
            place.person = first_new + which;
        }
    }
    add_places(names, found, first_new);
    settle(names, declared, first_new);
}

/// Adds the places where a declared name stands but nobody was found.
fn add_places(names: &mut Names, found: &[Match], first_new: usize) {
    for one in found {
        let known = names.places.iter().any(|place| place.text == one.text && overlap(&place.tokens, &one.tokens));
        if !known {
            let (text, tokens, person) = (one.text, one.tokens.clone(), first_new + one.which);
            names.places.push(names::Place { text, tokens, person, nominative: true, office: None });
        }
    }
    names.places.sort_by_key(|place| (place.text, place.tokens.start));
}

/// Collects everybody's forms again, removes people that no place names and names that are no person, and restores the order.
fn settle(names: &mut Names, declared: &[Declared], first_new: usize) {
    let is_person = |person: usize| {
        person < first_new || declared.get(person - first_new).is_some_and(|one| one.kind == DeclaredKind::Person)
    };
    for person in &mut names.people {
        person.forms.clear();
    }
    for place in &names.places {
        names.people[place.person].forms.push(names.texts[place.text].form(&place.tokens));
    }
    let gone: Vec<usize> =
        (0..names.people.len()).filter(|&person| names.people[person].forms.is_empty() || !is_person(person)).collect();
    names.part_with(&gone);
    let mut first = vec![usize::MAX; names.people.len()];
    for (at, place) in names.places.iter().enumerate().rev() {
        first[place.person] = at;
    }
    let mut order: Vec<usize> = (0..names.people.len()).collect();
    order.sort_by_key(|&person| first[person]);
    names.people = order.iter().map(|&person| names.people[person].clone()).collect();
    names.traits = order.iter().map(|&person| names.traits[person].clone()).collect();
    let mut now = vec![0; order.len()];
    for (at, &person) in order.iter().enumerate() {
        now[person] = at;
    }
    for place in &mut names.places {
        place.person = now[place.person];
    }
}

/// The words that match one declared name.
fn words(names: &Names, found: &[Match], which: usize) -> Vec<PersonForm> {
    let own = found.iter().filter(|one| one.which == which);
    own.map(|one| names.texts[one.text].form(&one.tokens)).collect()
}

fn share(one: &PersonForm, other: &PersonForm) -> bool {
    one.part == other.part && one.span.start < other.span.end && other.span.start < one.span.end
}

/// Assigns the places where declared organizations are named to them. Removes organizations that are declared to be something else.
pub(crate) fn organizations(all: &mut Vec<Organization>, names: &Names, declared: &[Declared], found: &[Match]) {
    for (which, one) in declared.iter().enumerate() {
        let own = words(names, found, which);
        let claimed = |known: &Organization| known.forms.iter().any(|form| own.iter().any(|word| share(word, form)));
        if own.is_empty() {
            continue;
        }
        if one.kind != DeclaredKind::Organization {
            let words: Vec<String> = one.names().map(folded).collect();
            all.retain(|known| !(claimed(known) && words.contains(&folded(&known.name))));
            continue;
        }
        let mut forms = own.clone();
        for known in all.iter().filter(|known| claimed(known)) {
            forms.extend(known.forms.iter().filter(|form| !own.iter().any(|word| share(word, form))).cloned());
        }
        forms.sort_by_key(|form| form.span);
        all.retain(|known| !claimed(known));
        let printed = forms.iter().any(|form| folded(&form.text) == folded(&one.name));
        all.push(Organization { name: one.name.clone(), key: key(one), printed, forms, rules: declared_rule() });
    }
    all.sort_by_key(|one| one.forms.first().map(|form| (form.part, form.span)));
}

/// Adds declared places with the words that name them. Removes words from places if they are declared to be something else.
pub(crate) fn places(all: &mut Vec<Place>, names: &Names, declared: &[Declared], found: &[Match]) {
    for (which, one) in declared.iter().enumerate() {
        let own: Vec<&Match> = found.iter().filter(|found| found.which == which).collect();
        let forms = words(names, found, which);
        let claimed = |form: &PlaceForm| forms.iter().any(|word| share(word, &form.form));
        if one.kind != DeclaredKind::Place {
            all.iter_mut().for_each(|place| place.forms.retain(|form| !claimed(form)));
            all.retain(|place| !place.forms.is_empty());
            continue;
        }
        if own.is_empty() {
            continue;
        }
        let (taken, kept): (Vec<Place>, Vec<Place>) =
            std::mem::take(all).into_iter().partition(|place| place.forms.iter().any(claimed));
        *all = kept;
        let mut named: Vec<PlaceForm> = taken.iter().flat_map(|place| place.forms.iter().cloned()).collect();
        for (found, form) in own.iter().zip(&forms) {
            if !named.iter().any(|known| share(form, &known.form)) {
                let bytes = names.texts[found.text].bytes(&found.tokens);
                named.push(PlaceForm { form: form.clone(), bytes, says: Says::Name });
            }
        }
        named.sort_by_key(|form| form.form.span);
        let first = taken.first();
        all.push(Place {
            name: one.name.clone(),
            key: key(one),
            kind: first.map_or(PlaceKind::Settlement, |place| place.kind),
            within: first.and_then(|place| place.within.clone()),
            rank: 0,
            forms: named,
            rules: declared_rule(),
        });
    }
    all.sort_by_key(|place| place.forms.first().map(|form| (form.form.part, form.form.span)));
}

/// The rule by which a declared name is accepted: the project file declares it.
fn declared_rule() -> Rules {
    Rules::from([Cow::Borrowed("project-file")])
}

/// A key that is the same for a declared name in all articles and differs from the key of anything that is not declared.
fn key(declared: &Declared) -> String {
    format!("[{}]", folded(&declared.name))
}
