//! In: files. Out: captures, one for each page in a file: decoded, with the text that a reader of the page saw.
//!
//! Invariant: interprets nothing. No text is dropped as boilerplate, and no date is read.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

pub mod address;
pub(crate) mod archive;
pub mod beside;
pub(crate) mod decode;
pub mod entry;
mod epub;
mod evernote;
pub mod feed;
mod folder;
pub mod form;
pub mod gif;
pub mod gzip;
mod http;
mod id;
pub mod json;
mod lines;
pub(crate) mod mail;
mod markdown;
mod office;
mod opened;
mod own;
mod packed;
pub mod page;
mod pdf;
pub mod picture;
pub mod pictures;
mod posts;
mod properties;
pub mod raw;
mod records;
mod saved;
mod saver;
pub mod tag;
mod warc;
mod webarchive;
pub mod within;
mod xml;

use std::borrow::Cow;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use sha2::{Digest, Sha256};

pub(crate) use folder::read_folder_through;
pub use folder::{Captures, read_folder};
pub use form::Form;
pub(crate) use records::Records;

use crate::characters::is_unseen;
use crate::files::{self, Links, Refusal, Root};
use crate::limits;
use crate::passage::Span;
use crate::time::MachineDate;
use crate::warned::Warning;

use gzip::Unpacked;
pub use id::CaptureId;
use markdown::Markdown;
use page::Page;
use pictures::Pictures;

/// One page as the user got it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Capture {
    /// The file, and the page in it.
    pub id: CaptureId,
    /// Where the page came from, if the list, a sidecar or the file says so.
    pub address: Option<String>,
    /// The format of the file.
    pub form: Form,
    /// SHA-256 in lower-case hexadecimal, of the file's unpacked bytes or, in a file of several pages, of the page's record.
    pub digest: String,
    /// The text that a reader saw: markup removed, entities resolved, line ends as `\n`, one block per line. All places are counted in code
    /// points of this text.
    pub text: String,
    /// The content and metadata of the markup, for forms with markup. `text` is then the text of its lines.
    pub page: Option<Page>,
    /// Whether the capture is a whole page or only its article.
    pub holds: Holds,
    /// When the page was saved, as the file says.
    pub captured: Option<MachineDate>,
    /// The pictures of the page whose bytes are available. [`read_folder`] drops the bytes after reading.
    pub pictures: Pictures,
}

/// How much of a page a capture has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holds {
    /// A whole page with its menus. The body must be found in it.
    Page,
    /// Only the article.
    Article,
}

/// A file, or a page in a file, that gave no capture. It goes into the ledger.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Unread {
    /// The whole file, or one page of it.
    pub id: CaptureId,
    /// Why there is no capture.
    pub reason: UnreadReason,
}

/// Why a file gave no capture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum UnreadReason {
    /// The system refused to read it.
    Unreadable,
    /// The bytes are not text: an image, an archive, a program.
    NotText,
    /// It has no readable text.
    Empty,
    /// It is larger than the limit for a capture.
    TooLarge,
    /// It has data, but no article.
    OtherData,
    /// It is a picture, a frame or a script that was saved with a page.
    PartOfPage,
    /// It describes a page that does not exist.
    Beside,
    /// It is one of several pages in a file, and is damaged, too large or not a page.
    BadRecord,
    /// It is a link that leads out of the folder of captures or to a hidden file.
    LinkOut,
    /// It is not a regular file but a pipe, a socket or a device.
    Special,
}

impl Unread {
    /// The name of the file or page in messages.
    pub fn name(&self) -> String {
        self.id.to_string()
    }

    /// Everything in a file that gave no capture: the whole file, or single pages in it.
    pub fn of(path: &str, read: &FileRead) -> Vec<Self> {
        let one = |record, reason| Self { id: CaptureId::new(path, record), reason };
        let bad = read.bad.iter().map(|&record| one(record, UnreadReason::BadRecord));
        bad.chain(read.value.as_ref().err().map(|&reason| one(0, reason))).collect()
    }
}

impl Capture {
    /// The name of the capture in messages: its path, and its record in a file of several.
    pub fn name(&self) -> String {
        self.id.to_string()
    }

    /// The text at a place.
    pub fn at(&self, span: Span) -> String {
        self.text.chars().skip(span.start).take(span.end.saturating_sub(span.start)).collect()
    }
}

/// Number of bad records of a file with a warning each. The others are only counted. Set by hand, so that a broken file of thousands of
/// records does not fill the screen.
pub(crate) const MOST_TOLD: usize = 100;

