//! In: the accounts of the editions. Out: the files that lead to them: a page, feeds, and a catalogue for e-readers.
//!
//! The feed is Atom (RFC 4287) and JSON Feed 1.1, the catalogue is OPDS 1.2.
//!
//! Invariant: lists each edition once, the newest first. Contains no times except those of the editions.

use minijinja::value::{Serde, Value};
use minijinja::{Environment, context};
use serde::Serialize;
use serde_json::json;
use uuid::Uuid;

use super::{Account, STYLESHEET, faces};
use crate::characters;
use crate::project::Output;
use crate::render::epub::press::environment;
use crate::render::epub::{EpubError, whole};
use crate::render::{LayoutFiles, stack};
use crate::words::ProductLanguage;

/// The templates and files of the page, the feed and the catalogue, and of the page that leads to the newest edition.
const TEMPLATES: [(&str, &str); 4] = [
    ("editions.xhtml", "index.html"),
    ("newest.xhtml", "latest/index.html"),
    ("feed.xml", "feed.xml"),
    ("opds.xml", "opds.xml"),
];
/// The template for an edition in the JSON feed.
const ENTRY: &str = "entry.xhtml";
const JSON_FEED: &str = "feed.json";
/// The prefix of the title in the name of a site's identifier.
const NAMED: &str = "site of ";

/// A site as a whole.
#[derive(Debug)]
pub struct Front<'a> {
    /// The title.
    pub title: &'a str,
    /// The address where it is published, with a slash at the end. Absent: links are relative to the file.
    pub address: Option<&'a str>,
    /// The editions, the newest first. Never empty.
    pub(crate) editions: &'a [Account],
}

/// The data about the site for templates.
#[derive(Serialize)]
struct Site<'a> {
    title: &'a str,
    /// The address, or an empty text.
    base: &'a str,
    identifier: String,
    language: ProductLanguage,
    /// The day of the newest edition.
    updated: &'a str,
    producer: &'a str,
}

/// The files that lead to the editions, by their names relative to the site's folder.
///
/// # Errors
/// [`EpubError`]. The built-in layout can always be used.
pub fn front(front: &Front, layout: &LayoutFiles) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    stack::deep(|| front_here(front, layout))
}

fn front_here(front: &Front, layout: &LayoutFiles) -> Result<Vec<(String, Vec<u8>)>, EpubError> {
    let Some(newest) = front.editions.first() else { return Ok(Vec::new()) };
    let site = Site {
        title: front.title,
        base: front.address.unwrap_or_default(),
        identifier: identifier(front.title),
        language: newest.language,
        updated: &newest.updated,
        producer: &newest.producer,
    };
    let environment = environment(layout)?;
    let words = &newest.language.lexicon();
    let known = context! {
        site => Serde(&site),
        editions => Serde(front.editions),
        newest => Serde(newest),
        words => Serde(&words.site),
        labels => Serde(&words.labels),
    };
    let mut files = Vec::new();
    for (template, file) in TEMPLATES {
        files.push((file.to_owned(), fill(&environment, layout, template, file, &known)?.into_bytes()));
    }
    let style = layout.text(STYLESHEET).ok_or_else(|| EpubError::LayoutFile(layout.path(STYLESHEET)))?;
    files.push((STYLESHEET.to_owned(), (faces::stylesheet(0) + style).into_bytes()));
    files.extend(faces::files());
    files.push((JSON_FEED.to_owned(), json_feed(front, &site, &environment, layout, &known)?));
    Ok(files)
}

fn fill(
    environment: &Environment<'_>,
    layout: &LayoutFiles,
    template: &str,
    file: &str,
    known: &Value,
) -> Result<String, EpubError> {
    let template = layout.path(template);
    let text = characters::markup(environment.get_template(&template)?.render(known)?);
    whole::check(&template, file, &text)?;
    Ok(text)
}

/// A UUID of version 5 from the title. A site that moves to another address keeps it.
fn identifier(title: &str) -> String {
    let namespace = Uuid::new_v5(&Uuid::NAMESPACE_DNS, b"litopys");
    Uuid::new_v5(&namespace, format!("{NAMED}{title}").as_bytes()).to_string()
}

fn json_feed(
    front: &Front,
    site: &Site,
    environment: &Environment<'_>,
    layout: &LayoutFiles,
    known: &Value,
) -> Result<Vec<u8>, EpubError> {
    let mut items = Vec::with_capacity(front.editions.len());
    for edition in front.editions {
        let entry = context! { edition => Serde(edition), ..known.clone() };
        let text = fill(environment, layout, ENTRY, JSON_FEED, &entry)?;
        items.push(item(edition, site, text.trim()));
    }
    let mut feed = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": site.title,
        "language": site.language,
        "items": items,
    });
    if let Some(address) = front.address {
        feed["home_page_url"] = json!(address);
        feed["feed_url"] = json!(format!("{address}{JSON_FEED}"));
    }
    let mut bytes = characters::json(serde_json::to_vec_pretty(&feed).expect("a feed is plain data"));
    bytes.push(b'\n');
    Ok(bytes)
}

fn item(edition: &Account, site: &Site, content: &str) -> serde_json::Value {
    let folder = format!("{}editions/{}/", site.base, edition.number);
    let is_offered = |output: Option<Output>| matches!(output, Some(Output::Pdf | Output::Epub));
    let offered = edition.files.iter().filter(|file| is_offered(file.output));
    let attachments = offered.map(|file| {
        json!({
            "url": format!("{folder}{}", file.name),
            "mime_type": file.media_type,
            "size_in_bytes": file.bytes,
        })
    });
    let number = &edition.language.lexicon().labels.edition_number;
    json!({
        "id": format!("urn:uuid:{}", edition.identifier),
        "url": format!("{folder}index.html"),
        "title": format!("{}, {number} {}", edition.title, edition.number),
        "content_html": content,
        "date_published": edition.updated,
        "language": edition.language,
        "attachments": attachments.collect::<Vec<_>>(),
    })
}
