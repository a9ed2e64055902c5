//! In: a page that a source names. Out: the page as a capture in the folder, or why it is not stored.
//!
//! Invariant: what is stored is exactly what was sent, or the article as in its feed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Mutex;

use super::budget::Budget;
use super::client::{Answer, Conditions, Wanted};
use super::filter::{Filter, Verdict};
use super::item::Item;
use super::store::{Store, Stored};
use super::trouble::Trouble;
use super::warc;
use super::web::{Found, Web, locked};
use crate::capture::{self, Capture};
use crate::project::{Fetched, KeptAs, Sidecar};
use crate::stored::clock::{self, Instant};
use crate::stored::{self, address};

/// The outcome of fetching a page.
#[derive(Debug)]
pub(crate) enum Outcome {
    /// It is new.
    Stored(PathBuf),
    /// Its content has changed.
    Renewed(PathBuf),
    /// It was stored before and has not changed.
    Known,
    /// The project does not want it.
    Unwanted,
    /// It would be stored if this were not a dry run.
    Would,
    /// This run has reached its limit of pages.
    Later,
    /// It is not stored, and that is no failure.
    PassedOver(Trouble),
    Failed(Trouble),
}

/// Fetches and stores pages.
pub(crate) struct Fetcher<'a> {
    pub web: &'a Web,
    pub store: &'a Store,
    pub filter: &'a Filter<'a>,
    pub form: KeptAs,
    pub now: Instant,
    pub is_dry: bool,
    /// The addresses whose pages were fetched, in this run or an earlier one, and are not wanted.
    pub unwanted: Mutex<BTreeSet<String>>,
    /// How many more pages this run may request.
    pub room: Budget,
}

impl Fetcher<'_> {
    /// Stores the page of an item if it is wanted, and new or changed.
    pub(crate) fn page(&self, item: &Item) -> Outcome {
        let stored = self.store.page(&item.address);
        let verdict = self.filter.of_item(item);
        let result = match (stored, verdict) {
            (Some(stored), _) if !is_newer(item, &stored) => Ok(Outcome::Known),
            (_, Verdict::Unwanted) => Ok(Outcome::Unwanted),
            (None, Verdict::Open) if locked(&self.unwanted).contains(&item.address) => Ok(Outcome::Unwanted),
            _ if !self.room.take(1) => Ok(Outcome::Later),
            _ if self.is_dry => Ok(Outcome::Would),
            (Some(stored), _) => self.again(item, &stored),
            (None, Verdict::Wanted) if item.is_full() => self.article(item),
            (None, verdict) => self.fresh(item, verdict),
        };
        result.unwrap_or_else(|trouble| match trouble {
            Trouble::Disallowed | Trouble::NoPage(_) => Outcome::PassedOver(trouble),
            // If a page is not written because of a link, only that page fails.
            Trouble::Write(error) if error.refusal.is_some() => Outcome::Failed(Trouble::Write(error)),
            Trouble::Write(_) | Trouble::TooMuch(_) => {
                self.web.end();
                Outcome::Failed(trouble)
            }
            trouble => Outcome::Failed(trouble),
        })
    }

    /// Stores an article that is complete in its feed.
    fn article(&self, item: &Item) -> Result<Outcome, Trouble> {
        let name = stored::name(&item.address, clock::day(&item.entry.published), "json");
        let path = self.store.add(&item.address, &name, &item.article(), self.of_feed(item))?;
        Ok(path.map_or(Outcome::Known, Outcome::Stored))
    }

    fn of_feed(&self, item: &Item) -> Sidecar {
        let fetched = Fetched { feed: Some(item.source.clone()), ..Fetched::default() };
        let (address, captured) = (Some(item.address.clone()), Some(clock::written(self.now)));
        Sidecar { address, captured, fetched, ..Sidecar::default() }
    }

    /// Fetches and stores a page that is not stored yet.
    fn fresh(&self, item: &Item, verdict: Verdict) -> Result<Outcome, Trouble> {
        let none = Conditions::default();
        let mut found = self.web.get(&item.address, &none, Wanted::Pages)?;
        if found.answer.status == 304 {
            found = self.web.get(&item.address, &none, Wanted::Pages)?;
        }
        found.refuse_no_page()?;
        let (ending, bytes) = self.file(&found);
        if verdict == Verdict::Open && !self.filter.of_text(&text(ending, &bytes)) {
            locked(&self.unwanted).insert(item.address.clone());
            return Ok(Outcome::Unwanted);
        }
        // The final page and its file name do not depend on the source that led to it.
        let is_own = found.address == item.address;
        let day = clock::day(&item.entry.published).filter(|_| is_own);
        let name = stored::name(&found.address, day, ending);
        let path = self.store.add(&item.address, &name, &bytes, self.of_answer(&found))?;
        Ok(path.map_or(Outcome::Known, Outcome::Stored))
    }

    /// Requests a page again because its feed says that it has changed.
    fn again(&self, item: &Item, stored: &Stored) -> Result<Outcome, Trouble> {
        let (bytes, mut sidecar) = match &stored.sidecar.fetched.feed {
            Some(_) if item.is_full() => (item.article(), self.of_feed(item)),
            Some(_) => return Ok(Outcome::Known),
            None => {
                let Fetched { etag, last_modified, .. } = stored.sidecar.fetched.clone();
                let found = self.web.get(&item.address, &Conditions { etag, last_modified }, Wanted::Pages)?;
                if found.answer.status == 304 {
                    self.store.checked(stored)?;
                    return Ok(Outcome::Known);
                }
                found.refuse_no_page()?;
                (self.file(&found).1, self.of_answer(&found))
            }
        };
        if bytes == self.store.bytes(stored) {
            self.store.checked(stored)?;
            return Ok(Outcome::Known);
        }
        sidecar.fetched.asked.clone_from(&stored.sidecar.fetched.asked);
        sidecar.correction = stored.sidecar.correction.clone();
        sidecar.address.clone_from(&stored.sidecar.address);
        self.store.replace(stored, &bytes, &sidecar)?;
        Ok(Outcome::Renewed(stored.path.clone()))
    }

    fn of_answer(&self, found: &Found) -> Sidecar {
        let answer = &found.answer;
        let Conditions { etag, last_modified } = answer.conditions();
        let fetched = Fetched {
            status: Some(u32::from(answer.status)),
            content_type: answer.header("content-type").map(str::to_owned),
            etag,
            last_modified,
            ..Fetched::default()
        };
        let (address, captured) = (Some(found.address.clone()), Some(clock::written(self.now)));
        Sidecar { address, captured, fetched, ..Sidecar::default() }
    }

    /// The extension of the file and its content.
    fn file(&self, found: &Found) -> (&'static str, Vec<u8>) {
        let captured = clock::written(self.now);
        match (self.form, found.answer.kind().as_str()) {
            (KeptAs::Warc, _) => ("warc", warc::archive(&found.address, &captured, &found.answer)),
            (KeptAs::Html, "text/plain") => ("txt", found.answer.body.clone()),
            (KeptAs::Html, "application/xhtml+xml") => ("xhtml", found.answer.body.clone()),
            (KeptAs::Html, _) => ("html", found.answer.body.clone()),
        }
    }
}

