//! In: the JSON that Telegram Desktop exports (`export_output_json.cpp` of its source): one chat, or all data. Out: the posts.
//!
//! Invariant: holds one message of the JSON at a time. What stands before a syntax error is kept.

use std::borrow::Cow;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};

use super::post::{Piece, Post, joined, public_name, stated_name};
use super::{MOST, Posts, counted};
use crate::capture::json;
use crate::time::stamp;

/// The parts of an export that list chats.
const LISTS: [&str; 2] = ["chats", "left_chats"];

/// What the exporter calls chats, and the endings of what it calls the other kinds of them (`export_output_json.cpp`, `TypeString`).
const KINDS: [&str; 3] = [OWN_NOTES, "replies", "verify_codes"];
const ENDINGS: [&str; 4] = ["_chat", "_group", "_supergroup", "_channel"];
/// The chat in which the user writes notes to nobody else, and keeps what others wrote.
const OWN_NOTES: &str = "saved_messages";

/// What the user can do about what is told.
const NOTHING: &str = "nothing needs to be done";
const AGAIN: &str = "export the chat again with a newer Telegram Desktop";

/// A chat of an export.
#[derive(Debug, Default)]
struct Chat {
    name: String,
    kind: String,
    posts: Vec<Post>,
    /// Number of messages, posts or not.
    messages: usize,
    service: usize,
    /// Number of what is no message that litopys knows.
    unknown: usize,
}

/// The chats of an export as far as they are read.
#[derive(Debug, Default)]
struct Export {
    chats: Vec<Chat>,
    /// Number of messages in all chats.
    messages: usize,
}

/// The posts of an export. `None` if the text is none. `address` is that of the channel, as a file beside it says.
pub(super) fn read(text: &str, address: Option<&str>) -> Option<Posts> {
    let may_be = text.trim_start().starts_with('{')
        && text.contains("\"messages\"")
        && (text.contains("\"text_entities\"") || text.contains("\"date\""));
    if !may_be {
        return None;
    }
    let text = with_escapes(text);
    let mut export = Export::default();
    let mut source = serde_json::Deserializer::from_str(&text);
    let read = Object { export: &mut export, is_outer: true }.deserialize(&mut source).and_then(|()| source.end());
    export.chats.retain(|chat| chat.messages > 0 && is_kind(&chat.kind));
    if export.chats.is_empty() {
        return None;
    }
    let mut posts = Posts { mistake: read.err().map(|error| json::mistake(&error)), ..Posts::default() };
    let is_alone = export.chats.len() == 1;
    for chat in export.chats {
        chat.add_to(&mut posts, address.filter(|_| is_alone));
    }
    Some(posts)
}

/// Whether the exporter calls a chat so.
fn is_kind(kind: &str) -> bool {
    KINDS.contains(&kind) || ENDINGS.iter().any(|ending| kind.ends_with(ending))
}

/// The text with the escapes of control characters as JSON has them. The exporter writes `\x0B`, which is none.
fn with_escapes(text: &str) -> Cow<'_, str> {
    if !text.contains("\\x") {
        return Cow::Borrowed(text);
    }
    let mut mended = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        mended.push(letter);
        if letter != '\\' {
            continue;
        }
        match letters.next() {
            Some('x') => mended.push_str("u00"),
            Some(other) => mended.push(other),
            None => {}
        }
    }
    Cow::Owned(mended)
}

impl Chat {
    fn add_to(self, posts: &mut Posts, address: Option<&str>) {
        if self.kind == OWN_NOTES {
            let problem = counted(self.messages, "message in it is a note", "messages in it are notes");
            posts.told.push((format!("{problem} of the user (Saved Messages), which are no source"), NOTHING));
            return;
        }
        posts.service = posts.service.saturating_add(self.service);
        if self.unknown > 0 {
            let problem = counted(self.unknown, "of its messages is", "of its messages are");
            posts.told.push((format!("{problem} of no known kind and gave no capture"), AGAIN));
        }
        // What a chat is may stand behind its messages.
        let mut spoken = self.posts;
        spoken.iter_mut().for_each(|post| post.speak(&self.name, &self.kind));
        let is_public = self.kind.starts_with("public_");
        let is_channel = self.kind == "public_channel";
        let said = address.and_then(public_name).map(str::to_owned);
        let public = said.or_else(|| is_channel.then(|| stated_name(&spoken, &self.name)).flatten());
        let public = public.filter(|_| is_public);
        for mut post in joined(spoken) {
            if !post.has_words() {
                posts.wordless = posts.wordless.saturating_add(1);
                continue;
            }
            if let (Some(public), Some(number)) = (&public, post.number.filter(|number| *number > 0)) {
                post.address = Some(format!("https://t.me/{public}/{number}"));
            }
            posts.entries.push(post.entry());
        }
    }
}

/// Reads an object: the whole export, or a chat in it.
struct Object<'a> {
    export: &'a mut Export,
    is_outer: bool,
}

