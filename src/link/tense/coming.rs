//! In: the cues of a sentence and the bytes of a weekday. Out: whether something is planned to begin on that day: "strike from Monday".
//!
//! Invariant: a noun for something that begins by plan is right before the day. Something that the sentence describes as ongoing is not
//! coming.

use std::ops::Range;

use super::Cues;
use crate::time::Tense;

/// Maximum number of words between the noun and the preposition: "страйк водіїв автобусів з понеділка". This has 2.
const BESIDE: usize = 2;
/// Maximum number of bytes of a word between the preposition and the day: "à partir de lundi", "from this Monday". `this` has 4.
const SHORT: usize = 4;

/// How certain it is that something that begins on a day is in the future.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Coming {
    /// Certain by its own sentence: somebody announced it, or the preposition introduces the future.
    Surely,
    /// Only if the page confirms it elsewhere: "з понеділка" is "from Monday" and "since Monday".
    IfToldElsewhere,
}

impl Cues {
    /// Whether something begins on the day of some bytes, as far as their sentence shows.
    pub(crate) fn coming(&self, bytes: &Range<usize>) -> Option<Coming> {
        let start = self.word_of_start(bytes)?;
        let noun = self.coming[..self.coming.partition_point(|noun| noun.end <= start)].last()?;
        let beside = self.words_between(noun, &(start..start)) <= BESIDE;
        if !beside || noun.start < self.segment(bytes).start || self.is_under_way() {
            return None;
        }
        let ahead = self.from_ahead.binary_search(&start).is_ok();
        let clause = self.segment(bytes);
        match self.governing(bytes).filter(|(_, verb)| clause.start <= verb.start && verb.end <= clause.end) {
            Some((_, verb)) if verb.end <= noun.start && self.announces.binary_search(&verb.start).is_ok() => {
                Some(Coming::Surely)
            }
            None | Some((Tense::Open, _)) if ahead => Some(Coming::Surely),
            None => Some(Coming::IfToldElsewhere),
            _ => None,
        }
    }

    /// The start of the preposition before the day on which something begins. A short word may come between.
    fn word_of_start(&self, bytes: &Range<usize>) -> Option<usize> {
        let at = self.words.partition_point(|word| word.end <= bytes.start);
        let leads = |word: &Range<usize>| {
            self.from_ahead.binary_search(&word.start).is_ok() || self.from_either.binary_search(&word.start).is_ok()
        };
        let last = &self.words[at.checked_sub(1)?];
        let before = at.checked_sub(2).map(|at| &self.words[at]).filter(|_| last.len() <= SHORT);
        [Some(last), before].into_iter().flatten().find(|word| leads(word)).map(|word| word.start)
    }

    /// Whether the sentence names something that begins by plan.
    pub(crate) fn names_coming(&self) -> bool {
        !self.coming.is_empty()
    }

    /// Whether it says that something began, or is going on.
    pub(crate) fn is_under_way(&self) -> bool {
        self.begun || self.ongoing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::Language::{self, English, French, German, Polish, Russian, Ukrainian};
    use crate::link::tense::cues;

    fn coming(sentence: &str, day: &str, language: Language) -> Option<Coming> {
        let at = sentence.find(day).unwrap();
        cues(sentence, language).coming(&(at..at + day.len()))
    }

    #[test]
    fn planned_beginnings_are_upcoming_in_each_language() {
        use Coming::{IfToldElsewhere, Surely};
        for (sentence, day, language, expected) in [
            ("Страйк водіїв з понеділка: що варто знати", "понеділка", Ukrainian, IfToldElsewhere),
            ("Профспілка оголосила страйк із понеділка.", "понеділка", Ukrainian, Surely),
            ("Забастовка с понедельника: как добраться до работы", "понедельника", Russian, IfToldElsewhere),
            ("Профсоюз объявил забастовку с понедельника.", "понедельника", Russian, Surely),
            ("Strike from Monday: what millers should know", "Monday", English, Surely),
            ("The union called a walkout starting Monday.", "Monday", English, Surely),
            ("Strajk od poniedziałku: co trzeba wiedzieć", "poniedziałku", Polish, IfToldElsewhere),
            ("Związek ogłosił strajk od poniedziałku.", "poniedziałku", Polish, Surely),
            ("Streik ab Montag: was Reisende wissen müssen", "Montag", German, Surely),
            ("Die Gewerkschaft kündigte einen Streik ab Montag an.", "Montag", German, Surely),
            ("Grève à partir de lundi : ce qu'il faut savoir", "lundi", French, Surely),
            ("Le syndicat annonce une grève dès lundi.", "lundi", French, Surely),
        ] {
            assert_eq!(coming(sentence, day, language), Some(expected), "{sentence}");
        }
    }

    #[test]
    fn past_and_ongoing_events_are_not_upcoming() {
        for (sentence, day, language) in [
            ("Страйк триває з понеділка.", "понеділка", Ukrainian),
            ("Страйк, який розпочався з понеділка, завершено.", "понеділка", Ukrainian),
            ("Страйк з понеділка зупинив усі млини.", "понеділка", Ukrainian),
            ("Забастовка продолжается с понедельника.", "понедельника", Russian),
            ("Забастовка с понедельника остановила мельницы.", "понедельника", Russian),
            ("Новости с понедельника не менялись.", "понедельника", Russian),
            ("The strike that began on Monday is over.", "Monday", English),
            ("The strike from Monday has cost the mill a week.", "Monday", English),
            ("The strike since Monday has shut the mill.", "Monday", English),
            ("Workers walked out from Monday.", "Monday", English),
            ("Strajk trwa od poniedziałku.", "poniedziałku", Polish),
            ("Der Streik dauert seit Montag.", "Montag", German),
            ("La grève dure depuis lundi.", "lundi", French),
            ("La grève a commencé à partir de lundi.", "lundi", French),
        ] {
            assert_eq!(coming(sentence, day, language), None, "{sentence}");
        }
    }
}
