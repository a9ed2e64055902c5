//! In: a noun for an institution in a Ukrainian or Russian text. Out: the name with this noun as its head, in the nominative.
//!
//! The name consists of the adjectives that agree with the noun, the noun, and the genitive phrase after it: `Державної прикордонної служби
//! України`. Only the noun and the adjectives are declined, so only they are changed to the nominative.
//!
//! Invariant: an adjective that does not agree with the noun is not part of the name.

use std::ops::Range;

use super::lists::{Class, Head, KNOWN};
use super::mention::{Mention, Page};
use super::named;
use crate::annotate::gazetteer::folded;
use crate::annotate::names::{is_no_office, is_verb_like};
use crate::annotate::places::lists::place_at;
use crate::annotate::places::restored;
use crate::annotate::text::Shape;
use crate::lang::organizations::ALL as WORDS;
use crate::morphology::{Cases, agreeing};
use crate::rule;

/// The organization whose noun is at a token, or the rule that refuses it. `Err(None)` if no capital letter makes it a name.
pub(crate) fn find(page: &Page, at: usize, head: &Head) -> Result<Mention, Option<&'static str>> {
    if let Some(mention) = named::find(page, at, head) {
        return Ok(mention);
    }
    if head.class == Class::Form || page.is_person(at) {
        return Err(None);
    }
    let (start, adjectives) = adjectives(page, at, head);
    let behind = complement(page, at + 1);
    let tokens = start..behind.end;
    let capital = start < at || page.is_capital(at);
    let lower = head.class == Class::Firm && behind.state && (behind.words > 0 || is_government(head));
    if !(capital || lower) {
        return Err(None);
    }
    let headed = Headed { page, at, start, head, adjectives: &adjectives, behind: &behind, capital };
    if let Some(refused) = rule::first(&REFUSALS, |fires| fires(&headed)) {
        return Err(Some(refused));
    }
    let mut rules = fired(&OF_NAMES, &headed);
    let name = nominative(page, &adjectives, at, head, &tokens);
    let sure = fired(&SURE, &headed);
    let weak = !is_official(&headed) && (sure.is_empty() || is_plain(&headed));
    rules.extend(sure);
    rules.extend(is_official(&headed).then_some("official"));
    Ok(Mention { text: page.index, tokens, key: folded(&name), name, weak, short: None, rules })
}

/// A noun for an institution with the words that may belong to its name.
struct Headed<'a> {
    page: &'a Page<'a>,
    /// The noun.
    at: usize,
    /// The first adjective, or the noun.
    start: usize,
    head: &'a Head,
    adjectives: &'a [String],
    behind: &'a Complement,
    /// Whether the name begins with a capital letter.
    capital: bool,
}

/// A rule about a noun and its words.
type Rule = rule::Rule<fn(&Headed) -> bool>;

/// The rules that say a noun and its words are no name. One is enough.
const REFUSALS: [Rule; 2] = [
    Rule { name: "titled", fires: |it| it.page.titled },
    Rule { name: "alone", fires: |it| fired(&OF_NAMES, it).is_empty() },
];
/// Rules for a noun that is the head of a name.
const OF_NAMES: [Rule; 3] = [
    Rule { name: "adjective", fires: |it| it.start < it.at },
    Rule { name: "complement", fires: |it| it.behind.words > 0 },
    Rule { name: "proper-name", fires: |it| it.behind.proper },
];
/// Rules for a capital letter that belongs to a name. If none fires, the name counts only if it also appears elsewhere.
const SURE: [Rule; 4] = [
    Rule { name: "small-noun", fires: |it| !it.capital },
    Rule { name: "inside-sentence", fires: |it| !it.page.opens(it.start) },
    Rule { name: "capital-and-proper-name", fires: names_itself },
    Rule { name: "institution-with-complement", fires: |it| it.head.class == Class::Firm && it.behind.words > 0 },
];

fn fired(rules: &[Rule], headed: &Headed) -> Vec<&'static str> {
    rule::all(rules, |fires| fires(headed))
}

