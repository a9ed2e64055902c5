//! In: `organizations.toml` of a language. Out: the words by which institutions, firms and works are found.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not ask for the language of the text.
pub static ALL: LazyLock<Organizations> = LazyLock::new(|| super::union("organizations"));

/// What a language's `organizations.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Organizations {
    /// Masculine nouns for institutions: `комітет`. The gender tells the form of the adjective before them.
    pub masculine: Heads,
    /// Feminine ones: `комісія`.
    pub feminine: Heads,
    /// Neuter ones: `міністерство`.
    pub neuter: Heads,
    /// Nouns that have a plural only, each with its forms: nominative, genitive, dative, instrumental, locative. They are plain
    /// words too: `["сили", "сил", "силам", "силами", "силах"]`.
    pub plural: Vec<Vec<String>>,
    /// Nouns of a language that does not decline them: `Ministry`.
    pub undeclined: Heads,
    /// Forms of companies: `ТОВ` before a name in quotation marks, `Ltd` behind a name.
    pub company_forms: Vec<String>,
    /// Nouns for what a state has one of, so that its name is a name though written small: `уряд`.
    pub governments: Words,
    /// Words that a name ends before, though they look like what belongs to it: `сьогодні`.
    pub enders: Words,
    /// Plain words for a land or a town, without which nothing is lost at the end of a name: `країни`.
    pub empty_tails: Words,
    /// Words before whom an institution is named after: `імені`.
    pub dedications: Words,
    /// Prepositions inside a name that say what an institution is for: `з` of "з питань".
    pub topic_prepositions: Words,
    /// What stands behind them: `питань`.
    pub topics: Words,
    /// Conjunctions inside a name: `та`.
    pub links: Words,
    /// Endings of words in the genitive: `ого`.
    pub genitive_endings: Words,
    /// Genitives without an ending: `справ`.
    pub bare_genitives: Words,
    /// Endings of adjectives in the genitive: `ої`.
    pub attribute_endings: Words,
    /// Endings of adjectives in any case: a word that has one is no name by itself: `ський`.
    pub adjective_endings: Words,
    /// Beginnings of adjectives that only institutions have: `державн`.
    pub public_adjectives: Words,
    /// Capitalized words that open a sentence or a title, and belong to no name: `Several`.
    pub openers: Words,
    /// The article that opens a sentence: `The`.
    pub opening_articles: Words,
    /// Ends of compound adjectives that belong to no name: `-based`.
    pub compound_endings: Words,
    /// Endings of other words that open a sentence and belong to no name: `ly`.
    pub opener_endings: Words,
    /// Nouns to which a capitalized word before them belongs, though it may open a sentence: `Ministry` of "Justice Ministry".
    pub ministries: Words,
    /// Words of time behind a name: `Monday`.
    pub times: Words,
    /// Conjunctions between two capitalized words of a name: `and`.
    pub coordinators: Words,
    /// What stands before two words that a conjunction joins into a name: `the` of "the Securities and Exchange Commission".
    pub beginnings_of_coordinates: Words,
    /// What joins further words to those behind the noun: `of`.
    pub inner_links: Words,
    /// The article before the words behind the noun: `the`.
    pub articles: Words,
    /// Prepositions between the noun and what belongs to it: `for`.
    pub complement_prepositions: Words,
    /// Those of them that a place does not belong to the name behind: `on`.
    pub topic_prepositions_of_places: Words,
    /// Ends of words that an apostrophe alone makes a possessive: `s` of "Masters'".
    pub possessive_endings: Words,
    /// Words that do not count where two names are compared: `of`.
    pub words_left_out: Words,
    /// Spellings of one word, the second of which counts: `["defense", "defence"]`.
    pub spellings: Vec<(String, String)>,
}

/// Nouns for institutions, by how sure they are to name one.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Heads {
    /// With an adjective or with words behind it always an institution: `міністерство`.
    pub firm: Vec<String>,
    /// Also a plain word, but sure with an adjective such as "regional": `суд`.
    pub state: Vec<String>,
    /// Also a plain word: `центр`. Where nouns are not declined it needs two more words: `Office`.
    pub loose: Vec<String>,
    /// Also a plain word, and a name may follow without quotation marks: `компанія`.
    pub titled: Vec<String>,
}
