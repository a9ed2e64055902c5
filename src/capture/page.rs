//! In: the markup of an HTML page. Out: the lines and pictures that a reader saw, in document order, and the page's metadata.
//!
//! Invariant: does not decide which lines belong to the article. Any markup, however deep or broken, costs no more than one pass over it.

mod candidates;
mod element;
mod metadata;
mod naming;
mod walk;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use dom_query::Document;

use crate::capture::entry::escaped;
use crate::capture::markdown::Markdown;
use crate::capture::pictures::Pictures;
use crate::capture::tag::{self, Tag as MarkupTag};
use crate::limits;
use crate::time::MachineDate;

pub use element::Tag;
pub(crate) use metadata::MOST_AUTHORS;
pub use metadata::Metadata;
pub(crate) use naming::Naming;

/// The depth of elements beyond which a page is flattened. Browsers stop at this depth too. In Blink and WebKit it is 512
/// (`kMaximumHTMLParserDOMTreeDepth`).
const DEEPEST: usize = 512;

/// A parsed page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Page {
    /// What a reader saw.
    pub content: Content,
    /// What the page says about itself.
    pub metadata: Metadata,
}

/// The visible content of a page.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Content {
    /// The lines, in document order.
    pub lines: Vec<Line>,
    /// The pictures, in document order.
    pub(crate) images: Vec<Image>,
    /// The machine-readable times, in document order.
    pub(crate) times: Vec<Time>,
    /// The pictures that are embedded in the page.
    pub pictures: Pictures,
    /// The block elements around the lines. Each comes after its parent; the first contains all.
    pub(crate) elements: Vec<Element>,
}

/// One line: a block of the page, or a part of a block between line breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// What the markup says it is.
    pub(crate) kind: LineKind,
    /// The text, with white space collapsed as in a browser. No-break spaces are kept.
    pub text: String,
    /// The position of its start, in code points of the extracted text.
    pub start: usize,
    /// Number of bytes of the text in links.
    pub linked: usize,
    /// Whether it is in navigation, a page header or footer, an aside, a form or a button.
    pub aside: bool,
    /// Whether the names of an element around a part of it say that it is a date.
    pub dated: bool,
    /// Whether the names of an element around it say that it belongs to comments, other articles or a widget.
    pub foreign: bool,
    /// The index of the innermost element around it.
    pub element: usize,
}

/// A block element.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Element {
    /// The index of the parent. The first element is its own parent.
    pub parent: usize,
    /// The kind of element.
    pub tag: Tag,
    /// What its class, identifier and properties say about the content.
    pub naming: Naming,
    /// A digest of its classes. The same for elements that a page's author made alike.
    pub class: u64,
}

/// The kind of a line in the markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum LineKind {
    /// The `title` of the page, which browsers show on the window.
    Title,
    /// A paragraph, or any other block.
    Paragraph,
    /// A heading of level 1 to 6.
    Heading(u8),
    /// A line of a block quote.
    Quote,
    /// An item of a list.
    Item,
    /// The caption of a picture.
    Caption,
    /// A cell of a table.
    Cell,
}

/// A picture.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Image {
    /// The address. Empty if the picture is only embedded in the page.
    pub address: String,
    /// All possible sources of the picture, most trustworthy first: addresses as written, and names of embedded pictures.
    pub candidates: Vec<String>,
    /// The alternative text.
    pub alt: String,
    /// Number of lines before it.
    pub line: usize,
}

/// A machine-readable time in the markup: the `datetime` of a `time` element, the `title` of an `abbr`, an attribute such as
/// `data-date-time`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Time {
    /// The time and its readings.
    pub value: MachineDate,
    /// Number of lines before it.
    pub line: usize,
    /// As [`Line::foreign`].
    pub foreign: bool,
}

impl Page {
    /// Parses a page. A page that is nested more deeply than browsers allow is read with its nesting removed. If the parser fails, the text
    /// between the tags is read as lines.
    pub fn parse(markup: &str) -> Self {
        let parsed = || {
            let (tree, is_cut) = tree(markup);
            let mut metadata = Metadata::of_page(&tree);
            metadata.is_cut = is_cut;
            Self { content: walk::content(&tree, metadata.text.take()), metadata }
        };
        catch_unwind(AssertUnwindSafe(parsed)).unwrap_or_else(|_| Self::of_lines(&tag::without_tags(markup)))
    }

