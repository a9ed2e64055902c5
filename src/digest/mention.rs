//! In: a mention of days in an article. Out: its sentence, and whether its days only bound a period.
//!
//! Invariant: judges the words around a mention, never what the sentence is about.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::annotate::{Annotated, Sentence};
use crate::dating::Mention;
use crate::lang;
use crate::link::tokens;

/// In days: the maximum length of an event that a report mentions, and its maximum distance from the publication. The same events in the
/// edition of `tests/events/tuned` with 5 and 20.
pub(super) const LONGEST: i64 = 10;
/// The same edition of `tests/events/tuned` with 200 and 800.
pub(super) const FARTHEST: i64 = 400;

/// The sentence of a page that contains a mention.
pub(super) fn sentence_of<'a>(page: &'a Annotated, mention: &Mention) -> Option<&'a Sentence> {
    let behind = page.sentences.partition_point(|one| (one.part, one.span.start) <= (mention.part, mention.span.start));
    let before = behind.checked_sub(1).map(|at| &page.sentences[at])?;
    (before.part == mention.part && mention.span.end <= before.span.end).then_some(before)
}

static BOUNDS: LazyLock<BTreeSet<&'static str>> =
    LazyLock::new(|| lang::all(|pack| &pack.digest.bounds_before_days).collect());

/// Whether the word before a day makes it the end or beginning of a period: "від 5 травня", "until 5 May".
pub(super) fn is_bound(before: &str) -> bool {
    let last = tokens::words(before).last().map(|word| tokens::fold(&before[word]));
    last.is_some_and(|word| BOUNDS.contains(word.as_str()))
}
