//! In: the page of a public channel that Telegram shows in a browser (`t.me/s/NAME`), or that of one post of it (`t.me/NAME/1?embed=1`), as
//! a browser saved it. Out: the posts.
//!
//! Invariant: a page of somebody else that shows such posts among its own words is left as it is. What a post answers and what its links
//! lead to is no part of it.

use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::{Document, NodeRef};

use super::post::{Post, public_name};
use super::telegram_page::{pieces, words};
use super::{MOST, Posts};
use crate::capture::page;

/// The class of a post, which is in all such pages.
const POST: &str = "tgme_widget_message";
/// How the classes of all that Telegram itself shows begin.
const OWN: &str = "tgme_";
/// The classes of the body of such a page, and of the element in it that has the posts.
const BODIES: [&str; 2] = ["widget_frame_base", "tgme_page_wrap"];
const MAIN: &str = "tgme_main";
/// Parts of a post that have the words of others: what it answers, and the page that a link in it leads to.
const OF_OTHERS: [&str; 2] = ["tgme_widget_message_reply", "tgme_widget_message_link_preview"];
/// The classes of pictures, videos and other files of a post.
const FILES: [&str; 7] = [
    "tgme_widget_message_photo_wrap",
    "tgme_widget_message_video_wrap",
    "tgme_widget_message_roundvideo_wrap",
    "tgme_widget_message_sticker_wrap",
    "tgme_widget_message_document_wrap",
    "tgme_widget_message_voice_player",
    "message_media_not_supported_wrap",
];
/// Elements whose text no reader sees.
const UNSEEN: [&str; 5] = ["script", "style", "noscript", "template", "title"];

/// The posts of such a page. `None` if the text is none.
pub(super) fn read(text: &str) -> Option<Posts> {
    if !text.contains(POST) || !text.contains("data-post") {
        return None;
    }
    // The parser may panic.
    catch_unwind(AssertUnwindSafe(|| of_page(text))).ok().flatten()
}

fn of_page(text: &str) -> Option<Posts> {
    let (tree, is_cut) = page::tree(text);
    let body = tree.select_single("body");
    let body = body.nodes().first()?;
    if !is_preview(&tree, body) {
        return None;
    }
    let found = tree.select(&format!(".{POST}[data-post]"));
    let nodes: Vec<&NodeRef> = found.nodes().iter().filter(|node| has(node, POST) && !is_in_post(node)).collect();
    let raw: Vec<Raw> = nodes.iter().take(MOST).map(|node| Raw::of(node)).collect();
    let own: usize = nodes.iter().map(|node| node.text().trim().len()).sum();
    if raw.is_empty() || foreign(body) > own {
        return None;
    }
    let mut posts = Posts::default();
    if is_cut || nodes.len() > MOST {
        posts.mistake = Some("it has too many posts; save a shorter page".to_owned());
    }
    let title = title(&tree);
    raw.into_iter().for_each(|raw| raw.add_to(&mut posts, &title));
    Some(posts)
}

/// Whether Telegram made the page around the posts.
fn is_preview(tree: &Document, body: &NodeRef) -> bool {
    BODIES.iter().any(|class| has(body, class)) || tree.select_single(&format!("main.{MAIN}")).exists()
}

/// The name of the channel, as the page says it above or beside the posts.
fn title(tree: &Document) -> String {
    let places = [".tgme_channel_info_header_title", ".tgme_header_title"];
    let found = places.iter().filter_map(|place| tree.select_single(place).nodes().first().map(words));
    found.into_iter().find(|title| !title.is_empty()).unwrap_or_default()
}

/// Number of bytes of text that stands in no part of Telegram's own.
fn foreign(body: &NodeRef) -> usize {
    let mut open: Vec<NodeRef> = body.children();
    let mut length = 0_usize;
    while let Some(node) = open.pop() {
        if node.is_text() {
            length = length.saturating_add(node.text().trim().len());
            continue;
        }
        let name = node.node_name().unwrap_or_default();
        let classes = node.attr("class").unwrap_or_default();
        let is_own = |class: &str| class.starts_with(OWN) && !BODIES.contains(&class) && class != MAIN;
        if !UNSEEN.contains(&&*name) && !classes.split_ascii_whitespace().any(is_own) {
            open.extend(node.children());
        }
    }
    length
}

fn has(node: &NodeRef, class: &str) -> bool {
    node.attr("class").is_some_and(|classes| classes.split_ascii_whitespace().any(|known| known == class))
}

/// Whether an element stands in a post.
fn is_in_post(node: &NodeRef) -> bool {
    std::iter::successors(node.parent(), NodeRef::parent).any(|outer| has(&outer, POST))
}