/// `capital-and-proper-name`: the noun is capitalized or has an adjective before it, and a proper name follows.
fn names_itself(it: &Headed) -> bool {
    it.behind.proper && (it.page.is_capital(it.at) || it.start < it.at)
}

/// `official`: an adjective such as "national" comes before the noun for an institution, and the name has more words.
fn is_official(it: &Headed) -> bool {
    let public = |adjective: &String| WORDS.public_adjectives.begins(&folded(adjective));
    matches!(it.head.class, Class::Firm | Class::State)
        && it.adjectives.iter().any(public)
        && (it.behind.words > 0 || it.adjectives.len() > 1 || it.head.class == Class::Firm)
}

/// Whether a noun without an adjective opens a sentence, so that its capital letter is not evidence.
fn is_plain(it: &Headed) -> bool {
    it.start == it.at && it.page.opens(it.at) && it.head.class != Class::Firm && !it.behind.proper
}

fn is_government(head: &Head) -> bool {
    WORDS.governments.contains(head.lemma)
}

/// The first token of the name, and the adjectives before the noun in the nominative. The name starts at the first capital letter.
fn adjectives(page: &Page, at: usize, head: &Head) -> (usize, Vec<String>) {
    /// The same with 2 and 8 on a quarter of SlavicNER uk.
    const MOST: usize = 4;
    let mut start = at;
    let mut cases: Cases = head.cases;
    let mut found = Vec::new();
    while start > 0 && at - start < MOST && page.text.joined(start - 1) && !page.is_person(start - 1) {
        let before = start - 1;
        let shape = page.text.shape(before);
        let word = page.text.word(before);
        let agreed = agreeing(&folded(word), head.agrees, cases, page.declension);
        let Some((nominative, agreed)) = agreed.filter(|_| matches!(shape, Shape::Lower | Shape::Capital)) else {
            break;
        };
        if WORDS.enders.contains(&folded(word)) {
            break;
        }
        (cases, start) = (agreed, before);
        found.push((before, restored(word, &nominative)));
    }
    let first = (start..at).find(|&token| page.text.shape(token) == Shape::Capital).unwrap_or(at);
    found.reverse();
    let kept = found.into_iter().filter(|(token, _)| *token >= first).map(|(_, word)| word);
    (first, kept.collect())
}

/// The words after the noun for an institution.
struct Complement {
    end: usize,
    /// Number of words in small letters.
    words: usize,
    /// Whether it contains a proper name.
    proper: bool,
    /// Whether it ends with a place.
    state: bool,
}

/// The words after the noun that belong to the name.
fn complement(page: &Page, start: usize) -> Complement {
    /// The same with 2 and 6 on a quarter of SlavicNER uk.
    const MOST_NOUNS: usize = 3;
    let mut found = Complement { end: start, words: 0, proper: false, state: false };
    let (mut at, mut nouns) = (start, 0);
    while page.text.joined(at - 1) || is_listed(page, at, found.words) {
        if page.text.word(at) == "," {
            at += 1;
        }
        let word = folded(page.text.word(at));
        let next = folded(page.text.word(at + 1));
        match page.text.shape(at) {
            Shape::Lower if found.state && !is_topic(&word, &next) => break,
            Shape::Lower if is_topic(&word, &next) => {
                at += 2;
                found.words += 2;
                found.state = false;
            }
            Shape::Lower if is_link(&word) => {
                let coordinates = found.words > 0 && page.text.joined(at) && is_genitive(page, at + 1, &next);
                if !coordinates || !super::lists::heads(&next, page.declension).is_empty() {
                    break;
                }
                at += 1;
                continue;
            }
            Shape::Lower if WORDS.dedications.contains(&word) => {
                let Some(end) = dedicated(page, at + 1) else { break };
                (at, found.proper) = (end, true);
            }
            Shape::Lower => {
                nouns += usize::from(!is_attribute(&word));
                if nouns > MOST_NOUNS || !is_genitive(page, at, &word) {
                    break;
                }
                at += 1;
                found.words += 1;
            }
            Shape::Capital | Shape::Upper if !found.state && !page.is_person(at) => {
                let Some((end, state)) = proper(page, at) else { break };
                (at, found.proper, found.state) = (end, true, state);
            }
            _ => break,
        }
        found.end = at;
    }
    trim(page, start, &mut found);
    found
}

