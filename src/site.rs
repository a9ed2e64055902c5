//! In: a project with recorded editions. Out: a folder to publish, with the pages and files of each edition, feeds and a catalogue.
//!
//! A published edition stays as it is, so that links to it keep working. It is made again only if its content changed, if the project
//! publishes more or less of it, or on request.
//!
//! Invariant: whatever leads to an edition is written after it. Nothing is changed in a folder that is not a site of the program.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::cache::Cache;
use crate::editions::{self, Asked};
use crate::failure::Failure;
use crate::files::{self, At, Folder, Refusal, Root};
use crate::history::{History, Recorded};
use crate::inputs::{Batch, project_folder};
use crate::issue::{self, Finished, Made, Order};
use crate::outputs::layouts;
use crate::progress::{Listener, Progress};
use crate::project::{FILE_NAME, Output, Project};
use crate::render::site::{Account, Download, Front, Located, Pages, Setting, front, pages};
use crate::render::{LayoutFiles, typography};
use crate::warned::{self, Warning};

/// The folder of the editions. Each edition has a subfolder with its number.
const EDITIONS: &str = "editions";
/// The folder with the files of the newest edition.
const NEWEST: &str = "latest";
/// The file name of the newest edition's calendar.
const CALENDAR: &str = "calendar.ics";
/// The record of a published edition. It is written last.
const ABOUT: &str = "about.json";
/// The files without which an edition's search does nothing.
const SEARCHED: [&str; 3] = ["search.html", "search.js", "search/found.json"];
/// Maximum number of parts in the name of an edition's file: a folder and a file.
const DEEPEST_NAME: usize = 2;

/// The record of a published edition.
#[derive(Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct About {
    /// A digest of everything that it was made from.
    of: String,
    edition: Account,
}

/// The material for all editions of a site.
struct Publisher {
    project: Project,
    batch: Batch,
    history: History,
    layout: LayoutFiles,
    cache: Cache,
    /// The site's folder.
    folder: Folder,
    root: Root,
    again: bool,
}

/// The request for a site.
#[derive(Debug, Clone, Default)]
pub(crate) struct Wanted {
    /// The site's folder. Absent: the folder from the project.
    pub folder: Option<PathBuf>,
    /// Number of editions to publish, the newest ones. Absent: the project's value, else all.
    pub keep: Option<u32>,
    /// Make even published editions again.
    pub again: bool,
}

/// A site that was written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Published {
    /// The site's folder.
    pub folder: PathBuf,
    /// Number of editions on it.
    pub editions: usize,
}

/// Writes the site of a project.
///
/// # Errors
/// No edition is recorded, the folder is not that of a site, or the newest edition cannot be made. If an earlier edition cannot be made,
/// that is a warning.
pub(crate) fn publish(
    project: Project,
    wanted: &Wanted,
    cache: Cache,
    listener: Listener,
) -> Result<Published, Failure> {
    let history = editions::kept(&project)?.history;
    let newest = editions::recorded(&history, history.editions.last().map(|last| last.number))?.number;
    let folder = wanted.folder.clone().map_or_else(|| project.site.folder.clone(), Folder::named);
    let keep = wanted.keep.or(project.site.keep);
    let (root, lock) = claimed(&folder)?;
    files::sweep(&folder);
    files::sweep(&Folder::within(folder.path(), NEWEST));
    let publisher = Publisher::new(project, history, (folder, root), wanted.again, cache)?;
    let mut shown = Vec::new();
    for recorded in publisher.history.editions.iter().rev().take(keep.map_or(usize::MAX, |keep| keep as usize)) {
        match publisher.edition(recorded, listener) {
            Ok(account) => shown.push(account),
            Err(failure) if recorded.number == newest => return Err(failure),
            Err(failure) => listener(Progress::Warning(absent(recorded, &failure))),
        }
    }
    publisher.write_front(&shown)?;
    publisher.remove_others(&shown)?;
    drop(lock);
    Ok(Published { folder: publisher.folder.path().to_owned(), editions: shown.len() })
}

/// Claims a folder for this run: an empty one, or one from an earlier run.
///
/// The mark of an earlier run is a regular file. A link of that name does not count.
fn claimed(folder: &Folder) -> Result<(Root, files::Lock), Failure> {
    let path = folder.path();
    let cannot = |error: &std::io::Error| {
        let hint = "choose any folder with `--output`";
        Failure::file(path.display(), files::plain(error), hint)
    };
    match folder.opened() {
        Ok(root) if is_of_others(&root) => {
            let problem = "this folder contains other files";
            return Err(Failure::file(path.display(), problem, "name an empty folder with `--output`"));
        }
        Err(error) if Refusal::of(&error).is_some() => return Err(cannot(&error)),
        _ => {}
    }
    let taken = files::lock(&folder.at(files::SITE), &format!("process {}\n", std::process::id()));
    let lock = taken.map_err(Failure::of)?.map_err(|note| {
        let holder = if note.trim().is_empty() { "another run" } else { note.trim() };
        let problem = format!("{holder} is writing this site");
        Failure::file(path.display(), problem, "wait until it ends, or stop it")
    })?;
    Ok((folder.opened().map_err(|error| cannot(&error))?, lock))
}

