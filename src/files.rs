//! In: paths and bytes. Out: bytes, lists of files, and files that appear whole or not at all.
//!
//! Invariant: the only module that names `std::fs`; what it writes is never seen half written.

use std::collections::BTreeSet;
use std::fmt;
use std::fs;
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;
use walkdir::WalkDir;

use crate::warned::{Warned, Warning};

/// The largest file that is read, in bytes.
pub const LARGEST: u64 = 256 * 1024 * 1024;

/// How the names of files begin that are not whole yet.
pub const TEMPORARY: &str = ".litopys-";

/// So deep below a folder the files of a run that was ended are looked for.
const DEPTH_OF_LEFTOVERS: usize = 3;

/// Files that the program writes or keeps for itself, and never reads as captures.
const OWN: [&str; 11] = [
    "litopys.toml",
    "litopys.history.toml",
    "briefing.pdf",
    "briefing.epub",
    "briefing.json",
    "briefing.md",
    "briefing.csl.json",
    "briefing.bib",
    "briefing.ris",
    "briefing.ics",
    "briefing.timeline.json",
];

/// The file that marks a folder as a site that the program wrote.
pub const SITE: &str = ".litopys.site";

/// Why outputs were not written.
#[derive(Debug)]
pub struct WriteError {
    /// The file or folder that could not be written.
    pub path: PathBuf,
    /// What stood in the way: lower case, no full stop.
    pub problem: String,
    /// What to do about it: lower case, no full stop.
    pub hint: &'static str,
}

impl fmt::Display for WriteError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "failed to write `{}`: {}\nhint: {}", self.path.display(), self.problem, self.hint)
    }
}

impl std::error::Error for WriteError {}

/// A file to be read from its start, piece by piece.
pub fn open(path: &Path) -> io::Result<impl Read + Send + use<>> {
    fs::File::open(path)
}

/// The bytes of a file. Fails with [`io::ErrorKind::FileTooLarge`] above [`LARGEST`], without reading the whole.
pub fn read(path: &Path) -> io::Result<Vec<u8>> {
    read_at_most(path, LARGEST)
}

