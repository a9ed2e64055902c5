//! In: what could not be done. Out: the file, the problem and the hint, apart from each other where they are known.
//!
//! Invariant: says what a person can do about it.

use std::fmt::Display;

use crate::project::ProjectError;
use crate::warned::Warning;

/// Why a check, an edition or a site could not be made.
#[derive(Debug, Clone, thiserror::Error)]
pub enum Failure {
    /// It could not be done.
    #[error("{0}")]
    Problem(Warning),
    /// The project file cannot be followed.
    #[error("{0}")]
    Project(#[from] ProjectError),
    /// An error of an earlier room, with its hint.
    #[error("{0}")]
    Stage(String),
}

impl Failure {
    /// The error of an earlier room, with its hint.
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
