//! In: the `[book]` table of a project file. Out: how the e-book is made.
//!
//! Invariant: without the table the book is as small as possible, and the reading device chooses its look.

use super::error::ProjectError;
use super::section::Section;

pub(crate) const KEYS: [&str; 1] = ["fonts"];

/// Options of the e-book.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct BookOptions {
    /// Whether the program's fonts are embedded.
    pub fonts: bool,
}

/// Reads the table, if there is one.
pub(crate) fn book(top: &Section<'_>) -> Result<BookOptions, ProjectError> {
    let Some(section) = top.section("book", &KEYS)? else { return Ok(BookOptions::default()) };
    Ok(BookOptions { fonts: section.truth("fonts")?.unwrap_or_default() })
}
