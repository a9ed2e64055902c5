//! In: a project that lists what to fetch. Out: captures in its folder, and a line for each.
//!
//! Invariant: the only verb that opens a connection.

use std::path::PathBuf;

use chrono::NaiveDate;
use clap::Args;

use super::Exit;
use super::choice::day;
use super::console::{Console, Failure};
use crate::fetch::{self, Run};
use crate::project::{self, FILE_NAME, Overrides};
use crate::stored::clock::{self, Instant};
use crate::warned::Warning;

/// Collect pages from the feeds, sitemaps and lists in the project file; the only verb that opens a connection
#[derive(Debug, Args)]
pub(crate) struct Fetch {
    /// The project's folder
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// Skip pages that are known to be older than this day
    #[arg(long, value_name = "DAY", value_parser = day)]
    since: Option<NaiveDate>,
    /// Print which pages would be fetched, and write nothing
    #[arg(long)]
    dry_run: bool,
    /// The project file, if it is not the folder's `litopys.toml`
    #[arg(long, value_name = "FILE")]
    project: Option<PathBuf>,
    /// The time of capture, such as 2026-07-14T06:00:00Z [default: SOURCE_DATE_EPOCH, else the current time]
    #[arg(long, value_name = "TIME")]
    now: Option<Instant>,
}

pub(crate) fn run(arguments: &Fetch, console: &mut Console) -> Result<Exit, Failure> {
    let overrides = Overrides { file: arguments.project.clone(), ..Overrides::default() };
    let project = project::load(&arguments.folder, &overrides)?;
    let Some(limits) = &project.fetching else {
        let file = arguments.project.clone().unwrap_or_else(|| arguments.folder.join(FILE_NAME));
        let hint = "add `[fetch]` with `feeds = [\"https://…\"]`; `litopys init` explains all of it";
        return Err(Failure::file(file.display(), "it does not say what to fetch", hint));
    };
    let epoch = std::env::var("SOURCE_DATE_EPOCH").ok();
    let now = clock::now(arguments.now, epoch.as_deref());
    let run = Run { now, since: arguments.since, is_dry: arguments.dry_run };
    if !crate::stored::is_read(&project.captures, &limits.folder) {
        let problem = format!("a build does not read `{}`, where pages are stored", limits.folder.display());
        let hint = Some("add it to `captures`".to_owned());
        console.warn(&[Warning { path: Some(FILE_NAME.to_owned()), problem, hint }]);
    }
    let report = fetch::fetch(&project.root, limits, run).map_err(Failure::of)?;
    console.warn(&report.warnings);
    console.sum_up(report.summary.clone());
    report.lines.iter().try_for_each(|line| console.remark(line))?;
    if let Some(error) = report.broken {
        return Err(Failure::of(error));
    }
    if report.is_nothing {
        return Err(Failure::plain("no source could be read", "see the warnings about each of them above"));
    }
    console.remark(&report.summary)?;
    Ok(if report.is_partial { Exit::Findings } else { Exit::Done })
}
