//! In: nothing. Out: the types of a record of a stream before it is parsed, and of one that gave no capture.
//!
//! Invariant: independent of the form of the stream.

use std::io::Read;

use crate::warned::Warning;

/// The most bytes of one record of a stream. A news page has less than a thirtieth of that. Set by hand.
pub(crate) const LARGEST: usize = 32 * 1024 * 1024;

/// The source of a stream's bytes.
pub(crate) type Input<'a> = Box<dyn Read + Send + 'a>;

/// A record of a stream, not parsed yet.
#[derive(Debug, Default)]
pub(crate) struct Raw {
    /// The number of the record in the stream, from 0.
    pub record: u32,
    /// The name of the record in messages: `line 12`.
    pub place: String,
    /// The address of the page.
    pub address: Option<String>,
    /// When it was saved, as the stream says.
    pub captured: Option<String>,
    /// Whether it is the text of a page without its markup.
    pub is_text: bool,
    /// The bytes of the page or line.
    pub bytes: Vec<u8>,
}

/// A record that gave no capture.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Skipped {
    /// The number of the record in the stream, from 0.
    pub record: u32,
    /// The name of the record in messages.
    pub place: String,
    /// The problem.
    pub problem: String,
    /// What the user can do about it.
    pub hint: &'static str,
}

impl Raw {
    /// This record as one that gave no capture.
    pub(crate) fn skipped(&self, problem: impl Into<String>, hint: &'static str) -> Skipped {
        Skipped { record: self.record, place: self.place.clone(), problem: problem.into(), hint }
    }
}

impl Skipped {
    /// A record above the size limit.
    pub(crate) fn too_large(record: u32, place: String) -> Self {
        let problem = format!("it is larger than {} MiB", LARGEST / 1024 / 1024);
        Self { record, place, problem, hint: "the other records were read; save this page alone" }
    }

    /// The warning about its file.
    pub(crate) fn warning(self, path: &str) -> Warning {
        Warning {
            path: Some(path.to_owned()),
            problem: format!("{}: {}", self.place, self.problem),
            hint: Some(self.hint.to_owned()),
        }
    }
}
