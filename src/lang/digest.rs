//! In: `digest.toml` of a language. Out: the words for choosing and comparing sentences in the digest.
//!
//! Words are in lower case, with `'` for any apostrophe. A `*` at the end stands for the rest of a word.
//!
//! Invariant: only words. The rooms that use them have the rules.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The content of a language's `digest.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Digest {
    /// Beginnings of sentences that ask the reader to do something or offer something: "subscribe", "check out".
    pub calls: Vec<String>,
    /// Phrases anywhere in a notice of the page: "all rights reserved".
    pub notices: Vec<String>,
    /// Phrases of captions: "pictured below".
    pub captions: Vec<String>,
    /// Where somebody stands in a picture, between two commas or brackets of its caption: "second left".
    pub picture_positions: Vec<String>,
    /// Pronouns that always mean a person, so that a sentence that names nobody before one needs its page: "he".
    pub personal_pronouns: Vec<String>,
    /// Words before the name of a photographer, at the end of a caption: "photo by".
    pub credits: Vec<String>,
    /// Names of picture agencies: "getty images".
    pub picture_stocks: Vec<String>,
    /// Beginnings of a forecast, a horoscope, an advert or a correction: "weather forecast:". An article may have such a headline, but its
    /// sentences do not begin like this.
    pub widgets: Vec<String>,
    /// Beginnings of a poll of readers: "quick poll".
    pub polls: Vec<String>,
    /// Words of a page about itself or to its reader: "we", "your".
    pub voice: Vec<String>,
    /// Such words that are recognized by their capital, as inside a sentence: German "Sie".
    pub voice_as_written: Vec<String>,
    /// Headings near the end of a page before text about a firm, the page itself or the author: "about ".
    pub about_headings: Vec<String>,
    /// Phrases of firms about themselves at the end of a press release: "is a leading".
    pub firm_phrases: Vec<String>,
    /// Words that begin another sentence if they have a capital and no punctuation before them, because a headline and a text were joined:
    /// "he". Cyrillic words need no list: any lower-case word counts.
    pub glued_openers: Vec<String>,
    /// Words for the present state. A sentence with one is news, whatever day it names: "now". Auxiliaries of the perfect are not included
    /// if the perfect is the normal past tense (de, fr).
    pub now: Vec<String>,
    /// Openings that depend on the previous sentence, in texts of any language: "however".
    pub leaning_openings: Vec<String>,
    /// Such openings that apply only to texts of this language, because they are other words elsewhere: "thus".
    pub leaning_openings_of_this_language: Vec<String>,
    /// Endings of a first word that is a verb in the past plural without its subject: Russian "ли".
    pub subjectless_endings: Vec<String>,
    /// Words that begin a clause after a comma. A headline made from the first words of a page ends before one: "which".
    pub clause_openers: Vec<String>,
    /// Words before a day that is the end or the beginning of a period: "until".
    pub bounds_before_days: Vec<String>,
    /// Words of a sentence about the author.
    pub(crate) author: Author,
    /// Words about how a page is made.
    pub(crate) apparatus: Apparatus,
    /// Words of sentences that announce an event, or that only seem to.
    pub(crate) upcoming: Upcoming,
    /// Words that connect a place with an event.
    pub event_place: EventPlace,
    /// Words beside a number.
    pub figures: Figures,
    /// Words for what happened to people and things.
    pub(crate) states: States,
    /// Number words by their value: 2 = "two". One is not included, because it is also an article or a pronoun.
    pub numerals: BTreeMap<String, Vec<String>>,
    /// Number words that count people without a noun: Ukrainian 2 = "двоє".
    pub collective_numerals: BTreeMap<String, Vec<String>>,
    /// Abbreviations with their full forms in the nominative, for those that no page expands: UN = "United Nations". A project file can add
    /// to these (`[[abbreviation]]`), and takes precedence.
    pub abbreviations: BTreeMap<String, String>,
    /// Capital letters that look like those of Roman numerals, which are not abbreviations: Ukrainian "Х" = "X".
    pub roman_look_alikes: BTreeMap<char, char>,
}

