//! In: the tree of a page, or the front matter of a Markdown file. Out: what its publisher says of it for machines.
//!
//! Invariant: repeats what stands there, most trustworthy first, and believes none of it.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use dom_query::Document;
use regex::Regex;
use serde_json::Value;

use crate::capture::markdown::Markdown;

/// What a page says of itself outside its text. Each list is in order of trust and holds no value twice.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Metadata {
    pub headlines: Vec<String>,
    pub descriptions: Vec<String>,
    pub authors: Vec<String>,
    pub publishers: Vec<String>,
    pub published: Vec<String>,
    /// The day of publication that the page's scripts give, if they give no other.
    pub scripted: Option<String>,
    pub modified: Vec<String>,
    pub addresses: Vec<String>,
    pub language: Option<String>,
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

/// Ends of the JSON-LD types that are articles, and of those that only hold one.
const ARTICLES: &[&str] = &["Article", "Posting", "Report"];
const PAGES: &[&str] = &["WebPage", "ItemPage"];

impl Metadata {
    /// Reads JSON-LD, `meta`, `link`, `title` and microdata.
    pub fn of_page(tree: &Document) -> Self {
        let mut found = Self::default();
        let mut scripts = Vec::new();
        let mut scripted = BTreeSet::new();
        for script in tree.select("script").nodes() {
            let text = script.text();
            let linked =
                script.attr("type").is_some_and(|kind| kind.trim().eq_ignore_ascii_case("application/ld+json"));
            match json(&text).filter(|_| linked) {
                Some(value) => scripts.push(value),
                None => scripted.extend(in_script(&text)),
            }
        }
        // Several days are those of a list of articles, and nothing says which is this one's.
        let days: BTreeSet<&str> = scripted.iter().filter_map(|text| text.get(..10)).collect();
        found.scripted = scripted.first().filter(|_| days.len() == 1).cloned();
        for kinds in [ARTICLES, PAGES] {
            scripts.iter().for_each(|value| found.take_json(value, kinds));
        }
        found.take_meta(tree);
        found.take_elements(tree);
        found
    }

    /// Reads the front matter of a Markdown file.
    pub fn of_front_matter(markdown: &Markdown) -> Self {
        let mut found = Self::default();
        for (key, value) in &markdown.front {
            let list = match key.as_str() {
                "title" | "headline" => &mut found.headlines,
                "description" | "deck" | "subtitle" | "excerpt" | "summary" => &mut found.descriptions,
                "author" | "authors" | "byline" => &mut found.authors,
                "source" | "publisher" | "site" | "site_name" | "publication" => {
                    if value.starts_with("http") {
                        &mut found.addresses
                    } else {
                        &mut found.publishers
                    }
                }
                "date" | "published" | "datepublished" | "pubdate" | "publish_date" => &mut found.published,
                "updated" | "modified" | "lastmod" => &mut found.modified,
                "url" | "link" | "address" | "canonical" => &mut found.addresses,
                "lang" | "language" => {
                    found.language = Some(value.clone());
                    continue;
                }
                _ => continue,
            };
            add(list, value);
        }
        found
    }

    /// Walks a JSON-LD value for articles; a value nests as deep as `serde_json` lets it, which is 128.
    fn take_json(&mut self, value: &Value, kinds: &[&str]) {
        match value {
            Value::Array(items) => items.iter().for_each(|item| self.take_json(item, kinds)),
            Value::Object(fields) => {
                if names(&value["@type"]).iter().any(|kind| kinds.iter().any(|end| kind.ends_with(end))) {
                    self.take_article(value);
                }
                ["@graph", "mainEntity", "mainEntityOfPage"]
                    .iter()
                    .filter_map(|key| fields.get(*key))
                    .for_each(|inner| self.take_json(inner, kinds));
            }
            _ => {}
        }
    }

    fn take_article(&mut self, article: &Value) {
        let fields: [(&[&str], _); 7] = [
            (&["headline", "name"], &mut self.headlines),
            (&["description"], &mut self.descriptions),
            (&["author"], &mut self.authors),
            (&["publisher"], &mut self.publishers),
            (&["datePublished"], &mut self.published),
            (&["dateModified"], &mut self.modified),
            (&["url", "mainEntityOfPage"], &mut self.addresses),
        ];
        for (keys, list) in fields {
            keys.iter().flat_map(|key| names(&article[*key])).for_each(|value| add(list, &value));
        }
    }

