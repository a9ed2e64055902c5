//! In: `litopys.toml` and the command line's arguments. Out: a `Project` in which every setting has its value.
//!
//! Invariant: the only place that holds a default.

use std::path::PathBuf;

use chrono::NaiveDate;

use crate::chapters::Theme;
use crate::words::ProductLanguage;

/// Everything that a build needs to know beside the captures.
#[derive(Debug, Clone, PartialEq)]
pub struct Project {
    /// The folder or file whose captures are read; paths in the edition are relative to it.
    pub root: PathBuf,
    /// Folders and files below `root` that hold the captures.
    pub captures: Vec<PathBuf>,
    /// Where the outputs go.
    pub output: PathBuf,
    pub outputs: Vec<Output>,
    pub paper: Paper,
    /// Absent: the folder's name.
    pub title: Option<String>,
    /// Absent: the captures' most frequent one, if the product speaks it, else English.
    pub language: Option<ProductLanguage>,
    /// The zone of times without an offset.
    pub zone: Option<chrono_tz::Tz>,
    /// Absent: the newest publication day.
    pub as_of: Option<NaiveDate>,
    /// Only events that may lie in these days, if given.
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    /// Number of this edition.
    pub number: Option<u32>,
    pub themes: Vec<Theme>,
    pub corrections: Vec<Correction>,
}

/// What a person knows better about one capture.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Correction {
    /// The capture's path below the root, with `#record` behind it where the file holds several.
    pub capture: String,
    pub published: Option<NaiveDate>,
    pub happened: Option<NaiveDate>,
    pub title: Option<String>,
    pub source: Option<String>,
    pub leave_out: bool,
}

/// What a build writes.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize, clap::ValueEnum,
)]
#[serde(rename_all = "lowercase")]
pub enum Output {
    /// `briefing.pdf`
    Pdf,
    /// `briefing.epub`
    Epub,
    /// `briefing.json`, the edition itself
    Json,
}

/// The paper of the briefing.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    Hash,
    Default,
    serde::Serialize,
    serde::Deserialize,
    schemars::JsonSchema,
    clap::ValueEnum,
)]
#[serde(rename_all = "kebab-case")]
pub enum Paper {
    #[default]
    A4,
    UsLetter,
}
