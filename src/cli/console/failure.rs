//! In: what went wrong in a verb. Out: why the verb ended early, also as a message.
//!
//! Invariant: keeps the file, the line and the hint separate if they are known.

use std::fmt::Display;
use std::io::{self, ErrorKind};

use super::message::{Level, Message};
use crate::failure;
use crate::project::ProjectError;
use crate::warned::Warning;

/// Why a verb ended early.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Failure {
    /// The work failed.
    #[error("{0}")]
    Failed(#[from] failure::Failure),
    /// The arguments contradict each other.
    #[error("{0}")]
    Usage(Warning),
    /// The reader of standard output has closed it.
    #[error("standard output is closed")]
    Closed,
}

impl Failure {
    /// The failure of an earlier room, including its hint.
    pub(crate) fn of(error: impl Display) -> Self {
        failure::Failure::of(error).into()
    }

    /// A failure with a problem and a hint.
    pub(crate) fn plain(problem: impl Display, hint: impl Display) -> Self {
        failure::Failure::plain(problem, hint).into()
    }

    /// A failure that concerns a file.
    pub(crate) fn file(path: impl Display, problem: impl Display, hint: impl Display) -> Self {
        failure::Failure::file(path, problem, hint).into()
    }

    /// Invalid arguments, in the words of clap.
    pub(crate) fn arguments(error: &clap::Error) -> Self {
        let text = error.render().to_string();
        let text = text.split("\n\nUsage:").next().unwrap_or_default().split("\n\nFor more information").next();
        let problem = text.unwrap_or_default().trim().trim_start_matches("error: ").to_owned();
        Self::Usage(Warning { path: None, problem, hint: Some("`litopys help VERB` explains a verb".to_owned()) })
    }

    /// The failure as a message.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Failed(failure::Failure::Problem(warning)) | Self::Usage(warning) => {
                Message::of(Level::Error, warning)
            }
            Self::Failed(failure::Failure::Project(error)) => of_project(error),
            Self::Failed(failure::Failure::Stage(_)) | Self::Closed => Message::parted(&self.to_string()),
        }
    }
}

/// An error of a project, with its file and line.
fn of_project(error: &ProjectError) -> Message {
    let (path, line) = match error {
        ProjectError::Missing(path) | ProjectError::Unreadable { path, .. } => (path, None),
        ProjectError::Invalid { path, line, .. } => (path, Some(*line)),
        ProjectError::Backwards { .. } => return Message::parted(&error.to_string()),
    };
    let path = path.display().to_string();
    let head = line.map_or_else(|| format!("`{path}`: "), |line| format!("`{path}`: line {line}: "));
    let text = error.to_string();
    Message { path: Some(path), line, ..Message::parted(text.strip_prefix(&head).unwrap_or(&text)) }
}

impl From<ProjectError> for Failure {
    fn from(error: ProjectError) -> Self {
        Self::Failed(error.into())
    }
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        if error.kind() == ErrorKind::BrokenPipe {
            return Self::Closed;
        }
        let problem = format!("standard output: {}", error.to_string().to_lowercase());
        Self::plain(problem, "is the disk full?")
    }
}
