//! In: the `[csv]` table of a project file. Out: how tables for spreadsheets are written.
//!
//! Invariant: without the table the files begin with their first row, as programs expect.

use super::error::ProjectError;
use super::section::Section;

pub(crate) const KEYS: [&str; 1] = ["bom"];

/// Options of the tables.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct CsvOptions {
    /// Whether a file begins with a byte order mark, by which Excel knows that it is UTF-8.
    pub bom: bool,
}

/// Reads the table, if there is one.
pub(crate) fn csv(top: &Section<'_>) -> Result<CsvOptions, ProjectError> {
    let Some(section) = top.section("csv", &KEYS)? else { return Ok(CsvOptions::default()) };
    Ok(CsvOptions { bom: section.truth("bom")?.unwrap_or_default() })
}
