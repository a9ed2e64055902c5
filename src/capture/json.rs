//! In: articles as JSON: an object, a list, a JSON Feed, or one per line. Out: their entries.
//!
//! Invariant: reads values with known names and ignores the rest. An object without an article gives no entry.

use std::fmt;

use serde::de::{Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::entry::{Entry, escaped, paragraphs};
use super::tag::without_tags;

const ADDRESS: &[&str] = &["url", "link", "address", "canonical", "alternate"];
const TITLE: &[&str] = &["headline", "title"];
const DECK: &[&str] = &["deck", "subtitle", "standfirst"];
const DESCRIPTION: &[&str] = &["description", "summary", "excerpt"];
const AUTHORS: &[&str] = &["byline", "authors", "author", "creator", "published_by"];
const SOURCE: &[&str] = &["source", "publisher", "site_name", "sitename", "publication", "origin"];
const LANGUAGE: &[&str] = &["language", "lang", "inLanguage"];
const PUBLISHED: &[&str] =
    &["published", "date_published", "datePublished", "published_at", "publishedAt", "publish_date", "pubDate", "date"];
const MODIFIED: &[&str] = &["modified", "date_modified", "dateModified", "updated_at", "updated"];
/// When a reading list took the article in.
const CAPTURED: &[&str] = &["captured", "saved_at", "savedAt", "date_saved"];
/// The fields by which the entries of reading lists are known, of wallabag and of Omnivore. What they call creation and change is that of the
/// entry in the list.
const OF_READING_LIST: &[&str] = &["is_archived", "savedAt"];
const OF_ENTRY: &[&str] = &["created_at"];
const HTML: &[&str] = &["html", "content_html"];
const TEXT: &[&str] = &["text", "content_text", "articleBody", "maintext"];
/// The same, where some programs write HTML and others plain text.
const TEXT_OR_HTML: &[&str] = &["content", "body", "full_text"];
/// Objects with one of these are posts of a network. Only in them, `created_at` is the time of the post and not that of the record.
const ACCOUNT: &[&str] = &["account", "user"];

/// The names under which an object may list its articles, as in a JSON Feed.
const LISTS: &[&str] = &["items", "articles"];

/// The most articles from a file that must be held in memory as a whole. A limit on memory, set by hand.
pub const MOST: usize = 100_000;

/// The values in a JSON text, including those before a syntax error, and the error.
///
/// A list gives its items. An object gives itself.
pub fn values(text: &str) -> (Vec<Value>, Option<serde_json::Error>) {
    let mut values = Vec::new();
    let mut source = serde_json::Deserializer::from_str(text);
    let read = source.deserialize_any(Items(&mut values)).and_then(|()| source.end());
    (values, read.err())
}

/// The message for a JSON error: the parser's words in lower case.
pub fn mistake(error: &serde_json::Error) -> String {
    error.to_string().to_lowercase()
}

/// Whether an object declares itself a JSON Feed.
pub(crate) fn is_feed(value: &Value) -> bool {
    value["version"].as_str().is_some_and(|version| version.contains("jsonfeed.org/version"))
}

/// The articles of an object: itself, or those that it lists.
pub(crate) fn articles(value: Value) -> Vec<Entry> {
    records(value).into_iter().flatten().collect()
}

/// The same, with a place for each item that is no article.
pub(crate) fn records(value: Value) -> Vec<Option<Entry>> {
    let Value::Object(mut fields) = value else { return vec![None] };
    if let Some(entry) = entry(&fields) {
        return vec![Some(entry)];
    }
    let Some(Value::Array(items)) = LISTS.iter().find_map(|name| fields.remove(*name)) else { return vec![None] };
    // What a feed reader exports has the title of a folder of the reader.
    let is_of_reader = fields.get("id").and_then(Value::as_str).is_some_and(|id| id.starts_with("user/"));
    let publisher = if is_of_reader { String::new() } else { text_of(&fields, TITLE) };
    let language = text_of(&fields, LANGUAGE);
    let listed = items.iter().map(|item| entry(item.as_object()?));
    listed.map(|item| Some(of_feed(item?, &publisher, &language))).collect()
}

/// The fewest words of headline and text that are an article though nothing says where it is from. Settings have fewer. Set by hand.
const FEWEST_WORDS: usize = 4;

/// Whether an entry is an article, and not a value of some settings: it has an address, or some words.
pub(crate) fn is_article(entry: &Entry) -> bool {
    let text = without_tags(&entry.content);
    let words = entry.title.split_whitespace().chain(text.split_whitespace());
    entry.address.is_some() || words.take(FEWEST_WORDS).count() == FEWEST_WORDS
}

/// An entry, completed with the values that its feed gives for all entries.
pub(crate) fn of_feed(entry: Entry, publisher: &str, language: &str) -> Entry {
    let or = |own: String, feed: &str| if own.is_empty() { feed.to_owned() } else { own };
    Entry { publisher: or(entry.publisher, publisher), language: or(entry.language, language), ..entry }
}

/// The article in an object: it needs text, or a headline with a date.
fn entry(fields: &Map<String, Value>) -> Option<Entry> {
    let is_listed = OF_READING_LIST.iter().any(|name| fields.contains_key(*name));
    let first = |names: &[&str]| names.iter().filter_map(|name| fields.get(*name)).find_map(day);
    let entry = Entry {
        address: Some(text_of(fields, ADDRESS)).filter(|address| address.contains("://")),
        title: text_of(fields, TITLE),
        deck: text_of(fields, DECK),
        description: text_of(fields, DESCRIPTION),
        authors: AUTHORS
            .iter()
            .chain(ACCOUNT)
            .filter_map(|name| fields.get(*name))
            .map(texts)
            .find(|t| !t.is_empty())
            .unwrap_or_default(),
        publisher: text_of(fields, SOURCE),
        language: text_of(fields, LANGUAGE),
        published: first(PUBLISHED).or_else(|| first(&["created_at"]).filter(|_| is_post(fields))).unwrap_or_default(),
        modified: first(MODIFIED).filter(|_| !is_listed).unwrap_or_default(),
        captured: first(CAPTURED).or_else(|| first(OF_ENTRY).filter(|_| is_listed)),
        parts: Vec::new(),
        unseen_parts: 0,
        content: content(fields),
    };
    let says = !entry.content.is_empty() || (!entry.title.is_empty() && !entry.published.is_empty());
    (says || fields.contains_key("headline")).then_some(entry)
}

/// Whether an object is a post: it has the account that wrote it.
fn is_post(fields: &Map<String, Value>) -> bool {
    ACCOUNT.iter().any(|name| fields.get(*name).is_some_and(Value::is_object))
}

/// The first text among some values.
fn text_of(fields: &Map<String, Value>, names: &[&str]) -> String {
    let found = names.iter().filter_map(|name| texts(fields.get(*name)?).into_iter().next());
    found.map(|text| text.split_whitespace().collect::<Vec<_>>().join(" ")).next().unwrap_or_default()
}

/// The texts of a value: itself, its `name`, `display_name`, `title` or `href`, or those of its items.
fn texts(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => vec![text.trim().to_owned()],
        Value::Array(items) => items.iter().filter(|item| !item.is_array()).flat_map(texts).collect(),
        Value::Object(fields) => {
            let text =
                ["name", "display_name", "title", "href"].into_iter().find_map(|name| fields.get(name)?.as_str());
            text.map(str::to_owned).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A date as written, a Unix time, or a period within one day.
fn day(value: &Value) -> Option<String> {
    match value {
        Value::String(text) if !text.trim().is_empty() => Some(text.trim().to_owned()),
        Value::Number(number) => Some(number.to_string()),
        Value::Object(range) => {
            let end = |name: &str| range.get(name).and_then(Value::as_str);
            let (earliest, latest) = (end("earliest")?, end("latest")?);
            (earliest.get(..10)? == latest.get(..10)?).then(|| earliest.to_owned())
        }
        _ => None,
    }
}

/// The content as HTML.
fn content(fields: &Map<String, Value>) -> String {
    let text = |names: &[&str]| {
        let found = names.iter().filter_map(|name| fields.get(*name)?.as_str());
        found.filter(|text| !text.trim().is_empty()).map(str::to_owned).next()
    };
    let blocks =
        || fields.get("body").and_then(Value::as_array).map(|blocks| blocks.iter().filter_map(block).collect());
    // As feed readers export it.
    let inner = |name: &str| Some(fields.get(name)?.get("content")?.as_str()?.to_owned());
    let as_markup = |text: String| if is_markup(&text) { text } else { paragraphs(&text) };
    let inner = || ["content", "summary"].into_iter().find_map(inner).filter(|text| !text.trim().is_empty());
    let plain = || text(TEXT).map(|text| paragraphs(&text)).or_else(|| text(TEXT_OR_HTML).map(as_markup));
    text(HTML).or_else(inner).or_else(blocks).or_else(plain).unwrap_or_default()
}

/// Whether a text is HTML though its name does not say so: it has closing tags of paragraphs or line breaks.
fn is_markup(text: &str) -> bool {
    ["</p>", "</div>", "<br>", "<br/>", "<br />"].iter().any(|tag| text.contains(tag))
}

/// A block as `read --json` prints it: its kind and its text.
fn block(value: &Value) -> Option<String> {
    let text = escaped(value["text"].as_str()?);
    Some(match value["kind"].as_str() {
        Some("subhead") => format!("<h2>{text}</h2>\n"),
        Some("quote") => format!("<blockquote>{text}</blockquote>\n"),
        Some("list") => format!("<ul><li>{text}</li></ul>\n"),
        _ => format!("<p>{text}</p>\n"),
    })
}

/// Reads the items of a list one by one, so that those before a syntax error are kept.
struct Items<'a>(&'a mut Vec<Value>);

impl<'de> Visitor<'de> for Items<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object or a list of objects")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while let Some(item) = items.next_element()? {
            if self.0.len() == MOST {
                return Err(Error::custom(format!("more than {MOST} articles, which belong into NDJSON")));
            }
            self.0.push(item);
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let mut object = Map::new();
        while let Some((name, value)) = fields.next_entry()? {
            object.insert(name, value);
        }
        self.0.push(Value::Object(object));
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(text: &str) -> Entry {
        articles(serde_json::from_str(text).unwrap()).remove(0)
    }

    #[test]
    fn an_object_is_an_article_if_there_is_something_to_read() {
        let found = one(
            r#"{"url":"https://v.example/1","title":"Рада","published":"06.05.2024","author":["Ія Лан",{"name":"Лев Орт"}],
            "source":{"name":"Вісник"},"language":"uk","text":"Перше <слово>\nДруге"}"#,
        );
        assert_eq!(found.content, "<p>Перше &lt;слово&gt;</p>\n<p>Друге</p>\n");
        assert_eq!(found.authors, ["Ія Лан", "Лев Орт"]);
        assert_eq!((found.publisher.as_str(), found.published.as_str()), ("Вісник", "06.05.2024"));
        for other in [r#"{"name":"x","version":"1.0.0","description":"y","author":"z"}"#, "[1]", "null", "\"text\""] {
            assert_eq!(articles(serde_json::from_str(other).unwrap()), [], "{other}");
        }
    }

    #[test]
    fn only_a_post_is_from_the_day_when_it_was_created() {
        let post = one(
            r#"{"url":"https://t.example/@v/1","created_at":"2024-05-06T10:00:00Z","account":{"display_name":"Вісник"},"content":"<p>Слова</p>"}"#,
        );
        assert_eq!(
            (post.published.as_str(), post.authors.as_slice()),
            ("2024-05-06T10:00:00Z", &["Вісник".to_owned()][..])
        );
        assert_eq!(one(r#"{"text":"а","created_at":"2024-05-06T10:00:00Z","user":"crawler"}"#).published, "");
    }

    #[test]
    fn a_range_of_days_is_no_day() {
        let published = |latest: &str| {
            one(&format!(r#"{{"text":"а","published":{{"earliest":"2024-05-06T10:00+03:00","latest":"{latest}"}}}}"#))
                .published
        };
        assert_eq!(published("2024-05-06T10:00+03:00"), "2024-05-06T10:00+03:00");
        assert_eq!(published("2024-05-07"), "");
    }

    #[test]
    fn text_before_a_mistake_is_kept() {
        let (values, mistake) = values(r#"[{"text":"а"},{"text":"б"},{"te"#);
        assert_eq!(values.len(), 2);
        assert!(mistake.unwrap().is_eof());
        assert!(super::values(&"[".repeat(100_000)).1.is_some());
    }
}
