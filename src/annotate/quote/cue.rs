//! In: nothing. Out: the types for a speaker and for the words of an attribution.
//!
//! Invariant: contains only data, and nothing about how it is found.

use crate::annotate::PersonForm;
use crate::passage::Span;

/// The speaker, and the office that the words give if they name nobody.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Subject {
    pub speaker: Option<usize>,
    pub role: Option<PersonForm>,
}

impl Subject {
    /// The subject that is this person.
    pub(crate) fn of(person: usize) -> Self {
        Self { speaker: Some(person), role: None }
    }
}

/// The attribution of a quote.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Cue {
    pub subject: Subject,
    /// The words of the attribution.
    pub span: Option<Span>,
    /// The occasion.
    pub venue: Option<PersonForm>,
    /// Whether it contains a verb of speech.
    pub is_spoken: bool,
    /// Whether only a punctuation mark separates it from the quote.
    pub is_direct: bool,
}
