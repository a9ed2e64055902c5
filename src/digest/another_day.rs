//! In: a sentence of a report, the days that the report names, and when its event happened. Out: whether the sentence tells what happened
//! on another day.
//!
//! What a sentence tells happened on the day that stands in its own clause beside a verb in the past: "He was cleared in 2005." A day that
//! only places something else does not count ("after the quake of 12 January", "who was elected in 2003", "said that in 2003 …"), nor
//! one that lies ahead ("will meet on 15 May"): that is news of the day on which it was said.
//!
//! Invariant: a sentence that names a day of its event, too, tells of its event; so does one that names none.

use crate::annotate::{Annotated, Expression, Sentence};
use crate::chronicle::{Event, FIRST_REPORTS};
use crate::dating::Dated;
use crate::link::calendar::shift;
use crate::link::tense::{self, Cues, Tense};
use crate::when::{Days, When};

/// Whether a sentence tells of another day than that of its event.
pub fn is_told(event: &Event, article: &Annotated, dated: &Dated, sentence: &Sentence) -> bool {
    let Some(days) = event.when.as_ref().and_then(When::days) else { return false };
    let near = Days { earliest: shift(days.earliest, -FIRST_REPORTS), latest: shift(days.latest, FIRST_REPORTS) };
    let named: Vec<(&Expression, Days)> = article
        .expressions_of(sentence)
        .filter_map(|(_, expression)| Some((expression, days_of(dated, expression)?)))
        .collect();
    if named.is_empty() || named.iter().any(|(_, days)| days.meet(near).is_some()) {
        return false;
    }
    let cues = tense::cues(&sentence.text, article.article.language);
    named.iter().any(|(expression, _)| happened_then(&cues, sentence, expression))
}

/// The days that an expression of an article names.
fn days_of(dated: &Dated, expression: &Expression) -> Option<Days> {
    let is_it = |at: usize| dated.mentions[at].part == expression.part && dated.mentions[at].span == expression.span;
    let first = dated.mentions.partition_point(|mention| mention.span.start < expression.span.start);
    (first..dated.mentions.len())
        .take_while(|&at| dated.mentions[at].span.start == expression.span.start)
        .find(|&at| is_it(at))
        .map(|at| dated.mentions[at].days)
}

/// Whether what a sentence tells happened on the day of an expression in it.
fn happened_then(cues: &Cues, sentence: &Sentence, expression: &Expression) -> bool {
    let bytes = expression.bytes.start - sentence.bytes.start..expression.bytes.end - sentence.bytes.start;
    cues.clause_tense(&bytes) == Tense::Past
        && cues.tense(&bytes) == Tense::Past
        && cues.are_its_own(&bytes)
        && !cues.are_behind(&bytes)
        && !cues.are_said(&bytes)
}
