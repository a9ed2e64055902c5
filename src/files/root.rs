//! In: a folder, and names below it from untrusted sources. Out: the files of that folder, and none from elsewhere.
//!
//! Everything is opened through the handle of the folder. An absolute name, a name with `..`, and a link that leads out of the folder or to
//! a hidden file open nothing. Pipes, sockets and devices are not waited for.
//!
//! Invariant: everything that is read is below the root, also through links, unless the user explicitly allows links.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::{LARGEST, Refusal, too_large};

/// Which links are followed for reading.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// Links that stay below the root.
    #[default]
    Inside,
    /// All links, because the user allowed it.
    Anywhere,
}

/// An open folder.
#[derive(Debug, Clone)]
pub struct Root {
    pub(super) dir: Arc<Dir>,
    /// The name of the folder in messages.
    pub(super) path: PathBuf,
    links: Links,
}

impl Root {
    /// A folder that the user named. Links on the way to it are followed.
    pub fn named(path: &Path, links: Links) -> io::Result<Self> {
        let place = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(place, ambient_authority())?;
        Ok(Self { dir: Arc::new(dir), path: path.to_owned(), links })
    }

    /// The folder of a file that the user named.
    pub fn around(file: &Path, links: Links) -> io::Result<Self> {
        Self::named(file.parent().unwrap_or(Path::new("")), links)
    }

    /// A folder below this one.
    pub(crate) fn inner(&self, below: &Path) -> io::Result<Self> {
        let path = self.path.join(below);
        if self.links == Links::Anywhere {
            return Self::named(&self.path.join(checked(below)?), self.links);
        }
        let real = self.resolved(below)?;
        let is_root = real.as_os_str().is_empty();
        let dir = if is_root { self.dir.clone() } else { Arc::new(self.dir.open_dir(&real)?) };
        Ok(Self { dir, path, links: self.links })
    }

    /// The name of the folder in messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which links are followed in the folder.
    pub fn links(&self) -> Links {
        self.links
    }

    /// Opens a regular file for reading.
    pub fn open(&self, name: &Path) -> io::Result<fs::File> {
        if self.links == Links::Anywhere {
            return open_named(&self.path.join(checked(name)?));
        }
        let real = self.resolved(name)?;
        if real.as_os_str().is_empty() {
            return Err(Refusal::Special.into());
        }
        self.open_itself(&real)
    }

    /// Opens a regular file that is not itself a link.
    pub(super) fn open_itself(&self, name: &Path) -> io::Result<fs::File> {
        let opened = self.dir.open_with(name, OpenOptions::new().read(true).follow(FollowSymlinks::No).nonblock(true));
        let opened = opened.map_err(|error| match self.dir.symlink_metadata(name) {
            Ok(about) if about.is_symlink() => Refusal::Link.into(),
            Ok(about) if !about.is_file() => Refusal::Special.into(),
            _ => outside(error),
        })?;
        ordinary(opened.into_std())
    }

    /// The bytes of a file. Fails with [`io::ErrorKind::FileTooLarge`] above `most` bytes, without reading all of it.
    pub(crate) fn read_at_most(&self, name: &Path, most: u64) -> io::Result<Vec<u8>> {
        whole(self.open(name)?, most)
    }

