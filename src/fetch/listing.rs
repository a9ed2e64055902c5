//! In: a sitemap, an outline (OPML), or a list of addresses in the form of some service. Out: the addresses that it lists, with what it says
//! about them.
//!
//! Invariant: one pass. Only character entities are expanded. A text that is neither a sitemap nor an outline gives nothing.

use dom_query::Document;
use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};
use serde_json::Value;

use crate::capture::address::target;
use crate::capture::entry::Entry;
use crate::capture::{form, json, mail};
use crate::characters::of_reference;

/// The maximum number of addresses in one sitemap (sitemaps.org).
const MOST: usize = 50_000;

/// The content of a sitemap.
#[derive(Debug, Default)]
pub(crate) struct Sitemap {
    pub pages: Vec<Entry>,
    /// Other sitemaps, each with the unparsed time of its last change.
    pub sitemaps: Vec<(String, String)>,
}

/// Parses a sitemap, an index of sitemaps, or a plain list with one address per line.
pub(crate) fn sitemap(text: &str) -> Sitemap {
    let start = text.trim_start();
    if !start.starts_with('<') {
        let lines = start.lines().map(str::trim).filter(|line| line.starts_with("http")).take(MOST);
        let page = |line: &str| Entry { address: Some(line.to_owned()), ..Entry::default() };
        return Sitemap { pages: lines.map(page).collect(), sitemaps: Vec::new() };
    }
    let mut found = Sitemap::default();
    let (mut entry, mut value) = (Entry::default(), String::new());
    walk(text, |event| {
        match event {
            Step::Start(name, _) => {
                if matches!(name.as_str(), "url" | "sitemap") {
                    entry = Entry::default();
                }
                value.clear();
            }
            Step::Text(text) => value.push_str(text),
            Step::End(name) => match name.as_str() {
                "url" if entry.address.is_some() => found.pages.push(std::mem::take(&mut entry)),
                "sitemap" => {
                    let one = std::mem::take(&mut entry);
                    found.sitemaps.extend(one.address.map(|address| (address, one.modified)));
                }
                name => take(&mut entry, name, value.trim()),
            },
        }
        found.pages.len().saturating_add(found.sitemaps.len()) < MOST
    });
    found
}

/// Takes one element of a page. News sitemaps have more elements than others.
fn take(entry: &mut Entry, name: &str, value: &str) {
    match name {
        "loc" if entry.address.is_none() => entry.address = Some(value.to_owned()),
        "lastmod" => entry.modified = value.to_owned(),
        "news:publication_date" => entry.published = value.to_owned(),
        "news:title" => entry.title = value.to_owned(),
        "news:name" => entry.publisher = value.to_owned(),
        "news:language" => entry.language = value.to_owned(),
        _ => {}
    }
}

/// The feeds that an outline lists.
pub(crate) fn outline(text: &str) -> Vec<String> {
    let mut feeds = Vec::new();
    walk(text, |event| {
        if let Step::Start(name, attributes) = event
            && name == "outline"
        {
            let feed = attributes.iter().find(|(key, _)| key == "xmlurl");
            feeds.extend(feed.map(|(_, value)| value.clone()));
        }
        feeds.len() < MOST
    });
    feeds
}

/// The names of columns and fields for the address of a page, in lower case: Pocket, Instapaper, wallabag, Pinboard, Omnivore.
const ADDRESS: [&str; 4] = ["url", "href", "given_url", "link"];
/// Maximum depth of an exported list as JSON. Those of services are two deep. Set by hand.
const DEEPEST: usize = 8;

/// The addresses in a list: one on each line, or what browsers and services export: bookmarks as HTML, a table, JSON, mails that list news.
pub(crate) fn addresses(text: &str) -> Vec<String> {
    if form::is_bookmarks(text) {
        return bookmarks(text);
    }
    if mail::is_mailbox(text.as_bytes()) || mail::is_mail(text) {
        return of_mails(text.as_bytes());
    }
    if text.trim_start().starts_with(['{', '[']) {
        let mut found = Vec::new();
        json::values(text).0.iter().for_each(|value| exported(value, 0, &mut found));
        return found;
    }
    column(text).unwrap_or_else(|| {
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'));
        lines.map(str::to_owned).collect()
    })
}

fn bookmarks(text: &str) -> Vec<String> {
    let tree = Document::from(text);
    let links = tree.select("a[href]");
    let addresses = links.iter().filter_map(|link| link.attr("href")).map(|address| address.to_string());
    addresses.filter(|address| address.starts_with("http")).collect()
}

