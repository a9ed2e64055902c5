//! In: nothing. Out: the embedded fonts, with what each family can print.
//!
//! Invariant: the machine's own fonts are never looked at.

use std::sync::LazyLock;

use typst::foundations::Bytes;
use typst::text::{Font, FontBook};
use typst::utils::LazyHash;

/// The files of one family, and the characters that all of them hold.
struct Family {
    files: &'static [&'static [u8]],
}

const FAMILIES: [Family; 2] = [
    Family {
        files: &[
            include_bytes!("../../../fonts/vollkorn/Vollkorn-Regular.ttf"),
            include_bytes!("../../../fonts/vollkorn/Vollkorn-Italic.ttf"),
            include_bytes!("../../../fonts/vollkorn/Vollkorn-SemiBold.ttf"),
            include_bytes!("../../../fonts/vollkorn/Vollkorn-Bold.ttf"),
        ],
    },
    Family {
        files: &[
            include_bytes!("../../../fonts/ibm-plex-sans/IBMPlexSans-Regular.ttf"),
            include_bytes!("../../../fonts/ibm-plex-sans/IBMPlexSans-Medium.ttf"),
            include_bytes!("../../../fonts/ibm-plex-sans/IBMPlexSans-SemiBold.ttf"),
        ],
    },
];

/// The fonts of the program.
pub struct Fonts {
    pub book: LazyHash<FontBook>,
    pub fonts: Vec<Font>,
    /// For each family, the characters that every one of its files can print.
    pub coverage: Vec<Characters>,
}

/// The fonts, read once.
pub static FONTS: LazyLock<Fonts> = LazyLock::new(|| {
    let mut fonts = Vec::new();
    let mut coverage = Vec::new();
    for family in &FAMILIES {
        let faces: Vec<Font> = family.files.iter().flat_map(|&file| Font::iter(Bytes::new(file))).collect();
        coverage.push(Characters::common(&faces));
        fonts.extend(faces);
    }
    Fonts { book: LazyHash::new(FontBook::from_fonts(&fonts)), fonts, coverage }
});

/// A set of characters, one bit each.
pub struct Characters(Vec<u64>);

impl Characters {
    /// The characters that every one of `faces` can print.
    fn common(faces: &[Font]) -> Self {
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

    /// Whether the character is one of them.
    pub fn contains(&self, character: char) -> bool {
        let code = character as usize;
        self.0[code / 64] >> (code % 64) & 1 == 1
    }
}
