//! In: `inflection.toml` of a language. Out: rules of declension besides the tables of endings.
//!
//! The tables themselves are `noun-endings.txt` and `adjective-endings.txt` in the same folder.
//!
//! Invariant: only words. The rooms that use them have the rules.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not depend on the language of the text.
pub(crate) static ALL: LazyLock<Inflection> = LazyLock::new(|| super::union("inflection"));

/// The content of a language's `inflection.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Inflection {
    /// Whether texts in letters that are not Latin are declined as this language if their own is not known and no letter shows it.
    pub declines_unknown_texts: bool,
    /// Stems of soft adjectives whose ending does not show it: `верхн` of "верхній".
    pub soft_stems: Words,
    /// Letters before the soft endings of an adjective: `щ` of "общий".
    pub sibilants: Vec<char>,
    /// Letters before special endings of an adjective's nominative: `к` of "городской".
    pub velars: Vec<char>,
    /// Those endings: `ие` of "русские".
    pub nominatives_behind_velars: Words,
    /// Endings of adjectives in the nominative: `ий` of "державний".
    pub adjective_nominatives: Words,
    /// The ending of a nominative whose stem loses a vowel: `ень` of "Відень".
    pub fleeting_nominative: Option<String>,
    /// The last letter of this stem: `н` of "Відня".
    pub fleeting_letter: Option<char>,
}