/// The bytes of a file. Fails with [`io::ErrorKind::FileTooLarge`] above so many, without reading the whole.
pub fn read_at_most(path: &Path, most: u64) -> io::Result<Vec<u8>> {
    let file = fs::File::open(path)?;
    let expected = file.metadata()?.len().min(most);
    let mut bytes = Vec::with_capacity(expected as usize);
    file.take(most + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > most {
        return Err(io::ErrorKind::FileTooLarge.into());
    }
    Ok(bytes)
}

/// Whether the path leads to a folder.
pub fn is_folder(path: &Path) -> bool {
    path.is_dir()
}

/// Whether a regular file is there.
pub fn is_file(path: &Path) -> bool {
    path.is_file()
}

/// Whether a path leads into a folder when every link on both ways is followed.
pub fn is_within(path: &Path, folder: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    match (fs::canonicalize(path), fs::canonicalize(folder)) {
        (Ok(path), Ok(folder)) => path.starts_with(folder),
        _ => false,
    }
}

/// The regular files below a folder in the byte order of their paths, or the file itself where `root` is one.
///
/// Links are followed. Hidden files and folders, the project file, the program's own outputs and its sites are passed over. What cannot
/// be looked into, and a link that leads back above itself, is left out with a warning.
pub fn list(root: &Path) -> Warned<Vec<PathBuf>> {
    let mut listed = Warned::<Vec<PathBuf>>::default();
    let walk = WalkDir::new(root).follow_links(true).sort_by_file_name().into_iter();
    let is_passed =
        |entry: &walkdir::DirEntry| is_own_or_hidden(entry.file_name()) || entry.path().join(SITE).is_file();
    for entry in walk.filter_entry(|entry| entry.depth() == 0 || !is_passed(entry)) {
        match entry {
            Ok(entry) if entry.file_type().is_file() => listed.value.push(entry.into_path()),
            Ok(_) => {}
            Err(error) => listed.warnings.push(walk_warning(&error, root)),
        }
    }
    listed.value.sort_by(|a, b| a.as_os_str().as_encoded_bytes().cmp(b.as_os_str().as_encoded_bytes()));
    listed
}

/// Whether a file or folder of this name is passed over.
pub fn is_own_or_hidden(name: &std::ffi::OsStr) -> bool {
    name.as_encoded_bytes().starts_with(b".") || OWN.iter().any(|own| name == *own)
}

fn walk_warning(error: &walkdir::Error, root: &Path) -> Warning {
    let path = error.path().unwrap_or(root).display().to_string();
    if let Some(ancestor) = error.loop_ancestor() {
        return Warning {
            path: Some(path),
            problem: format!("this link leads back to `{}`", ancestor.display()),
            hint: Some("it was not followed; its files are read where they stand".to_owned()),
        };
    }
    let problem = error.io_error().map_or_else(|| "it cannot be listed".to_owned(), plain);
    Warning { path: Some(path), problem, hint: Some("check that it exists and may be read".to_owned()) }
}

/// The path of something that is there, from the root on, without links.
pub fn whole_path(path: &Path) -> io::Result<PathBuf> {
    fs::canonicalize(path)
}

/// Every regular file below a folder, hidden ones too, in the byte order of their paths. Links are not followed.
pub fn list_all(root: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(root).sort_by_file_name().into_iter().flatten();
    walk.filter(|entry| entry.file_type().is_file()).map(walkdir::DirEntry::into_path).collect()
}

/// A file that one program holds at a time. It is let go when this is dropped, or when the program ends in whatever way.
#[derive(Debug)]
pub struct Lock(fs::File);

impl Drop for Lock {
    fn drop(&mut self) {
        // What stood in it is of no use to anybody now, and its being there does no harm.
        let _ = self.0.set_len(0);
    }
}

/// Takes a file for this program alone and writes a note into it; the other's note where another program has it. Missing
/// folders are made.
pub fn lock(path: &Path, note: &str) -> Result<Result<Lock, String>, WriteError> {
    let failed = |error: &io::Error| failure(path, error);
    fs::create_dir_all(path.parent().unwrap_or(path)).map_err(|error| failed(&error))?;
    let options = fs::OpenOptions::new().create(true).truncate(false).read(true).write(true).open(path);
    let mut file = options.map_err(|error| failed(&error))?;
    match file.try_lock() {
        Ok(()) => {}
        Err(fs::TryLockError::WouldBlock) => return Ok(Err(fs::read_to_string(path).unwrap_or_default())),
        Err(fs::TryLockError::Error(error)) => return Err(failed(&error)),
    }
    let written = file.set_len(0).and_then(|()| file.write_all(note.as_bytes()));
    written.map_err(|error| failed(&error))?;
    Ok(Ok(Lock(file)))
}

/// A lock whose file is there only while it is held, or where the program was killed.
#[derive(Debug)]
pub struct BriefLock {
    path: PathBuf,
    _lock: Lock,
}

impl Drop for BriefLock {
    fn drop(&mut self) {
        // A file that stays behind is taken and removed by the next run.
        let _ = fs::remove_file(&self.path);
    }
}

/// Like [`lock`], but the file is gone when the lock is let go.
pub fn lock_briefly(path: &Path, note: &str) -> Result<Result<BriefLock, String>, WriteError> {
    loop {
        match lock(path, note)? {
            Err(other) => return Ok(Err(other)),
            // Whoever held it before may have removed it between its opening and its locking here.
            Ok(lock) if is_at(&lock.0, path) => return Ok(Ok(BriefLock { path: path.to_owned(), _lock: lock })),
            Ok(_) => {}
        }
    }
}

/// Whether an open file is the one that stands at a path.
fn is_at(file: &fs::File, path: &Path) -> bool {
    let open = file.try_clone().and_then(same_file::Handle::from_file);
    matches!((open, same_file::Handle::from_path(path)), (Ok(open), Ok(there)) if open == there)
}

/// Who holds a file, or held it to an end that let nobody clear it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    pub note: String,
    /// Whether a program holds it now.
    pub is_held: bool,
}

