//! In: an element of a page's tree. Out: its role for a reader: a kind of block, a link, a picture, hidden.
//!
//! Invariant: knows only HTML. Class names and identifiers are interpreted elsewhere.

use dom_query::Element as Node;

use super::LineKind;

/// What an element does to the text in it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    Inline,
    Link,
    Block(Tag),
    Preformatted,
    Kind(LineKind, Tag),
    /// Navigation, a page header or footer, an aside, a form or a button.
    Aside(Tag),
    Break,
    Image,
    Hidden,
}

/// Block elements. Elements with the same use have the same name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Tag {
    /// A `div`, or any other block.
    #[default]
    Division,
    /// `p`.
    Paragraph,
    /// `h1` to `h6`.
    Heading,
    /// A list.
    List,
    /// An item of a list.
    Item,
    /// `blockquote`.
    Quote,
    /// A cell of a table.
    Cell,
    /// `table`.
    Table,
    /// `figure`.
    Figure,
    /// A caption.
    Caption,
    /// `pre`.
    Preformatted,
    /// `section`.
    Section,
    /// `article`.
    Article,
    /// `main`.
    Main,
    /// `header`.
    Header,
    /// `footer`.
    Footer,
    /// `nav`.
    Navigation,
    /// `aside`.
    Aside,
    /// `form`.
    Form,
    /// `button`.
    Button,
    /// The page itself.
    Body,
}

impl Tag {
    /// Whether it is a paragraph or looks like one to a reader, whatever it contains.
    pub(crate) fn is_paragraph(self) -> bool {
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
pub(crate) fn role(element: &Node) -> Role {
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
pub(crate) fn value<'a>(element: &'a Node, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}
