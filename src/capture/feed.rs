//! In: a feed: RSS, RDF or Atom. Out: its entries.
//!
//! Invariant: reads the text once. Only character entities are expanded, and deep nesting costs no more than its length.

use quick_xml::Reader;
use quick_xml::events::{BytesRef, BytesStart, Event};

use super::entry::{Entry, escaped, paragraphs};
use super::json::{MOST, of_feed};
use super::page::Page;
use crate::characters::of_reference;

/// Parses a feed. Returns its entries and, if the feed breaks off, the problem.
pub(crate) fn entries(text: &str) -> (Vec<Entry>, Option<String>) {
    let mut reader = Reader::from_str(text);
    let config = reader.config_mut();
    config.check_end_names = false;
    config.allow_unmatched_ends = true;
    config.allow_dangling_amp = true;
    let mut walk = Walk::new(text);
    let mistake = loop {
        if walk.entries.len() > MOST {
            walk.entries.truncate(MOST);
            break Some(format!("more than {MOST} entries"));
        }
        let before = reader.buffer_position() as usize;
        match reader.read_event() {
            Ok(Event::Start(tag)) => walk.start(&tag, reader.buffer_position() as usize),
            Ok(Event::Empty(tag)) => {
                walk.start(&tag, reader.buffer_position() as usize);
                walk.end(reader.buffer_position() as usize);
            }
            Ok(Event::End(_)) => walk.end(before),
            Ok(Event::Text(text)) => walk.text.push_str(&text.xml10_content()),
            Ok(Event::CData(text)) => walk.text.push_str(&text),
            Ok(Event::GeneralRef(name)) => walk.entity(&name),
            Ok(Event::Eof) => break (!walk.open.is_empty()).then(|| "it ends before its last element".to_owned()),
            Ok(_) => {}
            Err(error) => break Some(error.to_string().to_lowercase()),
        }
    };
    (walk.finish(), mistake)
}

/// An element of a feed or an entry, as a named value.
#[derive(Debug, Default)]
struct Field {
    /// The name in lower case, after that of its parent: `author/name`.
    name: String,
    attributes: Vec<(String, String)>,
    /// The text, or the markup if there are elements in it.
    value: String,
    holds_elements: bool,
}

struct Walk<'a> {
    source: &'a str,
    open: Vec<Open>,
    /// Number of open elements around the current fields: those of the feed, or of an entry.
    entry: Option<usize>,
    text: String,
    feed: Vec<Field>,
    fields: Vec<Field>,
    entries: Vec<Vec<Field>>,
}

/// An element that is not closed yet.
struct Open {
    field: Field,
    /// The start of its content.
    start: usize,
}

impl<'a> Walk<'a> {
    fn new(source: &'a str) -> Self {
        let (open, feed, fields, entries) = Default::default();
        Self { source, open, entry: None, text: String::new(), feed, fields, entries }
    }

    fn start(&mut self, tag: &BytesStart, behind: usize) {
        let name = name(tag);
        if self.entry.is_none() && matches!(name.as_str(), "item" | "entry") {
            self.entry = Some(self.open.len().saturating_add(1));
        }
        if let Some(parent) = self.open.last_mut() {
            parent.field.holds_elements = true;
        }
        // Deeper elements than a name in an author are content and are copied unchanged.
        let is_field = self.open.len() < self.entry.unwrap_or(2).saturating_add(2);
        let field = Field { name, attributes: if is_field { attributes(tag) } else { Vec::new() }, ..Field::default() };
        self.open.push(Open { field, start: behind });
        self.text.clear();
    }

    fn end(&mut self, before: usize) {
        let Some(Open { mut field, start }) = self.open.pop() else { return };
        let depth = self.open.len();
        if self.entry == Some(depth.saturating_add(1)) {
            self.entry = None;
            self.entries.push(std::mem::take(&mut self.fields));
        } else if let Some(base) = self.entry.filter(|&base| depth == base || depth.checked_sub(1) == Some(base)) {
            self.take_value(&mut field, start, before);
            if let Some(around) = self.open.get(base).filter(|_| depth > base) {
                field.name = format!("{}/{}", around.field.name, field.name);
            }
            self.fields.push(field);
        } else if self.entry.is_none() && matches!(depth, 1 | 2) {
            self.take_value(&mut field, start, before);
            self.feed.push(field);
        }
        self.text.clear();
    }

    fn take_value(&mut self, field: &mut Field, start: usize, before: usize) {
        field.value = match field.holds_elements {
            true => self.source.get(start..before).unwrap_or_default().to_owned(),
            false => self.text.trim().to_owned(),
        };
    }

    /// Resolves a numeric reference or one of the five names of XML. Other names are kept unchanged.
    fn entity(&mut self, name: &BytesRef) {
        let known = of_reference(name);
        match known {
            Some(character) => self.text.push(character),
            None => self.text.extend(["&", &**name, ";"]),
        }
    }

    fn finish(self) -> Vec<Entry> {
        let publisher = plain(find(&self.feed, &["title"]));
        let language = value(&self.feed, &["language"]).to_owned();
        // The date on which the feed was made is no older than any of its entries.
        let made = find(&self.feed, &["lastbuilddate", "updated"]).map(|field| field.value.clone());
        let whole = |fields: &Vec<Field>| Entry { captured: made.clone(), ..entry(fields) };
        self.entries.iter().map(|fields| of_feed(whole(fields), &publisher, &language)).collect()
    }
}

/// The name of an element in lower case. The prefixes of the content and Dublin Core vocabularies are dropped, other prefixes are kept.
fn name(tag: &BytesStart) -> String {
    let whole = tag.name().as_ref().to_lowercase();
    match whole.split_once(':') {
        Some(("content" | "dc" | "dcterms" | "atom10" | "rss", name)) => name.to_owned(),
        _ => whole,
    }
}