    /// The bytes of a file of at most [`LARGEST`] bytes.
    pub fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        self.read_at_most(name, LARGEST)
    }

    /// The bytes of a file that the program wrote. No link to it below the root is followed.
    pub(crate) fn read_own(&self, name: &Path) -> io::Result<Vec<u8>> {
        self.read_own_at_most(name, LARGEST)
    }

    /// The same for a file of at most `most` bytes.
    pub(crate) fn read_own_at_most(&self, name: &Path, most: u64) -> io::Result<Vec<u8>> {
        let (folder, name) = self.strictly(name, false)?;
        whole(folder.open_itself(&name)?, most)
    }

    /// Whether there is a regular file that is reached without links.
    pub(crate) fn has_own(&self, name: &Path) -> bool {
        self.strictly(name, false).and_then(|(folder, name)| folder.open_itself(&name)).is_ok()
    }

    /// Whether a regular file of this name can be opened.
    pub fn is_file(&self, name: &Path) -> bool {
        self.open(name).is_ok()
    }

    /// The path below the root after all links are resolved. Empty for the root itself.
    pub(super) fn resolved(&self, name: &Path) -> io::Result<PathBuf> {
        let name = checked(name)?;
        if name.as_os_str().is_empty() {
            return Ok(name);
        }
        let real = match self.dir.canonicalize(&name) {
            Err(error) if is_escape(&error) => self.resolved_absolute(&name)?,
            real => real?,
        };
        let real = checked(&real)?;
        if real != name && has_hidden(&real) { Err(Refusal::Hidden.into()) } else { Ok(real) }
    }

    /// The same for an absolute link that leads back below the root.
    fn resolved_absolute(&self, name: &Path) -> io::Result<PathBuf> {
        let own = if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path };
        let (real, root) = (fs::canonicalize(self.path.join(name)), fs::canonicalize(own)?);
        let real = real.ok().and_then(|real| real.strip_prefix(root).ok().map(Path::to_owned));
        real.ok_or_else(|| Refusal::Outside.into())
    }

    /// The folder of a file, reached without links, and the file's own name. `make` creates missing folders.
    pub(super) fn strictly(&self, name: &Path, make: bool) -> io::Result<(Self, PathBuf)> {
        let name = checked(name)?;
        let own = PathBuf::from(name.file_name().ok_or(Refusal::Name)?);
        let mut dir = self.dir.clone();
        let above = name.parent().unwrap_or(Path::new(""));
        for part in above.components() {
            dir = Arc::new(step(&dir, part.as_os_str().as_ref(), make)?);
        }
        Ok((Self { dir, path: self.path.join(above), links: Links::Inside }, own))
    }
}

/// Opens a subfolder, which must not be a link. If `make` is set, a missing folder is created.
fn step(dir: &Dir, part: &Path, make: bool) -> io::Result<Dir> {
    match dir.symlink_metadata(part) {
        Ok(about) if about.is_symlink() => return Err(Refusal::Link.into()),
        Err(error) if make && error.kind() == io::ErrorKind::NotFound => match dir.create_dir(part) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => return Err(error),
            _ => {}
        },
        _ => {}
    }
    dir.open_dir_nofollow(part)
}

/// Opens a file that the user named, wherever it is. Links are followed, but only a regular file is opened.
pub(super) fn open_named(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.read(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.custom_flags(rustix::fs::OFlags::NONBLOCK.bits().cast_signed());
    }
    let opened = options.open(path).map_err(|error| match fs::metadata(path) {
        Ok(about) if !about.is_file() => Refusal::Special.into(),
        _ => error,
    })?;
    ordinary(opened)
}

/// Refuses everything but regular files. This is checked after opening, so that nobody can swap the file in between.
pub(super) fn ordinary(file: fs::File) -> io::Result<fs::File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(Refusal::Special.into()) }
}

pub(super) fn whole(file: fs::File, most: u64) -> io::Result<Vec<u8>> {
    let expected = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) }
}

/// The name without redundant parts, if it stays below its folder.
pub(super) fn checked(name: &Path) -> io::Result<PathBuf> {
    let mut plain = PathBuf::new();
    for part in name.components() {
        match part {
            Component::Normal(part) => plain.push(part),
            Component::CurDir => {}
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return Err(Refusal::Name.into()),
        }
    }
    Ok(plain)
}

/// Whether a part of a path is hidden.
pub(crate) fn has_hidden(path: &Path) -> bool {
    path.components().any(|part| match part {
        Component::Normal(part) => part.as_encoded_bytes().starts_with(b"."),
        _ => false,
    })
}

/// Whether this is the error for a path that leads out of the root. It has the kind of a system error, but no error number.
pub(super) fn is_escape(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

pub(super) fn outside(error: io::Error) -> io::Error {
    if is_escape(&error) { Refusal::Outside.into() } else { error }
}

/// Whether an open file is the one that has this name in a folder.
pub(super) fn is_at(file: &fs::File, dir: &Dir, name: &Path) -> bool {
    matches!((Metadata::from_file(file), dir.symlink_metadata(name)), (Ok(open), Ok(there)) if identity_of(&open) == identity_of(&there))
}

/// Identifies a file or folder among all that exist at the same time.
pub(super) fn identity_of(about: &Metadata) -> (u64, u64) {
    (about.dev(), about.ino())
}
