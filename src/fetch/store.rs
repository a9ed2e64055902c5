//! In: pages and feeds as they were fetched. Out: the same as files, and what an earlier run has stored.
//!
//! Invariant: a page never stands there without the file that says where it came from; what a killed run has left is taken away
//! when the next one begins.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Mutex;

use sha2::{Digest, Sha256};

use super::address;
use super::client::Conditions;
use super::clock::{self, Instant};
use super::web::locked;
use crate::files::{self, At, EVERY_DEPTH, Folder, Lock, Root, WriteError};
use crate::project::{self, Fetched, Sidecar};

/// The folder beside the pages that holds what is kept of feeds; hidden, so that it is never read as captures.
const KEPT: &str = ".fetch";
/// The largest file of this folder that is read back, in bytes.
const LARGEST: u64 = 1024 * 1024 * 1024;
/// The most letters of a host in the name of a folder; names in the web have fewer than 254, which is too long for some systems.
const LONGEST_HOST: usize = 100;
/// The folder of pages whose address has no host that can stand in a name.
const NO_HOST: &str = "unnamed";

/// The folder of the captures that are fetched.
pub struct Store {
    /// The captures' folder, as seen from the project's.
    below: PathBuf,
    folder: Folder,
    /// The same, if it is there. What a run stores, it stores behind no link.
    root: Option<Root>,
    now: Instant,
    /// Whether nothing may be written.
    is_dry: bool,
    pages: Mutex<BTreeMap<String, PathBuf>>,
    _lock: Option<Lock>,
}

/// A page that is there already.
#[derive(Debug, Clone)]
pub struct Stored {
    /// Below the project's folder.
    pub path: PathBuf,
    pub sidecar: Sidecar,
    /// Below the captures' folder.
    file: PathBuf,
}

/// Why a folder cannot be worked in.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Another run holds it; its note says which.
    #[error("another run is fetching into `{}`{}\nhint: wait until it ends, or stop it", .0.display(), .1)]
    Held(PathBuf, String),
    #[error("{0}")]
    Write(#[from] WriteError),
}

