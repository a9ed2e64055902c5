//! In: for each line of a page why it is not in the body, if it is not. Out: the body, as it loses further lines.
//!
//! Invariant: a line outside the body has the rule that put it there.

use crate::capture::page::Line;
use crate::normalize::{DropReason, Why};

/// What stands before the first line of the body, whatever it is.
pub const BEFORE_BODY: Why = Why::new("before-body", DropReason::BeforeArticle);
/// What stands behind the last.
pub const BEHIND_BODY: Why = Why::new("behind-body", DropReason::AfterArticle);
/// What stands above the headline, on a page with more text below it than above.
pub const ABOVE_HEADLINE: Why = Why::new("above-headline", DropReason::BeforeArticle);
/// What many other lines part from the article (see `tail`).
pub const FAR_BEHIND: Why = Why::new("far-behind", DropReason::AfterArticle);
/// A heading with nothing of the body behind it.
pub const HEADING_AT_END: Why = Why::new("heading-at-end", DropReason::AfterArticle);
/// What says the headline again.
pub const REPEATS_HEADLINE: Why = Why::new("repeats-headline", DropReason::Repeated);

/// The rules on what a line is by itself; they hold wherever it stands.
const BY_ITSELF: [&str; 6] = ["words", "title", "caption", "linked", "aside", REPEATS_HEADLINE.rule];

/// The rules on how a line stands to the element that holds the article, and to others of the body.
const BY_HOLDER: [&str; 4] = ["no-lead", "other-element", "outside-holder", "listed"];

/// The lines of a page: for each why it is not in the body, nothing for those that are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lines(Vec<Option<Why>>);

impl Lines {
    pub fn of(whys: Vec<Option<Why>>) -> Self {
        Self(whys)
    }

    /// The indexes of the body's lines, in order.
    pub fn body(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, why)| why.is_none()).map(|(at, _)| at)
    }

    /// Why a line is not in the body.
    pub fn why(&self, at: usize) -> Option<Why> {
        self.0.get(at).copied().flatten()
    }

    /// Takes a line out of the body, if it is in it.
    pub fn drop(&mut self, at: usize, why: Why) {
        self.0[at].get_or_insert(why);
    }

    /// Takes out all lines of a range. What they are by themselves stays said.
    pub fn drop_all(&mut self, range: std::ops::Range<usize>, why: Why) {
        let by_place = |old: &&mut Option<Why>| old.is_none_or(|old| !BY_ITSELF.contains(&old.rule));
        self.0[range].iter_mut().filter(by_place).for_each(|old| *old = Some(why));
    }

    /// Names by their place the lines that stand before the first or behind the last of the body: none of them can be in it. What says
    /// the headline again keeps its rule there.
    pub fn close(&mut self) {
        let first = self.body().next().unwrap_or(self.0.len());
        let behind = self.body().next_back().map_or(self.0.len(), |last| last + 1);
        place(&mut self.0[..first], BEFORE_BODY);
        place(&mut self.0[behind..], BEHIND_BODY);
    }
}

/// Names lines by their place.
fn place(whys: &mut [Option<Why>], by_place: Why) {
    for why in whys.iter_mut().flatten() {
        if BY_HOLDER.contains(&why.rule) {
            *why = by_place;
        } else if why.rule == REPEATS_HEADLINE.rule {
            why.reason = by_place.reason;
        }
    }
}

/// What a link is by its length: a headline of another article or the name of a section.
pub fn of_linked(line: &Line) -> DropReason {
    /// The longest name of a section, in words. Only the counts of the ledger depend on it: nothing else tells `Menu` from `Related`.
    const WORDS: usize = 4;
    if line.text.split_whitespace().count() > WORDS { DropReason::Related } else { DropReason::Menu }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_around_the_body_are_named_by_their_place_and_the_others_by_what_they_are() {
        let why = |rule| Some(Why::new(rule, DropReason::Menu));
        let mut lines =
            Lines::of(vec![why("words"), why("other-element"), None, why("listed"), None, why("no-lead"), None]);
        let rules = |lines: &Lines| (0..7).map(|at| lines.why(at).map_or("", |why| why.rule)).collect::<Vec<_>>();
        lines.close();
        assert_eq!(rules(&lines), ["words", "before-body", "", "listed", "", "no-lead", ""]);
        lines.drop(2, REPEATS_HEADLINE);
        lines.drop_all(5..7, FAR_BEHIND);
        lines.close();
        assert_eq!(
            rules(&lines),
            ["words", "before-body", "repeats-headline", "before-body", "", "far-behind", "far-behind"]
        );
        assert_eq!(lines.why(2).map(|why| why.reason), Some(DropReason::BeforeArticle));
        assert_eq!(lines.body().collect::<Vec<_>>(), [4]);
    }
}
