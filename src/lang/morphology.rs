//! In: `morphology.toml` of a language. Out: its letters and endings, and their meaning. `paradigms.txt` in the same folder has the
//! declension of names and offices.
//!
//! Invariant: only letters and endings. The rooms that use them have the rules.

use std::collections::BTreeMap;
use std::ops::RangeInclusive;

use serde::Deserialize;

use super::names::Words;

/// The content of a language's `morphology.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Morphology {
    /// The script.
    pub script: Script,
    /// The vowels: `aeiouy`.
    pub vowels: String,
    /// Letters that count as vowels when spellings of a name are compared: `й`.
    pub semivowels: String,
    /// Letters and marks after which "я" is a separate syllable and softens no consonant: vowels, the soft sign, apostrophes.
    pub before_iotated: String,
    /// Silent letters: `h`, `ь`.
    pub silent_letters: String,
    /// Letters that no other language of the script has, lower-case and capital: `ыЫ`.
    pub own_letters: String,
    /// A consonant, and the one that it equals when spellings of a name are compared: `z`, `s`.
    pub same_sounds: Vec<(char, char)>,
    /// A letter, and the one that is often printed for it: `ё`, `е`.
    pub same_letters: Vec<(char, String)>,
    /// A letter with a mark that Unicode does not separate from it, and the letter without: `ł`, `l`.
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
    /// Endings of the genitive of towns, villages and countries: `и`.
    pub place_genitives: Vec<String>,
    /// What declension may add to the start of a word that is not a person's name, except endings of surnames: `ою`.
    pub declension: Words,
    /// Suffixes that form an adjective from a place, before its ending: `ськ`.
    pub adjective_suffixes: Vec<String>,
    /// The cases that a preposition, or a noun used as one, requires: `про`, the accusative.
    pub prepositions: BTreeMap<String, Vec<Case>>,
    /// Names of newspapers in oblique cases.
    pub name_of_a_publisher: PublisherName,
}

/// The script of a language.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Script {
    /// Latin.
    #[default]
    Latin,
    /// Cyrillic.
    Cyrillic,
}

/// A grammatical case, in the order of the paradigms.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Case {
    /// The dictionary form.
    Nominative,
    /// The genitive.
    Genitive,
    /// The dative.
    Dative,
    /// The accusative.
    Accusative,
    /// The instrumental.
    Instrumental,
    /// The locative.
    Locative,
}

/// Endings of patronymics.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Patronymics {
    /// With or without letters of a case after them: `ович`, `івн`.
    pub endings: Vec<String>,
    /// The letters of case endings: `ауі`.
    pub case_letters: String,
    /// In the nominative: `вна`.
    pub nominatives: Vec<String>,
    /// In the nominative, with one letter for sounds that Ukrainian and Russian write differently: `ивна`.
    pub folded: Vec<String>,
}

/// Endings of first names that are in no list.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct GivenEndings {
    /// Of women's names: `а`.
    pub feminine: Vec<String>,
    /// Rare in men's names, besides the endings of women's names: `о`.
    pub seldom_masculine: Vec<String>,
    /// Very rare in men's names: `ь`.
    pub hardly_masculine: Vec<String>,
    /// Very rare in any name after a consonant: `я`.
    pub hardly_soft: Vec<String>,
}

/// Endings of surnames.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Surnames {
    /// Common in surnames and rare elsewhere, in any case: `енком`.
    pub typical: Vec<String>,
    /// Common in the nominative: `енко`.
    pub nominative: Vec<String>,
    /// Common in other cases of surnames and very rare in the nominative: `енком`.
    pub oblique: Vec<String>,
    /// Common in other cases of women's surnames: `ой`.
    pub oblique_of_women: Vec<String>,
    /// Very rare in the nominative: `у`.
    pub hardly: Vec<String>,
    /// Rare in the nominative: `і`.
    pub seldom: Vec<String>,
    /// Rare in the nominative of men's surnames: `а`.
    pub like_a_woman: Vec<String>,
    /// The nominative of a woman's surname that cannot be the genitive of a man's: `ова`.
    pub women: Vec<String>,
    /// Last letters of the genitive of a man's surname: `а`.
    pub genitive_letters: String,
    /// Last letters of the nominative for such a genitive: `о`.
    pub nominative_letters: String,
    /// Letters before which the letter of a genitive forms a woman's surname: `w` of `Zawadowa`.
    pub feminine_before_genitive: String,
    /// Plural, singular of a man, singular of a woman. The first match is used: `ські`, `ський`, `ська`.
    pub plurals: Vec<(String, String, String)>,
}

/// Endings of adjectives.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Adjectives {
    /// Before an office in the nominative: `ий`.
    pub of_offices: Vec<String>,
    /// Of surnames that are declined like adjectives: `ого`.
    pub surnames: Vec<String>,
    /// Before the name of a place, and in no first name: `ої`.
    pub places: Vec<String>,
    /// Before the name of a place in the plural or the neuter: `их`.
    pub places_in_plural: Vec<String>,
    /// Before a noun in any case: `ського`.
    pub attributive: Vec<String>,
    /// In the nominative, before words of an office: `ий`.
    pub nominative: Vec<String>,
}

