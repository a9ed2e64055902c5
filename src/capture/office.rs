//! In: the bytes or the text of a file that is no archive. Out: the article in it, if it is a document of a word processor: RTF, flat
//! OpenDocument, flat Open XML; or why it is not read.
//!
//! Invariant: decides by the content. No date is read, and no word is changed.

mod block;
mod document;
pub(crate) mod docx;
pub(crate) mod odt;
mod old;
mod package;
mod rtf;

use super::opened::{Opened, Refused};
use super::xml;

/// Elements that a flat document begins with, with the prefixes that programs write.
const FLAT: [&str; 2] = ["<office:document", "<pkg:package"];
/// Number of bytes at the beginning in which that element stands: before it are a declaration and comments. Set by hand.
const FLAT_HEAD: usize = 2048;

/// Reads a document that is not text. `None` if the bytes are none.
pub(crate) fn of_bytes(bytes: &[u8]) -> Option<Result<Opened, Refused>> {
    if rtf::is_rtf(bytes) {
        return Some(rtf::read(bytes));
    }
    old::is_compound(bytes).then(|| old::refused(bytes)).flatten().map(Err)
}

/// Reads a document that is one XML file. `None` if the text is none.
pub(crate) fn of_text(text: &str) -> Option<Result<Opened, Refused>> {
    let head = &text[..text.floor_char_boundary(FLAT_HEAD)];
    let may_be = text.trim_start().starts_with("<?xml") && FLAT.iter().any(|opening| head.contains(opening));
    let parsed = may_be.then(|| xml::parse(text))?;
    if odt::is_flat(&parsed.root) {
        return Some(odt::read_flat(&parsed));
    }
    docx::is_flat(&parsed.root).then(|| docx::read_flat(parsed))
}
