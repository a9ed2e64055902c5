//! In: the bytes of an e-book. Out: its files by their full names, and where the archive differs from those that litopys writes.
//!
//! Programs find the files of an archive in different ways: by the list at the end, or by the header before each file. If two files have
//! the same name, some programs take the first and some the last. So there must be only one way to read this archive: the files follow each
//! other without gaps, each name appears once, each header agrees with the list, and there is nothing before, between or after them.
//!
//! Invariant: unpacks no more than the budget allows. Besides that, reads each byte of an archive once.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use zip::ZipArchive;

use super::damaged;
use crate::verify::budget::Budget;
use crate::verify::{Found, VerifyError, What};

/// The files of a book by their full names.
pub(crate) type Files = BTreeMap<String, Vec<u8>>;

/// The type of the archive. It comes first and uncompressed (EPUB OCF, 4.3).
pub(crate) const TYPE: (&str, &[u8]) = ("mimetype", b"application/epub+zip");

/// The place of failures that concern the whole archive.
const ARCHIVE: &str = "the archive";

/// Lengths and signatures from APPNOTE.TXT 6.3.10: the header of a file (4.3.7), its entry in the list (4.3.12), the end (4.3.16).
const HEAD: (usize, &[u8]) = (30, b"PK\x03\x04");
const LISTED: (usize, &[u8]) = (46, b"PK\x01\x02");
const END: (usize, &[u8]) = (22, b"PK\x05\x06");
/// The flag for names in UTF-8 (APPNOTE.TXT 6.3.10, 4.4.4); no other may be set. The two methods (4.4.5).
const UTF_8: usize = 1 << 11;
const STORED: usize = 0;
const DEFLATED: usize = 8;

/// All files of a book. Problems of the archive are added to `found`.
///
/// # Errors
/// The bytes are not an archive, a file in it cannot be read, or it unpacks to more than the limit.
pub(crate) fn read(book: &[u8], found: &mut Found) -> Result<Files, VerifyError> {
    if let Err(problem) = whole(book) {
        found.add(What::Print, ARCHIVE, problem);
    }
    unpacked(book, |_| true)
}

/// The files of a book that `wanted` selects.
///
/// # Errors
/// As for [`read`].
pub(crate) fn unpacked(book: &[u8], wanted: impl Fn(&str) -> bool) -> Result<Files, VerifyError> {
    let mut archive = ZipArchive::new(Cursor::new(book)).map_err(damaged)?;
    let (mut files, budget) = (Files::new(), Budget::whole());
    for index in 0..archive.len() {
        let file = archive.by_index(index).map_err(damaged)?;
        let name = file.name().to_owned();
        if wanted(&name) {
            let mut bytes = Vec::new();
            budget.read(file, &mut bytes)?.map_err(damaged)?;
            files.insert(name, bytes);
        }
    }
    Ok(files)
}

/// Checks that there is only one way to read an archive.
fn whole(book: &[u8]) -> Result<(), String> {
    let end = book.len().checked_sub(END.0).and_then(|at| Record::at(book, at, END));
    let end = end.ok_or("something follows its end, or the end is missing")?;
    let (count, size, from) = (end.short(10), end.long(12), end.long(16));
    let is_alone = [end.short(4), end.short(6), end.short(20)] == [0; 3] && end.short(8) == count;
    if !is_alone || from.checked_add(size) != Some(end.at) {
        return Err("its end does not agree with its content".to_owned());
    }
    let (mut names, mut listed, mut file) = (BTreeSet::new(), from, 0);
    for number in 0..count {
        let entry = Record::at(book, listed, LISTED).ok_or("its list is shorter than it says")?;
        let name = entry.text(LISTED.0, entry.short(28)).ok_or("a name in it is not text")?;
        // A file system that ignores case would keep only one of two such files.
        if !names.insert(name.to_lowercase()) {
            return Err(format!("`{name}` is in it twice"));
        }
        if [entry.short(30), entry.short(32), entry.short(34)] != [0; 3] || entry.long(42) != file {
            return Err(format!("its list says too much about `{name}`, or gives another position"));
        }
        file = behind(book, file, &entry, name)?;
        if number == 0 && (name != TYPE.0 || entry.short(10) != STORED) {
            return Err(format!("`{}` is not its first file, uncompressed", TYPE.0));
        }
        listed = listed.saturating_add(LISTED.0).saturating_add(name.len());
    }
    let ends = (file, listed) == (from, end.at);
    ends.then_some(()).ok_or_else(|| "it contains something that its list does not name".to_owned())
}

/// The position after a file whose header agrees with the list.
fn behind(book: &[u8], at: usize, entry: &Record, name: &str) -> Result<usize, String> {
    let differs = || format!("the header of `{name}` does not agree with the list");
    let head = Record::at(book, at, HEAD).ok_or_else(differs)?;
    let own = [head.short(6), head.short(8), head.long(14), head.long(18), head.long(22), head.short(26)];
    let listed = [entry.short(8), entry.short(10), entry.long(16), entry.long(20), entry.long(24), entry.short(28)];
    let is_plain = matches!(own[0], 0 | UTF_8) && matches!(own[1], STORED | DEFLATED) && head.short(28) == 0;
    if own != listed || !is_plain || head.text(HEAD.0, name.len()) != Some(name) {
        return Err(differs());
    }
    at.checked_add(HEAD.0).and_then(|at| at.checked_add(name.len())?.checked_add(own[3])).ok_or_else(differs)
}

/// A record of an archive. It begins with a signature.
struct Record<'a> {
    at: usize,
    bytes: &'a [u8],
}

impl<'a> Record<'a> {
    fn at(book: &'a [u8], at: usize, (length, mark): (usize, &[u8])) -> Option<Self> {
        let bytes = book.get(at..)?;
        (bytes.len() >= length && bytes.starts_with(mark)).then_some(Self { at, bytes })
    }

    /// A number of several bytes, the lowest first.
    fn number(&self, from: usize, bytes: usize) -> usize {
        let own = self.bytes.iter().skip(from).take(bytes);
        own.rev().fold(0, |number, &byte| number << 8 | usize::from(byte))
    }

    fn short(&self, from: usize) -> usize {
        self.number(from, 2)
    }

    fn long(&self, from: usize) -> usize {
        self.number(from, 4)
    }

    fn text(&self, from: usize, length: usize) -> Option<&'a str> {
        std::str::from_utf8(self.bytes.get(from..from.checked_add(length)?)?).ok()
    }
}
