//! In: nothing. Out: the words that may name a person, and the nominatives that they may stand for, as types.
//!
//! Invariant: says nothing of how they are found.

use std::ops::Range;

use super::office::Office;
use crate::morphology::{Cases, Gender, Reading};

/// A nominative that a mention may stand for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Guess {
    /// The first name, or its initial with the full stop.
    pub given: Option<String>,
    /// What stands between first name and surname: a patronymic, a second name, particles.
    pub middle: String,
    pub surname: String,
    pub gender: Gender,
    pub cases: Cases,
    pub score: i32,
}

/// A place that may name a person.
#[derive(Debug, Clone)]
pub struct Mention {
    /// The index of the text.
    pub text: usize,
    pub tokens: Range<usize>,
    /// Names more than the surname.
    pub full: bool,
    /// Its surroundings show that it names a person.
    pub evident: bool,
    /// The rules that say so (see `evidence`).
    pub rules: Vec<&'static str>,
    /// A listed first name, a form of address, a call sign or an office right before it shows so.
    pub sure: bool,
    /// Nothing around it asks for another case than the nominative.
    pub free: bool,
    pub guesses: Vec<Guess>,
    pub office: Option<Office>,
    /// What it may be as a first name that stands alone.
    pub first: Vec<Reading>,
}

/// The places of a text that may name a person.
#[derive(Debug, Default)]
pub struct Found {
    pub mentions: Vec<Mention>,
    /// Pairs of capitalized words that name a person if the second is a surname elsewhere.
    pub doubtful: Vec<Mention>,
    /// Names of teams, in marks behind the word for one.
    pub teams: Vec<String>,
}

/// The tokens of a name and what each is.
#[derive(Debug)]
pub struct Words {
    pub given: usize,
    pub middle: Range<usize>,
    pub surname: usize,
    /// The first name is on the list.
    pub listed: bool,
    /// The first name is an initial, or one stands behind it.
    pub initial: bool,
}
