//! In: an article. Out: its temporal expressions, parsed but not resolved.
//!
//! Invariant: an expression has only the meaning of its words. Anything they leave open stays open.

use serde::{Deserialize, Serialize};

use super::Part;
use crate::language::Language;
use crate::letters::Letter;
use crate::normalize::Article;
use crate::passage::{Passage, Span};
use crate::time::{self, ExpressionKind, Found, Meaning, Unit};

/// A temporal expression.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    /// The part of the article that contains it.
    pub part: Part,
    /// The bytes in the cleaned text of the part.
    pub bytes: std::ops::Range<usize>,
    /// The words.
    pub text: String,
    /// The position in the capture.
    pub span: Span,
    /// Whether it is a day, a time, a duration, and so on.
    pub kind: ExpressionKind,
    /// The meaning of the words, before they are resolved against a date.
    pub meaning: Meaning,
}

/// The temporal expressions in an article's headline, deck and body, in order of position.
pub fn find(article: &Article) -> Vec<Expression> {
    let parts = article.headline.iter().map(|passage| (Part::Headline, passage));
    let parts = parts.chain(article.deck.iter().map(|passage| (Part::Deck, passage)));
    let body = article.body.iter().enumerate().map(|(index, block)| (Part::Body(index), &block.passage));
    let mut expressions: Vec<Expression> =
        parts.chain(body).flat_map(|(part, passage)| in_passage(part, passage, article.language)).collect();
    expressions.sort_by_key(|expression| (expression.span, expression.part));
    expressions
}

fn in_passage(part: Part, passage: &Passage, language: Language) -> Vec<Expression> {
    let expression = |found: Found| Expression {
        part,
        text: passage.text[found.bytes.clone()].to_owned(),
        span: passage.place(found.bytes.clone()),
        bytes: found.bytes,
        kind: found.kind,
        meaning: found.meaning,
    };
    let found = time::expressions(&passage.text, language);
    if found.iter().any(|one| is_tab(one, &passage.text)) {
        return Vec::new();
    }
    found.into_iter().map(expression).collect()
}

/// Whether a passage contains only a word such as "today", like a tab in a menu.
fn is_tab(found: &Found, text: &str) -> bool {
    let is_day = matches!(found.meaning, Meaning::Relative { unit: Unit::Day, clock: None, .. });
    let beside = || text[..found.bytes.start].chars().chain(text[found.bytes.end..].chars());
    found.deictic && is_day && !beside().any(|c| c.is_letter_or_digit() || matches!(c, '.' | '!' | '?'))
}
