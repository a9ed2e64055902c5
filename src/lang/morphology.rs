//! In: `morphology.toml` of a language. Out: its letters and endings, and what they tell of a word; `paradigms.txt` beside it says how
//! names and offices are declined.
//!
//! Invariant: letters and endings only; what is done with them stands in the room that asks.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use super::names::Words;

/// What a language's `morphology.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Morphology {
    /// The letters that the language is written in.
    pub script: Script,
    /// The vowels: `aeiouy`.
    pub vowels: String,
    /// Letters that count as vowels where spellings of a name are compared: `й`.
    pub semivowels: String,
    /// Letters and marks behind which "я" is a syllable of its own and softens no consonant: vowels, the soft sign, apostrophes.
    pub before_iotated: String,
    /// Letters that have no sound of their own: `h`, `ь`.
    pub silent_letters: String,
    /// Letters that no other language of the script has, small and capital: `ыЫ`.
    pub own_letters: String,
    /// A consonant, and the one that it counts as where spellings of a name are compared: `z`, `s`.
    pub same_sounds: Vec<(char, char)>,
    /// A letter, and the one that is often printed for it: `ё`, `е`.
    pub same_letters: Vec<(char, String)>,
    /// A letter with a mark that Unicode does not part from it, and the letter without: `ł`, `l`.
    pub unmarked: Vec<(char, char)>,
    /// Patronymics.
    pub patronymics: Patronymics,
    /// First names.
    pub given: GivenEndings,
    /// Surnames.
    pub surnames: Surnames,
    /// Adjectives.
    pub adjectives: Adjectives,
    /// Adverbs.
    pub adverbs: Adverbs,
    /// Nouns.
    pub nouns: Nouns,
    /// Verbs.
    pub verbs: Verbs,
    /// Endings of words that describe no office: `ing`.
    pub function_endings: Vec<String>,
    /// How the genitive of a town, a village or a country ends: `и`.
    pub place_genitives: Vec<String>,
    /// What declension may add to the beginning of a word that names no person; endings of surnames are not among them: `ою`.
    pub declension: Words,
    /// What makes an adjective of a place before its ending: `ськ`.
    pub adjective_suffixes: Vec<String>,
    /// The cases that a preposition, or a noun used as one, asks for: `про`, the accusative.
    pub prepositions: BTreeMap<String, Vec<Case>>,
    /// Names of newspapers in oblique cases.
    pub name_of_a_publisher: PublisherName,
}

/// The letters of a language.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Script {
    #[default]
    Latin,
    Cyrillic,
}

/// A grammatical case, in the order of the paradigms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Case {
    Nominative,
    Genitive,
    Dative,
    Accusative,
    Instrumental,
    Locative,
}

/// How patronymics end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Patronymics {
    /// With or without the letters of a case behind them: `ович`, `івн`.
    pub endings: Vec<String>,
    /// The letters of endings of cases: `ауі`.
    pub case_letters: String,
    /// In the nominative: `вна`.
    pub nominatives: Vec<String>,
    /// In the nominative, with one letter for the sounds that Ukrainian and Russian write by two: `ивна`.
    pub folded: Vec<String>,
}

/// How first names end that no list holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct GivenEndings {
    /// Of women: `а`.
    pub feminine: Vec<String>,
    /// As few names of men do, besides the endings of women's: `о`.
    pub seldom_masculine: Vec<String>,
    /// As hardly any name of a man does: `ь`.
    pub hardly_masculine: Vec<String>,
    /// As hardly any name does behind a consonant: `я`.
    pub hardly_soft: Vec<String>,
}

