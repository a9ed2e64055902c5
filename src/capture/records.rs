//! In: a stream of pages. Out: its captures batch by batch, and the records that gave none, each with a warning.
//!
//! Invariant: holds only one batch. A bad or too large record affects no other.

use std::io::BufReader;

use rayon::prelude::*;

use super::gzip::Unpacking;
use super::lines::{self, Lines};
use super::raw::{Input, Raw, Skipped};
use super::warc::{self, Warc};
use super::{Capture, Form};
use crate::files;
use crate::warned::Warning;

/// The most records and bytes in a batch. They bound memory, 64 and 8 MiB: set by hand.
const MOST: usize = 64;
const MOST_BYTES: usize = 8 * 1024 * 1024;

/// Number of bytes that are read at once. Set by hand, 256 KiB: it changes time alone.
const BUFFER: usize = 256 * 1024;

/// The result of reading a part of a stream.
#[derive(Debug, Default)]
pub(crate) struct Batch {
    /// The captures.
    pub captures: Vec<Capture>,
    /// The numbers of the records that gave none.
    pub bad: Vec<u32>,
    /// The warnings for the user.
    pub warnings: Vec<Warning>,
}

/// Reads the pages of a stream batch by batch.
pub(crate) struct Records<'a> {
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
    /// Opens a stream whose form satisfies [`Form::is_stream`]; `None` for other forms. `path` is its name from here on. `address` is used
    /// for pages without an address of their own.
    pub(crate) fn open(path: &str, form: Form, input: Input<'a>, address: Option<&str>) -> Option<Self> {
        let reader = |input: Input<'a>| BufReader::with_capacity(BUFFER, input);
        let source = match form {
            Form::Ndjson => Source::Lines(Lines::new(reader(Box::new(Unpacking::new(input))))),
            Form::Warc => Source::Warc(Box::new(Warc::new(reader(input)))),
            _ => return None,
        };
        Some(Self { path: path.to_owned(), address: address.map(str::to_owned), source, is_done: false })
    }

    /// Reads what is available without waiting: at least one record and at most a batch.
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
            // An archive is a file, so reading it never waits.
            Self::Warc(_) => true,
        }
    }
}
