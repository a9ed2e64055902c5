//! In: `inflection.toml` of a language. Out: what the tables of endings do not say of declension.
//!
//! The tables themselves are `noun-endings.txt` and `adjective-endings.txt` beside it.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not ask for the language of the text.
pub static ALL: LazyLock<Inflection> = LazyLock::new(|| super::union("inflection"));

/// What a language's `inflection.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Inflection {
    /// Whether texts in letters that are not Latin are declined as this language if their own is not known and no letter tells it.
    pub declines_unknown_texts: bool,
    /// Stems of soft adjectives whose ending does not tell: `верхн` of "верхній".
    pub soft_stems: Words,
    /// Letters behind which an adjective has soft endings: `щ` of "общий".
    pub sibilants: Vec<char>,
    /// Letters behind which the nominative of an adjective has endings of its own: `к` of "городской".
    pub velars: Vec<char>,
    /// Those endings: `ие` of "русские".
    pub nominatives_behind_velars: Words,
    /// Endings by which an adjective in the nominative is known: `ий` of "державний".
    pub adjective_nominatives: Words,
    /// The ending of a nominative whose stem loses a vowel: `ень` of "Відень".
    pub fleeting_nominative: Option<String>,
    /// The letter that this stem ends with: `н` of "Відня".
    pub fleeting_letter: Option<char>,
}
