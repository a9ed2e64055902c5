//! In: the articles and the chronicle, and what earlier editions held. Out: what is new, updated and withdrawn since one of them.
//!
//! Pages and events are told again by what they say: a page by the text of its article, else by its address or name; an event by
//! the pages that report it. So a page whose adverts alone changed, and an event that another program version would word in
//! another way, are no news.
//!
//! Invariant: depends on what stands in the captures and the history, never on a clock; each event has one change at most.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

mod compare;
mod file;
mod held;

pub use compare::{Change, Difference, Kind, Retold, Update, compare};
pub use file::{Broken, FILE_NAME, History, Recorded, SCHEMA};
pub use held::{Held, HeldEvent, HeldPage, as_told, fingerprint, held, inventory};

use chrono::NaiveDate;

/// An earlier edition that this one is set beside.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    pub number: u32,
    pub as_of: Option<NaiveDate>,
    /// Whether its reports were put together by other rules than those of this edition.
    pub other_rules: bool,
    pub held: Held,
    /// Whether the edition is to tell what is new and updated alone.
    pub new_only: bool,
}

/// What the history has to say to an edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Past<'a> {
    /// The edition that it is set beside.
    pub since: Option<&'a Since>,
    /// What it held itself, where it is built again: its events stay.
    pub kept: Option<&'a Held>,
}

/// What is not the same as in an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The earlier edition.
    pub number: u32,
    pub as_of: Option<NaiveDate>,
    /// Whether its reports were put together by other rules than those of this edition.
    pub other_rules: bool,
    /// Whether what is new and updated alone is told.
    pub only: bool,
    pub difference: Difference,
}
