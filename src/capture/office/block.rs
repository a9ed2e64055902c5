//! In: runs of text, breaks, links and pictures in their order. Out: the blocks of a document as HTML: paragraphs, headings, items.
//!
//! Invariant: every text is escaped. No word is added.

use std::fmt::Write;

use crate::capture::entry::escaped;

/// What a document says that a paragraph is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// The title of the document.
    Title,
    /// The line below the title.
    Subtitle,
    /// A heading of a level from 1.
    Heading(u8),
    Paragraph,
    /// An item of a list.
    Item,
    Quote,
    /// The words below a picture.
    Caption,
}

/// A paragraph.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Block {
    pub kind: Kind,
    /// The content as HTML.
    pub markup: String,
    /// The text alone.
    pub text: String,
    /// Whether all of the text is bold.
    pub is_bold: bool,
}

/// How a run of text looks.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Look {
    pub is_bold: bool,
    /// The address that it leads to. `#` for a line of the table of contents.
    pub link: Option<String>,
}

/// A paragraph while it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    markup: String,
    text: String,
    link: Option<String>,
    has_plain: bool,
}

impl Line {
    /// Adds text.
    pub(super) fn text(&mut self, text: &str, look: &Look) {
        if self.link != look.link {
            self.close_link();
            if let Some(address) = &look.link {
                // Writing to a string cannot fail.
                let _ = write!(self.markup, "<a href=\"{}\">", escaped(address));
                self.link = Some(address.clone());
            }
        }
        self.markup.push_str(&escaped(text));
        self.text.push_str(text);
        self.has_plain |= !look.is_bold && !text.trim().is_empty();
    }

    /// Adds a line break.
    pub(super) fn line_break(&mut self) {
        self.markup.push_str("<br>");
        self.text.push('\n');
    }

    /// Adds a picture by the name of its part.
    pub(super) fn picture(&mut self, name: &str, alt: &str) {
        self.close_link();
        let _ = write!(self.markup, "<img src=\"{}\" alt=\"{}\">", escaped(name), escaped(alt));
    }

    fn close_link(&mut self) {
        if self.link.take().is_some() {
            self.markup.push_str("</a>");
        }
    }

    /// Ends the paragraph. `None` if there is nothing in it.
    pub(super) fn end(&mut self, kind: Kind) -> Option<Block> {
        self.close_link();
        let Self { markup, text, has_plain, .. } = std::mem::take(self);
        let is_there = !text.trim().is_empty() || markup.contains("<img ");
        is_there.then(|| Block { kind, is_bold: !has_plain && !text.trim().is_empty(), markup, text })
    }
}

/// The blocks of a table's row. Cells of one paragraph each are read as one line; others keep their paragraphs.
pub(super) fn row(cells: Vec<Vec<Block>>) -> Vec<Block> {
    let cells: Vec<Vec<Block>> = cells.into_iter().filter(|cell| !cell.is_empty()).collect();
    let is_plain = |cell: &Vec<Block>| matches!(cell.as_slice(), [one] if one.kind == Kind::Paragraph);
    if cells.len() < 2 || !cells.iter().all(is_plain) {
        return cells.into_iter().flatten().collect();
    }
    let blocks: Vec<Block> = cells.into_iter().flatten().collect();
    let joined = |part: fn(&Block) -> &str| blocks.iter().map(part).collect::<Vec<_>>().join(BETWEEN_CELLS);
    vec![Block {
        kind: Kind::Paragraph,
        markup: joined(|block| &block.markup),
        text: joined(|block| &block.text),
        // A row of a table is no headline.
        is_bold: false,
    }]
}

/// What stands between the cells of a row, as in the tables of Markdown.
const BETWEEN_CELLS: &str = " | ";

/// The address of a line in the table of contents: a reader goes elsewhere from there.
pub(super) const CONTENTS: &str = "#";

/// The address of a field with this instruction: `HYPERLINK "https://v.example"`. `None` if it is no link, or one within the document.
pub(super) fn link(instruction: &str) -> Option<String> {
    let (kind, rest) = instruction.trim().split_once(' ').unwrap_or((instruction.trim(), ""));
    match kind {
        "TOC" => Some(CONTENTS.to_owned()),
        "HYPERLINK" => {
            let address = rest.trim_start().strip_prefix('"')?.split('"').next()?;
            (!address.is_empty() && !address.starts_with('#')).then(|| address.to_owned())
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn block(text: &str, kind: Kind) -> Block {
        let mut line = Line::default();
        line.text(text, &Look::default());
        line.end(kind).unwrap()
    }

    #[test]
    fn runs_become_one_line_of_markup() {
        let mut line = Line::default();
        let link = Look { is_bold: true, link: Some("https://v.example/?a=1&b=\"".to_owned()) };
        line.text("Рада <", &Look { is_bold: true, link: None });
        line.text("та", &link);
        line.text("м", &link);
        line.picture("a.png", "Зала");
        let block = line.end(Kind::Paragraph).unwrap();
        let expected =
            "Рада &lt;<a href=\"https://v.example/?a=1&amp;b=&quot;\">там</a><img src=\"a.png\" alt=\"Зала\">";
        assert_eq!((block.markup.as_str(), block.text.as_str(), block.is_bold), (expected, "Рада <там", true));
        assert_eq!(line.end(Kind::Paragraph), None, "nothing is left");
    }

    #[test]
    fn fields_of_links_have_an_address() {
        for (instruction, expected) in [
            (" HYPERLINK \"https://v.example/a b\" \\o \"x\" ", Some("https://v.example/a b")),
            (" TOC \\o \"1-3\" ", Some(CONTENTS)),
            ("HYPERLINK \\l \"_Toc1\"", None),
            ("HYPERLINK \"#a\"", None),
            ("PAGE", None),
            ("", None),
        ] {
            assert_eq!(link(instruction).as_deref(), expected, "{instruction}");
        }
    }

    #[test]
    fn cells_of_one_paragraph_are_a_line() {
        let cell = |text: &str| vec![block(text, Kind::Paragraph)];
        let texts = |blocks: Vec<Block>| blocks.into_iter().map(|block| block.text).collect::<Vec<_>>();
        assert_eq!(texts(row(vec![cell("Рік"), Vec::new(), cell("2024")])), ["Рік | 2024"]);
        let long = [cell("а"), cell("б")].concat();
        assert_eq!(texts(row(vec![long, cell("в")])), ["а", "б", "в"]);
        assert_eq!(texts(row(vec![vec![block("Рада", Kind::Title)], cell("в")])), ["Рада", "в"]);
        assert_eq!(row(Vec::new()), []);
    }
}
