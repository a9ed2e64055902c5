//! In: `temporal.toml` of a language. Out: the words of temporal expressions that are not in the lexicon.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `temporal.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Temporal {}