/// Words of a sentence about the author of an article, near the end of its page.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Author {
    /// Words after the author's name: "writes about".
    pub phrases: Vec<String>,
    /// Occupations of authors: "reporter".
    pub trades: Vec<String>,
    /// Words between a name and an occupation: "is".
    pub links: Vec<String>,
}

/// Words about how a page is made. A short sentence with words of several lists is about its page.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Apparatus {
    /// The text: "article".
    pub text: Vec<String>,
    /// Its makers: "newsroom".
    pub maker: Vec<String>,
    /// Its readers: "subscriber*".
    pub reader: Vec<String>,
    /// The channel to the readers: "inbox".
    pub channel: Vec<String>,
    /// The rights: "permission".
    pub right: Vec<String>,
}

/// Words by which a sentence with a day to come announces no event of that day. They apply only to texts in their own language. A `*` at the
/// end stands for the rest of a word.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Upcoming {
    /// The event depends on something: "unless".
    pub conditions: Vec<String>,
    /// Somebody wants, proposes or expects it: "might", "call for".
    pub doubts: Vec<String>,
    /// Such words that are another word with a capital: English "may".
    pub doubts_as_written: Vec<String>,
    /// It is denied: "not", "refuse*".
    pub negations: Vec<String>,
    /// It was called off: "cancel*".
    pub cancels: Vec<String>,
    /// It was given another day: "postpon*".
    pub moves: Vec<String>,
    /// The day is that of something else than an event of the story: an anniversary, a ticket, a deadline for readers, the weather.
    pub aside: Vec<String>,
}

/// Words that make a place in a sentence the place of its event.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventPlace {
    /// Words that join two places: "and".
    pub joining: Vec<String>,
    /// Verbs of events, right before the place: "met".
    pub verbs: Vec<String>,
    /// Endings of such verbs: "ed".
    pub verb_endings: Vec<String>,
}

/// Words beside a number.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Figures {
    /// The number is approximate: "roughly".
    pub about: Vec<String>,
    /// The number is a lower bound: "more".
    pub least: Vec<String>,
    /// The number is an upper bound: "under".
    pub most: Vec<String>,
    /// Units of clocks, calendars, scores, lists and data sheets: "mph".
    pub uncounted: Vec<String>,
    /// Words for people: "persons".
    pub people: Vec<String>,
    /// The number is of a part of those counted, or of others: "among".
    pub part: Vec<String>,
    /// The number is from an earlier count: "previously".
    pub earlier: Vec<String>,
    /// The number is of one day or night, not a total: "overnight".
    pub daily: Vec<String>,
    /// The number is planned, feared or in the future: "would".
    pub unreal: Vec<String>,
    /// The number is a total so far: "toll".
    pub total: Vec<String>,
    /// Beginnings of units of time, length, weight or money: "year".
    pub unit: Vec<String>,
    /// Verbs after which "to" gives the number that was reached: Russian "вырос*".
    pub grown: Vec<String>,
    /// Words for a number of people: "number*".
    pub count: Vec<String>,
    /// Words for a number of dead: "toll".
    pub toll: Vec<String>,
    /// Beginnings of words that multiply by a thousand: "thousand".
    pub thousands: Vec<String>,
    /// The same for a million.
    pub millions: Vec<String>,
    /// The same for a thousand million.
    pub billions: Vec<String>,
    /// The same for a million million.
    pub trillions: Vec<String>,
}

/// What happened to those that are counted, or the purpose of a sum. A word counts under one key only.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct States {
    /// Dead: "died", "kill*".
    pub killed: Vec<String>,
    /// Injured: "wound*".
    pub injured: Vec<String>,
    /// Affected: "affected".
    pub affected: Vec<String>,
    /// Missing: "missing".
    pub missing: Vec<String>,
    /// Arrested: "arrest*".
    pub held: Vec<String>,
    /// Evacuated: "evacuat*".
    pub evacuated: Vec<String>,
    /// Rescued: "rescued".
    pub rescued: Vec<String>,
    /// In hospital: "hospitali*".
    pub in_hospital: Vec<String>,
    /// Infected: "infected".
    pub infected: Vec<String>,
    /// Damaged: "damaged".
    pub damaged: Vec<String>,
    /// Destroyed: "destroyed".
    pub destroyed: Vec<String>,
    /// Costs: "costs".
    pub cost: Vec<String>,
}
