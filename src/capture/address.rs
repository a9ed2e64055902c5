//! In: an address from a page. Out: the absolute address, whether it is an address on the web, or the page to which it leads on.
//!
//! Invariant: makes no requests.

use url::Url;

/// The names of parameters in which services that count clicks put the address to which they lead on: search engines and their alerts,
/// programs for newsletters, networks.
const TARGETS: [&str; 14] = [
    "url",
    "u",
    "q",
    "to",
    "target",
    "dest",
    "destination",
    "redirect",
    "redirect_url",
    "redirect_uri",
    "redir",
    "link",
    "goto",
    "r",
];

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

/// The address to which an address of a service leads on, if it has that in itself: as a parameter, or written into its path. A link within
/// one site leads nowhere else.
pub(crate) fn target(address: &str) -> Option<String> {
    let url = Url::parse(address).ok()?;
    let other = |target: &str| {
        let target = Url::parse(target).ok().filter(|target| matches!(target.scheme(), "http" | "https"))?;
        let is_other = target.host_str().is_some_and(|host| host.contains('.')) && target.host() != url.host();
        (is_other && target.path().len() > 1).then(|| target.to_string())
    };
    let named = url.query_pairs().find_map(|(name, value)| {
        TARGETS.contains(&name.to_ascii_lowercase().as_str()).then(|| other(&value)).flatten()
    });
    let in_path = || {
        let part = url.path_segments()?.find(|part| part.to_ascii_lowercase().contains("%2f%2f"))?;
        other(&percent_encoding::percent_decode_str(part).decode_utf8().ok()?)
    };
    named.or_else(in_path)
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

    #[test]
    fn a_service_that_counts_clicks_leads_on() {
        for (address, expected) in [
            (
                "https://www.search.example/url?rct=j&sa=t&url=https://v.example/n/mist&ct=ga",
                Some("https://v.example/n/mist"),
            ),
            (
                "https://l.net.example/l.php?u=https%3A%2F%2Fv.example%2Fn%2Fmist%3Fa%3D1&h=x",
                Some("https://v.example/n/mist?a=1"),
            ),
            ("https://click.mail.example/L0/https:%2F%2Fv.example%2Fn%2Fmist/1/a", Some("https://v.example/n/mist")),
            ("https://v.example/login?redirect=https://v.example/n/mist", None),
            ("https://v.example/n/mist?url=https://w.example/", None),
            ("https://v.example/n/mist?from=https://w.example/n", None),
            ("https://v.example/n/mist?url=ftp://w.example/n", None),
            ("https://v.example/n/mist", None),
            ("n/mist?url=https://w.example/n", None),
        ] {
            assert_eq!(target(address).as_deref(), expected, "{address}");
        }
    }
}
