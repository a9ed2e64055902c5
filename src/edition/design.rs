//! In: what the project file says of looks. Out: the same as data for layouts, pictures by the names that layouts see.
//!
//! Invariant: no path of the machine stands in it.

use std::path::Path;

use super::model;
use crate::project;

/// What the project says of how the edition is to look.
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

/// The name under which a layout sees a picture of the project: `design/logo.svg`.
fn picture(name: &str, path: &Path) -> String {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    format!("design/{name}.{ending}")
}