/// Whether a folder holds anything that no run of this verb made: files without the site's mark, or a project.
fn is_of_others(root: &Root) -> bool {
    let has_mark = root.has_own(Path::new(files::SITE));
    (!has_mark && !root.is_empty()) || root.has_own(Path::new(FILE_NAME))
}

fn absent(recorded: &Recorded, failure: &Failure) -> Warning {
    let text = failure.to_string();
    let (problem, hint) = warned::parted(&text);
    let problem = format!("edition {} is not on the site: {problem}", recorded.number);
    Warning { path: None, problem, hint: hint.map(str::to_owned) }
}

impl Publisher {
    fn new(
        project: Project,
        history: History,
        (folder, root): (Folder, Root),
        again: bool,
        cache: Cache,
    ) -> Result<Self, Failure> {
        let batch = project_folder(&project);
        let project = project.with_sidecars(&batch.corrections).published();
        let layout = layouts::site(&project)?;
        Ok(Self { project, batch, history, layout, cache, folder, root, again })
    }

    /// The account of an edition. The edition is published first if it is not yet.
    fn edition(&self, recorded: &Recorded, listener: Listener) -> Result<Account, Failure> {
        let of = self.made_of(recorded);
        if let Some(about) = self.published(recorded.number).filter(|about| about.of == of && !self.again) {
            return Ok(about.edition);
        }
        let pages = self.pages(recorded.number)?;
        let account = self.write(pages, of)?;
        let folder = self.folder.at(folder_of(account.number)).path();
        listener(Progress::Done(format!("wrote edition {} to `{}`", account.number, folder.display())));
        Ok(account)
    }

