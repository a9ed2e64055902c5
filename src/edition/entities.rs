//! In: the organizations and places of the digest. Out: those of the edition, in alphabetical order.
//!
//! An organization or place is listed if two sources of the edition name it, if a printed headline or sentence names it, or if an event
//! happened there. A list of everything that one page mentions in passing would be too long to read.
//!
//! Invariant: a report of an event of the edition names each of them.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use super::model::{Entity, EventPlace, Quotation};
use super::people::{FEW, IN_TWO_EVENTS};
use super::quotation::quotation;
use crate::annotate::{Annotated, Part, PersonForm};
use crate::digest::{Located, Named};
use crate::link::tokens;
use crate::passage::Span;
use crate::project::InFull;

/// The input for the list of organizations or of places.
struct List<'a> {
    context: &'a Context<'a>,
    kind: &'static str,
    all: &'a [Named],
    /// Those that are always listed, by index, each with the words that name it.
    wanted: BTreeMap<usize, Vec<(usize, &'a PersonForm)>>,
    forms: fn(&Annotated, usize) -> Vec<&PersonForm>,
}

/// The organizations of the edition.
pub(crate) fn organizations(context: &Context) -> Vec<Entity> {
    let all = &context.material.digest.organizations;
    List { context, kind: "organization", all, wanted: BTreeMap::new(), forms: of_organization }.entities()
}

/// The places of the edition.
pub(crate) fn places(context: &Context) -> Vec<Entity> {
    let all = &context.material.digest.places;
    let located = context.material.digest.events.iter().filter_map(|event| event.place.as_ref());
    let mut wanted: BTreeMap<usize, Vec<(usize, &PersonForm)>> = BTreeMap::new();
    for located in located {
        if let Some(at) = index(all, located) {
            wanted.entry(at).or_default().push((located.article, said(context, located)));
        }
    }
    List { context, kind: "place", all, wanted, forms: of_place }.entities()
}

fn of_organization(page: &Annotated, index: usize) -> Vec<&PersonForm> {
    page.organizations[index].forms.iter().collect()
}

fn of_place(page: &Annotated, index: usize) -> Vec<&PersonForm> {
    page.places[index].forms.iter().map(|form| &form.form).collect()
}

/// The place of an event, under the name that the edition uses for it.
pub(crate) fn event_place(context: &Context, located: &Located) -> Option<EventPlace> {
    let digest = context.material.digest;
    let form = said(context, located);
    let name = digest.places[index(&digest.places, located)?].name.clone();
    Some(EventPlace { name, said: quotation(context, located.article, form.text.clone(), form.span) })
}

fn said<'a>(context: &Context<'a>, located: &Located) -> &'a PersonForm {
    &context.material.articles[located.article].places[located.place].forms[located.form].form
}

fn index(all: &[Named], located: &Located) -> Option<usize> {
    all.iter().position(|named| named.appears.binary_search(&(located.article, located.place)).is_ok())
}

