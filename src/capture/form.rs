//! In: a file's name and first bytes, or the user's word. Out: what form the capture has.
//!
//! Invariant: a form says how to read a file, never what is in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a capture is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Text pasted from a page, menus and all.
    Text,
    /// Saved HTML.
    Html,
    Markdown,
}

/// Endings of files that stand beside captures and are none, though some hold text.
const NO_CAPTURE: &[&str] = &[
    "7z", "avi", "avif", "bmp", "br", "bz2", "css", "csv", "db", "doc", "docx", "eot", "epub", "exe", "gif", "gz",
    "ico", "jpeg", "jpg", "js", "json", "lock", "map", "mjs", "mov", "mp3", "mp4", "odt", "ogg", "otf", "pdf", "png",
    "rar", "svg", "tar", "tif", "tiff", "toml", "ttf", "wasm", "wav", "webm", "webp", "woff", "woff2", "xls", "xlsx",
    "xz", "zip", "zst",
];

impl Form {
    /// Whether a file of this name is passed over without a look inside: a picture, an archive, a style sheet.
    pub fn is_no_capture(path: &str) -> bool {
        ending(path).is_some_and(|ending| NO_CAPTURE.contains(&ending.as_str()))
    }

    /// The form of a file, by its name's ending where the decoded text bears it out, else by the text.
    pub fn of(path: &str, text: &str) -> Self {
        match ending(path).as_deref() {
            Some("html" | "htm" | "xhtml" | "shtml") => Self::Html,
            _ if is_page(text) => Self::Html,
            Some("md" | "markdown" | "mdown" | "mkd") => Self::Markdown,
            _ => Self::Text,
        }
    }
}

fn ending(path: &str) -> Option<String> {
    let name = path.rsplit('/').next().unwrap_or(path);
    let (stem, ending) = name.rsplit_once('.')?;
    (!stem.is_empty()).then(|| ending.to_ascii_lowercase())
}

/// Whether a text is a whole HTML document: it opens with a document type or the `html` element, behind comments and an
/// XML declaration at most. A text that only talks about markup is none.
fn is_page(text: &str) -> bool {
    let mut rest = text.trim_start();
    loop {
        let end = if rest.starts_with("<!--") {
            rest.find("-->").map(|at| at + 3)
        } else if rest.starts_with("<?xml") {
            rest.find("?>").map(|at| at + 2)
        } else {
            break;
        };
        match end {
            Some(end) => rest = rest[end..].trim_start(),
            None => return false,
        }
    }
    let opens = |tag: &str| rest.get(..tag.len()).is_some_and(|head| head.eq_ignore_ascii_case(tag));
    opens("<!doctype html") || opens("<html>") || opens("<html ") || opens("<html\n") || opens("<head>")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_ending_says_the_form_unless_the_text_is_a_page() {
        for (path, text, form) in [
            ("a.txt", "Слова", Form::Text),
            ("a", "Слова", Form::Text),
            ("a.b/c", "Слова", Form::Text),
            ("a.HTM", "<p>Слова", Form::Html),
            ("a.md", "# Слова", Form::Markdown),
            ("a.txt", "  <!-- saved -->\n<!DOCTYPE HTML><p>x", Form::Html),
            ("a", "<?xml version='1.0'?><html lang='uk'>", Form::Html),
            ("a.txt", "<p>Так пишуть абзац</p>", Form::Text),
            ("a.txt", "<!-- no end", Form::Text),
            ("a.txt", "<й", Form::Text),
        ] {
            assert_eq!(Form::of(path, text), form, "{path}: {text}");
        }
    }

    #[test]
    fn pictures_and_archives_are_known_by_name() {
        assert!(Form::is_no_capture("a/photo.JPG") && Form::is_no_capture("x.tar.gz"));
        assert!(!Form::is_no_capture("a/photo") && !Form::is_no_capture("png") && !Form::is_no_capture(".css"));
    }
}
