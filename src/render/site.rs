//! In: an edition or the accounts of all editions, and a layout. Out: files of a site: the pages of the edition, or the files that lead to
//! the editions.
//!
//! The pages of an edition are those of the book: the same files from the same templates, with another frame around them.
//!
//! Invariant: no page needs a script or anything from another host. The same editions give the same bytes.

mod account;
mod front;
mod pages;

pub(crate) use account::{Account, PublishedFile};
pub use front::{Front, front};
pub(crate) use pages::Download;
pub use pages::Pages;
pub(crate) use pages::{pages, style};

/// The style sheet of every page.
pub(crate) const STYLESHEET: &str = "stylesheet.css";