/// The result of reading a file.
#[derive(Debug, Clone)]
pub struct FileRead {
    /// The captures, or the reason why there are none.
    pub value: Result<Vec<Capture>, UnreadReason>,
    /// The numbers of the pages that gave no capture, if others did.
    pub bad: Vec<u32>,
    /// The warnings for the user.
    pub warnings: Vec<Warning>,
}

/// Reads the captures in a file, which is named `path` from here on. `form` is the user's choice; without it, the name and the content
/// decide. `address` is where the page came from, if known.
pub fn read_file(file: &Path, path: &str, form: Option<Form>, address: Option<&str>) -> FileRead {
    let name = Path::new(file.file_name().unwrap_or_default());
    match Root::around(file, Links::Inside) {
        Ok(root) => read_below(&root, name, path, form, address),
        Err(error) => unreadable(path, &error),
    }
}

/// Reads the captures in a file in a folder, like [`read_file`].
pub(crate) fn read_below(root: &Root, name: &Path, path: &str, form: Option<Form>, address: Option<&str>) -> FileRead {
    if form.is_none() && beside::is_beside(path) {
        return unread(UnreadReason::Beside, None);
    }
    let is_no_capture = form.is_none() && Form::is_no_capture(path);
    if is_no_capture && !form::is_in_maildir(path) {
        return unread(UnreadReason::NotText, None);
    }
    let named = form.or(Form::by_name(path)).filter(|form| form.is_stream());
    let read = match named {
        Some(form) => root.open(name).map(|input| read_stream(path, form, Box::new(input), address)),
        None => root.read(name).map(|bytes| {
            // A mail in a Maildir may have a host's name for its ending. Nothing else there is read in spite of its name.
            if is_no_capture && !decode::decode(&bytes).is_some_and(|text| mail::is_mail(&text)) {
                return unread(UnreadReason::NotText, None);
            }
            let account = account(root, name, &bytes).filter(|_| address.is_none());
            read_bytes(path, &bytes, form, address.or(account.as_deref()))
        }),
    };
    read.unwrap_or_else(|error| unreadable(path, &error))
}

/// The address of the account whose posts a file has, as the archive says in the file `account.js` beside it.
fn account(root: &Root, name: &Path, bytes: &[u8]) -> Option<String> {
    /// The largest such file, in bytes. It has a few lines. Set by hand.
    const LARGEST: u64 = 64 * 1024;
    let said =
        posts::is_archive(bytes).then(|| root.read_at_most(&name.with_file_name("account.js"), LARGEST))?.ok()?;
    posts::account(&decode::decode(&said)?)
}

/// The result for a file that the system refused to read.
pub(crate) fn unreadable(path: &str, error: &io::Error) -> FileRead {
    if let Some(refusal) = Refusal::of(error) {
        return unread(refused(refusal), Some(refused_warning(path, refusal)));
    }
    let large = error.kind() == io::ErrorKind::FileTooLarge;
    let reason = if large { UnreadReason::TooLarge } else { UnreadReason::Unreadable };
    let hint = if large { "split it, or leave it out" } else { "check that it may be read, or leave it out" };
    unread(reason, Some(warning(path, files::plain(error), hint)))
}

/// The reason for the ledger if a file was not opened.
fn refused(refusal: Refusal) -> UnreadReason {
    match refusal {
        Refusal::Special => UnreadReason::Special,
        Refusal::Namesake => UnreadReason::Unreadable,
        _ => UnreadReason::LinkOut,
    }
}

fn refused_warning(path: &str, refusal: Refusal) -> Warning {
    warning(path, refusal.to_string(), refusal.hint())
}

