//! In: the word files of the product's languages. Out: the product's own words and how a language counts and dates.
//!
//! Invariant: a language is one file; no sentence of the product stands anywhere else.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A language that the product speaks: one file in `src/words/` each.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema, clap::ValueEnum)]
pub enum ProductLanguage {
    #[serde(rename = "uk")]
    #[value(name = "uk")]
    Ukrainian,
    #[serde(rename = "en")]
    #[value(name = "en")]
    English,
}

/// The labels that layouts print, in one language.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct Words {
    pub briefing: String,
    pub edition_number: String,
    pub as_of: String,
    pub glance: String,
    pub timeline: String,
    pub contents: String,
    pub chapter: String,
    pub people: String,
    pub people_note: String,
    pub sources: String,
    pub sources_note: String,
    pub ledger: String,
    pub ledger_note: String,
    pub undated: String,
    pub other_events: String,
    pub date: String,
    pub event: String,
    pub source: String,
    pub page: String,
    pub pages: String,
    pub capture_file: String,
    pub address: String,
    pub published: String,
    pub not_known: String,
    pub publisher_unknown: String,
    pub publisher_resolved: String,
    pub how_dated: String,
    pub date_resolved: String,
    pub dropped_lines: String,
    pub outcome: String,
    pub captures: String,
    pub total: String,
    pub cover: String,
    pub back: String,
    pub speaker_unknown: String,
    pub role: String,
    pub quote: String,
    pub made_with: String,
}
