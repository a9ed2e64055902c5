//! In: the `[[correction]]` sections of a project file. Out: the editor's notices of errors in recorded editions.
//!
//! Invariant: no two notices are the same.

use serde::{Deserialize, Serialize};

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 3] = ["edition", "event", "text"];

/// The notice of an error in a recorded edition.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Erratum {
    /// The number of the edition with the error.
    pub edition: u32,
    /// A capture that reports the event with the error, named as in a correction of a capture.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub event: Option<String>,
    /// What was wrong, and what is right.
    pub text: String,
}

/// The notices of a project file, in file order.
pub(crate) fn errata(top: &Section<'_>) -> Result<Vec<Erratum>, ProjectError> {
    let mut errata: Vec<Erratum> = Vec::new();
    for section in top.sections("correction", &KEYS)? {
        let edition = section.required_number("edition", "edition = 3")?;
        let text = section.required("text", "text = \"The bridge opened on 3 May, not on 2 May.\"")?;
        let event = section.text("event")?.map(|name| super::capture_name(&name));
        let erratum = Erratum { edition, event, text };
        if errata.contains(&erratum) {
            let (key, hint) = ("correction.text".to_owned(), "leave one of the two notices");
            return Err(section.on_line_of("text", Problem::Twice { key, value: erratum.text, hint }));
        }
        errata.push(erratum);
    }
    Ok(errata)
}
