//! In: dated, linked articles. Out: the chronicle: events in order, the reports of one event together, an undated section.
//!
//! Invariant: loses no article; the order is total: by instant, then precision, then a stable id.

use crate::link::ArticleIndex;
use crate::when::When;

/// Something that happened at a when, reported by one article or several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Event {
    /// The same in every build that holds the same reports: made from the digests of the captures.
    pub id: String,
    pub when: Option<When>,
    /// In order of publication, the undated last.
    pub reports: Vec<ArticleIndex>,
    /// The report whose headline stands for the event.
    pub lead: ArticleIndex,
}

/// The events of a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Chronicle {
    /// Those with a when, in order.
    pub dated: Vec<Event>,
    /// Those without, by id.
    pub undated: Vec<Event>,
}
