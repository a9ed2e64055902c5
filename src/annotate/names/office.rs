//! In: a text and a name in it. Out: the words of office that stand directly before or behind the name.
//!
//! Invariant: reads the office as it stands; a verb, a comma or another name ends it.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use super::lexicon::{self, OfficeForm};
use super::paradigm::{Cases, NOMINATIVE};
use super::token::{Shape, Text};
use crate::letters::LowerCase;
use crate::stops;

/// Words of office beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Office {
    pub tokens: Range<usize>,
    /// The cases in which the words may stand.
    pub cases: Cases,
    /// The nominatives of their nouns, the nearest to the name first.
    pub lemmas: Vec<&'static str>,
    /// The cases in which each of these nouns may stand.
    pub each: Vec<Cases>,
    /// Whether the name follows at once.
    pub adjacent: bool,
    /// Several people hold it together: "ministers".
    pub shared: bool,
    /// Whether its first noun may be a nominative of one person: `голови` may be one of several only.
    pub nominative: bool,
}

impl Office {
    /// The nouns that name the office of somebody whose name stands in these cases, the nearest first: of "the mayor's aide", where
    /// the mayor is named, the mayor's.
    pub fn held_in(&self, cases: Cases) -> impl Iterator<Item = &'static str> + '_ {
        let agreeing = self.lemmas.iter().zip(&self.each).take_while(move |&(_, &noun)| noun & cases != 0);
        agreeing.map(|(&lemma, _)| lemma)
    }

    /// Whether it says no more than whose relative somebody is, right before the name.
    pub fn is_tie(&self) -> bool {
        self.adjacent && self.names_a_relative()
    }

    /// Whether its noun nearest to the name is that of a relative.
    pub fn names_a_relative(&self) -> bool {
        const TIES: [&str; 46] = [
            "син",
            "донька",
            "дочка",
            "дружина",
            "чоловік",
            "брат",
            "сестра",
            "мати",
            "батько",
            "онук",
            "онука",
            "вдова",
            "дідусь",
            "бабуся",
            "дядько",
            "тітка",
            "сын",
            "дочь",
            "жена",
            "муж",
            "мать",
            "отец",
            "внук",
            "внучка",
            "дядя",
            "тётя",
            "бабушка",
            "son",
            "daughter",
            "wife",
            "husband",
            "brother",
            "sister",
            "mother",
            "father",
            "uncle",
            "aunt",
            "widow",
            "widower",
            "grandmother",
            "grandfather",
            "nephew",
            "niece",
            "дід",
            "племінник",
            "племянник",
        ];
        self.lemmas.first().is_some_and(|lemma| TIES.contains(lemma))
    }
}

/// How many words the name of a firm or a team may have between marks.
const LONGEST_TITLE: usize = 6;

/// The letters of the longest shortened office before which a full stop may look like the end of a sentence: `capt`.
const LONGEST_ABBREVIATION: usize = 4;

/// How far an office may reach.
const LONGEST: usize = 16;

/// The office that ends right before the token `name`.
pub fn before(text: &Text, name: usize) -> Option<Office> {
    if name > 0 && (is_english_link(text.word(name - 1)) || is_of_the(text, name)) {
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
                cases: 0,
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
        } else if !(is_complement(text, at, &lower) || (found.is_none() && is_link(&lower))) || text.tokens[at].first {
            break;
        }
        if text.tokens[at].first {
            break;
        }
    }
    found.map(|office| with_adjectives(text, office))
}

/// Whether the full stop at a token is that of a shortened office, and not the end of a sentence: "Sen. Hollister".
fn is_abbreviated(text: &Text, stop: usize) -> bool {
    let Some(before) = stop.checked_sub(1) else { return false };
    let lower = text.word(before).lower_case();
    let open = text.tokens.get(stop + 1).is_some_and(|next| next.first);
    !lexicon::office(&lower).is_empty() && (!open || lower.is_ascii() && lower.len() <= LONGEST_ABBREVIATION)
}

/// Whether "of the" or the like stands before a name: what follows is what somebody heads.
fn is_of_the(text: &Text, name: usize) -> bool {
    name > 1 && text.word(name - 1) == "the" && is_english_link(text.word(name - 2))
}

/// The office before a name between commas: "His widow, Bernice, …".
pub fn apposed(text: &Text, name: &Range<usize>) -> Option<Office> {
    let comma = name.start.checked_sub(1).filter(|&at| text.word(at) == "," && text.word(name.end) == ",")?;
    before(text, comma)
}

/// The words of the office whose noun stands at the token `head`: its adjectives before it and what it is the office of.
pub fn words_at(text: &Text, head: usize) -> Range<usize> {
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

/// Whether a word is declined like an adjective, or may be one in English.
fn is_adjective(text: &Text, at: usize) -> bool {
    let lower = text.word(at).lower_case();
    let declined = ["ий", "ній", "на", "ня", "ька", "ый", "ая", "ний"].iter().any(|ending| lower.ends_with(ending));
    let english = ["town", "council", "police", "company", "party", "senior", "former", "deputy", "chief"];
    text.shape(at) == Shape::Lower && if lower.is_ascii() { english.contains(&lower.as_str()) } else { declined }
}

/// The office that follows the name after a comma: its words up to the next mark or verb.
pub fn behind(text: &Text, name_end: usize) -> Option<Office> {
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
        let from = at - 1 - usize::from(text.word(at - 1) == "the");
        text.shape(at) == Shape::Capital && (is_english_link(text.word(from)) || text.shape(from) == Shape::Capital)
    };
    while end < start + LONGEST && (is_complement(text, end, &text.word(end).lower_case()) || of_something(end)) {
        end += 1;
    }
    while end > head + 1 && (is_english_link(text.word(end - 1)) || text.word(end - 1) == "the") {
        end -= 1;
    }
    let lemmas = heads.first().map(|head| head.lemma).into_iter().collect();
    let nominative = is_nominative(heads);
    let each = vec![cases(heads)];
    Some(Office { tokens: start..end, cases: cases(heads), lemmas, each, adjacent: false, shared: false, nominative })
}

