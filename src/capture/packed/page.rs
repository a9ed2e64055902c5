//! In: a ZIP archive in which a program saved one page: SingleFile's, also as a page that unpacks itself, and WebScrapBook's. Out: its capture.
//!
//! Invariant: reads the page at the root and its pictures. Frames, scripts and styles are not read.

use crate::capture::archive::{Archive, Fault};
use crate::capture::opened::Refused;
use crate::capture::pictures::{Part, names_on_page, take_saved};
use crate::capture::{FileRead, Form, UnreadReason, decode, json, read_page, with_line_feeds};
use crate::limits::{MIB, PICTURE_BYTES, PICTURES_OF_PAGE};

/// The page.
const PAGE: &str = "index.html";
/// What SingleFile writes about the page: the address of each of its files.
const MANIFEST: &str = "manifest.json";
/// The most bytes of either. The largest pages of news have a tenth of it. Set by hand.
const LARGEST: u64 = 32 * MIB;
/// The attribute by which SingleFile marks pages that unpack themselves, and the number of bytes at the start in which it stands.
const MARK: &[u8] = b" data-sfz";
const HEAD: usize = 1024;

/// Whether bytes are a page that unpacks itself: an archive with a script in front of it.
pub(super) fn unpacks_itself(bytes: &[u8]) -> bool {
    let head = bytes.get(..HEAD.min(bytes.len())).unwrap_or_default();
    head.trim_ascii_start().starts_with(b"<") && head.windows(MARK.len()).any(|window| window == MARK)
}

/// Whether an archive has one page. Pages of frames are in folders. A whole site has several pages, and is none.
pub(super) fn is_page(archive: &mut Archive) -> bool {
    let is_other = |name: &str| !name.contains('/') && name != PAGE && Form::by_name(name) == Some(Form::Html);
    archive.has(PAGE) && !archive.names().any(is_other)
}

/// Reads the page.
pub(super) fn read(archive: &mut Archive, path: &str, address: Option<&str>) -> FileRead {
    let bytes = match archive.read(PAGE, LARGEST) {
        Ok(bytes) => bytes,
        Err(fault) => return refused(&fault).read(path),
    };
    let Some(source) = decode::decode(&bytes) else {
        return refused(&Fault::Broken(format!("`{PAGE}` is not text"))).read(path);
    };
    let mut read = read_page(path, Form::Html, with_line_feeds(source), &bytes, address);
    for capture in read.value.iter_mut().flatten() {
        let parts = pictures(archive, &names_on_page(capture));
        take_saved(capture, &parts);
    }
    read
}

/// The files of the archive to which a page refers, each with its address on the web if the archive says it.
fn pictures(archive: &mut Archive, names: &[String]) -> Vec<Part> {
    let manifest = archive.read(MANIFEST, LARGEST).ok().and_then(|bytes| decode::decode(&bytes)).unwrap_or_default();
    let manifest = json::values(&manifest).0.into_iter().next().unwrap_or_default();
    let mut parts = Vec::new();
    for name in names.iter().take(PICTURES_OF_PAGE) {
        if let Ok(bytes) = archive.read(name, PICTURE_BYTES) {
            let address = manifest.get("resources").and_then(|all| all.get(name)?.as_str()).map(str::to_owned);
            parts.push(Part { names: std::iter::once(name.clone()).chain(address).collect(), bytes });
        }
    }
    parts
}

fn refused(fault: &Fault) -> Refused {
    let hint = match fault {
        Fault::Locked(_) => "save the page without a password",
        _ => "save the page again",
    };
    Refused::new(UnreadReason::NotText, format!("the page in it cannot be read: {fault}"), hint)
}
