//! In: `places.toml` of a language. Out: the words for finding places.
//!
//! Invariant: only words. The rooms that use them have the rules.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not depend on the language of the text.
pub(crate) static ALL: LazyLock<Places> = LazyLock::new(|| super::union("places"));

/// The content of a language's `places.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Places {
    /// Words before the name of a town or village, in the forms in which they are used: `village`.
    pub settlements: Vec<String>,
    /// Words beside the name of a region.
    pub(crate) regions: Regions,
    /// Prepositions between a word for a settlement and its name: `of`.
    pub linking_prepositions: Words,
    /// Conjunctions that join two places: `and`.
    pub coordinators: Words,
    /// Articles before a word for a settlement: `the`.
    pub articles: Words,
    /// Articles between a preposition and the name of a place: `the` of "in the Crimea".
    pub definite_articles: Words,
    /// Prepositions for being at a place, with the locative: `у`.
    pub locative_prepositions: Words,
    /// Prepositions for being at a place, with any case but the nominative: `біля`.
    pub nearby_prepositions: Words,
    /// The same in a language without declension of names: `near`.
    pub prepositions_of_places: Words,
    /// Words before the name of a place that is also another word: `from`.
    pub prepositions: Words,
    /// Endings of an adjective in the name of a settlement: `ий` of "Кривий Ріг".
    pub attribute_endings: Words,
    /// Ends of the stems of adjectives that are formed from places: `ськ` of "Харківська".
    pub stems_of_regions: Words,
    /// Letters of the endings of such adjectives: `а`.
    pub adjective_vowels: Vec<char>,
    /// Words before "region" that are not its name: `Northern`.
    pub directions: Words,
    /// Words of datelines.
    pub(crate) datelines: Datelines,
}

/// Words for regions in the nominative, by gender. It determines the form of the adjective before them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Regions {
    /// Feminine ones: `область`.
    pub feminine: Vec<String>,
    /// Masculine ones: `район`.
    pub masculine: Vec<String>,
    /// Neuter ones: `воєводство`.
    pub neuter: Vec<String>,
    /// Words with one form: `county`.
    pub undeclined: Vec<String>,
}

/// The words of datelines: "KYIV, Nov 22 (Reuters) —", "Київ. 12 травня. УНН." In lower case, except `towns`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Datelines {
    /// Abbreviations before the name of a town: `м.`.
    pub towns: Vec<String>,
    /// Words inside the names of places: `am` of "Frankfurt am Main".
    pub particles: Vec<String>,
    /// Words after a year: `року`.
    pub years: Vec<String>,
    /// Abbreviations of months that are not in the calendar for the lines of a page: `січ`.
    pub months: Vec<String>,
    /// Weekdays and their short forms: `mon`.
    pub weekdays: Vec<String>,
    /// News agencies in datelines: `reuters`.
    pub agencies: Vec<String>,
    /// Endings of the number of a day: `st` of "1st May".
    pub ordinal_endings: Vec<String>,
    /// The same if the month comes first: `st` of "May 1st".
    pub ordinal_endings_behind_months: Vec<String>,
    /// Words after an hour up to twelve: `p.m.`.
    pub halves_of_days: Vec<String>,
}
