//! In: `names.toml` of a language. Out: the words for finding people: first names, offices, forms of address, relatives.
//!
//! Words are in lower case, except names and words that are compared as printed.
//!
//! Invariant: only words. The rooms that use them have the rules.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A list without order, for lookups.
pub type Words = FxHashSet<String>;

/// The content of a language's `names.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Whether nouns begin with a capital letter in a sentence, so that one behind a name is not always a part of it.
    pub capitalized_nouns: bool,
    /// Whether all words of a headline begin with a capital letter.
    pub capitalized_headlines: bool,
    /// First names in the nominative: `Олена`, `Kenneth`.
    pub(crate) given: Given,
    /// First names of the list that are also words, seasons or places, so that they show a person only with further evidence: `April`,
    /// `Dallas`.
    pub weak_given: Words,
    /// First names of other languages that are not names in texts of this one: `Sam` in Polish, where it means "alone".
    pub never_given: Words,
    /// First names with their short forms and nicknames, "ё" as "е", one family in each list: `kenneth`, `ken`, `kenny`.
    pub families: Vec<Vec<String>>,
    /// Words that may be inside a name: `van`, `де`.
    pub particles: Words,
    /// Articles connected to an Arabic name by a hyphen: `al` of `al-Hamri`.
    pub hyphened_articles: Words,
    /// Beginnings of surnames before a capital in the middle: `Mc` of `McLeod`.
    pub surname_beginnings: Words,
    /// Beginnings of surnames before an apostrophe: `O` of `O'Hara`.
    pub apostrophe_beginnings: Vec<String>,
    /// Korean family names, which come before first names of two syllables: `Kim`.
    pub korean_family_names: Words,
    /// First names of women that look like the genitive of a man's name and almost never are: `Krystyna`.
    pub women_and_no_genitives: Words,
    /// Names of several words that look like people's names, in lower case: firms, brands, works, heroes: `morgan stanley`.
    pub famous: Words,
    /// Words that are surnames after a first name: `banks`.
    pub surname_words: Words,
    /// The common beginning of all forms of "senior" and "junior" after a surname, and the nominative: `молодш`, `молодший`.
    pub ranks: Vec<(String, String)>,
    /// Words for "and": `та`.
    pub conjunctions: Words,
    /// Letters after the apostrophe of a possessive: `s` of `Smith's`.
    pub possessive_endings: Vec<String>,
    /// Endings of names in the genitive, without an apostrophe: `s` of `Jan Holms Laden`.
    pub genitive_endings: Vec<String>,
    /// Definite and indefinite articles: `the`, `an`.
    pub articles: Words,
    /// Definite articles: `the`.
    pub definite_articles: Words,
    /// Articles in the genitive, which belong to the noun before them: `des`.
    pub genitive_articles: Words,
    /// Articles before the name of a newspaper or a place in texts of other languages, as printed: `Le` of `Le Monde`.
    pub thing_articles: Words,
    /// Names of states with two initials: `U.`, `S.`.
    pub state_initials: Vec<(String, String)>,
    /// Openings of a postscript, which are not initials, as printed: `P.S.`.
    pub postscripts: Words,
    /// Words before a name by which somebody is called.
    pub(crate) called: Called,
    /// Relative pronouns for people: `who`.
    pub relative_pronouns: Words,
    /// Pronouns of the first person that are contracted with a verb, as printed: `I` of `I'm`.
    pub first_person: Vec<String>,
    /// Capitalized words that are not people: states, institutions, months, words that open a sentence. `*`: an ending may follow: `росі*`,
    /// `meanwhile`.
    pub not_people: Vec<String>,
    /// Forms of address in all cases: `mrs`, `пан`.
    pub(crate) forms_of_address: FormsOfAddress,
    /// Offices, occupations and relations, and the words around them.
    pub(crate) offices: Offices,
    /// Verbs that introduce speech or give a name.
    pub(crate) speech_verbs: SpeechVerbs,
    /// Words that show that a name belongs to a thing.
    pub(crate) things: Things,
}

/// First names by gender.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Given {
    /// Names of men: `Олег`.
    pub masculine: Vec<String>,
    /// Names of women: `Олена`.
    pub feminine: Vec<String>,
    /// Names of both, or of unknown gender: `Женя`.
    pub both: Vec<String>,
}

/// Words before a name by which somebody is called.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Called {
    /// Beginnings of such words: `псевдо`, `позивн` of `позивним`.
    pub beginnings: Vec<String>,
    /// Whole words: `callsign`.
    pub words: Words,
    /// Two words: `call`, `sign`.
    pub phrases: Vec<(String, String)>,
}

/// Forms of address by gender.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct FormsOfAddress {
    /// Of a man: `mr`, `паном`.
    pub masculine: Words,
    /// Of a woman: `mrs`, `пані`.
    pub feminine: Words,
}

