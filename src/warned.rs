//! In: the result of a room and its warnings. Out: `Warned`, both together.
//!
//! Invariant: a warning has the file if there is one, the problem, and what to do. It never stops an edition.

use std::borrow::Borrow;
use std::collections::BTreeSet;
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

/// What separates a problem from its hint in a text.
const HINT: &str = "\nhint: ";

/// The problem and the hint of a text that ends with its hint.
pub fn parted(text: &str) -> (&str, Option<&str>) {
    match text.rsplit_once(HINT) {
        Some((problem, hint)) => (problem, Some(hint)),
        None => (text, None),
    }
}

/// Each different warning once, in order.
pub fn distinct<W: Borrow<Warning>>(warnings: impl IntoIterator<Item = W>) -> impl Iterator<Item = W> {
    let mut seen = BTreeSet::new();
    warnings.into_iter().filter(move |warning| seen.insert(warning.borrow().clone()))
}

impl fmt::Display for Warning {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(path) = &self.path {
            write!(formatter, "`{path}`: ")?;
        }
        formatter.write_str(&self.problem)?;
        match &self.hint {
            Some(hint) => write!(formatter, "{HINT}{hint}"),
            None => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_warning_is_given_once_and_its_text_parts_into_problem_and_hint() {
        let warning =
            |problem: &str| Warning { path: None, problem: problem.to_owned(), hint: Some("wait".to_owned()) };
        let (one, other) = (warning("late"), warning("gone"));
        assert_eq!(distinct([&one, &other, &one]).collect::<Vec<_>>(), [&one, &other]);
        assert_eq!(parted(&one.to_string()), ("late", Some("wait")));
        assert_eq!(parted("late"), ("late", None));
    }
}
