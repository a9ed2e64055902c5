//! In: an article. Out: its passages as words and marks.
//!
//! Invariant: every passage of the article is included, in reading order.

use super::spaced;
use crate::annotate::sentence;
use crate::annotate::text::{Text, is_titled};
use crate::normalize::Article;

/// The passages of an article as tokens.
pub(crate) fn texts(article: &Article) -> Vec<Text<'_>> {
    let spaced = spaced::is_spaced(sentence::parts(article).map(|(_, passage)| passage.text.as_str()));
    sentence::parts(article)
        .map(|(part, passage)| Text { language: article.language, ..Text::new(part, passage) })
        .map(|text| if spaced { unspaced(text) } else { text })
        .map(|text| Text { titled: is_titled(&text), ..text })
        .collect()
}

fn unspaced(text: Text<'_>) -> Text<'_> {
    let compounds = spaced::compounds(&text);
    text.unspaced(&compounds)
}
