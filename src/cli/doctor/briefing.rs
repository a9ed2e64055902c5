//! In: a project. Out: whether its briefing has a layout, and fonts for the letters of its language.
//!
//! Invariant: typesets nothing.

mod letters;

use super::finding::Finding;
use crate::outputs::briefing;
use crate::project::Project;
use crate::render::families::Fonts;

/// The fonts in the program.
pub(crate) fn built_in() -> Finding {
    let fonts = Fonts::built_in();
    let families: Vec<&str> = fonts.families().collect();
    Finding::ok("fonts", format!("{} are built in", families.join(" and ")))
}

/// The layout of the briefing, and its fonts.
pub(crate) fn findings(project: &Project) -> Vec<Finding> {
    let layout = match briefing::layout(project) {
        Ok(layout) => layout,
        Err(failure) => return vec![Finding::failed("layout", failure)],
    };
    let mut findings = vec![Finding::ok("layout", format!("the briefing uses `{}`", project.layout))];
    findings.extend(letters::findings(project, layout.fonts()));
    findings
}
