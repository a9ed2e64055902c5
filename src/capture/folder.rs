//! In: a folder. Out: the captures in it, and the files that gave none.
//!
//! Invariant: each file becomes captures or an entry in `unread`. A bad file affects no other.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::picture::Place as PicturePlace;
use super::within::Within;
use super::{Capture, CaptureId, FileRead, Unread, UnreadReason, beside, refused, refused_warning, saved, unread};
use crate::files::{self, Links, Refusal, Root};
use crate::project::Correction;
use crate::warned::{Warned, Warning};

/// The contents of a folder.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captures {
    /// The captures, in byte order of their paths.
    pub captures: Vec<Capture>,
    /// The files that gave none, in the same order.
    pub unread: Vec<Unread>,
    /// The corrections in files beside captures.
    pub corrections: Vec<Correction>,
}

/// Reads the captures in `below`, a list of folders and files under `root` (all of `root` if the list is empty). Skips `except`, also
/// folders and files under `root`. `root` may be a file.
///
/// Each file becomes captures or an entry in `unread`. There is also a warning for a file that cannot be read, is too large or has no text,
/// and for a link that leads out of its folder.
pub fn read_folder(root: &Path, below: &[PathBuf], except: &[PathBuf]) -> Warned<Captures> {
    read_folder_through(root, below, except, Links::Inside)
}

/// Like [`read_folder`], following the given kind of links.
pub(crate) fn read_folder_through(
    root: &Path,
    below: &[PathBuf],
    except: &[PathBuf],
    links: Links,
) -> Warned<Captures> {
    let is_folder = files::is_folder(root);
    let opened = if is_folder { Root::named(root, links) } else { Root::around(root, links) };
    let base = match opened {
        Ok(base) => base,
        Err(error) => return Warned { value: Captures::default(), warnings: vec![unlisted(root, &error)] },
    };
    let own = root.file_name().map(PathBuf::from).filter(|_| !is_folder);
    let places: Vec<Place> = places(own, below).iter().map(|below| Place::of(&base, below)).collect();
    let Listed { mut found, mut refused, warnings } = listed(&places);
    let is_meant = |whole: &Path| !except.iter().any(|passed| whole.starts_with(passed));
    found.retain(|file| is_meant(&file.whole));
    refused.retain(|(whole, _)| is_meant(whole));
    gathered(read_all(&found), refused_files(&found, &refused), warnings)
}

/// The files in the places that are read.
struct Listed<'a> {
    /// In byte order of their paths, each once.
    found: Vec<Found<'a>>,
    /// Paths relative to the folder of all captures.
    refused: Vec<(PathBuf, Refusal)>,
    warnings: Vec<Warning>,
}

fn listed(places: &[Place]) -> Listed<'_> {
    let mut all = Listed { found: Vec::new(), refused: Vec::new(), warnings: Vec::new() };
    for place in places {
        let listing = place.root.list(&place.start);
        all.found.extend(listing.files.into_iter().map(|name| Found::of(place, name)));
        all.refused.extend(listing.refused.into_iter().map(|(name, refusal)| (place.folder.join(name), refusal)));
        all.warnings.extend(listing.warnings);
    }
    all.found.sort_by(|a, b| a.whole.as_os_str().as_encoded_bytes().cmp(b.whole.as_os_str().as_encoded_bytes()));
    all.found.dedup_by(|one, other| one.whole == other.whole);
    let mut called = BTreeSet::new();
    let (found, namesakes): (Vec<_>, Vec<_>) =
        std::mem::take(&mut all.found).into_iter().partition(|file| called.insert(file.path.clone()));
    all.found = found;
    all.refused.extend(namesakes.into_iter().map(|file| (file.whole, Refusal::Namesake)));
    all.refused.sort_by(|(a, _), (b, _)| a.cmp(b));
    all.refused.dedup();
    all
}

fn unlisted(root: &Path, error: &std::io::Error) -> Warning {
    let hint = Some("check that it exists and may be read".to_owned());
    Warning { path: Some(root.display().to_string()), problem: files::plain(error), hint }
}

/// A folder or a file to read.
struct Place {
    root: Root,
    /// The folder, relative to the folder of all captures.
    folder: PathBuf,
    /// The file to read in the folder. Empty for all files.
    start: PathBuf,
}

impl Place {
    /// A file in a folder is opened through that folder only, a single file through its parent.
    fn of(base: &Root, below: &Path) -> Self {
        if let Ok(root) = base.inner(below) {
            return Self { root, folder: below.to_owned(), start: PathBuf::new() };
        }
        let (folder, name) = (below.parent().unwrap_or(Path::new("")), below.file_name().unwrap_or_default());
        match base.inner(folder) {
            Ok(root) => Self { root, folder: folder.to_owned(), start: PathBuf::from(name) },
            // The place cannot be opened. The folder of all captures reports the reason.
            Err(_) => Self { root: base.clone(), folder: PathBuf::new(), start: below.to_owned() },
        }
    }
}

