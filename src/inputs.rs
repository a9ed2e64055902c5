//! In: the folders, files and lists that the user names. Out: their captures, in batches.
//!
//! Invariant: keeps the order in which inputs were named. A file that gives no capture is in its batch's `unread`.

use std::collections::BTreeSet;
use std::io::Read;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use strum::VariantArray;

use crate::capture::picture::Place;
use crate::capture::within::Within;
use crate::capture::{self, Capture, CaptureId, Captures, FileRead, Form, Records, Unread, UnreadReason};
use crate::failure::Failure;
use crate::files::{self, Links, Root};
use crate::project::{self, Correction, NamePattern, Output, Overrides, Project};
use crate::warned::{Warned, Warning};

/// Number of files that are held at once if they are processed one by one. A limit on memory, that changes no result. Set by hand.
const BATCH: usize = 64;

/// The name that stands for standard input.
pub(crate) const STANDARD: &str = "-";

/// The inputs to read. [`STANDARD`] names standard input, which can be used only once.
#[derive(Debug, Clone, Default)]
pub(crate) struct Inputs {
    /// Folders and files with captured pages.
    pub paths: Vec<PathBuf>,
    /// A list of files. Each line has a path, optionally followed by a tab and the address of the page.
    pub files_from: Option<PathBuf>,
    /// The form of the pages, if their names and bytes do not show it.
    pub form: Option<Form>,
}

/// Captures that are processed together.
#[derive(Debug, Clone, Default)]
pub(crate) struct Batch {
    /// The captures.
    pub captures: Vec<Capture>,
    /// Files that gave no capture.
    pub unread: Vec<Unread>,
    /// Warnings about files.
    pub warnings: Vec<Warning>,
    /// Corrections from sidecars.
    pub corrections: Vec<Correction>,
}

impl Batch {
    /// The warnings, and one more for each file that gave no capture and has no warning yet. A part of a page is no news.
    pub(crate) fn all_warnings(&self) -> Vec<Warning> {
        let warned: BTreeSet<&str> = self.warnings.iter().filter_map(|warning| warning.path.as_deref()).collect();
        let is_told =
            |unread: &&Unread| unread.reason != UnreadReason::PartOfPage && !warned.contains(unread.id.path.as_str());
        let unwarned = self.unread.iter().filter(is_told).map(unread_warning);
        self.warnings.iter().cloned().chain(unwarned).collect()
    }

    /// The batch with the project's corrections of all captures in a file as corrections of each.
    fn with_corrections_of(mut self, project: &Project) -> Self {
        let of_files = project.corrections.iter().filter_map(|correction| Some((correction.of_all()?, correction)));
        for (file, correction) in of_files {
            let captures = self.captures.iter().filter(|capture| capture.id.path == file);
            let one = |capture: &Capture| Correction { capture: capture.name(), ..correction.clone() };
            self.corrections.extend(captures.map(one));
        }
        self
    }

    fn add(&mut self, path: &str, read: FileRead) {
        self.unread.extend(Unread::of(path, &read));
        self.warnings.extend(read.warnings);
        self.captures.extend(read.value.unwrap_or_default());
    }
}

/// A file to read, and the address of its page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Listed {
    path: String,
    address: Option<String>,
}

/// A part of the input that is read at once.
enum Part {
    Folder(PathBuf),
    Files(Vec<Listed>),
    /// A file or standard input with an unlimited number of pages.
    Stream(Listed, Form),
}

/// The batches of one part, each read on demand.
type Batches<'a> = Box<dyn Iterator<Item = Batch> + 'a>;

impl Inputs {
    /// The project of the inputs: that of the first folder, else a project without a folder.
    pub(crate) fn project(&self, overrides: &Overrides) -> Result<Project, Failure> {
        Ok(match self.paths.iter().find(|path| path.is_dir()) {
            Some(folder) => project::load(folder, overrides)?,
            None => project::without_folder(overrides)?,
        })
    }

    /// The captures of all inputs in batches, each read on demand.
    pub(crate) fn batches<'a>(&'a self, project: &'a Project) -> Result<impl Iterator<Item = Batch> + 'a, Failure> {
        let mut parts: Vec<Part> = Vec::new();
        let mut files: Vec<Listed> = Vec::new();
        for path in &self.paths {
            if path.is_dir() {
                parts.extend(self.in_parts(std::mem::take(&mut files)));
                parts.push(Part::Folder(path.clone()));
            } else {
                files.push(Listed { path: path.display().to_string(), address: None });
            }
        }
        if let Some(list) = &self.files_from {
            files.extend(read_list(list)?);
        }
        parts.extend(self.in_parts(files));
        Ok(parts.into_iter().flat_map(|part| self.read(part, project)))
    }

