//! In: the pieces of the lines of a page. Out: its columns in reading order.
//!
//! Invariant: each piece is in one column. A table is no page of columns: its rows stay together.

use super::lines::Piece;

/// How often columns are looked for in parts of columns. Set by hand.
const DEEPEST: usize = 6;
/// The fewest lines of a column. Set by hand.
const FEWEST_LINES: usize = 3;
/// The mean number of characters of a line from which a column is one of sentences. Cells of tables have fewer, and the narrowest columns
/// of newspapers about 25. Set by hand.
const OF_SENTENCES: usize = 18;
/// How far the left edges of a column may differ, in points. Set by hand.
const SAME_EDGE: f64 = 2.0;
/// The most pieces of a page among which columns are looked for. A page of a newspaper has about 2,000. It bounds time: set by hand.
const MOST_PIECES: usize = 20_000;
/// The most left edges that are tried. Set by hand.
const MOST_EDGES: usize = 64;

/// A part of a page that two columns share.
struct Split {
    /// The positions of the pieces, by their tops.
    left: Vec<usize>,
    right: Vec<usize>,
    /// The first of all of them.
    first: usize,
    weight: usize,
}

/// The columns of a page in reading order.
pub(super) fn in_order(pieces: Vec<Piece>) -> Vec<Vec<Piece>> {
    let mut columns = Vec::new();
    if pieces.len() > MOST_PIECES {
        columns.push(pieces)
    } else {
        split(pieces, DEEPEST, &mut columns)
    }
    columns.retain(|column| !column.is_empty());
    columns
}

fn split(mut pieces: Vec<Piece>, depth: usize, columns: &mut Vec<Vec<Piece>>) {
    pieces.sort_by(|one, other| one.top().total_cmp(&other.top()));
    let best = edges(&pieces).into_iter().flat_map(|edge| splits(&pieces, edge)).max_by_key(|split| split.weight);
    let (Some(best), Some(deeper)) = (best, depth.checked_sub(1)) else {
        columns.push(pieces);
        return;
    };
    let (mut above, mut left, mut right, mut below) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for (at, piece) in pieces.into_iter().enumerate() {
        let part = match at {
            _ if best.left.binary_search(&at).is_ok() => &mut left,
            _ if best.right.binary_search(&at).is_ok() => &mut right,
            _ if at < best.first => &mut above,
            _ => &mut below,
        };
        part.push(piece);
    }
    for part in [above, left, right, below] {
        if !part.is_empty() {
            split(part, deeper, columns);
        }
    }
}

/// The left edges at which several pieces begin: where a column may begin.
fn edges(pieces: &[Piece]) -> Vec<f64> {
    let mut lefts: Vec<f64> = pieces.iter().map(|piece| piece.left).collect();
    lefts.sort_by(f64::total_cmp);
    let leftmost = lefts.first().copied().unwrap_or_default();
    let mut groups: Vec<(f64, usize)> = Vec::new();
    for left in lefts {
        match groups.last_mut() {
            Some((edge, count)) if left - *edge <= SAME_EDGE => *count = count.saturating_add(1),
            _ => groups.push((left, 1)),
        }
    }
    groups.retain(|&(edge, count)| count >= FEWEST_LINES && edge > leftmost + SAME_EDGE);
    groups.sort_by_key(|&(_, count)| std::cmp::Reverse(count));
    groups.into_iter().take(MOST_EDGES).map(|(edge, _)| edge).collect()
}

/// The parts of a page that no piece at the edge crosses, and that have columns on both sides of it.
fn splits(pieces: &[Piece], edge: f64) -> Vec<Split> {
    let mut found = Vec::new();
    let (mut left, mut right): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
    let mut close = |left: &mut Vec<usize>, right: &mut Vec<usize>| {
        found.extend(whole(pieces, std::mem::take(left), std::mem::take(right)));
    };
    for (at, piece) in pieces.iter().enumerate() {
        if piece.left >= edge - 0.1 {
            right.push(at);
        } else if piece.right <= edge - 0.3 * piece.size {
            left.push(at);
        } else {
            close(&mut left, &mut right);
        }
    }
    close(&mut left, &mut right);
    found
}

