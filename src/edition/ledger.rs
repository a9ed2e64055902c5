//! In: the articles, the captures that were set aside, and the changes since an earlier edition. Out: the ledger: what became of every
//! capture, and which events are presented differently although no page says anything new.
//!
//! Invariant: every capture appears in it once, and the totals add up.

use std::collections::BTreeMap;

use serde::Serialize;

use super::model::{DropCount, Edition, Event, Ledger, LedgerEntry, LedgerTotal, LeftOutClaim, Outcome};
use super::withheld::LeftOut;
use super::{Context, news};
use crate::capture::CaptureId;
use crate::normalize::{Article, DropReason};

/// A capture or file that is not among the articles.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct SetAside {
    /// The capture, or the file.
    pub id: CaptureId,
    /// What became of it.
    pub outcome: Outcome,
    /// SHA-256 of the capture. Absent if the file contains no capture.
    pub digest: Option<String>,
}

/// The ledger, by path and record.
pub(crate) fn list(context: &Context) -> Ledger {
    let aside = context.material.set_aside.iter().map(|aside| LedgerEntry {
        path: aside.id.path.clone(),
        record: aside.id.record,
        outcome: aside.outcome,
        outcome_text: outcome_text(context, aside.outcome),
        source: None,
        digest: aside.digest.clone(),
        dropped: Vec::new(),
    });
    let pages = context.material.articles.iter().enumerate();
    let articles = pages.map(|(at, page)| entry(context, at, &page.article));
    let mut entries: Vec<LedgerEntry> = aside.chain(articles).collect();
    entries.sort_by(|one, other| (&one.path, one.record).cmp(&(&other.path, other.record)));
    let mut totals: BTreeMap<Outcome, usize> = BTreeMap::new();
    for entry in &entries {
        *totals.entry(entry.outcome).or_default() += 1;
    }
    let total = |(outcome, captures)| LedgerTotal { outcome, text: outcome_text(context, outcome), captures };
    let left_out = context.material.withheld.claims.iter().map(|one| left_out(context, one)).collect();
    let totals = totals.into_iter().map(total).collect();
    let upcoming_left_out = context.material.digest.upcoming_left_out;
    let retold = news::retold(context);
    Ledger { totals, entries, left_out, retold, upcoming_left_out, claims: 0, replaced: Vec::new() }
}

/// A claim that did not verify.
fn left_out(context: &Context, one: &LeftOut) -> LeftOutClaim {
    let words = &context.lexicon.claims;
    LeftOutClaim {
        claim: one.claim.kind,
        claim_text: word(&words.kinds, &one.claim.kind),
        path: one.claim.id.path.clone(),
        record: one.claim.id.record,
        reason: one.reason,
        reason_text: word(&words.reasons, &one.reason),
        problem: one.problem.clone(),
    }
}

/// Number of claims in an edition: sentences, quotes, headlines, names, dates, publishers, places of events and abbreviations.
pub(crate) fn claims(edition: &Edition) -> usize {
    let of_event = |event: &Event| {
        let sides: usize = event.disagreements.iter().map(|one| one.sides.len()).sum();
        let steps: usize = event.developments.iter().map(|one| one.steps.len()).sum();
        let one_each = [event.when.is_some(), event.place.is_some(), event.picture.is_some()];
        1 + event.key.len()
            + event.added.len()
            + event.quotes.len()
            + sides
            + steps
            + one_each.iter().filter(|&&it| it).count()
    };
    let chapters = edition.chapters.iter().map(|chapter| {
        chapter.summary.len() + chapter.words.len() + chapter.events.iter().map(of_event).sum::<usize>()
    });
    let sources = edition.sources.iter().map(|source| {
        1 + source.byline.len() + usize::from(source.published.is_some()) + usize::from(source.publisher.is_some())
    });
    let lists = [
        edition.glance.len(),
        edition.people.len(),
        edition.organizations.len(),
        edition.places.len(),
        edition.only_mentioned().len(),
        edition.upcoming.len(),
        edition.abbreviations.len(),
    ];
    chapters.sum::<usize>() + sources.sum::<usize>() + lists.iter().sum::<usize>()
}

/// What became of the article at this index.
fn entry(context: &Context, at: usize, article: &Article) -> LedgerEntry {
    let source = context.numbers.get(&at).copied();
    let outcome = match source {
        Some(_) => Outcome::Used,
        None if context.material.withheld.pages.contains(&at) => Outcome::Unverified,
        None if context.material.news.is_some_and(|news| news.only) => Outcome::ToldBefore,
        None => Outcome::OutsidePeriod,
    };
    let mut counts: BTreeMap<DropReason, usize> = BTreeMap::new();
    for line in &article.dropped {
        *counts.entry(line.reason).or_default() += 1;
    }
    let count = |(reason, lines)| DropCount { reason, text: word(&context.lexicon.reasons, &reason), lines };
    LedgerEntry {
        path: article.id.path.clone(),
        record: article.id.record,
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

/// The word for a value, by its name in JSON.
fn word(words: &BTreeMap<String, String>, value: &impl Serialize) -> String {
    let name = serde_json::to_value(value).ok().and_then(|value| value.as_str().map(str::to_owned)).unwrap_or_default();
    words.get(&name).cloned().unwrap_or(name)
}
