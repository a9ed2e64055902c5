//! In: the people of the digest. Out: the list of people, in alphabetical order.
//!
//! Invariant: a report of an event of the edition names each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::model::{Person, Quotation};
use super::quotation::quotation;
use crate::annotate::names;
use crate::digest::Named;
use crate::project::InFull;

/// Everybody whom a cited article names.
pub(crate) fn list(context: &Context) -> Vec<Person> {
    let chapters = context.material.chapters.iter().flat_map(|chapter| &chapter.events).enumerate();
    let cited =
        chapters.flat_map(|(at, event)| event.reports.iter().map(move |&report| (report, (at, event.id.as_str()))));
    let events: BTreeMap<usize, (usize, &str)> = cited.collect();
    let speakers: BTreeSet<usize> = context
        .material
        .digest
        .events
        .iter()
        .flat_map(|event| &event.quotes)
        .filter_map(|quote| quote.speaker)
        .collect();
    let known = context.material.digest.people.iter().enumerate();
    let known = known.filter(|(at, named)| speakers.contains(at) || is_certain(context, named));
    let person = |(at, named)| {
        let mut person = self::person(context, named, &events)?;
        person.listed = speakers.contains(&at) || has_office(&person) || person.events.len() >= IN_TWO_EVENTS;
        Some(person)
    };
    let mut people: Vec<Person> = known.filter_map(person).collect();
    let all = people.len() <= FEW || context.material.project.in_full.contains(&InFull::Names);
    people.iter_mut().for_each(|person| person.listed |= all);
    people.sort_by_cached_key(|person| context.language.sort_key(&person.sort));
    for (person, number) in people.iter_mut().zip(1..) {
        person.id = format!("person-{number}");
    }
    people
}

/// Number of events in which a briefing lists a person, an organization or a place without anything else to say of them. Set by hand.
pub(crate) const IN_TWO_EVENTS: usize = 2;
/// So few are listed whatever is known of them: they take part of a page. Set by hand.
pub(crate) const FEW: usize = 24;

fn has_office(person: &Person) -> bool {
    person.role.is_some() || person.declared_role.is_some()
}

/// How often a page must have a name if only its position in a sentence suggests that it is a person's name. Set by hand.
const NAMED_AGAIN: usize = 2;

/// Whether a name is certainly a person's. Declared names are. Other names need several words, and a first name at the beginning, an office
/// beside the name, or a second appearance on a page. A single word does not identify a person.
fn is_certain(context: &Context, named: &Named) -> bool {
    let declared = context.material.project.names.iter().any(|one| one.name == named.name);
    let is_supported = |&(article, person): &(usize, usize)| {
        let person = &context.material.articles[article].people[person];
        person.role.is_some() || person.forms.len() >= NAMED_AGAIN
    };
    let several = named.name.contains(' ');
    declared || several && (names::begins_with_given(&named.name) || named.appears.iter().any(is_supported))
}

fn person(context: &Context, named: &Named, events: &BTreeMap<usize, (usize, &str)>) -> Option<Person> {
    let mut naming: Vec<(usize, &str)> =
        named.appears.iter().filter_map(|(article, _)| events.get(article).copied()).collect();
    naming.sort_unstable();
    naming.dedup();
    let own = context.material.project.names.iter().find(|one| one.name == named.name);
    let declared = own.and_then(|one| one.role.clone());
    (!naming.is_empty()).then(|| Person {
        id: String::new(),
        name: named.name.clone(),
        sort: surname_first(&named.name),
        role: if declared.is_none() { role(context, named) } else { None },
        declared_role: declared,
        events: naming.into_iter().map(|(_, id)| id.to_owned()).collect(),
        listed: false,
        named: forms(context, named),
    })
}

/// The fullest form of the name in each cited article, by source number.
fn forms(context: &Context, named: &Named) -> Vec<Quotation> {
    let fullest = |&(article, person): &(usize, usize)| {
        context.numbers.get(&article)?;
        let forms = context.material.articles[article].people[person].forms.iter();
        let form = forms.max_by_key(|form| (form.text.chars().count(), Reverse(form.span)))?;
        Some(quotation(context, article, form.text.clone(), form.span))
    };
    let mut forms: Vec<Quotation> = named.appears.iter().filter_map(fullest).collect();
    forms.sort_by_key(|form| (form.source, form.place.start));
    forms
}

/// The first office that a cited article gives with the name.
fn role(context: &Context, named: &Named) -> Option<Quotation> {
    let cited = named.appears.iter().filter(|(article, _)| context.numbers.contains_key(article));
    let mut roles = cited.filter_map(|&(article, person)| {
        let role = context.material.articles[article].people[person].role.as_ref()?;
        Some(quotation(context, article, role.text.clone(), role.span))
    });
    roles.next()
}

fn surname_first(name: &str) -> String {
    match name.rsplit_once(' ') {
        Some((first, surname)) => format!("{surname} {first}"),
        None => name.to_owned(),
    }
}
