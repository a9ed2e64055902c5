//! In: for each line of a page, why it is not in the body. Out: the body, from which further lines can be dropped.
//!
//! Invariant: a line outside the body has the rule that dropped it.

use crate::capture::page::Line;
use crate::normalize::{DropReason, Why};

/// Anything before the first line of the body.
const BEFORE_BODY: Why = Why::new("before-body", DropReason::BeforeArticle);
/// Anything after the last line of the body.
pub(crate) const BEHIND_BODY: Why = Why::new("behind-body", DropReason::AfterArticle);
/// A line above the headline, on a page with more text below it than above.
pub(crate) const ABOVE_HEADLINE: Why = Why::new("above-headline", DropReason::BeforeArticle);
/// A line separated from the article by many other lines (see `tail`).
pub(crate) const FAR_BEHIND: Why = Why::new("far-behind", DropReason::AfterArticle);
/// A heading without body text after it.
pub(crate) const HEADING_AT_END: Why = Why::new("heading-at-end", DropReason::AfterArticle);
/// A repetition of the headline.
pub(crate) const REPEATS_HEADLINE: Why = Why::new("repeats-headline", DropReason::Repeated);

/// The rules on a line itself, which apply wherever it is.
const BY_ITSELF: [&str; 6] = ["words", "title", "caption", "linked", "aside", REPEATS_HEADLINE.rule];

/// The rules on a line's relation to the holder and to other lines of the body.
const BY_HOLDER: [&str; 4] = ["no-lead", "other-element", "outside-holder", "listed"];

/// For each line of a page, why it is not in the body. `None` for those in the body.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Lines(Vec<Option<Why>>);

impl Lines {
    pub(crate) fn of(whys: Vec<Option<Why>>) -> Self {
        Self(whys)
    }

    /// The indexes of the body's lines, in order.
    pub(crate) fn body(&self) -> impl DoubleEndedIterator<Item = usize> {
        self.0.iter().enumerate().filter(|(_, why)| why.is_none()).map(|(at, _)| at)
    }

    /// Why a line is not in the body.
    pub(crate) fn why(&self, at: usize) -> Option<Why> {
        self.0.get(at).copied().flatten()
    }

    /// Drops a line from the body, if it is in it.
    pub(crate) fn drop(&mut self, at: usize, why: Why) {
        self.0[at].get_or_insert(why);
    }

    /// Drops all lines of a range. A reason from the line itself is kept.
    pub(crate) fn drop_all(&mut self, range: std::ops::Range<usize>, why: Why) {
        let by_place = |old: &&mut Option<Why>| old.is_none_or(|old| !BY_ITSELF.contains(&old.rule));
        self.0[range].iter_mut().filter(by_place).for_each(|old| *old = Some(why));
    }

    /// Gives the lines before the first or after the last line of the body a reason by their position, because no line there can be in the
    /// body. A repetition of the headline keeps its rule.
    pub(crate) fn close(&mut self) {
        let first = self.body().next().unwrap_or(self.0.len());
        let behind = self.body().next_back().map_or(self.0.len(), |last| last + 1);
        place(&mut self.0[..first], BEFORE_BODY);
        place(&mut self.0[behind..], BEHIND_BODY);
    }
}

/// Gives lines a reason by their position.
fn place(whys: &mut [Option<Why>], by_place: Why) {
    for why in whys.iter_mut().flatten() {
        if BY_HOLDER.contains(&why.rule) {
            *why = by_place;
        } else if why.rule == REPEATS_HEADLINE.rule {
            why.reason = by_place.reason;
        }
    }
}

/// The reason for a link, by its length: the headline of another article or the name of a section.
pub(crate) fn of_linked(line: &Line) -> DropReason {
    /// The longest name of a section, in words. This only affects the counts in the ledger, because nothing else distinguishes `Menu` from
    /// `Related`.
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
