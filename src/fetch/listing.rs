//! In: a sitemap or an outline (OPML). Out: the addresses that it lists, with what it says about them.
//!
//! Invariant: one pass. Only character entities are expanded. A text that is neither a sitemap nor an outline gives nothing.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::capture::entry::Entry;
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