/// Reads the captures in the bytes of a file, like [`read_file`].
pub fn read_bytes(path: &str, bytes: &[u8], form: Option<Form>, address: Option<&str>) -> FileRead {
    if let Some(form) = form.or(Form::by_name(path)).filter(|form| form.is_stream()) {
        return read_stream(path, form, Box::new(bytes), address);
    }
    if gzip::is_packed(bytes) {
        return read_packed(path, bytes, form, address);
    }
    if form == Some(Form::Pdf) || (form.is_none() && pdf::is_pdf(bytes, Form::by_name(path) == Some(Form::Pdf))) {
        return opened::result(pdf::read(bytes), path, Form::Pdf, address);
    }
    if let Some(read) = packed::read(path, bytes, address) {
        return read;
    }
    if let Some(read) = webarchive::read(path, bytes, address) {
        return read;
    }
    if let Some(read) = office::of_bytes(bytes) {
        return opened::result(read, path, Form::Document, address);
    }
    let Some(decoded) = decode::decode(bytes) else { return unread(UnreadReason::NotText, None) };
    if own::is_own(&decoded) {
        return own::refused().read(path);
    }
    if let Some(read) = office::of_text(&decoded) {
        return opened::result(read, path, Form::Document, address);
    }
    if let Some((problem, hint)) = form::told(&decoded) {
        return unread(UnreadReason::OtherData, Some(warning(path, problem.to_owned(), hint)));
    }
    if mail::is_mailbox(bytes) && form.or(Form::by_name(path)).is_none_or(|form| form == Form::Mail) {
        return mail::read(path, bytes, address);
    }
    let chosen = form;
    let form = form.unwrap_or_else(|| Form::of(path, &decoded));
    let form = if chosen.is_none() && form::is_in_maildir(path) && mail::is_mail(&decoded) { Form::Mail } else { form };
    let source = with_line_feeds(decoded);
    if matches!(form, Form::Json | Form::Html | Form::Text | Form::Posts)
        && let Some(posts) = posts::read(&source, address, chosen == Some(Form::Posts) || form::is_named_export(path))
    {
        return read_posts(path, posts);
    }
    match form {
        Form::Posts => unread(UnreadReason::OtherData, chosen.map(|_| no_posts(path))),
        Form::Json => read_json(path, &source, address),
        Form::Feed if source.trim_start().starts_with('{') => read_json(path, &source, address),
        Form::Feed => read_feed(path, &source, address),
        Form::Evernote => read_notes(path, evernote::notes(&source)),
        Form::Mhtml => read_saved(path, mail::saved_page(bytes), address),
        Form::Mail => mail::read(path, bytes, address),
        Form::Html if posts::is_listing(&source) => unread(UnreadReason::OtherData, None),
        Form::Document | Form::Epub => opened::Refused::of_other_form().read(path),
        _ => read_page(path, form, source, bytes, address),
    }
}

/// Reads the captures in a packed file. What stands before damaged bytes is read. A packed file in a packed file is not.
fn read_packed(path: &str, bytes: &[u8], form: Option<Form>, address: Option<&str>) -> FileRead {
    let (unpacked, fault) = match gzip::unpack(bytes, files::LARGEST) {
        Unpacked::Whole(unpacked) => (unpacked, None),
        Unpacked::Damaged(unpacked, problem) => {
            let problem = format!("it cannot be unpacked to its end: {problem}");
            (unpacked, Some(warning(path, problem, "what was unpacked is read; capture it again")))
        }
        Unpacked::TooLarge(problem) => {
            return unread(UnreadReason::TooLarge, Some(warning(path, problem, "split it, or leave it out")));
        }
    };
    if gzip::is_packed(&unpacked) || unpacked.is_empty() {
        return unread(UnreadReason::NotText, fault);
    }
    let mut read = read_bytes(path, &unpacked, form, address);
    read.warnings.extend(fault);
    read
}

/// Reads all captures of a stream.
fn read_stream(path: &str, form: Form, input: raw::Input<'_>, address: Option<&str>) -> FileRead {
    let (mut captures, mut bad, mut warnings) = (Vec::new(), Vec::new(), Vec::new());
    for batch in Records::open(path, form, input, address).into_iter().flatten() {
        captures.extend(batch.captures);
        bad.extend(batch.bad);
        warnings.extend(batch.warnings.into_iter().take(MOST_TOLD.saturating_sub(warnings.len())));
    }
    if bad.len() > MOST_TOLD {
        warnings.push(more_bad(path, bad.len().saturating_sub(MOST_TOLD)));
    }
    let bad = if captures.is_empty() { Vec::new() } else { bad };
    FileRead { bad, ..all_or_other(path, captures, warnings) }
}

/// The warning that counts the bad records after [`MOST_TOLD`].
pub(crate) fn more_bad(path: &str, count: usize) -> Warning {
    let problem = format!("{count} more of its records gave nothing");
    warning(path, problem, "mend the file; the ledger of an edition (`--format json`) names each of them")
}

