//! In: what Typst says of a layout. Out: the same for the person who wrote the layout.
//!
//! Invariant: a place is named as it is found in a project's folder, and only where Typst knows it.

use typst::diag::{Severity, SourceDiagnostic};
use typst::{World, WorldExt};

use super::marked::marked;
use super::world::LayoutWorld;
use crate::warned::Warning;

/// The errors of a layout, one below the other.
pub fn tell(world: &LayoutWorld, errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| told(world, error)).collect::<Vec<_>>().join("\n")
}

/// What the first of some errors says, without its place.
pub fn first(errors: &[SourceDiagnostic]) -> String {
    errors.first().map(|error| error.message.to_string()).unwrap_or_default()
}

/// A warning of Typst.
pub fn warning(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Warning {
    debug_assert_eq!(diagnostic.severity, Severity::Warning);
    Warning {
        path: place(world, diagnostic),
        problem: diagnostic.message.to_string(),
        hint: diagnostic.hints.first().map(|hint| hint.v.to_string()),
    }
}

/// Place, message, source line and hints of a diagnostic.
fn told(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> String {
    let place = place(world, diagnostic).map_or_else(String::new, |place| format!("`{place}`: "));
    let shown = shown(world, diagnostic).unwrap_or_default();
    let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {}", hint.v));
    std::iter::once(format!("{place}{}{shown}", diagnostic.message)).chain(hints).collect()
}

/// The layout's file, line and column that a diagnostic is about, as `layouts/briefing/main.typ:12:5`; both count from 1,
/// columns in code points.
fn place(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let file = diagnostic.span.id()?;
    let source = world.source(file).ok()?;
    let start = world.range(diagnostic.span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    Some(format!("{}:{}:{}", world.path(file), line + 1, column + 1))
}

/// The source line that a diagnostic is about, marked where it begins.
fn shown(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let source = world.source(diagnostic.span.id()?).ok()?;
    let range = world.range(diagnostic.span)?;
    marked(source.text(), range)
}
