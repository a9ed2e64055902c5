//! In: a text string of a PDF. Out: the text (ISO 32000-2, 7.9.2.2).
//!
//! Invariant: any bytes give a text.

use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Decodes a text string: UTF-16 or UTF-8 after a mark, else Latin letters. Where those differ from windows-1252 they are signs that no title
/// has.
pub(super) fn decoded(bytes: &[u8]) -> String {
    let (encoding, bytes) = match bytes {
        [0xfe, 0xff, rest @ ..] => (UTF_16BE, rest),
        [0xff, 0xfe, rest @ ..] => (UTF_16LE, rest),
        [0xef, 0xbb, 0xbf, rest @ ..] => (UTF_8, rest),
        // Some programs write UTF-8 without its mark.
        _ if !bytes.is_ascii() && std::str::from_utf8(bytes).is_ok() => (UTF_8, bytes),
        _ => (WINDOWS_1252, bytes),
    };
    let text = encoding.decode_without_bom_handling(bytes).0;
    text.chars().filter(|character| !character.is_control() || character.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::decoded;

    #[test]
    fn texts_are_decoded() {
        assert_eq!(decoded(b"\xfe\xff\x04\x20\x04\x30"), "Ра");
        assert_eq!(decoded(b"\xff\xfe\x20\x04"), "Р");
        assert_eq!(decoded("\u{feff}Рада".as_bytes()), "Рада");
        assert_eq!(decoded("Рада".as_bytes()), "Рада");
        assert_eq!(decoded(b"a\0b\xe9"), "abé");
    }
}
