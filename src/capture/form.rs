//! In: a file's name and first bytes, or the user's word. Out: what form the capture has.
//!
//! Invariant: a form says how to read a file, never what is in it.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// What a capture is.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Form {
    /// Text pasted from a page, menus and all.
    Text,
    /// Saved HTML.
    Html,
    Markdown,
}
