//! In: evidence that consists of expressions in articles. Out: the same evidence with the words in full: "в среду", not "среду".
//!
//! Invariant: the words are at the position that the evidence gives. A day of a month and a year keep their own words, which are readable
//! alone.

use std::collections::BTreeMap;

use super::Dated;
use super::context::passage;
use crate::annotate::{Annotated, Expression};
use crate::passage::Span;
use crate::time::{self, Evidence, Meaning, Unit};

/// The articles of a corpus by name, for looking up the words of evidence.
pub(crate) struct Pages<'a>(BTreeMap<String, &'a Annotated>);

impl<'a> Pages<'a> {
    pub(crate) fn new(articles: &'a [Annotated]) -> Self {
        Self(articles.iter().map(|article| (article.article.name(), article)).collect())
    }

    /// Completes the words of each piece of evidence for the dates of an article. Evidence that is then duplicate is removed.
    pub(crate) fn complete(&self, dated: &mut Dated) {
        let whens = [dated.published.as_mut(), dated.happened.as_mut()].into_iter().flatten();
        let chains = whens.map(|when| &mut when.evidence);
        for chain in chains.chain(dated.mentions.iter_mut().map(|mention| &mut mention.evidence)) {
            self.complete_all(chain);
        }
        self.complete_all(&mut dated.against);
    }

    fn complete_all(&self, chain: &mut Vec<Evidence>) {
        chain.iter_mut().for_each(|one| {
            if let Some((text, span)) = self.in_full(one) {
                (one.text, one.place) = (text, Some(span));
            }
        });
        let mut known: Vec<Evidence> = Vec::with_capacity(chain.len());
        chain.retain(|one| {
            let fresh = !known.contains(one);
            if fresh {
                known.push(one.clone());
            }
            fresh
        });
    }

    /// The words of an expression with the preposition before them, and their position.
    fn in_full(&self, evidence: &Evidence) -> Option<(String, Span)> {
        let (article, place) = (self.0.get(&evidence.path)?, evidence.place?);
        let expressions = &article.expressions;
        let first = expressions.partition_point(|one| one.span < place);
        let expression = expressions[first..].iter().take_while(|one| one.span == place).find(|one| needs_more(one))?;
        let passage = passage(article, expression.part)?;
        let start = time::preposition(&passage.text[..expression.bytes.start], article.article.language)?;
        let bytes = start..expression.bytes.end;
        Some((passage.text[bytes.clone()].to_owned(), passage.place(bytes)))
    }
}

/// Whether an expression is read together with the word before it: "у четвер", "на прошлой неделе", but not "14 липня".
fn needs_more(expression: &Expression) -> bool {
    matches!(
        expression.meaning,
        Meaning::Weekday { .. }
            | Meaning::Relative { unit: Unit::Week | Unit::Weekend | Unit::Month | Unit::Quarter, .. }
    )
}
