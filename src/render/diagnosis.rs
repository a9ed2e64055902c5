//! In: diagnostics of Typst about a layout. Out: messages for the author of the layout.
//!
//! Invariant: files are named as in a project's folder, and a place is given only if Typst knows it.

use typst::diag::{Severity, SourceDiagnostic};
use typst::{World, WorldExt};

use super::marked::marked;
use super::world::LayoutWorld;
use crate::warned::Warning;

/// The errors of a layout, one per paragraph.
pub(crate) fn message(world: &LayoutWorld, errors: &[SourceDiagnostic]) -> String {
    errors.iter().map(|error| described(world, error)).collect::<Vec<_>>().join("\n")
}

/// The message of the first error, without its place.
pub(crate) fn first(errors: &[SourceDiagnostic]) -> String {
    errors.first().map(|error| error.message.to_string()).unwrap_or_default()
}

/// A warning of Typst.
pub(crate) fn warning(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Warning {
    debug_assert_eq!(diagnostic.severity, Severity::Warning);
    Warning {
        path: place(world, diagnostic),
        problem: diagnostic.message.to_string(),
        hint: diagnostic.hints.first().map(|hint| hint.v.to_string()),
    }
}

/// Place, message, source line and hints of a diagnostic.
fn described(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> String {
    let place = place(world, diagnostic).map_or_else(String::new, |place| format!("`{place}`: "));
    let shown = shown(world, diagnostic).unwrap_or_default();
    let hints = diagnostic.hints.iter().map(|hint| format!("\nhint: {}", hint.v));
    std::iter::once(format!("{place}{}{shown}", diagnostic.message)).chain(hints).collect()
}

/// The file, line and column of a diagnostic, as `layouts/briefing/main.typ:12:5`. Lines and columns count from 1, columns in code points.
fn place(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let file = diagnostic.span.id()?;
    let source = world.source(file).ok()?;
    let start = world.range(diagnostic.span)?.start;
    let (line, column) = source.lines().byte_to_line_column(start)?;
    Some(format!("{}:{}:{}", world.path(file), line + 1, column + 1))
}

/// The source line of a diagnostic, with a mark where it begins.
fn shown(world: &LayoutWorld, diagnostic: &SourceDiagnostic) -> Option<String> {
    let source = world.source(diagnostic.span.id()?).ok()?;
    let range = world.range(diagnostic.span)?;
    marked(source.text(), range)
}
