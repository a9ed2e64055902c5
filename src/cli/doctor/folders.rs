//! In: the folders that a project writes to. Out: whether they are writable, have enough space, and hold leftovers of a killed run.
//!
//! Invariant: creates no folder. For a missing folder, the nearest existing one above it is checked.

use std::path::Path;

use super::finding::Finding;
use crate::cache::Cache;
use crate::files::{self, Folder, Private, Refusal};
use crate::project::Project;

/// Minimum free space in bytes. A new edition exists next to the old one until it is complete. Set by hand.
const ENOUGH: u64 = 256 * 1024 * 1024;

pub(crate) fn findings(project: &Project) -> Vec<Finding> {
    let pages = project.fetching.as_ref();
    let pages = pages.map(|fetching| ("pages", Folder::within(&project.root, &fetching.folder)));
    let folders: Vec<(&str, Folder)> = std::iter::once(("output", project.output.clone())).chain(pages).collect();
    let findings = folders.iter().flat_map(|(check, folder)| of_folder(check, folder));
    findings.chain(Cache::own().folder().and_then(of_cache)).collect()
}

/// Without a cache, builds are slower but give the same result.
fn of_cache(folder: &Path) -> Option<Finding> {
    let error = match Private::opened(folder) {
        Err(error) if Refusal::of(&error).is_some() => error,
        _ => files::try_to_write(&Folder::named(folder)).err()?,
    };
    let message = format!("no cache between builds: `{}`: {}", folder.display(), files::plain(&error));
    let hint = Refusal::of(&error).map_or("set another folder with LITOPYS_CACHE", Refusal::hint);
    Some(Finding::warning("cache", message, hint))
}

fn of_folder(check: &'static str, folder: &Folder) -> Vec<Finding> {
    let path = folder.path();
    let name = path.display();
    let mut findings = vec![match files::try_to_write(folder) {
        Ok(()) => Finding::ok(check, format!("`{name}` is writable")),
        Err(error) => {
            let message = format!("`{name}` is not writable: {}", files::plain(&error));
            Finding::problem(check, message, "allow yourself to write there, or choose another folder")
        }
    }];
    findings.extend(room(check, &path));
    let left = files::leftovers(folder);
    if left > 0 {
        let message = format!("a killed run left {left} hidden files in `{name}`");
        findings.push(Finding::warning(check, message, "the next run removes them; none is needed"));
    }
    findings
}

/// The free space. Not every system reports it.
fn room(check: &'static str, folder: &Path) -> Option<Finding> {
    let bytes = files::room(folder)?;
    let message = format!("{} MiB are free in `{}`", bytes / 1024 / 1024, folder.display());
    Some(if bytes < ENOUGH {
        Finding::warning(check, message, "free some space on the disk")
    } else {
        Finding::ok(check, message)
    })
}
