//! In: a folder that belongs to one user alone. Out: what that user's program keeps in it.
//!
//! Invariant: a folder that another user owns or may write to is not used. A file in it that others may read or write is not taken for the
//! program's own.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use cap_std::fs::Metadata;

use super::Refusal;
use super::root::{Links, Root, whole};
use super::write::write_loosely;

/// Permission bits (POSIX, `sys/stat.h`) of other users for a file or folder.
#[cfg(unix)]
const OTHERS: u32 = 0o077;
/// Write permission bits of other users.
#[cfg(unix)]
const WRITE_BY_OTHERS: u32 = 0o022;

/// A folder of one user.
#[derive(Debug)]
pub(crate) struct Private(Root);

impl Private {
    /// The folder, if it exists and belongs to this user alone.
    pub(crate) fn opened(folder: &Path) -> io::Result<Self> {
        let root = Root::named(folder, Links::Inside)?;
        let about = root.dir.dir_metadata()?;
        if is_own(&about) && !is_written_by_others(&about) { Ok(Self(root)) } else { Err(Refusal::Others.into()) }
    }

    /// The folder. It is created if it does not exist.
    pub(crate) fn made(folder: &Path) -> io::Result<Self> {
        let mut builder = fs::DirBuilder::new();
        builder.recursive(true);
        #[cfg(unix)]
        std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
        builder.create(folder)?;
        Self::opened(folder)
    }

    /// The bytes of a file that this user's program wrote, of at most `most` bytes.
    pub(crate) fn read(&self, name: &str, most: u64) -> io::Result<Vec<u8>> {
        let file = self.0.open_itself(Path::new(name))?;
        let about = Metadata::from_file(&file)?;
        if !is_own(&about) || is_shared(&about) {
            return Err(Refusal::Others.into());
        }
        whole(file, most)
    }

    /// Writes a file that nobody else may read.
    pub(crate) fn write(&self, name: &str, bytes: &[u8]) -> io::Result<()> {
        write_loosely(&self.0, Path::new(name), bytes)
    }

    /// The files with their sizes in bytes, the most recently written first. Empty if the folder cannot be listed.
    pub(crate) fn newest_first(&self) -> Vec<(PathBuf, u64)> {
        let about = |name: PathBuf| {
            let about = self.0.dir.symlink_metadata(&name).ok()?;
            Some((about.modified().ok()?, name, about.len()))
        };
        let mut files: Vec<_> = self.0.everything(1).into_iter().filter_map(about).collect();
        files.sort();
        files.into_iter().rev().map(|(_, name, size)| (name, size)).collect()
    }

    /// Removes a file. It does not matter if another run has removed it.
    pub(crate) fn remove(&self, name: &Path) {
        let _ = self.0.remove_own(name);
    }
}

#[cfg(unix)]
fn is_own(about: &Metadata) -> bool {
    cap_std::fs::MetadataExt::uid(about) == rustix::process::geteuid().as_raw()
}

#[cfg(unix)]
fn is_written_by_others(about: &Metadata) -> bool {
    cap_std::fs::MetadataExt::mode(about) & WRITE_BY_OTHERS != 0
}

#[cfg(unix)]
fn is_shared(about: &Metadata) -> bool {
    cap_std::fs::MetadataExt::mode(about) & OTHERS != 0
}

/// Other systems keep such folders in the user's profile, which belongs to that user alone.
#[cfg(not(unix))]
fn is_own(_: &Metadata) -> bool {
    true
}

#[cfg(not(unix))]
fn is_written_by_others(_: &Metadata) -> bool {
    false
}

#[cfg(not(unix))]
fn is_shared(_: &Metadata) -> bool {
    false
}

#[cfg(all(test, unix))]
mod tests {
    use std::os::unix::fs::PermissionsExt;

    use super::*;

    fn allow(path: &Path, mode: u32) {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    }

    #[test]
    fn a_folder_that_others_may_write_is_not_used() {
        let folder = tempfile::tempdir().unwrap();
        let place = folder.path().join("a/b");
        Private::made(&place).unwrap().write("kept", b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode(&place), mode(&place.join("kept"))), (0o700, 0o600));
        for (bits, is_used) in
            [(0o700, true), (0o755, true), (0o720, false), (0o702, false), (0o777, false), (0o1777, false)]
        {
            allow(&place, bits);
            assert_eq!(Private::opened(&place).is_ok(), is_used, "{bits:o}");
        }
    }

    #[test]
    fn a_file_that_others_may_write_is_not_ours() {
        let folder = tempfile::tempdir().unwrap();
        let own = Private::made(&folder.path().join("own")).unwrap();
        own.write("kept", b"1").unwrap();
        assert_eq!(own.read("kept", 9).unwrap(), b"1");
        for bits in [0o644, 0o660, 0o604] {
            allow(&folder.path().join("own/kept"), bits);
            assert!(own.read("kept", 9).is_err(), "{bits:o}");
        }
        std::os::unix::fs::symlink("kept", folder.path().join("own/link")).unwrap();
        assert!(own.read("link", 9).is_err() && own.read("../own/kept", 9).is_err());
    }
}
