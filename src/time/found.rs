//! In: nothing. Out: `Found`, a temporal expression in a plain text.
//!
//! Invariant: has the meaning of the words. No base date is applied.

use std::ops::Range;

use chrono::Weekday;

use super::meaning::{ExpressionKind, Meaning, Unit};

/// A temporal expression in a plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The byte range of the expression in the text.
    pub bytes: Range<usize>,
    /// The TIMEX3 kind.
    pub kind: ExpressionKind,
    /// The meaning of the words.
    pub meaning: Meaning,
    /// The length that the words state, if any: "два тижні".
    pub length: Option<Length>,
    /// The length, if the expression is a duration when the event is past: "built in two weeks". Otherwise it counts from the base.
    pub lasting: Option<Length>,
    /// The weekday on which it recurs: "each Thursday".
    pub weekly: Option<Weekday>,
    /// The part of the day in the words beside it: "вранці 9 вересня". Only set by [`crate::time::scanner::timex_expressions`].
    pub(crate) part: Option<PartOfDay>,
    /// Whether it counts from the day on which it was said, in any kind of text: "вчора", "торік".
    pub deictic: bool,
    /// How it relates to an earlier time in the text: "a year later". The length then counts from that time.
    pub(crate) later: Option<Later>,
    /// The direction that a word before a month, a season or a weekday gives: -1 "last November", 0 "this Friday", 1 "next spring".
    pub pointed: Option<i8>,
    /// Whether it counts from the last time in the text, if there is one: "the next day", "two days earlier".
    pub follows: bool,
    /// The weekday of the first day of a range: "Friday, Aug. 29, to Monday, Sept. 1".
    pub opening: Option<Weekday>,
}

impl Found {
    /// An expression without anything beside its meaning.
    pub(crate) fn new(bytes: Range<usize>, kind: ExpressionKind, meaning: Meaning) -> Self {
        Self {
            bytes,
            kind,
            meaning,
            length: None,
            lasting: None,
            weekly: None,
            part: None,
            deictic: false,
            later: None,
            pointed: None,
            follows: false,
            opening: None,
        }
    }
}

/// What a length like "a year later" counts from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Later {
    /// "a year later", "десять лет спустя", "через рік" in the past: the last time in the text.
    Told,
    /// "two years after the fire": the event named after it, or the last time in the text.
    After,
}

/// The parts of a day in TIMEX3.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum PartOfDay {
    /// `MO`.
    Morning,
    /// `AF`.
    Afternoon,
    /// `EV`.
    Evening,
    /// `NI`.
    Night,
}

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    /// Number of units. `None` for "some".
    pub count: Option<u32>,
    /// The unit.
    pub unit: Unit,
}
