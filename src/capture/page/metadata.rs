//! In: the tree of a page, or the front matter of a Markdown file. Out: the publisher's metadata.
//!
//! Invariant: copies the values without judging them, most trustworthy first.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dom_query::{Document, Element, NodeRef};
use regex::Regex;
use serde_json::Value;

use super::element::value;
use crate::capture::address::{absolute, is_web};
use crate::capture::entry::unescaped;
use crate::capture::markdown::Markdown;
use crate::time::MachineDate;

/// The most authors to print. A longer list is not a byline. Set by hand.
pub(crate) const MOST_AUTHORS: usize = 6;

/// The metadata of a page. Each list is in order of trust and has no duplicates.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Metadata {
    /// The headlines.
    pub headlines: Vec<String>,
    /// The descriptions.
    pub descriptions: Vec<String>,
    /// The names of the authors.
    pub authors: Vec<String>,
    /// Number of authors in a record beyond those that are kept.
    pub authors_left_out: usize,
    /// Whether the page has more tags than are read.
    pub is_cut: bool,
    /// The names of the publisher.
    pub publishers: Vec<String>,
    /// The dates of publication.
    pub(crate) published: Vec<MachineDate>,
    /// The publication date in the page's scripts, if they have only one.
    pub(crate) scripted: Option<MachineDate>,
    /// The dates of the last change.
    pub(crate) modified: Vec<MachineDate>,
    /// The addresses of the page.
    pub addresses: Vec<String>,
    /// The language, as declared.
    pub language: Option<String>,
    /// The text of the article, in JSON-LD. `None` if there are several.
    pub(crate) text: Option<String>,
    /// The address against which the others on the page are resolved, if it is not that of the page.
    pub(crate) base: Option<String>,
}

/// Names of `meta` elements (`name`, `property` or `itemprop`) for each kind of value, most trustworthy first.
const HEADLINE: &[&str] =
    &["og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title"];
const DESCRIPTION: &[&str] = &["og:description", "description", "twitter:description", "dc.description"];
const AUTHOR: &[&str] =
    &["author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator", "byl"];
const PUBLISHER: &[&str] = &[
    "og:site_name",
    "application-name",
    "apple-mobile-web-app-title",
    "dc.publisher",
    "dcterms.publisher",
    "publisher",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "og:article:published_time",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dc.date",
    "dcterms.date",
    "publication_date",
    "publish_date",
    "publish-date",
    "publishdate",
    "pubdate",
    "published_date",
    "date_published",
    "article:published",
    "article_date_original",
    "cxenseparse:recs:publishtime",
    "originalpublicationdate",
    "citation_publication_date",
    "citation_date",
    "og:published_time",
    "article.published",
    "article.created",
    "displaydate",
    "pub_date",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "lastmod",
    "last-modified",
    "updated_time",
    "modified_time",
    "revision_date",
];

/// The keys of front matter for the day of publication.
const FRONT_PUBLISHED: &[&str] = &[
    "date_published",
    "date-published",
    "published",
    "published_at",
    "published date",
    "datepublished",
    "pubdate",
    "publish_date",
    "publishdate",
];

/// The ends of the JSON-LD types of articles, and of pages that contain an article.
const ARTICLES: &[&str] = &["Article", "Posting", "Report"];
const PAGES: &[&str] = &["WebPage", "ItemPage"];

impl Metadata {
    /// Reads JSON-LD, `meta`, `link`, `title` and microdata.
    pub(crate) fn of_page(tree: &Document) -> Self {
        let said = Said::of_page(tree);
        let mut found = Self::default();
        let (scripts, scripted) = (said.scripts, said.scripted);
        // Several days come from a list of articles. It is unknown which one belongs to this page.
        let days: BTreeSet<&str> = scripted.iter().filter_map(|text| text.get(..10)).collect();
        found.scripted = scripted.first().filter(|_| days.len() == 1).map(MachineDate::read);
        let mut texts = Vec::new();
        for kinds in [ARTICLES, PAGES] {
            scripts.iter().for_each(|value| found.take_json(value, kinds, &mut texts));
        }
        found.text = texts.pop().filter(|_| texts.is_empty());
        found.take_meta(&said.pairs);
        found.language = said.language.or(found.language);
        said.canonical.iter().for_each(|address| add(&mut found.addresses, address));
        said.published.iter().chain(&said.timed).for_each(|value| add_date(&mut found.published, value));
        said.modified.iter().for_each(|value| add_date(&mut found.modified, value));
        said.authors.iter().for_each(|author| add(&mut found.authors, author));
        found.publishers.retain(|publisher| !publisher.contains("://") && publisher.chars().count() < 80);
        found.base = said.base;
        found.take_base();
        found
    }

