//! In: the command line. Out: an exit code.
//!
//! Invariant: holds no logic.

fn main() {}
