//! In: the bytes of a ZIP archive. Out: its files by name, each unpacked when it is asked for.
//!
//! Invariant: opening costs no more than a pass over the bytes, and all files together never unpack to more than the limits. An archive in an
//! archive is not opened.

use std::io::{Cursor, Read};

use aho_corasick::AhoCorasick;
use zip::ZipArchive;
use zip::result::ZipError;

use crate::limits::MIB;

/// The first bytes of an archive: of its first file, or of its end if it has none (APPNOTE.TXT 6.3.10, 4.3.7 and 4.3.16).
const MAGIC: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];
/// What each file has in the list, what ends the list, and what ends a list with large numbers (4.3.12, 4.3.16, 4.3.14).
const SIGNATURES: [&[u8]; 3] = [b"PK\x01\x02", b"PK\x05\x06", b"PK\x06\x06"];
/// The place of the number of files in the end of a list with large numbers, from its start.
const LARGE_COUNT: std::ops::Range<usize> = 32..40;

/// The most files of an archive. Each takes about half a kilobyte of memory. A year of saved pages has fewer. Set by hand.
const MOST_FILES: usize = 50_000;
/// The most ends of lists: archives that are stored in an archive have their own. Each is a place where a reader may begin. Set by hand.
const MOST_ENDS: usize = 64;
/// The most unpacked bytes of all files that are asked for. An illustrated e-book of a year of news has less. Set by hand.
const UNPACKED: u64 = 256 * MIB;
/// Up to this many bytes, the compression ratio of a file is not checked. Set by hand.
const TRUSTED: u64 = 8 * MIB;
/// The highest compression ratio of a longer file. The text of documents has 5 to 30; the format allows 1,032. Set by hand.
const MOST_RATIO: u64 = 200;

/// An opened archive.
pub(crate) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// How many bytes may still be unpacked.
    left: u64,
}

/// Why an archive or a file in it cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Fault {
    /// There is no such file.
    #[error("`{0}` is missing")]
    Missing(String),
    /// The archive has more files than are looked at.
    #[error("it has more than {MOST_FILES} files")]
    TooMany,
    /// A file is larger than the limit, in bytes.
    #[error("`{0}` in it unpacks to more than {mib} MiB", mib = .1 / MIB)]
    TooLarge(String, u64),
    /// A file unpacks to far more than its size.
    #[error("`{0}` in it unpacks to more than {MOST_RATIO} times its size")]
    Ratio(String),
    /// All files together are too large.
    #[error("it unpacks to more than {mib} MiB", mib = UNPACKED / MIB)]
    Total,
    /// A file needs a password.
    #[error("`{0}` in it is locked with a password")]
    Locked(String),
    /// The bytes are damaged, or packed in a way that is not read.
    #[error("it is damaged: {0}")]
    Broken(String),
}

/// Whether bytes start like an archive.
pub(crate) fn is_archive(bytes: &[u8]) -> bool {
    MAGIC.iter().any(|magic| bytes.starts_with(magic))
}

impl<'a> Archive<'a> {
    /// Reads the list of an archive.
    pub(crate) fn open(bytes: &'a [u8]) -> Result<Self, Fault> {
        check(bytes)?;
        let zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| Fault::Broken(plain(&error)))?;
        Ok(Self { zip, left: UNPACKED })
    }

    /// The names of its files, without folders, in the order of its list.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        (0..self.zip.len()).filter_map(|at| self.zip.name_for_index(at)).filter(|name| !name.ends_with('/'))
    }

    /// Whether there is a file of this name.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.zip.index_for_name(name).is_some()
    }

    /// The bytes of a file that has at most `most` of them.
    pub(crate) fn read(&mut self, name: &str, most: u64) -> Result<Vec<u8>, Fault> {
        let at = self.zip.index_for_name(name).ok_or_else(|| Fault::Missing(name.to_owned()))?;
        let file = self.zip.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) => Fault::Locked(name.to_owned()),
            error => Fault::Broken(plain(&error)),
        })?;
        let by_ratio = file.compressed_size().saturating_mul(MOST_RATIO).max(TRUSTED);
        let limit = most.min(by_ratio).min(self.left);
        let mut bytes = Vec::new();
        let read = file.take(limit.saturating_add(1)).read_to_end(&mut bytes);
        let length = bytes.len() as u64;
        self.left = self.left.saturating_sub(length);
        if length > limit {
            return Err(match limit {
                limit if limit == most => Fault::TooLarge(name.to_owned(), most),
                limit if limit == by_ratio => Fault::Ratio(name.to_owned()),
                _ => Fault::Total,
            });
        }
        read.map_err(|error| Fault::Broken(error.to_string().to_lowercase()))?;
        Ok(bytes)
    }
}

