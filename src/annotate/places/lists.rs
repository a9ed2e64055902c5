//! In: a text. Out: the places from the lists in it: countries, regions, cities.
//!
//! Invariant: uses only the lists. Other modules decide whether the words mean the place.

use std::ops::Range;
use std::sync::LazyLock;

use crate::annotate::gazetteer::Gazetteer;
use crate::annotate::text::Text;
use crate::lang;
use crate::morphology::{Cases, Declension};

/// The lists of places.
pub(crate) static LISTS: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::read(&["countries.txt", "regions.txt", "cities.txt"].map(lang::gazetteer)));

/// The place from the lists that begins at a token: its tokens, and its possible cases.
pub(crate) fn place_at(text: &Text, at: usize, declension: Declension) -> Option<(Range<usize>, Cases)> {
    LISTS.find(text, at, declension).map(|hit| (hit.tokens, hit.cases))
}

/// Whether a place from the lists begins at a token.
pub(crate) fn is_place(text: &Text, at: usize, declension: Declension) -> bool {
    place_at(text, at, declension).is_some()
}
