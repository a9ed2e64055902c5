//! In: nothing. Out: the font files that the program brings along, and their licences.
//!
//! Invariant: no family without its licence.

/// The file of one face.
#[derive(Debug)]
pub struct FontFile {
    pub family: &'static str,
    pub name: &'static str,
    pub weight: u16,
    pub is_italic: bool,
    pub bytes: &'static [u8],
}

/// The file of a family's face, by its name without ending.
macro_rules! face {
    ($family:literal, $folder:literal, $name:literal, $weight:literal, $is_italic:literal) => {
        FontFile {
            family: $family,
            name: concat!($name, ".ttf"),
            weight: $weight,
            is_italic: $is_italic,
            bytes: include_bytes!(concat!("../../fonts/", $folder, "/", $name, ".ttf")),
        }
    };
}

/// The faces that the program brings along.
pub static EMBEDDED: [FontFile; 7] = [
    face!("Vollkorn", "vollkorn", "Vollkorn-Regular", 400, false),
    face!("Vollkorn", "vollkorn", "Vollkorn-Italic", 400, true),
    face!("Vollkorn", "vollkorn", "Vollkorn-SemiBold", 600, false),
    face!("Vollkorn", "vollkorn", "Vollkorn-Bold", 700, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-Regular", 400, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-Medium", 500, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-SemiBold", 600, false),
];

/// The licences of the families, by the names that their files may have side by side.
pub const LICENCES: [(&str, &str); 2] = [
    ("Vollkorn-OFL.txt", include_str!("../../fonts/vollkorn/OFL.txt")),
    ("IBMPlexSans-LICENSE.txt", include_str!("../../fonts/ibm-plex-sans/LICENSE.txt")),
];
