//! In: fetched pages and feeds. Out: the same as files, and what earlier runs stored.
//!
//! Invariant: a page never exists without its sidecar, which says where it came from. The next run removes what a killed run left.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use super::client::Conditions;
use super::web::locked;
use crate::files::{self, At, EVERY_DEPTH, Folder, Lock, Root, WriteError};
use crate::project::{self, Sidecar};
use crate::stored::clock::{self, Instant};
use crate::stored::{address, beside, line, optional, short_digest, written};

/// The folder next to the pages that keeps feeds. It is hidden, so it is never read as captures.
const KEPT: &str = ".fetch";
/// The maximum size of a file in this folder, in bytes. Set by hand.
const LARGEST: u64 = 1024 * 1024 * 1024;
/// The folder of fetched captures.
pub(crate) struct Store {
    /// The captures' folder, relative to the project's.
    below: PathBuf,
    folder: Folder,
    /// The open folder, if it exists. Nothing in it is stored through a link.
    root: Option<Root>,
    now: Instant,
    /// Whether nothing may be written.
    is_dry: bool,
    pages: Mutex<BTreeMap<String, PathBuf>>,
    _lock: Option<Lock>,
}

/// A stored page.
#[derive(Debug, Clone)]
pub(crate) struct Stored {
    /// The path below the project's folder.
    pub path: PathBuf,
    pub sidecar: Sidecar,
    /// The path below the captures' folder.
    file: PathBuf,
}

/// Why a folder cannot be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum StoreError {
    /// Another run holds it. The note says which.
    #[error("another run is fetching into `{}`{}\nhint: wait until it ends, or stop it", .0.display(), .1)]
    Held(PathBuf, String),
    /// It is not writable.
    #[error("{0}")]
    Write(#[from] WriteError),
}

impl Store {
    /// Locks the folder for this run, and removes what a killed run left. A dry run locks and changes nothing.
    pub(crate) fn open(root: &Path, below: &Path, now: Instant, is_dry: bool) -> Result<Self, StoreError> {
        let folder = Folder::within(root, below);
        let note = format!(" (process {}, since {})", std::process::id(), clock::written(now));
        let lock = match is_dry {
            true => None,
            false => Some(
                files::lock(&lock(root, below), &note)
                    .map_err(mend)?
                    .map_err(|note| StoreError::Held(folder.path(), note))?,
            ),
        };
        let (root, below) = (folder.opened().ok(), below.to_owned());
        let mut store = Self { below, folder, root, now, is_dry, pages: Mutex::default(), _lock: lock };
        let pages = store.look_through();
        store.pages = Mutex::new(pages);
        Ok(store)
    }

    /// The stored pages by address. Leftovers are removed.
    fn look_through(&self) -> BTreeMap<String, PathBuf> {
        let all = self.root.as_ref().map(|root| root.everything(EVERY_DEPTH)).unwrap_or_default();
        let there: BTreeSet<&PathBuf> = all.iter().collect();
        let mut pages = BTreeMap::new();
        for file in &all {
            if files::is_left(file) {
                self.clear(file);
                continue;
            }
            let is_kept = file.starts_with(KEPT);
            let Some(page) = file.to_str().and_then(|file| file.strip_suffix(".toml")).filter(|_| !is_kept) else {
                continue;
            };
            let Some(sidecar) = self.sidecar(file) else { continue };
            match there.contains(&PathBuf::from(page)) {
                true => {
                    let addresses = sidecar.address.iter().chain(&sidecar.fetched.asked);
                    pages
                        .extend(addresses.filter_map(|one| address::normal(one)).map(|one| (one, PathBuf::from(page))));
                }
                // A user's own note about a page that does not exist yet has no time of capture.
                false if sidecar.captured.is_some() => self.clear(file),
                false => {}
            }
        }
        pages
    }