/// A split, if both sides are columns.
fn whole(pieces: &[Piece], left: Vec<usize>, right: Vec<usize>) -> Option<Split> {
    let (one, other) = (side(pieces, &left)?, side(pieces, &right)?);
    // Rows of a table have their cells on one base.
    let shared = one.bases.iter().filter(|&&base| other.has(base)).count();
    let is_table = shared.saturating_mul(2) >= one.bases.len().min(other.bases.len());
    if is_table && !(one.is_of_sentences() && other.is_of_sentences()) {
        return None;
    }
    let first = left.first().copied()?.min(right.first().copied()?);
    Some(Split { first, weight: one.letters.min(other.letters), left, right })
}

/// One side of a split.
struct Side {
    /// The bases of its lines, in order.
    bases: Vec<f64>,
    letters: usize,
}

impl Side {
    /// Whether one of its lines stands on a base.
    fn has(&self, base: f64) -> bool {
        let next = self.bases.partition_point(|&found| found <= base - 1.0);
        self.bases.get(next).is_some_and(|&found| found < base + 1.0)
    }

    fn is_of_sentences(&self) -> bool {
        self.letters >= self.bases.len().saturating_mul(OF_SENTENCES)
    }
}

fn side(pieces: &[Piece], places: &[usize]) -> Option<Side> {
    let mut bases: Vec<f64> = Vec::new();
    let mut letters = 0_usize;
    let mut ordered: Vec<&Piece> = places.iter().filter_map(|&at| pieces.get(at)).collect();
    ordered.sort_by(|one, other| one.base.total_cmp(&other.base));
    for piece in ordered {
        letters = letters.saturating_add(piece.text.chars().count());
        if bases.last().is_none_or(|last| piece.base - last > 0.3 * piece.size) {
            bases.push(piece.base);
        }
    }
    (bases.len() >= FEWEST_LINES).then_some(Side { bases, letters })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEFT: &str = "a line of the left column";
    const RIGHT: &str = "a line of the other column";

    /// The texts of the columns of a page, from pieces with their places.
    fn columns(pieces: &[(&str, f64, f64)]) -> Vec<Vec<String>> {
        let piece = |&(text, left, base): &(&str, f64, f64)| Piece::at(text, left, base);
        let columns = in_order(pieces.iter().map(piece).collect());
        columns.into_iter().map(|column| column.into_iter().map(|piece| piece.text).collect()).collect()
    }

    #[test]
    fn columns_below_a_heading_come_one_after_the_other() {
        let mut page = vec![("A heading of a page that is longer than one of its two columns", 50.0, 40.0)];
        for row in 0..4 {
            page.extend([(LEFT, 50.0, 60.0 + 12.0 * f64::from(row)), (RIGHT, 300.0, 60.0 + 12.0 * f64::from(row))]);
        }
        page.push(("A line below them that runs over both of the columns as well", 50.0, 130.0));
        let found = columns(&page);
        let lengths: Vec<usize> = found.iter().map(Vec::len).collect();
        assert_eq!(lengths, [1, 4, 4, 1]);
        assert_eq!((found[1][0].as_str(), found[2][0].as_str()), (LEFT, RIGHT));
    }

    #[test]
    fn rows_of_a_table_stay_together() {
        let mut page = Vec::new();
        for row in 0..6 {
            page.extend([("Lubny", 50.0, 60.0 + 12.0 * f64::from(row)), ("12", 300.0, 60.0 + 12.0 * f64::from(row))]);
        }
        assert_eq!(columns(&page).len(), 1);
        assert_eq!(columns(&page[..2]).len(), 1, "too few lines");
        assert!(columns(&[]).is_empty());
    }
}
