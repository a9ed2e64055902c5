//! In: a page that Safari saved as a web archive: a binary property list with the page and what it loaded. Out: its capture.
//!
//! Invariant: reads the page and the pictures that it refers to. Frames are not read.

use std::io::Cursor;

use plist::{Dictionary, Value};

use super::opened::Refused;
use super::pictures::{self, Part};
use super::{FileRead, Form, UnreadReason, decode, read_page, with_line_feeds};
use crate::limits::PICTURES_OF_PAGE;

/// The first bytes of a binary property list.
const MAGIC: &[u8] = b"bplist00";
/// The page, and the other files.
const PAGE: &str = "WebMainResource";
const OTHERS: &str = "WebSubresources";

/// Reads a web archive. `None` if the bytes are no property list.
pub(super) fn read(path: &str, bytes: &[u8], address: Option<&str>) -> Option<FileRead> {
    if !bytes.starts_with(MAGIC) {
        return None;
    }
    let list = Value::from_reader(Cursor::new(bytes)).ok();
    let list = list.as_ref().and_then(Value::as_dictionary);
    let Some(page) = list.and_then(|list| list.get(PAGE)).and_then(Value::as_dictionary) else {
        let hint = "save the page again, or leave it out";
        return Some(Refused::new(UnreadReason::NotText, "it is a property list without a page", hint).read(path));
    };
    let markup = data(page);
    let charset = page.get("WebResourceTextEncodingName").and_then(Value::as_string);
    let Some(source) = decode::declared_as(markup, charset) else {
        return Some(
            Refused::new(UnreadReason::NotText, "the page in it is not text", "save the page again").read(path),
        );
    };
    let own = url(page).filter(|url| url.starts_with("http"));
    let mut read =
        read_page(path, Form::Html, with_line_feeds(source), markup, address.filter(|said| !said.is_empty()).or(own));
    let others = list.and_then(|list| list.get(OTHERS)).and_then(Value::as_array).into_iter().flatten();
    let others = others.filter_map(Value::as_dictionary).take(PICTURES_OF_PAGE);
    let part = |other: &Dictionary| Part {
        names: url(other).map(str::to_owned).into_iter().collect(),
        bytes: data(other).to_vec(),
    };
    let parts: Vec<Part> = others.map(part).collect();
    for capture in read.value.iter_mut().flatten() {
        pictures::take_saved(capture, &parts);
    }
    Some(read)
}

fn data(resource: &Dictionary) -> &[u8] {
    resource.get("WebResourceData").and_then(Value::as_data).unwrap_or_default()
}

fn url(resource: &Dictionary) -> Option<&str> {
    resource.get("WebResourceURL").and_then(Value::as_string)
}
