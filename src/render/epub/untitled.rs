//! In: an edition. Out: the same, with words for each headline of which a reader would see nothing.
//!
//! Invariant: an edition whose headlines can all be seen is returned as it is.

use std::borrow::Cow;

use crate::characters::clean;
use crate::edition::{Edition, Headline};
use crate::language::Language;

/// A heading or a link that shows nothing can be neither heard nor followed.
pub fn told(edition: &Edition) -> Cow<'_, Edition> {
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events).map(|event| &event.headline);
    let sources = edition.sources.iter().map(|source| &source.headline);
    let articles = edition.articles.iter().map(|article| &article.headline);
    if !events.chain(sources).chain(articles).any(is_unseen) {
        return Cow::Borrowed(edition);
    }
    let mut edition = edition.clone();
    let instead = edition.words.not_known.clone();
    let events = edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events).map(|event| &mut event.headline);
    let sources = edition.sources.iter_mut().map(|source| &mut source.headline);
    let articles = edition.articles.iter_mut().map(|article| &mut article.headline);
    for headline in events.chain(sources).chain(articles).filter(|headline| is_unseen(headline)) {
        // The words are the product's, and stand in no page.
        (headline.text, headline.language, headline.place) = (instead.clone(), Language::Unknown, None);
    }
    Cow::Owned(edition)
}

fn is_unseen(headline: &Headline) -> bool {
    clean(&headline.text).trim().is_empty()
}