impl Store {
    /// Takes the folder for this run, and takes away what a killed one has left. A dry run takes and changes nothing.
    pub fn open(root: &Path, below: &Path, now: Instant, is_dry: bool) -> Result<Self, StoreError> {
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

    /// The pages that are there by their addresses. Leftovers are taken away.
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
                // A person's own note on a page that is not there yet has no time of capture.
                false if sidecar.captured.is_some() => self.clear(file),
                false => {}
            }
        }
        pages
    }

    /// Takes a leftover away. Where that fails it does no harm: nothing reads it.
    fn clear(&self, file: &Path) {
        if let Some(root) = self.root.as_ref().filter(|_| !self.is_dry) {
            let _ = root.remove_own(file);
        }
    }

    /// The page of an address, if it is there.
    pub fn page(&self, address: &str) -> Option<Stored> {
        let file = locked(&self.pages).get(address)?.clone();
        let sidecar = self.sidecar(&beside(&file))?;
        Some(Stored { path: self.below.join(&file), sidecar, file })
    }

    /// The bytes of a page.
    pub fn bytes(&self, stored: &Stored) -> Vec<u8> {
        self.read(&stored.file).unwrap_or_default()
    }

    /// Stores a page under the name that follows from its address, and gives that name below the project's folder; nothing
    /// where the page is there already.
    pub fn add(&self, asked: &str, name: &str, bytes: &[u8], mut told: Sidecar) -> Result<Option<PathBuf>, WriteError> {
        let own = told.address.clone().unwrap_or_default();
        let mut pages = locked(&self.pages);
        if let Some(file) = pages.get(&own).cloned() {
            let known = self.sidecar(&beside(&file)).unwrap_or_default();
            self.also_asked(&file, known, asked)?;
            pages.insert(asked.to_owned(), file);
            return Ok(None);
        }
        let file = PathBuf::from(name);
        if asked != own {
            told.fetched.asked = vec![asked.to_owned()];
        }
        // Of two files the first is there first: a page never stands alone.
        let both = [(self.folder.at(beside(&file)), written(&told)), (self.folder.at(&file), bytes.to_vec())];
        files::write_whole(&both).map_err(mend)?;
        pages.insert(own, file.clone());
        pages.insert(asked.to_owned(), file.clone());
        Ok(Some(self.below.join(&file)))
    }

    /// Notes another address that leads to a page.
    fn also_asked(&self, file: &Path, mut known: Sidecar, asked: &str) -> Result<(), WriteError> {
        known.fetched.asked.push(asked.to_owned());
        known.fetched.asked.sort();
        known.fetched.asked.dedup();
        files::write_whole(&[(self.folder.at(beside(file)), written(&known))]).map_err(mend)
    }

    /// Stores a page anew. It is there before its sidecar is: a run that is killed between them asks once more.
    pub fn replace(&self, stored: &Stored, bytes: &[u8], told: &Sidecar) -> Result<(), WriteError> {
        files::write_whole(&[(self.folder.at(&stored.file), bytes.to_vec())]).map_err(mend)?;
        files::write_whole(&[(self.folder.at(beside(&stored.file)), written(told))]).map_err(mend)
    }

    /// Notes of a page that its server said that it has not changed.
    pub fn checked(&self, stored: &Stored) -> Result<(), WriteError> {
        let mut told = stored.sidecar.clone();
        told.fetched.checked = Some(clock::written(self.now));
        files::write_whole(&[(self.folder.at(beside(&stored.file)), written(&told))]).map_err(mend)
    }

    /// What is kept of a feed: what to ask its server with, and the body; nothing where it is not whole.
    pub fn kept(&self, address: &str) -> Option<(Conditions, Vec<u8>)> {
        let name = kept_name(address);
        let told = self.read(&name.with_extension("toml"))?;
        let told: toml::Table = std::str::from_utf8(&told).ok()?.parse().ok()?;
        let text = |key: &str| told.get(key).and_then(|value| value.as_str()).map(str::to_owned);
        let body = self.read(&name.with_extension("body"))?;
        let is_whole = text("digest")? == crate::capture::digest(&body) && text("address")? == address;
        is_whole.then(|| (Conditions { etag: text("etag"), last_modified: text("last_modified") }, body))
    }

    /// Keeps a feed for the next run.
    pub fn keep(&self, address: &str, conditions: &Conditions, body: &[u8]) -> Result<(), WriteError> {
        if self.is_dry {
            return Ok(());
        }
        let digest = crate::capture::digest(body);
        let mut told = line("address", address) + &line("digest", &digest);
        told += &optional("etag", conditions.etag.as_deref());
        told += &optional("last_modified", conditions.last_modified.as_deref());
        let place = |ending: &str| self.folder.at(kept_name(address).with_extension(ending));
        let both = [(place("body"), body.to_vec()), (place("toml"), told.into_bytes())];
        files::write_whole(&both).map_err(mend)
    }

    /// A file of the folder; nothing where it is not there, or no ordinary file behind no link.
    fn read(&self, name: &Path) -> Option<Vec<u8>> {
        self.root.as_ref()?.read_own_at_most(name, LARGEST).ok()
    }

    fn has(&self, name: &Path) -> bool {
        self.root.as_ref().is_some_and(|root| root.has_own(name))
    }

    fn sidecar(&self, file: &Path) -> Option<Sidecar> {
        project::read_sidecar(file, std::str::from_utf8(&self.read(file)?).ok()?).ok()
    }

    /// The hosts that asked to be left alone, and until when.
    pub fn left_alone(&self) -> BTreeMap<String, Instant> {
        let read = self.read(&hosts_name()).unwrap_or_default();
        let told: toml::Table = std::str::from_utf8(&read).unwrap_or_default().parse().unwrap_or_default();
        let until = |(host, value): (String, toml::Value)| Some((host, clock::read(value.as_str()?)?));
        told.into_iter().filter_map(until).collect()
    }

    /// Keeps which hosts want to be left alone, and until when.
    pub fn keep_left_alone(&self, hosts: &BTreeMap<String, Instant>) -> Result<(), WriteError> {
        if self.is_dry || (hosts.is_empty() && !self.has(&hosts_name())) {
            return Ok(());
        }
        let lines = hosts.iter().map(|(host, until)| {
            let host = toml::Value::String(host.clone()).to_string();
            line(&host, &clock::written(*until))
        });
        files::write_whole(&[(self.folder.at(hosts_name()), lines.collect::<String>().into_bytes())]).map_err(mend)
    }

    /// The addresses whose pages were looked at and not wanted, as long as `wish`, what is wanted, is the same.
    pub fn unwanted(&self, wish: &str) -> BTreeSet<String> {
        let read = self.read(&unwanted_name()).unwrap_or_default();
        let text = String::from_utf8(read).unwrap_or_default();
        let mut lines = text.lines();
        if lines.next() == Some(wish) { lines.map(str::to_owned).collect() } else { BTreeSet::new() }
    }

    /// Keeps which pages were looked at and not wanted, so that they are not fetched again for nothing.
    pub fn keep_unwanted(&self, wish: &str, addresses: &BTreeSet<String>) -> Result<(), WriteError> {
        if self.is_dry || (addresses.is_empty() && !self.has(&unwanted_name())) {
            return Ok(());
        }
        let lines = std::iter::once(wish).chain(addresses.iter().map(String::as_str));
        let text: String = lines.flat_map(|line| [line, "\n"]).collect();
        files::write_whole(&[(self.folder.at(unwanted_name()), text.into_bytes())]).map_err(mend)
    }
}

