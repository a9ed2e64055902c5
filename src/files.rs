//! In: paths and bytes. Out: bytes, lists of files, and files that appear complete or not at all.
//!
//! All access to the disk goes through this room. Paths that the user gives on the command line or in the environment are used as they are.
//! Every other name, whatever file it comes from, is a name below such a folder ([`Root`], [`Folder`]) and cannot lead elsewhere.
//!
//! Invariant: the only module that names `std::fs`. Nobody ever sees a half-written file.

mod lock;
mod made;
mod private;
mod refusal;
mod root;
mod walk;
mod write;

pub(crate) use lock::held;
pub(crate) use lock::lock;
pub(crate) use lock::{BriefLock, Lock, lock_briefly};
pub use made::Made;
pub(crate) use made::{is_left, sweep};
pub(crate) use private::Private;
pub(crate) use refusal::Refusal;
pub(crate) use root::has_hidden;
pub use root::{Links, Root};
pub(crate) use walk::EVERY_DEPTH;
pub use write::At;
pub use write::Folder;
pub(crate) use write::try_to_write;
pub use write::write_whole;

use std::fmt;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::limits::MIB;

/// The maximum size of a file that is read, in bytes. Set by hand.
pub(crate) const LARGEST: u64 = 256 * 1024 * 1024;

/// The prefix of the names of unfinished files.
pub(crate) const TEMPORARY: &str = ".litopys-";

/// How many levels below a folder are searched for files of a killed run. Set by hand.
const DEPTH_OF_LEFTOVERS: usize = 3;

/// Files that the program writes or uses itself, and never reads as captures.
const OWN: [&str; 17] = [
    "litopys.toml",
    "litopys.history.toml",
    "briefing.pdf",
    "briefing.epub",
    "briefing.docx",
    "briefing.html",
    "briefing.json",
    "briefing.md",
    "briefing.csl.json",
    "briefing.bib",
    "briefing.ris",
    "briefing.ics",
    "briefing.timeline.json",
    "briefing.events.csv",
    "briefing.people.csv",
    "briefing.quotes.csv",
    "briefing.sources.csv",
];

/// The file that marks a folder as a site that the program wrote.
pub(crate) const SITE: &str = ".litopys.site";

/// Why outputs were not written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder that could not be written.
    pub path: PathBuf,
    /// What went wrong, in lower case without a full stop.
    pub problem: String,
    /// What to do about it, in lower case without a full stop.
    pub hint: &'static str,
    /// Why writing was refused, if the program did not even try.
    pub(crate) refusal: Option<Refusal>,
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "failed to write `{}`: {}\nhint: {}", self.path.display(), self.problem, self.hint)
    }
}

impl std::error::Error for WriteError {}

/// The bytes of a file that the user named. Fails with [`io::ErrorKind::FileTooLarge`] above [`LARGEST`], without reading all of it.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    root::whole(root::open_named(path)?, LARGEST)
}

/// The bytes of a file or pipe that the user named, up to its end.
pub fn read_to_end(path: &Path) -> io::Result<Vec<u8>> {
    root::whole(fs::File::open(path)?, LARGEST)
}

/// Whether the path leads to a folder.
pub(crate) fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether the path leads to a regular file.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether files or folders of this name are skipped.
pub(crate) fn is_own_or_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || OWN.iter().any(|own| name == *own)
}

