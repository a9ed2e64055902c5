//! In: the `[fetch]` table of a project file. Out: what is fetched, from where, and within which limits.
//!
//! Invariant: without the table nothing is fetched. Every limit has a value.

use std::path::PathBuf;

use chrono::NaiveDate;

use super::choose;
use super::error::{Problem, ProjectError};
use super::section::{Section, is_address};
use crate::language::Language;

pub(crate) const KEYS: [&str; 20] = [
    "feeds",
    "sitemaps",
    "addresses",
    "lists",
    "opml",
    "folder",
    "form",
    "contact",
    "since",
    "keywords",
    "languages",
    "size",
    "total",
    "pages",
    "timeout",
    "redirects",
    "per_minute",
    "parallel",
    "wait",
    "allow_private",
];

/// What is fetched, and how.
#[derive(Debug, Clone, PartialEq)]
pub struct Fetching {
    /// Addresses of feeds, in file order.
    pub feeds: Vec<String>,
    /// Addresses of sitemaps, in file order.
    pub sitemaps: Vec<String>,
    /// Addresses of pages, in file order.
    pub addresses: Vec<String>,
    /// Files with one address per line, below the project's folder.
    pub lists: Vec<PathBuf>,
    /// OPML files that list feeds, below the project's folder.
    pub opml: Vec<PathBuf>,
    /// The folder for captures, below the project's folder.
    pub folder: PathBuf,
    /// The form that pages are stored in.
    pub form: KeptAs,
    /// How the owner of a server can reach the user: a web or mail address.
    pub contact: Option<String>,
    /// Pages that are known to be older are skipped.
    pub since: Option<NaiveDate>,
    /// Only pages that contain one of these in any of its forms are kept. Empty: all pages.
    pub keywords: Vec<String>,
    /// Only pages in one of these languages are kept. Empty: all pages.
    pub languages: Vec<Language>,
    /// Maximum size of one response, uncompressed, in MiB.
    pub size: u32,
    /// Maximum size of all responses of one run, uncompressed, in MiB.
    pub total: u32,
    /// Maximum number of pages requested in one run.
    pub pages: u32,
    /// Maximum time for one response, in seconds.
    pub timeout: u32,
    /// Maximum number of redirects for one request.
    pub redirects: u32,
    /// Maximum number of requests to one host in a minute.
    pub per_minute: u32,
    /// Maximum number of hosts that are asked at the same time.
    pub parallel: u32,
    /// Maximum time to wait if a host asks for a pause, in seconds.
    pub wait: u32,
    /// Whether addresses inside private networks are allowed.
    pub allow_private: bool,
}

/// The form that a page is stored in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
#[strum(serialize_all = "kebab-case")]
pub enum KeptAs {
    /// The page as it was sent.
    #[default]
    Html,
    /// The page with all the headers that it was sent with.
    Warc,
}

/// Reads the table, if there is one.
pub(crate) fn fetching(top: &Section<'_>) -> Result<Option<Fetching>, ProjectError> {
    let Some(section) = top.section("fetch", &KEYS)? else { return Ok(None) };
    let number = |key: &str, default: u32| section.number(key).map(|number| number.unwrap_or(default));
    Ok(Some(Fetching {
        feeds: addresses(&section, "feeds")?,
        sitemaps: addresses(&section, "sitemaps")?,
        addresses: addresses(&section, "addresses")?,
        lists: section.paths("lists")?.unwrap_or_default(),
        opml: section.paths("opml")?.unwrap_or_default(),
        folder: section.path("folder")?.unwrap_or_else(|| PathBuf::from("pages")),
        form: choose(&section, "form", "a form that pages are stored in")?.unwrap_or_default(),
        contact: contact(&section)?,
        since: section.day("since")?,
        keywords: section.texts("keywords")?.unwrap_or_default(),
        languages: languages(&section)?,
        size: number("size", 20)?,
        // Ten thousand pages of some 200 kB, and as much again for feeds and sitemaps.
        total: number("total", 4096)?,
        // At the default pace of one page a second, a run takes three hours.
        pages: number("pages", 10_000)?,
        timeout: number("timeout", 30)?,
        redirects: number("redirects", 5)?,
        per_minute: number("per_minute", 60)?,
        parallel: number("parallel", 4)?,
        wait: number("wait", 120)?,
        allow_private: section.truth("allow_private")?.unwrap_or_default(),
    }))
}

fn languages(section: &Section<'_>) -> Result<Vec<Language>, ProjectError> {
    Ok(section.choices("languages", "the tag of a language", &Language::TAGS, Language::from_code)?.unwrap_or_default())
}

/// The contact goes into a header, where a line end would begin a new header.
fn contact(section: &Section<'_>) -> Result<Option<String>, ProjectError> {
    let found = section.text("contact")?;
    match found.as_deref().filter(|text| !text.chars().all(|c| c.is_ascii_graphic())) {
        Some(value) => {
            let problem = Problem::NoAddress { key: "fetch.contact".to_owned(), value: value.to_owned() };
            Err(section.on_line_of("contact", problem))
        }
        None => Ok(found),
    }
}

fn addresses(section: &Section<'_>, key: &str) -> Result<Vec<String>, ProjectError> {
    let found = section.texts(key)?.unwrap_or_default();
    match found.iter().find(|text| !is_address(text)) {
        Some(value) => {
            let problem = Problem::NoAddress { key: format!("fetch.{key}"), value: value.clone() };
            Err(section.on_line_of(key, problem))
        }
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::section::Document;
    use super::*;

    fn read(text: &str) -> Result<Option<Fetching>, String> {
        let document = Document::parse(Path::new("litopys.toml"), text).map_err(|error| error.to_string())?;
        fetching(&document.top(&["fetch"]).map_err(|error| error.to_string())?).map_err(|error| error.to_string())
    }

    #[test]
    fn a_mistake_names_line_and_key() {
        for (text, told) in [
            ("[fetch]\nfeed = []", "line 2: there is no key `fetch.feed`\nhint: did you mean `fetch.feeds`?"),
            ("[fetch]\nfeeds = ['ftp://a.example/']", "line 2: `fetch.feeds`: `ftp://a.example/` is not a web address"),
            ("[fetch]\nform = 'mhtml'", "`fetch.form`: `mhtml` is not a form"),
            ("[fetch]\nfolder = '../x'", "leads out of the project's folder"),
            ("[fetch]\nsize = 0", "a whole number from 1 up"),
            ("[fetch]\ncontact = 'a\\r\\nX: y'", "`fetch.contact`"),
        ] {
            let error = read(text).unwrap_err();
            let told = told.replace("`fetch.feeds`?", "`feeds`?");
            assert!(error.contains(&told), "{error}");
        }
    }

    #[test]
    fn without_the_table_nothing_is_fetched() {
        assert_eq!(read("").unwrap(), None);
        let found = read("[fetch]\nfeeds = ['https://a.example/feed']").unwrap().unwrap();
        assert_eq!((found.size, found.allow_private, found.folder), (20, false, PathBuf::from("pages")));
    }
}
