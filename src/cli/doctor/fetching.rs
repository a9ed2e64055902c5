//! In: the table `[fetch]` of a project. Out: whether a run could do what it says.
//!
//! Invariant: asks no server; whether an address answers is found by `litopys fetch --dry-run`.

use std::path::Path;

use super::finding::Finding;
use crate::fetch;
use crate::files::{self, Links, Root};
use crate::project::{Fetching, Project};

pub fn findings(project: &Project) -> Vec<Finding> {
    let Some(fetching) = &project.fetching else {
        return vec![Finding::ok("fetch", "nothing is to be fetched")];
    };
    let mut findings = vec![sources(fetching)];
    findings.extend(fetching.lists.iter().chain(&fetching.opml).filter_map(|list| of_list(&project.root, list)));
    if fetching.contact.is_none() {
        let told = "`fetch.contact` is not given: the owner of a server cannot find you";
        findings.push(Finding::warning("fetch", told, "name an address of the web or of mail"));
    }
    if !fetch::is_read(&project.captures, &fetching.folder) {
        let told = format!("a build does not read `{}`, where pages are stored", fetching.folder.display());
        findings.push(Finding::warning("fetch", told, "add it to `captures`"));
    }
    findings.extend(lock(project, fetching));
    findings
}

fn sources(fetching: &Fetching) -> Finding {
    let counts = [
        (fetching.feeds.len(), "feeds"),
        (fetching.sitemaps.len(), "sitemaps"),
        (fetching.addresses.len(), "addresses"),
        (fetching.lists.len(), "lists"),
        (fetching.opml.len(), "OPML files"),
    ];
    let told: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if told.is_empty() {
        return Finding::warning(
            "fetch",
            "`[fetch]` names no source",
            "add `feeds`, `sitemaps`, `addresses`, `lists` or `opml`",
        );
    }
    Finding::ok("fetch", format!("{} are named", told.join(", ")))
}

fn of_list(root: &Path, list: &Path) -> Option<Finding> {
    let error = Root::named(root, Links::Inside).and_then(|root| root.read(list)).err()?;
    let told = format!("`{}` cannot be read: {}", list.display(), files::plain(&error));
    Some(Finding::problem("fetch", told, "`[fetch]` names it"))
}

/// The lock of a run that is at work, or that was ended and could not let it go.
fn lock(project: &Project, fetching: &Fetching) -> Option<Finding> {
    let lock = fetch::lock(&project.root, &fetching.folder);
    let held = files::held(&lock)?;
    let note = held.note.trim();
    Some(if held.is_held {
        Finding::warning("fetch", format!("a run is at work now {note}"), "wait until it has ended, or end it")
    } else {
        let told = format!("a run was ended before its end {note}");
        Finding::warning("fetch", told, "run `litopys fetch` again: it makes good what is missing")
    })
}
