//! In: an article. Out: its temporal expressions, read but not yet resolved.
//!
//! Invariant: an expression says what its words say; what they leave open stays open.

use serde::{Deserialize, Serialize};

use super::Part;
use crate::language::Language;
use crate::letters::Letter;
use crate::normalize::Article;
use crate::passage::{Passage, Span};
use crate::time::{self, ExpressionKind, Found, Meaning, Unit};

/// Words that name a time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Expression {
    pub part: Part,
    /// The bytes of the part's cleaned text that it takes.
    pub bytes: std::ops::Range<usize>,
    pub text: String,
    /// Its place in the capture.
    pub span: Span,
    pub kind: ExpressionKind,
    pub meaning: Meaning,
}

/// The temporal expressions of an article's headline, deck and body, in the order of their places.
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

/// Whether a passage holds nothing but a word such as "today", as the tab of a menu does.
fn is_tab(found: &Found, text: &str) -> bool {
    let is_day = matches!(found.meaning, Meaning::Relative { unit: Unit::Day, clock: None, .. });
    let beside = || text[..found.bytes.start].chars().chain(text[found.bytes.end..].chars());
    found.deictic && is_day && !beside().any(|c| c.is_letter_or_digit() || matches!(c, '.' | '!' | '?'))
}
