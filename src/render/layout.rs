//! In: the name of a built-in layout and a user's files. Out: the files of one layout.
//!
//! Invariant: a user's file replaces the built-in one of the same name. Nothing is read from the disk here.

use std::collections::BTreeMap;

use include_dir::{Dir, include_dir};
use thiserror::Error;

use crate::limits;
use crate::project;

static LAYOUTS: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/layouts");

/// The extensions of a layout's files. The contract and the pictures of the documentation are in the same folder.
const ENDINGS: [&str; 7] = ["typ", "xhtml", "css", "svg", "ncx", "xml", "js"];

/// The file of the site's layout that one page has, too: its style sheet.
const OF_SITE: &str = "stylesheet.css";

/// The files of the e-book's layout that browsers do not need.
const OF_BOOK_ALONE: [&str; 4] = ["cover.typ", "cover.xhtml", "nav.xhtml", "toc.ncx"];

/// The limit that a file of a layout exceeds, with the file's path.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
pub enum Excess {
    /// The file is too large.
    #[error("`{0}` is larger than {most} KiB\nhint: split it into several files", most = limits::LAYOUT_SOURCE / 1024)]
    TooLarge(String),
    /// The file is nested too deeply.
    #[error("`{0}` is nested deeper than {most}\nhint: give names to parts of long or nested expressions", most = limits::LAYOUT_DEPTH)]
    TooDeep(String),
    /// The layout has too many files.
    #[error("the layout has more than {most} Typst files, `{0}` among them\nhint: join some of them", most = limits::LAYOUT_FILES)]
    TooMany(String),
}

/// The files of a layout, by their names inside its folder, such as `main.typ`.
#[derive(Debug, Clone)]
pub struct LayoutFiles {
    name: String,
    files: BTreeMap<String, Vec<u8>>,
}

impl LayoutFiles {
    /// The layout of the e-book.
    pub(crate) const BOOK: &str = "book";
    /// The layout of the site, which is based on that of the e-book.
    pub(crate) const SITE: &str = "site";
    /// The layout of the edition as one page, which is based on those of the e-book and the site.
    pub(crate) const PAGE: &str = "page";
    /// The default layout of the briefing. All other layouts of the briefing are based on it.
    pub const BRIEFING: &str = "briefing";

    /// The names of the built-in layouts, in alphabetical order.
    pub fn names() -> impl Iterator<Item = &'static str> {
        LAYOUTS.dirs().filter_map(|folder| folder.path().to_str())
    }

    /// A built-in layout. `None` if there is none with this name.
    pub fn built_in(name: &str) -> Option<Self> {
        let own = Self::names().any(|known| known == name).then(|| Self::folder(name))?;
        Some(Self::standing(name).with(own))
    }

    /// The files that a layout of this name is based on, before any file of its own.
    pub fn standing(name: &str) -> Self {
        let base = if [Self::BOOK, Self::SITE, Self::PAGE].contains(&name) { Self::BOOK } else { Self::BRIEFING };
        let is_used = |file: &str| ![Self::SITE, Self::PAGE].contains(&name) || !OF_BOOK_ALONE.contains(&file);
        let mut files: BTreeMap<_, _> = Self::folder(base).filter(|(file, _)| is_used(file)).collect();
        if name == Self::PAGE {
            files.extend(Self::folder(Self::SITE).filter(|(file, _)| file == OF_SITE));
        }
        Self { name: name.to_owned(), files }
    }

    /// A layout with only these files.
    pub fn alone(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { name: String::new(), files: files.into_iter().collect() }
    }

    fn folder(name: &str) -> impl Iterator<Item = (String, Vec<u8>)> {
        let files = LAYOUTS.get_dir(name).into_iter().flat_map(Dir::files);
        files.filter_map(|file| {
            let ending = file.path().extension()?.to_str()?;
            let name = file.path().file_name()?.to_str()?;
            ENDINGS.contains(&ending).then(|| (name.to_owned(), file.contents().to_vec()))
        })
    }

    /// The layout with a user's files in place of its own. Their names are relative to the layout's folder, with `/` between the parts.
    pub fn with(mut self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        self.files.extend(files);
        self
    }

    /// The name of the layout.
    pub fn name(&self) -> &str {
        &self.name
    }

    /// All files, by name.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice()))
    }

    /// A file as text. `None` if it does not exist or is not UTF-8.
    pub fn text(&self, name: &str) -> Option<&str> {
        std::str::from_utf8(self.files.get(name)?).ok()
    }

    /// The text of a template.
    ///
    /// # Errors
    /// [`Excess`] if it is too large.
    pub(crate) fn template(&self, name: &str) -> Result<Option<&str>, Excess> {
        let text = self.text(name);
        let is_large = text.is_some_and(|text| text.len() > limits::LAYOUT_SOURCE);
        if is_large { Err(Excess::TooLarge(self.path(name))) } else { Ok(text) }
    }

    /// The path that a file has, or would have, in a project.
    pub fn path(&self, file: &str) -> String {
        format!("{}/{}/{file}", project::LAYOUTS, self.name)
    }
}
