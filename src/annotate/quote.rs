//! In: an article's passages and people. Out: its direct speech, each piece with its speaker where the text names one.
//!
//! Invariant: a quote is the exact words between the marks; a speaker is one of the article's people or nobody.

use super::Part;
use crate::passage::Span;

/// Direct speech.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quote {
    pub part: Part,
    /// The words between the marks, without them.
    pub text: String,
    pub span: Span,
    /// The index of the speaker in the article's people.
    pub speaker: Option<usize>,
    /// The words that name the speaker, for evidence.
    pub cue: Option<Span>,
}
