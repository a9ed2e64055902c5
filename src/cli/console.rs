//! In: lines, warnings, errors and steps of long work. Out: standard output and standard error.
//!
//! Invariant: standard output holds answers only; a reader who closes it is no error.

use std::fmt::Display;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::process::ExitCode;

use crate::project::ProjectError;
use crate::warned::Warning;

/// From how many captures on work is called long.
const MANY: usize = 100;

/// Where the program speaks.
#[derive(Debug)]
pub struct Console {
    quiet: bool,
    terminal: bool,
    /// A line of progress stands on the terminal.
    step_shown: bool,
}

/// Why a verb ended early.
#[derive(Debug, thiserror::Error)]
pub enum Failure {
    /// It could not be done.
    #[error("{0}")]
    Problem(Warning),
    #[error("{0}")]
    Project(#[from] ProjectError),
    /// What a stage says, hint and all.
    #[error("{0}")]
    Stage(String),
    /// The arguments make no sense together.
    #[error("{0}")]
    Usage(Warning),
    /// Nobody reads standard output any more.
    #[error("standard output is closed")]
    Closed,
}

impl Failure {
    /// What a stage says, hint and all.
    pub fn of(error: impl Display) -> Self {
        Self::Stage(error.to_string())
    }

    /// Something that could not be done.
    pub fn plain(problem: impl Display, hint: impl Display) -> Self {
        Self::Problem(Warning { path: None, problem: problem.to_string(), hint: Some(hint.to_string()) })
    }

    /// Something that could not be done with a file.
    pub fn file(path: impl Display, problem: impl Display, hint: impl Display) -> Self {
        let (path, hint) = (Some(path.to_string()), Some(hint.to_string()));
        Self::Problem(Warning { path, problem: problem.to_string(), hint })
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        let problem = format!("standard output: {}", error.to_string().to_lowercase());
        Self::Problem(Warning { path: None, problem, hint: Some("is the disk full?".to_owned()) })
    }
}

impl Console {
    pub fn new(quiet: bool) -> Self {
        Self { quiet, terminal: io::stderr().is_terminal(), step_shown: false }
    }

    /// Prints one line of the answer, at once.
    pub fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        self.clear();
        let mut output = io::stdout().lock();
        writeln!(output, "{line}")?;
        Ok(output.flush()?)
    }

    /// Prints one line that is no answer, unless the user wants silence.
    pub fn remark(&mut self, line: impl Display) -> Result<(), Failure> {
        if self.quiet { Ok(()) } else { self.line(line) }
    }

    /// Prints one line beside the answer, on standard error, unless the user wants silence.
    pub fn note(&mut self, line: impl Display) {
        self.clear();
        if !self.quiet {
            // Where standard error is closed, nobody can be told.
            let _ = writeln!(io::stderr(), "{line}");
        }
    }

    /// Prints each warning once, in their order.
    pub fn warn<'a>(&mut self, warnings: impl IntoIterator<Item = &'a Warning>) {
        if self.quiet {
            return;
        }
        self.clear();
        let mut told = std::collections::BTreeSet::new();
        for warning in warnings {
            if told.insert(warning) {
                complain("warning", warning);
            }
        }
    }

    /// Tells a person at a terminal what is being done with so many captures, if that may take a while.
    pub fn step(&mut self, what: &str, captures: usize) {
        if self.quiet || !self.terminal || captures < MANY {
            return;
        }
        let _ = write!(io::stderr(), "\r\x1b[K{what} ({captures} captures)");
        self.step_shown = true;
    }

    /// Prints why the program ends, and gives the exit code for it.
    pub fn fail(&mut self, failure: &Failure) -> ExitCode {
        self.clear();
        match failure {
            Failure::Closed => return ExitCode::SUCCESS,
            failure => complain("error", failure),
        }
        ExitCode::from(if matches!(failure, Failure::Usage(_)) { 2 } else { 1 })
    }

    fn clear(&mut self) {
        if self.step_shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.step_shown = false;
        }
    }
}

/// Where standard error is closed, nobody can be told.
fn complain(level: &str, what: impl Display) {
    let _ = writeln!(io::stderr(), "{level}: {what}");
}
