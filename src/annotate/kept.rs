//! In: an article and the cached annotations. Out: the annotated article. Annotations are computed again only if the article or the
//! declarations have changed.
//!
//! Invariant: annotations from the cache equal those that would be computed now.

use serde::{Deserialize, Serialize};

use super::{Annotated, Expression, Organization, Person, Place, Quote, Sentence, annotate_with};
use crate::cache::{Cache, Key};
use crate::normalize::Article;
use crate::project::Declared;

/// The annotations of an article, as read from the cache.
#[derive(Debug, Deserialize)]
struct Found {
    sentences: Vec<Sentence>,
    expressions: Vec<Expression>,
    people: Vec<Person>,
    organizations: Vec<Organization>,
    places: Vec<Place>,
    quotes: Vec<Quote>,
}

/// The same as they are written to the cache.
#[derive(Debug, Serialize)]
struct Kept<'a> {
    sentences: &'a [Sentence],
    expressions: &'a [Expression],
    people: &'a [Person],
    organizations: &'a [Organization],
    places: &'a [Place],
    quotes: &'a [Quote],
}

/// Does the same as [`annotate_with`], but takes the result from the cache if it is there.
pub(crate) fn annotate_kept(article: Article, declared: &[Declared], cache: &Cache) -> Annotated {
    let Some(key) = key(&article, declared, cache) else { return annotate_with(article, declared) };
    if let Some(found) = cache.get(&key).and_then(|bytes| serde_json::from_slice::<Found>(&bytes).ok()) {
        let Found { sentences, expressions, people, organizations, places, quotes } = found;
        return Annotated { article, sentences, expressions, people, organizations, places, quotes };
    }
    let found = annotate_with(article, declared);
    let Annotated { sentences, expressions, people, organizations, places, quotes, .. } = &found;
    let kept = Kept { sentences, expressions, people, organizations, places, quotes };
    if let Ok(bytes) = serde_json::to_vec(&kept) {
        cache.put(&key, &bytes);
    }
    found
}

/// The cache key, made of everything that [`annotate_with`] reads.
fn key(article: &Article, declared: &[Declared], cache: &Cache) -> Option<Key> {
    let key = cache.key("article")?;
    Some(key.with(serde_json::to_vec(article).ok()?).with(serde_json::to_vec(declared).ok()?))
}
