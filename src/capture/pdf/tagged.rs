//! In: the blocks of the tree of a tagged PDF, and the letters of its pages. Out: the lines of each block.
//!
//! Invariant: each letter is in one group, in the tree or not, unless it is in a head or a foot that was taken off.

use rustc_hash::FxHashMap;

use super::blocks::{self, Group};
use super::content::{Glyph, Sheet};
use super::furniture::Off;
use super::lines::{self, Line, Piece};
use super::structure::Element;

/// The share of the letters of a document, in hundredths, that must be in the tree of a tagged PDF. Set by hand.
const TAGGED: usize = 98;

/// The groups of a tagged document, if nearly all of its text is in its tree. What is not stands where its place on the page is.
pub(super) fn groups(elements: &[Element], sheets: &[Sheet], off: &[Off]) -> Option<Vec<Group>> {
    if elements.is_empty() {
        return None;
    }
    let mut marked: FxHashMap<(usize, u32), Vec<&Glyph>> = FxHashMap::default();
    let mut unmarked: Vec<Vec<&Glyph>> = Vec::new();
    for (page, sheet) in sheets.iter().enumerate() {
        let off: Vec<&Off> = off.iter().filter(|off| off.page == page).collect();
        let mut others = Vec::new();
        for glyph in sheet.content().filter(|glyph| !off.iter().any(|off| off.has(glyph))) {
            match glyph.mark {
                Some(mark) => marked.entry((page, mark)).or_default().push(glyph),
                None => others.push(glyph),
            }
        }
        unmarked.push(others);
    }
    let mut groups = Vec::new();
    let mut covered = 0_usize;
    for (at, element) in elements.iter().enumerate() {
        let mut lines: Vec<Line> = Vec::new();
        for (page, parts) in by_page(&element.parts) {
            let glyphs: Vec<&Glyph> = parts.iter().filter_map(|&mark| marked.remove(&(page, mark))).flatten().collect();
            covered = covered.saturating_add(letters(&glyphs));
            let rows = rows(lines::pieces(glyphs.into_iter()));
            lines.extend(rows.into_iter().filter_map(|row| lines::in_a_row(row, page, at)));
        }
        if !lines.is_empty() {
            groups.push(Group { lines, kind: Some(element.kind) });
        }
    }
    // Marks without an element, in the order of the pages and as they were drawn.
    let mut left: Vec<((usize, u32), Vec<&Glyph>)> = marked.into_iter().collect();
    left.sort_by_key(|&(place, _)| place);
    for ((page, _), glyphs) in left {
        if let Some(others) = unmarked.get_mut(page) {
            others.extend(glyphs);
        }
    }
    let outside: usize = unmarked.iter().map(|glyphs| letters(glyphs)).sum();
    if covered.saturating_mul(100) < covered.saturating_add(outside).saturating_mul(TAGGED) {
        return None;
    }
    let mut columns = elements.len();
    for (page, glyphs) in unmarked.into_iter().enumerate() {
        let lines = lines::of_page(glyphs.into_iter(), page, &mut columns);
        blocks::groups(lines).into_iter().for_each(|group| put(&mut groups, group));
    }
    Some(groups)
}

/// Number of letters and digits.
fn letters(glyphs: &[&Glyph]) -> usize {
    glyphs.iter().map(|glyph| glyph.letters()).sum()
}

/// Puts a group behind the last one that begins above it.
fn put(groups: &mut Vec<Group>, group: Group) {
    let place = |group: &Group| group.lines.first().map(|line| (line.page, line.base));
    let own = place(&group);
    let before = groups.iter().rposition(|other| place(other) <= own);
    groups.insert(before.map_or(0, |before| before.saturating_add(1)), group);
}

/// The parts of an element, page by page.
fn by_page(parts: &[(usize, u32)]) -> Vec<(usize, Vec<u32>)> {
    let mut pages: Vec<(usize, Vec<u32>)> = Vec::new();
    for &(page, mark) in parts {
        match pages.last_mut() {
            Some((last, marks)) if *last == page => marks.push(mark),
            _ => pages.push((page, vec![mark])),
        }
    }
    pages
}

/// Pieces that follow each other on one line.
fn rows(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut rows: Vec<Vec<Piece>> = Vec::new();
    for piece in pieces {
        let goes_on =
            |last: &Piece| (last.base - piece.base).abs() < 0.5 * last.size.max(piece.size) && piece.left > last.left;
        match rows.last_mut() {
            Some(row) if row.last().is_some_and(goes_on) => row.push(piece),
            _ => rows.push(vec![piece]),
        }
    }
    rows
}
