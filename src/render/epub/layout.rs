//! In: the files of a layout, the pictures of a project. Out: all that a book is made with, but the edition.
//!
//! Invariant: reads nothing from the disk.

use std::collections::BTreeMap;

use crate::project::BookOptions;
use crate::render::LayoutFiles;

/// A layout of the book: its templates, its style, the layout and the pictures of its cover, and what the project asks of it.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(super) files: LayoutFiles,
    /// By the names that the edition's design has for them.
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    pub(super) options: BookOptions,
}

impl Layout {
    /// The style of every file.
    pub(super) const STYLESHEET: &str = "stylesheet.css";

    /// The book that the program brings along.
    pub fn built_in(options: BookOptions) -> Self {
        Self::new(LayoutFiles::standing(LayoutFiles::BOOK), options)
    }

    /// A book with these files.
    pub fn new(files: LayoutFiles, options: BookOptions) -> Self {
        Self { files, pictures: BTreeMap::new(), options }
    }

    /// All that it is made of, by name: files, then pictures.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().chain(self.pictures.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }

    /// What the project asks of it.
    pub fn options(&self) -> BookOptions {
        self.options
    }

    /// The same with pictures for the cover, by the names that the edition's design has for them.
    pub fn with_pictures(self, pictures: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { pictures: pictures.into_iter().collect(), ..self }
    }
}
