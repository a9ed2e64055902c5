//! In: nothing. Out: what a record of a stream is before it is read, and what is said of one that gave no capture.
//!
//! Invariant: knows no form of stream.

use std::io::Read;

use crate::warned::Warning;

/// The most bytes that one record of a stream may have; a news page has less than one in thirty of it.
pub const LARGEST: usize = 32 * 1024 * 1024;

/// Where the bytes of a stream come from.
pub type Input<'a> = Box<dyn Read + Send + 'a>;

/// A record as it stands in its stream.
#[derive(Debug, Default)]
pub struct Raw {
    pub record: u32,
    /// How the record is named to a person: `line 12`.
    pub place: String,
    pub address: Option<String>,
    /// When it was saved, in the stream's own words.
    pub captured: Option<String>,
    pub bytes: Vec<u8>,
}

/// A record that gave no capture.
#[derive(Debug, PartialEq, Eq)]
pub struct Skipped {
    pub record: u32,
    pub place: String,
    pub problem: String,
    pub hint: &'static str,
}

impl Raw {
    /// The record as one that gave no capture.
    pub fn skipped(&self, problem: impl Into<String>, hint: &'static str) -> Skipped {
        Skipped { record: self.record, place: self.place.clone(), problem: problem.into(), hint }
    }
}

impl Skipped {
    /// A record above the limit.
    pub fn too_large(record: u32, place: String) -> Self {
        let problem = format!("it is larger than {} MiB", LARGEST / 1024 / 1024);
        Self { record, place, problem, hint: "the other records were read; save this page alone" }
    }

    /// The same as a warning about its file.
    pub fn warning(self, path: &str) -> Warning {
        Warning {
            path: Some(path.to_owned()),
            problem: format!("{}: {}", self.place, self.problem),
            hint: Some(self.hint.to_owned()),
        }
    }
}
