//! In: the headings of the document. Out: the table of contents, filled in.
//!
//! The entries have no page numbers, which only a word processor knows: it adds them when the reader updates the table. So nothing in it is
//! wrong before, and no program asks to update it.
//!
//! Invariant: each entry leads to its heading.

use super::markup::Markup;
use super::pen::Heading;
use super::run::{self, Face};
use crate::edition::Edition;

/// So many events are listed with their chapters, as in the briefing (`layouts/briefing/front.typ`).
const MOST_EVENTS: usize = 12;

/// The table as a block of the document that word processors offer to update.
pub(super) fn table(edition: &Edition, headings: &[Heading]) -> Markup {
    let depth = if edition.counts.events.number <= MOST_EVENTS { 2 } else { 1 };
    let mut table = Markup::default();
    table.open("w:sdt", &[]);
    table.open("w:sdtPr", &[]);
    table.open("w:docPartObj", &[]);
    table.empty("w:docPartGallery", &[("w:val", "Table of Contents")]);
    table.empty("w:docPartUnique", &[]);
    table.close("w:docPartObj");
    table.close("w:sdtPr");
    table.open("w:sdtContent", &[]);
    run::open_paragraph(&mut table, "TOCHeading");
    run::text(&mut table, Face::default(), None, &edition.words.contents);
    table.close("w:p");
    let listed: Vec<&Heading> = headings.iter().filter(|heading| heading.level <= depth).collect();
    for (at, heading) in listed.iter().enumerate() {
        run::open_paragraph(&mut table, &format!("TOC{}", heading.level));
        if at == 0 {
            mark(&mut table, "begin");
            table.open("w:r", &[]);
            table.element("w:instrText", &[("xml:space", "preserve")], &format!(" TOC \\o \"1-{depth}\" \\h \\z \\u "));
            table.close("w:r");
            mark(&mut table, "separate");
        }
        table.open("w:hyperlink", &[("w:anchor", &heading.bookmark), ("w:history", "1")]);
        let other = Some(heading.language.tag()).filter(|tag| *tag != edition.language.code());
        run::text(&mut table, Face::default(), other, &heading.text);
        table.close("w:hyperlink");
        if at + 1 == listed.len() {
            mark(&mut table, "end");
        }
        table.close("w:p");
    }
    table.close("w:sdtContent");
    table.close("w:sdt");
    table
}

fn mark(markup: &mut Markup, kind: &str) {
    markup.open("w:r", &[]);
    markup.empty("w:fldChar", &[("w:fldCharType", kind)]);
    markup.close("w:r");
}
