//! In: lines, warnings, errors and progress. Out: standard output and standard error, in the requested form.
//!
//! Invariant: standard output holds only answers, and remarks in forms for people. It is no error if the reader closes it. Without a
//! terminal, only plain lines are printed.

pub(crate) mod escape;
mod failure;
mod log_format;
mod message;
mod step_summary;

use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

pub(crate) use failure::Failure;
pub(crate) use log_format::LogFormat;

use self::message::{Level, Message, Wrote};
use self::step_summary::StepSummary;
use crate::progress::{Listener, Progress};
use crate::warned::{self, Warning};

/// Minimum number of captures for which progress is shown. Set by hand.
const MANY: usize = 100;

/// The output of the program.
#[derive(Debug)]
pub(crate) struct Console {
    quiet: bool,
    terminal: bool,
    format: LogFormat,
    /// The verb that runs. Absent if the arguments were invalid.
    verb: Option<String>,
    summary: StepSummary,
    /// Whether the terminal shows a line of progress.
    step_shown: bool,
    /// The last step that was reported.
    step: String,
}

impl Console {
    pub(crate) fn new(quiet: bool, format: LogFormat, verb: Option<&str>) -> Self {
        Self {
            quiet,
            terminal: io::stderr().is_terminal(),
            format,
            verb: verb.map(str::to_owned),
            summary: StepSummary::default(),
            step_shown: false,
            step: String::new(),
        }
    }

    /// Does long work and prints its messages. If the work succeeds but standard output was closed, the result is that failure.
    pub(crate) fn following<T>(&mut self, work: impl FnOnce(Listener) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut closed = Ok(());
        let done = work(&mut |said| match said {
            Progress::Step { what, captures } => self.step(what, captures),
            Progress::Warning(warning) => self.warn(&[warning]),
            Progress::Done(what) if closed.is_ok() => closed = self.remark(what),
            Progress::Done(_) => {}
        });
        let done = done?;
        closed.map(|()| done)
    }

    /// Prints one line of the answer and flushes it. Control characters from outside are made visible.
    pub(crate) fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        let line = escape::lines(&line.to_string());
        let line = if self.format == LogFormat::Json { line } else { escape::no_command(&line) };
        self.clear();
        let mut output = io::stdout().lock();
        writeln!(output, "{line}")?;
        Ok(output.flush()?)
    }

    /// Prints JSON as the answer, or a line of it.
    pub(crate) fn json(&mut self, json: &str) -> Result<(), Failure> {
        self.line(escape::json(json))
    }

    /// Prints one line that is not part of the answer, unless the user wants silence.
    pub(crate) fn remark(&mut self, line: impl Display) -> Result<(), Failure> {
        self.tell(&Message::notice(line), true)
    }

    /// Reports a file that was written.
    pub(crate) fn wrote(&mut self, path: &Path, bytes: usize) -> Result<(), Failure> {
        let wrote = Wrote { path: path.display().to_string(), bytes };
        self.summary.wrote(&wrote);
        let line = format!("wrote {}", wrote.path);
        self.tell(&Message { wrote: Some(wrote), ..Message::notice(line) }, true)
    }

    /// Prints one line on standard error, unless the user wants silence.
    pub(crate) fn note(&mut self, line: impl Display) {
        // If standard error is closed, the message is lost.
        let _ = self.tell(&Message::notice(line), false);
    }

    /// Prints each different warning once, in order.
    pub(crate) fn warn<'a>(&mut self, warnings: impl IntoIterator<Item = &'a Warning>) {
        for warning in warned::distinct(warnings) {
            self.summary.warned(warning);
            let _ = self.tell(&Message::of(Level::Warning, warning), false);
        }
    }

    /// Reports the current step and its number of captures if that may take a while: to a user at a terminal, or to a program.
    pub(crate) fn step(&mut self, what: &str, captures: usize) {
        if self.quiet || captures < MANY {
            return;
        }
        if self.format == LogFormat::Json && self.step != what {
            what.clone_into(&mut self.step);
            let _ = self.tell(&Message::info(format_args!("{what} ({captures} captures)")), false);
        }
        if self.format == LogFormat::Text && self.terminal {
            let _ = write!(io::stderr(), "\r\x1b[K{what} ({captures} captures)");
            self.step_shown = true;
        }
    }

    /// Adds a line to the step summary of continuous integration.
    pub(crate) fn sum_up(&mut self, line: impl Into<String>) {
        self.summary.line(line.into());
    }

    /// Writes the summary of this run if the environment asks for one. It is a warning if that fails.
    pub(crate) fn finish(&mut self, failure: Option<&Failure>) {
        let failure = failure.filter(|failure| !matches!(failure, Failure::Closed));
        if let Some(warning) = self.summary.write(self.verb.as_deref(), failure) {
            let _ = self.tell(&Message::of(Level::Warning, &warning), false);
        }
    }

    /// Prints why the program ends, and returns the exit code for it.
    pub(crate) fn fail(&mut self, failure: &Failure) -> ExitCode {
        if matches!(failure, Failure::Closed) {
            return ExitCode::SUCCESS;
        }
        let _ = self.tell(&failure.message(), false);
        ExitCode::from(if matches!(failure, Failure::Usage(_)) { 2 } else { 1 })
    }

    /// Prints a message in the requested form. If `aloud`, the forms for people use standard output.
    fn tell(&mut self, message: &Message, aloud: bool) -> Result<(), Failure> {
        if self.quiet && message.level != Level::Error {
            return Ok(());
        }
        let line = match self.format {
            // Each form escapes text from outside by itself. The text form is also used on GitHub, where a line from a name could be a
            // command.
            LogFormat::Text => escape::no_command(&message.text()),
            LogFormat::Json => message.json(self.verb.as_deref()),
            LogFormat::Github => message.command(),
        };
        if aloud && self.format != LogFormat::Json {
            return self.line(line);
        }
        self.clear();
        let _ = writeln!(io::stderr(), "{line}");
        Ok(())
    }

    fn clear(&mut self) {
        if self.step_shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.step_shown = false;
        }
    }
}
