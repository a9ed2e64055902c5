//! In: `places.toml` of a language. Out: the words by which places are found.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not ask for the language of the text.
pub static ALL: LazyLock<Places> = LazyLock::new(|| super::union("places"));

/// What a language's `places.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Places {
    /// Words before the name of a town or village, in the forms in which they stand there: `village`.
    pub settlements: Vec<String>,
    /// Words beside the name of a region.
    pub regions: Regions,
    /// What stands between a word for a settlement and its name: `of`.
    pub linking_prepositions: Words,
    /// Conjunctions that join two places: `and`.
    pub coordinators: Words,
    /// Articles before a word for a settlement: `the`.
    pub articles: Words,
    /// Articles between a preposition and the name of a place: `the` of "in the Crimea".
    pub definite_articles: Words,
    /// Prepositions that say that something is at a place which stands in the locative: `у`.
    pub locative_prepositions: Words,
    /// Prepositions that say so of a place in any case but the nominative: `біля`.
    pub nearby_prepositions: Words,
    /// Prepositions that say so where names are not declined: `near`.
    pub prepositions_of_places: Words,
    /// Words behind which a name that is also another word is that of a place: `from`.
    pub prepositions: Words,
    /// Endings of an adjective in the name of a settlement: `ий` of "Кривий Ріг".
    pub attribute_endings: Words,
    /// Ends of the stems of adjectives made of the names of places: `ськ` of "Харківська".
    pub stems_of_regions: Words,
    /// Letters of the endings of such adjectives: `а`.
    pub adjective_vowels: Vec<char>,
    /// Words before "region" that name none: `Northern`.
    pub directions: Words,
    /// How datelines are written.
    pub datelines: Datelines,
}

/// Words for regions in the nominative, by gender: it tells the form of the adjective before them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Regions {
    /// `область`.
    pub feminine: Vec<String>,
    /// `район`.
    pub masculine: Vec<String>,
    /// `воєводство`.
    pub neuter: Vec<String>,
    /// Words that have one form: `county`.
    pub undeclined: Vec<String>,
}

/// The words of datelines: "KYIV, Nov 22 (Reuters) —", "Київ. 12 травня. УНН." In lower case, but for `towns`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Datelines {
    /// What may stand in front of the name of a town: `м.`.
    pub towns: Vec<String>,
    /// Small words inside the names of places: `am` of "Frankfurt am Main".
    pub particles: Vec<String>,
    /// What stands behind the number of a year: `року`.
    pub years: Vec<String>,
    /// How months are shortened, where the calendar of the lines of a page has only their whole names: `січ`.
    pub months: Vec<String>,
    /// Weekdays and their short forms: `mon`.
    pub weekdays: Vec<String>,
    /// News agencies, as datelines name them: `reuters`.
    pub agencies: Vec<String>,
    /// What stands behind the number of a day: `st` of "1st May".
    pub ordinal_endings: Vec<String>,
    /// The same where the month stands first: `st` of "May 1st".
    pub ordinal_endings_behind_months: Vec<String>,
    /// What stands behind an hour up to twelve: `p.m.`.
    pub halves_of_days: Vec<String>,
}
