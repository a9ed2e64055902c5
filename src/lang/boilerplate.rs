//! In: `boilerplate.toml` of a language. Out: the words by which furniture of pages is told: menus, notices, credits, captions.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `boilerplate.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Boilerplate {}