impl<'de> DeserializeSeed<'de> for Object<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Object<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an export of Telegram")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        let Self { export, is_outer } = self;
        let at = export.chats.len();
        export.chats.push(Chat::default());
        while let Some(name) = fields.next_key::<String>()? {
            match name.as_str() {
                "name" | "type" => {
                    let value = fields.next_value::<Value>()?.as_str().unwrap_or_default().to_owned();
                    if let Some(chat) = export.chats.get_mut(at) {
                        let field = if name == "name" { &mut chat.name } else { &mut chat.kind };
                        *field = value;
                    }
                }
                "messages" => fields.next_value_seed(Messages { export: &mut *export, at })?,
                _ if is_outer && LISTS.contains(&name.as_str()) => fields.next_value_seed(Lists(&mut *export))?,
                _ => drop(fields.next_value::<IgnoredAny>()?),
            }
        }
        Ok(())
    }
}

/// Reads an object with a list of chats.
struct Lists<'a>(&'a mut Export);

impl<'de> DeserializeSeed<'de> for Lists<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_map(self)
    }
}

impl<'de> Visitor<'de> for Lists<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("an object with a list of chats")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut fields: A) -> Result<(), A::Error> {
        while let Some(name) = fields.next_key::<String>()? {
            if name == "list" {
                fields.next_value_seed(Chats(&mut *self.0))?;
            } else {
                fields.next_value::<IgnoredAny>()?;
            }
        }
        Ok(())
    }
}

/// Reads a list of chats.
struct Chats<'a>(&'a mut Export);

impl<'de> DeserializeSeed<'de> for Chats<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Chats<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of chats")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        while items.next_element_seed(Object { export: &mut *self.0, is_outer: false })?.is_some() {}
        Ok(())
    }
}

/// Reads the messages of the chat `at`.
struct Messages<'a> {
    export: &'a mut Export,
    at: usize,
}

impl<'de> DeserializeSeed<'de> for Messages<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, source: D) -> Result<(), D::Error> {
        source.deserialize_seq(self)
    }
}

impl<'de> Visitor<'de> for Messages<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list of messages")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<(), A::Error> {
        let Self { export, at } = self;
        while let Some(message) = items.next_element::<Value>()? {
            if export.messages == MOST {
                return Err(Error::custom(format!("more than {MOST} messages; export a shorter period")));
            }
            let Some(chat) = export.chats.get_mut(at) else { continue };
            let Some((message, kind)) = known(message) else {
                chat.unknown = chat.unknown.saturating_add(1);
                continue;
            };
            export.messages = export.messages.saturating_add(1);
            chat.messages = chat.messages.saturating_add(1);
            if kind == Kind::Said {
                chat.posts.push(post(&message));
            } else {
                chat.service = chat.service.saturating_add(1);
            }
        }
        Ok(())
    }
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Said,
    /// A remark about the chat, or what the exporter cannot write.
    Service,
}

/// A message as the exporter writes it: with its kind, its number and its time. `None` for anything else.
fn known(message: Value) -> Option<(Map<String, Value>, Kind)> {
    let Value::Object(message) = message else { return None };
    let kind = match text_of(&message, "type") {
        "message" => Kind::Said,
        "service" | "unsupported" => Kind::Service,
        _ => return None,
    };
    let has_number = message.get("id").is_some_and(Value::is_i64);
    let has_time = message.contains_key("date_unixtime") || message.get("date").is_some_and(Value::is_string);
    (has_number && has_time).then_some((message, kind))
}

fn text_of<'a>(message: &'a Map<String, Value>, name: &str) -> &'a str {
    message.get(name).and_then(Value::as_str).unwrap_or_default()
}

/// A message as a post. Who speaks is decided when the chat is known.
fn post(message: &Map<String, Value>) -> Post {
    let name = |field: &str| Some(text_of(message, field).trim()).filter(|name| !name.is_empty()).map(str::to_owned);
    // In place of a file that was not saved stands a remark in parentheses.
    let photo = name("photo").filter(|name| !name.starts_with('('));
    Post {
        number: message.get("id").and_then(Value::as_i64),
        publisher: text_of(message, "from_id").to_owned(),
        authors: name("author").into_iter().collect(),
        sender: name("from").unwrap_or_default(),
        forwarded: name("forwarded_from"),
        published: time(message, "date"),
        modified: time(message, "edited"),
        pieces: ["text", "text_entities"]
            .iter()
            .find_map(|field| message.get(*field).and_then(pieces))
            .unwrap_or_default(),
        pictures: photo.into_iter().collect(),
        has_media: message.contains_key("photo") || message.contains_key("file"),
        address: None,
    }
}

