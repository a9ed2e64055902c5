//! In: the bytes of a file. Out: their text, decoded with the encoding that is detected.
//!
//! Invariant: any bytes of a text are decoded. Only bytes that are not text give nothing.

use std::borrow::Cow;
use std::sync::LazyLock;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, ISO_8859_5, KOI8_U, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use rustc_hash::FxHashMap;

use crate::lang;
use crate::letters::Letter;

/// Number of bytes that are examined to distinguish text from other data. A limit on time, 64 KiB, set by hand.
const SAMPLE: usize = 64 * 1024;

/// Number of bytes, from the first that is not ASCII, that are examined to distinguish encodings. A limit on time, 256 KiB, set by hand.
const ENCODING_SAMPLE: usize = 256 * 1024;

/// First bytes of files that are not text but may look like it.
const MAGIC: &[&[u8]] = &[
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF87a",
    b"GIF89a",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x1f\x8b",
    b"%PDF-",
    b"\x7fELF",
    b"RIFF",
    b"BZh",
    b"\xfd7zXZ",
    b"7z\xbc\xaf",
    b"Rar!",
    b"OggS",
    b"ID3",
    b"wOFF",
    b"wOF2",
    b"SQLite format 3\0",
    b"BM\0",
    b"MZ\x90",
    b"\0asm",
    b"\x28\xb5\x2f\xfd",
    b"II*\0",
    b"MM\0*",
];

/// Decodes a file and removes its byte order mark. Returns `None` if the bytes are not text.
///
/// The encoding is the first of: a byte order mark, UTF-16 by its shape, valid or nearly valid UTF-8 (text that was encoded twice is
/// repaired), the declaration in an HTML or XML head, the frequencies of letters.
pub(crate) fn decode(bytes: &[u8]) -> Option<String> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return decoded(encoding, bytes.get(mark..).unwrap_or_default());
    }
    if MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return None;
    }
    if let Some(encoding) = utf_16_by_shape(bytes) {
        return decoded(encoding, bytes);
    }
    if !looks_like_text(bytes) {
        return None;
    }
    decoded(encoding_of(bytes), bytes)
}

/// Decodes bytes that came with the name of their encoding, like [`decode`]. The name is used if the bytes have no mark and are not UTF-8.
pub(crate) fn declared_as(bytes: &[u8], label: Option<&str>) -> Option<String> {
    let named = label.and_then(|label| Encoding::for_label(label.as_bytes())).filter(|&encoding| encoding != UTF_8);
    let is_unmarked = Encoding::for_bom(bytes).is_none() && looks_like_text(bytes);
    match named {
        Some(encoding) if is_unmarked && !is_mostly_utf_8(bytes) => decoded(encoding, bytes),
        _ => decode(bytes),
    }
}

fn decoded(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let text = encoding.decode_without_bom_handling(bytes).0;
    let text = if encoding == UTF_8 { once_more(text) } else { text };
    let sample = beginning(text.as_bytes());
    let controls = sample.iter().filter(|&&byte| byte == 0x7f || (byte < 32 && !matches!(byte, b'\t'..=b'\r'))).count();
    // Control characters beyond ASCII have two bytes, and the first is this one.
    let pairs = if sample.contains(&0xc2) { sample.windows(2) } else { [].windows(2) };
    let beyond = pairs.filter(|pair| matches!(pair, [0xc2, second] if *second < 0xa0 && *second != 0x85)).count();
    let controls = controls.saturating_add(beyond);
    (controls.saturating_mul(8) <= sample.len()).then(|| text.into_owned())
}

/// Decodes text again that was encoded as UTF-8 twice: it has `â` and two control characters in place of an apostrophe. Only applies to
/// runs that are valid UTF-8 as a whole, and only in texts with control characters that no normal text has.
fn once_more(text: Cow<str>) -> Cow<str> {
    let is_byte = |c: char| ('\u{80}'..='\u{ff}').contains(&c);
    // The encoding of these control characters always begins with this byte.
    let may_hold = text.as_bytes().contains(&0xc2);
    if !may_hold || !text.chars().any(|c| ('\u{80}'..='\u{9f}').contains(&c) && c != '\u{85}') {
        return text;
    }
    let mut mended = String::with_capacity(text.len());
    let mut rest = &*text;
    while let Some(start) = rest.find(is_byte) {
        let end = rest[start..].find(|c| !is_byte(c)).map_or(rest.len(), |length| start.saturating_add(length));
        let run = &rest[start..end];
        let bytes: Vec<u8> = run.chars().map(|c| c as u8).collect();
        mended.push_str(&rest[..start]);
        mended.push_str(std::str::from_utf8(&bytes).unwrap_or(run));
        rest = &rest[end..];
    }
    mended.push_str(rest);
    Cow::Owned(mended)
}