/// What describes a noun before it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum DescribedBy {
    /// Nothing that is looked for.
    #[default]
    Nothing,
    /// Adjectives that agree with it: `новий міністр`.
    Adjectives,
    /// Other nouns, capitalized or not: `Transport correspondent`.
    Nouns,
}

/// Offices, occupations and relations, and the words around them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Offices {
    /// What describes an office before its noun.
    pub described_by: DescribedBy,
    /// Nouns for a man's office in the nominative: `речник`.
    pub masculine: Vec<String>,
    /// Nouns for a woman's office in the nominative: `речниця`.
    pub feminine: Vec<String>,
    /// Nouns for both: `minister`.
    pub both: Vec<String>,
    /// Prefixes of an office in one word. If one begins another, the longer first: `екс-`, `екс`.
    pub prefixes: Vec<String>,
    /// Words for the same office, in each list: `lawyer`, `attorney`.
    pub same: Vec<Vec<String>>,
    /// Offices before the name of a place in the genitive: `мер` with a town.
    pub of_places: Words,
    /// Words for relatives: `sister`.
    pub relatives: Words,
    /// Forms of address and words for relatives that are not a role by themselves: `mrs`, `пані`, `colleague`.
    pub address: Words,
    /// Beginnings of adjectives before an office: `колишн`, `former`.
    pub adjectives: Vec<String>,
    /// Nouns and adjectives that describe the office after them: `council` of `council leader`.
    pub attributes: Words,
    /// Prepositions between an office and its institution or place: `of`.
    pub links: Words,
    /// Words that may be between "ministers" and two names: `та`.
    pub joined_by: Words,
    /// Function words that may belong to an office: `of`, `при`.
    pub complements: Words,
    /// Function words that belong to an office before a certain other word: `з` before `питань`.
    pub complement_phrases: Vec<(String, String)>,
    /// Prepositions that belong to an office before a name with a capital: `в`.
    pub place_prepositions: Words,
    /// Function words that are in no office: `який`, `was`.
    pub stops: Words,
    /// Words that turn the words of an office into a clause: `because`, `made`.
    pub clause_words: Words,
    /// Words that are removed from the end of a role: `mrs`.
    pub loose_ends: Words,
    /// Words before a complete office: `the`.
    pub openers: Words,
    /// Words that are removed from the start of an office, as printed: `The`, `his`.
    pub left_off: Words,
    /// Words that connect an office after a name to further words: `for` of `director for the North`.
    pub ties: Words,
    /// Words that need another one after them: `deputy`.
    pub unfinished: Words,
    /// Words for the owner or the time of an office, which are removed from the start of a role: `his`, `нині`.
    pub leading: Words,
    /// Words for a former or an acting office, in languages without `adjectives`: `ehemaliger`.
    pub earlier: Words,
    /// Offices that by themselves do not name an institution: `head`.
    pub bare: Words,
    /// Words that are not an office in lower case: `major`.
    pub small: Words,
    /// Prepositions between an office and another one whose holder is named: `of` in `son of the mayor Jan Holm`.
    pub inner_links: Words,
    /// Prepositions before a month or a day: `since`.
    pub time_prepositions: Words,
    /// Months and days, as printed: `May`.
    pub times: Words,
}

/// Verbs that introduce speech or give a name.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct SpeechVerbs {
    /// Verbs of speech without the endings of the past tense: `сказа`.
    pub past_stems: Words,
    /// Whole words with which one person speaks: `каже`, `said`.
    pub words: Vec<String>,
    /// Words that introduce speech without a speaker: `йдеться`.
    pub nobody: Vec<String>,
    /// Verbs that give something a name in quotation marks: `dubbed`.
    pub naming: Words,
    /// Beginnings of verbs before the name of the cited person, not of the one who cites: `цитує`.
    pub citing: Vec<String>,
    /// Verbs before the name of the hearer, not of the speaker: `told`.
    pub addressing: Words,
}

/// Words that show that a name belongs to a thing. `*`: an ending of at most four letters may follow.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Things {
    /// Words before the name of a street, a university or the like: `імені`, `вулиц*`.
    pub named: Words,
    /// Things with a name in the genitive after them: `премі*`.
    pub bearers: Words,
    /// Things whose names are in quotation marks: `готел*`, `ship`.
    pub in_marks: Words,
    /// Words after the name of a thing: `theatre`.
    pub behind_names: Words,
    /// Words before the name of a state in a federation: `штат*`.
    pub states: Words,
    /// Directions before a state in a federation that is also a first name: `північн*`.
    pub sides: Words,
    /// Endings of words for members of a people, a party or a religion: `ians`.
    pub people_endings: Vec<String>,
    /// Words for a team, whose name is in quotation marks: `команд*`.
    pub teams: Words,
    /// Words for a region or a settlement before its name: `област*`.
    pub places: Words,
    /// Beginnings of words that a hyphen connects to a person's name to name an institution: `stiftung`.
    pub institutions: Vec<String>,
    /// Titles that name a ship after an article, as printed: `Lady` of `the Lady Jane`.
    pub ship_titles: Words,
}
