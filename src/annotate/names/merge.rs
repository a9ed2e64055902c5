//! In: the people of each article of a corpus. Out: the people of the corpus, those of one name together.
//!
//! Invariant: two different first names are never joined; a surname alone joins nobody unless an event or an office ties it.

use std::collections::{BTreeMap, BTreeSet};

use unicode_normalization::UnicodeNormalization;

use super::lexicon;
use super::mention::is_particle;
use super::paradigm::{self, Tongue, Use};
use super::thing;
use super::variants;
use crate::annotate::Person;
use crate::lang;
use crate::letters::{Letter, of_one_sound};

/// Somebody named in a corpus: the name, and the person in each article, as (article, index in its people).
pub type Merged = (String, Vec<(usize, usize)>);

/// The last word of a name: the surname of `Рустем Умєров`, the whole of `Байден`.
pub fn surname(name: &str) -> &str {
    name.rsplit(' ').next().unwrap_or(name)
}

/// A key that is equal for spellings of one name: lower case, one kind of apostrophe, no patronymic.
pub fn merge_key(name: &str) -> String {
    let plain: String = name.chars().map(char::lower).map(fold).collect();
    let plain = match plain.split_once('-') {
        Some((before, behind)) if before.rsplit(' ').next().is_some_and(thing::is_article) && before.contains(' ') => {
            format!("{before} {behind}")
        }
        _ => plain,
    };
    match plain.split(' ').collect::<Vec<_>>().as_slice() {
        [given, patronymic, surname] if is_patronymic(patronymic) => format!("{given} {surname}"),
        _ => plain,
    }
}

/// One sign for the spellings of an apostrophe, one letter for those by which Ukrainian and Russian write one sound of a foreign
/// name ("Марія", "Мария"), and Latin letters without their accents.
fn fold(letter: char) -> char {
    match letter {
        '’' | 'ʼ' | '`' => '\'',
        'a'..='z' => letter,
        '\u{e0}'..='\u{17e}' => unmarked(letter),
        other => of_one_sound(other),
    }
}

/// A Latin letter without its mark.
fn unmarked(letter: char) -> char {
    let mut joined = lang::packs().iter().flat_map(|pack| &pack.morphology.unmarked);
    let plain = joined.find(|(marked, _)| *marked == letter).map(|(_, plain)| *plain);
    plain.or_else(|| letter.nfd().next()).unwrap_or(letter)
}

fn is_patronymic(word: &str) -> bool {
    lexicon::ends(word, |morphology| &morphology.patronymics.folded)
}

/// Whether two nominative names may be of one person: equal, or one is the other's surname or has its first letter.
pub fn same_person(a: &str, b: &str) -> bool {
    let (a, b) = (merge_key(a), merge_key(b));
    surname(&a) == surname(&b) && (a == b || given(&a).is_none_or(|a| given(&b).is_none_or(|b| fits(a, b))))
}

/// What stands before a surname; particles alone belong to it: "van Holm".
pub(super) fn given(name: &str) -> Option<&str> {
    let given = name.rsplit_once(' ').map(|(given, _)| given)?;
    (!given.split(' ').all(is_particle)).then_some(given)
}

/// Whether one first name is the other or its initial.
fn fits(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.ends_with('.') && long.starts_with(short.trim_end_matches('.'));
    a == b || initial(a, b) || initial(b, a)
}

