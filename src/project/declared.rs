//! In: the `[[name]]` sections of a project file. Out: the declared people, organizations and places.
//!
//! Invariant: each name and each alias belongs to one declaration only.

use std::collections::BTreeSet;

use serde::Serialize;

use super::error::{Problem, ProjectError};
use super::section::Section;

pub(crate) const KEYS: [&str; 4] = ["name", "kind", "aliases", "role"];
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
        for (key, one) in std::iter::once(("name", &name)).chain(aliases.iter().map(|alias| ("aliases", alias))) {
            if !known.insert(one.to_lowercase()) {
                let (value, hint) = (one.clone(), "leave it with one name");
                return Err(section.on_line_of(key, Problem::Twice { key: format!("name.{key}"), value, hint }));
            }
        }
        all.push(Declared { name, kind, aliases, role });
    }
    Ok(all)
}

fn kind(section: &Section<'_>) -> Result<DeclaredKind, ProjectError> {
    section.required("kind", "kind = \"person\"")?;
    let find = |name: &str| KINDS.iter().find(|(known, _)| *known == name).map(|(_, kind)| *kind);
    let kind = section.choice("kind", "a kind of name", &KINDS.map(|(name, _)| name), find)?;
    Ok(kind.unwrap_or(DeclaredKind::Person))
}
