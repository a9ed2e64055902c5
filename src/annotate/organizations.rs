//! In: an article's names and places. Out: the organizations in it, with their inflected forms merged into one name in the nominative.
//!
//! Four things mark a name: a noun for an institution (a ministry, a company) with its modifiers, quotation marks after such a noun, the
//! list of known institutions, and an abbreviation in brackets after a name.
//!
//! Invariant: no word of a person's name is the head of an organization. A capital letter at the start of a sentence is not evidence of a
//! name.

mod cyrillic;
mod latin;
mod lists;
mod mention;
mod named;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::PersonForm;
use super::entity::{Covered, Organization};
use super::gazetteer::folded;
use super::names::Names;
use super::places::{overlap, people};
use crate::annotate::names::Refused;
use crate::annotate::places::lists::place_at;
use crate::annotate::text::{Shape, Text, is_latin, is_titled};
use crate::morphology::{Cases, Declension, forms};
use lists::KNOWN;
use mention::{Mention, Page};

/// Separates the institution from its country in a key, for institutions that any country may have.
const OF_STATE: &str = " of";

/// The organizations in an article, in the order of their first mentions.
pub(crate) fn find(names: &Names, declension: Declension) -> Vec<Organization> {
    let pages: Vec<Page> =
        names.texts.iter().enumerate().map(|(index, text)| page(names, index, text, declension)).collect();
    let mut found: Vec<Mention> = pages.iter().flat_map(mentions).collect();
    let by_text = by_text(&found);
    let brackets: Vec<Mention> = pages.iter().flat_map(|page| bracketed(page, of(page, &by_text))).collect();
    found.extend(brackets);
    let sure: BTreeSet<String> = found.iter().filter(|one| !one.weak).map(|one| one.key.clone()).collect();
    found.retain(|one| !one.weak || sure.contains(&one.key));
    let shorts = shorts(&found, declension);
    let by_text = self::by_text(&found);
    let more: Vec<Mention> = pages.iter().flat_map(|page| again(page, of(page, &by_text), &shorts)).collect();
    found.extend(more);
    join_short(&mut found);
    found.sort_by_key(|one| (one.text, one.tokens.start));
    collect(&found, names)
}

/// Groups the mentions by text.
fn by_text(found: &[Mention]) -> BTreeMap<usize, Vec<&Mention>> {
    let mut by_text: BTreeMap<usize, Vec<&Mention>> = BTreeMap::new();
    for one in found {
        by_text.entry(one.text).or_default().push(one);
    }
    by_text
}

fn of<'a>(page: &Page, by_text: &'a BTreeMap<usize, Vec<&'a Mention>>) -> &'a [&'a Mention] {
    by_text.get(&page.index).map_or(&[], Vec::as_slice)
}

fn page<'a>(names: &Names, index: usize, text: &'a Text<'a>, declension: Declension) -> Page<'a> {
    Page { index, text, declension, people: people(names, index), titled: is_titled(text) }
}

/// The rule for a name whose capital letter opens a sentence and which appears nowhere else.
const ONLY_OPENS: &str = "only-opens-sentence";

/// The words of an article that were taken for an organization and refused.
pub fn refused(names: &Names, declension: Declension) -> Vec<Refused> {
    let pages: Vec<Page> =
        names.texts.iter().enumerate().map(|(index, text)| page(names, index, text, declension)).collect();
    let found: Vec<Found> = pages.iter().map(search).collect();
    let sure: BTreeSet<&String> =
        found.iter().flat_map(|found| &found.mentions).filter(|one| !one.weak).map(|one| &one.key).collect();
    let of_text = |found: &Found| {
        let is_free = |one: &&Refused| !found.mentions.iter().any(|mention| overlap(&mention.tokens, &one.tokens));
        let weak = found.mentions.iter().filter(|one| one.weak && !sure.contains(&one.key));
        let weak = weak.map(|one| Refused { text: one.text, tokens: one.tokens.clone(), rule: ONLY_OPENS });
        let mut refused: Vec<Refused> = found.refused.iter().filter(is_free).cloned().chain(weak).collect();
        refused.sort_by_key(|one| one.tokens.start);
        refused
    };
    found.iter().flat_map(of_text).collect()
}

/// The organizations in a text. At each word the longest name wins.
fn mentions(page: &Page) -> Vec<Mention> {
    search(page).mentions
}

