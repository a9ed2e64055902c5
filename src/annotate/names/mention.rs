//! In: nothing. Out: the types for words that may name a person and for the nominatives that they may stand for.
//!
//! Invariant: the types do not depend on how the words are found.

use std::ops::Range;

use super::office::Office;
use crate::morphology::{Cases, Gender, Reading};

/// Words of a text that were taken for a name and refused.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Refused {
    /// The index of the text.
    pub text: usize,
    /// The words.
    pub tokens: Range<usize>,
    /// The name of the rule that refused them.
    pub rule: &'static str,
}

/// A nominative that a mention may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Guess {
    /// The first name, or its initial with the full stop.
    pub given: Option<String>,
    /// What stands between the first name and the surname: a patronymic, a second name, particles.
    pub middle: String,
    pub surname: String,
    pub gender: Gender,
    pub cases: Cases,
    pub score: i32,
}

/// A place that may name a person.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    /// The index of the text.
    pub text: usize,
    pub tokens: Range<usize>,
    /// Whether it names more than the surname.
    pub full: bool,
    /// Whether its surroundings show that it names a person.
    pub evident: bool,
    /// The rules that show this (see `evidence`).
    pub rules: Vec<&'static str>,
    /// Whether a listed first name, a form of address, a call sign or an office right before it shows this.
    pub sure: bool,
    /// Whether nothing around it requires a case other than the nominative.
    pub free: bool,
    pub guesses: Vec<Guess>,
    pub office: Option<Office>,
    /// What it may be if it is a first name that stands alone.
    pub first: Vec<Reading>,
}

/// The places of a text that may name a person.
#[derive(Debug, Default)]
pub(crate) struct Found {
    pub mentions: Vec<Mention>,
    /// Pairs of capitalized words that name a person if the second is a surname elsewhere.
    pub doubtful: Vec<Mention>,
    /// Words that a rule refuses as a name.
    pub refused: Vec<Refused>,
    /// Names of teams in quotation marks after a word for a team.
    pub teams: Vec<String>,
}

/// The tokens of a name and the role of each.
#[derive(Debug)]
pub(crate) struct Words {
    pub given: usize,
    pub middle: Range<usize>,
    pub surname: usize,
    /// Whether the first name is on the list.
    pub listed: bool,
    /// Whether the first name is an initial, or an initial follows it.
    pub initial: bool,
}
