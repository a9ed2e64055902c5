//! In: an edition, its pictures and a layout. Out: the edition as one page for browsers, which needs nothing beside it.
//!
//! The parts of the page are the files of the book, from the same templates. Their headings stand one level lower: the title is the only
//! heading of the first level.
//!
//! Invariant: the page has no script and asks no host for anything. An identifier stands once on it. The same edition gives the same bytes.

use std::collections::BTreeMap;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use minijinja::context;
use minijinja::value::{Serde, Value};
use sha2::{Digest, Sha256};

use super::epub::EpubError;
use super::epub::book::{Book, Holds};
use super::epub::press::Press;
use super::epub::{shrink, untitled};
use super::{LayoutFiles, Medium, Pictures, site, stack};
use crate::edition::Edition;

/// The template of the page around its parts, and the style sheet that it has beside that of the site.
const FRAME: &str = "page.xhtml";
const STYLESHEET: &str = "page.css";
/// The levels of headings that the parts have, the lowest first.
const LEVELS: [u8; 4] = [4, 3, 2, 1];

/// The page of an edition whose texts are typeset (`typography::typeset`). A picture of the edition that is not among `pictures` is left out.
///
/// # Errors
/// [`EpubError`]. The built-in layout can always be used.
pub fn render(edition: &Edition, pictures: &Pictures, layout: &LayoutFiles) -> Result<Vec<u8>, EpubError> {
    stack::deep(|| {
        let edition = &*pictures.within(edition);
        let edition = &*untitled::visible(edition);
        let book = Book::new(edition, Medium::Page);
        let press = Press::new(edition, &book, &[], layout)?.showing(shown(edition, pictures)?);
        let (mut title, mut parts) = (String::new(), Vec::new());
        for document in &book.documents {
            let text = press.document(document, context! {})?;
            match document.holds {
                Holds::TitlePage => title = text,
                _ => parts.push(Value::from_safe_string(lowered(text))),
            }
        }
        let style = style(edition, layout)?;
        let page = context! {
            words => Serde(&edition.language.lexicon().site),
            contents => Serde(&press.contents.entries),
            first => Medium::Page.file(Medium::Page.first()),
            digest => Value::from_safe_string(STANDARD.encode(Sha256::digest(&style))),
            style => Value::from_safe_string(style),
            title => Value::from_safe_string(title),
            parts,
        };
        Ok(press.fill(FRAME, "briefing.html", context! { page })?.into_bytes())
    })
}

/// The built-in layout.
pub fn layout() -> LayoutFiles {
    LayoutFiles::built_in(LayoutFiles::PAGE).unwrap_or_else(|| LayoutFiles::standing(LayoutFiles::PAGE))
}

/// Both style sheets, with the project's colour.
fn style(edition: &Edition, layout: &LayoutFiles) -> Result<String, EpubError> {
    let own = layout.text(STYLESHEET).ok_or_else(|| EpubError::LayoutFile(layout.path(STYLESHEET)))?;
    let common = site::style(edition, layout)?;
    // Browsers read each line end as one character before they compare the digest.
    Ok(format!("\n{common}{own}").replace("\r\n", "\n").replace('\r', "\n"))
}

/// The pictures of the events as addresses that hold them, by the names that the edition gives them.
fn shown(edition: &Edition, pictures: &Pictures) -> Result<BTreeMap<String, String>, EpubError> {
    let held: BTreeMap<&str, &[u8]> = pictures.iter().collect();
    let mut shown = BTreeMap::new();
    for picture in shrink::shown(edition) {
        let Some(held) = held.get(picture.name.as_str()).filter(|_| !shown.contains_key(&picture.name)) else {
            continue;
        };
        let bytes = shrink::bytes(picture.media_type, (picture.width, picture.height), held);
        let bytes = bytes.ok_or_else(|| EpubError::Picture(picture.name.clone()))?;
        let address = format!("data:{};base64,{}", shrink::media_type(picture).name(), STANDARD.encode(bytes));
        shown.insert(picture.name.clone(), address);
    }
    Ok(shown)
}

/// A part with each heading one level lower. Texts of an edition are escaped, so that only tags match.
fn lowered(part: String) -> String {
    LEVELS.iter().fold(part, |part, level| {
        let (lower, level) = (format!("h{}", level + 1), format!("h{level}"));
        part.replace(&format!("<{level}>"), &format!("<{lower}>"))
            .replace(&format!("<{level} "), &format!("<{lower} "))
            .replace(&format!("</{level}>"), &format!("</{lower}>"))
    })
}

#[cfg(test)]
mod tests {
    use super::lowered;

    #[test]
    fn headings_of_parts_are_one_level_lower() {
        let part = "<h1 id=\"a\">A</h1><h2>B</h2><header>&lt;h1&gt;</header><h3>C</h3>".to_owned();
        assert_eq!(lowered(part), "<h2 id=\"a\">A</h2><h3>B</h3><header>&lt;h1&gt;</header><h4>C</h4>");
    }
}