    /// Removes a leftover. If that fails, it does no harm, because nothing reads it.
    fn clear(&self, file: &Path) {
        if let Some(root) = self.root.as_ref().filter(|_| !self.is_dry) {
            let _ = root.remove_own(file);
        }
    }

    /// The stored page of an address, if there is one.
    pub(crate) fn page(&self, address: &str) -> Option<Stored> {
        let file = locked(&self.pages).get(address)?.clone();
        let sidecar = self.sidecar(&beside(&file))?;
        Some(Stored { path: self.below.join(&file), sidecar, file })
    }

    /// The bytes of a page.
    pub(crate) fn bytes(&self, stored: &Stored) -> Vec<u8> {
        self.read(&stored.file).unwrap_or_default()
    }

    /// Stores a page under `name`, and returns its path below the project's folder. Returns `None` if the page is already stored.
    pub(crate) fn add(
        &self,
        asked: &str,
        name: &str,
        bytes: &[u8],
        mut sidecar: Sidecar,
    ) -> Result<Option<PathBuf>, WriteError> {
        let own = sidecar.address.clone().unwrap_or_default();
        let mut pages = locked(&self.pages);
        if let Some(file) = pages.get(&own).cloned() {
            let known = self.sidecar(&beside(&file)).unwrap_or_default();
            self.also_asked(&file, known, asked)?;
            pages.insert(asked.to_owned(), file);
            return Ok(None);
        }
        let file = PathBuf::from(name);
        if asked != own {
            sidecar.fetched.asked = vec![asked.to_owned()];
        }
        // The first of the files appears first, so a page never exists without its sidecar.
        let both = [(self.folder.at(beside(&file)), written(&sidecar)), (self.folder.at(&file), bytes.to_vec())];
        files::write_whole(&both).map_err(mend)?;
        pages.insert(own, file.clone());
        pages.insert(asked.to_owned(), file.clone());
        Ok(Some(self.below.join(&file)))
    }

    /// Records another address that leads to a page.
    fn also_asked(&self, file: &Path, mut known: Sidecar, asked: &str) -> Result<(), WriteError> {
        known.fetched.asked.push(asked.to_owned());
        known.fetched.asked.sort();
        known.fetched.asked.dedup();
        files::write_whole(&[(self.folder.at(beside(file)), written(&known))]).map_err(mend)
    }

    /// Replaces a page. It is written before its sidecar, so if the run is killed in between, the page is requested once more.
    pub(crate) fn replace(&self, stored: &Stored, bytes: &[u8], sidecar: &Sidecar) -> Result<(), WriteError> {
        files::write_whole(&[(self.folder.at(&stored.file), bytes.to_vec())]).map_err(mend)?;
        files::write_whole(&[(self.folder.at(beside(&stored.file)), written(sidecar))]).map_err(mend)
    }

    /// Records that the server said that the page has not changed.
    pub(crate) fn checked(&self, stored: &Stored) -> Result<(), WriteError> {
        let mut sidecar = stored.sidecar.clone();
        sidecar.fetched.checked = Some(clock::written(self.now));
        files::write_whole(&[(self.folder.at(beside(&stored.file)), written(&sidecar))]).map_err(mend)
    }

    /// What is stored of a feed: the conditions for the next request, and the body. `None` if it is incomplete.
    pub(crate) fn kept(&self, address: &str) -> Option<(Conditions, Vec<u8>)> {
        let name = kept_name(address);
        let record = self.read(&name.with_extension("toml"))?;
        let record: toml::Table = std::str::from_utf8(&record).ok()?.parse().ok()?;
        let text = |key: &str| record.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let body = self.read(&name.with_extension("body"))?;
        let is_whole = text("digest")? == crate::capture::digest(&body) && text("address")? == address;
        is_whole.then(|| (Conditions { etag: text("etag"), last_modified: text("last_modified") }, body))
    }

