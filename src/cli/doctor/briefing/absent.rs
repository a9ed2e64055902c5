//! In: a project. Out: that this build of the program lacks the feature `pdf` and writes no briefing.
//!
//! Invariant: has the same functions as the module that it replaces.

use super::finding::Finding;
use crate::project::Project;

/// The missing feature.
pub fn built_in() -> Finding {
    let message = "this build of litopys writes no PDF: it lacks the feature `pdf`";
    Finding::warning("pdf", message, "install it with its default features to get briefings")
}

/// Nothing, because the layout is not used.
pub fn findings(_: &Project) -> Vec<Finding> {
    Vec::new()
}
