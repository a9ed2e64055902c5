//! In: a word that languages decline, such as a name or a noun for an office. Out: its forms, the nominatives that it may be a form of,
//! and the cases in which it may stand.
//!
//! How a language declines stands in tables in its folder: `paradigms.txt` for people and offices, `noun-endings.txt` and
//! `adjective-endings.txt` for places and institutions. A language without a table leaves those words as they are.
//!
//! Invariant: works by endings alone; knows no name, and nothing of what stands around a word.

mod cases;
mod declension;
mod endings;
mod genitive;
mod paradigm;
mod phrase;
mod table;

pub use cases::{Agreement, Cases, Gender};
pub use declension::Declension;
pub use endings::{adjective_forms, agreeing, forms, forms_of_stem};
pub use genitive::{is_genitive_of, nominative_in_latin, without_genitive};
pub use paradigm::{Reading, Use, forms_of, nominatives};
pub use phrase::Phrases;
