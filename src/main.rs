//! In: the command line. Out: an exit code.
//!
//! Invariant: holds no logic.

use std::process::ExitCode;

fn main() -> ExitCode {
    litopys::cli::run(std::env::args_os())
}