/// The captures in a JSON text. A syntax error only loses what comes after it.
fn read_json(path: &str, text: &str, address: Option<&str>) -> FileRead {
    let (values, mistake) = json::values(text);
    if mistake.is_some() && values.len() == 1 && text.lines().filter(|line| !line.trim().is_empty()).count() > 1 {
        let lines = read_stream(path, Form::Ndjson, Box::new(text.as_bytes()), address);
        if lines.value.is_ok() {
            return lines;
        }
    }
    let is_feed = values.iter().any(json::is_feed);
    let form = if is_feed { Form::Feed } else { Form::Json };
    let entries = values.into_iter().flat_map(json::records);
    let entries = entries.map(|entry| entry.filter(|entry| is_feed || json::is_article(entry))).collect();
    let cut = mistake.map(|error| {
        let problem = format!("it cannot be read from here on: {}", json::mistake(&error));
        warning(path, problem, "what stands before that was read; mend it, or capture it again")
    });
    read_numbered(path, form, entries, "entries", address, cut)
}

/// The entries of a feed. XML that is not a feed gets no warning; a feed that breaks off before its first entry does.
fn read_feed(path: &str, text: &str, address: Option<&str>) -> FileRead {
    let (entries, mistake) = feed::entries(text);
    let cut = mistake.filter(|_| !entries.is_empty() || form::is_feed(text)).map(|problem| {
        let hint = "what stands before that was read; mend it, or capture it again";
        warning(path, format!("it cannot be read from here on: {problem}"), hint)
    });
    read_numbered(path, Form::Feed, entries.into_iter().map(Some).collect(), "entries", address, cut)
}

/// The capture of a page that was saved as one mail, or the posts on it.
fn read_saved(path: &str, mut entry: Option<entry::Entry>, address: Option<&str>) -> FileRead {
    if let Some(posts) = entry.as_mut().and_then(posts::of_saved) {
        return read_posts(path, posts);
    }
    let unseen = entry.as_ref().map_or(0, |entry| entry.unseen_parts);
    let captures = from_entries(path, Form::Mhtml, entry.into_iter(), address);
    let problem = || warning(path, "no page and no text is in it".to_owned(), mail::SAVE_AGAIN);
    let mut warnings = if captures.is_empty() { vec![problem()] } else { Vec::new() };
    if unseen > 0 {
        let problem = format!("{unseen} of its parts were not looked at, as it has too many");
        warnings.push(warning(path, problem, "save the page in parts"));
    }
    let value = if captures.is_empty() { Err(UnreadReason::Empty) } else { Ok(captures) };
    FileRead { value, bad: Vec::new(), warnings }
}

/// The captures of an export's posts. What gave none is counted in one warning.
fn read_posts(path: &str, posts: posts::Posts) -> FileRead {
    let unused = posts.unused().map(|problem| warning(path, problem, "nothing needs to be done"));
    let cut = posts.mistake.map(|problem| {
        let hint = "what stands before that was read; mend it, or export it again";
        warning(path, format!("it cannot be read from here on: {problem}"), hint)
    });
    let told = posts.told.into_iter().map(|(problem, hint)| warning(path, problem, hint));
    let warnings = unused.into_iter().chain(cut).chain(told).collect();
    let captures = from_entries(path, Form::Posts, posts.entries.into_iter(), None);
    all_or_other(path, captures, warnings)
}

/// The warning about a file that the user calls an export of posts.
fn no_posts(path: &str) -> Warning {
    let hint = "docs/forms.md lists what is read: exports of Telegram, WhatsApp, X and Mastodon";
    warning(path, "it is no export of posts that litopys knows".to_owned(), hint)
}

/// The captures of messages, notes or entries, numbered as they stand in their file. `what` names them. Those without words are told by one
/// warning, behind that about a file which breaks off. The address of the file, if known, is that of a single capture.
fn read_numbered(
    path: &str,
    form: Form,
    entries: Vec<Option<entry::Entry>>,
    what: &str,
    address: Option<&str>,
    cut: Option<Warning>,
) -> FileRead {
    let numbered: Vec<(u32, Option<entry::Entry>)> = (0..).zip(entries).collect();
    let read = |(at, entry): (u32, Option<entry::Entry>)| (at, entry.and_then(|entry| entry.capture(path, at, form)));
    let read: Vec<(u32, Option<Capture>)> = numbered.into_par_iter().map(read).collect();
    let bad: Vec<u32> = read.iter().filter(|(_, capture)| capture.is_none()).map(|(at, _)| *at).collect();
    let mut captures: Vec<Capture> = read.into_iter().filter_map(|(_, capture)| capture).collect();
    if captures.is_empty() {
        return all_or_other(path, captures, cut.into_iter().collect());
    }
    if let [only] = captures.as_mut_slice() {
        only.address = address.filter(|address| !address.is_empty()).map(str::to_owned).or(only.address.take());
    }
    let told = (!bad.is_empty()).then(|| {
        let problem = format!("{} of its {what} have no words", bad.len());
        warning(path, problem, "the ledger of an edition (`--format json`) names each of them")
    });
    FileRead { bad, ..all_or_other(path, captures, cut.into_iter().chain(told).collect()) }
}