    /// Makes addresses whole with the page's base. A program that saves a page alone gives it its own address as its base, so that its links
    /// work; that counts if nothing else names the page, and if it is more than a folder.
    fn take_base(&mut self) {
        let base = self.base.as_deref();
        let relative = self.addresses.iter_mut().filter(|address| address.starts_with('/'));
        relative.for_each(|address| *address = absolute(address, base));
        self.addresses.retain(|address| address.starts_with("http"));
        let page =
            base.filter(|base| base.starts_with("http") && !base.ends_with('/') && base.matches('/').count() > 2);
        if self.addresses.is_empty() {
            self.addresses.extend(page.map(str::to_owned));
        }
    }

    /// Reads the front matter of a Markdown file. A day that does not say of what it is (`date`) is the day of publication only if no other
    /// key says so: beside one it is the day of saving.
    pub(crate) fn of_front_matter(markdown: &Markdown) -> Self {
        let mut found = Self::default();
        for (key, value) in &markdown.front {
            let list = match key.as_str() {
                "title" | "headline" | "full title" => &mut found.headlines,
                "description" | "deck" | "subtitle" | "excerpt" | "summary" => &mut found.descriptions,
                "author" | "authors" | "byline" => &mut found.authors,
                "source" | "publisher" | "site" | "site_name" | "publication" | "website" => {
                    if value.starts_with("http") { &mut found.addresses } else { &mut found.publishers }
                }
                "updated" | "modified" | "lastmod" if !markdown.is_of_notes() => {
                    add_date(&mut found.modified, value);
                    continue;
                }
                "url" | "link" | "address" | "canonical" | "original" => &mut found.addresses,
                "lang" | "language" => {
                    found.language = Some(value.clone());
                    continue;
                }
                _ => continue,
            };
            add(list, value);
        }
        let dates = |keys: &[&str]| {
            let of_keys = markdown.front.iter().filter(|(key, _)| keys.contains(&key.as_str()));
            of_keys.map(|(_, value)| value.clone()).collect::<Vec<_>>()
        };
        let stated = dates(FRONT_PUBLISHED);
        let published = if stated.is_empty() { dates(&["date"]) } else { stated };
        published.iter().for_each(|value| add_date(&mut found.published, value));
        found.addresses.retain(|address| address.starts_with("http"));
        found
    }

    /// Searches a JSON-LD value for articles, whose texts are added to `texts`. `serde_json` limits the depth of a value to 128.
    fn take_json(&mut self, value: &Value, kinds: &[&str], texts: &mut Vec<String>) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.take_json(item, kinds, texts)),
            Value::Object(fields) => {
                if names(&value["@type"]).iter().any(|kind| kinds.iter().any(|end| kind.ends_with(end))) {
                    self.take_article(value);
                    let text = value["articleBody"].as_str().map(unescaped);
                    texts.extend(text.filter(|text| !text.trim().is_empty() && !texts.contains(text)));
                }
                ["@graph", "mainEntity", "mainEntityOfPage"]
                    .iter()
                    .filter_map(|key| fields.get(*key))
                    .for_each(|inner| self.take_json(inner, kinds, texts));
            }
            _ => {}
        }
    }

    fn take_article(&mut self, article: &Value) {
        let fields: [(&[&str], _); 5] = [
            (&["headline", "name"], &mut self.headlines),
            (&["description"], &mut self.descriptions),
            (&["author"], &mut self.authors),
            (&["publisher"], &mut self.publishers),
            (&["url", "mainEntityOfPage"], &mut self.addresses),
        ];
        for (keys, list) in fields {
            keys.iter().flat_map(|key| names(&article[*key])).for_each(|value| add(list, &value));
        }
        for (key, list) in [("datePublished", &mut self.published), ("dateModified", &mut self.modified)] {
            names(&article[key]).iter().for_each(|value| add_date(list, value));
        }
    }

    fn take_meta(&mut self, pairs: &[(String, String)]) {
        let kinds = [
            (HEADLINE, &mut self.headlines),
            (DESCRIPTION, &mut self.descriptions),
            (AUTHOR, &mut self.authors),
            (PUBLISHER, &mut self.publishers),
            (&["og:url", "twitter:url"], &mut self.addresses),
        ];
        for (names, list) in kinds {
            for name in names {
                pairs.iter().filter(|(key, _)| key == name).for_each(|(_, value)| add(list, value));
            }
        }
        for (names, list) in [(PUBLISHED, &mut self.published), (MODIFIED, &mut self.modified)] {
            for name in names {
                pairs.iter().filter(|(key, _)| key == name).for_each(|(_, value)| add_date(list, value));
            }
        }
        self.authors.retain(|author| !author.contains("://") && author.chars().count() < 120);
        let language =
            pairs.iter().find(|(key, _)| matches!(key.as_str(), "content-language" | "og:locale" | "inlanguage"));
        self.language = language.map(|(_, value)| value.clone());
    }
}

