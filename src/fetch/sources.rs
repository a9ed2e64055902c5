//! In: the feeds, sitemaps and lists of a project. Out: the pages that they name, in the order of the project file.
//!
//! Invariant: each address appears once. If a source cannot be read, only that source fails.

use std::cell::Cell;
use std::collections::BTreeSet;
use std::io::Read;
use std::path::Path;

use flate2::read::MultiGzDecoder;

use super::budget::Budget;
use super::client::{Conditions, Wanted};
use super::filter::Filter;
use super::item::Item;
use super::store::Store;
use super::trouble::Trouble;
use super::web::Web;
use super::{hosts, listing};
use crate::capture::address::target;
use crate::capture::entry::Entry;
use crate::capture::{decode, feed, form, gzip, json, tag};
use crate::files::{self, Links, Root, WriteError};
use crate::limits::{self, MIB};
use crate::project::Fetching;
use crate::stored::address;
use crate::stored::clock::{self, Instant};
use crate::warned::Warning;

/// The pages that the sources of a project name.
#[derive(Debug, Default)]
pub(crate) struct Gathered {
    pub items: Vec<Item>,
    pub warnings: Vec<Warning>,
    /// The number of sources.
    pub sources: usize,
    /// The number of sources that could not be read.
    pub failed: usize,
}

/// A place that lists pages.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Source {
    Feed(String),
    Sitemap(String),
}

/// The content of one source.
#[derive(Debug, Default)]
struct Listed {
    entries: Vec<Entry>,
    sitemaps: Vec<(String, String)>,
}

/// Sources that a run no longer reads: their number, and the first of them.
#[derive(Debug, Default)]
struct Left {
    count: usize,
    first: String,
}

/// The sources beyond the limits of a run.
#[derive(Debug, Default)]
struct Beyond {
    entries: Left,
    sitemaps: Left,
    deep: Left,
}

impl Left {
    fn add(&mut self, address: &str) {
        if self.count == 0 {
            address.clone_into(&mut self.first);
        }
        self.count = self.count.saturating_add(1);
    }
}

impl Beyond {
    /// Adds one warning for each limit.
    fn warn(&self, all: &mut Gathered) {
        let (most, deepest) = (limits::SITEMAPS, limits::SITEMAP_DEPTH);
        let hint = "list the sitemaps that you want one by one, or set `since` under `[fetch]`";
        let more = |left: &Left| left.count.saturating_sub(1);
        if self.entries.count > 0 {
            let trouble = Trouble::TooManyEntries;
            let problem = format!("{trouble}; it was not read, nor were {} more", more(&self.entries));
            all.warn(&self.entries.first, &problem, &trouble.hint());
        }
        if self.sitemaps.count > 0 {
            let problem =
                format!("one run reads {most} sitemaps; it was left out, as were {} more", more(&self.sitemaps));
            all.warn(&self.sitemaps.first, &problem, hint);
        }
        if self.deep.count > 0 {
            let problem =
                format!("it is below more than {deepest} indexes; it was left out, as were {} more", more(&self.deep));
            all.warn(&self.deep.first, &problem, hint);
        }
    }
}

impl Listed {
    /// The content, if the budget allows it.
    fn within(self, room: &Budget) -> Result<Self, Trouble> {
        let entries = self.entries.iter().map(|entry| size_of::<Entry>().saturating_add(entry.length()));
        let sitemaps = self.sitemaps.iter().map(|(address, changed)| {
            size_of::<(String, String)>().saturating_add(address.len()).saturating_add(changed.len())
        });
        let weight = entries.chain(sitemaps).fold(0_usize, usize::saturating_add);
        if room.take(weight as u64) { Ok(self) } else { Err(Trouble::TooManyEntries) }
    }
}

/// Reads all sources of a project.
///
/// # Errors
/// The disk is not writable.
pub(crate) fn gather(
    web: &Web,
    store: &Store,
    root: &Path,
    fetching: &Fetching,
    filter: &Filter<'_>,
) -> Result<Gathered, WriteError> {
    let mut all = Gathered::default();
    let mut open = named(root, fetching, &mut all);
    let mut seen: BTreeSet<Source> = open.iter().cloned().collect();
    let mut items = Vec::new();
    let room = Budget::new(limits::ENTRIES_BYTES);
    let mut beyond = Beyond::default();
    let mut sitemaps = 0_usize;
    for _ in 0..=limits::SITEMAP_DEPTH {
        let read = hosts::each(
            &open,
            fetching.parallel,
            |source| address::host(source.address()),
            |source| {
                let read = read(web, store, source, fetching, &room).and_then(|read| read.within(&room));
                if matches!(read, Err(Trouble::Write(_) | Trouble::TooMuch(_))) {
                    web.end();
                }
                read
            },
        );
        let mut next = Vec::new();
        for (source, read) in open.iter().zip(read) {
            all.sources = all.sources.saturating_add(1);
            match read {
                Err(Trouble::Write(error)) => return Err(error),
                // One source reports this for all.
                Err(Trouble::Ended) => all.failed = all.failed.saturating_add(1),
                Err(Trouble::TooManyEntries) => {
                    all.failed = all.failed.saturating_add(1);
                    beyond.entries.add(source.address());
                }
                Err(trouble) => all.fail(source.address(), &trouble),
                Ok(read) => {
                    items.extend(read.entries.into_iter().map(|entry| (entry, source.address().to_owned())));
                    let fresh = read.sitemaps.into_iter().filter(|(_, changed)| !filter.is_old(clock::day(changed)));
                    next.extend(fresh.filter_map(|(found, _)| address::joined(source.address(), &found)));
                }
            }
        }
        open = next.into_iter().map(Source::Sitemap).filter(|source| seen.insert(source.clone())).collect();
        let left = limits::SITEMAPS.saturating_sub(sitemaps).min(open.len());
        open.drain(left..).for_each(|source| beyond.sitemaps.add(source.address()));
        sitemaps = sitemaps.saturating_add(open.len());
    }
    open.iter().for_each(|source| beyond.deep.add(source.address()));
    beyond.warn(&mut all);
    let listed = std::mem::take(&mut all.items).into_iter().map(|item| (item.entry, item.source));
    let together: Vec<_> = items.into_iter().chain(listed).collect();
    all.take(together);
    Ok(all)
}

