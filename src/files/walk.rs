//! In: an open folder. Out: the files below it that may be captures, and what was refused.
//!
//! Hidden files and folders, the program's own outputs and its sites are skipped. A link that stays below the root is followed, but each
//! folder only once. A link that leads out of it is refused.
//!
//! Invariant: terminates on every folder, whatever its links are. Nothing that could hold a page is skipped silently.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::DirExt;
use cap_std::ambient_authority;
use cap_std::fs::{Dir, FileType};

use super::root::{Links, Root, identity_of, outside};
use super::{Refusal, SITE, is_own_or_hidden, plain};
use crate::warned::Warning;

/// The maximum depth of folders that is searched. Each holds an open folder. Set by hand.
const DEEPEST: usize = 100;

/// What was found below a folder, by names relative to the root, in byte order.
#[derive(Debug, Default)]
pub(crate) struct Listing {
    /// The files.
    pub files: Vec<PathBuf>,
    /// Links that lead elsewhere, pipes, sockets and devices, with the reasons.
    pub refused: Vec<(PathBuf, Refusal)>,
    /// Warnings about folders and links.
    pub warnings: Vec<Warning>,
}

impl Root {
    /// The files below a folder of this one, or the one file of this name.
    pub(crate) fn list(&self, below: &Path) -> Listing {
        let mut walk = Walk { root: self, listing: Listing::default(), linked: BTreeSet::new(), above: Vec::new() };
        walk.start(below);
        let Walk { mut listing, .. } = walk;
        listing.files.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        listing.refused.sort_by(|(a, _), (b, _)| a.cmp(b));
        listing
    }

    /// The regular files below a folder that is reached without links, including hidden ones, down to `depth` levels. No link is followed.
    /// Empty if the folder cannot be read.
    pub fn everything(&self, depth: usize) -> Vec<PathBuf> {
        let mut found = Vec::new();
        gather(&self.dir, Path::new(""), depth, &mut found);
        found.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
        found
    }
}

/// Any depth that a folder may have.
pub(crate) const EVERY_DEPTH: usize = DEEPEST;

fn gather(dir: &Dir, name: &Path, depth: usize, found: &mut Vec<PathBuf>) {
    for (entry, kind) in entries(dir).unwrap_or_default() {
        let below = name.join(&entry);
        if kind.is_file() {
            found.push(below);
        } else if kind.is_dir()
            && depth > 1
            && let Ok(inner) = dir.open_dir_nofollow(&entry)
        {
            gather(&inner, &below, depth - 1, found);
        }
    }
}

/// The entries of a folder, by name.
pub(super) fn entries(dir: &Dir) -> io::Result<Vec<(OsString, FileType)>> {
    let entry = |entry: io::Result<cap_std::fs::DirEntry>| {
        let entry = entry?;
        Ok((entry.file_name(), entry.file_type()?))
    };
    let mut entries = dir.entries()?.map(entry).collect::<io::Result<Vec<_>>>()?;
    entries.sort_by(|(one, _), (other, _)| one.cmp(other));
    Ok(entries)
}

struct Walk<'a> {
    root: &'a Root,
    listing: Listing,
    /// The folders that links have led to.
    linked: BTreeSet<(u64, u64)>,
    /// The folders that the walk is in, with their names.
    above: Vec<((u64, u64), PathBuf)>,
}

