//! In: the `[[publisher]]` tables of a file. Out: the publishers, each with its hosts and its names in several languages.
//!
//! Invariant: each host appears once, in lower case, as in an address.

use std::collections::BTreeSet;
use std::path::Path;

use super::error::Problem;
use super::section::{Document, Section};
use super::{ProjectError, choose};
use crate::language::Language;

pub(crate) const KEYS: [&str; 3] = ["hosts", "name", "reliability"];

/// The publisher of the pages of some hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Each stands for itself and all its subdomains.
    pub hosts: Vec<String>,
    /// At least one name, in file order.
    pub names: Vec<PublisherName>,
    /// How reliable the editor considers it.
    pub reliability: Option<Reliability>,
}

/// How reliable a source is, by the letters of the Admiralty system (NATO AJP-2.1, "reliability of the source").
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[derive(serde::Serialize, serde::Deserialize, schemars::JsonSchema)]
#[derive(strum::EnumMessage, strum::EnumString, strum::IntoStaticStr, strum::VariantArray)]
pub enum Reliability {
    /// Completely reliable.
    A,
    /// Usually reliable.
    B,
    /// Fairly reliable.
    C,
    /// Not usually reliable.
    D,
    /// Unreliable.
    E,
    /// Cannot be judged.
    F,
}

/// A name of a publisher.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherName {
    /// Absent if one name serves all languages.
    pub language: Option<Language>,
    /// The name.
    pub text: String,
}

/// Parses a file that holds only `[[publisher]]` tables. Messages name the file as `path`.
///
/// # Errors
/// The text is not valid TOML, or has an unknown key or an invalid value.
pub(crate) fn read_publishers(path: &Path, text: &str) -> Result<Vec<Publisher>, ProjectError> {
    publishers(&Document::parse(path, text)?.top(&["publisher"])?)
}

/// The `[[publisher]]` tables of a file.
pub(crate) fn publishers(top: &Section<'_>) -> Result<Vec<Publisher>, ProjectError> {
    let mut seen = BTreeSet::new();
    top.sections("publisher", &KEYS)?.iter().map(|section| publisher(section, &mut seen)).collect()
}

fn publisher(section: &Section<'_>, seen: &mut BTreeSet<String>) -> Result<Publisher, ProjectError> {
    let mut hosts = Vec::new();
    for written in section.required_texts("hosts", "hosts = [\"example.com\"]")? {
        let key = "publisher.hosts".to_owned();
        let Some(host) = host(&written) else {
            let nearest = host_of_address(&written);
            return Err(section.on_line_of("hosts", Problem::NoHost { key, value: written, nearest }));
        };
        if !seen.insert(host.clone()) {
            return Err(
                section.on_line_of("hosts", Problem::Twice { key, value: host, hint: "leave it with one publisher" })
            );
        }
        hosts.push(host);
    }
    Ok(Publisher { hosts, names: names(section)?, reliability: choose(section, "reliability", "a letter")? })
}

fn names(section: &Section<'_>) -> Result<Vec<PublisherName>, ProjectError> {
    if let Some(names) = section.keyed_texts("name", "the tag of a language", &Language::TAGS, Language::from_code)? {
        return Ok(names.into_iter().map(|(tag, text)| PublisherName { language: Some(tag), text }).collect());
    }
    let text = section.required("name", "name = { uk = \"…\", en = \"…\" }")?;
    Ok(vec![PublisherName { language: None, text }])
}

/// A host in the form that hosts are compared in. `None` if the text is not a host, or is a suffix under which anybody may register.
fn host(text: &str) -> Option<String> {
    let host = text.trim().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (host.split('.').all(is_label) && psl::domain_str(host).is_some()).then(|| host.to_owned())
}

/// The host of a whole address, for a user who wrote an address instead of a host.
fn host_of_address(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    host(rest.split(['/', '?', '#', ':']).next()?)
}

impl Publisher {
    /// The longest of the publisher's hosts that is this host or a parent domain of it.
    pub fn host(&self, host: &str) -> Option<&str> {
        let stands_above = |own: &&String| {
            host.strip_suffix(own.as_str()).is_some_and(|below| below.is_empty() || below.ends_with('.'))
        };
        self.hosts.iter().filter(stands_above).max_by_key(|own| own.len()).map(String::as_str)
    }

    /// The publisher's name in a language, else its first name.
    #[expect(
        clippy::indexing_slicing,
        reason = "a publisher is read with one name at least, and nothing takes one away"
    )]
    pub fn name(&self, language: Language) -> &PublisherName {
        self.names.iter().find(|name| name.language == Some(language)).unwrap_or(&self.names[0])
    }

    /// Whether a page of this publisher's name is its own: on one of its hosts, itself or in an archive, or without an address.
    pub(crate) fn is_of_page(&self, name: &str, address: Option<&str>) -> bool {
        let hosts = |address: &str| -> Vec<String> {
            let parts = address.split("://").skip(1);
            parts.map(|part| part.split(['/', ':', '?', '#']).next().unwrap_or_default().to_lowercase()).collect()
        };
        let is_own = |address: &str| hosts(address).iter().any(|host| self.host(host).is_some());
        self.is_called(name) && address.is_none_or(is_own)
    }

    /// Whether the publisher has this name, ignoring case.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        self.names.iter().any(|own| lower(&own.text).eq(lower(name.trim())))
    }
}

fn lower(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_lowercase)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<Publisher>, String> {
        read_publishers(Path::new("litopys.toml"), text).map_err(|error| error.to_string())
    }

    #[test]
    fn a_publisher_has_hosts_and_a_name_in_each_language() {
        let text = "[[publisher]]\nhosts = ['WWW.Khvylia.example', 'nyva.kray.example']\n\
                    name = { uk = 'Вечірня Хвиля', en = 'Evening Wave', spa = 'Ola' }\n\
                    [[publisher]]\nhosts = ['courier.example']\nname = 'Morning Courier'\n";
        let [first, second] = read(text).unwrap().try_into().unwrap();
        assert_eq!(first.hosts, ["khvylia.example", "nyva.kray.example"]);
        assert_eq!(first.name(Language::English).text, "Evening Wave");
        assert_eq!(first.name(Language::Polish).text, "Вечірня Хвиля");
        assert_eq!((&*second.name(Language::Polish).text, second.names[0].language), ("Morning Courier", None));
        assert!(first.is_called("evening wave") && !first.is_called("wave"));
        for (host, expected) in [
            ("khvylia.example", Some("khvylia.example")),
            ("img.khvylia.example", Some("khvylia.example")),
            ("nekhvylia.example", None),
            ("kray.example", None),
        ] {
            assert_eq!(first.host(host), expected, "{host}");
        }
    }

    #[test]
    fn only_valid_hosts_are_hosts() {
        for (text, expected) in [
            ("kray.net.ua", Some("kray.net.ua")),
            ("net.ua", None),
            ("kray", None),
            ("kray..ua", None),
            ("край.укр", None),
            ("https://kray.net.ua", None),
        ] {
            assert_eq!(host(text).as_deref(), expected, "{text}");
        }
        assert_eq!(host_of_address("https://www.kray.net.ua/n?1").as_deref(), Some("kray.net.ua"));
    }
}
