//! In: `events.toml` of a language. Out: the words by which events are told apart: announcements, looking back, tenses, round-ups.
//!
//! Words are folded: lower case, one apostrophe. `*` at the end of a word stands for any ending, `+` for an infinitive that has to
//! stand within the next three words.
//!
//! Invariant: words only; what is done with them stands in the room that asks.

use serde::Deserialize;

/// What a language's `events.toml` holds.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Events {
    /// Verbs and participles of taking an office: "appointed".
    pub took_office: Vec<String>,
    /// Verbs and participles of leaving one: "resigned".
    pub left_office: Vec<String>,
    /// Words before an office that somebody holds no longer, or not yet: "former".
    pub not_in_office: Vec<String>,
    /// Words of a sentence that looks back on what was news before: "recalled".
    pub recalls: Vec<String>,
    /// Two words, one behind the other, that do the same: "as reported".
    pub recall_phrases: Vec<[String; 2]>,
    /// Phrases in headlines of pages that tell of several events: "in brief".
    pub roundup_headlines: Vec<String>,
    /// Words of a sentence in which an announced event does not take place, or is still prepared: "postpone*".
    pub falls_through: Vec<String>,
    /// Beginnings of words that open a sentence which goes on about the event of the sentence before: "they".
    pub goes_on: Vec<String>,
    /// Nouns for appointed events, which are announced, take place and are reported.
    pub kinds: Vec<Kind>,
    /// The words that say whether a sentence tells what was or what will be.
    pub tense: Tense,
}

/// A kind of appointed event and the nouns for it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Kind {
    /// The name of the kind, the same in each language, so that reports in several languages find each other: "concert".
    pub name: String,
    /// The nouns for it: "koncert*".
    pub words: Vec<String>,
}

/// The words that say whether a sentence tells what was or what will be.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Tense {
    /// Words that tell the future: "will", "upcoming".
    pub future: Vec<String>,
    /// Endings of verbs in the future: "робитиме".
    pub future_endings: Vec<String>,
    /// How a perfective verb in the form of the present tells the future: "відкриє".
    pub perfective: Perfective,
    /// Words that tell the past: "was".
    pub past: Vec<String>,
    /// Endings of verbs in the past: "started".
    pub past_endings: Vec<String>,
    /// Nouns and adjectives that have such an ending by chance: "hundred".
    pub no_past: Vec<String>,
    /// Verbs in the present, whose clause tells neither what was nor what comes by itself: "remains".
    pub present: Vec<String>,
    /// How an auxiliary in the present and a participle tell the past: "hat unterzeichnet".
    pub perfect: Perfect,
    /// Words behind which a participle belongs to a noun: "the" of "the disputed vote".
    pub attributive: Vec<String>,
    /// How an infinitive is marked: "to meet".
    pub infinitive: Infinitive,
    /// Endings of the infinitives that a cue with `+` asks for: "ти" of "має відкрити".
    pub cued_infinitive_endings: Vec<String>,
    /// A word behind one of the future that makes it look back: "have" of "should have".
    pub turns_future_into_past: Vec<String>,
    /// A word before a participle that leaves open when it is done: "be" of "be opened".
    pub turns_participle_open: Vec<String>,
    /// Verbs that make what stands behind them in the infinitive lie ahead: "agreed" of "agreed to meet".
    pub intends: Vec<String>,
    /// Verbs that only tell that somebody said something: "said".
    pub says: Vec<String>,
    /// Verbs of what news reports, whose day is that of the report: "announced", "signed".
    pub reports: Vec<String>,
    /// Words of a sentence that looks back, whose days are not the news: "previously".
    pub looks_back: Vec<String>,
    /// Words that tell that something is going on: "underway".
    pub ongoing: Vec<String>,
    /// Words that tell that something began: "started".
    pub begun: Vec<String>,
    /// Words that open what somebody said: "that".
    pub complementizers: Vec<String>,
    /// Words that open a clause about something that its sentence names: "which".
    pub relatives: Vec<String>,
    /// Words that join a second verb to the first: "and".
    pub conjunctions: Vec<String>,
    /// Words behind which a day goes with the noun behind it: "the" of "the May 15 vote".
    pub determiners: Vec<String>,
    /// Words behind which a day may have been another near it: "around".
    pub approximators: Vec<String>,
    /// Words that deny the verb behind them: "not".
    pub negations: Vec<String>,
    /// Words that make their clause a hypothesis, a plan or a denial: "if".
    pub hedges: Vec<String>,
    /// Words that lead the day of something else than what their clause tells: "after".
    pub leads_another_day: Vec<String>,
    /// Verbs of putting off and of giving time: "postponed".
    pub postpones: Vec<String>,
    /// The words between such a verb and the day that lies ahead: "until".
    pub goal_prepositions: Vec<String>,
    /// Participles of plans, beside which a day lies ahead: "scheduled".
    pub planned: Vec<String>,
    /// Before such a participle, that the plan was given up: "originally".
    pub given_up: Vec<String>,
    /// Prepositions that lead the day that something is meant for: "for".
    pub purpose_prepositions: Vec<String>,
    /// Words before such a preposition with which it leads no goal: "ніч" of "ніч на 9 червня".
    pub no_purpose: Vec<String>,
    /// Words of who stands ready, for what lies ahead: "poised".
    pub ready: Vec<String>,
    /// Prepositions that lead the day since which something is: "since".
    pub since_prepositions: Vec<String>,
    /// Verbs whose object may have a day of its own, past or to come: "approved".
    pub decides: Vec<String>,
    /// Nouns of what begins on a day that was set before: "strike".
    pub comes_by_plan: Vec<String>,
    /// Verbs of announcing: "announce".
    pub announces: Vec<String>,
    /// Prepositions of the first day of what is to come: "from".
    pub start_prepositions_ahead: Vec<String>,
    /// Prepositions of the first day of what is to come and of what began: "з".
    pub start_prepositions: Vec<String>,
}

/// How a language builds its future from a perfective verb: by a prefix, with the endings of the present.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Perfective {
    /// Prefixes of such verbs: "від".
    pub prefixes: Vec<String>,
    /// Endings of the present: "риє".
    pub endings: Vec<String>,
    /// Endings of verbs whose prefix makes no future: "приходить".
    pub not: Vec<String>,
}

/// How a language builds a past from an auxiliary in the present and a participle: "hat unterzeichnet", "a signé".
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Perfect {
    /// The auxiliaries, which are no cue without a participle: "hat".
    pub auxiliaries: Vec<String>,
    /// Endings of participles: "t".
    pub endings: Vec<String>,
    /// Beginnings that a participle needs, where there are any: "ge".
    pub beginnings: Vec<String>,
    /// The most words behind the auxiliary to the participle.
    pub reach: usize,
}

/// How a language marks an infinitive: by its ending, or by the word right before it.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
pub struct Infinitive {
    /// Endings of infinitives: "ти".
    pub endings: Vec<String>,
    /// Words right before one: "to". A language that has them tells infinitives by them alone.
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
