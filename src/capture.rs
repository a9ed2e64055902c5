//! In: files. Out: captures, one for each page that a file holds, decoded, with the text that a reader saw.
//!
//! Invariant: nothing is interpreted here: no word is dropped for being furniture, no date is read.

pub mod decode;
pub mod form;
pub mod markdown;
pub mod page;
pub mod tag;

use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub use form::Form;

use crate::files;
use crate::passage::Span;
use crate::warned::{Warned, Warning};

use markdown::Markdown;
use page::Page;

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

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captures {
    /// In the byte order of their paths.
    pub captures: Vec<Capture>,
    /// The files that gave none, in the same order.
    pub unread: Vec<Unread>,
}

/// The captures of a file, or why it has none and what to tell a person of it.
type FileRead = Result<Vec<Capture>, (Unread, Option<Warning>)>;

/// Reads the captures in `below`, folders and files under `root` (all of `root` where none is named). `root` may be a file.
///
/// Each file ends up as captures or in `unread`. A file that cannot be read, is too large or holds nothing gives a warning too.
pub fn read_folder(root: &Path, below: &[PathBuf]) -> Warned<Captures> {
    let base = if files::is_folder(root) { root } else { root.parent().unwrap_or(root) };
    let mut found = Warned::<Vec<PathBuf>>::default();
    for place in places(root, below) {
        let listed = files::list(&place);
        found.value.extend(listed.value);
        found.warnings.extend(listed.warnings);
    }
    found.value.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    found.value.dedup();
    let read: Vec<_> = found.value.par_iter().map(|file| read_file(file, &name_below(base, file))).collect();
    gathered(read, found.warnings)
}

fn places(root: &Path, below: &[PathBuf]) -> Vec<PathBuf> {
    if below.is_empty() { vec![root.to_owned()] } else { below.iter().map(|place| root.join(place)).collect() }
}

fn name_below(base: &Path, file: &Path) -> String {
    let name = file.strip_prefix(base).unwrap_or(file);
    name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn gathered(read: Vec<FileRead>, warnings: Vec<Warning>) -> Warned<Captures> {
    let mut all = Warned { value: Captures::default(), warnings };
    for file in read {
        match file {
            Ok(captures) => all.value.captures.extend(captures),
            Err((unread, warning)) => {
                all.value.unread.push(unread);
                all.warnings.extend(warning);
            }
        }
    }
    all
}

/// The captures in one file, which is called `path` from here on.
fn read_file(file: &Path, path: &str) -> FileRead {
    let unread = |reason| Unread { path: path.to_owned(), reason };
    if Form::is_no_capture(path) {
        return Err((unread(UnreadReason::NotText), None));
    }
    let bytes = files::read(file).map_err(|error| {
        let large = error.kind() == io::ErrorKind::FileTooLarge;
        let reason = if large { UnreadReason::TooLarge } else { UnreadReason::Unreadable };
        let hint = if large { "split it, or leave it out" } else { "check that it may be read, or leave it out" };
        (unread(reason), Some(warning(path, files::plain(&error), hint)))
    })?;
    read_bytes(path, &bytes, None, None).map_err(|reason| {
        let warning = (reason == UnreadReason::Empty).then(|| {
            warning(path, "nothing readable stands in it".to_owned(), "capture the page again, or leave it out")
        });
        (unread(reason), warning)
    })
}

fn warning(path: &str, problem: String, hint: &str) -> Warning {
    Warning { path: Some(path.to_owned()), problem, hint: Some(hint.to_owned()) }
}

/// The captures in the bytes of a file called `path`. `form` is the user's word for what it is, else name and text tell;
/// `address` is where the page came from, if known. Fails with [`UnreadReason::NotText`] or [`UnreadReason::Empty`].
pub fn read_bytes(
    path: &str,
    bytes: &[u8],
    form: Option<Form>,
    address: Option<&str>,
) -> Result<Vec<Capture>, UnreadReason> {
    let decoded = decode::decode(bytes).ok_or(UnreadReason::NotText)?;
    let form = form.unwrap_or_else(|| Form::of(path, &decoded));
    let source = with_line_feeds(decoded);
    let (text, markup) = match form {
        Form::Text => (source, None),
        Form::Html => (Page::parse(&source).text(), Some(source)),
        Form::Markdown => (Page::parse(&Markdown::split(&source).to_html()).text(), Some(source)),
    };
    if text.chars().all(|c| c.is_whitespace() || crate::passage::is_invisible(c)) {
        return Err(UnreadReason::Empty);
    }
    let address = address.filter(|address| !address.is_empty()).map(str::to_owned);
    let digest = Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect();
    Ok(vec![Capture { path: path.to_owned(), record: 0, address, form, digest, text, markup }])
}

/// The text with every line end as a line feed.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}
