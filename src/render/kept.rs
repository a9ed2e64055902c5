//! In: everything that a book is made from, and the cache. Out: its bytes. They are made again only if anything changed.
//!
//! Invariant: bytes from the cache are exactly those that would be made now.

use super::epub::{self, EpubError};
use super::{PageMark, Pictures};
use crate::cache::{Cache, Key};
use crate::edition::Edition;

/// The book that [`epub::render`] makes.
///
/// # Errors
/// Those of [`epub::render`].
pub fn book(
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    pages: &[PageMark],
    layout: &epub::Layout,
    cache: &Cache,
) -> Result<Vec<u8>, EpubError> {
    let key = key("book", edition, carried, pictures, cache).map(|key| {
        let key = key.with(serde_json::to_vec(pages).unwrap_or_default()).with([u8::from(layout.options().fonts)]);
        layout.parts().fold(key, |key, (name, bytes)| key.with(name).with(bytes))
    });
    if let Some(kept) = key.as_ref().and_then(|key| cache.get(key)) {
        return Ok(kept);
    }
    let made = epub::render(edition, carried, pictures, pages, layout)?;
    if let Some(key) = key {
        cache.put(&key, &made);
    }
    Ok(made)
}

/// The part of the cache key that a book and a briefing have in common.
pub(super) fn key(
    kind: &'static str,
    edition: &Edition,
    carried: &[u8],
    pictures: &Pictures,
    cache: &Cache,
) -> Option<Key> {
    let key = cache.key(kind)?.with(serde_json::to_vec(edition).ok()?).with(carried);
    Some(pictures.iter().fold(key, |key, (name, bytes)| key.with(name).with(bytes)))
}
