//! In: the place of a lock. Out: the lock, which one program at a time holds, or who holds it.
//!
//! Invariant: a lock is a regular file of its folder. The target of a link is neither opened nor emptied.

use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use cap_fs_ext::{FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::fs::{Metadata, OpenOptions};

use super::root::{Root, is_at, ordinary};
use super::write::{At, failure};
use super::{Refusal, WriteError};

/// The maximum length of a note that is read from a lock, in bytes. A note has one line. Set by hand.
const LONGEST_NOTE: u64 = 4096;

/// A file that one program at a time holds. It is released when this is dropped, and when the program ends for any reason.
#[derive(Debug)]
pub(crate) struct Lock(fs::File);

impl Drop for Lock {
    fn drop(&mut self) {
        // If the note cannot be removed, it does no harm.
        let _ = self.0.set_len(0);
    }
}

/// Locks a file for this program and writes a note into it. If another program holds the lock, returns that program's note. Missing folders
/// are created.
pub(crate) fn lock(at: &At, note: &str) -> Result<Result<Lock, String>, WriteError> {
    let taken = at.reached().and_then(|(folder, name)| taken(&folder, &name, note));
    taken.map_err(|error| failure(&at.path(), &error))
}

fn taken(folder: &Root, name: &Path, note: &str) -> io::Result<Result<Lock, String>> {
    let mut file = opened(folder, name)?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Ok(Err(note_in(file))),
        Err(fs::TryLockError::Error(error)) => return Err(error),
    }
    file.set_len(0)?;
    file.write_all(note.as_bytes())?;
    Ok(Ok(Lock(file)))
}

fn opened(folder: &Root, name: &Path) -> io::Result<fs::File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).read(true).write(true).follow(FollowSymlinks::No).nonblock(true);
    let opened = folder.dir.open_with(name, &options);
    let opened = opened.map_err(|error| match folder.dir.symlink_metadata(name) {
        Ok(about) if about.is_symlink() => Refusal::Link.into(),
        Ok(about) if !about.is_file() => Refusal::Special.into(),
        _ => error,
    })?;
    let opened = ordinary(opened.into_std())?;
    // If the file has a second name, it may belong to somebody else, whose content would be lost as well.
    let names = Metadata::from_file(&opened)?.nlink();
    if names > 1 { Err(Refusal::Link.into()) } else { Ok(opened) }
}

fn note_in(file: fs::File) -> String {
    let mut note = String::new();
    // An unreadable note is treated as empty.
    let _ = file.take(LONGEST_NOTE).read_to_string(&mut note);
    note
}

/// A lock whose file exists only while it is held, or after the program was killed.
#[derive(Debug)]
pub(crate) struct BriefLock {
    folder: Root,
    name: PathBuf,
    _lock: Lock,
}

impl Drop for BriefLock {
    fn drop(&mut self) {
        // If the file cannot be removed, the next run takes and removes it.
        let _ = self.folder.dir.remove_file(&self.name);
    }
}

/// Like [`lock`], but the file is removed when the lock is released.
pub(crate) fn lock_briefly(at: &At, note: &str) -> Result<Result<BriefLock, String>, WriteError> {
    let (folder, name) = at.reached().map_err(|error| failure(&at.path(), &error))?;
    loop {
        match taken(&folder, &name, note).map_err(|error| failure(&at.path(), &error))? {
            Err(other) => return Ok(Err(other)),
            // The previous holder may have removed the file between opening and locking it here.
            Ok(lock) if is_at(&lock.0, &folder.dir, &name) => return Ok(Ok(BriefLock { folder, name, _lock: lock })),
            Ok(_) => {}
        }
    }
}

/// The current or last holder of a lock.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Held {
    /// The note in the lock.
    pub note: String,
    /// Whether a program holds it now.
    pub is_held: bool,
}

/// The content of a lock, if it has any. Nothing is changed.
pub(crate) fn held(at: &At) -> Option<Held> {
    let (folder, name) = at.folder.opened().ok()?.strictly(&at.name, false).ok()?;
    let file = folder.open_itself(&name).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock));
    let note = note_in(file);
    (is_held || !note.is_empty()).then_some(Held { note, is_held })
}

#[cfg(test)]
mod tests {
    use super::super::Folder;
    use super::*;

    #[test]
    fn a_brief_lock_is_held_by_one_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let at = Folder::named(folder.path()).at(".lock");
        let first = lock_briefly(&at, "first").unwrap().unwrap();
        assert_eq!(lock_briefly(&at, "second").unwrap().unwrap_err(), "first");
        drop(first);
        assert!(!at.path().exists());
        fs::write(at.path(), "killed").unwrap();
        assert_eq!(held(&at), Some(Held { note: "killed".to_owned(), is_held: false }));
        drop(lock_briefly(&at, "third").unwrap().unwrap());
        assert!(!at.path().exists());
    }

    #[cfg(unix)]
    #[test]
    fn a_lock_that_is_a_link_empties_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keys = folder.path().join("keys");
        fs::write(&keys, "a key").unwrap();
        std::os::unix::fs::symlink("../keys", folder.path().join("keys.lock")).unwrap();
        fs::create_dir(folder.path().join("p")).unwrap();
        std::os::unix::fs::symlink("../keys", folder.path().join("p/lock")).unwrap();
        let at = Folder::named(folder.path().join("p")).at("lock");
        assert_eq!(lock(&at, "n").unwrap_err().refusal, Some(Refusal::Link));
        assert_eq!(lock_briefly(&at, "n").unwrap_err().refusal, Some(Refusal::Link));
        assert_eq!(held(&at), None);
        assert_eq!(fs::read(&keys).unwrap(), b"a key");
    }
}
