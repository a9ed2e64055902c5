//! In: the path of a file, and the number of a page in it. Out: the identity of one capture, and its name.
//!
//! Invariant: ordered by path, then by record.

use std::fmt;

/// Identifies a capture: a file, or one page of a file with several.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
pub struct CaptureId {
    /// The file, relative to the given folder, with `/` between its parts.
    pub path: String,
    /// The number of the page in the file, from 0.
    pub record: u32,
}

impl CaptureId {
    /// The page `record` of a file.
    pub fn new(path: impl Into<String>, record: u32) -> Self {
        Self { path: path.into(), record }
    }

    /// The first or only page of a file, or the file itself.
    pub fn of_file(path: impl Into<String>) -> Self {
        Self::new(path, 0)
    }
}

/// The name that users see: `a.txt`, or `a.ndjson#3` for a later page of a file.
impl fmt::Display for CaptureId {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.record {
            0 => formatter.write_str(&self.path),
            record => write!(formatter, "{}#{record}", self.path),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_page_has_the_name_of_its_file() {
        assert_eq!(CaptureId::of_file("a.txt").to_string(), "a.txt");
        assert_eq!(CaptureId::new("a.ndjson", 3).to_string(), "a.ndjson#3");
        assert!(CaptureId::new("a", 2) < CaptureId::new("a", 10) && CaptureId::new("a", 10) < CaptureId::of_file("b"));
    }
}
