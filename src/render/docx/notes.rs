//! In: the sources that the text cites, in order. Out: the footnotes.
//!
//! Invariant: every reference has its note. A source has one note in each section; there, later citations refer to it by its number.

use std::collections::BTreeMap;

use super::markup::Markup;
use super::relations::Relations;
use super::run::{self, Face};
use crate::address;
use crate::edition::{Edition, SourceEntry};

/// How a text cites a source.
pub(super) enum Citation {
    /// With a note of its own, of this number.
    Note(usize),
    /// With the note of this number, which stands before.
    Again(usize),
}

/// The footnotes of the document.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The sources of the notes, in order.
    cited: Vec<usize>,
    /// The notes of the current section by source.
    section: BTreeMap<usize, usize>,
}

impl Notes {
    /// Begins a section.
    pub(super) fn section(&mut self) {
        self.section.clear();
    }

    /// Cites a source.
    pub(super) fn cite(&mut self, source: usize) -> Citation {
        if let Some(&number) = self.section.get(&source) {
            return Citation::Again(number);
        }
        self.cited.push(source);
        self.section.insert(source, self.cited.len());
        Citation::Note(self.cited.len())
    }

    /// The content of the file with the notes. Their references are added to `relations`.
    pub(super) fn write(&self, edition: &Edition, relations: &mut Relations, file: &mut Markup) {
        separator(file, "-1", "separator");
        separator(file, "0", "continuationSeparator");
        let sources: BTreeMap<usize, &SourceEntry> =
            edition.sources.iter().map(|source| (source.number, source)).collect();
        for (source, number) in self.cited.iter().zip(1_usize..) {
            let Some(source) = sources.get(source) else { continue };
            file.open("w:footnote", &[("w:id", &number.to_string())]);
            run::open_paragraph(file, "FootnoteText");
            file.open("w:r", &[]);
            run::face(file, Face::styled("FootnoteReference"), None);
            file.empty("w:footnoteRef", &[]);
            file.close("w:r");
            note(source, edition, relations, file);
            file.close("w:p");
            file.close("w:footnote");
        }
    }
}

/// One of the lines between text and notes, which every document has to define.
fn separator(file: &mut Markup, id: &str, kind: &str) {
    file.open("w:footnote", &[("w:type", kind), ("w:id", id)]);
    run::open_paragraph(file, "FootnoteText");
    file.open("w:r", &[]);
    file.empty(&format!("w:{kind}"), &[]);
    file.close("w:r");
    file.close("w:p");
    file.close("w:footnote");
}

/// Publisher, headline and day of a source, and the way to its entry.
fn note(source: &SourceEntry, edition: &Edition, relations: &mut Relations, file: &mut Markup) {
    let words = &edition.words;
    run::text(file, Face::default(), None, " ");
    match &source.publisher {
        Some(publisher) => run::text(file, Face::bold(), Some(source.publisher_language.tag()), publisher),
        None => run::text(file, Face::default(), None, &words.publisher_unknown),
    }
    run::text(file, Face::default(), None, ": ");
    let place = source.address.as_deref().and_then(address::web).and_then(|address| relations.web(&address));
    let language = Some(source.headline.language.tag());
    match place {
        Some(place) => {
            file.open("w:hyperlink", &[("r:id", &place)]);
            run::text(file, Face::styled("Hyperlink"), language, &source.headline.text);
            file.close("w:hyperlink");
        }
        None => run::text(file, Face::default(), language, &source.headline.text),
    }
    if let Some(published) = &source.published {
        run::text(file, Face::default(), None, &format!(", {}", published.long));
    }
    run::text(file, Face::default(), None, " \u{b7} ");
    file.open("w:hyperlink", &[("w:anchor", &format!("source_{}", source.number))]);
    run::text(file, Face::default(), None, &format!("{} {}", words.source, source.number));
    file.close("w:hyperlink");
}
