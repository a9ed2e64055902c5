//! In: the name of a shell. Out: the script that completes the program's arguments in that shell.
//!
//! Invariant: generated from the definition of the arguments.

use clap::Args;
use clap_complete::Shell;

use super::Exit;
use super::console::{Console, Failure};

/// Print the completions of a shell
#[derive(Debug, Args)]
pub(crate) struct Completions {
    #[arg(value_name = "SHELL")]
    shell: Shell,
}

pub(crate) fn run(arguments: &Completions, mut command: clap::Command, console: &mut Console) -> Result<Exit, Failure> {
    let mut script = Vec::new();
    clap_complete::generate(arguments.shell, &mut command, "litopys", &mut script);
    console.line(String::from_utf8_lossy(&script).trim_end())?;
    Ok(Exit::Done)
}
