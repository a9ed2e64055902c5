//! In: the files of a layout, and the pictures of a project. Out: everything that a book is made from, except the edition.
//!
//! Invariant: reads nothing from the disk.

use std::collections::BTreeMap;

use crate::project::BookOptions;
use crate::render::LayoutFiles;

/// A layout of the book: its templates, its style, the layout and pictures of its cover, and the project's options.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(super) files: LayoutFiles,
    /// By the names that the edition's design gives them.
    pub(super) pictures: BTreeMap<String, Vec<u8>>,
    pub(super) options: BookOptions,
}

impl Layout {
    /// The style sheet of every file.
    pub(super) const STYLESHEET: &str = "stylesheet.css";

    /// The built-in layout of the book.
    pub fn built_in(options: BookOptions) -> Self {
        Self::new(LayoutFiles::standing(LayoutFiles::BOOK), options)
    }

    /// A layout with these files.
    pub fn new(files: LayoutFiles, options: BookOptions) -> Self {
        Self { files, pictures: BTreeMap::new(), options }
    }

    /// All its parts by name: files, then pictures.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().chain(self.pictures.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())))
    }

    /// The project's options.
    pub fn options(&self) -> BookOptions {
        self.options
    }

    /// The layout with pictures for the cover, by the names that the edition's design gives them.
    pub(crate) fn with_pictures(self, pictures: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { pictures: pictures.into_iter().collect(), ..self }
    }
}
