//! In: an edition and a layout. Out: the bytes of an EPUB 3.3 with the same content as the briefing.
//!
//! Invariant: no text of a capture reaches the book unescaped; the same edition gives the same bytes.

pub(super) mod book;
pub(super) mod contents;
mod cover;
pub mod faces;
mod layout;
mod mend;
mod metadata;
mod mistake;
mod notes;
pub(super) mod package;
pub(super) mod press;
#[cfg_attr(not(feature = "pdf"), path = "epub/raster/plain.rs")]
pub(super) mod raster;
pub mod shrink;
mod size;
pub(super) mod untitled;
pub(super) mod whole;

use thiserror::Error;

use crate::edition::Edition;
use crate::render::layout::Excess;
use crate::render::{Medium, PageMark, Pictures, stack};
use book::Book;
pub use layout::Layout;
use press::Press;

/// Why an edition could not become a book.
#[derive(Debug, Error)]
pub enum EpubError {
    /// A template is wrong, or asks for what the edition does not have.
    #[error("cannot fill in a template: {}", mistake::tell(.0))]
    Template(#[from] minijinja::Error),
    /// A file of a layout is not there, or in another encoding, or its name is no path inside a folder.
    #[error("the layout has no usable file `{0}`\nhint: it must be a text in UTF-8")]
    LayoutFile(String),
    /// A file of the layout has too much of something.
    #[error(transparent)]
    Layout(#[from] Excess),
    /// What a template gives is no XML.
    #[error(
        "`{template}` gives what is not well-formed XML, as `{file}`: {problem}{shown}\n\
         hint: close every element, and write `&amp;` for `&` and `&#160;` for `&nbsp;`"
    )]
    Malformed {
        /// The template.
        template: String,
        /// The file of the book, the line and the column.
        file: String,
        problem: String,
        /// The line, marked.
        shown: String,
    },
    #[error("cannot put the e-book together: {0}")]
    Package(String),
    #[error("cannot write the e-book's archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    #[error("cannot write the e-book's archive: {0}")]
    Stream(#[from] std::io::Error),
    /// The edition's identifier is no UUID.
    #[error("`{0}` is no identifier for an e-book\nhint: the edition's identifier must be a UUID")]
    Identifier(String),
    /// The layout of the cover's picture does not compile, or what it gives cannot be written.
    #[error("cannot draw the e-book's cover: {0}")]
    Cover(String),
    /// A picture cannot be made smaller.
    #[error(
        "cannot make the picture `{0}` smaller\nhint: put another picture in its place, or build with `--no-pictures`"
    )]
    Picture(String),
    /// A part of the package that is mended was not found in it.
    #[error("cannot mend the e-book's package: `{0}` is not in it\nhint: this version of epub-builder is not known")]
    Unmended(&'static str),
}

/// Renders an edition whose texts are set (`typography::typeset`) as an EPUB. `pages` says where things begin in the printed briefing, in its order; the book has
/// a page list if it is not empty. `carried` is the edition as JSON, its texts as they stand in the captures: the book holds
/// it beside its texts. A picture of the edition that is not among `pictures` is left out.
///
/// # Errors
/// [`EpubError`]; the built-in layout always can be used.
pub fn render(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    pages: &[PageMark],
    layout: &Layout,
) -> Result<Vec<u8>, EpubError> {
    stack::deep(|| render_here(edition, carried, pictures, pages, layout))
}

fn render_here(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    pages: &[PageMark],
    layout: &Layout,
) -> Result<Vec<u8>, EpubError> {
    let edition = &*pictures.within(edition);
    let edition = &*untitled::told(edition);
    let book = Book::new(edition, Medium::Book);
    let press = Press::new(edition, &book, pages, &layout.files)?;
    let archive = package::assemble(edition, carried, pictures, &book, &press, layout)?;
    mend::mend(&archive, edition, &press, &book)
}
