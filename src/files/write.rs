//! In: bytes and their place. Out: files that appear complete or not at all.
//!
//! A folder that the user names may be anywhere. A folder that a file of the project names is below the project's folder. Nothing in it is
//! written through a link.
//!
//! Invariant: nobody ever sees a half-written file. Anything in the way that is not a regular file stays as it is.

use std::ffi::OsString;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use cap_fs_ext::{FollowSymlinks, OpenOptionsFollowExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, OpenOptions};

use super::root::{Links, Root, is_at, outside};
use super::{Refusal, TEMPORARY, WriteError};

/// The mode of new files, before the user's umask: to read and to write for all, as `fopen` has it (POSIX).
const ORDINARY: u32 = 0o666;
/// The mode of new files that only the user may read (POSIX, `sys/stat.h`).
pub(super) const PRIVATE: u32 = 0o600;

/// A folder to write to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Folder {
    /// The folder that the user named, or the working directory.
    root: PathBuf,
    /// The part below it that a file names. Empty for the root itself.
    below: PathBuf,
}

/// A place for a file: a folder and a name in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct At {
    pub(super) folder: Folder,
    pub(super) name: PathBuf,
}

impl Folder {
    /// A folder that the user named. It may be anywhere, and links to it are followed.
    pub(crate) fn named(path: impl Into<PathBuf>) -> Self {
        Self { root: path.into(), below: PathBuf::new() }
    }

    /// A folder that a file of the project names. It is below the root, and no link leads out of it.
    pub(crate) fn within(root: impl Into<PathBuf>, below: impl Into<PathBuf>) -> Self {
        Self { root: root.into(), below: below.into() }
    }

    /// The name of the folder in messages.
    pub(crate) fn path(&self) -> PathBuf {
        if self.below.as_os_str().is_empty() { self.root.clone() } else { self.root.join(&self.below) }
    }

    /// A place in the folder.
    pub(crate) fn at(&self, name: impl Into<PathBuf>) -> At {
        At { folder: self.clone(), name: name.into() }
    }

    /// The folder, if it exists.
    pub(crate) fn opened(&self) -> io::Result<Root> {
        Root::named(&self.root, Links::Inside)?.inner(&self.below)
    }

    /// The folder. It is created if it does not exist.
    pub(super) fn made(&self) -> io::Result<Root> {
        let root = if self.root.as_os_str().is_empty() { Path::new(".") } else { &self.root };
        Dir::create_ambient_dir_all(root, ambient_authority())?;
        let root = Root::named(&self.root, Links::Inside)?;
        match root.inner(&self.below) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                root.dir.create_dir_all(super::root::checked(&self.below)?).map_err(outside)?;
                root.inner(&self.below)
            }
            opened => opened,
        }
    }
}

impl At {
    /// The name of the place in messages.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join(&self.name)
    }

    /// The folder of the place.
    pub(crate) fn folder(&self) -> &Folder {
        &self.folder
    }

    /// Whether it is a file that the program keeps for itself.
    pub fn is_hidden(&self) -> bool {
        super::has_hidden(&self.name)
    }

    /// The open folder of the file, and the file's own name.
    pub(super) fn reached(&self) -> io::Result<(Root, PathBuf)> {
        self.folder.made()?.strictly(&self.name, true)
    }
}

/// A place that the user named as a whole. Its folder may be anywhere.
impl From<&PathBuf> for At {
    fn from(path: &PathBuf) -> Self {
        let name = path.file_name().map_or_else(PathBuf::new, PathBuf::from);
        Self { folder: Folder::named(path.parent().unwrap_or(Path::new(""))), name }
    }
}

impl From<&Self> for At {
    fn from(at: &Self) -> Self {
        at.clone()
    }
}