/// What stands in a lock, if anything does. Nothing is changed.
pub fn held(path: &Path) -> Option<Held> {
    let file = fs::File::open(path).ok()?;
    let is_held = matches!(file.try_lock_shared(), Err(fs::TryLockError::WouldBlock));
    let note = fs::read_to_string(path).unwrap_or_default();
    (is_held || !note.is_empty()).then_some(Held { note, is_held })
}

/// Tries whether a file could be written into a folder, or into the nearest one above it that is there; the file is gone at once.
pub fn try_to_write(folder: &Path) -> io::Result<()> {
    let nearest = nearest(folder);
    if !nearest.is_dir() {
        return Err(io::ErrorKind::NotADirectory.into());
    }
    temporary(nearest).map(drop)
}

/// How many bytes a folder, or the nearest one above it that is there, has room for; absent where the system does not tell.
pub fn room(folder: &Path) -> Option<u64> {
    #[cfg(unix)]
    {
        let told = rustix::fs::statvfs(nearest(folder)).ok()?;
        Some(told.f_bavail.saturating_mul(told.f_frsize))
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

/// The files of runs that were ended before their end, in or closely below a folder.
pub fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let walk = WalkDir::new(folder).max_depth(DEPTH_OF_LEFTOVERS).sort_by_file_name().into_iter().flatten();
    let is_left = |name: &std::ffi::OsStr| name.as_encoded_bytes().starts_with(TEMPORARY.as_bytes());
    let left = walk.filter(|entry| entry.file_type().is_file() && is_left(entry.file_name()));
    left.map(walkdir::DirEntry::into_path).collect()
}

/// Removes from a folder what killed runs have left in it. What a living run writes at the moment it has locked.
pub fn sweep(folder: &Path) {
    let here = |file: &PathBuf| file.parent() == Some(folder);
    for file in leftovers(folder).into_iter().filter(here) {
        let Ok(open) = fs::File::open(&file) else { continue };
        if open.try_lock().is_ok() {
            // One that cannot be removed is in nobody's way.
            let _ = fs::remove_file(&file);
        }
    }
}

/// A path, or the nearest one above it that is there.
fn nearest(path: &Path) -> &Path {
    let above = path.ancestors().find(|above| !above.as_os_str().is_empty() && above.exists());
    above.unwrap_or(Path::new("."))
}

/// An error of the system in the house style: lower case, without the number.
pub fn plain(error: &io::Error) -> String {
    let text = match error.kind() {
        io::ErrorKind::NotFound => return "it does not exist".to_owned(),
        io::ErrorKind::PermissionDenied => return "it may not be opened".to_owned(),
        io::ErrorKind::FileTooLarge => return format!("it is larger than {} MiB", LARGEST / 1024 / 1024),
        _ => error.to_string(),
    };
    let end = text.find(" (os error").unwrap_or(text.len());
    let mut characters = text[..end].chars();
    characters.next().map_or_else(String::new, |first| first.to_lowercase().chain(characters).collect())
}

/// Writes files so that they appear whole or not at all: each is written beside its place under another name, and only when
/// all of them are safely on the disk are they moved to their names. Missing folders are made.
///
/// On an error before the moving nothing has changed: earlier files are as they were.
pub fn write_whole(files: &[(PathBuf, Vec<u8>)]) -> Result<(), WriteError> {
    let mut written = Vec::with_capacity(files.len());
    for (path, bytes) in files {
        written.push(write_beside(path, bytes)?);
    }
    for (file, target) in written {
        file.persist(&target).map_err(|error| failure(&target, &error.error))?;
    }
    Ok(())
}

/// Writes a file that appears whole or not at all, and may be lost where the machine loses power. Missing folders are made.
pub fn write_loosely(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("."));
    fs::create_dir_all(folder)?;
    let mut file = temporary(folder)?;
    file.write_all(bytes)?;
    file.persist(path).map(drop).map_err(|error| error.error)
}

