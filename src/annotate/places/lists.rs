//! In: a text. Out: the places of the lists in it: states, regions, cities.
//!
//! Invariant: asks the lists alone; whether the words name the place there is decided elsewhere.

use std::ops::Range;
use std::sync::LazyLock;

use crate::annotate::gazetteer::Gazetteer;
use crate::annotate::text::Text;
use crate::lang;
use crate::morphology::{Cases, Declension};

/// The lists of places.
pub static LISTS: LazyLock<Gazetteer> =
    LazyLock::new(|| Gazetteer::read(&["countries.txt", "regions.txt", "cities.txt"].map(lang::gazetteer)));

/// The place of the lists that begins at a token: its tokens, and the cases in which they may stand.
pub fn place_at(text: &Text, at: usize, declension: Declension) -> Option<(Range<usize>, Cases)> {
    LISTS.find(text, at, declension).map(|hit| (hit.tokens, hit.cases))
}

/// Whether a place of the lists begins at a token.
pub fn is_place(text: &Text, at: usize, declension: Declension) -> bool {
    place_at(text, at, declension).is_some()
}