/// How surnames end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Surnames {
    /// In any case, as is common in surnames and rare elsewhere: `енком`.
    pub typical: Vec<String>,
    /// In the nominative, as many do: `енко`.
    pub nominative: Vec<String>,
    /// As other cases of surnames do and hardly any nominative: `енком`.
    pub oblique: Vec<String>,
    /// As other cases of women's surnames do: `ой`.
    pub oblique_of_women: Vec<String>,
    /// As hardly any nominative does: `у`.
    pub hardly: Vec<String>,
    /// As few nominatives do: `і`.
    pub seldom: Vec<String>,
    /// As few nominatives of men do: `а`.
    pub like_a_woman: Vec<String>,
    /// In the nominative of a woman's that is no genitive of a man's: `ова`.
    pub women: Vec<String>,
    /// The letters in which the genitive of a man's may end: `а`.
    pub genitive_letters: String,
    /// The letters in which the nominative of such a genitive may end: `о`.
    pub nominative_letters: String,
    /// The letters behind which the letter of a genitive makes a woman's surname: `w` of `Zawadowa`.
    pub feminine_before_genitive: String,
    /// Plural, singular of a man, singular of a woman; the first that fits counts: `ські`, `ський`, `ська`.
    pub plurals: Vec<(String, String, String)>,
}

/// How adjectives end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Adjectives {
    /// Before an office in the nominative: `ий`.
    pub of_offices: Vec<String>,
    /// As surnames that are declined like adjectives do: `ого`.
    pub surnames: Vec<String>,
    /// Before the name of a place, as no first name does: `ої`.
    pub places: Vec<String>,
    /// Before the name of a place in the plural or the neuter: `их`.
    pub places_in_plural: Vec<String>,
    /// Before a noun in any case: `ського`.
    pub attributive: Vec<String>,
    /// In the nominative, before words of office: `ий`.
    pub nominative: Vec<String>,
}

/// How adverbs end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Adverbs {
    /// Adverbs and other small words that open a sentence: `ше`.
    pub likely: Vec<String>,
    /// As no first name does: `edly`.
    pub never_names: Vec<String>,
}

/// How nouns end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Nouns {
    /// As no surname does, in texts of any language: `iness`.
    pub no_surnames: Vec<String>,
    /// As no surname does, in texts of this language: `schaft`.
    pub behind_names: Vec<String>,
}

/// How verbs end.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Verbs {
    /// Finite verbs and participles of adverb: `ував`, `ючи`.
    pub finite: Vec<String>,
    /// Nouns that end so nevertheless: `канал`.
    pub no_verbs: Words,
    /// Reflexive verbs: `ться`.
    pub reflexive: Vec<String>,
    /// The present tense: `ують`.
    pub present: Vec<String>,
    /// Verbs behind a name in a headline: `s`.
    pub in_headlines: Vec<String>,
    /// Participles of the present: `ing`.
    pub present_participles: Vec<String>,
    /// Participles of the past: `ed`.
    pub past_participles: Vec<String>,
    /// The past tense, by who did it.
    pub past: Past,
}

/// Endings of the past tense.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Past {
    /// A man: `в`.
    pub man: Vec<String>,
    /// A woman: `ла`.
    pub woman: Vec<String>,
    /// Several people, or a thing: `ли`.
    pub others: Vec<String>,
    /// Nobody in particular: `но`.
    pub nobody: Vec<String>,
}