/// Writes files so that they appear complete or not at all. Each file is first written under a temporary name in its folder. When all of
/// them are safely on the disk, they are renamed. Missing folders are created.
///
/// If an error occurs before the renaming, nothing has changed and earlier files are intact.
pub fn write_whole<A>(files: &[(A, Vec<u8>)]) -> Result<(), WriteError>
where
    for<'a> At: From<&'a A>,
{
    let mut written = Vec::with_capacity(files.len());
    for (place, bytes) in files {
        let at = At::from(place);
        written.push((beside(&at, bytes).map_err(|error| failure(&at.path(), &error))?, at));
    }
    for (file, at) in written {
        file.take_its_place().map_err(|error| failure(&at.path(), &error))?;
    }
    Ok(())
}

/// Writes a file that appears complete or not at all and that only the user may read. It may be lost if the machine loses power.
pub(super) fn write_loosely(folder: &Root, name: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = Temporary::new(folder.dir.clone(), name.to_owned(), PRIVATE)?;
    file.file.write_all(bytes)?;
    file.take_its_place()
}

/// Writes bytes to a new file in the folder of their place.
fn beside(at: &At, bytes: &[u8]) -> io::Result<Temporary> {
    let (folder, name) = at.reached()?;
    may_stand(&folder.dir, &name)?;
    let mut file = Temporary::new(folder.dir, name, ORDINARY)?;
    file.file.write_all(bytes)?;
    file.file.sync_all()?;
    Ok(file)
}

