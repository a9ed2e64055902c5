//! In: a length that follows on what a text tells ("a year later"), and what it told before. Out: the days that it leads to.
//!
//! Invariant: counts from days that are known as closely as its unit, told at most some sentences before; leads to no day after
//! the base unless its words tell what will be.

use chrono::Datelike;

use super::{Focus, Reader, Settled};
use crate::time::{self, Days, ExpressionKind, Later, Length, Meaning, Tense, Unit};

/// "A year later" counts from what was told so many sentences before, at most.
const SENTENCES: usize = 2;
/// "A year after the fire" counts from what was told so many sentences before, at most, where it does not tell the day itself.
const SENTENCES_AFTER: usize = 1;
/// The day of the fire stands so many bytes behind "a year after", at most.
const BEHIND: usize = 80;
/// The days of the longest month.
const MONTH: i64 = 31;

impl Reader<'_> {
    /// Takes the days of an expression as a step of the story. An earlier one in the same sentence is a look back.
    pub(super) fn step(&mut self, at: usize, days: Days) {
        let found = &self.found[at];
        let counts = found.kind != ExpressionKind::Set && found.weekly.is_none() && !self.is_told_by_the_way(at);
        let looks_back =
            self.told.is_some_and(|told| days.earliest < told.days.earliest && self.is_one_sentence(told.by, at));
        if counts && !looks_back {
            self.told = Some(Focus { days, by: at });
        }
    }

    /// What a length that follows on the story comes to; none where an expression is no such length, or counts from the base.
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

    /// What a length counts from: for "after" what stands right behind it, else what was told last.
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

    /// The day that the words behind "after" tell in the same clause: "two years after the flood of 1990".
    fn day_behind(&self, at: usize) -> Option<Focus> {
        let next = self.found.get(at + 1)?;
        let between = self.plain.text.get(self.found[at].bytes.end..next.bytes.start)?;
        let one_clause = between.len() <= BEHIND && !between.contains([',', '.', ';', ':', '(', '\n']);
        let days = time::days(&next.meaning, None).filter(|_| one_clause)?;
        Some(Focus { days, by: at + 1 })
    }
}

/// Whether days are known as closely as the unit of a length that counts from them.
fn is_close(days: Days, length: Length) -> bool {
    match length.unit {
        Unit::Year | Unit::Decade => days.earliest.year() == days.latest.year(),
        Unit::Month | Unit::Quarter => days.len() <= MONTH,
        Unit::Day | Unit::Week | Unit::Weekend => days.is_day(),
        Unit::Minute | Unit::Hour | Unit::Century => false,
    }
}