/// The name of a file of an archive that a file at `path` refers to. A name that leaves the archive stays at its top.
pub(crate) fn within(path: &str, address: &str) -> String {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if address.starts_with('/') { "" } else { folder };
    let mut parts: Vec<&str> = Vec::new();
    for part in folder.split('/').chain(address.split('/')) {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    parts.join("/")
}

fn plain(error: &ZipError) -> String {
    error.to_string().to_lowercase()
}

/// Checks that no list in the bytes has too many files, before one of them is read: a reader reserves as much memory as a list claims to
/// need, and tries each end that it finds.
fn check(bytes: &[u8]) -> Result<(), Fault> {
    let signatures = AhoCorasick::new(SIGNATURES).map_err(|error| Fault::Broken(error.to_string()))?;
    let (mut files, mut ends) = (0_usize, 0_usize);
    for found in signatures.find_iter(bytes) {
        match found.pattern().as_usize() {
            0 => files = files.saturating_add(1),
            1 => ends = ends.saturating_add(1),
            _ => {
                let number = bytes.get(found.start()..).and_then(|record| record.get(LARGE_COUNT));
                let count = number.and_then(|number| number.try_into().ok()).map_or(0, u64::from_le_bytes);
                ends = ends.saturating_add(1);
                files = files.max(usize::try_from(count).unwrap_or(usize::MAX));
            }
        }
        if files > MOST_FILES || ends > MOST_ENDS {
            return Err(Fault::TooMany);
        }
    }
    Ok(())
}

#[cfg(test)]
pub(crate) mod tests {
    use std::io::Write;

    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    use super::*;

    /// An archive with these files.
    pub(crate) fn packed(files: &[(&str, &[u8])]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, bytes) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(bytes).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn files_are_read_by_name_and_folders_are_none() {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        writer.add_directory("a", SimpleFileOptions::default()).unwrap();
        writer.start_file("a/b.txt", SimpleFileOptions::default()).unwrap();
        writer.write_all(b"x").unwrap();
        let bytes = writer.finish().unwrap().into_inner();
        let mut archive = Archive::open(&bytes).unwrap();
        assert!(is_archive(&bytes) && !is_archive(b"PK\x01\x02") && !is_archive(b"text"));
        assert_eq!(archive.names().collect::<Vec<_>>(), ["a/b.txt"]);
        assert_eq!(archive.read("a/b.txt", 1), Ok(b"x".to_vec()));
        assert_eq!(archive.read("a/c.txt", 1), Err(Fault::Missing("a/c.txt".to_owned())));
    }

    #[test]
    fn names_are_found_from_where_they_are_written() {
        for (path, address, expected) in [
            ("OEBPS/text/a.xhtml", "../i/b.png", "OEBPS/i/b.png"),
            ("a.opf", "b.xhtml", "b.xhtml"),
            ("a/b.opf", "./../../../c", "c"),
            ("", "OEBPS/c", "OEBPS/c"),
            ("word/document.xml", "media/a.png", "word/media/a.png"),
            ("word/document.xml", "/word/a.xml", "word/a.xml"),
            ("word/document.xml", "media/%D0%B0.png", "word/media/%D0%B0.png"),
        ] {
            assert_eq!(within(path, address), expected);
        }
    }

    #[test]
    fn no_file_unpacks_beyond_a_limit() {
        let zeros = vec![0; 40 * MIB as usize];
        let noise: Vec<u8> = (0..3 * MIB as u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
        let bytes = packed(&[("zeros", &zeros), ("noise", &noise)]);
        let mut archive = Archive::open(&bytes).unwrap();
        assert_eq!(archive.read("zeros", 64 * MIB), Err(Fault::Ratio("zeros".to_owned())));
        assert_eq!(archive.read("zeros", 4 * MIB), Err(Fault::TooLarge("zeros".to_owned(), 4 * MIB)));
        assert_eq!(archive.read("noise", 4 * MIB).map(|bytes| bytes.len()), Ok(noise.len()));
        for _ in 0..80 {
            let _ = archive.read("noise", 4 * MIB);
        }
        assert_eq!(archive.read("noise", 4 * MIB), Err(Fault::Total));
    }

    #[test]
    fn a_list_is_counted_before_it_is_read() {
        let good = packed(&[("a", b"x")]);
        let mut large = good.clone();
        large.extend(b"PK\x06\x06");
        large.extend([0; 28]);
        large.extend(u64::MAX.to_le_bytes());
        assert_eq!(Archive::open(&large).err(), Some(Fault::TooMany));
        let many = [&good[..], &b"PK\x01\x02".repeat(MOST_FILES)].concat();
        assert_eq!(Archive::open(&many).err(), Some(Fault::TooMany));
        let ends = [&good[..], &b"PK\x05\x06".repeat(MOST_ENDS)].concat();
        assert_eq!(Archive::open(&ends).err(), Some(Fault::TooMany));
        assert!(matches!(Archive::open(&good[..20]).err(), Some(Fault::Broken(_))));
    }
}
