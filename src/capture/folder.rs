//! In: a folder. Out: the captures in it, and the files that gave none.
//!
//! Invariant: each file ends up as captures or among the unread; a bad file costs itself.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::picture::Place;
use super::{Capture, FileRead, Unread, UnreadReason, beside, saved, unread};
use crate::files;
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
/// Each file ends up as captures or in `unread`. A file that cannot be read, is too large or holds nothing gives a warning too.
pub fn read_folder(root: &Path, below: &[PathBuf], except: &[PathBuf]) -> Warned<Captures> {
    let base = if files::is_folder(root) { root } else { root.parent().unwrap_or(root) };
    let mut found = Warned::<Vec<PathBuf>>::default();
    for place in places(root, below) {
        let listed = files::list(&place);
        found.value.extend(listed.value);
        found.warnings.extend(listed.warnings);
    }
    found.value.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    found.value.dedup();
    found.value.retain(|file| !except.iter().any(|passed| file.starts_with(root.join(passed))));
    let named: Vec<(PathBuf, String)> =
        found.value.into_iter().map(|file| (file.clone(), name_below(base, &file))).collect();
    gathered(read_all(base, &named), found.warnings)
}

/// What comes of each file. Those that say something of a capture are read with it and are nothing for themselves.
fn read_all<'a>(root: &Path, named: &'a [(PathBuf, String)]) -> Vec<(FileRead, Vec<Correction>, &'a str)> {
    let paths: Vec<&str> = named.iter().map(|(_, path)| path.as_str()).collect();
    let parts = saved::parts(&paths);
    let pages = || named.iter().filter(|(_, path)| !beside::is_beside(path) && !parts.contains(path.as_str()));
    let used: BTreeSet<PathBuf> = pages().flat_map(|(file, _)| beside::names(file)).collect();
    let read = |(file, path): &(PathBuf, String)| match parts.contains(path.as_str()) {
        true => (unread(UnreadReason::PartOfPage, None), Vec::new()),
        false => {
            let (mut read, said) = beside::read(file, root, path, None, None);
            // The bytes of pictures are read again when they are needed, so that a large folder fits the memory.
            read.value.iter_mut().flatten().for_each(|capture| capture.pictures.bytes.clear());
            (read, said)
        }
    };
    let files = named.par_iter().filter(|(file, path)| !beside::is_beside(path) || !used.contains(file));
    files.map(|file| (read(file), file.1.as_str())).map(|((read, said), path)| (read, said, path)).collect()
}

fn places(root: &Path, below: &[PathBuf]) -> Vec<PathBuf> {
    if below.is_empty() { vec![root.to_owned()] } else { below.iter().map(|place| root.join(place)).collect() }
}

fn name_below(base: &Path, file: &Path) -> String {
    let name = file.strip_prefix(base).unwrap_or(file);
    name.components().map(|part| part.as_os_str().to_string_lossy()).collect::<Vec<_>>().join("/")
}

fn gathered(read: Vec<(FileRead, Vec<Correction>, &str)>, warnings: Vec<Warning>) -> Warned<Captures> {
    let mut all = Warned { value: Captures::default(), warnings };
    for (file, corrections, path) in read {
        all.value.unread.extend(Unread::of(path, &file));
        all.value.corrections.extend(corrections);
        all.warnings.extend(file.warnings);
        all.value.captures.extend(file.value.unwrap_or_default());
    }
    let pictures: BTreeSet<&String> = all.value.captures.iter().flat_map(pictures).collect();
    for unread in all.value.unread.iter_mut().filter(|unread| pictures.contains(&unread.path)) {
        unread.reason = UnreadReason::PartOfPage;
    }
    all
}

/// The files that hold the pictures of a capture.
fn pictures(capture: &Capture) -> impl Iterator<Item = &String> {
    capture.pictures.found.values().filter_map(|found| match &found.as_ref().ok()?.place {
        Place::File(name) => Some(name),
        Place::Embedded => None,
    })
}
