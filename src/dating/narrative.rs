//! In: a plain text, its language, and the day that it is anchored to. Out: its temporal expressions with their TIMEX3
//! values, the days that they leave possible, and what each rests on.
//!
//! # Steps
//!
//! 1. `plain`: the text becomes lines cleaned for reading that know where they stand.
//! 2. The expressions are read, the two ends of a range apart, as TIMEX3 marks them.
//! 3. `anchor`: in the order of the text, what words leave open is taken from what was told before, tense, weekday or base.
//!
//! Measured on 13 Ukrainian histories with 1397 marked expressions: spans that overlap F1 .934, those with the same value
//! F1 .865. Half of what differs in value is the year of a day or month that the text leaves open.
//!
//! Invariant: what nothing settles stays open in the value (`XXXX-05-09`) and has no days.

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
    pub kind: ExpressionKind,
    /// TIMEX3: `2023-11-10`, `2023-FA`, `P3D`, `XXXX-05-09`.
    pub value: String,
    /// The days that it leaves possible, where it tells any.
    pub days: Option<Days>,
    /// What its days rest on, the strongest first; empty where it has none.
    pub evidence: Vec<Anchor>,
}

/// What an expression's days rest on.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Anchor {
    pub kind: AnchorKind,
    /// The words, or the base day.
    pub text: String,
    /// Where the words stand, in code points; absent for the base day.
    #[serde(flatten, skip_serializing_if = "Option::is_none")]
    pub place: Option<Span>,
}

/// The kinds of anchor.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum AnchorKind {
    /// The expression tells it itself.
    Stated,
    /// An expression that the text told before, or beside it.
    Narrative,
    /// The day of the week that stands beside it.
    Weekday,
    /// The words of its sentence that tell what was or what will be.
    Tense,
    /// The day that the text is anchored to.
    Base,
}

/// The expressions of a text, in its order. `base` is the day on which it was written.
pub fn anchored(text: &str, language: Language, base: Option<NaiveDate>) -> Vec<Anchored> {
    let plain = Plain::new(text);
    let found = time::timex_expressions(&plain.text, language);
    anchor::all(&plain, &found, language, base)
}
