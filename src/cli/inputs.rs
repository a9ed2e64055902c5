//! In: the folders, files and lists that the user names. Out: their captures, batch by batch.
//!
//! Invariant: keeps the order of what was named; a file that gives no capture is in its batch's `unread`.

use std::collections::BTreeSet;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};

use clap::Args;
use rayon::prelude::*;

use super::console::Failure;
use crate::capture::{self, Capture, Form, Unread, UnreadReason};
use crate::files;
use crate::project::{self, Overrides, Project};
use crate::warned::Warning;

/// How many files are held at once where they are handled one by one.
const BATCH: usize = 64;

/// What stands for standard input.
const STANDARD: &str = "-";

/// Which captures a verb reads.
#[derive(Debug, Args)]
pub struct Inputs {
    /// Folders and files with captured pages; `-` is one page on standard input
    #[arg(value_name = "FOLDER|FILE", required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// A list of files, one a line: its path, optionally a tab and its address; `-` for standard input
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// What the named pages are, if their names and bytes do not say so (standard input: text)
    #[arg(long, value_name = "FORM")]
    form: Option<Form>,
}

/// Captures that are handled together.
#[derive(Debug, Default)]
pub struct Batch {
    pub captures: Vec<Capture>,
    pub unread: Vec<Unread>,
    pub warnings: Vec<Warning>,
}

impl Batch {
    /// The warnings, and one for each file that gave no capture and has none yet.
    pub fn all_warnings(&self) -> Vec<Warning> {
        let told: BTreeSet<&str> = self.warnings.iter().filter_map(|warning| warning.path.as_deref()).collect();
        let untold = self.unread.iter().filter(|unread| !told.contains(unread.path.as_str())).map(unread_warning);
        self.warnings.iter().cloned().chain(untold).collect()
    }
}

/// A file to read, and where its page came from.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    path: String,
    address: Option<String>,
}

/// What is read at once.
enum Part {
    Folder(PathBuf),
    Files(Vec<Listed>),
}

impl Inputs {
    /// The project of the inputs: that of the folder where there is one, else without a folder.
    pub fn project(&self, overrides: &Overrides) -> Result<Project, Failure> {
        Ok(match self.paths.iter().find(|path| path.is_dir()) {
            Some(folder) => project::load(folder, overrides)?,
            None => project::without_folder(overrides)?,
        })
    }

    /// The captures of all inputs, batch by batch, each read when it is asked for.
    pub fn batches<'a>(
        &'a self,
        project: &'a Project,
    ) -> Result<impl Iterator<Item = Result<Batch, Failure>> + 'a, Failure> {
        if self.paths.iter().chain(&self.files_from).filter(|path| path.as_os_str() == STANDARD).count() > 1 {
            let problem = "standard input can be read only once".to_owned();
            return Err(Failure::Usage(Warning { path: None, problem, hint: Some("name `-` once".to_owned()) }));
        }
        let mut parts: Vec<Part> = Vec::new();
        let mut files: Vec<Listed> = Vec::new();
        for path in &self.paths {
            if path.is_dir() {
                parts.extend(in_chunks(std::mem::take(&mut files)));
                parts.push(Part::Folder(path.clone()));
            } else {
                files.push(Listed { path: path.display().to_string(), address: None });
            }
        }
        if let Some(list) = &self.files_from {
            files.extend(read_list(list)?);
        }
        parts.extend(in_chunks(files));
        Ok(parts.into_iter().map(|part| self.read(part, project)))
    }

    /// The captures of all inputs at once.
    pub fn all(&self, project: &Project) -> Result<Batch, Failure> {
        let mut all = Batch::default();
        for batch in self.batches(project)? {
            let batch = batch?;
            all.captures.extend(batch.captures);
            all.unread.extend(batch.unread);
            all.warnings.extend(batch.warnings);
        }
        Ok(all)
    }

    fn read(&self, part: Part, project: &Project) -> Result<Batch, Failure> {
        let files = match part {
            Part::Folder(folder) if folder == project.root => return Ok(project_folder(project)),
            Part::Folder(folder) => return Ok(other_folder(&folder)),
            Part::Files(files) => files,
        };
        let read = |file: &Listed| read_file(file, self.form);
        let mut batch = Batch::default();
        for result in files.par_iter().map(read).collect::<Vec<_>>() {
            match result {
                Ok(captures) => batch.captures.extend(captures),
                Err(unread) => batch.unread.push(unread),
            }
        }
        Ok(batch)
    }
}

