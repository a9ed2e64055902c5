//! In: the bytes of a drawing. Out: its text, after checking that parsing costs no more than its size.
//!
//! Invariant: an entity stands for a short text without references, so texts grow by no more than a limit.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::GzDecoder;
use roxmltree::{Document, ParsingOptions};

use super::Excess;
use crate::capture::gzip;
use crate::capture::picture::Fault;
use crate::limits;

/// The beginning of an entity declaration (XML 1.0, 4.2).
const ENTITY: &str = "<!ENTITY";
/// Maximum length of an entity's text. Illustrator uses entities for namespaces, which are addresses. Set by hand.
const LONGEST: usize = 1024;

/// The bytes of a drawing as text, unpacked if they are compressed.
pub(crate) fn text(bytes: &[u8]) -> Result<Cow<'_, str>, Excess> {
    let broken = || Excess::Broken("its text is not UTF-8".to_owned());
    if !gzip::is_packed(bytes) {
        return std::str::from_utf8(bytes).map(Cow::Borrowed).map_err(|_| broken());
    }
    let mut unpacked = Vec::new();
    let most = limits::PICTURE_BYTES;
    let read = GzDecoder::new(bytes).take(most.saturating_add(1)).read_to_end(&mut unpacked);
    read.map_err(|error| Excess::Broken(error.to_string()))?;
    if unpacked.len() as u64 > most {
        return Err(Excess::Picture(Fault::UnpacksTooLarge));
    }
    String::from_utf8(unpacked).map(Cow::Owned).map_err(|_| broken())
}

/// The elements of a drawing.
pub(crate) fn parse(text: &str) -> Result<Document<'_>, Excess> {
    check_entities(text)?;
    check_attributes(text)?;
    let options = ParsingOptions { allow_dtd: true, nodes_limit: limits::DRAWING_NODES, ..ParsingOptions::default() };
    Document::parse_with_options(text, options).map_err(|error| match error {
        roxmltree::Error::NodesLimitReached => Excess::TooManyElements,
        error => Excess::Broken(error.to_string()),
    })
}

/// Checks that every declared entity is short and without references, and that entities are not used so often that the text grows too
/// large.
fn check_entities(text: &str) -> Result<(), Excess> {
    let mut declarations = text.split(ENTITY).skip(1).peekable();
    if declarations.peek().is_none() {
        return Ok(());
    }
    let references = text.bytes().filter(|byte| *byte == b'&').count();
    let is_small = references.saturating_mul(LONGEST) as u64 <= limits::DRAWING_DATA;
    if is_small && declarations.all(|declaration| is_short(declaration).unwrap_or_default()) {
        return Ok(());
    }
    Err(Excess::Entities)
}

/// Whether an entity declaration, from its name on, has a short text.
fn is_short(declaration: &str) -> Option<bool> {
    let (_, rest) = declaration.trim_start().split_once(|c: char| c.is_ascii_whitespace())?;
    let rest = rest.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    let value = rest.get(1..)?.split_once(quote)?.0;
    Some(value.len() <= LONGEST && !value.contains(['&', '<', '%']))
}

/// Parsers compare each attribute of an element with all those before it.
fn check_attributes(text: &str) -> Result<(), Excess> {
    // The value of an attribute cannot contain `<`.
    let is_fine = |piece: &str| attributes(piece) <= limits::DRAWING_ATTRIBUTES;
    if text.split('<').all(is_fine) { Ok(()) } else { Err(Excess::TooManyAttributes) }
}

/// Maximum number of attributes of a tag: the number of equals signs that are followed by a quotation mark.
fn attributes(piece: &str) -> usize {
    piece.split('=').skip(1).filter(|rest| rest.trim_start().starts_with(['"', '\''])).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_short_texts() {
        let drawing = |entities: &str| format!("<!DOCTYPE svg [{entities}]><svg xmlns=\"&ns;\"/>");
        let honest = drawing("<!ENTITY ns \"http://www.w3.org/2000/svg\"> <!ENTITY other 'x'>");
        assert!(parse(&honest).is_ok());
        let long = format!("<!ENTITY ns \"{}\">", "a".repeat(2000));
        for entities in
            ["<!ENTITY a \"x\"><!ENTITY ns \"&a;&a;\">", &long, "<!ENTITY ns SYSTEM \"a\">", "<!ENTITY % ns \"a\">"]
        {
            assert_eq!(parse(&drawing(entities)).unwrap_err(), Excess::Entities, "{entities}");
        }
        let often = format!("<!DOCTYPE svg [<!ENTITY a \"x\">]><svg>{}</svg>", "&a;".repeat(20_000));
        assert_eq!(parse(&often).unwrap_err(), Excess::Entities);
    }

    #[test]
    fn attributes_are_counted() {
        let with = |count: usize| {
            let attributes: String = (0..count).map(|number| format!(" a{number}='1>2'")).collect();
            format!("<svg><g{attributes}/></svg>")
        };
        assert!(parse(&with(200)).is_ok());
        assert_eq!(parse(&with(3000)).unwrap_err(), Excess::TooManyAttributes);
        assert!(parse(&format!("<svg><desc>{}</desc></svg>", "a=b ".repeat(3000))).is_ok());
    }
}
