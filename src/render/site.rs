//! In: an edition or the accounts of all editions, and a layout. Out: files of a site: the pages of the edition, or the files that lead to
//! the editions.
//!
//! The pages of an edition are those of the book: the same files from the same templates, with another frame around them.
//!
//! Only the search is a script; it reads an index in the edition's folder.
//!
//! Invariant: no other page has a script, and none needs anything from another host. The same editions give the same bytes.

mod account;
mod coordinates;
mod faces;
mod front;
mod map;
mod named;
mod pages;
mod search;

pub(crate) use account::{Account, PublishedFile};
pub(crate) use coordinates::Located;
pub use front::{Front, front};
pub use pages::Pages;
pub(crate) use pages::{Download, Setting};
pub(crate) use pages::{pages, style};

/// The style sheet of every page.
pub(crate) const STYLESHEET: &str = "stylesheet.css";
