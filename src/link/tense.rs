//! In: a sentence and the bytes of an expression in it. Out: whether the words around it tell what was or what will be.
//!
//! Invariant: knows words and endings of languages (`tense.toml`), no page; a sentence without a cue is `Open`.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;
use std::sync::OnceLock;

use serde::Deserialize;

use super::tokens;
use super::word_list::Words;
use crate::language::Language;
use crate::letters::Letter;

/// So many words stand between a verb of saying and the day on which it was said, at most.
const SAID_ON: usize = 1;
/// So many words stand between a word such as "after" and the day that it leads, at most.
const LED: usize = 4;

/// The most bytes of a preposition.
const PREPOSITION: usize = 4;

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
    /// Whether it tells that something is going on.
    pub ongoing: bool,
    /// Where the words begin that others call approximate.
    approximate: Vec<usize>,
    /// The first word that opens a clause about something that the sentence names: "який".
    relative: Option<usize>,
    /// The first word that opens what somebody said: "що".
    that: Option<usize>,
    /// Of the cues, those that are surely verbs of their clause and tell of something done, not only said.
    sure: Vec<(Range<usize>, Tense)>,
    /// The verbs of saying.
    says: Vec<Range<usize>>,
    /// Words that make a clause a hypothesis or a denial.
    unsure: Vec<usize>,
    /// Words that lead the day of something else: "після пожежі 5 травня".
    behind: Vec<usize>,
    /// The bytes of the words, and the marks between clauses.
    words: Vec<Range<usize>>,
    breaks: Vec<usize>,
}

#[derive(Deserialize)]
struct Lists {
    future: Words,
    future_endings: Vec<String>,
    perfective: BTreeMap<String, Perfective>,
    past: Words,
    past_letters: usize,
    past_endings: BTreeMap<String, Vec<String>>,
    not_past: Section,
    report: Section,
    back: Section,
    about: Section,
    ongoing: Section,
    relative: Section,
    that: Section,
    unsure: Section,
    behind: Section,
    not: Section,
}

/// How a language builds its future from a perfective verb: by a prefix, with the endings of the present.
#[derive(Deserialize)]
struct Perfective {
    prefixes: Vec<String>,
    endings: Vec<String>,
    /// Endings of verbs whose prefix makes no future: "приходить".
    not: Vec<String>,
}

impl Perfective {
    fn has(&self, word: &str) -> bool {
        let ends = |endings: &[String]| endings.iter().any(|ending| word.ends_with(ending.as_str()));
        let rest = |prefix: &String| word.strip_prefix(prefix.as_str()).is_some_and(|rest| rest.chars().count() > 2);
        ends(&self.endings) && !ends(&self.not) && self.prefixes.iter().any(rest)
    }
}

#[derive(Deserialize)]
struct Section {
    words: Words,
}

