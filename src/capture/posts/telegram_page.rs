//! In: a page that Telegram Desktop exports (`export_output_html.cpp` of its source). Out: the posts.
//!
//! Invariant: each message is parsed by itself, so that a long page costs no more than its length.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::LazyLock;

use dom_query::NodeRef;
use rayon::prelude::*;
use regex::Regex;

use super::post::{Piece, Post, joined, public_name, stated_name};
use super::{MOST, Posts};
use crate::capture::{page, tag};

/// The most bytes of one message with its markup. A text has at most 4,096 letters (core.telegram.org/api/config).
/// Set by hand.
const LARGEST: usize = 256 * 1024;

/// The start of a message: a post, or a remark about the chat.
static MESSAGE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<div class="message (default|service)[^"<>]{0,100}" id="message(-?\d{1,18})">"#)
        .expect("a pattern of ours")
});

/// The head of each exported page, and the name of the chat in it.
const HEAD: &str = "<div class=\"page_header\">";
static TITLE: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r#"<div class="page_header">\s*<(?:div|a) class="content[^>]*>\s*<div class="text bold">([^<]*)<"#)
        .expect("a pattern of ours")
});

/// The name of each exported page, what its body begins with, and the most tags before that. The exporter writes about a dozen. Set by
/// hand.
const NAME: &str = "Exported Data</title>";
const WRAP: &str = "<div class=\"page_wrap";
const MOST_BEFORE: usize = 50;

/// Whether a text is a page that was exported, and not one that shows the markup of such a page.
fn is_exported(text: &str) -> bool {
    let mut tags = tag::tags(text).filter(|tag| !tag.closes).take(MOST_BEFORE);
    let is_at = |place: usize, words: &str| text.get(place..).is_some_and(|rest| rest.starts_with(words));
    let is_named = tags.find(|tag| tag.name == "title").is_some_and(|tag| is_at(tag.end, NAME));
    is_named && tags.any(|tag| tag.name == "body") && tags.next().is_some_and(|tag| is_at(tag.start, WRAP))
}

/// Whether a text is an exported page without messages: the list of contacts, chats or sessions.
pub(crate) fn is_listing(text: &str) -> bool {
    text.contains(HEAD) && is_exported(text) && !MESSAGE.is_match(text)
}

/// A message of a page.
#[derive(Debug)]
enum Message {
    Service {
        is_day: bool,
    },
    Post(Box<Raw>),
    TooLarge,
    /// Its markup cannot be parsed.
    Broken,
}

/// A post as its message states it. A message that goes on from the one before it has no name.
#[derive(Debug, Default)]
struct Raw {
    post: Post,
    from: Option<String>,
    forwarded: Option<String>,
    is_forwarded: bool,
    signature: Option<String>,
    /// Whether a message right before it was not read.
    is_behind_gap: bool,
}

/// The posts of a page. `None` if the text is no such page. `address` is that of the channel, as a file beside it says.
pub(super) fn read(text: &str, address: Option<&str>) -> Option<Posts> {
    if !text.contains(HEAD) || !is_exported(text) {
        return None;
    }
    let starts: Vec<(usize, bool, Option<i64>)> = MESSAGE
        .captures_iter(text)
        .take(MOST.saturating_add(1))
        .filter_map(|found| Some((found.get(0)?.start(), found.get(1)?.as_str() == "service", found[2].parse().ok())))
        .collect();
    if starts.is_empty() {
        return None;
    }
    let mut posts = Posts::default();
    let ends = starts.iter().skip(1).map(|&(start, ..)| start).chain([text.len()]);
    let parts: Vec<_> = starts.iter().zip(ends).take(MOST).collect();
    if starts.len() > MOST {
        posts.mistake = Some(format!("more than {MOST} messages; export a shorter period"));
    }
    let read = |&(&(start, is_service, number), end): &(&(usize, bool, Option<i64>), usize)| match text.get(start..end)
    {
        // The exporter's own lines between days have negative numbers.
        _ if is_service => Message::Service { is_day: number.is_some_and(i64::is_negative) },
        Some(markup) if markup.len() <= LARGEST => {
            raw(markup, number).map_or(Message::Broken, |raw| Message::Post(Box::new(raw)))
        }
        _ => Message::TooLarge,
    };
    let messages: Vec<Message> = parts.par_iter().map(read).collect();
    let title = TITLE.captures(text).map(|found| plain(&found[1])).unwrap_or_default();
    add(messages, &title, address, &mut posts);
    Some(posts)
}

