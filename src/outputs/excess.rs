//! In: the bytes of a picture of the project. Out: the limit that it exceeds, if there is one.
//!
//! Invariant: a build of the program that draws no picture refuses none.

use std::path::Path;

/// The limit that a picture exceeds, and what to do about it.
#[cfg(feature = "pdf")]
pub(crate) fn of_picture(path: &Path, bytes: &[u8]) -> Option<(String, &'static str)> {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let excess = crate::render::drawing::excess(&format!("picture.{ending}"), bytes)?;
    Some((excess.to_string(), excess.hint()))
}

/// `None`, because no picture of a layout is ever drawn.
#[cfg(not(feature = "pdf"))]
pub(crate) fn of_picture(_: &Path, _: &[u8]) -> Option<(String, &'static str)> {
    None
}
