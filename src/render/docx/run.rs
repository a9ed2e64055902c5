//! In: a text, its look and its language. Out: a run of a paragraph.
//!
//! Invariant: a text in another language than the document says so, if its language is known.

use super::markup::Markup;
use crate::project::ProseRun;

/// The names that word processors have for languages, by their tags.
const LOCALES: &str = include_str!("locales.txt");

/// The look of a run.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Face {
    style: Option<&'static str>,
    is_bold: bool,
    is_italic: bool,
}

impl Face {
    /// With a style of characters.
    pub(super) fn styled(style: &'static str) -> Self {
        Self { style: Some(style), ..Self::default() }
    }

    pub(super) fn bold() -> Self {
        Self { is_bold: true, ..Self::default() }
    }

    /// As an editor wrote it.
    pub(super) fn written(run: &ProseRun) -> Self {
        Self { style: None, is_bold: run.strong, is_italic: run.emphasis }
    }

    /// The same with a style of characters.
    pub(super) fn with(self, style: &'static str) -> Self {
        Self { style: Some(style), ..self }
    }

    pub(super) fn italic() -> Self {
        Self { is_italic: true, ..Self::default() }
    }
}

/// Opens a paragraph.
pub(super) fn open_paragraph(markup: &mut Markup, style: &str) {
    markup.open("w:p", &[]);
    markup.open("w:pPr", &[]);
    markup.empty("w:pStyle", &[("w:val", style)]);
    markup.close("w:pPr");
}

/// A run with a text. `language` is a BCP 47 tag.
pub(super) fn text(markup: &mut Markup, look: Face, language: Option<&str>, text: &str) {
    markup.open("w:r", &[]);
    face(markup, look, language);
    markup.element("w:t", &[("xml:space", "preserve")], text);
    markup.close("w:r");
}

/// The properties of a run.
pub(super) fn face(markup: &mut Markup, face: Face, language: Option<&str>) {
    let language = language.and_then(locale);
    if face.style.is_none() && !face.is_bold && !face.is_italic && language.is_none() {
        return;
    }
    markup.open("w:rPr", &[]);
    if let Some(style) = face.style {
        markup.empty("w:rStyle", &[("w:val", style)]);
    }
    if face.is_bold {
        markup.empty("w:b", &[]);
    }
    if face.is_italic {
        markup.empty("w:i", &[]);
    }
    if let Some(language) = language {
        markup.empty("w:lang", &[("w:val", language)]);
    }
    markup.close("w:rPr");
}

/// The name of a language for word processors. `None` if it is unknown, or has a tag for local use (ISO 639-2, `qaa` to `qtz`).
pub(super) fn locale(tag: &str) -> Option<&str> {
    let known = LOCALES.lines().filter_map(|line| line.split_once(' ')).find(|(own, _)| *own == tag);
    let is_local = tag.len() == 3 && ("qaa"..="qtz").contains(&tag);
    let is_tag = !tag.is_empty() && tag.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    known.map(|(_, locale)| locale).or_else(|| (is_tag && !is_local && tag != "und").then_some(tag))
}

#[cfg(test)]
mod tests {
    use super::locale;
    use crate::language::Language;

    #[test]
    fn every_language_of_pages_has_a_name() {
        for language in Language::READ {
            let name = locale(language.tag()).unwrap();
            assert!(name.starts_with(language.tag()) && name.len() == "uk-UA".len(), "{name}");
        }
        assert_eq!((locale("spa"), locale("und"), locale("qqq"), locale("a\"b")), (Some("spa"), None, None, None));
    }
}
