//! In: a stream that holds pages one behind the other. Out: its captures batch by batch, and the records that gave none, each with a warning.
//!
//! Invariant: holds one batch and no more; a record that is bad or too large costs itself.

use std::io::BufReader;

use rayon::prelude::*;

use super::lines::{self, Lines};
use super::raw::{Input, Raw, Skipped};
use super::warc::{self, Warc};
use super::{Capture, Form};
use crate::files;
use crate::warned::Warning;

/// The most records and bytes that are handled at once.
const MOST: usize = 64;
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// How much is read at once.
const BUFFER: usize = 256 * 1024;

/// What is read of a stream at once.
#[derive(Debug, Default)]
pub struct Batch {
    pub captures: Vec<Capture>,
    /// The records that gave none.
    pub bad: Vec<u32>,
    pub warnings: Vec<Warning>,
}

/// The pages of a stream.
pub struct Records<'a> {
    path: String,
    address: Option<String>,
    source: Source<'a>,
    is_done: bool,
}

enum Source<'a> {
    Lines(Lines<Input<'a>>),
    Warc(Box<Warc<'a>>),
}

impl<'a> Records<'a> {
    /// The pages of a stream of a form for which [`Form::is_stream`] holds; nothing for another. `path` names it from here on;
    /// `address` is where a page came from that does not say so itself.
    pub fn open(path: &str, form: Form, input: Input<'a>, address: Option<&str>) -> Option<Self> {
        let reader = BufReader::with_capacity(BUFFER, input);
        let source = match form {
            Form::Ndjson => Source::Lines(Lines::new(reader)),
            Form::Warc => Source::Warc(Box::new(Warc::new(reader))),
            _ => return None,
        };
        Some(Self { path: path.to_owned(), address: address.map(str::to_owned), source, is_done: false })
    }

    /// What is there to be read without waiting, at least one record and at most a batch.
    fn gather(&mut self) -> (Vec<Raw>, Batch) {
        let (mut raw, mut batch, mut bytes) = (Vec::new(), Batch::default(), 0_usize);
        while raw.len() < MOST && bytes < MOST_BYTES && batch.warnings.is_empty() {
            match self.source.next_record() {
                Ok(Some(Ok(record))) => {
                    bytes = bytes.saturating_add(record.bytes.len());
                    raw.push(record);
                }
                Ok(Some(Err(skipped))) => batch.skip(skipped, &self.path),
                Ok(None) => self.is_done = true,
                Err(error) => {
                    self.is_done = true;
                    let problem = format!("it cannot be read to its end: {}", files::plain(&error));
                    let hint = Some("what stands before that was read; capture the rest again".to_owned());
                    batch.warnings.push(Warning { path: Some(self.path.clone()), problem, hint });
                }
            }
            if self.is_done || !self.source.is_ready() {
                break;
            }
        }
        (raw, batch)
    }
}

impl Iterator for Records<'_> {
    type Item = Batch;

    fn next(&mut self) -> Option<Self::Item> {
        if self.is_done {
            return None;
        }
        let (raw, behind) = self.gather();
        let (path, address) = (&self.path, self.address.as_deref());
        let captures = match self.source {
            Source::Lines(_) => lines::captures,
            Source::Warc(_) => warc::captures,
        };
        let read: Vec<_> = raw.par_iter().map(|raw| captures(path, raw, address)).collect();
        let mut batch = Batch::default();
        for captures in read {
            match captures {
                Ok(captures) => batch.captures.extend(captures),
                Err(skipped) => batch.skip(skipped, &self.path),
            }
        }
        batch.bad.extend(behind.bad);
        batch.warnings.extend(behind.warnings);
        Some(batch)
    }
}

impl Batch {
    fn skip(&mut self, skipped: Skipped, path: &str) {
        self.bad.push(skipped.record);
        self.warnings.push(skipped.warning(path));
    }
}

impl Source<'_> {
    fn next_record(&mut self) -> std::io::Result<Option<Result<Raw, Skipped>>> {
        match self {
            Self::Lines(lines) => lines.next_record(),
            Self::Warc(warc) => warc.next_record(),
        }
    }

    fn is_ready(&self) -> bool {
        match self {
            Self::Lines(lines) => lines.is_ready(),
            // An archive is a file, for which nobody waits.
            Self::Warc(_) => true,
        }
    }
}
