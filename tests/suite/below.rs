//! In: a folder. Out: its files, for comparison.
//!
//! Invariant: hidden files are included.

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
