//! In: claims that did not verify. Out: what an edition of the same corpus has to leave out, and the ledger's account of it.
//!
//! Invariant: plain data. Code that leaves a claim out removes it at its origin, so that nothing that depends on it remains.

use std::collections::BTreeSet;

use schemars::JsonSchema;
use serde::Serialize;

use crate::capture::CaptureId;
use crate::link::ArticleIndex;

/// One claim of an edition, with the capture that it is about.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    /// The kind of claim.
    pub kind: ClaimKind,
    /// The capture that it is based on, or the first of several.
    pub id: CaptureId,
    /// Which claim of this kind.
    pub about: About,
}

/// Identifies a claim among a capture's claims of one kind.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum About {
    /// The only claim of its kind.
    Capture,
    /// The words at this place, in code points.
    Words {
        /// The first code point.
        start: usize,
        /// The code point after the last one.
        end: usize,
    },
    /// The person, organization, place or abbreviation of this name.
    Name(String),
    /// The event of this identifier.
    Event(String),
    /// The chapter at this index.
    Chapter(usize),
}

/// The kinds of claims.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ClaimKind {
    /// A sentence.
    Sentence,
    /// Direct speech.
    Quote,
    /// A headline.
    Headline,
    /// An author.
    Byline,
    /// The address of a page.
    Address,
    /// The caption, credit or alternative text of a picture.
    Caption,
    /// A picture.
    Picture,
    /// The publisher of a page.
    Publisher,
    /// A citation.
    Citation,
    /// The expansion of an abbreviation.
    Abbreviation,
    /// The name of a person.
    Person,
    /// The office of a person.
    Role,
    /// The name of an organization.
    Organization,
    /// The name of a place.
    Place,
    /// The place of an event.
    EventPlace,
    /// The date of an event.
    EventDate,
    /// The day on which a page was published.
    Published,
    /// The title of a chapter.
    ChapterTitle,
    /// The statement that several sources print the same text.
    SameText,
    /// The timeline figure.
    Timeline,
    /// Everything from one page, if it is not known which of the page's claims fails.
    Page,
}

/// Why a claim was left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// The capture does not have these words at the stated place.
    Words,
    /// The pages do not support the name.
    Name,
    /// The date does not follow from its evidence.
    Date,
    /// The claim contradicts the rest of the edition.
    Agreement,
    /// The claim would make the edition exceed a limit.
    Limit,
}

/// A claim that was left out, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct LeftOut {
    /// The claim.
    pub claim: Claim,
    /// The reason.
    pub reason: Reason,
    /// What the check found, in lower case without a full stop.
    pub problem: String,
}

/// What an edition leaves out because it did not verify.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Withheld {
    /// The claims, in the order in which they were left out.
    pub claims: Vec<LeftOut>,
    /// The articles that are left out completely.
    pub pages: BTreeSet<ArticleIndex>,
    /// The articles without a citation.
    pub citations: BTreeSet<ArticleIndex>,
    /// Whether the timeline figure is left out.
    pub timeline: bool,
}
