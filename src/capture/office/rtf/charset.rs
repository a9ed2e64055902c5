//! In: the number of a code page or of a font's character set. Out: the encoding.
//!
//! Invariant: a number that means no encoding of text gives nothing.

use encoding_rs::{BIG5, EUC_KR, Encoding, GBK, IBM866, MACINTOSH, SHIFT_JIS, WINDOWS_874};
use encoding_rs::{WINDOWS_1250, WINDOWS_1251, WINDOWS_1253, WINDOWS_1254, WINDOWS_1255};
use encoding_rs::{WINDOWS_1256, WINDOWS_1257, WINDOWS_1258};

/// The encoding of a code page: `1251`.
pub(super) fn of_page(page: i32) -> Option<&'static Encoding> {
    Some(match page {
        437 | 850 | 855 | 866 => IBM866,
        874 => WINDOWS_874,
        932 => SHIFT_JIS,
        936 => GBK,
        949 => EUC_KR,
        950 => BIG5,
        10_000 => MACINTOSH,
        10_007 | 10_017 => encoding_rs::X_MAC_CYRILLIC,
        20_866 => encoding_rs::KOI8_R,
        21_866 => encoding_rs::KOI8_U,
        65_001 => encoding_rs::UTF_8,
        _ => return Encoding::for_label(format!("windows-{page}").as_bytes()),
    })
}

/// The encoding of a font's character set (RTF 1.9.1, `\fcharset`). `None` for the page of the document.
pub(super) fn of_font(charset: i32) -> Option<&'static Encoding> {
    Some(match charset {
        77 => MACINTOSH,
        128 => SHIFT_JIS,
        129 | 130 => EUC_KR,
        134 => GBK,
        136 => BIG5,
        161 => WINDOWS_1253,
        162 => WINDOWS_1254,
        163 => WINDOWS_1258,
        177 => WINDOWS_1255,
        178..=180 => WINDOWS_1256,
        186 => WINDOWS_1257,
        204 => WINDOWS_1251,
        222 => WINDOWS_874,
        238 => WINDOWS_1250,
        255 => IBM866,
        _ => return None,
    })
}

/// The character set of fonts of signs, whose bytes are no letters.
pub(super) const SYMBOLS: i32 = 2;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_name_encodings() {
        assert_eq!(of_page(1251), Some(WINDOWS_1251));
        assert_eq!(of_page(866), Some(IBM866));
        assert_eq!(of_font(204), Some(WINDOWS_1251));
        assert_eq!((of_page(7), of_font(0), of_font(1)), (None, None, None));
    }
}