    /// The captures of all inputs at once.
    pub(crate) fn all(&self, project: &Project) -> Result<Batch, Failure> {
        let mut all = Batch::default();
        for batch in self.batches(project)? {
            all.captures.extend(batch.captures);
            all.unread.extend(batch.unread);
            all.warnings.extend(batch.warnings);
            all.corrections.extend(batch.corrections);
        }
        Ok(all)
    }

    /// Groups files in order, up to a limit. Each stream is a part of its own.
    fn in_parts(&self, files: Vec<Listed>) -> Vec<Part> {
        let mut parts = Vec::new();
        for file in files {
            let stream = self.form.or(Form::by_name(&file.path)).filter(|form| form.is_stream());
            match (stream, parts.last_mut()) {
                (Some(form), _) => parts.push(Part::Stream(file, form)),
                (None, Some(Part::Files(chunk))) if chunk.len() < BATCH => chunk.push(file),
                (None, _) => parts.push(Part::Files(vec![file])),
            }
        }
        parts
    }

    fn read<'a>(&'a self, part: Part, project: &'a Project) -> Batches<'a> {
        Box::new(std::iter::once(match part {
            Part::Folder(folder) if folder == project.root => project_folder(project),
            Part::Folder(folder) => other_folder(&folder, project.links).with_corrections_of(project),
            Part::Files(files) => read_files(&files, self.form, project.links).with_corrections_of(project),
            Part::Stream(file, form) => {
                let batches = stream(file, form, project.links);
                return Box::new(batches.map(|batch| batch.with_corrections_of(project)));
            }
        }))
    }
}

fn read_files(files: &[Listed], form: Option<Form>, links: Links) -> Batch {
    let mut batch = Batch::default();
    let read: Vec<_> = files.par_iter().map(|file| read_file(file, form, links)).collect();
    for (file, (read, corrections)) in files.iter().zip(read) {
        batch.add(&file.path, read);
        batch.corrections.extend(corrections);
    }
    batch
}

/// The pages of a stream. One with only bad records counts as unread, and so does a file without any; standard input may be empty.
fn stream(file: Listed, form: Form, links: Links) -> Batches<'static> {
    let input: std::io::Result<capture::raw::Input<'static>> = match file.path.as_str() {
        STANDARD => Ok(Box::new(std::io::stdin())),
        path => around(path, links).and_then(|(root, name)| root.open(&name)).map(|file| Box::new(file) as _),
    };
    let records = match input {
        Ok(input) => Records::open(&file.path, form, input, file.address.as_deref()),
        Err(error) => {
            let mut batch = Batch::default();
            batch.add(&file.path, capture::unreadable(&file.path, &error));
            return Box::new(std::iter::once(batch));
        }
    };
    let mut records = records.into_iter().flatten();
    let (mut shown, mut unwarned, mut is_done, mut is_over) = (0_usize, 0_usize, false, false);
    Box::new(std::iter::from_fn(move || {
        if let Some(mut read) = records.next() {
            is_done |= !read.captures.is_empty();
            let all = read.warnings.len();
            read.warnings.truncate(capture::MOST_TOLD.saturating_sub(shown));
            shown += read.warnings.len();
            unwarned += all - read.warnings.len();
            return Some(Batch { captures: read.captures, warnings: read.warnings, ..Batch::default() });
        }
        // A pipe may have nothing to say; a file that was named should.
        let unread = (!is_done && (shown > 0 || file.path != STANDARD))
            .then(|| Unread { id: CaptureId::of_file(&file.path), reason: UnreadReason::OtherData });
        let more = (unwarned > 0).then(|| capture::more_bad(&file.path, unwarned));
        let last =
            Batch { unread: unread.into_iter().collect(), warnings: more.into_iter().collect(), ..Batch::default() };
        let has_more = !last.unread.is_empty() || !last.warnings.is_empty();
        let is_last = !std::mem::replace(&mut is_over, true) && has_more;
        is_last.then_some(last)
    }))
}

/// The captures of a project, without its layouts, its fonts and its earlier outputs.
pub(crate) fn project_folder(project: &Project) -> Batch {
    let own: Vec<PathBuf> = project.own_files().into_iter().chain(numbered_outputs(project)).collect();
    let read = capture::read_folder_through(&project.root, &project.captures, &own, project.links);
    batch_of(read).with_corrections_of(project)
}

/// The numbered outputs below the project's folder.
fn numbered_outputs(project: &Project) -> Vec<PathBuf> {
    let Some(pattern) = &project.editions.file_name else { return Vec::new() };
    let listed = Root::named(&project.root, project.links).map(|root| root.list(Path::new("")).files);
    listed.unwrap_or_default().into_iter().filter(|file| is_numbered(pattern, file)).collect()
}

/// Whether a file has the name of a numbered output.
pub(crate) fn is_numbered(pattern: &NamePattern, file: &Path) -> bool {
    let name = file.file_name().unwrap_or_default().to_string_lossy();
    Output::VARIANTS.iter().flat_map(|output| output.file_names()).any(|own| pattern.made(&name, own))
}

