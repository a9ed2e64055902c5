//! In: a project. Out: whether its captures can be read, what became of them, and which settings have no effect.
//!
//! Invariant: reads the captures as a build does, so the findings are those of a build.

use std::collections::{BTreeMap, BTreeSet};

use super::finding::Finding;
use crate::capture::form::READABLE;
use crate::capture::{Capture, Form};
use crate::cli::console::Console;
use crate::cli::record;
use crate::edition::{Edition, Outcome};
use crate::inputs::project_folder;
use crate::issue;
use crate::project::Project;

pub(crate) fn findings(project: Project, console: &mut Console) -> Vec<Finding> {
    let batch = project_folder(&project);
    let project = project.with_sidecars(&batch.corrections);
    if batch.captures.is_empty() {
        let hint = format!("litopys reads {READABLE}; save some into it, or let `litopys fetch` collect them");
        let none = Finding::problem("captures", "no captured page was found", hint);
        return std::iter::once(none).chain(Finding::of("captures", &batch.warnings)).collect();
    }
    console.step("reading and dating", batch.captures.len());
    let forms = forms(&batch.captures);
    let warnings = batch.warnings;
    let corpus = crate::study(batch.captures, batch.unread, &project);
    let edition = crate::edition(&corpus, &project);
    let mut findings = vec![outcomes(&edition), forms];
    findings.extend(Finding::of("captures", &warnings));
    findings.extend(Finding::of("unused", &issue::unused(&corpus, &project)));
    findings
}

/// The number of captures and files in each form.
fn forms(captures: &[Capture]) -> Finding {
    let mut counts: BTreeMap<Form, (usize, BTreeSet<&str>)> = BTreeMap::new();
    for capture in captures {
        let (count, files) = counts.entry(capture.form).or_default();
        *count = count.saturating_add(1);
        files.insert(&capture.id.path);
    }
    let told: Vec<String> = counts
        .iter()
        .map(|(form, (count, files))| match files.len() == *count {
            true => format!("{count} {}", record::name(form)),
            false if files.len() == 1 => format!("{count} {} (in one file)", record::name(form)),
            false => format!("{count} {} (in {} files)", record::name(form), files.len()),
        })
        .collect();
    Finding::ok("forms", told.join(", "))
}

/// The number of captures for each outcome.
fn outcomes(edition: &Edition) -> Finding {
    let totals = &edition.ledger.totals;
    let totals_text: Vec<String> =
        totals.iter().map(|total| format!("{} {}", total.captures, record::name(&total.outcome))).collect();
    let message = format!("{} captures: {}", edition.ledger.entries.len(), totals_text.join(", "));
    let is_unread = |outcome: &Outcome| matches!(outcome, Outcome::Unread(_) | Outcome::NoArticle);
    if !totals.iter().any(|total| total.outcome == Outcome::Used) {
        return Finding::problem(
            "captures",
            message,
            "no article was found; `litopys read FILE` prints what was found in a page",
        );
    }
    if totals.iter().any(|total| is_unread(&total.outcome)) {
        return Finding::warning("captures", message, "`litopys check` names the pages without an article");
    }
    Finding::ok("captures", message)
}
