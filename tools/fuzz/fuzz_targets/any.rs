//! In: bytes that the fuzzer made, and the name of a target in the environment. Out: nothing; a panic, a stack that overflows or a run
//! without end is a finding.
//!
//! Invariant: holds no logic.
#![no_main]

#[path = "../targets.rs"]
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<String> =
    LazyLock::new(|| std::env::var("LITOPYS_TARGET").expect("LITOPYS_TARGET names one of the targets in targets.rs"));

fuzz_target!(|bytes: &[u8]| targets::run(&TARGET, bytes));
