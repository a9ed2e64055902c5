//! In: the `[fetch]` table of a project. Out: whether a run could follow it.
//!
//! Invariant: asks no server. `litopys fetch --dry-run` finds out whether an address answers.

use std::path::Path;

use super::finding::Finding;
use crate::fetch;
use crate::files::{self, Links, Root};
use crate::project::{Fetching, Project};

pub(crate) fn findings(project: &Project) -> Vec<Finding> {
    let Some(fetching) = &project.fetching else {
        return vec![Finding::ok("fetch", "there is nothing to fetch")];
    };
    let mut findings = vec![sources(fetching)];
    findings.extend(fetching.lists.iter().chain(&fetching.opml).filter_map(|list| of_list(&project.root, list)));
    if fetching.contact.is_none() {
        let message = "`fetch.contact` is not set: the owner of a server cannot reach you";
        findings.push(Finding::warning("fetch", message, "set it to a web or mail address"));
    }
    if !crate::stored::is_read(&project.captures, &fetching.folder) {
        let message = format!("a build does not read `{}`, where pages are stored", fetching.folder.display());
        findings.push(Finding::warning("fetch", message, "add it to `captures`"));
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
    let named: Vec<String> =
        counts.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}")).collect();
    if named.is_empty() {
        return Finding::warning(
            "fetch",
            "`[fetch]` names no source",
            "add `feeds`, `sitemaps`, `addresses`, `lists` or `opml`",
        );
    }
    Finding::ok("fetch", named.join(", "))
}

fn of_list(root: &Path, list: &Path) -> Option<Finding> {
    let error = Root::named(root, Links::Inside).and_then(|root| root.read(list)).err()?;
    let message = format!("`{}` cannot be read: {}", list.display(), files::plain(&error));
    Some(Finding::problem("fetch", message, "`[fetch]` names it"))
}

/// The lock of a run that is active, or of one that was killed and could not release it.
fn lock(project: &Project, fetching: &Fetching) -> Option<Finding> {
    let lock = fetch::lock(&project.root, &fetching.folder);
    let held = files::held(&lock)?;
    let note = held.note.trim();
    Some(if held.is_held {
        Finding::warning("fetch", format!("a run is active now {note}"), "wait until it ends, or stop it")
    } else {
        let message = format!("a run was killed {note}");
        Finding::warning("fetch", message, "run `litopys fetch` again: it fetches what is missing")
    })
}
