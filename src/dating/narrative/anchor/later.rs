//! In: a length that continues a story ("a year later"), and the story before it. Out: the days that it leads to.
//!
//! Invariant: counts from days that are as precise as its unit and were mentioned at most a few sentences before. Leads to no day after the
//! base unless its words are about the future.

use chrono::Datelike;

use super::{Focus, Reader, Settled};
use crate::time::{self, Days, ExpressionKind, Later, Length, Meaning, Tense, Unit};

/// Maximum number of sentences between "a year later" and the day from which it counts. The same edition of `tests/events/tuned` with 1 and
/// 4. The same with 1 and 4 on WikiWarsUA and on 73 English reports.
const SENTENCES: usize = 2;
/// Maximum number of sentences between "a year after the fire" and the day from which it counts, if the phrase does not contain it. The
/// same with 0 and 2 on WikiWarsUA.
const SENTENCES_AFTER: usize = 1;
/// Maximum number of bytes between "a year after" and the day of the fire. The same with 40 and 160 on WikiWarsUA.
const BEHIND: usize = 80;
/// Number of days of the longest month. By the Gregorian calendar.
const MONTH: i64 = 31;

impl Reader<'_> {
    /// Makes the days of an expression a step of the story. An earlier day in the same sentence is a look back.
    pub(super) fn step(&mut self, at: usize, days: Days) {
        let found = &self.found[at];
        let counts = found.kind != ExpressionKind::Set && found.weekly.is_none() && !self.is_in_passing(at);
        let looks_back =
            self.told.is_some_and(|told| days.earliest < told.days.earliest && self.is_one_sentence(told.by, at));
        if counts && !looks_back {
            self.told = Some(Focus { days, by: at });
        }
    }

    /// The meaning of a length that continues the story. `None` if an expression is not such a length, or counts from the base.
    pub(super) fn settle_later(&mut self, at: usize) -> Option<Settled> {
        let found = &self.found[at];
        let later = found.later?;
        let ahead = matches!(found.meaning, Meaning::Relative { .. });
        if ahead && (self.history || self.tense(at).0 != Tense::Past) {
            return None;
        }
        let length = self.found[at].length.or(self.found[at].lasting)?;
        let meaning = Meaning::Relative { offset: i32::try_from(length.count?).ok()?, unit: length.unit, clock: None };
        let anchor = self.followed(at, later).filter(|focus| is_close(focus.days, length));
        let told = anchor.and_then(|focus| Some((focus, time::days(&meaning, Some(focus.days))?)));
        let (base, tense) = (self.base, self.tense(at).0);
        let possible = |days: Days| tense == Tense::Future || base.is_none_or(|base| days.earliest <= base);
        match told.filter(|&(_, days)| possible(days)) {
            Some((focus, _)) => Some((meaning, Some(focus.days), vec![self.narrative(focus)])),
            None => Some((Meaning::Length, None, Vec::new())),
        }
    }

    /// The time from which a length counts: for "after" the day right after it, otherwise the one mentioned last.
    fn followed(&self, at: usize, later: Later) -> Option<Focus> {
        if later == Later::After
            && let Some(focus) = self.day_behind(at)
        {
            return Some(focus);
        }
        let told = self.told?;
        let sentence = |at: usize| self.plain.sentence(self.found[at].bytes.start);
        let reach = if later == Later::After { SENTENCES_AFTER } else { SENTENCES };
        (sentence(at)?.checked_sub(sentence(told.by)?)? <= reach).then_some(told)
    }

    /// The day in the words after "after", in the same clause: "two years after the flood of 1990".
    fn day_behind(&self, at: usize) -> Option<Focus> {
        let next = self.found.get(at + 1)?;
        let between = self.plain.text.get(self.found[at].bytes.end..next.bytes.start)?;
        let one_clause = between.len() <= BEHIND && !between.contains([',', '.', ';', ':', '(', '\n']);
        let days = time::days(&next.meaning, None).filter(|_| one_clause)?;
        Some(Focus { days, by: at + 1 })
    }
}

/// Whether days are as precise as the unit of a length that counts from them.
fn is_close(days: Days, length: Length) -> bool {
    match length.unit {
        Unit::Year | Unit::Decade => days.earliest.year() == days.latest.year(),
        Unit::Month | Unit::Quarter => days.len() <= MONTH,
        Unit::Day | Unit::Week | Unit::Weekend => days.is_day(),
        Unit::Minute | Unit::Hour | Unit::Century => false,
    }
}