    /// Stores a feed for the next run.
    pub(crate) fn keep(&self, address: &str, conditions: &Conditions, body: &[u8]) -> Result<(), WriteError> {
        if self.is_dry {
            return Ok(());
        }
        let digest = crate::capture::digest(body);
        let mut record = line("address", address) + &line("digest", &digest);
        record += &optional("etag", conditions.etag.as_deref());
        record += &optional("last_modified", conditions.last_modified.as_deref());
        let place = |ending: &str| self.folder.at(kept_name(address).with_extension(ending));
        let both = [(place("body"), body.to_vec()), (place("toml"), record.into_bytes())];
        files::write_whole(&both).map_err(mend)
    }

    /// A file of the folder. `None` if it is missing, not a regular file, or behind a link.
    fn read(&self, name: &Path) -> Option<Vec<u8>> {
        self.root.as_ref()?.read_own_at_most(name, LARGEST).ok()
    }

    fn has(&self, name: &Path) -> bool {
        self.root.as_ref().is_some_and(|root| root.has_own(name))
    }

    fn sidecar(&self, file: &Path) -> Option<Sidecar> {
        project::read_sidecar(file, std::str::from_utf8(&self.read(file)?).ok()?).ok()
    }

    /// The hosts that asked for a pause, and until when.
    pub(crate) fn left_alone(&self) -> BTreeMap<String, Instant> {
        let read = self.read(&hosts_name()).unwrap_or_default();
        let record: toml::Table = std::str::from_utf8(&read).unwrap_or_default().parse().unwrap_or_default();
        let until = |(host, value): (String, toml::Value)| Some((host, clock::read(value.as_str()?)?));
        record.into_iter().filter_map(until).collect()
    }

    /// Stores the hosts that asked for a pause, and until when.
    pub(crate) fn keep_left_alone(&self, hosts: &BTreeMap<String, Instant>) -> Result<(), WriteError> {
        if self.is_dry || (hosts.is_empty() && !self.has(&hosts_name())) {
            return Ok(());
        }
        let lines = hosts.iter().map(|(host, until)| {
            let host = toml::Value::String(host.clone()).to_string();
            line(&host, &clock::written(*until))
        });
        files::write_whole(&[(self.folder.at(hosts_name()), lines.collect::<String>().into_bytes())]).map_err(mend)
    }

    /// The addresses whose pages were fetched and not wanted. Valid only while `wish`, the digest of what is wanted, stays the same.
    pub(crate) fn unwanted(&self, wish: &str) -> BTreeSet<String> {
        let read = self.read(&unwanted_name()).unwrap_or_default();
        let text = String::from_utf8(read).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() == Some(wish) { lines.map(str::to_owned).collect() } else { BTreeSet::new() }
    }

    /// Stores which pages were fetched and not wanted, so that they are not fetched again in vain.
    pub(crate) fn keep_unwanted(&self, wish: &str, addresses: &BTreeSet<String>) -> Result<(), WriteError> {
        if self.is_dry || (addresses.is_empty() && !self.has(&unwanted_name())) {
            return Ok(());
        }
        let lines = std::iter::once(wish).chain(addresses.iter().map(String::as_str));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        files::write_whole(&[(self.folder.at(unwanted_name()), text.into_bytes())]).map_err(mend)
    }
}

fn kept_name(address: &str) -> PathBuf {
    Path::new(KEPT).join(short_digest(address.as_bytes()))
}

fn unwanted_name() -> PathBuf {
    Path::new(KEPT).join("unwanted.txt")
}

fn hosts_name() -> PathBuf {
    Path::new(KEPT).join("hosts.toml")
}

/// The lock file that one run at a time holds.
pub(crate) fn lock(root: &Path, below: &Path) -> At {
    Folder::within(root, below).at(Path::new(KEPT).join("lock"))
}

/// The error for a full disk, with a hint for this case.
fn mend(error: WriteError) -> WriteError {
    if error.refusal.is_some() {
        return error;
    }
    WriteError { hint: "make room or let the folder be written to, and run it again: stored pages are kept", ..error }
}
