//! In: `digest.toml` of a language. Out: the words by which sentences are chosen for the digest and compared there.
//!
//! Words are in lower case, with `'` for any apostrophe. A `*` at the end stands for the rest of a word.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use std::collections::BTreeMap;

use serde::Deserialize;

/// What a language's `digest.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Digest {
    /// A sentence that begins so tells its reader to do something or offers something: "subscribe", "check out".
    pub calls: Vec<String>,
    /// Phrases anywhere in a notice of the page: "all rights reserved".
    pub notices: Vec<String>,
    /// Phrases that say who or what a picture shows: "pictured below".
    pub captions: Vec<String>,
    /// Words before the name of who took a picture, at the end of a caption: "photo by".
    pub credits: Vec<String>,
    /// Names of picture agencies: "getty images".
    pub picture_stocks: Vec<String>,
    /// A forecast, a horoscope, an advert or a correction begins so: "weather forecast:". An article may have such a headline, its sentences
    /// do not begin so.
    pub widgets: Vec<String>,
    /// A poll of the page's readers begins so: "quick poll".
    pub polls: Vec<String>,
    /// Words of a page that speaks of itself or to its reader: "we", "your".
    pub voice: Vec<String>,
    /// Such words whose capital letter tells them from others, as they stand inside a sentence: German "Sie".
    pub voice_as_written: Vec<String>,
    /// Headings near the end of a page; behind them it speaks of a firm, of itself or of the author: "about ".
    pub about_headings: Vec<String>,
    /// What firms say of themselves at the end of a press release: "is a leading".
    pub firm_phrases: Vec<String>,
    /// Words that begin another sentence where they have a capital letter and no mark before them, as a headline and a text ran together:
    /// "he". Cyrillic words need no list: any small word counts.
    pub glued_openers: Vec<String>,
    /// Words that tell what holds now; a sentence with one tells news, whatever day it names: "now". Auxiliaries of the perfect are none
    /// where it is the plain past (de, fr).
    pub now: Vec<String>,
    /// Openings that lean on the sentence before, in texts of whatever language: "however".
    pub leaning_openings: Vec<String>,
    /// Openings that do so in texts of this language only, since they are other words elsewhere: "thus".
    pub leaning_openings_of_this_language: Vec<String>,
    /// Endings of a first word that is a verb in the past plural without its subject: Russian "ли".
    pub subjectless_endings: Vec<String>,
    /// Words that begin a clause behind a comma; a headline made from the first words of a page ends before one: "which".
    pub clause_openers: Vec<String>,
    /// Words that make the day behind them the end or the beginning of a time: "until".
    pub bounds_before_days: Vec<String>,
    pub author: Author,
    pub apparatus: Apparatus,
    pub event_place: EventPlace,
    pub figures: Figures,
    pub states: States,
    /// Number words by their value: 2 = "two". One is left out, since it is also an article or a pronoun.
    pub numerals: BTreeMap<String, Vec<String>>,
    /// Number words that count people where no noun follows: Ukrainian 2 = "двоє".
    pub collective_numerals: BTreeMap<String, Vec<String>>,
    /// What abbreviations stand for that no page of a corpus expands, in the nominative: UN = "United Nations". A project file can add to
    /// these (`[[abbreviation]]`); what it says counts for more.
    pub abbreviations: BTreeMap<String, String>,
    /// Capital letters that look like those of Roman numbers, which are no abbreviations: Ukrainian "Х" = "X".
    pub roman_look_alikes: BTreeMap<char, char>,
}

/// Words of a sentence about the author of an article, near the end of its page.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Author {
    /// What stands behind the author's name: "writes about".
    pub phrases: Vec<String>,
    /// Trades of those who write: "reporter".
    pub trades: Vec<String>,
    /// Words between a name and a trade: "is".
    pub links: Vec<String>,
}

/// Words of how a page is made. A short sentence that holds words of several lists speaks of its page.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Apparatus {
    /// What is written: "article".
    pub text: Vec<String>,
    /// Who makes it: "newsroom".
    pub maker: Vec<String>,
    /// Who reads it: "subscriber*".
    pub reader: Vec<String>,
    /// How it reaches them: "inbox".
    pub channel: Vec<String>,
    /// By what right: "permission".
    pub right: Vec<String>,
}

/// Words by which a place in a sentence is the place of its event.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct EventPlace {
    /// Words that join two places: "and".
    pub joining: Vec<String>,
    /// Words for what happened, right before the place: "met".
    pub verbs: Vec<String>,
    /// Endings of verbs for what happened: "ed".
    pub verb_endings: Vec<String>,
}

/// Words beside a number.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Figures {
    /// The number stands for those near it: "roughly".
    pub about: Vec<String>,
    /// For those above it: "more".
    pub least: Vec<String>,
    /// For those below it: "under".
    pub most: Vec<String>,
    /// What a clock, a calendar, a score, a list or a data sheet counts: "mph".
    pub uncounted: Vec<String>,
    /// Words that count people: "persons".
    pub people: Vec<String>,
    /// The number is of a part of those counted, or of others than they: "among".
    pub part: Vec<String>,
    /// The number is of an earlier count: "previously".
    pub earlier: Vec<String>,
    /// The number is of one day or night, not of all: "overnight".
    pub daily: Vec<String>,
    /// What is counted is planned, feared or ahead: "would".
    pub unreal: Vec<String>,
    /// The number is of all of them so far: "toll".
    pub total: Vec<String>,
    /// Beginnings of words that measure time, length, weight or money: "year".
    pub unit: Vec<String>,
    /// Verbs behind which "to" gives the number that was reached: Russian "вырос*".
    pub grown: Vec<String>,
    /// Words for a count of people: "number*".
    pub count: Vec<String>,
    /// Words for a count of the dead: "toll".
    pub toll: Vec<String>,
    /// Beginnings of words that multiply by a thousand: "thousand".
    pub thousands: Vec<String>,
    pub millions: Vec<String>,
    pub billions: Vec<String>,
    pub trillions: Vec<String>,
}

/// What became of those that are counted, or what a sum is for. A word counts under one key only.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct States {
    /// "died", "kill*".
    pub killed: Vec<String>,
    /// "wound*".
    pub injured: Vec<String>,
    /// "affected".
    pub affected: Vec<String>,
    /// "missing".
    pub missing: Vec<String>,
    /// "arrest*".
    pub held: Vec<String>,
    /// "evacuat*".
    pub evacuated: Vec<String>,
    /// "rescued".
    pub rescued: Vec<String>,
    /// "hospitali*".
    pub in_hospital: Vec<String>,
    /// "infected".
    pub infected: Vec<String>,
    /// "damaged".
    pub damaged: Vec<String>,
    /// "destroyed".
    pub destroyed: Vec<String>,
    /// "costs".
    pub cost: Vec<String>,
}
