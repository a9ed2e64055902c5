//! In: the text of a sidecar, a file beside a capture, and a project. Out: the corrections in the sidecar, and the project with them.
//!
//! Invariant: the project file takes precedence over a sidecar.

use std::path::Path;

use super::error::Problem;
use super::section::{Document, Section};
use super::{Correction, Project, ProjectError, read_corrected};
use crate::time::instant;

const KEYS: [&str; 15] = [
    "address",
    "url",
    "published",
    "happened",
    "title",
    "source",
    "leave_out",
    "captured",
    "checked",
    "asked",
    "feed",
    "status",
    "content_type",
    "etag",
    "last_modified",
];

/// The content of a sidecar.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// The address of the page.
    pub address: Option<String>,
    /// When it was captured, as RFC 3339.
    pub captured: Option<String>,
    /// What the server said about the page, if `fetch` stored it.
    pub fetched: Fetched,
    /// The editor's corrections. The name of the capture is still empty.
    pub correction: Correction,
}

/// What is stored about a response, so that the server can be asked whether the page has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Fetched {
    /// When the server last said that the page has not changed, as RFC 3339.
    pub checked: Option<String>,
    /// The requested addresses that led to this page, if they differ from its own.
    pub asked: Vec<String>,
    /// The feed that lists the page.
    pub feed: Option<String>,
    /// The HTTP status.
    pub status: Option<u32>,
    /// The header `Content-Type`.
    pub content_type: Option<String>,
    /// The header `ETag`.
    pub etag: Option<String>,
    /// The header `Last-Modified`.
    pub last_modified: Option<String>,
}

/// Parses the text of a sidecar. Messages name the file as `path`.
///
/// # Errors
/// The text is not valid TOML, or has an unknown key or an invalid value.
pub(crate) fn read_sidecar(path: &Path, text: &str) -> Result<Sidecar, ProjectError> {
    let document = Document::parse(path, text.strip_prefix('\u{feff}').unwrap_or(text))?;
    let top = document.top(&KEYS)?;
    let address = top.text("address")?.or(top.text("url")?);
    let (captured, fetched) = (time(&top, "captured")?, fetched(&top)?);
    Ok(Sidecar { address, captured, fetched, correction: read_corrected(&top, String::new())? })
}

fn fetched(top: &Section<'_>) -> Result<Fetched, ProjectError> {
    Ok(Fetched {
        checked: time(top, "checked")?,
        asked: top.texts("asked")?.unwrap_or_default(),
        feed: top.text("feed")?,
        status: top.number("status")?,
        content_type: top.text("content_type")?,
        etag: top.text("etag")?,
        last_modified: top.text("last_modified")?,
    })
}

fn time(top: &Section<'_>, key: &str) -> Result<Option<String>, ProjectError> {
    let Some(value) = top.text(key)? else { return Ok(None) };
    match instant::rfc3339(&value) {
        Some(_) => Ok(Some(value)),
        None => Err(top.on_line_of(key, Problem::NoTime { key: key.to_owned(), value })),
    }
}

impl Sidecar {
    /// The values of this one. What is absent is taken from `other`.
    pub fn over(self, other: Self) -> Self {
        let fetched = if self.fetched == Fetched::default() { other.fetched } else { self.fetched };
        let (address, captured) = (self.address.or(other.address), self.captured.or(other.captured));
        Self { address, captured, fetched, correction: self.correction.over(&other.correction) }
    }
}

/// What stands behind the path of a file for all captures in it.
const ALL: &str = "#*";

impl Correction {
    /// The file all of whose captures it corrects, if it does so.
    pub(crate) fn of_all(&self) -> Option<&str> {
        self.capture.strip_suffix(ALL)
    }

    /// Whether it corrects nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self { capture: self.capture.clone(), ..Self::default() }
    }

    /// The values of this one. What is absent is taken from `other`.
    fn over(self, other: &Self) -> Self {
        Self {
            capture: self.capture,
            published: self.published.or(other.published),
            happened: self.happened.or(other.happened),
            title: self.title.or_else(|| other.title.clone()),
            source: self.source.or_else(|| other.source.clone()),
            leave_out: self.leave_out || other.leave_out,
        }
    }
}

impl Project {
    /// The project with the corrections from sidecars added.
    pub(crate) fn with_sidecars(mut self, beside: &[Correction]) -> Self {
        for correction in beside {
            match self.corrections.iter_mut().find(|own| own.capture == correction.capture) {
                Some(own) => *own = std::mem::take(own).over(correction),
                None => self.corrections.push(correction.clone()),
            }
        }
        self
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Sidecar, String> {
        read_sidecar(Path::new("page.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn the_project_file_overrides_a_sidecar() {
        let sidecar =
            read("url = 'https://v.example/1'\ntitle = 'B'\nsource = 'Вісник'\npublished = 2024-05-06").unwrap();
        assert_eq!(sidecar.address.as_deref(), Some("https://v.example/1"));
        let beside = Correction { capture: "a.html".to_owned(), ..sidecar.correction };
        let mut project = Project::new(Path::new("."));
        project.corrections =
            vec![Correction { capture: "a.html".to_owned(), title: Some("A".to_owned()), ..Correction::default() }];
        let both = &project.with_sidecars(&[beside]).corrections;
        assert_eq!((both.len(), both[0].title.as_deref(), both[0].source.as_deref()), (1, Some("A"), Some("Вісник")));
        assert!(both[0].published.is_some());
    }

    #[test]
    fn a_misspelt_key_names_the_nearest() {
        let error = read("sorce = 'x'").unwrap_err();
        assert!(error.contains("page.toml") && error.contains("did you mean `source`?"), "{error}");
        assert!(read("published = 2024-02-30").is_err());
    }
}
