//! In: what could not be done. Out: `Failure`, with the file, the problem and the hint as separate fields if they are known.
//!
//! Invariant: says what the user can do about it.

use std::fmt::Display;

use crate::project::ProjectError;
use crate::warned::Warning;

/// Why a check, an edition or a site could not be made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// A problem with its hint.
    #[error("{0}")]
    Problem(Warning),
    /// The project file is not valid.
    #[error("{0}")]
    Project(#[from] ProjectError),
    /// An error of an earlier room, with its hint.
    #[error("{0}")]
    Stage(String),
}

impl Failure {
    /// Wraps the error of an earlier room, with its hint.
    pub fn of(error: impl Display) -> Self {
        Self::Stage(error.to_string())
    }

    /// A problem without a file.
    pub fn plain(problem: impl Display, hint: impl Display) -> Self {
        Self::Problem(Warning { path: None, problem: problem.to_string(), hint: Some(hint.to_string()) })
    }

    /// A problem with a file.
    pub fn file(path: impl Display, problem: impl Display, hint: impl Display) -> Self {
        let (path, hint) = (Some(path.to_string()), Some(hint.to_string()));
        Self::Problem(Warning { path, problem: problem.to_string(), hint })
    }
}
