//! In: a mail, or a page that a browser saved as one (MHTML). Out: its article as an entry.
//!
//! Invariant: besides the text or page of a mail, only pictures are used. No date is read.

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::mailbox::mbox::MessageIterator;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders};

use super::decode;
use super::entry::{Entry, paragraphs};
use super::json::MOST;
use super::picture::MediaType;
use super::pictures::Part;
use crate::characters::is_unseen;

/// The most parts of a mail that are examined. A limit on time, set by hand.
const MOST_PARTS: usize = 10_000;

/// The page in a message, with the message's headers. `None` if there is no page in it.
pub(crate) fn saved_page(bytes: &[u8]) -> Option<Entry> {
    let bytes = without_messages(bytes);
    let message = MessageParser::new().parse(&*bytes)?;
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
        parts: pictures(&message),
        unseen_parts: unseen_parts(&message),
        ..Entry::default()
    })
}

/// The article of a mail: the HTML part of a newsletter, or the text.
pub(crate) fn mail(bytes: &[u8]) -> Option<Entry> {
    let bytes = without_messages(bytes);
    let message = MessageParser::new().parse(&*bytes)?;
    let has_words = |entry: &Entry| !is_unseen(&entry.content);
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).unwrap_or_default().trim().to_owned();
    let entry = |content: String, authors: Vec<String>| Entry {
        title: message.subject().unwrap_or_default().trim().to_owned(),
        authors,
        publisher: name.clone(),
        published: raw(&message, HeaderName::Date).unwrap_or_default(),
        content,
        parts: pictures(&message),
        unseen_parts: unseen_parts(&message),
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

/// How a mailbox begins (RFC 4155), and each message in it.
const MAILBOX: &[u8] = b"From ";
/// The headers of which a file has one in its first lines if it is a mail (RFC 5322), in lower case.
const OF_MAIL: [&str; 3] = ["message-id:", "mime-version:", "received:"];
/// Number of bytes of its head in which they are looked for. Set by hand, 16 KiB: relays add some dozen lines.
const HEAD: usize = 16 * 1024;

/// Whether bytes are a mailbox of several messages: before the headers of each there is a line with a sender and a time.
pub(crate) fn is_mailbox(bytes: &[u8]) -> bool {
    let mut lines = bytes.split(|&byte| byte == b'\n').map(String::from_utf8_lossy);
    let has_time = |line: &str| line.split(' ').any(|word| word.len() >= 5 && word.as_bytes().get(2) == Some(&b':'));
    let is_start = lines.next().is_some_and(|line| line.as_bytes().starts_with(MAILBOX) && has_time(&line));
    is_start && lines.next().is_some_and(|line| is_header(&line))
}

/// Whether a line is a header, or goes on with one.
fn is_header(line: &str) -> bool {
    line.starts_with([' ', '\t'])
        || line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// Whether a text without a name that says more is a mail: it begins with headers, among them one that only mails have.
pub(crate) fn is_mail(text: &str) -> bool {
    let end = (0..=HEAD.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0);
    let head = text.get(..end).unwrap_or_default();
    let lines = head.lines().take_while(|line| !line.trim().is_empty());
    let mut of_mail = false;
    for line in lines {
        if !is_header(line) {
            return false;
        }
        let line = line.to_ascii_lowercase();
        of_mail = of_mail || OF_MAIL.iter().any(|name| line.starts_with(name));
    }
    of_mail
}

/// The articles of the messages in a mailbox, in order; `None` for a message without any.
pub(crate) fn mailbox(bytes: &[u8]) -> Vec<Option<Entry>> {
    let messages = MessageIterator::new(bytes).take(MOST).map_while(Result::ok);
    messages.map(|message| mail(message.contents())).collect()
}

/// The message with each attached message turned into a part that is not parsed. The parser recurses into messages in messages, and 100,000
/// of them would overflow the stack.
fn without_messages(bytes: &[u8]) -> Cow<'_, [u8]> {
    let mut defused = Cow::Borrowed(bytes);
    let (mut at, mut colon) = (0_usize, None);
    for line in bytes.split_inclusive(|&byte| byte == b'\n') {
        let name = line.trim_ascii_start().get(..CONTENT_TYPE.len()).unwrap_or_default();
        let indent = line.len().saturating_sub(line.trim_ascii_start().len());
        let behind = at.saturating_add(indent).saturating_add(name.len());
        // Many lines may share the next colon, so it is examined only once.
        if name.eq_ignore_ascii_case(CONTENT_TYPE) && colon.is_none_or(|colon| colon < behind) {
            let rest = bytes.get(behind..).unwrap_or_default();
            let next = rest.iter().position(|&byte| byte == b':').map(|colon| behind.saturating_add(colon));
            colon = Some(next.unwrap_or(bytes.len()));
            let start = next.map_or(bytes.len(), |colon| colon.saturating_add(1));
            let value = bytes.get(start..).unwrap_or_default();
            if is_message(value) {
                let kind = value.iter().take_while(|byte| !b";\r\n".contains(byte)).count();
                let unknown = b"x/x".iter().copied().chain(std::iter::repeat(b' '));
                let bytes = defused.to_mut().iter_mut().skip(start).take(kind);
                bytes.zip(unknown).for_each(|(byte, other)| *byte = other);
            }
        }
        at = at.saturating_add(line.len());
    }
    defused
}

const CONTENT_TYPE: &[u8] = b"content-type";

/// Whether a content type (the text after the colon) is a message, or a collection of messages.
fn is_message(value: &[u8]) -> bool {
    let mut depth = 0usize;
    let mut said = String::new();
    let mut bytes = value.iter().take(LONGEST_VALUE).peekable();
    while let Some(&byte) = bytes.next() {
        match byte {
            b'\n' if bytes.peek().is_none_or(|next| !matches!(next, b' ' | b'\t')) => break,
            b';' if depth == 0 => break,
            b'\\' => drop(bytes.next()),
            b'(' => depth = depth.saturating_add(1),
            b')' => depth = depth.saturating_sub(1),
            _ if depth == 0 && !byte.is_ascii_whitespace() => said.push(byte.to_ascii_lowercase().into()),
            _ => {}
        }
    }
    depth > 0 || said.starts_with("message/") || said.starts_with("multipart/digest")
}

/// Number of bytes of a header that are examined. A header with longer comments counts as a message. Four times the longest line of a mail,
/// 998 characters (RFC 5322 section 2.1.1), as a power of 2.
const LONGEST_VALUE: usize = 4096;

/// The HTML of a newsletter as a whole page, even if it omits the outermost elements.
fn as_page(html: String) -> String {
    let is_whole = super::tag::tags(&html).any(|tag| tag.name == "body");
    if is_whole { html } else { format!("<html><body>{html}") }
}

/// The page of a multipart message: the part that it names as its start, else the first.
fn root<'a>(message: &'a Message<'a>) -> Option<&'a MessagePart<'a>> {
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>']));
    let named = bodies(message, "html").find(|part| start.is_some() && part.content_id() == start);
    named.or_else(|| bodies(message, "html").next())
}

