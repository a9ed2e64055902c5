//! In: the `[[abbreviation]]` sections of a project file. Out: the declared abbreviations.
//!
//! Invariant: an abbreviation has one expansion only.

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 2] = ["short", "long"];

/// An abbreviation and its expansion.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Abbreviated {
    /// The abbreviation: "NGO".
    pub short: String,
    /// The expansion: "non-governmental organization".
    pub long: String,
}

/// The abbreviations of a project file, in file order.
pub(crate) fn abbreviations(top: &Section<'_>) -> Result<Vec<Abbreviated>, ProjectError> {
    let mut known: Vec<Abbreviated> = Vec::new();
    for section in top.sections("abbreviation", &KEYS)? {
        let short = section.required("short", "short = \"NGO\"")?;
        let long = section.required("long", "long = \"non-governmental organization\"")?;
        if known.iter().any(|one| one.short == short) {
            let (key, hint) = ("abbreviation.short".to_owned(), "leave it with one meaning");
            return Err(section.on_line_of("short", Problem::Twice { key, value: short, hint }));
        }
        known.push(Abbreviated { short, long });
    }
    Ok(known)
}
