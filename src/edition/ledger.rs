//! In: the articles and what was set aside. Out: the ledger: what became of every capture.
//!
//! Invariant: every capture stands in it once, and the totals add up.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Context;
use super::model::{DropCount, Ledger, LedgerEntry, LedgerTotal, Outcome};
use crate::normalize::{Article, DropReason};

/// A capture or file that is not among the articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    pub path: String,
    pub record: u32,
    pub outcome: Outcome,
    /// SHA-256 of the capture; absent where the file gave none.
    pub digest: Option<String>,
}

/// The ledger, by path and record.
pub fn list(context: &Context) -> Ledger {
    let aside = context.material.set_aside.iter().map(|aside| LedgerEntry {
        path: aside.path.clone(),
        record: aside.record,
        outcome: aside.outcome,
        outcome_text: outcome_text(context, aside.outcome),
        source: None,
        digest: aside.digest.clone(),
        dropped: Vec::new(),
    });
    let pages = context.material.articles.iter().enumerate();
    let articles = pages.map(|(at, page)| entry(context, &page.article, context.numbers.get(&at).copied()));
    let mut entries: Vec<LedgerEntry> = aside.chain(articles).collect();
    entries.sort_by(|one, other| (&one.path, one.record).cmp(&(&other.path, other.record)));
    let mut totals: BTreeMap<Outcome, usize> = BTreeMap::new();
    for entry in &entries {
        *totals.entry(entry.outcome).or_default() += 1;
    }
    let total = |(outcome, captures)| LedgerTotal { outcome, text: outcome_text(context, outcome), captures };
    Ledger { totals: totals.into_iter().map(total).collect(), entries, replaced: Vec::new() }
}

/// What became of an article, which is the source of this number.
fn entry(context: &Context, article: &Article, source: Option<usize>) -> LedgerEntry {
    let outcome = match source {
        Some(_) => Outcome::Used,
        None if context.material.news.is_some_and(|news| news.only) => Outcome::ToldBefore,
        None => Outcome::OutsidePeriod,
    };
    let mut counts: BTreeMap<DropReason, usize> = BTreeMap::new();
    for line in &article.dropped {
        *counts.entry(line.reason).or_default() += 1;
    }
    let count = |(reason, lines)| DropCount { reason, text: word(&context.lexicon.reasons, &reason), lines };
    LedgerEntry {
        path: article.path.clone(),
        record: article.record,
        outcome,
        outcome_text: outcome_text(context, outcome),
        source,
        digest: Some(article.digest.clone()),
        dropped: counts.into_iter().map(count).collect(),
    }
}

fn outcome_text(context: &Context, outcome: Outcome) -> String {
    word(&context.lexicon.outcomes, &outcome)
}

/// The word for a value, by the name that it has in JSON.
fn word(words: &BTreeMap<String, String>, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    words.get(&name).cloned().unwrap_or(name)
}