    /// Parses a Markdown file. Its front matter becomes the metadata. If it says which page was clipped, a headline and authors that stand
    /// there alone become the first lines of the page, so that each has a place.
    pub(crate) fn of_markdown(markdown: &Markdown) -> Self {
        let metadata = Metadata::of_front_matter(markdown);
        let content = markdown.to_html();
        let page = Self::parse(&content);
        let authors = metadata.authors.iter().take(MOST_AUTHORS).filter(|author| !page.says(author));
        let mut added: String = authors.map(|author| format!("<p>{}</p>\n", escaped(author))).collect();
        if let Some(headline) = metadata.headlines.first().filter(|headline| !page.says(headline)) {
            added.push_str(&format!("<h1>{}</h1>\n", escaped(headline)));
        }
        let page =
            if added.is_empty() || metadata.addresses.is_empty() { page } else { Self::parse(&(added + &content)) };
        Self { metadata, ..page }
    }

    /// Whether a line of the page has these words.
    fn says(&self, words: &str) -> bool {
        self.content.lines.iter().any(|line| line.text.contains(words))
    }

    /// A text without markup. Each line is a paragraph.
    pub(crate) fn of_lines(text: &str) -> Self {
        Self { content: walk::of_lines(text), metadata: Metadata::default() }
    }

    /// Removes the embedded pictures from the page and returns them.
    pub(crate) fn take_pictures(&mut self) -> Pictures {
        std::mem::take(&mut self.content.pictures)
    }

    /// The extracted text: the lines, each with a line feed.
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
    /// Whether most of it is in links.
    pub(crate) fn is_linked(&self) -> bool {
        self.linked.saturating_mul(2) > self.text.len()
    }
}

/// The tree of a markup, and whether it is only that of its beginning: a markup with too many tags is cut. One that is nested too deeply, or has
/// tags with too many attributes, is read without them. The parser may panic.
pub(super) fn tree(markup: &str) -> (Document, bool) {
    let markup = tag::without_attributes_in_excess(markup);
    let (mut depth, mut deepest, mut cut) = (0usize, 0usize, None);
    for (count, MarkupTag { name, closes, start, .. }) in tag::tags(&markup).enumerate() {
        if count == limits::PAGE_TAGS {
            cut = Some(start);
            break;
        }
        if tag::NEVER_NEST.contains(&&*name) {
            continue;
        }
        depth = if closes { depth.saturating_sub(1) } else { depth.saturating_add(1) };
        deepest = deepest.max(depth);
    }
    let beginning = cut.and_then(|cut| markup.get(..cut)).unwrap_or(&markup);
    let flat = if deepest > DEEPEST { Cow::Owned(tag::without_nesting(beginning)) } else { Cow::Borrowed(beginning) };
    (Document::from(flat.as_ref()), cut.is_some())
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
    fn a_text_that_only_scripts_show_is_read() {
        let told = "Рада міста у вівторок схвалила кошторис на ремонт мосту, який закрили торік після повені.";
        let more = "Роботи почнуться у квітні, коли спаде вода, і триватимуть до осені, якщо не завадить погода.";
        let page = |text: &str, visible: &str| {
            let record = format!(r#"{{"@type":"NewsArticle","headline":"Міст","articleBody":"{text}"}}"#);
            let markup = format!("<script type='application/ld+json'>{record}</script><h1>Міст</h1>{visible}");
            Page::parse(&markup).text()
        };
        let both = format!("{told}\\n\\n{more}");
        assert_eq!(page(&both, "<p>Увімкніть скрипти."), format!("Міст\nУвімкніть скрипти.\n{told}\n{more}"));
        assert_eq!(page(&format!("<p>{told}</p><p>{more}</p>"), ""), format!("Міст\n{told}\n{more}"));
        // Shown in part, or another text shown, or no text in the record.
        assert_eq!(page(&both, &format!("<p>{told}")), format!("Міст\n{told}"));
        assert_eq!(page(&both, &format!("<p>{more} {more}")), format!("Міст\n{more} {more}"));
        assert_eq!(page("", ""), "Міст");
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
