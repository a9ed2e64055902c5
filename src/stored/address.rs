//! In: addresses as feeds, servers and users write them. Out: normalized addresses, so that one page has one address.
//!
//! Invariant: returns only complete web addresses without a fragment, user name or password.

use url::{Host, Url};

use crate::limits;

/// An address in the form that addresses are compared in. `None` if it is not a web address.
pub(crate) fn normal(address: &str) -> Option<String> {
    Url::parse(address.trim()).ok().and_then(cleaned)
}

/// The address that a link on the page at `base` leads to.
pub(crate) fn joined(base: &str, address: &str) -> Option<String> {
    Url::parse(base).ok()?.join(address.trim()).ok().and_then(cleaned)
}

fn cleaned(mut url: Url) -> Option<String> {
    url.set_fragment(None);
    let is_plain = url.set_username("").is_ok() && url.set_password(None).is_ok();
    let is_web = matches!(url.scheme(), "http" | "https") && url.host().is_some_and(|host| is_host(&host));
    (is_plain && is_web && url.as_str().len() <= limits::ADDRESS_BYTES).then(|| url.to_string())
}

/// Whether a host is valid: a number, or a name whose labels are neither empty nor too long (RFC 1035, 2.3.4).
fn is_host(host: &Host<&str>) -> bool {
    let Host::Domain(name) = host else { return true };
    let name = name.strip_suffix('.').unwrap_or(name);
    name.len() <= 253 && name.split('.').all(|label| matches!(label.len(), 1..=63))
}

/// The host of an address, with its port unless it is the default one. Empty if there is no host.
pub(crate) fn host(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    let name = url.host_str().unwrap_or_default();
    url.port().map_or_else(|| name.to_owned(), |port| format!("{name}:{port}"))
}

/// Scheme, host and port: the scope of a robots.txt.
pub(crate) fn origin(address: &str) -> String {
    Url::parse(address).map(|url| url.origin().ascii_serialization()).unwrap_or_default()
}

/// The last meaningful part of the path, for use in a file name: Latin letters, digits and hyphens, at most 60.
pub(crate) fn slug(address: &str) -> String {
    let Ok(url) = Url::parse(address) else { return String::new() };
    let parts = url.path().split('/').rev();
    let decoded = parts.map(|part| percent_encoding::percent_decode_str(part).decode_utf8_lossy().into_owned());
    let part = decoded.map(|part| plain(&part)).find(|part| !part.is_empty() && part != "index");
    part.unwrap_or_else(|| "page".to_owned())
}

/// A text as Latin letters, digits and hyphens, at most 60, without the ending of a page.
pub(crate) fn plain(part: &str) -> String {
    let stem = match part.rsplit_once('.') {
        Some((stem, "html" | "htm" | "php" | "shtml" | "xhtml" | "aspx")) => stem,
        _ => part,
    };
    let latin = any_ascii::any_ascii(stem).to_ascii_lowercase();
    let words: Vec<&str> = latin.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let mut slug = words.join("-");
    slug.truncate(60);
    slug.trim_end_matches('-').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_page_has_one_address() {
        for (address, expected) in [
            ("HTTP://Visnyk.Example:80/a/../b#top", Some("http://visnyk.example/b")),
            ("https://u:p@visnyk.example", Some("https://visnyk.example/")),
            ("https://visnyk.example/міст", Some("https://visnyk.example/%D0%BC%D1%96%D1%81%D1%82")),
            ("ftp://visnyk.example/", None),
            ("javascript:alert(1)", None),
            ("a/b", None),
            ("http://../evil", None),
            ("http://./evil", None),
            ("http://a..example/", None),
            ("http://.a.example/", None),
            ("http://%2e%2e/x", None),
            ("http://a.example./", Some("http://a.example./")),
            ("http://127.0.0.1/", Some("http://127.0.0.1/")),
            ("http://[::1]/", Some("http://[::1]/")),
            (&format!("http://{}/", "a".repeat(64)), None),
            (&format!("http://{}.example/", "a".repeat(63)), Some(&format!("http://{}.example/", "a".repeat(63)))),
            (&format!("http://a.example/{}", "a".repeat(9000)), None),
            ("https://[::1]/", Some("https://[::1]/")),
            ("https://a.example./", Some("https://a.example./")),
        ] {
            assert_eq!(normal(address).as_deref(), expected, "{address}");
        }
        assert_eq!(joined("https://a.example/n/1", "../2?x=1#y").as_deref(), Some("https://a.example/2?x=1"));
        assert_eq!(host("http://a.example:8080/x"), "a.example:8080");
    }

    #[test]
    fn a_slug_is_a_valid_file_name() {
        for (address, expected) in [
            ("https://a.example/2025/07/mist-cherez-desnu.html", "mist-cherez-desnu"),
            ("https://a.example/%D0%BC%D1%96%D1%81%D1%82/", "mist"),
            ("https://a.example/", "page"),
            ("https://a.example/news/index.php?id=3", "news"),
            ("https://a.example/..%2F..%2Fx", "x"),
        ] {
            assert_eq!(slug(address), expected);
        }
    }
}
