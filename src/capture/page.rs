//! In: the markup of an HTML page. Out: the lines and pictures that a reader saw, in the order of the document, and what the
//! page says of itself for machines.
//!
//! Invariant: names no line as part of an article; no markup, however deep or broken, costs more than a pass over it.

mod candidates;
mod element;
mod metadata;
mod naming;
mod walk;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use crate::capture::markdown::Markdown;
use crate::capture::pictures::Pictures;
use crate::capture::tag::{self, Tag as MarkupTag};
use crate::time::MachineDate;

pub use element::Tag;
pub use metadata::Metadata;
pub use naming::Naming;

/// How deep elements may nest before a page is flattened; browsers stop at this depth too.
const DEEPEST: usize = 512;

/// A page as it was read.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Page {
    pub content: Content,
    pub metadata: Metadata,
}

/// What a reader saw of a page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Content {
    pub lines: Vec<Line>,
    pub images: Vec<Image>,
    pub times: Vec<Time>,
    /// The pictures that stand in the page itself.
    pub pictures: Pictures,
    /// The elements that lines stand in; each comes behind the one that holds it, and the first holds all.
    pub elements: Vec<Element>,
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
    /// The index of the innermost element that it stands in.
    pub element: usize,
}

/// An element that stands on lines of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Element {
    /// The index of the element that holds it; the first is its own.
    pub parent: usize,
    pub tag: Tag,
    /// What its names say.
    pub naming: Naming,
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
    /// Empty where the picture stands in the page itself and nowhere else.
    pub address: String,
    /// All that may be its picture, most trustworthy first: addresses as they stand, and names of what stands in the page.
    pub candidates: Vec<String>,
    pub alt: String,
    /// How many lines stand before it.
    pub line: usize,
}

/// A time that the markup gives for machines beside what it shows: the `datetime` of a `time` element, the `title` of an
/// `abbr`, an attribute such as `data-date-time`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Time {
    pub value: MachineDate,
    /// How many lines stand before it.
    pub line: usize,
    /// As of its line.
    pub foreign: bool,
}

impl Page {
    /// Parses a page. One that nests deeper than a browser would follow is read with its nesting taken off, one that the
    /// parser fails on as the lines between its tags.
    pub fn parse(markup: &str) -> Self {
        let parsed = || {
            let markup = tag::without_attributes_in_excess(markup);
            let tree = Document::from(flattened(&markup).as_ref());
            Self { content: walk::content(&tree), metadata: Metadata::of_page(&tree) }
        };
        catch_unwind(AssertUnwindSafe(parsed)).unwrap_or_else(|_| Self::of_lines(&tag::without_tags(markup)))
    }

    /// A Markdown file, its front matter for metadata.
    pub fn of_markdown(text: &str) -> Self {
        let markdown = Markdown::split(text);
        Self { metadata: Metadata::of_front_matter(&markdown), ..Self::parse(&markdown.to_html()) }
    }

    /// A text without markup, each line a paragraph.
    pub fn of_lines(text: &str) -> Self {
        Self { content: walk::of_lines(text), metadata: Metadata::default() }
    }

    /// The pictures that stand in the page itself, which it has no more then.
    pub fn take_pictures(&mut self) -> Pictures {
        std::mem::take(&mut self.content.pictures)
    }

    /// The extracted text: the lines, one below the other.
    pub fn text(&self) -> String {
        let mut text =
            String::with_capacity(self.content.lines.iter().map(|line| line.text.len().saturating_add(1)).sum());
        for line in &self.content.lines {
            text.push_str(&line.text);
            text.push('\n');
        }
        text.pop();
        text
    }
}

impl Line {
    /// Whether most of it is links.
    pub fn is_linked(&self) -> bool {
        self.linked.saturating_mul(2) > self.text.len()
    }
}

/// The markup itself, or without all elements that can nest where they nest too deep.
fn flattened(markup: &str) -> Cow<'_, str> {
    let (mut depth, mut deepest) = (0usize, 0usize);
    for MarkupTag { name, closes, .. } in tag::tags(markup) {
        if tag::NEVER_NEST.contains(&&*name) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth.saturating_add(1) };
        deepest = deepest.max(depth);
    }
    if deepest > DEEPEST { Cow::Owned(tag::without_nesting(markup)) } else { Cow::Borrowed(markup) }
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
    fn endless_attributes_cost_no_more_than_others() {
        let attributes: String = (0..200_000).map(|at| format!(" a{at}='{at}'")).collect();
        assert_eq!(Page::parse(&format!("<p{attributes}>Слово <b>два</b>")).text(), "Слово два");
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
