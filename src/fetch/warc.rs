//! In: a response. Out: a web archive with one record that includes all headers (WARC 1.1, ISO 28500).
//!
//! Invariant: the body is stored uncompressed, and the headers say so. Headers about its compression are kept under other names.

use uuid::Uuid;

use super::client::Answer;

/// The archive of one response. `captured` is in RFC 3339, in UTC.
pub(crate) fn archive(address: &str, captured: &str, answer: &Answer) -> Vec<u8> {
    let mut head = format!("HTTP/1.1 {} OK\r\n", answer.status);
    for (name, value) in &answer.headers {
        let about_packing = matches!(name.as_str(), "content-encoding" | "transfer-encoding" | "content-length");
        let value: String = value.chars().filter(|c| !c.is_control()).collect();
        head += &format!("{}{name}: {value}\r\n", if about_packing { "x-archive-" } else { "" });
    }
    head += &format!("content-length: {}\r\n\r\n", answer.body.len());
    let name = Uuid::new_v5(&Uuid::NAMESPACE_URL, format!("{captured} {address}").as_bytes());
    let length = head.len().saturating_add(answer.body.len());
    let record = format!(
        "WARC/1.1\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:{name}>\r\nWARC-Date: {captured}\r\n\
         WARC-Target-URI: {address}\r\nContent-Type: application/http; msgtype=response\r\nContent-Length: {length}\r\n\r\n"
    );
    [record.as_bytes(), head.as_bytes(), &answer.body, b"\r\n\r\n"].concat()
}
