//! In: the bytes of a compound file (MS-CFB): what older office programs wrote, and what today's write if a document is locked. Out: why it
//! is not read, and what can be done.
//!
//! Invariant: looks for the names of its streams only. Nothing in it is opened.

use aho_corasick::AhoCorasick;

use crate::capture::UnreadReason;
use crate::capture::opened::Refused;

/// The first bytes (MS-CFB, 2.2).
const MAGIC: &[u8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";
/// The names of the streams of a locked document (MS-OFFCRYPTO, 2.3.4) and of a document of Word 97 to 2003 (MS-DOC, 2.1.1).
const STREAMS: [&str; 2] = ["EncryptedPackage", "WordDocument"];

/// Whether bytes start like a compound file.
pub(super) fn is_compound(bytes: &[u8]) -> bool {
    bytes.starts_with(MAGIC)
}

/// Why a compound file is not read. `None` if it is no document.
pub(super) fn refused(bytes: &[u8]) -> Option<Refused> {
    let wide = |name: &str| name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<u8>>();
    let names = AhoCorasick::new(STREAMS.map(wide)).ok()?;
    let (problem, hint) = match names.find_iter(bytes).map(|found| found.pattern().as_usize()).min()? {
        0 => ("it is locked with a password", "open it with its password, and save it without one"),
        _ => ("it is a document of Word 97 to 2003", "open it in a word processor, and save it as .docx"),
    };
    Some(Refused::new(UnreadReason::NotText, problem, hint))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_locked_document_and_an_old_one_are_told_apart() {
        let file = |name: &str| {
            [MAGIC, &[0; 512], &name.encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>()].concat()
        };
        let told = |name: &str| refused(&file(name)).map(|refused| refused.told.problem);
        assert_eq!(told("WordDocument").as_deref(), Some("it is a document of Word 97 to 2003"));
        assert_eq!(told("EncryptedPackage").as_deref(), Some("it is locked with a password"));
        assert_eq!(told("Workbook"), None);
        assert!(is_compound(&file("")) && !is_compound(b"WordDocument"));
    }
}
