//! In: an edition. Out: files for further work: bibliographies, a calendar, a timeline, Markdown.
//!
//! Invariant: says nothing that the edition does not say, and no date is more exact than in the edition. The same edition gives the same
//! bytes. No text of a capture becomes markup in any of these formats.

mod bibtex;
mod calendar;
mod csl_json;
mod event_text;
mod issued;
mod key;
/// The edition as Markdown.
pub mod markdown;
mod plain;
mod reference;
mod ris;
/// The edition as tables.
pub mod tables;
mod timeline_js;

pub use bibtex::bibtex;
pub use calendar::calendar;
pub use csl_json::csl_json;
pub use markdown::markdown;
pub use ris::ris;
pub use tables::tables;
pub use timeline_js::timeline_js;
