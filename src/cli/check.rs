//! In: a folder of captures. Out: findings for the user to look at, with corrections for the project file. Accepted corrections are written
//! into it.
//!
//! Invariant: changes nothing but the project file, and only what the user accepts.

mod apply;

use std::path::PathBuf;

use clap::Args;

use self::apply::Asked;
use super::console::{Console, Failure};
use super::settings::Settings;
use super::{Exit, record};
use crate::check::{self, Finding, merged};
use crate::inputs::project_folder;
use crate::project;
use crate::study;

/// Print what you should look at, with corrections for the project file
#[derive(Debug, Args)]
pub(crate) struct Check {
    /// The folder with the captured pages, or a single page
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    #[command(flatten)]
    settings: Settings,
    /// Print JSON, one object on each line
    #[arg(long, conflicts_with = "apply")]
    json: bool,
    /// Write the corrections that you accept into the project file; asks for each
    #[arg(long)]
    apply: bool,
    /// Only the corrections of one page, by its name as `check` prints it
    #[arg(long, value_name = "FILE", requires = "apply")]
    only: Option<String>,
    /// Accept every correction that has a value, without asking; days that are only known as a range and doubtful joins stay as they are
    #[arg(long, requires = "apply")]
    yes: bool,
}

pub(crate) fn run(arguments: &Check, console: &mut Console) -> Result<Exit, Failure> {
    let project = project::load(&arguments.folder, &arguments.settings.overrides())?;
    let batch = project_folder(&project);
    let project = project.with_sidecars(&batch.corrections);
    console.step("reading and dating", batch.captures.len());
    // Every warning about a file is also a finding. Warnings about folders and links are not.
    let unread: Vec<&str> = batch.unread.iter().map(|unread| unread.id.path.as_str()).collect();
    let is_finding = |path: &Option<String>| path.as_deref().is_some_and(|path| unread.contains(&path));
    console.warn(batch.warnings.iter().filter(|warning| !is_finding(&warning.path)));
    let corpus = study(batch.captures, batch.unread, &project);
    let findings = check::findings(&corpus, &project);
    if arguments.apply {
        let asked = Asked { only: arguments.only.as_deref(), yes: arguments.yes };
        let file = arguments.settings.file().unwrap_or_else(|| project.root.join(project::FILE_NAME));
        let is_settled = apply::apply(&findings, asked, &file, &project, console)?;
        return Ok(if is_settled { Exit::Done } else { Exit::Findings });
    }
    if arguments.json {
        findings.iter().try_for_each(|finding| console.line(record::line(finding)))?;
    } else {
        print(&findings, corpus.articles.len(), console)?;
    }
    Ok(if findings.is_empty() { Exit::Done } else { Exit::Findings })
}

/// Prints the findings: the problems of a capture under its name, and one correction for all of them.
fn print(findings: &[Finding], articles: usize, console: &mut Console) -> Result<(), Failure> {
    for about in findings.chunk_by(|one, other| one.path == other.path) {
        console.line(&about[0].path)?;
        for finding in about {
            console.line(format_args!("  {}", finding.problem))?;
        }
        for line in merged(about.iter()) {
            console.line(format_args!("    {line}"))?;
        }
        console.line("")?;
    }
    let captures = findings.chunk_by(|one, other| one.path == other.path).count();
    console.remark(match captures {
        0 => format!("{articles} articles, nothing to look at"),
        _ => {
            format!(
                "{} findings in {captures} files; `--apply` writes what you know into {}",
                findings.len(),
                project::FILE_NAME
            )
        }
    })
}
