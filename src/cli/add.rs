//! In: pages in files or on standard input. Out: the same pages as captures of a project, and a line for each.
//!
//! Invariant: a page that cannot be read is not stored, and the others are.

use std::path::PathBuf;

use clap::Args;

use super::Exit;
use super::choice::one_of;
use super::console::{Console, Failure};
use crate::add::{self, Added, Given, Known};
use crate::capture::{Capture, Form};
use crate::files;
use crate::inputs::{self, STANDARD};
use crate::project::{self, Overrides, Project};
use crate::stored::clock::{self, Instant};
use crate::time::When;
use crate::warned::Warning;

/// Store pages that are pasted, piped or named among a project's captures, with their address and the time
#[derive(Debug, Args)]
pub(crate) struct Add {
    /// Files with pages; `-` is standard input, into which you can paste
    #[arg(value_name = "FILE", default_value = STANDARD)]
    files: Vec<PathBuf>,
    /// The address of the page
    #[arg(long, value_name = "URL")]
    url: Option<String>,
    /// The project's folder
    #[arg(long, value_name = "FOLDER", default_value = ".")]
    to: PathBuf,
    /// The form of the pages, if their names and bytes do not show it
    #[arg(long, value_name = "FORM", value_parser = one_of::<Form>())]
    form: Option<Form>,
    /// The project file, if it is not the folder's `litopys.toml`
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// The time of capture, such as 2026-07-14T06:00:00Z [default: SOURCE_DATE_EPOCH, else the current time]
    #[arg(long, value_name = "TIME")]
    now: Option<Instant>,
}

pub(crate) fn run(arguments: &Add, console: &mut Console) -> Result<Exit, Failure> {
    if arguments.url.is_some() && arguments.files.len() > 1 {
        let problem = "`--url` is the address of one page".to_owned();
        let hint = Some("add the pages one by one".to_owned());
        return Err(Failure::Usage(Warning { path: None, problem, hint }));
    }
    let overrides = Overrides { file: arguments.project.clone(), ..Overrides::default() };
    let project = project::load(&arguments.to, &overrides)?;
    let now = clock::now(arguments.now, std::env::var("SOURCE_DATE_EPOCH").ok().as_deref());
    let mut failed = Vec::new();
    for file in &arguments.files {
        match one(arguments, file, &project, now) {
            Ok(added) => tell(&added, &project, console)?,
            Err(failure) => failed.push(failure),
        }
    }
    let last = failed.pop();
    console.warn(failed.iter().filter_map(|failure| match failure {
        crate::failure::Failure::Problem(warning) => Some(warning),
        _ => None,
    }));
    match last {
        Some(failure) => Err(Failure::Failed(failure)),
        None => Ok(Exit::Done),
    }
}

/// Adds the page in a file.
fn one(
    arguments: &Add,
    file: &std::path::Path,
    project: &Project,
    now: Instant,
) -> Result<Added, crate::failure::Failure> {
    let is_standard = file.as_os_str() == STANDARD;
    let bytes = if is_standard { inputs::standard_input() } else { files::read(file) };
    let bytes = bytes.map_err(|error| {
        crate::failure::Failure::file(file.display(), files::plain(&error), "check that it exists and may be read")
    })?;
    let name = file.display().to_string();
    let given = Given {
        name: Some(name.as_str()).filter(|_| !is_standard),
        bytes: &bytes,
        form: arguments.form,
        address: arguments.url.as_deref(),
    };
    add::add(project, given, now)
}

fn tell(added: &Added, project: &Project, console: &mut Console) -> Result<(), Failure> {
    console.warn(&added.warnings);
    let path = &added.path;
    match &added.known {
        Known::Same => return console.remark(format!("already there: {path} has the same text")),
        Known::Nothing => {}
        Known::Other(other) => console.remark(format!("another copy of the page in {other}"))?,
    }
    match added.captures.as_slice() {
        [only] => console.remark(format!("stored {path}: {}", read(only, project))),
        several => console.remark(format!("stored {path}: {} pages", several.len())),
    }
}

/// The headline and the day of a page, as they are understood.
fn read(capture: &Capture, project: &Project) -> String {
    let (annotated, dated) = crate::read_page(capture, project);
    let headline = annotated.article.headline.map_or_else(|| "no headline".to_owned(), |headline| headline.text);
    let day = dated.published.as_ref().map(When::edtf);
    let day = day.map_or_else(
        || "no date found; a line `published = DAY` in the file beside it gives one".to_owned(),
        |day| format!("published {day}"),
    );
    format!("{headline} ({day})")
}