/// The files of a folder with their sizes in bytes, the one that was written last first; none where it cannot be listed.
pub fn newest_first(folder: &Path) -> Vec<(PathBuf, u64)> {
    let about = |entry: fs::DirEntry| {
        let about = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some((about.modified().ok()?, entry.path(), about.len()))
    };
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().filter_map(about).collect();
    files.sort();
    files.into_iter().rev().map(|(_, path, size)| (path, size)).collect()
}

/// What tells a file from every other one, and from itself after a change: where it stands, its size, and when it was written.
pub fn identity(path: &Path) -> Option<String> {
    let about = fs::metadata(path).ok()?;
    let written = about.modified().ok()?.duration_since(std::time::UNIX_EPOCH).ok()?;
    Some(format!("{} {} {}", path.display(), about.len(), written.as_nanos()))
}

/// Appends bytes to a file that somebody else reads; it is made where it is not there.
pub fn append(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fs::OpenOptions::new().create(true).append(true).open(path)?.write_all(bytes)
}

/// Removes a file; one that is not there is no error.
pub fn remove(path: &Path) -> Result<(), WriteError> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(failure(path, &error)),
        _ => Ok(()),
    }
}

/// Removes all files below a folder but these, and the folders that are empty then. A folder that is not there is no error.
pub fn keep_only(folder: &Path, kept: &BTreeSet<PathBuf>) -> Result<(), WriteError> {
    let walk = WalkDir::new(folder).min_depth(1).contents_first(true).into_iter().flatten();
    for entry in walk {
        let path = entry.path();
        if !entry.file_type().is_dir() && !kept.contains(path) {
            remove(path)?;
        } else if entry.file_type().is_dir() && is_empty(path) {
            fs::remove_dir(path).map_err(|error| failure(path, &error))?;
        }
    }
    Ok(())
}

/// Whether nothing stands in a folder, or it is not there.
pub fn is_empty(folder: &Path) -> bool {
    fs::read_dir(folder).map_or(!folder.exists(), |mut entries| entries.next().is_none())
}

/// Writes bytes to a new file in the target's folder; gives it with the place that it is for.
fn write_beside(path: &Path, bytes: &[u8]) -> Result<(NamedTempFile, PathBuf), WriteError> {
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    if target.is_dir() {
        let problem = "a folder has this name".to_owned();
        return Err(WriteError { path: target, problem, hint: "move the folder or choose another output folder" });
    }
    let folder = match target.parent() {
        Some(folder) if !folder.as_os_str().is_empty() => folder,
        _ => Path::new("."),
    };
    fs::create_dir_all(folder).map_err(|error| failure(folder, &error))?;
    let mut file = temporary(folder).map_err(|error| failure(folder, &error))?;
    let whole = file.write_all(bytes).and_then(|()| file.as_file().sync_all());
    whole.map_err(|error| failure(&target, &error))?;
    Ok((file, target))
}

/// A new file under a name of its own, locked while it is open, with the permissions of an ordinary file.
fn temporary(folder: &Path) -> io::Result<NamedTempFile> {
    loop {
        let made = made_temporary(folder)?;
        // Systems of files that know no locks have nobody who could sweep it away either.
        let is_locked = made.as_file().lock().is_ok();
        if !is_locked || is_at(made.as_file(), made.path()) {
            return Ok(made);
        }
    }
}

fn made_temporary(folder: &Path) -> io::Result<NamedTempFile> {
    let mut builder = tempfile::Builder::new();
    builder.prefix(TEMPORARY);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        builder.permissions(fs::Permissions::from_mode(0o666));
    }
    builder.tempfile_in(folder)
}