/// UTF-16 without a mark: at either the even or the odd positions, the bytes are those of the first rows of Unicode; at the other positions
/// they are not.
fn utf_16_by_shape(bytes: &[u8]) -> Option<&'static Encoding> {
    let sample = beginning(bytes);
    // A space or a line end has a zero byte in both byte orders.
    if !sample.contains(&0) {
        return None;
    }
    let share = |place: usize| {
        let high = sample.chunks_exact(2).filter(|pair| matches!(pair.get(place), Some(0 | 4))).count();
        high as f64 / (sample.len() / 2).max(1) as f64
    };
    match (share(0), share(1)) {
        (big, little) if big > 0.8 && little < 0.2 => Some(UTF_16BE),
        (big, little) if little > 0.8 && big < 0.2 => Some(UTF_16LE),
        _ => None,
    }
}

/// The part of the bytes that is examined.
fn beginning(bytes: &[u8]) -> &[u8] {
    bytes.get(..SAMPLE).unwrap_or(bytes)
}

/// Whether control characters are as rare as in text. A few NULs are allowed.
fn looks_like_text(bytes: &[u8]) -> bool {
    let sample = beginning(bytes);
    let controls = sample.iter().filter(|&&byte| byte < 32 && !matches!(byte, b'\t'..=b'\r' | 0x1b)).count();
    let most = if std::str::from_utf8(sample).is_ok() { sample.len() / 8 } else { sample.len() / 32 };
    controls <= most.max(1)
}

fn encoding_of(bytes: &[u8]) -> &'static Encoding {
    if is_mostly_utf_8(bytes) {
        return UTF_8;
    }
    if let Some(encoding) = declared(bytes) {
        return encoding;
    }
    let start = bytes.iter().position(|byte| !byte.is_ascii()).unwrap_or(0);
    let rest = bytes.get(start..).unwrap_or_default();
    let sample = rest.get(..ENCODING_SAMPLE).unwrap_or(rest);
    cyrillic(sample).unwrap_or_else(|| {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        detector.feed(sample, true);
        detector.guess(None, Utf8Detection::Deny)
    })
}

/// Whether the bytes are UTF-8 except for a few damaged places, such as a cut at the end.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    if std::str::from_utf8(bytes).is_ok() {
        return true;
    }
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole = whole.saturating_add(chunk.valid().bytes().filter(|&byte| byte >= 0xc0).count());
        broken = broken.saturating_add(usize::from(!chunk.invalid().is_empty()));
    }
    broken == 0 || whole > broken.saturating_mul(20)
}

/// The encoding in a page's head or an XML declaration, if a page in that encoding can declare it.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head: Vec<u8> = bytes.iter().take(4096).map(u8::to_ascii_lowercase).collect();
    let in_markup = |at: usize| {
        head.iter().take(at).rev().find_map(|&byte| match byte {
            b'<' => Some(true),
            b'>' => Some(false),
            _ => None,
        })
    };
    let label = [&b"charset="[..], b"encoding="].iter().find_map(|key| {
        let at = head.windows(key.len()).position(|window| window == *key)?;
        in_markup(at)?.then_some(head.get(at.saturating_add(key.len())..)?)
    })?;
    let label: Vec<u8> = label
        .iter()
        .copied()
        .skip_while(|byte| matches!(byte, b'"' | b'\'' | b' '))
        .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b':'))
        .collect();
    Encoding::for_label(&label).filter(|&encoding| encoding != UTF_8 && encoding.is_ascii_compatible())
}

/// The single-byte Cyrillic encoding in which the bytes look like Ukrainian or Russian words, if there is one. Only tried if most letters
/// are outside ASCII.
fn cyrillic(sample: &[u8]) -> Option<&'static Encoding> {
    let outside = sample.iter().filter(|byte| !byte.is_ascii()).count();
    let latin = sample.iter().filter(|byte| byte.is_ascii_alphabetic()).count();
    if outside.saturating_mul(4) < latin {
        return None;
    }
    let score = |encoding: &'static Encoding| shape(&encoding.decode_without_bom_handling(sample).0);
    let best = [WINDOWS_1251, KOI8_U, IBM866, ISO_8859_5]
        .into_iter()
        .map(|encoding| (score(encoding), encoding))
        .reduce(|best, next| if next.0 > best.0 { next } else { best })?;
    (best.0.saturating_mul(2) > 0_i64.saturating_sub_unsigned(outside as u64)).then_some(best.1)
}

/// The weight of a letter or sign that does not occur in such texts. Two letters without a place in `frequencies`, U+0444 and U+044D, have
/// -7 and -6 when counted (tools/cards/letters.md).
const UNKNOWN: i64 = -7;

/// The weights of Cyrillic letters by their frequency, and of the signs that occur in texts.
static FREQUENCIES: LazyLock<FxHashMap<char, i64>> = LazyLock::new(|| {
    const SIGNS: &str = "«»“”„’–—…№\u{a0}§";
    let listed = lang::packs().iter().flat_map(|pack| &pack.encodings.frequencies);
    let letters = listed.flat_map(|one| one.letters.chars().map(|letter| (letter, one.weight)));
    letters.chain(SIGNS.chars().map(|sign| (sign, 0))).collect()
});

