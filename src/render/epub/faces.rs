//! In: nothing. Out: the program's fonts as files of a book, and the style that uses them.
//!
//! Invariant: no font comes without its licence.

use crate::render::fonts::{EMBEDDED, FontFile, LICENCES};

/// The faces that the book's style uses. Its labels are bold; the semibold face serves as their bold.
const NAMES: [&str; 5] = [
    "Vollkorn-Regular.ttf",
    "Vollkorn-Italic.ttf",
    "Vollkorn-Bold.ttf",
    "IBMPlexSans-Regular.ttf",
    "IBMPlexSans-SemiBold.ttf",
];
/// The rest of the style sheet.
const FAMILIES: &str = "body {\n  font-family: Vollkorn, serif;\n}\n\
    .kicker, .when, .marking, th, nav .day, .events .day {\n  font-family: \"IBM Plex Sans\", sans-serif !important;\n}\n";

fn faces() -> impl Iterator<Item = &'static FontFile> {
    EMBEDDED.iter().filter(|face| NAMES.contains(&face.name))
}

/// The path, the bytes and the media type of each file.
pub fn files() -> impl Iterator<Item = (String, &'static [u8], &'static str)> {
    let fonts = faces().map(|face| (face.name, face.bytes, "font/ttf"));
    let licences = LICENCES.iter().map(|(name, text)| (*name, text.as_bytes(), "text/plain"));
    fonts.chain(licences).map(|(name, bytes, media_type)| (format!("fonts/{name}"), bytes, media_type))
}

/// The beginning of the book's style: the faces and the elements that use them.
pub fn stylesheet() -> String {
    faces().map(rule).chain([FAMILIES.to_owned()]).collect()
}

fn rule(face: &FontFile) -> String {
    // The boldest face of a family serves as its bold face.
    let weight = if face.weight > 400 { "bold" } else { "normal" };
    let style = if face.is_italic { "italic" } else { "normal" };
    format!(
        "@font-face {{\n  font-family: \"{}\";\n  font-weight: {weight};\n  font-style: {style};\n  src: url(fonts/{});\n}}\n",
        face.family, face.name
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_face_that_is_named_is_there() {
        assert_eq!(faces().count(), NAMES.len());
        assert!(files().all(|(path, _, _)| path.ends_with(".txt") || stylesheet().contains(&path)));
    }
}