/// Names of newspapers and channels in oblique cases, and how the nominative is made of them.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct PublisherName {
    /// Words behind which a name in quotation marks stands in the genitive: `сторінку`.
    pub behind_genitive: Words,
    /// Words behind which it stands in the accusative: `на`.
    pub behind_accusative: Words,
    /// The ending of an accusative, and of its nominative; the first that fits counts: `у`, `а`.
    pub accusatives: Vec<(String, String)>,
    /// How an adjective in the nominative ends that agrees with a feminine noun: `ська`.
    pub feminine_adjectives: Vec<String>,
    /// How an adjective ends that may stand in another case than the nominative: `ого`.
    pub oblique_adjectives: Vec<String>,
    /// How feminine nouns end: `а`.
    pub feminine: Vec<String>,
    /// How neuter nouns end: `о`.
    pub neuter: Vec<String>,
    /// How nouns in the plural end: `и`.
    pub plural: Vec<String>,
    /// How adjectives are declined; the first that fits counts.
    pub adjectives: Vec<AdjectiveRule>,
    /// How the nominative of a noun is made of its genitive; the first that fits counts.
    pub nouns: Vec<NounRule>,
    /// The end of a stem whose vowel changes in a closed syllable, and the same in an open one: `ін`, `он`.
    pub opened: Vec<(String, String)>,
    /// Consonants behind which no "я" stands: `ж`.
    pub hushing: String,
    /// Neuter nouns without their last letter, which by form could be masculine: `дзеркал`.
    pub neuter_stems: Words,
    /// Consonants before the "к" of a noun of several syllables whose nominative has a vowel between them: `н` of `світанок`.
    pub before_fleeting: String,
    /// Nouns of one syllable that lose a vowel in the genitive, without its ending: `ранк`.
    pub fleeting_stems: Words,
}

/// How adjectives of one kind are declined.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct AdjectiveRule {
    /// Only adjectives that end so, if there are any: `нього`.
    #[serde(default)]
    pub behind: Vec<String>,
    /// Endings of the genitive: `ого`.
    pub genitives: Vec<String>,
    /// The nominative of a man's: `ий`.
    pub masculine: String,
    /// The nominative of a woman's: `а`.
    pub feminine: String,
    /// The nominative of a thing's: `е`.
    pub neuter: String,
    /// The nominative of several: `і`.
    pub plural: String,
}

/// How the nominative of a noun is made of its genitive.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub struct NounRule {
    /// Endings of the genitive: `ії`.
    pub genitives: Vec<String>,
    /// Endings of the nominatives, the likeliest first: `ія`.
    pub nominatives: Vec<String>,
    /// What the noun must be besides.
    #[serde(default)]
    pub when: When,
}

/// What a noun must be for a rule.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum When {
    #[default]
    Always,
    /// Anything, but the vowel of its stem opens in the likeliest nominative.
    Closed,
    /// A vowel of its nominative is lost in the genitive.
    Fleeting,
    /// Its stem is listed as that of a neuter noun.
    Neuter,
    /// Its stem ends in a vowel.
    Vowel,
    /// Its stem ends in a hushing consonant.
    Hushing,
}

impl Case {
    /// All cases, in their order.
    pub const ALL: [Self; 6] =
        [Self::Nominative, Self::Genitive, Self::Dative, Self::Accusative, Self::Instrumental, Self::Locative];
}

impl Script {
    /// The script of a letter. Signs that are no letters count as Latin.
    pub fn of(letter: char) -> Self {
        const CYRILLIC: RangeInclusive<char> = '\u{400}'..='\u{52f}';
        if CYRILLIC.contains(&letter) { Self::Cyrillic } else { Self::Latin }
    }

    /// The script of a word: that of its first letter.
    pub fn of_word(word: &str) -> Self {
        word.chars().next().map_or(Self::Latin, Self::of)
    }
}

#[cfg(test)]
mod tests {
    use crate::lang;

    #[test]
    fn a_preposition_of_two_languages_asks_for_the_same_cases_in_both() {
        let all = || lang::packs().iter().flat_map(|pack| &pack.morphology.prepositions);
        for (word, cases) in all() {
            assert!(all().filter(|(other, _)| *other == word).all(|(_, other)| other == cases), "{word}");
        }
    }

    #[test]
    fn no_ending_is_empty() {
        for morphology in lang::packs().iter().map(|pack| &pack.morphology) {
            let surnames = &morphology.surnames;
            let lists = [&surnames.typical, &surnames.nominative, &surnames.oblique, &morphology.verbs.finite];
            assert!(lists.into_iter().flatten().all(|ending| !ending.is_empty()));
        }
    }
}
