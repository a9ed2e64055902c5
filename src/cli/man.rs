//! In: the definition of the command line. Out: manual pages for the program and for each verb.
//!
//! Invariant: the same program always writes the same pages. They contain no date, no machine and no environment.

mod entries;

use std::path::PathBuf;

use clap::{Args, Command};
use clap_mangen::roff::{Inline, Roff, bold, italic, roman};

use self::entries::{ENVIRONMENT, EXITS, Entry, FILES};
use super::Exit;
use super::console::{Console, Failure};
use crate::files;

/// The manual section for programs.
const SECTION: &str = "1";
/// The header of every page.
const MANUAL: &str = "Litopys manual";

/// Write the manual pages of all verbs into a folder, or print that of the program
#[derive(Debug, Args)]
pub(crate) struct Man {
    /// Where the pages go; without it `litopys.1` is printed
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Man, command: Command, console: &mut Console) -> Result<Exit, Failure> {
    let pages = pages(command);
    let Some(folder) = &arguments.folder else {
        console.line(pages[0].1.trim_end())?;
        return Ok(Exit::Done);
    };
    let name = |name: &str| folder.join(format!("{name}.{SECTION}"));
    let written: Vec<(PathBuf, Vec<u8>)> =
        pages.into_iter().map(|(page, text)| (name(&page), text.into_bytes())).collect();
    files::write_whole(&written).map_err(Failure::of)?;
    written.iter().try_for_each(|(path, bytes)| console.wrote(path, bytes.len()))?;
    Ok(Exit::Done)
}

/// The pages by name, the program's first.
fn pages(command: Command) -> Vec<(String, String)> {
    let mut command = without_help(command);
    command.build();
    let mut pages = Vec::new();
    collect(&command, &mut pages);
    pages
}

/// Removes the subcommand `help`, because it prints the same as the pages.
fn without_help(command: Command) -> Command {
    let names: Vec<String> = command.get_subcommands().map(|verb| verb.get_name().to_owned()).collect();
    let command = command.disable_help_subcommand(true);
    names.into_iter().fold(command, |command, name| command.mut_subcommand(name, without_help))
}

fn collect(command: &Command, pages: &mut Vec<(String, String)>) {
    let name = command.get_display_name().unwrap_or_else(|| command.get_name()).to_owned();
    pages.push((name.clone(), page(command, &name)));
    command.get_subcommands().for_each(|verb| collect(verb, pages));
}

fn page(command: &Command, name: &str) -> String {
    let page = clap_mangen::Man::new(command.clone());
    let mut text = Vec::new();
    let written = page
        .render_name_section(&mut text)
        .and_then(|()| page.render_synopsis_section(&mut text))
        .and_then(|()| page.render_description_section(&mut text))
        .and_then(|()| page.render_options_section(&mut text))
        .and_then(|()| if command.has_subcommands() { page.render_subcommands_section(&mut text) } else { Ok(()) })
        .and_then(|()| sections(name).to_writer(&mut text));
    written.expect("memory takes what is written");
    titled(&String::from_utf8(text).expect("a page is text"), name)
}

/// The page with its title. The preamble is repeated before each section but is needed only once.
fn titled(text: &str, name: &str) -> String {
    let (preamble, sections) = text.split_at(text.find(".SH").unwrap_or_default());
    let sections = if preamble.is_empty() { sections.to_owned() } else { sections.replace(preamble, "") };
    let lines: String = sections.lines().flat_map(|line| [line.trim_end(), "\n"]).collect();
    let (title, version) = (name.to_uppercase(), env!("CARGO_PKG_VERSION"));
    format!("{preamble}.TH \"{title}\" \"{SECTION}\" \"\" \"litopys {version}\" \"{MANUAL}\"\n{lines}")
}

/// The sections of a page besides its arguments.
fn sections(name: &str) -> Roff {
    let verb = name.split('-').nth(1);
    let mut roff = Roff::new();
    section(&mut roff, "EXIT STATUS", &EXITS, verb, bold);
    section(&mut roff, "ENVIRONMENT", &ENVIRONMENT, verb, bold);
    section(&mut roff, "FILES", &FILES, verb, italic);
    roff.control("SH", ["SEE ALSO"]);
    let see = if verb.is_some() { "litopys" } else { "litopys-build" };
    roff.text([bold(see), roman(format!("({SECTION})"))]);
    roff
}

/// The entries of a verb, or all of them on the page of the program.
fn section(roff: &mut Roff, title: &str, entries: &[Entry], verb: Option<&str>, mark: fn(String) -> Inline) {
    let own: Vec<&Entry> = entries.iter().filter(|entry| entry.is_of(verb)).collect();
    if !own.is_empty() {
        roff.control("SH", [title]);
    }
    for entry in own {
        roff.control("TP", []);
        roff.text([mark(entry.name.to_owned())]);
        roff.text([roman(entry.text)]);
    }
}
