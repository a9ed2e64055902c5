//! In: the located places of an edition. Out: the page with a map of them: coasts, borders, a circle for each place, and a list that says
//! everything that the map says.
//!
//! Borders are those of `world.bin`: what they are is decided there, not here.
//!
//! Invariant: every located place is in the list once, and its point on the map leads there. Nothing on the map comes from elsewhere.

mod cut;
mod labels;
mod window;
mod world;

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::{Serde, Value};
use serde::Serialize;

use self::cut::Point;
use self::labels::{Area, Mark};
use self::window::Window;
use self::world::World;
use super::coordinates::Found;
use crate::project::Coordinates;
use crate::render::shapes::{CHARACTER, GAP, Label, SIDE, label, number_text};
use crate::words::ProductLanguage;

/// The page.
pub(crate) const FILE: &str = "map.html";
/// The radius of the circle of a place with one event, how much it grows with the square root of more, and the largest, in units.
const CIRCLE: f64 = 4.5;
const GROWS: f64 = 1.6;
const LARGEST: f64 = 14.0;
/// How often a map without a coast and a border in it becomes twice as wide.
const MOST_WIDENED: u32 = 3;
/// The longest measure, as a share of the width, and the widest map that has one, in kilometres: farther, no length holds for all of it.
const MEASURE: f64 = 0.25;
const WIDEST_MEASURED: f64 = 5000.0;
/// The room for the measure and its text.
const MEASURE_ROOM: f64 = 26.0;

/// A map as shapes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
pub(crate) struct Map {
    /// The part of the plane that it takes: `0 0 480 300`, and its height.
    pub view: String,
    pub height: String,
    /// Land, its coasts, and the borders of countries, each as the data of a path.
    pub land: String,
    pub coasts: String,
    pub borders: String,
    /// The points with places, those with the most events first.
    pub circles: Vec<Circle>,
    /// A line of a length that is said beside it, as the data of a path. Absent where the map is too wide for one.
    pub measure: Option<(String, Label)>,
}

/// A point with a place, or with several.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Circle {
    /// The identifier of its first place in the list.
    pub id: String,
    pub x: String,
    pub y: String,
    pub radius: String,
    /// The numbers and names of its places, and the number of their events with its noun. It has what `label` shows, so that whoever sees the
    /// label can say it to a device.
    pub said: String,
    /// Its name or number on the map, where there is room.
    pub label: Option<Label>,
}

/// The places of one point.
struct Spot<'a> {
    at: Coordinates,
    places: Vec<&'a Found<'a>>,
}

impl Spot<'_> {
    /// Number of events of its places.
    fn events(&self) -> usize {
        self.places.iter().map(|found| found.events.len()).sum()
    }

    fn point(&self) -> Point {
        (self.at.longitude(), self.at.latitude())
    }
}

/// The values for the page of an edition in a language. `None` without located places.
pub(crate) fn page(found: &[Found], language: ProductLanguage) -> Option<Value> {
    let spots = spots(found);
    if spots.is_empty() {
        return None;
    }
    let listed = spots.iter().flat_map(|spot| &spot.places).map(|found| {
        let events: Vec<String> = found.events.iter().map(|event| event.id.clone()).collect();
        context! { id => &found.place.id, name => &found.place.name, counted => counted(found.events.len(), language), events }
    });
    let listed: Vec<Value> = listed.collect();
    Some(context! { map => Serde(draw(&spots, language)), items => listed })
}

/// The places by point, those with the most events first. Places of one point stand together.
fn spots<'a>(found: &'a [Found]) -> Vec<Spot<'a>> {
    let mut points: BTreeMap<(u64, u64), Spot> = BTreeMap::new();
    for one in found {
        let key = (one.at.latitude().to_bits(), one.at.longitude().to_bits());
        points.entry(key).or_insert_with(|| Spot { at: one.at, places: Vec::new() }).places.push(one);
    }
    let mut spots: Vec<Spot> = points.into_values().collect();
    spots.iter_mut().for_each(|spot| spot.places.sort_by_key(|found| std::cmp::Reverse(found.events.len())));
    spots.sort_by_cached_key(|spot| (std::cmp::Reverse(spot.events()), spot.places[0].place.name.clone()));
    spots
}