/// Removes generic words for a country, adjectives without their noun, and links from the end.
fn trim(page: &Page, start: usize, found: &mut Complement) {
    while found.end > start {
        let last = found.end - 1;
        let word = folded(page.text.word(last));
        let empty = WORDS.empty_tails.contains(&word) || is_link(&word) || is_attribute(&word);
        if page.text.shape(last) != Shape::Lower || !empty {
            break;
        }
        found.words = found.words.saturating_sub(1);
        found.end = last;
    }
}

/// Whether a comma continues a list inside the name: `безпеки, оборони та розвідки`.
fn is_listed(page: &Page, at: usize, words: usize) -> bool {
    let next = folded(page.text.word(at + 1));
    page.text.word(at) == ","
        && words > 0
        && page.text.joined(at)
        && is_genitive(page, at + 1, &next)
        && super::lists::heads(&next, page.declension).is_empty()
        && is_link(page.text.word(at + 2))
}

fn is_topic(word: &str, next: &str) -> bool {
    WORDS.topic_prepositions.contains(word) && WORDS.topics.contains(next)
}

fn is_link(word: &str) -> bool {
    WORDS.links.contains(word)
}

/// Whether a word in small letters may be in the genitive inside a name.
fn is_genitive(page: &Page, at: usize, word: &str) -> bool {
    let is_bare = WORDS.bare_genitives.contains(word);
    page.text.shape(at) == Shape::Lower
        && word.chars().count() > 2
        && (is_bare || WORDS.genitive_endings.ends(word))
        && !WORDS.enders.contains(word)
        && !is_no_office(word)
        && (is_bare || !is_verb_like(word))
}

/// Whether a word in small letters is an adjective in the genitive.
fn is_attribute(word: &str) -> bool {
    WORDS.attribute_endings.ends(word) && word.chars().count() > 4
}

/// The end of the proper name at a token (a place, a known institution, `Верховної Ради`), and whether it is a place.
fn proper(page: &Page, at: usize) -> Option<(usize, bool)> {
    let not_nominative = |cases: Cases| cases != Cases::NOMINATIVE;
    if let Some((tokens, cases)) = place_at(page.text, at, page.declension) {
        return not_nominative(cases).then_some((tokens.end, true));
    }
    let known = KNOWN.find(page.text, at, page.declension)?;
    not_nominative(known.cases).then_some((known.tokens.end, true))
}

/// The end of the name after "named after".
fn dedicated(page: &Page, start: usize) -> Option<usize> {
    /// Maximum number of names with a capital letter: a first name and a surname.
    const WORDS: usize = 2;
    /// On a quarter of SlavicNER uk ORG F1 .687; .685 with 2; the same with 8.
    const MOST: usize = 4;
    let start = if page.text.word(start) == "." { start + 1 } else { start };
    let mut words = 0;
    let name = |at: &usize| {
        let shape = page.text.shape(*at);
        words += usize::from(shape == Shape::Capital);
        words <= WORDS
            && matches!(shape, Shape::Capital | Shape::Initial)
            && (*at == start || page.text.joined(*at - 1))
    };
    Some((start..start + MOST).take_while(name).last()? + 1)
}

/// The name with its adjectives and noun in the nominative, and the rest unchanged.
fn nominative(page: &Page, adjectives: &[String], at: usize, head: &Head, tokens: &Range<usize>) -> String {
    let noun = restored(page.text.word(at), head.lemma);
    let tail = (at + 1 < tokens.end).then(|| page.printed(&(at + 1..tokens.end)).to_owned());
    let words = adjectives.iter().cloned().chain([noun]).chain(tail);
    words.collect::<Vec<_>>().join(" ")
}
