//! In: `events.toml` of a language. Out: the words for comparing events: announcements, retrospects, tenses, round-ups.
//!
//! Words are folded: lower case, one apostrophe. `*` at the end of a word stands for any ending, `+` for an infinitive that must be within
//! the next three words.
//!
//! Invariant: only words. The rooms that use them have the rules.

use serde::Deserialize;

/// The content of a language's `events.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Events {
    /// Verbs and participles of taking an office: "appointed".
    pub took_office: Vec<String>,
    /// Verbs and participles of leaving one: "resigned".
    pub left_office: Vec<String>,
    /// Words before an office that somebody no longer holds, or not yet: "former".
    pub not_in_office: Vec<String>,
    /// Words of a sentence about earlier news: "recalled".
    pub recalls: Vec<String>,
    /// Two consecutive words with the same meaning: "as reported".
    pub recall_phrases: Vec<[String; 2]>,
    /// Phrases in headlines of pages about several events: "in brief".
    pub roundup_headlines: Vec<String>,
    /// Words of a sentence in which an announced event is cancelled, postponed or still being prepared: "postpone*".
    pub falls_through: Vec<String>,
    /// Beginnings of words that open a sentence about the same event as the sentence before: "they".
    pub goes_on: Vec<String>,
    /// Nouns for scheduled events, which are announced, take place and are reported.
    pub(crate) kinds: Vec<Kind>,
    /// Words for the past and the future.
    pub tense: Tense,
}

/// A kind of scheduled event and its nouns.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Kind {
    /// The name of the kind, the same in each language, so that reports in different languages match: "concert".
    pub name: String,
    /// The nouns: "koncert*".
    pub words: Vec<String>,
}

/// Words for the past and the future.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tense {
    /// Words of the future: "will", "upcoming".
    pub future: Vec<String>,
    /// Endings of verbs in the future: "робитиме".
    pub future_endings: Vec<String>,
    /// How a perfective verb in the present form expresses the future: "відкриє".
    pub(crate) perfective: Perfective,
    /// Words of the past: "was".
    pub past: Vec<String>,
    /// Endings of verbs in the past: "started".
    pub past_endings: Vec<String>,
    /// Nouns and adjectives that happen to have such an ending: "hundred".
    pub no_past: Vec<String>,
    /// Verbs in the present. Their clause is by itself neither past nor future: "remains".
    pub present: Vec<String>,
    /// How an auxiliary in the present and a participle form the past: "hat unterzeichnet".
    pub(crate) perfect: Perfect,
    /// Words before a participle that belongs to a noun: "the" of "the disputed vote".
    pub attributive: Vec<String>,
    /// How an infinitive is marked: "to meet".
    pub(crate) infinitive: Infinitive,
    /// Endings of the infinitives that a cue with `+` requires: "ти" of "має відкрити".
    pub cued_infinitive_endings: Vec<String>,
    /// A word after one of the future that makes it past: "have" of "should have".
    pub turns_future_into_past: Vec<String>,
    /// A word before a participle that leaves its time open: "be" of "be opened".
    pub turns_participle_open: Vec<String>,
    /// Verbs that put the following infinitive in the future: "agreed" of "agreed to meet".
    pub intends: Vec<String>,
    /// Verbs that only introduce speech: "said".
    pub says: Vec<String>,
    /// Verbs of reported news, which happened on the day of the report: "announced", "signed".
    pub reports: Vec<String>,
    /// Words of a sentence that looks back. Its days are not the news: "previously".
    pub looks_back: Vec<String>,
    /// Words for something in progress: "underway".
    pub ongoing: Vec<String>,
    /// Words for something that began: "started".
    pub begun: Vec<String>,
    /// Words that introduce reported speech: "that".
    pub complementizers: Vec<String>,
    /// Words that open a clause about something in its sentence: "which".
    pub relatives: Vec<String>,
    /// Words that join a second verb to the first: "and".
    pub conjunctions: Vec<String>,
    /// Words before a day that belongs to the noun after it: "the" of "the May 15 vote".
    pub determiners: Vec<String>,
    /// Words before an approximate day: "around".
    pub approximators: Vec<String>,
    /// Words that negate the verb after them: "not".
    pub negations: Vec<String>,
    /// Words that make their clause a hypothesis, a plan or a denial: "if".
    pub hedges: Vec<String>,
    /// Words before the day of another event than that of their clause: "after".
    pub leads_another_day: Vec<String>,
    /// Verbs of postponing and of granting time: "postponed".
    pub postpones: Vec<String>,
    /// The words between such a verb and the future day: "until".
    pub goal_prepositions: Vec<String>,
    /// Participles of plans. A day beside one is in the future: "scheduled".
    pub planned: Vec<String>,
    /// Words before such a participle for a plan that was given up: "originally".
    pub given_up: Vec<String>,
    /// Prepositions before the day for which something is meant: "for".
    pub purpose_prepositions: Vec<String>,
    /// Words before such a preposition that exclude this meaning: "ніч" of "ніч на 9 червня".
    pub no_purpose: Vec<String>,
    /// Words for being ready for a future event: "poised".
    pub ready: Vec<String>,
    /// Prepositions before the day since which something is so: "since".
    pub since_prepositions: Vec<String>,
    /// Verbs whose object may have a separate day, past or future: "approved".
    pub decides: Vec<String>,
    /// Nouns for something that begins on a day fixed before: "strike".
    pub comes_by_plan: Vec<String>,
    /// Verbs of announcing: "announce".
    pub announces: Vec<String>,
    /// Prepositions before the first day of a future event: "from".
    pub start_prepositions_ahead: Vec<String>,
    /// Prepositions before the first day of a future event or of one that began: "з".
    pub start_prepositions: Vec<String>,
}

/// How a language forms its future from a perfective verb: a prefix, with the endings of the present.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Perfective {
    /// Prefixes of such verbs: "від".
    pub prefixes: Vec<String>,
    /// Endings of the present: "риє".
    pub endings: Vec<String>,
    /// Endings of verbs whose prefix forms no future: "приходить".
    pub not: Vec<String>,
}

/// How a language forms a past from an auxiliary in the present and a participle: "hat unterzeichnet", "a signé".
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Perfect {
    /// The auxiliaries, which are no cue without a participle: "hat".
    pub auxiliaries: Vec<String>,
    /// Endings of participles: "t".
    pub endings: Vec<String>,
    /// Beginnings that a participle must have, if there are any: "ge".
    pub beginnings: Vec<String>,
    /// The most words from the auxiliary to the participle.
    pub reach: usize,
}

/// How a language marks an infinitive: by its ending, or by the word right before it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub(crate) struct Infinitive {
    /// Endings of infinitives: "ти".
    pub endings: Vec<String>,
    /// Words right before one: "to". If a language has them, they alone mark infinitives.
    pub marks: Vec<String>,
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use crate::lang::packs;

    #[test]
    fn each_kind_of_event_is_named_in_more_than_one_language() {
        let names = packs().iter().map(|pack| pack.events.kinds.iter().map(|kind| kind.name.as_str()));
        let of_language: Vec<BTreeSet<&str>> = names.map(Iterator::collect).collect();
        for name in of_language.iter().flatten() {
            assert!(of_language.iter().filter(|names| names.contains(name)).count() > 1, "{name}");
        }
    }
}
