//! In: tokens at a word for a part of the day. Out: the day beside it with that part, or the part alone.
//!
//! Invariant: only used when the ends of ranges are separate. An hour ("9 ранку") is a clock time.

use super::{PartOfDay, Scanner};
use crate::time::meaning::{ExpressionKind, Meaning};
use crate::time::scanner::lexicon::Sense;

impl Scanner<'_> {
    /// "вранці 9 вересня", "ніч на 18 грудня", "в ніч з 11 на 12 травня".
    pub(super) fn part_of_day(&mut self, at: usize) -> Option<usize> {
        let part = self.part(at)?;
        let known = self.found.len();
        let joined =
            matches!(self.sense(at + 1), Sense::Onto | Sense::From | Sense::Against | Sense::Of | Sense::Punct(','));
        let night = self.ends && part == PartOfDay::Night && self.sense(at + 1) == Sense::From;
        let next = match joined {
            // "в ніч з 11 на 12 травня" is one night.
            true if night => self.night_between(at + 2),
            true => self.day_of_month(self.behind_article(at + 2)),
            false if !self.is_end(at + 1) => self.day_of_month(at + 1),
            false => None,
        };
        if let (Some(next), Some(found)) = (next, self.found.get_mut(known)) {
            found.bytes.start = self.tokens[at].start;
            (found.part, found.kind) = (Some(part), ExpressionKind::Time);
            return Some(next);
        }
        None
    }

    /// The night between two days. TIMEX3 gives it the first of them.
    fn night_between(&mut self, at: usize) -> Option<usize> {
        let known = self.found.len();
        self.ends = false;
        let next = self.day_of_month(at);
        self.ends = true;
        if let Some(found) = self.found.get_mut(known) {
            match &mut found.meaning {
                Meaning::Calendar { days: Some((first, last)), .. } => *last = *first,
                Meaning::Between { from, .. } => found.meaning = (**from).clone(),
                _ => (),
            }
        }
        next
    }

    /// The token after a part of the day that follows a day: "9 вересня вранці", "Friday morning".
    pub(super) fn with_part_behind(&mut self, next: usize) -> usize {
        if !self.ends || self.is_end(next) {
            return next;
        }
        let Some(part) = self.part(next) else { return next };
        let (text, end) = (self.text, self.tokens[next].end);
        let start = self.tokens[next].start;
        let Some(found) = self.found.last_mut() else { return next };
        let is_day = matches!(
            found.meaning,
            Meaning::Calendar { days: Some(_), clock: None, .. } | Meaning::Weekday { clock: None, .. }
        );
        if is_day && text[found.bytes.end..start].trim().is_empty() {
            found.bytes.end = end;
            (found.part, found.kind) = (Some(part), ExpressionKind::Time);
            return next + 1;
        }
        next
    }

    fn part(&self, at: usize) -> Option<PartOfDay> {
        Some(match self.sense_here(at) {
            Sense::Morning => PartOfDay::Morning,
            Sense::Evening if self.is_one_of(at, &self.wording.afternoon) => PartOfDay::Afternoon,
            Sense::Evening => PartOfDay::Evening,
            Sense::Night => PartOfDay::Night,
            _ => return None,
        })
    }

    fn sense_here(&self, at: usize) -> Sense {
        self.tokens.get(at).map_or(Sense::Other, |token| token.sense)
    }
}
