//! In: `names.toml` of a language. Out: the words by which people are found: first names, offices, forms of address, relatives.
//!
//! Words stand in lower case, but for names and for what is compared as it is printed.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use rustc_hash::FxHashSet;
use serde::Deserialize;

/// A list that is asked whether it holds a word.
pub type Words = FxHashSet<String>;

/// What a language's `names.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Names {
    /// Whether nouns begin with a capital letter in a sentence, so that one behind a name is not always a part of it.
    pub capitalized_nouns: bool,
    /// Whether all words of a headline begin with a capital letter.
    pub capitalized_headlines: bool,
    /// First names in the nominative: `Олена`, `Kenneth`.
    pub given: Given,
    /// Listed first names that are also words, seasons or places, so that they tell of a person only with more: `April`, `Dallas`.
    pub weak_given: Words,
    /// Listed first names of other languages that are none in texts of this one: `Sam` in Polish, where it means "alone".
    pub never_given: Words,
    /// First names and their short and pet forms, "ё" as "е", a family in each list: `kenneth`, `ken`, `kenny`.
    pub families: Vec<Vec<String>>,
    /// Small words that may stand inside a name: `van`, `де`.
    pub particles: Words,
    /// Articles that a hyphen ties to an Arabic name: `al` of `al-Hamri`.
    pub hyphened_articles: Words,
    /// What surnames begin with before a capital letter in their middle: `Mc` of `McLeod`.
    pub surname_beginnings: Words,
    /// What surnames begin with before an apostrophe: `O` of `O'Hara`.
    pub apostrophe_beginnings: Vec<String>,
    /// Korean family names, which stand before first names of two syllables: `Kim`.
    pub korean_family_names: Words,
    /// First names of women that look like the genitive of a man's and hardly ever are: `Krystyna`.
    pub women_and_no_genitives: Words,
    /// Names of two words or more that are built as those of people are, lower case: firms, brands, works, heroes: `morgan stanley`.
    pub famous: Words,
    /// Words that are surnames where a first name stands before them: `banks`.
    pub surname_words: Words,
    /// What all forms of "senior" and "junior" behind a surname begin with, and the nominative: `молодш`, `молодший`.
    pub ranks: Vec<(String, String)>,
    /// Words for "and": `та`.
    pub conjunctions: Words,
    /// What stands behind the apostrophe of a possessive: `s` of `Smith's`.
    pub possessive_endings: Vec<String>,
    /// Endings of names in the genitive, without an apostrophe: `s` of `Jan Holms Laden`.
    pub genitive_endings: Vec<String>,
    /// Definite and indefinite articles: `the`, `an`.
    pub articles: Words,
    /// Definite articles: `the`.
    pub definite_articles: Words,
    /// Articles in the genitive, before which the noun stands that they belong to: `des`.
    pub genitive_articles: Words,
    /// Articles before the name of a paper or a place in texts of other languages, as printed: `Le` of `Le Monde`.
    pub thing_articles: Words,
    /// Names of states that are two initials: `U.`, `S.`.
    pub state_initials: Vec<(String, String)>,
    /// What opens a postscript and is no pair of initials, as printed: `P.S.`.
    pub postscripts: Words,
    /// Words that say that somebody is called by the name behind them.
    pub called: Called,
    /// Relative pronouns that tell of a person: `who`.
    pub relative_pronouns: Words,
    /// Pronouns of the first person that an apostrophe contracts with a verb, as printed: `I` of `I'm`.
    pub first_person: Vec<String>,
    /// Capitalized words that name no person: states, institutions, months, words that open a sentence. `*`: an ending may follow:
    /// `росі*`, `meanwhile`.
    pub not_people: Vec<String>,
    /// Forms of address in all cases: `mrs`, `пан`.
    pub forms_of_address: FormsOfAddress,
    /// Offices, callings and ties, and the words around them.
    pub offices: Offices,
    /// Verbs that introduce speech or name something.
    pub speech_verbs: SpeechVerbs,
    /// Words by which a name is told to be that of a thing.
    pub things: Things,
}

/// First names by the gender of those who have them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Given {
    /// Names of men: `Олег`.
    pub masculine: Vec<String>,
    /// Names of women: `Олена`.
    pub feminine: Vec<String>,
    /// Names of both, or whose gender is not known: `Женя`.
    pub both: Vec<String>,
}

/// Words that say that somebody is called by the name behind them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Called {
    /// What they begin with: `псевдо`, `позивн` of `позивним`.
    pub beginnings: Vec<String>,
    /// Whole words: `callsign`.
    pub words: Words,
    /// Two words: `call`, `sign`.
    pub phrases: Vec<(String, String)>,
}

/// Forms of address by the gender of whom they name.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct FormsOfAddress {
    /// Of a man: `mr`, `паном`.
    pub masculine: Words,
    /// Of a woman: `mrs`, `пані`.
    pub feminine: Words,
}

