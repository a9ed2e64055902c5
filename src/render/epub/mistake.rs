//! In: a minijinja error of a template. Out: a message for the author of the template.
//!
//! Invariant: begins with the innermost place, where the mistake is. The places that led to it follow.

use std::error::Error as _;

use minijinja::Error;

use crate::render::marked::marked;

/// The chain of an error: what is wrong and where, then what was being done.
pub(crate) fn message(error: &Error) -> String {
    let mut chain = vec![error];
    while let Some(cause) = chain[chain.len() - 1].source().and_then(|cause| cause.downcast_ref::<Error>()) {
        chain.push(cause);
    }
    let mut steps: Vec<String> = chain.into_iter().rev().map(step).collect();
    steps.dedup();
    steps.join("\n")
}

/// Place, message and source line of one error.
fn step(error: &Error) -> String {
    let message = match error.detail() {
        Some(detail) => format!("{}: {detail}", error.kind()),
        None => error.kind().to_string(),
    };
    let shown = || marked(error.template_source()?, error.range()?);
    let place = place(error).map_or_else(String::new, |place| format!("`{place}`: "));
    format!("{place}{message}{}", shown().unwrap_or_default())
}

/// The template, line and column, as `layouts/book/chapter.xhtml:12:5`. Lines and columns count from 1, columns in code points.
fn place(error: &Error) -> Option<String> {
    let name = error.name()?.to_owned();
    let column = || {
        let before = error.template_source()?.get(..error.range()?.start)?;
        Some(before.rsplit('\n').next().unwrap_or_default().chars().count() + 1)
    };
    Some(match (error.line(), column()) {
        (Some(line), Some(column)) => format!("{name}:{line}:{column}"),
        (Some(line), None) => format!("{name}:{line}"),
        _ => name,
    })
}
