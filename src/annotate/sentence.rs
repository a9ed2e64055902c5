//! In: a passage. Out: its sentences, each with its place.
//!
//! Invariant: joined again, the sentences are the passage; none is changed.

use super::Part;
use crate::passage::Span;

/// One sentence of an article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sentence {
    pub part: Part,
    /// The bytes of the part's cleaned text that it takes.
    pub bytes: std::ops::Range<usize>,
    pub text: String,
    /// Its place in the capture.
    pub span: Span,
}
