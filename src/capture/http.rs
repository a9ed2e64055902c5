//! In: an HTTP response from an archive. Out: its page: the unpacked bytes and the declared encoding.
//!
//! Invariant: unpacks no more than the size limit of a record.

use std::borrow::Cow;
use std::io::Read;

use flate2::read::{DeflateDecoder, MultiGzDecoder, ZlibDecoder};
use httparse::{EMPTY_HEADER, Response, Status, parse_chunk_size};
use ruzstd::decoding::StreamingDecoder;

use super::raw::LARGEST;

/// The most header lines of a response. Set by hand, above the 100 that Apache takes from a client (`LimitRequestFields`).
const MOST_HEADERS: usize = 256;

/// The headers of a response.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub(crate) struct Head {
    /// The start of the body.
    pub end: usize,
    /// The status code.
    pub status: u16,
    /// The content type, in lower case like the other values.
    pub kind: String,
    packing: String,
    is_chunked: bool,
}

impl Head {
    /// Parses the headers of a response. `None` if the bytes do not start with complete headers.
    pub(crate) fn parse(bytes: &[u8]) -> Option<Self> {
        let mut headers = [EMPTY_HEADER; MOST_HEADERS];
        let mut response = Response::new(&mut headers);
        let mut config = httparse::ParserConfig::default();
        config.allow_spaces_after_header_name_in_responses(true);
        config.allow_obsolete_multiline_headers_in_responses(true);
        config.ignore_invalid_headers_in_responses(true);
        let Ok(Status::Complete(end)) = config.parse_response(&mut response, bytes) else { return None };
        let status = response.code?;
        let value = |name: &str| {
            let found = response.headers.iter().rfind(|header| header.name.eq_ignore_ascii_case(name));
            found.map(|header| String::from_utf8_lossy(header.value).trim().to_lowercase()).unwrap_or_default()
        };
        let is_chunked = value("transfer-encoding").contains("chunked");
        Some(Self { end, status, kind: value("content-type"), packing: value("content-encoding"), is_chunked })
    }

    /// Whether the body may be a page: the status is a success, and the type is HTML or not specific.
    pub(crate) fn may_be_page(&self) -> bool {
        let is_unsaid = ["", "text/plain", "application/octet-stream", "unknown/unknown"].contains(&self.mime());
        (200..300).contains(&self.status) && (self.says_page() || is_unsaid)
    }

    /// Whether the content type is that of a page.
    pub(crate) fn says_page(&self) -> bool {
        says_page(self.mime())
    }

    fn mime(&self) -> &str {
        self.kind.split(';').next().unwrap_or_default().trim()
    }

    /// The name of the declared encoding.
    pub(crate) fn charset(&self) -> Option<&str> {
        let label = self.kind.split("charset=").nth(1)?.split(';').next()?.trim().trim_matches(['"', '\'']);
        (!label.is_empty()).then_some(label)
    }

    /// The body with its chunks joined and unpacked as far as possible. Archives often keep it that way already.
    ///
    /// # Errors
    /// It unpacks to more than the limit of a record, or it is packed and broken.
    pub(crate) fn body<'a>(&self, bytes: &'a [u8]) -> Result<Cow<'a, [u8]>, String> {
        let whole = bytes.get(self.end..).unwrap_or_default();
        let chunks = if self.is_chunked { unchunked(whole) } else { None };
        if self.is_chunked && chunks.is_none() && begins_chunk(whole) {
            return Err("its chunks are broken".to_owned());
        }
        let body = chunks.map_or(Cow::Borrowed(whole), Cow::Owned);
        let unpacked = match self.packing.as_str() {
            "gzip" | "x-gzip" => unpacked(MultiGzDecoder::new(&*body))?,
            "deflate" => match unpacked(ZlibDecoder::new(&*body))? {
                None => unpacked(DeflateDecoder::new(&*body))?,
                read => read,
            },
            "br" if std::str::from_utf8(&body).is_err() => unpacked(brotli(&body))?,
            "zstd" if std::str::from_utf8(&body).is_err() => match StreamingDecoder::new(&*body) {
                Ok(decoder) => unpacked(decoder)?,
                Err(_) => None,
            },
            _ => None,
        };
        let is_text = |body: &[u8]| body.trim_ascii_start().starts_with(b"<") || std::str::from_utf8(body).is_ok();
        match unpacked {
            Some(unpacked) => Ok(Cow::Owned(unpacked)),
            None if PACKINGS.contains(&self.packing.as_str()) && !is_text(&body) => {
                Err(format!("it is packed ({}) and broken", self.packing))
            }
            None => Ok(body),
        }
    }
}

/// The ways of packing that are known.
const PACKINGS: [&str; 5] = ["gzip", "x-gzip", "deflate", "br", "zstd"];

/// Whether the first line of a body is the length of a chunk alone.
fn begins_chunk(body: &[u8]) -> bool {
    let line = body.split(|&byte| byte == b'\n').next().unwrap_or_default();
    let length = line.strip_suffix(b"\r").unwrap_or_default();
    !length.is_empty() && length.iter().all(u8::is_ascii_hexdigit)
}