impl List<'_> {
    fn entities(&self) -> Vec<Entity> {
        let chapters = self.context.material.chapters.iter().flat_map(|chapter| &chapter.events).enumerate();
        let cited =
            chapters.flat_map(|(at, event)| event.reports.iter().map(move |&report| (report, (at, event.id.as_str()))));
        let events: BTreeMap<usize, (usize, &str)> = cited.collect();
        let printed = printed(self.context);
        let all = self.all.iter().enumerate();
        let mut found: Vec<Entity> = all.filter_map(|(at, named)| self.entity(at, named, &events, &printed)).collect();
        let all = found.len() <= FEW || self.context.material.project.in_full.contains(&InFull::Names);
        found.iter_mut().for_each(|entity| entity.listed = all || entity.events.len() >= IN_TWO_EVENTS);
        found.sort_by_cached_key(|entity| self.context.language.sort_key(&entity.sort));
        for (entity, number) in found.iter_mut().zip(1..) {
            entity.id = format!("{}-{number}", self.kind);
        }
        found
    }

    fn entity(
        &self,
        at: usize,
        named: &Named,
        events: &BTreeMap<usize, (usize, &str)>,
        printed: &BTreeSet<(usize, Span)>,
    ) -> Option<Entity> {
        let cited: Vec<(usize, usize)> =
            named.appears.iter().filter(|(article, _)| events.contains_key(article)).copied().collect();
        let sources: BTreeSet<usize> = cited.iter().map(|(article, _)| *article).collect();
        let matters = sources.len() > 1
            || self.wanted.contains_key(&at)
            || cited.iter().any(|&(article, index)| self.is_printed(article, index, printed));
        if sources.is_empty() || !matters {
            return None;
        }
        let mut naming: Vec<(usize, &str)> = sources.iter().map(|article| events[article]).collect();
        naming.sort_unstable();
        naming.dedup();
        Some(Entity {
            id: String::new(),
            name: named.name.clone(),
            sort: sorted(&named.name),
            events: naming.into_iter().map(|(_, id)| id.to_owned()).collect(),
            listed: false,
            named: self.named(&cited, &named.name, self.wanted.get(&at)),
        })
    }

    /// Whether a form is in a headline or a sentence that the edition prints.
    fn is_printed(&self, article: usize, index: usize, printed: &BTreeSet<(usize, Span)>) -> bool {
        let page = &self.context.material.articles[article];
        (self.forms)(page, index).iter().any(|form| {
            let holds = |span: &Span| span.start <= form.span.start && form.span.end <= span.end;
            form.part == Part::Headline || printed.iter().any(|(other, span)| *other == article && holds(span))
        })
    }

    /// For each cited article the form that is most similar to the name, and the forms that say where an event happened, by source number.
    fn named(&self, cited: &[(usize, usize)], name: &str, said: Option<&Vec<(usize, &PersonForm)>>) -> Vec<Quotation> {
        let mut fullest: BTreeMap<usize, &PersonForm> = BTreeMap::new();
        let length =
            |form: &PersonForm| (similar_words(name, &form.text), form.text.chars().count(), Reverse(form.span));
        for &(article, index) in cited {
            for form in (self.forms)(&self.context.material.articles[article], index) {
                let known = fullest.entry(article).or_insert(form);
                if length(form) > length(known) {
                    *known = form;
                }
            }
        }
        let quoted =
            |(article, form): (usize, &PersonForm)| quotation(self.context, article, form.text.clone(), form.span);
        let said = said.into_iter().flatten().copied();
        let said = said.filter(|(article, _)| self.context.numbers.contains_key(article));
        let mut named: Vec<Quotation> = fullest.into_iter().chain(said).map(quoted).collect();
        named.sort_by_key(|form| (form.source, form.place.start));
        named.dedup();
        named
    }
}

/// The sentences that the edition prints for its events and in its summary.
fn printed(context: &Context) -> BTreeSet<(usize, Span)> {
    let digest = context.material.digest;
    let keys = digest.events.iter().flat_map(|event| &event.key);
    let glance = digest.glance.iter().map(|(_, key)| key);
    keys.chain(glance).map(|key| (key.article, key.sentence.span)).collect()
}

/// Number of words of a name that begin like a word of a form.
fn similar_words(name: &str, form: &str) -> usize {
    /// Number of letters that begin alike. Set by hand.
    const LETTERS: usize = 3;
    let words = |text: &str| -> BTreeSet<String> {
        let found = tokens::words(text);
        found.map(|word| tokens::fold(&text[word]).chars().take(LETTERS).collect()).collect()
    };
    words(name).intersection(&words(form)).count()
}

/// The sort form of a name: the part in quotation marks comes first.
fn sorted(name: &str) -> String {
    let marks = ['«', '»', '"', '“', '”', '„'];
    match name.split_once(marks) {
        Some((noun, proper)) if !noun.trim().is_empty() => {
            format!("{}, {}", proper.replace(marks, "").trim(), noun.trim())
        }
        _ => name.trim_matches(marks).to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_sorted_by_its_quoted_part() {
        assert_eq!(sorted("завод «Зоря»"), "Зоря, завод");
        assert_eq!(sorted("Верховна Рада"), "Верховна Рада");
    }
}
