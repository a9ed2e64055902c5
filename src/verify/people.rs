//! In: the people and the quotes of an edition. Out: names of people, organizations and places that no capture supports, and speakers that
//! no capture names.
//!
//! Invariant: knows no declension. A nominative can match a form if the words begin alike.

use unicode_normalization::UnicodeNormalization;

use super::claims::{Event, Person, Quote, Sentence};
use super::{Check, Found, What, shown, words};
use crate::lang::letters::of_one_sound;
use crate::letters::{Letter, LowerCase};
use crate::project::Declared;

/// The outcomes of an article whose event is not in the edition.
const OUTSIDE: [&str; 2] = ["outside-period", "told-before"];
/// Maximum number of letters that an ending changes, and minimum number of letters before it. Set by hand.
const ENDING: usize = 2;
const SHORTEST: usize = 3;
/// Maximum number of letters that differ between two forms of a noun or an adjective, including the vowel before the ending. Set by hand.
const LONGEST_ENDING: usize = 5;

/// Checks the list of people, the authors and the speakers.
pub(crate) fn check(check: &Check, found: &mut Found) {
    for (at, person) in check.claims.people.iter().enumerate() {
        self::person(check, person, &format!("people[{at}]"), found);
    }
    for (list, all) in [("organizations", &check.claims.organizations), ("places", &check.claims.places)] {
        for (at, entity) in all.iter().enumerate() {
            self::entity(check, entity, &format!("{list}[{at}]"), found);
        }
    }
    for (at, source) in check.claims.sources.iter().enumerate() {
        let place = format!("sources[{at}].byline");
        found.check(source.byline.len() == source.byline_places.len(), What::Name, &place, || {
            "not every name in it has a place".to_owned()
        });
        for (name, stands) in source.byline.iter().zip(&source.byline_places) {
            if let Some(problem) = words::stands(check, name, stands) {
                found.add(What::Name, &place, problem);
            }
        }
    }
    for (place, event) in check.claims.events() {
        for (at, quote) in event.quotes.iter().enumerate() {
            self::quote(check, event, quote, &format!("{place}.quotes[{at}]"), found);
        }
    }
}

fn person(check: &Check, person: &Person, place: &str, found: &mut Found) {
    if person.named.is_empty() {
        return found.add(What::Name, place, format!("no place names {}", shown(&person.name)));
    }
    let declared = check.originals.declared(&person.name);
    let role = declared.and_then(|declared| declared.role.as_ref());
    found.check(person.declared_role.as_ref() == role, What::Name, place, || {
        format!("the role of {} is not the project's", shown(&person.name))
    });
    if declared.is_some_and(|declared| is_declared(declared, person)) {
        return ordered(check, person, place, found);
    }
    let forms: Vec<String> = person.named.iter().flat_map(|form| split(&form.text)).collect();
    for word in split(&person.name) {
        let borne_out = forms.iter().any(|form| alike(&word, form)) || elsewhere(check, person, &word);
        found.check(borne_out, What::Name, place, || {
            format!(
                "`{word}` in {} does not begin like any of the words that name them: {}",
                shown(&person.name),
                listed(person)
            )
        });
    }
    ordered(check, person, place, found);
}

/// Whether one of the forms of a name is one that the project declares for it.
fn is_declared(declared: &Declared, person: &Person) -> bool {
    let names: Vec<Vec<String>> = declared.names().map(split).collect();
    let bears_out = |form: &Sentence| {
        let form = split(&form.text);
        names.iter().any(|words| words.iter().all(|word| form.iter().any(|other| alike(word, other))))
    };
    person.named.iter().any(bears_out)
}

/// Checks an organization or a place: one form in the captures must have all words of its name, in any case.
fn entity(check: &Check, entity: &Person, place: &str, found: &mut Found) {
    if entity.named.is_empty() {
        return found.add(What::Name, place, format!("no place names {}", shown(&entity.name)));
    }
    if check.originals.declared(&entity.name).is_some_and(|declared| is_declared(declared, entity)) {
        return ordered(check, entity, place, found);
    }
    let words = split(&entity.name);
    let bears_out = |form: &Sentence| {
        let form = split(&form.text);
        !words.is_empty() && words.iter().all(|word| form.iter().any(|other| may_be(word, other)))
    };
    found.check(entity.named.iter().any(bears_out), What::Name, place, || {
        format!("{} does not begin like any of the words that name it: {}", shown(&entity.name), listed(entity))
    });
    ordered(check, entity, place, found);
}

/// Whether one word may be a form of the other: everything but an ending is the same, or but the vowel before the ending.
fn may_be(one: &str, other: &str) -> bool {
    let common = one.chars().zip(other.chars()).take_while(|(one, other)| one == other).count();
    let shorter = one.chars().count().min(other.chars().count());
    one == other || common.saturating_mul(2) >= shorter && common >= shorter.saturating_sub(LONGEST_ENDING).max(1)
}

/// Checks that the sort form has the words of the name, and that the sources of the events have the name.
fn ordered(check: &Check, person: &Person, place: &str, found: &mut Found) {
    let (mut name, mut sort) = (split(&person.name), split(&person.sort));
    name.sort();
    sort.sort();
    found.check(name == sort, What::Name, place, || format!("it is sorted as {}", shown(&person.sort)));
    let named_in = |event: &Event| person.named.iter().any(|form| event.sources.contains(&form.source));
    for id in &person.events {
        let event = check.events.get(id.as_str());
        found.check(event.is_some_and(|event| named_in(event)), What::Name, place, || {
            format!("no source of the event `{id}` names {}", shown(&person.name))
        });
    }
}

