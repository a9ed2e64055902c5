//! In: the bytes of a page as a person or a program hands them over, perhaps with its address, and a project. Out: a capture in the project's
//! folder, with its address and the time of capture beside it; or where the same page is already.
//!
//! Invariant: stores only what a build can read, never over another file, and the bytes as they were given.

use std::path::{Path, PathBuf};

use crate::capture::{self, Capture, FileRead, Form, gzip};
use crate::failure::Failure;
use crate::files::{self, Folder};
use crate::inputs;
use crate::project::{Project, Sidecar};
use crate::stored::clock::{self, Instant};
use crate::stored::{self, address};
use crate::warned::Warning;

/// The folder of added pages, if a build reads it.
const FOLDER: &str = "added";
/// A name without an ending, under which bytes are read before their form is known.
const UNNAMED: &str = "page";
/// The most letters of an ending that is kept. Those of forms have at most eight. Set by hand.
const LONGEST_ENDING: usize = 12;

/// A page to add.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Given<'a> {
    /// The name of its file. Standard input has none.
    pub name: Option<&'a str>,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// Its form, if the user says so.
    pub form: Option<Form>,
    /// Its address, if the user says so.
    pub address: Option<&'a str>,
}

/// What came of adding a page.
#[derive(Debug)]
pub(crate) struct Added {
    /// Where it is, below the project's folder.
    pub path: String,
    /// The captures in it.
    pub captures: Vec<Capture>,
    /// Why nothing was written, or what else there is of this page.
    pub known: Known,
    /// What was wrong with parts of it.
    pub warnings: Vec<Warning>,
}

/// What the project has of a page already.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Known {
    /// Nothing.
    Nothing,
    /// The same text, so nothing was written.
    Same,
    /// Another text at the same address, in this capture.
    Other(String),
}

/// Adds a page to a project.
///
/// # Errors
/// Nothing in it can be read, its address is none, or the folder is not writable. Nothing is stored then.
pub(crate) fn add(project: &Project, given: Given<'_>, now: Instant) -> Result<Added, Failure> {
    let address = given.address.map(whole_address).transpose()?;
    let given = Given { address: address.as_deref(), ..given };
    let ending = ending(&given);
    let name = format!("{UNNAMED}{ending}");
    let read = capture::read_bytes(&name, given.bytes, None, given.address);
    let told = given.name.unwrap_or(inputs::STANDARD);
    let FileRead { value, warnings, .. } = &read;
    let Ok(captures) = value else { return Err(refused(told, &name, &read)) };
    if captures.len() > 1 && given.address.is_some() {
        let problem = format!("it has {} pages, and not all of them have this address", captures.len());
        return Err(Failure::file(told, problem, "leave `--url` out: each page says its own address, or has none"));
    }
    let warnings: Vec<Warning> =
        warnings.iter().cloned().map(|warning| Warning { path: Some(told.to_owned()), ..warning }).collect();
    let there = inputs::project_folder(project).captures;
    if let Some(same) = captures.iter().map(|new| same(new, &there)).collect::<Option<Vec<_>>>() {
        let path = same.first().map(|same| same.name()).unwrap_or_default();
        return Ok(Added { path, captures: captures.clone(), known: Known::Same, warnings });
    }
    let own = captures.first().filter(|_| captures.len() == 1).and_then(|capture| capture.address.as_deref());
    let known = own.and_then(|own| at_address(own, &there)).map_or(Known::Nothing, Known::Other);
    let words = captures.first().map(|capture| first_line(&capture.text)).unwrap_or_default();
    let file = stored::name_of_copy(own, words, now.date_naive(), given.bytes, &ending);
    let below = folder(project);
    let sidecar = Sidecar {
        address: given.address.map(str::to_owned),
        captured: Some(clock::written(now)),
        ..Sidecar::default()
    };
    let to = Folder::within(&project.root, &below);
    // The first of the files appears first, so a page never exists without its sidecar.
    let both =
        [(to.at(stored::beside(Path::new(&file))), stored::written(&sidecar)), (to.at(&file), given.bytes.to_vec())];
    files::write_whole(&both).map_err(Failure::of)?;
    let path = below.join(&file).display().to_string();
    let named =
        |capture: &Capture| Capture { id: capture::CaptureId::new(&*path, capture.id.record), ..capture.clone() };
    Ok(Added { captures: captures.iter().map(named).collect(), path, known, warnings })
}

fn whole_address(said: &str) -> Result<String, Failure> {
    let hint = "an address begins with `https://` or `http://`";
    address::normal(said).ok_or_else(|| Failure::plain(format!("`{said}` is no address of a page"), hint))
}