impl Post {
    /// Decides who speaks in a chat of this name and kind. A channel is the publication; a person is an author, and so is whoever was
    /// forwarded. Until then, `publisher` has the identifier of the sender.
    fn speak(&mut self, chat: &str, kind: &str) {
        let identifier = std::mem::take(&mut self.publisher);
        let is_channel = match identifier.as_str() {
            "" => kind.ends_with("channel"),
            identifier => identifier.starts_with("channel"),
        };
        if is_channel {
            self.publisher = if self.sender.is_empty() { chat.to_owned() } else { self.sender.clone() };
        } else {
            self.authors = Some(self.sender.clone()).filter(|name| !name.is_empty()).into_iter().collect();
        }
        if let Some(forwarded) = &self.forwarded {
            self.authors = vec![forwarded.clone()];
        }
    }
}

/// The local time of a message, with the offset from its Unix time if it has both. Both are those of the exporting machine.
fn time(message: &Map<String, Value>, field: &str) -> String {
    let local = text_of(message, field);
    let unix = message.get(&format!("{field}_unixtime"));
    let unix = unix.and_then(|unix| unix.as_str().and_then(|unix| unix.parse().ok()).or(unix.as_i64()));
    let instant = stamp::moment(local).and_then(|moment| Some(moment.day.and_time(moment.time?)));
    match (instant, unix) {
        (Some(instant), Some(unix)) => with_offset(local, instant.and_utc().timestamp().saturating_sub(unix)),
        (None, Some(unix)) => unix.to_string(),
        _ => local.to_owned(),
    }
}

/// A local time with its offset in seconds east of UTC, if there can be such an offset: whole quarters of an hour, at most 14 hours.
fn with_offset(local: &str, east: i64) -> String {
    let seconds = east.unsigned_abs();
    if !seconds.is_multiple_of(900) || seconds > 14 * 3600 {
        return local.to_owned();
    }
    let minutes = seconds / 60;
    format!("{local}{}{:02}:{:02}", if east < 0 { '-' } else { '+' }, minutes / 60, minutes % 60)
}

/// The pieces of a text: a string, or a list of strings and of objects with a style. `None` if it is neither.
fn pieces(text: &Value) -> Option<Vec<Piece>> {
    match text {
        Value::String(text) => Some(vec![Piece { text: text.clone(), ..Piece::default() }]),
        Value::Array(items) => Some(items.iter().filter_map(piece).collect()),
        _ => None,
    }
}

fn piece(item: &Value) -> Option<Piece> {
    let text = item.as_str().or(item["text"].as_str())?.to_owned();
    let web = |address: &str| Some(address.to_owned()).filter(|address| address.starts_with("http"));
    let link = match item["type"].as_str().unwrap_or_default() {
        "link" => web(&text),
        "text_link" => item["href"].as_str().and_then(web),
        "mention" => text.strip_prefix('@').map(|name| format!("https://t.me/{name}")),
        _ => None,
    };
    let is = |kind: &str| item["type"] == kind;
    Some(Piece { is_bold: is("bold"), is_quote: is("blockquote"), link, text })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_offset_is_the_difference_of_two_times() {
        let time = |local: &str, unix: Value| {
            let message = serde_json::json!({"date": local, "date_unixtime": unix});
            super::time(message.as_object().unwrap(), "date")
        };
        assert_eq!(time("2025-03-04T14:57:10", "1741093030".into()), "2025-03-04T14:57:10+02:00");
        assert_eq!(time("2025-03-04T08:27:10", 1_741_093_030.into()), "2025-03-04T08:27:10-04:30");
        assert_eq!(time("2025-03-04T14:57:11", "1741093030".into()), "2025-03-04T14:57:11");
        assert_eq!(time("2025-03-06T14:57:10", "1741093030".into()), "2025-03-06T14:57:10");
        assert_eq!(time("2025-03-04T14:57:10", Value::Null), "2025-03-04T14:57:10");
        assert_eq!(time("", "1741093030".into()), "1741093030");
        assert_eq!(time("2025-03-04T14:57:10", i64::MIN.into()), "2025-03-04T14:57:10");
    }

    #[test]
    fn a_message_has_a_kind_a_number_and_a_time() {
        let known = |message: Value| super::known(message).map(|(_, kind)| kind);
        let whole = serde_json::json!({"type": "message", "id": 3, "date": "2025-03-04T14:57:10"});
        assert_eq!(known(whole.clone()), Some(Kind::Said));
        for (field, value) in [("type", "Message".into()), ("id", Value::Null), ("id", 1.5.into()), ("date", 17.into())]
        {
            let mut other = whole.clone();
            other[field] = value;
            assert_eq!(known(other), None, "{field}");
        }
        assert_eq!(known("message".into()), None);
        for (kind, expected) in [("public_channel", true), ("saved_messages", true), ("article", false), ("", false)] {
            assert_eq!(is_kind(kind), expected, "{kind}");
        }
    }

    #[test]
    fn escapes_that_json_lacks_are_mended() {
        assert_eq!(with_escapes(r#""а\x0Bб\\x41\""#), r#""а\u000Bб\\x41\""#);
        assert!(matches!(with_escapes(r#""а\n""#), Cow::Borrowed(_)));
    }
}
