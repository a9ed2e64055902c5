//! In: the `[[event]]` sections of a project file. Out: the editor's decisions about events.
//!
//! Invariant: a capture is in one decision only.

use std::collections::BTreeSet;

use super::choose;
use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 5] = ["captures", "pin", "leave_out", "note", "status"];

/// The editor's decision about one event.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Decision {
    /// Exactly the captures that report the event, named as in a correction.
    pub captures: Vec<String>,
    /// Whether the event is in the edition whatever the period is, and in its summary.
    pub pin: bool,
    /// Whether its captures are left out.
    pub leave_out: bool,
    /// A note by the editor. It is printed as the editor's.
    pub note: Option<String>,
    /// The editor's judgement of the event.
    pub status: Option<Status>,
}

/// An editor's judgement of an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// It is sure that it happened.
    Confirmed,
    /// Somebody with reason says that it did not happen, or not so.
    Disputed,
    /// It did not happen.
    Denied,
}

/// The decisions of a project file, in file order.
pub(crate) fn decisions(top: &Section<'_>) -> Result<Vec<Decision>, ProjectError> {
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
            status: choose(&section, "status", "a known status")?,
        });
    }
    Ok(decisions)
}
