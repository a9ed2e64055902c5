//! In: the files of a layout, and a user's fonts. Out: all that a briefing is typeset with, but the edition.
//!
//! Invariant: a layout has fonts that can print every letter of the built-in ones.

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
pub enum FontError {
    /// The file of this index holds no font.
    NoFont(usize),
    /// No font has this family name; the families that there are.
    NoFamily { name: String, known: Vec<String> },
}

impl Layout {
    /// The file that is compiled; it imports the others.
    pub const MAIN: &str = "main.typ";

    /// The briefing that the program brings along.
    pub fn built_in() -> Self {
        Self::new(LayoutFiles::standing(LayoutFiles::BRIEFING))
    }

    /// A layout with the program's fonts.
    pub fn new(files: LayoutFiles) -> Self {
        Self { files, fonts: Fonts::built_in() }
    }

    /// All that it is made of, by name: files, then fonts.
    pub fn parts(&self) -> impl Iterator<Item = (&str, &[u8])> {
        let fonts = self.fonts.fonts.iter().map(|font| ("font", font.data().as_slice()));
        self.files.iter().chain(fonts)
    }

    /// The fonts that it is typeset with.
    pub fn fonts(&self) -> &Fonts {
        &self.fonts
    }

    /// Whether fonts of a project are among them.
    pub fn has_own_fonts(&self) -> bool {
        !Arc::ptr_eq(&self.fonts, &Fonts::built_in())
    }

    /// The same with the program's fonts alone.
    pub fn without_own_fonts(self) -> Self {
        Self { fonts: Fonts::built_in(), ..self }
    }

    /// The same with a user's files in front, by their names inside the layout's folder, `/` between the parts.
    pub fn with(self, files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        Self { files: self.files.with(files), ..self }
    }

    /// The same with a user's font files beside the program's, in which `families` are looked for.
    ///
    /// # Errors
    /// A file holds no font, or a family is not there.
    pub fn with_fonts<'a>(
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
