//! In: `speech.toml` of a language. Out: the words for finding quotes and their speakers.
//!
//! Invariant: only words. The rooms that use them have the rules.

use std::sync::LazyLock;

use serde::Deserialize;

use super::Words;

/// The lists of all languages together, for rules that do not depend on the language of the text.
pub(crate) static ALL: LazyLock<Speech> = LazyLock::new(|| super::union("speech"));

/// The content of a language's `speech.toml`. Words are in lower case unless noted.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Speech {
    /// Whether quotes get a speaker in this language: if at least 95 of 100 speakers are right on pages that were not used to make the
    /// rules. German is not there yet; Polish and French have not been measured.
    pub finds_speakers: bool,

    // Verbs.
    /// Verbs of speech that are not in the list of the names, in languages without declension of names: `retorted`.
    pub reporting_verbs: Words,
    /// Verbs that may have a hearer after them, and the speaker right after a quote: `asked`.
    pub asking_verbs: Words,
    /// Participles of speech with another verb of the same subject: `saying`.
    pub reporting_participles: Words,
    /// Verbs before another verb: `would`.
    pub auxiliaries: Words,
    /// Auxiliaries of the passive: `was`.
    pub passive_auxiliaries: Words,
    /// Verbs of the future, which may be the only verb of a sentence: `буде`.
    pub future_verbs: Words,
    /// Words that show that there is a verb between punctuation marks: `must`.
    pub clause_verbs: Words,
    /// Function words after any verb beside a quote: `back` of "fired back".
    pub verb_particles: Words,
    /// Endings of the past tense of one man and of one woman: `ив`.
    pub past_endings: Words,
    /// Endings of the past tense that show that the subject of a verb of speech is a man: `вся`.
    pub man_past_endings: Words,
    /// Endings of a verb in the present, or a substitute for one, beside a quote: `ає`.
    pub present_endings: Words,
    /// The ending of regular verbs in the past tense: `ed`.
    pub regular_past_endings: Words,
    /// Endings of present participles: `ing`.
    pub participle_endings: Words,

    // Function words.
    /// Words that may be between a subject and its verb in either order: `later`.
    pub adverbs: Words,
    /// Endings of adverbs: `ly`.
    pub adverb_endings: Words,
    /// The most common prepositions, in texts of any language: `during`.
    pub prepositions: Words,
    /// Prepositions after which a name is not a subject, in languages without declension of names: `despite`.
    pub governing_prepositions: Words,
    /// Function words, besides prepositions, that may be between a verb and its object: `also`.
    pub light_words: Words,
    /// Words that begin a clause, in languages without declension of names: `while`.
    pub conjunctions: Words,
    /// Those of them that begin a clause about somebody else: `although`.
    pub aside_openers: Words,
    /// Words that begin a subordinate clause, in languages with declension of names: `якого`.
    pub subordinators: Words,
    /// Words after a comma that begin another clause of the same rank: `проте`.
    pub clause_joiners: Words,
    /// Words that connect a clause to the name before it: `who`.
    pub relative_pronouns: Words,
    /// Conjunctions between two verbs of one subject, in texts of any language: `але`.
    pub clause_coordinators: Words,
    /// The same right before a verb, in languages without declension of names: `then`.
    pub verb_joiners: Words,
    /// Conjunctions between a name and another phrase before it: `or`.
    pub coordinators: Words,
    /// Conjunctions between a name and another one after it: `und`.
    pub name_coordinators: Words,
    /// Words before the office or the name of a person in a role: `as` of "as Mayor Smith said".
    pub role_conjunctions: Words,
    /// Words before the content of a verb of speech: `that`.
    pub report_openers: Words,
    /// Articles that never precede a person's name: `the`.
    pub articles: Words,
    /// Articles and similar words before the name of a person whose aide or thing is meant: `another`.
    pub indefinites: Words,
    /// Articles that show that an office is one of many: `a`.
    pub indefinite_articles: Words,
    /// Articles and other words that begin a noun phrase: `their`.
    pub determiners: Words,
    /// Words before a participle with a separate subject: `with` of "with one of her advisers asking".
    pub absolute_prepositions: Words,
    /// Words before the agent of a passive: `by`.
    pub agent_prepositions: Words,

    // Pronouns.
    /// The pronoun of one man, in languages without declension of names: `he`.
    pub he: Words,
    /// The pronoun of one woman in such a language: `she`.
    pub she: Words,
    /// Other pronouns and similar words in such a language: `somebody`.
    pub other_pronouns: Words,
    /// Pronouns beside a verb of speech for a man, in languages with declension of names and in English: `він`.
    pub pronouns_of_men: Words,
    /// For a woman: `вона`.
    pub pronouns_of_women: Words,
    /// For a man, but not for the last speaker: `той`.
    pub pronouns_of_other_men: Words,
    /// For a thing, or for several: `вони`.
    pub pronouns_of_things: Words,
    /// Pronouns that are an object after a verb, as printed: `it`.
    pub object_pronouns: Words,
    /// Pronouns beside a verb of speech that show that the last speaker continues: `він`.
    pub going_on_pronouns: Words,
    /// Possessive pronouns of a man before words of source: `його`.
    pub possessives_of_men: Words,
    /// Of a woman: `її`.
    pub possessives_of_women: Words,
    /// Possessive pronouns before a word for a spouse: `his`.
    pub possessives: Words,

    // Words of source.
    /// Words before the source of a statement: `according to`.
    pub source_phrases: Vec<String>,
    /// Words after a preposition and before the speaker's name in the genitive: `словами`.
    pub source_nouns: Words,
    /// Those prepositions: `за`.
    pub source_prepositions: Words,
    /// Words for statements that are passed on, before the speaker in the genitive: `слова`.
    pub passed_on: Words,
    /// Longer texts and speeches, before the author in the genitive: `листі`.
    pub documents: Words,
    /// Together with the next list, the opening of a sentence after a quote that names its speaker: `про` of "Про це повідомив".
    pub about: Words,
    /// The second word of that opening: `це`.
    pub this: Words,
    /// Words of conversation, before a preposition and the partner's name: `розмовляли`.
    pub talk: Words,

    // Nouns for people and things.
    /// Offices that serve the person named after them in the genitive: `адвокат`.
    pub relational_offices: Words,
    /// Nouns for the head of the institution beside them: `директор`.
    pub heads: Words,
    /// Nouns for the last person in the text, whatever the office, for a man or for both: `експерт`.
    pub epithets_of_men: Words,
    /// For a woman: `експертка`.
    pub epithets_of_women: Words,
    /// Those of them that may be followed by the other person in the conversation: `співрозмовник`.
    pub interlocutors: Words,
    /// Adjectives before the noun of an office: `former`.
    pub office_adjectives: Words,
    /// Beginnings, of five letters, of words that fit any office and do not identify it: `компа`.
    pub general_stems: Words,
    /// Words for a spouse of either gender: `widow`.
    pub spouses: Words,
    /// Words for a wife or a widow: `дружина`.
    pub wives: Words,
    /// Words for a husband or a widower: `чоловік`.
    pub husbands: Words,
    /// Nouns before the name of a thing: `newspaper`.
    pub thing_nouns: Words,

    // Forms of names and nouns.
    /// Endings that a surname in the nominative does not have: `ському`.
    pub oblique_surname_endings: Words,
    /// Letters by which a woman's surname is longer than her husband's: `а`.
    pub surname_vowels: Vec<char>,
    /// Endings of adjectives for origin: `ський`.
    pub origin_adjective_endings: Words,
    /// Case endings of a noun with one letter: `у`.
    pub case_endings: Words,
    /// Nominative endings with one letter: `а`.
    pub nominative_endings: Words,

    // Where something is said.
    /// Beginnings of nouns (`*`: an ending may follow) for occasions, places and media: `брифінг*`.
    pub venues: Words,
    /// Prepositions before them: `during`.
    pub venue_prepositions: Words,
    /// Words between such a noun and the name of a newspaper, as printed: `with` of "in an interview with".
    pub venue_links: Words,
    /// The audience of a press conference: `reporters`.
    pub audience: Words,
    /// The article before the name of a newspaper: `the`.
    pub paper_articles: Words,

    // Genders.
    /// First names in Latin letters that only men have, as printed: `Walter`.
    pub man_names: Words,
    /// First names in Latin letters that only women have: `Bridget`.
    pub woman_names: Words,
    /// Words of office, address and kinship for men only: `mr`.
    pub man_offices: Words,
    /// For women only: `mrs`.
    pub woman_offices: Words,
    /// Endings of men's offices: `man` of "chairman".
    pub man_endings: Words,
    /// Of women's: `woman`.
    pub woman_endings: Words,
}