/// Whether a file may be put there: if there is no file yet, or a regular one.
fn may_stand(dir: &Dir, name: &Path) -> io::Result<()> {
    match dir.symlink_metadata(name) {
        Ok(about) if about.is_symlink() => Err(Refusal::Link.into()),
        Ok(about) if about.is_dir() => Err(io::ErrorKind::IsADirectory.into()),
        Ok(about) if !about.is_file() => Err(Refusal::Special.into()),
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// A new file under a temporary name, locked while it is open. If it is dropped before it gets its final name, it is removed.
pub(super) struct Temporary {
    dir: Arc<Dir>,
    /// The temporary name. Absent once the file has its final name.
    own: Option<OsString>,
    name: PathBuf,
    file: fs::File,
}

impl Temporary {
    pub(super) fn new(dir: Arc<Dir>, name: PathBuf, mode: u32) -> io::Result<Self> {
        loop {
            let made = Self::made(dir.clone(), name.clone(), mode)?;
            // On file systems without locks, no other run can remove the file either.
            let is_locked = made.file.lock().is_ok();
            if !is_locked || made.own.as_ref().is_some_and(|own| is_at(&made.file, &made.dir, Path::new(own))) {
                return Ok(made);
            }
        }
    }

    fn made(dir: Arc<Dir>, name: PathBuf, mode: u32) -> io::Result<Self> {
        static COUNT: AtomicU64 = AtomicU64::new(0);
        loop {
            let count = COUNT.fetch_add(1, Ordering::Relaxed);
            let own = OsString::from(format!("{TEMPORARY}{}-{count}", std::process::id()));
            let mut options = OpenOptions::new();
            options.read(true).write(true).create_new(true).follow(FollowSymlinks::No);
            #[cfg(unix)]
            cap_std::fs::OpenOptionsExt::mode(&mut options, mode);
            #[cfg(not(unix))]
            let _ = mode;
            match dir.open_with(&own, &options) {
                Ok(file) => return Ok(Self { dir, own: Some(own), name, file: file.into_std() }),
                Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
                Err(error) => return Err(error),
            }
        }
    }

    fn take_its_place(mut self) -> io::Result<()> {
        may_stand(&self.dir, &self.name)?;
        if let Some(own) = &self.own {
            self.dir.rename(own, &self.dir, &self.name)?;
        }
        self.own = None;
        Ok(())
    }
}

impl Drop for Temporary {
    fn drop(&mut self) {
        if let Some(own) = &self.own {
            // If the file cannot be removed, the next run does it.
            let _ = self.dir.remove_file(own);
        }
    }
}

pub(super) fn failure(path: &Path, error: &io::Error) -> WriteError {
    let refusal = Refusal::of(error);
    let problem = match error.kind() {
        io::ErrorKind::IsADirectory => "a folder has this name".to_owned(),
        _ => super::plain(error),
    };
    let hint = match (refusal, error.kind()) {
        (Some(Refusal::Outside), _) => "choose a folder elsewhere with `-o`, or remove the link",
        (Some(refusal), _) => refusal.hint(),
        (None, io::ErrorKind::IsADirectory) => "move the folder or choose another output folder",
        (None, _) => "check that the folder is writable and has free space, or choose another with `-o`",
    };
    WriteError { path: path.to_owned(), problem, hint, refusal }
}

/// Tests whether a file can be created in a folder, or in the nearest existing one above it. The file is removed at once.
pub(crate) fn try_to_write(folder: &Folder) -> io::Result<()> {
    let root = match folder.opened() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Root::named(super::nearest(&folder.path()), Links::Inside)?
        }
        opened => opened?,
    };
    Temporary::new(root.dir, PathBuf::new(), ORDINARY).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bytes(of: &str) -> Vec<u8> {
        of.as_bytes().to_vec()
    }

    #[test]
    fn outputs_replace_earlier_ones_only_when_all_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("new/a.pdf"), folder.path().join("new/b.epub"));
        write_whole(&[(first.clone(), bytes("1")), (second.clone(), bytes("2"))]).unwrap();
        fs::remove_file(&second).unwrap();
        fs::create_dir(&second).unwrap();
        let error = write_whole(&[(first.clone(), bytes("3")), (second, bytes("4"))]).unwrap_err();
        assert!(error.to_string().contains("hint: "), "{error}");
        assert_eq!(fs::read(&first).unwrap(), b"1");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 2, "no temporary file is left");
    }

    #[test]
    fn a_name_from_a_file_leads_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let inside = Folder::within(folder.path().join("in"), "out");
        for name in ["../x", "/tmp/x", "a/../../x", ".."] {
            let error = write_whole(&[(inside.at(name), bytes("1"))]).unwrap_err();
            assert_eq!(error.refusal, Some(Refusal::Name), "{name}");
        }
        write_whole(&[(inside.at("./a/b.txt"), bytes("1"))]).unwrap();
        assert_eq!(fs::read(folder.path().join("in/out/a/b.txt")).unwrap(), b"1");
        assert!(Folder::within(folder.path(), "../x").opened().is_err());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link() {
        use std::os::unix::fs::symlink;
        let folder = tempfile::tempdir().unwrap();
        let place = |name: &str| folder.path().join(name);
        fs::create_dir_all(place("project/there")).unwrap();
        fs::create_dir(place("mine")).unwrap();
        fs::write(place("mine/notes"), "mine").unwrap();
        symlink("../mine", place("project/out")).unwrap();
        symlink("there", place("project/inside")).unwrap();
        symlink("./../../mine/notes", place("project/there/a.md")).unwrap();
        symlink("./../../mine", place("project/there/sub")).unwrap();
        let refused = |below: &str, name: &str| {
            let at = Folder::within(place("project"), below).at(name);
            write_whole(&[(at, bytes("1"))]).err().and_then(|error| error.refusal)
        };
        assert_eq!(refused("out", "a.pdf"), Some(Refusal::Outside));
        assert_eq!(refused("there", "a.md"), Some(Refusal::Link));
        assert_eq!(refused("there", "sub/a.md"), Some(Refusal::Link));
        assert_eq!(refused("inside", "b.md"), None, "a link that stays inside is a folder like others");
        assert_eq!(fs::read(place("project/there/b.md")).unwrap(), b"1");
        assert_eq!(fs::read_dir(place("mine")).unwrap().count(), 1);
        assert_eq!(fs::read(place("mine/notes")).unwrap(), b"mine");
        write_whole(&[(Folder::named(place("project/out")).at("a.pdf"), bytes("1"))]).unwrap();
        assert!(place("mine/a.pdf").exists(), "a person may name a link");
    }

    #[cfg(unix)]
    #[test]
    fn an_output_may_be_read_by_whom_the_umask_lets() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write_whole(&[(ours.clone(), bytes("1"))]).unwrap();
        fs::write(&plain, b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
