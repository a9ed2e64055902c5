//! In: an edition and a layout. Out: the bytes of an EPUB 3.3 with the same content as the briefing, in the same order.
//!
//! Invariant: no text of a capture gets into the book unescaped. The same edition gives the same bytes.

pub(super) mod book;
pub(super) mod contents;
mod cover;
/// The fonts in the book.
pub mod faces;
mod layout;
mod mend;
mod metadata;
mod mistake;
mod notes;
pub(super) mod package;
pub(super) mod points;
pub(super) mod press;
#[cfg_attr(not(feature = "pdf"), path = "epub/raster/plain.rs")]
pub(super) mod raster;
pub(super) mod reference;
/// Smaller pictures.
pub(crate) mod shrink;
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
    /// A template is invalid, or uses a value that the edition does not have.
    #[error("cannot fill in a template: {}", mistake::message(.0))]
    Template(#[from] minijinja::Error),
    /// A file of a layout is missing, has another encoding, or its name is not a path inside a folder.
    #[error("the layout has no usable file `{0}`\nhint: it must be UTF-8 text")]
    LayoutFile(String),
    /// A file of the layout exceeds a limit.
    #[error(transparent)]
    Layout(#[from] Excess),
    /// The output of a template is not XML.
    #[error(
        "`{template}` gives XML that is not well-formed, as `{file}`: {problem}{shown}\n\
         hint: close every element, and write `&amp;` for `&` and `&#160;` for `&nbsp;`"
    )]
    Malformed {
        /// The template.
        template: String,
        /// The file of the book, the line and the column.
        file: String,
        /// What is wrong.
        problem: String,
        /// The line with a mark.
        shown: String,
    },
    /// The package could not be assembled.
    #[error("cannot assemble the e-book: {0}")]
    Package(String),
    /// The archive could not be written.
    #[error("cannot write the e-book's archive: {0}")]
    Archive(#[from] zip::result::ZipError),
    /// The archive could not be written.
    #[error("cannot write the e-book's archive: {0}")]
    Stream(#[from] std::io::Error),
    /// The edition's identifier is not a UUID.
    #[error("`{0}` is not an identifier for an e-book\nhint: the edition's identifier must be a UUID")]
    Identifier(String),
    /// The layout of the cover does not compile, or its picture cannot be written.
    #[error("cannot draw the e-book's cover: {0}")]
    Cover(String),
    /// A picture cannot be made smaller.
    #[error(
        "cannot make the picture `{0}` smaller\nhint: replace it with another picture, or build with `--no-pictures`"
    )]
    Picture(String),
    /// A part of the package that must be corrected was not found in it.
    #[error(
        "cannot mend the e-book's package: `{0}` is not in it\nhint: this version of epub-builder is not supported"
    )]
    Unmended(&'static str),
}

/// Renders an EPUB from an edition whose texts are typeset (`typography::typeset`). `pages` holds the pages on which parts begin in the
/// printed briefing, in order. If it is not empty, the book gets a page list. `carried` is the edition as JSON with its texts as in the
/// captures. The book contains it. A picture of the edition that is not among `pictures` is left out.
///
/// # Errors
/// [`EpubError`]. The built-in layout can always be used.
pub fn render(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    pages: &[PageMark],
    layout: &Layout,
) -> Result<Vec<u8>, EpubError> {
    stack::deep(|| {
        let edition = &*pictures.within(edition);
        let edition = &*untitled::visible(edition);
        let book = Book::new(edition, Medium::Book);
        let press = Press::new(edition, &book, pages, &layout.files)?;
        let archive = package::assemble(edition, carried, pictures, &book, &press, layout)?;
        mend::mend(&archive, edition, &press, &book)
    })
}
