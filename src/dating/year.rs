//! In: the expressions of one article. Out: when a text with "next year" and "2024" was written, with both expressions.
//!
//! Invariant: two expressions are combined only if the words around both, or their positions, show that they mean one year.

use std::collections::BTreeSet;

use chrono::{Datelike, Months};

use super::context::{self, Context};
use crate::letters::Letter;
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::time::{self, Before, Days, Evidence, EvidenceKind, Meaning, Tense, Unit, Year, whole_month, whole_year};

/// Number of words on each side of an expression that are compared. The same edition of `tests/events/tuned` with 3 and 12.
const AROUND: usize = 6;
/// Maximum distance of such a word, in bytes. The same edition of `tests/events/tuned` with 100 and 400.
const REACH: usize = 200;
/// Maximum number of letters of a preposition between two neighbouring expressions. Set by hand.
const PREPOSITION: usize = 2;
/// Number of words that two expressions must share to mean one year. Set by hand.
const SHARED: usize = 2;
/// Minimum length of a word that is compared. The same edition of `tests/events/tuned` with 2 and 8.
const SHORTEST: usize = 4;

/// The year or month in which the article was written, if one in figures and one counted from today are the same.
pub(crate) fn written(contexts: &[Context<'_>]) -> Option<(Days, Vec<Evidence>)> {
    let contexts: Vec<_> = contexts.iter().filter(|context| !context.quoted).collect();
    let contexts = contexts.as_slice();
    let alone = || contexts.iter().find_map(directed);
    let whole = |(year, evidence): (i32, Vec<Evidence>)| Some((whole_year(year)?, evidence));
    month(contexts).or_else(alone).or_else(|| whole(year(contexts)?))
}

/// The pattern "Цього місяця, у вересні 2031 року".
fn month(contexts: &[&Context<'_>]) -> Option<(Days, Vec<Evidence>)> {
    contexts.windows(2).find_map(|pair| {
        let both = [(pair[0], pair[1]), (pair[1], pair[0])];
        let (months, told, by, beside) = both.into_iter().find_map(|(counted, told)| {
            let Meaning::Relative { offset, unit: Unit::Month, .. } = counted.expression.meaning else { return None };
            let Meaning::Calendar { year: Year::Stated(year), month: Some(month), days: None, .. } =
                told.expression.meaning
            else {
                return None;
            };
            Some((offset, whole_month(year, month.into())?, told, counted))
        })?;
        let first = told.earliest.checked_sub_months(Months::new(u32::try_from(months.max(0)).ok()?))?;
        let first = first.checked_add_months(Months::new(u32::try_from((-months).max(0)).ok()?))?;
        let evidence = vec![by.evidence(EvidenceKind::Partial), beside.evidence(EvidenceKind::Partial)];
        let letters = |text: &str| text.chars().filter(|c| c.is_letter_or_digit()).count();
        let beside = by.between(beside).is_some_and(|text| letters(text) <= PREPOSITION && !text.contains('.'));
        beside.then_some((whole_month(first.year(), first.month())?, evidence))
    })
}

/// The pattern "Наступного, 2029 року".
fn directed(context: &&Context<'_>) -> Option<(Days, Vec<Evidence>)> {
    let (year, month) = stated(&context.expression.meaning)?;
    let names_the_unit = context.expression.text.chars().any(char::is_letter);
    let sentence = context.sentence.filter(|_| month.is_none() && names_the_unit)?;
    let text = &sentence.text[..context.expression.bytes.start - sentence.bytes.start];
    let Before::Toward(direction) = time::before(text, context.article.article.language) else { return None };
    // Something that was done next year belongs to a story, not to the page.
    let of_a_story = direction > 0 && context.clause_tense == Tense::Past;
    let days = whole_year(year - i32::from(direction)).filter(|_| !of_a_story)?;
    Some((days, vec![context.evidence(EvidenceKind::Partial)]))
}

/// The year in which the article was written, if a year in figures and one counted from today are the same.
fn year(contexts: &[&Context<'_>]) -> Option<(i32, Vec<Evidence>)> {
    let told = |context: &Context<'_>| Some((stated(&context.expression.meaning)?, around(context)));
    let told: Vec<_> = contexts.iter().filter_map(|context| Some((context, told(context)?))).collect();
    let counted = |context: &Context<'_>| Some((relative(&context.expression.meaning)?, around(context)));
    let counted: Vec<_> = contexts.iter().filter_map(|context| Some((context, counted(context)?))).collect();
    let mut best: Option<(usize, i32, Vec<Evidence>)> = None;
    let mut rivals = false;
    for (one, ((year, month), words)) in &told {
        for (other, ((offset, other_month), other_words)) in &counted {
            let shared = words.intersection(other_words).count();
            let planned = usize::from(*offset == 1 && shared > 0 && plans(one));
            let score = if one.touches(other) { usize::MAX } else { shared + planned };
            if score < SHARED || month != other_month {
                continue;
            }
            let written = year - offset;
            match &best {
                Some((most, known, _)) if *most > score || (*most == score && *known == written) => {}
                Some((most, ..)) if *most == score => rivals = true,
                _ => {
                    rivals = false;
                    let evidence = vec![one.evidence(EvidenceKind::Partial), other.evidence(EvidenceKind::Partial)];
                    best = Some((score, written, evidence));
                }
            }
        }
    }
    best.filter(|_| !rivals).map(|(_, year, evidence)| (year, evidence))
}

/// A year in figures, and the month with it.
fn stated(meaning: &Meaning) -> Option<(i32, Option<u8>)> {
    match *meaning {
        Meaning::Calendar { year: Year::Stated(year), month, .. } => Some((year, month)),
        _ => None,
    }
}

/// Years from today, and the month with them.
fn relative(meaning: &Meaning) -> Option<(i32, Option<u8>)> {
    match *meaning {
        Meaning::Calendar { year: Year::Relative(offset), month, .. } => Some((offset, month)),
        Meaning::Relative { offset, unit: Unit::Year, .. } => Some((offset, None)),
        _ => None,
    }
}

/// Whether an expression is the year of a plan in the headline or lead: "план робіт на 2028 рік".
fn plans(context: &Context<'_>) -> bool {
    let Some(sentence) = context.sentence.filter(|_| context.opens) else { return false };
    let text = &sentence.text[..context.expression.bytes.start - sentence.bytes.start];
    time::before(text, context.article.article.language) == Before::Onto
}

/// The stems of the words around an expression, in its paragraph.
fn around(context: &Context<'_>) -> BTreeSet<String> {
    let expression = context.expression;
    let Some(text) = context::text(context.article, expression.part) else { return BTreeSet::new() };
    let stems = Stems::of(context.article.article.language);
    let from = text.floor_char_boundary(expression.bytes.start.saturating_sub(REACH));
    let to = text.floor_char_boundary((expression.bytes.end + REACH).min(text.len()));
    let before: Vec<_> = tokens::words(&text[from..expression.bytes.start]).map(|word| &text[from..][word]).collect();
    let behind = tokens::words(&text[expression.bytes.end..to]).map(|word| &text[expression.bytes.end..][word]);
    let near = before.into_iter().rev().take(AROUND).chain(behind.take(AROUND)).map(tokens::fold);
    near.filter(|word| word.chars().count() >= SHORTEST).map(|word| stems.stem(&word)).collect()
}