/// The captures that a project names, without the outputs that it wrote earlier.
pub fn project_folder(project: &Project) -> Batch {
    let read = capture::read_folder(&project.root, &project.captures);
    Batch { captures: read.value.captures, unread: read.value.unread, warnings: read.warnings }
}

/// The captures of a folder that is not the project's, under names that begin with the folder's.
fn other_folder(folder: &Path) -> Batch {
    let read = capture::read_folder(folder, &[]);
    let mut batch = Batch { captures: read.value.captures, unread: read.value.unread, warnings: read.warnings };
    let name = |path: &str| folder.join(path).display().to_string();
    for warning in &mut batch.warnings {
        let about = batch.unread.iter().find(|unread| Some(&unread.path) == warning.path.as_ref());
        warning.path = about.map(|unread| name(&unread.path)).or(warning.path.take());
    }
    batch.captures.iter_mut().for_each(|capture| capture.path = name(&capture.path));
    batch.unread.iter_mut().for_each(|unread| unread.path = name(&unread.path));
    batch
}

/// What a person is told of a file that gave no capture.
pub fn unread_warning(unread: &Unread) -> Warning {
    let (problem, hint) = match unread.reason {
        UnreadReason::Unreadable => ("it could not be read", "check that it is there and that you may read it"),
        UnreadReason::NotText => ("it is no text", "save the page as HTML or as text"),
        UnreadReason::Empty => ("nothing readable stands in it", "capture the page again"),
        UnreadReason::TooLarge => ("it is larger than a capture may be", "save the page alone, without what it holds"),
    };
    Warning { path: Some(unread.path.clone()), problem: problem.to_owned(), hint: Some(hint.to_owned()) }
}

fn in_chunks(files: Vec<Listed>) -> Vec<Part> {
    files.chunks(BATCH).map(|chunk| Part::Files(chunk.to_vec())).collect()
}

fn read_file(file: &Listed, form: Option<Form>) -> Result<Vec<Capture>, Unread> {
    let unread = |reason| Unread { path: file.path.clone(), reason };
    let (bytes, form) = match file.path.as_str() {
        STANDARD => (standard_input(), form.or(Some(Form::Text))),
        path => (files::read(Path::new(path)), form),
    };
    let bytes = bytes.map_err(|error| match error.kind() {
        ErrorKind::FileTooLarge => unread(UnreadReason::TooLarge),
        _ => unread(UnreadReason::Unreadable),
    })?;
    capture::read_bytes(&file.path, &bytes, form, file.address.as_deref()).map_err(unread)
}

fn standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().read_to_end(&mut bytes)?;
    Ok(bytes)
}

fn read_list(list: &Path) -> Result<Vec<Listed>, Failure> {
    let bytes = if list.as_os_str() == STANDARD { standard_input() } else { files::read(list) };
    let failure = |problem: String| Failure::file(list.display(), problem, "a list is a text with one path a line");
    let bytes = bytes.map_err(|error| failure(files::plain(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| failure("the list is not in UTF-8".to_owned()))?;
    Ok(listed(&text))
}

fn listed(text: &str) -> Vec<Listed> {
    let entry = |line: &str| {
        let (path, address) = line.split_once('\t').unwrap_or((line, ""));
        let address = Some(address.trim()).filter(|address| !address.is_empty()).map(str::to_owned);
        Listed { path: path.to_owned(), address }
    };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    text.lines().filter(|line| !line.trim().is_empty()).map(entry).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_gives_paths_and_addresses() {
        let listed = listed("a b.html\thttps://example.org/1\r\n\nc.txt\t\nd.txt\n");
        let entries: Vec<_> = listed.iter().map(|file| (file.path.as_str(), file.address.as_deref())).collect();
        assert_eq!(entries, [("a b.html", Some("https://example.org/1")), ("c.txt", None), ("d.txt", None)]);
    }
}
