//! In: an edition and a layout. Out: bytes: a PDF briefing, an EPUB, or the pages of a site.
//!
//! Invariant: decides no content; what an edition holds is printed, and nothing else.

pub mod epub;
pub mod fonts;
pub mod kept;
pub mod layout;
pub mod pictures;
pub mod site;
pub mod stack;
pub mod typography;

mod marked;
mod medium;
mod page_mark;

// What Typst sets, and what is measured before Typst gets it.
#[cfg(feature = "pdf")]
mod diagnosis;
#[cfg(feature = "pdf")]
pub mod drawing;
#[cfg(feature = "pdf")]
pub mod families;
#[cfg(feature = "pdf")]
pub mod pdf;
#[cfg(feature = "pdf")]
mod world;

pub use layout::LayoutFiles;
pub use medium::Medium;
pub use page_mark::PageMark;
pub use pictures::Pictures;
