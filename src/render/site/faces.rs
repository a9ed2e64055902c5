//! In: nothing. Out: the fonts of a site as files, and the style that names them.
//!
//! All editions share the files in the site's folder. A page without them has the reader's own fonts.
//!
//! Invariant: no font comes without its licence.

use crate::render::fonts::{FontFile, LICENCES, WEB};

/// The folder of the fonts in that of the site.
const FOLDER: &str = "fonts";

/// The fonts and their licences, by name.
pub(crate) fn files() -> impl Iterator<Item = (String, Vec<u8>)> {
    let fonts = WEB.iter().map(|face| (face.name, face.bytes));
    let licences = LICENCES.iter().map(|(name, text)| (*name, text.as_bytes()));
    fonts.chain(licences).map(|(name, bytes)| (format!("{FOLDER}/{name}"), bytes.to_vec()))
}

/// The beginning of a style sheet. Its folder lies `depth` folders below that of the site.
pub(crate) fn stylesheet(depth: usize) -> String {
    let up = "../".repeat(depth);
    WEB.iter().map(|face| rule(face, &up)).collect()
}

fn rule(face: &FontFile, up: &str) -> String {
    let style = if face.is_italic { "italic" } else { "normal" };
    format!(
        "@font-face {{\n  font-family: \"{}\";\n  font-weight: {};\n  font-style: {style};\n  font-display: swap;\n  \
         src: url({up}{FOLDER}/{}) format(\"woff2\");\n}}\n",
        face.family, face.weight, face.name
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_font_is_named_has_its_licence_and_no_reserved_name() {
        let style = stylesheet(1);
        let fonts: Vec<(String, Vec<u8>)> = files().filter(|(name, _)| name.ends_with(".woff2")).collect();
        assert_eq!(fonts.len(), WEB.len());
        for (name, bytes) in &fonts {
            assert!(style.contains(&format!("url(../{name})")) && bytes.starts_with(b"wOF2"), "{name}");
            assert!(!name.contains("Plex") && !style.contains("Plex"), "{name}");
        }
        assert_eq!(files().count() - fonts.len(), LICENCES.len());
    }
}