impl Walk<'_> {
    fn start(&mut self, below: &Path) {
        let found = self.root.resolved(below).and_then(|real| match real.as_os_str().is_empty() {
            true => Ok(None),
            false => self.root.dir.symlink_metadata(&real).map(Some),
        });
        match found {
            _ if self.root.links() == Links::Anywhere => self.link(below),
            Ok(Some(about)) if about.is_file() => self.listing.files.push(below.to_owned()),
            Ok(Some(about)) if !about.is_dir() => self.listing.refused.push((below.to_owned(), Refusal::Special)),
            Ok(_) => match self.root.inner(below) {
                Ok(inner) => self.enter(&inner.dir, below),
                Err(error) => self.fault(below, &error),
            },
            Err(error) => self.fault(below, &error),
        }
    }

    fn enter(&mut self, dir: &Dir, name: &Path) {
        let listed = dir.dir_metadata().and_then(|about| Ok((identity_of(&about), entries(dir)?)));
        let (own, entries) = match listed {
            Ok(listed) => listed,
            Err(error) => return self.fault(name, &error),
        };
        if self.above.len() == DEEPEST {
            return self.warn(name, format!("it is more than {DEEPEST} folders deep"), "move it up");
        }
        self.above.push((own, name.to_owned()));
        for (entry, kind) in entries.iter().filter(|(entry, _)| !is_own_or_hidden(entry)) {
            let below = name.join(entry);
            if kind.is_file() {
                self.listing.files.push(below);
            } else if kind.is_symlink() {
                self.link(&below);
            } else if kind.is_dir() {
                match dir.open_dir_nofollow(entry) {
                    Ok(inner) if is_site(&inner) => {}
                    Ok(inner) => self.enter(&inner, &below),
                    Err(error) => self.fault(&below, &error),
                }
            } else {
                self.listing.refused.push((below, Refusal::Special));
            }
        }
        self.above.pop();
    }

    fn link(&mut self, name: &Path) {
        let found = match self.root.links() {
            Links::Inside => self.root.resolved(name).and_then(|real| {
                let is_root = real.as_os_str().is_empty();
                let about =
                    if is_root { self.root.dir.dir_metadata()? } else { self.root.dir.symlink_metadata(&real)? };
                let inner = about.is_dir().then(|| self.root.inner(&real).map(|inner| inner.dir)).transpose()?;
                Ok((about.is_file(), inner))
            }),
            Links::Anywhere => {
                let path = self.root.path.join(name);
                let opened = || Dir::open_ambient_dir(&path, ambient_authority()).map(Arc::new);
                std::fs::metadata(&path)
                    .and_then(|about| Ok((about.is_file(), about.is_dir().then(opened).transpose()?)))
            }
        };
        match found {
            Ok((true, _)) => self.listing.files.push(name.to_owned()),
            Ok((false, Some(folder))) => self.linked_folder(&folder, name),
            Ok((false, None)) => self.listing.refused.push((name.to_owned(), Refusal::Special)),
            Err(error) => self.fault(name, &error),
        }
    }

    fn linked_folder(&mut self, folder: &Dir, name: &Path) {
        let own = match folder.dir_metadata() {
            Ok(about) => identity_of(&about),
            Err(error) => return self.fault(name, &error),
        };
        if let Some((_, above)) = self.above.iter().find(|(above, _)| *above == own) {
            let problem = format!("this link leads back to `{}`", self.root.path.join(above).display());
            return self.warn(name, problem, "it was not followed; its files are read in their place");
        }
        if !self.linked.insert(own) {
            let problem = "this link leads to the same folder as another link".to_owned();
            return self.warn(name, problem, "it was not followed; its files are read through the other link");
        }
        if !is_site(folder) {
            self.enter(folder, name);
        }
    }

    /// Records something that cannot be read.
    fn fault(&mut self, name: &Path, error: &io::Error) {
        match Refusal::of(error) {
            Some(refusal) => self.listing.refused.push((name.to_owned(), refusal)),
            None => self.warn(name, plain(error), "check that it exists and is readable"),
        }
    }

    fn warn(&mut self, name: &Path, problem: String, hint: &str) {
        let path = Some(self.root.path.join(name).display().to_string());
        self.listing.warnings.push(Warning { path, problem, hint: Some(hint.to_owned()) });
    }
}

/// Whether a folder is a site that the program wrote.
fn is_site(folder: &Dir) -> bool {
    folder.symlink_metadata(SITE).map_err(outside).is_ok_and(|about| about.is_file())
}
