//! In: the markup of an HTML page. Out: its tree, and the lines and pictures that a reader saw, in the order of the document.
//!
//! Invariant: names no line as part of an article; no markup, however deep or broken, costs more than a pass over it.

mod naming;

use std::borrow::Cow;

use dom_query::{Document, Element, NodeData, NodeRef};

use crate::capture::tag::{self, Tag};
use naming::Naming;

/// How deep elements may nest before a page is flattened; browsers stop at this depth too.
const DEEPEST: usize = 512;

/// The most code points of a caption.
const LONGEST_CAPTION: usize = 400;

/// A parsed page.
pub struct Page {
    pub tree: Document,
    pub content: Content,
}

/// What a reader saw of a page or a part of it.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Content {
    pub lines: Vec<Line>,
    pub images: Vec<Image>,
    pub times: Vec<Time>,
}

/// One line: a block of the page, or a part of it between line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    pub kind: LineKind,
    /// White space folded as a browser folds it; no-break spaces stay.
    pub text: String,
    /// The code point of the extracted text at which it starts.
    pub start: usize,
    /// How many bytes of it stand in links.
    pub linked: usize,
    /// Whether it stands in navigation, a page head or foot, an aside, a form or a button.
    pub aside: bool,
    /// Whether the names of an element around a part of it say that it is a date.
    pub dated: bool,
    /// Whether the names of an element around it say that it belongs to comments, to other articles or to a widget.
    pub foreign: bool,
}

/// What the markup calls a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineKind {
    /// The `title` of the page, which a reader sees on the window.
    Title,
    Paragraph,
    /// A heading of the level 1 to 6.
    Heading(u8),
    Quote,
    /// An item of a list.
    Item,
    Caption,
    /// A cell of a table.
    Cell,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Image {
    pub address: String,
    pub alt: String,
    /// How many lines stand before it.
    pub line: usize,
}

/// A time that the markup gives for machines beside what it shows: the `datetime` of a `time` element, the `title` of an
/// `abbr`, an attribute such as `data-date-time`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub value: String,
    /// How many lines stand before it.
    pub line: usize,
    /// As of its line.
    pub foreign: bool,
}

impl Page {
    /// Parses a page. One that nests deeper than a browser would follow is read with its nesting taken off.
    pub fn parse(markup: &str) -> Self {
        let tree = Document::from(flattened(markup).as_ref());
        let mut walk = Walk::default();
        walk.title(&tree);
        walk.nodes(tree.root());
        Self { content: walk.finish(), tree }
    }

    /// The extracted text: the lines, one below the other.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for line in &self.content.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text.pop();
        text
    }
}

impl Content {
    /// What a reader sees below a node.
    pub fn below(node: NodeRef) -> Self {
        let mut walk = Walk::default();
        walk.nodes(node);
        walk.finish()
    }
}

impl Line {
    /// Whether most of it is links.
    pub fn is_linked(&self) -> bool {
        self.linked * 2 > self.text.len()
    }
}

/// The markup itself, or without all elements that can nest where they nest too deep.
fn flattened(markup: &str) -> Cow<'_, str> {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for Tag { name, closes, .. } in tag::tags(markup) {
        if tag::NEVER_NEST.contains(&name.as_str()) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth + 1 };
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST { Cow::Owned(tag::without_nesting(markup)) } else { Cow::Borrowed(markup) }
}

#[derive(Default)]
struct Walk {
    content: Content,
    line: String,
    linked: usize,
    start: usize,
    /// Open elements that say what a line is.
    kinds: Vec<LineKind>,
    asides: usize,
    links: usize,
    preformatted: usize,
    /// Open elements whose names say that they hold a date.
    dates: usize,
    /// Open elements whose names say that they hold what is not the article's.
    foreign: usize,
    dated: bool,
}

/// What an element does to the text in it.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Role {
    Inline,
    Link,
    Block,
    Preformatted,
    Kind(LineKind),
    Aside,
    Break,
    Image,
    Hidden,
}

impl Walk {
    fn title(&mut self, tree: &Document) {
        if let Some(title) = tree.select_single("head > title").nodes().first() {
            self.push(&title.text());
            self.kinds.push(LineKind::Title);
            self.end_line();
            self.kinds.pop();
        }
    }

    /// Walks the tree below a node without recursion.
    fn nodes(&mut self, root: NodeRef) {
        let mut open: Vec<(NodeRef, Role, Naming)> = Vec::new();
        let mut next = root.first_child();
        loop {
            let Some(node) = next else {
                let Some((parent, role, naming)) = open.pop() else { break };
                self.leave(role);
                self.dates -= usize::from(naming.dated);
                self.foreign -= usize::from(naming.foreign);
                next = parent.next_sibling();
                continue;
            };
            let (role, naming) = self.visit(&node);
            if role != Role::Hidden
                && let Some(child) = node.first_child()
            {
                self.enter(role);
                self.dates += usize::from(naming.dated);
                self.foreign += usize::from(naming.foreign);
                open.push((node, role, naming));
                next = Some(child);
            } else {
                if matches!(role, Role::Block | Role::Kind(_)) {
                    self.end_line();
                }
                next = node.next_sibling();
            }
        }
        self.end_line();
    }