/// The captures of an export of Evernote.
fn read_notes(path: &str, notes: evernote::Notes) -> FileRead {
    let cut = notes.mistake.map(|problem| {
        let hint = "what stands before that was read; export it again";
        warning(path, format!("it cannot be read from here on: {problem}"), hint)
    });
    read_numbered(path, Form::Evernote, notes.entries.into_iter().map(Some).collect(), "notes", None, cut)
}

/// The captures of entries, numbered in order. If the address of the file is known, it is used only for a single entry.
fn from_entries(
    path: &str,
    form: Form,
    entries: impl Iterator<Item = entry::Entry>,
    address: Option<&str>,
) -> Vec<Capture> {
    let numbered: Vec<_> = entries.zip(0..).collect();
    let mut captures: Vec<Capture> =
        numbered.into_par_iter().filter_map(|(entry, at)| entry.capture(path, at, form)).collect();
    if let [only] = captures.as_mut_slice() {
        only.address = address.filter(|address| !address.is_empty()).map(str::to_owned).or(only.address.take());
    }
    captures
}

fn read_page(path: &str, form: Form, source: String, bytes: &[u8], address: Option<&str>) -> FileRead {
    if form == Form::Markdown && source.len() > limits::MARKDOWN_BYTES {
        let problem =
            format!("it is larger than {} MiB, which Markdown may have", limits::MARKDOWN_BYTES / 1024 / 1024);
        return unread(UnreadReason::TooLarge, Some(warning(path, problem, "split it, or name it `.txt`")));
    }
    let (first, source) = match form.is_written() {
        true => saver::first_address(&source),
        false => (None, Cow::Borrowed(source.as_str())),
    };
    let source = &*source;
    let markdown = (form == Form::Markdown).then(|| Markdown::split(source));
    let saved = match (&markdown, form) {
        (Some(markdown), _) => saver::Saved { captured: markdown.captured(), ..saver::Saved::default() },
        (None, Form::Html) => saver::said(source),
        _ => saver::Saved::default(),
    };
    let (mut page, holds) = match (markdown, form) {
        (_, Form::Text) => (None, Holds::Page),
        (Some(markdown), _) => (Some(Page::of_markdown(&markdown)), Holds::Article),
        _ => (Some(Page::parse(&saver::without_bars(source))), Holds::Page),
    };
    let text = page.as_ref().map_or_else(|| source.to_owned(), Page::text);
    if is_unseen(&text) {
        let hint = "capture the page again, or leave it out";
        return unread(UnreadReason::Empty, Some(warning(path, "nothing readable stands in it".to_owned(), hint)));
    }
    let address = address.filter(|address| !address.is_empty()).map(str::to_owned).or(first).or(saved.address);
    let captured = saved.captured.map(MachineDate::read);
    let path = path.to_owned();
    let digest = digest(bytes);
    let pictures = page.as_mut().map(Page::take_pictures).unwrap_or_default();
    let capture =
        Capture { id: CaptureId::of_file(path), address, form, digest, text, page, holds, captured, pictures };
    FileRead { value: Ok(vec![saver::settle(capture)]), bad: Vec::new(), warnings: Vec::new() }
}

fn unread(reason: UnreadReason, warning: Option<Warning>) -> FileRead {
    FileRead { value: Err(reason), bad: Vec::new(), warnings: warning.into_iter().collect() }
}

/// The captures of a file with several, or the reason why there are none.
fn all_or_other(path: &str, captures: Vec<Capture>, mut warnings: Vec<Warning>) -> FileRead {
    if captures.is_empty() && !warnings.is_empty() {
        warnings.push(warning(
            path,
            "no article was found in it".to_owned(),
            "capture the pages again, or leave it out",
        ));
    }
    let value = if captures.is_empty() { Err(UnreadReason::OtherData) } else { Ok(captures) };
    FileRead { value, bad: Vec::new(), warnings }
}

fn warning(path: &str, problem: String, hint: &str) -> Warning {
    Warning { path: Some(path.to_owned()), problem, hint: Some(hint.to_owned()) }
}

/// SHA-256 in lower-case hexadecimal.
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// The text with all line ends as line feeds.
fn with_line_feeds(text: String) -> String {
    if !text.contains('\r') {
        return text;
    }
    text.replace("\r\n", "\n").replace('\r', "\n")
}
