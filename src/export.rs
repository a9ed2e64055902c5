//! In: an edition. Out: the files with which people go on working: bibliographies, a calendar, a timeline, Markdown.
//!
//! Invariant: says nothing that the edition does not say, and no date closer than the edition has it; the same edition gives the
//! same bytes; no text of a capture becomes markup of any of these forms.

mod bibtex;
mod calendar;
mod csl_json;
mod issued;
mod key;
pub mod markdown;
mod plain;
mod reference;
mod ris;
mod telling;
mod timeline_js;

pub use bibtex::bibtex;
pub use calendar::calendar;
pub use csl_json::csl_json;
pub use markdown::{MarkdownError, markdown};
pub use ris::ris;
pub use timeline_js::timeline_js;
