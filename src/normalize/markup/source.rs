//! In: the publisher in a page's metadata, and its address. Out: the source, with the evidence.
//!
//! Invariant: a name that the page does not give is derived from its address and marked as resolved.

use crate::letters::Letter;
use crate::normalize::Source;
use crate::time::{Evidence, EvidenceKind, How};

/// The first name that the page gives for its publisher, else the registrable domain of the first address with one.
pub(crate) fn find(path: &str, publishers: &[String], addresses: &[&str]) -> Option<Source> {
    let evidence = |kind, text: &str| {
        vec![Evidence { kind, text: text.to_owned(), path: path.to_owned(), place: None, gives: None }]
    };
    let stated = publishers.iter().find(|name| name.chars().any(|c| c.is_letter() && !c.is_mark()));
    if let Some(name) = stated {
        return Some(Source {
            name: name.clone(),
            how: How::Stated,
            evidence: evidence(EvidenceKind::Metadata, name),
            listed: None,
        });
    }
    addresses.iter().find_map(|address| {
        // A number of the network names nobody.
        let host = host(address).filter(|host| host.contains(|c: char| !(c.is_ascii_digit() || c == '.')))?;
        let name = psl::domain_str(host)?.to_owned();
        Some(Source { name, how: How::Resolved, evidence: evidence(EvidenceKind::Address, address), listed: None })
    })
}

/// The host of an address, as written.
fn host(address: &str) -> Option<&str> {
    let rest = address.split_once("://")?.1;
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?;
    let host = host.split(':').next()?;
    (!host.is_empty()).then_some(host)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_named_publisher_comes_before_a_domain() {
        let named = find("a", &["Вісник".to_owned()], &["https://www.v.example.co.uk/a"]).unwrap();
        assert_eq!((named.name.as_str(), named.how), ("Вісник", How::Stated));
        let resolved = find("a", &[], &["nowhere", "https://u@www.v.example.co.uk:80/a"]).unwrap();
        assert_eq!((resolved.name.as_str(), resolved.how), ("example.co.uk", How::Resolved));
        assert_eq!(find("a", &[], &["https://localhost/", "http://192.0.2.1/a", "http://192.0.2.1:80/a"]), None);
    }
}
