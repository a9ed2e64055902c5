//! In: what a stage made and what it met on the way. Out: both, side by side.
//!
//! Invariant: a warning names the file where there is one, the problem, and what to do; it never stops an edition.

use std::fmt;

use serde::{Deserialize, Serialize};

/// Something a person should know that did not stop the work.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Warning {
    /// The file it is about, as the user named it.
    pub path: Option<String>,
    /// What is wrong: lower case, no full stop.
    pub problem: String,
    /// What to do about it: lower case, no full stop.
    pub hint: Option<String>,
}

/// The output of a stage together with its warnings, in the order in which they arose.
#[derive(Debug, Clone, Default)]
pub struct Warned<T> {
    pub value: T,
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