/// What is found in a text.
#[derive(Default)]
struct Found {
    mentions: Vec<Mention>,
    refused: Vec<Refused>,
}

fn search(page: &Page) -> Found {
    let mut found = Found::default();
    for at in 0..page.text.tokens.len() {
        if page.text.shape(at) == Shape::Mark {
            continue;
        }
        let word = page.text.word(at);
        let heads = if is_latin(word) { &[] } else { lists::heads(word, page.declension) };
        let mut refuse = |rule: Option<&'static str>| {
            found.refused.extend(rule.map(|rule| Refused { text: page.index, tokens: at..at + 1, rule }));
        };
        let headed = heads
            .iter()
            .filter_map(|head| cyrillic::find(page, at, head).map_err(&mut refuse).ok())
            .max_by_key(|one| (!one.weak, one.tokens.len()));
        let latin = if is_latin(word) { latin::find(page, at).map_err(&mut refuse).ok() } else { None };
        for mention in [known(page, at), headed.or(latin)].into_iter().flatten() {
            add(&mut found.mentions, mention);
        }
    }
    found
}

/// Adds a mention to those of a text, which come in order. If two share a word, a certain one beats a weak one, then the longer one wins,
/// then the first.
fn add(found: &mut Vec<Mention>, mention: Mention) {
    let stronger = |known: &Mention| (!known.weak, known.tokens.len()) >= (!mention.weak, mention.tokens.len());
    let clashing = found.iter().rev().take_while(|known| overlap(&known.tokens, &mention.tokens));
    let (count, beaten) = clashing.fold((0, false), |(count, beaten), known| (count + 1, beaten || stronger(known)));
    if !beaten {
        found.truncate(found.len() - count);
        found.push(mention);
    }
}

/// An institution from the list at a token, with the country after it.
fn known(page: &Page, at: usize) -> Option<Mention> {
    let hit = KNOWN.find(page.text, at, page.declension).filter(|hit| !hit.doubtful && !page.is_person(at))?;
    let entry = &KNOWN.entries[hit.entry];
    let state = (entry.mark == "+" && page.text.joined(hit.tokens.end - 1))
        .then(|| place_at(page.text, hit.tokens.end, page.declension))
        .flatten();
    let (mut tokens, mut name, mut key) = (hit.tokens.clone(), hit.name.replace(". ", "."), folded(entry.first));
    if entry.mark == "+" {
        key.push_str(OF_STATE);
    }
    if let Some((place, _)) = state {
        tokens.end = place.end;
        name = format!("{name} {}", page.printed(&place));
        key = format!("{key} {}", folded(page.printed(&place)));
    }
    Some(Mention { text: page.index, tokens, key, name, weak: false, short: None, rules: vec!["listed"] })
}

/// An abbreviation in brackets after the full name: `Harbour Masters' Union (HMU)`.
fn bracketed(page: &Page, here: &[&Mention]) -> Vec<Mention> {
    let here = here.iter().copied().filter(|one| !one.weak);
    let letters = here.filter_map(|one| {
        let at = one.tokens.end + 1;
        let fits = page.text.word(one.tokens.end) == "("
            && page.text.word(at + 1) == ")"
            && page.text.shape(at) == Shape::Upper;
        let short = page.text.word(at);
        let known = KNOWN.find(page.text, at, page.declension).is_some();
        let first = one.name.chars().find(|c| c.is_alphabetic()).map(|c| c.to_uppercase().to_string());
        let begins = first.is_some_and(|first| short.starts_with(&first));
        (fits && begins && !known).then(|| Mention {
            tokens: at..at + 1,
            short: Some(short.to_owned()),
            rules: vec!["letters-in-brackets"],
            ..one.clone()
        })
    });
    letters.collect()
}

/// The short names that may refer to an organization again, in every form: the words inside quotation marks, and abbreviations.
fn shorts(found: &[Mention], declension: Declension) -> BTreeMap<String, Mention> {
    let mut shorts: BTreeMap<String, Mention> = BTreeMap::new();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    for mention in found {
        for short in mention.short.iter().filter(|short| seen.insert(short.as_str())) {
            let words = folded(short);
            let declined = !is_latin(short) && !words.contains(' ') && short.chars().skip(1).any(char::is_lowercase);
            let all = if declined { forms(&words, declension) } else { vec![(words, Cases::NONE)] };
            for (form, _) in all {
                shorts.entry(form).or_insert_with(|| mention.clone());
            }
        }
    }
    shorts
}

