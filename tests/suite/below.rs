//! In: a folder, or files. Out: the files of the folder, for comparison; or a new folder with the files.
//!
//! Invariant: hidden files are included, and so are folders that do not exist yet.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The files below a folder with their bytes, by relative name. Empty if the folder does not exist.
pub fn files(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(next) = open.pop() {
        for entry in fs::read_dir(&next).into_iter().flatten().flatten() {
            match entry.path() {
                path if path.is_dir() => open.push(path),
                path => {
                    drop(found.insert(path.strip_prefix(root).unwrap().display().to_string(), fs::read(&path).unwrap()))
                }
            }
        }
    }
    found
}

/// A new folder with these files.
pub fn folder(files: &[(&str, &[u8])]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    files.iter().for_each(|(name, bytes)| write(folder.path(), name, bytes));
    folder
}

/// Writes a file below a folder.
pub fn write(folder: &Path, name: &str, bytes: impl AsRef<[u8]>) {
    let path = folder.join(name);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}
