//! In: an edition. Out: the edition with a replacement for each title, headline and day that would be invisible.
//!
//! Invariant: an edition whose titles, headlines and days are all visible is returned unchanged.

use std::borrow::Cow;

use crate::characters::is_unseen;
use crate::edition::Edition;
use crate::language::Language;

/// Replaces invisible headings and link texts, which can be neither heard nor followed.
pub(crate) fn visible(edition: &Edition) -> Cow<'_, Edition> {
    let mut titles = edition.chapters.iter().map(|chapter| &chapter.title).chain([&edition.title]);
    let events = edition.chapters.iter().flat_map(|chapter| &chapter.events).map(|event| &event.headline);
    let sources = edition.sources.iter().map(|source| &source.headline);
    let articles = edition.articles.iter().map(|article| &article.headline);
    let mut headlines = events.chain(sources).chain(articles);
    let whens = edition.chapters.iter().flat_map(|chapter| &chapter.events).filter_map(|event| event.when.as_ref());
    let published = edition.sources.iter().filter_map(|source| source.published.as_ref());
    let mut days = whens.chain(published).map(|when| &when.short);
    let all_seen = !titles.any(|title| is_unseen(title)) && !days.any(|day| is_unseen(day));
    if all_seen && !headlines.any(|headline| is_unseen(&headline.text)) {
        return Cow::Borrowed(edition);
    }
    let mut edition = edition.clone();
    let instead = edition.words.not_known.clone();
    let titles = edition.chapters.iter_mut().map(|chapter| &mut chapter.title).chain([&mut edition.title]);
    titles.filter(|title| is_unseen(title)).for_each(|title| title.clone_from(&instead));
    let whens =
        edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events).filter_map(|event| event.when.as_mut());
    let published = edition.sources.iter_mut().filter_map(|source| source.published.as_mut());
    whens.chain(published).filter(|when| is_unseen(&when.short)).for_each(|when| when.short.clone_from(&instead));
    let events = edition.chapters.iter_mut().flat_map(|chapter| &mut chapter.events).map(|event| &mut event.headline);
    let sources = edition.sources.iter_mut().map(|source| &mut source.headline);
    let articles = edition.articles.iter_mut().map(|article| &mut article.headline);
    for headline in events.chain(sources).chain(articles).filter(|headline| is_unseen(&headline.text)) {
        // The replacement is the product's, so it has no place in a page.
        (headline.text, headline.language, headline.place) = (instead.clone(), Language::Unknown, None);
    }
    Cow::Owned(edition)
}
