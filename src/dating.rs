//! In: linked articles. Out: when each was published and when what it tells happened, with the chain of evidence.
//!
//! Invariant: never guesses without evidence; the result does not depend on the order of files.

use crate::annotate::Part;
use crate::passage::Span;
use crate::when::{Days, Evidence, When};

/// The dates of one article.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Dated {
    /// When the page was published.
    pub published: Option<When>,
    /// When what the article tells happened.
    pub happened: Option<When>,
    /// The days that its text names and that could be resolved, in the order of their places.
    pub mentions: Vec<Mention>,
    /// Evidence that was outweighed: what it says against the date that stands.
    pub against: Vec<Evidence>,
}

/// A day or range that a text names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    pub part: Part,
    pub text: String,
    pub span: Span,
    pub days: Days,
    /// Why the missing parts of it are believed, for example the year.
    pub evidence: Vec<Evidence>,
}
