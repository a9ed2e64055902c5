//! In: an article, the project's publishers and those of `publishers.toml`. Out: its source, with the publisher's name from the lists.
//!
//! A publisher is found by the host of the page's address, or by the name on the page. The project file takes precedence over the page.
//! `publishers.toml` is used only if the page gives no other name.
//!
//! Invariant: a source that is in no list stays unchanged, and so does one that the user has corrected. The evidence is kept.

use std::path::Path;
use std::sync::LazyLock;

use super::article::{Article, Listed, Source};
use super::source::{host, hosts};
use crate::language::Language;
use crate::letters::LowerCase;
use crate::project::{Publisher, read_publishers};
use crate::time::{Evidence, EvidenceKind, How};

static SHIPPED: LazyLock<Vec<Publisher>> = LazyLock::new(|| {
    let path = Path::new("publishers.toml");
    read_publishers(path, include_str!("publishers.toml")).unwrap_or_else(|error| panic!("{error}"))
});

/// Lists of publishers, and the language for their names.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Publishers<'a> {
    project: &'a [Publisher],
    shipped: &'a [Publisher],
    language: Language,
}

/// A publisher, and whether it is from the project file.
type Found<'a> = (&'a Publisher, bool);

impl<'a> Publishers<'a> {
    /// The publishers of a project, and with lower precedence the program's own. All names are in one language, so that each publisher has
    /// one name.
    pub(crate) fn new(project: &'a [Publisher], language: Language) -> Self {
        Self { project, shipped: &SHIPPED, language }
    }

    /// The source of an article, with the name from the list that has its publisher.
    pub(crate) fn source(&self, article: &Article) -> Option<Source> {
        let own = article.source.clone();
        match self.find(article) {
            Some(found) => Some(self.renamed(own, article, found)),
            None => own,
        }
    }

    fn find(&self, article: &Article) -> Option<Found<'a>> {
        let source = article.source.as_ref();
        let of_page = article.address.as_deref().and_then(host);
        let hosts: Vec<String> = of_page.into_iter().chain(source.into_iter().flat_map(resolved)).collect();
        let by_host = |list| hosts.iter().find_map(|host| at(list, host));
        match source {
            Some(source) if rests_on(source, EvidenceKind::Correction) => None,
            Some(source) if !rests_on(source, EvidenceKind::Address) => {
                by_host(self.project).map(by_project).or_else(|| self.called(&source.name, article.address.as_deref()))
            }
            _ => by_host(self.project).map(by_project).or_else(|| by_host(self.shipped).map(by_program)),
        }
    }

    /// The publisher with this name, unless the page's address belongs to another publisher.
    fn called(&self, name: &str, address: Option<&str>) -> Option<Found<'a>> {
        let address = address.map(hosts).unwrap_or_default();
        let fits = |publisher: &&Publisher| {
            is_named(publisher, name)
                && (address.is_empty() || address.iter().any(|host| publisher.host(host).is_some()))
        };
        let listed = |list: &'a [Publisher]| list.iter().find(fits);
        let found = listed(self.project).map(by_project).or_else(|| listed(self.shipped).map(by_program))?;
        // For a publisher in both lists, the project file's name is used.
        let own = found.0.hosts.iter().find_map(|host| at(self.project, host));
        Some(own.map_or(found, by_project))
    }

    fn renamed(&self, own: Option<Source>, article: &Article, (publisher, by_project): Found) -> Source {
        let name = publisher.name(self.language);
        if let Some(own) = own.as_ref().filter(|own| own.name == name.text) {
            return own.clone();
        }
        let tells = |own: &Source| rests_on(own, EvidenceKind::Address) || is_named(publisher, &own.name);
        let address = article.address.iter().filter(|_| !own.as_ref().is_some_and(tells));
        let mut evidence: Vec<Evidence> = address.map(|address| addressed(address, article.name())).collect();
        evidence.extend(own.into_iter().flat_map(|own| own.evidence));
        let listed = Some(Listed { by_project, language: name.language });
        Source { name: name.text.clone(), how: How::Resolved, evidence, listed }
    }
}

