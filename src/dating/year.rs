//! In: the expressions of one article. Out: the year that "next year" beside "2024" gives, with both expressions.
//!
//! Invariant: two expressions are taken together only where words around both, or their places, say that they mean one year.

use std::collections::BTreeSet;

use super::context::Context;
use crate::annotate::{Meaning, Unit, Year};
use crate::link::stem::Stems;
use crate::link::tokens;
use crate::when::{Evidence, EvidenceKind};

/// How many words on each side of an expression are compared.
const AROUND: usize = 6;
/// How many of them two expressions share that mean one year.
const SHARED: usize = 2;
/// Shorter words say nothing.
const SHORTEST: usize = 4;

/// The year in which the article was written, if a year told in figures and one told from today are the same.
pub fn year(contexts: &[Context<'_>]) -> Option<(i32, Vec<Evidence>)> {
    let told = |context: &Context<'_>| Some((stated(&context.expression.meaning)?, around(context)));
    let told: Vec<_> = contexts.iter().filter_map(|context| Some((context, told(context)?))).collect();
    let counted = |context: &Context<'_>| Some((relative(&context.expression.meaning)?, around(context)));
    let counted: Vec<_> = contexts.iter().filter_map(|context| Some((context, counted(context)?))).collect();
    let mut best: Option<(usize, i32, Vec<Evidence>)> = None;
    let mut rivals = false;
    for (one, ((year, month), words)) in &told {
        for (other, ((offset, other_month), other_words)) in &counted {
            let score = if one.touches(other) { usize::MAX } else { words.intersection(other_words).count() };
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

/// A year in figures, and the month told with it.
fn stated(meaning: &Meaning) -> Option<(i32, Option<u8>)> {
    match *meaning {
        Meaning::Calendar { year: Year::Stated(year), month, .. } => Some((year, month)),
        _ => None,
    }
}

/// Years from today, and the month told with them.
fn relative(meaning: &Meaning) -> Option<(i32, Option<u8>)> {
    match *meaning {
        Meaning::Calendar { year: Year::Relative(offset), month, .. } => Some((offset, month)),
        Meaning::Relative { offset, unit: Unit::Year, .. } => Some((offset, None)),
        _ => None,
    }
}

/// The stems of the words around an expression, in its sentence.
fn around(context: &Context<'_>) -> BTreeSet<String> {
    let Some(sentence) = context.sentence else { return BTreeSet::new() };
    let stems = Stems::of(context.article.article.language);
    let start = context.expression.bytes.start - sentence.bytes.start;
    let end = context.expression.bytes.end - sentence.bytes.start;
    let words: Vec<_> = tokens::words(&sentence.text).collect();
    let before = words.iter().filter(|word| word.end <= start).rev().take(AROUND);
    let behind = words.iter().filter(|word| word.start >= end).take(AROUND);
    let folded = before.chain(behind).map(|word| tokens::fold(&sentence.text[word.clone()]));
    folded.filter(|word| word.chars().count() >= SHORTEST).map(|word| stems.stem(&word)).collect()
}