/// What describes a noun before it.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum DescribedBy {
    /// Nothing that is looked for.
    #[default]
    Nothing,
    /// Adjectives that agree with it: `новий міністр`.
    Adjectives,
    /// Other nouns, capitalized or not: `Transport correspondent`.
    Nouns,
}

/// Offices, callings and ties, and the words around them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Offices {
    /// What describes an office before its noun.
    pub described_by: DescribedBy,
    /// Nouns for an office of a man in the nominative: `речник`.
    pub masculine: Vec<String>,
    /// Nouns for an office of a woman in the nominative: `речниця`.
    pub feminine: Vec<String>,
    /// Nouns that are used of both: `minister`.
    pub both: Vec<String>,
    /// What may stand before an office in one word; where one begins another, the longer first: `екс-`, `екс`.
    pub prefixes: Vec<String>,
    /// Words for one office, in each list: `lawyer`, `attorney`.
    pub same: Vec<Vec<String>>,
    /// Offices behind which the name of a place stands in the genitive: `мер` with a town.
    pub of_places: Words,
    /// Words for relatives: `sister`.
    pub relatives: Words,
    /// Forms of address and words for relatives that alone are no role: `mrs`, `пані`, `colleague`.
    pub address: Words,
    /// What adjectives before an office begin with: `колишн`, `former`.
    pub adjectives: Vec<String>,
    /// Nouns and adjectives that describe an office behind them: `council` of `council leader`.
    pub attributes: Words,
    /// Prepositions that tie to an office what it is the office of: `of`.
    pub links: Words,
    /// Words that may stand between "ministers" and two names: `та`.
    pub joined_by: Words,
    /// Small words that may belong to an office: `of`, `при`.
    pub complements: Words,
    /// Small words that belong to an office before a certain other: `з` before `питань`.
    pub complement_phrases: Vec<(String, String)>,
    /// Prepositions that belong to an office before a name with a capital: `в`.
    pub place_prepositions: Words,
    /// Small words that no office holds: `який`, `was`.
    pub stops: Words,
    /// Words that make a clause of words of office: `because`, `made`.
    pub clause_words: Words,
    /// What is left off the end of a role: `mrs`.
    pub loose_ends: Words,
    /// Words before an office that is told in full behind them: `the`.
    pub openers: Words,
    /// What is left off the beginning of an office, as printed: `The`, `his`.
    pub left_off: Words,
    /// What ties words to an office that stands behind a name: `for` of `director for the North`.
    pub ties: Words,
    /// Words that need another behind them: `deputy`.
    pub unfinished: Words,
    /// Words that tell whose or of which time an office is and that are left off the beginning of a role: `his`, `нині`.
    pub leading: Words,
    /// Words that say that an office was held before or is held for another, in languages without `adjectives`: `ehemaliger`.
    pub earlier: Words,
    /// Offices that alone do not say what somebody is the head of: `head`.
    pub bare: Words,
    /// Words of office that are none where they are written small: `major`.
    pub small: Words,
    /// Prepositions between an office and another, whose holder is named behind it: `of` in `son of the mayor Jan Holm`.
    pub inner_links: Words,
    /// Prepositions before a month or a day: `since`.
    pub time_prepositions: Words,
    /// Months and days, as printed: `May`.
    pub times: Words,
}

/// Verbs that introduce speech or name something.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct SpeechVerbs {
    /// Verbs of speech without the endings of the past tense: `сказа`.
    pub past_stems: Words,
    /// Whole words by which one person speaks: `каже`, `said`.
    pub words: Vec<String>,
    /// Words that introduce speech of nobody in particular: `йдеться`.
    pub nobody: Vec<String>,
    /// Verbs that call something by quoted words: `dubbed`.
    pub naming: Words,
    /// Beginnings of verbs behind which who is cited stands, not who cites: `цитує`.
    pub citing: Vec<String>,
    /// Verbs behind which who is spoken to stands, not who speaks: `told`.
    pub addressing: Words,
}

/// Words by which a name is told to be that of a thing. `*`: an ending of at most four letters may follow.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Things {
    /// Words before a name that is that of a street, a university or the like: `імені`, `вулиц*`.
    pub named: Words,
    /// Things that bear a name in the genitive behind them: `премі*`.
    pub bearers: Words,
    /// Things whose names stand in marks: `готел*`, `ship`.
    pub in_marks: Words,
    /// Words behind the name of a thing: `theatre`.
    pub behind_names: Words,
    /// Words before the name of a part of a federation: `штат*`.
    pub states: Words,
    /// Sides of the world, before a part of a federation that is also a first name: `північн*`.
    pub sides: Words,
    /// Endings of words for those of a people, a party or a faith: `ians`.
    pub people_endings: Vec<String>,
    /// Words for a team, whose name stands in marks: `команд*`.
    pub teams: Words,
    /// Words for a part of a country or a settlement, whose name stands behind them: `област*`.
    pub places: Words,
    /// What words begin with that a hyphen ties to somebody's name to name an institution: `stiftung`.
    pub institutions: Vec<String>,
    /// Titles that name a ship behind an article, as printed: `Lady` of `the Lady Jane`.
    pub ship_titles: Words,
}
