//! In: the history of a project. Out: whether it is valid, and whether the files of its editions exist.
//!
//! Invariant: files of editions that are too old to keep are not missed.

use std::path::Path;

use super::finding::Finding;
use crate::editions::{self, Kept};
use crate::project::Project;
use crate::warned::Warning;

pub(crate) fn findings(project: &Project) -> Vec<Finding> {
    let kept = match editions::kept(project) {
        Ok(kept) => kept,
        Err(failure) => return vec![Finding::failed("history", failure)],
    };
    let Some(last) = kept.history.editions.last() else {
        return vec![Finding::ok("history", "no edition is recorded")];
    };
    let day = last.as_of.map_or_else(String::new, |day| format!(" of {day}"));
    let message = format!("{} editions are recorded, the last is {}{day}", kept.history.editions.len(), last.number);
    let mut findings = vec![Finding::ok("history", message)];
    findings.extend(Finding::of("history", &missing(project, &kept, last.number)));
    findings
}

/// The numbered files that do not exist.
fn missing(project: &Project, kept: &Kept, last: u32) -> Vec<Warning> {
    let outdated = project.editions.keep.map_or_else(Vec::new, |keep| kept.outdated(keep, last));
    let files =
        kept.history.editions.iter().flat_map(|edition| edition.files.iter().map(|file| (edition.number, file)));
    let folder = project.output.opened();
    let is_there = |file: &String| folder.as_ref().is_ok_and(|folder| folder.has_own(Path::new(file)));
    let missing = files.filter(|(_, file)| !outdated.contains(file) && !is_there(file));
    let warning = |(number, file): (u32, &String)| Warning {
        path: Some(project.output.at(file).path().display().to_string()),
        problem: format!("this file of edition {number} is missing"),
        hint: Some(format!("`litopys build --edition {number}` builds it again")),
    };
    missing.map(warning).collect()
}
