//! In: claims that did not verify. Out: what an edition of the same corpus has to leave out, and what its ledger says of it.
//!
//! Invariant: plain data; whoever leaves a claim out removes it where it comes from, so that nothing that hangs on it is left.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::capture::CaptureId;
use crate::link::ArticleIndex;

/// One claim of an edition: what it says, and of which capture.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub kind: ClaimKind,
    /// The capture that it rests on, or the first of several.
    pub id: CaptureId,
    pub about: About,
}

/// Which of a capture's claims of one kind it is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The only one.
    Capture,
    /// The words at this place, in code points.
    Words { start: usize, end: usize },
    /// The person, organization, place or abbreviation of this name.
    Name(String),
    /// The event of this identifier.
    Event(String),
    /// The chapter at this index.
    Chapter(usize),
}

/// What a claim says.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    Sentence,
    Quote,
    Headline,
    Byline,
    Address,
    Caption,
    Picture,
    Publisher,
    Citation,
    Abbreviation,
    Person,
    Role,
    Organization,
    Place,
    /// Where an event happened.
    EventPlace,
    /// When an event happened.
    EventDate,
    /// When a page was published.
    Published,
    ChapterTitle,
    SameText,
    /// The figure of when it all happened.
    Timeline,
    /// All that a page tells, where it cannot be told which of its claims fails.
    Page,
}

/// Why a claim was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Its words do not stand where they are said to.
    Words,
    /// The pages do not bear the name out.
    Name,
    /// The date does not follow from its evidence.
    Date,
    /// It does not agree with the rest of the edition.
    Agreement,
    /// With it, the edition would cost more than it may.
    Limit,
}

/// A claim that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    pub claim: Claim,
    pub reason: Reason,
    /// What the check found: lower case, no full stop.
    pub problem: String,
}

/// What an edition leaves out because it did not verify.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// In the order in which they were left out.
    pub claims: Vec<LeftOut>,
    /// The articles that tell nothing.
    pub pages: BTreeSet<ArticleIndex>,
    /// The articles that are not cited in the style of the project.
    pub citations: BTreeSet<ArticleIndex>,
    /// Whether the figure of when it all happened is left out.
    pub timeline: bool,
}