fn is_nominative(heads: &[OfficeForm]) -> bool {
    heads.iter().any(|head| !head.plural && head.cases & NOMINATIVE != 0)
}

/// The cases in which a word of office may stand.
fn cases(heads: &[OfficeForm]) -> Cases {
    heads.iter().fold(0, |cases, head| cases | head.cases)
}

/// Takes in the adjectives before an office: the first deputy, the former president.
fn with_adjectives(text: &Text, mut office: Office) -> Office {
    const ADJECTIVES: [&str; 32] = [
        "перш",
        "колишн",
        "тодішн",
        "нинішн",
        "чинн",
        "новообран",
        "новопризначен",
        "генеральн",
        "державн",
        "старш",
        "спеціальн",
        "бывш",
        "первы",
        "нынешн",
        "действующ",
        "тогдашн",
        "генеральны",
        "специальн",
        "former",
        "acting",
        "deputy",
        "first",
        "senior",
        "vice",
        "постійн",
        "постоянн",
        "верховн",
        "міськ",
        "народн",
        "головн",
        "обласн",
        "перва",
    ];
    while office.tokens.start > 0 {
        let lower = text.word(office.tokens.start - 1).lower_case();
        let fits = ADJECTIVES.iter().any(|stem| lower.strip_prefix(stem).is_some_and(|rest| rest.chars().count() <= 4));
        let first = office.tokens.start - 1;
        let proper = lower.is_ascii() && lower.len() > 3 && matches!(text.shape(first), Shape::Capital | Shape::Upper);
        let small = is_stop(&lower) || stops::is_stop(&lower) || lexicon::is_beside("leading", &lower);
        if !(fits || proper && lexicon::is_other(&lower) && !small) {
            break;
        }
        office.tokens.start -= 1;
    }
    office
}

/// Whether an English preposition ties what follows to an office.
fn is_english_link(word: &str) -> bool {
    matches!(word, "of" | "at" | "for" | "to" | "with" | "by" | "in")
}

/// Words that may stand between "ministers" and two names.
fn is_link(lower: &str) -> bool {
    matches!(lower, "та" | "і" | "й" | "и" | "and" | "–" | "—" | "-")
}

/// Whether a word may belong to an office: what it is the office of.
fn is_complement(text: &Text, at: usize, lower: &str) -> bool {
    let next = text.word(at + 1);
    let links = match lower {
        "of" | "for" | "the" | "to" | "при" | "мого" | "по" => true,
        "з" => matches!(next, "питань" | "прав"),
        "у" | "в" => matches!(next, "справах" | "закордонних" | "делам") || text.shape(at + 1) == Shape::Capital,
        _ => false,
    };
    match text.shape(at) {
        Shape::Lower => links || !(is_verb_like(lower) || is_stop(lower)),
        Shape::Upper | Shape::Number => true,
        Shape::Capital => lexicon::is_other(lower),
        Shape::Initial => false,
        Shape::Mark => matches!(text.word(at), "\"" | "«" | "»" | "“" | "”") && at > 0,
    }
}

/// Small words that no office holds.
static STOPS: LazyLock<HashSet<&'static str>> =
    LazyLock::new(|| include_str!("stops.txt").split_whitespace().collect());

/// Whether a word in lower case is a small word or a verb of speech, which no office holds.
pub fn is_stop(lower: &str) -> bool {
    STOPS.contains(lower) || lexicon::speech(lower).is_some()
}

/// Whether a word in lower case has the ending of a finite verb or a participle of adverb.
pub fn is_verb_like(lower: &str) -> bool {
    const ENDINGS: [&str; 48] = [
        "ав", "ив", "ув", "яв", "їв", "ала", "ила", "ула", "яла", "їла", "ало", "ило", "уло", "ають", "яють", "ують",
        "юють", "ить", "ять", "уть", "ють", "али", "или", "ули", "яли", "вся", "лася", "лися", "лося", "ться", "тися",
        "ати", "ити", "ути", "яти", "ючи", "вши", "ал", "ил", "ял", "ыл", "лся", "лась", "лись", "тся", "ует", "ают",
        "еть",
    ];
    const NOUNS: [&str; 16] = [
        "справ",
        "прав",
        "устав",
        "сили",
        "школи",
        "генерал",
        "штаб",
        "сил",
        "канал",
        "капитал",
        "капітал",
        "журнал",
        "філіали",
        "материал",
        "матеріали",
        "сигнал",
    ];
    ENDINGS.iter().any(|ending| lower.len() > ending.len() + 2 && lower.ends_with(ending)) && !NOUNS.contains(&lower)
}
