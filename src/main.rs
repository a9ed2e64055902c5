//! In: the command line. Out: an exit code.
//!
//! Invariant: holds no logic.

use std::process::ExitCode;

use mimalloc::MiMalloc;

#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    litopys::cli::run(std::env::args_os())
}