/// The names, in all languages, of the publisher of an address, from the program's own list.
pub fn names(address: &str) -> impl Iterator<Item = String> {
    let publisher = host(address).and_then(|host| at(&SHIPPED, &host));
    publisher.into_iter().flat_map(|publisher| &publisher.names).map(|name| name.text.clone())
}

fn by_project(publisher: &Publisher) -> Found<'_> {
    (publisher, true)
}

fn by_program(publisher: &Publisher) -> Found<'_> {
    (publisher, false)
}

/// The publisher of a host: the one that lists it, else the one that lists the nearest host above it.
fn at<'a>(list: &'a [Publisher], host: &str) -> Option<&'a Publisher> {
    let listed = list.iter().filter_map(|publisher| Some((publisher.host(host)?.len(), publisher)));
    listed.max_by_key(|&(length, _)| length).map(|(_, publisher)| publisher)
}

/// Whether a name on a page means this publisher. It may also be a host.
fn is_named(publisher: &Publisher, name: &str) -> bool {
    publisher.is_called(name) || publisher.host(&name.trim().lower_case()).is_some()
}

fn rests_on(source: &Source, kind: EvidenceKind) -> bool {
    source.evidence.first().is_some_and(|evidence| evidence.kind == kind)
}

/// The hosts, within the domain that became the source's name, in the address from which it was derived.
fn resolved(source: &Source) -> Vec<String> {
    let address = source.evidence.first().filter(|evidence| evidence.kind == EvidenceKind::Address);
    let is_own = |host: &String| psl::domain_str(host).is_some_and(|domain| domain.eq_ignore_ascii_case(&source.name));
    address.map(|evidence| hosts(&evidence.text)).into_iter().flatten().filter(is_own).collect()
}

