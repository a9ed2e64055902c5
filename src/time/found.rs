//! In: nothing. Out: the type of a temporal expression as it stands in a plain text.
//!
//! Invariant: says what the words say, and what they point to; no base is applied.

use std::ops::Range;

use chrono::Weekday;

use super::meaning::{ExpressionKind, Meaning, Unit};

/// A temporal expression of a plain text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Found {
    /// The bytes of the text that it takes.
    pub bytes: Range<usize>,
    pub kind: ExpressionKind,
    pub meaning: Meaning,
    /// How long it says, where it says so: "два тижні".
    pub length: Option<Length>,
    /// The length that its words are where what they tell is past: "built in two weeks". Else they count from the base.
    pub lasting: Option<Length>,
    /// The day of the week on which it recurs: "each Thursday".
    pub weekly: Option<Weekday>,
    /// The part of its day that words beside it tell: "вранці 9 вересня". Read only where both ends of ranges are.
    pub part: Option<PartOfDay>,
    /// Whether it counts from the day on which it was said, in whatever story: "вчора", "торік".
    pub deictic: bool,
    /// How it follows on what the text told before: "a year later". Its length then counts from that.
    pub later: Option<Later>,
    /// The direction that a word before a month, a season or a weekday gives: -1 "last November", 0 "this Friday", 1 "next spring".
    pub pointed: Option<i8>,
    /// Whether it counts from what was told last, where anything was: "the next day", "two days earlier".
    pub follows: bool,
    /// The weekday that the first day of a range has: "Friday, Aug. 29, to Monday, Sept. 1".
    pub opening: Option<Weekday>,
}

/// How a length follows on what the text tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Later {
    /// "a year later", "десять лет спустя", "через рік" of what is past: it counts from what was told last.
    Told,
    /// "two years after the fire": it counts from what stands behind it, or was told right before.
    After,
}

/// The parts of a day that TIMEX3 knows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PartOfDay {
    Morning,
    Afternoon,
    Evening,
    Night,
}

/// A stretch of time: so many units, or some.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Length {
    pub count: Option<u32>,
    pub unit: Unit,
}
