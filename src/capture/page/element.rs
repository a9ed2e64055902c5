//! In: an element of a page's tree. Out: what it is to a reader: a block of some kind, a link, a picture, nothing.
//!
//! Invariant: knows HTML; what an author's names say is said elsewhere.

use dom_query::Element as Node;

use super::LineKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Role {
    Inline,
    Link,
    Block(Tag),
    Preformatted,
    Kind(LineKind, Tag),
    /// Navigation, a page head or foot, an aside, a form or a button.
    Aside(Tag),
    Break,
    Image,
    Hidden,
}

/// Elements that stand on lines of their own, those of one use under one name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tag {
    #[default]
    Division,
    Paragraph,
    Heading,
    List,
    Item,
    Quote,
    Cell,
    Table,
    Figure,
    Caption,
    Preformatted,
    Section,
    Article,
    Main,
    Header,
    Footer,
    Navigation,
    Aside,
    Form,
    Button,
    /// The page itself.
    Body,
}

impl Tag {
    /// Whether it is a paragraph or what is to a reader like one, whatever stands in it.
    pub fn is_paragraph(self) -> bool {
        matches!(
            self,
            Self::Paragraph
                | Self::Item
                | Self::Heading
                | Self::Quote
                | Self::Cell
                | Self::Caption
                | Self::Preformatted
        )
    }
}

/// The role of an element.
pub fn role(element: &Node) -> Role {
    let name: &str = element.name.local.as_ref();
    match name {
        "head" | "script" | "style" | "noscript" | "template" | "iframe" | "object" | "svg" | "select" | "datalist"
        | "textarea" | "canvas" | "audio" | "video" | "map" => Role::Hidden,
        "br" | "hr" => Role::Break,
        "img" | "amp-img" => Role::Image,
        "a" => Role::Link,
        "pre" => Role::Preformatted,
        "nav" | "menu" => Role::Aside(Tag::Navigation),
        "footer" => Role::Aside(Tag::Footer),
        "aside" => Role::Aside(Tag::Aside),
        "form" => Role::Aside(Tag::Form),
        "button" | "dialog" => Role::Aside(Tag::Button),
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
            let level = name.as_bytes().get(1).map_or(0, |digit| digit.saturating_sub(b'0'));
            Role::Kind(LineKind::Heading(level), Tag::Heading)
        }
        "blockquote" => Role::Kind(LineKind::Quote, Tag::Quote),
        "li" | "dt" | "dd" => Role::Kind(LineKind::Item, Tag::Item),
        "figcaption" | "caption" => Role::Kind(LineKind::Caption, Tag::Caption),
        "td" | "th" => Role::Kind(LineKind::Cell, Tag::Cell),
        _ => match block(name) {
            Some(_) if says(element, "caption") => Role::Kind(LineKind::Caption, Tag::Caption),
            Some(tag) => Role::Block(tag),
            None => Role::Inline,
        },
    }
}

fn block(name: &str) -> Option<Tag> {
    Some(match name {
        "p" => Tag::Paragraph,
        "ul" | "ol" | "dl" | "dir" => Tag::List,
        "table" | "tbody" | "tfoot" | "thead" | "tr" => Tag::Table,
        "figure" => Tag::Figure,
        "section" => Tag::Section,
        "article" => Tag::Article,
        "main" => Tag::Main,
        "header" | "hgroup" => Tag::Header,
        "search" | "fieldset" | "legend" | "optgroup" | "option" => Tag::Form,
        "html" | "body" => Tag::Body,
        "address" | "center" | "details" | "div" | "summary" => Tag::Division,
        _ => return None,
    })
}

/// Whether a class of an element is this word or ends with it: `caption`, `image-caption`, `image__caption`, `caption-text`.
fn says(element: &Node, word: &str) -> bool {
    let classes = value(element, "class").unwrap_or_default();
    classes.contains(word)
        && classes.split_ascii_whitespace().any(|class| {
            let parts = class.trim_end_matches("text").trim_end_matches(['-', '_']);
            parts.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(['-', '_']))
        })
}

/// The value of an attribute.
pub fn value<'a>(element: &'a Node, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