/// The absolute path of something that exists, with links resolved.
pub(crate) fn whole_path(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// The free space in bytes for a folder, or for the nearest existing folder above it. `None` if the system does not report it.
pub fn room(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let status = rustix::fs::statvfs(nearest(folder)).ok()?;
        Some(status.f_bavail.saturating_mul(status.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// Number of files of killed runs in a folder or a few levels below it.
pub(crate) fn leftovers(folder: &Folder) -> usize {
    let files = folder.opened().map(|root| root.everything(DEPTH_OF_LEFTOVERS)).unwrap_or_default();
    files.iter().filter(|file| is_left(file)).count()
}

/// A path, or the nearest existing path above it.
fn nearest(path: &Path) -> &Path {
    let above = path.ancestors().find(|above| !above.as_os_str().is_empty() && above.exists());
    above.unwrap_or(Path::new("."))
}

/// The error for a file with more than `most` bytes. The message gives the limit.
pub(crate) fn too_large(most: u64) -> io::Error {
    let limit = if most.is_multiple_of(MIB) { format!("{} MiB", most / MIB) } else { format!("{most} bytes") };
    io::Error::new(io::ErrorKind::FileTooLarge, format!("it is larger than {limit}"))
}

/// A system error in the style of the program's messages: lower case, without the error number.
pub fn plain(error: &io::Error) -> String {
    if let Some(refusal) = Refusal::of(error) {
        return refusal.to_string();
    }
    let text = match error.kind() {
        io::ErrorKind::NotFound => return "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => return "there is no permission to open it".to_owned(),
        io::ErrorKind::FileTooLarge if error.raw_os_error().is_none() => {
            return error.get_ref().map_or_else(|| too_large(LARGEST).to_string(), ToString::to_string);
        }
        _ => error.to_string(),
    };
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut characters = text[..end].chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Identifies a state of a file: its path, its size, and when it was written.
pub(crate) fn identity(path: &Path) -> Option<String> {
    let about = fs::metadata(path).ok()?;
    let written = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", path.display(), about.len(), written.as_nanos()))
}

/// Appends bytes to a file that the environment names and other programs read. A missing file is created.
pub(crate) fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(folder: &Path) -> Root {
        Root::named(folder, Links::Inside).unwrap()
    }

    /// A folder with these files.
    fn folder(names: &[&str]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        for name in names {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        folder
    }

    #[test]
    fn a_file_above_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), b"12345").unwrap();
        let root = named(folder.path());
        assert_eq!(root.read_at_most(Path::new("a.txt"), 5).unwrap(), b"12345");
        let error = root.read_at_most(Path::new("a.txt"), 4).unwrap_err();
        assert_eq!(error.kind(), io::ErrorKind::FileTooLarge);
        assert_eq!(plain(&error), "it is larger than 4 bytes");
        assert_eq!(plain(&too_large(MIB)), "it is larger than 1 MiB");
        assert_eq!(plain(&io::ErrorKind::FileTooLarge.into()), "it is larger than 256 MiB");
    }

    #[test]
    fn a_listing_is_in_byte_order_and_leaves_out_what_is_no_capture() {
        let names = ["b.txt", "a/z.txt", "a.txt", ".hidden", "litopys.toml", "out/briefing.pdf", ".git/x", "я.txt"];
        let folder = folder(&names);
        let listed = named(folder.path()).list(Path::new(""));
        assert_eq!(listed.files, ["a.txt", "a/z.txt", "b.txt", "я.txt"].map(PathBuf::from));
        assert_eq!((listed.warnings.len(), listed.refused.len()), (0, 0));
    }

    #[test]
    fn no_name_leads_out_of_the_folder() {
        let folder = folder(&["in/a.txt", "b.txt"]);
        let root = named(&folder.path().join("in"));
        let absolute = folder.path().join("in/a.txt");
        for name in ["../b.txt", "a.txt/../../b.txt", "/etc/hostname", "..", absolute.to_str().unwrap()] {
            let error = root.read(Path::new(name)).unwrap_err();
            assert_eq!(Refusal::of(&error), Some(Refusal::Name), "{name}");
            assert!(root.inner(Path::new(name)).is_err() && !root.has_own(Path::new(name)), "{name}");
        }
        assert_eq!(root.read(Path::new("./a.txt")).unwrap(), b"x");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_as_long_as_they_stay_inside() {
        use std::os::unix::fs::symlink;
        let folder = folder(&["in/a.txt", "in/sub/b.txt", "in/.git/config", "out/c.txt"]);
        let inside = folder.path().join("in");
        let links = [
            ("near", "a.txt"),
            ("far", "../out/c.txt"),
            ("folder", "sub"),
            ("folder2", "sub"),
            ("out", "../out"),
            ("secret", ".git/config"),
            ("hidden", ".git"),
            ("nowhere", "missing"),
            ("own", "own"),
        ];
        links.iter().for_each(|(link, target)| symlink(target, inside.join(link)).unwrap());
        symlink(inside.join("a.txt"), inside.join("whole")).unwrap();
        symlink("/proc/self/environ", inside.join("environ")).unwrap();
        let listed = named(&inside).list(Path::new(""));
        assert_eq!(listed.files, ["a.txt", "folder/b.txt", "near", "sub/b.txt", "whole"].map(PathBuf::from));
        let refused: Vec<_> = listed.refused.iter().map(|(name, refusal)| (name.to_str().unwrap(), *refusal)).collect();
        let (outside, hidden) = (Refusal::Outside, Refusal::Hidden);
        assert_eq!(
            refused,
            [("environ", outside), ("far", outside), ("hidden", hidden), ("out", outside), ("secret", hidden)]
        );
        assert_eq!(listed.warnings.len(), 3, "{:?}", listed.warnings);
        let root = named(&inside);
        assert_eq!(root.read(Path::new("folder/b.txt")).unwrap(), b"x");
        for name in ["far", "out/c.txt", "environ", "secret", "hidden/config"] {
            assert!(Refusal::of(&root.read(Path::new(name)).unwrap_err()).is_some(), "{name}");
        }
        let all = Root::named(&inside, Links::Anywhere).unwrap();
        assert!(all.list(Path::new("")).files.contains(&PathBuf::from("out/c.txt")));
        assert_eq!(all.read(Path::new("far")).unwrap(), b"x");
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_left_out_with_a_warning() {
        let folder = folder(&["in/a.txt"]);
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/again")).unwrap();
        let listed = named(folder.path()).list(Path::new(""));
        assert_eq!(listed.files, [PathBuf::from("in/a.txt")]);
        assert_eq!(listed.warnings.len(), 1);
        assert!(listed.warnings[0].problem.contains("leads back"), "{}", listed.warnings[0]);
    }

    #[cfg(unix)]
    #[test]
    fn links_to_folders_of_links_end() {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..40 {
            let own = folder.path().join(format!("d{number}"));
            fs::create_dir(&own).unwrap();
            fs::write(own.join("a.txt"), b"x").unwrap();
            for link in ["l", "r"] {
                std::os::unix::fs::symlink(format!("../d{}", number + 1), own.join(link)).unwrap();
            }
        }
        assert!(named(folder.path()).list(Path::new("")).files.len() <= 80);
    }

    #[cfg(unix)]
    #[test]
    fn a_pipe_is_refused_and_not_waited_for() {
        let folder = folder(&["a.txt"]);
        rustix::fs::mknodat(rustix::fs::CWD, folder.path().join("p.txt"), rustix::fs::FileType::Fifo, 0o600.into(), 0)
            .unwrap();
        let _socket = std::os::unix::net::UnixListener::bind(folder.path().join("s.txt")).unwrap();
        let root = named(folder.path());
        let listed = root.list(Path::new(""));
        assert_eq!(listed.files, [PathBuf::from("a.txt")]);
        assert_eq!(listed.refused, ["p.txt", "s.txt"].map(|name| (PathBuf::from(name), Refusal::Special)));
        for name in ["p.txt", "s.txt", ""] {
            assert_eq!(Refusal::of(&root.read(Path::new(name)).unwrap_err()), Some(Refusal::Special), "{name}");
        }
        for name in ["p.txt", "s.txt"] {
            assert_eq!(Refusal::of(&read(&folder.path().join(name)).unwrap_err()), Some(Refusal::Special), "{name}");
        }
    }
}
