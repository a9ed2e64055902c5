//! In: a project, and an edition whose texts are typeset. Out: that this build of the program lacks the feature `pdf` and makes no
//! briefing.
//!
//! Invariant: has the same functions as the module that it replaces. A user who asks for a briefing gets the error before any page is read.

use crate::cache::Cache;
use crate::edition::Edition;
use crate::failure::Failure;
use crate::project::{Output, Project};
use crate::render::{PageMark, Pictures};
use crate::warned::Warned;

/// The problem.
const PROBLEM: &str = "this build of litopys writes no PDF: it lacks the feature `pdf`";
/// The hint.
const HINT: &str = "install litopys with its default features, or build other formats: `--format epub --format json`";

/// The bytes of a briefing, and the pages on which its parts begin.
pub(crate) type Printed = (Vec<u8>, Vec<PageMark>);

/// The project, unless it asks for a briefing.
pub(crate) fn within_limits(project: Project) -> Result<Warned<Project>, Failure> {
    match project.outputs.contains(&Output::Pdf) {
        true => Err(Failure::plain(PROBLEM, HINT)),
        false => Ok(Warned { value: project, warnings: Vec::new() }),
    }
}

/// Refuses to typeset.
pub fn print(_: &Edition, _: &[u8], _: &Pictures, _: &Project, _: &Cache) -> Result<Warned<Printed>, Failure> {
    Err(Failure::plain(PROBLEM, HINT))
}

/// Does nothing, because nothing is cached.
pub(crate) fn forget() {}

/// The remark for a user who named no format and gets no briefing.
pub(crate) fn unmade(project: &Project) -> Option<&'static str> {
    (!project.are_outputs_named).then_some("no briefing was made: this build of litopys lacks the feature `pdf`")
}

/// Refuses the layout of a briefing.
pub fn refuse(layout: Option<&str>) -> Result<(), Failure> {
    match layout {
        Some(name) => Err(Failure::plain(format!("`{name}` is a layout of the briefing, and {PROBLEM}"), HINT)),
        None => Ok(()),
    }
}
