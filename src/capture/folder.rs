//! In: a folder. Out: the captures in it, and the files that gave none.
//!
//! Invariant: each file ends up as captures or among the unread; a bad file costs itself.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};

use rayon::prelude::*;

use super::picture::Place as PicturePlace;
use super::within::Within;
use super::{Capture, CaptureId, FileRead, Unread, UnreadReason, beside, refused, refused_warning, saved, unread};
use crate::files::{self, Links, Refusal, Root};
use crate::project::Correction;
use crate::warned::{Warned, Warning};

/// What a folder holds.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Captures {
    /// In the byte order of their paths.
    pub captures: Vec<Capture>,
    /// The files that gave none, in the same order.
    pub unread: Vec<Unread>,
    /// What the files beside captures correct of them.
    pub corrections: Vec<Correction>,
}

/// Reads the captures in `below`, folders and files under `root` (all of `root` where none is named), but nothing of `except`,
/// folders and files under `root` too. `root` may be a file.
///
/// Each file ends up as captures or in `unread`. A file that cannot be read, is too large or holds nothing gives a warning too. So does
/// a link that leads out of the folder in which it was found.
pub fn read_folder(root: &Path, below: &[PathBuf], except: &[PathBuf]) -> Warned<Captures> {
    read_folder_through(root, below, except, Links::Inside)
}

/// The same, with the links that a person allows.
pub fn read_folder_through(root: &Path, below: &[PathBuf], except: &[PathBuf], links: Links) -> Warned<Captures> {
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

/// What stands in the places that are read.
struct Listed<'a> {
    /// In the byte order of their paths, each once.
    found: Vec<Found<'a>>,
    /// As seen from the folder of all captures.
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

/// A folder or a file that is read.
struct Place {
    root: Root,
    /// The folder as seen from the folder of all captures.
    folder: PathBuf,
    /// What of it is read: all, or one file.
    start: PathBuf,
}

impl Place {
    /// What lies below a folder can be opened below that folder alone; a file below the one that holds it.
    fn of(base: &Root, below: &Path) -> Self {
        if let Ok(root) = base.inner(below) {
            return Self { root, folder: below.to_owned(), start: PathBuf::new() };
        }
        let (folder, name) = (below.parent().unwrap_or(Path::new("")), below.file_name().unwrap_or_default());
        match base.inner(folder) {
            Ok(root) => Self { root, folder: folder.to_owned(), start: PathBuf::from(name) },
            // It cannot be had, and the folder of all captures says why.
            Err(_) => Self { root: base.clone(), folder: PathBuf::new(), start: below.to_owned() },
        }
    }
}

/// A file of a place.
struct Found<'a> {
    place: &'a Place,
    /// As seen from its place, and from the folder of all captures.
    name: PathBuf,
    whole: PathBuf,
    /// How it is called from here on.
    path: String,
}

impl<'a> Found<'a> {
    fn of(place: &'a Place, name: PathBuf) -> Self {
        let whole = place.folder.join(&name);
        Self { place, path: called(&whole), whole, name }
    }
}

/// What comes of each file. Those that say something of a capture are read with it and are nothing for themselves.
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
            // The bytes of pictures are read again when they are needed, so that a large folder fits the memory.
            read.value.iter_mut().flatten().for_each(|capture| capture.pictures.bytes.clear());
            (read, said)
        }
    };
    let files = found.par_iter().filter(|file| !beside::is_beside(&file.path) || !used.contains(&file.whole));
    files.map(|file| (read(file), file.path.as_str())).map(|((read, said), path)| (read, said, path)).collect()
}

/// What was not opened, with its warnings. What should say something of a page is told with the page.
fn refused_files(found: &[Found], refused: &[(PathBuf, Refusal)]) -> Vec<(Unread, Warning)> {
    let used: BTreeSet<PathBuf> = found.iter().flat_map(|file| beside::names(&file.whole)).collect();
    let alone = refused.iter().filter(|(whole, _)| !(beside::is_beside(&called(whole)) && used.contains(whole)));
    let told = alone.map(|(whole, refusal)| {
        // Two names that read alike are told apart by their bytes.
        let path = match refusal {
            Refusal::Namesake => format!("{:?}", whole.as_os_str()).trim_matches('"').to_owned(),
            _ => called(whole),
        };
        let warning = refused_warning(&path, *refusal);
        (Unread { id: CaptureId::of_file(path), reason: self::refused(*refusal) }, warning)
    });
    told.collect()
}

/// What is read: what is named, in the folder or the one file that the root is.
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

/// The files that hold the pictures of a capture.
fn pictures(capture: &Capture) -> impl Iterator<Item = &String> {
    capture.pictures.found.values().filter_map(|found| match &found.as_ref().ok()?.place {
        PicturePlace::File(name) => Some(name),
        PicturePlace::Embedded => None,
    })
}
