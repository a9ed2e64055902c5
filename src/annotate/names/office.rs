//! In: a text and a name in it. Out: the words of office that stand directly before or after the name.
//!
//! Invariant: the office is read as it is printed; a verb, a comma or another name ends it.

use std::ops::Range;

use super::complement::is_complement;
use super::lexicon::{self, OfficeForm};
use crate::annotate::text::{Shape, Text};
use crate::lang;
use crate::letters::LowerCase;
use crate::morphology::Cases;
use crate::stops;

/// Words of office beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Office {
    /// The tokens of the office.
    pub tokens: Range<usize>,
    /// The cases in which the words may stand.
    pub cases: Cases,
    /// The nominatives of its nouns, the one nearest to the name first.
    pub lemmas: Vec<&'static str>,
    /// The cases in which each of these nouns may stand.
    pub each: Vec<Cases>,
    /// Whether the name follows immediately.
    pub adjacent: bool,
    /// Whether several people hold it together: "ministers".
    pub shared: bool,
    /// Whether its first noun may be a nominative singular: as a nominative, `голови` can only mean several people.
    pub nominative: bool,
}

impl Office {
    /// The nouns that name the office of somebody whose name stands in these cases, the nearest first. For "the mayor's aide", if the
    /// mayor is named, it is the mayor's office.
    pub(crate) fn held_in(&self, cases: Cases) -> impl Iterator<Item = &'static str> + '_ {
        let agreeing = self.lemmas.iter().zip(&self.each).take_while(move |&(_, &noun)| noun.meets(cases));
        agreeing.map(|(&lemma, _)| lemma)
    }

    /// Whether it stands right before the name and only says whose relative somebody is.
    pub(crate) fn is_tie(&self) -> bool {
        self.adjacent && self.names_a_relative()
    }

    /// Whether its noun nearest to the name is a word for a relative.
    pub(crate) fn names_a_relative(&self) -> bool {
        self.lemmas.first().is_some_and(|lemma| lexicon::is_in(lemma, |names| &names.offices.relatives))
    }
}

/// The maximum number of words in the name of a firm or a team between quotation marks. Set by hand.
const LONGEST_TITLE: usize = 6;

/// The length in letters of the longest shortened office whose full stop may look like the end of a sentence: `capt`.
const LONGEST_ABBREVIATION: usize = 4;

/// How many tokens an office may reach. The same with 8 and 32 on a quarter of SlavicNER uk.
const LONGEST: usize = 16;

/// The office that ends right before the token `name`.
pub(crate) fn before(text: &Text, name: usize) -> Option<Office> {
    if name > 0 && (is_link(text.word(name - 1)) || is_of_the(text, name)) {
        return None;
    }
    let mut found: Option<Office> = None;
    let mut at = name;
    while at > 0 && name - at < LONGEST {
        at -= 1;
        if text.word(at) == "." && is_abbreviated(text, at) {
            continue;
        }
        if matches!(text.word(at), "»" | "”") {
            match (at.saturating_sub(LONGEST_TITLE)..at).rev().find(|&open| matches!(text.word(open), "«" | "“" | "„"))
            {
                Some(open) => at = open,
                None => break,
            }
            continue;
        }
        let lower = text.word(at).lower_case();
        let heads = lexicon::office(&lower);
        if !heads.is_empty() {
            let office = found.get_or_insert_with(|| Office {
                tokens: at..name,
                cases: Cases::NONE,
                lemmas: Vec::new(),
                each: Vec::new(),
                adjacent: at + 1 == name || (at + 2 == name && text.word(at + 1) == "."),
                shared: false,
                nominative: false,
            });
            office.tokens.start = at;
            office.nominative = is_nominative(heads);
            office.shared = heads.iter().all(|head| head.plural);
            office.cases |= cases(heads);
            office.lemmas.extend(heads.first().map(|head| head.lemma));
            office.each.push(cases(heads));
        } else if !(is_complement(text, at, &lower) || (found.is_none() && is_joint(&lower))) || text.tokens[at].first {
            break;
        }
        if text.tokens[at].first {
            break;
        }
    }
    found.map(|office| with_adjectives(text, office))
}

/// Whether the full stop at a token belongs to a shortened office and is not the end of a sentence: "Sen. Hollister".
fn is_abbreviated(text: &Text, stop: usize) -> bool {
    let Some(before) = stop.checked_sub(1) else { return false };
    let lower = text.word(before).lower_case();
    let open = text.tokens.get(stop + 1).is_some_and(|next| next.first);
    !lexicon::office(&lower).is_empty() && (!open || lower.is_ascii() && lower.len() <= LONGEST_ABBREVIATION)
}