/// The buffer of a Brotli decoder, in bytes. Set by hand: it changes time alone.
const BUFFER: usize = 4096;

/// A decoder of Brotli (RFC 7932).
fn brotli(bytes: &[u8]) -> impl Read {
    brotli_decompressor::Decompressor::new(bytes, BUFFER)
}

/// Whether a MIME type is that of a page.
pub(crate) fn says_page(kind: &str) -> bool {
    kind.starts_with("text/html") || kind.starts_with("application/xhtml+xml")
}

/// The unpacked bytes, or `None` if the bytes are not packed this way. Bytes before an error are kept.
fn unpacked(decoder: impl Read) -> Result<Option<Vec<u8>>, String> {
    let mut body = Vec::new();
    let end = decoder.take((LARGEST as u64).saturating_add(1)).read_to_end(&mut body);
    match end {
        _ if body.len() > LARGEST => Err(format!("it unpacks to more than {} MiB", LARGEST / 1024 / 1024)),
        Err(_) if body.is_empty() => Ok(None),
        _ => Ok(Some(body)),
    }
}

/// The joined chunks, or `None` if the bytes are not chunked. Of a truncated body, the chunks that are there.
fn unchunked(mut bytes: &[u8]) -> Option<Vec<u8>> {
    let mut body = Vec::new();
    while let Ok(Status::Complete((start, size))) = parse_chunk_size(bytes) {
        if size == 0 {
            return Some(body);
        }
        let end = start.saturating_add(usize::try_from(size).ok()?).min(bytes.len());
        body.extend_from_slice(bytes.get(start..end).unwrap_or_default());
        bytes = bytes.get(end.saturating_add(2)..).unwrap_or_default();
    }
    (!body.is_empty() && bytes.is_empty()).then_some(body)
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn body(head: &str, body: &[u8]) -> Result<Vec<u8>, String> {
        let bytes = [format!("HTTP/1.1 200 OK\r\n{head}\r\n\r\n").as_bytes(), body].concat();
        Head::parse(&bytes).unwrap().body(&bytes).map(Cow::into_owned)
    }

    #[test]
    fn a_body_is_put_together_and_unpacked() {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
        encoder.write_all(b"words").unwrap();
        let packed = encoder.finish().unwrap();
        assert_eq!(body("Content-Encoding: gzip", &packed), Ok(b"words".to_vec()));
        assert_eq!(body("Content-Encoding: gzip", b"words"), Ok(b"words".to_vec()), "unpacked by the archive");
        assert_eq!(body("Transfer-Encoding: chunked", b"3\r\nwor\r\n2;x=y\r\nds\r\n0\r\n\r\n"), Ok(b"words".to_vec()));
        assert_eq!(body("Transfer-Encoding: chunked", b"words"), Ok(b"words".to_vec()));
        assert_eq!(body("Transfer-Encoding: chunked", b"9\r\nwords"), Ok(b"words".to_vec()), "broken off");
        assert!(body("Transfer-Encoding: chunked", b"3\r\nwor\r\nzz\r\nds\r\n0\r\n\r\n").is_err());
        // `printf words | brotli` and `printf words | zstd`.
        let brotli = b"\x0b\x02\x80words\x03";
        assert_eq!(body("Content-Encoding: br", brotli), Ok(b"words".to_vec()));
        let zstd = b"\x28\xb5\x2f\xfd\x00\x58\x29\x00\x00words";
        assert_eq!(body("Content-Encoding: zstd", zstd), Ok(b"words".to_vec()));
        for packing in ["br", "zstd"] {
            assert_eq!(body(&format!("Content-Encoding: {packing}"), b"words"), Ok(b"words".to_vec()), "{packing}");
            assert_eq!(
                body(&format!("Content-Encoding: {packing}"), b"<p>\xff"),
                Ok(b"<p>\xff".to_vec()),
                "another encoding"
            );
            assert!(body(&format!("Content-Encoding: {packing}"), b"\xff\xfe").unwrap_err().contains(packing));
        }
    }

    #[test]
    fn a_bomb_in_a_body_is_refused() {
        let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b' '; LARGEST + 1]).unwrap();
        assert!(body("Content-Encoding: deflate", &encoder.finish().unwrap()).unwrap_err().contains("more than"));
    }

    #[test]
    fn pages_are_recognized_by_status_and_type() {
        let head = |text: &str| Head::parse(format!("HTTP/1.1 {text}\r\n\r\n").as_bytes()).unwrap();
        let page = head("200 OK\r\nContent-Type: text/html; charset=\"windows-1251\"");
        assert!(page.says_page() && page.charset() == Some("windows-1251"));
        assert!(head("200 OK").may_be_page());
        for other in ["404 Not Found\r\nContent-Type: text/html", "200 OK\r\nContent-Type: image/png", "301 Moved"] {
            assert!(!head(other).may_be_page(), "{other}");
        }
        assert_eq!(Head::parse(b"GET / HTTP/1.1\r\n\r\n"), None);
    }
}
