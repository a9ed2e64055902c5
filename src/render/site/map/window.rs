//! In: places on the Earth. Out: the part of it that a map shows, and where on the map each place lies.
//!
//! The map is equirectangular: degrees of longitude are as much shorter than degrees of latitude as in its middle.
//!
//! Invariant: every place lies on the map, also those on both sides of the antimeridian. The map is never wider than the Earth.

use super::cut::{Line, Point};
use crate::render::shapes::WIDTH;

/// The room around the places, as a share of how far they lie apart.
const MARGIN: f64 = 0.18;
/// The least height of a map in degrees: 220 kilometres, and 670 around one point alone, so that something is to be seen around it.
const LOWEST: f64 = 2.0;
const LOWEST_ALONE: f64 = 6.0;
/// The least and the greatest height of a map, as a share of its width.
const FLAT: f64 = 0.5;
const TALL: f64 = 0.8;
/// How much shorter than degrees of latitude those of longitude may be. Near the poles they would have no length at all.
const SHORTEST: f64 = 0.2;
/// The length of a degree of latitude, in kilometres.
const DEGREE: f64 = 111.2;
const WHOLE_TURN: f64 = 360.0;
const POLE: f64 = 90.0;

/// A part of the Earth and its scale.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct Window {
    /// The longitude of the left edge and the latitude of the upper one, in degrees.
    west: f64,
    north: f64,
    /// The units of a degree of longitude and of latitude.
    right: f64,
    down: f64,
    height: f64,
}

/// The middle of a part of the Earth and the distances from there to its edges, in degrees of latitude.
#[derive(Debug, Clone, Copy)]
struct Extent {
    middle: Point,
    across: f64,
    up: f64,
}

impl Window {
    /// The part of the Earth around places, which are east and north in degrees. It is `wider` times as wide as the places need.
    pub(crate) fn around(places: &[Point], wider: f64) -> Self {
        let (west, east) = sides(places);
        let north = places.iter().map(|place| place.1).fold(-POLE, f64::max);
        let south = places.iter().map(|place| place.1).fold(POLE, f64::min);
        let middle = (f64::midpoint(west, east), f64::midpoint(south, north));
        let shorter = middle.1.to_radians().cos().max(SHORTEST);
        let lowest = if (west, south) == (east, north) { LOWEST_ALONE } else { LOWEST };
        let reach = |length: f64| (length * (0.5 + MARGIN)).max(lowest / 2.0) * wider;
        let (across, up) = (reach((east - west) * shorter), reach(north - south));
        let across = across.max(up / TALL).min(WHOLE_TURN / 2.0 * shorter);
        Self::of(Extent { middle, across, up: up.clamp(across * FLAT, across * TALL).min(POLE) }, shorter)
    }

    fn of(extent: Extent, shorter: f64) -> Self {
        let down = WIDTH / (2.0 * extent.across);
        // A map that would go beyond a pole is moved away from it.
        let middle = extent.middle.1.clamp(extent.up - POLE, POLE - extent.up);
        Self {
            west: extent.middle.0 - extent.across / shorter,
            north: middle + extent.up,
            right: down * shorter,
            down,
            height: 2.0 * extent.up * down,
        }
    }

    /// Its width and its height, in units.
    pub(crate) fn size(&self) -> (f64, f64) {
        (WIDTH, self.height)
    }

    /// Where a place lies on the map.
    pub(crate) fn place(&self, place: Point) -> Point {
        let east = self.west + (place.0 - self.west).rem_euclid(WHOLE_TURN);
        self.point((east, place.1))
    }

    fn point(&self, (east, north): Point) -> Point {
        ((east - self.west) * self.right, (self.north - north) * self.down)
    }

    /// A line as often as a part of it may lie on the map, which the antimeridian may divide.
    pub(crate) fn lines<'a>(&'a self, line: &'a [Point]) -> impl Iterator<Item = Line> + 'a {
        let ends = |of: fn(&Point) -> f64| {
            let least = line.iter().map(of).fold(f64::INFINITY, f64::min);
            (least, line.iter().map(of).fold(f64::NEG_INFINITY, f64::max))
        };
        let ((west, east), (south, north)) = (ends(|point| point.0), ends(|point| point.1));
        let (width, tall) = (WIDTH / self.right, self.height / self.down);
        let is_level = south <= self.north && north >= self.north - tall;
        let first = ((self.west - east) / WHOLE_TURN).ceil() as i32;
        let last = ((self.west + width - west) / WHOLE_TURN).floor() as i32;
        let turned = move |turn: i32| {
            let turn = f64::from(turn) * WHOLE_TURN;
            line.iter().map(|point| self.point((point.0 + turn, point.1))).collect()
        };
        (first..=last).filter(move |_| is_level).map(turned)
    }