    /// A digest of everything that an edition is made from: its content, and how much of it is published.
    fn made_of(&self, recorded: &Recorded) -> String {
        let held = self.history.held(recorded.number);
        let site = &self.project.site;
        let asked = (format!("{:?}", site.content), site.pictures, &self.project.outputs);
        let made_of = (recorded.number, recorded.as_of, &held.pages, &held.events, asked);
        let bytes = serde_json::to_vec(&made_of).expect("what an edition held is plain data");
        Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// The record of an edition that is complete in the site's folder.
    fn published(&self, number: u32) -> Option<About> {
        let bytes = self.root.read_own(&folder_of(number).join(ABOUT)).ok()?;
        let about: About = serde_json::from_slice(&bytes).ok()?;
        (about.edition.number == number && self.is_whole(&about.edition)).then_some(about)
    }

    /// Whether all files of an edition exist. Names that lead elsewhere do not count as files of the edition.
    fn is_whole(&self, edition: &Account) -> bool {
        let folder = folder_of(edition.number);
        let is_there = |name: &str| is_of_edition(name) && self.root.has_own(&folder.join(name));
        let files = edition.files.iter().chain([&edition.cover]).map(|file| file.name.as_str());
        let search: &[&str] = if edition.has_search { &SEARCHED } else { &[] };
        let maps = edition.map.as_deref().into_iter().chain(edition.map_page.as_deref());
        files.chain(["index.html"]).chain(search.iter().copied()).chain(maps).all(is_there)
    }

    /// Makes the pages of an edition. Warnings from its first build are not repeated.
    fn pages(&self, number: u32) -> Result<Pages, Failure> {
        let asked = Asked { edition: Some(number), ..Asked::default() };
        let order = Order { asked, ..Order::default() };
        let (project, batch) = (self.project.clone(), self.batch.clone());
        let made = issue::make(project, batch, &self.history, &order, &self.cache, &mut |_| {})?;
        match made {
            Made::Edition(made) => self.rendered(*made),
            Made::NothingNew(last) => Err(Failure::plain(format!("nothing is new since edition {last}"), "")),
        }
    }

    fn rendered(&self, made: Finished) -> Result<Pages, Failure> {
        let download = |(at, bytes): (At, Vec<u8>)| {
            let name = at.path().file_name()?.to_str()?.to_owned();
            Some(Download { output: Output::of_file(&name)?, name, bytes })
        };
        let downloads = made.outputs.into_iter().filter_map(download);
        let set = typography::typeset(&made.edition);
        let book = layouts::book(&made.project)?;
        let setting =
            Setting { address: self.project.site.address.as_deref(), located: Located::all(&self.project.names) };
        pages(&set, &made.pictures, downloads.collect(), &setting, &self.layout, &book).map_err(Failure::of)
    }

    /// Writes the folder of an edition. It does not count as published until it is complete.
    fn write(&self, pages: Pages, of: String) -> Result<Account, Failure> {
        let folder = folder_of(pages.account.number);
        let about = folder.join(ABOUT);
        self.root.remove_own(&about).map_err(|error| self.failed(&about, &error))?;
        let names: BTreeSet<PathBuf> = pages.files.iter().map(|(name, _)| folder.join(name)).collect();
        let written = pages.files.into_iter().map(|(name, bytes)| (self.folder.at(folder.join(name)), bytes));
        files::write_whole(&written.collect::<Vec<_>>()).map_err(Failure::of)?;
        self.root.keep_only(&folder, &names).map_err(|error| self.failed(&folder, &error))?;
        let known = About { of, edition: pages.account };
        let text = serde_json::to_vec_pretty(&known).expect("what is known of an edition is plain data");
        files::write_whole(&[(self.folder.at(about), text)]).map_err(Failure::of)?;
        Ok(known.edition)
    }

    /// Writes the files that lead to the editions, if they have changed.
    fn write_front(&self, shown: &[Account]) -> Result<(), Failure> {
        let title = shown.first().map_or("", |newest| newest.title.as_str());
        let site = Front { title, address: self.project.site.address.as_deref(), editions: shown };
        let mut written = front(&site, &self.layout).map_err(Failure::of)?;
        written.extend(self.newest(shown)?);
        let changed = written.into_iter();
        let changed = changed.filter(|(name, bytes)| self.root.read_own(Path::new(name)).ok().as_ref() != Some(bytes));
        let changed: Vec<_> = changed.map(|(name, bytes)| (self.folder.at(name), bytes)).collect();
        files::write_whole(&changed).map_err(Failure::of)
    }

    /// The files of the newest edition under names that never change.
    fn newest(&self, shown: &[Account]) -> Result<Vec<(String, Vec<u8>)>, Failure> {
        let mut copies = Vec::new();
        for newest in shown.iter().take(1) {
            for file in &newest.files {
                let path = folder_of(newest.number).join(&file.name);
                let bytes = self.root.read_own(&path).map_err(|error| {
                    Failure::file(
                        self.folder.at(&path).path().display(),
                        files::plain(&error),
                        "run `litopys site --again`",
                    )
                })?;
                if file.output == Some(Output::Ical) {
                    copies.push((CALENDAR.to_owned(), bytes.clone()));
                }
                copies.push((format!("{NEWEST}/{}", file.name), bytes));
            }
        }
        Ok(copies)
    }

    /// Removes the folders of editions that are no longer on the site. Other files among them stay.
    fn remove_others(&self, shown: &[Account]) -> Result<(), Failure> {
        let is_shown = |number: &str| shown.iter().any(|account| account.number.to_string() == number);
        let folders = self.root.folders(Path::new(EDITIONS)).into_iter();
        let numbered = folders.filter_map(|name| name.to_str().map(str::to_owned));
        for number in numbered.filter(|name| name.bytes().all(|byte| byte.is_ascii_digit()) && !is_shown(name)) {
            let folder = Path::new(EDITIONS).join(number);
            self.root.clear(&folder).map_err(|error| self.failed(&folder, &error))?;
        }
        Ok(())
    }

    /// The failure to remove something.
    fn failed(&self, name: &Path, error: &std::io::Error) -> Failure {
        let hint = Refusal::of(error).map_or("check that the folder is writable", Refusal::hint);
        Failure::file(self.folder.at(name).path().display(), files::plain(error), hint)
    }
}

/// The folder of an edition, relative to the site's.
fn folder_of(number: u32) -> PathBuf {
    Path::new(EDITIONS).join(number.to_string())
}

/// Whether a name can be that of an edition's file: directly in its folder, or in a subfolder such as that of its pictures.
fn is_of_edition(name: &str) -> bool {
    let is_plain = |part: &str| !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', ':']);
    name.split('/').count() <= DEEPEST_NAME && name.split('/').all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_of_an_edition_leads_nowhere_else() {
        for (name, expected) in [
            ("briefing.pdf", true),
            ("pictures/cover.png", true),
            ("../2/briefing.pdf", false),
            ("/etc/passwd", false),
            ("a/../../b", false),
            (".hidden", false),
            ("", false),
            ("a//b", false),
            ("a/b/c", false),
            ("..\\x", false),
            ("c:x", false),
        ] {
            assert_eq!(is_of_edition(name), expected, "{name}");
        }
    }
}
