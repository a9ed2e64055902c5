//! In: the folders of a project that are written to. Out: whether they may be, have room, and hold what a killed run has left.
//!
//! Invariant: makes no folder; one that is not there is as good as the nearest one above it that is.

use std::path::Path;

use super::finding::Finding;
use crate::cache::Cache;
use crate::files::{self, Folder, Private, Refusal};
use crate::project::Project;

/// The least room that is enough: a new edition lies beside the old one until it is whole, in bytes.
const ENOUGH: u64 = 256 * 1024 * 1024;

pub fn findings(project: &Project) -> Vec<Finding> {
    let pages = project.fetching.as_ref();
    let pages = pages.map(|fetching| ("pages", Folder::within(&project.root, &fetching.folder)));
    let folders: Vec<(&str, Folder)> = std::iter::once(("output", project.output.clone())).chain(pages).collect();
    let findings = folders.iter().flat_map(|(check, folder)| of_folder(check, folder));
    findings.chain(Cache::own().folder().and_then(of_cache)).collect()
}

/// Where nothing can be kept, builds are slower and no worse.
fn of_cache(folder: &Path) -> Option<Finding> {
    let error = match Private::opened(folder) {
        Err(error) if Refusal::of(&error).is_some() => error,
        _ => files::try_to_write(&Folder::named(folder)).err()?,
    };
    let told = format!("nothing is kept between builds: `{}`: {}", folder.display(), files::plain(&error));
    let hint = Refusal::of(&error).map_or("name another folder with LITOPYS_CACHE", Refusal::hint);
    Some(Finding::warning("cache", told, hint))
}

fn of_folder(check: &'static str, folder: &Folder) -> Vec<Finding> {
    let path = folder.path();
    let name = path.display();
    let mut findings = vec![match files::try_to_write(folder) {
        Ok(()) => Finding::ok(check, format!("`{name}` may be written to")),
        Err(error) => {
            let told = format!("`{name}` cannot be written to: {}", files::plain(&error));
            Finding::problem(check, told, "give yourself the right to write there, or name another folder")
        }
    }];
    findings.extend(room(check, &path));
    let left = files::leftovers(folder);
    if left > 0 {
        let told = format!("a run that was ended has left {left} hidden files in `{name}`");
        findings.push(Finding::warning(check, told, "the next run clears them away; none is needed"));
    }
    findings
}

/// How much room is left. Not every system tells.
fn room(check: &'static str, folder: &Path) -> Option<Finding> {
    let bytes = files::room(folder)?;
    let told = format!("{} MiB are free for `{}`", bytes / 1024 / 1024, folder.display());
    Some(if bytes < ENOUGH { Finding::warning(check, told, "make room on the disk") } else { Finding::ok(check, told) })
}
