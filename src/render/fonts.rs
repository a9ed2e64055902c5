//! In: nothing. Out: the font files in the program, and their licences.
//!
//! Invariant: no family comes without its licence.

/// The file of one face.
#[derive(Debug)]
pub(crate) struct FontFile {
    /// The family.
    pub family: &'static str,
    /// The file name.
    pub name: &'static str,
    /// The weight: 400 is regular, 700 bold.
    pub weight: u16,
    /// Whether the face is italic.
    pub is_italic: bool,
    /// The content of the file.
    pub bytes: &'static [u8],
}

/// The file of a family's face, by its name without extension.
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

/// The faces in the program.
pub(crate) static EMBEDDED: [FontFile; 7] = [
    face!("Vollkorn", "vollkorn", "Vollkorn-Regular", 400, false),
    face!("Vollkorn", "vollkorn", "Vollkorn-Italic", 400, true),
    face!("Vollkorn", "vollkorn", "Vollkorn-SemiBold", 600, false),
    face!("Vollkorn", "vollkorn", "Vollkorn-Bold", 700, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-Regular", 400, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-Medium", 500, false),
    face!("IBM Plex Sans", "ibm-plex-sans", "IBMPlexSans-SemiBold", 600, false),
];

/// The file of a face for the pages of a site: a subset, under a name that the licence allows (`fonts/web.py`).
macro_rules! web_face {
    ($family:literal, $folder:literal, $name:literal, $weight:literal, $is_italic:literal) => {
        FontFile {
            family: $family,
            name: concat!($name, ".woff2"),
            weight: $weight,
            is_italic: $is_italic,
            bytes: include_bytes!(concat!("../../fonts/", $folder, "/", $name, ".woff2")),
        }
    };
}

/// The faces of a site.
pub(crate) static WEB: [FontFile; 5] = [
    web_face!("Vollkorn", "vollkorn", "Vollkorn-Regular", 400, false),
    web_face!("Vollkorn", "vollkorn", "Vollkorn-Italic", 400, true),
    web_face!("Vollkorn", "vollkorn", "Vollkorn-Bold", 700, false),
    web_face!("Litopys Sans", "ibm-plex-sans", "LitopysSans-Regular", 400, false),
    web_face!("Litopys Sans", "ibm-plex-sans", "LitopysSans-SemiBold", 600, false),
];

/// The licences of the families, under names that allow their files to be in one folder.
pub(crate) const LICENCES: [(&str, &str); 2] = [
    ("Vollkorn-OFL.txt", include_str!("../../fonts/vollkorn/OFL.txt")),
    ("IBMPlexSans-LICENSE.txt", include_str!("../../fonts/ibm-plex-sans/LICENSE.txt")),
];
