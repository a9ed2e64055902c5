//! In: an option and the environment. Out: the form of messages.
//!
//! Invariant: the option takes precedence over the environment.

use std::ffi::OsString;

use clap::ValueEnum;

/// The variable that is set on GitHub Actions.
const ON_GITHUB: &str = "GITHUB_ACTIONS";
/// The option of the command line.
const OPTION: &str = "--log-format";

/// The form of warnings, errors, steps and remarks.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum LogFormat {
    /// Lines for people
    Text,
    /// One object per line on standard error, for programs
    Json,
    /// Workflow commands of GitHub Actions
    Github,
}

impl LogFormat {
    /// The form from the option, else from the environment.
    pub(crate) fn chosen(asked: Option<Self>) -> Self {
        let is_github = || std::env::var_os(ON_GITHUB).is_some_and(|value| value == "true");
        asked.unwrap_or_else(|| if is_github() { Self::Github } else { Self::Text })
    }

    /// The same for arguments that are invalid as a whole.
    pub(crate) fn looked_up(arguments: &[OsString]) -> Self {
        let words: Vec<&str> = arguments.iter().filter_map(|word| word.to_str()).collect();
        let apart = words.windows(2).filter(|pair| pair[0] == OPTION).map(|pair| pair[1]);
        let joined = words.iter().filter_map(|word| word.strip_prefix(OPTION)?.strip_prefix('='));
        Self::chosen(apart.chain(joined).find_map(|value| Self::from_str(value, false).ok()))
    }
}