    /// The kilometres in the width of the map, in its middle.
    pub(crate) fn kilometres(&self) -> f64 {
        WIDTH / self.down * DEGREE
    }
}

/// The narrowest part of the circle of longitudes with all places: from where to where, to the east.
fn sides(places: &[Point]) -> (f64, f64) {
    let mut easts: Vec<f64> = places.iter().map(|place| place.0.rem_euclid(WHOLE_TURN)).collect();
    easts.sort_by(f64::total_cmp);
    let (Some(first), Some(last)) = (easts.first().copied(), easts.last().copied()) else { return (0.0, 0.0) };
    let mut widest = (first + WHOLE_TURN - last, first, last);
    for pair in easts.windows(2).filter(|pair| pair[1] > pair[0]) {
        if pair[1] - pair[0] > widest.0 {
            widest = (pair[1] - pair[0], pair[1], pair[0] + WHOLE_TURN);
        }
    }
    (widest.1, widest.2)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_within(window: &Window, place: Point) -> bool {
        let ((x, y), (width, height)) = (window.place(place), window.size());
        (0.0..=width).contains(&x) && (0.0..=height).contains(&y)
    }

    #[test]
    fn every_place_lies_on_the_map() {
        let sets: [&[Point]; 9] = [
            &[(30.52, 50.45)],
            &[(30.52, 50.45), (30.52, 50.45)],
            &[(24.03, 49.84), (36.23, 49.99), (33.52, 44.61)],
            &[(178.44, -18.14), (-171.76, -13.83)],
            &[(180.0, 66.0), (-180.0, 66.0)],
            &[(0.0, -90.0), (166.67, -77.85)],
            &[(-25.0, 90.0), (10.0, 89.0)],
            &[(-122.4, 37.8), (151.2, -33.9), (30.5, 50.5), (-70.0, -53.0), (18.4, -33.9)],
            &[(-180.0, -90.0), (0.0, 90.0), (90.0, 0.0), (-90.0, 0.0)],
        ];
        for places in sets {
            for wider in [1.0, 2.0, 4.0] {
                let window = Window::around(places, wider);
                let (width, height) = window.size();
                assert!((FLAT - 0.01..=TALL + 0.01).contains(&(height / width)), "{places:?}: {window:?}");
                assert!(places.iter().all(|place| is_within(&window, *place)), "{places:?}: {window:?}");
                assert!(width / window.right <= WHOLE_TURN + 0.001, "{places:?}: {window:?}");
            }
        }
    }

    #[test]
    fn places_on_both_sides_of_the_antimeridian_are_near() {
        let window = Window::around(&[(178.44, -18.14), (-171.76, -13.83)], 1.0);
        assert!(window.kilometres() < 2500.0, "{}", window.kilometres());
        assert!(window.place((178.44, -18.14)).0 < window.place((-171.76, -13.83)).0);
        let across: Line = vec![(179.0, -17.0), (181.0, -17.0)];
        assert_eq!(window.lines(&across).count(), 1);
        let far: Line = vec![(10.0, -17.0), (11.0, -17.0)];
        assert_eq!(window.lines(&far).count(), 0);
    }

    #[test]
    fn one_place_is_in_the_middle() {
        let window = Window::around(&[(30.52, 50.45)], 1.0);
        let (x, y) = window.place((30.52, 50.45));
        assert!((x - WIDTH / 2.0).abs() < 0.1 && (y - window.size().1 / 2.0).abs() < 0.1);
        assert!((700.0..1000.0).contains(&window.kilometres()), "{}", window.kilometres());
        let wider = Window::around(&[(30.52, 50.45)], 2.0);
        assert!((wider.kilometres() / window.kilometres() - 2.0).abs() < 0.01);
    }
}
