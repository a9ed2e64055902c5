//! In: the arguments that name captures. Out: the same as `Inputs`.
//!
//! Invariant: standard input is named at most once.

use std::path::PathBuf;

use clap::Args;

use super::choice::one_of;
use super::console::Failure;
use crate::capture::Form;
use crate::inputs::{Batch, Inputs, STANDARD};
use crate::project::{Overrides, Project};
use crate::warned::Warning;

/// The captures that a verb reads.
#[derive(Debug, Args)]
pub(crate) struct InputArguments {
    /// Folders and files with captured pages; `-` is standard input: one page, or several in a form that holds several
    #[arg(value_name = "FOLDER|FILE", required_unless_present = "files_from")]
    paths: Vec<PathBuf>,
    /// A list of files: on each line a path, optionally a tab and an address; `-` for standard input
    #[arg(long, value_name = "LIST")]
    files_from: Option<PathBuf>,
    /// The form of the pages, if their names and bytes do not show it (standard input: text)
    #[arg(long, value_name = "FORM", value_parser = one_of::<Form>())]
    form: Option<Form>,
}

impl InputArguments {
    /// The named inputs.
    pub(crate) fn inputs(&self) -> Result<Inputs, Failure> {
        if self.paths.iter().chain(&self.files_from).filter(|path| path.as_os_str() == STANDARD).count() > 1 {
            let problem = "standard input can be read only once".to_owned();
            return Err(Failure::Usage(Warning { path: None, problem, hint: Some("name `-` once".to_owned()) }));
        }
        Ok(Inputs { paths: self.paths.clone(), files_from: self.files_from.clone(), form: self.form })
    }

    /// The project of the inputs.
    pub(crate) fn project(&self, overrides: &Overrides) -> Result<Project, Failure> {
        let inputs = Inputs { paths: self.paths.clone(), ..Inputs::default() };
        Ok(inputs.project(overrides)?)
    }

    /// The captures of all inputs at once.
    pub(crate) fn all(&self, project: &Project) -> Result<Batch, Failure> {
        Ok(self.inputs()?.all(project)?)
    }
}
