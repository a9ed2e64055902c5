//! In: an edition, or what is known of all of them, and a layout. Out: files of a site: the pages of the edition, or what leads to
//! the editions.
//!
//! The pages of an edition are those of the book: the same files from the same templates, with another frame around them.
//!
//! Invariant: no page needs a script or anything of another host; the same editions give the same bytes.

mod account;
mod front;
mod pages;

pub use account::{Account, PublishedFile};
pub use front::{Front, front};
pub use pages::{Download, Pages, pages};

/// The style of every page.
pub const STYLESHEET: &str = "stylesheet.css";
