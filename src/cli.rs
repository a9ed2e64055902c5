//! In: the command line. Out: the answer on standard output, warnings on standard error, and an exit code.
//!
//! Invariant: only reads arguments and prints. The stages compute everything that is printed.

mod add;
mod build;
mod check;
mod choice;
mod completions;
mod console;
mod dates;
mod diff;
mod doctor;
mod explain;
#[cfg_attr(not(feature = "fetch"), path = "cli/fetch/absent.rs")]
mod fetch;
mod init;
mod inputs;
mod layout;
mod list;
mod man;
mod news;
mod overview;
mod read;
mod record;
mod schema;
mod settings;
mod site;
mod table;
mod timeline;
mod verify;

use std::ffi::OsString;
use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use self::console::{Console, Failure, LogFormat, escape};

/// Turns captured news pages into a dated, sourced chronicle: a PDF briefing and an EPUB
#[derive(Debug, Parser)]
#[command(name = "litopys", version, max_term_width = 100)]
#[command(
    after_help = "Exit codes: 0 done, 1 failed, 2 wrong usage, 3 findings (`check`, `verify`, `doctor`) or pages that could not be fetched (`fetch`), 4 nothing new (`build --if-new`)"
)]
struct Arguments {
    #[command(subcommand)]
    verb: Verb,
    /// Print errors only
    #[arg(long, short, global = true, display_order = 1000)]
    quiet: bool,
    /// The format of warnings, errors and remarks: text, json (on standard error) or github [default: text; on GitHub Actions
    /// github]
    #[arg(long, global = true, value_name = "FORMAT", hide_possible_values = true, display_order = 1001)]
    log_format: Option<LogFormat>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Init(init::Init),
    Add(add::Add),
    Fetch(fetch::Fetch),
    Build(build::Build),
    Site(site::Site),
    Read(read::Read),
    List(list::List),
    Timeline(timeline::Timeline),
    Explain(explain::Explain),
    Dates(dates::Dates),
    Check(check::Check),
    Doctor(doctor::Doctor),
    Diff(diff::Diff),
    Verify(verify::Verify),
    Layout(layout::Layout),
    Schema(schema::Schema),
    Completions(completions::Completions),
    Man(man::Man),
}

/// How a verb ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Exit {
    Done,
    Findings,
    NothingNew,
}

/// Runs the program. The first of `arguments` is the program's name.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> ExitCode {
    let words: Vec<OsString> = arguments.into_iter().collect();
    let understood = Arguments::command().try_get_matches_from(&words).and_then(|matches| {
        let verb = matches.subcommand_name().map(str::to_owned);
        Ok((Arguments::from_arg_matches(&matches)?, verb))
    });
    let (arguments, verb) = match understood {
        Ok(understood) => understood,
        Err(error) => return refuse(&error, LogFormat::looked_up(&words)),
    };
    let mut console = Console::new(arguments.quiet, LogFormat::chosen(arguments.log_format), verb.as_deref());
    let ended = dispatch(arguments.verb, &mut console);
    console.finish(ended.as_ref().err());
    match ended {
        Ok(Exit::Done) => ExitCode::SUCCESS,
        Ok(Exit::Findings) => ExitCode::from(3),
        Ok(Exit::NothingNew) => ExitCode::from(4),
        Err(failure) => console.fail(&failure),
    }
}

/// Prints why the arguments are invalid, or what they asked for alone: the help or the version.
fn refuse(error: &clap::Error, format: LogFormat) -> ExitCode {
    if error.use_stderr() && format != LogFormat::Text {
        return Console::new(false, format, None).fail(&Failure::arguments(error));
    }
    let text = error.render().to_string();
    if escape::lines(&text) != text {
        return Console::new(false, format, None).fail(&Failure::arguments(error));
    }
    // If even this cannot be printed, nothing else can.
    let _ = error.print();
    ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
}

fn dispatch(verb: Verb, console: &mut Console) -> Result<Exit, Failure> {
    match verb {
        Verb::Init(verb) => init::run(&verb, console),
        Verb::Add(verb) => add::run(&verb, console),
        Verb::Fetch(verb) => fetch::run(&verb, console),
        Verb::Build(verb) => build::run(&verb, console),
        Verb::Site(verb) => site::run(&verb, console),
        Verb::Read(verb) => read::run(&verb, console),
        Verb::List(verb) => list::run(&verb, console),
        Verb::Timeline(verb) => timeline::run(&verb, console),
        Verb::Explain(verb) => explain::run(&verb, console),
        Verb::Dates(verb) => dates::run(&verb, console),
        Verb::Check(verb) => check::run(&verb, console),
        Verb::Doctor(verb) => doctor::run(&verb, console),
        Verb::Diff(verb) => diff::run(&verb, console),
        Verb::Verify(verb) => verify::run(&verb, console),
        Verb::Layout(verb) => layout::run(&verb, console),
        Verb::Schema(_) => schema::run(console),
        Verb::Completions(verb) => completions::run(&verb, Arguments::command(), console),
        Verb::Man(verb) => man::run(&verb, Arguments::command(), console),
    }
}
