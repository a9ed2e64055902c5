//! In: a plain text and the day that it is anchored to. Out: its temporal expressions, as a table or as JSON.
//!
//! Invariant: every expression of the text appears once, in text order.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;
use serde::Serialize;

use super::Exit;
use super::choice::day;
use super::console::{Console, Failure};
use super::record;
use super::table::{self, Column};
use crate::capture::Form;
use crate::capture::decode::decode;
use crate::dating::narrative::{self, Anchor, AnchorKind, Anchored};
use crate::files;
use crate::inputs::{STANDARD, standard_input};
use crate::language::Language;
use crate::passage::Span;
use crate::time::ExpressionKind;

/// Number of expressions printed with one system call. A call for each expression would take longer than reading it. It changes time alone.
/// Set by hand.
const AT_ONCE: usize = 1000;

/// Print the dates, times and durations of a text with TIMEX3 values and evidence
#[derive(Debug, Args)]
pub(crate) struct Dates {
    /// The text; `-` is standard input
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// The code of the language of the text, such as uk [default: detected from the text]
    #[arg(long, value_name = "CODE", value_parser = language_argument)]
    language: Option<Language>,
    /// The day on which the text was written, YYYY-MM-DD
    #[arg(long, value_name = "DAY", value_parser = day)]
    base: Option<NaiveDate>,
    /// Print JSON, one object on each line
    #[arg(long)]
    json: bool,
}

/// An expression in the output of `--json`.
#[derive(Debug, Serialize)]
struct Line<'a> {
    #[serde(flatten)]
    span: Span,
    text: &'a str,
    r#type: ExpressionKind,
    value: &'a str,
    earliest: Option<NaiveDate>,
    latest: Option<NaiveDate>,
    evidence: &'a [Anchor],
}

pub(crate) fn run(arguments: &Dates, console: &mut Console) -> Result<Exit, Failure> {
    let text = text(arguments)?;
    let language = arguments.language.unwrap_or_else(|| Language::detect(&text));
    let found = narrative::anchored(&text, language, arguments.base);
    if arguments.json {
        for some in found.chunks(AT_ONCE) {
            let lines: Vec<String> = some.iter().map(|expression| record::line(&line(expression))).collect();
            console.line(lines.join("\n"))?;
        }
    } else {
        console.line(table(&found).join("\n"))?;
    }
    Ok(Exit::Done)
}

/// The text of the file without its byte order mark.
fn text(arguments: &Dates) -> Result<String, Failure> {
    let path = arguments.file.display();
    let bytes =
        if arguments.file.as_os_str() == STANDARD { standard_input() } else { files::read_to_end(&arguments.file) };
    let bytes = bytes.map_err(|error| {
        Failure::file(&path, files::plain(&error), "name a file that holds a text, or `-` for standard input")
    })?;
    let text = decode(&bytes).ok_or_else(|| Failure::file(&path, "it is not text", "save the page as text"))?;
    match Form::of(&path.to_string(), &text) {
        Form::Text | Form::Markdown => Ok(text),
        _ => {
            let hint = "`litopys read` prints the text of a captured page; save that, or pipe it to `-`";
            Err(Failure::file(&path, "it is not plain text", hint))
        }
    }
}

/// The language for a code. Only languages with a temporal lexicon are accepted.
fn language_argument(code: &str) -> Result<Language, String> {
    match Language::from_tag(code) {
        Language::Other(_) | Language::Unknown => Err(format!("dates can be read in {}", Language::TAGS.join(", "))),
        known => Ok(known),
    }
}

fn line(expression: &Anchored) -> Line<'_> {
    let (earliest, latest) = (expression.days.map(|days| days.earliest), expression.days.map(|days| days.latest));
    Line {
        span: expression.span,
        text: &expression.text,
        r#type: expression.kind,
        value: &expression.value,
        earliest,
        latest,
        evidence: &expression.evidence,
    }
}

fn table(found: &[Anchored]) -> Vec<String> {
    let columns = [
        Column { title: "PLACE", widest: 15 },
        Column { title: "TYPE", widest: 8 },
        Column { title: "VALUE", widest: 20 },
        Column { title: "DAYS", widest: 25 },
        Column { title: "TEXT", widest: 40 },
        Column { title: "EVIDENCE", widest: 60 },
    ];
    let rows: Vec<[String; 6]> = found.iter().map(row).collect();
    table::lines(columns, &rows)
}

fn row(expression: &Anchored) -> [String; 6] {
    let days = expression.days.map(|days| match days.is_day() {
        true => days.earliest.to_string(),
        false => format!("{}/{}", days.earliest, days.latest),
    });
    let evidence: Vec<String> = expression.evidence.iter().map(evidence_text).collect();
    [
        format!("{}–{}", expression.span.start, expression.span.end),
        record::name(&expression.kind),
        expression.value.clone(),
        days.unwrap_or_else(|| "–".to_owned()),
        expression.text.clone(),
        if evidence.is_empty() { "–".to_owned() } else { evidence.join(", ") },
    ]
}

/// "narrative: 1 вересня 1939". What the words themselves state is not repeated.
fn evidence_text(anchor: &Anchor) -> String {
    let kind = record::name(&anchor.kind);
    if anchor.kind == AnchorKind::Stated { kind } else { format!("{kind}: {}", anchor.text) }
}