/// The mentions of known organizations by their short names.
fn again(page: &Page, here: &[&Mention], shorts: &BTreeMap<String, Mention>) -> Vec<Mention> {
    if shorts.is_empty() {
        return Vec::new();
    }
    let longest = shorts.keys().map(|words| words.split(' ').count()).max().unwrap_or(0);
    let mut taken: Vec<&Range<usize>> = here.iter().map(|one| &one.tokens).collect();
    taken.sort_by_key(|tokens| tokens.start);
    let mut more: Vec<Mention> = Vec::new();
    for at in (0..page.text.tokens.len()).filter(|&at| page.is_capital(at)) {
        let ends = (at + 1..=(at + longest).min(page.text.tokens.len())).rev();
        let hit =
            ends.map(|end| at..end).find_map(|tokens| Some((shorts.get(&folded(page.printed(&tokens)))?, tokens)));
        let Some((mention, tokens)) = hit else { continue };
        let next = taken.partition_point(|other| other.end <= at);
        let free = taken.get(next).is_none_or(|other| other.start >= tokens.end)
            && more.last().is_none_or(|other| other.tokens.end <= at);
        let plain = page.opens(at)
            && tokens.len() == 1
            && page.text.shape(at) == Shape::Capital
            && !is_latin(page.text.word(at));
        let person = tokens.len() == 1 && page.is_person(at);
        if free && !plain && !person {
            more.push(Mention { text: page.index, tokens, short: None, rules: vec!["named-again"], ..mention.clone() });
        }
    }
    more
}

/// Merges a name into the only longer name of the article that begins with it: `Міністерство оборони`, `Міністерство оборони України`.
fn join_short(found: &mut [Mention]) {
    let keys: BTreeSet<String> = found.iter().map(|one| one.key.clone()).collect();
    let longer = |key: &str| {
        let begins = format!("{key} ");
        let mut fitting = keys.range(begins.clone()..).take_while(|other| other.starts_with(&begins));
        // Keys in Latin letters have sorted words, so a prefix does not show that a name is shorter.
        let only = fitting.next().filter(|_| key.contains(' ') && !key.is_ascii());
        only.filter(|_| fitting.next().is_none()).cloned()
    };
    let joined: BTreeMap<String, String> = keys.iter().filter_map(|key| Some((key.clone(), longer(key)?))).collect();
    let names: BTreeMap<String, String> = found.iter().map(|one| (one.key.clone(), one.name.clone())).collect();
    for one in found.iter_mut() {
        if let Some(longer) = joined.get(&one.key) {
            (one.key, one.name) = (longer.clone(), names[longer].clone());
        }
    }
}

/// Groups the mentions of each organization under its fullest name. Of equally long names, one that the page prints wins.
fn collect(found: &[Mention], names: &Names) -> Vec<Organization> {
    let mut order: Vec<&str> = Vec::new();
    let mut by_key: BTreeMap<&str, Vec<&Mention>> = BTreeMap::new();
    for one in found {
        if !by_key.contains_key(one.key.as_str()) {
            order.push(&one.key);
        }
        by_key.entry(&one.key).or_default().push(one);
    }
    let organization = |key: &str| {
        let mentions = &by_key[key];
        let forms: Vec<_> = mentions.iter().map(|one| names.texts[one.text].form(&one.tokens)).collect();
        let texts: BTreeSet<String> = forms.iter().map(|form| folded(&form.text)).collect();
        let printed = |name: &str| texts.contains(&folded(name));
        let best = mentions.iter().map(|one| one.name.as_str());
        let name =
            best.max_by_key(|name| (name.chars().count(), printed(name), std::cmp::Reverse(*name))).unwrap_or_default();
        let rules = mentions.iter().flat_map(|one| &one.rules).map(|&rule| Cow::Borrowed(rule)).collect();
        Organization { name: name.to_owned(), key: key.to_owned(), printed: printed(name), forms, rules }
    };
    order.into_iter().map(organization).collect()
}