/// The sources that the project names. The pages that it lists itself go into `all`.
fn named(root: &Path, fetching: &Fetching, all: &mut Gathered) -> Vec<Source> {
    let mut sources: Vec<Source> = fetching.feeds.iter().cloned().map(Source::Feed).collect();
    for file in &fetching.opml {
        let found = lines_of(root, file, all, listing::outline);
        if found.is_empty() {
            all.warn(&file.display().to_string(), "it contains no feed", "an outline lists feeds as `xmlUrl`");
        }
        sources.extend(found.into_iter().map(Source::Feed));
    }
    sources.extend(fetching.sitemaps.iter().cloned().map(Source::Sitemap));
    let mut pages: Vec<(String, String)> =
        fetching.addresses.iter().map(|address| (address.clone(), "addresses".to_owned())).collect();
    for file in &fetching.lists {
        let has_words = Cell::new(false);
        let lines = lines_of(root, file, all, |text| {
            has_words.set(text.lines().any(|line| !line.trim().is_empty() && !line.starts_with('#')));
            listing::addresses(text)
        });
        // A list may be empty for now.
        if lines.is_empty() && has_words.get() {
            let hint =
                "a list has one address on each line, or is what a browser, a service or a program for mail exports";
            all.warn(&file.display().to_string(), "it contains no address", hint);
        }
        pages.extend(lines.into_iter().map(|line| (line, file.display().to_string())));
    }
    for (address, source) in pages {
        let address = target(&address).unwrap_or(address);
        match address::normal(&address) {
            Some(address) => all.items.push(Item { address, entry: Entry::default(), source }),
            None => all.warn(&source, &format!("`{address}` is not a web address"), "write it as a browser shows it"),
        }
    }
    let mut seen = BTreeSet::new();
    sources.retain(|source| seen.insert(source.clone()));
    for item in &mut all.items {
        item.entry.address = Some(item.address.clone());
    }
    sources
}

/// The entries that a file of the project lists.
fn lines_of(root: &Path, file: &Path, all: &mut Gathered, read: impl Fn(&str) -> Vec<String>) -> Vec<String> {
    let name = file.display().to_string();
    all.sources = all.sources.saturating_add(1);
    match Root::named(root, Links::Inside).and_then(|root| root.read(file)) {
        Ok(bytes) => match decode::decode(&bytes) {
            Some(text) => return read(&text),
            None if bytes.is_empty() => return Vec::new(),
            None => all.warn(&name, "it is not text", "save it as text in UTF-8"),
        },
        Err(error) => all.warn(&name, &files::plain(&error), "give the path of a file, relative to the project file"),
    }
    all.failed = all.failed.saturating_add(1);
    Vec::new()
}

impl Gathered {
    fn warn(&mut self, path: &str, problem: &str, hint: &str) {
        let (problem, hint) = (problem.to_owned(), Some(hint.to_owned()));
        self.warnings.push(Warning { path: Some(path.to_owned()), problem, hint });
    }

    fn fail(&mut self, address: &str, trouble: &Trouble) {
        self.failed = self.failed.saturating_add(1);
        self.warnings.push(trouble.warning(address));
    }

    /// Adds entries with their sources. If several have the same address, the first counts.
    fn take(&mut self, entries: Vec<(Entry, String)>) {
        let mut seen = BTreeSet::new();
        let mut without = std::collections::BTreeMap::<String, usize>::new();
        for (entry, source) in entries {
            let address = entry.address.as_deref().map(|said| target(said).unwrap_or_else(|| said.to_owned()));
            match address.as_deref().and_then(address::normal) {
                Some(address) if seen.insert(address.clone()) => self.items.push(Item { address, entry, source }),
                Some(_) => {}
                None => {
                    let count = without.entry(source).or_default();
                    *count = count.saturating_add(1);
                }
            }
        }
        for (source, count) in without {
            self.warn(&source, &format!("{count} of its entries have no page"), "nothing needs to be done");
        }
    }