/// Adds the posts of a chat with this title.
fn add(messages: Vec<Message>, title: &str, address: Option<&str>, posts: &mut Posts) {
    let mut raw = Vec::new();
    let (mut large, mut broken, mut is_behind_gap) = (0_usize, 0_usize, false);
    for message in messages {
        match message {
            Message::Service { is_day } => posts.service = posts.service.saturating_add(usize::from(!is_day)),
            Message::Post(post) => raw.push(Raw { is_behind_gap: std::mem::take(&mut is_behind_gap), ..*post }),
            Message::TooLarge => (large, is_behind_gap) = (large.saturating_add(1), true),
            Message::Broken => (broken, is_behind_gap) = (broken.saturating_add(1), true),
        }
    }
    let lost = [
        (large, format!("are larger than {} KiB and were not read", LARGEST / 1024)),
        (broken, "could not be read".to_owned()),
    ];
    for (count, what) in lost.iter().filter(|(count, _)| *count > 0) {
        posts.told.push((format!("{count} of its messages {what}"), "export the chat again"));
    }
    // A page does not say whether it is a channel. In a channel, nobody else speaks.
    let is_channel = !title.is_empty() && raw.iter().filter_map(|raw| raw.from.as_deref()).all(|from| from == title);
    let (mut from, mut forwarded) = (None, None);
    let spoken: Vec<Post> = raw
        .into_iter()
        .map(|mut raw| {
            if raw.from.is_some() {
                (from, forwarded) = (raw.from.take(), None);
            } else if raw.is_behind_gap {
                // The message that was not read may have had the name.
                (from, forwarded) = (is_channel.then(|| title.to_owned()), None);
            }
            if raw.forwarded.is_some() {
                forwarded = raw.forwarded.take();
            }
            raw.post.sender = from.clone().unwrap_or_default();
            raw.post.forwarded = forwarded.clone().filter(|_| raw.is_forwarded);
            speak(raw, is_channel)
        })
        .collect();
    let said = address.and_then(public_name).map(str::to_owned);
    let public = said.or_else(|| is_channel.then(|| stated_name(&spoken, title)).flatten());
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

/// The post with its publication or its author.
fn speak(raw: Raw, is_channel: bool) -> Post {
    let Raw { mut post, signature, .. } = raw;
    let name = Some(post.sender.clone()).filter(|name| !name.is_empty());
    if is_channel {
        post.publisher = post.sender.clone();
    }
    let own = if is_channel { signature } else { name };
    post.authors = post.forwarded.clone().or(own).into_iter().collect();
    post
}

/// The words of a text with entities.
fn plain(markup: &str) -> String {
    page::Page::parse(markup).text().trim().to_owned()
}

/// Reads the markup of a message. `None` if it cannot be parsed.
fn raw(markup: &str, number: Option<i64>) -> Option<Raw> {
    let parsed = || {
        let (tree, _) = page::tree(markup);
        let mut raw = Raw { post: Post { number, ..Post::default() }, ..Raw::default() };
        let body = tree.select_single(".body");
        if let Some(body) = body.nodes().first() {
            raw.take(body, 0);
        }
        raw
    };
    catch_unwind(AssertUnwindSafe(parsed)).ok()
}

impl Raw {
    /// Takes the parts of a message's body. In it stands the body of what is forwarded.
    fn take(&mut self, body: &NodeRef, depth: usize) {
        for part in body.element_children() {
            let class = part.attr("class").unwrap_or_default().to_string();
            let has = |name: &str| class.split_ascii_whitespace().any(|class| class == name);
            if has("forwarded") && has("body") && depth == 0 {
                self.is_forwarded = true;
                self.take(&part, 1);
            } else if has("date") && depth == 0 {
                self.post.published = part.attr("title").unwrap_or_default().to_string();
            } else if has("from_name") {
                let name = name(&part);
                *(if depth == 0 { &mut self.from } else { &mut self.forwarded }) = Some(name);
            } else if has("text") {
                self.post.pieces.extend(pieces(&part));
            } else if has("signature") {
                self.signature = Some(words(&part)).filter(|name| !name.is_empty());
            } else if has("media_wrap") {
                self.take_media(&part);
            }
        }
    }

    fn take_media(&mut self, wrap: &NodeRef) {
        for node in wrap.descendants().iter().filter(|node| node.is_element()) {
            let class = node.attr("class").unwrap_or_default().to_string();
            let has = |name: &str| class.split_ascii_whitespace().any(|class| class == name);
            let is_file = ["photo_wrap", "video_file_wrap", "animated_wrap", "sticker_wrap", "media"];
            self.post.has_media |= is_file.iter().any(|name| has(name));
            if has("photo_wrap") {
                self.post.pictures.extend(node.attr("href").map(|name| name.to_string()));
            }
        }
    }
}

/// The words of an element in one line.
pub(super) fn words(node: &NodeRef) -> String {
    node.text().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of an element itself, without those of elements in it and without the bot by which a message was sent.
fn name(node: &NodeRef) -> String {
    let own: String =
        node.children().iter().filter(|child| child.is_text()).map(|child| child.text().to_string()).collect();
    let own = own.split_whitespace().collect::<Vec<_>>().join(" ");
    match own.rsplit_once(" via @") {
        Some((name, bot)) if !bot.contains(' ') => name.to_owned(),
        _ => own,
    }
}

/// A part of a text that is being read.
enum Step<'a> {
    Node(NodeRef<'a>, Piece),
    /// The end of a block quotation.
    Break,
}

/// The pieces of a text. A line break of the text is a `br`; those of the markup mean nothing.
pub(super) fn pieces(text: &NodeRef) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut open: Vec<Step> =
        text.children().into_iter().rev().map(|child| Step::Node(child, Piece::default())).collect();
    let line_end = || Piece { text: "\n".to_owned(), ..Piece::default() };
    while let Some(step) = open.pop() {
        let Step::Node(node, mut style) = step else {
            pieces.push(line_end());
            continue;
        };
        if node.is_text() {
            let words = node.text().replace(['\n', '\r'], " ");
            pieces.push(Piece { text: words, ..style });
            continue;
        }
        let element = node.node_name().unwrap_or_default().to_string();
        match element.as_str() {
            "br" => pieces.push(line_end()),
            "strong" | "b" => style.is_bold = true,
            "a" => {
                let address = node.attr("href").unwrap_or_default().to_string();
                style.link = Some(address).filter(|address| address.starts_with("http"));
            }
            "blockquote" => {
                style.is_quote = true;
                pieces.push(line_end());
                open.push(Step::Break);
            }
            _ => {}
        }
        open.extend(node.children().into_iter().rev().map(|child| Step::Node(child, style.clone())));
    }
    pieces
}

#[cfg(test)]
mod tests {
    use super::*;

    fn message(from: Option<&str>, text: &str) -> Message {
        let pieces = vec![Piece { text: text.to_owned(), ..Piece::default() }];
        let post = Post { pieces, ..Post::default() };
        Message::Post(Box::new(Raw { post, from: from.map(str::to_owned), ..Raw::default() }))
    }

    fn added(title: &str, messages: Vec<Message>) -> (Vec<Vec<String>>, Posts) {
        let mut posts = Posts::default();
        add(messages, title, None, &mut posts);
        (posts.entries.iter().map(|entry| entry.authors.clone()).collect(), posts)
    }

    #[test]
    fn a_message_that_cannot_be_read_is_told_and_gives_its_name_to_no_other() {
        let whole = || vec![message(Some("Ія Лан"), "Пором ходить."), message(None, "Міст закрито.")];
        let (authors, posts) = added("Луги", whole());
        assert_eq!((authors, posts.told, posts.wordless), (vec![vec!["Ія Лан".to_owned()]; 2], vec![], 0));
        for gap in [Message::Broken, Message::TooLarge] {
            let mut messages = whole();
            messages.insert(1, gap);
            let (authors, posts) = added("Луги", messages);
            assert_eq!((authors, posts.wordless), (vec![vec!["Ія Лан".to_owned()], vec![]], 0));
            assert!(posts.told[0].0.starts_with("1 of its messages "), "{:?}", posts.told);
        }
        let of_channel = vec![message(Some("Луги"), "Пором ходить."), Message::Broken, message(None, "Міст закрито.")];
        let (_, posts) = added("Луги", of_channel);
        assert_eq!(posts.told, [("1 of its messages could not be read".to_owned(), "export the chat again")]);
        assert_eq!(posts.entries.iter().map(|entry| entry.publisher.as_str()).collect::<Vec<_>>(), ["Луги"; 2]);
    }
}
