//! In: bytes from the fuzzer, and the name of a target in the environment. Out: nothing. A panic, a stack overflow or an endless run is a
//! finding.
//!
//! Invariant: contains no logic.
#![no_main]

#[path = "../targets.rs"]
mod targets;

use std::sync::LazyLock;

use libfuzzer_sys::fuzz_target;

static TARGET: LazyLock<String> =
    LazyLock::new(|| std::env::var("LITOPYS_TARGET").expect("LITOPYS_TARGET names one of the targets in targets.rs"));

fuzz_target!(|bytes: &[u8]| targets::run(&TARGET, bytes));
