//! In: what the printed briefing knows of its pages. Out: the same as data that the e-book's page list is made of.
//!
//! Invariant: knows neither output.

use serde::{Deserialize, Serialize};

/// Where something begins in the printed briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMark {
    /// An event, a chapter, or one of the sections `glance`, `timeline`, `people`, `sources`, `ledger`.
    pub id: String,
    /// The page's number as it is printed.
    pub page: u32,
}
