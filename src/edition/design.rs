//! In: the look that the project file sets. Out: the same as data for layouts, with pictures under the names that layouts use.
//!
//! Invariant: holds no path of the machine.

use std::path::Path;

use super::model;
use crate::project;

/// The project's look of the edition.
pub fn design(design: &project::Design) -> model::Design {
    model::Design {
        accent: design.accent.map(|accent| accent.to_string()),
        marking: design.marking.clone(),
        distribution: design.distribution.clone(),
        draft: design.draft,
        logo: design.logo.as_deref().map(|path| picture("logo", path)),
        cover: design.cover.as_deref().map(|path| picture("cover", path)),
        text_font: design.text_font.clone(),
        label_font: design.label_font.clone(),
    }
}

/// The name of a project picture in a layout: `design/logo.svg`.
fn picture(name: &str, path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    format!("design/{name}.{ending}")
}
