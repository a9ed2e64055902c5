//! In: what was checked. Out: the result, for people and for programs.
//!
//! Invariant: a result that is not good says what to do about it.

use serde::Serialize;

use crate::cli::console::Failure;
use crate::warned::Warning;

/// Maximum number of warnings listed for one check. Set by hand.
const MOST_LISTED: usize = 10;

/// The state of something that was checked.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum State {
    Ok,
    Warning,
    Problem,
}

/// The result of one check. A field without a value is `null` in JSON.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Finding {
    /// What was checked, in one word.
    pub check: &'static str,
    pub state: State,
    pub path: Option<String>,
    pub message: String,
    pub hint: Option<String>,
}

impl Finding {
    pub(crate) fn ok(check: &'static str, message: impl Into<String>) -> Self {
        Self { check, state: State::Ok, path: None, message: message.into(), hint: None }
    }

    pub(crate) fn warning(check: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { state: State::Warning, hint: Some(hint.into()), ..Self::ok(check, message) }
    }

    pub(crate) fn problem(check: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { state: State::Problem, ..Self::warning(check, message, hint) }
    }

    /// A failure that would stop a build.
    pub(crate) fn failed(check: &'static str, failure: impl Into<Failure>) -> Self {
        let error = failure.into().message();
        let line = error.line.map_or_else(String::new, |line| format!("line {line}: "));
        let message = format!("{line}{}", error.message);
        Self { check, state: State::Problem, path: error.path, message, hint: error.hint }
    }

    /// A finding for each of the first warnings, and one with the number of the others.
    pub(crate) fn of(check: &'static str, warnings: &[Warning]) -> Vec<Self> {
        let first = warnings.iter().take(MOST_LISTED).map(|warning| {
            let Warning { path, problem: message, hint } = warning.clone();
            Self { check, state: State::Warning, path, message, hint }
        });
        let more = warnings.len().saturating_sub(MOST_LISTED);
        let rest = (more > 0)
            .then(|| Self::warning(check, format!("and {more} more of this kind"), "`litopys check` lists them"));
        first.chain(rest).collect()
    }

    /// The lines for people: the state, and below it what to do.
    pub(crate) fn lines(&self) -> Vec<String> {
        let state = match self.state {
            State::Ok => "ok",
            State::Warning => "warning",
            State::Problem => "problem",
        };
        let path = self.path.as_ref().map_or_else(String::new, |path| format!("`{path}`: "));
        let mut lines = vec![format!("{state:<8} {:<10} {path}{}", self.check, self.message)];
        lines.extend(self.hint.as_ref().map(|hint| format!("{:20}hint: {hint}", "")));
        lines.iter().map(|line| line.replace(char::is_control, " ")).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn many_warnings_of_one_kind_are_cut_and_counted() {
        let warning = |number| Warning { path: Some(format!("{number}.txt")), problem: "odd".to_owned(), hint: None };
        let findings = Finding::of("pages", &(0..13).map(warning).collect::<Vec<_>>());
        assert_eq!(findings.len(), MOST_LISTED + 1);
        assert_eq!(findings[0].lines(), ["warning  pages      `0.txt`: odd"]);
        assert_eq!(findings[MOST_LISTED].message, "and 3 more of this kind");
    }
}
