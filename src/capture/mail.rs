//! In: a mail, or a page that a browser saved as one (MHTML). Out: its article as an entry.
//!
//! Invariant: besides the texts and pages of a mail and of those attached to it, only pictures are used. No date is changed.

mod attached;
mod forwarded;
mod mailbox;

use std::borrow::Cow;

use mail_parser::decoders::base64::base64_decode;
use mail_parser::decoders::quoted_printable::quoted_printable_decode;
use mail_parser::{HeaderName, Message, MessageParser, MessagePart, MimeHeaders};

use rayon::prelude::*;

use super::entry::{Entry, paragraphs};
use super::json::MOST;
use super::page::Page;
use super::picture::MediaType;
use super::pictures::Part;
use super::{FileRead, Form, UnreadReason, decode, read_numbered, warning};
use crate::characters::is_unseen;
use crate::time::MachineDate;
use attached::Attached;
use forwarded::Forwarded;
pub(crate) use mailbox::is_mailbox;

/// The most parts of a mail that are examined. A limit on time, set by hand.
const MOST_PARTS: usize = 10_000;

/// The page in a message, with the message's headers. `None` if there is no page in it.
pub(crate) fn saved_page(bytes: &[u8]) -> Option<Entry> {
    let bytes = without_messages(bytes);
    let message = MessageParser::new().parse(&*bytes)?;
    let snapshot = raw(&message, HeaderName::Other("Snapshot-Content-Location".into()));
    // A long address may be folded over several lines.
    let snapshot = snapshot.map(|said| said.replace(' ', ""));
    let part = root(&message, snapshot.as_deref())?;
    let is_address = |address: &String| address.starts_with("http");
    let snapshot = snapshot.filter(is_address);
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

/// The most mails and files in a mail that are read. Set by hand.
const MOST_ATTACHED: usize = 100;

/// What is in a mail.
#[derive(Debug, Default)]
struct Mail {
    /// Its article, and those of the mails that are attached to it. A mail without words that only carries others has none.
    entries: Vec<Entry>,
    /// The files that are attached to it.
    files: Vec<Attached>,
    /// Number of mails and files in it that are not looked at.
    beyond: usize,
}

impl Mail {
    fn parse(bytes: &[u8]) -> Self {
        let bytes = without_messages(bytes);
        let Some(message) = MessageParser::new().parse(&*bytes) else { return Self::default() };
        let kind =
            |part: &MessagePart| part.content_type().is_some_and(|kind| (kind.ctype(), kind.subtype()) == DEFUSED);
        let others = || message.parts.iter().take(MOST_PARTS).filter(|part| kind(part));
        let beyond = others().count().saturating_sub(MOST_ATTACHED).saturating_add(attached::beyond(&message));
        let others = others()
            .take(MOST_ATTACHED)
            .filter_map(|part| entry(&MessageParser::new().parse(&self::bytes(&message, part)[..])?));
        let others: Vec<Entry> = others.filter(|entry| !is_unseen(&entry.content)).collect();
        let files = attached::files(&message);
        let carries = !others.is_empty() || !files.is_empty();
        let has_words = |own: &Entry| !is_unseen(&Page::parse(&own.content).text());
        let own = entry(&message).filter(|own| !carries || has_words(own));
        Self { entries: own.into_iter().chain(others).collect(), files, beyond }
    }
}

/// Reads the mail in a file, or the mails of a mailbox, with the documents that are attached to them. The address of the file, if known, is
/// that of a single article.
pub(crate) fn read(path: &str, bytes: &[u8], address: Option<&str>) -> FileRead {
    let messages = if is_mailbox(bytes) { mailbox::messages(bytes) } else { vec![Cow::Borrowed(bytes)] };
    let more = messages.len().saturating_sub(MOST);
    let mails: Vec<Mail> = messages.par_iter().take(MOST).map(|message| Mail::parse(message)).collect();
    let unseen = mails.iter().flat_map(|mail| &mail.entries).map(|entry| entry.unseen_parts).sum::<usize>();
    let beyond = mails.iter().map(|mail| mail.beyond).sum::<usize>();
    let (mut entries, mut files) = (Vec::new(), Vec::new());
    for mail in mails {
        let is_nothing = mail.entries.is_empty() && mail.files.is_empty();
        entries.extend(mail.entries.into_iter().map(Some));
        entries.extend(is_nothing.then_some(None));
        files.extend(mail.files);
    }
    let count = u32::try_from(entries.len()).unwrap_or(u32::MAX);
    let is_one = count == 1 && files.is_empty();
    let mut read = match entries.is_empty() {
        true => FileRead { value: Ok(Vec::new()), bad: Vec::new(), warnings: Vec::new() },
        false => read_numbered(path, Form::Mail, entries, "messages", address, None),
    };
    attached::read(path, &files, count, &mut read);
    let mut tell = |count: usize, problem: &str, hint: &str| {
        if count > 0 {
            read.warnings.push(warning(path, format!("{count} {problem}"), hint));
        }
    };
    tell(unseen, "of its parts were not looked at, as it has too many", "save the page in parts");
    tell(beyond, "mails and files that are attached to it were not looked at", "save them from the mail");
    tell(more, "more of its messages were not looked at, as it has too many", "split the mailbox");
    if read.value.as_ref().is_ok_and(Vec::is_empty) || (is_one && read.value.is_err()) {
        read.value = Err(UnreadReason::Empty);
        read.bad = Vec::new();
        read.warnings.push(warning(path, "no page and no text is in it".to_owned(), SAVE_AGAIN));
    }
    read
}

/// What can be done about a mail or a page without anything in it.
pub(crate) const SAVE_AGAIN: &str = "save the page or the mail again, or leave it out";

/// The article of a mail: the HTML part of a newsletter, or the text. Of a mail that passes another one on, that of the other one.
fn entry(message: &Message) -> Option<Entry> {
    let has_words = |entry: &Entry| !is_unseen(&entry.content);
    let from = message.from().and_then(|from| from.first());
    let name = from.and_then(|from| from.name()).unwrap_or_default().trim().to_owned();
    let subject = message.subject().unwrap_or_default().trim().to_owned();
    let entry = |content: String| Entry {
        title: subject.clone(),
        publisher: name.clone(),
        published: raw(message, HeaderName::Date).unwrap_or_default(),
        content,
        parts: pictures(message),
        unseen_parts: unseen_parts(message),
        ..Entry::default()
    };
    let newsletter = || {
        let html = as_page(joined(message, "html")?);
        let lines = forwarded::lines_of_markup(&html);
        let body = super::tag::tags(&html).find(|tag| tag.name == "body" && !tag.closes).map_or(0, |tag| tag.end);
        Some(match forwarded::find(&subject, &lines) {
            Some(other) => of_other(entry(String::new()), &html, body, other),
            None => entry(html),
        })
    };
    let letter = || {
        let plain = joined(message, "plain")?;
        let letter = match forwarded::find(&subject, &forwarded::lines_of_text(&plain)) {
            Some(other) => {
                let (above, below) = plain.split_at_checked(other.end).unwrap_or((plain.as_str(), ""));
                let (above, below) = (paragraphs(above), paragraphs(below));
                let head = forwarded::Forwarded { end: above.len(), ..other };
                of_other(entry(String::new()), &as_page(above + &below), PAGE.len(), head.moved(PAGE.len()))
            }
            None => entry(paragraphs(&plain)),
        };
        let author = Some(letter.publisher.clone()).filter(|name| !name.is_empty());
        Some(Entry { authors: author.into_iter().collect(), ..letter })
    };
    newsletter().filter(has_words).or_else(letter).filter(|entry| has_words(entry) || !entry.title.is_empty())
}

/// The article of a mail that was passed on, in the markup of the mail that does so. If its date is not one that machines write, it stands
/// below the headline, where the dates of pages stand.
fn of_other(passing: Entry, markup: &str, body: usize, other: Forwarded) -> Entry {
    let is_read = MachineDate::read(&other.date).moment.is_some();
    Entry {
        content: forwarded::opened(markup, body, &other, !is_read),
        title: other.subject,
        publisher: other.from,
        published: Some(other.date).filter(|_| is_read).unwrap_or_default(),
        ..passing
    }
}

/// The headers of which a file has one in its first lines if it is a mail (RFC 5322), in lower case.
const OF_MAIL: [&str; 3] = ["message-id:", "mime-version:", "received:"];
/// Number of bytes of its head in which they are looked for. Set by hand, 16 KiB: relays add some dozen lines.
const HEAD: usize = 16 * 1024;

/// Whether a line is a header, or goes on with one.
fn is_header(line: &str) -> bool {
    line.starts_with([' ', '\t'])
        || line.split_once(':').is_some_and(|(name, _)| {
            !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        })
}

/// Whether a text without a name that says more is a mail: it begins with headers, among them one that only mails have.
pub(crate) fn is_mail(text: &str) -> bool {
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default();
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

/// The articles of a mail, or of the mails in a mailbox.
pub(crate) fn articles(bytes: &[u8]) -> Vec<Entry> {
    let messages = if is_mailbox(bytes) { mailbox::messages(bytes) } else { vec![Cow::Borrowed(bytes)] };
    messages.iter().take(MOST).flat_map(|message| Mail::parse(message).entries).collect()
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
                let unknown = format!("{}/x", DEFUSED.0).into_bytes();
                let unknown = unknown.iter().copied().chain(std::iter::repeat(b' '));
                let bytes = defused.to_mut().iter_mut().skip(start).take(kind);
                bytes.zip(unknown).for_each(|(byte, other)| *byte = other);
            }
        }
        at = at.saturating_add(line.len());
    }
    defused
}

const CONTENT_TYPE: &[u8] = b"content-type";
/// The type that an attached message has instead of its own, so that it is not parsed.
const DEFUSED: (&str, Option<&str>) = ("x", Some("x"));

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
    if is_whole { html } else { format!("{PAGE}{html}") }
}

const PAGE: &str = "<html><body>";

/// The page of a multipart message: the part that it names as its start, else the one at the address of the page, else the first.
fn root<'a>(message: &'a Message<'a>, address: Option<&str>) -> Option<&'a MessagePart<'a>> {
    let start = message.content_type().and_then(|kind| kind.attribute("start")).map(|id| id.trim_matches(['<', '>']));
    let named = bodies(message, "html").find(|part| start.is_some() && part.content_id() == start);
    let is_there = |part: &&MessagePart| address.is_some() && part.content_location() == address;
    named.or_else(|| bodies(message, "html").find(is_there)).or_else(|| bodies(message, "html").next())
}

/// The text of all parts of a kind: programs put a picture between two of them.
fn joined(message: &Message, kind: &'static str) -> Option<String> {
    let parts: Vec<String> = bodies(message, kind).filter_map(|part| text(message, part)).collect();
    (!parts.is_empty()).then(|| parts.join("\n"))
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
