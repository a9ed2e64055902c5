//! In: the sections `[[event]]` of a project file. Out: what a person decides about events.
//!
//! Invariant: a capture stands in one decision only.

use std::collections::BTreeSet;

use super::error::{Problem, ProjectError};
use super::section::Section;

pub const KEYS: [&str; 4] = ["captures", "pin", "leave_out", "note"];

/// What a person decides about one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// The captures that report it, and no others, named as in a correction.
    pub captures: Vec<String>,
    /// Whether it stands in the edition whatever the period, and among its few sentences at a glance.
    pub pin: bool,
    /// Whether its captures are left out.
    pub leave_out: bool,
    /// What a person says of it; printed as theirs.
    pub note: Option<String>,
}

/// The decisions of a project file, in its order.
pub fn decisions(top: &Section<'_>) -> Result<Vec<Decision>, ProjectError> {
    let mut known = BTreeSet::new();
    let mut decisions = Vec::new();
    for section in top.sections("event", &KEYS)? {
        let captures = section.required_texts("captures", "captures = [\"one.html\", \"two.html\"]")?;
        let captures: Vec<String> = captures.iter().map(|name| super::capture_name(name)).collect();
        if let Some(twice) = captures.iter().find(|&name| !known.insert(name.clone())) {
            let (key, hint) = ("event.captures".to_owned(), "leave it in one event");
            return Err(section.on_line_of("captures", Problem::Twice { key, value: twice.clone(), hint }));
        }
        decisions.push(Decision {
            captures,
            pin: section.truth("pin")?.unwrap_or(false),
            leave_out: section.truth("leave_out")?.unwrap_or(false),
            note: section.text("note")?,
        });
    }
    Ok(decisions)
}