/// How much a text looks like Ukrainian or Russian: twice the binary logarithm of each letter's frequency relative to an even distribution,
/// minus a penalty for a capital after a small letter and for a sign that occurs in no word.
fn shape(text: &str) -> i64 {
    let mut points = 0_i64;
    let mut before = ' ';
    for letter in text.chars() {
        let last = std::mem::replace(&mut before, letter);
        if letter.is_ascii() {
            continue;
        }
        let small = letter.lower();
        let of_letter = FREQUENCIES.get(&small).copied().unwrap_or(UNKNOWN);
        let of_case = if small != letter && last.is_small() { 6 } else { 0 };
        points = points.saturating_add(of_letter).saturating_sub(of_case).saturating_sub((small != letter).into());
    }
    points
}

#[cfg(test)]
mod tests {
    use super::*;

    const UKRAINIAN: &[&str] = &[
        "Уряд схвалив кошторис.",
        "Міністр оборони зустрівся з послом.",
        "Їжак і ґава – герої казки «Є що їсти».",
        "Рада зібралася 17 листопада 2023 року в Києві, повідомила пресслужба.",
        "Зеленський: \"Домовилися про поїздку\"",
        "КИЇВ. ПОГОДА НА ЗАВТРА",
    ];

    #[test]
    fn cyrillic_encodings_are_detected_from_short_ukrainian_sentences() {
        for sentence in UKRAINIAN {
            for encoding in [WINDOWS_1251, KOI8_U, UTF_8] {
                let (bytes, _, lost) = encoding.encode(sentence);
                assert!(!lost || encoding == KOI8_U, "{sentence}");
                if !lost {
                    assert_eq!(decode(&bytes).as_deref(), Some(*sentence), "{}", encoding.name());
                }
            }
        }
    }

    #[test]
    fn russian_and_polish_and_french_are_read_too() {
        for (text, encoding) in [
            ("Министр обороны встретился с послом и объявил об этом.", WINDOWS_1251),
            ("Министр обороны встретился с послом и объявил об этом.", KOI8_U),
            ("Le président a déclaré à la télévision que l’été serait chaud.", encoding_rs::WINDOWS_1252),
            ("Zażółć gęślą jaźń, powiedział minister spraw zagranicznych w środę.", encoding_rs::WINDOWS_1250),
        ] {
            assert_eq!(decode(&encoding.encode(text).0).as_deref(), Some(text));
        }
    }

    #[test]
    fn utf_16_is_read_with_and_without_its_mark() {
        for sentence in ["Київ, 5 травня. Рада зібралася.", "A plain English sentence."] {
            let units: Vec<u16> = sentence.encode_utf16().collect();
            let little: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
            let big: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
            for (mark, bytes) in [(&b""[..], &little), (b"\xff\xfe", &little), (b"", &big), (b"\xfe\xff", &big)] {
                assert_eq!(decode(&[mark, bytes].concat()).as_deref(), Some(sentence), "{mark:?}");
            }
        }
    }

    #[test]
    fn a_declaration_is_believed_but_not_against_valid_utf_8() {
        let page = "<html><head><meta charset=\"windows-1251\"></head><body>Ну</body>";
        assert_eq!(decode(page.as_bytes()).as_deref(), Some(page));
        assert_eq!(decode(&WINDOWS_1251.encode(page).0).as_deref(), Some(page));
        let text = "charset=koi8-u: так пишуть кодування сторінки";
        assert_eq!(decode(&WINDOWS_1251.encode(text).0).as_deref(), Some(text));
    }

    #[test]
    fn doubly_encoded_text_is_decoded_twice() {
        let twice = |text: &str| text.bytes().map(|byte| byte as char).collect::<String>();
        let page = format!("<p>Київ – це місто. {}</p>", twice("Ared’s kiosk"));
        assert_eq!(decode(page.as_bytes()).as_deref(), Some("<p>Київ – це місто. Ared’s kiosk</p>"));
        assert_eq!(decode("Café à Genève, Â©".as_bytes()).as_deref(), Some("Café à Genève, Â©"));
    }

    #[test]
    fn a_cut_inside_a_letter_leaves_utf_8() {
        let text = "Сесія розпочалася вранці й тривала до вечора";
        let read = decode(&text.as_bytes()[..text.len() - 1]).unwrap();
        assert!(read.starts_with("Сесія розпочалася") && read.ends_with('\u{fffd}'), "{read}");
    }

    #[test]
    fn data_is_no_text_and_a_text_with_few_nuls_is() {
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"), None);
        let mut state = 1u32;
        let noise: Vec<u8> = std::iter::repeat_with(|| {
            state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
            (state >> 24) as u8
        })
        .take(5000)
        .collect();
        assert_eq!(decode(&noise), None);
        assert_eq!(decode("Текст\0 з нулем".as_bytes()).as_deref(), Some("Текст\0 з нулем"));
        assert_eq!(decode(b""), Some(String::new()));
    }
}
