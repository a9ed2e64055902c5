//! In: the bytes of a ZIP archive. Out: the captures in it, if it is a kind of file that is read; else what is in it and what can be done.
//!
//! Invariant: tells a kind by the content of the archive, never by the name of the file. An archive of an unknown kind is not unpacked.

mod collection;
mod list;
mod page;

use super::archive::{self, Archive, Fault};
use super::office::{docx, odt};
use super::opened::{Refused, result};
use super::{FileRead, Form, UnreadReason, epub};

/// A kind of file that is a ZIP archive.
struct Kind {
    /// Whether an archive is of this kind.
    is: fn(&mut Archive) -> bool,
    /// Reads it. The name of the file and the address of its page, if known, come with it.
    read: fn(&mut Archive, &str, Option<&str>) -> FileRead,
}

/// The kinds, in the order in which they are asked for. A new one is a line here.
const KINDS: [Kind; 6] = [
    Kind {
        is: |archive| is_declared(archive, &[epub::TYPE]) || archive.has(epub::CONTAINER),
        read: |archive, path, address| result(epub::read(archive), path, Form::Epub, address),
    },
    Kind {
        is: |archive| is_declared(archive, &odt::TYPES),
        read: |archive, path, address| result(odt::read(archive), path, Form::Document, address),
    },
    Kind {
        is: docx::is_document,
        read: |archive, path, address| result(docx::read(archive), path, Form::Document, address),
    },
    Kind { is: collection::is_collection, read: collection::read },
    Kind { is: list::is_list, read: |archive, path, _| list::read(archive, path) },
    Kind { is: page::is_page, read: page::read },
];

/// The file with the type of an archive (EPUB OCF 3.3, 4.3; ODF 1.3 part 2, 3.3), and the most bytes of a type.
const TYPE: &str = "mimetype";
const TYPE_BYTES: u64 = 256;

/// The most files in an archive of an unknown kind that are named. Set by hand for one or two lines of a terminal.
const MOST_NAMED: usize = 5;

/// Reads an archive. `None` if the bytes are none.
pub(crate) fn read(path: &str, bytes: &[u8], address: Option<&str>) -> Option<FileRead> {
    if !archive::is_archive(bytes) && !page::unpacks_itself(bytes) {
        return None;
    }
    let mut archive = match Archive::open(bytes) {
        Ok(archive) => archive,
        Err(fault) => return Some(damaged(&fault).read(path)),
    };
    let kind = KINDS.iter().find(|kind| (kind.is)(&mut archive));
    Some(match kind {
        Some(kind) => (kind.read)(&mut archive, path, address),
        None => unknown(&archive).read(path),
    })
}

/// Whether an archive says that it is of one of these types.
fn is_declared(archive: &mut Archive, types: &[&str]) -> bool {
    let said = archive.read(TYPE, TYPE_BYTES).unwrap_or_default();
    types.iter().any(|kind| said.trim_ascii() == kind.as_bytes())
}

fn damaged(fault: &Fault) -> Refused {
    let hint = "get the file again, or unpack it with another program";
    Refused::new(UnreadReason::NotText, format!("its archive cannot be read: {fault}"), hint)
}

/// What is told about an archive of an unknown kind.
fn unknown(archive: &Archive) -> Refused {
    let is_readable =
        |name: &&str| !Form::is_no_capture(name) && (Form::by_name(name).is_some() || name.ends_with(".txt"));
    let (all, readable) = (archive.names().count(), archive.names().filter(is_readable).count());
    let named: Vec<String> =
        archive.names().filter(is_readable).take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let problem = match readable.saturating_sub(named.len()) {
        _ if readable == 0 => format!("it is a ZIP archive of {all} files, and none of them can be read"),
        0 => format!("it is a ZIP archive of {all} files, of which {} can be read", named.join(", ")),
        more => {
            format!("it is a ZIP archive of {all} files, of which {} and {more} more can be read", named.join(", "))
        }
    };
    let hint = if readable == 0 { "leave it out" } else { "unpack it into the folder of captures" };
    Refused::new(UnreadReason::NotText, problem, hint)
}
