//! In: the bytes of a drawing (SVG) that a project names. Out: the picture in it that would unpack to more than the limit.
//!
//! Invariant: unpacks no more bytes than a picture may have. A file that is not a drawing passes.

use std::io::Read;

use data_url::DataUrl;
use flate2::read::GzDecoder;

use crate::capture::gzip;
use crate::capture::picture::{self, Fault};
use crate::limits;

/// Maximum depth of drawings inside drawings. It bounds the recursion. Set by hand.
const DEEPEST: u8 = 4;
/// The first bytes of a PDF, and how far from the start of the file they may be. Acrobat looks for them in 1,024 bytes (PDF Reference 1.4,
/// appendix H.3, note on 3.4.1).
const PDF: &[u8] = b"%PDF-";
const HEAD: usize = 1024;
/// The beginning of an address that contains a file.
const DATA: &[u8] = b"data:";

/// The limit that a drawing or a picture in it exceeds. A PDF is refused: it could be a drawing as well, and unpack to anything.
pub(crate) fn excess(bytes: &[u8]) -> Option<Fault> {
    if bytes.windows(PDF.len()).take(HEAD).any(|start| start == PDF) {
        return Some(Fault::OtherType);
    }
    below(bytes, DEEPEST)
}

fn below(bytes: &[u8], deepest: u8) -> Option<Fault> {
    if bytes.len() as u64 > limits::PICTURE_BYTES {
        return Some(Fault::TooLarge);
    }
    if gzip::is_packed(bytes) {
        let mut unpacked = Vec::new();
        // Damage is reported when the drawing is drawn.
        let _ = GzDecoder::new(bytes).take(limits::PICTURE_BYTES.saturating_add(1)).read_to_end(&mut unpacked);
        return within(&unpacked, deepest);
    }
    let mut rest = bytes;
    while let Some(at) = rest.windows(DATA.len()).position(|start| start.eq_ignore_ascii_case(DATA)) {
        let (address, behind) = cut(rest.get(at..).unwrap_or_default());
        if let Some(fault) = in_address(address, deepest) {
            return Some(fault);
        }
        rest = behind;
    }
    None
}

/// An address, and the rest of the bytes.
fn cut(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| matches!(byte, b'"' | b'\'' | b')' | b'<')).unwrap_or(bytes.len());
    bytes.split_at(end)
}

fn in_address(address: &[u8], deepest: u8) -> Option<Fault> {
    // Line breaks are allowed anywhere in the address.
    let address: String = String::from_utf8_lossy(address).split_whitespace().collect();
    let (bytes, _) = DataUrl::process(&address).ok()?.decode_to_vec().ok()?;
    within(&bytes, deepest)
}

fn within(bytes: &[u8], deepest: u8) -> Option<Fault> {
    let Some(deepest) = deepest.checked_sub(1) else { return Some(Fault::UnpacksTooLarge) };
    picture::excess(bytes).or_else(|| below(bytes, deepest))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use flate2::Compression;
    use flate2::write::GzEncoder;

    use super::*;

    /// A drawing with a GIF of a size in it, as an address.
    fn drawing(side: u16) -> Vec<u8> {
        let gif = [&b"GIF89a"[..], &side.to_le_bytes(), &side.to_le_bytes(), &[0, 0, 0]].concat();
        let gif: String = gif.iter().map(|byte| format!("%{byte:02X}")).collect();
        format!("<svg xmlns='http://www.w3.org/2000/svg'><image href=\"DATA:image/gif,{gif}\"/></svg>").into_bytes()
    }

    fn packed(bytes: &[u8]) -> Vec<u8> {
        let mut packer = GzEncoder::new(Vec::new(), Compression::best());
        packer.write_all(bytes).unwrap();
        packer.finish().unwrap()
    }

    #[test]
    fn a_picture_in_a_drawing_is_measured_too() {
        assert_eq!(excess(&drawing(2000)), None);
        assert_eq!(excess(&drawing(60_000)), Some(Fault::TooManyPixels));
        assert_eq!(excess(&packed(&drawing(60_000))), Some(Fault::TooManyPixels));
        assert_eq!(excess(&packed(&drawing(2000))), None);
        let nested = |inner: &[u8]| {
            let inner: String = inner.iter().map(|byte| format!("%{byte:02X}")).collect();
            format!("<svg><image href='data:image/svg+xml,{inner}'/></svg>").into_bytes()
        };
        assert_eq!(excess(&nested(&drawing(60_000))), Some(Fault::TooManyPixels));
        assert_eq!(excess(&nested(&drawing(20))), None);
        assert!(excess(&packed(&vec![b' '; limits::PICTURE_BYTES as usize + 9])).is_some());
        assert_eq!(excess(b"<svg/>"), None);
        assert_eq!(excess(b"\n%PDF-1.7\n"), Some(Fault::OtherType));
    }
}