/// Whether "of the" or the like stands before a name. If so, the name is that of something which somebody heads.
fn is_of_the(text: &Text, name: usize) -> bool {
    name > 1 && is_the(text.word(name - 1)) && is_link(text.word(name - 2))
}

/// The office before a name between commas: "His widow, Bernice, …".
pub(crate) fn apposed(text: &Text, name: &Range<usize>) -> Option<Office> {
    let comma = name.start.checked_sub(1).filter(|&at| text.word(at) == "," && text.word(name.end) == ",")?;
    before(text, comma)
}

/// The words of the office whose noun stands at the token `head`: the noun, the adjectives before it and the complements after it.
pub(crate) fn words_at(text: &Text, head: usize) -> Range<usize> {
    let mut end = head + 1;
    while end < head + LONGEST && is_complement(text, end, &text.word(end).lower_case()) {
        end += 1;
    }
    let mut start = head;
    while start > 0 && is_adjective(text, start - 1) {
        start -= 1;
    }
    start..end
}

/// Whether a word is declined like an adjective or may be an English one.
fn is_adjective(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    text.shape(at) == Shape::Lower
        && match lower.is_ascii() {
            true => lexicon::is_in(&lower, |names| &names.offices.attributes),
            false => lexicon::ends(&lower, |morphology| &morphology.adjectives.of_offices),
        }
}

/// The office that follows the name after a comma, up to the next mark or verb.
pub(crate) fn behind(text: &Text, name_end: usize) -> Option<Office> {
    let start = name_end + 1;
    if text.word(name_end) != "," || text.shape(start) == Shape::Mark {
        return None;
    }
    let head = (start..start + 3).find(|&at| !lexicon::office(&text.word(at).lower_case()).is_empty())?;
    if !(start..head).all(|at| text.shape(at) == Shape::Lower && is_complement(text, at, text.word(at))) {
        return None;
    }
    let heads = lexicon::office(&text.word(head).lower_case());
    let mut end = head + 1;
    let of_something = |at: usize| {
        let from = at - 1 - usize::from(is_the(text.word(at - 1)));
        text.shape(at) == Shape::Capital && (is_link(text.word(from)) || text.shape(from) == Shape::Capital)
    };
    while end < start + LONGEST && (is_complement(text, end, &text.word(end).lower_case()) || of_something(end)) {
        end += 1;
    }
    while end > head + 1 && (is_link(text.word(end - 1)) || is_the(text.word(end - 1))) {
        end -= 1;
    }
    let lemmas = heads.first().map(|head| head.lemma).into_iter().collect();
    let nominative = is_nominative(heads);
    let each = vec![cases(heads)];
    Some(Office { tokens: start..end, cases: cases(heads), lemmas, each, adjacent: false, shared: false, nominative })
}

fn is_nominative(heads: &[OfficeForm]) -> bool {
    heads.iter().any(|head| !head.plural && head.cases.is_nominative())
}

/// The cases in which a word of office may stand.
fn cases(heads: &[OfficeForm]) -> Cases {
    heads.iter().map(|head| head.cases).collect()
}

/// Adds the adjectives before an office: the first deputy, the former president.
fn with_adjectives(text: &Text, mut office: Office) -> Office {
    /// The longest endings of Ukrainian adjectives have 4 letters: `-ього`.
    const LONGEST_ENDING: usize = 4;
    let is_ending = |rest: &str| rest.chars().count() <= LONGEST_ENDING;
    while office.tokens.start > 0 {
        let lower = text.word(office.tokens.start - 1).lower_case();
        let mut stems = lang::all(|pack| &pack.names.offices.adjectives);
        let fits = stems.any(|stem| lower.strip_prefix(stem).is_some_and(is_ending));
        let first = office.tokens.start - 1;
        let proper = lower.is_ascii() && lower.len() > 3 && matches!(text.shape(first), Shape::Capital | Shape::Upper);
        let small = lexicon::is_no_office(&lower)
            || stops::is_stop(&lower)
            || lexicon::is_in(&lower, |names| &names.offices.leading);
        if !(fits || proper && lexicon::is_other(&lower) && !small) {
            break;
        }
        office.tokens.start -= 1;
    }
    office
}

/// Whether a word is a preposition that ties the following words to an office: "of".
fn is_link(word: &str) -> bool {
    lexicon::is_in(word, |names| &names.offices.links)
}

/// Whether a word is a definite article.
fn is_the(word: &str) -> bool {
    lexicon::is_in(word, |names| &names.definite_articles)
}

/// Whether a word or mark may stand between "ministers" and two names.
fn is_joint(lower: &str) -> bool {
    matches!(lower, "–" | "—" | "-") || lexicon::is_in(lower, |names| &names.offices.joined_by)
}
