//! In: what a reader of documents, books and archives found in a file. Out: the captures, the records that gave none, and what must be told.
//!
//! Invariant: interprets nothing. Each record that gave no capture has its number and its reason.

use rayon::prelude::*;

use super::entry::Entry;
use super::raw::Skipped;
use super::{Capture, FileRead, Form, MOST_TOLD, UnreadReason, more_bad, unread, warning};
use crate::warned::Warning;

/// What was found in a file.
#[derive(Debug, Default)]
pub(crate) struct Opened {
    /// The articles in their order, and the records that could not be read.
    pub records: Vec<Result<Entry, Skipped>>,
    /// What was left out of articles that were read.
    pub told: Vec<Told>,
}

/// A file that gave nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Refused {
    /// The reason for the ledger.
    pub reason: UnreadReason,
    /// What the user is told.
    pub told: Told,
}

/// A problem, and what the user can do about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Told {
    /// The problem.
    pub problem: String,
    /// What can be done.
    pub hint: &'static str,
}

/// The result of reading a file.
pub(crate) fn result(read: Result<Opened, Refused>, path: &str, form: Form, address: Option<&str>) -> FileRead {
    match read {
        Ok(opened) => opened.read(path, form, address),
        Err(refused) => refused.read(path),
    }
}

impl Told {
    /// A problem with its hint.
    pub(crate) fn new(problem: impl Into<String>, hint: &'static str) -> Self {
        Self { problem: problem.into(), hint }
    }

    fn warning(self, path: &str) -> Warning {
        warning(path, self.problem, self.hint)
    }
}

impl Refused {
    /// A file that is not read for a reason.
    pub(crate) fn new(reason: UnreadReason, problem: impl Into<String>, hint: &'static str) -> Self {
        Self { reason, told: Told::new(problem, hint) }
    }

    /// A file without a word.
    pub(crate) fn empty() -> Self {
        Self::new(UnreadReason::Empty, "nothing readable stands in it", "save it again, or leave it out")
    }

    /// A text that the user calls a document or a book.
    pub(crate) fn of_other_form() -> Self {
        Self::new(UnreadReason::OtherData, "it is a text, and no document or e-book", "name another form, or none")
    }

    /// The result of reading the file.
    pub(crate) fn read(self, path: &str) -> FileRead {
        let told = self.told.warning(path);
        unread(self.reason, Some(told))
    }
}

impl Opened {
    /// The only article of a document.
    pub(crate) fn of_one(entry: Entry, told: Vec<Told>) -> Self {
        Self { records: vec![Ok(entry)], told }
    }

    /// The captures of a file. The address of the file, if known, is used only for a single article.
    pub(crate) fn read(self, path: &str, form: Form, address: Option<&str>) -> FileRead {
        let mut bad = Vec::new();
        let mut warnings: Vec<Warning> = self.told.into_iter().map(|told| told.warning(path)).collect();
        let mut articles = Vec::new();
        for (record, number) in self.records.into_iter().zip(0..) {
            match record {
                Ok(entry) => articles.push((entry, number)),
                Err(skipped) => {
                    if bad.len() < MOST_TOLD {
                        warnings.push(skipped.warning(path));
                    }
                    bad.push(number);
                }
            }
        }
        let more = bad.len().saturating_sub(MOST_TOLD);
        warnings.extend((more > 0).then(|| more_bad(path, more)));
        let read: Vec<_> =
            articles.into_par_iter().map(|(entry, number)| (entry.capture(path, number, form), number)).collect();
        bad.extend(read.iter().filter(|(capture, _)| capture.is_none()).map(|&(_, number)| number));
        bad.sort_unstable();
        let mut captures: Vec<Capture> = read.into_iter().filter_map(|(capture, _)| capture).collect();
        if captures.is_empty() {
            warnings.push(Refused::empty().told.warning(path));
            return FileRead { value: Err(UnreadReason::Empty), bad: Vec::new(), warnings };
        }
        if let [only] = captures.as_mut_slice() {
            only.address = address.filter(|address| !address.is_empty()).map(str::to_owned).or(only.address.take());
        }
        FileRead { value: Ok(captures), bad, warnings }
    }
}