fn listed(person: &Person) -> String {
    let forms: Vec<String> = person.named.iter().take(3).map(|form| shown(&form.text)).collect();
    forms.join(", ")
}

fn quote(check: &Check, event: &Event, quote: &Quote, place: &str, found: &mut Found) {
    found.check(event.sources.contains(&quote.words.source), What::Event, place, || {
        format!("source {} does not belong to its event", quote.words.source)
    });
    for (what, said, stands) in [("role", &quote.role, &quote.role_place), ("venue", &quote.venue, &quote.venue_place)]
    {
        let Some(said) = said else { continue };
        let problem = match stands {
            Some(stands) => words::stands(check, said, stands),
            None => Some(format!("the {what} has no place")),
        };
        problem.into_iter().for_each(|problem| found.add(What::Name, place, problem));
    }
    if let Some(cue) = &quote.cue {
        let original = check.originals.at(&cue.path, cue.record);
        let stands = original.and_then(|original| original.words(cue.start, cue.end));
        found.check(stands.is_some_and(|words| !words.trim().is_empty()), What::Name, place, || {
            "the words that say who speaks do not exist".to_owned()
        });
    }
    if let Some(speaker) = &quote.speaker {
        self::speaker(check, speaker, quote, place, found);
    }
}

/// Checks that a speaker is one of the people, and that the page of the quote names them.
fn speaker(check: &Check, speaker: &str, quote: &Quote, place: &str, found: &mut Found) {
    found.check(check.people.contains(speaker), What::Name, place, || {
        format!("the speaker {} is not in the list of people", shown(speaker))
    });
    let Some(named) = &quote.named else {
        return found.add(What::Name, place, format!("nothing names the speaker {}", shown(speaker)));
    };
    found.check(named.source == quote.words.source, What::Name, place, || {
        "another page than that of the quote names the speaker".to_owned()
    });
    let surname = split(speaker).pop().unwrap_or_default();
    let declared = check.originals.declared(speaker).map(|declared| declared.names().flat_map(split).collect());
    let known: Vec<String> = declared.unwrap_or_else(|| vec![surname]);
    let names = |form: &String| known.iter().any(|word| alike(word, form));
    found.check(split(&named.text).iter().any(names), What::Name, place, || {
        format!("{} does not name the speaker {}", shown(&named.text), shown(speaker))
    });
}

/// The words of a name in lower case, without signs.
fn split(name: &str) -> Vec<String> {
    let words = name.split(|c: char| c.is_whitespace() || matches!(c, '.' | '-' | '–' | ','));
    let plain = |word: &str| word.nfc().filter(|c| c.is_letter_or_digit()).collect::<String>().lower_case();
    words.map(plain).filter(|word| !word.is_empty()).collect()
}

/// Whether one word may be a form of the other, or its initial. They must begin with the same letters, and more of them the longer the
/// words are. Ukrainian and Russian letters for one sound count as the same. Vowels that come and go (`Швець`, `Шевця`) leave only the
/// first letter of short names.
fn alike(one: &str, other: &str) -> bool {
    let (one_letters, other_letters) = (one.chars().map(of_one_sound), other.chars().map(of_one_sound));
    let common = one_letters.zip(other_letters).take_while(|(one, other)| one == other).count();
    common >= least(one.chars().count().min(other.chars().count()))
}

fn least(length: usize) -> usize {
    match length {
        0..=5 => 1,
        6 | 7 => 2,
        _ => 3,
    }
}

/// Whether a page that names the person contains the word, except its ending; or a page outside the period does. A name is as full as any
/// page gives it.
fn elsewhere(check: &Check, person: &Person, word: &str) -> bool {
    let kept = word.chars().count().saturating_sub(ENDING).max(SHORTEST);
    let mut letters = word.chars();
    let first = letters.next().into_iter().flat_map(char::to_uppercase);
    let wanted: String = first.chain(letters).take(kept).collect();
    let places = person.named.iter().filter_map(|form| form.place.as_ref());
    let mut pages = places.filter_map(|place| check.originals.at(&place.path, place.record));
    let outside = || check.claims.ledger.entries.iter().any(|entry| OUTSIDE.contains(&entry.outcome.as_str()));
    pages.any(|page| page.holds(&wanted)) || outside() && check.originals.any_holds(&wanted)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_name_begin_alike() {
        for (name, form) in
            [("Умєров", "Умєрова"), ("Чорновіл", "Чорновола"), ("Швець", "Шевця"), ("Рустем", "Р."), ("Кіт", "Кота")]
        {
            assert!(split(form).iter().any(|form| alike(&split(name)[0], form)), "{name}");
        }
        assert!(!alike("умєров", "шмигаль") && !alike("сирський", "симоненка"));
        assert!(alike("вітрильник", "витрильник") && !alike("вітрильник", "водопад"));
        assert!(!alike("шмигаль", "с") && !alike("шмих", "сирко"));
        assert_eq!(split("О’Ніл-Бойко Дж."), ["оніл", "бойко", "дж"]);
    }
}
