//! In: the articles and the chronicle, and the content of earlier editions. Out: what is new, updated and withdrawn since one of them.
//!
//! Pages and events are recognized by content: a page by the text of its article, else by its address or name; an event by the pages that
//! report it. So it is no news if only a page's adverts changed, or if another version of the program words an event differently.
//!
//! Invariant: depends only on the captures and the history, never on a clock. Each event has at most one change.

#![cfg_attr(not(test), deny(clippy::arithmetic_side_effects, clippy::indexing_slicing, clippy::unwrap_used))]

mod compare;
mod file;
mod held;

pub(crate) use compare::compare;
pub use compare::{Change, Retold};
pub(crate) use compare::{Difference, Kind, Update};
pub(crate) use file::{FILE_NAME, History, Recorded, SCHEMA};
pub(crate) use held::held;
pub(crate) use held::{Held, HeldEvent, HeldPage, as_recorded, fingerprint, inventory};

use chrono::NaiveDate;

/// An earlier edition that this one is compared with.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Since {
    /// Its number.
    pub number: u32,
    /// The day up to which it covers pages.
    pub as_of: Option<NaiveDate>,
    /// Whether it grouped reports by other rules than this edition.
    pub other_rules: bool,
    /// What it contains.
    pub(crate) held: Held,
    /// Whether this edition shows only what is new and updated.
    pub new_only: bool,
}

/// What the history contributes to an edition.
#[derive(Debug, Clone, Copy, Default)]
pub struct Past<'a> {
    /// The edition that it is compared with.
    pub since: Option<&'a Since>,
    /// What the edition itself contained, if it is built again. Then its events stay the same.
    pub(crate) kept: Option<&'a Held>,
}

/// The changes since an earlier edition.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct News {
    /// The number of the earlier edition.
    pub number: u32,
    /// The day up to which the earlier edition covers pages.
    pub as_of: Option<NaiveDate>,
    /// Whether it grouped reports by other rules than this edition.
    pub other_rules: bool,
    /// Whether this edition shows only what is new and updated.
    pub only: bool,
    /// The changes.
    pub(crate) difference: Difference,
}
