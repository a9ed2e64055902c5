//! In: `speech.toml` of a language. Out: the words by which quotes and their speakers are found.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not ask for the language of the text.
pub static ALL: LazyLock<Speech> = LazyLock::new(|| super::union("speech"));

/// What a language's `speech.toml` holds. Words stand in lower case unless said otherwise.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Whether quotes have a speaker in this language: where at least 95 of 100 speakers that are named on pages which were not
    /// used to make the rules are right. German is not there yet, of Polish and French nothing is known.
    pub finds_speakers: bool,

    // Verbs.
    /// Verbs of speech that the names' list of them does not hold, in languages that do not decline names: `retorted`.
    pub reporting_verbs: Words,
    /// Verbs that may have a hearer behind them, and right behind a quote have who speaks: `asked`.
    pub asking_verbs: Words,
    /// Participles of speech that go with another verb, whose subject they share: `saying`.
    pub reporting_participles: Words,
    /// Verbs before another: `would`.
    pub auxiliaries: Words,
    /// Auxiliaries of the passive: `was`.
    pub passive_auxiliaries: Words,
    /// Verbs of what is to come, which a whole sentence may have alone: `буде`.
    pub future_verbs: Words,
    /// Words by which a stretch between marks is known to hold a verb: `must`.
    pub clause_verbs: Words,
    /// Small words behind a verb of any kind beside a quote: `back` of "fired back".
    pub verb_particles: Words,
    /// Endings of the past tense of one man and of one woman: `ив`.
    pub past_endings: Words,
    /// Endings of the past tense of one man by which a verb of speech is told to have a man as its subject: `вся`.
    pub man_past_endings: Words,
    /// Endings of a verb in the present, or of what stands for one, beside a quote: `ає`.
    pub present_endings: Words,
    /// The ending of regular verbs in the past tense: `ed`.
    pub regular_past_endings: Words,
    /// Endings of participles of the present: `ing`.
    pub participle_endings: Words,

    // Small words.
    /// Words that may stand between a subject and its verb, or between a verb and the subject behind it: `later`.
    pub adverbs: Words,
    /// Endings of adverbs: `ly`.
    pub adverb_endings: Words,
    /// The commonest prepositions, in texts of any language: `during`.
    pub prepositions: Words,
    /// Prepositions that what follows is no subject behind, in languages that do not decline names: `despite`.
    pub governing_prepositions: Words,
    /// Small words, besides prepositions, that may stand between a verb and what it governs: `also`.
    pub light_words: Words,
    /// Words that begin a clause, in languages that do not decline names: `while`.
    pub conjunctions: Words,
    /// Those of them that begin a clause about somebody else: `although`.
    pub aside_openers: Words,
    /// Words that open a clause inside another, in languages that decline names: `якого`.
    pub subordinators: Words,
    /// Words behind a comma that open another clause of the same rank: `проте`.
    pub clause_joiners: Words,
    /// Words that tie a clause to the name before it: `who`.
    pub relative_pronouns: Words,
    /// Conjunctions that stand between two verbs of one subject, in texts of any language: `але`.
    pub clause_coordinators: Words,
    /// The same right before a verb, in languages that do not decline names: `then`.
    pub verb_joiners: Words,
    /// Conjunctions between a name and another phrase before it: `or`.
    pub coordinators: Words,
    /// Conjunctions between a name and another behind it: `und`.
    pub name_coordinators: Words,
    /// What stands before the office or the name of somebody in a role: `as` of "as Mayor Smith said".
    pub role_conjunctions: Words,
    /// Words that open what a verb of speech reports: `that`.
    pub report_openers: Words,
    /// Articles that stand before no name of a person: `the`.
    pub articles: Words,
    /// Articles and the like before the name of somebody whose aide, or of a thing, is told of: `another`.
    pub indefinites: Words,
    /// Articles that say that an office is one of many: `a`.
    pub indefinite_articles: Words,
    /// Articles and other words that begin a noun phrase: `their`.
    pub determiners: Words,
    /// What a participle with a subject of its own stands behind: `with` of "with one of her advisers asking".
    pub absolute_prepositions: Words,
    /// What tells by whom something was done: `by`.
    pub agent_prepositions: Words,

    // Pronouns.
    /// The pronoun of one man, in languages that do not decline names: `he`.
    pub he: Words,
    /// The pronoun of one woman there: `she`.
    pub she: Words,
    /// Pronouns and the like that are no one person by name there: `somebody`.
    pub other_pronouns: Words,
    /// Pronouns beside a verb of speech that stand for a man, in languages that decline names and in English: `він`.
    pub pronouns_of_men: Words,
    /// For a woman: `вона`.
    pub pronouns_of_women: Words,
    /// For a man, but not for whoever spoke last: `той`.
    pub pronouns_of_other_men: Words,
    /// For a thing, or for several: `вони`.
    pub pronouns_of_things: Words,
    /// Pronouns that are an object behind a verb, as they are printed: `it`.
    pub object_pronouns: Words,
    /// Pronouns beside a verb of speech that say that whoever spoke before goes on: `він`.
    pub going_on_pronouns: Words,
    /// Possessive pronouns of a man before words of source: `його`.
    pub possessives_of_men: Words,
    /// Of a woman: `її`.
    pub possessives_of_women: Words,
    /// Possessive pronouns before a word for a spouse: `his`.
    pub possessives: Words,

    // Words of source.
    /// Words that name a source before the one whose words they are: `according to`.
    pub source_phrases: Vec<String>,
    /// Words that, behind a preposition, make the name behind them, in the genitive, the one who speaks: `словами`.
    pub source_nouns: Words,
    /// Those prepositions: `за`.
    pub source_prepositions: Words,
    /// What is passed on of who is named behind it, in the genitive: `слова`.
    pub passed_on: Words,
    /// What somebody writes or says at length, whose name stands behind it in the genitive: `листі`.
    pub documents: Words,
    /// With what, and the word below, the sentence behind a quote opens that says whose it is: `про` of "Про це повідомив".
    pub about: Words,
    /// `це`.
    pub this: Words,
    /// Words of talk, behind which a preposition and a name say with whom: `розмовляли`.
    pub talk: Words,

    // Nouns for people and things.
    /// Offices of somebody else's: of the name behind them in the genitive: `адвокат`.
    pub relational_offices: Words,
    /// Nouns of whoever is at the head of the institution that stands with them: `директор`.
    pub heads: Words,
    /// Nouns that tell of whoever was told of before, whatever the office, of a man or of either: `експерт`.
    pub epithets_of_men: Words,
    /// Of a woman: `експертка`.
    pub epithets_of_women: Words,
    /// Those of them that may have words of whom they speak to behind them: `співрозмовник`.
    pub interlocutors: Words,
    /// Adjectives before the noun of an office: `former`.
    pub office_adjectives: Words,
    /// Beginnings, of five letters, of words that may stand with any office, and tell nothing of it: `компа`.
    pub general_stems: Words,
    /// Words for a spouse, of a man or of a woman: `widow`.
    pub spouses: Words,
    /// Words for a wife or a widow: `дружина`.
    pub wives: Words,
    /// Words for a husband or a widower: `чоловік`.
    pub husbands: Words,
    /// Nouns before the name of a thing: `newspaper`.
    pub thing_nouns: Words,

    // Forms of names and nouns.
    /// What the surname of a nominative does not end with: `ському`.
    pub oblique_surname_endings: Words,
    /// Letters by which the surname of a woman is longer than that of her husband: `а`.
    pub surname_vowels: Vec<char>,
    /// Endings of an adjective that tells where somebody is from: `ський`.
    pub origin_adjective_endings: Words,
    /// One-letter endings of cases of a noun: `у`.
    pub case_endings: Words,
    /// One-letter endings of nominatives: `а`.
    pub nominative_endings: Words,

    // Where something is said.
    /// Nouns, by their beginnings (`*`: an ending may follow), of occasions, places and media: `брифінг*`.
    pub venues: Words,
    /// Prepositions before them: `during`.
    pub venue_prepositions: Words,
    /// What stands between such a noun and the name of a paper: `with` of "in an interview with", as it is printed.
    pub venue_links: Words,
    /// Who is told something at a press conference: `reporters`.
    pub audience: Words,
    /// The article before the name of a paper: `the`.
    pub paper_articles: Words,

    // Genders.
    /// First names in Latin letters that only men have, as they are printed: `Walter`.
    pub man_names: Words,
    /// First names in Latin letters that only women have: `Bridget`.
    pub woman_names: Words,
    /// Words of office, address and kinship that only men have: `mr`.
    pub man_offices: Words,
    /// That only women have: `mrs`.
    pub woman_offices: Words,
    /// Endings of offices of men: `man` of "chairman".
    pub man_endings: Words,
    /// Of women: `woman`.
    pub woman_endings: Words,
}
