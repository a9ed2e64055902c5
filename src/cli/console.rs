//! In: lines, warnings, errors and steps of long work. Out: standard output and standard error, in the form that was asked for.
//!
//! Invariant: standard output holds answers only (and remarks, where nothing but a person reads them); a reader who closes it is
//! no error. Without a terminal nothing is printed but plain lines.

pub mod escape;
mod failure;
mod log_format;
mod message;
mod step_summary;

use std::collections::BTreeSet;
use std::fmt::Display;
use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

pub use failure::Failure;
pub use log_format::LogFormat;

use self::message::{Level, Message, Wrote};
use self::step_summary::StepSummary;
use crate::progress::{Listener, Progress};
use crate::warned::Warning;

/// From how many captures on work is called long.
const MANY: usize = 100;

/// Where the program speaks.
#[derive(Debug)]
pub struct Console {
    quiet: bool,
    terminal: bool,
    format: LogFormat,
    /// The verb at work; absent where none was understood.
    verb: Option<String>,
    summary: StepSummary,
    /// A line of progress stands on the terminal.
    step_shown: bool,
    /// The step that was last told.
    step: String,
}

impl Console {
    pub fn new(quiet: bool, format: LogFormat, verb: Option<&str>) -> Self {
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

    /// Does long work and prints what it says. Where standard output is closed, the work ends and that is the failure.
    pub fn following<T>(&mut self, work: impl FnOnce(Listener) -> Result<T, Failure>) -> Result<T, Failure> {
        let mut closed = Ok(());
        let done = work(&mut |said| match said {
            Progress::Step { what, captures } => self.step(what, captures),
            Progress::Warning(warning) => self.warn(&[warning]),
            Progress::Done(what) if closed.is_ok() => closed = self.remark(what),
            Progress::Done(_) => {}
        });
        closed.and(done)
    }

    /// Prints one line of the answer, at once. Whatever comes from outside in it is shown, not obeyed.
    pub fn line(&mut self, line: impl Display) -> Result<(), Failure> {
        let line = escape::lines(&line.to_string());
        let line = if self.format == LogFormat::Json { line } else { escape::no_command(&line) };
        self.clear();
        let mut output = io::stdout().lock();
        writeln!(output, "{line}")?;
        Ok(output.flush()?)
    }

    /// Prints JSON as the answer, or a line of it.
    pub fn json(&mut self, json: &str) -> Result<(), Failure> {
        self.line(escape::json(json))
    }

    /// Prints one line that is no answer, unless the user wants silence.
    pub fn remark(&mut self, line: impl Display) -> Result<(), Failure> {
        self.tell(&Message::notice(line), true)
    }

    /// Tells of a file that was written.
    pub fn wrote(&mut self, path: &Path, bytes: usize) -> Result<(), Failure> {
        let wrote = Wrote { path: path.display().to_string(), bytes };
        self.summary.wrote(&wrote);
        let line = format!("wrote {}", wrote.path);
        self.tell(&Message { wrote: Some(wrote), ..Message::notice(line) }, true)
    }

    /// Prints one line beside the answer, on standard error, unless the user wants silence.
    pub fn note(&mut self, line: impl Display) {
        // Where standard error is closed, nobody can be told.
        let _ = self.tell(&Message::notice(line), false);
    }

    /// Prints each warning once, in their order.
    pub fn warn<'a>(&mut self, warnings: impl IntoIterator<Item = &'a Warning>) {
        let mut told = BTreeSet::new();
        for warning in warnings {
            if told.insert(warning) {
                self.summary.warned(warning);
                let _ = self.tell(&Message::of(Level::Warning, warning), false);
            }
        }
    }

    /// Tells what is being done with so many captures, if that may take a while: a person at a terminal, or a program.
    pub fn step(&mut self, what: &str, captures: usize) {
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

    /// Notes a line for the summary of a step, where continuous integration wants one.
    pub fn sum_up(&mut self, line: impl Into<String>) {
        self.summary.line(line.into());
    }

    /// Writes the summary of this run where the environment asks for one. One that cannot be written is a warning.
    pub fn finish(&mut self, failure: Option<&Failure>) {
        let failure = failure.filter(|failure| !matches!(failure, Failure::Closed));
        if let Some(warning) = self.summary.write(self.verb.as_deref(), failure) {
            let _ = self.tell(&Message::of(Level::Warning, &warning), false);
        }
    }

    /// Prints why the program ends, and gives the exit code for it.
    pub fn fail(&mut self, failure: &Failure) -> ExitCode {
        if matches!(failure, Failure::Closed) {
            return ExitCode::SUCCESS;
        }
        let _ = self.tell(&failure.message(), false);
        ExitCode::from(if matches!(failure, Failure::Usage(_)) { 2 } else { 1 })
    }

    /// Prints a message in the form that was asked for. Where `aloud`, a person finds it on standard output.
    fn tell(&mut self, message: &Message, aloud: bool) -> Result<(), Failure> {
        if self.quiet && message.level != Level::Error {
            return Ok(());
        }
        let told = match self.format {
            // Each form has escaped what comes from outside.
            // On GitHub this form may be asked for, too, and a name in it hold a line of its own.
            LogFormat::Text => escape::no_command(&message.text()),
            LogFormat::Json => message.json(self.verb.as_deref()),
            LogFormat::Github => message.command(),
        };
        if aloud && self.format != LogFormat::Json {
            return self.line(told);
        }
        self.clear();
        let _ = writeln!(io::stderr(), "{told}");
        Ok(())
    }

    fn clear(&mut self) {
        if self.step_shown {
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.step_shown = false;
        }
    }
}
