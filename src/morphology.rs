//! In: a word that languages decline, such as a name or a noun for an office. Out: its forms, the nominatives it may belong to, and the
//! cases it may be in.
//!
//! Tables in the folder of a language describe how it declines: `paradigms.txt` for people and offices, `noun-endings.txt` and
//! `adjective-endings.txt` for places and institutions. A language without a table leaves those words unchanged.
//!
//! Invariant: works by endings alone; knows no names, and nothing about the words around a word.

mod cases;
mod declension;
mod endings;
mod genitive;
mod paradigm;
mod phrase;
mod table;

pub(crate) use cases::{Agreement, Cases, Gender};
pub(crate) use declension::Declension;
pub(crate) use endings::forms;
pub(crate) use endings::{adjective_forms, agreeing, forms_of_stem};
pub(crate) use genitive::{is_genitive_of, nominative_in_latin, without_genitive};
pub(crate) use paradigm::Use;
pub(crate) use paradigm::{Reading, forms_of, nominatives};
pub(crate) use phrase::Phrases;
