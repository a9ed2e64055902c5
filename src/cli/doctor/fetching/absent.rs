//! In: the `[fetch]` table of a project. Out: that this build of the program lacks the feature `fetch`.
//!
//! Invariant: has the same function as the module that it replaces.

use super::finding::Finding;
use crate::project::Project;

pub fn findings(project: &Project) -> Vec<Finding> {
    let message = "the project file has `[fetch]`, but this build of litopys lacks the feature `fetch`";
    let hint = "install it with its default features, or save pages by hand";
    vec![match project.fetching {
        Some(_) => Finding::warning("fetch", message, hint),
        None => Finding::ok("fetch", "there is nothing to fetch"),
    }]
}
