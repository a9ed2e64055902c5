//! In: the names of glyphs and of encodings. Out: the characters that they mean.
//!
//! Invariant: a name or a code that means nothing gives nothing.

use std::sync::LazyLock;

use encoding_rs::{BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, MACINTOSH, SHIFT_JIS, WINDOWS_1252};
use rustc_hash::FxHashMap;

/// The characters of the names in Adobe's list.
static GLYPHS: LazyLock<FxHashMap<&'static str, char>> =
    LazyLock::new(|| rows(include_str!("glyphs.txt")).filter_map(|(name, code)| Some((name, scalar(code)?))).collect());

/// The names of the glyphs in the standard encoding, where it is not ASCII.
static STANDARD: LazyLock<FxHashMap<u8, &'static str>> = LazyLock::new(|| {
    rows(include_str!("standard.txt"))
        .filter_map(|(code, name)| Some((u8::from_str_radix(code, 16).ok()?, name)))
        .collect()
});

/// The longest name of a glyph that is looked at, in bytes. Set by hand.
const LONGEST_NAME: usize = 64;

/// An encoding of single bytes, without the differences that a font states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Base {
    Standard,
    Windows,
    Macintosh,
    /// The font has codes of its own.
    Unknown,
}

impl Base {
    /// The encoding with a name.
    pub(super) fn named(name: &str) -> Option<Self> {
        Some(match name {
            "StandardEncoding" => Self::Standard,
            "WinAnsiEncoding" => Self::Windows,
            "MacRomanEncoding" => Self::Macintosh,
            _ => return None,
        })
    }

    /// The character of a code.
    pub(super) fn character(self, code: u8) -> Option<char> {
        let found = match self {
            Self::Standard => match STANDARD.get(&code) {
                Some(name) => character(name),
                None => code.is_ascii().then(|| char::from(code)),
            },
            Self::Windows => single(WINDOWS_1252, code),
            Self::Macintosh => single(MACINTOSH, code),
            Self::Unknown => None,
        };
        found.filter(|character| !character.is_control())
    }
}

fn rows(text: &'static str) -> impl Iterator<Item = (&'static str, &'static str)> {
    text.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once(';'))
}

fn scalar(hexadecimal: &str) -> Option<char> {
    char::from_u32(u32::from_str_radix(hexadecimal, 16).ok()?)
}

fn single(encoding: &'static Encoding, code: u8) -> Option<char> {
    encoding.decode_without_bom_handling(&[code]).0.chars().next()
}

/// The character of a glyph's name: one of Adobe's list, or one that says its number (Adobe Glyph List Specification, section 2).
pub(super) fn character(name: &str) -> Option<char> {
    if name.len() > LONGEST_NAME {
        return None;
    }
    let name = name.split('.').next().unwrap_or_default();
    let numbered = |prefix: &str, digits: std::ops::RangeInclusive<usize>| {
        let number = name.strip_prefix(prefix).filter(|number| digits.contains(&number.len()))?;
        number.bytes().all(|byte| byte.is_ascii_hexdigit()).then(|| scalar(number))?
    };
    GLYPHS.get(name).copied().or_else(|| numbered("uni", 4..=4)).or_else(|| numbered("u", 4..=6))
}

/// The encoding of the codes of a predefined map, for the maps that name one. The codes are then the letters themselves.
pub(super) fn predefined(name: &str) -> Option<&'static Encoding> {
    let is = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    Some(match name {
        _ if is(&["UCS2", "UTF16"]) => encoding_rs::UTF_16BE,
        _ if is(&["RKSJ"]) => SHIFT_JIS,
        _ if is(&["GBK2K"]) => GB18030,
        _ if is(&["GBK", "GB-EUC", "GBpc"]) => GBK,
        _ if is(&["B5"]) => BIG5,
        _ if is(&["KSC"]) => EUC_KR,
        "EUC-H" | "EUC-V" => EUC_JP,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_mean_characters() {
        for (name, expected) in [
            ("A", Some('A')),
            ("afii10067", Some('в')),
            ("uni0456", Some('і')),
            ("u1F600", Some('😀')),
            ("one.oldstyle", Some('1')),
            ("g23", None),
            ("", None),
            ("uniD800", None),
            ("uni04", None),
            (".notdef", None),
        ] {
            assert_eq!(character(name), expected, "{name}");
        }
        assert_eq!(character(&"A".repeat(LONGEST_NAME + 1)), None);
    }

    #[test]
    fn codes_mean_characters() {
        assert_eq!(Base::Standard.character(0x27), Some('’'));
        assert_eq!(Base::Standard.character(b'a'), Some('a'));
        assert_eq!(Base::Standard.character(0xae), Some('ﬁ'));
        assert_eq!(Base::Windows.character(0x93), Some('“'));
        assert_eq!(Base::Macintosh.character(0xd0), Some('–'));
        assert_eq!(
            (Base::Standard.character(0xff), Base::Unknown.character(b'a'), Base::Windows.character(7)),
            (None, None, None)
        );
        assert_eq!(predefined("90ms-RKSJ-H"), Some(SHIFT_JIS));
        assert_eq!(predefined("UniGB-UCS2-H"), Some(encoding_rs::UTF_16BE));
        assert_eq!(predefined("Identity-H"), None);
    }
}
