//! In: an edition and a layout. Out: bytes: a PDF briefing, an EPUB, or the pages of a site.
//!
//! Invariant: decides no content. Exactly what the edition holds is printed.

/// The document for word processors.
pub mod docx;
/// The e-book.
pub mod epub;
/// The fonts that are built in.
pub mod fonts;
/// Renderings from the cache.
pub mod kept;
/// The files of a layout.
pub mod layout;
/// An edition as one page for browsers.
pub mod page;
/// The pictures of an edition.
pub mod pictures;
/// The pages of a site.
pub mod site;
/// Threads with deep stacks.
pub mod stack;
/// Quotation marks, dashes and spaces.
pub mod typography;

pub(crate) mod chart;
pub(crate) mod figure;
mod marked;
mod medium;
mod page_mark;
pub(crate) mod shapes;

// Modules that use Typst, or that measure files before Typst gets them.
#[cfg(feature = "pdf")]
mod diagnosis;
/// Limits for drawings of a project or a layout.
#[cfg(feature = "pdf")]
pub mod drawing;
/// Font families of a project.
#[cfg(feature = "pdf")]
pub mod families;
/// The briefing.
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "pdf")]
mod world;

pub use layout::LayoutFiles;
pub(crate) use medium::Medium;
pub use page_mark::PageMark;
pub use pictures::Pictures;
