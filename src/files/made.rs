//! In: the program's own list of what it wrote, with names and digests. Out: these files removed, and nothing else.
//!
//! Invariant: the only place that removes files. No file is removed through a link, and an output only if it is byte for byte as the
//! program wrote it.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::io;
use std::path::{Path, PathBuf};

use cap_fs_ext::DirExt;
use cap_std::fs::Dir;
use sha2::{Digest, Sha256};

use super::root::{Root, whole};
use super::walk::{EVERY_DEPTH, entries};
use super::write::{At, Folder, failure};
use super::{LARGEST, Refusal, TEMPORARY, WriteError};

/// The list of the numbered files in an output folder, in the format of `sha256sum`.
const LIST: &str = ".litopys.outputs";
/// The maximum size of this list, in bytes. Set by hand.
const LARGEST_LIST: u64 = 4 * 1024 * 1024;

/// The numbered files that the program wrote into a folder, with their digests by name. A name may have two digests, because a run may be
/// killed after writing the list and before writing the file.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Made(BTreeMap<String, BTreeSet<String>>);

impl Made {
    /// The list in a folder. Empty if there is none.
    pub(crate) fn of(folder: &Folder) -> Self {
        let read = folder.opened().and_then(|root| root.open_itself(Path::new(LIST)));
        let bytes = read.and_then(|file| whole(file, LARGEST_LIST)).unwrap_or_default();
        let mut made = Self::default();
        for (digest, name) in String::from_utf8_lossy(&bytes).lines().filter_map(|line| line.split_once("  ")) {
            made.0.entry(name.to_owned()).or_default().insert(digest.to_owned());
        }
        made
    }

    /// Whether a file may be written: if there is no file, or one that the program wrote, or one with the same bytes.
    pub(crate) fn may_write(&self, folder: &Folder, name: &str, bytes: &[u8]) -> bool {
        match current(folder, name) {
            Ok(digest) => digest == digest_of(bytes) || self.holds(name, &digest),
            Err(error) => error.kind() == io::ErrorKind::NotFound,
        }
    }

    /// Removes a file that the program wrote. Returns whether it existed.
    ///
    /// # Errors
    /// The file is not as the program wrote it, its name is not a file name in the folder, or the system refuses to remove it.
    pub(crate) fn remove(&self, folder: &Folder, name: &str) -> Result<bool, WriteError> {
        let failed = |error: io::Error| failure(&folder.at(name).path(), &error);
        match current(folder, name) {
            Ok(digest) if self.holds(name, &digest) => {
                let root = folder.opened().map_err(failed)?;
                root.remove_own(Path::new(name)).map_err(failed).map(|()| true)
            }
            Ok(_) => Err(failed(Refusal::Foreign.into())),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
            Err(error) => Err(failed(error)),
        }
    }

    /// The list with some more files. It must be written before these files.
    pub(crate) fn with<'a>(&self, folder: &Folder, files: impl Iterator<Item = (&'a str, &'a [u8])>) -> (At, Vec<u8>) {
        let new: BTreeMap<&str, String> = files.map(|(name, bytes)| (name, digest_of(bytes))).collect();
        let names: BTreeSet<&str> = self.0.keys().map(String::as_str).chain(new.keys().copied()).collect();
        let mut text = String::new();
        for name in names {
            let there = current(folder, name).ok().filter(|digest| self.holds(name, digest));
            let digests: BTreeSet<String> = there.into_iter().chain(new.get(name).cloned()).collect();
            for digest in digests {
                let _ = writeln!(text, "{digest}  {name}");
            }
        }
        (folder.at(LIST), text.into_bytes())
    }

    fn holds(&self, name: &str, digest: &str) -> bool {
        self.0.get(name).is_some_and(|digests| digests.contains(digest))
    }
}

/// The digest of the file of this name in a folder. A name that contains a folder is refused.
fn current(folder: &Folder, name: &str) -> io::Result<String> {
    let plain = super::root::checked(Path::new(name))?;
    if plain.components().count() != 1 || name.contains(['/', '\\']) {
        return Err(Refusal::Name.into());
    }
    let root = folder.opened()?;
    Ok(digest_of(&whole(root.open_itself(&plain)?, LARGEST)?))
}

fn digest_of(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

impl Root {
    /// Removes a regular file that is reached through no link. It is no error if the file does not exist.
    pub(crate) fn remove_own(&self, name: &Path) -> io::Result<()> {
        let removed = self.strictly(name, false).and_then(|(folder, name)| {
            let about = folder.dir.symlink_metadata(&name)?;
            match about.is_file() {
                true => folder.dir.remove_file(&name),
                false if about.is_symlink() => Err(Refusal::Link.into()),
                false => Err(Refusal::Special.into()),
            }
        });
        match removed {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            removed => removed,
        }
    }

    /// Removes all regular files below a folder of this one except `kept`, and the folders that are then empty. It is no error if the
    /// folder does not exist. Links and their targets stay.
    pub(crate) fn keep_only(&self, below: &Path, kept: &BTreeSet<PathBuf>) -> io::Result<()> {
        // Any name in the folder, so that the folder itself is reached without links.
        let folder = match self.strictly(&below.join("x"), false) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
            folder => folder?.0,
        };
        clear(&folder.dir, below, kept, EVERY_DEPTH).map(drop)
    }

    /// Removes all regular files below a folder of this one, and the folder itself if it is then empty.
    pub fn clear(&self, below: &Path) -> io::Result<()> {
        self.keep_only(below, &BTreeSet::new())?;
        let (folder, name) = self.strictly(below, false)?;
        match entries(&folder.dir.open_dir_nofollow(&name)?)?.is_empty() {
            true => folder.dir.remove_dir(&name),
            false => Ok(()),
        }
    }

    /// The subfolders of a folder of this one. It must be reached through no link.
    pub fn folders(&self, below: &Path) -> Vec<PathBuf> {
        let listed = self.strictly(&below.join("x"), false).and_then(|(folder, _)| entries(&folder.dir));
        let folders = listed.unwrap_or_default().into_iter().filter(|(_, kind)| kind.is_dir());
        folders.map(|(name, _)| PathBuf::from(name)).collect()
    }

    /// Whether the folder is empty.
    pub fn is_empty(&self) -> bool {
        entries(&self.dir).is_ok_and(|entries| entries.is_empty())
    }
}