fn addressed(address: &str, path: String) -> Evidence {
    Evidence { kind: EvidenceKind::Address, text: address.to_owned(), path, place: None, gives: None }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::capture::{CaptureId, Form};

    const LIST: &str = "[[publisher]]\nhosts = ['kray.net.ua']\nname = { uk = 'Край', en = 'The Land' }\n\
                        [[publisher]]\nhosts = ['sport.kray.net.ua']\nname = { uk = 'Край. Спорт' }\n";

    fn read(text: &str) -> Vec<Publisher> {
        read_publishers(Path::new("test.toml"), text).unwrap()
    }

    fn article(address: Option<&str>, source: Option<(EvidenceKind, &str, &str)>) -> Article {
        let source = source.map(|(kind, name, text)| Source {
            name: name.to_owned(),
            how: if kind == EvidenceKind::Address { How::Resolved } else { How::Stated },
            evidence: vec![Evidence { kind, ..addressed(text, "a.txt".to_owned()) }],
            listed: None,
        });
        Article {
            id: CaptureId::of_file("a.txt"),
            form: Form::Text,
            address: address.map(str::to_owned),
            digest: String::new(),
            language: Language::Ukrainian,
            source,
            headline: None,
            deck: None,
            byline: Vec::new(),
            authors_left_out: 0,
            is_cut: false,
            body: Vec::new(),
            figures: Vec::new(),
            region: None,
            stamps: Vec::new(),
            dropped: Vec::new(),
        }
    }

    const AT_HOME: Option<&str> = Some("https://www.kray.net.ua/n/1");
    const BY_ADDRESS: Option<(EvidenceKind, &str, &str)> =
        Some((EvidenceKind::Address, "kray.net.ua", "https://www.kray.net.ua/n/1"));

    fn stated(name: &str) -> Option<(EvidenceKind, &str, &str)> {
        Some((EvidenceKind::Metadata, name, name))
    }

    /// The name, and the kinds of its evidence.
    fn told(publishers: Publishers, article: &Article) -> Option<(String, Vec<EvidenceKind>)> {
        let source = publishers.source(article)?;
        Some((source.name, source.evidence.iter().map(|evidence| evidence.kind).collect()))
    }

    #[test]
    fn a_publisher_is_found_by_its_host_where_the_page_does_not_name_it() {
        let list = read(LIST);
        let publishers = Publishers { project: &[], shipped: &list, language: Language::English };
        let picture = "https://resize.example/https%3A%2F%2Fimg.kray.net.ua%2Fa.jpg";
        for (address, source, name) in [
            (AT_HOME, BY_ADDRESS, "The Land"),
            (AT_HOME, None, "The Land"),
            (None, Some((EvidenceKind::Address, "kray.net.ua", picture)), "The Land"),
            (Some("https://m.sport.kray.net.ua/"), BY_ADDRESS, "Край. Спорт"),
            (AT_HOME, stated("Інша назва"), "Інша назва"),
            (AT_HOME, stated("край"), "The Land"),
            (None, stated("Край"), "The Land"),
            (None, stated("Kray.net.ua"), "The Land"),
            (Some("https://other.example/1"), stated("Край"), "Край"),
            (AT_HOME, Some((EvidenceKind::Correction, "Край", "Край")), "Край"),
        ] {
            let article = article(address, source);
            let (found, evidence) = told(publishers, &article).unwrap();
            assert_eq!(found, name, "{address:?} {source:?}");
            assert_eq!(evidence, [source.map_or(EvidenceKind::Address, |(kind, ..)| kind)], "{address:?} {source:?}");
        }
        assert_eq!(told(publishers, &article(None, None)), None);
    }

    #[test]
    fn the_project_file_overrides_the_page_and_the_built_in_list() {
        let (own, shipped) = (read("[[publisher]]\nhosts = ['kray.net.ua']\nname = 'Наш край'\n"), read(LIST));
        let publishers = Publishers { project: &own, shipped: &shipped, language: Language::English };
        let (address, page) = (EvidenceKind::Address, EvidenceKind::Metadata);
        for (at, source, expected) in [
            (AT_HOME, BY_ADDRESS, vec![address]),
            (AT_HOME, stated("Інша назва"), vec![address, page]),
            (None, stated("The Land"), vec![page]),
            (AT_HOME, stated("Наш край"), vec![page]),
            (Some("https://sport.kray.net.ua/1"), None, vec![address]),
        ] {
            let found = told(publishers, &article(at, source));
            assert_eq!(found, Some(("Наш край".to_owned(), expected)), "{at:?} {source:?}");
        }
        let listed = publishers.source(&article(AT_HOME, BY_ADDRESS)).unwrap().listed;
        assert_eq!(listed, Some(Listed { by_project: true, language: None }));
    }

    #[test]
    fn a_source_that_no_list_knows_stays_as_it_is() {
        let publishers = Publishers { project: &[], shipped: &[], language: Language::Ukrainian };
        for source in [BY_ADDRESS, stated("Край"), None] {
            let article = article(AT_HOME, source);
            assert_eq!(publishers.source(&article), article.source);
        }
        let list = read(LIST);
        let article = article(AT_HOME, stated("Край"));
        assert_eq!(Publishers { shipped: &list, ..publishers }.source(&article), article.source);
    }

    #[test]
    fn the_programs_own_list_is_in_order() {
        let text = include_str!("publishers.toml");
        let hosts: Vec<&String> = SHIPPED.iter().flat_map(|publisher| &publisher.hosts).collect();
        for host in &hosts {
            assert!(text.contains(&format!("\"{host}\"")), "{host} is written otherwise");
            assert!(
                psl::suffix(host.as_bytes()).is_some_and(|suffix| suffix.is_known()),
                "{host} lies below no registry"
            );
        }
        assert!(SHIPPED.iter().all(|publisher| publisher.hosts.is_sorted()));
        assert!(SHIPPED.iter().map(|publisher| &publisher.hosts[0]).is_sorted(), "the tables are sorted by first host");
        let mut names = BTreeSet::new();
        for publisher in SHIPPED.iter() {
            let own: BTreeSet<String> = publisher.names.iter().map(|name| name.text.to_lowercase()).collect();
            assert!(own.iter().all(|name| names.insert(name.clone())), "another publisher has a name of {publisher:?}");
            let tags: BTreeSet<_> = publisher.names.iter().map(|name| name.language).collect();
            assert_eq!(tags.len(), publisher.names.len(), "{publisher:?}");
        }
    }
}
