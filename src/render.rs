//! In: an edition and a layout. Out: bytes: a PDF briefing, an EPUB, or the pages of a site.
//!
//! Invariant: decides no content; what an edition holds is printed, and nothing else.

pub mod drawing;
pub mod epub;
pub mod fonts;
pub mod kept;
pub mod layout;
pub mod pdf;
pub mod pictures;
pub mod site;
pub mod typography;

mod diagnosis;
mod medium;
mod page_mark;
pub mod stack;
mod world;

pub use layout::LayoutFiles;
pub use medium::Medium;
pub use page_mark::PageMark;
pub use pictures::Pictures;
