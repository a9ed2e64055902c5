//! In: a list of pasted pages. Out: the lines of each page with their features, as JSON lines on standard output, for `tools/lines.py`,
//! which fits `src/normalize/pasted/weights.txt` to them.
//!
//! `cargo run --release --example lines -- LIST`. A line of the list is a path, then optionally a tab and an address. A page gives one
//! object, `{"path": …, "lines": […]}`. Each of its lines has `text`, `may_be_body` (whether its shape allows it to be body) and `traits`,
//! the index and the value of each feature that is not zero.
//!
//! Invariant: the lines and features are those with which the program scores.

use std::error::Error;
use std::io::{BufWriter, Write, stdout};
use std::path::Path;

use litopys::capture;
use litopys::normalize::pasted::body::{may_be_body, without_figures};
use litopys::normalize::pasted::captions::mirrored;
use litopys::normalize::pasted::score;
use litopys::survey::line::{self, Line};
use serde_json::{Value, json};

fn main() -> Result<(), Box<dyn Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [list] = arguments.as_slice() else { return Err("give a list of pages".into()) };
    let mut out = BufWriter::new(stdout().lock());
    for row in std::fs::read_to_string(list)?.lines() {
        let (path, address) = row.split_once('\t').unwrap_or((row, ""));
        let address = Some(address).filter(|address| !address.is_empty());
        for capture in capture::read_file(Path::new(path), path, None, address).value.unwrap_or_default() {
            writeln!(out, "{}", json!({ "path": path, "lines": scored(&capture.text) }))?;
        }
    }
    out.flush()?;
    Ok(())
}

/// The lines of a page that are scored.
fn scored(text: &str) -> Vec<Value> {
    let all = line::lines(text);
    let seen: Vec<&Line> = without_figures(&all, &mirrored(&all)).into_iter().map(|at| &all[at]).collect();
    let mut rows = Vec::new();
    score::features(&seen, |traits| {
        let held: Vec<Value> = (0..).zip(traits).filter(|(_, value)| **value != 0.0).map(|one| json!(one)).collect();
        let line = seen[rows.len()];
        rows.push(json!({ "text": line.passage.text, "may_be_body": may_be_body(line), "traits": held }));
    });
    rows
}
