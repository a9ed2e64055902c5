//! In: outputs and the folders of their captures. Out: what the captures do not support, one line each.
//!
//! Invariant: reads outputs and captures and changes neither. The same files give the same lines.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use clap::Args;
use serde::Serialize;

use super::Exit;
use super::console::{Console, Failure};
use super::record;
use crate::editions;
use crate::files::{self, Links, Root};
use crate::inputs::project_folder;
use crate::outputs::layouts;
use crate::project::{self, FILE_NAME, Overrides};
use crate::render::LayoutFiles;
use crate::verify::{self, Originals, VerifyError};

/// Check that every sentence, quote, name, number and date of an output is in the captures
#[derive(Debug, Args)]
pub(crate) struct Verify {
    /// The briefings (PDF), e-books (EPUB), editions (JSON) and Markdown files to check
    #[arg(value_name = "OUT", required = true)]
    outputs: Vec<PathBuf>,
    /// The folder or page of the captures; may be given several times [default: the first that holds the captures of
    /// the current folder, that of OUT, the one around it, and the projects above it]
    #[arg(long, value_name = "FOLDER")]
    captures: Vec<PathBuf>,
    /// The project file, if it is not the folder's `litopys.toml`
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// Follow links among the captures even if they lead out of their folder
    #[arg(long)]
    follow_links: bool,
    /// Print JSON, one object on each line
    #[arg(long)]
    json: bool,
}

/// A failure in the output of `--json`.
#[derive(Debug, Serialize)]
struct Line<'a> {
    output: &'a str,
    #[serde(flatten)]
    failure: &'a verify::Failure,
}

/// Where the name of the first file stands in a ZIP archive, in bytes.
const FIRST_NAME: usize = 30;
/// Number of folders around an output that may hold its captures without being projects: its own, and the one around that.
const NEAR: usize = 2;

/// The kind of an output, from its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Briefing,
    Book,
    Edition,
    /// It contains no edition and names its captures in footnotes.
    Markdown,
}

pub(crate) fn run(arguments: &Verify, console: &mut Console) -> Result<Exit, Failure> {
    let mut originals: BTreeMap<Vec<PathBuf>, Originals> = BTreeMap::new();
    let mut failures = 0;
    for output in &arguments.outputs {
        let bytes = files::read(output).map_err(|error| {
            Failure::file(output.display(), files::plain(&error), "name a briefing, an e-book or an edition")
        })?;
        let kind = kind(&bytes).ok_or_else(|| unknown(output, &bytes))?;
        let edition = carried(&bytes, kind).map_err(|error| of(output, error))?;
        let folders = folders(arguments, output, kind, &edition)?;
        if !originals.contains_key(&folders) {
            originals.insert(folders.clone(), read(&folders, arguments)?);
        }
        let found = check(&bytes, kind, &edition, &originals[&folders]).map_err(|error| of(output, error))?;
        failures += found.len();
        print(&found, output, arguments.json, console)?;
    }
    let outputs = arguments.outputs.len();
    console.note(match failures {
        0 => format!("{outputs} verified: everything is in the captures"),
        _ => format!("{outputs} verified, {failures} failures"),
    });
    Ok(if failures == 0 { Exit::Done } else { Exit::Findings })
}

fn of(output: &Path, problem: impl std::fmt::Display) -> Failure {
    let hint = "name a file that `litopys build` wrote: a briefing, an e-book, an edition or its Markdown";
    Failure::file(output.display(), problem, hint)
}

fn kind(bytes: &[u8]) -> Option<Kind> {
    match bytes.trim_ascii_start() {
        [b'%', b'P', b'D', b'F', ..] => Some(Kind::Briefing),
        [b'P', b'K', 3, 4, ..] if !is_document(bytes) => Some(Kind::Book),
        [b'{', ..] if !is_timeline(bytes) => Some(Kind::Edition),
        [b'#', b' ', ..] => Some(Kind::Markdown),
        _ => None,
    }
}

/// Whether the bytes are a document for word processors: the first file of its archive is the list of its parts.
fn is_document(bytes: &[u8]) -> bool {
    bytes.get(FIRST_NAME..).is_some_and(|name| name.starts_with(b"[Content_Types].xml"))
}

/// Whether the bytes are JSON for TimelineJS.
fn is_timeline(bytes: &[u8]) -> bool {
    let data: Option<serde_json::Value> = serde_json::from_slice(bytes).ok();
    data.is_some_and(|data| data.get("schema").is_none() && data.get("events").is_some())
}

