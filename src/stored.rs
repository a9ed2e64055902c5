//! In: an address or the bytes of a page, and what is known about it. Out: the names of the files in which it is stored, and the text of its
//! sidecar.
//!
//! Invariant: whatever an address is, the names lead nowhere else. The only place that asks the clock for the time is `clock`.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

pub(crate) mod address;
pub(crate) mod clock;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;
use sha2::{Digest, Sha256};

use crate::project::{Fetched, Sidecar};

/// The maximum number of letters of a host in a folder name. Hosts can have up to 253, which is too long for some systems. Set by hand.
const LONGEST_HOST: usize = 100;
/// The folder for pages whose address has no host that can be used in a name.
const NO_HOST: &str = "unnamed";

/// Whether a build that reads `captures` also reads a folder. If `captures` is empty, a build reads everything.
pub(crate) fn is_read(captures: &[PathBuf], folder: &Path) -> bool {
    captures.is_empty() || captures.iter().any(|read| folder.starts_with(read))
}

/// The name of a page's file: its host, its day if known, words of its address, and a digest that makes it unique.
///
/// Whatever the address is, the name consists of one folder and one file, neither hidden nor too long for any file system.
pub(crate) fn name(address: &str, day: Option<NaiveDate>, ending: &str) -> String {
    let day = day.map_or_else(String::new, |day| format!("{day}-"));
    format!("{}/{day}{}-{}.{ending}", host_folder(address), address::slug(address), short_digest(address.as_bytes()))
}

/// The name of a file with one copy of a page, like [`name`]: the day is that of the copy, and the digest that of its address and its bytes.
/// `words` are used for a page without an address. The ending has its dot.
pub(crate) fn name_of_copy(address: Option<&str>, words: &str, day: NaiveDate, bytes: &[u8], ending: &str) -> String {
    let slug = address.map_or_else(|| address::plain(words), address::slug);
    let slug = if slug.is_empty() { "page" } else { slug.as_str() };
    let address = address.unwrap_or_default();
    let digest = short_digest(&[address.as_bytes(), b"\n", bytes].concat());
    format!("{}/{day}-{slug}-{digest}{ending}", host_folder(address))
}

/// The folder for the pages of an address's host.
fn host_folder(address: &str) -> String {
    let host: String =
        address::host(address).chars().map(|c| if c.is_ascii_alphanumeric() || c == '.' { c } else { '-' }).collect();
    let host: String = host.trim_matches('.').chars().take(LONGEST_HOST).collect();
    match host.trim_end_matches('.') {
        "" => NO_HOST.to_owned(),
        host => host.to_owned(),
    }
}

/// Twelve digits that distinguish bytes from all others.
pub(crate) fn short_digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().take(6).map(|byte| format!("{byte:02x}")).collect()
}

/// The sidecar of a page.
pub(crate) fn beside(page: &Path) -> PathBuf {
    let mut name = page.as_os_str().to_owned();
    name.push(".toml");
    PathBuf::from(name)
}

/// The text of a sidecar. The user's additions are kept.
pub(crate) fn written(sidecar: &Sidecar) -> Vec<u8> {
    let Fetched { checked, asked, feed, status, content_type, etag, last_modified } = &sidecar.fetched;
    let mut text = optional("address", sidecar.address.as_deref());
    if !asked.is_empty() {
        let asked = asked.iter().map(|one| toml::Value::String(one.clone())).collect();
        text += &format!("asked = {}\n", toml::Value::Array(asked));
    }
    text += &optional("feed", feed.as_deref());
    text += &optional("captured", sidecar.captured.as_deref());
    text += &optional("checked", checked.as_deref());
    text += &status.map_or_else(String::new, |status| format!("status = {status}\n"));
    text += &optional("content_type", content_type.as_deref());
    text += &optional("etag", etag.as_deref());
    text += &optional("last_modified", last_modified.as_deref());
    let known = &sidecar.correction;
    text += &known.published.map_or_else(String::new, |day| format!("published = {day}\n"));
    text += &known.happened.map_or_else(String::new, |day| format!("happened = {day}\n"));
    text += &optional("title", known.title.as_deref());
    text += &optional("source", known.source.as_deref());
    text += if known.leave_out { "leave_out = true\n" } else { "" };
    text.into_bytes()
}

/// A line of a sidecar, or nothing if the value is blank.
pub(crate) fn optional(key: &str, value: Option<&str>) -> String {
    value.filter(|value| !value.trim().is_empty()).map_or_else(String::new, |value| line(key, value))
}

/// A line with a key and a text in TOML.
pub(crate) fn line(key: &str, value: &str) -> String {
    format!("{key} = {}\n", toml::Value::String(value.to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_host_leads_out_of_the_folder_of_pages() {
        let day = chrono::NaiveDate::from_ymd_opt(2031, 7, 20);
        assert_eq!(
            name("https://visnyk.example/n/mist", day, "html").split_once('-').unwrap().0,
            "visnyk.example/2031"
        );
        for address in
            ["http://../evil", "http://.../x", "http://[::1]:8080/x", &format!("http://{}/x", "a.".repeat(400))]
        {
            let name = name(address, None, "json");
            let (host, file) = name.split_once('/').unwrap();
            assert!(!host.starts_with('.') && !host.ends_with('.') && (1..=100).contains(&host.len()), "{name}");
            assert!(!file.contains('/') && file.len() < 120, "{name}");
        }
    }

    #[test]
    fn the_name_of_a_page_is_one_folder_and_one_file() {
        let long = format!("http://{}/x", "a".repeat(300));
        let dots = format!("http://{}.b/x", ".".repeat(300));
        for address in [
            "http://../evil",
            "http://..../x",
            "http://.hidden/x",
            "http://a.example./x",
            "http://a/../../b",
            &long,
            &dots,
            "x",
            "",
        ] {
            let name = name(address, None, "json");
            let parts: Vec<&str> = name.split('/').collect();
            assert!(parts.len() == 2 && parts.iter().all(|part| !part.is_empty()), "{address}: {name}");
            assert!(parts.iter().all(|part| !part.starts_with('.') && part.len() < 250), "{address}: {name}");
        }
        assert!(name("http://a.example:8080/x", None, "html").starts_with("a.example-8080/x-"));
    }
}