/// The fewest words of a link that leads to an article. Links of mails about the mail itself (to read it in a browser, to cancel it) have
/// fewer in most languages. Set by hand.
const WORDS_OF_HEADLINE: usize = 4;

/// The addresses that mails list: those of links whose words may be a headline. Services that count clicks are seen through. Mails without
/// such links give the addresses that stand in their text on a line of their own.
fn of_mails(bytes: &[u8]) -> Vec<String> {
    let mut found = Vec::new();
    for entry in mail::articles(bytes) {
        let tree = Document::from(entry.content.as_str());
        let links = tree.select("a[href]");
        let headlines = links.iter().filter(|link| link.text().split_whitespace().count() >= WORDS_OF_HEADLINE);
        let linked: Vec<String> = headlines.filter_map(|link| link.attr("href").map(|to| to.to_string())).collect();
        let text = tree.text();
        let alone = text.lines().map(|line| line.trim().trim_matches(['<', '>'])).filter(|line| !line.contains(' '));
        let listed = if linked.is_empty() { alone.map(str::to_owned).collect() } else { linked };
        for address in listed.into_iter().filter(|address| address.starts_with("http")) {
            let address = target(&address).unwrap_or(address);
            if found.len() < MOST && !found.contains(&address) {
                found.push(address);
            }
        }
    }
    found
}

fn exported(value: &Value, depth: usize, found: &mut Vec<String>) {
    let inner = |value: &Value, found: &mut Vec<String>| {
        if depth < DEEPEST {
            exported(value, depth.saturating_add(1), found);
        }
    };
    match value {
        Value::Array(items) => items.iter().for_each(|item| inner(item, found)),
        Value::Object(fields) => match ADDRESS.iter().find_map(|name| fields.get(*name)?.as_str()) {
            Some(address) => found.push(address.to_owned()),
            None => fields.values().filter(|value| value.is_array()).for_each(|list| inner(list, found)),
        },
        _ => {}
    }
}

/// The column of addresses, if the first line of a text names one.
fn column(text: &str) -> Option<Vec<String>> {
    let mut rows = csv::ReaderBuilder::new().flexible(true).from_reader(text.as_bytes());
    let is_address = |name: &str| ADDRESS.contains(&name.trim().to_lowercase().as_str());
    let at = rows.headers().ok()?.iter().position(is_address)?;
    Some(rows.records().flatten().filter_map(|row| row.get(at).map(str::to_owned)).collect())
}

/// The events of a walk through XML, with names in lower case.
enum Step<'a> {
    Start(String, Vec<(String, String)>),
    Text(&'a str),
    End(String),
}

/// Walks through XML as far as it can be parsed, and while `meet` returns true.
fn walk(text: &str, mut meet: impl FnMut(Step<'_>) -> bool) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    loop {
        let goes_on = match reader.read_event() {
            Ok(Event::Start(tag)) => meet(Step::Start(name(tag.name().as_ref()), attributes(&tag))),
            Ok(Event::Empty(tag)) => {
                meet(Step::Start(name(tag.name().as_ref()), attributes(&tag)))
                    && meet(Step::End(name(tag.name().as_ref())))
            }
            Ok(Event::End(tag)) => meet(Step::End(name(tag.name().as_ref()))),
            Ok(Event::Text(text)) => meet(Step::Text(&text.xml10_content())),
            Ok(Event::CData(text)) => meet(Step::Text(&text)),
            Ok(Event::GeneralRef(name)) => meet(Step::Text(&character(&name))),
            Ok(Event::Eof) | Err(_) => false,
            Ok(_) => true,
        };
        if !goes_on {
            return;
        }
    }
}

fn name(name: &str) -> String {
    name.to_lowercase()
}

fn attributes(tag: &BytesStart<'_>) -> Vec<(String, String)> {
    let mut found = tag.attributes();
    let found = found.with_checks(false).flatten().take(20);
    let value =
        |value: &str| quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), |text| text.into_owned());
    found.map(|attribute| (attribute.key.as_ref().to_lowercase(), value(&attribute.value))).collect()
}