    /// Takes what a node itself shows, and says what it does to the nodes in it.
    fn visit(&mut self, node: &NodeRef) -> (Role, Naming) {
        node.query_or((Role::Hidden, Naming::default()), |node| match &node.data {
            NodeData::Text { contents } => {
                self.push(contents);
                (Role::Inline, Naming::default())
            }
            NodeData::Element(element) => {
                let (role, naming) = (role(element), naming_of(element));
                match role {
                    Role::Break => self.end_line(),
                    Role::Image => self.image(element),
                    Role::Hidden => {}
                    _ => self.time(element, naming),
                }
                (role, naming)
            }
            _ => (Role::Hidden, Naming::default()),
        })
    }

    fn enter(&mut self, role: Role) {
        match role {
            Role::Link => self.links += 1,
            Role::Block => self.end_line(),
            Role::Preformatted => {
                self.end_line();
                self.preformatted += 1;
            }
            Role::Kind(kind) => {
                self.end_line();
                self.kinds.push(kind);
            }
            Role::Aside => {
                self.end_line();
                self.asides += 1;
            }
            _ => {}
        }
    }

    fn leave(&mut self, role: Role) {
        if !matches!(role, Role::Inline | Role::Link) {
            self.end_line();
        }
        match role {
            Role::Link => self.links -= 1,
            Role::Preformatted => self.preformatted -= 1,
            Role::Kind(_) => drop(self.kinds.pop()),
            Role::Aside => self.asides -= 1,
            _ => {}
        }
    }

    fn push(&mut self, text: &str) {
        for (at, part) in text.split('\n').enumerate() {
            if at > 0 && self.preformatted > 0 {
                self.end_line();
            } else if at > 0 && !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
            self.push_folded(part);
        }
    }

    fn push_folded(&mut self, text: &str) {
        let before = self.line.len();
        for character in text.chars() {
            if !matches!(character, ' ' | '\t' | '\r' | '\u{c}') {
                self.line.push(character);
            } else if !self.line.is_empty() && !self.line.ends_with(' ') {
                self.line.push(' ');
            }
        }
        let written = self.line.len() - before;
        if self.links > 0 {
            self.linked += written;
        }
        self.dated |= self.dates > 0 && written > 0;
    }

    fn end_line(&mut self) {
        let text = self.line.trim();
        if !text.is_empty() {
            let text = text.to_owned();
            let length = text.chars().count();
            let kind = self.kinds.last().copied().unwrap_or(LineKind::Paragraph);
            // Editors of old name a caption what holds the picture and the paragraphs below it.
            let kind = if kind == LineKind::Caption && length > LONGEST_CAPTION { LineKind::Paragraph } else { kind };
            self.content.lines.push(Line {
                kind,
                start: self.start,
                linked: self.linked,
                aside: self.asides > 0,
                dated: self.dated,
                foreign: self.foreign > 0,
                text,
            });
            self.start += length + 1;
        }
        self.line.clear();
        self.linked = 0;
        self.dated = false;
    }

    fn image(&mut self, element: &Element) {
        let lazy = ["data-src", "data-original", "data-lazy-src", "src"];
        let address = lazy.iter().find_map(|name| value(element, name).filter(|value| !value.starts_with("data:")));
        let small = ["width", "height"].iter().any(|name| {
            value(element, name)
                .and_then(|value| value.trim_end_matches("px").parse::<u32>().ok())
                .is_some_and(|n| n < 80)
        });
        if let Some(address) = address.filter(|address| !small && self.asides == 0 && !address.trim().is_empty()) {
            let alt = value(element, "alt").unwrap_or_default().trim().to_owned();
            let line = self.content.lines.len();
            self.content.images.push(Image { address: address.trim().to_owned(), alt, line });
        }
    }

    fn time(&mut self, element: &Element, naming: Naming) {
        let stated = match &*element.name.local {
            "time" => value(element, "datetime"),
            "abbr" => value(element, "title").filter(|_| naming.dated),
            _ => value(element, "content").filter(|_| naming.dated),
        };
        let of_data = || {
            let data = element.attrs.iter().filter(|attribute| attribute.name.local.starts_with("data-"));
            let dates = data.filter(|attribute| {
                naming::naming("", std::iter::once(&*attribute.name.local)).dated && attribute.value.len() < 40
            });
            dates.map(|attribute| &*attribute.value).next()
        };
        if let Some(value) = stated.or_else(of_data).filter(|_| self.asides == 0) {
            let foreign = self.foreign > 0 || naming.foreign;
            self.content.times.push(Time { value: value.trim().to_owned(), line: self.content.lines.len(), foreign });
        }
    }

    fn finish(mut self) -> Content {
        self.end_line();
        self.content
    }
}