fn kept_name(address: &str) -> PathBuf {
    Path::new(KEPT).join(short_digest(address))
}

fn unwanted_name() -> PathBuf {
    Path::new(KEPT).join("unwanted.txt")
}

fn hosts_name() -> PathBuf {
    Path::new(KEPT).join("hosts.toml")
}

/// The file that one run at a time holds.
pub fn lock(root: &Path, below: &Path) -> At {
    Folder::within(root, below).at(Path::new(KEPT).join("lock"))
}

/// The name of a page's file: its host, its day where that is known, words of its address, and what sets it apart.
///
/// Whatever the address is, the name is that of a folder and a file in it, neither hidden nor too long for any disk.
pub fn name(address: &str, day: Option<chrono::NaiveDate>, ending: &str) -> String {
    let host: String =
        address::host(address).chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let host: String = host.trim_matches('.').chars().take(LONGEST_HOST).collect();
    let host = match host.trim_end_matches('.') {
        "" => NO_HOST,
        host => host,
    };
    let day = day.map_or_else(String::new, |day| format!("{day}-"));
    format!("{host}/{day}{}-{}.{ending}", address::slug(address), short_digest(address))
}

/// Twelve digits that set an address apart from all others.
fn short_digest(address: &str) -> String {
    Sha256::digest(address.as_bytes()).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The sidecar of a page.
fn beside(page: &Path) -> PathBuf {
    let mut name = page.as_os_str().to_owned();
    name.push(".toml");
    PathBuf::from(name)
}

/// A sidecar as a file. What a person has added to it is kept.
fn written(told: &Sidecar) -> Vec<u8> {
    let Fetched { checked, asked, feed, status, content_type, etag, last_modified } = &told.fetched;
    let mut text = optional("address", told.address.as_deref());
    if !asked.is_empty() {
        let asked = asked.iter().map(|one| toml::Value::String(one.clone())).collect();
        text += &format!("asked = {}\n", toml::Value::Array(asked));
    }
    text += &optional("feed", feed.as_deref());
    text += &optional("captured", told.captured.as_deref());
    text += &optional("checked", checked.as_deref());
    text += &status.map_or_else(String::new, |status| format!("status = {status}\n"));
    text += &optional("content_type", content_type.as_deref());
    text += &optional("etag", etag.as_deref());
    text += &optional("last_modified", last_modified.as_deref());
    let known = &told.correction;
    text += &known.published.map_or_else(String::new, |day| format!("published = {day}\n"));
    text += &known.happened.map_or_else(String::new, |day| format!("happened = {day}\n"));
    text += &optional("title", known.title.as_deref());
    text += &optional("source", known.source.as_deref());
    text += if known.leave_out { "leave_out = true\n" } else { "" };
    text.into_bytes()
}

fn optional(key: &str, value: Option<&str>) -> String {
    value.filter(|value| !value.trim().is_empty()).map_or_else(String::new, |value| line(key, value))
}

fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::String(value.to_owned()))
}

/// The error of a full disk, with what to do about it here.
fn mend(error: WriteError) -> WriteError {
    if error.refusal.is_some() {
        return error;
    }
    WriteError { hint: "make room or let the folder be written to, and run it again: stored pages are kept", ..error }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_host_leads_out_of_the_folder_of_pages() {
        let day = chrono::NaiveDate::from_ymd_opt(2031, 7, 20);
        assert_eq!(
            name("https://visnyk.example/n/mist", day, "html").split_once('-').unwrap().0,
            "visnyk.example/2031"
        );
        for address in
            ["http://../evil", "http://.../x", "http://[::1]:8080/x", &format!("http://{}/x", "a.".repeat(400))]
        {
            let name = name(address, None, "json");
            let (host, file) = name.split_once('/').unwrap();
            assert!(!host.starts_with('.') && !host.ends_with('.') && (1..=100).contains(&host.len()), "{name}");
            assert!(!file.contains('/') && file.len() < 120, "{name}");
        }
    }

    #[test]
    fn the_name_of_a_page_is_one_folder_and_one_file() {
        let long = format!("http://{}/x", "a".repeat(300));
        let dots = format!("http://{}.b/x", ".".repeat(300));
        for address in [
            "http://../evil",
            "http://..../x",
            "http://.hidden/x",
            "http://a.example./x",
            "http://a/../../b",
            &long,
            &dots,
            "x",
            "",
        ] {
            let name = name(address, None, "json");
            let parts: Vec<&str> = name.split('/').collect();
            assert!(parts.len() == 2 && parts.iter().all(|part| !part.is_empty()), "{address}: {name}");
            assert!(parts.iter().all(|part| !part.starts_with('.') && part.len() < 250), "{address}: {name}");
        }
        assert!(name("http://a.example:8080/x", None, "html").starts_with("a.example-8080/x-"));
    }
}
