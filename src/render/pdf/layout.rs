//! In: the built-in briefing and a user's files. Out: the files of one layout.
//!
//! Invariant: a user's file stands in front of the built-in one of the same name; nothing is read from the disk here.

use std::collections::BTreeMap;

/// The files of a layout by their names inside its folder, such as `briefing.typ`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Layout {
    files: BTreeMap<String, Vec<u8>>,
}

const BRIEFING: [(&str, &str); 10] = [
    ("articles.typ", include_str!("../../../layouts/briefing/articles.typ")),
    ("back.typ", include_str!("../../../layouts/briefing/back.typ")),
    (Layout::MAIN, include_str!("../../../layouts/briefing/briefing.typ")),
    ("chapters.typ", include_str!("../../../layouts/briefing/chapters.typ")),
    ("entities.typ", include_str!("../../../layouts/briefing/entities.typ")),
    ("front.typ", include_str!("../../../layouts/briefing/front.typ")),
    ("mentioned.typ", include_str!("../../../layouts/briefing/mentioned.typ")),
    ("style.typ", include_str!("../../../layouts/briefing/style.typ")),
    ("abbreviations.typ", include_str!("../../../layouts/briefing/abbreviations.typ")),
    ("timeline.typ", include_str!("../../../layouts/briefing/timeline.typ")),
];

impl Layout {
    /// The file that is compiled; it imports the others.
    pub const MAIN: &str = "briefing.typ";

    /// The layout that the program brings along.
    pub fn built_in() -> Self {
        let files = BRIEFING.iter().map(|&(name, text)| (name.to_owned(), text.as_bytes().to_vec()));
        Self { files: files.collect() }
    }

    /// The same with a user's files in front, by their names inside the layout's folder, `/` between the parts.
    pub fn with(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        self.files.extend(files);
        self
    }

    /// All files, by name.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }
}