fn counted(events: usize, language: ProductLanguage) -> String {
    format!("{events} {}", language.noun(events, &language.lexicon().counts.events))
}

fn draw(spots: &[Spot], language: ProductLanguage) -> Map {
    let places: Vec<Point> = spots.iter().map(Spot::point).collect();
    let (window, mut map) = (0..=MOST_WIDENED)
        .map(|widened| {
            let window = Window::around(&places, f64::from(1 << widened));
            (window, ground(&window))
        })
        .find(|(_, map)| !map.coasts.is_empty() || !map.borders.is_empty())
        .unwrap_or_else(|| {
            let window = Window::around(&places, 1.0);
            (window, ground(&window))
        });
    let taken;
    (map.measure, taken) = measure(&window, &language.lexicon().site.kilometres);
    let marks = marks(spots, &window);
    let labels = labels::place(&marks, window.size(), taken);
    map.circles = spots
        .iter()
        .zip(marks.into_iter().zip(labels))
        .map(|(spot, (mark, label))| Circle {
            id: spot.places[0].place.id.clone(),
            x: number_text(mark.x),
            y: number_text(mark.y),
            radius: number_text(mark.radius),
            said: format!("{}. {}: {}", mark.number, mark.name, counted(spot.events(), language)),
            label,
        })
        .collect();
    map
}

/// Land and borders in a part of the Earth.
fn ground(window: &Window) -> Map {
    let (size, world) = (window.size(), World::get());
    let mut map = Map::default();
    let draw = |path: &mut String, line: &[Point]| {
        for part in cut::line(line, size) {
            cut::write(path, &cut::thinned(&part), false);
        }
    };
    for coast in &world.coasts {
        for ring in window.lines(&world::ring(coast)) {
            let cut = cut::thinned(&cut::ring(ring, size));
            // An island that is smaller than a point of a line would be nothing but a coast.
            if cut.len() > 3 {
                cut::write(&mut map.land, &cut, true);
            }
        }
        window.lines(coast).filter(|line| cut::thinned(line).len() > 3).for_each(|line| draw(&mut map.coasts, &line));
    }
    for border in &world.borders {
        window.lines(border).for_each(|line| draw(&mut map.borders, &line));
    }
    let (width, height) = size;
    map.view = format!("0 0 {width:.0} {height:.0}");
    map.height = format!("{height:.0}");
    map
}

/// The circles of points, each with what may stand beside it.
fn marks(spots: &[Spot], window: &Window) -> Vec<Mark> {
    let mut last = 0;
    let mark = |spot: &Spot| {
        let (x, y) = window.place(spot.point());
        let radius = (CIRCLE + GROWS * (spot.events().saturating_sub(1) as f64).sqrt()).min(LARGEST);
        let names: Vec<&str> = spot.places.iter().map(|found| found.place.name.as_str()).collect();
        let first = last + 1;
        last += spot.places.len();
        let number = if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") };
        Mark { x, y, radius, name: names.join(", "), number }
    };
    spots.iter().map(mark).collect()
}

/// A line of one, two or five of a power of ten kilometres in the corner of the map, and the part of the map that it takes.
fn measure(window: &Window, kilometres: &str) -> (Option<(String, Label)>, Area) {
    let (width, height) = window.size();
    let whole = window.kilometres();
    let mut lengths = (0..6).flat_map(|power| [1, 2, 5].map(|times| times * 10_u32.pow(power)));
    let longest = lengths.rfind(|length| f64::from(*length) <= whole * MEASURE);
    let Some(length) = longest.filter(|_| whole <= WIDEST_MEASURED) else { return (None, Area::default()) };
    let long = f64::from(length) / whole * width;
    let (line, text) = (height - GAP, format!("{length} {kilometres}"));
    let path = format!("M{0} {1}v4H{2}v-4", number_text(SIDE), number_text(line - 4.0), number_text(SIDE + long));
    let wide = long.max(text.chars().count() as f64 * CHARACTER);
    let area = [0.0, height - MEASURE_ROOM, SIDE + wide + GAP, height];
    (Some((path, label(SIDE, line - GAP, text))), area)
}
