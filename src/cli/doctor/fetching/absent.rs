//! In: the table `[fetch]` of a project. Out: that this build of the program, without the feature `fetch`, follows none.
//!
//! Invariant: has the function of the module in whose place it stands.

use super::finding::Finding;
use crate::project::Project;

pub fn findings(project: &Project) -> Vec<Finding> {
    let told = "`[fetch]` stands in the project file, and this build of litopys lacks the feature `fetch`";
    let hint = "install it with its default features, or save pages by hand";
    vec![match project.fetching {
        Some(_) => Finding::warning("fetch", told, hint),
        None => Finding::ok("fetch", "nothing is to be fetched"),
    }]
}
