//! In: nothing. Out: who is said to speak by the words beside a quote, as types.
//!
//! Invariant: says nothing of how it is found.

use crate::annotate::PersonForm;
use crate::passage::Span;

/// Who is said to speak, and the office that the words give where they name nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Subject {
    pub speaker: Option<usize>,
    pub role: Option<PersonForm>,
}

impl Subject {
    pub fn of(person: usize) -> Self {
        Self { speaker: Some(person), role: None }
    }
}

/// Who is said to speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Cue {
    pub subject: Subject,
    /// The words that say so.
    pub span: Option<Span>,
    /// Where it was said.
    pub venue: Option<PersonForm>,
    /// A verb of speech stands there.
    pub is_spoken: bool,
    /// The quote follows or precedes at once, parted by a mark only.
    pub is_direct: bool,
}