    fn take_meta(&mut self, tree: &Document) {
        let pairs = meta_pairs(tree);
        let kinds = [
            (HEADLINE, &mut self.headlines),
            (DESCRIPTION, &mut self.descriptions),
            (AUTHOR, &mut self.authors),
            (PUBLISHER, &mut self.publishers),
            (PUBLISHED, &mut self.published),
            (MODIFIED, &mut self.modified),
            (&["og:url", "twitter:url"], &mut self.addresses),
        ];
        for (names, list) in kinds {
            for name in names {
                pairs.iter().filter(|(key, _)| key == name).for_each(|(_, value)| add(list, value));
            }
        }
        self.authors.retain(|author| !author.contains("://") && author.chars().count() < 120);
        let language =
            pairs.iter().find(|(key, _)| matches!(key.as_str(), "content-language" | "og:locale" | "inlanguage"));
        self.language = attribute(tree, "html[lang]", "lang")
            .or_else(|| attribute(tree, "html", "xml:lang"))
            .or_else(|| language.map(|(_, value)| value.clone()));
    }

    fn take_elements(&mut self, tree: &Document) {
        if let Some(address) = attribute(tree, "link[rel='canonical']", "href") {
            add(&mut self.addresses, &address);
        }
        for (selector, list) in
            [("[itemprop='datePublished']", &mut self.published), ("[itemprop='dateModified']", &mut self.modified)]
        {
            for node in tree.select(selector).nodes().iter().take(1) {
                let value = ["datetime", "content", "title"].iter().find_map(|name| node.attr(name));
                add(list, &value.unwrap_or_else(|| node.text()));
            }
        }
        if let Some(time) = attribute(tree, "time[pubdate][datetime]", "datetime") {
            add(&mut self.published, &time);
        }
        for node in tree.select("[itemprop='author'], [rel='author']").nodes().iter().take(6) {
            let text = node.text();
            if text.chars().count() < 80 {
                add(&mut self.authors, &text);
            }
        }
        self.publishers.retain(|publisher| !publisher.contains("://") && publisher.chars().count() < 80);
        self.addresses.retain(|address| address.starts_with("http"));
    }
}

/// Adds a value, folded to one line, unless it is empty or stands there already.
fn add(list: &mut Vec<String>, value: &str) {
    let value = value.split_whitespace().collect::<Vec<_>>().join(" ");
    if !value.is_empty() && !list.contains(&value) {
        list.push(value);
    }
}

/// Parses JSON-LD as pages write it: with CDATA marks, comments around it and line breaks inside strings.
fn json(text: &str) -> Option<Value> {
    let marks = |c: char| c.is_whitespace() || matches!(c, ';' | '/' | '*');
    let text = text.trim_matches(marks).trim_start_matches("<![CDATA[").trim_end_matches("]]>").trim_matches(marks);
    serde_json::from_str(text).or_else(|_| serde_json::from_str(&text.replace(|c: char| c.is_control(), " "))).ok()
}

/// The days of publication that a script gives to the fields that content systems have for them.
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

/// The text of a JSON-LD value: itself, its `name`, its `@id`, or those of its items.
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

/// Pages write entities into JSON though JSON has none.
fn unescaped(text: &str) -> String {
    if !text.contains('&') {
        return text.to_owned();
    }
    Document::fragment(text).root().text().to_string()
}

fn meta_pairs(tree: &Document) -> Vec<(String, String)> {
    let mut pairs = Vec::new();
    for node in tree.select("meta[content]").nodes() {
        let Some(content) = node.attr("content") else { continue };
        for attribute in ["name", "property", "itemprop", "http-equiv"] {
            if let Some(key) = node.attr(attribute) {
                pairs.push((key.trim().to_ascii_lowercase(), content.to_string()));
            }
        }
    }
    pairs
}

fn attribute(tree: &Document, selector: &str, name: &str) -> Option<String> {
    let selected = tree.select_single(selector);
    selected.attr(name).map(|value| value.trim().to_owned()).filter(|value| !value.is_empty())
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
        assert_eq!(found.published, ["2024-05-06", "2024-05-06T10:00:00Z", "2024-05-07"]);
        assert_eq!((found.addresses, found.language), (vec!["https://v.example/a".to_owned()], Some("uk".to_owned())));
    }

    #[test]
    fn json_as_pages_write_it_is_read() {
        for text in ["{\"a\": \"б\nв\"}", "<![CDATA[{\"a\":1}]]>", "/*<![CDATA[*/{\"a\":1}/*]]>*/", "{\"a\":1};"] {
            assert!(json(text).is_some(), "{text}");
        }
        assert!(json(&"[".repeat(100_000)).is_none());
    }
}
