//! In: `organizations.toml` of a language. Out: the words for finding institutions, firms and works.
//!
//! Invariant: only words. The rooms that use them have the rules.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not depend on the language of the text.
pub(crate) static ALL: LazyLock<Organizations> = LazyLock::new(|| super::union("organizations"));

/// The content of a language's `organizations.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Organizations {
    /// Masculine nouns for institutions: `комітет`. The gender determines the form of the adjective before them.
    pub masculine: Heads,
    /// Feminine ones: `комісія`.
    pub feminine: Heads,
    /// Neuter ones: `міністерство`.
    pub neuter: Heads,
    /// Nouns without a singular, each with its forms: nominative, genitive, dative, instrumental, locative. They are also common words:
    /// `["сили", "сил", "силам", "силами", "силах"]`.
    pub plural: Vec<Vec<String>>,
    /// Nouns of a language without declension: `Ministry`.
    pub undeclined: Heads,
    /// Forms of companies: `ТОВ` before a name in quotation marks, `Ltd` after a name.
    pub company_forms: Vec<String>,
    /// Nouns for institutions of which a state has only one. They are names even in lower case: `уряд`.
    pub governments: Words,
    /// Words that end a name although they look like a part of it: `сьогодні`.
    pub enders: Words,
    /// Common words for a country or a town at the end of a name, which can be dropped: `країни`.
    pub empty_tails: Words,
    /// Words before the person after whom an institution is named: `імені`.
    pub dedications: Words,
    /// Prepositions inside a name, before its subject: `з` of "з питань".
    pub topic_prepositions: Words,
    /// The words after them: `питань`.
    pub topics: Words,
    /// Conjunctions inside a name: `та`.
    pub links: Words,
    /// Endings of words in the genitive: `ого`.
    pub genitive_endings: Words,
    /// Genitives without an ending: `справ`.
    pub bare_genitives: Words,
    /// Endings of adjectives in the genitive: `ої`.
    pub attribute_endings: Words,
    /// Endings of adjectives in any case. A word with one is not a name by itself: `ський`.
    pub adjective_endings: Words,
    /// Beginnings of adjectives that only institutions have: `державн`.
    pub public_adjectives: Words,
    /// Capitalized words that open a sentence or a title and belong to no name: `Several`.
    pub openers: Words,
    /// The article at the start of a sentence: `The`.
    pub opening_articles: Words,
    /// Ends of compound adjectives that belong to no name: `-based`.
    pub compound_endings: Words,
    /// Endings of other words that open a sentence and belong to no name: `ly`.
    pub opener_endings: Words,
    /// Nouns to which the capitalized word before them belongs, even if it may open a sentence: `Ministry` of "Justice Ministry".
    pub ministries: Words,
    /// Words of time after a name: `Monday`.
    pub times: Words,
    /// Conjunctions between two capitalized words of a name: `and`.
    pub coordinators: Words,
    /// Words before two words that a conjunction joins into a name: `the` of "the Securities and Exchange Commission".
    pub beginnings_of_coordinates: Words,
    /// Words that connect further words to those after the noun: `of`.
    pub inner_links: Words,
    /// The article before the words after the noun: `the`.
    pub articles: Words,
    /// Prepositions between the noun and its complement: `for`.
    pub complement_prepositions: Words,
    /// Those of them after which a place is not part of the name: `on`.
    pub topic_prepositions_of_places: Words,
    /// Ends of words that form the possessive with an apostrophe alone: `s` of "Masters'".
    pub possessive_endings: Words,
    /// Words that are ignored when two names are compared: `of`.
    pub words_left_out: Words,
    /// Two spellings of one word, of which the second is used: `["defense", "defence"]`.
    pub spellings: Vec<(String, String)>,
}

/// Nouns for institutions, by how certain they are.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Heads {
    /// Always an institution with an adjective or with words after it: `міністерство`.
    pub firm: Vec<String>,
    /// Also a common word, but certain with an adjective such as "regional": `суд`.
    pub state: Vec<String>,
    /// Also a common word: `центр`. In a language without declension it needs two more words: `Office`.
    pub loose: Vec<String>,
    /// Also a common word, and a name may follow without quotation marks: `компанія`.
    pub titled: Vec<String>,
}
