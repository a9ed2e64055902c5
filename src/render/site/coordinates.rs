//! In: the places of an edition, and the coordinates that the project gives for some. Out: a file for maps (GeoJSON, RFC 7946).
//!
//! Invariant: holds only places whose coordinates the project gives and that an event of the edition names. Nothing is looked up.

use serde_json::{Value, json};

use crate::edition::{Edition, Entity, Event};
use crate::project::{Coordinates, Declared};
use crate::render::epub::book::Book;

/// The name of the file.
pub(crate) const FILE: &str = "places.geojson";

/// A declared place with its coordinates.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Located {
    name: String,
    at: Coordinates,
}

impl Located {
    /// The places with coordinates among the declared names.
    pub(crate) fn all(names: &[Declared]) -> Vec<Self> {
        let located = |one: &Declared| Some(Self { name: one.name.clone(), at: one.coordinates? });
        names.iter().filter_map(located).collect()
    }
}

/// A place of an edition that the project locates, with the events that the edition tells of it.
pub(crate) struct Found<'a> {
    pub place: &'a Entity,
    pub at: Coordinates,
    pub events: Vec<&'a Event>,
}

/// The located places of an edition, in its order. Those without an event are left out.
pub(crate) fn found<'a>(edition: &'a Edition, located: &[Located]) -> Vec<Found<'a>> {
    let find = |place: &'a Entity| {
        let at = located.iter().find(|one| one.name == place.name)?.at;
        let events = edition.chapters.iter().flat_map(|chapter| &chapter.events);
        let events: Vec<&Event> = events.filter(|event| place.events.contains(&event.id)).collect();
        (!events.is_empty()).then_some(Found { place, at, events })
    };
    edition.places.iter().filter_map(find).collect()
}

/// The file of an edition. `None` if the project locates none of its places. `base` stands before the places of events.
pub(crate) fn geojson(found: &[Found], book: &Book, base: &str) -> Option<Vec<u8>> {
    let features = found.iter().map(|found| {
        let told: Vec<Value> = found.events.iter().map(|event| told(event, book, base)).collect();
        feature(&found.place.name, found.at, &told)
    });
    let collection = json!({ "type": "FeatureCollection", "features": features.collect::<Vec<_>>() });
    let bytes = serde_json::to_vec_pretty(&collection).expect("a map is plain data");
    (!found.is_empty()).then(|| crate::characters::json(bytes))
}

fn feature(name: &str, at: Coordinates, events: &[Value]) -> Value {
    json!({
        "type": "Feature",
        "geometry": { "type": "Point", "coordinates": [at.longitude(), at.latitude()] },
        "properties": { "name": name, "events": events },
    })
}

fn told(event: &Event, book: &Book, base: &str) -> Value {
    let place = book.places.get(&event.id).map(|place| format!("{base}{place}"));
    let when = event.when.as_ref();
    json!({
        "headline": event.headline.text,
        "from": when.and_then(|when| when.earliest.as_ref()),
        "until": when.and_then(|when| when.latest.as_ref()),
        "when": when.map(|when| &when.long),
        "url": place,
    })
}