/// The text parts of a kind that are not attachments, by their headers: for a truncated message, the parser itself reports less. A part
/// without a type is plain text.
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

/// The text of a part. It is decoded here because the declared encoding may be wrong.
fn text(message: &Message, part: &MessagePart) -> Option<String> {
    let bytes = bytes(message, part);
    let charset = part.content_type().and_then(|kind| kind.attribute("charset"));
    decode::declared_as(&bytes, charset).map(super::with_line_feeds)
}

/// The bytes of a part with the transfer encoding decoded.
fn bytes(message: &Message, part: &MessagePart) -> Vec<u8> {
    let bytes = message.raw_message.get(part.offset_body as usize..part.offset_end as usize).unwrap_or_default();
    let transfer = part.content_transfer_encoding().unwrap_or_default().to_ascii_lowercase();
    let decoded = match transfer.as_str() {
        "quoted-printable" => quoted_printable_decode(bytes),
        "base64" => base64_decode(bytes),
        _ => Some(bytes.to_vec()),
    };
    decoded.unwrap_or_else(|| part.contents().to_vec())
}

/// Number of parts of a message after those that are examined.
fn unseen_parts(message: &Message) -> usize {
    message.parts.len().saturating_sub(MOST_PARTS)
}

/// The parts that a page can refer to and that are pictures by their bytes, whatever their headers say.
fn pictures(message: &Message) -> Vec<Part> {
    let mut pictures = Vec::new();
    for part in message.parts.iter().take(MOST_PARTS).filter(|part| !part.is_multipart()) {
        let id = part.content_id().map(|id| format!("cid:{}", id.trim_matches(['<', '>'])));
        let location = part.content_location().map(|location| location.split_whitespace().collect::<String>());
        let names: Vec<String> = id.into_iter().chain(location).collect();
        let declared = part.content_type().is_some_and(|kind| kind.ctype() == "image");
        let bytes = if names.is_empty() { Vec::new() } else { bytes(message, part) };
        if !bytes.is_empty() && (declared || MediaType::of(&bytes).is_some()) {
            pictures.push(Part { names, bytes });
        }
    }
    pictures
}
