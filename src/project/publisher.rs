//! In: the `[[publisher]]` tables of a file. Out: the publishers: their hosts, and what they are called in several languages.
//!
//! Invariant: a host stands there once, in lower case, as it stands in an address.

use std::collections::BTreeSet;
use std::path::Path;

use super::ProjectError;
use super::error::Problem;
use super::section::{Document, Section};
use crate::language::Language;

pub const KEYS: [&str; 2] = ["hosts", "name"];

/// Who publishes the pages of some hosts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Publisher {
    /// Each stands for itself and for every host below it.
    pub hosts: Vec<String>,
    /// In the order in which they are given, at least one.
    pub names: Vec<PublisherName>,
}

/// What a publisher calls itself.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublisherName {
    /// Absent where one name is given for all languages.
    pub language: Option<Language>,
    pub text: String,
}

/// Reads a file that holds nothing but `[[publisher]]` tables; `path` names it in messages.
///
/// # Errors
/// As of a project file: a key that is not known, a value that cannot be meant.
pub fn read_publishers(path: &Path, text: &str) -> Result<Vec<Publisher>, ProjectError> {
    publishers(&Document::parse(path, text)?.top(&["publisher"])?)
}

/// The `[[publisher]]` tables of a file.
pub fn publishers(top: &Section<'_>) -> Result<Vec<Publisher>, ProjectError> {
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
    Ok(Publisher { hosts, names: names(section)? })
}

fn names(section: &Section<'_>) -> Result<Vec<PublisherName>, ProjectError> {
    let tag = |tag: &str| Some(Language::from_tag(tag)).filter(|language| language.tag() == tag && tag != "und");
    if let Some(names) = section.keyed_texts("name", "the tag of a language", &Language::TAGS, tag)? {
        return Ok(names.into_iter().map(|(tag, text)| PublisherName { language: Some(tag), text }).collect());
    }
    let text = section.required("name", "name = { uk = \"…\", en = \"…\" }")?;
    Ok(vec![PublisherName { language: None, text }])
}

/// A host in the form in which hosts are compared; absent where the text is none, or one under which anybody may register.
fn host(text: &str) -> Option<String> {
    let host = text.trim().to_ascii_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    let is_label =
        |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    (host.split('.').all(is_label) && psl::domain_str(host).is_some()).then(|| host.to_owned())
}

/// The host that was meant by a whole address.
fn host_of_address(text: &str) -> Option<String> {
    let rest = text.split_once("://").map_or(text, |(_, rest)| rest);
    host(rest.split(['/', '?', '#', ':']).next()?)
}

impl Publisher {
    /// The longest of its hosts that is this one or stands above it.
    pub fn host(&self, host: &str) -> Option<&str> {
        let stands_above = |own: &&String| {
            host.strip_suffix(own.as_str()).is_some_and(|below| below.is_empty() || below.ends_with('.'))
        };
        self.hosts.iter().filter(stands_above).max_by_key(|own| own.len()).map(String::as_str)
    }

    /// Its name in a language, else the first one that is given.
    #[expect(
        clippy::indexing_slicing,
        reason = "a publisher is read with one name at least, and nothing takes one away"
    )]
    pub fn name(&self, language: Language) -> &PublisherName {
        self.names.iter().find(|name| name.language == Some(language)).unwrap_or(&self.names[0])
    }

    /// Whether one of its names reads so, in whatever case.
    pub fn is_called(&self, name: &str) -> bool {
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
    fn only_what_can_stand_in_an_address_is_a_host() {
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