fn attributes(tag: &BytesStart) -> Vec<(String, String)> {
    let mut found = tag.attributes();
    let found = found.with_checks(false).flatten().take(20);
    let value = |value: &str| Page::parse(&escaped_but_entities(value)).text();
    found.map(|attribute| (attribute.key.as_ref().to_lowercase(), value(&attribute.value))).collect()
}

/// The value of an attribute as HTML text, with its entities kept.
fn escaped_but_entities(value: &str) -> String {
    value.replace('<', "&lt;")
}

fn find<'a>(fields: &'a [Field], names: &[&str]) -> Option<&'a Field> {
    names.iter().find_map(|name| fields.iter().find(|field| field.name == *name && !field.value.is_empty()))
}

fn value<'a>(fields: &'a [Field], names: &[&str]) -> &'a str {
    find(fields, names).map_or("", |field| field.value.as_str())
}

impl Field {
    fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// The content as HTML.
    fn markup(&self) -> String {
        let says_text = matches!(self.attribute("type"), Some("text" | "text/plain"));
        match (self.holds_elements, says_text) {
            (true, _) => self.value.clone(),
            (_, true) => paragraphs(&self.value),
            _ if self.value.contains('<') => self.value.clone(),
            // Feeds expect entities to be resolved a second time. Only line ends separate the paragraphs.
            _ => self.value.lines().map(|line| format!("<p>{line}</p>\n")).collect(),
        }
    }
}

fn entry(fields: &[Field]) -> Entry {
    let summary = find(fields, &["description", "summary"]);
    let full = find(fields, &["encoded", "content"]);
    Entry {
        address: address(fields),
        title: plain(find(fields, &["title"])),
        deck: String::new(),
        description: if full.is_some() { plain(summary) } else { String::new() },
        authors: authors(fields),
        publisher: plain(find(fields, &["source/title", "source"])),
        language: value(fields, &["language"]).to_owned(),
        published: value(fields, &["pubdate", "published", "issued", "date", "created"]).to_owned(),
        modified: value(fields, &["updated", "modified"]).to_owned(),
        captured: None,
        parts: Vec::new(),
        unseen_parts: 0,
        content: full.or(summary).map(Field::markup).unwrap_or_default(),
    }
}

fn address(fields: &[Field]) -> Option<String> {
    let links = || fields.iter().filter(|field| field.name == "link");
    let is_own = |field: &&Field| field.attribute("rel").is_none_or(|rel| rel == "alternate");
    let named = links().filter(is_own).find_map(|field| field.attribute("href").map(str::to_owned));
    let plain = || links().map(|field| field.value.clone()).find(|value| !value.is_empty());
    let permanent = |field: &&Field| {
        matches!(field.name.as_str(), "guid" | "id") && field.attribute("ispermalink").is_none_or(|is| is != "false")
    };
    let by_id = || fields.iter().find(permanent).map(|field| field.value.clone());
    named.or_else(plain).or_else(by_id).filter(|address| address.starts_with("http"))
}

/// The names of the authors. Of a mail address, the name in parentheses.
fn authors(fields: &[Field]) -> Vec<String> {
    let of = |name: &str| -> Vec<String> {
        let found = fields.iter().filter(|field| field.name == name && !field.value.is_empty());
        found.map(|field| plain(Some(field))).collect()
    };
    let name = |author: String| match author.split_once('(') {
        Some((mail, name)) if mail.contains('@') => Some(name.trim_end_matches(')').trim().to_owned()),
        _ => Some(author).filter(|author| !author.contains('@')),
    };
    let found = ["creator", "author/name", "author"].map(of).into_iter().find(|found| !found.is_empty());
    found.into_iter().flatten().filter_map(name).collect()
}

/// A value as one line of text, whether it is markup or not. Feeds often escape a title twice.
fn plain(field: Option<&Field>) -> String {
    let Some(field) = field else { return String::new() };
    let is_text = matches!(field.attribute("type"), Some("text"));
    let markup = if is_text { escaped(&field.value) } else { field.value.clone() };
    Page::parse(&markup).text().replace('\n', " ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_of_atom_may_hold_elements() {
        let (found, mistake) = entries(
            "<feed xmlns='http://www.w3.org/2005/Atom' xml:lang='uk'><title type='html'>Вісник &amp;amp; Ко</title>
             <author><name>Редакція</name></author><entry><title>А &lt; Б</title><link rel='self' href='x'/><link href='https://v.example/?a=1&amp;b=2'/>
             <author><name>Ія Лан</name></author><updated>2024-05-07T00:00:00Z</updated><published>2024-05-06T10:00:00+03:00</published>
             <content type='xhtml'><div><p>Слова <b>тут</b></p></div></content></entry></feed>",
        );
        assert_eq!((found.len(), mistake), (1, None));
        let found = &found[0];
        assert_eq!((found.title.as_str(), found.publisher.as_str()), ("А < Б", "Вісник & Ко"));
        assert_eq!(found.address.as_deref(), Some("https://v.example/?a=1&b=2"));
        assert_eq!(
            (found.authors.as_slice(), found.published.as_str()),
            (&["Ія Лан".to_owned()][..], "2024-05-06T10:00:00+03:00")
        );
        assert_eq!(found.content, "<div><p>Слова <b>тут</b></p></div>");
    }

    #[test]
    fn entities_are_not_expanded() {
        let bomb = "<!DOCTYPE rss [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]><rss><channel><item><title>&b;&#1071;&amp;</title></item></channel></rss>";
        assert_eq!(entries(bomb).0[0].title, "&b;Я&");
    }
}
