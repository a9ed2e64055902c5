//! In: the people of each article of a corpus. Out: the people of the corpus, with people of the same name joined.
//!
//! Invariant: two different first names are never joined; a surname alone joins a full name only if an event or an office ties them.

use std::collections::{BTreeMap, BTreeSet};

use super::key::{given, merge_key, same_person, surname};
use super::variants::{self, Merged};
use crate::annotate::person::Person;
use crate::morphology::{Declension, Use, nominatives};

/// Merges people over a corpus, sorted by name. A name that its article does not print in the nominative becomes one that some
/// article prints, if both have the same first name and the endings allow it. `groups` has for each article the number of the
/// event that it reports: articles with the same number report the same event.
pub(crate) fn merge(people_per_article: &[Vec<Person>], groups: &[usize]) -> Vec<Merged> {
    let attested = attested(people_per_article);
    let mut by_key: BTreeMap<Key, Merged> = BTreeMap::new();
    for (article, people) in people_per_article.iter().enumerate() {
        for (index, person) in people.iter().enumerate() {
            let name = settle(person, &attested);
            let key = merge_key(name);
            let group = given(&key).is_none().then(|| groups.get(article).copied().unwrap_or(usize::MAX - article));
            let entry = by_key.entry((key, group)).or_insert_with(|| (name.to_owned(), Vec::new()));
            if (name.len(), name) > (entry.0.len(), &entry.0) {
                entry.0 = name.to_owned();
            }
            entry.1.push((article, index));
        }
    }
    let merged = join_short_names(by_key, people_per_article, groups);
    let mut merged = variants::join(merged, |one, other| ties(one, other, people_per_article, groups));
    for (_, appears) in &mut merged {
        appears.sort_unstable();
    }
    merged.sort();
    merged
}

/// A name and, for a surname alone, the number of the event that its article reports. It names the same person only there.
type Key = (String, Option<usize>);

/// Names, indexed by what stands before the surname and by the surname.
type Attested<'a> = BTreeMap<(Option<&'a str>, &'a str), BTreeSet<&'a str>>;

/// The names that some article prints in the nominative.
fn attested(people_per_article: &[Vec<Person>]) -> Attested<'_> {
    let mut found = Attested::new();
    for person in people_per_article.iter().flatten().filter(|person| is_attested(person)) {
        found.entry((given(&person.name), surname(&person.name))).or_default().insert(&person.name);
    }
    found
}

/// Whether the surname stands on the page in the nominative.
fn is_attested(person: &Person) -> bool {
    person.forms.iter().any(|form| surname(&form.text) == surname(&person.name))
}

/// The first letters of a surname. No ending changes them.
fn stem(name: &str) -> String {
    surname(name).chars().take(3).collect()
}

/// The name of a person. If it is inferred, the one attested name that explains all their forms replaces it.
fn settle<'a>(person: &'a Person, attested: &Attested<'a>) -> &'a str {
    let Some(first) = person.forms.first().filter(|_| !is_attested(person)) else { return &person.name };
    let mut surnames = lemmas(&first.text);
    surnames.retain(|surname| {
        stem(surname) == stem(&person.name) && person.forms.iter().all(|form| lemmas(&form.text).contains(surname))
    });
    let own = given(&person.name);
    let mut fitting = surnames.iter().filter_map(|surname| attested.get(&(own, surname.as_str()))).flatten();
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => only,
        _ => &person.name,
    }
}

/// The nominatives that the surname in a form of a name may come from.
fn lemmas(form: &str) -> BTreeSet<String> {
    let form = surname(form);
    Declension::all()
        .flat_map(|declension| nominatives(form, Use::Surname, declension))
        .map(|reading| reading.lemma)
        .collect()
}

/// What ties two names: reports of the same event, or the same words of office.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Tie {
    Event(usize),
    Office(String),
}

/// The full names with a surname, indexed by what stands before it and by what ties them.
#[derive(Default)]
struct Full {
    by_given: BTreeMap<(String, String), BTreeSet<Key>>,
    by_tie: BTreeMap<(String, Tie), BTreeSet<Key>>,
}

impl Full {
    fn add(&mut self, key: &Key, ties: impl IntoIterator<Item = Tie>) {
        let last = surname(&key.0).to_owned();
        for tie in ties {
            self.by_tie.entry((last.clone(), tie)).or_default().insert(key.clone());
        }
        let given = given(&key.0).unwrap_or_default().to_owned();
        self.by_given.entry((last, given)).or_default().insert(key.clone());
    }

    /// The one full name that a name with an initial stands for, or that a surname alone is tied to.
    fn only(&self, short: &Key, ties: impl IntoIterator<Item = Tie>) -> Option<Key> {
        let last = surname(&short.0).to_owned();
        let fits = |long: &&Key| same_person(&long.0, &short.0);
        if short.1.is_some() {
            let tied = ties.into_iter().filter_map(|tie| self.by_tie.get(&(last.clone(), tie))).flatten();
            return only(tied.filter(fits));
        }
        let begins = given(&short.0).unwrap_or_default().trim_end_matches('.').to_owned();
        let near = self.by_given.range((last.clone(), begins.clone())..);
        let near = near.take_while(|((surname, given), _)| *surname == last && given.starts_with(&begins));
        only(near.flat_map(|(_, keys)| keys).filter(fits))
    }
}

