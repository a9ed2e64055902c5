//! In: a sentence and the bytes of an expression in it. Out: whether the words around it tell what was or what will be.
//!
//! Invariant: knows words and endings of languages (`tense.toml`), no page; a sentence without a cue is `Open`.

use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::OnceLock;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::tokens;
use crate::language::Language;

/// When something lies, seen from the page that tells it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tense {
    Past,
    Future,
    /// The words do not say.
    Open,
}

/// What the words of a sentence say of its time.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cues {
    /// The bytes of each cue in the sentence, in order.
    found: Vec<(Range<usize>, Tense)>,
    /// Whether it tells that somebody said or did something, as news does.
    pub reports: bool,
    /// Whether it looks back on older news.
    pub looks_back: bool,
}

#[derive(Deserialize)]
struct Lists {
    future: Words,
    future_endings: Vec<String>,
    past: Words,
    past_letters: usize,
    past_endings: BTreeMap<String, Vec<String>>,
    not_past: Section,
    report: Section,
    back: Section,
}

#[derive(Deserialize)]
struct Section {
    words: Words,
}

/// Words, and beginnings of words.
#[derive(Deserialize)]
#[serde(from = "Vec<String>")]
struct Words {
    /// Each word, and whether it is a cue only with an infinitive.
    whole: FxHashMap<String, bool>,
    /// The beginnings by their first two letters.
    beginnings: FxHashMap<[char; 2], Vec<String>>,
}

impl From<Vec<String>> for Words {
    fn from(cues: Vec<String>) -> Self {
        let mut words = Self { whole: FxHashMap::default(), beginnings: FxHashMap::default() };
        for cue in cues {
            if let Some(beginning) = cue.strip_suffix('*') {
                words.beginnings.entry(first_letters(beginning)).or_default().push(beginning.to_owned());
            } else {
                words.whole.insert(cue.trim_end_matches('+').to_owned(), cue.ends_with('+'));
            }
        }
        words
    }
}

impl Words {
    /// Whether a word is one of them. `infinitive` says whether one follows.
    fn hold(&self, word: &str, infinitive: impl Fn() -> bool) -> bool {
        let beginnings = || self.beginnings.get(&first_letters(word)).map_or(&[][..], Vec::as_slice);
        self.whole.get(word).is_some_and(|needs| !needs || infinitive())
            || beginnings().iter().any(|beginning| word.starts_with(beginning.as_str()))
    }

    fn have(&self, word: &str) -> bool {
        self.hold(word, || true)
    }
}

#[inline]
fn first_letters(word: &str) -> [char; 2] {
    let mut letters = word.chars();
    [letters.next().unwrap_or(' '), letters.next().unwrap_or(' ')]
}

/// Finds the cues of a sentence. Linear in its length.
pub fn cues(sentence: &str, language: Language) -> Cues {
    let lists = lists();
    let places: Vec<_> = tokens::words(sentence).collect();
    let words: Vec<_> = places.iter().map(|place| tokens::fold(&sentence[place.clone()])).collect();
    let tense = |at: usize| tense_of(lists, &words, at, language);
    Cues {
        found: (0..words.len()).filter_map(|at| Some((places[at].clone(), tense(at)?))).collect(),
        reports: words.iter().any(|word| lists.report.words.have(word)),
        looks_back: words.iter().any(|word| lists.back.words.have(word)),
    }
}

impl Cues {
    /// The tense of the cue nearest to some bytes of the sentence, and the bytes of that cue. Of two as near, the one behind.
    pub fn nearest(&self, bytes: &Range<usize>) -> Option<(Tense, Range<usize>)> {
        let before = self.found.partition_point(|(cue, _)| cue.end <= bytes.start).checked_sub(1);
        let behind = self.found.partition_point(|(cue, _)| cue.start < bytes.end);
        let (before, behind) = (before.map(|at| &self.found[at]), self.found.get(behind));
        let nearest = match (before, behind) {
            (Some(one), Some(other)) if bytes.start - one.0.end < other.0.start - bytes.end => one,
            (_, Some(other)) => other,
            (one, None) => one?,
        };
        Some((nearest.1, nearest.0.clone()))
    }

    /// The tense of the words nearest to some bytes of the sentence.
    pub fn tense(&self, bytes: &Range<usize>) -> Tense {
        self.nearest(bytes).map_or(Tense::Open, |(tense, _)| tense)
    }

    /// Whether some cue says so.
    pub fn has(&self, tense: Tense) -> bool {
        self.found.iter().any(|&(_, cue)| cue == tense)
    }
}

fn tense_of(lists: &Lists, words: &[String], at: usize, language: Language) -> Option<Tense> {
    let word = words[at].as_str();
    let infinitive = || words[at + 1..].iter().take(3).any(|next| is_infinitive(next));
    let future_ending = || lists.future_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    if lists.future.hold(word, infinitive) || future_ending() {
        return Some(Tense::Future);
    }
    let endings = lists.past_endings.get(language.tag()).map_or(&[][..], Vec::as_slice);
    let ends = || word.chars().count() >= lists.past_letters && endings.iter().any(|e| word.ends_with(e.as_str()));
    if at > 0 && words[at - 1] == "be" {
        return None;
    }
    let past = lists.past.have(word) || (ends() && !lists.not_past.words.have(word));
    past.then_some(Tense::Past)
}

fn is_infinitive(word: &str) -> bool {
    const ENDINGS: [&str; 6] = ["ти", "тися", "тись", "ть", "ться", "чь"];
    word.chars().count() > 3 && ENDINGS.iter().any(|ending| word.ends_with(ending))
}

fn lists() -> &'static Lists {
    static LISTS: OnceLock<Lists> = OnceLock::new();
    LISTS.get_or_init(|| toml::from_str(include_str!("tense.toml")).expect("tense.toml is part of the program"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_cue_decides() {
        for (sentence, expression, language, expected) in [
            ("У травні в Одесі відбудеться ярмарок.", "У травні", Language::Ukrainian, Tense::Future),
            (
                "Уже в травні має відкритися міст, який зводили з вересня.",
                "в травні",
                Language::Ukrainian,
                Tense::Future,
            ),
            (
                "Виставка стане продовженням ярмарку, який відбувся в березні.",
                "в березні",
                Language::Ukrainian,
                Tense::Past,
            ),
            ("Вона запланована на 3 і 4 травня.", "3 і 4 травня", Language::Ukrainian, Tense::Future),
            ("Ярмарок состоится 5 мая.", "5 мая", Language::Russian, Tense::Future),
            ("The fair opened on 5 May.", "5 May", Language::English, Tense::Past),
            ("The fair will be held on 5 May.", "5 May", Language::English, Tense::Future),
            ("План дій на 2031.", "2031", Language::Ukrainian, Tense::Open),
        ] {
            let at = sentence.find(expression).unwrap();
            let found = cues(sentence, language).tense(&(at..at + expression.len()));
            assert_eq!(found, expected, "{sentence}");
        }
    }

    #[test]
    fn a_sentence_tells_whether_it_reports_or_looks_back() {
        let report = cues("Про це мер повідомив 3 травня.", Language::Ukrainian);
        assert!(report.reports && !report.looks_back);
        assert!(cues("Нагадаємо, міст закрили 3 травня.", Language::Ukrainian).looks_back);
    }
}