/// The character for a number or one of XML's five names. Any other reference is returned unchanged.
fn character(name: &BytesRef<'_>) -> String {
    let known = of_reference(name);
    known.map_or_else(|| format!("&{};", &**name), String::from)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_lines_or_what_services_export() {
        let pair = ["https://v.example/1", "https://v.example/2,a"];
        for (what, text) in [
            ("lines", "# Мости\nhttps://v.example/1\n\n https://v.example/2,a \n".to_owned()),
            (
                "bookmarks",
                "<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<DL><p><DT><A HREF=\"https://v.example/1\" ADD_DATE=\"1\">Міст</A>\
                 <DT><A HREF=\"javascript:x\">Дія</A><DT><A HREF=\"https://v.example/2,a\">Пором</A></DL>"
                    .to_owned(),
            ),
            ("Pocket", "title,url,time_added,tags,status\n\"Міст, пором\",https://v.example/1,1,,unread\nПором,\"https://v.example/2,a\",2,,unread\n".to_owned()),
            ("Instapaper", "URL,Title,Selection\nhttps://v.example/1,Міст,\n\"https://v.example/2,a\",Пором,\n".to_owned()),
            ("Pinboard", "[{\"href\":\"https://v.example/1\",\"description\":\"Міст\"},{\"href\":\"https://v.example/2,a\"}]".to_owned()),
            ("a reader", "{\"items\":[{\"url\":\"https://v.example/1\"},{\"link\":\"https://v.example/2,a\"}],\"id\":7}".to_owned()),
        ] {
            assert_eq!(addresses(&text), pair, "{what}");
        }
        assert_eq!(addresses("Назва,дата\nМіст,2024"), ["Назва,дата", "Міст,2024"], "no column of addresses");
        assert_eq!(addresses(&"[".repeat(100_000)), Vec::<String>::new());
    }

    #[test]
    fn mails_list_the_addresses_of_news() {
        let mail = |kind: &str, body: &str| {
            format!(
                "From: Alerts <a@search.example>\nSubject: x\nMIME-Version: 1.0\nMessage-ID: <1@x>\nContent-Type: text/{kind}; charset=utf-8\n\n{body}\n"
            )
        };
        let news = "https://www.search.example/url?sa=t&url=https://v.example/n/mist&ct=ga";
        let html = format!(
            "<a href=\"{news}\">Міст через Рось відкрили раніше</a><a href=\"{news}\">Ще раз про цей міст</a>\
             <a href=\"https://search.example/remove?x=1\">Скасувати</a><a href=\"mailto:a@b\">Напишіть нам будь ласка сюди</a>"
        );
        assert_eq!(addresses(&mail("html", &html)), ["https://v.example/n/mist"]);
        let plain = "Міст відкрили\n<https://v.example/n/mist>\nПро це пише https://w.example/n сьогодні";
        assert_eq!(addresses(&mail("plain", plain)), ["https://v.example/n/mist"]);
        let mailbox = format!(
            "From a@b Mon Mar 10 10:00:00 2025\n{}\nFrom a@b Mon Mar 10 11:00:00 2025\n{}",
            mail("html", &html),
            mail("plain", "https://v.example/n/porom")
        );
        assert_eq!(addresses(&mailbox), ["https://v.example/n/mist", "https://v.example/n/porom"]);
    }

    #[test]
    fn a_sitemap_lists_pages_or_sitemaps() {
        let found = sitemap(
            "<?xml version='1.0'?><urlset xmlns:news='n'><url><loc> https://a.example/?x=1&amp;y </loc><lastmod>2026-07-01</lastmod>\
             <image:image><image:loc>https://a.example/p.jpg</image:loc></image:image>\
             <news:news><news:title>Міст &lt;новий&gt;</news:title></news:news></url><url><loc></loc></url>",
        );
        assert_eq!(found.pages[0].address.as_deref(), Some("https://a.example/?x=1&y"));
        assert_eq!((found.pages[0].title.as_str(), found.pages[0].modified.as_str()), ("Міст <новий>", "2026-07-01"));
        let index = sitemap("<sitemapindex><sitemap><loc>https://a.example/1.xml</loc></sitemap></sitemapindex>");
        assert_eq!(index.sitemaps, [("https://a.example/1.xml".to_owned(), String::new())]);
        assert_eq!(sitemap("https://a.example/1\nx\n").pages.len(), 1);
    }

    #[test]
    fn an_outline_lists_feeds_at_any_depth() {
        let text = "<opml><body><outline text='a'><outline type='rss' xmlUrl='https://a.example/f?x=1&amp;y=2'/></outline>\
                    <outline text='b' htmlUrl='https://b.example'/></body></opml>";
        assert_eq!(outline(text), ["https://a.example/f?x=1&y=2"]);
    }
}