/// The most elements that are examined for authors: each may contain most of the page. Set by hand.
const MOST_ASKED: usize = 40;

/// The machine-readable values in the elements of a page, in document order.
#[derive(Default)]
struct Said {
    /// JSON-LD.
    scripts: Vec<Value>,
    /// Publication dates in other scripts.
    scripted: BTreeSet<String>,
    /// The name, in lower case, and content of each `meta` element.
    pairs: Vec<(String, String)>,
    language: Option<String>,
    canonical: Option<String>,
    /// The address against which the others on the page are resolved, if the page names one.
    base: Option<String>,
    /// Microdata.
    published: Option<String>,
    modified: Option<String>,
    /// A `time` that is marked as the time of publication.
    timed: Option<String>,
    authors: Vec<String>,
    /// Number of elements that were examined for an author.
    asked: usize,
}

impl Said {
    fn of_page(tree: &Document) -> Self {
        let mut said = Self::default();
        for node in tree.root().descendants_it() {
            node.query_or((), |inner| {
                if let Some(element) = inner.as_element() {
                    said.take(&node, element);
                }
            });
        }
        said
    }

    fn take(&mut self, node: &NodeRef, element: &Element) {
        let filled = |name: &str| value(element, name).map(str::trim).filter(|value| !value.is_empty());
        match &*element.name.local {
            "script" => self.script(node, element),
            "meta" => self.meta(element),
            "html" if self.language.is_none() => {
                self.language = filled("lang").or_else(|| filled("xml:lang")).map(str::to_owned);
            }
            "link" if self.canonical.is_none() && value(element, "rel") == Some("canonical") => {
                self.canonical = filled("href").map(str::to_owned);
            }
            "base" if self.base.is_none() => self.base = filled("href").filter(|href| is_web(href)).map(str::to_owned),
            "time" if self.timed.is_none() && value(element, "pubdate").is_some() => {
                self.timed = filled("datetime").map(str::to_owned);
            }
            _ => {}
        }
        let stated = || {
            let value = ["datetime", "content", "title"].iter().find_map(|name| value(element, name));
            value.map_or_else(|| node.text().to_string(), str::to_owned)
        };
        match value(element, "itemprop") {
            Some("datePublished") if self.published.is_none() => self.published = Some(stated()),
            Some("dateModified") if self.modified.is_none() => self.modified = Some(stated()),
            Some("author") => self.author(node),
            _ if value(element, "rel") == Some("author") => self.author(node),
            _ => {}
        }
    }

    fn author(&mut self, node: &NodeRef) {
        self.asked = self.asked.saturating_add(1);
        if self.asked > MOST_ASKED || self.authors.len() == MOST_AUTHORS {
            return;
        }
        let text = node.text();
        if text.chars().nth(80).is_none() {
            self.authors.push(text.to_string());
        }
    }

    fn script(&mut self, node: &NodeRef, element: &Element) {
        let text = node.text();
        let linked = value(element, "type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
        match linked.then(|| json(&text)).flatten() {
            Some(value) => self.scripts.push(value),
            None => self.scripted.extend(in_script(&text)),
        }
    }

    fn meta(&mut self, element: &Element) {
        let Some(content) = value(element, "content") else { return };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(key) = value(element, attribute) {
                self.pairs.push((key.trim().to_ascii_lowercase(), content.to_owned()));
            }
        }
    }
}

/// Adds a value as one line, unless it is empty or a duplicate.
fn add(list: &mut Vec<String>, value: &str) {
    let value = one_line(value);
    if !value.is_empty() && !list.contains(&value) {
        list.push(value);
    }
}

/// Adds a date in the same way.
fn add_date(list: &mut Vec<MachineDate>, value: &str) {
    let value = one_line(value);
    if !value.is_empty() && list.iter().all(|known| known.text != value) {
        list.push(MachineDate::read(value));
    }
}