impl Found {
    /// Refuses a response that contains no page.
    fn refuse_no_page(&self) -> Result<(), Trouble> {
        let Answer { status, body, .. } = &self.answer;
        match status {
            200 if body.is_empty() => Err(Trouble::Broken("the answer is empty".to_owned())),
            200 if capture::decode::decode(body).is_none() => Err(Trouble::NoPage("not text".to_owned())),
            200 => Ok(()),
            304 => Err(Trouble::NothingKept),
            status => Err(Trouble::Status(*status)),
        }
    }
}

/// Whether the source says that a page changed after it was last fetched or checked.
fn is_newer(item: &Item, stored: &Stored) -> bool {
    let fetched = &stored.sidecar.fetched;
    let looked = stored.sidecar.captured.iter().chain(&fetched.checked).filter_map(|text| clock::read(text)).max();
    match (clock::instant(&item.entry.modified), looked) {
        (Some(changed), Some(looked)) => changed > looked,
        _ => false,
    }
}

/// The visible text of a page.
fn text(ending: &str, bytes: &[u8]) -> String {
    let read = capture::read_bytes(&format!("page.{ending}"), bytes, None, None);
    let texts = read.value.unwrap_or_default().into_iter().map(|Capture { text, .. }| text);
    texts.collect::<Vec<_>>().join("\n")
}

impl Outcome {
    /// The line that reports the outcome, if there is one.
    pub(crate) fn line(&self, item: &Item) -> Option<String> {
        let address = &item.address;
        let page = |path: &PathBuf| path.display().to_string();
        match self {
            Self::Stored(path) => Some(format!("stored {}  {address}", page(path))),
            Self::Renewed(path) => Some(format!("renewed {}  {address}", page(path))),
            Self::Would => Some(format!("would fetch {address}")),
            Self::PassedOver(trouble) => Some(format!("skipped {address}: {trouble}")),
            Self::Known | Self::Unwanted | Self::Later | Self::Failed(_) => None,
        }
    }

    /// The host that is asked for the item, as far as its address shows.
    pub(crate) fn host(item: &Item) -> String {
        address::host(&item.address)
    }
}
