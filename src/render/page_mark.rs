//! In: the pages of the printed briefing. Out: data for the e-book's page list.
//!
//! Invariant: depends on neither output.

use serde::{Deserialize, Serialize};

/// The page on which something begins in the printed briefing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PageMark {
    /// The identifier of an event or a chapter, or one of the sections `glance`, `timeline`, `people`, `sources`, `ledger`.
    pub id: String,
    /// The page number as printed.
    pub page: u32,
}
