//! In: an address from a page. Out: the absolute address, or whether it is an address on the web.
//!
//! Invariant: makes no requests.

/// The absolute form of an address on a page, relative to the address of the page.
pub fn absolute(address: &str, page: Option<&str>) -> String {
    let Some((scheme, rest)) = page.and_then(|page| page.split_once("://")) else { return address.to_owned() };
    if address.contains("://") {
        return address.to_owned();
    }
    if let Some(rest) = address.strip_prefix("//") {
        return format!("{scheme}://{rest}");
    }
    let path = rest.split(['?', '#']).next().unwrap_or(rest);
    let base = match (address.starts_with('/'), path.rfind('/')) {
        (true, _) => path.split('/').next().unwrap_or(path),
        (false, Some(end)) => &path[..end],
        (false, None) => path,
    };
    format!("{scheme}://{base}/{}", address.trim_start_matches('/').trim_start_matches("./"))
}

/// Whether an address is complete without its page: it has a scheme or a host.
pub(crate) fn is_web(address: &str) -> bool {
    address.starts_with("//") || address.contains("://")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_made_whole() {
        for (address, expected) in [
            ("https://b.example/x", "https://b.example/x"),
            ("//b.example/x", "https://b.example/x"),
            ("/x.jpg", "https://a.example/x.jpg"),
            ("x.jpg", "https://a.example/n/x.jpg"),
        ] {
            assert_eq!(absolute(address, Some("https://a.example/n/p?q=/")), expected);
        }
        assert_eq!(absolute("x.jpg", None), "x.jpg");
    }
}
