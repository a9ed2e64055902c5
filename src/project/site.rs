//! In: the `[site]` table of a project file. Out: where the site of the editions is written, and what is published on it.
//!
//! Invariant: by default no full texts and no pictures are published, because they belong to their publishers.

use std::path::Path;

use super::content::Content;
use super::error::{Problem, ProjectError};
use super::section::Section;
use super::{Output, choose, section};
use crate::files::Folder;

const KEYS: [&str; 5] = ["folder", "address", "content", "pictures", "keep"];

/// The site of the editions.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Site {
    /// The folder of the site, below the folder of the project file.
    pub folder: Folder,
    /// The address of the published site, with a slash at the end. Absent: feeds use relative addresses.
    pub address: Option<String>,
    /// How much of the articles is published.
    pub content: Content,
    /// Whether the pages' pictures are published.
    pub pictures: bool,
    /// Number of editions on the site. Absent: all recorded editions.
    pub keep: Option<u32>,
}

impl Site {
    /// The downloads of every edition on the site. A build of the program without PDF leaves the PDF out.
    pub(crate) const ALWAYS: [Output; 3] = [Output::Pdf, Output::Epub, Output::Ical];
}

impl Default for Site {
    fn default() -> Self {
        Self {
            folder: Folder::within("", "public"),
            address: None,
            content: Content::Digest,
            pictures: false,
            keep: None,
        }
    }
}

/// Reads the table, if there is one. `beside` is the folder of the project file; the site's folder is relative to it.
pub(crate) fn site(top: &Section<'_>, beside: &Path) -> Result<Site, ProjectError> {
    let Some(section) = top.section("site", &KEYS)? else { return Ok(Site::default()) };
    let without = Site::default();
    Ok(Site {
        folder: section.path("folder")?.map_or(without.folder, |folder| Folder::within(beside, folder)),
        address: address(&section)?,
        content: choose(&section, "content", "a known content")?.unwrap_or(without.content),
        pictures: section.truth("pictures")?.unwrap_or(without.pictures),
        keep: section.number("keep")?,
    })
}

/// The address of a folder, with or without a slash at the end.
fn address(section: &Section<'_>) -> Result<Option<String>, ProjectError> {
    let Some(value) = section.text("address")? else { return Ok(None) };
    let is_folder = section::is_address(&value) && !value.contains(['?', '#']);
    match url::Url::parse(&value).ok().filter(|_| is_folder) {
        Some(address) => Ok(Some(format!("{}/", address.as_str().trim_end_matches('/')))),
        None => {
            let problem = Problem::NoAddress { key: "site.address".to_owned(), value };
            Err(section.on_line_of("address", problem))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::section::Document;
    use super::*;

    fn read(text: &str) -> Result<Site, String> {
        let document = Document::parse(Path::new("litopys.toml"), text).map_err(|error| error.to_string())?;
        let top = document.top(&["site"]).map_err(|error| error.to_string())?;
        site(&top, Path::new("project")).map_err(|error| error.to_string())
    }

    #[test]
    fn an_address_is_that_of_a_folder() {
        for (text, address) in [
            ("https://a.example/chronicle", "https://a.example/chronicle/"),
            ("https://a.example/my chronicle/", "https://a.example/my%20chronicle/"),
        ] {
            let site = read(&format!("[site]\naddress = '{text}'")).unwrap();
            assert_eq!(site.address.as_deref(), Some(address));
        }
        for text in ["a.example", "ftp://a.example/", "https://a.example/?a=b", "https://a.example/#top"] {
            let error = read(&format!("[site]\naddress = '{text}'")).unwrap_err();
            assert!(error.contains("line 2: `site.address`"), "{error}");
        }
    }

    #[test]
    fn nothing_of_the_publishers_is_published_without_a_word() {
        let site = read("").unwrap();
        assert_eq!((site.content, site.pictures, site.keep), (Content::Digest, false, None));
        let site = read("[site]\nfolder = 'docs'\ncontent = 'full'\npictures = true\nkeep = 30").unwrap();
        assert_eq!((site.content, site.pictures, site.keep), (Content::Full, true, Some(30)));
        assert_eq!(site.folder, Folder::within("project", "docs"));
        assert_eq!(read("").unwrap().folder, Folder::within("", "public"));
    }

    #[test]
    fn a_site_lies_below_its_project() {
        for folder in ["../docs", "/srv/www", "a/../../b", ".git", "docs/.hidden"] {
            let error = read(&format!("[site]\nfolder = '{folder}'")).unwrap_err();
            assert!(error.contains("line 2: `site.folder`: `") && error.contains("hint: "), "{error}");
        }
    }
}
