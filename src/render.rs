//! In: an edition and a layout. Out: bytes: a PDF briefing or an EPUB.
//!
//! Invariant: decides no content; what an edition holds is printed, and nothing else.

pub mod epub;
pub mod fonts;
pub mod kept;
pub mod layout;
pub mod pdf;
pub mod pictures;
pub mod typography;

mod diagnosis;
mod page_mark;
mod world;

pub use layout::LayoutFiles;
pub use page_mark::PageMark;
pub use pictures::Pictures;
