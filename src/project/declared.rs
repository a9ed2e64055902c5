//! In: the `[[name]]` sections of a project file. Out: the declared people, organizations and places.
//!
//! Invariant: each name and each alias belongs to one declaration only.

use std::collections::BTreeSet;

use serde::Serialize;

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 5] = ["name", "kind", "aliases", "role", "coordinates"];
const KINDS: [(&str, DeclaredKind); 3] =
    [("person", DeclaredKind::Person), ("organization", DeclaredKind::Organization), ("place", DeclaredKind::Place)];

/// A person, organization or place that the project file declares.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Declared {
    /// The name that the edition prints.
    pub name: String,
    /// What it names.
    pub kind: DeclaredKind,
    /// Other names that pages use, in the nominative.
    pub aliases: Vec<String>,
    /// The office of a person. It is printed as the editor's.
    pub role: Option<String>,
    /// Where a place is. It is the editor's.
    pub coordinates: Option<Coordinates>,
}

/// A point on the Earth in millionths of a degree (WGS 84), a tenth of a metre.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
pub struct Coordinates {
    latitude: i32,
    longitude: i32,
}

impl Coordinates {
    /// Parts of a degree that are told apart.
    const PARTS: f64 = 1_000_000.0;

    /// A point by its latitude and longitude in degrees. Values beyond the poles and the antimeridian are taken as these.
    pub fn new(latitude: f64, longitude: f64) -> Self {
        let part = |degrees: f64, most: f64| (degrees.clamp(-most, most) * Self::PARTS).round() as i32;
        Self { latitude: part(latitude, 90.0), longitude: part(longitude, 180.0) }
    }

    /// The latitude in degrees, north above zero.
    pub fn latitude(self) -> f64 {
        f64::from(self.latitude) / Self::PARTS
    }

    /// The longitude in degrees, east above zero.
    pub fn longitude(self) -> f64 {
        f64::from(self.longitude) / Self::PARTS
    }
}

/// What a declared name stands for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
pub enum DeclaredKind {
    /// A person.
    Person,
    /// An organization.
    Organization,
    /// A place.
    Place,
}

impl Declared {
    /// The name and its aliases.
    pub fn names(&self) -> impl Iterator<Item = &str> {
        std::iter::once(self.name.as_str()).chain(self.aliases.iter().map(String::as_str))
    }
}

/// The declared names of a project file, in file order.
pub(crate) fn names(top: &Section<'_>) -> Result<Vec<Declared>, ProjectError> {
    let mut known: BTreeSet<String> = BTreeSet::new();
    let mut all = Vec::new();
    for section in top.sections("name", &KEYS)? {
        let name = section.required("name", "name = \"Olena Koval\"")?;
        let kind = kind(&section)?;
        let aliases = section.texts("aliases")?.unwrap_or_default();
        let role = section.text("role")?;
        if role.is_some() && kind != DeclaredKind::Person {
            let known = ["name", "kind", "aliases"].map(str::to_owned).into();
            let key = "name.role".to_owned();
            return Err(section.on_line_of("role", Problem::UnknownKey { key, nearest: None, known }));
        }
        let point = section.point("coordinates")?;
        let coordinates = point.map(|(latitude, longitude)| Coordinates::new(latitude, longitude));
        if coordinates.is_some() && kind != DeclaredKind::Place {
            let known = ["name", "kind", "aliases"].map(str::to_owned).into();
            let key = "name.coordinates".to_owned();
            return Err(section.on_line_of("coordinates", Problem::UnknownKey { key, nearest: None, known }));
        }
        for (key, one) in std::iter::once(("name", &name)).chain(aliases.iter().map(|alias| ("aliases", alias))) {
            if !known.insert(one.to_lowercase()) {
                let (value, hint) = (one.clone(), "leave it with one name");
                return Err(section.on_line_of(key, Problem::Twice { key: format!("name.{key}"), value, hint }));
            }
        }
        all.push(Declared { name, kind, aliases, role, coordinates });
    }
    Ok(all)
}

fn kind(section: &Section<'_>) -> Result<DeclaredKind, ProjectError> {
    section.required("kind", "kind = \"person\"")?;
    let find = |name: &str| KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let kind = section.choice("kind", "a kind of name", &KINDS.map(|(name, _)| name), find)?;
    Ok(kind.unwrap_or(DeclaredKind::Person))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::super::section::Document;
    use super::*;

    fn read(text: &str) -> Result<Vec<Declared>, String> {
        let document = Document::parse(Path::new("litopys.toml"), text).map_err(|error| error.to_string())?;
        let top = document.top(&["name"]).map_err(|error| error.to_string())?;
        names(&top).map_err(|error| error.to_string())
    }

    #[test]
    fn a_place_may_have_coordinates() {
        let place = |value: &str| format!("[[name]]\nname = 'A'\nkind = 'place'\ncoordinates = {value}");
        let at = read(&place("[49.4285, -32]")).unwrap()[0].coordinates.unwrap();
        assert_eq!((at.latitude(), at.longitude()), (49.4285, -32.0));
        for wrong in ["[91, 0]", "[0, 181]", "[1]", "[1, 2, 3]", "'49, 32'", "[nan, 0]"] {
            let error = read(&place(wrong)).unwrap_err();
            assert!(error.contains("line 4: `name.coordinates`") && error.contains("hint: "), "{wrong}: {error}");
        }
        let person = read("[[name]]\nname = 'A'\nkind = 'person'\ncoordinates = [1, 2]").unwrap_err();
        assert!(person.contains("no key `name.coordinates`"), "{person}");
    }
}
