//! In: the letters of a page. Out: the letters without the hidden ones that nobody needs, and how many letters nobody can see.
//!
//! A program that recognizes letters writes them hidden behind the picture of a scan. Such a page may also have letters that are shown: those
//! of a stamp, or a whole text that was recognized once more.
//!
//! Invariant: a letter that is shown stays.

use std::collections::BTreeMap;

use super::content::{Glyph, Sheet};

/// The height of the strips of a page in which letters are compared, in points. Lines stand further apart. Set by hand.
const STRIP: f64 = 6.0;
/// The share of the letters of a hidden word, in hundredths, that stand on letters that are shown if the word is said twice. Set by hand.
const TWICE: usize = 50;

/// Takes hidden words off that stand on letters that are shown, and those that stand on no picture if other letters are shown. Returns the
/// number of letters of the latter.
pub(super) fn take_off(sheet: &mut Sheet) -> usize {
    let is_shown = |glyph: &&Glyph| !glyph.is_hidden && !glyph.text.trim().is_empty();
    if !sheet.glyphs.iter().any(|glyph| glyph.is_hidden) || !sheet.glyphs.iter().any(|glyph| is_shown(&glyph)) {
        return 0;
    }
    let shown = Strips::of(sheet.glyphs.iter().filter(is_shown));
    let mut unseen = 0_usize;
    let mut kept: Vec<Glyph> = Vec::new();
    for word in sheet.glyphs.chunk_by(is_one_word) {
        let letters = || word.iter().filter(|glyph| glyph.text.chars().any(char::is_alphanumeric));
        let is_hidden = word.first().is_some_and(|glyph| glyph.is_hidden);
        let (all, twice) = (letters().count(), letters().filter(|glyph| shown.have(glyph)).count());
        if !is_hidden {
            kept.extend_from_slice(word);
        } else if all > 0 && twice.saturating_mul(100) >= all.saturating_mul(TWICE) {
            continue;
        } else if letters().all(|glyph| glyph.is_on_picture) {
            kept.extend_from_slice(word);
        } else {
            unseen = unseen.saturating_add(all);
        }
    }
    sheet.glyphs = kept;
    unseen
}

/// Whether two letters that were drawn one after the other belong to one word, or are both shown.
fn is_one_word(one: &Glyph, next: &Glyph) -> bool {
    let is_space = |glyph: &Glyph| glyph.text.trim().is_empty();
    one.is_hidden == next.is_hidden
        && (!one.is_hidden || ((one.base - next.base).abs() < 0.5 && is_space(one) == is_space(next)))
}

/// The middle of a letter, in height.
fn height(glyph: &Glyph) -> f64 {
    glyph.base - 0.3 * glyph.size
}

/// The parts of the strips of a page that letters stand on.
struct Strips(BTreeMap<i64, Vec<(f64, f64)>>);

impl Strips {
    fn of<'g>(glyphs: impl Iterator<Item = &'g Glyph>) -> Self {
        let mut strips: BTreeMap<i64, Vec<(f64, f64)>> = BTreeMap::new();
        for glyph in glyphs {
            // The spaces between words are theirs.
            let part = (glyph.left - 0.5 * glyph.size, glyph.right + 0.5 * glyph.size);
            let middle = strip(height(glyph));
            for at in [strip(height(glyph) - 0.25 * glyph.size), middle, strip(height(glyph) + 0.25 * glyph.size)] {
                strips.entry(at).or_default().push(part);
            }
        }
        for parts in strips.values_mut() {
            parts.sort_by(|one, other| one.0.total_cmp(&other.0));
            parts.dedup_by(|next, before| {
                let is_joined = next.0 <= before.1;
                if is_joined {
                    before.1 = before.1.max(next.1);
                }
                is_joined
            });
        }
        Self(strips)
    }

    /// Whether a letter stands on them.
    fn have(&self, glyph: &Glyph) -> bool {
        let middle = (glyph.left + glyph.right) / 2.0;
        let at = strip(height(glyph));
        self.0.range(at.saturating_sub(1)..=at.saturating_add(1)).any(|(_, parts)| {
            let behind = parts.partition_point(|&(left, _)| left <= middle);
            behind.checked_sub(1).and_then(|at| parts.get(at)).is_some_and(|&(_, right)| middle <= right)
        })
    }
}

/// The number of a strip. Places on a page are far below the limit of the type.
fn strip(y: f64) -> i64 {
    (y / STRIP).floor() as i64
}