fn naming_of(element: &Element) -> Naming {
    let names = ["class", "id", "itemprop", "property"].into_iter().filter_map(|name| value(element, name));
    naming::naming(&element.name.local, names.flat_map(str::split_ascii_whitespace))
}

fn value<'a>(element: &'a Element, name: &str) -> Option<&'a str> {
    element.attrs.iter().find(|attribute| &*attribute.name.local == name).map(|attribute| &*attribute.value)
}

fn role(element: &Element) -> Role {
    let name: &str = element.name.local.as_ref();
    match name {
        "head" | "script" | "style" | "noscript" | "template" | "iframe" | "object" | "svg" | "select" | "datalist"
        | "textarea" | "canvas" | "audio" | "video" | "map" => Role::Hidden,
        "br" | "hr" => Role::Break,
        "img" | "amp-img" => Role::Image,
        "a" => Role::Link,
        "pre" => Role::Preformatted,
        "nav" | "footer" | "aside" | "form" | "button" | "dialog" | "menu" => Role::Aside,
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Kind(LineKind::Heading(name.as_bytes()[1] - b'0')),
        "blockquote" => Role::Kind(LineKind::Quote),
        "li" | "dt" | "dd" => Role::Kind(LineKind::Item),
        "figcaption" | "caption" => Role::Kind(LineKind::Caption),
        "td" | "th" => Role::Kind(LineKind::Cell),
        _ if BLOCKS.contains(&name) && says(element, "caption") => Role::Kind(LineKind::Caption),
        _ if BLOCKS.contains(&name) => Role::Block,
        _ => Role::Inline,
    }
}

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address", "article", "body", "center", "details", "dir", "div", "dl", "fieldset", "figure", "header", "hgroup",
    "html", "legend", "main", "ol", "optgroup", "option", "p", "search", "section", "summary", "table", "tbody",
    "tfoot", "thead", "tr", "ul",
];

/// Whether a class of an element is this word or ends with it: `caption`, `image-caption`, `image__caption`, `caption-text`.
fn says(element: &Element, word: &str) -> bool {
    value(element, "class").unwrap_or_default().split_ascii_whitespace().any(|class| {
        let parts = class.trim_end_matches("text").trim_end_matches(['-', '_']);
        parts.strip_suffix(word).is_some_and(|before| before.is_empty() || before.ends_with(['-', '_']))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(markup: &str) -> Vec<(LineKind, String)> {
        Page::parse(markup).content.lines.into_iter().map(|line| (line.kind, line.text)).collect()
    }

    #[test]
    fn each_block_is_a_line_with_its_kind() {
        let markup = "<title>Вікно</title><body><h2>Під\n заголовок</h2><p>Один&nbsp;<b>два</b>&amp;<br>три<script>x()</script></p>
            <blockquote><p>Слова</p></blockquote><ul><li>Пункт<li>Другий</ul><noscript><p>Слова</p></noscript>
            <div>без <div>усередині</div> далі</div><pre>а\n  б</pre><p class='image__caption-text'>Під знімком";
        use LineKind::*;
        let expected = [
            (Title, "Вікно"),
            (Heading(2), "Під заголовок"),
            (Paragraph, "Один\u{a0}два&"),
            (Paragraph, "три"),
            (Quote, "Слова"),
            (Item, "Пункт"),
            (Item, "Другий"),
            (Paragraph, "без"),
            (Paragraph, "усередині"),
            (Paragraph, "далі"),
            (Paragraph, "а"),
            (Paragraph, "б"),
            (Caption, "Під знімком"),
        ];
        assert_eq!(lines(markup), expected.map(|(kind, text)| (kind, text.to_owned())));
    }

    #[test]
    fn lines_know_where_they_start() {
        let page = Page::parse("<p>Їжак <p>ґава <a href=x>тут</a> <p>&lt;b&gt;");
        let text: Vec<char> = page.text().chars().collect();
        for line in &page.content.lines {
            let found: String = text[line.start..].iter().take(line.text.chars().count()).collect();
            assert_eq!(found, line.text);
        }
        assert_eq!(page.text(), "Їжак\nґава тут\n<b>");
        assert!(page.content.lines[1].linked == "тут".len());
    }

    #[test]
    fn deep_nesting_is_taken_off() {
        for tag in ["div", "b", "blockquote", "table", "x-y"] {
            let markup = format!("{}<p>Слово</p>{}", format!("<{tag}>").repeat(100_000), format!("</{tag}>").repeat(9));
            assert_eq!(Page::parse(&markup).text(), "Слово", "{tag}");
        }
    }

    #[test]
    fn broken_markup_gives_what_can_be_read() {
        for markup in
            ["<", "<!--", "</", "<p", "<script>", "<a href='", "&#x110000;", "<![CDATA[", "<svg><p>", "\0<\0p>"]
        {
            Page::parse(markup);
        }
        assert_eq!(Page::parse("<p>Слово <b>два</p><p>три").text(), "Слово два\nтри");
    }
}