    /// Warns about pages that their feed dates after this run.
    pub(crate) fn warn_of_future(&mut self, now: Instant) {
        for item in &self.items {
            let published = &item.entry.published;
            if clock::instant(published).is_some_and(|day| day > now) {
                let problem = format!("its feed dates it {published}, which is in the future");
                let hint = Some("it was stored anyway; look at its date in `litopys check`".to_owned());
                self.warnings.push(Warning { path: Some(item.address.clone()), problem, hint });
            }
        }
    }
}

impl Source {
    fn address(&self) -> &str {
        match self {
            Self::Feed(address) | Self::Sitemap(address) => address,
        }
    }
}

fn read(web: &Web, store: &Store, source: &Source, fetching: &Fetching, room: &Budget) -> Result<Listed, Trouble> {
    if room.is_spent() {
        return Err(Trouble::TooManyEntries);
    }
    let bytes = document(web, store, source.address())?;
    match source {
        Source::Feed(_) => feed_entries(&bytes).map(|entries| Listed { entries, sitemaps: Vec::new() }),
        Source::Sitemap(_) => sitemap(&bytes, fetching.size),
    }
}

/// The bytes of a source: fetched, or from the store if the server says that it has not changed.
fn document(web: &Web, store: &Store, address: &str) -> Result<Vec<u8>, Trouble> {
    let none = Conditions::default();
    let (conditions, kept) = match store.kept(address) {
        Some((conditions, body)) => (conditions, Some(body)),
        None => (none.clone(), None),
    };
    let mut found = web.get(address, &conditions, Wanted::Anything)?;
    if found.answer.status == 304 {
        if let Some(body) = kept {
            return Ok(body);
        }
        found = web.get(address, &none, Wanted::Anything)?;
    }
    match found.answer.status {
        200 => {
            store.keep(address, &found.answer.conditions(), &found.answer.body)?;
            Ok(found.answer.body)
        }
        304 => Err(Trouble::NothingKept),
        status => Err(Trouble::Status(status)),
    }
}

/// The entries of a feed in any format.
fn feed_entries(bytes: &[u8]) -> Result<Vec<Entry>, Trouble> {
    let text = decode::decode(bytes).ok_or_else(|| Trouble::NoEntries(": it is not text".to_owned()))?;
    if text.trim_start().starts_with(['{', '[']) {
        let (values, mistake) = json::values(&text);
        let entries: Vec<Entry> = values.into_iter().flat_map(json::articles).collect();
        return match mistake {
            Some(error) if entries.is_empty() => Err(Trouble::NoEntries(format!(": {}", json::mistake(&error)))),
            _ => Ok(entries),
        };
    }
    if form::is_page(&text) {
        return Err(Trouble::PageNoFeed(feed_of_page(&text)));
    }
    let (entries, mistake) = feed::entries(&text);
    match mistake {
        Some(problem) if entries.is_empty() => Err(Trouble::NoEntries(format!(": {problem}"))),
        None if entries.is_empty() && !form::is_feed(&text) => Err(Trouble::NoEntries(String::new())),
        _ => Ok(entries),
    }
}

/// The feed that a page links to.
fn feed_of_page(markup: &str) -> Option<String> {
    let links = tag::tags(markup).filter(|tag| tag.name == "link").map(|tag| &markup[tag.start..tag.end]);
    let mut feeds = links.filter(|link| link.contains("application/rss+xml") || link.contains("application/atom+xml"));
    let link = feeds.next()?;
    let behind = link.split("href=").nth(1)?;
    let quote = behind.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    behind.get(1..)?.split(quote).next().map(str::to_owned)
}

fn sitemap(bytes: &[u8], most: u32) -> Result<Listed, Trouble> {
    let mut unpacked = Vec::new();
    let bytes = match gzip::is_packed(bytes) {
        true => {
            let limit = u64::from(most).saturating_mul(MIB);
            let read = MultiGzDecoder::new(bytes).take(limit.saturating_add(1)).read_to_end(&mut unpacked);
            read.map_err(|error| Trouble::NoEntries(format!(": {}", files::plain(&error))))?;
            if unpacked.len() as u64 > limit {
                return Err(Trouble::TooLarge(most));
            }
            unpacked.as_slice()
        }
        false => bytes,
    };
    let text = decode::decode(bytes).ok_or_else(|| Trouble::NoEntries(": it is not text".to_owned()))?;
    let found = listing::sitemap(&text);
    let is_sitemap = text.contains("<urlset") || text.contains("<sitemapindex");
    match found.pages.is_empty() && found.sitemaps.is_empty() && !is_sitemap {
        true if form::is_page(&text) => Err(Trouble::PageNoFeed(None)),
        true => Err(Trouble::NoEntries(String::new())),
        false => Ok(Listed { entries: found.pages, sitemaps: found.sitemaps }),
    }
}
