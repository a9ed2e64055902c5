//! In: annotated articles. Out: which of them tell of, announce or follow up one event, each link with its reason.
//!
//! Invariant: dates nothing; the result does not depend on the order of the articles.

/// The index of an article in the corpus, which is sorted by path and record.
pub type ArticleIndex = usize;

/// What ties two articles together, and why.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Link {
    pub kind: LinkKind,
    /// For `Announces`, the article that announces; for `FollowsUp`, the later one; else the smaller index.
    pub from: ArticleIndex,
    pub to: ArticleIndex,
    /// The words that both share, or that announce, as the reader may check them.
    pub reason: Vec<crate::when::Evidence>,
}

/// How two articles hang together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum LinkKind {
    /// Both report the same event.
    SameEvent,
    /// One announces the event that the other reports or mentions.
    Announces,
    /// One looks back on the event of the other.
    FollowsUp,
}

/// What hangs together in a corpus.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Links {
    /// Sorted.
    pub links: Vec<Link>,
    /// The articles parted into events: each index once; sorted inside and by the first index.
    pub events: Vec<Vec<ArticleIndex>>,
}