/// The people of an article that are in fact organizations: every mention lies inside the name of one.
pub(crate) fn misread(names: &Names, organizations: &[Organization]) -> Vec<usize> {
    let covered = Covered::by(organizations);
    let inside = |form: &PersonForm| covered.holds(form);
    let people = names.people.iter().enumerate();
    people.filter(|(_, person)| person.forms.iter().all(inside)).map(|(index, _)| index).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::annotate::Part;
    use crate::language::Language;
    use crate::passage::Passage;

    /// The rules that find the organizations in a text.
    fn rules(text: &str, language: Language) -> Vec<&'static str> {
        let declension = Declension::of_language(language);
        let passage = Passage::new(text, 0);
        let text = Text::new(Part::Body(0), &passage);
        let page = Page { index: 0, text: &text, declension, people: Vec::new(), titled: false };
        let mut found = mentions(&page);
        let brackets = bracketed(&page, &found.iter().collect::<Vec<_>>());
        found.extend(brackets);
        let shorts = shorts(&found, declension);
        let more = again(&page, &found.iter().collect::<Vec<_>>(), &shorts);
        found.into_iter().chain(more).flat_map(|mention| mention.rules).collect()
    }

    #[test]
    fn each_rule_accepts_a_name_and_is_silent_elsewhere() {
        use Language::{English, Ukrainian};
        for (rule, language, yes, no) in [
            ("listed", English, "Later NATO left.", "Later NOTA left."),
            ("adjective", Ukrainian, "Тоді Прикордонна служба мовчала.", "Тоді Служба безпеки мовчала."),
            ("complement", Ukrainian, "Тоді Служба безпеки мовчала.", "Тоді Прикордонна служба мовчала."),
            ("proper-name", Ukrainian, "Тоді Служба України мовчала.", "Тоді Служба безпеки мовчала."),
            ("small-noun", Ukrainian, "Тоді уряд України мовчав.", "Тоді Уряд України мовчав."),
            ("inside-sentence", Ukrainian, "Тоді Служба безпеки мовчала.", "Служба безпеки мовчала."),
            ("capital-and-proper-name", Ukrainian, "Служба України мовчала.", "Служба безпеки мовчала."),
            (
                "institution-with-complement",
                Ukrainian,
                "Міністерство мостів мовчало.",
                "Тоді Прикордонна служба мовчала.",
            ),
            ("official", Ukrainian, "Державна служба безпеки мовчала.", "Зелена служба безпеки мовчала."),
            ("quoted", Ukrainian, "Тоді компанія «Верба» мовчала.", "Тоді компанія Верба мовчала."),
            ("institution", English, "Later the Bridge Ministry left.", "Later the Bridge left."),
            ("company-form", English, "Later Tarquil Vorn Ltd left.", "Later Tarquil Vorn left."),
            (
                "letters-in-brackets",
                English,
                "So the Grand Bridge Agency (GBA) left.",
                "So the Grand Bridge Agency left.",
            ),
            (
                "named-again",
                English,
                "So the Grand Bridge Agency (GBA) left. So GBA paid.",
                "So the Grand Bridge Agency (GBA) left.",
            ),
        ] {
            assert!(rules(yes, language).contains(&rule), "{rule}: {yes} {:?}", rules(yes, language));
            assert!(!rules(no, language).contains(&rule), "{rule}: {no} {:?}", rules(no, language));
        }
    }

    /// The rules that refuse words of a text as organizations.
    fn refusals(text: &str, language: Language) -> Vec<&'static str> {
        let passage = Passage::new(text, 0);
        let texts = vec![Text::new(Part::Body(0), &passage)];
        let names = Names { people: Vec::new(), traits: Vec::new(), texts, places: Vec::new(), refused: Vec::new() };
        refused(&names, Declension::of_language(language)).into_iter().map(|one| one.rule).collect()
    }

    #[test]
    fn each_refusal_is_told_and_names_have_none() {
        use Language::{English, Ukrainian};
        for (rule, language, yes, no) in [
            ("titled", Ukrainian, "Тоді Служба Безпеки Мовчала", "Тоді Служба безпеки мовчала."),
            ("alone", Ukrainian, "Тоді Служба мовчала.", "Тоді Служба безпеки мовчала."),
            ("only-opens-sentence", Ukrainian, "Служба безпеки мовчала.", "Тоді Служба безпеки мовчала."),
            ("loose", English, "So the Rubber Board said no to it.", "So the Quill Rubber Board said no to it."),
        ] {
            assert_eq!(refusals(yes, language), [rule], "{yes}");
            assert_eq!(refusals(no, language), [""; 0], "{no}");
        }
    }
}
