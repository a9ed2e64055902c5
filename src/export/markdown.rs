//! In: an edition. Out: all of it as one CommonMark document with the footnotes and tables of GitHub's flavour.
//!
//! A line that ends in a footnote, or in a footnote and text in brackets, begins with exact words of that source's page. A footnote ends
//! with the name of its capture. `verify` relies on both. The document has no figures, no pictures and no typography of the briefing.
//!
//! Invariant: every text is escaped, wherever it is inserted. A template that names a missing value is an error.

mod escape;

use std::collections::BTreeMap;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Serde, Value};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Output, State, UndefinedBehavior, context};
use thiserror::Error;

use super::plain::line;
use crate::address;
use crate::characters::clean;
use crate::edition::Edition;
use crate::limits;

const TEMPLATE: &str = include_str!("markdown/edition.md");

/// Why an edition could not be written as Markdown.
#[derive(Debug, Error)]
#[error("cannot write the edition as Markdown: {0:#}")]
pub struct MarkdownError(#[from] minijinja::Error);

/// The edition as Markdown.
///
/// # Errors
/// The template uses a value that the edition does not have.
pub fn markdown(edition: &Edition) -> Result<String, MarkdownError> {
    let data = Value::from(Serde(edition));
    let mut environment = Environment::new();
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::Custom("markdown".into()));
    environment.set_formatter(print);
    environment.set_fuel(Some(limits::TEMPLATE_STEPS));
    environment.add_filter("inline", |text: &str| safe(escape::inline(&line(text))));
    environment.add_filter("part", |text: &str| safe(escape::part(text)));
    environment.add_filter("code", |text: &str| safe(escape::code(&line(text))));
    environment.add_filter("italic", |text: &str| safe(escape::italic(text)));
    environment.add_function("styled", |text: &str, strong: bool, emphasis: bool| safe(styled(text, strong, emphasis)));
    environment.add_function("link", |address: &str| safe(link(address)));
    add_lookups(&mut environment, &data)?;
    environment.add_template("edition.md", TEMPLATE)?;
    let text = environment.get_template("edition.md")?.render(context! { edition => data })?;
    Ok(clean(&text).into_owned())
}

fn safe(text: String) -> Value {
    Value::from_safe_string(text)
}

/// Prints a value. Texts of the edition are escaped, and a missing value is an error.
fn print(output: &mut Output, _: &mut State, value: &Value) -> Result<(), Error> {
    if value.is_none() {
        return Err(Error::new(ErrorKind::InvalidOperation, "a missing value cannot be printed"));
    }
    let written = match value.as_str() {
        Some(text) if value.is_safe() => output.write_str(text),
        Some(text) => output.write_str(&escape::text(&line(text))),
        None => write!(output, "{value}"),
    };
    written.map_err(Error::from)
}

/// Words of an editor with their style.
fn styled(text: &str, strong: bool, emphasis: bool) -> String {
    escape::styled(text, &"*".repeat(usize::from(emphasis) + 2 * usize::from(strong)))
}

/// An address as on the page, with a link if browsers accept it.
fn link(address: &str) -> String {
    match address::web(address) {
        Some(web) if web == address => format!("<{web}>"),
        Some(web) => format!("[{}](<{web}>)", escape::inline(&line(address))),
        None => escape::inline(&line(address)),
    }
}

/// Adds functions that look up an event or a source for the template.
fn add_lookups(environment: &mut Environment<'static>, data: &Value) -> Result<(), Error> {
    let mut events: BTreeMap<String, Value> = BTreeMap::new();
    for chapter in data.get_attr("chapters")?.try_iter()? {
        for event in chapter.get_attr("events")?.try_iter()? {
            events.insert(event.get_attr("id")?.to_string(), event);
        }
    }
    environment.add_function("event", move |id: &str| events.get(id).cloned());
    let mut sources: BTreeMap<usize, Value> = BTreeMap::new();
    for source in data.get_attr("sources")?.try_iter()? {
        sources.insert(usize::try_from(source.get_attr("number")?)?, source);
    }
    environment.add_function("source", move |number: usize| sources.get(&number).cloned());
    Ok(())
}
