//! In: the lists of the language packs. Out: the words by which sentences are judged, ready for lookup.
//!
//! Invariant: contains no words of its own.

use std::collections::{BTreeMap, HashSet};
use std::sync::LazyLock;

use aho_corasick::AhoCorasick;
use rustc_hash::FxHashMap;

use crate::lang::digest::Apparatus;
use crate::lang::{self, Pack};
use crate::language::Language;
use crate::letters::Letter;
use crate::link::word_list;

/// Openings of sentences, by their first character.
pub(super) type Openings = FxHashMap<char, Vec<&'static str>>;

/// The words of all languages, ready for lookup.
pub(super) struct Lexicon {
    pub call: Openings,
    pub about: Openings,
    pub widget: Openings,
    pub poll: Openings,
    pub notice: Phrases,
    pub caption: Phrases,
    pub voice: HashSet<&'static str>,
    pub voice_as_written: HashSet<&'static str>,
    pub author_phrases: Vec<&'static str>,
    pub trades: HashSet<&'static str>,
    pub links: HashSet<&'static str>,
    pub glued_openers: HashSet<&'static str>,
    pub firm: Vec<&'static str>,
    pub stocks: Vec<&'static str>,
    /// Words about the making of a page, by topic and by language.
    pub apparatus: [BTreeMap<Language, word_list::Words>; 5],
}

pub(super) static LEXICON: LazyLock<Lexicon> = LazyLock::new(|| {
    /// The separators between a name and a trade.
    const DASHES: [&str; 3] = ["—", "–", "-"];
    let by_language = |list: fn(&'static Apparatus) -> &'static Vec<String>| {
        let words = |pack: &'static Pack| word_list::Words::from(list(&pack.digest.apparatus).clone());
        lang::packs().iter().map(|pack| (pack.language, words(pack))).collect()
    };
    Lexicon {
        notice: Phrases::new(lang::all(|pack| &pack.digest.notices)),
        caption: Phrases::new(lang::all(|pack| &pack.digest.captions)),
        call: by_first(lang::all(|pack| &pack.digest.calls)),
        about: by_first(lang::all(|pack| &pack.digest.about_headings)),
        widget: by_first(lang::all(|pack| &pack.digest.widgets)),
        poll: by_first(lang::all(|pack| &pack.digest.polls)),
        voice: lang::all(|pack| &pack.digest.voice).collect(),
        voice_as_written: lang::all(|pack| &pack.digest.voice_as_written).collect(),
        author_phrases: lang::all(|pack| &pack.digest.author.phrases).collect(),
        trades: lang::all(|pack| &pack.digest.author.trades).collect(),
        links: lang::all(|pack| &pack.digest.author.links).chain(DASHES).collect(),
        glued_openers: lang::all(|pack| &pack.digest.glued_openers).collect(),
        firm: lang::all(|pack| &pack.digest.firm_phrases).collect(),
        stocks: lang::all(|pack| &pack.digest.picture_stocks).collect(),
        apparatus: [
            by_language(|words| &words.text),
            by_language(|words| &words.maker),
            by_language(|words| &words.reader),
            by_language(|words| &words.channel),
            by_language(|words| &words.right),
        ],
    }
});

/// Phrases that may be anywhere in a sentence.
pub(crate) struct Phrases {
    found: AhoCorasick,
    /// Whether each must end at the end of a word. A phrase with `*` need not.
    whole: Vec<bool>,
}

impl Phrases {
    /// Prepares a list. It may be empty.
    pub(crate) fn new(phrases: impl Iterator<Item = &'static str>) -> Self {
        let phrases: Vec<&str> = phrases.collect();
        let patterns = phrases.iter().map(|words| words.trim_end_matches('*'));
        Self {
            found: AhoCorasick::new(patterns).expect("the list is part of the program and tested"),
            whole: phrases.iter().map(|words| !words.ends_with('*')).collect(),
        }
    }

    /// Whether a text in lower case contains one of them as whole words.
    pub(crate) fn stand_in(&self, folded: &str) -> bool {
        self.found.find_overlapping_iter(folded).any(|found| {
            let before = folded[..found.start()].chars().next_back().is_some_and(Letter::is_letter_or_digit);
            let first = folded[found.range()].chars().next().is_some_and(Letter::is_letter_or_digit);
            let last = folded[found.range()].chars().next_back().is_some_and(Letter::is_letter_or_digit);
            let whole = self.whole[found.pattern().as_usize()] && last;
            !(before && first || whole && goes_on(&folded[found.end()..]))
        })
    }
}

/// The words by their first character.
fn by_first(words: impl Iterator<Item = &'static str>) -> Openings {
    let mut found = Openings::default();
    for words in words {
        found.entry(words.chars().next().unwrap_or(' ')).or_default().push(words);
    }
    found
}

/// A text in lower case with one form of apostrophe.
pub(crate) fn fold(text: &str) -> String {
    text.chars().map(char::lower).map(|c| if matches!(c, '’' | 'ʼ' | '`') { '\'' } else { c }).collect()
}

/// Whether a text begins with one of some words, as whole words.
pub(super) fn begins(folded: &str, words: &Openings) -> bool {
    let text = folded.trim_start_matches(|c: char| !c.is_letter_or_digit());
    let Some(of_first) = text.chars().next().and_then(|first| words.get(&first)) else { return false };
    let starts = |words: &&str| {
        let joined = words.ends_with(char::is_letter_or_digit);
        text.strip_prefix(words.trim_end_matches('*')).is_some_and(|rest| !(joined && goes_on(rest)))
    };
    of_first.iter().any(starts)
}

/// Whether a word continues here.
fn goes_on(rest: &str) -> bool {
    rest.starts_with(|c: char| c.is_letter_or_digit() || c == '-')
}

/// The words of a text.
pub(super) fn split(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty())
}
