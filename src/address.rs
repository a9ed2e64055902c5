//! In: the address of a page, as given by a capture. Out: a URL that is safe in a link, or nothing.
//!
//! Invariant: only `http` and `https` addresses with a plain host become links.

/// The address with percent-encoding where needed. `None` if it is not a web address.
pub fn web(address: &str) -> Option<String> {
    let address = address.trim();
    let (scheme, rest) = address.split_once("://")?;
    let scheme = scheme.to_ascii_lowercase();
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (host, path) = rest.split_at(end);
    (matches!(scheme.as_str(), "http" | "https") && is_host(host)).then(|| format!("{scheme}://{host}{}", encode(path)))
}

fn is_host(host: &str) -> bool {
    let (name, port) = host.split_once(':').unwrap_or((host, "80"));
    let is_name = name.split('.').all(|label| {
        !label.is_empty()
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
            && !label.starts_with('-')
            && !label.ends_with('-')
    });
    // A host that ends in a number would be read as an IPv4 address.
    let is_numeric = name.rsplit('.').next().is_some_and(|label| label.starts_with(|c: char| c.is_ascii_digit()));
    is_name && !is_numeric && !name.starts_with("xn--") && port.parse::<u16>().is_ok()
}

/// Percent-encodes what RFC 3986 does not allow in path, query and fragment, as well as a `%` without two digits and a second `#`.
fn encode(path: &str) -> String {
    let mut encoded = String::with_capacity(path.len());
    let bytes = path.as_bytes();
    let mut in_fragment = false;
    for (at, &byte) in bytes.iter().enumerate() {
        let allowed = match byte {
            b'%' => bytes.get(at + 1..at + 3).is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit)),
            b'#' => !std::mem::replace(&mut in_fragment, true),
            _ => byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&byte),
        };
        match allowed {
            true => encoded.push(char::from(byte)),
            false => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::web;

    #[test]
    fn only_web_addresses_become_links() {
        assert_eq!(
            web("https://visnyk.example/а б?q=[1]#x#y").unwrap(),
            "https://visnyk.example/%D0%B0%20%D0%B1?q=%5B1%5D#x%23y"
        );
        assert_eq!(web("HTTP://visnyk.example:8080/50%/%41").unwrap(), "http://visnyk.example:8080/50%25/%41");
        for address in [
            "javascript://x/%0aalert(1)",
            "file:///etc/passwd",
            "https://",
            "https://a..b/",
            "https://1.2.3.4.5/",
            "новина",
            "https://рада.укр/",
            "https://bank.example@evil.example/",
            "https://bank.example:secret@evil.example/",
            "https://bank.example%2f@evil.example/",
            "https://bank.example\\@evil.example/",
            "https://@evil.example/",
            "//evil.example/x",
            "https:/\\bank.example@evil.example/",
            "https://evil.example\u{202e}/gpj",
            "https://[::1]/",
        ] {
            assert_eq!(web(address), None, "{address}");
        }
    }
}
