//! In: the result of a room and its warnings. Out: `Warned`, both together.
//!
//! Invariant: a warning has the file if there is one, the problem, and what to do. It never stops an edition.

use std::fmt;

use serde::{Deserialize, Serialize};

/// A problem that did not stop the work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// The file, as the user named it.
    pub path: Option<String>,
    /// The problem: lower case, no full stop.
    pub problem: String,
    /// What to do about it: lower case, no full stop.
    pub hint: Option<String>,
}

/// The output of a room with its warnings, in the order in which they arose.
#[derive(Debug, Clone, Default)]
pub struct Warned<T> {
    /// The output.
    pub value: T,
    /// The warnings.
    pub warnings: Vec<Warning>,
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(formatter, "`{path}`: ")?;
        }
        formatter.write_str(&self.problem)?;
        match &self.hint {
            Some(hint) => write!(formatter, "\nhint: {hint}"),
            None => Ok(()),
        }
    }
}
