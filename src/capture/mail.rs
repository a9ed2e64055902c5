//! In: a mail, or a page that a browser saved as one (MHTML). Out: its article as an entry.
//!
//! Invariant: what a mail carries beside its text or page is left where it is; no date is read.

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders};

use super::decode;
use super::entry::{Entry, paragraphs};

/// The most parts that are looked through.
const MOST_PARTS: usize = 10_000;

/// A page with what the message around it says; `None` where there is no page in it.
pub fn saved_page(bytes: &[u8]) -> Option<Entry> {
    let message = MessageParser::new().parse(bytes)?;
    let part = root(&message)?;
    let is_address = |address: &String| address.starts_with("http");
    let said = raw(&message, HeaderName::Other("Snapshot-Content-Location".into()));
    // A long address may be folded over several lines.
    let snapshot = said.map(|said| said.replace(' ', "")).filter(is_address);
    let location = || part.content_location().map(str::to_owned).filter(is_address);
    Some(Entry {
        address: snapshot.or_else(location),
        captured: raw(&message, HeaderName::Date),
        content: text(&message, part)?,
        ..Entry::default()
    })
}

/// The article of a mail: its page, which is a newsletter's, or its text.
pub fn mail(bytes: &[u8]) -> Option<Entry> {
    let message = MessageParser::new().parse(bytes)?;
    let has_words = |entry: &Entry| !super::is_blank(&entry.content);
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).unwrap_or_default().trim().to_owned();
    let entry = |content: String, authors: Vec<String>| Entry {
        title: message.subject().unwrap_or_default().trim().to_owned(),
        authors,
        publisher: name.clone(),
        published: raw(&message, HeaderName::Date).unwrap_or_default(),
        content,
        ..Entry::default()
    };
    let newsletter = bodies(&message, "html")
        .next()
        .and_then(|part| text(&message, part))
        .map(|html| entry(as_page(html), Vec::new()));
    let letter = || {
        let part = bodies(&message, "plain").next()?;
        let author = Some(name.clone()).filter(|name| !name.is_empty());
        Some(entry(paragraphs(&text(&message, part)?), author.into_iter().collect()))
    };
    newsletter.filter(has_words).or_else(letter).filter(|entry| has_words(entry) || !entry.title.is_empty())
}

/// A newsletter's page as a whole one, also where it leaves the outermost elements out.
fn as_page(html: String) -> String {
    let is_whole = super::tag::tags(&html).any(|tag| tag.name == "body");
    if is_whole { html } else { format!("<html><body>{html}") }
}

/// The page of a message in several parts: the one that it names as its start, else the first.
fn root<'a>(message: &'a Message<'a>) -> Option<&'a MessagePart<'a>> {
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>']));
    let named = bodies(message, "html").find(|part| start.is_some() && part.content_id() == start);
    named.or_else(|| bodies(message, "html").next())
}

/// The parts of a kind of text that are no attachments, by what they declare: of a message that breaks off, the parser says
/// less. A part that declares nothing is plain text.
fn bodies<'a>(message: &'a Message<'a>, kind: &'static str) -> impl Iterator<Item = &'a MessagePart<'a>> {
    let is_kind = move |part: &&MessagePart| match part.content_type() {
        Some(declared) => declared.ctype() == "text" && declared.subtype() == Some(kind),
        None => kind == "plain" && part.is_text(),
    };
    let is_attached = |part: &&MessagePart| part.content_disposition().is_some_and(|said| said.is_attachment());
    message.parts.iter().take(MOST_PARTS).filter(is_kind).filter(move |part| !is_attached(part))
}

fn raw(message: &Message, name: HeaderName<'static>) -> Option<String> {
    let value = message.header_raw(name)?.split_whitespace().collect::<Vec<_>>().join(" ");
    (!value.is_empty()).then_some(value)
}

/// The text of a part. Its bytes are decoded here, since what a part declares may be wrong.
fn text(message: &Message, part: &MessagePart) -> Option<String> {
    let bytes = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let transfer = part.content_transfer_encoding().unwrap_or_default().to_ascii_lowercase();
    let decoded = match transfer.as_str() {
        "quoted-printable" => quoted_printable_decode(bytes),
        "base64" => base64_decode(bytes),
        _ => Some(bytes.to_vec()),
    };
    let bytes = decoded.unwrap_or_else(|| part.contents().to_vec());
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    decode::declared_as(&bytes, charset).map(super::with_line_feeds)
}