/// Endings of adverbs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Adverbs {
    /// Adverbs and other function words at the start of a sentence: `ше`.
    pub likely: Vec<String>,
    /// In no first name: `edly`.
    pub never_names: Vec<String>,
}

/// Endings of nouns.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Nouns {
    /// In no surname, in texts of any language: `iness`.
    pub no_surnames: Vec<String>,
    /// In no surname, in texts of this language: `schaft`.
    pub behind_names: Vec<String>,
}

/// Endings of verbs.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Verbs {
    /// Finite verbs and adverbial participles: `ував`, `ючи`.
    pub finite: Vec<String>,
    /// Nouns with such an ending: `канал`.
    pub no_verbs: Words,
    /// Reflexive verbs: `ться`.
    pub reflexive: Vec<String>,
    /// The present tense: `ують`.
    pub present: Vec<String>,
    /// Verbs after a name in a headline: `s`.
    pub in_headlines: Vec<String>,
    /// Present participles: `ing`.
    pub present_participles: Vec<String>,
    /// Past participles: `ed`.
    pub past_participles: Vec<String>,
    /// The past tense, by its subject.
    pub past: Past,
}

/// Endings of the past tense.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Past {
    /// A man: `в`.
    pub man: Vec<String>,
    /// A woman: `ла`.
    pub woman: Vec<String>,
    /// Several people, or a thing: `ли`.
    pub others: Vec<String>,
    /// Impersonal: `но`.
    pub nobody: Vec<String>,
}

/// Names of newspapers and channels in oblique cases, and the rules for their nominative.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct PublisherName {
    /// Words before a name in quotation marks in the genitive: `сторінку`.
    pub behind_genitive: Words,
    /// Words before such a name in the accusative: `на`.
    pub behind_accusative: Words,
    /// The ending of an accusative, and of its nominative. The first match is used: `у`, `а`.
    pub accusatives: Vec<(String, String)>,
    /// Endings of an adjective in the nominative that agrees with a feminine noun: `ська`.
    pub feminine_adjectives: Vec<String>,
    /// Endings of an adjective that may be in an oblique case: `ого`.
    pub oblique_adjectives: Vec<String>,
    /// Endings of feminine nouns: `а`.
    pub feminine: Vec<String>,
    /// Endings of neuter nouns: `о`.
    pub neuter: Vec<String>,
    /// Endings of nouns in the plural: `и`.
    pub plural: Vec<String>,
    /// The declension of adjectives. The first match is used.
    pub adjectives: Vec<AdjectiveRule>,
    /// The rules from the genitive of a noun to its nominative. The first match is used.
    pub nouns: Vec<NounRule>,
    /// The end of a stem whose vowel changes in a closed syllable, and its form in an open one: `ін`, `он`.
    pub opened: Vec<(String, String)>,
    /// Consonants that are never followed by "я": `ж`.
    pub hushing: String,
    /// Neuter nouns without their last letter, which by their form could be masculine: `дзеркал`.
    pub neuter_stems: Words,
    /// Consonants before the "к" of a noun of several syllables whose nominative has a vowel between them: `н` of `світанок`.
    pub before_fleeting: String,
    /// Nouns of one syllable that lose a vowel in the genitive, without its ending: `ранк`.
    pub fleeting_stems: Words,
}

/// The declension of one kind of adjectives.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct AdjectiveRule {
    /// Only for adjectives with one of these endings, if there are any: `нього`.
    #[serde(default)]
    pub behind: Vec<String>,
    /// Endings of the genitive: `ого`.
    pub genitives: Vec<String>,
    /// The masculine nominative: `ий`.
    pub masculine: String,
    /// The feminine nominative: `а`.
    pub feminine: String,
    /// The neuter nominative: `е`.
    pub neuter: String,
    /// The plural nominative: `і`.
    pub plural: String,
}

/// A rule from the genitive of a noun to its nominative.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct NounRule {
    /// Endings of the genitive: `ії`.
    pub genitives: Vec<String>,
    /// Endings of the nominatives, the most likely first: `ія`.
    pub nominatives: Vec<String>,
    /// A further condition on the noun.
    #[serde(default)]
    pub when: When,
}

/// The condition of a rule.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum When {
    /// Any noun.
    #[default]
    Always,
    /// Any noun, but the vowel of its stem changes in the most likely nominative.
    Closed,
    /// A vowel of its nominative is lost in the genitive.
    Fleeting,
    /// Its stem is in the list of neuter nouns.
    Neuter,
    /// Its stem ends in a vowel.
    Vowel,
    /// Its stem ends in a sibilant.
    Hushing,
}

impl Case {
    /// All cases, in their order.
    pub(crate) const ALL: [Self; 6] =
        [Self::Nominative, Self::Genitive, Self::Dative, Self::Accusative, Self::Instrumental, Self::Locative];
}

impl Script {
    /// The script of a letter. Signs that are no letters count as Latin.
    pub(crate) fn of(letter: char) -> Self {
        const CYRILLIC: RangeInclusive<char> = '\u{400}'..='\u{52f}';
        if CYRILLIC.contains(&letter) { Self::Cyrillic } else { Self::Latin }
    }

    /// The script of a word: that of its first letter.
    pub(crate) fn of_word(word: &str) -> Self {
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
