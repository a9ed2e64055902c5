//! In: a project that lists what to fetch. Out: captures in its folder, each with its address, its headers and its time of capture.
//!
//! Invariant: the only module that opens a connection, and no build uses it. Each page is stored once, and the next run completes a run
//! that was interrupted at any point.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

mod budget;
mod client;
mod filter;
mod hosts;
mod item;
mod listing;
mod pages;
mod private;
mod robots;
mod sources;
mod store;
mod trouble;
mod warc;
mod web;

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Mutex;

use chrono::NaiveDate;

pub(crate) use store::StoreError;
pub(crate) use store::lock;

use self::budget::Budget;
use self::filter::Filter;
use self::pages::{Fetcher, Outcome};
use self::store::Store;
use self::trouble::Trouble;
use self::web::{Web, locked};
use crate::files::WriteError;
use crate::project::Fetching;
use crate::stored::clock::Instant;
use crate::warned::Warning;

/// The settings of one run.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    /// The time of capture of everything that the run stores.
    pub now: Instant,
    /// Pages known to be older are skipped. Overrides the project's value.
    pub since: Option<NaiveDate>,
    /// Whether the run only reports what it would store.
    pub is_dry: bool,
}

/// The result of a run.
#[derive(Debug, Default)]
pub(crate) struct Report {
    /// A line for each page that was stored, renewed or skipped, in the order of the sources.
    pub lines: Vec<String>,
    /// A summary in one line.
    pub summary: String,
    /// Warnings about sources and pages.
    pub warnings: Vec<Warning>,
    /// Whether some requested pages or sources could not be fetched.
    pub is_partial: bool,
    /// Whether no source could be read at all.
    pub is_nothing: bool,
    /// Why the run ended early.
    pub broken: Option<WriteError>,
    /// Number of pages left for the next run.
    later: usize,
}

/// Fetches what a project asks for into its folder, `root`.
///
/// # Errors
/// Another run is active in the folder, or the folder is not writable.
pub(crate) fn fetch(root: &Path, limits: &Fetching, run: Run) -> Result<Report, StoreError> {
    let store = Store::open(root, &limits.folder, run.now, run.is_dry)?;
    let web = Web::new(limits, run.now, store.left_alone());
    let filter = Filter::new(limits, run.since);
    let mut gathered = sources::gather(&web, &store, root, limits, &filter)?;
    gathered.warn_of_future(run.now);
    let (form, now, is_dry) = (limits.form, run.now, run.is_dry);
    let unwanted = Mutex::new(store.unwanted(&filter.wish()));
    let room = Budget::new(limits.pages.into());
    let fetcher = Fetcher { web: &web, store: &store, filter: &filter, form, now, is_dry, unwanted, room };
    let outcomes = hosts::each(&gathered.items, limits.parallel, Outcome::host, |item| fetcher.page(item));
    let mut report = Report { warnings: gathered.warnings, ..Report::default() };
    report.is_partial = gathered.failed > 0;
    report.is_nothing = gathered.failed > 0 && gathered.failed == gathered.sources && gathered.items.is_empty();
    report.take(&gathered.items, outcomes);
    report.warn_of_later(limits);
    if report.broken.is_none() {
        store.keep_left_alone(&web.left_alone())?;
        store.keep_unwanted(&filter.wish(), &locked(&fetcher.unwanted))?;
    }
    Ok(report)
}

impl Report {
    /// Warns about pages beyond the limit of this run.
    fn warn_of_later(&mut self, limits: &Fetching) {
        if self.later > 0 {
            let problem = format!("{} pages are left: the limit of one run is {}", self.later, limits.pages);
            let hint = "run it again, or raise `pages` under `[fetch]`".to_owned();
            self.warnings.push(Warning { path: None, problem, hint: Some(hint) });
        }
    }

    fn take(&mut self, items: &[item::Item], outcomes: Vec<Outcome>) {
        let mut counts: BTreeMap<Count, usize> = BTreeMap::new();
        for (item, outcome) in items.iter().zip(outcomes) {
            self.lines.extend(outcome.line(item));
            let count = counts.entry(outcome.count()).or_default();
            *count = count.saturating_add(1);
            match outcome {
                Outcome::Failed(Trouble::Write(error)) if error.refusal.is_none() => {
                    self.broken = self.broken.take().or(Some(error))
                }
                // A page whose fetch never began has not failed by itself.
                Outcome::Failed(Trouble::Ended) => {}
                Outcome::Failed(trouble) => self.warnings.push(trouble.warning(&item.address)),
                _ => {}
            }
        }
        self.is_partial |= counts.contains_key(&Count::Failed);
        self.later = counts.get(&Count::Later).copied().unwrap_or_default();
        let parts: Vec<String> = counts.iter().map(|(count, number)| format!("{number} {}", count.name())).collect();
        self.summary = if parts.is_empty() { "the sources name no page".to_owned() } else { parts.join(", ") };
    }
}

/// The counts of the summary, in order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Count {
    Stored,
    Renewed,
    Would,
    Known,
    Unwanted,
    PassedOver,
    Failed,
    Later,
}

impl Count {
    fn name(self) -> &'static str {
        match self {
            Self::Stored => "stored",
            Self::Renewed => "renewed",
            Self::Would => "to be fetched",
            Self::Known => "already there",
            Self::Unwanted => "not wanted",
            Self::PassedOver => "skipped",
            Self::Failed => "failed",
            Self::Later => "left for the next run",
        }
    }
}

impl Outcome {
    /// How the summary counts the outcome.
    fn count(&self) -> Count {
        match self {
            Self::Stored(_) => Count::Stored,
            Self::Renewed(_) => Count::Renewed,
            Self::Would => Count::Would,
            Self::Known => Count::Known,
            Self::Unwanted => Count::Unwanted,
            Self::PassedOver(_) => Count::PassedOver,
            Self::Failed(_) => Count::Failed,
            Self::Later => Count::Later,
        }
    }
}