/// Why nothing in a file can be read.
fn refused(told: &str, name: &str, read: &FileRead) -> Failure {
    let unread = capture::Unread::of(name, read);
    let said = read.warnings.first().cloned().or_else(|| unread.first().map(inputs::unread_warning));
    let said = said.unwrap_or(Warning { path: None, problem: "nothing can be read in it".to_owned(), hint: None });
    Failure::Problem(Warning { path: Some(told.to_owned()), ..said })
}

/// The folder of the project in which pages are added: one that a build reads.
fn folder(project: &Project) -> PathBuf {
    let own = PathBuf::from(FOLDER);
    match project.captures.first() {
        Some(first) if !stored::is_read(&project.captures, &own) => first.clone(),
        _ => own,
    }
}

/// The ending of a file's name that shows its form: its own, or one that follows from its bytes.
fn ending(given: &Given<'_>) -> String {
    if given.form.is_none()
        && let Some(own) = given.name.and_then(own_ending)
    {
        return own;
    }
    let packed = if gzip::is_packed(given.bytes) { ".gz" } else { "" };
    let form = given.form.or_else(|| guessed(given)).or_else(|| {
        let read = capture::read_bytes(UNNAMED, given.bytes, None, None);
        read.value.ok()?.first().map(|capture| capture.form)
    });
    let ending = match form.unwrap_or(Form::Text) {
        _ if given.bytes.starts_with(b"PK") => ".zip",
        Form::Text => ".txt",
        Form::Html => ".html",
        Form::Markdown => ".md",
        Form::Mhtml => ".mhtml",
        Form::Json => ".json",
        Form::Ndjson => ".ndjson",
        Form::Feed => ".xml",
        Form::Warc => ".warc",
        Form::Mail => ".eml",
        Form::Evernote => ".enex",
        Form::Pdf => ".pdf",
        Form::Document => ".rtf",
        Form::Epub => ".epub",
        Form::Posts => match given.bytes.trim_ascii_start().first() {
            Some(b'{' | b'[') => ".json",
            Some(b'<') => ".html",
            // The name by which the text of a chat is known.
            _ => "_chat.txt",
        },
    };
    format!("{ending}{packed}")
}

/// The ending of a file whose name says its form. An export that is known by its whole name keeps it.
fn own_ending(name: &str) -> Option<String> {
    let name = Path::new(name).file_name()?.to_str()?.to_ascii_lowercase();
    if capture::form::is_named_export(&name) {
        return Some(if name.ends_with(".js") { "/tweets.js".to_owned() } else { "_chat.txt".to_owned() });
    }
    let (stem, last) = name.rsplit_once('.')?;
    let ending = match stem.rsplit_once('.') {
        Some((_, before)) if last == "gz" => format!(".{before}.gz"),
        _ => format!(".{last}"),
    };
    let says_form = Form::by_name(&name).is_some() || last == "txt" || ending.starts_with(".txt.");
    let is_plain = ending.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'.');
    (says_form && is_plain && ending.len() <= LONGEST_ENDING).then_some(ending)
}

/// The form of bytes that is otherwise known by a file's name alone.
fn guessed(given: &Given<'_>) -> Option<Form> {
    let start = given.bytes.trim_ascii_start();
    if start.starts_with(b"WARC/") {
        return Some(Form::Warc);
    }
    if start.starts_with(b"---\n") || start.starts_with(b"---\r\n") {
        return Some(Form::Markdown);
    }
    let is_json = start.starts_with(b"{") || start.starts_with(b"[");
    let gives = |form: Form| capture::read_bytes(UNNAMED, given.bytes, Some(form), None).value.is_ok();
    [Form::Json, Form::Posts].into_iter().find(|&form| is_json && gives(form))
}

/// A capture of the project with the same text, whose address is the same or not known.
fn same<'a>(new: &Capture, there: &'a [Capture]) -> Option<&'a Capture> {
    let is_other = |known: &Capture| match (&new.address, &known.address) {
        (Some(new), Some(known)) => address::normal(new) != address::normal(known),
        (Some(_), None) => true,
        (None, _) => false,
    };
    there.iter().find(|known| known.text == new.text && !is_other(known))
}

/// The name of a capture at an address.
fn at_address(own: &str, there: &[Capture]) -> Option<String> {
    let own = address::normal(own)?;
    let at = |known: &&Capture| known.address.as_deref().and_then(address::normal).is_some_and(|known| known == own);
    there.iter().find(at).map(Capture::name)
}

fn first_line(text: &str) -> &str {
    text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or_default()
}
