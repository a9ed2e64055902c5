//! In: a folder, and names below it that anybody may have written. Out: the files of that folder, and none from elsewhere.
//!
//! Everything is opened through the handle of the folder: a name that is absolute or has `..` in it, and a link that leads out of the
//! folder or to a hidden file, opens nothing. Pipes, sockets and devices are not waited for.
//!
//! Invariant: what is read lies below the root, links and all, unless a person allows links by name.

use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;

use cap_fs_ext::{DirExt, FollowSymlinks, MetadataExt, OpenOptionsFollowExt, OpenOptionsSyncExt};
use cap_std::ambient_authority;
use cap_std::fs::{Dir, Metadata, OpenOptions};

use super::{LARGEST, Refusal, too_large};

/// Which links are followed when something is read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Links {
    /// Those that stay below the root.
    #[default]
    Inside,
    /// All of them: a person said so.
    Anywhere,
}

/// An open folder.
#[derive(Debug, Clone)]
pub struct Root {
    pub(super) dir: Arc<Dir>,
    /// How it is called in messages.
    pub(super) path: PathBuf,
    links: Links,
}

impl Root {
    /// A folder that a person named: links on the way to it are followed.
    pub fn named(path: &Path, links: Links) -> io::Result<Self> {
        let place = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        let dir = Dir::open_ambient_dir(place, ambient_authority())?;
        Ok(Self { dir: Arc::new(dir), path: path.to_owned(), links })
    }

    /// The folder of a file that a person named.
    pub fn around(file: &Path, links: Links) -> io::Result<Self> {
        Self::named(file.parent().unwrap_or(Path::new("")), links)
    }

    /// A folder below this one.
    pub fn inner(&self, below: &Path) -> io::Result<Self> {
        let path = self.path.join(below);
        if self.links == Links::Anywhere {
            return Self::named(&self.path.join(checked(below)?), self.links);
        }
        let real = self.resolved(below)?;
        let is_root = real.as_os_str().is_empty();
        let dir = if is_root { self.dir.clone() } else { Arc::new(self.dir.open_dir(&real)?) };
        Ok(Self { dir, path, links: self.links })
    }

    /// How the folder is called in messages.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Which links are followed in it.
    pub fn links(&self) -> Links {
        self.links
    }

    /// An ordinary file, to be read from its start.
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

    /// An ordinary file that is no link itself.
    pub(super) fn open_itself(&self, name: &Path) -> io::Result<fs::File> {
        let opened = self.dir.open_with(name, OpenOptions::new().read(true).follow(FollowSymlinks::No).nonblock(true));
        let opened = opened.map_err(|error| match self.dir.symlink_metadata(name) {
            Ok(about) if about.is_symlink() => Refusal::Link.into(),
            Ok(about) if !about.is_file() => Refusal::Special.into(),
            _ => outside(error),
        })?;
        ordinary(opened.into_std())
    }

    /// The bytes of a file. Fails with [`io::ErrorKind::FileTooLarge`] above so many, without reading the whole.
    pub fn read_at_most(&self, name: &Path, most: u64) -> io::Result<Vec<u8>> {
        whole(self.open(name)?, most)
    }

    /// The bytes of a file of at most [`LARGEST`] bytes.
    pub fn read(&self, name: &Path) -> io::Result<Vec<u8>> {
        self.read_at_most(name, LARGEST)
    }

    /// The bytes of a file that the program wrote: no link is followed to it below the root.
    pub fn read_own(&self, name: &Path) -> io::Result<Vec<u8>> {
        self.read_own_at_most(name, LARGEST)
    }

    /// The same of a file of at most so many bytes.
    pub fn read_own_at_most(&self, name: &Path, most: u64) -> io::Result<Vec<u8>> {
        let (folder, name) = self.strictly(name, false)?;
        whole(folder.open_itself(&name)?, most)
    }

    /// Whether an ordinary file is there, no link on the way to it.
    pub fn has_own(&self, name: &Path) -> bool {
        self.strictly(name, false).and_then(|(folder, name)| folder.open_itself(&name)).is_ok()
    }

    /// Whether an ordinary file can be opened there.
    pub fn is_file(&self, name: &Path) -> bool {
        self.open(name).is_ok()
    }

    /// Where something lies below the root when all links are followed; empty: it is the root itself.
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

    /// The same where a link is absolute and leads back below the root all the same.
    fn resolved_absolute(&self, name: &Path) -> io::Result<PathBuf> {
        let own = if self.path.as_os_str().is_empty() { Path::new(".") } else { &self.path };
        let (real, root) = (fs::canonicalize(self.path.join(name)), fs::canonicalize(own)?);
        let real = real.ok().and_then(|real| real.strip_prefix(root).ok().map(Path::to_owned));
        real.ok_or_else(|| Refusal::Outside.into())
    }

    /// The folder of a file, reached through no link, and the file's own name.
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

/// One folder further, which must be no link; it is made where it is not there, if it may be.
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

/// A file that a person named, wherever it lies: links are followed, and nothing but an ordinary file is opened.
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

/// Everything else is refused once it is open, so that nobody can exchange it in between.
pub(super) fn ordinary(file: fs::File) -> io::Result<fs::File> {
    if file.metadata()?.is_file() { Ok(file) } else { Err(Refusal::Special.into()) }
}

pub(super) fn whole(file: fs::File, most: u64) -> io::Result<Vec<u8>> {
    let expected = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(usize::try_from(expected).unwrap_or_default());
    file.take(most.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most { Err(too_large(most)) } else { Ok(bytes) }
}

/// A name that stays below its folder, without the parts that mean nothing.
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
pub fn has_hidden(path: &Path) -> bool {
    path.components().any(|part| match part {
        Component::Normal(part) => part.as_encoded_bytes().starts_with(b"."),
        _ => false,
    })
}

/// The error of a way that would lead out of the root. It has the kind of one that the system gives, and no number of it.
pub(super) fn is_escape(error: &io::Error) -> bool {
    error.kind() == io::ErrorKind::PermissionDenied && error.raw_os_error().is_none()
}

pub(super) fn outside(error: io::Error) -> io::Error {
    if is_escape(&error) { Refusal::Outside.into() } else { error }
}

/// What tells a file or a folder from all others while both are there.
pub(super) fn identity_of(about: &Metadata) -> (u64, u64) {
    (about.dev(), about.ino())
}
