//! In: `digest.toml` of a language. Out: the words by which a sentence is found unfit to stand alone in an edition.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `digest.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Digest {}
