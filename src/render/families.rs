//! In: a user's font files, if there are any. Out: the fonts of a briefing, with the characters that each family can print.
//!
//! Invariant: the machine's fonts are never used. The embedded fonts are always there.

mod excess;

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, LazyLock};

use typst::foundations::Bytes;
use typst::text::{Font, FontBook, FontInfo};
use typst::utils::LazyHash;

use super::fonts::EMBEDDED;
pub(crate) use excess::excess;

/// The name ID of the typographic family (OpenType specification, `name`).
const TYPOGRAPHIC_FAMILY: u16 = 16;

/// The fonts of a briefing.
pub(crate) struct Fonts {
    /// The index of all fonts.
    pub book: LazyHash<FontBook>,
    /// The fonts, in the order of the index.
    pub fonts: Vec<Font>,
    /// For each family, the characters that all of its faces can print. The embedded families come first.
    coverage: Vec<(String, Characters)>,
}

/// The embedded fonts, parsed once.
static BUILT_IN: LazyLock<Arc<Fonts>> = LazyLock::new(|| {
    let faces = EMBEDDED.iter().flat_map(|file| Font::iter(Bytes::new(file.bytes)));
    Arc::new(Fonts::of(faces.collect()))
});

impl Fonts {
    /// The embedded fonts.
    pub(crate) fn built_in() -> Arc<Self> {
        BUILT_IN.clone()
    }

    /// The embedded fonts and those of some files. Fails with the index of a file that contains no font.
    pub(crate) fn with(files: Vec<Vec<u8>>) -> Result<Self, usize> {
        let mut fonts = BUILT_IN.fonts.clone();
        for (at, file) in files.into_iter().enumerate() {
            let before = fonts.len();
            fonts.extend(Font::iter(Bytes::new(file)));
            if fonts.len() == before {
                return Err(at);
            }
        }
        Ok(Self::of(fonts))
    }

    fn of(fonts: Vec<Font>) -> Self {
        let mut order: Vec<String> = Vec::new();
        let mut families: BTreeMap<String, Vec<&Font>> = BTreeMap::new();
        let mut book = FontBook::new();
        for font in &fonts {
            let family = family(font);
            book.push(FontInfo { family: family.clone(), ..font.info().clone() });
            families.entry(family.clone()).or_default().push(font);
            if !order.contains(&family) {
                order.push(family);
            }
        }
        let characters = |family: String| {
            let common = Characters::common(&families[&family]);
            (family, common)
        };
        let coverage = order.into_iter().map(characters).collect();
        Self { book: LazyHash::new(book), fonts, coverage }
    }

    /// The names of the families.
    pub(crate) fn families(&self) -> impl Iterator<Item = &str> {
        self.coverage.iter().map(|(name, _)| name.as_str())
    }

    /// For each family, the characters that all of its faces can print.
    pub(crate) fn coverage(&self) -> impl Iterator<Item = &Characters> {
        self.coverage.iter().map(|(_, characters)| characters)
    }
}

/// The family of a face. Old programs only know four faces per family, so a file may give them another family name (`IBM Plex Sans SmBld`).
/// Then the designer's family name is a separate entry (OpenType, `name`, 16).
fn family(font: &Font) -> String {
    let Ok(face) = ttf_parser::Face::parse(font.data(), font.index()) else { return font.info().family.clone() };
    let names = face.names();
    let typographic = names.into_iter().find(|name| name.name_id == TYPOGRAPHIC_FAMILY && name.is_unicode());
    typographic.and_then(|name| name.to_string()).unwrap_or_else(|| font.info().family.clone())
}

impl fmt::Debug for Fonts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_list().entries(self.families()).finish()
    }
}

/// A set of characters, one bit each.
pub struct Characters(Vec<u64>);

impl Characters {
    /// The characters that all of `faces` can print.
    fn common(faces: &[&Font]) -> Self {
        let mut words = vec![u64::MAX; char::MAX as usize / 64 + 1];
        for face in faces {
            let mut own = vec![0; words.len()];
            for code in face.info().coverage.iter() {
                own[code as usize / 64] |= 1 << (code % 64);
            }
            words.iter_mut().zip(own).for_each(|(word, own)| *word &= own);
        }
        Self(words)
    }

    /// Whether the set contains the character.
    pub fn contains(&self, character: char) -> bool {
        let code = character as usize;
        self.0[code / 64] >> (code % 64) & 1 == 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faces_of_all_weights_belong_to_their_family() {
        let fonts = Fonts::built_in();
        assert_eq!(fonts.families().collect::<Vec<_>>(), ["Vollkorn", "IBM Plex Sans"]);
        for file in &EMBEDDED {
            let faces: Vec<u16> = fonts
                .book
                .select_family(&file.family.to_lowercase())
                .map(|at| fonts.book.info(at).unwrap().variant.weight.to_number())
                .collect();
            assert!(faces.contains(&file.weight), "{}: {faces:?}", file.name);
        }
    }
}
