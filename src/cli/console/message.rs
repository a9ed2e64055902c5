//! In: messages. Out: the same as lines, as JSON or as a workflow command.
//!
//! Invariant: no message prints a character that a terminal obeys, and none is more than one command. Text from a page is only data.

use std::fmt::Display;

use serde::Serialize;

use super::escape;
use crate::cli::record;
use crate::warned::{self, Warning};

/// The severity of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum Level {
    Error,
    Warning,
    /// Something was done.
    Notice,
    /// Something is being done.
    Info,
}

/// A file that was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub(crate) struct Wrote {
    pub path: String,
    pub bytes: usize,
}

/// A message: something that is printed besides the answer.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub level: Level,
    /// The file or the address that it is about.
    pub path: Option<String>,
    pub line: Option<usize>,
    pub message: String,
    pub hint: Option<String>,
    pub wrote: Option<Wrote>,
}

/// A message as JSON.
#[derive(Debug, Serialize)]
struct MessageRecord<'a> {
    level: Level,
    verb: Option<&'a str>,
    path: Option<&'a str>,
    line: Option<usize>,
    message: &'a str,
    hint: Option<&'a str>,
    wrote: Option<&'a Wrote>,
}

impl Message {
    pub(crate) fn notice(message: impl Display) -> Self {
        Self { level: Level::Notice, path: None, line: None, message: message.to_string(), hint: None, wrote: None }
    }

    pub(crate) fn info(message: impl Display) -> Self {
        Self { level: Level::Info, ..Self::notice(message) }
    }

    pub(crate) fn of(level: Level, warning: &Warning) -> Self {
        let Warning { path, problem, hint } = warning.clone();
        Self { level, path, hint, ..Self::notice(problem) }
    }

    /// An error whose text ends with its hint.
    pub(crate) fn parted(text: &str) -> Self {
        let (message, hint) = warned::parted(text);
        Self { level: Level::Error, hint: hint.map(str::to_owned), ..Self::notice(message) }
    }

    /// The message as text for people.
    pub(crate) fn text(&self) -> String {
        let level = match self.level {
            Level::Error => "error: ",
            Level::Warning => "warning: ",
            Level::Notice | Level::Info => "",
        };
        escape::lines(&format!("{level}{}{}", self.place(), self.with_hint()))
    }

    /// The message as one JSON object.
    pub(crate) fn json(&self, verb: Option<&str>) -> String {
        let Self { level, path, line, message, hint, wrote } = self;
        let (path, hint) = (path.as_deref(), hint.as_deref());
        record::line(&MessageRecord { level: *level, verb, path, line: *line, message, hint, wrote: wrote.as_ref() })
    }

    /// The message for GitHub Actions: an annotation for errors and warnings, else plain lines that are no command.
    pub(crate) fn command(&self) -> String {
        let level = match self.level {
            Level::Error => "error",
            Level::Warning => "warning",
            Level::Notice | Level::Info => return escape::no_command(&escape::lines(&self.with_hint())),
        };
        // An annotation needs a file, and an address is not a file.
        let file = self.path.as_ref().filter(|path| !path.contains("://"));
        let Some(file) = file else {
            return format!("::{level}::{}", escape::data(&format!("{}{}", self.place(), self.with_hint())));
        };
        let line = self.line.map_or_else(String::new, |line| format!(",line={line}"));
        format!("::{level} file={}{line}::{}", escape::property(file), escape::data(&self.with_hint()))
    }

    /// The file and line of the message, which are printed before it.
    fn place(&self) -> String {
        let path = self.path.as_ref().map_or_else(String::new, |path| format!("`{}`: ", escape::line(path)));
        let line = self.line.map_or_else(String::new, |line| format!("line {line}: "));
        path + &line
    }

    fn with_hint(&self) -> String {
        match &self.hint {
            Some(hint) => format!("{}\nhint: {hint}", self.message),
            None => self.message.clone(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hint_is_separate_from_its_problem() {
        let parted = Message::parted("failed to write `a`: it is full\nhint: make room");
        assert_eq!(
            (parted.message.as_str(), parted.hint.as_deref()),
            ("failed to write `a`: it is full", Some("make room"))
        );
        assert_eq!(parted.text(), "error: failed to write `a`: it is full\nhint: make room");
        assert_eq!(Message::parted("alone").hint, None);
    }

    #[test]
    fn a_page_begins_no_command() {
        let warning = Warning {
            path: Some("a,line=1::b\n::error::c.txt".to_owned()),
            problem: "100 %\r\n::add-mask::x".to_owned(),
            hint: Some("##[error]y".to_owned()),
        };
        assert_eq!(
            Message::of(Level::Warning, &warning).command(),
            "::warning file=a%2Cline=1%3A%3Ab%0A%3A%3Aerror%3A%3Ac.txt::100 %25%0D%0A::add-mask::x%0Ahint: ##[error]y"
        );
        let address = Warning { path: Some("https://a.example/1".to_owned()), problem: "gone".to_owned(), hint: None };
        assert_eq!(Message::of(Level::Error, &address).command(), "::error::`https://a.example/1`: gone");
        let remarks = Message::notice("wrote a\n  ::error::b\rx ##[add-mask]c").command();
        assert!(remarks.lines().all(|line| !line.trim_start().starts_with("::") && !line.contains("##[")), "{remarks}");
    }

    #[test]
    fn a_terminal_obeys_no_page() {
        assert_eq!(
            Message::notice("a\u{1b}[2Jb\u{7}\r\nc\td\u{9b}e").text(),
            "a\u{fffd}[2Jb\u{fffd}\u{fffd}\nc\td\u{fffd}e"
        );
    }
}
