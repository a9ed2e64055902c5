//! In: an edition and its pictures. Out: the bytes of a document for word processors (Office Open XML, ECMA-376), with the same content as
//! the briefing.
//!
//! It is for people who edit a briefing: every paragraph has a style, every citation is a footnote, every date of the contents leads to its
//! event. The layouts of the briefing do not change it.
//!
//! Invariant: no text of a capture becomes markup. The same edition gives the same bytes.

mod chapters;
mod contents;
mod figures;
mod front;
mod markup;
mod notes;
mod package;
mod pen;
mod places;
mod reference;
mod relations;
mod run;

use thiserror::Error;

use crate::edition::Edition;
use crate::render::Pictures;
use crate::render::epub::untitled;
use figures::Figures;
use pen::Pen;
use relations::Relations;

/// Why an edition could not become a document.
#[derive(Debug, Error)]
pub enum DocxError {
    /// The archive could not be written.
    #[error("cannot write the document's archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The archive could not be written.
    #[error("cannot write the document's archive: {0}")]
    Stream(#[from] std::io::Error),
}

/// A document from an edition whose texts are typeset (`typography::typeset`). A picture of the edition that is not among `pictures` is left
/// out.
///
/// # Errors
/// [`DocxError`].
pub fn render(edition: &Edition, pictures: &Pictures) -> Result<Vec<u8>, DocxError> {
    let edition = &*pictures.within(edition);
    let edition = &*untitled::visible(edition);
    let mut pen = Pen::new(edition, Figures::new(pictures), package::relations(), package::text_width(edition.paper));
    front::cover(&mut pen);
    front::introduction(&mut pen);
    front::glance(&mut pen);
    front::timeline(&mut pen);
    front::news(&mut pen);
    front::upcoming(&mut pen);
    let contents = pen.markup.end();
    chapters::chapters(&mut pen);
    reference::reference(&mut pen);
    pen.markup.insert(contents, &contents::table(edition, &pen.headings));
    let mut parts = package::others(edition);
    let mut of_notes = Relations::default();
    let notes = package::in_file("w:footnotes", |file| pen.notes.write(edition, &mut of_notes, file));
    parts.push(("word/footnotes.xml".to_owned(), notes.into_bytes()));
    parts.push(("word/_rels/footnotes.xml.rels".to_owned(), of_notes.file().into_bytes()));
    package::section(edition.paper, &mut pen.relations, &mut pen.markup);
    let text = package::in_file("w:document", |file| {
        file.open("w:body", &[]);
        file.append(&pen.markup);
        file.close("w:body");
    });
    parts.push(("word/document.xml".to_owned(), text.into_bytes()));
    parts.push(("word/_rels/document.xml.rels".to_owned(), pen.relations.file().into_bytes()));
    parts.extend(pen.figures.into_files().into_iter().map(|(name, bytes)| (format!("word/{name}"), bytes)));
    package::packed(parts)
}