/// A post as its element states it.
#[derive(Debug, Default)]
struct Raw {
    post: Post,
    /// The channel, and the person who speaks in it, if it is a group.
    channel: Option<String>,
    person: Option<String>,
    signature: Option<String>,
    is_service: bool,
}

impl Raw {
    /// Reads the element of a post. Parts of others are not entered, and of a text that stands in a text none is read twice.
    fn of(message: &NodeRef) -> Self {
        let mut raw = Self { is_service: has(message, "service_message"), ..Self::default() };
        raw.post.address = message.attr("data-post").as_deref().and_then(address);
        let mut open: Vec<NodeRef> = message.element_children();
        open.reverse();
        while let Some(node) = open.pop() {
            let classes = node.attr("class").unwrap_or_default();
            let classes: Vec<&str> = classes.split_ascii_whitespace().collect();
            let is = |class: &str| classes.contains(&class);
            if OF_OTHERS.iter().any(|class| is(class)) {
                continue;
            }
            if is("tgme_widget_message_text") {
                raw.post.pieces.extend(pieces(&node));
                continue;
            }
            raw.take(&node, &is);
            let mut inner = node.element_children();
            inner.reverse();
            open.extend(inner);
        }
        raw
    }

    /// Takes what an element with these classes says of the post.
    fn take(&mut self, node: &NodeRef, is: &dyn Fn(&str) -> bool) {
        let said = || Some(words(node)).filter(|name| !name.is_empty());
        if is("tgme_widget_message_owner_name") {
            self.channel = said();
        } else if is("tgme_widget_message_author_name") {
            self.person = said();
        } else if is("tgme_widget_message_forwarded_from_name") {
            self.post.forwarded = said();
        } else if is("tgme_widget_message_from_author") {
            self.signature = said();
        } else if is("tgme_widget_message_date") {
            let time = node.descendants().into_iter().find_map(|inner| inner.attr("datetime"));
            self.post.published = time.unwrap_or_default().to_string();
        } else if FILES.iter().any(|class| is(class)) {
            self.post.has_media = true;
            let picture = node.attr("style").and_then(|style| picture(&style));
            self.post.pictures.extend(picture.filter(|_| is("tgme_widget_message_photo_wrap")));
        }
    }

    /// Adds the post. `title` is the name of the channel whose page it is.
    fn add_to(self, posts: &mut Posts, title: &str) {
        let Self { mut post, channel, person, signature, is_service } = self;
        if is_service {
            posts.service = posts.service.saturating_add(1);
            return;
        }
        if !post.has_words() {
            posts.wordless = posts.wordless.saturating_add(1);
            return;
        }
        if person.is_none() {
            post.publisher = channel.unwrap_or_else(|| title.to_owned());
        }
        post.authors = post.forwarded.clone().or(person).or(signature).into_iter().collect();
        posts.entries.push(post.entry());
    }
}

/// The address of the post `NAME/1` of a public channel.
fn address(place: &str) -> Option<String> {
    let (name, number) = place.split_once('/')?;
    let channel = format!("https://t.me/{name}");
    let is_number = !number.is_empty() && number.len() < 19 && number.bytes().all(|byte| byte.is_ascii_digit());
    (is_number && public_name(&channel).is_some()).then(|| format!("{channel}/{number}"))
}

/// The picture that a style shows behind an element: `background-image:url('…')`.
fn picture(style: &str) -> Option<String> {
    let (_, rest) = style.split_once("background-image")?;
    let (_, rest) = rest.split_once("url(")?;
    let (address, _) = match rest.chars().next()? {
        quote @ ('\'' | '"') => rest.get(1..)?.split_once(quote)?,
        _ => rest.split_once(')')?,
    };
    Some(address.trim().to_owned()).filter(|address| !address.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_those_of_posts_of_public_channels() {
        assert_eq!(address("visnyk/123").as_deref(), Some("https://t.me/visnyk/123"));
        for other in ["visnyk", "visnyk/", "visnyk/12a", "c/123/4", "visnyk/-4", "a.b/1", ""] {
            assert_eq!(address(other), None, "{other}");
        }
    }

    #[test]
    fn a_picture_is_that_of_the_style() {
        for (style, expected) in [
            ("width:800px;background-image:url('https://cdn.example/a.jpg')", Some("https://cdn.example/a.jpg")),
            ("background-image: url(\"data:image/png;base64,iVBO\")", Some("data:image/png;base64,iVBO")),
            ("background-image:url(a_files/a.jpg);width:1px", Some("a_files/a.jpg")),
            ("background-image:url('a.jpg", None),
            ("background-image:none", None),
            ("width:800px", None),
        ] {
            assert_eq!(picture(style).as_deref(), expected, "{style}");
        }
    }
}
