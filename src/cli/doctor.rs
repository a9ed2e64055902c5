//! In: the machine and a folder. Out: what an edition needs and whether it is there, one line for each thing.
//!
//! Invariant: opens no connection and leaves nothing behind. To test whether a folder is writable, it creates a file and deletes it at
//! once.

#[cfg_attr(not(feature = "pdf"), path = "doctor/briefing/absent.rs")]
mod briefing;
mod editions;
#[cfg_attr(not(feature = "fetch"), path = "doctor/fetching/absent.rs")]
mod fetching;
mod finding;
mod folders;
mod machine;
mod pages;

use std::path::PathBuf;

use clap::Args;

use self::finding::{Finding, State};
use super::console::{Console, Failure};
use super::settings::Settings;
use super::{Exit, record};
use crate::files;
use crate::outputs::briefing::within_limits;
use crate::outputs::layouts;
use crate::project::{self, FILE_NAME, Overrides, Project};
use crate::warned::Warned;

/// Check that the machine and the project have all that an edition needs; opens no connection
#[derive(Debug, Args)]
pub(crate) struct Doctor {
    /// The folder with the captured pages
    #[arg(value_name = "FOLDER", default_value = ".")]
    folder: PathBuf,
    /// The folder for the outputs [default: out]
    #[arg(long, short, value_name = "DIR")]
    output: Option<PathBuf>,
    #[command(flatten)]
    settings: Settings,
    /// Print JSON, one object on each line
    #[arg(long)]
    json: bool,
}

pub(crate) fn run(arguments: &Doctor, console: &mut Console) -> Result<Exit, Failure> {
    let mut findings = machine::findings();
    let overrides = Overrides { output: arguments.output.clone(), ..arguments.settings.overrides() };
    match project::load(&arguments.folder, &overrides) {
        Ok(project) => findings.extend(of_project(project, arguments, console)),
        Err(error) => findings.push(Finding::failed("project", error)),
    }
    if arguments.json {
        findings.iter().try_for_each(|finding| console.line(record::line(finding)))?;
    } else {
        findings.iter().flat_map(Finding::lines).try_for_each(|line| console.line(line))?;
        console.remark(total(&findings))?;
    }
    let is_ill = findings.iter().any(|finding| finding.state == State::Problem);
    Ok(if is_ill { Exit::Findings } else { Exit::Done })
}

fn of_project(project: Project, arguments: &Doctor, console: &mut Console) -> Vec<Finding> {
    let mut findings = vec![of_file(&project, arguments)];
    findings.extend(folders::findings(&project));
    findings.extend(fetching::findings(&project));
    findings.extend(of_layouts(&project));
    findings.extend(editions::findings(&project));
    findings.extend(pages::findings(project, console));
    findings
}

fn of_file(project: &Project, arguments: &Doctor) -> Finding {
    let file = arguments.settings.file().unwrap_or_else(|| project.root.join(FILE_NAME));
    if files::is_file(&file) {
        return Finding::ok("project", format!("`{}` is valid", file.display()));
    }
    Finding::ok("project", format!("no `{FILE_NAME}`: all settings have their defaults"))
}

/// The layouts of the briefing and the e-book, and the fonts of the briefing.
fn of_layouts(project: &Project) -> Vec<Finding> {
    let Warned { value: project, warnings } = match within_limits(project.clone()) {
        Ok(project) => project,
        Err(failure) => return vec![Finding::failed("layout", failure)],
    };
    let project = &project;
    let mut findings = briefing::findings(project);
    findings.extend(Finding::of("layout", &warnings));
    findings.extend(layouts::book(project).err().map(|failure| Finding::failed("layout", failure)));
    findings
}

fn total(findings: &[Finding]) -> String {
    let count = |state: State| findings.iter().filter(|finding| finding.state == state).count();
    format!("{} checks, {} warnings, {} problems", findings.len(), count(State::Warning), count(State::Problem))
}