/// The name, if all of these are the same.
fn only<'a>(names: impl Iterator<Item = &'a Key>) -> Option<Key> {
    let mut found: Option<&Key> = None;
    for name in names {
        match found {
            Some(known) if known != name => return None,
            _ => found = Some(name),
        }
    }
    found.cloned()
}

/// Joins names with an initial to the one full name that fits, and surnames that stand alone to the one full name that is tied to
/// them: it stands in a report of the same event or has the same office.
fn join_short_names(by_key: BTreeMap<Key, Merged>, people: &[Vec<Person>], groups: &[usize]) -> Vec<Merged> {
    let is_short = |key: &str| given(key).is_none_or(|given| given.ends_with('.'));
    let (short, mut kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
        by_key.into_iter().partition(|((key, _), _)| is_short(key));
    let mut full = Full::default();
    for (key, (_, appears)) in &kept {
        full.add(key, ties_of(appears, people, groups));
    }
    for (key, (name, appears)) in short {
        let ties = ties_of(&appears, people, groups);
        let target = full.only(&key, ties.iter().cloned());
        if let Some(target) = &target {
            full.add(target, ties);
        }
        kept.entry(target.unwrap_or(key)).or_insert_with(|| (name, Vec::new())).1.extend(appears);
    }
    kept.into_values().collect()
}

/// The ties that a name may have to others.
fn ties_of(appears: &[(usize, usize)], people: &[Vec<Person>], groups: &[usize]) -> BTreeSet<Tie> {
    let events = appears.iter().filter_map(|&(article, _)| groups.get(article).copied()).map(Tie::Event);
    let roles = appears.iter().filter_map(|&(article, index)| people[article][index].role.as_ref());
    events.chain(roles.map(|role| Tie::Office(merge_key(&role.text)))).collect()
}

/// Whether two names stand in reports of the same event or beside the same words of office.
fn ties(one: &[(usize, usize)], other: &[(usize, usize)], people: &[Vec<Person>], groups: &[usize]) -> bool {
    !ties_of(one, people, groups).is_disjoint(&ties_of(other, people, groups))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Part, PersonForm};
    use crate::passage::Span;

    fn person(name: &str, form: &str) -> Person {
        let form = PersonForm { part: Part::Headline, text: form.to_owned(), span: Span { start: 0, end: 1 } };
        Person { name: name.to_owned(), forms: vec![form], role: None, rules: BTreeSet::new() }
    }

    /// The people of articles that report the same event.
    fn merged(articles: &[&[(&str, &str)]]) -> Vec<Merged> {
        merged_of(articles, &vec![0; articles.len()])
    }

    fn merged_of(articles: &[&[(&str, &str)]], groups: &[usize]) -> Vec<Merged> {
        let people: Vec<Vec<Person>> =
            articles.iter().map(|people| people.iter().map(|(name, form)| person(name, form)).collect()).collect();
        merge(&people, groups)
    }

    #[test]
    fn a_surname_joins_the_one_full_name_that_has_it() {
        let found = merged(&[&[("Сомко", "Сомко")], &[("Павло Сомко", "Павла Сомка")], &[("П. Сомко", "П. Сомко")]]);
        assert_eq!(found, [("Павло Сомко".to_owned(), vec![(0, 0), (1, 0), (2, 0)])]);
    }

    #[test]
    fn a_surname_alone_joins_nobody_of_another_event() {
        let pages: [&[(&str, &str)]; 3] =
            [&[("Сомко", "Сомко")], &[("Павло Сомко", "Павла Сомка")], &[("Сомко", "Сомко")]];
        assert_eq!(merged_of(&pages, &[0, 1, 2]).len(), 3);
        assert_eq!(merged_of(&pages, &[0, 1, 1]).len(), 2);
        let role = |mut person: Person| {
            let form = PersonForm { text: "голова ради Хмеля".to_owned(), ..person.forms[0].clone() };
            person.role = Some(form);
            person
        };
        let people = [vec![role(person("Сомко", "Сомко"))], vec![role(person("Павло Сомко", "Павло Сомко"))]];
        assert_eq!(merge(&people, &[0, 1]).len(), 1, "the same office ties them");
    }

    #[test]
    fn one_letter_for_two_spellings() {
        assert_eq!(merged(&[&[("Пётр Семёнов", "Пётр Семёнов")], &[("Петр Семенов", "Петр Семенов")]]).len(), 1);
        assert_eq!(merged(&[&[("Пётр Семёнов", "Пётр Семёнов")], &[("Павел Семенов", "Павел Семенов")]]).len(), 2);
    }

    #[test]
    fn a_surname_that_two_people_share_stays_alone() {
        let found = merged(&[&[("Сомко", "Сомко")], &[("Павло Сомко", "Сомко"), ("Іван Сомко", "Сомко")]]);
        assert_eq!(found.len(), 3);
        assert!(!same_person("Павло Сомко", "Іван Сомко") && same_person("Сомко", "Іван Сомко"));
    }

    #[test]
    fn an_inferred_name_follows_a_printed_one() {
        let found = merged(&[&[("Ігор Сливк", "Ігоря Сливка")], &[("Ігор Сливко", "Ігор Сливко")]]);
        assert_eq!(found, [("Ігор Сливко".to_owned(), vec![(0, 0), (1, 0)])]);
        assert_eq!(merge_key("Ольга Петрівна Дем’ян"), "ольга дем'ян");
    }
}
