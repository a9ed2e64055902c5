//! In: the files of a layout, and a user's fonts. Out: everything that a briefing is typeset from, except the edition.
//!
//! Invariant: the fonts of a layout can print at least every letter of the built-in ones.

use std::sync::Arc;

use crate::render::families::Fonts;
use crate::render::layout::LayoutFiles;

/// A layout of the briefing: Typst files and fonts.
#[derive(Debug, Clone)]
pub struct Layout {
    pub(super) files: LayoutFiles,
    pub(super) fonts: Arc<Fonts>,
}

/// What is wrong with a user's fonts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum FontError {
    /// The file with this index contains no font.
    NoFont(usize),
    /// No font has this family name.
    NoFamily {
        /// The name that was not found.
        name: String,
        /// The families that exist.
        known: Vec<String>,
    },
}

impl Layout {
    /// The file that is compiled. It imports the others.
    pub const MAIN: &str = "main.typ";

    /// The built-in layout of the briefing.
    pub fn built_in() -> Self {
        Self::new(LayoutFiles::standing(LayoutFiles::BRIEFING))
    }

    /// A layout with the built-in fonts.
    pub fn new(files: LayoutFiles) -> Self {
        Self { files, fonts: Fonts::built_in() }
    }

    /// All its parts by name: files, then fonts.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let fonts = self.fonts.fonts.iter().map(|font| ("font", font.data().as_slice()));
        self.files.iter().chain(fonts)
    }

    /// The fonts that it is typeset with.
    pub(crate) fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Whether some of them are fonts of a project.
    pub(crate) fn has_own_fonts(&self) -> bool {
        !Arc::ptr_eq(&self.fonts, &Fonts::built_in())
    }

    /// The layout with only the built-in fonts.
    pub(crate) fn without_own_fonts(self) -> Self {
        Self { fonts: Fonts::built_in(), ..self }
    }

    /// The layout with a user's files in place of its own. Their names are relative to the layout's folder, with `/` between the parts.
    pub fn with(self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { files: self.files.with(files), ..self }
    }

    /// The layout with a user's font files in addition to the built-in ones. The fonts must include `families`.
    ///
    /// # Errors
    /// A file contains no font, or a family is missing.
    pub(crate) fn with_fonts<'a>(
        self,
        fonts: Vec<Vec<u8>>,
        families: impl IntoIterator<Item = &'a String>,
    ) -> Result<Self, FontError> {
        let fonts =
            if fonts.is_empty() { self.fonts } else { Arc::new(Fonts::with(fonts).map_err(FontError::NoFont)?) };
        let missing = |name: &&String| !fonts.families().any(|family| family.eq_ignore_ascii_case(name));
        if let Some(name) = families.into_iter().find(missing) {
            let known = fonts.families().map(str::to_owned).collect();
            return Err(FontError::NoFamily { name: name.clone(), known });
        }
        Ok(Self { fonts, ..self })
    }
}
