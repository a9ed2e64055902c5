//! In: `rules.toml`. Out: how a language sets its texts.
//!
//! Invariant: a language without rules has none: its texts stay as they are.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use serde::Deserialize;

use crate::language::Language;

/// How one language sets its texts; the file says what each part is.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
pub struct Rules {
    /// Outer opening, outer closing, nested opening, nested closing.
    pub quotes: [String; 4],
    pub rewritten: String,
    pub dash: String,
    pub with_next: BTreeSet<String>,
    pub with_previous: BTreeSet<String>,
    pub units: BTreeSet<String>,
    pub scales: BTreeSet<String>,
    /// Whether a number with a full stop behind it is an ordinal: `17. November`.
    #[serde(default)]
    pub ordinal_stop: bool,
}

static RULES: LazyLock<BTreeMap<String, Rules>> =
    LazyLock::new(|| toml::from_str(include_str!("rules.toml")).expect("the embedded rules are valid"));

impl Rules {
    /// The rules of a language, if it has any.
    pub fn of(language: Language) -> Option<&'static Self> {
        RULES.get(language.tag())
    }
}
