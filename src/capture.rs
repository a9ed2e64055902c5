//! In: files. Out: captures, one for each page that a file holds, decoded, with the text that a reader saw.
//!
//! Invariant: nothing is interpreted here: no word is dropped for being furniture, no date is read.

pub mod form;

pub use form::Form;

use crate::passage::Span;

/// One page as the user got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The file, relative to the folder that was given, with `/` between its parts.
    pub path: String,
    /// Which of the pages in the file this is, from 0.
    pub record: u32,
    /// Where the page came from, if the list, a sidecar or the file says so.
    pub address: Option<String>,
    pub form: Form,
    /// SHA-256 of the file's bytes, in lower-case hexadecimal.
    pub digest: String,
    /// The text that a reader saw: markup off, entities resolved, line ends as `\n`, one block a line.
    /// Every place is counted in the code points of this.
    pub text: String,
    /// The decoded markup, for the forms that have one.
    pub markup: Option<String>,
}

/// A file that gave no capture, for the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    pub path: String,
    pub reason: UnreadReason,
}

/// Why a file gave no capture.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, schemars::JsonSchema,
)]
#[serde(rename_all = "kebab-case")]
pub enum UnreadReason {
    /// The system would not let it be read.
    Unreadable,
    /// Its bytes are no text: an image, an archive, a program.
    NotText,
    /// Nothing readable stands in it.
    Empty,
    /// It is larger than a capture may be.
    TooLarge,
}

impl Capture {
    /// How the capture is named to a person: its path, and its record where the file holds several.
    pub fn name(&self) -> String {
        if self.record == 0 { self.path.clone() } else { format!("{}#{}", self.path, self.record) }
    }

    /// The text at a place, as it stands in the capture.
    pub fn at(&self, span: Span) -> String {
        self.text.chars().skip(span.start).take(span.end - span.start).collect()
    }
}