fn failure(path: &Path, error: &io::Error) -> WriteError {
    WriteError {
        path: path.to_owned(),
        problem: plain(error),
        hint: "check that the folder may be written to and has room, or choose another with `-o`",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_above_the_limit_is_refused() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        fs::write(&path, b"12345").unwrap();
        assert_eq!(read_at_most(&path, 5).unwrap(), b"12345");
        assert_eq!(read_at_most(&path, 4).unwrap_err().kind(), io::ErrorKind::FileTooLarge);
    }

    #[test]
    fn a_listing_is_in_byte_order_and_leaves_out_what_is_no_capture() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/z.txt", "a.txt", ".hidden", "litopys.toml", "out/briefing.pdf", ".git/x", "я.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, b"x").unwrap();
        }
        let listed = list(folder.path());
        let names: Vec<_> =
            listed.value.iter().map(|path| path.strip_prefix(folder.path()).unwrap().to_str().unwrap()).collect();
        assert_eq!(names, ["a.txt", "a/z.txt", "b.txt", "я.txt"]);
        assert_eq!(listed.warnings, []);
    }

    #[cfg(unix)]
    #[test]
    fn a_loop_of_links_is_left_out_with_a_warning() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/a.txt"), b"x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("in/again")).unwrap();
        let listed = list(folder.path());
        assert_eq!(listed.value, [folder.path().join("in/a.txt")]);
        assert_eq!(listed.warnings.len(), 1);
        assert!(listed.warnings[0].problem.contains("leads back"), "{}", listed.warnings[0]);
    }

    #[test]
    fn outputs_replace_earlier_ones_only_when_all_can_be_written() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (folder.path().join("new/a.pdf"), folder.path().join("new/b.epub"));
        write_whole(&[(first.clone(), b"1".to_vec()), (second.clone(), b"2".to_vec())]).unwrap();
        fs::remove_file(&second).unwrap();
        fs::create_dir(&second).unwrap();
        let error = write_whole(&[(first.clone(), b"3".to_vec()), (second, b"4".to_vec())]).unwrap_err();
        assert!(error.to_string().contains("hint: "), "{error}");
        assert_eq!(fs::read(&first).unwrap(), b"1");
        assert_eq!(fs::read_dir(folder.path().join("new")).unwrap().count(), 2, "no temporary file is left");
    }

    #[test]
    fn what_a_killed_run_left_is_swept_and_what_a_living_one_writes_is_not() {
        let folder = tempfile::tempdir().unwrap();
        let left = folder.path().join(format!("{TEMPORARY}left"));
        fs::write(&left, b"half").unwrap();
        fs::write(folder.path().join("mine.txt"), b"x").unwrap();
        let written = temporary(folder.path()).unwrap();
        sweep(folder.path());
        assert!(!left.exists() && written.path().exists() && folder.path().join("mine.txt").exists());
        written.persist(folder.path().join("whole")).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 2);
    }

    #[test]
    fn a_brief_lock_is_held_by_one_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(".lock");
        let first = lock_briefly(&path, "first").unwrap().unwrap();
        assert_eq!(lock_briefly(&path, "second").unwrap().unwrap_err(), "first");
        drop(first);
        assert!(!path.exists());
        fs::write(&path, "killed").unwrap();
        drop(lock_briefly(&path, "third").unwrap().unwrap());
        assert!(!path.exists());
    }

    #[cfg(unix)]
    #[test]
    fn an_output_may_be_read_by_whom_the_umask_lets() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().unwrap();
        let (ours, plain) = (folder.path().join("ours"), folder.path().join("plain"));
        write_whole(&[(ours.clone(), b"1".to_vec())]).unwrap();
        fs::write(&plain, b"1").unwrap();
        let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode(&ours), mode(&plain));
    }
}
