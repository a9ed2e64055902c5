//! In: lines and rings in the units of a drawing, and its size. Out: what of them lies in it, with no more points than can be seen, as the
//! data of paths.
//!
//! Rings are cut by Sutherland and Hodgman's method (1974), lines by Liang and Barsky's (1984).
//!
//! Invariant: no point lies outside of the drawing.

/// A place: east and north in degrees, or to the right and down in the units of a drawing.
pub(crate) type Point = (f64, f64);
pub(crate) type Line = Vec<Point>;

/// The distance between two points of a line that are told apart, in units. Set by hand for screens.
const NEAREST: f64 = 0.8;
/// The tenths in a unit: one digit behind the point is written.
const TENTHS: f64 = 10.0;

/// An edge of a drawing: which of the two numbers of a point it bounds, in which direction, and the least that lies within.
type Edge = (fn(Point) -> f64, f64, f64);

/// The part of a ring that lies in a drawing. Where it goes out, it goes on along the edge.
pub(crate) fn ring(ring: Line, (width, height): (f64, f64)) -> Line {
    let edges: [Edge; 4] =
        [(|p| p.0, 1.0, 0.0), (|p| p.0, -1.0, -width), (|p| p.1, 1.0, 0.0), (|p| p.1, -1.0, -height)];
    edges.into_iter().fold(ring, |ring, (of, sign, least)| {
        let beyond = |point: Point| sign * of(point) - least;
        let mut kept = Line::with_capacity(ring.len());
        for (at, &point) in ring.iter().enumerate() {
            let before = ring[at.checked_sub(1).unwrap_or(ring.len() - 1)];
            let (from, to) = (beyond(before), beyond(point));
            if (from < 0.0) != (to < 0.0) {
                kept.push(between(before, point, from / (from - to)));
            }
            if to >= 0.0 {
                kept.push(point);
            }
        }
        kept
    })
}

/// The parts of a line that lie in a drawing.
pub(crate) fn line(line: &[Point], size: (f64, f64)) -> Vec<Line> {
    let mut parts: Vec<Line> = Vec::new();
    for pair in line.windows(2) {
        let Some((from, to)) = segment(pair[0], pair[1], size) else { continue };
        match parts.last_mut().filter(|part| part.last() == Some(&from)) {
            Some(part) => part.push(to),
            None => parts.push(vec![from, to]),
        }
    }
    parts
}

/// The part of a segment that lies in a drawing.
fn segment(from: Point, to: Point, (width, height): (f64, f64)) -> Option<(Point, Point)> {
    let (right, down) = (to.0 - from.0, to.1 - from.1);
    let (mut first, mut last) = (0.0_f64, 1.0_f64);
    for (along, room) in [(-right, from.0), (right, width - from.0), (-down, from.1), (down, height - from.1)] {
        if along == 0.0 {
            if room < 0.0 {
                return None;
            }
        } else if along < 0.0 {
            first = first.max(room / along);
        } else {
            last = last.min(room / along);
        }
    }
    let end = |share: f64, own: Point| if share == 0.0 || share == 1.0 { own } else { between(from, to, share) };
    (first < last).then(|| (end(first, from), end(last, to)))
}

fn between(from: Point, to: Point, share: f64) -> Point {
    (from.0 + (to.0 - from.0) * share, from.1 + (to.1 - from.1) * share)
}

/// A line without the points that lie too near to the one before. The ends stay.
pub(crate) fn thinned(line: &[Point]) -> Line {
    let mut kept = Line::new();
    for (at, point) in line.iter().enumerate() {
        let is_far = |last: &Point| (last.0 - point.0).hypot(last.1 - point.1) >= NEAREST;
        if at + 1 == line.len() || kept.last().is_none_or(is_far) {
            kept.push(*point);
        }
    }
    kept
}

/// Adds a line to the data of a path, in steps from point to point.
pub(crate) fn write(path: &mut String, line: &[Point], is_closed: bool) {
    let whole = |number: f64| (number * TENTHS).round() as i64;
    let mut last: Option<(i64, i64)> = None;
    for point in line {
        let (x, y) = (whole(point.0), whole(point.1));
        match last {
            None => path.push_str(&format!("M{} {}", tenths(x), tenths(y))),
            Some(before) if before != (x, y) => {
                path.push_str(&format!("l{} {}", tenths(x - before.0), tenths(y - before.1)));
            }
            Some(_) => {}
        }
        last = Some((x, y));
    }
    if is_closed && last.is_some() {
        path.push('Z');
    }
}

/// A number of tenths, without a point if it is whole.
fn tenths(number: i64) -> String {
    let (sign, number) = (if number < 0 { "-" } else { "" }, number.abs());
    match number % 10 {
        0 => format!("{sign}{}", number / 10),
        rest => format!("{sign}{}.{rest}", number / 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SIZE: (f64, f64) = (10.0, 10.0);

    #[test]
    fn a_ring_goes_on_along_the_edge() {
        let square = |from: f64, to: f64| vec![(from, from), (to, from), (to, to), (from, to)];
        assert_eq!(ring(square(2.0, 5.0), SIZE), square(2.0, 5.0), "inside");
        assert!(ring(square(20.0, 25.0), SIZE).is_empty(), "outside");
        let around = ring(square(-5.0, 25.0), SIZE);
        assert_eq!(around.len(), 4, "land all over");
        assert!([(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)].iter().all(|corner| around.contains(corner)));
        let half = ring(square(5.0, 25.0), SIZE);
        assert!(half.iter().all(|(x, y)| (5.0..=10.0).contains(x) && (5.0..=10.0).contains(y)) && half.len() == 4);
        assert!(ring(Line::new(), SIZE).is_empty());
    }

    #[test]
    fn a_line_that_goes_out_and_comes_in_has_two_parts() {
        let path = [(5.0, 5.0), (15.0, 5.0), (15.0, 8.0), (5.0, 8.0)];
        assert_eq!(line(&path, SIZE), [vec![(5.0, 5.0), (10.0, 5.0)], vec![(10.0, 8.0), (5.0, 8.0)]]);
        assert_eq!(line(&[(1.0, 1.0), (2.0, 2.0), (3.0, 1.0)], SIZE).len(), 1);
        assert!(line(&[(-1.0, 0.0), (0.0, -1.0)], SIZE).is_empty(), "past the corner");
        assert_eq!(line(&[(-5.0, 5.0), (15.0, 5.0)], SIZE), [vec![(0.0, 5.0), (10.0, 5.0)]], "across");
    }

    #[test]
    fn a_path_has_no_more_points_than_can_be_seen() {
        let many: Line = (0..=100).map(|at| (f64::from(at) / 100.0, 0.0)).collect();
        let few = thinned(&many);
        assert!(few.len() < 5 && few.first() == many.first() && few.last() == many.last());
        let mut path = String::new();
        write(&mut path, &[(1.0, 2.04), (1.02, 2.0), (0.5, 3.0)], true);
        assert_eq!(path, "M1 2l-0.5 1Z");
    }
}