fn one_line(value: &str) -> String {
    value.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Parses JSON-LD as pages write it: with CDATA marks, comments around it and line breaks inside strings.
fn json(text: &str) -> Option<Value> {
    let marks = |c: char| c.is_whitespace() || matches!(c, ';' | '/' | '*');
    let text = text.trim_matches(marks).trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_matches(marks);
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " "))).ok()
}

/// The publication dates in a script, from fields whose names content systems use for them.
fn in_script(text: &str) -> Vec<String> {
    static FIELD: LazyLock<Regex> = LazyLock::new(|| {
        let names = "datePublished|publishedDate|publishDate|publishedAt|published_at|publish_date|published_date|\
                     publicationDate|publication_date|datePosted|date_published|firstPublishedAt|first_published_at";
        let pattern = format!(r#"\\?["'](?:{names})\\?["']\s*:\s*\\?["'](\d{{4}}-\d\d-\d\d[^"'\\]{{0,25}})"#);
        Regex::new(&pattern).expect("a pattern of ours")
    });
    if !text.contains("ublish") && !text.contains("datePosted") {
        return Vec::new();
    }
    FIELD.captures_iter(text).map(|found| found[1].to_owned()).collect()
}

/// The texts of a JSON-LD value: itself, its `name`, its `@id`, or those of its items.
fn names(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![unescaped(text)],
        Value::Array(items) => items.iter().flat_map(names).collect(),
        Value::Object(fields) => {
            let text = ["name", "@id"].iter().find_map(|key| fields.get(*key).and_then(Value::as_str));
            text.map(unescaped).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn json_comes_before_meta_and_meta_before_elements() {
        let page = r#"<html lang="uk"><head>
            <meta property="og:title" content="Рада зібралася | Вісник"><meta name="author" content="Ія Лан">
            <meta property="article:published_time" content="2024-05-06T10:00:00Z"><link rel=canonical href="https://v.example/a">
            <script type="application/ld+json">{"@graph":[{"@type":"NewsArticle","headline":"Рада &quot;зібралася&quot;",
            "author":[{"@type":"Person","name":"Лев Орт"}],"publisher":{"name":"Вісник"},"datePublished":"2024-05-06"}]}</script>
            </head><time itemprop="datePublished" datetime="2024-05-07">"#;
        let found = Metadata::of_page(&Document::from(page));
        assert_eq!(found.headlines, ["Рада \"зібралася\"", "Рада зібралася | Вісник"]);
        assert_eq!(found.authors, ["Лев Орт", "Ія Лан"]);
        assert_eq!(found.publishers, ["Вісник"]);
        let published: Vec<&str> = found.published.iter().map(|date| date.text.as_str()).collect();
        assert_eq!(published, ["2024-05-06", "2024-05-06T10:00:00Z", "2024-05-07"]);
        assert_eq!((found.addresses, found.language), (vec!["https://v.example/a".to_owned()], Some("uk".to_owned())));
    }

    #[test]
    fn the_base_of_a_page_makes_addresses_whole() {
        let addresses = |head: &str| Metadata::of_page(&Document::from(format!("<html><head>{head}</head>"))).addresses;
        let canonical = "<link rel=canonical href=\"/n/mist\">";
        assert_eq!(addresses(&format!("<base href=\"https://v.example/\">{canonical}")), ["https://v.example/n/mist"]);
        assert_eq!(addresses("<base href=\"https://v.example/n/mist?a=1\">"), ["https://v.example/n/mist?a=1"]);
        for (what, head) in [
            ("a folder", "<base href=\"https://v.example/n/\">"),
            ("a host", "<base href=\"https://v.example\">"),
            ("a relative base", "<base href=\"/n/mist\">"),
            ("no base", canonical),
        ] {
            assert_eq!(addresses(head), Vec::<String>::new(), "{what}");
        }
        let other = "<base href=\"https://v.example/frame\"><link rel=canonical href=\"https://v.example/n/mist\">";
        assert_eq!(addresses(other), ["https://v.example/n/mist"]);
    }

    #[test]
    fn json_as_pages_write_it_is_read() {
        for text in ["{\"a\": \"б\nв\"}", "<![CDATA[{\"a\":1}]]>", "/*<![CDATA[*/{\"a\":1}/*]]>*/", "{\"a\":1};"] {
            assert!(json(text).is_some(), "{text}");
        }
        assert!(json(&"[".repeat(100_000)).is_none());
    }
}