/// A file in a place.
struct Found<'a> {
    place: &'a Place,
    /// The path relative to its place. The next field is relative to the folder of all captures.
    name: PathBuf,
    whole: PathBuf,
    /// The name in captures and messages.
    path: String,
}

impl<'a> Found<'a> {
    fn of(place: &'a Place, name: PathBuf) -> Self {
        let whole = place.folder.join(&name);
        Self { place, path: called(&whole), whole, name }
    }
}

/// Reads each file. A file that describes a capture is read with that capture and not on its own.
fn read_all<'a>(found: &'a [Found<'a>]) -> Vec<(FileRead, Vec<Correction>, &'a str)> {
    let paths: Vec<&str> = found.iter().map(|file| file.path.as_str()).collect();
    let parts = saved::parts(&paths);
    let pages = || found.iter().filter(|file| !beside::is_beside(&file.path) && !parts.contains(file.path.as_str()));
    let used: BTreeSet<PathBuf> = pages().flat_map(|file| beside::names(&file.whole)).collect();
    let read = |file: &Found| match parts.contains(file.path.as_str()) {
        true => (unread(UnreadReason::PartOfPage, None), Vec::new()),
        false => {
            let within = Within { root: &file.place.root, is_alone: !file.place.start.as_os_str().is_empty() };
            let (mut read, said) = beside::read(&within, &file.name, &file.path, None, None);
            // Picture bytes are read again when they are needed, so that a large folder fits in memory.
            read.value.iter_mut().flatten().for_each(|capture| capture.pictures.bytes.clear());
            (read, said)
        }
    };
    let files = found.par_iter().filter(|file| !beside::is_beside(&file.path) || !used.contains(&file.whole));
    files.map(|file| (read(file), file.path.as_str())).map(|((read, said), path)| (read, said, path)).collect()
}

/// The files that were not opened, with their warnings. A file beside a page is reported with that page.
fn refused_files(found: &[Found], refused: &[(PathBuf, Refusal)]) -> Vec<(Unread, Warning)> {
    let used: BTreeSet<PathBuf> = found.iter().flat_map(|file| beside::names(&file.whole)).collect();
    let alone = refused.iter().filter(|(whole, _)| !(beside::is_beside(&called(whole)) && used.contains(whole)));
    let told = alone.map(|(whole, refusal)| {
        // Two names that look the same are distinguished by their bytes.
        let path = match refusal {
            Refusal::Namesake => format!("{:?}", whole.as_os_str()).trim_matches('"').to_owned(),
            _ => called(whole),
        };
        let warning = refused_warning(&path, *refusal);
        (Unread { id: CaptureId::of_file(path), reason: self::refused(*refusal) }, warning)
    });
    told.collect()
}

/// The places to read: the named ones, or the whole folder, or the one file that is the root.
fn places(own: Option<PathBuf>, below: &[PathBuf]) -> Vec<PathBuf> {
    let plain = |place: &PathBuf| place.components().filter(|part| !matches!(part, Component::CurDir)).collect();
    if below.is_empty() { vec![own.unwrap_or_default()] } else { below.iter().map(plain).collect() }
}

fn called(name: &Path) -> String {
    name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn gathered(
    read: Vec<(FileRead, Vec<Correction>, &str)>,
    refused: Vec<(Unread, Warning)>,
    warnings: Vec<Warning>,
) -> Warned<Captures> {
    let mut all = Warned { value: Captures::default(), warnings };
    let (refused, told): (Vec<_>, Vec<_>) = refused.into_iter().unzip();
    all.value.unread = refused;
    all.warnings.extend(told);
    for (file, corrections, path) in read {
        all.value.unread.extend(Unread::of(path, &file));
        all.value.corrections.extend(corrections);
        all.warnings.extend(file.warnings);
        all.value.captures.extend(file.value.unwrap_or_default());
    }
    all.value.unread.sort();
    let pictures: BTreeSet<&String> = all.value.captures.iter().flat_map(pictures).collect();
    for unread in all.value.unread.iter_mut().filter(|unread| pictures.contains(&unread.id.path)) {
        unread.reason = UnreadReason::PartOfPage;
    }
    all
}

/// The files with the pictures of a capture.
fn pictures(capture: &Capture) -> impl Iterator<Item = &String> {
    capture.pictures.found.values().filter_map(|found| match &found.as_ref().ok()?.place {
        PicturePlace::File(name) => Some(name),
        PicturePlace::Embedded => None,
    })
}