fn batch_of(read: Warned<Captures>) -> Batch {
    let Captures { captures, unread, corrections } = read.value;
    Batch { captures, unread, warnings: read.warnings, corrections }
}

/// The captures of a folder that is not the project's. Their names begin with the folder's.
fn other_folder(folder: &Path, links: Links) -> Batch {
    let read = capture::read_folder_through(folder, &[], &[], links);
    let mut batch = batch_of(read);
    let name = |path: &str| folder.join(path).display().to_string();
    for warning in &mut batch.warnings {
        let about = batch.unread.iter().find(|unread| Some(&unread.id.path) == warning.path.as_ref());
        warning.path = about.map(|unread| name(&unread.id.path)).or(warning.path.take());
    }
    for capture in &mut batch.captures {
        capture.id.path = name(&capture.id.path);
        for picture in capture.pictures.found.values_mut().flatten() {
            if let Place::File(file) = &mut picture.place {
                *file = name(file);
            }
        }
    }
    batch.unread.iter_mut().for_each(|unread| unread.id.path = name(&unread.id.path));
    batch.corrections.iter_mut().for_each(|correction| correction.capture = name(&correction.capture));
    batch
}

/// The warning about a file that gave no capture.
pub(crate) fn unread_warning(unread: &Unread) -> Warning {
    let readable = || format!("litopys reads {}; leave it out, or save it as one of these", capture::form::READABLE);
    let (problem, hint) = match unread.reason {
        UnreadReason::NotText if capture::form::is_picture(&unread.id.path) => {
            let hint =
                "no page shows it; for the words in it, recognize them with another program and save them as text";
            ("it is a picture", hint.to_owned())
        }
        UnreadReason::NotText => ("it is in no form that is read", readable()),
        UnreadReason::OtherData => ("it contains no article", readable()),
        reason => of_reason(reason),
    };
    Warning { path: Some(unread.id.path.clone()), problem: problem.to_owned(), hint: Some(hint) }
}

fn of_reason(reason: UnreadReason) -> (&'static str, String) {
    let (problem, hint) = match reason {
        UnreadReason::Unreadable => ("it could not be read", "check that it exists and is readable"),
        UnreadReason::Empty => ("it contains no readable text", "capture the page again"),
        UnreadReason::TooLarge => ("it is larger than a capture may be", "save only the page, without embedded files"),
        UnreadReason::NotText | UnreadReason::OtherData => ("it contains no article", "capture the page again"),
        UnreadReason::PartOfPage => ("it belongs to a page that was saved with it", "nothing needs to be done"),
        UnreadReason::BadRecord => ("one of the pages in it could not be read", "capture that page again"),
        UnreadReason::LinkOut => ("it is a link that leads out of the folder", "put the file itself there"),
        UnreadReason::Special => ("it is not a regular file", "put a regular file there, or leave it out"),
        UnreadReason::Beside => ("its page does not exist", "name it like its page, or leave it out"),
    };
    (problem, hint.to_owned())
}

/// The folder of a file that the user named, and its name there.
fn around(path: &str, links: Links) -> std::io::Result<(Root, PathBuf)> {
    let path = Path::new(path);
    let root = Root::around(path, links)?;
    Ok((root, PathBuf::from(path.file_name().unwrap_or_default())))
}

fn read_file(file: &Listed, form: Option<Form>, links: Links) -> (FileRead, Vec<Correction>) {
    let address = file.address.as_deref();
    if file.path != STANDARD {
        return match around(&file.path, links) {
            Ok((root, name)) => {
                let within = Within { root: &root, is_alone: true };
                capture::beside::read(&within, &name, &file.path, form, address)
            }
            Err(error) => (capture::unreadable(&file.path, &error), Vec::new()),
        };
    }
    let read = match standard_input() {
        Ok(bytes) => capture::read_bytes(STANDARD, &bytes, form.or(Some(Form::Text)), address),
        Err(error) => capture::unreadable(STANDARD, &error),
    };
    (read, Vec::new())
}

/// The content of standard input. Fails with [`std::io::ErrorKind::FileTooLarge`] above [`files::LARGEST`].
pub(crate) fn standard_input() -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    std::io::stdin().lock().take(files::LARGEST + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > files::LARGEST { Err(files::too_large(files::LARGEST)) } else { Ok(bytes) }
}

fn read_list(list: &Path) -> Result<Vec<Listed>, Failure> {
    let bytes = if list.as_os_str() == STANDARD { standard_input() } else { files::read_to_end(list) };
    let failure = |problem: String| Failure::file(list.display(), problem, "a list is a text with one path per line");
    let bytes = bytes.map_err(|error| failure(files::plain(&error)))?;
    let text = String::from_utf8(bytes).map_err(|_| failure("the list is not UTF-8".to_owned()))?;
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