/// Removes everything in a folder that is not kept. Returns whether nothing is left.
fn clear(dir: &Dir, name: &Path, kept: &BTreeSet<PathBuf>, depth: usize) -> io::Result<bool> {
    let mut is_empty = true;
    for (entry, kind) in entries(dir)? {
        let below = name.join(&entry);
        let is_gone = if kind.is_file() && !kept.contains(&below) {
            dir.remove_file(&entry)?;
            true
        } else if kind.is_dir() && depth > 0 {
            let inner = dir.open_dir_nofollow(&entry)?;
            let is_empty = clear(&inner, &below, kept, depth - 1)?;
            drop(inner);
            is_empty && dir.remove_dir(&entry).map(|()| true)?
        } else {
            false
        };
        is_empty &= is_gone;
    }
    Ok(is_empty)
}

/// Removes what killed runs left in a folder. The files of a live run are locked and stay.
pub(crate) fn sweep(folder: &Folder) {
    let Ok(root) = folder.opened() else { return };
    for file in root.everything(1).into_iter().filter(|file| is_left(file)) {
        let Ok(open) = root.open_itself(&file) else { continue };
        if open.try_lock().is_ok() {
            // A file that cannot be removed is harmless.
            let _ = root.dir.remove_file(&file);
        }
    }
}

/// Whether a file has the name of an unfinished file.
pub(crate) fn is_left(file: &Path) -> bool {
    file.file_name().is_some_and(|name| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes()))
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::write_whole;
    use super::*;

    #[test]
    fn files_of_a_killed_run_are_swept_and_those_of_a_running_one_are_kept() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(format!("{TEMPORARY}left"));
        fs::write(&left, b"half").unwrap();
        fs::write(folder.path().join("mine.txt"), b"x").unwrap();
        let place = Folder::named(folder.path());
        let written =
            super::super::write::Temporary::new(place.opened().unwrap().dir, PathBuf::from("w"), 0o600).unwrap();
        sweep(&place);
        assert!(!left.exists() && folder.path().join("mine.txt").exists());
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
        drop(written);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn only_what_was_written_is_removed() {
        let folder = tempfile::tempdir().unwrap();
        let out = Folder::within(folder.path(), "out");
        let list = Made::default().with(&out, [("e-1.json", &b"1"[..])].into_iter());
        write_whole(&[list, (out.at("e-1.json"), b"1".to_vec())]).unwrap();
        fs::write(folder.path().join("out/notes.json"), "mine").unwrap();
        fs::write(folder.path().join("victim"), "mine").unwrap();
        let made = Made::of(&out);
        assert_eq!(made.remove(&out, "notes.json").unwrap_err().refusal, Some(Refusal::Foreign));
        let absolute = folder.path().join("victim").display().to_string();
        for name in ["../victim", &absolute, "./../victim", "", ".", "..", "a/../../victim"] {
            assert!(made.remove(&out, name).is_err(), "{name}");
        }
        assert!(!made.may_write(&out, "notes.json", b"2") && made.may_write(&out, "notes.json", b"mine"));
        assert!(made.may_write(&out, "e-1.json", b"2") && made.may_write(&out, "e-2.json", b"2"));
        assert!(made.remove(&out, "e-1.json").unwrap() && !made.remove(&out, "e-1.json").unwrap());
        write_whole(&[(out.at("e-1.json"), b"changed by a person".to_vec())]).unwrap();
        assert!(made.remove(&out, "e-1.json").is_err());
        assert!(folder.path().join("victim").exists() && folder.path().join("out/notes.json").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_removed_through_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        for file in ["owner/thesis", "site/editions/1/a.html", "site/editions/1/in/b.html", "site/editions/2/c.html"] {
            fs::create_dir_all(place(file).parent().unwrap()).unwrap();
            fs::write(place(file), "x").unwrap();
        }
        symlink("./../../../owner", place("site/editions/1/out")).unwrap();
        symlink("../owner", place("site/linked")).unwrap();
        let root = Folder::named(place("site")).opened().unwrap();
        let kept = BTreeSet::from([PathBuf::from("editions/2/c.html")]);
        root.keep_only(Path::new("editions"), &kept).unwrap();
        assert!(!place("site/editions/1/a.html").exists() && !place("site/editions/1/in").exists());
        assert!(place("site/editions/2/c.html").exists() && place("owner/thesis").exists());
        assert_eq!(Refusal::of(&root.keep_only(Path::new("linked"), &kept).unwrap_err()), Some(Refusal::Link));
        assert_eq!(Refusal::of(&root.remove_own(Path::new("linked/thesis")).unwrap_err()), Some(Refusal::Link));
        root.keep_only(Path::new("nowhere"), &kept).unwrap();
        assert!(place("owner/thesis").exists());
    }
}
