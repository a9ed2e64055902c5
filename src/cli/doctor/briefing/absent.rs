//! In: a project. Out: that this build of the program, without the feature `pdf`, makes no briefing.
//!
//! Invariant: has the functions of the module in whose place it stands.

use super::finding::Finding;
use crate::project::Project;

/// What the program brings along.
pub fn built_in() -> Finding {
    let told = "this build of litopys makes no PDF: it lacks the feature `pdf`";
    Finding::warning("pdf", told, "install it with its default features to get briefings")
}

/// Nothing: a layout that is not used lacks nothing.
pub fn findings(_: &Project) -> Vec<Finding> {
    Vec::new()
}
