//! In: what an editor writes, as Markdown. Out: its headings, paragraphs and items of lists, with what is strong, emphasized or a link.
//!
//! Invariant: loses no word. HTML is text, and a picture is its description.

use std::path::PathBuf;

use pulldown_cmark::{Event, Parser, Tag, TagEnd};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::error::{Problem, ProjectError};
use super::section::Section;
use crate::address;

/// What an editor writes into an edition. None of it is from a capture.
pub type Prose = Vec<ProseBlock>;

/// A heading, a paragraph, or an item of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct ProseBlock {
    /// What it is.
    pub kind: ProseKind,
    /// Its words; at least one run with a visible character.
    pub runs: Vec<ProseRun>,
}

/// The kinds of blocks that an editor writes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ProseKind {
    /// A heading, of whatever level.
    Heading,
    /// A paragraph.
    Paragraph,
    /// An item of a list, numbered or not.
    Item,
}

/// Words of one style.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize, JsonSchema)]
pub struct ProseRun {
    /// The words.
    pub text: String,
    /// Whether they are important.
    pub strong: bool,
    /// Whether they are stressed.
    pub emphasis: bool,
    /// The web address that they lead to, safe in a link.
    pub link: Option<String>,
}

/// Where the editor's introduction stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Introduction {
    /// In the project file.
    Text(String),
    /// In a Markdown file, relative to the project file.
    File(PathBuf),
}

/// `introduction = "…"`, or `introduction = { file = "…" }`.
pub(crate) fn introduction(top: &Section<'_>) -> Result<Option<Introduction>, ProjectError> {
    const KEY: &str = "introduction";
    if !top.is_table(KEY) {
        return Ok(top.text(KEY)?.map(Introduction::Text));
    }
    let Some(section) = top.section(KEY, &["file"])? else { return Ok(None) };
    let missing = || Problem::MissingKey { key: "introduction.file".to_owned(), example: EXAMPLE.to_owned() };
    let file = section.path("file")?.ok_or_else(|| top.on_line_of(KEY, missing()))?;
    Ok(Some(Introduction::File(file)))
}

const EXAMPLE: &str = "introduction = { file = \"introduction.md\" }";

/// The blocks of a Markdown text.
pub fn prose(markdown: &str) -> Prose {
    let mut writer = Writer::default();
    for event in Parser::new(markdown) {
        writer.event(event);
    }
    writer.end();
    writer.blocks
}

impl ProseBlock {
    /// Its words without their styles.
    pub fn words(&self) -> String {
        self.runs.iter().map(|run| run.text.as_str()).collect()
    }
}

/// The blocks so far, and the one that is being read.
#[derive(Default)]
struct Writer {
    blocks: Prose,
    runs: Vec<ProseRun>,
    kind: Option<ProseKind>,
    /// How many of each are open.
    strong: usize,
    emphasis: usize,
    links: Vec<Option<String>>,
    items: usize,
}

impl Writer {
    fn event(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => self.text(&text),
            Event::SoftBreak | Event::HardBreak => self.text(" "),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Strong => self.strong = self.strong.saturating_add(1),
            Tag::Emphasis => self.emphasis = self.emphasis.saturating_add(1),
            Tag::Link { dest_url, .. } => self.links.push(address::web(&dest_url)),
            Tag::Image { .. } => self.links.push(None),
            Tag::Heading { .. } => self.begin(ProseKind::Heading),
            Tag::Item => {
                self.end();
                self.items = self.items.saturating_add(1);
                self.kind = Some(ProseKind::Item);
            }
            _ if self.items == 0 => self.begin(ProseKind::Paragraph),
            // The first paragraph of an item is the item.
            _ if self.runs.is_empty() && self.kind == Some(ProseKind::Item) => {}
            _ => self.begin(ProseKind::Paragraph),
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong => self.strong = self.strong.saturating_sub(1),
            TagEnd::Emphasis => self.emphasis = self.emphasis.saturating_sub(1),
            TagEnd::Link | TagEnd::Image => drop(self.links.pop()),
            TagEnd::Item => {
                self.end();
                self.items = self.items.saturating_sub(1);
            }
            _ => self.end(),
        }
    }

    fn begin(&mut self, kind: ProseKind) {
        self.end();
        self.kind = Some(kind);
    }

    fn text(&mut self, text: &str) {
        let link = self.links.iter().rev().flatten().next().cloned();
        let run = ProseRun { text: String::new(), strong: self.strong > 0, emphasis: self.emphasis > 0, link };
        if self.runs.last().is_none_or(|last| ProseRun { text: String::new(), ..last.clone() } != run) {
            self.runs.push(run);
        }
        if let Some(last) = self.runs.last_mut() {
            last.text.push_str(text);
        }
    }

    /// Ends the block, without the room at its ends.
    fn end(&mut self) {
        let mut runs = std::mem::take(&mut self.runs);
        if let Some(first) = runs.first_mut() {
            first.text = first.text.trim_start().to_owned();
        }
        if let Some(last) = runs.last_mut() {
            last.text = last.text.trim_end().to_owned();
        }
        runs.retain(|run| !run.text.is_empty());
        let kind = self.kind.take().unwrap_or(ProseKind::Paragraph);
        if runs.iter().any(|run| run.text.chars().any(|c| !c.is_whitespace() && !c.is_control())) {
            self.blocks.push(ProseBlock { kind, runs });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(markdown: &str) -> Vec<(ProseKind, String)> {
        prose(markdown).iter().map(|block| (block.kind, block.words())).collect()
    }

    #[test]
    fn headings_paragraphs_and_items_are_blocks() {
        use ProseKind::{Heading, Item, Paragraph};
        let text = "# Why now\n\nThe bridge\nis closed.\n\n- One\n- Two\n  of two\n\n  More of it.\n    - Below\n\n1. First\n\n> Said so.\n\n    code";
        let expected = [
            (Heading, "Why now"),
            (Paragraph, "The bridge is closed."),
            (Item, "One"),
            (Item, "Two of two"),
            (Paragraph, "More of it."),
            (Item, "Below"),
            (Item, "First"),
            (Paragraph, "Said so."),
            (Paragraph, "code"),
        ];
        assert_eq!(read(text), expected.map(|(kind, text)| (kind, text.to_owned())));
        assert_eq!(read(" \n\n#\n\n-\n\n&#8203;"), [(Paragraph, "\u{200b}".to_owned())]);
        assert_eq!(read(""), []);
    }

    #[test]
    fn styles_and_links_are_kept_and_nothing_is_markup_afterwards() {
        let runs = prose(
            "It is **very *bad*** <b>now</b>, [see](https://example.org/a?b&c) [here](javascript:x) ![a map](m.png).",
        )
        .remove(0)
        .runs;
        let of = |text: &str| runs.iter().find(|run| run.text == text).unwrap();
        assert!(of("very ").strong && !of("very ").emphasis);
        assert!(of("bad").strong && of("bad").emphasis);
        assert_eq!(of("see").link.as_deref(), Some("https://example.org/a?b&c"));
        let rest = runs.last().unwrap();
        assert_eq!((rest.text.as_str(), &rest.link), (" here a map.", &None), "only web addresses are links");
        let block = ProseBlock { kind: ProseKind::Paragraph, runs };
        assert_eq!(block.words(), "It is very bad <b>now</b>, see here a map.");
    }
}
