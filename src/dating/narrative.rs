//! In: a plain text, its language, and its base day. Out: its temporal expressions with their TIMEX3 values, the possible days, and the
//! evidence for each.
//!
//! # Steps
//!
//! 1. `plain`: the text becomes cleaned lines with their positions.
//! 2. The expressions are parsed. The two ends of a range are separate, as TIMEX3 marks them.
//! 3. `anchor`: in the order of the text, missing parts are filled in from what the text mentioned before, tense, weekday or base.
//!
//! Measured on 13 Ukrainian histories with 1397 annotated expressions: spans that overlap F1 .934, those with the same value F1 .865. Half
//! of the wrong values have a wrong year for a day or month without one.
//!
//! Invariant: parts that nothing determines stay open in the value (`XXXX-05-09`), and such an expression has no days.

mod anchor;
mod plain;

use chrono::NaiveDate;
use serde::Serialize;

use crate::language::Language;
use crate::passage::Span;
use crate::time::{self, Days, ExpressionKind};
use plain::Plain;

/// A temporal expression of a plain text, resolved as far as the text allows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Anchored {
    /// Its code points in the text.
    pub span: Span,
    /// Its words, cleaned: NFC, one line.
    pub text: String,
    /// Whether it is a day, a time, a duration or a set.
    pub kind: ExpressionKind,
    /// The TIMEX3 value: `2023-11-10`, `2023-FA`, `P3D`, `XXXX-05-09`.
    pub value: String,
    /// The days that it may mean, if it has any.
    pub days: Option<Days>,
    /// The evidence for its days, the strongest first. Empty if it has none.
    pub evidence: Vec<Anchor>,
}

/// The evidence for the days of an expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anchor {
    /// The kind of evidence.
    pub kind: AnchorKind,
    /// The words, or the base day.
    pub text: String,
    /// The position of the words, in code points. Absent for the base day.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
}

/// The kinds of anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AnchorKind {
    /// The expression itself contains it.
    Stated,
    /// An expression before it in the text, or next to it.
    Narrative,
    /// The weekday next to it.
    Weekday,
    /// The words of its sentence that show past or future.
    Tense,
    /// The base day of the text.
    Base,
}

/// The expressions of a text, in order. `base` is the day on which it was written.
pub fn anchored(text: &str, language: Language, base: Option<NaiveDate>) -> Vec<Anchored> {
    let plain = Plain::new(text);
    let found = time::timex_expressions(&plain.text, language);
    anchor::all(&plain, &found, language, base)
}