/// The failure for a file that cannot be checked. Documents and pages are for readers and carry no edition. Lists for other programs do not
/// say where their words come from.
fn unknown(output: &Path, bytes: &[u8]) -> Failure {
    let start = bytes.trim_ascii_start();
    if is_document(bytes) || start.starts_with(b"<!DOCTYPE html>") {
        let hint = "build with `--format json` as well and verify that edition: the words of this file are from it";
        return Failure::file(output.display(), "it carries no edition that could be compared with pages", hint);
    }
    let lists: [&[u8]; 7] = [b"{", b"[", b"@", b"TY  - ", b"BEGIN:VCALENDAR", b"\"", b"\xef\xbb\xbf\""];
    if !lists.iter().any(|list| start.starts_with(list)) {
        return of(output, "it is not a PDF, EPUB, JSON or Markdown file of litopys");
    }
    let problem = "it is a list for other programs, which does not say where its words come from";
    let hint = "build with `--format json` as well and verify that edition: it contains everything in the list";
    Failure::file(output.display(), problem, hint)
}

fn carried(bytes: &[u8], kind: Kind) -> Result<Vec<u8>, VerifyError> {
    match kind {
        Kind::Briefing => verify::print::carried(bytes),
        Kind::Book => verify::book::carried(bytes),
        Kind::Edition | Kind::Markdown => Ok(bytes.to_vec()),
    }
}

/// The failures of the edition, then those of the document that is printed from it.
fn check(bytes: &[u8], kind: Kind, edition: &[u8], originals: &Originals) -> Result<Vec<verify::Failure>, VerifyError> {
    if kind == Kind::Markdown {
        return verify::markdown::check(bytes, originals);
    }
    let mut found = verify::edition(edition, originals)?;
    found.extend(match kind {
        Kind::Briefing => verify::print::check(bytes, edition)?,
        Kind::Book => verify::book::check(bytes, edition, originals)?,
        Kind::Edition | Kind::Markdown => Vec::new(),
    });
    Ok(found)
}

/// The folders of the captures: those that are named, else the first one that holds a capture of the output.
fn folders(arguments: &Verify, output: &Path, kind: Kind, edition: &[u8]) -> Result<Vec<PathBuf>, Failure> {
    if !arguments.captures.is_empty() {
        return Ok(arguments.captures.clone());
    }
    let paths = match kind {
        Kind::Markdown => verify::markdown::sources(edition),
        Kind::Briefing | Kind::Book | Kind::Edition => verify::sources(edition),
    };
    let paths = paths.map_err(|error| of(output, error))?;
    // A foreign edition may name any path, so paths are looked up only below a folder.
    let holds = |folder: &PathBuf| {
        let root = Root::named(folder, Links::Inside);
        root.is_ok_and(|root| paths.iter().any(|path| root.is_file(Path::new(path))))
    };
    let found = places(output).find(holds).map(|folder| vec![folder]);
    found.ok_or_else(|| {
        let hint = "name the folder of the captures with `--captures`";
        Failure::file(output.display(), "its captures were not found", hint)
    })
}

/// Where the captures of an output may be if no folder is named: the current folder, the folder of the output, the one around it, and
/// projects above it. Never the whole disk, and never the user's home folder.
fn places(output: &Path) -> impl Iterator<Item = PathBuf> {
    let whole = std::path::absolute(output).unwrap_or_else(|_| output.to_owned());
    let above: Vec<PathBuf> = whole.ancestors().skip(1).map(Path::to_owned).collect();
    let is_project = |folder: &Path| files::is_file(&folder.join(FILE_NAME));
    let is_too_much =
        |folder: &Path| folder.parent().is_none() || etcetera::home_dir().is_ok_and(|home| home == folder);
    let near = above
        .into_iter()
        .enumerate()
        .filter(move |(at, folder)| is_project(folder) || (*at < NEAR && !is_too_much(folder)));
    let current = std::env::current_dir().is_ok_and(|folder| is_project(&folder) || !is_too_much(&folder));
    current.then(|| PathBuf::from(".")).into_iter().chain(near.map(|(_, folder)| folder))
}

/// The captures of the folders, read as a build reads them.
fn read(folders: &[PathBuf], arguments: &Verify) -> Result<Originals, Failure> {
    let mut originals = Originals::default();
    for folder in folders {
        let links = if arguments.follow_links { Links::Anywhere } else { Links::Inside };
        let overrides = Overrides { file: arguments.project.clone(), links, ..Overrides::default() };
        let project = project::load(folder, &overrides)?;
        let batch = project_folder(&project);
        let project = project.with_sidecars(&batch.corrections);
        originals.add(&batch.captures, &batch.unread, &project);
        let history = editions::kept(&project)?.history;
        originals.add_errata(history.editions.into_iter().flat_map(|edition| edition.corrections));
        // Without this layout, the e-book is compared with the program's own.
        if let Ok(layout) = layouts::named(&project, LayoutFiles::BOOK) {
            originals.add_layout(layout);
        }
    }
    Ok(originals)
}

fn print(found: &[verify::Failure], output: &Path, json: bool, console: &mut Console) -> Result<(), Failure> {
    let output = output.display().to_string();
    found.iter().try_for_each(|failure| match json {
        true => console.line(record::line(&Line { output: &output, failure })),
        false => console.line(format_args!("{output}: {failure}")),
    })
}
