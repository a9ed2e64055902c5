//! In: what went wrong with one address. Out: a message, and what to do.
//!
//! Invariant: a failure concerns only its own address. Only an unwritable disk or a limit of the run ends the run.

use crate::files::WriteError;
use crate::limits;
use crate::warned::Warning;

/// Why an address gave nothing.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Trouble {
    #[error("it is not a web address")]
    NoAddress,
    #[error("`{0}` is inside a private network")]
    Private(String),
    #[error("the host's robots.txt does not allow it")]
    Disallowed,
    #[error("the host's robots.txt could not be read: {0}")]
    NoRobots(String),
    /// The host asked for a pause of this many seconds.
    #[error("the host asks for a pause of {0} seconds")]
    LeftAlone(u64),
    #[error("the host asked earlier for a pause until {0}")]
    StillAlone(String),
    #[error("it redirects to itself")]
    Loop,
    #[error("it redirects more than {0} times")]
    Redirects(u32),
    #[error("the answer took longer than {0} seconds")]
    Slow(u32),
    #[error("the answer is larger than {0} MiB")]
    TooLarge(u32),
    #[error("the answers of this run exceed {0} MiB together")]
    TooMuch(u32),
    #[error("the feeds and sitemaps of this run list more than can be kept, {} MiB", limits::ENTRIES_BYTES / limits::MIB)]
    TooManyEntries,
    /// It has this type, which is not a page.
    #[error("it is {0}, not a page")]
    NoPage(String),
    #[error("the answer is compressed with {0}, which was not requested")]
    Packed(String),
    #[error("the host answered {0}")]
    Status(u16),
    #[error("the host says that nothing has changed, but nothing is stored")]
    NothingKept,
    #[error("the certificate of the host has expired")]
    Expired,
    #[error("the connection is not safe: {0}")]
    Unsafe(String),
    #[error("there is no host of this name")]
    NoHost,
    #[error("{0}")]
    Broken(String),
    #[error("it is a page, not a feed")]
    PageNoFeed(Option<String>),
    #[error("it contains no readable entry{0}")]
    NoEntries(String),
    #[error("the run has ended")]
    Ended,
    #[error("{0}")]
    Write(#[from] WriteError),
}

impl Trouble {
    /// What to do about it.
    pub(crate) fn hint(&self) -> String {
        match self {
            Self::NoAddress => "write it as a browser shows it",
            Self::Private(_) => "set `allow_private = true` under `[fetch]` if that is intended",
            Self::Disallowed => "save the page with a browser, if you may",
            Self::NoRobots(_) | Self::Broken(_) | Self::NoHost | Self::Slow(_) => "try it again later",
            Self::LeftAlone(_) | Self::StillAlone(_) => "run it again after that time",
            Self::Loop | Self::Redirects(_) => "open it in a browser and use the address where it ends",
            Self::TooLarge(_) => "raise `size` under `[fetch]`, or save it by hand",
            Self::TooMuch(_) => "run it again to fetch the rest, or raise `total` under `[fetch]`",
            Self::TooManyEntries => "name the sitemaps of single months, or set `since` under `[fetch]`",
            Self::NoPage(_) => "save it by hand, if you need it",
            Self::Packed(_) => "save it with a browser",
            Self::Status(404 | 410) => "it may have moved: remove it, or write its new address",
            Self::Status(401 | 403) => "the host refuses programs: save it with a browser, if you may",
            Self::Status(_) | Self::NothingKept => "try it again later, or save it with a browser",
            Self::Expired | Self::Unsafe(_) => "tell the owner of the host; nothing was sent or received",
            Self::PageNoFeed(Some(feed)) => return format!("its feed may be `{feed}`"),
            Self::PageNoFeed(None) => "look in the page for a link to its feed, or list it under `addresses`",
            Self::NoEntries(_) => "look at it in a browser: it must be RSS, Atom, a JSON Feed or a sitemap",
            Self::Ended | Self::Write(_) => "run it again: stored pages are kept",
        }
        .to_owned()
    }

    /// The failure as a warning about an address.
    pub(crate) fn warning(&self, address: &str) -> Warning {
        Warning { path: Some(address.to_owned()), problem: self.to_string(), hint: Some(self.hint()) }
    }
}