/// Merges people over a corpus, sorted by name. A name that no article prints in the nominative follows one that
/// some article prints, where both have the same first name and the endings allow it. `groups` has for each article the
/// number of what it reports: articles of one number tell of the same event.
pub fn merge(people_per_article: &[Vec<Person>], groups: &[usize]) -> Vec<Merged> {
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

/// A name, and for a surname alone the number of what its article reports: it names the same person there only.
type Key = (String, Option<usize>);

/// The names that some article prints in the nominative, by surname's first letters.
fn attested(people_per_article: &[Vec<Person>]) -> BTreeMap<String, BTreeSet<&str>> {
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for person in people_per_article.iter().flatten().filter(|person| is_attested(person)) {
        found.entry(stem(&person.name)).or_default().insert(&person.name);
    }
    found
}

/// Whether the nominative surname stands on the page.
fn is_attested(person: &Person) -> bool {
    person.forms.iter().any(|form| surname(&form.text) == surname(&person.name))
}

/// The first letters of a surname, which no ending changes.
fn stem(name: &str) -> String {
    surname(name).chars().take(3).collect()
}

/// The name of a person: an attested one that explains all their forms, if theirs is inferred.
fn settle<'a>(person: &'a Person, attested: &BTreeMap<String, BTreeSet<&'a str>>) -> &'a str {
    if is_attested(person) {
        return &person.name;
    }
    let same_given = |name: &&&str| given(name) == given(&person.name);
    let mut fitting = attested
        .get(&stem(&person.name))
        .into_iter()
        .flatten()
        .filter(same_given)
        .filter(|name| explains(name, person));
    match (fitting.next(), fitting.next()) {
        (Some(only), None) => only,
        _ => &person.name,
    }
}

/// Whether every form of a person may be a form of the surname of `name`.
fn explains(name: &str, person: &Person) -> bool {
    person.forms.iter().all(|form| {
        let form = surname(&form.text);
        [Tongue::Ukrainian, Tongue::Russian, Tongue::Polish].iter().any(|&tongue| {
            paradigm::readings(form, Use::Surname, tongue).iter().any(|reading| reading.lemma == surname(name))
        })
    })
}

/// Joins names with an initial to the one full name that fits, and surnames that stand alone to the one that is tied to them: it
/// stands in a report of the same event, or has the same office.
fn join_short_names(by_key: BTreeMap<Key, Merged>, people: &[Vec<Person>], groups: &[usize]) -> Vec<Merged> {
    let is_short = |key: &str| given(key).is_none_or(|given| given.ends_with('.'));
    let mut full: BTreeMap<String, Vec<Key>> = BTreeMap::new();
    for key in by_key.keys().filter(|(key, _)| !is_short(key)) {
        full.entry(surname(&key.0).to_owned()).or_default().push(key.clone());
    }
    let (short, mut kept): (BTreeMap<_, _>, BTreeMap<_, _>) =
        by_key.into_iter().partition(|((key, _), _)| is_short(key));
    for (key, (name, appears)) in short {
        let fitting = full.get(surname(&key.0)).into_iter().flatten().filter(|long| same_person(&long.0, &key.0));
        let tied = |long: &&Key| {
            key.1.is_none() || kept.get(*long).is_some_and(|(_, other)| ties(&appears, other, people, groups))
        };
        let mut fitting = fitting.filter(tied);
        let target = match (fitting.next(), fitting.next()) {
            (Some(only), None) => only.clone(),
            _ => key,
        };
        kept.entry(target).or_insert_with(|| (name, Vec::new())).1.extend(appears);
    }
    kept.into_values().collect()
}

/// Whether two names stand in reports of one event, or beside the same words of office.
fn ties(one: &[(usize, usize)], other: &[(usize, usize)], people: &[Vec<Person>], groups: &[usize]) -> bool {
    let events = |appears: &[(usize, usize)]| -> BTreeSet<usize> {
        appears.iter().filter_map(|&(article, _)| groups.get(article).copied()).collect()
    };
    let offices = |appears: &[(usize, usize)]| -> BTreeSet<String> {
        let roles = appears.iter().filter_map(|&(article, index)| people[article][index].role.as_ref());
        roles.map(|role| merge_key(&role.text)).collect()
    };
    !events(one).is_disjoint(&events(other)) || !offices(one).is_disjoint(&offices(other))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::{Part, PersonForm};
    use crate::passage::Span;

    fn person(name: &str, form: &str) -> Person {
        let form = PersonForm { part: Part::Headline, text: form.to_owned(), span: Span { start: 0, end: 1 } };
        Person { name: name.to_owned(), forms: vec![form], role: None }
    }

    /// The people of articles that report one event.
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
    fn an_inferred_name_follows_one_that_stands_on_a_page() {
        let found = merged(&[&[("Ігор Сливк", "Ігоря Сливка")], &[("Ігор Сливко", "Ігор Сливко")]]);
        assert_eq!(found, [("Ігор Сливко".to_owned(), vec![(0, 0), (1, 0)])]);
        assert_eq!(merge_key("Ольга Петрівна Дем’ян"), "ольга дем'ян");
    }
}