/// Finds the cues of a sentence. Linear in its length.
pub fn cues(sentence: &str, language: Language) -> Cues {
    let lists = lists();
    let places: Vec<_> = tokens::words(sentence).collect();
    let words: Vec<_> = places.iter().map(|place| tokens::fold(&sentence[place.clone()])).collect();
    let tense = |at: usize| tense_of(lists, &words, at, language);
    let found: Vec<_> = (0..words.len()).filter_map(|at| Some((at, tense(at)?))).collect();
    let says = |at: usize| lists.report.words.have(&words[at]);
    let is_sure = |&&(at, _): &&(usize, Tense)| {
        let denied = at > 0 && lists.not.words.have(&words[at - 1]);
        let name = at > 0 && sentence[places[at].clone()].chars().next().is_some_and(char::is_capital);
        !says(at) && !denied && !name
    };
    let starts = |list: &Section| -> Vec<usize> {
        let infinitive = |at: usize| words[at + 1..].iter().take(3).any(|next| is_infinitive(next));
        let holds = |&at: &usize| list.words.hold(&words[at], || infinitive(at));
        (0..words.len()).filter(holds).map(|at| places[at].start).collect()
    };
    Cues {
        sure: found.iter().filter(is_sure).map(|&(at, tense)| (places[at].clone(), tense)).collect(),
        says: (0..words.len()).filter(|&at| says(at)).map(|at| places[at].clone()).collect(),
        unsure: starts(&lists.unsure),
        behind: starts(&lists.behind),
        breaks: sentence.match_indices([',', ';', ':', '–', '—', '(', ')']).map(|(at, _)| at).collect(),
        found: found.into_iter().map(|(at, tense)| (places[at].clone(), tense)).collect(),
        reports: words.iter().any(|word| lists.report.words.have(word)),
        looks_back: words.iter().any(|word| lists.back.words.have(word)),
        ongoing: words.iter().any(|word| lists.ongoing.words.have(word)),
        relative: words.iter().position(|word| lists.relative.words.have(word)).map(|at| places[at].start),
        that: words.iter().position(|word| lists.that.words.have(word)).map(|at| places[at].start),
        approximate: approximate(lists, &words)
            .map(|at| places[at].start)
            .collect::<BTreeSet<_>>()
            .into_iter()
            .collect(),
        words: places,
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

    /// Whether words before some bytes of the sentence call them approximate: "близько 5 травня", "приблизно на 5 травня".
    pub fn are_about(&self, bytes: &Range<usize>) -> bool {
        self.approximate.binary_search(&bytes.start).is_ok()
    }

    /// Whether some bytes stand in the sentence's own clause, before any that tells of something else.
    pub fn are_its_own(&self, bytes: &Range<usize>) -> bool {
        self.relative.is_none_or(|relative| bytes.end <= relative)
    }

    /// Whether some bytes stand in what the sentence says that somebody said.
    pub fn are_said(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let first = self.says.get(self.says.partition_point(|cue| cue.start < clause.start));
        let far = first.is_some_and(|cue| cue.end <= bytes.start && self.words_between(cue, bytes) > SAID_ON);
        self.reports && (far || self.that.is_some_and(|that| that < bytes.start))
    }

    /// What the verb of their own clause says of some bytes; open where none surely does.
    pub fn clause_tense(&self, bytes: &Range<usize>) -> Tense {
        let clause = self.clause(bytes);
        let before =
            self.sure.partition_point(|(cue, _)| cue.end <= bytes.start).checked_sub(1).map(|at| &self.sure[at]);
        let before = before.filter(|(cue, _)| cue.start >= clause.start);
        let behind = self.sure.get(self.sure.partition_point(|(cue, _)| cue.start < bytes.end));
        let behind = behind.filter(|(cue, _)| cue.end <= clause.end);
        let done = match (before, behind) {
            (Some(one), Some(other)) if bytes.start - one.0.end <= other.0.start - bytes.end => Some(one.1),
            (one, other) => other.or(one).map(|&(_, tense)| tense),
        };
        done.or_else(|| self.is_said_on(bytes, &clause).then_some(Tense::Past)).unwrap_or(Tense::Open)
    }

    /// Whether some bytes are the day on which something was said: the verb stands behind the day, or right before it.
    fn is_said_on(&self, bytes: &Range<usize>, clause: &Range<usize>) -> bool {
        let behind = self.says.get(self.says.partition_point(|cue| cue.start < bytes.end));
        let before = self.says.partition_point(|cue| cue.end <= bytes.start).checked_sub(1).map(|at| &self.says[at]);
        behind.is_some_and(|cue| cue.end <= clause.end)
            || before.is_some_and(|cue| cue.start >= clause.start && self.words_between(cue, bytes) <= SAID_ON)
    }

    /// Whether the clause of some bytes tells what did not happen, or might have.
    pub fn are_unsure(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let first = self.unsure.get(self.unsure.partition_point(|&at| at < clause.start));
        first.is_some_and(|&at| at < clause.end)
    }

    /// Whether some bytes are the day of something that their clause only looks back on: "після пожежі 5 травня".
    pub fn are_behind(&self, bytes: &Range<usize>) -> bool {
        let clause = self.clause(bytes);
        let last = self.behind.partition_point(|&at| at < bytes.start).checked_sub(1).map(|at| self.behind[at]);
        last.is_some_and(|at| at >= clause.start && self.words_between(&(at..at + 1), bytes) <= LED)
    }

    /// How many words begin between a cue and some bytes behind it.
    fn words_between(&self, cue: &Range<usize>, bytes: &Range<usize>) -> usize {
        let first = self.words.partition_point(|word| word.start < cue.end);
        self.words.partition_point(|word| word.end <= bytes.start).saturating_sub(first)
    }

    /// The clause that holds some bytes. One that holds nothing else reaches over its neighbours, and one that opens the sentence
    /// without a verb as far as the verb.
    fn clause(&self, bytes: &Range<usize>) -> Range<usize> {
        let mark = self.breaks.partition_point(|&at| at < bytes.start);
        let start = mark.checked_sub(1).map_or(0, |at| self.breaks[at] + 1);
        let behind = self.breaks.partition_point(|&at| at < bytes.end);
        let end = self.breaks.get(behind).copied().unwrap_or(usize::MAX);
        // A preposition is no word of its own.
        let outside =
            |word: &&Range<usize>| (word.end <= bytes.start || word.start >= bytes.end) && word.len() > PREPOSITION;
        let first = self.words.partition_point(|word| word.start < start);
        if self.words[first..].iter().take_while(|word| word.end <= end).any(|word| outside(&word)) {
            return start..end;
        }
        let before = mark.checked_sub(2).map_or(0, |at| self.breaks[at] + 1);
        let next = self.breaks.get(behind + 1).copied().unwrap_or(usize::MAX);
        if before > 0 {
            return before..next;
        }
        let done = self.sure.get(self.sure.partition_point(|(cue, _)| cue.start < end)).map(|(cue, _)| cue.end);
        let said = self.says.get(self.says.partition_point(|cue| cue.start < end)).map(|cue| cue.end);
        0..done.into_iter().chain(said).min().unwrap_or(next)
    }

    /// Whether some cue says so.
    pub fn has(&self, tense: Tense) -> bool {
        self.found.iter().any(|&(_, cue)| cue == tense)
    }
}

/// Whether a clause is about something that its sentence names: one of its first words says so.
pub fn is_relative(clause: &str) -> bool {
    const FIRST: usize = 3;
    let mut words = tokens::words(clause).take(FIRST).map(|word| tokens::fold(&clause[word]));
    words.any(|word| lists().relative.words.have(&word))
}

/// The words behind a word for "about", with a short word between.
fn approximate<'a>(lists: &'a Lists, words: &'a [String]) -> impl Iterator<Item = usize> + 'a {
    const SHORT: usize = 3;
    let about = (0..words.len()).filter(|&at| lists.about.words.have(&words[at]));
    let behind = about.flat_map(move |at| {
        let short = words.get(at + 1).is_some_and(|word| word.chars().count() <= SHORT);
        [Some(at + 1), short.then_some(at + 2)]
    });
    behind.flatten().filter(|&at| at < words.len())
}

fn tense_of(lists: &Lists, words: &[String], at: usize, language: Language) -> Option<Tense> {
    let word = words[at].as_str();
    let infinitive = || words[at + 1..].iter().take(3).any(|next| is_infinitive(next));
    let future_ending = || lists.future_endings.iter().any(|ending| word.ends_with(ending.as_str()));
    let perfective = || lists.perfective.get(language.tag()).is_some_and(|perfective| perfective.has(word));
    if lists.future.hold(word, infinitive) || future_ending() || perfective() {
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
            ("Нове дзеркало привезуть 5 травня.", "5 травня", Language::Ukrainian, Tense::Future),
            ("Потяг вирушить у суботу.", "у суботу", Language::Ukrainian, Tense::Future),
            ("Потяг приходить у суботу.", "у суботу", Language::Ukrainian, Tense::Open),
            ("Змагання пройшли 5 травня.", "5 травня", Language::Ukrainian, Tense::Past),
            ("Мост откроют 5 мая.", "5 мая", Language::Russian, Tense::Future),
            ("Мост открывают по субботам.", "субботам", Language::Russian, Tense::Open),
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
