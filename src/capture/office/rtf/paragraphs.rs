//! In: the words of RTF that end lines, paragraphs, cells and rows, and the text between them. Out: the paragraphs.
//!
//! Invariant: text boxes and notes end no paragraph and no row of the text around them.

use std::collections::BTreeMap;

use super::super::block::{Block, Kind, Line, row};
use super::state::Apart;

/// The properties of the open paragraph.
#[derive(Debug, Default, Clone, Copy)]
pub(super) struct Paragraph {
    pub style: Option<i32>,
    pub outline: Option<u8>,
    /// Whether it is in a list, or has the mark of an item.
    pub is_listed: bool,
    pub is_marked: bool,
    pub is_in_table: bool,
}

/// The paragraphs that are read so far.
#[derive(Debug, Default)]
pub(super) struct Text {
    pub line: Line,
    pub paragraph: Paragraph,
    /// What the styles of paragraphs are, by number.
    pub styles: BTreeMap<i32, Kind>,
    /// The open paragraphs around a text box or a note, with the blocks before them.
    apart: Vec<(Line, Paragraph, Vec<Block>)>,
    cell: Vec<Block>,
    cells: Vec<Vec<Block>>,
    pub blocks: Vec<Block>,
    pub notes: Vec<Block>,
}

impl Text {
    /// Begins paragraphs that stand apart from the open one.
    pub(super) fn begin_apart(&mut self) {
        let line = std::mem::take(&mut self.line);
        let paragraph = std::mem::take(&mut self.paragraph);
        self.apart.push((line, paragraph, std::mem::take(&mut self.blocks)));
    }

    /// Ends them.
    pub(super) fn end_apart(&mut self, kind: Apart) {
        self.end_paragraph();
        let Some((line, paragraph, before)) = self.apart.pop() else { return };
        (self.line, self.paragraph) = (line, paragraph);
        let own = std::mem::replace(&mut self.blocks, before);
        match kind {
            Apart::Note => self.notes.extend(own),
            Apart::Box => self.blocks.extend(own),
        }
    }

    /// Ends all that is open.
    pub(super) fn finish(&mut self) {
        while !self.apart.is_empty() {
            self.end_apart(Apart::Box);
        }
        self.end_paragraph();
        self.end_row();
    }

    /// Ends what a word ends.
    pub(super) fn end_part(&mut self, name: &str) {
        match name {
            "line" => self.line.line_break(),
            "cell" if self.apart.is_empty() => {
                self.paragraph.is_in_table = true;
                self.end_paragraph();
                self.cells.push(std::mem::take(&mut self.cell));
            }
            "row" if self.apart.is_empty() => self.end_row(),
            _ => self.end_paragraph(),
        }
    }

    /// Ends a row of a table.
    pub(super) fn end_row(&mut self) {
        let rest = std::mem::take(&mut self.cell);
        let mut cells = std::mem::take(&mut self.cells);
        cells.extend((!rest.is_empty()).then_some(rest));
        self.blocks.extend(row(cells));
    }

    /// Ends a paragraph.
    pub(super) fn end_paragraph(&mut self) {
        let block = self.line.end(self.kind());
        self.paragraph.is_marked = false;
        if self.paragraph.is_in_table && self.apart.is_empty() {
            self.cell.extend(block);
        } else if let Some(block) = block {
            if self.apart.is_empty() {
                self.end_row();
            }
            self.blocks.push(block);
        }
    }

    fn kind(&self) -> Kind {
        let style = self.paragraph.style.and_then(|style| self.styles.get(&style)).copied();
        let own = self.paragraph.outline.map(|level| Kind::Heading(level.saturating_add(1)));
        let item = (self.paragraph.is_listed || self.paragraph.is_marked).then_some(Kind::Item);
        match style {
            Some(Kind::Title) => Kind::Title,
            style => own.or(style).or(item).unwrap_or(Kind::Paragraph),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::block::Look;
    use super::*;

    #[test]
    fn what_stands_around_an_open_box_is_not_lost() {
        let mut text = Text::default();
        for (at, words) in ["Міст", "Рамка", "Примітка"].iter().enumerate() {
            if at > 0 {
                text.begin_apart();
            }
            text.line.text(words, &Look::default());
        }
        text.end_apart(Apart::Note);
        text.finish();
        let texts = |blocks: &[Block]| blocks.iter().map(|block| block.text.clone()).collect::<Vec<_>>();
        assert_eq!(
            (texts(&text.blocks), texts(&text.notes)),
            (vec!["Рамка".into(), "Міст".into()], vec!["Примітка".into()])
        );
    }
}
